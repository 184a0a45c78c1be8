; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@0 = private unnamed_addr constant [4 x i8] c"\FF\FF\FF\7F"
@1 = private unnamed_addr constant [4 x i8] zeroinitializer

; Function Attrs: uwtable
define internal void @compare-greater-than.4(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion = alloca i8, align 1
  %0 = getelementptr inbounds ptr, ptr %params, i64 2
  %p.1.lhs.7 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 3
  %p.1.rhs.8 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = getelementptr inbounds ptr, ptr %params, i64 0
  %p.0.lhs.5 = load ptr, ptr %2, align 8, !dereferenceable !0, !align !0
  %3 = getelementptr inbounds ptr, ptr %params, i64 1
  %p.0.rhs.6 = load ptr, ptr %3, align 8, !dereferenceable !0, !align !0
  %4 = load float, ptr %p.0.lhs.5, align 4, !alias.scope !1, !noalias !4
  %5 = bitcast float %4 to i32
  %constant.5 = load i32, ptr @1, align 4
  %6 = icmp slt i32 %5, %constant.5
  %7 = zext i1 %6 to i8
  %constant.4 = load i32, ptr @0, align 4
  %8 = load float, ptr %p.0.lhs.5, align 4, !alias.scope !1, !noalias !4
  %9 = bitcast float %8 to i32
  %10 = sub i32 %constant.4, %9
  %11 = trunc i8 %7 to i1
  %12 = select i1 %11, i32 %10, i32 %5
  %13 = load float, ptr %p.0.rhs.6, align 4, !alias.scope !6, !noalias !4
  %14 = bitcast float %13 to i32
  %constant.51 = load i32, ptr @1, align 4
  %15 = icmp slt i32 %14, %constant.51
  %16 = zext i1 %15 to i8
  %constant.42 = load i32, ptr @0, align 4
  %17 = load float, ptr %p.0.rhs.6, align 4, !alias.scope !6, !noalias !4
  %18 = bitcast float %17 to i32
  %19 = sub i32 %constant.42, %18
  %20 = trunc i8 %16 to i1
  %21 = select i1 %20, i32 %19, i32 %14
  %22 = icmp sgt i32 %12, %21
  %23 = zext i1 %22 to i8
  store i8 %23, ptr %fusion, align 1, !alias.scope !4
  %load_ret_value = load i8, ptr %fusion, align 1
  store i8 %load_ret_value, ptr %retval, align 1
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @a_inference_top_k_9__XlaMustCompile_true_config_proto_3175580994766145631_executor_type_11160318154034397263_.28(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %arg0.1 = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %custom-call = load ptr, ptr %1, align 8, !invariant.load !8, !dereferenceable !10, !align !10
  %2 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %3 = load ptr, ptr %2, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %4 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %5 = load ptr, ptr %4, align 8, !invariant.load !8, !dereferenceable !11, !align !10
  %6 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %7 = load ptr, ptr %6, align 8, !invariant.load !8, !dereferenceable !11, !align !10
  call void @__xla_cpu_runtime_TopKF32(i64 8, i64 256, i64 5, ptr %3, ptr %5, ptr %7)
  %8 = getelementptr inbounds [2 x ptr], ptr %custom-call, i64 0, i64 0
  store ptr %5, ptr %8, align 8, !alias.scope !12, !noalias !14
  %9 = getelementptr inbounds [2 x ptr], ptr %custom-call, i64 0, i64 1
  store ptr %7, ptr %9, align 8, !alias.scope !12, !noalias !14
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: nounwind
declare void @__xla_cpu_runtime_TopKF32(i64, i64, i64, ptr, ptr, ptr) #1

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nounwind }

!0 = !{i64 4}
!1 = !{!2}
!2 = !{!"buffer: {index:7, offset:0, size:4}", !3}
!3 = !{!"XLA global AA domain"}
!4 = !{!5}
!5 = !{!"buffer: {index:8, offset:0, size:1}", !3}
!6 = !{!7}
!7 = !{!"buffer: {index:6, offset:0, size:4}", !3}
!8 = !{}
!9 = !{i64 8192}
!10 = !{i64 16}
!11 = !{i64 160}
!12 = !{!13}
!13 = !{!"buffer: {index:3, offset:0, size:16}", !3}
!14 = !{!15, !16}
!15 = !{!"buffer: {index:1, offset:0, size:160}", !3}
!16 = !{!"buffer: {index:2, offset:0, size:160}", !3}
