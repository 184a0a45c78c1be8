; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@constant.8 = private unnamed_addr constant [4 x i8] zeroinitializer, align 4
@0 = private unnamed_addr constant [4 x i8] c"\00\00\00<"
@1 = private unnamed_addr constant [4 x i8] c"\AC\C5'7"
@2 = private unnamed_addr constant [4 x i8] c"\00\00\00<"
@3 = private unnamed_addr constant [4 x i8] zeroinitializer
@4 = private unnamed_addr constant [4 x i8] c"\00\00\00<"

; Function Attrs: uwtable
define internal void @moments_variance-reduction.28(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %add.31 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %x.29 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %y.30 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %x.29, align 4, !alias.scope !1, !noalias !4
  %3 = load float, ptr %y.30, align 4, !alias.scope !6, !noalias !4
  %add.311 = fadd reassoc float %2, %3
  store float %add.311, ptr %add.31, align 4, !alias.scope !4
  %load_ret_value = load float, ptr %add.31, align 4
  store float %load_ret_value, ptr %retval, align 4
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define internal void @moments_mean-reduction.10(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %add.13 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %x.11 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %y.12 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %x.11, align 4, !alias.scope !8, !noalias !10
  %3 = load float, ptr %y.12, align 4, !alias.scope !12, !noalias !10
  %add.131 = fadd reassoc float %2, %3
  store float %add.131, ptr %add.13, align 4, !alias.scope !10
  %load_ret_value = load float, ptr %add.13, align 4
  store float %load_ret_value, ptr %retval, align 4
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @a_inference_layernorm_22__XlaMustCompile_true_config_proto_3175580994766145631_executor_type_11160318154034397263_.56(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion.invar_address.dim.1 = alloca i64, align 8
  %fusion.invar_address.dim.0 = alloca i64, align 8
  %reduce_function_parameter_addresses29 = alloca ptr, i32 2, align 8
  %reduce_function_return_value_addr28 = alloca float, align 4
  %arg_addr27 = alloca float, align 4
  %arg_addr26 = alloca float, align 4
  %reduce.2.inner.invar_address.reduction_dim.1 = alloca i64, align 8
  %accumulator_024 = alloca float, align 4
  %fusion.1.invar_address.dim.0 = alloca i64, align 8
  %reducer_function_parameter_addresses22 = alloca ptr, i32 2, align 8
  %reducer_function_return_value_addr21 = alloca float, align 4
  %arg_addr20 = alloca float, align 4
  %arg_addr19 = alloca float, align 4
  %reduce-window.1.invar_address.window.1 = alloca i64, align 8
  %reduce-window.1.invar_address.window.0 = alloca i64, align 8
  %reduce_window_accum_ptr13 = alloca float, align 4
  %reduce-window.1.invar_address.dim.1 = alloca i64, align 8
  %reduce-window.1.invar_address.dim.0 = alloca i64, align 8
  %fusion.2.invar_address.dim.1 = alloca i64, align 8
  %fusion.2.invar_address.dim.0 = alloca i64, align 8
  %reduce_function_parameter_addresses = alloca ptr, i32 2, align 8
  %reduce_function_return_value_addr = alloca float, align 4
  %arg_addr8 = alloca float, align 4
  %arg_addr7 = alloca float, align 4
  %reduce.14.inner.invar_address.reduction_dim.1 = alloca i64, align 8
  %accumulator_0 = alloca float, align 4
  %reduce.14.invar_address.dim.0 = alloca i64, align 8
  %reducer_function_parameter_addresses = alloca ptr, i32 2, align 8
  %reducer_function_return_value_addr = alloca float, align 4
  %arg_addr4 = alloca float, align 4
  %arg_addr = alloca float, align 4
  %reduce-window.invar_address.window.1 = alloca i64, align 8
  %reduce-window.invar_address.window.0 = alloca i64, align 8
  %reduce_window_accum_ptr = alloca float, align 4
  %reduce-window.invar_address.dim.1 = alloca i64, align 8
  %reduce-window.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %arg0.1 = load ptr, ptr %0, align 8, !invariant.load !14, !dereferenceable !15, !align !16
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %reduce-window = load ptr, ptr %1, align 8, !invariant.load !14, !dereferenceable !15, !align !16
  store i64 0, ptr %reduce-window.invar_address.dim.0, align 8
  br label %reduce-window.loop_header.dim.0

return:                                           ; preds = %fusion.loop_exit.dim.0
  ret void

reduce-window.loop_header.dim.0:                  ; preds = %reduce-window.loop_exit.dim.1, %entry
  %reduce-window.indvar.dim.0 = load i64, ptr %reduce-window.invar_address.dim.0, align 8
  %2 = icmp uge i64 %reduce-window.indvar.dim.0, 32
  br i1 %2, label %reduce-window.loop_exit.dim.0, label %reduce-window.loop_body.dim.0

reduce-window.loop_body.dim.0:                    ; preds = %reduce-window.loop_header.dim.0
  store i64 0, ptr %reduce-window.invar_address.dim.1, align 8
  br label %reduce-window.loop_header.dim.1

reduce-window.loop_header.dim.1:                  ; preds = %reduce-window.loop_exit.window.0, %reduce-window.loop_body.dim.0
  %reduce-window.indvar.dim.1 = load i64, ptr %reduce-window.invar_address.dim.1, align 8
  %3 = icmp uge i64 %reduce-window.indvar.dim.1, 4
  br i1 %3, label %reduce-window.loop_exit.dim.1, label %reduce-window.loop_body.dim.1

reduce-window.loop_body.dim.1:                    ; preds = %reduce-window.loop_header.dim.1
  %4 = load float, ptr @constant.8, align 4, !alias.scope !17, !noalias !19
  store float %4, ptr %reduce_window_accum_ptr, align 4
  store i64 0, ptr %reduce-window.invar_address.window.0, align 8
  br label %reduce-window.loop_header.window.0

reduce-window.loop_header.window.0:               ; preds = %reduce-window.loop_exit.window.1, %reduce-window.loop_body.dim.1
  %reduce-window.indvar.window.0 = load i64, ptr %reduce-window.invar_address.window.0, align 8
  %5 = icmp uge i64 %reduce-window.indvar.window.0, 1
  br i1 %5, label %reduce-window.loop_exit.window.0, label %reduce-window.loop_body.window.0

reduce-window.loop_body.window.0:                 ; preds = %reduce-window.loop_header.window.0
  store i64 0, ptr %reduce-window.invar_address.window.1, align 8
  br label %reduce-window.loop_header.window.1

reduce-window.loop_header.window.1:               ; preds = %in_bounds-after, %reduce-window.loop_body.window.0
  %reduce-window.indvar.window.1 = load i64, ptr %reduce-window.invar_address.window.1, align 8
  %6 = icmp uge i64 %reduce-window.indvar.window.1, 32
  br i1 %6, label %reduce-window.loop_exit.window.1, label %reduce-window.loop_body.window.1

reduce-window.loop_body.window.1:                 ; preds = %reduce-window.loop_header.window.1
  %7 = mul nsw i64 %reduce-window.indvar.dim.0, 1
  %8 = mul nsw i64 %reduce-window.indvar.window.0, 1
  %9 = add nsw i64 %7, %8
  %10 = sub nsw i64 %9, 0
  %11 = srem i64 %10, 1
  %12 = icmp eq i64 %11, 0
  %13 = and i1 true, %12
  %14 = sdiv i64 %10, 1
  %15 = icmp ult i64 %14, 32
  %16 = and i1 %13, %15
  %17 = mul nsw i64 %reduce-window.indvar.dim.1, 32
  %18 = mul nsw i64 %reduce-window.indvar.window.1, 1
  %19 = add nsw i64 %17, %18
  %20 = sub nsw i64 %19, 0
  %21 = srem i64 %20, 1
  %22 = icmp eq i64 %21, 0
  %23 = and i1 %16, %22
  %24 = sdiv i64 %20, 1
  %25 = icmp ult i64 %24, 128
  %26 = and i1 %23, %25
  br i1 %26, label %in_bounds-true, label %in_bounds-false

in_bounds-after:                                  ; preds = %in_bounds-false, %in_bounds-true
  %invar.inc3 = add nuw nsw i64 %reduce-window.indvar.window.1, 1
  store i64 %invar.inc3, ptr %reduce-window.invar_address.window.1, align 8
  br label %reduce-window.loop_header.window.1

reduce-window.loop_exit.window.1:                 ; preds = %reduce-window.loop_header.window.1
  %invar.inc2 = add nuw nsw i64 %reduce-window.indvar.window.0, 1
  store i64 %invar.inc2, ptr %reduce-window.invar_address.window.0, align 8
  br label %reduce-window.loop_header.window.0

reduce-window.loop_exit.window.0:                 ; preds = %reduce-window.loop_header.window.0
  %27 = load float, ptr %reduce_window_accum_ptr, align 4
  %28 = getelementptr inbounds [32 x [4 x float]], ptr %reduce-window, i64 0, i64 %reduce-window.indvar.dim.0, i64 %reduce-window.indvar.dim.1
  store float %27, ptr %28, align 4, !alias.scope !24, !noalias !25
  %invar.inc1 = add nuw nsw i64 %reduce-window.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %reduce-window.invar_address.dim.1, align 8
  br label %reduce-window.loop_header.dim.1

reduce-window.loop_exit.dim.1:                    ; preds = %reduce-window.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %reduce-window.indvar.dim.0, 1
  store i64 %invar.inc, ptr %reduce-window.invar_address.dim.0, align 8
  br label %reduce-window.loop_header.dim.0

reduce-window.loop_exit.dim.0:                    ; preds = %reduce-window.loop_header.dim.0
  %29 = getelementptr inbounds ptr, ptr %buffer_table, i64 11
  %30 = load ptr, ptr %29, align 8, !invariant.load !14, !dereferenceable !26, !align !16
  %reduce.14 = getelementptr inbounds i8, ptr %30, i64 512
  store i64 0, ptr %reduce.14.invar_address.dim.0, align 8
  br label %reduce.14.loop_header.dim.0

in_bounds-true:                                   ; preds = %reduce-window.loop_body.window.1
  %31 = getelementptr inbounds [32 x [128 x float]], ptr %arg0.1, i64 0, i64 %14, i64 %24
  %32 = load float, ptr %31, align 4, !invariant.load !14, !noalias !27
  %33 = load float, ptr %reduce_window_accum_ptr, align 4
  store float %33, ptr %arg_addr, align 4
  store float %32, ptr %arg_addr4, align 4
  %34 = getelementptr inbounds ptr, ptr %reducer_function_parameter_addresses, i64 0
  store ptr %arg_addr, ptr %34, align 8
  %35 = getelementptr inbounds ptr, ptr %reducer_function_parameter_addresses, i64 1
  store ptr %arg_addr4, ptr %35, align 8
  call void @moments_mean-reduction.10(ptr %reducer_function_return_value_addr, ptr %run_options, ptr %reducer_function_parameter_addresses, ptr null, ptr %status, ptr %prof_counters)
  %36 = load float, ptr %reducer_function_return_value_addr, align 4
  store float %36, ptr %reduce_window_accum_ptr, align 4
  br label %in_bounds-after

in_bounds-false:                                  ; preds = %reduce-window.loop_body.window.1
  br label %in_bounds-after

reduce.14.loop_header.dim.0:                      ; preds = %reduce.14.inner.loop_exit.reduction_dim.1, %reduce-window.loop_exit.dim.0
  %reduce.14.indvar.dim.0 = load i64, ptr %reduce.14.invar_address.dim.0, align 8
  %37 = icmp uge i64 %reduce.14.indvar.dim.0, 32
  br i1 %37, label %reduce.14.loop_exit.dim.0, label %reduce.14.loop_body.dim.0

reduce.14.loop_body.dim.0:                        ; preds = %reduce.14.loop_header.dim.0
  %38 = load float, ptr @constant.8, align 4, !alias.scope !17, !noalias !19
  store float %38, ptr %accumulator_0, align 4
  store i64 0, ptr %reduce.14.inner.invar_address.reduction_dim.1, align 8
  br label %reduce.14.inner.loop_header.reduction_dim.1

reduce.14.inner.loop_header.reduction_dim.1:      ; preds = %reduce.14.inner.loop_body.reduction_dim.1, %reduce.14.loop_body.dim.0
  %reduce.14.inner.indvar.reduction_dim.1 = load i64, ptr %reduce.14.inner.invar_address.reduction_dim.1, align 8
  %39 = icmp uge i64 %reduce.14.inner.indvar.reduction_dim.1, 4
  br i1 %39, label %reduce.14.inner.loop_exit.reduction_dim.1, label %reduce.14.inner.loop_body.reduction_dim.1

reduce.14.inner.loop_body.reduction_dim.1:        ; preds = %reduce.14.inner.loop_header.reduction_dim.1
  %40 = load float, ptr %accumulator_0, align 4
  %41 = getelementptr inbounds [32 x [4 x float]], ptr %reduce-window, i64 0, i64 %reduce.14.indvar.dim.0, i64 %reduce.14.inner.indvar.reduction_dim.1
  %42 = load float, ptr %41, align 4, !alias.scope !24, !noalias !25
  store float %40, ptr %arg_addr7, align 4
  store float %42, ptr %arg_addr8, align 4
  %43 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 0
  store ptr %arg_addr7, ptr %43, align 8
  %44 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 1
  store ptr %arg_addr8, ptr %44, align 8
  call void @moments_mean-reduction.10(ptr %reduce_function_return_value_addr, ptr %run_options, ptr %reduce_function_parameter_addresses, ptr null, ptr %status, ptr %prof_counters)
  %45 = load float, ptr %reduce_function_return_value_addr, align 4
  store float %45, ptr %accumulator_0, align 4
  %invar.inc6 = add nuw nsw i64 %reduce.14.inner.indvar.reduction_dim.1, 1
  store i64 %invar.inc6, ptr %reduce.14.inner.invar_address.reduction_dim.1, align 8
  br label %reduce.14.inner.loop_header.reduction_dim.1

reduce.14.inner.loop_exit.reduction_dim.1:        ; preds = %reduce.14.inner.loop_header.reduction_dim.1
  %46 = load float, ptr %accumulator_0, align 4
  %47 = getelementptr inbounds [32 x float], ptr %reduce.14, i64 0, i64 %reduce.14.indvar.dim.0
  store float %46, ptr %47, align 4, !alias.scope !29, !noalias !30
  %invar.inc5 = add nuw nsw i64 %reduce.14.indvar.dim.0, 1
  store i64 %invar.inc5, ptr %reduce.14.invar_address.dim.0, align 8
  br label %reduce.14.loop_header.dim.0

reduce.14.loop_exit.dim.0:                        ; preds = %reduce.14.loop_header.dim.0
  %48 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %fusion.2 = load ptr, ptr %48, align 8, !invariant.load !14, !dereferenceable !15, !align !16
  store i64 0, ptr %fusion.2.invar_address.dim.0, align 8
  br label %fusion.2.loop_header.dim.0

fusion.2.loop_header.dim.0:                       ; preds = %fusion.2.loop_exit.dim.1, %reduce.14.loop_exit.dim.0
  %fusion.2.indvar.dim.0 = load i64, ptr %fusion.2.invar_address.dim.0, align 8
  %49 = icmp uge i64 %fusion.2.indvar.dim.0, 32
  br i1 %49, label %fusion.2.loop_exit.dim.0, label %fusion.2.loop_body.dim.0

fusion.2.loop_body.dim.0:                         ; preds = %fusion.2.loop_header.dim.0
  store i64 0, ptr %fusion.2.invar_address.dim.1, align 8
  br label %fusion.2.loop_header.dim.1

fusion.2.loop_header.dim.1:                       ; preds = %fusion.2.loop_body.dim.1, %fusion.2.loop_body.dim.0
  %fusion.2.indvar.dim.1 = load i64, ptr %fusion.2.invar_address.dim.1, align 8
  %50 = icmp uge i64 %fusion.2.indvar.dim.1, 128
  br i1 %50, label %fusion.2.loop_exit.dim.1, label %fusion.2.loop_body.dim.1

fusion.2.loop_body.dim.1:                         ; preds = %fusion.2.loop_header.dim.1
  %51 = getelementptr inbounds [32 x [128 x float]], ptr %arg0.1, i64 0, i64 %fusion.2.indvar.dim.0, i64 %fusion.2.indvar.dim.1
  %52 = load float, ptr %51, align 4, !invariant.load !14, !noalias !27
  %53 = getelementptr inbounds [32 x float], ptr %reduce.14, i64 0, i64 %fusion.2.indvar.dim.0
  %54 = load float, ptr %53, align 4, !alias.scope !29, !noalias !30
  %constant.9 = load float, ptr @0, align 4
  %multiply.7 = fmul float %54, %constant.9
  %subtract.1 = fsub float %52, %multiply.7
  %multiply.6 = fmul float %subtract.1, %subtract.1
  %55 = getelementptr inbounds [32 x [128 x float]], ptr %fusion.2, i64 0, i64 %fusion.2.indvar.dim.0, i64 %fusion.2.indvar.dim.1
  store float %multiply.6, ptr %55, align 4, !alias.scope !31, !noalias !32
  %invar.inc10 = add nuw nsw i64 %fusion.2.indvar.dim.1, 1
  store i64 %invar.inc10, ptr %fusion.2.invar_address.dim.1, align 8
  br label %fusion.2.loop_header.dim.1

fusion.2.loop_exit.dim.1:                         ; preds = %fusion.2.loop_header.dim.1
  %invar.inc9 = add nuw nsw i64 %fusion.2.indvar.dim.0, 1
  store i64 %invar.inc9, ptr %fusion.2.invar_address.dim.0, align 8
  br label %fusion.2.loop_header.dim.0

fusion.2.loop_exit.dim.0:                         ; preds = %fusion.2.loop_header.dim.0
  %56 = getelementptr inbounds ptr, ptr %buffer_table, i64 11
  %reduce-window.1 = load ptr, ptr %56, align 8, !invariant.load !14, !dereferenceable !26, !align !16
  store i64 0, ptr %reduce-window.1.invar_address.dim.0, align 8
  br label %reduce-window.1.loop_header.dim.0

reduce-window.1.loop_header.dim.0:                ; preds = %reduce-window.1.loop_exit.dim.1, %fusion.2.loop_exit.dim.0
  %reduce-window.1.indvar.dim.0 = load i64, ptr %reduce-window.1.invar_address.dim.0, align 8
  %57 = icmp uge i64 %reduce-window.1.indvar.dim.0, 32
  br i1 %57, label %reduce-window.1.loop_exit.dim.0, label %reduce-window.1.loop_body.dim.0

reduce-window.1.loop_body.dim.0:                  ; preds = %reduce-window.1.loop_header.dim.0
  store i64 0, ptr %reduce-window.1.invar_address.dim.1, align 8
  br label %reduce-window.1.loop_header.dim.1

reduce-window.1.loop_header.dim.1:                ; preds = %reduce-window.1.loop_exit.window.0, %reduce-window.1.loop_body.dim.0
  %reduce-window.1.indvar.dim.1 = load i64, ptr %reduce-window.1.invar_address.dim.1, align 8
  %58 = icmp uge i64 %reduce-window.1.indvar.dim.1, 4
  br i1 %58, label %reduce-window.1.loop_exit.dim.1, label %reduce-window.1.loop_body.dim.1

reduce-window.1.loop_body.dim.1:                  ; preds = %reduce-window.1.loop_header.dim.1
  %59 = load float, ptr @constant.8, align 4, !alias.scope !17, !noalias !19
  store float %59, ptr %reduce_window_accum_ptr13, align 4
  store i64 0, ptr %reduce-window.1.invar_address.window.0, align 8
  br label %reduce-window.1.loop_header.window.0

reduce-window.1.loop_header.window.0:             ; preds = %reduce-window.1.loop_exit.window.1, %reduce-window.1.loop_body.dim.1
  %reduce-window.1.indvar.window.0 = load i64, ptr %reduce-window.1.invar_address.window.0, align 8
  %60 = icmp uge i64 %reduce-window.1.indvar.window.0, 1
  br i1 %60, label %reduce-window.1.loop_exit.window.0, label %reduce-window.1.loop_body.window.0

reduce-window.1.loop_body.window.0:               ; preds = %reduce-window.1.loop_header.window.0
  store i64 0, ptr %reduce-window.1.invar_address.window.1, align 8
  br label %reduce-window.1.loop_header.window.1

reduce-window.1.loop_header.window.1:             ; preds = %in_bounds-after18, %reduce-window.1.loop_body.window.0
  %reduce-window.1.indvar.window.1 = load i64, ptr %reduce-window.1.invar_address.window.1, align 8
  %61 = icmp uge i64 %reduce-window.1.indvar.window.1, 32
  br i1 %61, label %reduce-window.1.loop_exit.window.1, label %reduce-window.1.loop_body.window.1

reduce-window.1.loop_body.window.1:               ; preds = %reduce-window.1.loop_header.window.1
  %62 = mul nsw i64 %reduce-window.1.indvar.dim.0, 1
  %63 = mul nsw i64 %reduce-window.1.indvar.window.0, 1
  %64 = add nsw i64 %62, %63
  %65 = sub nsw i64 %64, 0
  %66 = srem i64 %65, 1
  %67 = icmp eq i64 %66, 0
  %68 = and i1 true, %67
  %69 = sdiv i64 %65, 1
  %70 = icmp ult i64 %69, 32
  %71 = and i1 %68, %70
  %72 = mul nsw i64 %reduce-window.1.indvar.dim.1, 32
  %73 = mul nsw i64 %reduce-window.1.indvar.window.1, 1
  %74 = add nsw i64 %72, %73
  %75 = sub nsw i64 %74, 0
  %76 = srem i64 %75, 1
  %77 = icmp eq i64 %76, 0
  %78 = and i1 %71, %77
  %79 = sdiv i64 %75, 1
  %80 = icmp ult i64 %79, 128
  %81 = and i1 %78, %80
  br i1 %81, label %in_bounds-true16, label %in_bounds-false17

in_bounds-after18:                                ; preds = %in_bounds-false17, %in_bounds-true16
  %invar.inc15 = add nuw nsw i64 %reduce-window.1.indvar.window.1, 1
  store i64 %invar.inc15, ptr %reduce-window.1.invar_address.window.1, align 8
  br label %reduce-window.1.loop_header.window.1

reduce-window.1.loop_exit.window.1:               ; preds = %reduce-window.1.loop_header.window.1
  %invar.inc14 = add nuw nsw i64 %reduce-window.1.indvar.window.0, 1
  store i64 %invar.inc14, ptr %reduce-window.1.invar_address.window.0, align 8
  br label %reduce-window.1.loop_header.window.0

reduce-window.1.loop_exit.window.0:               ; preds = %reduce-window.1.loop_header.window.0
  %82 = load float, ptr %reduce_window_accum_ptr13, align 4
  %83 = getelementptr inbounds [32 x [4 x float]], ptr %reduce-window.1, i64 0, i64 %reduce-window.1.indvar.dim.0, i64 %reduce-window.1.indvar.dim.1
  store float %82, ptr %83, align 4, !alias.scope !33, !noalias !34
  %invar.inc12 = add nuw nsw i64 %reduce-window.1.indvar.dim.1, 1
  store i64 %invar.inc12, ptr %reduce-window.1.invar_address.dim.1, align 8
  br label %reduce-window.1.loop_header.dim.1

reduce-window.1.loop_exit.dim.1:                  ; preds = %reduce-window.1.loop_header.dim.1
  %invar.inc11 = add nuw nsw i64 %reduce-window.1.indvar.dim.0, 1
  store i64 %invar.inc11, ptr %reduce-window.1.invar_address.dim.0, align 8
  br label %reduce-window.1.loop_header.dim.0

reduce-window.1.loop_exit.dim.0:                  ; preds = %reduce-window.1.loop_header.dim.0
  %84 = getelementptr inbounds ptr, ptr %buffer_table, i64 11
  %85 = load ptr, ptr %84, align 8, !invariant.load !14, !dereferenceable !26, !align !16
  %fusion.1 = getelementptr inbounds i8, ptr %85, i64 640
  store i64 0, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

in_bounds-true16:                                 ; preds = %reduce-window.1.loop_body.window.1
  %86 = getelementptr inbounds [32 x [128 x float]], ptr %fusion.2, i64 0, i64 %69, i64 %79
  %87 = load float, ptr %86, align 4, !alias.scope !31, !noalias !32
  %88 = load float, ptr %reduce_window_accum_ptr13, align 4
  store float %88, ptr %arg_addr19, align 4
  store float %87, ptr %arg_addr20, align 4
  %89 = getelementptr inbounds ptr, ptr %reducer_function_parameter_addresses22, i64 0
  store ptr %arg_addr19, ptr %89, align 8
  %90 = getelementptr inbounds ptr, ptr %reducer_function_parameter_addresses22, i64 1
  store ptr %arg_addr20, ptr %90, align 8
  call void @moments_variance-reduction.28(ptr %reducer_function_return_value_addr21, ptr %run_options, ptr %reducer_function_parameter_addresses22, ptr null, ptr %status, ptr %prof_counters)
  %91 = load float, ptr %reducer_function_return_value_addr21, align 4
  store float %91, ptr %reduce_window_accum_ptr13, align 4
  br label %in_bounds-after18

in_bounds-false17:                                ; preds = %reduce-window.1.loop_body.window.1
  br label %in_bounds-after18

fusion.1.loop_header.dim.0:                       ; preds = %reduce.2.inner.loop_exit.reduction_dim.1, %reduce-window.1.loop_exit.dim.0
  %fusion.1.indvar.dim.0 = load i64, ptr %fusion.1.invar_address.dim.0, align 8
  %92 = icmp uge i64 %fusion.1.indvar.dim.0, 32
  br i1 %92, label %fusion.1.loop_exit.dim.0, label %fusion.1.loop_body.dim.0

fusion.1.loop_body.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  %constant.7 = load float, ptr @3, align 4
  store float %constant.7, ptr %accumulator_024, align 4
  store i64 0, ptr %reduce.2.inner.invar_address.reduction_dim.1, align 8
  br label %reduce.2.inner.loop_header.reduction_dim.1

reduce.2.inner.loop_header.reduction_dim.1:       ; preds = %reduce.2.inner.loop_body.reduction_dim.1, %fusion.1.loop_body.dim.0
  %reduce.2.inner.indvar.reduction_dim.1 = load i64, ptr %reduce.2.inner.invar_address.reduction_dim.1, align 8
  %93 = icmp uge i64 %reduce.2.inner.indvar.reduction_dim.1, 4
  br i1 %93, label %reduce.2.inner.loop_exit.reduction_dim.1, label %reduce.2.inner.loop_body.reduction_dim.1

reduce.2.inner.loop_body.reduction_dim.1:         ; preds = %reduce.2.inner.loop_header.reduction_dim.1
  %94 = load float, ptr %accumulator_024, align 4
  %95 = getelementptr inbounds [32 x [4 x float]], ptr %reduce-window.1, i64 0, i64 %fusion.1.indvar.dim.0, i64 %reduce.2.inner.indvar.reduction_dim.1
  %96 = load float, ptr %95, align 4, !alias.scope !33, !noalias !34
  store float %94, ptr %arg_addr26, align 4
  store float %96, ptr %arg_addr27, align 4
  %97 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses29, i64 0
  store ptr %arg_addr26, ptr %97, align 8
  %98 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses29, i64 1
  store ptr %arg_addr27, ptr %98, align 8
  call void @moments_variance-reduction.28(ptr %reduce_function_return_value_addr28, ptr %run_options, ptr %reduce_function_parameter_addresses29, ptr null, ptr %status, ptr %prof_counters)
  %99 = load float, ptr %reduce_function_return_value_addr28, align 4
  store float %99, ptr %accumulator_024, align 4
  %invar.inc25 = add nuw nsw i64 %reduce.2.inner.indvar.reduction_dim.1, 1
  store i64 %invar.inc25, ptr %reduce.2.inner.invar_address.reduction_dim.1, align 8
  br label %reduce.2.inner.loop_header.reduction_dim.1

reduce.2.inner.loop_exit.reduction_dim.1:         ; preds = %reduce.2.inner.loop_header.reduction_dim.1
  %100 = load float, ptr %accumulator_024, align 4
  %constant.6 = load float, ptr @2, align 4
  %multiply.5 = fmul float %100, %constant.6
  %constant.5 = load float, ptr @1, align 4
  %add.2 = fadd float %multiply.5, %constant.5
  %101 = call float @llvm.sqrt.f32(float %add.2)
  %102 = fdiv float 1.000000e+00, %101
  %103 = getelementptr inbounds [32 x float], ptr %fusion.1, i64 0, i64 %fusion.1.indvar.dim.0
  store float %102, ptr %103, align 4, !alias.scope !35, !noalias !36
  %invar.inc23 = add nuw nsw i64 %fusion.1.indvar.dim.0, 1
  store i64 %invar.inc23, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

fusion.1.loop_exit.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  %104 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %arg1.2 = load ptr, ptr %104, align 8, !invariant.load !14, !dereferenceable !37, !align !16
  %105 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %arg2.3 = load ptr, ptr %105, align 8, !invariant.load !14, !dereferenceable !37, !align !16
  %106 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %fusion = load ptr, ptr %106, align 8, !invariant.load !14, !dereferenceable !15, !align !16
  store i64 0, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_header.dim.0:                         ; preds = %fusion.loop_exit.dim.1, %fusion.1.loop_exit.dim.0
  %fusion.indvar.dim.0 = load i64, ptr %fusion.invar_address.dim.0, align 8
  %107 = icmp uge i64 %fusion.indvar.dim.0, 32
  br i1 %107, label %fusion.loop_exit.dim.0, label %fusion.loop_body.dim.0

fusion.loop_body.dim.0:                           ; preds = %fusion.loop_header.dim.0
  store i64 0, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_header.dim.1:                         ; preds = %fusion.loop_body.dim.1, %fusion.loop_body.dim.0
  %fusion.indvar.dim.1 = load i64, ptr %fusion.invar_address.dim.1, align 8
  %108 = icmp uge i64 %fusion.indvar.dim.1, 128
  br i1 %108, label %fusion.loop_exit.dim.1, label %fusion.loop_body.dim.1

fusion.loop_body.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %109 = getelementptr inbounds [32 x [128 x float]], ptr %arg0.1, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1
  %110 = load float, ptr %109, align 4, !invariant.load !14, !noalias !27
  %111 = getelementptr inbounds [32 x float], ptr %reduce.14, i64 0, i64 %fusion.indvar.dim.0
  %112 = load float, ptr %111, align 4, !alias.scope !29, !noalias !30
  %constant.4 = load float, ptr @4, align 4
  %multiply.4 = fmul float %112, %constant.4
  %subtract.0 = fsub float %110, %multiply.4
  %113 = getelementptr inbounds [32 x float], ptr %fusion.1, i64 0, i64 %fusion.indvar.dim.0
  %114 = load float, ptr %113, align 4, !alias.scope !35, !noalias !36
  %multiply.3 = fmul float %subtract.0, %114
  %115 = getelementptr inbounds [128 x float], ptr %arg1.2, i64 0, i64 %fusion.indvar.dim.1
  %116 = load float, ptr %115, align 4, !invariant.load !14, !noalias !38
  %multiply.2 = fmul float %multiply.3, %116
  %117 = getelementptr inbounds [128 x float], ptr %arg2.3, i64 0, i64 %fusion.indvar.dim.1
  %118 = load float, ptr %117, align 4, !invariant.load !14, !noalias !38
  %add.1 = fadd float %multiply.2, %118
  %119 = getelementptr inbounds [32 x [128 x float]], ptr %fusion, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1
  store float %add.1, ptr %119, align 4, !alias.scope !31, !noalias !39
  %invar.inc31 = add nuw nsw i64 %fusion.indvar.dim.1, 1
  store i64 %invar.inc31, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_exit.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %invar.inc30 = add nuw nsw i64 %fusion.indvar.dim.0, 1
  store i64 %invar.inc30, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_exit.dim.0:                           ; preds = %fusion.loop_header.dim.0
  br label %return
}

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare float @llvm.sqrt.f32(float) #1

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nocallback nofree nosync nounwind speculatable willreturn memory(none) }

!0 = !{i64 4}
!1 = !{!2}
!2 = !{!"buffer: {index:6, offset:0, size:4}", !3}
!3 = !{!"XLA global AA domain"}
!4 = !{!5}
!5 = !{!"buffer: {index:8, offset:0, size:4}", !3}
!6 = !{!7}
!7 = !{!"buffer: {index:7, offset:0, size:4}", !3}
!8 = !{!9}
!9 = !{!"buffer: {index:9, offset:0, size:4}", !3}
!10 = !{!11}
!11 = !{!"buffer: {index:5, offset:0, size:4}", !3}
!12 = !{!13}
!13 = !{!"buffer: {index:10, offset:0, size:4}", !3}
!14 = !{}
!15 = !{i64 16384}
!16 = !{i64 16}
!17 = !{!18}
!18 = !{!"buffer: {index:4, offset:0, size:4}", !3}
!19 = !{!20, !21, !22, !23}
!20 = !{!"buffer: {index:0, offset:0, size:512}", !3}
!21 = !{!"buffer: {index:0, offset:0, size:16384}", !3}
!22 = !{!"buffer: {index:11, offset:0, size:512}", !3}
!23 = !{!"buffer: {index:11, offset:512, size:128}", !3}
!24 = !{!20}
!25 = !{!18, !23}
!26 = !{i64 768}
!27 = !{!20, !21, !18, !23, !28}
!28 = !{!"buffer: {index:11, offset:640, size:128}", !3}
!29 = !{!23}
!30 = !{!20, !21, !18, !28}
!31 = !{!21}
!32 = !{!18, !22, !23}
!33 = !{!22}
!34 = !{!21, !18, !28}
!35 = !{!28}
!36 = !{!21, !22, !23}
!37 = !{i64 512}
!38 = !{!21, !23, !28}
!39 = !{!23, !28}
