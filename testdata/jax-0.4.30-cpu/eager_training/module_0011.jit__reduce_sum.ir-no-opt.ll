; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@0 = private unnamed_addr constant [4 x i8] zeroinitializer

; Function Attrs: uwtable
define internal void @region_0.3(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %add.6 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %Arg_0.4 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %Arg_1.5 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %Arg_0.4, align 4, !alias.scope !1, !noalias !4
  %3 = load float, ptr %Arg_1.5, align 4, !alias.scope !6, !noalias !4
  %add.61 = fadd reassoc float %2, %3
  store float %add.61, ptr %add.6, align 4, !alias.scope !4
  %load_ret_value = load float, ptr %add.6, align 4
  store float %load_ret_value, ptr %retval, align 4
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @main.9(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %reduce_function_parameter_addresses = alloca ptr, i32 2, align 8
  %reduce_function_return_value_addr = alloca float, align 4
  %arg_addr3 = alloca float, align 4
  %arg_addr = alloca float, align 4
  %reduce.0.inner.invar_address.reduction_dim.1 = alloca i64, align 8
  %accumulator_0 = alloca float, align 4
  %fusion.invar_address.dim.1 = alloca i64, align 8
  %fusion.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %Arg_0.1 = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %fusion = load ptr, ptr %1, align 8, !invariant.load !8, !dereferenceable !11, !align !10
  store i64 0, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

return:                                           ; preds = %fusion.loop_exit.dim.0
  ret void

fusion.loop_header.dim.0:                         ; preds = %fusion.loop_exit.dim.1, %entry
  %fusion.indvar.dim.0 = load i64, ptr %fusion.invar_address.dim.0, align 8
  %2 = icmp uge i64 %fusion.indvar.dim.0, 64
  br i1 %2, label %fusion.loop_exit.dim.0, label %fusion.loop_body.dim.0

fusion.loop_body.dim.0:                           ; preds = %fusion.loop_header.dim.0
  store i64 0, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_header.dim.1:                         ; preds = %reduce.0.inner.loop_exit.reduction_dim.1, %fusion.loop_body.dim.0
  %fusion.indvar.dim.1 = load i64, ptr %fusion.invar_address.dim.1, align 8
  %3 = icmp uge i64 %fusion.indvar.dim.1, 1
  br i1 %3, label %fusion.loop_exit.dim.1, label %fusion.loop_body.dim.1

fusion.loop_body.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %constant.0 = load float, ptr @0, align 4
  store float %constant.0, ptr %accumulator_0, align 4
  store i64 0, ptr %reduce.0.inner.invar_address.reduction_dim.1, align 8
  br label %reduce.0.inner.loop_header.reduction_dim.1

reduce.0.inner.loop_header.reduction_dim.1:       ; preds = %reduce.0.inner.loop_body.reduction_dim.1, %fusion.loop_body.dim.1
  %reduce.0.inner.indvar.reduction_dim.1 = load i64, ptr %reduce.0.inner.invar_address.reduction_dim.1, align 8
  %4 = icmp uge i64 %reduce.0.inner.indvar.reduction_dim.1, 16
  br i1 %4, label %reduce.0.inner.loop_exit.reduction_dim.1, label %reduce.0.inner.loop_body.reduction_dim.1

reduce.0.inner.loop_body.reduction_dim.1:         ; preds = %reduce.0.inner.loop_header.reduction_dim.1
  %5 = load float, ptr %accumulator_0, align 4
  %6 = getelementptr inbounds [64 x [16 x float]], ptr %Arg_0.1, i64 0, i64 %fusion.indvar.dim.0, i64 %reduce.0.inner.indvar.reduction_dim.1
  %7 = load float, ptr %6, align 4, !invariant.load !8, !noalias !12
  store float %5, ptr %arg_addr, align 4
  store float %7, ptr %arg_addr3, align 4
  %8 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 0
  store ptr %arg_addr, ptr %8, align 8
  %9 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 1
  store ptr %arg_addr3, ptr %9, align 8
  call void @region_0.3(ptr %reduce_function_return_value_addr, ptr %run_options, ptr %reduce_function_parameter_addresses, ptr null, ptr %status, ptr %prof_counters)
  %10 = load float, ptr %reduce_function_return_value_addr, align 4
  store float %10, ptr %accumulator_0, align 4
  %invar.inc2 = add nuw nsw i64 %reduce.0.inner.indvar.reduction_dim.1, 1
  store i64 %invar.inc2, ptr %reduce.0.inner.invar_address.reduction_dim.1, align 8
  br label %reduce.0.inner.loop_header.reduction_dim.1

reduce.0.inner.loop_exit.reduction_dim.1:         ; preds = %reduce.0.inner.loop_header.reduction_dim.1
  %11 = load float, ptr %accumulator_0, align 4
  %12 = getelementptr inbounds [64 x [1 x float]], ptr %fusion, i64 0, i64 %fusion.indvar.dim.0, i64 0
  store float %11, ptr %12, align 4, !alias.scope !12
  %invar.inc1 = add nuw nsw i64 %fusion.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_exit.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %fusion.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_exit.dim.0:                           ; preds = %fusion.loop_header.dim.0
  br label %return
}

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }

!0 = !{i64 4}
!1 = !{!2}
!2 = !{!"buffer: {index:2, offset:0, size:4}", !3}
!3 = !{!"XLA global AA domain"}
!4 = !{!5}
!5 = !{!"buffer: {index:4, offset:0, size:4}", !3}
!6 = !{!7}
!7 = !{!"buffer: {index:3, offset:0, size:4}", !3}
!8 = !{}
!9 = !{i64 4096}
!10 = !{i64 16}
!11 = !{i64 256}
!12 = !{!13}
!13 = !{!"buffer: {index:1, offset:0, size:256}", !3}
