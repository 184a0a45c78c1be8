; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@0 = private unnamed_addr constant [4 x i8] c"\00\00\80?"

; Function Attrs: uwtable
define internal void @region_0.4(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion.invar_address.dim.1 = alloca i64, align 8
  %fusion.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %Arg_.5 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %fusion = load ptr, ptr %1, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  store i64 0, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

return:                                           ; preds = %fusion.loop_exit.dim.0
  ret void

fusion.loop_header.dim.0:                         ; preds = %fusion.loop_exit.dim.1, %entry
  %fusion.indvar.dim.0 = load i64, ptr %fusion.invar_address.dim.0, align 8
  %2 = icmp uge i64 %fusion.indvar.dim.0, 32
  br i1 %2, label %fusion.loop_exit.dim.0, label %fusion.loop_body.dim.0

fusion.loop_body.dim.0:                           ; preds = %fusion.loop_header.dim.0
  store i64 0, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_header.dim.1:                         ; preds = %fusion.loop_body.dim.1, %fusion.loop_body.dim.0
  %fusion.indvar.dim.1 = load i64, ptr %fusion.invar_address.dim.1, align 8
  %3 = icmp uge i64 %fusion.indvar.dim.1, 32
  br i1 %3, label %fusion.loop_exit.dim.1, label %fusion.loop_body.dim.1

fusion.loop_body.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %4 = getelementptr inbounds [32 x [32 x float]], ptr %Arg_.5, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1
  %5 = load float, ptr %4, align 4, !alias.scope !3, !noalias !6
  %6 = call float @llvm.cos.f32(float %5)
  %constant.0 = load float, ptr @0, align 4
  %add.0 = fadd float %6, %constant.0
  %7 = getelementptr inbounds [32 x [32 x float]], ptr %fusion, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1
  store float %add.0, ptr %7, align 4, !alias.scope !6, !noalias !8
  %invar.inc1 = add nuw nsw i64 %fusion.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_exit.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %fusion.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_exit.dim.0:                           ; preds = %fusion.loop_header.dim.0
  %8 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %tuple.2 = load ptr, ptr %8, align 8, !invariant.load !0, !dereferenceable !10, !align !2
  %9 = getelementptr inbounds [1 x ptr], ptr %tuple.2, i64 0, i64 0
  store ptr %fusion, ptr %9, align 8, !alias.scope !8, !noalias !6
  br label %return
}

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare float @llvm.cos.f32(float) #1

; Function Attrs: uwtable
define internal void @region_1.10(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %sine.12.invar_address.dim.1 = alloca i64, align 8
  %sine.12.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %Arg_.11 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %2 = load ptr, ptr %1, align 8, !invariant.load !0, !dereferenceable !10, !align !2
  %sine.12 = getelementptr inbounds i8, ptr %2, i64 16
  store i64 0, ptr %sine.12.invar_address.dim.0, align 8
  br label %sine.12.loop_header.dim.0

return:                                           ; preds = %sine.12.loop_exit.dim.0
  ret void

sine.12.loop_header.dim.0:                        ; preds = %sine.12.loop_exit.dim.1, %entry
  %sine.12.indvar.dim.0 = load i64, ptr %sine.12.invar_address.dim.0, align 8
  %3 = icmp uge i64 %sine.12.indvar.dim.0, 32
  br i1 %3, label %sine.12.loop_exit.dim.0, label %sine.12.loop_body.dim.0

sine.12.loop_body.dim.0:                          ; preds = %sine.12.loop_header.dim.0
  store i64 0, ptr %sine.12.invar_address.dim.1, align 8
  br label %sine.12.loop_header.dim.1

sine.12.loop_header.dim.1:                        ; preds = %sine.12.loop_body.dim.1, %sine.12.loop_body.dim.0
  %sine.12.indvar.dim.1 = load i64, ptr %sine.12.invar_address.dim.1, align 8
  %4 = icmp uge i64 %sine.12.indvar.dim.1, 32
  br i1 %4, label %sine.12.loop_exit.dim.1, label %sine.12.loop_body.dim.1

sine.12.loop_body.dim.1:                          ; preds = %sine.12.loop_header.dim.1
  %5 = getelementptr inbounds [32 x [32 x float]], ptr %Arg_.11, i64 0, i64 %sine.12.indvar.dim.0, i64 %sine.12.indvar.dim.1
  %6 = load float, ptr %5, align 4, !alias.scope !3, !noalias !11
  %7 = call float @llvm.sin.f32(float %6)
  %8 = getelementptr inbounds [32 x [32 x float]], ptr %sine.12, i64 0, i64 %sine.12.indvar.dim.0, i64 %sine.12.indvar.dim.1
  store float %7, ptr %8, align 4, !alias.scope !13, !noalias !6
  %invar.inc1 = add nuw nsw i64 %sine.12.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %sine.12.invar_address.dim.1, align 8
  br label %sine.12.loop_header.dim.1

sine.12.loop_exit.dim.1:                          ; preds = %sine.12.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %sine.12.indvar.dim.0, 1
  store i64 %invar.inc, ptr %sine.12.invar_address.dim.0, align 8
  br label %sine.12.loop_header.dim.0

sine.12.loop_exit.dim.0:                          ; preds = %sine.12.loop_header.dim.0
  %9 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %dot.13 = load ptr, ptr %9, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.13, ptr %Arg_.11, ptr %sine.12, i64 32, i64 32, i64 32, i32 0, i32 0)
  %10 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %tuple.3 = load ptr, ptr %10, align 8, !invariant.load !0, !dereferenceable !10, !align !2
  %11 = getelementptr inbounds [1 x ptr], ptr %tuple.3, i64 0, i64 0
  store ptr %dot.13, ptr %11, align 8, !alias.scope !8, !noalias !6
  br label %return
}

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare float @llvm.sin.f32(float) #1

; Function Attrs: nounwind memory(argmem: readwrite)
declare void @__xla_cpu_runtime_EigenMatMulF32(ptr, ptr, ptr, ptr, i64, i64, i64, i32, i32) #2

; Function Attrs: uwtable
define void @main.15(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %Arg_0.1 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !14
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %2 = load ptr, ptr %1, align 8, !invariant.load !0, !dereferenceable !10, !align !2
  %convert.3 = getelementptr inbounds i8, ptr %2, i64 4112
  %3 = load i8, ptr %Arg_0.1, align 1, !invariant.load !0, !noalias !15
  %4 = zext i8 %3 to i32
  store i32 %4, ptr %convert.3, align 4, !alias.scope !15, !noalias !17
  %5 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %Arg_1.2 = load ptr, ptr %5, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %6 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %conditional.14.clone = load ptr, ptr %6, align 8, !invariant.load !0, !dereferenceable !10, !align !2
  %load_branch_index_value = load i32, ptr %convert.3, align 4
  switch i32 %load_branch_index_value, label %case-default [
    i32 0, label %case-branch0
  ]

return:                                           ; preds = %case-after
  ret void

case-after:                                       ; preds = %case-branch0, %case-default
  %7 = getelementptr inbounds [1 x ptr], ptr %conditional.14.clone, i64 0, i64 0
  %8 = load ptr, ptr %7, align 8, !dereferenceable !1, !align !2
  br label %return

case-default:                                     ; preds = %entry
  call void @region_1.10(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  br label %case-after

case-branch0:                                     ; preds = %entry
  call void @region_0.4(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  br label %case-after
}

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nocallback nofree nosync nounwind speculatable willreturn memory(none) }
attributes #2 = { nounwind memory(argmem: readwrite) }

!0 = !{}
!1 = !{i64 4096}
!2 = !{i64 16}
!3 = !{!4}
!4 = !{!"buffer: {index:1, offset:0, size:4096}", !5}
!5 = !{!"XLA global AA domain"}
!6 = !{!7}
!7 = !{!"buffer: {index:0, offset:0, size:4096}", !5}
!8 = !{!9}
!9 = !{!"buffer: {index:3, offset:0, size:8}", !5}
!10 = !{i64 4116}
!11 = !{!7, !12}
!12 = !{!"buffer: {index:3, offset:16, size:4096}", !5}
!13 = !{!12}
!14 = !{i64 1}
!15 = !{!16}
!16 = !{!"buffer: {index:3, offset:4112, size:4}", !5}
!17 = !{!7, !9}
