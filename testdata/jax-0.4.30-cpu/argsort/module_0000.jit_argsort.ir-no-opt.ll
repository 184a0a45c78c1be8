; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@0 = private unnamed_addr constant [4 x i8] zeroinitializer
@1 = private unnamed_addr constant [4 x i8] c"\00\00\C0\7F"
@2 = private unnamed_addr constant [4 x i8] c"\FF\FF\FF\7F"
@3 = private unnamed_addr constant [4 x i8] zeroinitializer

; Function Attrs: uwtable
define internal void @region_0.2(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion = alloca i8, align 1
  %0 = getelementptr inbounds ptr, ptr %params, i64 2
  %Arg_2.5 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 3
  %Arg_3.6 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = getelementptr inbounds ptr, ptr %params, i64 0
  %Arg_0.3 = load ptr, ptr %2, align 8, !dereferenceable !0, !align !0
  %3 = getelementptr inbounds ptr, ptr %params, i64 1
  %Arg_1.4 = load ptr, ptr %3, align 8, !dereferenceable !0, !align !0
  %4 = load float, ptr %Arg_0.3, align 4, !alias.scope !1, !noalias !4
  %5 = load float, ptr %Arg_0.3, align 4, !alias.scope !1, !noalias !4
  %compare.10 = fcmp une float %4, %5
  %6 = zext i1 %compare.10 to i8
  %constant.6 = load float, ptr @1, align 4
  %7 = load float, ptr %Arg_0.3, align 4, !alias.scope !1, !noalias !4
  %constant.5 = load float, ptr @0, align 4
  %compare.8 = fcmp oeq float %7, %constant.5
  %8 = zext i1 %compare.8 to i8
  %constant.51 = load float, ptr @0, align 4
  %9 = load float, ptr %Arg_0.3, align 4, !alias.scope !1, !noalias !4
  %10 = trunc i8 %8 to i1
  %11 = select i1 %10, float %constant.51, float %9
  %12 = trunc i8 %6 to i1
  %13 = select i1 %12, float %constant.6, float %11
  %14 = bitcast float %13 to i32
  %constant.4 = load i32, ptr @3, align 4
  %15 = icmp slt i32 %14, %constant.4
  %16 = zext i1 %15 to i8
  %constant.3 = load i32, ptr @2, align 4
  %17 = xor i32 %constant.3, %14
  %18 = trunc i8 %16 to i1
  %19 = select i1 %18, i32 %17, i32 %14
  %20 = load float, ptr %Arg_1.4, align 4, !alias.scope !6, !noalias !4
  %21 = load float, ptr %Arg_1.4, align 4, !alias.scope !6, !noalias !4
  %compare.6 = fcmp une float %20, %21
  %22 = zext i1 %compare.6 to i8
  %constant.62 = load float, ptr @1, align 4
  %23 = load float, ptr %Arg_1.4, align 4, !alias.scope !6, !noalias !4
  %constant.53 = load float, ptr @0, align 4
  %compare.5 = fcmp oeq float %23, %constant.53
  %24 = zext i1 %compare.5 to i8
  %constant.54 = load float, ptr @0, align 4
  %25 = load float, ptr %Arg_1.4, align 4, !alias.scope !6, !noalias !4
  %26 = trunc i8 %24 to i1
  %27 = select i1 %26, float %constant.54, float %25
  %28 = trunc i8 %22 to i1
  %29 = select i1 %28, float %constant.62, float %27
  %30 = bitcast float %29 to i32
  %constant.45 = load i32, ptr @3, align 4
  %31 = icmp slt i32 %30, %constant.45
  %32 = zext i1 %31 to i8
  %constant.36 = load i32, ptr @2, align 4
  %33 = xor i32 %constant.36, %30
  %34 = trunc i8 %32 to i1
  %35 = select i1 %34, i32 %33, i32 %30
  %36 = icmp slt i32 %19, %35
  %37 = zext i1 %36 to i8
  store i8 %37, ptr %fusion, align 1, !alias.scope !4
  %load_ret_value = load i8, ptr %fusion, align 1
  store i8 %load_ret_value, ptr %retval, align 1
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @main.26(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %cc_sizes_alloca = alloca i32, i32 2, align 4
  %cc_values_alloca = alloca ptr, i32 2, align 8
  %iota.1.invar_address.dim.1 = alloca i64, align 8
  %iota.1.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %iota.1 = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  store i64 0, ptr %iota.1.invar_address.dim.0, align 8
  br label %iota.1.loop_header.dim.0

return:                                           ; preds = %iota.1.loop_exit.dim.0
  ret void

iota.1.loop_header.dim.0:                         ; preds = %iota.1.loop_exit.dim.1, %entry
  %iota.1.indvar.dim.0 = load i64, ptr %iota.1.invar_address.dim.0, align 8
  %1 = icmp uge i64 %iota.1.indvar.dim.0, 16
  br i1 %1, label %iota.1.loop_exit.dim.0, label %iota.1.loop_body.dim.0

iota.1.loop_body.dim.0:                           ; preds = %iota.1.loop_header.dim.0
  store i64 0, ptr %iota.1.invar_address.dim.1, align 8
  br label %iota.1.loop_header.dim.1

iota.1.loop_header.dim.1:                         ; preds = %iota.1.loop_body.dim.1, %iota.1.loop_body.dim.0
  %iota.1.indvar.dim.1 = load i64, ptr %iota.1.invar_address.dim.1, align 8
  %2 = icmp uge i64 %iota.1.indvar.dim.1, 64
  br i1 %2, label %iota.1.loop_exit.dim.1, label %iota.1.loop_body.dim.1

iota.1.loop_body.dim.1:                           ; preds = %iota.1.loop_header.dim.1
  %3 = mul nuw nsw i64 %iota.1.indvar.dim.1, 1
  %4 = add nuw nsw i64 0, %3
  %5 = trunc i64 %4 to i32
  %6 = getelementptr inbounds [16 x [64 x i32]], ptr %iota.1, i64 0, i64 %iota.1.indvar.dim.0, i64 %iota.1.indvar.dim.1
  store i32 %5, ptr %6, align 4, !alias.scope !11, !noalias !13
  %invar.inc1 = add nuw nsw i64 %iota.1.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %iota.1.invar_address.dim.1, align 8
  br label %iota.1.loop_header.dim.1

iota.1.loop_exit.dim.1:                           ; preds = %iota.1.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %iota.1.indvar.dim.0, 1
  store i64 %invar.inc, ptr %iota.1.invar_address.dim.0, align 8
  br label %iota.1.loop_header.dim.0

iota.1.loop_exit.dim.0:                           ; preds = %iota.1.loop_header.dim.0
  %7 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %Arg_0.1 = load ptr, ptr %7, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %8 = getelementptr inbounds ptr, ptr %buffer_table, i64 7
  %9 = load ptr, ptr %8, align 8, !invariant.load !8, !dereferenceable !16, !align !10
  %sort.0 = getelementptr inbounds i8, ptr %9, i64 4096
  %10 = getelementptr inbounds ptr, ptr %buffer_table, i64 7
  %11 = load ptr, ptr %10, align 8, !invariant.load !8, !dereferenceable !16, !align !10
  call void @llvm.memcpy.p0.p0.i64(ptr align 4 %11, ptr align 4 %Arg_0.1, i64 4096, i1 false)
  %12 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %13 = load ptr, ptr %12, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %14 = getelementptr inbounds ptr, ptr %cc_values_alloca, i32 0
  store ptr %11, ptr %14, align 8
  %15 = getelementptr inbounds i32, ptr %cc_sizes_alloca, i32 0
  store i32 4, ptr %15, align 4
  %16 = getelementptr inbounds ptr, ptr %cc_values_alloca, i32 1
  store ptr %13, ptr %16, align 8
  %17 = getelementptr inbounds i32, ptr %cc_sizes_alloca, i32 1
  store i32 4, ptr %17, align 4
  call void @__xla_cpu_runtime_KeyValueSort(i64 16, i64 64, i64 1, ptr %cc_values_alloca, i32 2, ptr %cc_sizes_alloca, i1 true, ptr %run_options, ptr %prof_counters, ptr @region_0.2)
  %18 = getelementptr inbounds [2 x ptr], ptr %sort.0, i64 0, i64 0
  store ptr %11, ptr %18, align 8, !alias.scope !17, !noalias !18
  %19 = getelementptr inbounds [2 x ptr], ptr %sort.0, i64 0, i64 1
  store ptr %13, ptr %19, align 8, !alias.scope !17, !noalias !18
  %20 = getelementptr inbounds [2 x ptr], ptr %sort.0, i64 0, i64 1
  %21 = load ptr, ptr %20, align 8, !dereferenceable !9, !align !10
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
!2 = !{!"buffer: {index:3, offset:0, size:4}", !3}
!3 = !{!"XLA global AA domain"}
!4 = !{!5}
!5 = !{!"buffer: {index:2, offset:0, size:1}", !3}
!6 = !{!7}
!7 = !{!"buffer: {index:6, offset:0, size:4}", !3}
!8 = !{}
!9 = !{i64 4096}
!10 = !{i64 16}
!11 = !{!12}
!12 = !{!"buffer: {index:0, offset:0, size:4096}", !3}
!13 = !{!14, !15}
!14 = !{!"buffer: {index:7, offset:0, size:4096}", !3}
!15 = !{!"buffer: {index:7, offset:4096, size:16}", !3}
!16 = !{i64 4112}
!17 = !{!15}
!18 = !{!12, !14}
