; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@0 = private unnamed_addr constant [4 x i8] c"\00\00\80?"

; Function Attrs: uwtable
define internal void @cond_true_6__.6(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %sine.9.invar_address.dim.1 = alloca i64, align 8
  %sine.9.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %1 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %arg_tuple.7 = getelementptr inbounds i8, ptr %1, i64 16
  %2 = getelementptr inbounds [1 x ptr], ptr %arg_tuple.7, i64 0, i64 0
  %3 = load ptr, ptr %2, align 8, !dereferenceable !3, !align !2
  %4 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %5 = load ptr, ptr %4, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %sine.9 = getelementptr inbounds i8, ptr %5, i64 32
  store i64 0, ptr %sine.9.invar_address.dim.0, align 8
  br label %sine.9.loop_header.dim.0

return:                                           ; preds = %sine.9.loop_exit.dim.0
  ret void

sine.9.loop_header.dim.0:                         ; preds = %sine.9.loop_exit.dim.1, %entry
  %sine.9.indvar.dim.0 = load i64, ptr %sine.9.invar_address.dim.0, align 8
  %6 = icmp uge i64 %sine.9.indvar.dim.0, 32
  br i1 %6, label %sine.9.loop_exit.dim.0, label %sine.9.loop_body.dim.0

sine.9.loop_body.dim.0:                           ; preds = %sine.9.loop_header.dim.0
  store i64 0, ptr %sine.9.invar_address.dim.1, align 8
  br label %sine.9.loop_header.dim.1

sine.9.loop_header.dim.1:                         ; preds = %sine.9.loop_body.dim.1, %sine.9.loop_body.dim.0
  %sine.9.indvar.dim.1 = load i64, ptr %sine.9.invar_address.dim.1, align 8
  %7 = icmp uge i64 %sine.9.indvar.dim.1, 32
  br i1 %7, label %sine.9.loop_exit.dim.1, label %sine.9.loop_body.dim.1

sine.9.loop_body.dim.1:                           ; preds = %sine.9.loop_header.dim.1
  %8 = getelementptr inbounds [32 x [32 x float]], ptr %3, i64 0, i64 %sine.9.indvar.dim.0, i64 %sine.9.indvar.dim.1
  %9 = load float, ptr %8, align 4, !alias.scope !4, !noalias !7
  %10 = call float @llvm.sin.f32(float %9)
  %11 = getelementptr inbounds [32 x [32 x float]], ptr %sine.9, i64 0, i64 %sine.9.indvar.dim.0, i64 %sine.9.indvar.dim.1
  store float %10, ptr %11, align 4, !alias.scope !10, !noalias !11
  %invar.inc1 = add nuw nsw i64 %sine.9.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %sine.9.invar_address.dim.1, align 8
  br label %sine.9.loop_header.dim.1

sine.9.loop_exit.dim.1:                           ; preds = %sine.9.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %sine.9.indvar.dim.0, 1
  store i64 %invar.inc, ptr %sine.9.invar_address.dim.0, align 8
  br label %sine.9.loop_header.dim.0

sine.9.loop_exit.dim.0:                           ; preds = %sine.9.loop_header.dim.0
  %12 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %dot.10 = load ptr, ptr %12, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.10, ptr %3, ptr %sine.9, i64 32, i64 32, i64 32, i32 0, i32 0)
  %13 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %tuple = load ptr, ptr %13, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %14 = getelementptr inbounds [1 x ptr], ptr %tuple, i64 0, i64 0
  store ptr %dot.10, ptr %14, align 8, !alias.scope !12, !noalias !14
  br label %return
}

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare float @llvm.sin.f32(float) #1

; Function Attrs: nounwind memory(argmem: readwrite)
declare void @__xla_cpu_runtime_EigenMatMulF32(ptr, ptr, ptr, ptr, i64, i64, i64, i32, i32) #2

; Function Attrs: uwtable
define internal void @cond_false_7__.14(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion.invar_address.dim.1 = alloca i64, align 8
  %fusion.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %1 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %arg_tuple.15 = getelementptr inbounds i8, ptr %1, i64 16
  %2 = getelementptr inbounds [1 x ptr], ptr %arg_tuple.15, i64 0, i64 0
  %3 = load ptr, ptr %2, align 8, !dereferenceable !3, !align !2
  %4 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %fusion = load ptr, ptr %4, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  store i64 0, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

return:                                           ; preds = %fusion.loop_exit.dim.0
  ret void

fusion.loop_header.dim.0:                         ; preds = %fusion.loop_exit.dim.1, %entry
  %fusion.indvar.dim.0 = load i64, ptr %fusion.invar_address.dim.0, align 8
  %5 = icmp uge i64 %fusion.indvar.dim.0, 32
  br i1 %5, label %fusion.loop_exit.dim.0, label %fusion.loop_body.dim.0

fusion.loop_body.dim.0:                           ; preds = %fusion.loop_header.dim.0
  store i64 0, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_header.dim.1:                         ; preds = %fusion.loop_body.dim.1, %fusion.loop_body.dim.0
  %fusion.indvar.dim.1 = load i64, ptr %fusion.invar_address.dim.1, align 8
  %6 = icmp uge i64 %fusion.indvar.dim.1, 32
  br i1 %6, label %fusion.loop_exit.dim.1, label %fusion.loop_body.dim.1

fusion.loop_body.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %7 = getelementptr inbounds [32 x [32 x float]], ptr %3, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1
  %8 = load float, ptr %7, align 4, !alias.scope !4, !noalias !14
  %9 = call float @llvm.cos.f32(float %8)
  %constant.0 = load float, ptr @0, align 4
  %add.0 = fadd float %9, %constant.0
  %10 = getelementptr inbounds [32 x [32 x float]], ptr %fusion, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1
  store float %add.0, ptr %10, align 4, !alias.scope !14, !noalias !15
  %invar.inc1 = add nuw nsw i64 %fusion.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_exit.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %fusion.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_exit.dim.0:                           ; preds = %fusion.loop_header.dim.0
  %11 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %tuple.1 = load ptr, ptr %11, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %12 = getelementptr inbounds [1 x ptr], ptr %tuple.1, i64 0, i64 0
  store ptr %fusion, ptr %12, align 8, !alias.scope !12, !noalias !14
  br label %return
}

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare float @llvm.cos.f32(float) #1

; Function Attrs: uwtable
define void @a_inference_cond_22__XlaMustCompile_true_config_proto_3175580994766145631_executor_type_11160318154034397263_.28(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %arg1.2 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %2 = load ptr, ptr %1, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %tuple.5 = getelementptr inbounds i8, ptr %2, i64 16
  %3 = getelementptr inbounds [1 x ptr], ptr %tuple.5, i64 0, i64 0
  store ptr %arg1.2, ptr %3, align 8, !alias.scope !16, !noalias !18
  %4 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %arg0.1 = load ptr, ptr %4, align 8, !invariant.load !0, !dereferenceable !19
  %5 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %conditional.23 = load ptr, ptr %5, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %load_predicate_value = load i8, ptr %arg0.1, align 1
  %boolean_predicate = icmp ne i8 %load_predicate_value, 0
  br i1 %boolean_predicate, label %conditional-true, label %conditional-false

return:                                           ; preds = %conditional-after
  ret void

conditional-true:                                 ; preds = %entry
  call void @cond_true_6__.6(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  br label %conditional-after

conditional-false:                                ; preds = %entry
  call void @cond_false_7__.14(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  br label %conditional-after

conditional-after:                                ; preds = %conditional-false, %conditional-true
  %6 = getelementptr inbounds [1 x ptr], ptr %conditional.23, i64 0, i64 0
  %7 = load ptr, ptr %6, align 8, !dereferenceable !3, !align !2
  br label %return
}

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nocallback nofree nosync nounwind speculatable willreturn memory(none) }
attributes #2 = { nounwind memory(argmem: readwrite) }

!0 = !{}
!1 = !{i64 4128}
!2 = !{i64 16}
!3 = !{i64 4096}
!4 = !{!5}
!5 = !{!"buffer: {index:1, offset:0, size:4096}", !6}
!6 = !{!"XLA global AA domain"}
!7 = !{!8, !9}
!8 = !{!"buffer: {index:0, offset:0, size:4096}", !6}
!9 = !{!"buffer: {index:3, offset:32, size:4096}", !6}
!10 = !{!9}
!11 = !{!8, !5}
!12 = !{!13}
!13 = !{!"buffer: {index:3, offset:0, size:8}", !6}
!14 = !{!8}
!15 = !{!5, !13}
!16 = !{!17}
!17 = !{!"buffer: {index:3, offset:16, size:8}", !6}
!18 = !{!8, !5, !13}
!19 = !{i64 1}
