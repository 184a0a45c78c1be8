; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@constant.19 = private unnamed_addr constant [4 x i8] zeroinitializer, align 4
@0 = private unnamed_addr constant [4 x i8] zeroinitializer
@1 = private unnamed_addr constant [4 x i8] c"\00\00\80:"
@2 = private unnamed_addr constant [4 x i8] zeroinitializer
@3 = private unnamed_addr constant [4 x i8] c"\0A\D7#<"
@4 = private unnamed_addr constant [4 x i8] c"\0A\D7#<"
@5 = private unnamed_addr constant [4 x i8] c"\0A\D7#<"
@6 = private unnamed_addr constant [4 x i8] c"\0A\D7#<"
@7 = private unnamed_addr constant [4 x i8] c"\00\00\00:"
@8 = private unnamed_addr constant [4 x i8] zeroinitializer

; Function Attrs: uwtable
define internal void @region_0.48(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %add.51 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %Arg_0.49 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %Arg_1.50 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %Arg_0.49, align 4, !alias.scope !1, !noalias !4
  %3 = load float, ptr %Arg_1.50, align 4, !alias.scope !6, !noalias !4
  %add.511 = fadd reassoc float %2, %3
  store float %add.511, ptr %add.51, align 4, !alias.scope !4
  %load_ret_value = load float, ptr %add.51, align 4
  store float %load_ret_value, ptr %retval, align 4
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define internal void @region_3.70(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %add.73 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %Arg_0.71 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %Arg_1.72 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %Arg_0.71, align 4, !alias.scope !8, !noalias !10
  %3 = load float, ptr %Arg_1.72, align 4, !alias.scope !12, !noalias !10
  %add.731 = fadd reassoc float %2, %3
  store float %add.731, ptr %add.73, align 4, !alias.scope !10
  %load_ret_value = load float, ptr %add.73, align 4
  store float %load_ret_value, ptr %retval, align 4
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define internal void @region_1.55(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %add.58 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %Arg_0.56 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %Arg_1.57 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %Arg_0.56, align 4, !alias.scope !14, !noalias !16
  %3 = load float, ptr %Arg_1.57, align 4, !alias.scope !18, !noalias !16
  %add.581 = fadd reassoc float %2, %3
  store float %add.581, ptr %add.58, align 4, !alias.scope !16
  %load_ret_value = load float, ptr %add.58, align 4
  store float %load_ret_value, ptr %retval, align 4
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @main.92(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %reduce_function_parameter_addresses = alloca ptr, i32 2, align 8
  %reduce_function_return_value_addr = alloca float, align 4
  %arg_addr47 = alloca float, align 4
  %arg_addr46 = alloca float, align 4
  %reduce.1.inner.invar_address.reduction_dim.1 = alloca i64, align 8
  %reduce.1.inner.invar_address.reduction_dim.0 = alloca i64, align 8
  %accumulator_0 = alloca float, align 4
  %reducer_function_parameter_addresses = alloca ptr, i32 2, align 8
  %reducer_function_return_value_addr = alloca float, align 4
  %arg_addr43 = alloca float, align 4
  %arg_addr = alloca float, align 4
  %reduce-window.invar_address.window.1 = alloca i64, align 8
  %reduce-window.invar_address.window.0 = alloca i64, align 8
  %reduce_window_accum_ptr = alloca float, align 4
  %reduce-window.invar_address.dim.1 = alloca i64, align 8
  %reduce-window.invar_address.dim.0 = alloca i64, align 8
  %fusion.1.invar_address.dim.1 = alloca i64, align 8
  %fusion.1.invar_address.dim.0 = alloca i64, align 8
  %fusion.4.invar_address.dim.0 = alloca i64, align 8
  %fusion.7.vectorized_inner.invar_address.reduction_dim.0 = alloca i64, align 8
  %accumulator26 = alloca <8 x float>, align 32
  %accumulator25 = alloca <8 x float>, align 32
  %accumulator24 = alloca <8 x float>, align 32
  %accumulator23 = alloca <8 x float>, align 32
  %reduce.59.invar_address.dim.0 = alloca i64, align 8
  %fusion.5.invar_address.dim.0 = alloca i64, align 8
  %fusion.6.vectorized_inner.invar_address.reduction_dim.0 = alloca i64, align 8
  %accumulator13 = alloca <8 x float>, align 32
  %accumulator12 = alloca <8 x float>, align 32
  %accumulator11 = alloca <8 x float>, align 32
  %accumulator = alloca <8 x float>, align 32
  %reduce.74.invar_address.dim.0 = alloca i64, align 8
  %fusion.2.invar_address.dim.1 = alloca i64, align 8
  %fusion.2.invar_address.dim.0 = alloca i64, align 8
  %fusion.3.invar_address.dim.1 = alloca i64, align 8
  %fusion.3.invar_address.dim.0 = alloca i64, align 8
  %fusion.6.invar_address.dim.1 = alloca i64, align 8
  %fusion.6.invar_address.dim.0 = alloca i64, align 8
  %fusion.7.invar_address.dim.1 = alloca i64, align 8
  %fusion.7.invar_address.dim.0 = alloca i64, align 8
  %fusion.8.invar_address.dim.1 = alloca i64, align 8
  %fusion.8.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %Arg_2.3 = load ptr, ptr %0, align 8, !invariant.load !20, !dereferenceable !21, !align !22
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %Arg_4.5 = load ptr, ptr %1, align 8, !invariant.load !20, !dereferenceable !23, !align !22
  %2 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %dot.23 = load ptr, ptr %2, align 8, !invariant.load !20, !dereferenceable !24, !align !22
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.23, ptr %Arg_2.3, ptr %Arg_4.5, i64 256, i64 32, i64 128, i32 0, i32 0)
  %3 = getelementptr inbounds ptr, ptr %buffer_table, i64 7
  %Arg_0.1 = load ptr, ptr %3, align 8, !invariant.load !20, !dereferenceable !25, !align !22
  %4 = getelementptr inbounds ptr, ptr %buffer_table, i64 22
  %fusion.8 = load ptr, ptr %4, align 8, !invariant.load !20, !dereferenceable !26, !align !22
  store i64 0, ptr %fusion.8.invar_address.dim.0, align 8
  br label %fusion.8.loop_header.dim.0

return:                                           ; preds = %reduce.1.inner.loop_exit.reduction_dim.0
  ret void

fusion.8.loop_header.dim.0:                       ; preds = %fusion.8.loop_exit.dim.1, %entry
  %fusion.8.indvar.dim.0 = load i64, ptr %fusion.8.invar_address.dim.0, align 8
  %5 = icmp uge i64 %fusion.8.indvar.dim.0, 32
  br i1 %5, label %fusion.8.loop_exit.dim.0, label %fusion.8.loop_body.dim.0

fusion.8.loop_body.dim.0:                         ; preds = %fusion.8.loop_header.dim.0
  store i64 0, ptr %fusion.8.invar_address.dim.1, align 8
  br label %fusion.8.loop_header.dim.1

fusion.8.loop_header.dim.1:                       ; preds = %fusion.8.loop_body.dim.1, %fusion.8.loop_body.dim.0
  %fusion.8.indvar.dim.1 = load i64, ptr %fusion.8.invar_address.dim.1, align 8
  %6 = icmp uge i64 %fusion.8.indvar.dim.1, 256
  br i1 %6, label %fusion.8.loop_exit.dim.1, label %fusion.8.loop_body.dim.1

fusion.8.loop_body.dim.1:                         ; preds = %fusion.8.loop_header.dim.1
  %7 = getelementptr inbounds [32 x [256 x float]], ptr %dot.23, i64 0, i64 %fusion.8.indvar.dim.0, i64 %fusion.8.indvar.dim.1
  %8 = load float, ptr %7, align 4, !alias.scope !27, !noalias !29
  %9 = getelementptr inbounds [256 x float], ptr %Arg_0.1, i64 0, i64 %fusion.8.indvar.dim.1
  %10 = load float, ptr %9, align 4, !invariant.load !20, !noalias !33
  %add.3 = fadd float %8, %10
  %constant.16 = load float, ptr @0, align 4
  %11 = fcmp une float %add.3, %add.3
  %12 = fcmp oeq float %constant.16, %constant.16
  %13 = fcmp oge float %add.3, %constant.16
  %14 = and i1 %12, %13
  %15 = or i1 %11, %14
  %maximum.1 = select i1 %15, float %add.3, float %constant.16
  %16 = getelementptr inbounds [32 x [256 x float]], ptr %fusion.8, i64 0, i64 %fusion.8.indvar.dim.0, i64 %fusion.8.indvar.dim.1
  store float %maximum.1, ptr %16, align 4, !alias.scope !35, !noalias !36
  %invar.inc1 = add nuw nsw i64 %fusion.8.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %fusion.8.invar_address.dim.1, align 8
  br label %fusion.8.loop_header.dim.1

fusion.8.loop_exit.dim.1:                         ; preds = %fusion.8.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %fusion.8.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.8.invar_address.dim.0, align 8
  br label %fusion.8.loop_header.dim.0

fusion.8.loop_exit.dim.0:                         ; preds = %fusion.8.loop_header.dim.0
  %17 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %Arg_3.4 = load ptr, ptr %17, align 8, !invariant.load !20, !dereferenceable !24, !align !22
  %18 = getelementptr inbounds ptr, ptr %buffer_table, i64 22
  %19 = load ptr, ptr %18, align 8, !invariant.load !20, !dereferenceable !26, !align !22
  %dot.36 = getelementptr inbounds i8, ptr %19, i64 65536
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.36, ptr %Arg_3.4, ptr %fusion.8, i64 64, i64 32, i64 256, i32 0, i32 0)
  %20 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %Arg_1.2 = load ptr, ptr %20, align 8, !invariant.load !20, !dereferenceable !40, !align !22
  %21 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %Arg_5.6 = load ptr, ptr %21, align 8, !invariant.load !20, !dereferenceable !41, !align !22
  %22 = getelementptr inbounds ptr, ptr %buffer_table, i64 22
  %23 = load ptr, ptr %22, align 8, !invariant.load !20, !dereferenceable !26, !align !22
  %fusion.7 = getelementptr inbounds i8, ptr %23, i64 73728
  store i64 0, ptr %fusion.7.invar_address.dim.0, align 8
  br label %fusion.7.loop_header.dim.0

fusion.7.loop_header.dim.0:                       ; preds = %fusion.7.loop_exit.dim.1, %fusion.8.loop_exit.dim.0
  %fusion.7.indvar.dim.0 = load i64, ptr %fusion.7.invar_address.dim.0, align 8
  %24 = icmp uge i64 %fusion.7.indvar.dim.0, 32
  br i1 %24, label %fusion.7.loop_exit.dim.0, label %fusion.7.loop_body.dim.0

fusion.7.loop_body.dim.0:                         ; preds = %fusion.7.loop_header.dim.0
  store i64 0, ptr %fusion.7.invar_address.dim.1, align 8
  br label %fusion.7.loop_header.dim.1

fusion.7.loop_header.dim.1:                       ; preds = %fusion.7.loop_body.dim.1, %fusion.7.loop_body.dim.0
  %fusion.7.indvar.dim.1 = load i64, ptr %fusion.7.invar_address.dim.1, align 8
  %25 = icmp uge i64 %fusion.7.indvar.dim.1, 64
  br i1 %25, label %fusion.7.loop_exit.dim.1, label %fusion.7.loop_body.dim.1

fusion.7.loop_body.dim.1:                         ; preds = %fusion.7.loop_header.dim.1
  %26 = getelementptr inbounds [32 x [64 x float]], ptr %dot.36, i64 0, i64 %fusion.7.indvar.dim.0, i64 %fusion.7.indvar.dim.1
  %27 = load float, ptr %26, align 4, !alias.scope !42, !noalias !43
  %28 = getelementptr inbounds [64 x float], ptr %Arg_1.2, i64 0, i64 %fusion.7.indvar.dim.1
  %29 = load float, ptr %28, align 4, !invariant.load !20, !noalias !44
  %add.2 = fadd float %27, %29
  %30 = getelementptr inbounds [32 x [64 x float]], ptr %Arg_5.6, i64 0, i64 %fusion.7.indvar.dim.0, i64 %fusion.7.indvar.dim.1
  %31 = load float, ptr %30, align 4, !invariant.load !20, !noalias !46
  %subtract.5 = fsub float %add.2, %31
  %constant.14 = load float, ptr @1, align 4
  %multiply.13 = fmul float %subtract.5, %constant.14
  %32 = getelementptr inbounds [32 x [64 x float]], ptr %fusion.7, i64 0, i64 %fusion.7.indvar.dim.0, i64 %fusion.7.indvar.dim.1
  store float %multiply.13, ptr %32, align 4, !alias.scope !47, !noalias !48
  %invar.inc3 = add nuw nsw i64 %fusion.7.indvar.dim.1, 1
  store i64 %invar.inc3, ptr %fusion.7.invar_address.dim.1, align 8
  br label %fusion.7.loop_header.dim.1

fusion.7.loop_exit.dim.1:                         ; preds = %fusion.7.loop_header.dim.1
  %invar.inc2 = add nuw nsw i64 %fusion.7.indvar.dim.0, 1
  store i64 %invar.inc2, ptr %fusion.7.invar_address.dim.0, align 8
  br label %fusion.7.loop_header.dim.0

fusion.7.loop_exit.dim.0:                         ; preds = %fusion.7.loop_header.dim.0
  %33 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %dot.68 = load ptr, ptr %33, align 8, !invariant.load !20, !dereferenceable !21, !align !22
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.68, ptr %Arg_3.4, ptr %fusion.7, i64 256, i64 32, i64 64, i32 1, i32 0)
  %34 = getelementptr inbounds ptr, ptr %buffer_table, i64 22
  %35 = load ptr, ptr %34, align 8, !invariant.load !20, !dereferenceable !26, !align !22
  %fusion.6 = getelementptr inbounds i8, ptr %35, i64 32768
  store i64 0, ptr %fusion.6.invar_address.dim.0, align 8
  br label %fusion.6.loop_header.dim.0

fusion.6.loop_header.dim.0:                       ; preds = %fusion.6.loop_exit.dim.1, %fusion.7.loop_exit.dim.0
  %fusion.6.indvar.dim.0 = load i64, ptr %fusion.6.invar_address.dim.0, align 8
  %36 = icmp uge i64 %fusion.6.indvar.dim.0, 32
  br i1 %36, label %fusion.6.loop_exit.dim.0, label %fusion.6.loop_body.dim.0

fusion.6.loop_body.dim.0:                         ; preds = %fusion.6.loop_header.dim.0
  store i64 0, ptr %fusion.6.invar_address.dim.1, align 8
  br label %fusion.6.loop_header.dim.1

fusion.6.loop_header.dim.1:                       ; preds = %fusion.6.loop_body.dim.1, %fusion.6.loop_body.dim.0
  %fusion.6.indvar.dim.1 = load i64, ptr %fusion.6.invar_address.dim.1, align 8
  %37 = icmp uge i64 %fusion.6.indvar.dim.1, 256
  br i1 %37, label %fusion.6.loop_exit.dim.1, label %fusion.6.loop_body.dim.1

fusion.6.loop_body.dim.1:                         ; preds = %fusion.6.loop_header.dim.1
  %38 = getelementptr inbounds [32 x [256 x float]], ptr %dot.23, i64 0, i64 %fusion.6.indvar.dim.0, i64 %fusion.6.indvar.dim.1
  %39 = load float, ptr %38, align 4, !alias.scope !27, !noalias !29
  %40 = getelementptr inbounds [256 x float], ptr %Arg_0.1, i64 0, i64 %fusion.6.indvar.dim.1
  %41 = load float, ptr %40, align 4, !invariant.load !20, !noalias !33
  %add.1 = fadd float %39, %41
  %constant.12 = load float, ptr @2, align 4
  %compare.0 = fcmp ogt float %add.1, %constant.12
  %42 = zext i1 %compare.0 to i8
  %43 = getelementptr inbounds [32 x [256 x float]], ptr %dot.68, i64 0, i64 %fusion.6.indvar.dim.0, i64 %fusion.6.indvar.dim.1
  %44 = load float, ptr %43, align 4, !alias.scope !50, !noalias !51
  %45 = trunc i8 %42 to i1
  %46 = select i1 %45, float %44, float %constant.12
  %47 = getelementptr inbounds [32 x [256 x float]], ptr %fusion.6, i64 0, i64 %fusion.6.indvar.dim.0, i64 %fusion.6.indvar.dim.1
  store float %46, ptr %47, align 4, !alias.scope !52, !noalias !53
  %invar.inc5 = add nuw nsw i64 %fusion.6.indvar.dim.1, 1
  store i64 %invar.inc5, ptr %fusion.6.invar_address.dim.1, align 8
  br label %fusion.6.loop_header.dim.1

fusion.6.loop_exit.dim.1:                         ; preds = %fusion.6.loop_header.dim.1
  %invar.inc4 = add nuw nsw i64 %fusion.6.indvar.dim.0, 1
  store i64 %invar.inc4, ptr %fusion.6.invar_address.dim.0, align 8
  br label %fusion.6.loop_header.dim.0

fusion.6.loop_exit.dim.0:                         ; preds = %fusion.6.loop_header.dim.0
  %48 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %dot = load ptr, ptr %48, align 8, !invariant.load !20, !dereferenceable !21, !align !22
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot, ptr %fusion.6, ptr %Arg_4.5, i64 256, i64 128, i64 32, i32 0, i32 1)
  %49 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %fusion.3 = load ptr, ptr %49, align 8, !invariant.load !20, !dereferenceable !21, !align !22
  store i64 0, ptr %fusion.3.invar_address.dim.0, align 8
  br label %fusion.3.loop_header.dim.0

fusion.3.loop_header.dim.0:                       ; preds = %fusion.3.loop_exit.dim.1, %fusion.6.loop_exit.dim.0
  %fusion.3.indvar.dim.0 = load i64, ptr %fusion.3.invar_address.dim.0, align 8
  %50 = icmp uge i64 %fusion.3.indvar.dim.0, 128
  br i1 %50, label %fusion.3.loop_exit.dim.0, label %fusion.3.loop_body.dim.0

fusion.3.loop_body.dim.0:                         ; preds = %fusion.3.loop_header.dim.0
  store i64 0, ptr %fusion.3.invar_address.dim.1, align 8
  br label %fusion.3.loop_header.dim.1

fusion.3.loop_header.dim.1:                       ; preds = %fusion.3.loop_body.dim.1, %fusion.3.loop_body.dim.0
  %fusion.3.indvar.dim.1 = load i64, ptr %fusion.3.invar_address.dim.1, align 8
  %51 = icmp uge i64 %fusion.3.indvar.dim.1, 256
  br i1 %51, label %fusion.3.loop_exit.dim.1, label %fusion.3.loop_body.dim.1

fusion.3.loop_body.dim.1:                         ; preds = %fusion.3.loop_header.dim.1
  %52 = getelementptr inbounds [128 x [256 x float]], ptr %Arg_2.3, i64 0, i64 %fusion.3.indvar.dim.0, i64 %fusion.3.indvar.dim.1
  %53 = load float, ptr %52, align 4, !invariant.load !20, !noalias !55
  %54 = getelementptr inbounds [128 x [256 x float]], ptr %dot, i64 0, i64 %fusion.3.indvar.dim.0, i64 %fusion.3.indvar.dim.1
  %55 = load float, ptr %54, align 4, !alias.scope !56, !noalias !52
  %constant.6 = load float, ptr @3, align 4
  %multiply.10 = fmul float %55, %constant.6
  %subtract.2 = fsub float %53, %multiply.10
  %56 = getelementptr inbounds [128 x [256 x float]], ptr %fusion.3, i64 0, i64 %fusion.3.indvar.dim.0, i64 %fusion.3.indvar.dim.1
  store float %subtract.2, ptr %56, align 4, !alias.scope !56, !noalias !57
  %invar.inc7 = add nuw nsw i64 %fusion.3.indvar.dim.1, 1
  store i64 %invar.inc7, ptr %fusion.3.invar_address.dim.1, align 8
  br label %fusion.3.loop_header.dim.1

fusion.3.loop_exit.dim.1:                         ; preds = %fusion.3.loop_header.dim.1
  %invar.inc6 = add nuw nsw i64 %fusion.3.indvar.dim.0, 1
  store i64 %invar.inc6, ptr %fusion.3.invar_address.dim.0, align 8
  br label %fusion.3.loop_header.dim.0

fusion.3.loop_exit.dim.0:                         ; preds = %fusion.3.loop_header.dim.0
  %57 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %dot.1 = load ptr, ptr %57, align 8, !invariant.load !20, !dereferenceable !24, !align !22
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.1, ptr %fusion.7, ptr %fusion.8, i64 64, i64 256, i64 32, i32 0, i32 1)
  %58 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %fusion.2 = load ptr, ptr %58, align 8, !invariant.load !20, !dereferenceable !24, !align !22
  store i64 0, ptr %fusion.2.invar_address.dim.0, align 8
  br label %fusion.2.loop_header.dim.0

fusion.2.loop_header.dim.0:                       ; preds = %fusion.2.loop_exit.dim.1, %fusion.3.loop_exit.dim.0
  %fusion.2.indvar.dim.0 = load i64, ptr %fusion.2.invar_address.dim.0, align 8
  %59 = icmp uge i64 %fusion.2.indvar.dim.0, 256
  br i1 %59, label %fusion.2.loop_exit.dim.0, label %fusion.2.loop_body.dim.0

fusion.2.loop_body.dim.0:                         ; preds = %fusion.2.loop_header.dim.0
  store i64 0, ptr %fusion.2.invar_address.dim.1, align 8
  br label %fusion.2.loop_header.dim.1

fusion.2.loop_header.dim.1:                       ; preds = %fusion.2.loop_body.dim.1, %fusion.2.loop_body.dim.0
  %fusion.2.indvar.dim.1 = load i64, ptr %fusion.2.invar_address.dim.1, align 8
  %60 = icmp uge i64 %fusion.2.indvar.dim.1, 64
  br i1 %60, label %fusion.2.loop_exit.dim.1, label %fusion.2.loop_body.dim.1

fusion.2.loop_body.dim.1:                         ; preds = %fusion.2.loop_header.dim.1
  %61 = getelementptr inbounds [256 x [64 x float]], ptr %Arg_3.4, i64 0, i64 %fusion.2.indvar.dim.0, i64 %fusion.2.indvar.dim.1
  %62 = load float, ptr %61, align 4, !invariant.load !20, !noalias !60
  %63 = getelementptr inbounds [256 x [64 x float]], ptr %dot.1, i64 0, i64 %fusion.2.indvar.dim.0, i64 %fusion.2.indvar.dim.1
  %64 = load float, ptr %63, align 4, !alias.scope !61, !noalias !43
  %constant.5 = load float, ptr @4, align 4
  %multiply.9 = fmul float %64, %constant.5
  %subtract.1 = fsub float %62, %multiply.9
  %65 = getelementptr inbounds [256 x [64 x float]], ptr %fusion.2, i64 0, i64 %fusion.2.indvar.dim.0, i64 %fusion.2.indvar.dim.1
  store float %subtract.1, ptr %65, align 4, !alias.scope !61, !noalias !62
  %invar.inc9 = add nuw nsw i64 %fusion.2.indvar.dim.1, 1
  store i64 %invar.inc9, ptr %fusion.2.invar_address.dim.1, align 8
  br label %fusion.2.loop_header.dim.1

fusion.2.loop_exit.dim.1:                         ; preds = %fusion.2.loop_header.dim.1
  %invar.inc8 = add nuw nsw i64 %fusion.2.indvar.dim.0, 1
  store i64 %invar.inc8, ptr %fusion.2.invar_address.dim.0, align 8
  br label %fusion.2.loop_header.dim.0

fusion.2.loop_exit.dim.0:                         ; preds = %fusion.2.loop_header.dim.0
  %66 = getelementptr inbounds ptr, ptr %buffer_table, i64 6
  %reduce.74 = load ptr, ptr %66, align 8, !invariant.load !20, !dereferenceable !25, !align !22
  store i64 0, ptr %reduce.74.invar_address.dim.0, align 8
  br label %reduce.74.loop_header.dim.0

reduce.74.loop_header.dim.0:                      ; preds = %fusion.6.vectorized_inner.loop_exit.reduction_dim.0, %fusion.2.loop_exit.dim.0
  %reduce.74.indvar.dim.0 = load i64, ptr %reduce.74.invar_address.dim.0, align 8
  %67 = icmp uge i64 %reduce.74.indvar.dim.0, 256
  br i1 %67, label %reduce.74.loop_exit.dim.0, label %reduce.74.loop_body.dim.0

reduce.74.loop_body.dim.0:                        ; preds = %reduce.74.loop_header.dim.0
  %68 = load float, ptr @constant.19, align 4
  %.splatinsert = insertelement <8 x float> poison, float %68, i64 0
  %.splat = shufflevector <8 x float> %.splatinsert, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat, ptr %accumulator, align 4
  %.splatinsert14 = insertelement <8 x float> poison, float %68, i64 0
  %.splat15 = shufflevector <8 x float> %.splatinsert14, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat15, ptr %accumulator11, align 4
  %.splatinsert16 = insertelement <8 x float> poison, float %68, i64 0
  %.splat17 = shufflevector <8 x float> %.splatinsert16, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat17, ptr %accumulator12, align 4
  %.splatinsert18 = insertelement <8 x float> poison, float %68, i64 0
  %.splat19 = shufflevector <8 x float> %.splatinsert18, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat19, ptr %accumulator13, align 4
  store i64 0, ptr %fusion.6.vectorized_inner.invar_address.reduction_dim.0, align 8
  br label %fusion.6.vectorized_inner.loop_header.reduction_dim.0

fusion.6.vectorized_inner.loop_header.reduction_dim.0: ; preds = %fusion.6.vectorized_inner.loop_body.reduction_dim.0, %reduce.74.loop_body.dim.0
  %fusion.6.vectorized_inner.indvar.reduction_dim.0 = load i64, ptr %fusion.6.vectorized_inner.invar_address.reduction_dim.0, align 8
  %69 = icmp uge i64 %fusion.6.vectorized_inner.indvar.reduction_dim.0, 32
  br i1 %69, label %fusion.6.vectorized_inner.loop_exit.reduction_dim.0, label %fusion.6.vectorized_inner.loop_body.reduction_dim.0

fusion.6.vectorized_inner.loop_body.reduction_dim.0: ; preds = %fusion.6.vectorized_inner.loop_header.reduction_dim.0
  %70 = getelementptr inbounds [32 x [256 x float]], ptr %fusion.6, i64 0, i64 %fusion.6.vectorized_inner.indvar.reduction_dim.0, i64 %reduce.74.indvar.dim.0
  %71 = load <8 x float>, ptr %accumulator, align 4
  %72 = load <8 x float>, ptr %70, align 4, !alias.scope !52, !noalias !53
  %73 = fadd <8 x float> %71, %72
  store <8 x float> %73, ptr %accumulator, align 4
  %74 = getelementptr inbounds <8 x float>, ptr %70, i32 1
  %75 = load <8 x float>, ptr %accumulator11, align 4
  %76 = load <8 x float>, ptr %74, align 4, !alias.scope !52, !noalias !53
  %77 = fadd <8 x float> %75, %76
  store <8 x float> %77, ptr %accumulator11, align 4
  %78 = getelementptr inbounds <8 x float>, ptr %74, i32 1
  %79 = load <8 x float>, ptr %accumulator12, align 4
  %80 = load <8 x float>, ptr %78, align 4, !alias.scope !52, !noalias !53
  %81 = fadd <8 x float> %79, %80
  store <8 x float> %81, ptr %accumulator12, align 4
  %82 = getelementptr inbounds <8 x float>, ptr %78, i32 1
  %83 = load <8 x float>, ptr %accumulator13, align 4
  %84 = load <8 x float>, ptr %82, align 4, !alias.scope !52, !noalias !53
  %85 = fadd <8 x float> %83, %84
  store <8 x float> %85, ptr %accumulator13, align 4
  %invar.inc20 = add nuw nsw i64 %fusion.6.vectorized_inner.indvar.reduction_dim.0, 1
  store i64 %invar.inc20, ptr %fusion.6.vectorized_inner.invar_address.reduction_dim.0, align 8
  br label %fusion.6.vectorized_inner.loop_header.reduction_dim.0

fusion.6.vectorized_inner.loop_exit.reduction_dim.0: ; preds = %fusion.6.vectorized_inner.loop_header.reduction_dim.0
  %86 = load <8 x float>, ptr %accumulator, align 4
  %87 = load <8 x float>, ptr %accumulator11, align 4
  %88 = load <8 x float>, ptr %accumulator12, align 4
  %89 = load <8 x float>, ptr %accumulator13, align 4
  %90 = getelementptr inbounds [256 x float], ptr %reduce.74, i64 0, i64 %reduce.74.indvar.dim.0
  store <8 x float> %86, ptr %90, align 4, !alias.scope !63, !noalias !64
  %91 = getelementptr inbounds <8 x float>, ptr %90, i32 1
  store <8 x float> %87, ptr %91, align 4, !alias.scope !63, !noalias !64
  %92 = getelementptr inbounds <8 x float>, ptr %91, i32 1
  store <8 x float> %88, ptr %92, align 4, !alias.scope !63, !noalias !64
  %93 = getelementptr inbounds <8 x float>, ptr %92, i32 1
  store <8 x float> %89, ptr %93, align 4, !alias.scope !63, !noalias !64
  %invar.inc10 = add nuw nsw i64 %reduce.74.indvar.dim.0, 32
  store i64 %invar.inc10, ptr %reduce.74.invar_address.dim.0, align 8
  br label %reduce.74.loop_header.dim.0

reduce.74.loop_exit.dim.0:                        ; preds = %reduce.74.loop_header.dim.0
  %94 = getelementptr inbounds ptr, ptr %buffer_table, i64 6
  %fusion.5 = load ptr, ptr %94, align 8, !invariant.load !20, !dereferenceable !25, !align !22
  store i64 0, ptr %fusion.5.invar_address.dim.0, align 8
  br label %fusion.5.loop_header.dim.0

fusion.5.loop_header.dim.0:                       ; preds = %fusion.5.loop_body.dim.0, %reduce.74.loop_exit.dim.0
  %fusion.5.indvar.dim.0 = load i64, ptr %fusion.5.invar_address.dim.0, align 8
  %95 = icmp uge i64 %fusion.5.indvar.dim.0, 256
  br i1 %95, label %fusion.5.loop_exit.dim.0, label %fusion.5.loop_body.dim.0

fusion.5.loop_body.dim.0:                         ; preds = %fusion.5.loop_header.dim.0
  %96 = getelementptr inbounds [256 x float], ptr %Arg_0.1, i64 0, i64 %fusion.5.indvar.dim.0
  %97 = load float, ptr %96, align 4, !invariant.load !20, !noalias !33
  %98 = getelementptr inbounds [256 x float], ptr %reduce.74, i64 0, i64 %fusion.5.indvar.dim.0
  %99 = load float, ptr %98, align 4, !alias.scope !63, !noalias !64
  %constant.10 = load float, ptr @5, align 4
  %multiply.12 = fmul float %99, %constant.10
  %subtract.4 = fsub float %97, %multiply.12
  %100 = getelementptr inbounds [256 x float], ptr %fusion.5, i64 0, i64 %fusion.5.indvar.dim.0
  store float %subtract.4, ptr %100, align 4, !alias.scope !63, !noalias !65
  %invar.inc21 = add nuw nsw i64 %fusion.5.indvar.dim.0, 1
  store i64 %invar.inc21, ptr %fusion.5.invar_address.dim.0, align 8
  br label %fusion.5.loop_header.dim.0

fusion.5.loop_exit.dim.0:                         ; preds = %fusion.5.loop_header.dim.0
  %101 = getelementptr inbounds ptr, ptr %buffer_table, i64 8
  %reduce.59 = load ptr, ptr %101, align 8, !invariant.load !20, !dereferenceable !40, !align !22
  store i64 0, ptr %reduce.59.invar_address.dim.0, align 8
  br label %reduce.59.loop_header.dim.0

reduce.59.loop_header.dim.0:                      ; preds = %fusion.7.vectorized_inner.loop_exit.reduction_dim.0, %fusion.5.loop_exit.dim.0
  %reduce.59.indvar.dim.0 = load i64, ptr %reduce.59.invar_address.dim.0, align 8
  %102 = icmp uge i64 %reduce.59.indvar.dim.0, 64
  br i1 %102, label %reduce.59.loop_exit.dim.0, label %reduce.59.loop_body.dim.0

reduce.59.loop_body.dim.0:                        ; preds = %reduce.59.loop_header.dim.0
  %103 = load float, ptr @constant.19, align 4
  %.splatinsert27 = insertelement <8 x float> poison, float %103, i64 0
  %.splat28 = shufflevector <8 x float> %.splatinsert27, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat28, ptr %accumulator23, align 4
  %.splatinsert29 = insertelement <8 x float> poison, float %103, i64 0
  %.splat30 = shufflevector <8 x float> %.splatinsert29, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat30, ptr %accumulator24, align 4
  %.splatinsert31 = insertelement <8 x float> poison, float %103, i64 0
  %.splat32 = shufflevector <8 x float> %.splatinsert31, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat32, ptr %accumulator25, align 4
  %.splatinsert33 = insertelement <8 x float> poison, float %103, i64 0
  %.splat34 = shufflevector <8 x float> %.splatinsert33, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat34, ptr %accumulator26, align 4
  store i64 0, ptr %fusion.7.vectorized_inner.invar_address.reduction_dim.0, align 8
  br label %fusion.7.vectorized_inner.loop_header.reduction_dim.0

fusion.7.vectorized_inner.loop_header.reduction_dim.0: ; preds = %fusion.7.vectorized_inner.loop_body.reduction_dim.0, %reduce.59.loop_body.dim.0
  %fusion.7.vectorized_inner.indvar.reduction_dim.0 = load i64, ptr %fusion.7.vectorized_inner.invar_address.reduction_dim.0, align 8
  %104 = icmp uge i64 %fusion.7.vectorized_inner.indvar.reduction_dim.0, 32
  br i1 %104, label %fusion.7.vectorized_inner.loop_exit.reduction_dim.0, label %fusion.7.vectorized_inner.loop_body.reduction_dim.0

fusion.7.vectorized_inner.loop_body.reduction_dim.0: ; preds = %fusion.7.vectorized_inner.loop_header.reduction_dim.0
  %105 = getelementptr inbounds [32 x [64 x float]], ptr %fusion.7, i64 0, i64 %fusion.7.vectorized_inner.indvar.reduction_dim.0, i64 %reduce.59.indvar.dim.0
  %106 = load <8 x float>, ptr %accumulator23, align 4
  %107 = load <8 x float>, ptr %105, align 4, !alias.scope !47, !noalias !48
  %108 = fadd <8 x float> %106, %107
  store <8 x float> %108, ptr %accumulator23, align 4
  %109 = getelementptr inbounds <8 x float>, ptr %105, i32 1
  %110 = load <8 x float>, ptr %accumulator24, align 4
  %111 = load <8 x float>, ptr %109, align 4, !alias.scope !47, !noalias !48
  %112 = fadd <8 x float> %110, %111
  store <8 x float> %112, ptr %accumulator24, align 4
  %113 = getelementptr inbounds <8 x float>, ptr %109, i32 1
  %114 = load <8 x float>, ptr %accumulator25, align 4
  %115 = load <8 x float>, ptr %113, align 4, !alias.scope !47, !noalias !48
  %116 = fadd <8 x float> %114, %115
  store <8 x float> %116, ptr %accumulator25, align 4
  %117 = getelementptr inbounds <8 x float>, ptr %113, i32 1
  %118 = load <8 x float>, ptr %accumulator26, align 4
  %119 = load <8 x float>, ptr %117, align 4, !alias.scope !47, !noalias !48
  %120 = fadd <8 x float> %118, %119
  store <8 x float> %120, ptr %accumulator26, align 4
  %invar.inc35 = add nuw nsw i64 %fusion.7.vectorized_inner.indvar.reduction_dim.0, 1
  store i64 %invar.inc35, ptr %fusion.7.vectorized_inner.invar_address.reduction_dim.0, align 8
  br label %fusion.7.vectorized_inner.loop_header.reduction_dim.0

fusion.7.vectorized_inner.loop_exit.reduction_dim.0: ; preds = %fusion.7.vectorized_inner.loop_header.reduction_dim.0
  %121 = load <8 x float>, ptr %accumulator23, align 4
  %122 = load <8 x float>, ptr %accumulator24, align 4
  %123 = load <8 x float>, ptr %accumulator25, align 4
  %124 = load <8 x float>, ptr %accumulator26, align 4
  %125 = getelementptr inbounds [64 x float], ptr %reduce.59, i64 0, i64 %reduce.59.indvar.dim.0
  store <8 x float> %121, ptr %125, align 4, !alias.scope !66, !noalias !67
  %126 = getelementptr inbounds <8 x float>, ptr %125, i32 1
  store <8 x float> %122, ptr %126, align 4, !alias.scope !66, !noalias !67
  %127 = getelementptr inbounds <8 x float>, ptr %126, i32 1
  store <8 x float> %123, ptr %127, align 4, !alias.scope !66, !noalias !67
  %128 = getelementptr inbounds <8 x float>, ptr %127, i32 1
  store <8 x float> %124, ptr %128, align 4, !alias.scope !66, !noalias !67
  %invar.inc22 = add nuw nsw i64 %reduce.59.indvar.dim.0, 32
  store i64 %invar.inc22, ptr %reduce.59.invar_address.dim.0, align 8
  br label %reduce.59.loop_header.dim.0

reduce.59.loop_exit.dim.0:                        ; preds = %reduce.59.loop_header.dim.0
  %129 = getelementptr inbounds ptr, ptr %buffer_table, i64 8
  %fusion.4 = load ptr, ptr %129, align 8, !invariant.load !20, !dereferenceable !40, !align !22
  store i64 0, ptr %fusion.4.invar_address.dim.0, align 8
  br label %fusion.4.loop_header.dim.0

fusion.4.loop_header.dim.0:                       ; preds = %fusion.4.loop_body.dim.0, %reduce.59.loop_exit.dim.0
  %fusion.4.indvar.dim.0 = load i64, ptr %fusion.4.invar_address.dim.0, align 8
  %130 = icmp uge i64 %fusion.4.indvar.dim.0, 64
  br i1 %130, label %fusion.4.loop_exit.dim.0, label %fusion.4.loop_body.dim.0

fusion.4.loop_body.dim.0:                         ; preds = %fusion.4.loop_header.dim.0
  %131 = getelementptr inbounds [64 x float], ptr %Arg_1.2, i64 0, i64 %fusion.4.indvar.dim.0
  %132 = load float, ptr %131, align 4, !invariant.load !20, !noalias !44
  %133 = getelementptr inbounds [64 x float], ptr %reduce.59, i64 0, i64 %fusion.4.indvar.dim.0
  %134 = load float, ptr %133, align 4, !alias.scope !66, !noalias !67
  %constant.8 = load float, ptr @6, align 4
  %multiply.11 = fmul float %134, %constant.8
  %subtract.3 = fsub float %132, %multiply.11
  %135 = getelementptr inbounds [64 x float], ptr %fusion.4, i64 0, i64 %fusion.4.indvar.dim.0
  store float %subtract.3, ptr %135, align 4, !alias.scope !66, !noalias !68
  %invar.inc36 = add nuw nsw i64 %fusion.4.indvar.dim.0, 1
  store i64 %invar.inc36, ptr %fusion.4.invar_address.dim.0, align 8
  br label %fusion.4.loop_header.dim.0

fusion.4.loop_exit.dim.0:                         ; preds = %fusion.4.loop_header.dim.0
  %136 = getelementptr inbounds ptr, ptr %buffer_table, i64 22
  %137 = load ptr, ptr %136, align 8, !invariant.load !20, !dereferenceable !26, !align !22
  %fusion.1 = getelementptr inbounds i8, ptr %137, i64 65536
  store i64 0, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

fusion.1.loop_header.dim.0:                       ; preds = %fusion.1.loop_exit.dim.1, %fusion.4.loop_exit.dim.0
  %fusion.1.indvar.dim.0 = load i64, ptr %fusion.1.invar_address.dim.0, align 8
  %138 = icmp uge i64 %fusion.1.indvar.dim.0, 32
  br i1 %138, label %fusion.1.loop_exit.dim.0, label %fusion.1.loop_body.dim.0

fusion.1.loop_body.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  store i64 0, ptr %fusion.1.invar_address.dim.1, align 8
  br label %fusion.1.loop_header.dim.1

fusion.1.loop_header.dim.1:                       ; preds = %fusion.1.loop_body.dim.1, %fusion.1.loop_body.dim.0
  %fusion.1.indvar.dim.1 = load i64, ptr %fusion.1.invar_address.dim.1, align 8
  %139 = icmp uge i64 %fusion.1.indvar.dim.1, 64
  br i1 %139, label %fusion.1.loop_exit.dim.1, label %fusion.1.loop_body.dim.1

fusion.1.loop_body.dim.1:                         ; preds = %fusion.1.loop_header.dim.1
  %140 = getelementptr inbounds [32 x [64 x float]], ptr %dot.36, i64 0, i64 %fusion.1.indvar.dim.0, i64 %fusion.1.indvar.dim.1
  %141 = load float, ptr %140, align 4, !alias.scope !42, !noalias !43
  %142 = getelementptr inbounds [64 x float], ptr %Arg_1.2, i64 0, i64 %fusion.1.indvar.dim.1
  %143 = load float, ptr %142, align 4, !invariant.load !20, !noalias !44
  %add.0 = fadd float %141, %143
  %144 = getelementptr inbounds [32 x [64 x float]], ptr %Arg_5.6, i64 0, i64 %fusion.1.indvar.dim.0, i64 %fusion.1.indvar.dim.1
  %145 = load float, ptr %144, align 4, !invariant.load !20, !noalias !46
  %subtract.0 = fsub float %add.0, %145
  %multiply.8 = fmul float %subtract.0, %subtract.0
  %146 = getelementptr inbounds [32 x [64 x float]], ptr %fusion.1, i64 0, i64 %fusion.1.indvar.dim.0, i64 %fusion.1.indvar.dim.1
  store float %multiply.8, ptr %146, align 4, !alias.scope !42, !noalias !69
  %invar.inc38 = add nuw nsw i64 %fusion.1.indvar.dim.1, 1
  store i64 %invar.inc38, ptr %fusion.1.invar_address.dim.1, align 8
  br label %fusion.1.loop_header.dim.1

fusion.1.loop_exit.dim.1:                         ; preds = %fusion.1.loop_header.dim.1
  %invar.inc37 = add nuw nsw i64 %fusion.1.indvar.dim.0, 1
  store i64 %invar.inc37, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

fusion.1.loop_exit.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  %147 = getelementptr inbounds ptr, ptr %buffer_table, i64 22
  %reduce-window = load ptr, ptr %147, align 8, !invariant.load !20, !dereferenceable !26, !align !22
  store i64 0, ptr %reduce-window.invar_address.dim.0, align 8
  br label %reduce-window.loop_header.dim.0

reduce-window.loop_header.dim.0:                  ; preds = %reduce-window.loop_exit.dim.1, %fusion.1.loop_exit.dim.0
  %reduce-window.indvar.dim.0 = load i64, ptr %reduce-window.invar_address.dim.0, align 8
  %148 = icmp uge i64 %reduce-window.indvar.dim.0, 1
  br i1 %148, label %reduce-window.loop_exit.dim.0, label %reduce-window.loop_body.dim.0

reduce-window.loop_body.dim.0:                    ; preds = %reduce-window.loop_header.dim.0
  store i64 0, ptr %reduce-window.invar_address.dim.1, align 8
  br label %reduce-window.loop_header.dim.1

reduce-window.loop_header.dim.1:                  ; preds = %reduce-window.loop_exit.window.0, %reduce-window.loop_body.dim.0
  %reduce-window.indvar.dim.1 = load i64, ptr %reduce-window.invar_address.dim.1, align 8
  %149 = icmp uge i64 %reduce-window.indvar.dim.1, 2
  br i1 %149, label %reduce-window.loop_exit.dim.1, label %reduce-window.loop_body.dim.1

reduce-window.loop_body.dim.1:                    ; preds = %reduce-window.loop_header.dim.1
  %150 = load float, ptr @constant.19, align 4, !alias.scope !71, !noalias !72
  store float %150, ptr %reduce_window_accum_ptr, align 4
  store i64 0, ptr %reduce-window.invar_address.window.0, align 8
  br label %reduce-window.loop_header.window.0

reduce-window.loop_header.window.0:               ; preds = %reduce-window.loop_exit.window.1, %reduce-window.loop_body.dim.1
  %reduce-window.indvar.window.0 = load i64, ptr %reduce-window.invar_address.window.0, align 8
  %151 = icmp uge i64 %reduce-window.indvar.window.0, 32
  br i1 %151, label %reduce-window.loop_exit.window.0, label %reduce-window.loop_body.window.0

reduce-window.loop_body.window.0:                 ; preds = %reduce-window.loop_header.window.0
  store i64 0, ptr %reduce-window.invar_address.window.1, align 8
  br label %reduce-window.loop_header.window.1

reduce-window.loop_header.window.1:               ; preds = %in_bounds-after, %reduce-window.loop_body.window.0
  %reduce-window.indvar.window.1 = load i64, ptr %reduce-window.invar_address.window.1, align 8
  %152 = icmp uge i64 %reduce-window.indvar.window.1, 32
  br i1 %152, label %reduce-window.loop_exit.window.1, label %reduce-window.loop_body.window.1

reduce-window.loop_body.window.1:                 ; preds = %reduce-window.loop_header.window.1
  %153 = mul nsw i64 %reduce-window.indvar.dim.0, 32
  %154 = mul nsw i64 %reduce-window.indvar.window.0, 1
  %155 = add nsw i64 %153, %154
  %156 = sub nsw i64 %155, 0
  %157 = srem i64 %156, 1
  %158 = icmp eq i64 %157, 0
  %159 = and i1 true, %158
  %160 = sdiv i64 %156, 1
  %161 = icmp ult i64 %160, 32
  %162 = and i1 %159, %161
  %163 = mul nsw i64 %reduce-window.indvar.dim.1, 32
  %164 = mul nsw i64 %reduce-window.indvar.window.1, 1
  %165 = add nsw i64 %163, %164
  %166 = sub nsw i64 %165, 0
  %167 = srem i64 %166, 1
  %168 = icmp eq i64 %167, 0
  %169 = and i1 %162, %168
  %170 = sdiv i64 %166, 1
  %171 = icmp ult i64 %170, 64
  %172 = and i1 %169, %171
  br i1 %172, label %in_bounds-true, label %in_bounds-false

in_bounds-after:                                  ; preds = %in_bounds-false, %in_bounds-true
  %invar.inc42 = add nuw nsw i64 %reduce-window.indvar.window.1, 1
  store i64 %invar.inc42, ptr %reduce-window.invar_address.window.1, align 8
  br label %reduce-window.loop_header.window.1

reduce-window.loop_exit.window.1:                 ; preds = %reduce-window.loop_header.window.1
  %invar.inc41 = add nuw nsw i64 %reduce-window.indvar.window.0, 1
  store i64 %invar.inc41, ptr %reduce-window.invar_address.window.0, align 8
  br label %reduce-window.loop_header.window.0

reduce-window.loop_exit.window.0:                 ; preds = %reduce-window.loop_header.window.0
  %173 = load float, ptr %reduce_window_accum_ptr, align 4
  %174 = getelementptr inbounds [1 x [2 x float]], ptr %reduce-window, i64 0, i64 0, i64 %reduce-window.indvar.dim.1
  store float %173, ptr %174, align 4, !alias.scope !73, !noalias !74
  %invar.inc40 = add nuw nsw i64 %reduce-window.indvar.dim.1, 1
  store i64 %invar.inc40, ptr %reduce-window.invar_address.dim.1, align 8
  br label %reduce-window.loop_header.dim.1

reduce-window.loop_exit.dim.1:                    ; preds = %reduce-window.loop_header.dim.1
  %invar.inc39 = add nuw nsw i64 %reduce-window.indvar.dim.0, 1
  store i64 %invar.inc39, ptr %reduce-window.invar_address.dim.0, align 8
  br label %reduce-window.loop_header.dim.0

reduce-window.loop_exit.dim.0:                    ; preds = %reduce-window.loop_header.dim.0
  %175 = getelementptr inbounds ptr, ptr %buffer_table, i64 11
  %fusion = load ptr, ptr %175, align 8, !invariant.load !20, !dereferenceable !0, !align !0
  %constant.4 = load float, ptr @8, align 4
  store float %constant.4, ptr %accumulator_0, align 4
  store i64 0, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.0

in_bounds-true:                                   ; preds = %reduce-window.loop_body.window.1
  %176 = getelementptr inbounds [32 x [64 x float]], ptr %fusion.1, i64 0, i64 %160, i64 %170
  %177 = load float, ptr %176, align 4, !alias.scope !42, !noalias !69
  %178 = load float, ptr %reduce_window_accum_ptr, align 4
  store float %178, ptr %arg_addr, align 4
  store float %177, ptr %arg_addr43, align 4
  %179 = getelementptr inbounds ptr, ptr %reducer_function_parameter_addresses, i64 0
  store ptr %arg_addr, ptr %179, align 8
  %180 = getelementptr inbounds ptr, ptr %reducer_function_parameter_addresses, i64 1
  store ptr %arg_addr43, ptr %180, align 8
  call void @region_0.48(ptr %reducer_function_return_value_addr, ptr %run_options, ptr %reducer_function_parameter_addresses, ptr null, ptr %status, ptr %prof_counters)
  %181 = load float, ptr %reducer_function_return_value_addr, align 4
  store float %181, ptr %reduce_window_accum_ptr, align 4
  br label %in_bounds-after

in_bounds-false:                                  ; preds = %reduce-window.loop_body.window.1
  br label %in_bounds-after

reduce.1.inner.loop_header.reduction_dim.0:       ; preds = %reduce.1.inner.loop_exit.reduction_dim.1, %reduce-window.loop_exit.dim.0
  %reduce.1.inner.indvar.reduction_dim.0 = load i64, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  %182 = icmp uge i64 %reduce.1.inner.indvar.reduction_dim.0, 1
  br i1 %182, label %reduce.1.inner.loop_exit.reduction_dim.0, label %reduce.1.inner.loop_body.reduction_dim.0

reduce.1.inner.loop_body.reduction_dim.0:         ; preds = %reduce.1.inner.loop_header.reduction_dim.0
  store i64 0, ptr %reduce.1.inner.invar_address.reduction_dim.1, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.1

reduce.1.inner.loop_header.reduction_dim.1:       ; preds = %reduce.1.inner.loop_body.reduction_dim.1, %reduce.1.inner.loop_body.reduction_dim.0
  %reduce.1.inner.indvar.reduction_dim.1 = load i64, ptr %reduce.1.inner.invar_address.reduction_dim.1, align 8
  %183 = icmp uge i64 %reduce.1.inner.indvar.reduction_dim.1, 2
  br i1 %183, label %reduce.1.inner.loop_exit.reduction_dim.1, label %reduce.1.inner.loop_body.reduction_dim.1

reduce.1.inner.loop_body.reduction_dim.1:         ; preds = %reduce.1.inner.loop_header.reduction_dim.1
  %184 = load float, ptr %accumulator_0, align 4
  %185 = getelementptr inbounds [1 x [2 x float]], ptr %reduce-window, i64 0, i64 0, i64 %reduce.1.inner.indvar.reduction_dim.1
  %186 = load float, ptr %185, align 4, !alias.scope !73, !noalias !74
  store float %184, ptr %arg_addr46, align 4
  store float %186, ptr %arg_addr47, align 4
  %187 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 0
  store ptr %arg_addr46, ptr %187, align 8
  %188 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 1
  store ptr %arg_addr47, ptr %188, align 8
  call void @region_0.48(ptr %reduce_function_return_value_addr, ptr %run_options, ptr %reduce_function_parameter_addresses, ptr null, ptr %status, ptr %prof_counters)
  %189 = load float, ptr %reduce_function_return_value_addr, align 4
  store float %189, ptr %accumulator_0, align 4
  %invar.inc45 = add nuw nsw i64 %reduce.1.inner.indvar.reduction_dim.1, 1
  store i64 %invar.inc45, ptr %reduce.1.inner.invar_address.reduction_dim.1, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.1

reduce.1.inner.loop_exit.reduction_dim.1:         ; preds = %reduce.1.inner.loop_header.reduction_dim.1
  %invar.inc44 = add nuw nsw i64 %reduce.1.inner.indvar.reduction_dim.0, 1
  store i64 %invar.inc44, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.0

reduce.1.inner.loop_exit.reduction_dim.0:         ; preds = %reduce.1.inner.loop_header.reduction_dim.0
  %190 = load float, ptr %accumulator_0, align 4
  %constant.3 = load float, ptr @7, align 4
  %multiply.7 = fmul float %190, %constant.3
  store float %multiply.7, ptr %fusion, align 4, !alias.scope !75, !noalias !76
  %191 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %tuple.91 = load ptr, ptr %191, align 8, !invariant.load !20, !dereferenceable !77, !align !22
  %192 = getelementptr inbounds [5 x ptr], ptr %tuple.91, i64 0, i64 0
  store ptr %fusion.5, ptr %192, align 8, !alias.scope !78, !noalias !79
  %193 = getelementptr inbounds [5 x ptr], ptr %tuple.91, i64 0, i64 1
  store ptr %fusion.4, ptr %193, align 8, !alias.scope !78, !noalias !79
  %194 = getelementptr inbounds [5 x ptr], ptr %tuple.91, i64 0, i64 2
  store ptr %fusion.3, ptr %194, align 8, !alias.scope !78, !noalias !79
  %195 = getelementptr inbounds [5 x ptr], ptr %tuple.91, i64 0, i64 3
  store ptr %fusion.2, ptr %195, align 8, !alias.scope !78, !noalias !79
  %196 = getelementptr inbounds [5 x ptr], ptr %tuple.91, i64 0, i64 4
  store ptr %fusion, ptr %196, align 8, !alias.scope !78, !noalias !79
  br label %return
}

; Function Attrs: nounwind memory(argmem: readwrite)
declare void @__xla_cpu_runtime_EigenMatMulF32(ptr, ptr, ptr, ptr, i64, i64, i64, i32, i32) #1

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nounwind memory(argmem: readwrite) }

!0 = !{i64 4}
!1 = !{!2}
!2 = !{!"buffer: {index:14, offset:0, size:4}", !3}
!3 = !{!"XLA global AA domain"}
!4 = !{!5}
!5 = !{!"buffer: {index:16, offset:0, size:4}", !3}
!6 = !{!7}
!7 = !{!"buffer: {index:15, offset:0, size:4}", !3}
!8 = !{!9}
!9 = !{!"buffer: {index:17, offset:0, size:4}", !3}
!10 = !{!11}
!11 = !{!"buffer: {index:19, offset:0, size:4}", !3}
!12 = !{!13}
!13 = !{!"buffer: {index:18, offset:0, size:4}", !3}
!14 = !{!15}
!15 = !{!"buffer: {index:20, offset:0, size:4}", !3}
!16 = !{!17}
!17 = !{!"buffer: {index:13, offset:0, size:4}", !3}
!18 = !{!19}
!19 = !{!"buffer: {index:21, offset:0, size:4}", !3}
!20 = !{}
!21 = !{i64 131072}
!22 = !{i64 16}
!23 = !{i64 16384}
!24 = !{i64 65536}
!25 = !{i64 1024}
!26 = !{i64 81920}
!27 = !{!28}
!28 = !{!"buffer: {index:2, offset:0, size:32768}", !3}
!29 = !{!30, !31, !32}
!30 = !{!"buffer: {index:0, offset:0, size:32768}", !3}
!31 = !{!"buffer: {index:22, offset:0, size:32768}", !3}
!32 = !{!"buffer: {index:22, offset:32768, size:32768}", !3}
!33 = !{!30, !28, !34, !31, !32}
!34 = !{!"buffer: {index:6, offset:0, size:1024}", !3}
!35 = !{!31}
!36 = !{!28, !37, !38, !39}
!37 = !{!"buffer: {index:2, offset:0, size:65536}", !3}
!38 = !{!"buffer: {index:22, offset:65536, size:8192}", !3}
!39 = !{!"buffer: {index:22, offset:73728, size:8192}", !3}
!40 = !{i64 256}
!41 = !{i64 8192}
!42 = !{!38}
!43 = !{!31, !39}
!44 = !{!45, !38, !39}
!45 = !{!"buffer: {index:8, offset:0, size:256}", !3}
!46 = !{!38, !39}
!47 = !{!39}
!48 = !{!30, !37, !45, !49, !31, !38}
!49 = !{!"buffer: {index:12, offset:0, size:4}", !3}
!50 = !{!30}
!51 = !{!28, !32, !39}
!52 = !{!32}
!53 = !{!30, !54, !28, !34, !49}
!54 = !{!"buffer: {index:0, offset:0, size:131072}", !3}
!55 = !{!54, !28}
!56 = !{!54}
!57 = !{!37, !34, !45, !58, !59}
!58 = !{!"buffer: {index:10, offset:0, size:40}", !3}
!59 = !{!"buffer: {index:11, offset:0, size:4}", !3}
!60 = !{!30, !37, !31, !38, !39}
!61 = !{!37}
!62 = !{!54, !34, !45, !58, !59}
!63 = !{!34}
!64 = !{!49, !32}
!65 = !{!54, !37, !45, !58, !59}
!66 = !{!45}
!67 = !{!49, !39}
!68 = !{!54, !37, !34, !58, !59}
!69 = !{!49, !70}
!70 = !{!"buffer: {index:22, offset:0, size:8}", !3}
!71 = !{!49}
!72 = !{!34, !45, !70, !32, !38, !39}
!73 = !{!70}
!74 = !{!59, !49, !38}
!75 = !{!59}
!76 = !{!54, !37, !34, !45, !58, !70}
!77 = !{i64 40}
!78 = !{!58}
!79 = !{!54, !37, !34, !45, !59}
