; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@0 = private unnamed_addr constant [4 x i8] c"\00\00\00@"
@1 = private unnamed_addr constant [4 x i8] c"d\00\00\00"
@2 = private unnamed_addr constant [4 x i8] zeroinitializer

; Function Attrs: uwtable
define void @main.15(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion.invar_address.dim.1 = alloca i64, align 8
  %fusion.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %Arg_0.1 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %Arg_1.2 = load ptr, ptr %1, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  %2 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %fusion = load ptr, ptr %2, align 8, !invariant.load !0, !dereferenceable !4, !align !2
  store i64 0, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

return:                                           ; preds = %fusion.loop_exit.dim.0
  ret void

fusion.loop_header.dim.0:                         ; preds = %fusion.loop_exit.dim.1, %entry
  %fusion.indvar.dim.0 = load i64, ptr %fusion.invar_address.dim.0, align 8
  %3 = icmp uge i64 %fusion.indvar.dim.0, 24
  br i1 %3, label %fusion.loop_exit.dim.0, label %fusion.loop_body.dim.0

fusion.loop_body.dim.0:                           ; preds = %fusion.loop_header.dim.0
  store i64 0, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_header.dim.1:                         ; preds = %fusion.loop_body.dim.1, %fusion.loop_body.dim.0
  %fusion.indvar.dim.1 = load i64, ptr %fusion.invar_address.dim.1, align 8
  %4 = icmp uge i64 %fusion.indvar.dim.1, 16
  br i1 %4, label %fusion.loop_exit.dim.1, label %fusion.loop_body.dim.1

fusion.loop_body.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %5 = getelementptr inbounds [24 x i32], ptr %Arg_1.2, i64 0, i64 %fusion.indvar.dim.0
  %6 = load i32, ptr %5, align 4, !invariant.load !0, !noalias !5
  %constant.2 = load i32, ptr @2, align 4
  %7 = icmp slt i32 %6, %constant.2
  %8 = zext i1 %7 to i8
  %9 = getelementptr inbounds [24 x i32], ptr %Arg_1.2, i64 0, i64 %fusion.indvar.dim.0
  %10 = load i32, ptr %9, align 4, !invariant.load !0, !noalias !5
  %constant.1 = load i32, ptr @1, align 4
  %11 = add i32 %10, %constant.1
  %12 = getelementptr inbounds [24 x i32], ptr %Arg_1.2, i64 0, i64 %fusion.indvar.dim.0
  %13 = load i32, ptr %12, align 4, !invariant.load !0, !noalias !5
  %14 = trunc i8 %8 to i1
  %15 = select i1 %14, i32 %11, i32 %13
  %16 = sext i32 %15 to i64
  %17 = icmp sge i64 0, %16
  %18 = select i1 %17, i64 0, i64 %16
  %19 = icmp sle i64 99, %18
  %20 = select i1 %19, i64 99, i64 %18
  %21 = add i64 0, %20
  %22 = getelementptr inbounds [100 x [16 x float]], ptr %Arg_0.1, i64 0, i64 %21, i64 %fusion.indvar.dim.1
  %23 = load float, ptr %22, align 4, !invariant.load !0, !noalias !5
  %constant.0 = load float, ptr @0, align 4
  %multiply.0 = fmul float %23, %constant.0
  %24 = getelementptr inbounds [24 x [16 x float]], ptr %fusion, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1
  store float %multiply.0, ptr %24, align 4, !alias.scope !5
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

!0 = !{}
!1 = !{i64 6400}
!2 = !{i64 16}
!3 = !{i64 96}
!4 = !{i64 1536}
!5 = !{!6}
!6 = !{!"buffer: {index:1, offset:0, size:1536}", !7}
!7 = !{!"XLA global AA domain"}
