; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@constant.23 = private unnamed_addr constant [4 x i8] c"\01\00\00\00", align 4
@constant.4 = private unnamed_addr constant [4 x i8] zeroinitializer, align 4
@constant.5 = private unnamed_addr constant [4 x i8] zeroinitializer, align 4
@constant.48 = private unnamed_addr constant [4 x i8] c"\0A\00\00\00", align 4
@0 = private unnamed_addr constant [4 x i8] c"\0A\00\00\00"
@1 = private unnamed_addr constant [4 x i8] zeroinitializer
@2 = private unnamed_addr constant [4 x i8] zeroinitializer
@3 = private unnamed_addr constant [4 x i8] zeroinitializer

; Function Attrs: uwtable
define internal void @region_0.16(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %dynamic-update-slice.0.invar_address.dim.1 = alloca i64, align 8
  %dynamic-update-slice.0.invar_address.dim.0 = alloca i64, align 8
  %tanh.0.invar_address.dim.0 = alloca i64, align 8
  %fusion.1.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %arg_tuple.17 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = getelementptr inbounds [5 x ptr], ptr %arg_tuple.17, i64 0, i64 0
  %2 = load ptr, ptr %1, align 8, !dereferenceable !3, !align !3
  %3 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %4 = load ptr, ptr %3, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.4 = getelementptr inbounds i8, ptr %4, i64 112
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.4, ptr align 1 %2, i64 4, i1 false)
  %5 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %6 = load ptr, ptr %5, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %fusion.2 = getelementptr inbounds i8, ptr %6, i64 128
  %7 = load i32, ptr %copy.4, align 4, !alias.scope !4, !noalias !7
  %constant.3 = load i32, ptr @1, align 4
  %8 = icmp slt i32 %7, %constant.3
  %9 = zext i1 %8 to i8
  %10 = load i32, ptr %copy.4, align 4, !alias.scope !4, !noalias !7
  %constant.2 = load i32, ptr @0, align 4
  %11 = add i32 %10, %constant.2
  %12 = load i32, ptr %copy.4, align 4, !alias.scope !4, !noalias !7
  %13 = trunc i8 %9 to i1
  %14 = select i1 %13, i32 %11, i32 %12
  store i32 %14, ptr %fusion.2, align 4, !alias.scope !11, !noalias !12
  %15 = getelementptr inbounds [5 x ptr], ptr %arg_tuple.17, i64 0, i64 4
  %16 = load ptr, ptr %15, align 8, !dereferenceable !17, !align !2
  %17 = getelementptr inbounds [5 x ptr], ptr %arg_tuple.17, i64 0, i64 1
  %18 = load ptr, ptr %17, align 8, !dereferenceable !18, !align !2
  %19 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %20 = load ptr, ptr %19, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %dot.0 = getelementptr inbounds i8, ptr %20, i64 48
  call void @col_major_gemv_F32_8_8_16_16(ptr %16, ptr %18, ptr %dot.0)
  %21 = getelementptr inbounds [5 x ptr], ptr %arg_tuple.17, i64 0, i64 3
  %22 = load ptr, ptr %21, align 8, !dereferenceable !19, !align !2
  %23 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %fusion.1 = load ptr, ptr %23, align 8, !invariant.load !0, !dereferenceable !18, !align !2
  store i64 0, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

return:                                           ; preds = %dynamic-update-slice.0.loop_exit.dim.0
  ret void

fusion.1.loop_header.dim.0:                       ; preds = %fusion.1.loop_body.dim.0, %entry
  %fusion.1.indvar.dim.0 = load i64, ptr %fusion.1.invar_address.dim.0, align 8
  %24 = icmp uge i64 %fusion.1.indvar.dim.0, 16
  br i1 %24, label %fusion.1.loop_exit.dim.0, label %fusion.1.loop_body.dim.0

fusion.1.loop_body.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  %25 = getelementptr inbounds [16 x float], ptr %dot.0, i64 0, i64 %fusion.1.indvar.dim.0
  %26 = load float, ptr %25, align 4, !alias.scope !20, !noalias !21
  %27 = load i32, ptr %fusion.2, align 4, !alias.scope !11, !noalias !12
  %28 = sext i32 %27 to i64
  %29 = icmp sge i64 0, %28
  %30 = select i1 %29, i64 0, i64 %28
  %31 = icmp sle i64 9, %30
  %dynamic-slice.0.start_idx0 = select i1 %31, i64 9, i64 %30
  %constant.1 = load i32, ptr @2, align 4
  %32 = sext i32 %constant.1 to i64
  %33 = icmp sge i64 0, %32
  %34 = select i1 %33, i64 0, i64 %32
  %35 = icmp sle i64 0, %34
  %dynamic-slice.0.start_idx1 = select i1 %35, i64 0, i64 %34
  %36 = add i64 %dynamic-slice.0.start_idx0, 0
  %37 = add i64 %dynamic-slice.0.start_idx1, %fusion.1.indvar.dim.0
  %38 = getelementptr inbounds [10 x [16 x float]], ptr %22, i64 0, i64 %36, i64 %37
  %39 = load float, ptr %38, align 4, !alias.scope !23, !noalias !24
  %add.1 = fadd float %26, %39
  %40 = getelementptr inbounds [16 x float], ptr %fusion.1, i64 0, i64 %fusion.1.indvar.dim.0
  store float %add.1, ptr %40, align 4, !alias.scope !26, !noalias !27
  %invar.inc = add nuw nsw i64 %fusion.1.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

fusion.1.loop_exit.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  %41 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %tanh.0 = load ptr, ptr %41, align 8, !invariant.load !0, !dereferenceable !18, !align !2
  store i64 0, ptr %tanh.0.invar_address.dim.0, align 8
  br label %tanh.0.loop_header.dim.0

tanh.0.loop_header.dim.0:                         ; preds = %tanh.0.loop_body.dim.0, %fusion.1.loop_exit.dim.0
  %tanh.0.indvar.dim.0 = load i64, ptr %tanh.0.invar_address.dim.0, align 8
  %42 = icmp uge i64 %tanh.0.indvar.dim.0, 16
  br i1 %42, label %tanh.0.loop_exit.dim.0, label %tanh.0.loop_body.dim.0

tanh.0.loop_body.dim.0:                           ; preds = %tanh.0.loop_header.dim.0
  %43 = getelementptr inbounds [16 x float], ptr %fusion.1, i64 0, i64 %tanh.0.indvar.dim.0
  %44 = load float, ptr %43, align 4, !alias.scope !26, !noalias !27
  %45 = call float @tanhf(float %44)
  %46 = getelementptr inbounds [16 x float], ptr %tanh.0, i64 0, i64 %tanh.0.indvar.dim.0
  store float %45, ptr %46, align 4, !alias.scope !26, !noalias !28
  %invar.inc1 = add nuw nsw i64 %tanh.0.indvar.dim.0, 1
  store i64 %invar.inc1, ptr %tanh.0.invar_address.dim.0, align 8
  br label %tanh.0.loop_header.dim.0

tanh.0.loop_exit.dim.0:                           ; preds = %tanh.0.loop_header.dim.0
  %47 = getelementptr inbounds [5 x ptr], ptr %arg_tuple.17, i64 0, i64 2
  %48 = load ptr, ptr %47, align 8, !dereferenceable !19, !align !2
  %49 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %fusion = load ptr, ptr %49, align 8, !invariant.load !0, !dereferenceable !19, !align !2
  %50 = load i32, ptr %fusion.2, align 4, !alias.scope !11, !noalias !12
  %51 = icmp sge i32 0, %50
  %52 = select i1 %51, i32 0, i32 %50
  %53 = icmp sle i32 9, %52
  %54 = select i1 %53, i32 9, i32 %52
  %constant.0 = load i32, ptr @3, align 4
  %55 = icmp sge i32 0, %constant.0
  %56 = select i1 %55, i32 0, i32 %constant.0
  %57 = icmp sle i32 0, %56
  %58 = select i1 %57, i32 0, i32 %56
  store i64 0, ptr %dynamic-update-slice.0.invar_address.dim.0, align 8
  br label %dynamic-update-slice.0.loop_header.dim.0

dynamic-update-slice.0.loop_header.dim.0:         ; preds = %dynamic-update-slice.0.loop_exit.dim.1, %tanh.0.loop_exit.dim.0
  %dynamic-update-slice.0.indvar.dim.0 = load i64, ptr %dynamic-update-slice.0.invar_address.dim.0, align 8
  %59 = icmp uge i64 %dynamic-update-slice.0.indvar.dim.0, 1
  br i1 %59, label %dynamic-update-slice.0.loop_exit.dim.0, label %dynamic-update-slice.0.loop_body.dim.0

dynamic-update-slice.0.loop_body.dim.0:           ; preds = %dynamic-update-slice.0.loop_header.dim.0
  store i64 0, ptr %dynamic-update-slice.0.invar_address.dim.1, align 8
  br label %dynamic-update-slice.0.loop_header.dim.1

dynamic-update-slice.0.loop_header.dim.1:         ; preds = %dynamic-update-slice.0.loop_body.dim.1, %dynamic-update-slice.0.loop_body.dim.0
  %dynamic-update-slice.0.indvar.dim.1 = load i64, ptr %dynamic-update-slice.0.invar_address.dim.1, align 8
  %60 = icmp uge i64 %dynamic-update-slice.0.indvar.dim.1, 16
  br i1 %60, label %dynamic-update-slice.0.loop_exit.dim.1, label %dynamic-update-slice.0.loop_body.dim.1

dynamic-update-slice.0.loop_body.dim.1:           ; preds = %dynamic-update-slice.0.loop_header.dim.1
  %61 = sext i32 %54 to i64
  %62 = add i64 %61, %dynamic-update-slice.0.indvar.dim.0
  %63 = sext i32 %58 to i64
  %64 = add i64 %63, %dynamic-update-slice.0.indvar.dim.1
  %65 = getelementptr inbounds [16 x float], ptr %tanh.0, i64 0, i64 %dynamic-update-slice.0.indvar.dim.1
  %66 = load float, ptr %65, align 4, !alias.scope !26, !noalias !28
  %67 = getelementptr inbounds [10 x [16 x float]], ptr %fusion, i64 0, i64 %62, i64 %64
  store float %66, ptr %67, align 4, !alias.scope !29, !noalias !30
  %invar.inc3 = add nuw nsw i64 %dynamic-update-slice.0.indvar.dim.1, 1
  store i64 %invar.inc3, ptr %dynamic-update-slice.0.invar_address.dim.1, align 8
  br label %dynamic-update-slice.0.loop_header.dim.1

dynamic-update-slice.0.loop_exit.dim.1:           ; preds = %dynamic-update-slice.0.loop_header.dim.1
  %invar.inc2 = add nuw nsw i64 %dynamic-update-slice.0.indvar.dim.0, 1
  store i64 %invar.inc2, ptr %dynamic-update-slice.0.invar_address.dim.0, align 8
  br label %dynamic-update-slice.0.loop_header.dim.0

dynamic-update-slice.0.loop_exit.dim.0:           ; preds = %dynamic-update-slice.0.loop_header.dim.0
  %68 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %69 = load ptr, ptr %68, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %add.39 = getelementptr inbounds i8, ptr %69, i64 48
  %70 = load i32, ptr %copy.4, align 4, !alias.scope !4, !noalias !7
  %71 = load i32, ptr @constant.23, align 4, !alias.scope !31, !noalias !32
  %72 = add i32 %70, %71
  store i32 %72, ptr %add.39, align 4, !alias.scope !33, !noalias !34
  %73 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %tuple.3 = load ptr, ptr %73, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %74 = getelementptr inbounds [5 x ptr], ptr %tuple.3, i64 0, i64 0
  store ptr %add.39, ptr %74, align 8, !alias.scope !35, !noalias !36
  %75 = getelementptr inbounds [5 x ptr], ptr %tuple.3, i64 0, i64 1
  store ptr %tanh.0, ptr %75, align 8, !alias.scope !35, !noalias !36
  %76 = getelementptr inbounds [5 x ptr], ptr %tuple.3, i64 0, i64 2
  store ptr %fusion, ptr %76, align 8, !alias.scope !35, !noalias !36
  %77 = getelementptr inbounds [5 x ptr], ptr %tuple.3, i64 0, i64 3
  store ptr %22, ptr %77, align 8, !alias.scope !35, !noalias !36
  %78 = getelementptr inbounds [5 x ptr], ptr %tuple.3, i64 0, i64 4
  store ptr %16, ptr %78, align 8, !alias.scope !35, !noalias !36
  br label %return
}

; Function Attrs: nocallback nofree nounwind willreturn memory(argmem: readwrite)
declare void @llvm.memcpy.p0.p0.i64(ptr noalias nocapture writeonly, ptr noalias nocapture readonly, i64, i1 immarg) #1

; Function Attrs: uwtable
define internal void @col_major_gemv_F32_8_8_16_16(ptr %0, ptr %1, ptr %2) #0 {
entry:
  %dot.inner.tiled.invar_address35 = alloca i64, align 8
  %dot.outer.tiled.invar_address = alloca i64, align 8
  %dot.inner.tiled.invar_address = alloca i64, align 8
  br i1 true, label %-true, label %-false

-after:                                           ; preds = %-false, %dot.outer.tiled.loop_exit
  ret void

-true:                                            ; preds = %entry
  %3 = getelementptr inbounds float, ptr %0, i64 0
  %4 = getelementptr inbounds float, ptr %0, i64 16
  %5 = getelementptr inbounds float, ptr %0, i64 32
  %6 = getelementptr inbounds float, ptr %0, i64 48
  %7 = getelementptr inbounds float, ptr %0, i64 64
  %8 = getelementptr inbounds float, ptr %0, i64 80
  %9 = getelementptr inbounds float, ptr %0, i64 96
  %10 = getelementptr inbounds float, ptr %0, i64 112
  %11 = getelementptr inbounds float, ptr %1, i64 0
  %12 = getelementptr inbounds float, ptr %11, i64 0
  %13 = load float, ptr %12, align 4
  %.splatinsert = insertelement <8 x float> poison, float %13, i64 0
  %.splat = shufflevector <8 x float> %.splatinsert, <8 x float> poison, <8 x i32> zeroinitializer
  %14 = getelementptr inbounds float, ptr %11, i64 1
  %15 = load float, ptr %14, align 4
  %.splatinsert1 = insertelement <8 x float> poison, float %15, i64 0
  %.splat2 = shufflevector <8 x float> %.splatinsert1, <8 x float> poison, <8 x i32> zeroinitializer
  %16 = getelementptr inbounds float, ptr %11, i64 2
  %17 = load float, ptr %16, align 4
  %.splatinsert3 = insertelement <8 x float> poison, float %17, i64 0
  %.splat4 = shufflevector <8 x float> %.splatinsert3, <8 x float> poison, <8 x i32> zeroinitializer
  %18 = getelementptr inbounds float, ptr %11, i64 3
  %19 = load float, ptr %18, align 4
  %.splatinsert5 = insertelement <8 x float> poison, float %19, i64 0
  %.splat6 = shufflevector <8 x float> %.splatinsert5, <8 x float> poison, <8 x i32> zeroinitializer
  %20 = getelementptr inbounds float, ptr %11, i64 4
  %21 = load float, ptr %20, align 4
  %.splatinsert7 = insertelement <8 x float> poison, float %21, i64 0
  %.splat8 = shufflevector <8 x float> %.splatinsert7, <8 x float> poison, <8 x i32> zeroinitializer
  %22 = getelementptr inbounds float, ptr %11, i64 5
  %23 = load float, ptr %22, align 4
  %.splatinsert9 = insertelement <8 x float> poison, float %23, i64 0
  %.splat10 = shufflevector <8 x float> %.splatinsert9, <8 x float> poison, <8 x i32> zeroinitializer
  %24 = getelementptr inbounds float, ptr %11, i64 6
  %25 = load float, ptr %24, align 4
  %.splatinsert11 = insertelement <8 x float> poison, float %25, i64 0
  %.splat12 = shufflevector <8 x float> %.splatinsert11, <8 x float> poison, <8 x i32> zeroinitializer
  %26 = getelementptr inbounds float, ptr %11, i64 7
  %27 = load float, ptr %26, align 4
  %.splatinsert13 = insertelement <8 x float> poison, float %27, i64 0
  %.splat14 = shufflevector <8 x float> %.splatinsert13, <8 x float> poison, <8 x i32> zeroinitializer
  store i64 0, ptr %dot.inner.tiled.invar_address, align 8
  br label %dot.inner.tiled.loop_header

dot.inner.tiled.loop_header:                      ; preds = %dot.inner.tiled.loop_body, %-true
  %dot.inner.tiled.indvar = load i64, ptr %dot.inner.tiled.invar_address, align 8
  %28 = icmp uge i64 %dot.inner.tiled.indvar, 16
  br i1 %28, label %dot.inner.tiled.loop_exit, label %dot.inner.tiled.loop_body

dot.inner.tiled.loop_body:                        ; preds = %dot.inner.tiled.loop_header
  %invar.inc = add nuw nsw i64 %dot.inner.tiled.indvar, 8
  store i64 %invar.inc, ptr %dot.inner.tiled.invar_address, align 8
  %29 = getelementptr inbounds float, ptr %3, i64 %dot.inner.tiled.indvar
  %30 = load <8 x float>, ptr %29, align 4
  %31 = getelementptr inbounds float, ptr %4, i64 %dot.inner.tiled.indvar
  %32 = load <8 x float>, ptr %31, align 4
  %33 = getelementptr inbounds float, ptr %5, i64 %dot.inner.tiled.indvar
  %34 = load <8 x float>, ptr %33, align 4
  %35 = getelementptr inbounds float, ptr %6, i64 %dot.inner.tiled.indvar
  %36 = load <8 x float>, ptr %35, align 4
  %37 = getelementptr inbounds float, ptr %7, i64 %dot.inner.tiled.indvar
  %38 = load <8 x float>, ptr %37, align 4
  %39 = getelementptr inbounds float, ptr %8, i64 %dot.inner.tiled.indvar
  %40 = load <8 x float>, ptr %39, align 4
  %41 = getelementptr inbounds float, ptr %9, i64 %dot.inner.tiled.indvar
  %42 = load <8 x float>, ptr %41, align 4
  %43 = getelementptr inbounds float, ptr %10, i64 %dot.inner.tiled.indvar
  %44 = load <8 x float>, ptr %43, align 4
  %45 = fmul <8 x float> %30, %.splat
  %46 = fadd <8 x float> zeroinitializer, %45
  %47 = fmul <8 x float> %32, %.splat2
  %48 = fadd <8 x float> %46, %47
  %49 = fmul <8 x float> %34, %.splat4
  %50 = fadd <8 x float> %48, %49
  %51 = fmul <8 x float> %36, %.splat6
  %52 = fadd <8 x float> %50, %51
  %53 = fmul <8 x float> %38, %.splat8
  %54 = fadd <8 x float> %52, %53
  %55 = fmul <8 x float> %40, %.splat10
  %56 = fadd <8 x float> %54, %55
  %57 = fmul <8 x float> %42, %.splat12
  %58 = fadd <8 x float> %56, %57
  %59 = fmul <8 x float> %44, %.splat14
  %60 = fadd <8 x float> %58, %59
  %61 = getelementptr inbounds float, ptr %2, i64 %dot.inner.tiled.indvar
  store <8 x float> %60, ptr %61, align 4
  br label %dot.inner.tiled.loop_header, !llvm.loop !37

dot.inner.tiled.loop_exit:                        ; preds = %dot.inner.tiled.loop_header
  store i64 8, ptr %dot.outer.tiled.invar_address, align 8
  br label %dot.outer.tiled.loop_header

dot.outer.tiled.loop_header:                      ; preds = %dot.inner.tiled.loop_exit32, %dot.inner.tiled.loop_exit
  %dot.outer.tiled.indvar = load i64, ptr %dot.outer.tiled.invar_address, align 8
  %62 = icmp uge i64 %dot.outer.tiled.indvar, 16
  br i1 %62, label %dot.outer.tiled.loop_exit, label %dot.outer.tiled.loop_body

dot.outer.tiled.loop_body:                        ; preds = %dot.outer.tiled.loop_header
  %invar.inc15 = add nuw nsw i64 %dot.outer.tiled.indvar, 8
  store i64 %invar.inc15, ptr %dot.outer.tiled.invar_address, align 8
  %63 = add i64 0, %dot.outer.tiled.indvar
  %64 = mul i64 16, %63
  %65 = getelementptr inbounds float, ptr %0, i64 %64
  %66 = add i64 1, %dot.outer.tiled.indvar
  %67 = mul i64 16, %66
  %68 = getelementptr inbounds float, ptr %0, i64 %67
  %69 = add i64 2, %dot.outer.tiled.indvar
  %70 = mul i64 16, %69
  %71 = getelementptr inbounds float, ptr %0, i64 %70
  %72 = add i64 3, %dot.outer.tiled.indvar
  %73 = mul i64 16, %72
  %74 = getelementptr inbounds float, ptr %0, i64 %73
  %75 = add i64 4, %dot.outer.tiled.indvar
  %76 = mul i64 16, %75
  %77 = getelementptr inbounds float, ptr %0, i64 %76
  %78 = add i64 5, %dot.outer.tiled.indvar
  %79 = mul i64 16, %78
  %80 = getelementptr inbounds float, ptr %0, i64 %79
  %81 = add i64 6, %dot.outer.tiled.indvar
  %82 = mul i64 16, %81
  %83 = getelementptr inbounds float, ptr %0, i64 %82
  %84 = add i64 7, %dot.outer.tiled.indvar
  %85 = mul i64 16, %84
  %86 = getelementptr inbounds float, ptr %0, i64 %85
  %87 = getelementptr inbounds float, ptr %1, i64 %dot.outer.tiled.indvar
  %88 = getelementptr inbounds float, ptr %87, i64 0
  %89 = load float, ptr %88, align 4
  %.splatinsert16 = insertelement <8 x float> poison, float %89, i64 0
  %.splat17 = shufflevector <8 x float> %.splatinsert16, <8 x float> poison, <8 x i32> zeroinitializer
  %90 = getelementptr inbounds float, ptr %87, i64 1
  %91 = load float, ptr %90, align 4
  %.splatinsert18 = insertelement <8 x float> poison, float %91, i64 0
  %.splat19 = shufflevector <8 x float> %.splatinsert18, <8 x float> poison, <8 x i32> zeroinitializer
  %92 = getelementptr inbounds float, ptr %87, i64 2
  %93 = load float, ptr %92, align 4
  %.splatinsert20 = insertelement <8 x float> poison, float %93, i64 0
  %.splat21 = shufflevector <8 x float> %.splatinsert20, <8 x float> poison, <8 x i32> zeroinitializer
  %94 = getelementptr inbounds float, ptr %87, i64 3
  %95 = load float, ptr %94, align 4
  %.splatinsert22 = insertelement <8 x float> poison, float %95, i64 0
  %.splat23 = shufflevector <8 x float> %.splatinsert22, <8 x float> poison, <8 x i32> zeroinitializer
  %96 = getelementptr inbounds float, ptr %87, i64 4
  %97 = load float, ptr %96, align 4
  %.splatinsert24 = insertelement <8 x float> poison, float %97, i64 0
  %.splat25 = shufflevector <8 x float> %.splatinsert24, <8 x float> poison, <8 x i32> zeroinitializer
  %98 = getelementptr inbounds float, ptr %87, i64 5
  %99 = load float, ptr %98, align 4
  %.splatinsert26 = insertelement <8 x float> poison, float %99, i64 0
  %.splat27 = shufflevector <8 x float> %.splatinsert26, <8 x float> poison, <8 x i32> zeroinitializer
  %100 = getelementptr inbounds float, ptr %87, i64 6
  %101 = load float, ptr %100, align 4
  %.splatinsert28 = insertelement <8 x float> poison, float %101, i64 0
  %.splat29 = shufflevector <8 x float> %.splatinsert28, <8 x float> poison, <8 x i32> zeroinitializer
  %102 = getelementptr inbounds float, ptr %87, i64 7
  %103 = load float, ptr %102, align 4
  %.splatinsert30 = insertelement <8 x float> poison, float %103, i64 0
  %.splat31 = shufflevector <8 x float> %.splatinsert30, <8 x float> poison, <8 x i32> zeroinitializer
  store i64 0, ptr %dot.inner.tiled.invar_address35, align 8
  br label %dot.inner.tiled.loop_header33

dot.inner.tiled.loop_header33:                    ; preds = %dot.inner.tiled.loop_body34, %dot.outer.tiled.loop_body
  %dot.inner.tiled.indvar36 = load i64, ptr %dot.inner.tiled.invar_address35, align 8
  %104 = icmp uge i64 %dot.inner.tiled.indvar36, 16
  br i1 %104, label %dot.inner.tiled.loop_exit32, label %dot.inner.tiled.loop_body34

dot.inner.tiled.loop_body34:                      ; preds = %dot.inner.tiled.loop_header33
  %invar.inc37 = add nuw nsw i64 %dot.inner.tiled.indvar36, 8
  store i64 %invar.inc37, ptr %dot.inner.tiled.invar_address35, align 8
  %105 = getelementptr inbounds float, ptr %65, i64 %dot.inner.tiled.indvar36
  %106 = load <8 x float>, ptr %105, align 4
  %107 = getelementptr inbounds float, ptr %68, i64 %dot.inner.tiled.indvar36
  %108 = load <8 x float>, ptr %107, align 4
  %109 = getelementptr inbounds float, ptr %71, i64 %dot.inner.tiled.indvar36
  %110 = load <8 x float>, ptr %109, align 4
  %111 = getelementptr inbounds float, ptr %74, i64 %dot.inner.tiled.indvar36
  %112 = load <8 x float>, ptr %111, align 4
  %113 = getelementptr inbounds float, ptr %77, i64 %dot.inner.tiled.indvar36
  %114 = load <8 x float>, ptr %113, align 4
  %115 = getelementptr inbounds float, ptr %80, i64 %dot.inner.tiled.indvar36
  %116 = load <8 x float>, ptr %115, align 4
  %117 = getelementptr inbounds float, ptr %83, i64 %dot.inner.tiled.indvar36
  %118 = load <8 x float>, ptr %117, align 4
  %119 = getelementptr inbounds float, ptr %86, i64 %dot.inner.tiled.indvar36
  %120 = load <8 x float>, ptr %119, align 4
  %121 = getelementptr inbounds float, ptr %2, i64 %dot.inner.tiled.indvar36
  %122 = load <8 x float>, ptr %121, align 4
  %123 = fmul <8 x float> %106, %.splat17
  %124 = fadd <8 x float> %122, %123
  %125 = fmul <8 x float> %108, %.splat19
  %126 = fadd <8 x float> %124, %125
  %127 = fmul <8 x float> %110, %.splat21
  %128 = fadd <8 x float> %126, %127
  %129 = fmul <8 x float> %112, %.splat23
  %130 = fadd <8 x float> %128, %129
  %131 = fmul <8 x float> %114, %.splat25
  %132 = fadd <8 x float> %130, %131
  %133 = fmul <8 x float> %116, %.splat27
  %134 = fadd <8 x float> %132, %133
  %135 = fmul <8 x float> %118, %.splat29
  %136 = fadd <8 x float> %134, %135
  %137 = fmul <8 x float> %120, %.splat31
  %138 = fadd <8 x float> %136, %137
  %139 = getelementptr inbounds float, ptr %2, i64 %dot.inner.tiled.indvar36
  store <8 x float> %138, ptr %139, align 4
  br label %dot.inner.tiled.loop_header33, !llvm.loop !40

dot.inner.tiled.loop_exit32:                      ; preds = %dot.inner.tiled.loop_header33
  br label %dot.outer.tiled.loop_header, !llvm.loop !41

dot.outer.tiled.loop_exit:                        ; preds = %dot.outer.tiled.loop_header
  br label %-after

-false:                                           ; preds = %entry
  br label %-after
}

; Function Attrs: nounwind memory(none)
declare float @tanhf(float) #2

; Function Attrs: uwtable
define internal void @region_1.41(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %arg_tuple.42 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = getelementptr inbounds [5 x ptr], ptr %arg_tuple.42, i64 0, i64 0
  %2 = load ptr, ptr %1, align 8, !dereferenceable !3, !align !3
  %3 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %4 = load ptr, ptr %3, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %compare.49 = getelementptr inbounds i8, ptr %4, i64 64
  %5 = load i32, ptr %2, align 4, !alias.scope !33, !noalias !42
  %6 = load i32, ptr @constant.48, align 4, !alias.scope !45, !noalias !46
  %7 = icmp slt i32 %5, %6
  %8 = zext i1 %7 to i8
  store i8 %8, ptr %compare.49, align 1, !alias.scope !47, !noalias !48
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @main.57(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %broadcast.6.invar_address.dim.1 = alloca i64, align 8
  %broadcast.6.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %broadcast.6 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !19, !align !2
  store i64 0, ptr %broadcast.6.invar_address.dim.0, align 8
  br label %broadcast.6.loop_header.dim.0

return:                                           ; preds = %while.50.exit
  ret void

broadcast.6.loop_header.dim.0:                    ; preds = %broadcast.6.loop_exit.dim.1, %entry
  %broadcast.6.indvar.dim.0 = load i64, ptr %broadcast.6.invar_address.dim.0, align 8
  %1 = icmp uge i64 %broadcast.6.indvar.dim.0, 10
  br i1 %1, label %broadcast.6.loop_exit.dim.0, label %broadcast.6.loop_body.dim.0

broadcast.6.loop_body.dim.0:                      ; preds = %broadcast.6.loop_header.dim.0
  store i64 0, ptr %broadcast.6.invar_address.dim.1, align 8
  br label %broadcast.6.loop_header.dim.1

broadcast.6.loop_header.dim.1:                    ; preds = %broadcast.6.loop_body.dim.1, %broadcast.6.loop_body.dim.0
  %broadcast.6.indvar.dim.1 = load i64, ptr %broadcast.6.invar_address.dim.1, align 8
  %2 = icmp uge i64 %broadcast.6.indvar.dim.1, 16
  br i1 %2, label %broadcast.6.loop_exit.dim.1, label %broadcast.6.loop_body.dim.1

broadcast.6.loop_body.dim.1:                      ; preds = %broadcast.6.loop_header.dim.1
  %3 = load float, ptr @constant.5, align 4, !alias.scope !49, !noalias !29
  %4 = getelementptr inbounds [10 x [16 x float]], ptr %broadcast.6, i64 0, i64 %broadcast.6.indvar.dim.0, i64 %broadcast.6.indvar.dim.1
  store float %3, ptr %4, align 4, !alias.scope !29, !noalias !51
  %invar.inc1 = add nuw nsw i64 %broadcast.6.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %broadcast.6.invar_address.dim.1, align 8
  br label %broadcast.6.loop_header.dim.1

broadcast.6.loop_exit.dim.1:                      ; preds = %broadcast.6.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %broadcast.6.indvar.dim.0, 1
  store i64 %invar.inc, ptr %broadcast.6.invar_address.dim.0, align 8
  br label %broadcast.6.loop_header.dim.0

broadcast.6.loop_exit.dim.0:                      ; preds = %broadcast.6.loop_header.dim.0
  %5 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %Arg_0.1 = load ptr, ptr %5, align 8, !invariant.load !0, !dereferenceable !18, !align !2
  %6 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %copy.10 = load ptr, ptr %6, align 8, !invariant.load !0, !dereferenceable !18, !align !2
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.10, ptr align 1 %Arg_0.1, i64 64, i1 false)
  %7 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %8 = load ptr, ptr %7, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.11 = getelementptr inbounds i8, ptr %8, i64 48
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.11, ptr align 1 @constant.4, i64 4, i1 false)
  %9 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %Arg_1.2 = load ptr, ptr %9, align 8, !invariant.load !0, !dereferenceable !19, !align !2
  %10 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %Arg_2.3 = load ptr, ptr %10, align 8, !invariant.load !0, !dereferenceable !17, !align !2
  %11 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %tuple.1 = load ptr, ptr %11, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %12 = getelementptr inbounds [5 x ptr], ptr %tuple.1, i64 0, i64 0
  store ptr %copy.11, ptr %12, align 8, !alias.scope !35, !noalias !36
  %13 = getelementptr inbounds [5 x ptr], ptr %tuple.1, i64 0, i64 1
  store ptr %copy.10, ptr %13, align 8, !alias.scope !35, !noalias !36
  %14 = getelementptr inbounds [5 x ptr], ptr %tuple.1, i64 0, i64 2
  store ptr %broadcast.6, ptr %14, align 8, !alias.scope !35, !noalias !36
  %15 = getelementptr inbounds [5 x ptr], ptr %tuple.1, i64 0, i64 3
  store ptr %Arg_1.2, ptr %15, align 8, !alias.scope !35, !noalias !36
  %16 = getelementptr inbounds [5 x ptr], ptr %tuple.1, i64 0, i64 4
  store ptr %Arg_2.3, ptr %16, align 8, !alias.scope !35, !noalias !36
  br label %while.50.header

while.50.header:                                  ; preds = %while.50.body, %broadcast.6.loop_exit.dim.0
  call void @region_1.41(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  %17 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %18 = load ptr, ptr %17, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %19 = getelementptr inbounds i8, ptr %18, i64 64
  %20 = load i8, ptr %19, align 1
  %21 = icmp ne i8 %20, 0
  br i1 %21, label %while.50.body, label %while.50.exit

while.50.body:                                    ; preds = %while.50.header
  call void @region_0.16(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  br label %while.50.header

while.50.exit:                                    ; preds = %while.50.header
  %22 = getelementptr inbounds [5 x ptr], ptr %tuple.1, i64 0, i64 1
  %23 = load ptr, ptr %22, align 8, !dereferenceable !18, !align !2
  %24 = getelementptr inbounds [5 x ptr], ptr %tuple.1, i64 0, i64 2
  %25 = load ptr, ptr %24, align 8, !dereferenceable !19, !align !2
  %26 = getelementptr inbounds ptr, ptr %buffer_table, i64 6
  %tuple.56 = load ptr, ptr %26, align 8, !invariant.load !0, !dereferenceable !2, !align !2
  %27 = getelementptr inbounds [2 x ptr], ptr %tuple.56, i64 0, i64 0
  store ptr %23, ptr %27, align 8, !alias.scope !52, !noalias !54
  %28 = getelementptr inbounds [2 x ptr], ptr %tuple.56, i64 0, i64 1
  store ptr %25, ptr %28, align 8, !alias.scope !52, !noalias !54
  br label %return
}

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nocallback nofree nounwind willreturn memory(argmem: readwrite) }
attributes #2 = { nounwind memory(none) }

!0 = !{}
!1 = !{i64 132}
!2 = !{i64 16}
!3 = !{i64 4}
!4 = !{!5}
!5 = !{!"buffer: {index:10, offset:112, size:4}", !6}
!6 = !{!"XLA global AA domain"}
!7 = !{!8, !9, !10}
!8 = !{!"buffer: {index:5, offset:0, size:4}", !6}
!9 = !{!"buffer: {index:10, offset:48, size:4}", !6}
!10 = !{!"buffer: {index:10, offset:128, size:4}", !6}
!11 = !{!10}
!12 = !{!13, !14, !15, !16, !5}
!13 = !{!"buffer: {index:1, offset:0, size:640}", !6}
!14 = !{!"buffer: {index:2, offset:0, size:640}", !6}
!15 = !{!"buffer: {index:3, offset:0, size:64}", !6}
!16 = !{!"buffer: {index:10, offset:48, size:64}", !6}
!17 = !{i64 1024}
!18 = !{i64 64}
!19 = !{i64 640}
!20 = !{!16}
!21 = !{!22, !14, !15, !10}
!22 = !{!"buffer: {index:0, offset:0, size:1024}", !6}
!23 = !{!14}
!24 = !{!22, !13, !15, !25, !9, !16, !10}
!25 = !{!"buffer: {index:10, offset:0, size:40}", !6}
!26 = !{!15}
!27 = !{!14, !16, !10}
!28 = !{!22, !13, !14, !25, !9, !10}
!29 = !{!13}
!30 = !{!22, !14, !15, !25, !9, !10}
!31 = !{!8}
!32 = !{!9, !5}
!33 = !{!9}
!34 = !{!22, !13, !14, !15, !8, !25, !5}
!35 = !{!25}
!36 = !{!22, !13, !14, !15, !9}
!37 = distinct !{!37, !38, !39}
!38 = !{!"llvm.loop.unroll.disable"}
!39 = !{!"llvm.loop.vectorize.enable", i1 false}
!40 = distinct !{!40, !38, !39}
!41 = distinct !{!41, !38, !39}
!42 = !{!43, !44}
!43 = !{!"buffer: {index:9, offset:0, size:4}", !6}
!44 = !{!"buffer: {index:10, offset:64, size:1}", !6}
!45 = !{!43}
!46 = !{!9, !44}
!47 = !{!44}
!48 = !{!43, !9}
!49 = !{!50}
!50 = !{!"buffer: {index:8, offset:0, size:4}", !6}
!51 = !{!22, !14, !15, !50, !25, !9}
!52 = !{!53}
!53 = !{!"buffer: {index:6, offset:0, size:16}", !6}
!54 = !{!13, !15}
