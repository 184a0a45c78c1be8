; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@constant.17 = private unnamed_addr constant [4 x i8] zeroinitializer, align 4
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
define internal void @Mean-reduction.86(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %add.89 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %x.87 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %y.88 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %x.87, align 4, !alias.scope !1, !noalias !4
  %3 = load float, ptr %y.88, align 4, !alias.scope !6, !noalias !4
  %add.891 = fadd reassoc float %2, %3
  store float %add.891, ptr %add.89, align 4, !alias.scope !4
  %load_ret_value = load float, ptr %add.89, align 4
  store float %load_ret_value, ptr %retval, align 4
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define internal void @gradient_tape_add_Sum-reduction.55(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %add.58 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %x.56 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %y.57 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %x.56, align 4, !alias.scope !8, !noalias !10
  %3 = load float, ptr %y.57, align 4, !alias.scope !12, !noalias !10
  %add.581 = fadd reassoc float %2, %3
  store float %add.581, ptr %add.58, align 4, !alias.scope !10
  %load_ret_value = load float, ptr %add.58, align 4
  store float %load_ret_value, ptr %retval, align 4
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define internal void @gradient_tape_add_1_Sum-reduction.34(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %add.37 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %x.35 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %y.36 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %x.35, align 4, !alias.scope !14, !noalias !16
  %3 = load float, ptr %y.36, align 4, !alias.scope !18, !noalias !16
  %add.371 = fadd reassoc float %2, %3
  store float %add.371, ptr %add.37, align 4, !alias.scope !16
  %load_ret_value = load float, ptr %add.37, align 4
  store float %load_ret_value, ptr %retval, align 4
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @a_inference_train_step_68__XlaMustCompile_true_config_proto_3175580994766145631_executor_type_11160318154034397263_.103(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
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
  %fusion.2.invar_address.dim.0 = alloca i64, align 8
  %fusion.7.vectorized_inner.invar_address.reduction_dim.0 = alloca i64, align 8
  %accumulator26 = alloca <8 x float>, align 32
  %accumulator25 = alloca <8 x float>, align 32
  %accumulator24 = alloca <8 x float>, align 32
  %accumulator23 = alloca <8 x float>, align 32
  %reduce.38.invar_address.dim.0 = alloca i64, align 8
  %fusion.4.invar_address.dim.0 = alloca i64, align 8
  %fusion.6.vectorized_inner.invar_address.reduction_dim.0 = alloca i64, align 8
  %accumulator13 = alloca <8 x float>, align 32
  %accumulator12 = alloca <8 x float>, align 32
  %accumulator11 = alloca <8 x float>, align 32
  %accumulator = alloca <8 x float>, align 32
  %reduce.59.invar_address.dim.0 = alloca i64, align 8
  %fusion.3.invar_address.dim.1 = alloca i64, align 8
  %fusion.3.invar_address.dim.0 = alloca i64, align 8
  %fusion.5.invar_address.dim.1 = alloca i64, align 8
  %fusion.5.invar_address.dim.0 = alloca i64, align 8
  %fusion.6.invar_address.dim.1 = alloca i64, align 8
  %fusion.6.invar_address.dim.0 = alloca i64, align 8
  %fusion.7.invar_address.dim.1 = alloca i64, align 8
  %fusion.7.invar_address.dim.0 = alloca i64, align 8
  %fusion.8.invar_address.dim.1 = alloca i64, align 8
  %fusion.8.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %arg0.1 = load ptr, ptr %0, align 8, !invariant.load !20, !dereferenceable !21, !align !22
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %arg1.2 = load ptr, ptr %1, align 8, !invariant.load !20, !dereferenceable !23, !align !22
  %2 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %dot.13 = load ptr, ptr %2, align 8, !invariant.load !20, !dereferenceable !24, !align !22
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.13, ptr %arg1.2, ptr %arg0.1, i64 256, i64 32, i64 128, i32 0, i32 0)
  %3 = getelementptr inbounds ptr, ptr %buffer_table, i64 7
  %arg2.3 = load ptr, ptr %3, align 8, !invariant.load !20, !dereferenceable !25, !align !22
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
  %7 = getelementptr inbounds [32 x [256 x float]], ptr %dot.13, i64 0, i64 %fusion.8.indvar.dim.0, i64 %fusion.8.indvar.dim.1
  %8 = load float, ptr %7, align 4, !alias.scope !27, !noalias !29
  %9 = getelementptr inbounds [256 x float], ptr %arg2.3, i64 0, i64 %fusion.8.indvar.dim.1
  %10 = load float, ptr %9, align 4, !invariant.load !20, !noalias !33
  %add.3 = fadd float %8, %10
  %constant.11 = load float, ptr @0, align 4
  %11 = fcmp uge float %add.3, %constant.11
  %maximum.1 = select i1 %11, float %add.3, float %constant.11
  %12 = getelementptr inbounds [32 x [256 x float]], ptr %fusion.8, i64 0, i64 %fusion.8.indvar.dim.0, i64 %fusion.8.indvar.dim.1
  store float %maximum.1, ptr %12, align 4, !alias.scope !35, !noalias !36
  %invar.inc1 = add nuw nsw i64 %fusion.8.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %fusion.8.invar_address.dim.1, align 8
  br label %fusion.8.loop_header.dim.1

fusion.8.loop_exit.dim.1:                         ; preds = %fusion.8.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %fusion.8.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.8.invar_address.dim.0, align 8
  br label %fusion.8.loop_header.dim.0

fusion.8.loop_exit.dim.0:                         ; preds = %fusion.8.loop_header.dim.0
  %13 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %arg3.4 = load ptr, ptr %13, align 8, !invariant.load !20, !dereferenceable !24, !align !22
  %14 = getelementptr inbounds ptr, ptr %buffer_table, i64 22
  %15 = load ptr, ptr %14, align 8, !invariant.load !20, !dereferenceable !26, !align !22
  %dot.20 = getelementptr inbounds i8, ptr %15, i64 65536
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.20, ptr %arg3.4, ptr %fusion.8, i64 64, i64 32, i64 256, i32 0, i32 0)
  %16 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %arg4.5 = load ptr, ptr %16, align 8, !invariant.load !20, !dereferenceable !40, !align !22
  %17 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %arg5.6 = load ptr, ptr %17, align 8, !invariant.load !20, !dereferenceable !41, !align !22
  %18 = getelementptr inbounds ptr, ptr %buffer_table, i64 22
  %19 = load ptr, ptr %18, align 8, !invariant.load !20, !dereferenceable !26, !align !22
  %fusion.7 = getelementptr inbounds i8, ptr %19, i64 73728
  store i64 0, ptr %fusion.7.invar_address.dim.0, align 8
  br label %fusion.7.loop_header.dim.0

fusion.7.loop_header.dim.0:                       ; preds = %fusion.7.loop_exit.dim.1, %fusion.8.loop_exit.dim.0
  %fusion.7.indvar.dim.0 = load i64, ptr %fusion.7.invar_address.dim.0, align 8
  %20 = icmp uge i64 %fusion.7.indvar.dim.0, 32
  br i1 %20, label %fusion.7.loop_exit.dim.0, label %fusion.7.loop_body.dim.0

fusion.7.loop_body.dim.0:                         ; preds = %fusion.7.loop_header.dim.0
  store i64 0, ptr %fusion.7.invar_address.dim.1, align 8
  br label %fusion.7.loop_header.dim.1

fusion.7.loop_header.dim.1:                       ; preds = %fusion.7.loop_body.dim.1, %fusion.7.loop_body.dim.0
  %fusion.7.indvar.dim.1 = load i64, ptr %fusion.7.invar_address.dim.1, align 8
  %21 = icmp uge i64 %fusion.7.indvar.dim.1, 64
  br i1 %21, label %fusion.7.loop_exit.dim.1, label %fusion.7.loop_body.dim.1

fusion.7.loop_body.dim.1:                         ; preds = %fusion.7.loop_header.dim.1
  %constant.10 = load float, ptr @1, align 4
  %22 = getelementptr inbounds [32 x [64 x float]], ptr %dot.20, i64 0, i64 %fusion.7.indvar.dim.0, i64 %fusion.7.indvar.dim.1
  %23 = load float, ptr %22, align 4, !alias.scope !42, !noalias !43
  %24 = getelementptr inbounds [64 x float], ptr %arg4.5, i64 0, i64 %fusion.7.indvar.dim.1
  %25 = load float, ptr %24, align 4, !invariant.load !20, !noalias !44
  %add.2 = fadd float %23, %25
  %26 = getelementptr inbounds [32 x [64 x float]], ptr %arg5.6, i64 0, i64 %fusion.7.indvar.dim.0, i64 %fusion.7.indvar.dim.1
  %27 = load float, ptr %26, align 4, !invariant.load !20, !noalias !46
  %subtract.5 = fsub float %add.2, %27
  %multiply.8 = fmul float %constant.10, %subtract.5
  %28 = getelementptr inbounds [32 x [64 x float]], ptr %fusion.7, i64 0, i64 %fusion.7.indvar.dim.0, i64 %fusion.7.indvar.dim.1
  store float %multiply.8, ptr %28, align 4, !alias.scope !47, !noalias !48
  %invar.inc3 = add nuw nsw i64 %fusion.7.indvar.dim.1, 1
  store i64 %invar.inc3, ptr %fusion.7.invar_address.dim.1, align 8
  br label %fusion.7.loop_header.dim.1

fusion.7.loop_exit.dim.1:                         ; preds = %fusion.7.loop_header.dim.1
  %invar.inc2 = add nuw nsw i64 %fusion.7.indvar.dim.0, 1
  store i64 %invar.inc2, ptr %fusion.7.invar_address.dim.0, align 8
  br label %fusion.7.loop_header.dim.0

fusion.7.loop_exit.dim.0:                         ; preds = %fusion.7.loop_header.dim.0
  %29 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %dot.46 = load ptr, ptr %29, align 8, !invariant.load !20, !dereferenceable !23, !align !22
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.46, ptr %arg3.4, ptr %fusion.7, i64 256, i64 32, i64 64, i32 1, i32 0)
  %30 = getelementptr inbounds ptr, ptr %buffer_table, i64 22
  %31 = load ptr, ptr %30, align 8, !invariant.load !20, !dereferenceable !26, !align !22
  %fusion.6 = getelementptr inbounds i8, ptr %31, i64 32768
  store i64 0, ptr %fusion.6.invar_address.dim.0, align 8
  br label %fusion.6.loop_header.dim.0

fusion.6.loop_header.dim.0:                       ; preds = %fusion.6.loop_exit.dim.1, %fusion.7.loop_exit.dim.0
  %fusion.6.indvar.dim.0 = load i64, ptr %fusion.6.invar_address.dim.0, align 8
  %32 = icmp uge i64 %fusion.6.indvar.dim.0, 32
  br i1 %32, label %fusion.6.loop_exit.dim.0, label %fusion.6.loop_body.dim.0

fusion.6.loop_body.dim.0:                         ; preds = %fusion.6.loop_header.dim.0
  store i64 0, ptr %fusion.6.invar_address.dim.1, align 8
  br label %fusion.6.loop_header.dim.1

fusion.6.loop_header.dim.1:                       ; preds = %fusion.6.loop_body.dim.1, %fusion.6.loop_body.dim.0
  %fusion.6.indvar.dim.1 = load i64, ptr %fusion.6.invar_address.dim.1, align 8
  %33 = icmp uge i64 %fusion.6.indvar.dim.1, 256
  br i1 %33, label %fusion.6.loop_exit.dim.1, label %fusion.6.loop_body.dim.1

fusion.6.loop_body.dim.1:                         ; preds = %fusion.6.loop_header.dim.1
  %34 = getelementptr inbounds [32 x [256 x float]], ptr %dot.13, i64 0, i64 %fusion.6.indvar.dim.0, i64 %fusion.6.indvar.dim.1
  %35 = load float, ptr %34, align 4, !alias.scope !27, !noalias !29
  %36 = getelementptr inbounds [256 x float], ptr %arg2.3, i64 0, i64 %fusion.6.indvar.dim.1
  %37 = load float, ptr %36, align 4, !invariant.load !20, !noalias !33
  %add.1 = fadd float %35, %37
  %constant.9 = load float, ptr @2, align 4
  %38 = fcmp uge float %add.1, %constant.9
  %maximum.0 = select i1 %38, float %add.1, float %constant.9
  %compare.0 = fcmp ogt float %maximum.0, %constant.9
  %39 = zext i1 %compare.0 to i8
  %40 = getelementptr inbounds [32 x [256 x float]], ptr %dot.46, i64 0, i64 %fusion.6.indvar.dim.0, i64 %fusion.6.indvar.dim.1
  %41 = load float, ptr %40, align 4, !alias.scope !50, !noalias !51
  %42 = trunc i8 %39 to i1
  %43 = select i1 %42, float %41, float %constant.9
  %44 = getelementptr inbounds [32 x [256 x float]], ptr %fusion.6, i64 0, i64 %fusion.6.indvar.dim.0, i64 %fusion.6.indvar.dim.1
  store float %43, ptr %44, align 4, !alias.scope !52, !noalias !53
  %invar.inc5 = add nuw nsw i64 %fusion.6.indvar.dim.1, 1
  store i64 %invar.inc5, ptr %fusion.6.invar_address.dim.1, align 8
  br label %fusion.6.loop_header.dim.1

fusion.6.loop_exit.dim.1:                         ; preds = %fusion.6.loop_header.dim.1
  %invar.inc4 = add nuw nsw i64 %fusion.6.indvar.dim.0, 1
  store i64 %invar.inc4, ptr %fusion.6.invar_address.dim.0, align 8
  br label %fusion.6.loop_header.dim.0

fusion.6.loop_exit.dim.0:                         ; preds = %fusion.6.loop_header.dim.0
  %45 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %dot.67 = load ptr, ptr %45, align 8, !invariant.load !20, !dereferenceable !23, !align !22
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.67, ptr %fusion.6, ptr %arg0.1, i64 256, i64 128, i64 32, i32 0, i32 1)
  %46 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %fusion.5 = load ptr, ptr %46, align 8, !invariant.load !20, !dereferenceable !23, !align !22
  store i64 0, ptr %fusion.5.invar_address.dim.0, align 8
  br label %fusion.5.loop_header.dim.0

fusion.5.loop_header.dim.0:                       ; preds = %fusion.5.loop_exit.dim.1, %fusion.6.loop_exit.dim.0
  %fusion.5.indvar.dim.0 = load i64, ptr %fusion.5.invar_address.dim.0, align 8
  %47 = icmp uge i64 %fusion.5.indvar.dim.0, 128
  br i1 %47, label %fusion.5.loop_exit.dim.0, label %fusion.5.loop_body.dim.0

fusion.5.loop_body.dim.0:                         ; preds = %fusion.5.loop_header.dim.0
  store i64 0, ptr %fusion.5.invar_address.dim.1, align 8
  br label %fusion.5.loop_header.dim.1

fusion.5.loop_header.dim.1:                       ; preds = %fusion.5.loop_body.dim.1, %fusion.5.loop_body.dim.0
  %fusion.5.indvar.dim.1 = load i64, ptr %fusion.5.invar_address.dim.1, align 8
  %48 = icmp uge i64 %fusion.5.indvar.dim.1, 256
  br i1 %48, label %fusion.5.loop_exit.dim.1, label %fusion.5.loop_body.dim.1

fusion.5.loop_body.dim.1:                         ; preds = %fusion.5.loop_header.dim.1
  %49 = getelementptr inbounds [128 x [256 x float]], ptr %arg1.2, i64 0, i64 %fusion.5.indvar.dim.0, i64 %fusion.5.indvar.dim.1
  %50 = load float, ptr %49, align 4, !invariant.load !20, !noalias !55
  %constant.8 = load float, ptr @3, align 4
  %51 = getelementptr inbounds [128 x [256 x float]], ptr %dot.67, i64 0, i64 %fusion.5.indvar.dim.0, i64 %fusion.5.indvar.dim.1
  %52 = load float, ptr %51, align 4, !alias.scope !56, !noalias !52
  %multiply.7 = fmul float %constant.8, %52
  %subtract.4 = fsub float %50, %multiply.7
  %53 = getelementptr inbounds [128 x [256 x float]], ptr %fusion.5, i64 0, i64 %fusion.5.indvar.dim.0, i64 %fusion.5.indvar.dim.1
  store float %subtract.4, ptr %53, align 4, !alias.scope !56, !noalias !57
  %invar.inc7 = add nuw nsw i64 %fusion.5.indvar.dim.1, 1
  store i64 %invar.inc7, ptr %fusion.5.invar_address.dim.1, align 8
  br label %fusion.5.loop_header.dim.1

fusion.5.loop_exit.dim.1:                         ; preds = %fusion.5.loop_header.dim.1
  %invar.inc6 = add nuw nsw i64 %fusion.5.indvar.dim.0, 1
  store i64 %invar.inc6, ptr %fusion.5.invar_address.dim.0, align 8
  br label %fusion.5.loop_header.dim.0

fusion.5.loop_exit.dim.0:                         ; preds = %fusion.5.loop_header.dim.0
  %54 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %dot.73 = load ptr, ptr %54, align 8, !invariant.load !20, !dereferenceable !24, !align !22
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.73, ptr %fusion.7, ptr %fusion.8, i64 64, i64 256, i64 32, i32 0, i32 1)
  %55 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %fusion.3 = load ptr, ptr %55, align 8, !invariant.load !20, !dereferenceable !24, !align !22
  store i64 0, ptr %fusion.3.invar_address.dim.0, align 8
  br label %fusion.3.loop_header.dim.0

fusion.3.loop_header.dim.0:                       ; preds = %fusion.3.loop_exit.dim.1, %fusion.5.loop_exit.dim.0
  %fusion.3.indvar.dim.0 = load i64, ptr %fusion.3.invar_address.dim.0, align 8
  %56 = icmp uge i64 %fusion.3.indvar.dim.0, 256
  br i1 %56, label %fusion.3.loop_exit.dim.0, label %fusion.3.loop_body.dim.0

fusion.3.loop_body.dim.0:                         ; preds = %fusion.3.loop_header.dim.0
  store i64 0, ptr %fusion.3.invar_address.dim.1, align 8
  br label %fusion.3.loop_header.dim.1

fusion.3.loop_header.dim.1:                       ; preds = %fusion.3.loop_body.dim.1, %fusion.3.loop_body.dim.0
  %fusion.3.indvar.dim.1 = load i64, ptr %fusion.3.invar_address.dim.1, align 8
  %57 = icmp uge i64 %fusion.3.indvar.dim.1, 64
  br i1 %57, label %fusion.3.loop_exit.dim.1, label %fusion.3.loop_body.dim.1

fusion.3.loop_body.dim.1:                         ; preds = %fusion.3.loop_header.dim.1
  %58 = getelementptr inbounds [256 x [64 x float]], ptr %arg3.4, i64 0, i64 %fusion.3.indvar.dim.0, i64 %fusion.3.indvar.dim.1
  %59 = load float, ptr %58, align 4, !invariant.load !20, !noalias !60
  %constant.6 = load float, ptr @4, align 4
  %60 = getelementptr inbounds [256 x [64 x float]], ptr %dot.73, i64 0, i64 %fusion.3.indvar.dim.0, i64 %fusion.3.indvar.dim.1
  %61 = load float, ptr %60, align 4, !alias.scope !61, !noalias !43
  %multiply.5 = fmul float %constant.6, %61
  %subtract.2 = fsub float %59, %multiply.5
  %62 = getelementptr inbounds [256 x [64 x float]], ptr %fusion.3, i64 0, i64 %fusion.3.indvar.dim.0, i64 %fusion.3.indvar.dim.1
  store float %subtract.2, ptr %62, align 4, !alias.scope !61, !noalias !62
  %invar.inc9 = add nuw nsw i64 %fusion.3.indvar.dim.1, 1
  store i64 %invar.inc9, ptr %fusion.3.invar_address.dim.1, align 8
  br label %fusion.3.loop_header.dim.1

fusion.3.loop_exit.dim.1:                         ; preds = %fusion.3.loop_header.dim.1
  %invar.inc8 = add nuw nsw i64 %fusion.3.indvar.dim.0, 1
  store i64 %invar.inc8, ptr %fusion.3.invar_address.dim.0, align 8
  br label %fusion.3.loop_header.dim.0

fusion.3.loop_exit.dim.0:                         ; preds = %fusion.3.loop_header.dim.0
  %63 = getelementptr inbounds ptr, ptr %buffer_table, i64 6
  %reduce.59 = load ptr, ptr %63, align 8, !invariant.load !20, !dereferenceable !25, !align !22
  store i64 0, ptr %reduce.59.invar_address.dim.0, align 8
  br label %reduce.59.loop_header.dim.0

reduce.59.loop_header.dim.0:                      ; preds = %fusion.6.vectorized_inner.loop_exit.reduction_dim.0, %fusion.3.loop_exit.dim.0
  %reduce.59.indvar.dim.0 = load i64, ptr %reduce.59.invar_address.dim.0, align 8
  %64 = icmp uge i64 %reduce.59.indvar.dim.0, 256
  br i1 %64, label %reduce.59.loop_exit.dim.0, label %reduce.59.loop_body.dim.0

reduce.59.loop_body.dim.0:                        ; preds = %reduce.59.loop_header.dim.0
  %65 = load float, ptr @constant.17, align 4
  %.splatinsert = insertelement <8 x float> poison, float %65, i64 0
  %.splat = shufflevector <8 x float> %.splatinsert, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat, ptr %accumulator, align 4
  %.splatinsert14 = insertelement <8 x float> poison, float %65, i64 0
  %.splat15 = shufflevector <8 x float> %.splatinsert14, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat15, ptr %accumulator11, align 4
  %.splatinsert16 = insertelement <8 x float> poison, float %65, i64 0
  %.splat17 = shufflevector <8 x float> %.splatinsert16, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat17, ptr %accumulator12, align 4
  %.splatinsert18 = insertelement <8 x float> poison, float %65, i64 0
  %.splat19 = shufflevector <8 x float> %.splatinsert18, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat19, ptr %accumulator13, align 4
  store i64 0, ptr %fusion.6.vectorized_inner.invar_address.reduction_dim.0, align 8
  br label %fusion.6.vectorized_inner.loop_header.reduction_dim.0

fusion.6.vectorized_inner.loop_header.reduction_dim.0: ; preds = %fusion.6.vectorized_inner.loop_body.reduction_dim.0, %reduce.59.loop_body.dim.0
  %fusion.6.vectorized_inner.indvar.reduction_dim.0 = load i64, ptr %fusion.6.vectorized_inner.invar_address.reduction_dim.0, align 8
  %66 = icmp uge i64 %fusion.6.vectorized_inner.indvar.reduction_dim.0, 32
  br i1 %66, label %fusion.6.vectorized_inner.loop_exit.reduction_dim.0, label %fusion.6.vectorized_inner.loop_body.reduction_dim.0

fusion.6.vectorized_inner.loop_body.reduction_dim.0: ; preds = %fusion.6.vectorized_inner.loop_header.reduction_dim.0
  %67 = getelementptr inbounds [32 x [256 x float]], ptr %fusion.6, i64 0, i64 %fusion.6.vectorized_inner.indvar.reduction_dim.0, i64 %reduce.59.indvar.dim.0
  %68 = load <8 x float>, ptr %accumulator, align 4
  %69 = load <8 x float>, ptr %67, align 4, !alias.scope !52, !noalias !53
  %70 = fadd <8 x float> %68, %69
  store <8 x float> %70, ptr %accumulator, align 4
  %71 = getelementptr inbounds <8 x float>, ptr %67, i32 1
  %72 = load <8 x float>, ptr %accumulator11, align 4
  %73 = load <8 x float>, ptr %71, align 4, !alias.scope !52, !noalias !53
  %74 = fadd <8 x float> %72, %73
  store <8 x float> %74, ptr %accumulator11, align 4
  %75 = getelementptr inbounds <8 x float>, ptr %71, i32 1
  %76 = load <8 x float>, ptr %accumulator12, align 4
  %77 = load <8 x float>, ptr %75, align 4, !alias.scope !52, !noalias !53
  %78 = fadd <8 x float> %76, %77
  store <8 x float> %78, ptr %accumulator12, align 4
  %79 = getelementptr inbounds <8 x float>, ptr %75, i32 1
  %80 = load <8 x float>, ptr %accumulator13, align 4
  %81 = load <8 x float>, ptr %79, align 4, !alias.scope !52, !noalias !53
  %82 = fadd <8 x float> %80, %81
  store <8 x float> %82, ptr %accumulator13, align 4
  %invar.inc20 = add nuw nsw i64 %fusion.6.vectorized_inner.indvar.reduction_dim.0, 1
  store i64 %invar.inc20, ptr %fusion.6.vectorized_inner.invar_address.reduction_dim.0, align 8
  br label %fusion.6.vectorized_inner.loop_header.reduction_dim.0

fusion.6.vectorized_inner.loop_exit.reduction_dim.0: ; preds = %fusion.6.vectorized_inner.loop_header.reduction_dim.0
  %83 = load <8 x float>, ptr %accumulator, align 4
  %84 = load <8 x float>, ptr %accumulator11, align 4
  %85 = load <8 x float>, ptr %accumulator12, align 4
  %86 = load <8 x float>, ptr %accumulator13, align 4
  %87 = getelementptr inbounds [256 x float], ptr %reduce.59, i64 0, i64 %reduce.59.indvar.dim.0
  store <8 x float> %83, ptr %87, align 4, !alias.scope !63, !noalias !64
  %88 = getelementptr inbounds <8 x float>, ptr %87, i32 1
  store <8 x float> %84, ptr %88, align 4, !alias.scope !63, !noalias !64
  %89 = getelementptr inbounds <8 x float>, ptr %88, i32 1
  store <8 x float> %85, ptr %89, align 4, !alias.scope !63, !noalias !64
  %90 = getelementptr inbounds <8 x float>, ptr %89, i32 1
  store <8 x float> %86, ptr %90, align 4, !alias.scope !63, !noalias !64
  %invar.inc10 = add nuw nsw i64 %reduce.59.indvar.dim.0, 32
  store i64 %invar.inc10, ptr %reduce.59.invar_address.dim.0, align 8
  br label %reduce.59.loop_header.dim.0

reduce.59.loop_exit.dim.0:                        ; preds = %reduce.59.loop_header.dim.0
  %91 = getelementptr inbounds ptr, ptr %buffer_table, i64 6
  %fusion.4 = load ptr, ptr %91, align 8, !invariant.load !20, !dereferenceable !25, !align !22
  store i64 0, ptr %fusion.4.invar_address.dim.0, align 8
  br label %fusion.4.loop_header.dim.0

fusion.4.loop_header.dim.0:                       ; preds = %fusion.4.loop_body.dim.0, %reduce.59.loop_exit.dim.0
  %fusion.4.indvar.dim.0 = load i64, ptr %fusion.4.invar_address.dim.0, align 8
  %92 = icmp uge i64 %fusion.4.indvar.dim.0, 256
  br i1 %92, label %fusion.4.loop_exit.dim.0, label %fusion.4.loop_body.dim.0

fusion.4.loop_body.dim.0:                         ; preds = %fusion.4.loop_header.dim.0
  %93 = getelementptr inbounds [256 x float], ptr %arg2.3, i64 0, i64 %fusion.4.indvar.dim.0
  %94 = load float, ptr %93, align 4, !invariant.load !20, !noalias !33
  %constant.7 = load float, ptr @5, align 4
  %95 = getelementptr inbounds [256 x float], ptr %reduce.59, i64 0, i64 %fusion.4.indvar.dim.0
  %96 = load float, ptr %95, align 4, !alias.scope !63, !noalias !64
  %multiply.6 = fmul float %constant.7, %96
  %subtract.3 = fsub float %94, %multiply.6
  %97 = getelementptr inbounds [256 x float], ptr %fusion.4, i64 0, i64 %fusion.4.indvar.dim.0
  store float %subtract.3, ptr %97, align 4, !alias.scope !63, !noalias !65
  %invar.inc21 = add nuw nsw i64 %fusion.4.indvar.dim.0, 1
  store i64 %invar.inc21, ptr %fusion.4.invar_address.dim.0, align 8
  br label %fusion.4.loop_header.dim.0

fusion.4.loop_exit.dim.0:                         ; preds = %fusion.4.loop_header.dim.0
  %98 = getelementptr inbounds ptr, ptr %buffer_table, i64 8
  %reduce.38 = load ptr, ptr %98, align 8, !invariant.load !20, !dereferenceable !40, !align !22
  store i64 0, ptr %reduce.38.invar_address.dim.0, align 8
  br label %reduce.38.loop_header.dim.0

reduce.38.loop_header.dim.0:                      ; preds = %fusion.7.vectorized_inner.loop_exit.reduction_dim.0, %fusion.4.loop_exit.dim.0
  %reduce.38.indvar.dim.0 = load i64, ptr %reduce.38.invar_address.dim.0, align 8
  %99 = icmp uge i64 %reduce.38.indvar.dim.0, 64
  br i1 %99, label %reduce.38.loop_exit.dim.0, label %reduce.38.loop_body.dim.0

reduce.38.loop_body.dim.0:                        ; preds = %reduce.38.loop_header.dim.0
  %100 = load float, ptr @constant.17, align 4
  %.splatinsert27 = insertelement <8 x float> poison, float %100, i64 0
  %.splat28 = shufflevector <8 x float> %.splatinsert27, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat28, ptr %accumulator23, align 4
  %.splatinsert29 = insertelement <8 x float> poison, float %100, i64 0
  %.splat30 = shufflevector <8 x float> %.splatinsert29, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat30, ptr %accumulator24, align 4
  %.splatinsert31 = insertelement <8 x float> poison, float %100, i64 0
  %.splat32 = shufflevector <8 x float> %.splatinsert31, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat32, ptr %accumulator25, align 4
  %.splatinsert33 = insertelement <8 x float> poison, float %100, i64 0
  %.splat34 = shufflevector <8 x float> %.splatinsert33, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat34, ptr %accumulator26, align 4
  store i64 0, ptr %fusion.7.vectorized_inner.invar_address.reduction_dim.0, align 8
  br label %fusion.7.vectorized_inner.loop_header.reduction_dim.0

fusion.7.vectorized_inner.loop_header.reduction_dim.0: ; preds = %fusion.7.vectorized_inner.loop_body.reduction_dim.0, %reduce.38.loop_body.dim.0
  %fusion.7.vectorized_inner.indvar.reduction_dim.0 = load i64, ptr %fusion.7.vectorized_inner.invar_address.reduction_dim.0, align 8
  %101 = icmp uge i64 %fusion.7.vectorized_inner.indvar.reduction_dim.0, 32
  br i1 %101, label %fusion.7.vectorized_inner.loop_exit.reduction_dim.0, label %fusion.7.vectorized_inner.loop_body.reduction_dim.0

fusion.7.vectorized_inner.loop_body.reduction_dim.0: ; preds = %fusion.7.vectorized_inner.loop_header.reduction_dim.0
  %102 = getelementptr inbounds [32 x [64 x float]], ptr %fusion.7, i64 0, i64 %fusion.7.vectorized_inner.indvar.reduction_dim.0, i64 %reduce.38.indvar.dim.0
  %103 = load <8 x float>, ptr %accumulator23, align 4
  %104 = load <8 x float>, ptr %102, align 4, !alias.scope !47, !noalias !48
  %105 = fadd <8 x float> %103, %104
  store <8 x float> %105, ptr %accumulator23, align 4
  %106 = getelementptr inbounds <8 x float>, ptr %102, i32 1
  %107 = load <8 x float>, ptr %accumulator24, align 4
  %108 = load <8 x float>, ptr %106, align 4, !alias.scope !47, !noalias !48
  %109 = fadd <8 x float> %107, %108
  store <8 x float> %109, ptr %accumulator24, align 4
  %110 = getelementptr inbounds <8 x float>, ptr %106, i32 1
  %111 = load <8 x float>, ptr %accumulator25, align 4
  %112 = load <8 x float>, ptr %110, align 4, !alias.scope !47, !noalias !48
  %113 = fadd <8 x float> %111, %112
  store <8 x float> %113, ptr %accumulator25, align 4
  %114 = getelementptr inbounds <8 x float>, ptr %110, i32 1
  %115 = load <8 x float>, ptr %accumulator26, align 4
  %116 = load <8 x float>, ptr %114, align 4, !alias.scope !47, !noalias !48
  %117 = fadd <8 x float> %115, %116
  store <8 x float> %117, ptr %accumulator26, align 4
  %invar.inc35 = add nuw nsw i64 %fusion.7.vectorized_inner.indvar.reduction_dim.0, 1
  store i64 %invar.inc35, ptr %fusion.7.vectorized_inner.invar_address.reduction_dim.0, align 8
  br label %fusion.7.vectorized_inner.loop_header.reduction_dim.0

fusion.7.vectorized_inner.loop_exit.reduction_dim.0: ; preds = %fusion.7.vectorized_inner.loop_header.reduction_dim.0
  %118 = load <8 x float>, ptr %accumulator23, align 4
  %119 = load <8 x float>, ptr %accumulator24, align 4
  %120 = load <8 x float>, ptr %accumulator25, align 4
  %121 = load <8 x float>, ptr %accumulator26, align 4
  %122 = getelementptr inbounds [64 x float], ptr %reduce.38, i64 0, i64 %reduce.38.indvar.dim.0
  store <8 x float> %118, ptr %122, align 4, !alias.scope !66, !noalias !67
  %123 = getelementptr inbounds <8 x float>, ptr %122, i32 1
  store <8 x float> %119, ptr %123, align 4, !alias.scope !66, !noalias !67
  %124 = getelementptr inbounds <8 x float>, ptr %123, i32 1
  store <8 x float> %120, ptr %124, align 4, !alias.scope !66, !noalias !67
  %125 = getelementptr inbounds <8 x float>, ptr %124, i32 1
  store <8 x float> %121, ptr %125, align 4, !alias.scope !66, !noalias !67
  %invar.inc22 = add nuw nsw i64 %reduce.38.indvar.dim.0, 32
  store i64 %invar.inc22, ptr %reduce.38.invar_address.dim.0, align 8
  br label %reduce.38.loop_header.dim.0

reduce.38.loop_exit.dim.0:                        ; preds = %reduce.38.loop_header.dim.0
  %126 = getelementptr inbounds ptr, ptr %buffer_table, i64 8
  %fusion.2 = load ptr, ptr %126, align 8, !invariant.load !20, !dereferenceable !40, !align !22
  store i64 0, ptr %fusion.2.invar_address.dim.0, align 8
  br label %fusion.2.loop_header.dim.0

fusion.2.loop_header.dim.0:                       ; preds = %fusion.2.loop_body.dim.0, %reduce.38.loop_exit.dim.0
  %fusion.2.indvar.dim.0 = load i64, ptr %fusion.2.invar_address.dim.0, align 8
  %127 = icmp uge i64 %fusion.2.indvar.dim.0, 64
  br i1 %127, label %fusion.2.loop_exit.dim.0, label %fusion.2.loop_body.dim.0

fusion.2.loop_body.dim.0:                         ; preds = %fusion.2.loop_header.dim.0
  %128 = getelementptr inbounds [64 x float], ptr %arg4.5, i64 0, i64 %fusion.2.indvar.dim.0
  %129 = load float, ptr %128, align 4, !invariant.load !20, !noalias !44
  %constant.5 = load float, ptr @6, align 4
  %130 = getelementptr inbounds [64 x float], ptr %reduce.38, i64 0, i64 %fusion.2.indvar.dim.0
  %131 = load float, ptr %130, align 4, !alias.scope !66, !noalias !67
  %multiply.4 = fmul float %constant.5, %131
  %subtract.1 = fsub float %129, %multiply.4
  %132 = getelementptr inbounds [64 x float], ptr %fusion.2, i64 0, i64 %fusion.2.indvar.dim.0
  store float %subtract.1, ptr %132, align 4, !alias.scope !66, !noalias !68
  %invar.inc36 = add nuw nsw i64 %fusion.2.indvar.dim.0, 1
  store i64 %invar.inc36, ptr %fusion.2.invar_address.dim.0, align 8
  br label %fusion.2.loop_header.dim.0

fusion.2.loop_exit.dim.0:                         ; preds = %fusion.2.loop_header.dim.0
  %133 = getelementptr inbounds ptr, ptr %buffer_table, i64 22
  %134 = load ptr, ptr %133, align 8, !invariant.load !20, !dereferenceable !26, !align !22
  %fusion.1 = getelementptr inbounds i8, ptr %134, i64 65536
  store i64 0, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

fusion.1.loop_header.dim.0:                       ; preds = %fusion.1.loop_exit.dim.1, %fusion.2.loop_exit.dim.0
  %fusion.1.indvar.dim.0 = load i64, ptr %fusion.1.invar_address.dim.0, align 8
  %135 = icmp uge i64 %fusion.1.indvar.dim.0, 32
  br i1 %135, label %fusion.1.loop_exit.dim.0, label %fusion.1.loop_body.dim.0

fusion.1.loop_body.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  store i64 0, ptr %fusion.1.invar_address.dim.1, align 8
  br label %fusion.1.loop_header.dim.1

fusion.1.loop_header.dim.1:                       ; preds = %fusion.1.loop_body.dim.1, %fusion.1.loop_body.dim.0
  %fusion.1.indvar.dim.1 = load i64, ptr %fusion.1.invar_address.dim.1, align 8
  %136 = icmp uge i64 %fusion.1.indvar.dim.1, 64
  br i1 %136, label %fusion.1.loop_exit.dim.1, label %fusion.1.loop_body.dim.1

fusion.1.loop_body.dim.1:                         ; preds = %fusion.1.loop_header.dim.1
  %137 = getelementptr inbounds [32 x [64 x float]], ptr %dot.20, i64 0, i64 %fusion.1.indvar.dim.0, i64 %fusion.1.indvar.dim.1
  %138 = load float, ptr %137, align 4, !alias.scope !42, !noalias !43
  %139 = getelementptr inbounds [64 x float], ptr %arg4.5, i64 0, i64 %fusion.1.indvar.dim.1
  %140 = load float, ptr %139, align 4, !invariant.load !20, !noalias !44
  %add.0 = fadd float %138, %140
  %141 = getelementptr inbounds [32 x [64 x float]], ptr %arg5.6, i64 0, i64 %fusion.1.indvar.dim.0, i64 %fusion.1.indvar.dim.1
  %142 = load float, ptr %141, align 4, !invariant.load !20, !noalias !46
  %subtract.0 = fsub float %add.0, %142
  %multiply.3 = fmul float %subtract.0, %subtract.0
  %143 = getelementptr inbounds [32 x [64 x float]], ptr %fusion.1, i64 0, i64 %fusion.1.indvar.dim.0, i64 %fusion.1.indvar.dim.1
  store float %multiply.3, ptr %143, align 4, !alias.scope !42, !noalias !69
  %invar.inc38 = add nuw nsw i64 %fusion.1.indvar.dim.1, 1
  store i64 %invar.inc38, ptr %fusion.1.invar_address.dim.1, align 8
  br label %fusion.1.loop_header.dim.1

fusion.1.loop_exit.dim.1:                         ; preds = %fusion.1.loop_header.dim.1
  %invar.inc37 = add nuw nsw i64 %fusion.1.indvar.dim.0, 1
  store i64 %invar.inc37, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

fusion.1.loop_exit.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  %144 = getelementptr inbounds ptr, ptr %buffer_table, i64 22
  %reduce-window = load ptr, ptr %144, align 8, !invariant.load !20, !dereferenceable !26, !align !22
  store i64 0, ptr %reduce-window.invar_address.dim.0, align 8
  br label %reduce-window.loop_header.dim.0

reduce-window.loop_header.dim.0:                  ; preds = %reduce-window.loop_exit.dim.1, %fusion.1.loop_exit.dim.0
  %reduce-window.indvar.dim.0 = load i64, ptr %reduce-window.invar_address.dim.0, align 8
  %145 = icmp uge i64 %reduce-window.indvar.dim.0, 1
  br i1 %145, label %reduce-window.loop_exit.dim.0, label %reduce-window.loop_body.dim.0

reduce-window.loop_body.dim.0:                    ; preds = %reduce-window.loop_header.dim.0
  store i64 0, ptr %reduce-window.invar_address.dim.1, align 8
  br label %reduce-window.loop_header.dim.1

reduce-window.loop_header.dim.1:                  ; preds = %reduce-window.loop_exit.window.0, %reduce-window.loop_body.dim.0
  %reduce-window.indvar.dim.1 = load i64, ptr %reduce-window.invar_address.dim.1, align 8
  %146 = icmp uge i64 %reduce-window.indvar.dim.1, 2
  br i1 %146, label %reduce-window.loop_exit.dim.1, label %reduce-window.loop_body.dim.1

reduce-window.loop_body.dim.1:                    ; preds = %reduce-window.loop_header.dim.1
  %147 = load float, ptr @constant.17, align 4, !alias.scope !71, !noalias !72
  store float %147, ptr %reduce_window_accum_ptr, align 4
  store i64 0, ptr %reduce-window.invar_address.window.0, align 8
  br label %reduce-window.loop_header.window.0

reduce-window.loop_header.window.0:               ; preds = %reduce-window.loop_exit.window.1, %reduce-window.loop_body.dim.1
  %reduce-window.indvar.window.0 = load i64, ptr %reduce-window.invar_address.window.0, align 8
  %148 = icmp uge i64 %reduce-window.indvar.window.0, 32
  br i1 %148, label %reduce-window.loop_exit.window.0, label %reduce-window.loop_body.window.0

reduce-window.loop_body.window.0:                 ; preds = %reduce-window.loop_header.window.0
  store i64 0, ptr %reduce-window.invar_address.window.1, align 8
  br label %reduce-window.loop_header.window.1

reduce-window.loop_header.window.1:               ; preds = %in_bounds-after, %reduce-window.loop_body.window.0
  %reduce-window.indvar.window.1 = load i64, ptr %reduce-window.invar_address.window.1, align 8
  %149 = icmp uge i64 %reduce-window.indvar.window.1, 32
  br i1 %149, label %reduce-window.loop_exit.window.1, label %reduce-window.loop_body.window.1

reduce-window.loop_body.window.1:                 ; preds = %reduce-window.loop_header.window.1
  %150 = mul nsw i64 %reduce-window.indvar.dim.0, 32
  %151 = mul nsw i64 %reduce-window.indvar.window.0, 1
  %152 = add nsw i64 %150, %151
  %153 = sub nsw i64 %152, 0
  %154 = srem i64 %153, 1
  %155 = icmp eq i64 %154, 0
  %156 = and i1 true, %155
  %157 = sdiv i64 %153, 1
  %158 = icmp ult i64 %157, 32
  %159 = and i1 %156, %158
  %160 = mul nsw i64 %reduce-window.indvar.dim.1, 32
  %161 = mul nsw i64 %reduce-window.indvar.window.1, 1
  %162 = add nsw i64 %160, %161
  %163 = sub nsw i64 %162, 0
  %164 = srem i64 %163, 1
  %165 = icmp eq i64 %164, 0
  %166 = and i1 %159, %165
  %167 = sdiv i64 %163, 1
  %168 = icmp ult i64 %167, 64
  %169 = and i1 %166, %168
  br i1 %169, label %in_bounds-true, label %in_bounds-false

in_bounds-after:                                  ; preds = %in_bounds-false, %in_bounds-true
  %invar.inc42 = add nuw nsw i64 %reduce-window.indvar.window.1, 1
  store i64 %invar.inc42, ptr %reduce-window.invar_address.window.1, align 8
  br label %reduce-window.loop_header.window.1

reduce-window.loop_exit.window.1:                 ; preds = %reduce-window.loop_header.window.1
  %invar.inc41 = add nuw nsw i64 %reduce-window.indvar.window.0, 1
  store i64 %invar.inc41, ptr %reduce-window.invar_address.window.0, align 8
  br label %reduce-window.loop_header.window.0

reduce-window.loop_exit.window.0:                 ; preds = %reduce-window.loop_header.window.0
  %170 = load float, ptr %reduce_window_accum_ptr, align 4
  %171 = getelementptr inbounds [1 x [2 x float]], ptr %reduce-window, i64 0, i64 0, i64 %reduce-window.indvar.dim.1
  store float %170, ptr %171, align 4, !alias.scope !73, !noalias !74
  %invar.inc40 = add nuw nsw i64 %reduce-window.indvar.dim.1, 1
  store i64 %invar.inc40, ptr %reduce-window.invar_address.dim.1, align 8
  br label %reduce-window.loop_header.dim.1

reduce-window.loop_exit.dim.1:                    ; preds = %reduce-window.loop_header.dim.1
  %invar.inc39 = add nuw nsw i64 %reduce-window.indvar.dim.0, 1
  store i64 %invar.inc39, ptr %reduce-window.invar_address.dim.0, align 8
  br label %reduce-window.loop_header.dim.0

reduce-window.loop_exit.dim.0:                    ; preds = %reduce-window.loop_header.dim.0
  %172 = getelementptr inbounds ptr, ptr %buffer_table, i64 11
  %fusion = load ptr, ptr %172, align 8, !invariant.load !20, !dereferenceable !0, !align !0
  %constant.4 = load float, ptr @8, align 4
  store float %constant.4, ptr %accumulator_0, align 4
  store i64 0, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.0

in_bounds-true:                                   ; preds = %reduce-window.loop_body.window.1
  %173 = getelementptr inbounds [32 x [64 x float]], ptr %fusion.1, i64 0, i64 %157, i64 %167
  %174 = load float, ptr %173, align 4, !alias.scope !42, !noalias !69
  %175 = load float, ptr %reduce_window_accum_ptr, align 4
  store float %175, ptr %arg_addr, align 4
  store float %174, ptr %arg_addr43, align 4
  %176 = getelementptr inbounds ptr, ptr %reducer_function_parameter_addresses, i64 0
  store ptr %arg_addr, ptr %176, align 8
  %177 = getelementptr inbounds ptr, ptr %reducer_function_parameter_addresses, i64 1
  store ptr %arg_addr43, ptr %177, align 8
  call void @Mean-reduction.86(ptr %reducer_function_return_value_addr, ptr %run_options, ptr %reducer_function_parameter_addresses, ptr null, ptr %status, ptr %prof_counters)
  %178 = load float, ptr %reducer_function_return_value_addr, align 4
  store float %178, ptr %reduce_window_accum_ptr, align 4
  br label %in_bounds-after

in_bounds-false:                                  ; preds = %reduce-window.loop_body.window.1
  br label %in_bounds-after

reduce.1.inner.loop_header.reduction_dim.0:       ; preds = %reduce.1.inner.loop_exit.reduction_dim.1, %reduce-window.loop_exit.dim.0
  %reduce.1.inner.indvar.reduction_dim.0 = load i64, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  %179 = icmp uge i64 %reduce.1.inner.indvar.reduction_dim.0, 1
  br i1 %179, label %reduce.1.inner.loop_exit.reduction_dim.0, label %reduce.1.inner.loop_body.reduction_dim.0

reduce.1.inner.loop_body.reduction_dim.0:         ; preds = %reduce.1.inner.loop_header.reduction_dim.0
  store i64 0, ptr %reduce.1.inner.invar_address.reduction_dim.1, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.1

reduce.1.inner.loop_header.reduction_dim.1:       ; preds = %reduce.1.inner.loop_body.reduction_dim.1, %reduce.1.inner.loop_body.reduction_dim.0
  %reduce.1.inner.indvar.reduction_dim.1 = load i64, ptr %reduce.1.inner.invar_address.reduction_dim.1, align 8
  %180 = icmp uge i64 %reduce.1.inner.indvar.reduction_dim.1, 2
  br i1 %180, label %reduce.1.inner.loop_exit.reduction_dim.1, label %reduce.1.inner.loop_body.reduction_dim.1

reduce.1.inner.loop_body.reduction_dim.1:         ; preds = %reduce.1.inner.loop_header.reduction_dim.1
  %181 = load float, ptr %accumulator_0, align 4
  %182 = getelementptr inbounds [1 x [2 x float]], ptr %reduce-window, i64 0, i64 0, i64 %reduce.1.inner.indvar.reduction_dim.1
  %183 = load float, ptr %182, align 4, !alias.scope !73, !noalias !74
  store float %181, ptr %arg_addr46, align 4
  store float %183, ptr %arg_addr47, align 4
  %184 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 0
  store ptr %arg_addr46, ptr %184, align 8
  %185 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 1
  store ptr %arg_addr47, ptr %185, align 8
  call void @Mean-reduction.86(ptr %reduce_function_return_value_addr, ptr %run_options, ptr %reduce_function_parameter_addresses, ptr null, ptr %status, ptr %prof_counters)
  %186 = load float, ptr %reduce_function_return_value_addr, align 4
  store float %186, ptr %accumulator_0, align 4
  %invar.inc45 = add nuw nsw i64 %reduce.1.inner.indvar.reduction_dim.1, 1
  store i64 %invar.inc45, ptr %reduce.1.inner.invar_address.reduction_dim.1, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.1

reduce.1.inner.loop_exit.reduction_dim.1:         ; preds = %reduce.1.inner.loop_header.reduction_dim.1
  %invar.inc44 = add nuw nsw i64 %reduce.1.inner.indvar.reduction_dim.0, 1
  store i64 %invar.inc44, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.0

reduce.1.inner.loop_exit.reduction_dim.0:         ; preds = %reduce.1.inner.loop_header.reduction_dim.0
  %187 = load float, ptr %accumulator_0, align 4
  %constant.3 = load float, ptr @7, align 4
  %multiply.2 = fmul float %187, %constant.3
  store float %multiply.2, ptr %fusion, align 4, !alias.scope !75, !noalias !76
  %188 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %tuple.102 = load ptr, ptr %188, align 8, !invariant.load !20, !dereferenceable !77, !align !22
  %189 = getelementptr inbounds [5 x ptr], ptr %tuple.102, i64 0, i64 0
  store ptr %fusion.5, ptr %189, align 8, !alias.scope !78, !noalias !79
  %190 = getelementptr inbounds [5 x ptr], ptr %tuple.102, i64 0, i64 1
  store ptr %fusion.4, ptr %190, align 8, !alias.scope !78, !noalias !79
  %191 = getelementptr inbounds [5 x ptr], ptr %tuple.102, i64 0, i64 2
  store ptr %fusion.3, ptr %191, align 8, !alias.scope !78, !noalias !79
  %192 = getelementptr inbounds [5 x ptr], ptr %tuple.102, i64 0, i64 3
  store ptr %fusion.2, ptr %192, align 8, !alias.scope !78, !noalias !79
  %193 = getelementptr inbounds [5 x ptr], ptr %tuple.102, i64 0, i64 4
  store ptr %fusion, ptr %193, align 8, !alias.scope !78, !noalias !79
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
!21 = !{i64 16384}
!22 = !{i64 16}
!23 = !{i64 131072}
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
