; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@constant.16 = private unnamed_addr constant [4 x i8] zeroinitializer, align 4
@0 = private unnamed_addr constant [4 x i8] c"\00\00\00="
@1 = private unnamed_addr constant [4 x i8] c"\CD\CC\CC="
@2 = private unnamed_addr constant [4 x i8] c"\00\00\80?"
@3 = private unnamed_addr constant [4 x i8] c"\00\00\00="
@4 = private unnamed_addr constant [4 x i8] c"\CD\CC\CC="
@5 = private unnamed_addr constant [4 x i8] c"\00\00\80<"
@6 = private unnamed_addr constant [4 x i8] zeroinitializer

; Function Attrs: uwtable
define internal void @region_0.27(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %add.30 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %Arg_0.28 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %Arg_1.29 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %Arg_0.28, align 4, !alias.scope !1, !noalias !4
  %3 = load float, ptr %Arg_1.29, align 4, !alias.scope !6, !noalias !4
  %add.301 = fadd reassoc float %2, %3
  store float %add.301, ptr %add.30, align 4, !alias.scope !4
  %load_ret_value = load float, ptr %add.30, align 4
  store float %load_ret_value, ptr %retval, align 4
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @main.47(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %reduce_function_parameter_addresses = alloca ptr, i32 2, align 8
  %reduce_function_return_value_addr = alloca float, align 4
  %arg_addr19 = alloca float, align 4
  %arg_addr18 = alloca float, align 4
  %reduce.1.inner.invar_address.reduction_dim.1 = alloca i64, align 8
  %reduce.1.inner.invar_address.reduction_dim.0 = alloca i64, align 8
  %accumulator_0 = alloca float, align 4
  %reducer_function_parameter_addresses = alloca ptr, i32 2, align 8
  %reducer_function_return_value_addr = alloca float, align 4
  %arg_addr15 = alloca float, align 4
  %arg_addr = alloca float, align 4
  %reduce-window.invar_address.window.1 = alloca i64, align 8
  %reduce-window.invar_address.window.0 = alloca i64, align 8
  %reduce_window_accum_ptr = alloca float, align 4
  %reduce-window.invar_address.dim.1 = alloca i64, align 8
  %reduce-window.invar_address.dim.0 = alloca i64, align 8
  %fusion.1.invar_address.dim.1 = alloca i64, align 8
  %fusion.1.invar_address.dim.0 = alloca i64, align 8
  %fusion.3.invar_address.dim.1 = alloca i64, align 8
  %fusion.3.invar_address.dim.0 = alloca i64, align 8
  %fusion.4.invar_address.dim.1 = alloca i64, align 8
  %fusion.4.invar_address.dim.0 = alloca i64, align 8
  %fusion.2.invar_address.dim.1 = alloca i64, align 8
  %fusion.2.invar_address.dim.0 = alloca i64, align 8
  %fusion.5.invar_address.dim.0 = alloca i64, align 8
  %tanh.18.invar_address.dim.1 = alloca i64, align 8
  %tanh.18.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %Arg_0.1 = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %Arg_2.3 = load ptr, ptr %1, align 8, !invariant.load !8, !dereferenceable !11, !align !10
  %2 = getelementptr inbounds ptr, ptr %buffer_table, i64 12
  %dot.17 = load ptr, ptr %2, align 8, !invariant.load !8, !dereferenceable !12, !align !10
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.17, ptr %Arg_0.1, ptr %Arg_2.3, i64 32, i64 64, i64 16, i32 0, i32 0)
  %3 = getelementptr inbounds ptr, ptr %buffer_table, i64 12
  %tanh.18 = load ptr, ptr %3, align 8, !invariant.load !8, !dereferenceable !12, !align !10
  store i64 0, ptr %tanh.18.invar_address.dim.0, align 8
  br label %tanh.18.loop_header.dim.0

return:                                           ; preds = %reduce.1.inner.loop_exit.reduction_dim.0
  ret void

tanh.18.loop_header.dim.0:                        ; preds = %tanh.18.loop_exit.dim.1, %entry
  %tanh.18.indvar.dim.0 = load i64, ptr %tanh.18.invar_address.dim.0, align 8
  %4 = icmp uge i64 %tanh.18.indvar.dim.0, 64
  br i1 %4, label %tanh.18.loop_exit.dim.0, label %tanh.18.loop_body.dim.0

tanh.18.loop_body.dim.0:                          ; preds = %tanh.18.loop_header.dim.0
  store i64 0, ptr %tanh.18.invar_address.dim.1, align 8
  br label %tanh.18.loop_header.dim.1

tanh.18.loop_header.dim.1:                        ; preds = %tanh.18.loop_body.dim.1, %tanh.18.loop_body.dim.0
  %tanh.18.indvar.dim.1 = load i64, ptr %tanh.18.invar_address.dim.1, align 8
  %5 = icmp uge i64 %tanh.18.indvar.dim.1, 32
  br i1 %5, label %tanh.18.loop_exit.dim.1, label %tanh.18.loop_body.dim.1

tanh.18.loop_body.dim.1:                          ; preds = %tanh.18.loop_header.dim.1
  %6 = getelementptr inbounds [64 x [32 x float]], ptr %dot.17, i64 0, i64 %tanh.18.indvar.dim.0, i64 %tanh.18.indvar.dim.1
  %7 = load float, ptr %6, align 4, !alias.scope !13
  %8 = call float @tanhf(float %7)
  %9 = getelementptr inbounds [64 x [32 x float]], ptr %tanh.18, i64 0, i64 %tanh.18.indvar.dim.0, i64 %tanh.18.indvar.dim.1
  store float %8, ptr %9, align 4, !alias.scope !13, !noalias !15
  %invar.inc1 = add nuw nsw i64 %tanh.18.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %tanh.18.invar_address.dim.1, align 8
  br label %tanh.18.loop_header.dim.1

tanh.18.loop_exit.dim.1:                          ; preds = %tanh.18.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %tanh.18.indvar.dim.0, 1
  store i64 %invar.inc, ptr %tanh.18.invar_address.dim.0, align 8
  br label %tanh.18.loop_header.dim.0

tanh.18.loop_exit.dim.0:                          ; preds = %tanh.18.loop_header.dim.0
  %10 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %Arg_1.2 = load ptr, ptr %10, align 8, !invariant.load !8, !dereferenceable !20, !align !10
  %11 = getelementptr inbounds ptr, ptr %buffer_table, i64 12
  %12 = load ptr, ptr %11, align 8, !invariant.load !8, !dereferenceable !12, !align !10
  %dot = getelementptr inbounds i8, ptr %12, i64 8192
  call void @row_major_gemv_F32_8_8_64_32(ptr %tanh.18, ptr %Arg_1.2, ptr %dot)
  %13 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %Arg_3.4 = load ptr, ptr %13, align 8, !invariant.load !8, !dereferenceable !21, !align !10
  %14 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %fusion.5 = load ptr, ptr %14, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  store i64 0, ptr %fusion.5.invar_address.dim.0, align 8
  br label %fusion.5.loop_header.dim.0

fusion.5.loop_header.dim.0:                       ; preds = %fusion.5.loop_body.dim.0, %tanh.18.loop_exit.dim.0
  %fusion.5.indvar.dim.0 = load i64, ptr %fusion.5.invar_address.dim.0, align 8
  %15 = icmp uge i64 %fusion.5.indvar.dim.0, 64
  br i1 %15, label %fusion.5.loop_exit.dim.0, label %fusion.5.loop_body.dim.0

fusion.5.loop_body.dim.0:                         ; preds = %fusion.5.loop_header.dim.0
  %16 = getelementptr inbounds [64 x float], ptr %dot, i64 0, i64 %fusion.5.indvar.dim.0
  %17 = load float, ptr %16, align 4, !alias.scope !22, !noalias !23
  %18 = getelementptr inbounds [64 x [1 x float]], ptr %Arg_3.4, i64 0, i64 %fusion.5.indvar.dim.0, i64 0
  %19 = load float, ptr %18, align 4, !invariant.load !8, !noalias !25
  %subtract.5 = fsub float %17, %19
  %constant.12 = load float, ptr @0, align 4
  %multiply.13 = fmul float %subtract.5, %constant.12
  %20 = getelementptr inbounds [64 x float], ptr %fusion.5, i64 0, i64 %fusion.5.indvar.dim.0
  store float %multiply.13, ptr %20, align 4, !alias.scope !26, !noalias !27
  %invar.inc2 = add nuw nsw i64 %fusion.5.indvar.dim.0, 1
  store i64 %invar.inc2, ptr %fusion.5.invar_address.dim.0, align 8
  br label %fusion.5.loop_header.dim.0

fusion.5.loop_exit.dim.0:                         ; preds = %fusion.5.loop_header.dim.0
  %21 = getelementptr inbounds ptr, ptr %buffer_table, i64 12
  %22 = load ptr, ptr %21, align 8, !invariant.load !8, !dereferenceable !12, !align !10
  %dot.3 = getelementptr inbounds i8, ptr %22, i64 8448
  call void @col_major_gemv_F32_8_8_32_64(ptr %tanh.18, ptr %fusion.5, ptr %dot.3)
  %23 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %fusion.2 = load ptr, ptr %23, align 8, !invariant.load !8, !dereferenceable !20, !align !10
  store i64 0, ptr %fusion.2.invar_address.dim.0, align 8
  br label %fusion.2.loop_header.dim.0

fusion.2.loop_header.dim.0:                       ; preds = %fusion.2.loop_exit.dim.1, %fusion.5.loop_exit.dim.0
  %fusion.2.indvar.dim.0 = load i64, ptr %fusion.2.invar_address.dim.0, align 8
  %24 = icmp uge i64 %fusion.2.indvar.dim.0, 32
  br i1 %24, label %fusion.2.loop_exit.dim.0, label %fusion.2.loop_body.dim.0

fusion.2.loop_body.dim.0:                         ; preds = %fusion.2.loop_header.dim.0
  store i64 0, ptr %fusion.2.invar_address.dim.1, align 8
  br label %fusion.2.loop_header.dim.1

fusion.2.loop_header.dim.1:                       ; preds = %fusion.2.loop_body.dim.1, %fusion.2.loop_body.dim.0
  %fusion.2.indvar.dim.1 = load i64, ptr %fusion.2.invar_address.dim.1, align 8
  %25 = icmp uge i64 %fusion.2.indvar.dim.1, 1
  br i1 %25, label %fusion.2.loop_exit.dim.1, label %fusion.2.loop_body.dim.1

fusion.2.loop_body.dim.1:                         ; preds = %fusion.2.loop_header.dim.1
  %26 = getelementptr inbounds [32 x [1 x float]], ptr %Arg_1.2, i64 0, i64 %fusion.2.indvar.dim.0, i64 0
  %27 = load float, ptr %26, align 4, !invariant.load !8, !noalias !28
  %28 = getelementptr inbounds [32 x float], ptr %dot.3, i64 0, i64 %fusion.2.indvar.dim.0
  %29 = load float, ptr %28, align 4, !alias.scope !30, !noalias !31
  %constant.4 = load float, ptr @1, align 4
  %multiply.7 = fmul float %29, %constant.4
  %subtract.1 = fsub float %27, %multiply.7
  %30 = getelementptr inbounds [32 x [1 x float]], ptr %fusion.2, i64 0, i64 %fusion.2.indvar.dim.0, i64 0
  store float %subtract.1, ptr %30, align 4, !alias.scope !32, !noalias !33
  %invar.inc4 = add nuw nsw i64 %fusion.2.indvar.dim.1, 1
  store i64 %invar.inc4, ptr %fusion.2.invar_address.dim.1, align 8
  br label %fusion.2.loop_header.dim.1

fusion.2.loop_exit.dim.1:                         ; preds = %fusion.2.loop_header.dim.1
  %invar.inc3 = add nuw nsw i64 %fusion.2.indvar.dim.0, 1
  store i64 %invar.inc3, ptr %fusion.2.invar_address.dim.0, align 8
  br label %fusion.2.loop_header.dim.0

fusion.2.loop_exit.dim.0:                         ; preds = %fusion.2.loop_header.dim.0
  %31 = getelementptr inbounds ptr, ptr %buffer_table, i64 12
  %fusion.4 = load ptr, ptr %31, align 8, !invariant.load !8, !dereferenceable !12, !align !10
  store i64 0, ptr %fusion.4.invar_address.dim.0, align 8
  br label %fusion.4.loop_header.dim.0

fusion.4.loop_header.dim.0:                       ; preds = %fusion.4.loop_exit.dim.1, %fusion.2.loop_exit.dim.0
  %fusion.4.indvar.dim.0 = load i64, ptr %fusion.4.invar_address.dim.0, align 8
  %32 = icmp uge i64 %fusion.4.indvar.dim.0, 64
  br i1 %32, label %fusion.4.loop_exit.dim.0, label %fusion.4.loop_body.dim.0

fusion.4.loop_body.dim.0:                         ; preds = %fusion.4.loop_header.dim.0
  store i64 0, ptr %fusion.4.invar_address.dim.1, align 8
  br label %fusion.4.loop_header.dim.1

fusion.4.loop_header.dim.1:                       ; preds = %fusion.4.loop_body.dim.1, %fusion.4.loop_body.dim.0
  %fusion.4.indvar.dim.1 = load i64, ptr %fusion.4.invar_address.dim.1, align 8
  %33 = icmp uge i64 %fusion.4.indvar.dim.1, 32
  br i1 %33, label %fusion.4.loop_exit.dim.1, label %fusion.4.loop_body.dim.1

fusion.4.loop_body.dim.1:                         ; preds = %fusion.4.loop_header.dim.1
  %34 = getelementptr inbounds [64 x float], ptr %dot, i64 0, i64 %fusion.4.indvar.dim.0
  %35 = load float, ptr %34, align 4, !alias.scope !22, !noalias !23
  %36 = getelementptr inbounds [64 x [1 x float]], ptr %Arg_3.4, i64 0, i64 %fusion.4.indvar.dim.0, i64 0
  %37 = load float, ptr %36, align 4, !invariant.load !8, !noalias !25
  %subtract.4 = fsub float %35, %37
  %constant.10 = load float, ptr @3, align 4
  %multiply.12 = fmul float %subtract.4, %constant.10
  %38 = getelementptr inbounds [32 x [1 x float]], ptr %Arg_1.2, i64 0, i64 %fusion.4.indvar.dim.1, i64 0
  %39 = load float, ptr %38, align 4, !invariant.load !8, !noalias !28
  %multiply.11 = fmul float %multiply.12, %39
  %constant.8 = load float, ptr @2, align 4
  %40 = getelementptr inbounds [64 x [32 x float]], ptr %tanh.18, i64 0, i64 %fusion.4.indvar.dim.0, i64 %fusion.4.indvar.dim.1
  %41 = load float, ptr %40, align 4, !alias.scope !13, !noalias !15
  %subtract.3 = fsub float %constant.8, %41
  %multiply.10 = fmul float %multiply.11, %subtract.3
  %42 = getelementptr inbounds [64 x [32 x float]], ptr %tanh.18, i64 0, i64 %fusion.4.indvar.dim.0, i64 %fusion.4.indvar.dim.1
  %43 = load float, ptr %42, align 4, !alias.scope !13, !noalias !15
  %multiply.9 = fmul float %multiply.10, %43
  %add.0 = fadd float %multiply.10, %multiply.9
  %44 = getelementptr inbounds [64 x [32 x float]], ptr %fusion.4, i64 0, i64 %fusion.4.indvar.dim.0, i64 %fusion.4.indvar.dim.1
  store float %add.0, ptr %44, align 4, !alias.scope !13, !noalias !37
  %invar.inc6 = add nuw nsw i64 %fusion.4.indvar.dim.1, 1
  store i64 %invar.inc6, ptr %fusion.4.invar_address.dim.1, align 8
  br label %fusion.4.loop_header.dim.1

fusion.4.loop_exit.dim.1:                         ; preds = %fusion.4.loop_header.dim.1
  %invar.inc5 = add nuw nsw i64 %fusion.4.indvar.dim.0, 1
  store i64 %invar.inc5, ptr %fusion.4.invar_address.dim.0, align 8
  br label %fusion.4.loop_header.dim.0

fusion.4.loop_exit.dim.0:                         ; preds = %fusion.4.loop_header.dim.0
  %45 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %dot.2 = load ptr, ptr %45, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.2, ptr %fusion.4, ptr %Arg_2.3, i64 32, i64 16, i64 64, i32 0, i32 1)
  %46 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %fusion.3 = load ptr, ptr %46, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  store i64 0, ptr %fusion.3.invar_address.dim.0, align 8
  br label %fusion.3.loop_header.dim.0

fusion.3.loop_header.dim.0:                       ; preds = %fusion.3.loop_exit.dim.1, %fusion.4.loop_exit.dim.0
  %fusion.3.indvar.dim.0 = load i64, ptr %fusion.3.invar_address.dim.0, align 8
  %47 = icmp uge i64 %fusion.3.indvar.dim.0, 16
  br i1 %47, label %fusion.3.loop_exit.dim.0, label %fusion.3.loop_body.dim.0

fusion.3.loop_body.dim.0:                         ; preds = %fusion.3.loop_header.dim.0
  store i64 0, ptr %fusion.3.invar_address.dim.1, align 8
  br label %fusion.3.loop_header.dim.1

fusion.3.loop_header.dim.1:                       ; preds = %fusion.3.loop_body.dim.1, %fusion.3.loop_body.dim.0
  %fusion.3.indvar.dim.1 = load i64, ptr %fusion.3.invar_address.dim.1, align 8
  %48 = icmp uge i64 %fusion.3.indvar.dim.1, 32
  br i1 %48, label %fusion.3.loop_exit.dim.1, label %fusion.3.loop_body.dim.1

fusion.3.loop_body.dim.1:                         ; preds = %fusion.3.loop_header.dim.1
  %49 = getelementptr inbounds [16 x [32 x float]], ptr %Arg_0.1, i64 0, i64 %fusion.3.indvar.dim.0, i64 %fusion.3.indvar.dim.1
  %50 = load float, ptr %49, align 4, !invariant.load !8, !noalias !38
  %51 = getelementptr inbounds [16 x [32 x float]], ptr %dot.2, i64 0, i64 %fusion.3.indvar.dim.0, i64 %fusion.3.indvar.dim.1
  %52 = load float, ptr %51, align 4, !alias.scope !39, !noalias !13
  %constant.6 = load float, ptr @4, align 4
  %multiply.8 = fmul float %52, %constant.6
  %subtract.2 = fsub float %50, %multiply.8
  %53 = getelementptr inbounds [16 x [32 x float]], ptr %fusion.3, i64 0, i64 %fusion.3.indvar.dim.0, i64 %fusion.3.indvar.dim.1
  store float %subtract.2, ptr %53, align 4, !alias.scope !39, !noalias !40
  %invar.inc8 = add nuw nsw i64 %fusion.3.indvar.dim.1, 1
  store i64 %invar.inc8, ptr %fusion.3.invar_address.dim.1, align 8
  br label %fusion.3.loop_header.dim.1

fusion.3.loop_exit.dim.1:                         ; preds = %fusion.3.loop_header.dim.1
  %invar.inc7 = add nuw nsw i64 %fusion.3.indvar.dim.0, 1
  store i64 %invar.inc7, ptr %fusion.3.invar_address.dim.0, align 8
  br label %fusion.3.loop_header.dim.0

fusion.3.loop_exit.dim.0:                         ; preds = %fusion.3.loop_header.dim.0
  %54 = getelementptr inbounds ptr, ptr %buffer_table, i64 12
  %fusion.1 = load ptr, ptr %54, align 8, !invariant.load !8, !dereferenceable !12, !align !10
  store i64 0, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

fusion.1.loop_header.dim.0:                       ; preds = %fusion.1.loop_exit.dim.1, %fusion.3.loop_exit.dim.0
  %fusion.1.indvar.dim.0 = load i64, ptr %fusion.1.invar_address.dim.0, align 8
  %55 = icmp uge i64 %fusion.1.indvar.dim.0, 64
  br i1 %55, label %fusion.1.loop_exit.dim.0, label %fusion.1.loop_body.dim.0

fusion.1.loop_body.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  store i64 0, ptr %fusion.1.invar_address.dim.1, align 8
  br label %fusion.1.loop_header.dim.1

fusion.1.loop_header.dim.1:                       ; preds = %fusion.1.loop_body.dim.1, %fusion.1.loop_body.dim.0
  %fusion.1.indvar.dim.1 = load i64, ptr %fusion.1.invar_address.dim.1, align 8
  %56 = icmp uge i64 %fusion.1.indvar.dim.1, 1
  br i1 %56, label %fusion.1.loop_exit.dim.1, label %fusion.1.loop_body.dim.1

fusion.1.loop_body.dim.1:                         ; preds = %fusion.1.loop_header.dim.1
  %57 = getelementptr inbounds [64 x float], ptr %dot, i64 0, i64 %fusion.1.indvar.dim.0
  %58 = load float, ptr %57, align 4, !alias.scope !22, !noalias !23
  %59 = getelementptr inbounds [64 x [1 x float]], ptr %Arg_3.4, i64 0, i64 %fusion.1.indvar.dim.0, i64 0
  %60 = load float, ptr %59, align 4, !invariant.load !8, !noalias !25
  %subtract.0 = fsub float %58, %60
  %multiply.6 = fmul float %subtract.0, %subtract.0
  %61 = getelementptr inbounds [64 x [1 x float]], ptr %fusion.1, i64 0, i64 %fusion.1.indvar.dim.0, i64 0
  store float %multiply.6, ptr %61, align 4, !alias.scope !41, !noalias !42
  %invar.inc10 = add nuw nsw i64 %fusion.1.indvar.dim.1, 1
  store i64 %invar.inc10, ptr %fusion.1.invar_address.dim.1, align 8
  br label %fusion.1.loop_header.dim.1

fusion.1.loop_exit.dim.1:                         ; preds = %fusion.1.loop_header.dim.1
  %invar.inc9 = add nuw nsw i64 %fusion.1.indvar.dim.0, 1
  store i64 %invar.inc9, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

fusion.1.loop_exit.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  %62 = getelementptr inbounds ptr, ptr %buffer_table, i64 12
  %63 = load ptr, ptr %62, align 8, !invariant.load !8, !dereferenceable !12, !align !10
  %reduce-window = getelementptr inbounds i8, ptr %63, i64 256
  store i64 0, ptr %reduce-window.invar_address.dim.0, align 8
  br label %reduce-window.loop_header.dim.0

reduce-window.loop_header.dim.0:                  ; preds = %reduce-window.loop_exit.dim.1, %fusion.1.loop_exit.dim.0
  %reduce-window.indvar.dim.0 = load i64, ptr %reduce-window.invar_address.dim.0, align 8
  %64 = icmp uge i64 %reduce-window.indvar.dim.0, 2
  br i1 %64, label %reduce-window.loop_exit.dim.0, label %reduce-window.loop_body.dim.0

reduce-window.loop_body.dim.0:                    ; preds = %reduce-window.loop_header.dim.0
  store i64 0, ptr %reduce-window.invar_address.dim.1, align 8
  br label %reduce-window.loop_header.dim.1

reduce-window.loop_header.dim.1:                  ; preds = %reduce-window.loop_exit.window.0, %reduce-window.loop_body.dim.0
  %reduce-window.indvar.dim.1 = load i64, ptr %reduce-window.invar_address.dim.1, align 8
  %65 = icmp uge i64 %reduce-window.indvar.dim.1, 1
  br i1 %65, label %reduce-window.loop_exit.dim.1, label %reduce-window.loop_body.dim.1

reduce-window.loop_body.dim.1:                    ; preds = %reduce-window.loop_header.dim.1
  %66 = load float, ptr @constant.16, align 4, !alias.scope !45, !noalias !46
  store float %66, ptr %reduce_window_accum_ptr, align 4
  store i64 0, ptr %reduce-window.invar_address.window.0, align 8
  br label %reduce-window.loop_header.window.0

reduce-window.loop_header.window.0:               ; preds = %reduce-window.loop_exit.window.1, %reduce-window.loop_body.dim.1
  %reduce-window.indvar.window.0 = load i64, ptr %reduce-window.invar_address.window.0, align 8
  %67 = icmp uge i64 %reduce-window.indvar.window.0, 32
  br i1 %67, label %reduce-window.loop_exit.window.0, label %reduce-window.loop_body.window.0

reduce-window.loop_body.window.0:                 ; preds = %reduce-window.loop_header.window.0
  store i64 0, ptr %reduce-window.invar_address.window.1, align 8
  br label %reduce-window.loop_header.window.1

reduce-window.loop_header.window.1:               ; preds = %in_bounds-after, %reduce-window.loop_body.window.0
  %reduce-window.indvar.window.1 = load i64, ptr %reduce-window.invar_address.window.1, align 8
  %68 = icmp uge i64 %reduce-window.indvar.window.1, 1
  br i1 %68, label %reduce-window.loop_exit.window.1, label %reduce-window.loop_body.window.1

reduce-window.loop_body.window.1:                 ; preds = %reduce-window.loop_header.window.1
  %69 = mul nsw i64 %reduce-window.indvar.dim.0, 32
  %70 = mul nsw i64 %reduce-window.indvar.window.0, 1
  %71 = add nsw i64 %69, %70
  %72 = sub nsw i64 %71, 0
  %73 = srem i64 %72, 1
  %74 = icmp eq i64 %73, 0
  %75 = and i1 true, %74
  %76 = sdiv i64 %72, 1
  %77 = icmp ult i64 %76, 64
  %78 = and i1 %75, %77
  %79 = mul nsw i64 %reduce-window.indvar.dim.1, 1
  %80 = mul nsw i64 %reduce-window.indvar.window.1, 1
  %81 = add nsw i64 %79, %80
  %82 = sub nsw i64 %81, 0
  %83 = srem i64 %82, 1
  %84 = icmp eq i64 %83, 0
  %85 = and i1 %78, %84
  %86 = sdiv i64 %82, 1
  %87 = icmp ult i64 %86, 1
  %88 = and i1 %85, %87
  br i1 %88, label %in_bounds-true, label %in_bounds-false

in_bounds-after:                                  ; preds = %in_bounds-false, %in_bounds-true
  %invar.inc14 = add nuw nsw i64 %reduce-window.indvar.window.1, 1
  store i64 %invar.inc14, ptr %reduce-window.invar_address.window.1, align 8
  br label %reduce-window.loop_header.window.1

reduce-window.loop_exit.window.1:                 ; preds = %reduce-window.loop_header.window.1
  %invar.inc13 = add nuw nsw i64 %reduce-window.indvar.window.0, 1
  store i64 %invar.inc13, ptr %reduce-window.invar_address.window.0, align 8
  br label %reduce-window.loop_header.window.0

reduce-window.loop_exit.window.0:                 ; preds = %reduce-window.loop_header.window.0
  %89 = load float, ptr %reduce_window_accum_ptr, align 4
  %90 = getelementptr inbounds [2 x [1 x float]], ptr %reduce-window, i64 0, i64 %reduce-window.indvar.dim.0, i64 0
  store float %89, ptr %90, align 4, !alias.scope !47, !noalias !48
  %invar.inc12 = add nuw nsw i64 %reduce-window.indvar.dim.1, 1
  store i64 %invar.inc12, ptr %reduce-window.invar_address.dim.1, align 8
  br label %reduce-window.loop_header.dim.1

reduce-window.loop_exit.dim.1:                    ; preds = %reduce-window.loop_header.dim.1
  %invar.inc11 = add nuw nsw i64 %reduce-window.indvar.dim.0, 1
  store i64 %invar.inc11, ptr %reduce-window.invar_address.dim.0, align 8
  br label %reduce-window.loop_header.dim.0

reduce-window.loop_exit.dim.0:                    ; preds = %reduce-window.loop_header.dim.0
  %91 = getelementptr inbounds ptr, ptr %buffer_table, i64 7
  %fusion = load ptr, ptr %91, align 8, !invariant.load !8, !dereferenceable !0, !align !0
  %constant.3 = load float, ptr @6, align 4
  store float %constant.3, ptr %accumulator_0, align 4
  store i64 0, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.0

in_bounds-true:                                   ; preds = %reduce-window.loop_body.window.1
  %92 = getelementptr inbounds [64 x [1 x float]], ptr %fusion.1, i64 0, i64 %76, i64 0
  %93 = load float, ptr %92, align 4, !alias.scope !41, !noalias !42
  %94 = load float, ptr %reduce_window_accum_ptr, align 4
  store float %94, ptr %arg_addr, align 4
  store float %93, ptr %arg_addr15, align 4
  %95 = getelementptr inbounds ptr, ptr %reducer_function_parameter_addresses, i64 0
  store ptr %arg_addr, ptr %95, align 8
  %96 = getelementptr inbounds ptr, ptr %reducer_function_parameter_addresses, i64 1
  store ptr %arg_addr15, ptr %96, align 8
  call void @region_0.27(ptr %reducer_function_return_value_addr, ptr %run_options, ptr %reducer_function_parameter_addresses, ptr null, ptr %status, ptr %prof_counters)
  %97 = load float, ptr %reducer_function_return_value_addr, align 4
  store float %97, ptr %reduce_window_accum_ptr, align 4
  br label %in_bounds-after

in_bounds-false:                                  ; preds = %reduce-window.loop_body.window.1
  br label %in_bounds-after

reduce.1.inner.loop_header.reduction_dim.0:       ; preds = %reduce.1.inner.loop_exit.reduction_dim.1, %reduce-window.loop_exit.dim.0
  %reduce.1.inner.indvar.reduction_dim.0 = load i64, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  %98 = icmp uge i64 %reduce.1.inner.indvar.reduction_dim.0, 2
  br i1 %98, label %reduce.1.inner.loop_exit.reduction_dim.0, label %reduce.1.inner.loop_body.reduction_dim.0

reduce.1.inner.loop_body.reduction_dim.0:         ; preds = %reduce.1.inner.loop_header.reduction_dim.0
  store i64 0, ptr %reduce.1.inner.invar_address.reduction_dim.1, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.1

reduce.1.inner.loop_header.reduction_dim.1:       ; preds = %reduce.1.inner.loop_body.reduction_dim.1, %reduce.1.inner.loop_body.reduction_dim.0
  %reduce.1.inner.indvar.reduction_dim.1 = load i64, ptr %reduce.1.inner.invar_address.reduction_dim.1, align 8
  %99 = icmp uge i64 %reduce.1.inner.indvar.reduction_dim.1, 1
  br i1 %99, label %reduce.1.inner.loop_exit.reduction_dim.1, label %reduce.1.inner.loop_body.reduction_dim.1

reduce.1.inner.loop_body.reduction_dim.1:         ; preds = %reduce.1.inner.loop_header.reduction_dim.1
  %100 = load float, ptr %accumulator_0, align 4
  %101 = getelementptr inbounds [2 x [1 x float]], ptr %reduce-window, i64 0, i64 %reduce.1.inner.indvar.reduction_dim.0, i64 0
  %102 = load float, ptr %101, align 4, !alias.scope !47, !noalias !48
  store float %100, ptr %arg_addr18, align 4
  store float %102, ptr %arg_addr19, align 4
  %103 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 0
  store ptr %arg_addr18, ptr %103, align 8
  %104 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 1
  store ptr %arg_addr19, ptr %104, align 8
  call void @region_0.27(ptr %reduce_function_return_value_addr, ptr %run_options, ptr %reduce_function_parameter_addresses, ptr null, ptr %status, ptr %prof_counters)
  %105 = load float, ptr %reduce_function_return_value_addr, align 4
  store float %105, ptr %accumulator_0, align 4
  %invar.inc17 = add nuw nsw i64 %reduce.1.inner.indvar.reduction_dim.1, 1
  store i64 %invar.inc17, ptr %reduce.1.inner.invar_address.reduction_dim.1, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.1

reduce.1.inner.loop_exit.reduction_dim.1:         ; preds = %reduce.1.inner.loop_header.reduction_dim.1
  %invar.inc16 = add nuw nsw i64 %reduce.1.inner.indvar.reduction_dim.0, 1
  store i64 %invar.inc16, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.0

reduce.1.inner.loop_exit.reduction_dim.0:         ; preds = %reduce.1.inner.loop_header.reduction_dim.0
  %106 = load float, ptr %accumulator_0, align 4
  %constant.2 = load float, ptr @5, align 4
  %multiply.5 = fmul float %106, %constant.2
  store float %multiply.5, ptr %fusion, align 4, !alias.scope !49, !noalias !50
  %107 = getelementptr inbounds ptr, ptr %buffer_table, i64 6
  %tuple.46 = load ptr, ptr %107, align 8, !invariant.load !8, !dereferenceable !51, !align !10
  %108 = getelementptr inbounds [3 x ptr], ptr %tuple.46, i64 0, i64 0
  store ptr %fusion.3, ptr %108, align 8, !alias.scope !52, !noalias !53
  %109 = getelementptr inbounds [3 x ptr], ptr %tuple.46, i64 0, i64 1
  store ptr %fusion.2, ptr %109, align 8, !alias.scope !52, !noalias !53
  %110 = getelementptr inbounds [3 x ptr], ptr %tuple.46, i64 0, i64 2
  store ptr %fusion, ptr %110, align 8, !alias.scope !52, !noalias !53
  br label %return
}

; Function Attrs: nounwind memory(argmem: readwrite)
declare void @__xla_cpu_runtime_EigenMatMulF32(ptr, ptr, ptr, ptr, i64, i64, i64, i32, i32) #1

; Function Attrs: nounwind memory(none)
declare float @tanhf(float) #2

; Function Attrs: uwtable
define internal void @row_major_gemv_F32_8_8_64_32(ptr %0, ptr %1, ptr %2) #0 {
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
  %19 = icmp uge i64 %dot.outer.tiled.indvar, 64
  br i1 %19, label %dot.outer.tiled.loop_exit, label %dot.outer.tiled.loop_body

dot.outer.tiled.loop_body:                        ; preds = %dot.outer.tiled.loop_header
  %invar.inc = add nuw nsw i64 %dot.outer.tiled.indvar, 8
  store i64 %invar.inc, ptr %dot.outer.tiled.invar_address, align 8
  %20 = add i64 0, %dot.outer.tiled.indvar
  %21 = mul i64 32, %20
  %22 = getelementptr inbounds float, ptr %0, i64 %21
  %23 = add i64 1, %dot.outer.tiled.indvar
  %24 = mul i64 32, %23
  %25 = getelementptr inbounds float, ptr %0, i64 %24
  %26 = add i64 2, %dot.outer.tiled.indvar
  %27 = mul i64 32, %26
  %28 = getelementptr inbounds float, ptr %0, i64 %27
  %29 = add i64 3, %dot.outer.tiled.indvar
  %30 = mul i64 32, %29
  %31 = getelementptr inbounds float, ptr %0, i64 %30
  %32 = add i64 4, %dot.outer.tiled.indvar
  %33 = mul i64 32, %32
  %34 = getelementptr inbounds float, ptr %0, i64 %33
  %35 = add i64 5, %dot.outer.tiled.indvar
  %36 = mul i64 32, %35
  %37 = getelementptr inbounds float, ptr %0, i64 %36
  %38 = add i64 6, %dot.outer.tiled.indvar
  %39 = mul i64 32, %38
  %40 = getelementptr inbounds float, ptr %0, i64 %39
  %41 = add i64 7, %dot.outer.tiled.indvar
  %42 = mul i64 32, %41
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
  %44 = icmp uge i64 %dot.inner.tiled.indvar, 32
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
  br label %dot.inner.tiled.loop_header, !llvm.loop !54

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
  br label %dot.outer.tiled.loop_header, !llvm.loop !57

dot.outer.tiled.loop_exit:                        ; preds = %dot.outer.tiled.loop_header
  ret void
}

; Function Attrs: uwtable
define internal void @col_major_gemv_F32_8_8_32_64(ptr %0, ptr %1, ptr %2) #0 {
entry:
  %dot.inner.tiled.invar_address35 = alloca i64, align 8
  %dot.outer.tiled.invar_address = alloca i64, align 8
  %dot.inner.tiled.invar_address = alloca i64, align 8
  br i1 true, label %-true, label %-false

-after:                                           ; preds = %-false, %dot.outer.tiled.loop_exit
  ret void

-true:                                            ; preds = %entry
  %3 = getelementptr inbounds float, ptr %0, i64 0
  %4 = getelementptr inbounds float, ptr %0, i64 32
  %5 = getelementptr inbounds float, ptr %0, i64 64
  %6 = getelementptr inbounds float, ptr %0, i64 96
  %7 = getelementptr inbounds float, ptr %0, i64 128
  %8 = getelementptr inbounds float, ptr %0, i64 160
  %9 = getelementptr inbounds float, ptr %0, i64 192
  %10 = getelementptr inbounds float, ptr %0, i64 224
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
  %28 = icmp uge i64 %dot.inner.tiled.indvar, 32
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
  br label %dot.inner.tiled.loop_header, !llvm.loop !58

dot.inner.tiled.loop_exit:                        ; preds = %dot.inner.tiled.loop_header
  store i64 8, ptr %dot.outer.tiled.invar_address, align 8
  br label %dot.outer.tiled.loop_header

dot.outer.tiled.loop_header:                      ; preds = %dot.inner.tiled.loop_exit32, %dot.inner.tiled.loop_exit
  %dot.outer.tiled.indvar = load i64, ptr %dot.outer.tiled.invar_address, align 8
  %62 = icmp uge i64 %dot.outer.tiled.indvar, 64
  br i1 %62, label %dot.outer.tiled.loop_exit, label %dot.outer.tiled.loop_body

dot.outer.tiled.loop_body:                        ; preds = %dot.outer.tiled.loop_header
  %invar.inc15 = add nuw nsw i64 %dot.outer.tiled.indvar, 8
  store i64 %invar.inc15, ptr %dot.outer.tiled.invar_address, align 8
  %63 = add i64 0, %dot.outer.tiled.indvar
  %64 = mul i64 32, %63
  %65 = getelementptr inbounds float, ptr %0, i64 %64
  %66 = add i64 1, %dot.outer.tiled.indvar
  %67 = mul i64 32, %66
  %68 = getelementptr inbounds float, ptr %0, i64 %67
  %69 = add i64 2, %dot.outer.tiled.indvar
  %70 = mul i64 32, %69
  %71 = getelementptr inbounds float, ptr %0, i64 %70
  %72 = add i64 3, %dot.outer.tiled.indvar
  %73 = mul i64 32, %72
  %74 = getelementptr inbounds float, ptr %0, i64 %73
  %75 = add i64 4, %dot.outer.tiled.indvar
  %76 = mul i64 32, %75
  %77 = getelementptr inbounds float, ptr %0, i64 %76
  %78 = add i64 5, %dot.outer.tiled.indvar
  %79 = mul i64 32, %78
  %80 = getelementptr inbounds float, ptr %0, i64 %79
  %81 = add i64 6, %dot.outer.tiled.indvar
  %82 = mul i64 32, %81
  %83 = getelementptr inbounds float, ptr %0, i64 %82
  %84 = add i64 7, %dot.outer.tiled.indvar
  %85 = mul i64 32, %84
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
  %104 = icmp uge i64 %dot.inner.tiled.indvar36, 32
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
  br label %dot.inner.tiled.loop_header33, !llvm.loop !59

dot.inner.tiled.loop_exit32:                      ; preds = %dot.inner.tiled.loop_header33
  br label %dot.outer.tiled.loop_header, !llvm.loop !60

dot.outer.tiled.loop_exit:                        ; preds = %dot.outer.tiled.loop_header
  br label %-after

-false:                                           ; preds = %entry
  br label %-after
}

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nounwind memory(argmem: readwrite) }
attributes #2 = { nounwind memory(none) }

!0 = !{i64 4}
!1 = !{!2}
!2 = !{!"buffer: {index:10, offset:0, size:4}", !3}
!3 = !{!"XLA global AA domain"}
!4 = !{!5}
!5 = !{!"buffer: {index:9, offset:0, size:4}", !3}
!6 = !{!7}
!7 = !{!"buffer: {index:11, offset:0, size:4}", !3}
!8 = !{}
!9 = !{i64 2048}
!10 = !{i64 16}
!11 = !{i64 4096}
!12 = !{i64 8576}
!13 = !{!14}
!14 = !{!"buffer: {index:12, offset:0, size:8192}", !3}
!15 = !{!16, !17, !18, !19}
!16 = !{!"buffer: {index:1, offset:0, size:256}", !3}
!17 = !{!"buffer: {index:5, offset:0, size:128}", !3}
!18 = !{!"buffer: {index:12, offset:8192, size:256}", !3}
!19 = !{!"buffer: {index:12, offset:8448, size:128}", !3}
!20 = !{i64 128}
!21 = !{i64 256}
!22 = !{!18}
!23 = !{!16, !17, !24, !14}
!24 = !{!"buffer: {index:12, offset:0, size:256}", !3}
!25 = !{!16, !24, !14, !18}
!26 = !{!16}
!27 = !{!14, !18, !19}
!28 = !{!29, !17, !14, !18, !19}
!29 = !{!"buffer: {index:4, offset:0, size:128}", !3}
!30 = !{!19}
!31 = !{!16, !29, !14}
!32 = !{!29}
!33 = !{!34, !35, !36, !19}
!34 = !{!"buffer: {index:1, offset:0, size:2048}", !3}
!35 = !{!"buffer: {index:6, offset:0, size:24}", !3}
!36 = !{!"buffer: {index:7, offset:0, size:4}", !3}
!37 = !{!34, !18}
!38 = !{!34, !14}
!39 = !{!34}
!40 = !{!29, !35, !36}
!41 = !{!24}
!42 = !{!43, !44, !18}
!43 = !{!"buffer: {index:8, offset:0, size:4}", !3}
!44 = !{!"buffer: {index:12, offset:256, size:8}", !3}
!45 = !{!43}
!46 = !{!24, !44}
!47 = !{!44}
!48 = !{!36, !43, !24}
!49 = !{!36}
!50 = !{!34, !29, !35, !44}
!51 = !{i64 24}
!52 = !{!35}
!53 = !{!34, !29, !36}
!54 = distinct !{!54, !55, !56}
!55 = !{!"llvm.loop.unroll.disable"}
!56 = !{!"llvm.loop.vectorize.enable", i1 false}
!57 = distinct !{!57, !55, !56}
!58 = distinct !{!58, !55, !56}
!59 = distinct !{!59, !55, !56}
!60 = distinct !{!60, !55, !56}
