; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@0 = private unnamed_addr constant [4 x i8] c"\FF\FF\FF\7F"
@1 = private unnamed_addr constant [4 x i8] zeroinitializer
@2 = private unnamed_addr constant [4 x i8] c"\FF\FF\FF\7F"
@3 = private unnamed_addr constant [4 x i8] zeroinitializer

; Function Attrs: uwtable
define internal void @compare-greater-than.28.clone(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion.1 = alloca i8, align 1
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %p.0.lhs = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %p.0.rhs = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %p.0.lhs, align 4, !alias.scope !1, !noalias !4
  %3 = bitcast float %2 to i32
  %constant.15 = load i32, ptr @1, align 4
  %4 = icmp slt i32 %3, %constant.15
  %5 = zext i1 %4 to i8
  %constant.14 = load i32, ptr @0, align 4
  %6 = load float, ptr %p.0.lhs, align 4, !alias.scope !1, !noalias !4
  %7 = bitcast float %6 to i32
  %8 = sub i32 %constant.14, %7
  %9 = trunc i8 %5 to i1
  %10 = select i1 %9, i32 %8, i32 %3
  %11 = load float, ptr %p.0.rhs, align 4, !alias.scope !6, !noalias !4
  %12 = bitcast float %11 to i32
  %constant.151 = load i32, ptr @1, align 4
  %13 = icmp slt i32 %12, %constant.151
  %14 = zext i1 %13 to i8
  %constant.142 = load i32, ptr @0, align 4
  %15 = load float, ptr %p.0.rhs, align 4, !alias.scope !6, !noalias !4
  %16 = bitcast float %15 to i32
  %17 = sub i32 %constant.142, %16
  %18 = trunc i8 %14 to i1
  %19 = select i1 %18, i32 %17, i32 %12
  %20 = icmp sgt i32 %10, %19
  %21 = zext i1 %20 to i8
  store i8 %21, ptr %fusion.1, align 1, !alias.scope !4
  %load_ret_value = load i8, ptr %fusion.1, align 1
  store i8 %load_ret_value, ptr %retval, align 1
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define internal void @compare-greater-than.5(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion = alloca i8, align 1
  %0 = getelementptr inbounds ptr, ptr %params, i64 2
  %p.1.lhs.8 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 3
  %p.1.rhs.9 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = getelementptr inbounds ptr, ptr %params, i64 0
  %p.0.lhs.6 = load ptr, ptr %2, align 8, !dereferenceable !0, !align !0
  %3 = getelementptr inbounds ptr, ptr %params, i64 1
  %p.0.rhs.7 = load ptr, ptr %3, align 8, !dereferenceable !0, !align !0
  %4 = load float, ptr %p.0.lhs.6, align 4, !alias.scope !8, !noalias !10
  %5 = bitcast float %4 to i32
  %constant.13 = load i32, ptr @3, align 4
  %6 = icmp slt i32 %5, %constant.13
  %7 = zext i1 %6 to i8
  %constant.12 = load i32, ptr @2, align 4
  %8 = load float, ptr %p.0.lhs.6, align 4, !alias.scope !8, !noalias !10
  %9 = bitcast float %8 to i32
  %10 = sub i32 %constant.12, %9
  %11 = trunc i8 %7 to i1
  %12 = select i1 %11, i32 %10, i32 %5
  %13 = load float, ptr %p.0.rhs.7, align 4, !alias.scope !12, !noalias !10
  %14 = bitcast float %13 to i32
  %constant.131 = load i32, ptr @3, align 4
  %15 = icmp slt i32 %14, %constant.131
  %16 = zext i1 %15 to i8
  %constant.122 = load i32, ptr @2, align 4
  %17 = load float, ptr %p.0.rhs.7, align 4, !alias.scope !12, !noalias !10
  %18 = bitcast float %17 to i32
  %19 = sub i32 %constant.122, %18
  %20 = trunc i8 %16 to i1
  %21 = select i1 %20, i32 %19, i32 %14
  %22 = icmp sgt i32 %12, %21
  %23 = zext i1 %22 to i8
  store i8 %23, ptr %fusion, align 1, !alias.scope !10
  %load_ret_value = load i8, ptr %fusion, align 1
  store i8 %load_ret_value, ptr %retval, align 1
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @a_inference_sort_27__XlaMustCompile_true_config_proto_3175580994766145631_executor_type_11160318154034397263_.53(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %negate.49.invar_address.dim.1 = alloca i64, align 8
  %negate.49.invar_address.dim.0 = alloca i64, align 8
  %cc_sizes_alloca5 = alloca i32, align 4
  %cc_values_alloca4 = alloca ptr, align 8
  %cc_sizes_alloca = alloca i32, i32 2, align 4
  %cc_values_alloca = alloca ptr, i32 2, align 8
  %iota.4.invar_address.dim.1 = alloca i64, align 8
  %iota.4.invar_address.dim.0 = alloca i64, align 8
  %negate.26.invar_address.dim.1 = alloca i64, align 8
  %negate.26.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %arg0.1 = load ptr, ptr %0, align 8, !invariant.load !14, !dereferenceable !15, !align !16
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %negate.26 = load ptr, ptr %1, align 8, !invariant.load !14, !dereferenceable !15, !align !16
  store i64 0, ptr %negate.26.invar_address.dim.0, align 8
  br label %negate.26.loop_header.dim.0

return:                                           ; preds = %negate.49.loop_exit.dim.0
  ret void

negate.26.loop_header.dim.0:                      ; preds = %negate.26.loop_exit.dim.1, %entry
  %negate.26.indvar.dim.0 = load i64, ptr %negate.26.invar_address.dim.0, align 8
  %2 = icmp uge i64 %negate.26.indvar.dim.0, 16
  br i1 %2, label %negate.26.loop_exit.dim.0, label %negate.26.loop_body.dim.0

negate.26.loop_body.dim.0:                        ; preds = %negate.26.loop_header.dim.0
  store i64 0, ptr %negate.26.invar_address.dim.1, align 8
  br label %negate.26.loop_header.dim.1

negate.26.loop_header.dim.1:                      ; preds = %negate.26.loop_body.dim.1, %negate.26.loop_body.dim.0
  %negate.26.indvar.dim.1 = load i64, ptr %negate.26.invar_address.dim.1, align 8
  %3 = icmp uge i64 %negate.26.indvar.dim.1, 64
  br i1 %3, label %negate.26.loop_exit.dim.1, label %negate.26.loop_body.dim.1

negate.26.loop_body.dim.1:                        ; preds = %negate.26.loop_header.dim.1
  %4 = getelementptr inbounds [16 x [64 x float]], ptr %arg0.1, i64 0, i64 %negate.26.indvar.dim.0, i64 %negate.26.indvar.dim.1
  %5 = load float, ptr %4, align 4, !invariant.load !14, !noalias !17
  %6 = fneg float %5
  %7 = getelementptr inbounds [16 x [64 x float]], ptr %negate.26, i64 0, i64 %negate.26.indvar.dim.0, i64 %negate.26.indvar.dim.1
  store float %6, ptr %7, align 4, !alias.scope !17, !noalias !19
  %invar.inc1 = add nuw nsw i64 %negate.26.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %negate.26.invar_address.dim.1, align 8
  br label %negate.26.loop_header.dim.1

negate.26.loop_exit.dim.1:                        ; preds = %negate.26.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %negate.26.indvar.dim.0, 1
  store i64 %invar.inc, ptr %negate.26.invar_address.dim.0, align 8
  br label %negate.26.loop_header.dim.0

negate.26.loop_exit.dim.0:                        ; preds = %negate.26.loop_header.dim.0
  %8 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %iota.4 = load ptr, ptr %8, align 8, !invariant.load !14, !dereferenceable !15, !align !16
  store i64 0, ptr %iota.4.invar_address.dim.0, align 8
  br label %iota.4.loop_header.dim.0

iota.4.loop_header.dim.0:                         ; preds = %iota.4.loop_exit.dim.1, %negate.26.loop_exit.dim.0
  %iota.4.indvar.dim.0 = load i64, ptr %iota.4.invar_address.dim.0, align 8
  %9 = icmp uge i64 %iota.4.indvar.dim.0, 16
  br i1 %9, label %iota.4.loop_exit.dim.0, label %iota.4.loop_body.dim.0

iota.4.loop_body.dim.0:                           ; preds = %iota.4.loop_header.dim.0
  store i64 0, ptr %iota.4.invar_address.dim.1, align 8
  br label %iota.4.loop_header.dim.1

iota.4.loop_header.dim.1:                         ; preds = %iota.4.loop_body.dim.1, %iota.4.loop_body.dim.0
  %iota.4.indvar.dim.1 = load i64, ptr %iota.4.invar_address.dim.1, align 8
  %10 = icmp uge i64 %iota.4.indvar.dim.1, 64
  br i1 %10, label %iota.4.loop_exit.dim.1, label %iota.4.loop_body.dim.1

iota.4.loop_body.dim.1:                           ; preds = %iota.4.loop_header.dim.1
  %11 = mul nuw nsw i64 %iota.4.indvar.dim.1, 1
  %12 = add nuw nsw i64 0, %11
  %13 = trunc i64 %12 to i32
  %14 = getelementptr inbounds [16 x [64 x i32]], ptr %iota.4, i64 0, i64 %iota.4.indvar.dim.0, i64 %iota.4.indvar.dim.1
  store i32 %13, ptr %14, align 4, !alias.scope !23, !noalias !24
  %invar.inc3 = add nuw nsw i64 %iota.4.indvar.dim.1, 1
  store i64 %invar.inc3, ptr %iota.4.invar_address.dim.1, align 8
  br label %iota.4.loop_header.dim.1

iota.4.loop_exit.dim.1:                           ; preds = %iota.4.loop_header.dim.1
  %invar.inc2 = add nuw nsw i64 %iota.4.indvar.dim.0, 1
  store i64 %invar.inc2, ptr %iota.4.invar_address.dim.0, align 8
  br label %iota.4.loop_header.dim.0

iota.4.loop_exit.dim.0:                           ; preds = %iota.4.loop_header.dim.0
  %15 = getelementptr inbounds ptr, ptr %buffer_table, i64 12
  %16 = load ptr, ptr %15, align 8, !invariant.load !14, !dereferenceable !25, !align !16
  %sort.14 = getelementptr inbounds i8, ptr %16, i64 4096
  %17 = getelementptr inbounds ptr, ptr %buffer_table, i64 12
  %18 = load ptr, ptr %17, align 8, !invariant.load !14, !dereferenceable !25, !align !16
  call void @llvm.memcpy.p0.p0.i64(ptr align 4 %18, ptr align 4 %negate.26, i64 4096, i1 false)
  %19 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %20 = load ptr, ptr %19, align 8, !invariant.load !14, !dereferenceable !15, !align !16
  %21 = getelementptr inbounds ptr, ptr %cc_values_alloca, i32 0
  store ptr %18, ptr %21, align 8
  %22 = getelementptr inbounds i32, ptr %cc_sizes_alloca, i32 0
  store i32 4, ptr %22, align 4
  %23 = getelementptr inbounds ptr, ptr %cc_values_alloca, i32 1
  store ptr %20, ptr %23, align 8
  %24 = getelementptr inbounds i32, ptr %cc_sizes_alloca, i32 1
  store i32 4, ptr %24, align 4
  call void @__xla_cpu_runtime_KeyValueSort(i64 16, i64 64, i64 1, ptr %cc_values_alloca, i32 2, ptr %cc_sizes_alloca, i1 true, ptr %run_options, ptr %prof_counters, ptr @compare-greater-than.5)
  %25 = getelementptr inbounds [2 x ptr], ptr %sort.14, i64 0, i64 0
  store ptr %18, ptr %25, align 8, !alias.scope !26, !noalias !27
  %26 = getelementptr inbounds [2 x ptr], ptr %sort.14, i64 0, i64 1
  store ptr %20, ptr %26, align 8, !alias.scope !26, !noalias !27
  %27 = getelementptr inbounds [2 x ptr], ptr %sort.14, i64 0, i64 1
  %28 = load ptr, ptr %27, align 8, !dereferenceable !15, !align !16
  %29 = getelementptr inbounds ptr, ptr %buffer_table, i64 12
  %sort.0 = load ptr, ptr %29, align 8, !invariant.load !14, !dereferenceable !25, !align !16
  %30 = getelementptr inbounds ptr, ptr %buffer_table, i64 12
  %31 = load ptr, ptr %30, align 8, !invariant.load !14, !dereferenceable !25, !align !16
  call void @llvm.memcpy.p0.p0.i64(ptr align 4 %31, ptr align 4 %negate.26, i64 4096, i1 false)
  %32 = getelementptr inbounds ptr, ptr %cc_values_alloca4, i32 0
  store ptr %31, ptr %32, align 8
  %33 = getelementptr inbounds i32, ptr %cc_sizes_alloca5, i32 0
  store i32 4, ptr %33, align 4
  call void @__xla_cpu_runtime_KeyValueSort(i64 16, i64 64, i64 1, ptr %cc_values_alloca4, i32 1, ptr %cc_sizes_alloca5, i1 true, ptr %run_options, ptr %prof_counters, ptr @compare-greater-than.28.clone)
  %34 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %negate.49 = load ptr, ptr %34, align 8, !invariant.load !14, !dereferenceable !15, !align !16
  store i64 0, ptr %negate.49.invar_address.dim.0, align 8
  br label %negate.49.loop_header.dim.0

negate.49.loop_header.dim.0:                      ; preds = %negate.49.loop_exit.dim.1, %iota.4.loop_exit.dim.0
  %negate.49.indvar.dim.0 = load i64, ptr %negate.49.invar_address.dim.0, align 8
  %35 = icmp uge i64 %negate.49.indvar.dim.0, 16
  br i1 %35, label %negate.49.loop_exit.dim.0, label %negate.49.loop_body.dim.0

negate.49.loop_body.dim.0:                        ; preds = %negate.49.loop_header.dim.0
  store i64 0, ptr %negate.49.invar_address.dim.1, align 8
  br label %negate.49.loop_header.dim.1

negate.49.loop_header.dim.1:                      ; preds = %negate.49.loop_body.dim.1, %negate.49.loop_body.dim.0
  %negate.49.indvar.dim.1 = load i64, ptr %negate.49.invar_address.dim.1, align 8
  %36 = icmp uge i64 %negate.49.indvar.dim.1, 64
  br i1 %36, label %negate.49.loop_exit.dim.1, label %negate.49.loop_body.dim.1

negate.49.loop_body.dim.1:                        ; preds = %negate.49.loop_header.dim.1
  %37 = getelementptr inbounds [16 x [64 x float]], ptr %sort.0, i64 0, i64 %negate.49.indvar.dim.0, i64 %negate.49.indvar.dim.1
  %38 = load float, ptr %37, align 4, !alias.scope !28, !noalias !17
  %39 = fneg float %38
  %40 = getelementptr inbounds [16 x [64 x float]], ptr %negate.49, i64 0, i64 %negate.49.indvar.dim.0, i64 %negate.49.indvar.dim.1
  store float %39, ptr %40, align 4, !alias.scope !17, !noalias !29
  %invar.inc7 = add nuw nsw i64 %negate.49.indvar.dim.1, 1
  store i64 %invar.inc7, ptr %negate.49.invar_address.dim.1, align 8
  br label %negate.49.loop_header.dim.1

negate.49.loop_exit.dim.1:                        ; preds = %negate.49.loop_header.dim.1
  %invar.inc6 = add nuw nsw i64 %negate.49.indvar.dim.0, 1
  store i64 %invar.inc6, ptr %negate.49.invar_address.dim.0, align 8
  br label %negate.49.loop_header.dim.0

negate.49.loop_exit.dim.0:                        ; preds = %negate.49.loop_header.dim.0
  %41 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %tuple.52 = load ptr, ptr %41, align 8, !invariant.load !14, !dereferenceable !16, !align !16
  %42 = getelementptr inbounds [2 x ptr], ptr %tuple.52, i64 0, i64 0
  store ptr %negate.49, ptr %42, align 8, !alias.scope !31, !noalias !32
  %43 = getelementptr inbounds [2 x ptr], ptr %tuple.52, i64 0, i64 1
  store ptr %28, ptr %43, align 8, !alias.scope !31, !noalias !32
  br label %return
}

; Function Attrs: nocallback nofree nounwind willreturn memory(argmem: readwrite)
declare void @llvm.memcpy.p0.p0.i64(ptr noalias nocapture writeonly, ptr noalias nocapture readonly, i64, i1 immarg) #1

; Function Attrs: nounwind
declare void @__xla_cpu_runtime_KeyValueSort(i64, i64, i64, ptr, i32, ptr, i1, ptr, ptr, ptr) #2

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nocallback nofree nounwind willreturn memory(argmem: readwrite) }
attributes #2 = { nounwind }

!0 = !{i64 4}
!1 = !{!2}
!2 = !{!"buffer: {index:7, offset:0, size:4}", !3}
!3 = !{!"XLA global AA domain"}
!4 = !{!5}
!5 = !{!"buffer: {index:5, offset:0, size:1}", !3}
!6 = !{!7}
!7 = !{!"buffer: {index:6, offset:0, size:4}", !3}
!8 = !{!9}
!9 = !{!"buffer: {index:11, offset:0, size:4}", !3}
!10 = !{!11}
!11 = !{!"buffer: {index:4, offset:0, size:1}", !3}
!12 = !{!13}
!13 = !{!"buffer: {index:10, offset:0, size:4}", !3}
!14 = !{}
!15 = !{i64 4096}
!16 = !{i64 16}
!17 = !{!18}
!18 = !{!"buffer: {index:0, offset:0, size:4096}", !3}
!19 = !{!20, !21, !22}
!20 = !{!"buffer: {index:1, offset:0, size:4096}", !3}
!21 = !{!"buffer: {index:12, offset:0, size:4096}", !3}
!22 = !{!"buffer: {index:12, offset:4096, size:16}", !3}
!23 = !{!20}
!24 = !{!18, !21, !22}
!25 = !{i64 4112}
!26 = !{!22}
!27 = !{!18, !20, !21}
!28 = !{!21}
!29 = !{!20, !30, !21}
!30 = !{!"buffer: {index:3, offset:0, size:16}", !3}
!31 = !{!30}
!32 = !{!18, !20}
