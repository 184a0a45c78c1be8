; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@constant.3 = private unnamed_addr constant [4 x i8] c"\00\00\80?", align 4
@constant.5 = private unnamed_addr constant [4 x i8] zeroinitializer, align 4
@0 = private unnamed_addr constant [4 x i8] zeroinitializer
@1 = private unnamed_addr constant [4 x i8] c"\00\00\80\FF"

; Function Attrs: uwtable
define internal void @region_1.8(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %add.11 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %Arg_0.9 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %Arg_1.10 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %Arg_0.9, align 4, !alias.scope !1, !noalias !4
  %3 = load float, ptr %Arg_1.10, align 4, !alias.scope !6, !noalias !4
  %add.111 = fadd reassoc float %2, %3
  store float %add.111, ptr %add.11, align 4, !alias.scope !4
  %load_ret_value = load float, ptr %add.11, align 4
  store float %load_ret_value, ptr %retval, align 4
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define internal void @region_0.18(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion.invar_address.dim.0 = alloca i64, align 8
  %reduce_function_parameter_addresses = alloca ptr, i32 2, align 8
  %reduce_function_return_value_addr = alloca float, align 4
  %arg_addr1 = alloca float, align 4
  %arg_addr = alloca float, align 4
  %reduce.1.inner.invar_address.reduction_dim.0 = alloca i64, align 8
  %accumulator_0 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 11
  %1 = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %arg_tuple.19 = getelementptr inbounds i8, ptr %1, i64 48
  %2 = getelementptr inbounds [4 x ptr], ptr %arg_tuple.19, i64 0, i64 0
  %3 = load ptr, ptr %2, align 8, !dereferenceable !11, !align !10
  %4 = getelementptr inbounds ptr, ptr %buffer_table, i64 11
  %copy.2 = load ptr, ptr %4, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.2, ptr align 1 %3, i64 32, i1 false)
  %5 = getelementptr inbounds [4 x ptr], ptr %arg_tuple.19, i64 0, i64 3
  %6 = load ptr, ptr %5, align 8, !dereferenceable !12, !align !10
  %7 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %dot.24 = load ptr, ptr %7, align 8, !invariant.load !8, !dereferenceable !11, !align !10
  call void @row_major_gemv_F32_8_8_8_8(ptr %6, ptr %copy.2, ptr %dot.24)
  %8 = getelementptr inbounds ptr, ptr %buffer_table, i64 11
  %9 = load ptr, ptr %8, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %fusion.1 = getelementptr inbounds i8, ptr %9, i64 32
  %constant.1 = load float, ptr @0, align 4
  store float %constant.1, ptr %accumulator_0, align 4
  store i64 0, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.0

return:                                           ; preds = %fusion.loop_exit.dim.0
  ret void

reduce.1.inner.loop_header.reduction_dim.0:       ; preds = %reduce.1.inner.loop_body.reduction_dim.0, %entry
  %reduce.1.inner.indvar.reduction_dim.0 = load i64, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  %10 = icmp uge i64 %reduce.1.inner.indvar.reduction_dim.0, 8
  br i1 %10, label %reduce.1.inner.loop_exit.reduction_dim.0, label %reduce.1.inner.loop_body.reduction_dim.0

reduce.1.inner.loop_body.reduction_dim.0:         ; preds = %reduce.1.inner.loop_header.reduction_dim.0
  %11 = load float, ptr %accumulator_0, align 4
  %12 = getelementptr inbounds [8 x float], ptr %dot.24, i64 0, i64 %reduce.1.inner.indvar.reduction_dim.0
  %13 = load float, ptr %12, align 4, !alias.scope !13, !noalias !15
  %14 = getelementptr inbounds [8 x float], ptr %dot.24, i64 0, i64 %reduce.1.inner.indvar.reduction_dim.0
  %15 = load float, ptr %14, align 4, !alias.scope !13, !noalias !15
  %multiply.1 = fmul float %13, %15
  store float %11, ptr %arg_addr, align 4
  store float %multiply.1, ptr %arg_addr1, align 4
  %16 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 0
  store ptr %arg_addr, ptr %16, align 8
  %17 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 1
  store ptr %arg_addr1, ptr %17, align 8
  call void @region_1.8(ptr %reduce_function_return_value_addr, ptr %run_options, ptr %reduce_function_parameter_addresses, ptr null, ptr %status, ptr %prof_counters)
  %18 = load float, ptr %reduce_function_return_value_addr, align 4
  store float %18, ptr %accumulator_0, align 4
  %invar.inc = add nuw nsw i64 %reduce.1.inner.indvar.reduction_dim.0, 1
  store i64 %invar.inc, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.0

reduce.1.inner.loop_exit.reduction_dim.0:         ; preds = %reduce.1.inner.loop_header.reduction_dim.0
  %19 = load float, ptr %accumulator_0, align 4
  %20 = call float @llvm.sqrt.f32(float %19)
  store float %20, ptr %fusion.1, align 4, !alias.scope !19, !noalias !13
  %21 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %fusion = load ptr, ptr %21, align 8, !invariant.load !8, !dereferenceable !11, !align !10
  store i64 0, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_header.dim.0:                         ; preds = %fusion.loop_body.dim.0, %reduce.1.inner.loop_exit.reduction_dim.0
  %fusion.indvar.dim.0 = load i64, ptr %fusion.invar_address.dim.0, align 8
  %22 = icmp uge i64 %fusion.indvar.dim.0, 8
  br i1 %22, label %fusion.loop_exit.dim.0, label %fusion.loop_body.dim.0

fusion.loop_body.dim.0:                           ; preds = %fusion.loop_header.dim.0
  %23 = getelementptr inbounds [8 x float], ptr %dot.24, i64 0, i64 %fusion.indvar.dim.0
  %24 = load float, ptr %23, align 4, !alias.scope !13, !noalias !15
  %25 = load float, ptr %fusion.1, align 4, !alias.scope !19, !noalias !13
  %divide.0 = fdiv float %24, %25
  %26 = getelementptr inbounds [8 x float], ptr %fusion, i64 0, i64 %fusion.indvar.dim.0
  store float %divide.0, ptr %26, align 4, !alias.scope !13, !noalias !20
  %invar.inc2 = add nuw nsw i64 %fusion.indvar.dim.0, 1
  store i64 %invar.inc2, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_exit.dim.0:                           ; preds = %fusion.loop_header.dim.0
  %27 = getelementptr inbounds [4 x ptr], ptr %arg_tuple.19, i64 0, i64 2
  %28 = load ptr, ptr %27, align 8, !dereferenceable !0, !align !0
  %29 = getelementptr inbounds ptr, ptr %buffer_table, i64 11
  %30 = load ptr, ptr %29, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %tuple.2 = getelementptr inbounds i8, ptr %30, i64 48
  %31 = getelementptr inbounds [4 x ptr], ptr %tuple.2, i64 0, i64 0
  store ptr %fusion, ptr %31, align 8, !alias.scope !23, !noalias !24
  %32 = getelementptr inbounds [4 x ptr], ptr %tuple.2, i64 0, i64 1
  store ptr %copy.2, ptr %32, align 8, !alias.scope !23, !noalias !24
  %33 = getelementptr inbounds [4 x ptr], ptr %tuple.2, i64 0, i64 2
  store ptr %28, ptr %33, align 8, !alias.scope !23, !noalias !24
  %34 = getelementptr inbounds [4 x ptr], ptr %tuple.2, i64 0, i64 3
  store ptr %6, ptr %34, align 8, !alias.scope !23, !noalias !24
  br label %return
}

; Function Attrs: nocallback nofree nounwind willreturn memory(argmem: readwrite)
declare void @llvm.memcpy.p0.p0.i64(ptr noalias nocapture writeonly, ptr noalias nocapture readonly, i64, i1 immarg) #1

; Function Attrs: uwtable
define internal void @row_major_gemv_F32_8_8_8_8(ptr %0, ptr %1, ptr %2) #0 {
entry:
  %dot.inner.tiled.invar_address = alloca i64, align 8
  %3 = alloca float, align 4
  %4 = alloca <8 x float>, align 32
  %5 = alloca float, align 4
  %6 = alloca <8 x float>, align 32
  %7 = alloca float, align 4
  %8 = alloca <8 x float>, align 32
  %9 = alloca float, align 4
  %10 = alloca <8 x float>, align 32
  %11 = alloca float, align 4
  %12 = alloca <8 x float>, align 32
  %13 = alloca float, align 4
  %14 = alloca <8 x float>, align 32
  %15 = alloca float, align 4
  %16 = alloca <8 x float>, align 32
  %17 = alloca float, align 4
  %18 = alloca <8 x float>, align 32
  %dot.outer.tiled.invar_address = alloca i64, align 8
  store i64 0, ptr %dot.outer.tiled.invar_address, align 8
  br label %dot.outer.tiled.loop_header

dot.outer.tiled.loop_header:                      ; preds = %dot.inner.tiled.loop_exit, %entry
  %dot.outer.tiled.indvar = load i64, ptr %dot.outer.tiled.invar_address, align 8
  %19 = icmp uge i64 %dot.outer.tiled.indvar, 8
  br i1 %19, label %dot.outer.tiled.loop_exit, label %dot.outer.tiled.loop_body

dot.outer.tiled.loop_body:                        ; preds = %dot.outer.tiled.loop_header
  %invar.inc = add nuw nsw i64 %dot.outer.tiled.indvar, 8
  store i64 %invar.inc, ptr %dot.outer.tiled.invar_address, align 8
  %20 = add i64 0, %dot.outer.tiled.indvar
  %21 = mul i64 8, %20
  %22 = getelementptr inbounds float, ptr %0, i64 %21
  %23 = add i64 1, %dot.outer.tiled.indvar
  %24 = mul i64 8, %23
  %25 = getelementptr inbounds float, ptr %0, i64 %24
  %26 = add i64 2, %dot.outer.tiled.indvar
  %27 = mul i64 8, %26
  %28 = getelementptr inbounds float, ptr %0, i64 %27
  %29 = add i64 3, %dot.outer.tiled.indvar
  %30 = mul i64 8, %29
  %31 = getelementptr inbounds float, ptr %0, i64 %30
  %32 = add i64 4, %dot.outer.tiled.indvar
  %33 = mul i64 8, %32
  %34 = getelementptr inbounds float, ptr %0, i64 %33
  %35 = add i64 5, %dot.outer.tiled.indvar
  %36 = mul i64 8, %35
  %37 = getelementptr inbounds float, ptr %0, i64 %36
  %38 = add i64 6, %dot.outer.tiled.indvar
  %39 = mul i64 8, %38
  %40 = getelementptr inbounds float, ptr %0, i64 %39
  %41 = add i64 7, %dot.outer.tiled.indvar
  %42 = mul i64 8, %41
  %43 = getelementptr inbounds float, ptr %0, i64 %42
  store <8 x float> zeroinitializer, ptr %18, align 32
  store float 0.000000e+00, ptr %17, align 4
  store <8 x float> zeroinitializer, ptr %16, align 32
  store float 0.000000e+00, ptr %15, align 4
  store <8 x float> zeroinitializer, ptr %14, align 32
  store float 0.000000e+00, ptr %13, align 4
  store <8 x float> zeroinitializer, ptr %12, align 32
  store float 0.000000e+00, ptr %11, align 4
  store <8 x float> zeroinitializer, ptr %10, align 32
  store float 0.000000e+00, ptr %9, align 4
  store <8 x float> zeroinitializer, ptr %8, align 32
  store float 0.000000e+00, ptr %7, align 4
  store <8 x float> zeroinitializer, ptr %6, align 32
  store float 0.000000e+00, ptr %5, align 4
  store <8 x float> zeroinitializer, ptr %4, align 32
  store float 0.000000e+00, ptr %3, align 4
  store i64 0, ptr %dot.inner.tiled.invar_address, align 8
  br label %dot.inner.tiled.loop_header

dot.inner.tiled.loop_header:                      ; preds = %dot.inner.tiled.loop_body, %dot.outer.tiled.loop_body
  %dot.inner.tiled.indvar = load i64, ptr %dot.inner.tiled.invar_address, align 8
  %44 = icmp uge i64 %dot.inner.tiled.indvar, 8
  br i1 %44, label %dot.inner.tiled.loop_exit, label %dot.inner.tiled.loop_body

dot.inner.tiled.loop_body:                        ; preds = %dot.inner.tiled.loop_header
  %invar.inc1 = add nuw nsw i64 %dot.inner.tiled.indvar, 8
  store i64 %invar.inc1, ptr %dot.inner.tiled.invar_address, align 8
  %45 = getelementptr inbounds float, ptr %22, i64 %dot.inner.tiled.indvar
  %46 = load <8 x float>, ptr %45, align 4
  %47 = getelementptr inbounds float, ptr %25, i64 %dot.inner.tiled.indvar
  %48 = load <8 x float>, ptr %47, align 4
  %49 = getelementptr inbounds float, ptr %28, i64 %dot.inner.tiled.indvar
  %50 = load <8 x float>, ptr %49, align 4
  %51 = getelementptr inbounds float, ptr %31, i64 %dot.inner.tiled.indvar
  %52 = load <8 x float>, ptr %51, align 4
  %53 = getelementptr inbounds float, ptr %34, i64 %dot.inner.tiled.indvar
  %54 = load <8 x float>, ptr %53, align 4
  %55 = getelementptr inbounds float, ptr %37, i64 %dot.inner.tiled.indvar
  %56 = load <8 x float>, ptr %55, align 4
  %57 = getelementptr inbounds float, ptr %40, i64 %dot.inner.tiled.indvar
  %58 = load <8 x float>, ptr %57, align 4
  %59 = getelementptr inbounds float, ptr %43, i64 %dot.inner.tiled.indvar
  %60 = load <8 x float>, ptr %59, align 4
  %61 = getelementptr inbounds float, ptr %1, i64 %dot.inner.tiled.indvar
  %62 = load <8 x float>, ptr %61, align 4
  %63 = load <8 x float>, ptr %18, align 32
  %64 = fmul <8 x float> %62, %46
  %65 = fadd <8 x float> %63, %64
  store <8 x float> %65, ptr %18, align 32
  %66 = load <8 x float>, ptr %16, align 32
  %67 = fmul <8 x float> %62, %48
  %68 = fadd <8 x float> %66, %67
  store <8 x float> %68, ptr %16, align 32
  %69 = load <8 x float>, ptr %14, align 32
  %70 = fmul <8 x float> %62, %50
  %71 = fadd <8 x float> %69, %70
  store <8 x float> %71, ptr %14, align 32
  %72 = load <8 x float>, ptr %12, align 32
  %73 = fmul <8 x float> %62, %52
  %74 = fadd <8 x float> %72, %73
  store <8 x float> %74, ptr %12, align 32
  %75 = load <8 x float>, ptr %10, align 32
  %76 = fmul <8 x float> %62, %54
  %77 = fadd <8 x float> %75, %76
  store <8 x float> %77, ptr %10, align 32
  %78 = load <8 x float>, ptr %8, align 32
  %79 = fmul <8 x float> %62, %56
  %80 = fadd <8 x float> %78, %79
  store <8 x float> %80, ptr %8, align 32
  %81 = load <8 x float>, ptr %6, align 32
  %82 = fmul <8 x float> %62, %58
  %83 = fadd <8 x float> %81, %82
  store <8 x float> %83, ptr %6, align 32
  %84 = load <8 x float>, ptr %4, align 32
  %85 = fmul <8 x float> %62, %60
  %86 = fadd <8 x float> %84, %85
  store <8 x float> %86, ptr %4, align 32
  br label %dot.inner.tiled.loop_header, !llvm.loop !25

dot.inner.tiled.loop_exit:                        ; preds = %dot.inner.tiled.loop_header
  %87 = load <8 x float>, ptr %18, align 32
  %88 = load <8 x float>, ptr %16, align 32
  %89 = load <8 x float>, ptr %14, align 32
  %90 = load <8 x float>, ptr %12, align 32
  %91 = load <8 x float>, ptr %10, align 32
  %92 = load <8 x float>, ptr %8, align 32
  %93 = load <8 x float>, ptr %6, align 32
  %94 = load <8 x float>, ptr %4, align 32
  %95 = shufflevector <8 x float> %87, <8 x float> %88, <8 x i32> <i32 0, i32 2, i32 8, i32 10, i32 4, i32 6, i32 12, i32 14>
  %96 = shufflevector <8 x float> %87, <8 x float> %88, <8 x i32> <i32 1, i32 3, i32 9, i32 11, i32 5, i32 7, i32 13, i32 15>
  %97 = fadd <8 x float> %95, %96
  %98 = shufflevector <8 x float> %89, <8 x float> %90, <8 x i32> <i32 0, i32 2, i32 8, i32 10, i32 4, i32 6, i32 12, i32 14>
  %99 = shufflevector <8 x float> %89, <8 x float> %90, <8 x i32> <i32 1, i32 3, i32 9, i32 11, i32 5, i32 7, i32 13, i32 15>
  %100 = fadd <8 x float> %98, %99
  %101 = shufflevector <8 x float> %91, <8 x float> %92, <8 x i32> <i32 0, i32 2, i32 8, i32 10, i32 4, i32 6, i32 12, i32 14>
  %102 = shufflevector <8 x float> %91, <8 x float> %92, <8 x i32> <i32 1, i32 3, i32 9, i32 11, i32 5, i32 7, i32 13, i32 15>
  %103 = fadd <8 x float> %101, %102
  %104 = shufflevector <8 x float> %93, <8 x float> %94, <8 x i32> <i32 0, i32 2, i32 8, i32 10, i32 4, i32 6, i32 12, i32 14>
  %105 = shufflevector <8 x float> %93, <8 x float> %94, <8 x i32> <i32 1, i32 3, i32 9, i32 11, i32 5, i32 7, i32 13, i32 15>
  %106 = fadd <8 x float> %104, %105
  %107 = shufflevector <8 x float> %97, <8 x float> %100, <8 x i32> <i32 0, i32 2, i32 8, i32 10, i32 4, i32 6, i32 12, i32 14>
  %108 = shufflevector <8 x float> %97, <8 x float> %100, <8 x i32> <i32 1, i32 3, i32 9, i32 11, i32 5, i32 7, i32 13, i32 15>
  %109 = fadd <8 x float> %107, %108
  %110 = shufflevector <8 x float> %103, <8 x float> %106, <8 x i32> <i32 0, i32 2, i32 8, i32 10, i32 4, i32 6, i32 12, i32 14>
  %111 = shufflevector <8 x float> %103, <8 x float> %106, <8 x i32> <i32 1, i32 3, i32 9, i32 11, i32 5, i32 7, i32 13, i32 15>
  %112 = fadd <8 x float> %110, %111
  %113 = shufflevector <8 x float> %109, <8 x float> undef, <4 x i32> <i32 0, i32 1, i32 2, i32 3>
  %114 = shufflevector <8 x float> %109, <8 x float> undef, <4 x i32> <i32 4, i32 5, i32 6, i32 7>
  %115 = fadd <4 x float> %113, %114
  %116 = shufflevector <8 x float> %112, <8 x float> undef, <4 x i32> <i32 0, i32 1, i32 2, i32 3>
  %117 = shufflevector <8 x float> %112, <8 x float> undef, <4 x i32> <i32 4, i32 5, i32 6, i32 7>
  %118 = fadd <4 x float> %116, %117
  %119 = extractelement <4 x float> %115, i32 0
  %120 = extractelement <4 x float> %115, i32 1
  %121 = extractelement <4 x float> %115, i32 2
  %122 = extractelement <4 x float> %115, i32 3
  %123 = extractelement <4 x float> %118, i32 0
  %124 = extractelement <4 x float> %118, i32 1
  %125 = extractelement <4 x float> %118, i32 2
  %126 = extractelement <4 x float> %118, i32 3
  %127 = load float, ptr %17, align 4
  %128 = fadd float %119, %127
  %129 = add i64 0, %dot.outer.tiled.indvar
  %130 = getelementptr inbounds float, ptr %2, i64 %129
  store float %128, ptr %130, align 4
  %131 = load float, ptr %15, align 4
  %132 = fadd float %120, %131
  %133 = add i64 1, %dot.outer.tiled.indvar
  %134 = getelementptr inbounds float, ptr %2, i64 %133
  store float %132, ptr %134, align 4
  %135 = load float, ptr %13, align 4
  %136 = fadd float %121, %135
  %137 = add i64 2, %dot.outer.tiled.indvar
  %138 = getelementptr inbounds float, ptr %2, i64 %137
  store float %136, ptr %138, align 4
  %139 = load float, ptr %11, align 4
  %140 = fadd float %122, %139
  %141 = add i64 3, %dot.outer.tiled.indvar
  %142 = getelementptr inbounds float, ptr %2, i64 %141
  store float %140, ptr %142, align 4
  %143 = load float, ptr %9, align 4
  %144 = fadd float %123, %143
  %145 = add i64 4, %dot.outer.tiled.indvar
  %146 = getelementptr inbounds float, ptr %2, i64 %145
  store float %144, ptr %146, align 4
  %147 = load float, ptr %7, align 4
  %148 = fadd float %124, %147
  %149 = add i64 5, %dot.outer.tiled.indvar
  %150 = getelementptr inbounds float, ptr %2, i64 %149
  store float %148, ptr %150, align 4
  %151 = load float, ptr %5, align 4
  %152 = fadd float %125, %151
  %153 = add i64 6, %dot.outer.tiled.indvar
  %154 = getelementptr inbounds float, ptr %2, i64 %153
  store float %152, ptr %154, align 4
  %155 = load float, ptr %3, align 4
  %156 = fadd float %126, %155
  %157 = add i64 7, %dot.outer.tiled.indvar
  %158 = getelementptr inbounds float, ptr %2, i64 %157
  store float %156, ptr %158, align 4
  br label %dot.outer.tiled.loop_header, !llvm.loop !28

dot.outer.tiled.loop_exit:                        ; preds = %dot.outer.tiled.loop_header
  ret void
}

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare float @llvm.sqrt.f32(float) #2

; Function Attrs: uwtable
define internal void @region_3.29(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %maximum.32 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %Arg_0.30 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %Arg_1.31 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %Arg_0.30, align 4, !alias.scope !29, !noalias !31
  %3 = load float, ptr %Arg_1.31, align 4, !alias.scope !33, !noalias !31
  %4 = fcmp reassoc une float %2, %2
  %5 = fcmp reassoc oeq float %3, %3
  %6 = fcmp reassoc oge float %2, %3
  %7 = and i1 %5, %6
  %8 = or i1 %4, %7
  %maximum.321 = select reassoc i1 %8, float %2, float %3
  store float %maximum.321, ptr %maximum.32, align 4, !alias.scope !31
  %load_ret_value = load float, ptr %maximum.32, align 4
  store float %load_ret_value, ptr %retval, align 4
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define internal void @region_2.33(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %reduce_function_parameter_addresses = alloca ptr, i32 2, align 8
  %reduce_function_return_value_addr = alloca float, align 4
  %arg_addr1 = alloca float, align 4
  %arg_addr = alloca float, align 4
  %reduce.2.inner.invar_address.reduction_dim.0 = alloca i64, align 8
  %accumulator_0 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 11
  %1 = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %arg_tuple.34 = getelementptr inbounds i8, ptr %1, i64 48
  %2 = getelementptr inbounds [4 x ptr], ptr %arg_tuple.34, i64 0, i64 0
  %3 = load ptr, ptr %2, align 8, !dereferenceable !11, !align !10
  %4 = getelementptr inbounds [4 x ptr], ptr %arg_tuple.34, i64 0, i64 1
  %5 = load ptr, ptr %4, align 8, !dereferenceable !11, !align !10
  %6 = getelementptr inbounds [4 x ptr], ptr %arg_tuple.34, i64 0, i64 2
  %7 = load ptr, ptr %6, align 8, !dereferenceable !0, !align !0
  %8 = getelementptr inbounds ptr, ptr %buffer_table, i64 11
  %9 = load ptr, ptr %8, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %fusion.2 = getelementptr inbounds i8, ptr %9, i64 32
  %constant.2 = load float, ptr @1, align 4
  store float %constant.2, ptr %accumulator_0, align 4
  store i64 0, ptr %reduce.2.inner.invar_address.reduction_dim.0, align 8
  br label %reduce.2.inner.loop_header.reduction_dim.0

return:                                           ; preds = %reduce.2.inner.loop_exit.reduction_dim.0
  ret void

reduce.2.inner.loop_header.reduction_dim.0:       ; preds = %reduce.2.inner.loop_body.reduction_dim.0, %entry
  %reduce.2.inner.indvar.reduction_dim.0 = load i64, ptr %reduce.2.inner.invar_address.reduction_dim.0, align 8
  %10 = icmp uge i64 %reduce.2.inner.indvar.reduction_dim.0, 8
  br i1 %10, label %reduce.2.inner.loop_exit.reduction_dim.0, label %reduce.2.inner.loop_body.reduction_dim.0

reduce.2.inner.loop_body.reduction_dim.0:         ; preds = %reduce.2.inner.loop_header.reduction_dim.0
  %11 = load float, ptr %accumulator_0, align 4
  %12 = getelementptr inbounds [8 x float], ptr %3, i64 0, i64 %reduce.2.inner.indvar.reduction_dim.0
  %13 = load float, ptr %12, align 4, !alias.scope !13, !noalias !35
  %14 = getelementptr inbounds [8 x float], ptr %5, i64 0, i64 %reduce.2.inner.indvar.reduction_dim.0
  %15 = load float, ptr %14, align 4, !alias.scope !37, !noalias !38
  %subtract.0 = fsub float %13, %15
  %16 = call float @llvm.fabs.f32(float %subtract.0)
  store float %11, ptr %arg_addr, align 4
  store float %16, ptr %arg_addr1, align 4
  %17 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 0
  store ptr %arg_addr, ptr %17, align 8
  %18 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 1
  store ptr %arg_addr1, ptr %18, align 8
  call void @region_3.29(ptr %reduce_function_return_value_addr, ptr %run_options, ptr %reduce_function_parameter_addresses, ptr null, ptr %status, ptr %prof_counters)
  %19 = load float, ptr %reduce_function_return_value_addr, align 4
  store float %19, ptr %accumulator_0, align 4
  %invar.inc = add nuw nsw i64 %reduce.2.inner.indvar.reduction_dim.0, 1
  store i64 %invar.inc, ptr %reduce.2.inner.invar_address.reduction_dim.0, align 8
  br label %reduce.2.inner.loop_header.reduction_dim.0

reduce.2.inner.loop_exit.reduction_dim.0:         ; preds = %reduce.2.inner.loop_header.reduction_dim.0
  %20 = load float, ptr %accumulator_0, align 4
  %21 = load float, ptr %7, align 4, !alias.scope !39, !noalias !40
  %compare.0 = fcmp ogt float %20, %21
  %22 = zext i1 %compare.0 to i8
  store i8 %22, ptr %fusion.2, align 1, !alias.scope !41, !noalias !42
  br label %return
}

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare float @llvm.fabs.f32(float) #2

; Function Attrs: uwtable
define void @main.49(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %broadcast.6.invar_address.dim.0 = alloca i64, align 8
  %broadcast.4.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %broadcast.4 = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !11, !align !10
  store i64 0, ptr %broadcast.4.invar_address.dim.0, align 8
  br label %broadcast.4.loop_header.dim.0

return:                                           ; preds = %while.44.exit
  ret void

broadcast.4.loop_header.dim.0:                    ; preds = %broadcast.4.loop_body.dim.0, %entry
  %broadcast.4.indvar.dim.0 = load i64, ptr %broadcast.4.invar_address.dim.0, align 8
  %1 = icmp uge i64 %broadcast.4.indvar.dim.0, 8
  br i1 %1, label %broadcast.4.loop_exit.dim.0, label %broadcast.4.loop_body.dim.0

broadcast.4.loop_body.dim.0:                      ; preds = %broadcast.4.loop_header.dim.0
  %2 = load float, ptr @constant.3, align 4, !alias.scope !43, !noalias !13
  %3 = getelementptr inbounds [8 x float], ptr %broadcast.4, i64 0, i64 %broadcast.4.indvar.dim.0
  store float %2, ptr %3, align 4, !alias.scope !13, !noalias !45
  %invar.inc = add nuw nsw i64 %broadcast.4.indvar.dim.0, 1
  store i64 %invar.inc, ptr %broadcast.4.invar_address.dim.0, align 8
  br label %broadcast.4.loop_header.dim.0

broadcast.4.loop_exit.dim.0:                      ; preds = %broadcast.4.loop_header.dim.0
  %4 = getelementptr inbounds ptr, ptr %buffer_table, i64 11
  %broadcast.6 = load ptr, ptr %4, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  store i64 0, ptr %broadcast.6.invar_address.dim.0, align 8
  br label %broadcast.6.loop_header.dim.0

broadcast.6.loop_header.dim.0:                    ; preds = %broadcast.6.loop_body.dim.0, %broadcast.4.loop_exit.dim.0
  %broadcast.6.indvar.dim.0 = load i64, ptr %broadcast.6.invar_address.dim.0, align 8
  %5 = icmp uge i64 %broadcast.6.indvar.dim.0, 8
  br i1 %5, label %broadcast.6.loop_exit.dim.0, label %broadcast.6.loop_body.dim.0

broadcast.6.loop_body.dim.0:                      ; preds = %broadcast.6.loop_header.dim.0
  %6 = load float, ptr @constant.5, align 4, !alias.scope !46, !noalias !37
  %7 = getelementptr inbounds [8 x float], ptr %broadcast.6, i64 0, i64 %broadcast.6.indvar.dim.0
  store float %6, ptr %7, align 4, !alias.scope !37, !noalias !48
  %invar.inc1 = add nuw nsw i64 %broadcast.6.indvar.dim.0, 1
  store i64 %invar.inc1, ptr %broadcast.6.invar_address.dim.0, align 8
  br label %broadcast.6.loop_header.dim.0

broadcast.6.loop_exit.dim.0:                      ; preds = %broadcast.6.loop_header.dim.0
  %8 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %Arg_0.1 = load ptr, ptr %8, align 8, !invariant.load !8, !dereferenceable !12, !align !10
  %9 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %Arg_1.2 = load ptr, ptr %9, align 8, !invariant.load !8, !dereferenceable !0, !align !0
  %10 = getelementptr inbounds ptr, ptr %buffer_table, i64 11
  %11 = load ptr, ptr %10, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %tuple = getelementptr inbounds i8, ptr %11, i64 48
  %12 = getelementptr inbounds [4 x ptr], ptr %tuple, i64 0, i64 0
  store ptr %broadcast.4, ptr %12, align 8, !alias.scope !23, !noalias !24
  %13 = getelementptr inbounds [4 x ptr], ptr %tuple, i64 0, i64 1
  store ptr %broadcast.6, ptr %13, align 8, !alias.scope !23, !noalias !24
  %14 = getelementptr inbounds [4 x ptr], ptr %tuple, i64 0, i64 2
  store ptr %Arg_1.2, ptr %14, align 8, !alias.scope !23, !noalias !24
  %15 = getelementptr inbounds [4 x ptr], ptr %tuple, i64 0, i64 3
  store ptr %Arg_0.1, ptr %15, align 8, !alias.scope !23, !noalias !24
  br label %while.44.header

while.44.header:                                  ; preds = %while.44.body, %broadcast.6.loop_exit.dim.0
  call void @region_2.33(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  %16 = getelementptr inbounds ptr, ptr %buffer_table, i64 11
  %17 = load ptr, ptr %16, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %18 = getelementptr inbounds i8, ptr %17, i64 32
  %19 = load i8, ptr %18, align 1
  %20 = icmp ne i8 %19, 0
  br i1 %20, label %while.44.body, label %while.44.exit

while.44.body:                                    ; preds = %while.44.header
  call void @region_0.18(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  br label %while.44.header

while.44.exit:                                    ; preds = %while.44.header
  %21 = getelementptr inbounds [4 x ptr], ptr %tuple, i64 0, i64 0
  %22 = load ptr, ptr %21, align 8, !dereferenceable !11, !align !10
  br label %return
}

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nocallback nofree nounwind willreturn memory(argmem: readwrite) }
attributes #2 = { nocallback nofree nosync nounwind speculatable willreturn memory(none) }

!0 = !{i64 4}
!1 = !{!2}
!2 = !{!"buffer: {index:10, offset:0, size:4}", !3}
!3 = !{!"XLA global AA domain"}
!4 = !{!5}
!5 = !{!"buffer: {index:2, offset:0, size:4}", !3}
!6 = !{!7}
!7 = !{!"buffer: {index:6, offset:0, size:4}", !3}
!8 = !{}
!9 = !{i64 80}
!10 = !{i64 16}
!11 = !{i64 32}
!12 = !{i64 256}
!13 = !{!14}
!14 = !{!"buffer: {index:1, offset:0, size:32}", !3}
!15 = !{!16, !17, !18}
!16 = !{!"buffer: {index:0, offset:0, size:256}", !3}
!17 = !{!"buffer: {index:11, offset:0, size:32}", !3}
!18 = !{!"buffer: {index:11, offset:32, size:4}", !3}
!19 = !{!18}
!20 = !{!16, !21, !17, !18, !22}
!21 = !{!"buffer: {index:5, offset:0, size:4}", !3}
!22 = !{!"buffer: {index:11, offset:48, size:32}", !3}
!23 = !{!22}
!24 = !{!16, !14, !21, !17}
!25 = distinct !{!25, !26, !27}
!26 = !{!"llvm.loop.unroll.disable"}
!27 = !{!"llvm.loop.vectorize.enable", i1 false}
!28 = distinct !{!28, !26, !27}
!29 = !{!30}
!30 = !{!"buffer: {index:7, offset:0, size:4}", !3}
!31 = !{!32}
!32 = !{!"buffer: {index:9, offset:0, size:4}", !3}
!33 = !{!34}
!34 = !{!"buffer: {index:8, offset:0, size:4}", !3}
!35 = !{!21, !17, !36}
!36 = !{!"buffer: {index:11, offset:32, size:1}", !3}
!37 = !{!17}
!38 = !{!14, !21, !36}
!39 = !{!21}
!40 = !{!14, !17, !36}
!41 = !{!36}
!42 = !{!14, !21, !17}
!43 = !{!44}
!44 = !{!"buffer: {index:3, offset:0, size:4}", !3}
!45 = !{!16, !44, !21, !17, !22}
!46 = !{!47}
!47 = !{!"buffer: {index:4, offset:0, size:4}", !3}
!48 = !{!16, !14, !47, !21, !22}
