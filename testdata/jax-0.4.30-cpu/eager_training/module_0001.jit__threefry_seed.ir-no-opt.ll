; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@0 = private unnamed_addr constant [4 x i8] c" \00\00\00"

; Function Attrs: uwtable
define void @main.9(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %Arg_0.1 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !1
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %fusion = load ptr, ptr %1, align 8, !invariant.load !0, !dereferenceable !2, !align !2
  store i64 0, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

return:                                           ; preds = %fusion.loop_exit.dim.0
  ret void

fusion.loop_header.dim.0:                         ; preds = %concatenate.0.merge, %entry
  %fusion.indvar.dim.0 = load i64, ptr %fusion.invar_address.dim.0, align 8
  %2 = icmp uge i64 %fusion.indvar.dim.0, 2
  br i1 %2, label %fusion.loop_exit.dim.0, label %fusion.loop_body.dim.0

fusion.loop_body.dim.0:                           ; preds = %fusion.loop_header.dim.0
  br label %concatenate.pivot.1.

concat_index_from_operand_id0:                    ; preds = %concatenate.pivot.0.
  %3 = phi i64 [ 0, %concatenate.pivot.0. ]
  %4 = sub nsw i64 %fusion.indvar.dim.0, %3
  %5 = load i32, ptr %Arg_0.1, align 4, !invariant.load !0, !noalias !3
  %constant.0 = load i32, ptr @0, align 4
  %6 = lshr i32 %5, %constant.0
  %shft.chk = icmp ult i32 %constant.0, 32
  %7 = select i1 %shft.chk, i32 %6, i32 0
  br label %concatenate.0.merge

concat_index_from_operand_id1:                    ; preds = %concatenate.pivot.1.1
  %8 = phi i64 [ 1, %concatenate.pivot.1.1 ]
  %9 = sub nsw i64 %fusion.indvar.dim.0, %8
  %10 = load i32, ptr %Arg_0.1, align 4, !invariant.load !0, !noalias !3
  br label %concatenate.0.merge

concatenate.pivot.1.:                             ; preds = %fusion.loop_body.dim.0
  %11 = icmp ult i64 %fusion.indvar.dim.0, 1
  br i1 %11, label %concatenate.pivot.0., label %concatenate.pivot.1.1

concatenate.pivot.0.:                             ; preds = %concatenate.pivot.1.
  br label %concat_index_from_operand_id0

concatenate.pivot.1.1:                            ; preds = %concatenate.pivot.1.
  br label %concat_index_from_operand_id1

concatenate.0.merge:                              ; preds = %concat_index_from_operand_id1, %concat_index_from_operand_id0
  %12 = phi i32 [ %7, %concat_index_from_operand_id0 ], [ %10, %concat_index_from_operand_id1 ]
  %13 = getelementptr inbounds [2 x i32], ptr %fusion, i64 0, i64 %fusion.indvar.dim.0
  store i32 %12, ptr %13, align 4, !alias.scope !3
  %invar.inc = add nuw nsw i64 %fusion.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_exit.dim.0:                           ; preds = %fusion.loop_header.dim.0
  br label %return
}

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }

!0 = !{}
!1 = !{i64 4}
!2 = !{i64 8}
!3 = !{!4}
!4 = !{!"buffer: {index:0, offset:0, size:8}", !5}
!5 = !{!"XLA global AA domain"}
