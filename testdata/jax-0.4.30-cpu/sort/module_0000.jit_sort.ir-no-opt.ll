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
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %Arg_0.3 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %Arg_1.4 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %Arg_0.3, align 4, !alias.scope !1, !noalias !4
  %3 = load float, ptr %Arg_0.3, align 4, !alias.scope !1, !noalias !4
  %compare.12 = fcmp une float %2, %3
  %4 = zext i1 %compare.12 to i8
  %constant.8 = load float, ptr @1, align 4
  %5 = load float, ptr %Arg_0.3, align 4, !alias.scope !1, !noalias !4
  %constant.7 = load float, ptr @0, align 4
  %compare.10 = fcmp oeq float %5, %constant.7
  %6 = zext i1 %compare.10 to i8
  %constant.71 = load float, ptr @0, align 4
  %7 = load float, ptr %Arg_0.3, align 4, !alias.scope !1, !noalias !4
  %8 = trunc i8 %6 to i1
  %9 = select i1 %8, float %constant.71, float %7
  %10 = trunc i8 %4 to i1
  %11 = select i1 %10, float %constant.8, float %9
  %12 = bitcast float %11 to i32
  %constant.4 = load i32, ptr @3, align 4
  %13 = icmp slt i32 %12, %constant.4
  %14 = zext i1 %13 to i8
  %constant.3 = load i32, ptr @2, align 4
  %15 = xor i32 %constant.3, %12
  %16 = trunc i8 %14 to i1
  %17 = select i1 %16, i32 %15, i32 %12
  %18 = load float, ptr %Arg_1.4, align 4, !alias.scope !6, !noalias !4
  %19 = load float, ptr %Arg_1.4, align 4, !alias.scope !6, !noalias !4
  %compare.6 = fcmp une float %18, %19
  %20 = zext i1 %compare.6 to i8
  %constant.82 = load float, ptr @1, align 4
  %21 = load float, ptr %Arg_1.4, align 4, !alias.scope !6, !noalias !4
  %constant.73 = load float, ptr @0, align 4
  %compare.5 = fcmp oeq float %21, %constant.73
  %22 = zext i1 %compare.5 to i8
  %constant.74 = load float, ptr @0, align 4
  %23 = load float, ptr %Arg_1.4, align 4, !alias.scope !6, !noalias !4
  %24 = trunc i8 %22 to i1
  %25 = select i1 %24, float %constant.74, float %23
  %26 = trunc i8 %20 to i1
  %27 = select i1 %26, float %constant.82, float %25
  %28 = bitcast float %27 to i32
  %constant.45 = load i32, ptr @3, align 4
  %29 = icmp slt i32 %28, %constant.45
  %30 = zext i1 %29 to i8
  %constant.36 = load i32, ptr @2, align 4
  %31 = xor i32 %constant.36, %28
  %32 = trunc i8 %30 to i1
  %33 = select i1 %32, i32 %31, i32 %28
  %34 = icmp slt i32 %17, %33
  %35 = zext i1 %34 to i8
  store i8 %35, ptr %fusion, align 1, !alias.scope !4
  %load_ret_value = load i8, ptr %fusion, align 1
  store i8 %load_ret_value, ptr %retval, align 1
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @main.20(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %cc_sizes_alloca = alloca i32, align 4
  %cc_values_alloca = alloca ptr, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %Arg_0.1 = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %sort.0 = load ptr, ptr %1, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %2 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %3 = load ptr, ptr %2, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  call void @llvm.memcpy.p0.p0.i64(ptr align 4 %3, ptr align 4 %Arg_0.1, i64 4000, i1 false)
  %4 = getelementptr inbounds ptr, ptr %cc_values_alloca, i32 0
  store ptr %3, ptr %4, align 8
  %5 = getelementptr inbounds i32, ptr %cc_sizes_alloca, i32 0
  store i32 4, ptr %5, align 4
  call void @__xla_cpu_runtime_KeyValueSort(i64 1, i64 1000, i64 1, ptr %cc_values_alloca, i32 1, ptr %cc_sizes_alloca, i1 true, ptr %run_options, ptr %prof_counters, ptr @region_0.2)
  br label %return

return:                                           ; preds = %entry
  ret void
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
!5 = !{!"buffer: {index:4, offset:0, size:1}", !3}
!6 = !{!7}
!7 = !{!"buffer: {index:2, offset:0, size:4}", !3}
!8 = !{}
!9 = !{i64 4000}
!10 = !{i64 16}
