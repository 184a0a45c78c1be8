; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@constant.1 = private unnamed_addr constant [4 x i8] zeroinitializer, align 4
@parallel_reduce-window.2_parallel_dimension_partitions = private constant [4 x i64] [i64 0, i64 16, i64 16, i64 32]

; Function Attrs: uwtable
define internal void @region_0.2(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %add.5 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %Arg_0.3 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %Arg_1.4 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %Arg_0.3, align 4, !alias.scope !1, !noalias !4
  %3 = load float, ptr %Arg_1.4, align 4, !alias.scope !6, !noalias !4
  %add.51 = fadd reassoc float %2, %3
  store float %add.51, ptr %add.5, align 4, !alias.scope !4
  %load_ret_value = load float, ptr %add.5, align 4
  store float %load_ret_value, ptr %retval, align 4
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define internal void @parallel_reduce-window.2(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %dynamic_loop_bounds, ptr noalias %prof_counters) #0 {
entry:
  %reducer_function_parameter_addresses = alloca ptr, i32 2, align 8
  %reducer_function_return_value_addr = alloca float, align 4
  %arg_addr6 = alloca float, align 4
  %arg_addr = alloca float, align 4
  %reduce-window.2.clone.invar_address.window.2 = alloca i64, align 8
  %reduce-window.2.clone.invar_address.window.1 = alloca i64, align 8
  %reduce-window.2.clone.invar_address.window.0 = alloca i64, align 8
  %reduce_window_accum_ptr = alloca float, align 4
  %reduce-window.2.clone.invar_address.dim.2 = alloca i64, align 8
  %reduce-window.2.clone.invar_address.dim.1 = alloca i64, align 8
  %reduce-window.2.clone.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %p = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 6
  %reduce-window.2.clone = load ptr, ptr %1, align 8, !invariant.load !8, !dereferenceable !11, !align !10
  %2 = getelementptr i64, ptr %dynamic_loop_bounds, i64 0
  %dynamic_loop_bound_0 = load i64, ptr %2, align 8
  %3 = getelementptr i64, ptr %dynamic_loop_bounds, i64 1
  %dynamic_loop_bound_1 = load i64, ptr %3, align 8
  store i64 %dynamic_loop_bound_0, ptr %reduce-window.2.clone.invar_address.dim.0, align 8
  br label %reduce-window.2.clone.loop_header.dim.0

return:                                           ; preds = %reduce-window.2.clone.loop_exit.dim.0
  ret void

reduce-window.2.clone.loop_header.dim.0:          ; preds = %reduce-window.2.clone.loop_exit.dim.1, %entry
  %reduce-window.2.clone.indvar.dim.0 = load i64, ptr %reduce-window.2.clone.invar_address.dim.0, align 8
  %4 = icmp uge i64 %reduce-window.2.clone.indvar.dim.0, %dynamic_loop_bound_1
  br i1 %4, label %reduce-window.2.clone.loop_exit.dim.0, label %reduce-window.2.clone.loop_body.dim.0

reduce-window.2.clone.loop_body.dim.0:            ; preds = %reduce-window.2.clone.loop_header.dim.0
  store i64 0, ptr %reduce-window.2.clone.invar_address.dim.1, align 8
  br label %reduce-window.2.clone.loop_header.dim.1

reduce-window.2.clone.loop_header.dim.1:          ; preds = %reduce-window.2.clone.loop_exit.dim.2, %reduce-window.2.clone.loop_body.dim.0
  %reduce-window.2.clone.indvar.dim.1 = load i64, ptr %reduce-window.2.clone.invar_address.dim.1, align 8
  %5 = icmp uge i64 %reduce-window.2.clone.indvar.dim.1, 2
  br i1 %5, label %reduce-window.2.clone.loop_exit.dim.1, label %reduce-window.2.clone.loop_body.dim.1

reduce-window.2.clone.loop_body.dim.1:            ; preds = %reduce-window.2.clone.loop_header.dim.1
  store i64 0, ptr %reduce-window.2.clone.invar_address.dim.2, align 8
  br label %reduce-window.2.clone.loop_header.dim.2

reduce-window.2.clone.loop_header.dim.2:          ; preds = %reduce-window.2.clone.loop_exit.window.0, %reduce-window.2.clone.loop_body.dim.1
  %reduce-window.2.clone.indvar.dim.2 = load i64, ptr %reduce-window.2.clone.invar_address.dim.2, align 8
  %6 = icmp uge i64 %reduce-window.2.clone.indvar.dim.2, 32
  br i1 %6, label %reduce-window.2.clone.loop_exit.dim.2, label %reduce-window.2.clone.loop_body.dim.2

reduce-window.2.clone.loop_body.dim.2:            ; preds = %reduce-window.2.clone.loop_header.dim.2
  %7 = load float, ptr @constant.1, align 4, !alias.scope !12, !noalias !14
  store float %7, ptr %reduce_window_accum_ptr, align 4
  store i64 0, ptr %reduce-window.2.clone.invar_address.window.0, align 8
  br label %reduce-window.2.clone.loop_header.window.0

reduce-window.2.clone.loop_header.window.0:       ; preds = %reduce-window.2.clone.loop_exit.window.1, %reduce-window.2.clone.loop_body.dim.2
  %reduce-window.2.clone.indvar.window.0 = load i64, ptr %reduce-window.2.clone.invar_address.window.0, align 8
  %8 = icmp uge i64 %reduce-window.2.clone.indvar.window.0, 1
  br i1 %8, label %reduce-window.2.clone.loop_exit.window.0, label %reduce-window.2.clone.loop_body.window.0

reduce-window.2.clone.loop_body.window.0:         ; preds = %reduce-window.2.clone.loop_header.window.0
  store i64 0, ptr %reduce-window.2.clone.invar_address.window.1, align 8
  br label %reduce-window.2.clone.loop_header.window.1

reduce-window.2.clone.loop_header.window.1:       ; preds = %reduce-window.2.clone.loop_exit.window.2, %reduce-window.2.clone.loop_body.window.0
  %reduce-window.2.clone.indvar.window.1 = load i64, ptr %reduce-window.2.clone.invar_address.window.1, align 8
  %9 = icmp uge i64 %reduce-window.2.clone.indvar.window.1, 1
  br i1 %9, label %reduce-window.2.clone.loop_exit.window.1, label %reduce-window.2.clone.loop_body.window.1

reduce-window.2.clone.loop_body.window.1:         ; preds = %reduce-window.2.clone.loop_header.window.1
  store i64 0, ptr %reduce-window.2.clone.invar_address.window.2, align 8
  br label %reduce-window.2.clone.loop_header.window.2

reduce-window.2.clone.loop_header.window.2:       ; preds = %in_bounds-after, %reduce-window.2.clone.loop_body.window.1
  %reduce-window.2.clone.indvar.window.2 = load i64, ptr %reduce-window.2.clone.invar_address.window.2, align 8
  %10 = icmp uge i64 %reduce-window.2.clone.indvar.window.2, 32
  br i1 %10, label %reduce-window.2.clone.loop_exit.window.2, label %reduce-window.2.clone.loop_body.window.2

reduce-window.2.clone.loop_body.window.2:         ; preds = %reduce-window.2.clone.loop_header.window.2
  %11 = mul nsw i64 %reduce-window.2.clone.indvar.dim.0, 1
  %12 = mul nsw i64 %reduce-window.2.clone.indvar.window.0, 1
  %13 = add nsw i64 %11, %12
  %14 = sub nsw i64 %13, 0
  %15 = srem i64 %14, 1
  %16 = icmp eq i64 %15, 0
  %17 = and i1 true, %16
  %18 = sdiv i64 %14, 1
  %19 = icmp ult i64 %18, 32
  %20 = and i1 %17, %19
  %21 = mul nsw i64 %reduce-window.2.clone.indvar.dim.1, 1
  %22 = mul nsw i64 %reduce-window.2.clone.indvar.window.1, 1
  %23 = add nsw i64 %21, %22
  %24 = sub nsw i64 %23, 0
  %25 = srem i64 %24, 1
  %26 = icmp eq i64 %25, 0
  %27 = and i1 %20, %26
  %28 = sdiv i64 %24, 1
  %29 = icmp ult i64 %28, 2
  %30 = and i1 %27, %29
  %31 = mul nsw i64 %reduce-window.2.clone.indvar.dim.2, 1
  %32 = mul nsw i64 %reduce-window.2.clone.indvar.window.2, 1
  %33 = add nsw i64 %31, %32
  %34 = sub nsw i64 %33, 31
  %35 = srem i64 %34, 1
  %36 = icmp eq i64 %35, 0
  %37 = and i1 %30, %36
  %38 = sdiv i64 %34, 1
  %39 = icmp ult i64 %38, 32
  %40 = and i1 %37, %39
  br i1 %40, label %in_bounds-true, label %in_bounds-false

in_bounds-after:                                  ; preds = %in_bounds-false, %in_bounds-true
  %invar.inc5 = add nuw nsw i64 %reduce-window.2.clone.indvar.window.2, 1
  store i64 %invar.inc5, ptr %reduce-window.2.clone.invar_address.window.2, align 8
  br label %reduce-window.2.clone.loop_header.window.2

reduce-window.2.clone.loop_exit.window.2:         ; preds = %reduce-window.2.clone.loop_header.window.2
  %invar.inc4 = add nuw nsw i64 %reduce-window.2.clone.indvar.window.1, 1
  store i64 %invar.inc4, ptr %reduce-window.2.clone.invar_address.window.1, align 8
  br label %reduce-window.2.clone.loop_header.window.1

reduce-window.2.clone.loop_exit.window.1:         ; preds = %reduce-window.2.clone.loop_header.window.1
  %invar.inc3 = add nuw nsw i64 %reduce-window.2.clone.indvar.window.0, 1
  store i64 %invar.inc3, ptr %reduce-window.2.clone.invar_address.window.0, align 8
  br label %reduce-window.2.clone.loop_header.window.0

reduce-window.2.clone.loop_exit.window.0:         ; preds = %reduce-window.2.clone.loop_header.window.0
  %41 = load float, ptr %reduce_window_accum_ptr, align 4
  %42 = getelementptr inbounds [32 x [2 x [32 x float]]], ptr %reduce-window.2.clone, i64 0, i64 %reduce-window.2.clone.indvar.dim.0, i64 %reduce-window.2.clone.indvar.dim.1, i64 %reduce-window.2.clone.indvar.dim.2
  store float %41, ptr %42, align 4, !alias.scope !14
  %invar.inc2 = add nuw nsw i64 %reduce-window.2.clone.indvar.dim.2, 1
  store i64 %invar.inc2, ptr %reduce-window.2.clone.invar_address.dim.2, align 8
  br label %reduce-window.2.clone.loop_header.dim.2

reduce-window.2.clone.loop_exit.dim.2:            ; preds = %reduce-window.2.clone.loop_header.dim.2
  %invar.inc1 = add nuw nsw i64 %reduce-window.2.clone.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %reduce-window.2.clone.invar_address.dim.1, align 8
  br label %reduce-window.2.clone.loop_header.dim.1

reduce-window.2.clone.loop_exit.dim.1:            ; preds = %reduce-window.2.clone.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %reduce-window.2.clone.indvar.dim.0, 1
  store i64 %invar.inc, ptr %reduce-window.2.clone.invar_address.dim.0, align 8
  br label %reduce-window.2.clone.loop_header.dim.0

reduce-window.2.clone.loop_exit.dim.0:            ; preds = %reduce-window.2.clone.loop_header.dim.0
  br label %return

in_bounds-true:                                   ; preds = %reduce-window.2.clone.loop_body.window.2
  %43 = getelementptr inbounds [32 x [2 x [32 x float]]], ptr %p, i64 0, i64 %18, i64 %28, i64 %38
  %44 = load float, ptr %43, align 4, !alias.scope !16, !noalias !14
  %45 = load float, ptr %reduce_window_accum_ptr, align 4
  store float %45, ptr %arg_addr, align 4
  store float %44, ptr %arg_addr6, align 4
  %46 = getelementptr inbounds ptr, ptr %reducer_function_parameter_addresses, i64 0
  store ptr %arg_addr, ptr %46, align 8
  %47 = getelementptr inbounds ptr, ptr %reducer_function_parameter_addresses, i64 1
  store ptr %arg_addr6, ptr %47, align 8
  call void @region_0.2(ptr %reducer_function_return_value_addr, ptr %run_options, ptr %reducer_function_parameter_addresses, ptr null, ptr %status, ptr %prof_counters)
  %48 = load float, ptr %reducer_function_return_value_addr, align 4
  store float %48, ptr %reduce_window_accum_ptr, align 4
  br label %in_bounds-after

in_bounds-false:                                  ; preds = %reduce-window.2.clone.loop_body.window.2
  br label %in_bounds-after
}

; Function Attrs: uwtable
define void @main.14(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion.invar_address.dim.1 = alloca i64, align 8
  %fusion.invar_address.dim.0 = alloca i64, align 8
  %reducer_function_parameter_addresses = alloca ptr, i32 2, align 8
  %reducer_function_return_value_addr = alloca float, align 4
  %arg_addr6 = alloca float, align 4
  %arg_addr = alloca float, align 4
  %reduce-window.3.invar_address.window.1 = alloca i64, align 8
  %reduce-window.3.invar_address.window.0 = alloca i64, align 8
  %reduce_window_accum_ptr = alloca float, align 4
  %reduce-window.3.invar_address.dim.1 = alloca i64, align 8
  %reduce-window.3.invar_address.dim.0 = alloca i64, align 8
  %fusion.1.invar_address.dim.1 = alloca i64, align 8
  %fusion.1.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %Arg_0.1 = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 6
  %call = load ptr, ptr %1, align 8, !invariant.load !8, !dereferenceable !11, !align !10
  call void @__xla_cpu_runtime_ParallelForkJoin(ptr %call, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters, i32 2, ptr @parallel_reduce-window.2_parallel_dimension_partitions, i32 1, ptr @parallel_reduce-window.2)
  %2 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %fusion.1 = load ptr, ptr %2, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  store i64 0, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

return:                                           ; preds = %fusion.loop_exit.dim.0
  ret void

fusion.1.loop_header.dim.0:                       ; preds = %fusion.1.loop_exit.dim.1, %entry
  %fusion.1.indvar.dim.0 = load i64, ptr %fusion.1.invar_address.dim.0, align 8
  %3 = icmp uge i64 %fusion.1.indvar.dim.0, 32
  br i1 %3, label %fusion.1.loop_exit.dim.0, label %fusion.1.loop_body.dim.0

fusion.1.loop_body.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  store i64 0, ptr %fusion.1.invar_address.dim.1, align 8
  br label %fusion.1.loop_header.dim.1

fusion.1.loop_header.dim.1:                       ; preds = %fusion.1.loop_body.dim.1, %fusion.1.loop_body.dim.0
  %fusion.1.indvar.dim.1 = load i64, ptr %fusion.1.invar_address.dim.1, align 8
  %4 = icmp uge i64 %fusion.1.indvar.dim.1, 2
  br i1 %4, label %fusion.1.loop_exit.dim.1, label %fusion.1.loop_body.dim.1

fusion.1.loop_body.dim.1:                         ; preds = %fusion.1.loop_header.dim.1
  %5 = add i64 %fusion.1.indvar.dim.0, 0
  %6 = add i64 %fusion.1.indvar.dim.1, 0
  %7 = getelementptr inbounds [32 x [2 x [32 x float]]], ptr %call, i64 0, i64 %5, i64 %6, i64 31
  %8 = load float, ptr %7, align 4, !alias.scope !14, !noalias !18
  %9 = getelementptr inbounds [32 x [2 x float]], ptr %fusion.1, i64 0, i64 %fusion.1.indvar.dim.0, i64 %fusion.1.indvar.dim.1
  store float %8, ptr %9, align 4, !alias.scope !22, !noalias !23
  %invar.inc1 = add nuw nsw i64 %fusion.1.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %fusion.1.invar_address.dim.1, align 8
  br label %fusion.1.loop_header.dim.1

fusion.1.loop_exit.dim.1:                         ; preds = %fusion.1.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %fusion.1.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

fusion.1.loop_exit.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  %10 = getelementptr inbounds ptr, ptr %buffer_table, i64 6
  %11 = load ptr, ptr %10, align 8, !invariant.load !8, !dereferenceable !11, !align !10
  %reduce-window.3 = getelementptr inbounds i8, ptr %11, i64 8192
  store i64 0, ptr %reduce-window.3.invar_address.dim.0, align 8
  br label %reduce-window.3.loop_header.dim.0

reduce-window.3.loop_header.dim.0:                ; preds = %reduce-window.3.loop_exit.dim.1, %fusion.1.loop_exit.dim.0
  %reduce-window.3.indvar.dim.0 = load i64, ptr %reduce-window.3.invar_address.dim.0, align 8
  %12 = icmp uge i64 %reduce-window.3.indvar.dim.0, 32
  br i1 %12, label %reduce-window.3.loop_exit.dim.0, label %reduce-window.3.loop_body.dim.0

reduce-window.3.loop_body.dim.0:                  ; preds = %reduce-window.3.loop_header.dim.0
  store i64 0, ptr %reduce-window.3.invar_address.dim.1, align 8
  br label %reduce-window.3.loop_header.dim.1

reduce-window.3.loop_header.dim.1:                ; preds = %reduce-window.3.loop_exit.window.0, %reduce-window.3.loop_body.dim.0
  %reduce-window.3.indvar.dim.1 = load i64, ptr %reduce-window.3.invar_address.dim.1, align 8
  %13 = icmp uge i64 %reduce-window.3.indvar.dim.1, 3
  br i1 %13, label %reduce-window.3.loop_exit.dim.1, label %reduce-window.3.loop_body.dim.1

reduce-window.3.loop_body.dim.1:                  ; preds = %reduce-window.3.loop_header.dim.1
  %14 = load float, ptr @constant.1, align 4, !alias.scope !12, !noalias !24
  store float %14, ptr %reduce_window_accum_ptr, align 4
  store i64 0, ptr %reduce-window.3.invar_address.window.0, align 8
  br label %reduce-window.3.loop_header.window.0

reduce-window.3.loop_header.window.0:             ; preds = %reduce-window.3.loop_exit.window.1, %reduce-window.3.loop_body.dim.1
  %reduce-window.3.indvar.window.0 = load i64, ptr %reduce-window.3.invar_address.window.0, align 8
  %15 = icmp uge i64 %reduce-window.3.indvar.window.0, 1
  br i1 %15, label %reduce-window.3.loop_exit.window.0, label %reduce-window.3.loop_body.window.0

reduce-window.3.loop_body.window.0:               ; preds = %reduce-window.3.loop_header.window.0
  store i64 0, ptr %reduce-window.3.invar_address.window.1, align 8
  br label %reduce-window.3.loop_header.window.1

reduce-window.3.loop_header.window.1:             ; preds = %in_bounds-after, %reduce-window.3.loop_body.window.0
  %reduce-window.3.indvar.window.1 = load i64, ptr %reduce-window.3.invar_address.window.1, align 8
  %16 = icmp uge i64 %reduce-window.3.indvar.window.1, 2
  br i1 %16, label %reduce-window.3.loop_exit.window.1, label %reduce-window.3.loop_body.window.1

reduce-window.3.loop_body.window.1:               ; preds = %reduce-window.3.loop_header.window.1
  %17 = mul nsw i64 %reduce-window.3.indvar.dim.0, 1
  %18 = mul nsw i64 %reduce-window.3.indvar.window.0, 1
  %19 = add nsw i64 %17, %18
  %20 = sub nsw i64 %19, 0
  %21 = srem i64 %20, 1
  %22 = icmp eq i64 %21, 0
  %23 = and i1 true, %22
  %24 = sdiv i64 %20, 1
  %25 = icmp ult i64 %24, 32
  %26 = and i1 %23, %25
  %27 = mul nsw i64 %reduce-window.3.indvar.dim.1, 1
  %28 = mul nsw i64 %reduce-window.3.indvar.window.1, 1
  %29 = add nsw i64 %27, %28
  %30 = sub nsw i64 %29, 2
  %31 = srem i64 %30, 1
  %32 = icmp eq i64 %31, 0
  %33 = and i1 %26, %32
  %34 = sdiv i64 %30, 1
  %35 = icmp ult i64 %34, 2
  %36 = and i1 %33, %35
  br i1 %36, label %in_bounds-true, label %in_bounds-false

in_bounds-after:                                  ; preds = %in_bounds-false, %in_bounds-true
  %invar.inc5 = add nuw nsw i64 %reduce-window.3.indvar.window.1, 1
  store i64 %invar.inc5, ptr %reduce-window.3.invar_address.window.1, align 8
  br label %reduce-window.3.loop_header.window.1

reduce-window.3.loop_exit.window.1:               ; preds = %reduce-window.3.loop_header.window.1
  %invar.inc4 = add nuw nsw i64 %reduce-window.3.indvar.window.0, 1
  store i64 %invar.inc4, ptr %reduce-window.3.invar_address.window.0, align 8
  br label %reduce-window.3.loop_header.window.0

reduce-window.3.loop_exit.window.0:               ; preds = %reduce-window.3.loop_header.window.0
  %37 = load float, ptr %reduce_window_accum_ptr, align 4
  %38 = getelementptr inbounds [32 x [3 x float]], ptr %reduce-window.3, i64 0, i64 %reduce-window.3.indvar.dim.0, i64 %reduce-window.3.indvar.dim.1
  store float %37, ptr %38, align 4, !alias.scope !25, !noalias !26
  %invar.inc3 = add nuw nsw i64 %reduce-window.3.indvar.dim.1, 1
  store i64 %invar.inc3, ptr %reduce-window.3.invar_address.dim.1, align 8
  br label %reduce-window.3.loop_header.dim.1

reduce-window.3.loop_exit.dim.1:                  ; preds = %reduce-window.3.loop_header.dim.1
  %invar.inc2 = add nuw nsw i64 %reduce-window.3.indvar.dim.0, 1
  store i64 %invar.inc2, ptr %reduce-window.3.invar_address.dim.0, align 8
  br label %reduce-window.3.loop_header.dim.0

reduce-window.3.loop_exit.dim.0:                  ; preds = %reduce-window.3.loop_header.dim.0
  %39 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %fusion = load ptr, ptr %39, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  store i64 0, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

in_bounds-true:                                   ; preds = %reduce-window.3.loop_body.window.1
  %40 = getelementptr inbounds [32 x [2 x float]], ptr %fusion.1, i64 0, i64 %24, i64 %34
  %41 = load float, ptr %40, align 4, !alias.scope !22, !noalias !23
  %42 = load float, ptr %reduce_window_accum_ptr, align 4
  store float %42, ptr %arg_addr, align 4
  store float %41, ptr %arg_addr6, align 4
  %43 = getelementptr inbounds ptr, ptr %reducer_function_parameter_addresses, i64 0
  store ptr %arg_addr, ptr %43, align 8
  %44 = getelementptr inbounds ptr, ptr %reducer_function_parameter_addresses, i64 1
  store ptr %arg_addr6, ptr %44, align 8
  call void @region_0.2(ptr %reducer_function_return_value_addr, ptr %run_options, ptr %reducer_function_parameter_addresses, ptr null, ptr %status, ptr %prof_counters)
  %45 = load float, ptr %reducer_function_return_value_addr, align 4
  store float %45, ptr %reduce_window_accum_ptr, align 4
  br label %in_bounds-after

in_bounds-false:                                  ; preds = %reduce-window.3.loop_body.window.1
  br label %in_bounds-after

fusion.loop_header.dim.0:                         ; preds = %fusion.loop_exit.dim.1, %reduce-window.3.loop_exit.dim.0
  %fusion.indvar.dim.0 = load i64, ptr %fusion.invar_address.dim.0, align 8
  %46 = icmp uge i64 %fusion.indvar.dim.0, 32
  br i1 %46, label %fusion.loop_exit.dim.0, label %fusion.loop_body.dim.0

fusion.loop_body.dim.0:                           ; preds = %fusion.loop_header.dim.0
  store i64 0, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_header.dim.1:                         ; preds = %fusion.loop_body.dim.1, %fusion.loop_body.dim.0
  %fusion.indvar.dim.1 = load i64, ptr %fusion.invar_address.dim.1, align 8
  %47 = icmp uge i64 %fusion.indvar.dim.1, 64
  br i1 %47, label %fusion.loop_exit.dim.1, label %fusion.loop_body.dim.1

fusion.loop_body.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %48 = mul nuw nsw i64 %fusion.indvar.dim.1, 1
  %49 = add nuw nsw i64 0, %48
  %50 = urem i64 %49, 32
  %51 = udiv i64 %49, 32
  %52 = udiv i64 %51, 2
  %53 = mul nuw nsw i64 %fusion.indvar.dim.0, 1
  %54 = add nuw nsw i64 0, %53
  %55 = udiv i64 %54, 32
  %56 = getelementptr inbounds [32 x [2 x [32 x float]]], ptr %call, i64 0, i64 %54, i64 %51, i64 %50
  %57 = load float, ptr %56, align 4, !alias.scope !14, !noalias !18
  %58 = add i64 %54, 0
  %59 = add i64 %51, 0
  %60 = getelementptr inbounds [32 x [3 x float]], ptr %reduce-window.3, i64 0, i64 %58, i64 %59
  %61 = load float, ptr %60, align 4, !alias.scope !25, !noalias !26
  %add.1 = fadd float %57, %61
  %62 = getelementptr inbounds [32 x [64 x float]], ptr %fusion, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1
  store float %add.1, ptr %62, align 4, !alias.scope !27, !noalias !28
  %invar.inc8 = add nuw nsw i64 %fusion.indvar.dim.1, 1
  store i64 %invar.inc8, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_exit.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %invar.inc7 = add nuw nsw i64 %fusion.indvar.dim.0, 1
  store i64 %invar.inc7, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_exit.dim.0:                           ; preds = %fusion.loop_header.dim.0
  br label %return
}

; Function Attrs: nounwind
declare void @__xla_cpu_runtime_ParallelForkJoin(ptr, ptr, ptr, ptr, ptr, ptr, i32, ptr, i32, ptr) #1

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nounwind }

!0 = !{i64 4}
!1 = !{!2}
!2 = !{!"buffer: {index:4, offset:0, size:4}", !3}
!3 = !{!"XLA global AA domain"}
!4 = !{!5}
!5 = !{!"buffer: {index:3, offset:0, size:4}", !3}
!6 = !{!7}
!7 = !{!"buffer: {index:5, offset:0, size:4}", !3}
!8 = !{}
!9 = !{i64 8192}
!10 = !{i64 16}
!11 = !{i64 8576}
!12 = !{!13}
!13 = !{!"buffer: {index:2, offset:0, size:4}", !3}
!14 = !{!15}
!15 = !{!"buffer: {index:6, offset:0, size:8192}", !3}
!16 = !{!17}
!17 = !{!"buffer: {index:1, offset:0, size:8192}", !3}
!18 = !{!19, !20, !17, !13, !21}
!19 = !{!"buffer: {index:0, offset:0, size:256}", !3}
!20 = !{!"buffer: {index:0, offset:0, size:8192}", !3}
!21 = !{!"buffer: {index:6, offset:8192, size:384}", !3}
!22 = !{!19}
!23 = !{!13, !15, !21}
!24 = !{!19, !17, !15, !21}
!25 = !{!21}
!26 = !{!19, !20, !13, !15}
!27 = !{!20}
!28 = !{!15, !21}
