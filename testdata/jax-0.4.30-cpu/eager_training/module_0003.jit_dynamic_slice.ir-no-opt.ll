; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@constant = private unnamed_addr constant [4 x i8] zeroinitializer, align 4

; Function Attrs: uwtable
define void @main.5(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %dynamic-slice.4.invar_address.dim.1 = alloca i64, align 8
  %dynamic-slice.4.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %Arg_2.3 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !1
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %Arg_0.1 = load ptr, ptr %1, align 8, !invariant.load !0, !dereferenceable !2, !align !3
  %2 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %Arg_1.2 = load ptr, ptr %2, align 8, !invariant.load !0, !dereferenceable !1, !align !1
  %3 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %dynamic-slice.4 = load ptr, ptr %3, align 8, !invariant.load !0, !dereferenceable !4, !align !4
  store i64 0, ptr %dynamic-slice.4.invar_address.dim.0, align 8
  br label %dynamic-slice.4.loop_header.dim.0

return:                                           ; preds = %dynamic-slice.4.loop_exit.dim.0
  ret void

dynamic-slice.4.loop_header.dim.0:                ; preds = %dynamic-slice.4.loop_exit.dim.1, %entry
  %dynamic-slice.4.indvar.dim.0 = load i64, ptr %dynamic-slice.4.invar_address.dim.0, align 8
  %4 = icmp uge i64 %dynamic-slice.4.indvar.dim.0, 1
  br i1 %4, label %dynamic-slice.4.loop_exit.dim.0, label %dynamic-slice.4.loop_body.dim.0

dynamic-slice.4.loop_body.dim.0:                  ; preds = %dynamic-slice.4.loop_header.dim.0
  store i64 0, ptr %dynamic-slice.4.invar_address.dim.1, align 8
  br label %dynamic-slice.4.loop_header.dim.1

dynamic-slice.4.loop_header.dim.1:                ; preds = %dynamic-slice.4.loop_body.dim.1, %dynamic-slice.4.loop_body.dim.0
  %dynamic-slice.4.indvar.dim.1 = load i64, ptr %dynamic-slice.4.invar_address.dim.1, align 8
  %5 = icmp uge i64 %dynamic-slice.4.indvar.dim.1, 2
  br i1 %5, label %dynamic-slice.4.loop_exit.dim.1, label %dynamic-slice.4.loop_body.dim.1

dynamic-slice.4.loop_body.dim.1:                  ; preds = %dynamic-slice.4.loop_header.dim.1
  %6 = load i32, ptr %Arg_1.2, align 4, !invariant.load !0, !noalias !5
  %7 = sext i32 %6 to i64
  %8 = icmp sge i64 0, %7
  %9 = select i1 %8, i64 0, i64 %7
  %10 = icmp sle i64 2, %9
  %dynamic-slice.4.start_idx0 = select i1 %10, i64 2, i64 %9
  %11 = load i32, ptr @constant, align 4, !alias.scope !9, !noalias !10
  %12 = sext i32 %11 to i64
  %13 = icmp sge i64 0, %12
  %14 = select i1 %13, i64 0, i64 %12
  %15 = icmp sle i64 0, %14
  %dynamic-slice.4.start_idx1 = select i1 %15, i64 0, i64 %14
  %16 = add i64 %dynamic-slice.4.start_idx0, %dynamic-slice.4.indvar.dim.0
  %17 = add i64 %dynamic-slice.4.start_idx1, %dynamic-slice.4.indvar.dim.1
  %18 = getelementptr inbounds [3 x [2 x i32]], ptr %Arg_0.1, i64 0, i64 %16, i64 %17
  %19 = load i32, ptr %18, align 4, !invariant.load !0, !noalias !5
  %20 = getelementptr inbounds [1 x [2 x i32]], ptr %dynamic-slice.4, i64 0, i64 0, i64 %dynamic-slice.4.indvar.dim.1
  store i32 %19, ptr %20, align 4, !alias.scope !10, !noalias !9
  %invar.inc1 = add nuw nsw i64 %dynamic-slice.4.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %dynamic-slice.4.invar_address.dim.1, align 8
  br label %dynamic-slice.4.loop_header.dim.1

dynamic-slice.4.loop_exit.dim.1:                  ; preds = %dynamic-slice.4.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %dynamic-slice.4.indvar.dim.0, 1
  store i64 %invar.inc, ptr %dynamic-slice.4.invar_address.dim.0, align 8
  br label %dynamic-slice.4.loop_header.dim.0

dynamic-slice.4.loop_exit.dim.0:                  ; preds = %dynamic-slice.4.loop_header.dim.0
  br label %return
}

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }

!0 = !{}
!1 = !{i64 4}
!2 = !{i64 24}
!3 = !{i64 16}
!4 = !{i64 8}
!5 = !{!6, !8}
!6 = !{!"buffer: {index:1, offset:0, size:8}", !7}
!7 = !{!"XLA global AA domain"}
!8 = !{!"buffer: {index:4, offset:0, size:4}", !7}
!9 = !{!8}
!10 = !{!6}
