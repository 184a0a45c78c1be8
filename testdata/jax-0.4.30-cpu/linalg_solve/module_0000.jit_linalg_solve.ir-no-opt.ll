; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@constant.10 = private unnamed_addr constant [4 x i8] c"\01\00\00\00", align 4
@constant.12 = private unnamed_addr constant [4 x i8] c"\10\00\00\00", align 4
@constant.11 = private unnamed_addr constant [4 x i8] zeroinitializer, align 4
@constant.16 = private unnamed_addr constant [4 x i8] c"\04\00\00\00", align 4
@constant.17 = private unnamed_addr constant [4 x i8] c"\00\00\80?", align 4
@0 = private unnamed_addr constant [4 x i8] c"\10\00\00\00"
@1 = private unnamed_addr constant [4 x i8] zeroinitializer
@2 = private unnamed_addr constant [4 x i8] c"\10\00\00\00"
@3 = private unnamed_addr constant [4 x i8] zeroinitializer
@4 = private unnamed_addr constant [4 x i8] c"\0F\00\00\00"
@5 = private unnamed_addr constant [4 x i8] zeroinitializer
@6 = private unnamed_addr constant [4 x i8] c"\0F\00\00\00"
@7 = private unnamed_addr constant [4 x i8] zeroinitializer
@8 = private unnamed_addr constant [4 x i8] c"\00\00\C0\7F"
@9 = private unnamed_addr constant [4 x i8] zeroinitializer
@10 = private unnamed_addr constant [4 x i8] c"\FF\FF\FF\FF"
@11 = private unnamed_addr constant [4 x i8] c"\10\00\00\00"
@12 = private unnamed_addr constant [4 x i8] zeroinitializer

; Function Attrs: uwtable
define internal void @region_0.43.clone.clone.clone(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %dynamic-update-slice.18.invar_address.dim.0 = alloca i64, align 8
  %dynamic-update-slice.19.invar_address.dim.0 = alloca i64, align 8
  %dynamic-slice.32.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %arg_tuple.4 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = getelementptr inbounds [3 x ptr], ptr %arg_tuple.4, i64 0, i64 0
  %2 = load ptr, ptr %1, align 8, !dereferenceable !3, !align !3
  %3 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %4 = load ptr, ptr %3, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.29 = getelementptr inbounds i8, ptr %4, i64 1216
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.29, ptr align 1 %2, i64 4, i1 false)
  %5 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %6 = load ptr, ptr %5, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %fusion.3 = getelementptr inbounds i8, ptr %6, i64 1232
  %7 = load i32, ptr %copy.29, align 4, !alias.scope !4, !noalias !7
  %constant.198 = load i32, ptr @1, align 4
  %8 = icmp slt i32 %7, %constant.198
  %9 = zext i1 %8 to i8
  %10 = load i32, ptr %copy.29, align 4, !alias.scope !4, !noalias !7
  %constant.197 = load i32, ptr @0, align 4
  %11 = add i32 %10, %constant.197
  %12 = load i32, ptr %copy.29, align 4, !alias.scope !4, !noalias !7
  %13 = trunc i8 %9 to i1
  %14 = select i1 %13, i32 %11, i32 %12
  store i32 %14, ptr %fusion.3, align 4, !alias.scope !11, !noalias !12
  %15 = getelementptr inbounds [3 x ptr], ptr %arg_tuple.4, i64 0, i64 2
  %16 = load ptr, ptr %15, align 8, !dereferenceable !18, !align !2
  %17 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %18 = load ptr, ptr %17, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %fusion.2 = getelementptr inbounds i8, ptr %18, i64 1248
  %19 = load i32, ptr %fusion.3, align 4, !alias.scope !11, !noalias !12
  %20 = sext i32 %19 to i64
  %21 = icmp sge i64 0, %20
  %22 = select i1 %21, i64 0, i64 %20
  %23 = icmp sle i64 15, %22
  %dynamic-slice.40.start_idx0 = select i1 %23, i64 15, i64 %22
  %24 = add i64 %dynamic-slice.40.start_idx0, 0
  %25 = getelementptr inbounds [16 x i32], ptr %16, i64 0, i64 %24
  %26 = load i32, ptr %25, align 4, !alias.scope !19, !noalias !20
  %constant.196 = load i32, ptr @3, align 4
  %27 = icmp slt i32 %26, %constant.196
  %28 = zext i1 %27 to i8
  %constant.195 = load i32, ptr @2, align 4
  %29 = add i32 %26, %constant.195
  %30 = trunc i8 %28 to i1
  %31 = select i1 %30, i32 %29, i32 %26
  store i32 %31, ptr %fusion.2, align 4, !alias.scope !22, !noalias !23
  %32 = getelementptr inbounds [3 x ptr], ptr %arg_tuple.4, i64 0, i64 1
  %33 = load ptr, ptr %32, align 8, !dereferenceable !18, !align !2
  %34 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %35 = load ptr, ptr %34, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %dynamic-slice.32 = getelementptr inbounds i8, ptr %35, i64 1264
  store i64 0, ptr %dynamic-slice.32.invar_address.dim.0, align 8
  br label %dynamic-slice.32.loop_header.dim.0

return:                                           ; preds = %dynamic-update-slice.18.loop_exit.dim.0
  ret void

dynamic-slice.32.loop_header.dim.0:               ; preds = %dynamic-slice.32.loop_body.dim.0, %entry
  %dynamic-slice.32.indvar.dim.0 = load i64, ptr %dynamic-slice.32.invar_address.dim.0, align 8
  %36 = icmp uge i64 %dynamic-slice.32.indvar.dim.0, 1
  br i1 %36, label %dynamic-slice.32.loop_exit.dim.0, label %dynamic-slice.32.loop_body.dim.0

dynamic-slice.32.loop_body.dim.0:                 ; preds = %dynamic-slice.32.loop_header.dim.0
  %37 = load i32, ptr %fusion.2, align 4, !alias.scope !22, !noalias !23
  %38 = sext i32 %37 to i64
  %39 = icmp sge i64 0, %38
  %40 = select i1 %39, i64 0, i64 %38
  %41 = icmp sle i64 15, %40
  %dynamic-slice.32.start_idx0 = select i1 %41, i64 15, i64 %40
  %42 = add i64 %dynamic-slice.32.start_idx0, %dynamic-slice.32.indvar.dim.0
  %43 = getelementptr inbounds [16 x i32], ptr %33, i64 0, i64 %42
  %44 = load i32, ptr %43, align 4, !alias.scope !24, !noalias !25
  %45 = getelementptr inbounds [1 x i32], ptr %dynamic-slice.32, i64 0, i64 0
  store i32 %44, ptr %45, align 4, !alias.scope !26, !noalias !27
  %invar.inc = add nuw nsw i64 %dynamic-slice.32.indvar.dim.0, 1
  store i64 %invar.inc, ptr %dynamic-slice.32.invar_address.dim.0, align 8
  br label %dynamic-slice.32.loop_header.dim.0

dynamic-slice.32.loop_exit.dim.0:                 ; preds = %dynamic-slice.32.loop_header.dim.0
  %46 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %47 = load ptr, ptr %46, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.24 = getelementptr inbounds i8, ptr %47, i64 1152
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.24, ptr align 1 %33, i64 64, i1 false)
  %48 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %49 = load ptr, ptr %48, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %fusion.1 = getelementptr inbounds i8, ptr %49, i64 1152
  %50 = load i32, ptr %fusion.3, align 4, !alias.scope !11, !noalias !12
  %51 = icmp sge i32 0, %50
  %52 = select i1 %51, i32 0, i32 %50
  %53 = icmp sle i32 15, %52
  %54 = select i1 %53, i32 15, i32 %52
  store i64 0, ptr %dynamic-update-slice.19.invar_address.dim.0, align 8
  br label %dynamic-update-slice.19.loop_header.dim.0

dynamic-update-slice.19.loop_header.dim.0:        ; preds = %dynamic-update-slice.19.loop_body.dim.0, %dynamic-slice.32.loop_exit.dim.0
  %dynamic-update-slice.19.indvar.dim.0 = load i64, ptr %dynamic-update-slice.19.invar_address.dim.0, align 8
  %55 = icmp uge i64 %dynamic-update-slice.19.indvar.dim.0, 1
  br i1 %55, label %dynamic-update-slice.19.loop_exit.dim.0, label %dynamic-update-slice.19.loop_body.dim.0

dynamic-update-slice.19.loop_body.dim.0:          ; preds = %dynamic-update-slice.19.loop_header.dim.0
  %56 = sext i32 %54 to i64
  %57 = add i64 %56, %dynamic-update-slice.19.indvar.dim.0
  %constant.194 = load i32, ptr @5, align 4
  %58 = load i32, ptr %fusion.3, align 4, !alias.scope !11, !noalias !12
  %59 = icmp sle i32 %constant.194, %58
  %60 = zext i1 %59 to i8
  %constant.193 = load i32, ptr @4, align 4
  %61 = load i32, ptr %fusion.3, align 4, !alias.scope !11, !noalias !12
  %62 = icmp sge i32 %constant.193, %61
  %63 = zext i1 %62 to i8
  %64 = and i8 %60, %63
  %65 = getelementptr inbounds [1 x i32], ptr %dynamic-slice.32, i64 0, i64 0
  %66 = load i32, ptr %65, align 4, !alias.scope !26, !noalias !27
  %67 = load i32, ptr %fusion.3, align 4, !alias.scope !11, !noalias !12
  %68 = sext i32 %67 to i64
  %69 = icmp sge i64 0, %68
  %70 = select i1 %69, i64 0, i64 %68
  %71 = icmp sle i64 15, %70
  %dynamic-slice.39.start_idx0 = select i1 %71, i64 15, i64 %70
  %72 = add i64 %dynamic-slice.39.start_idx0, %dynamic-update-slice.19.indvar.dim.0
  %73 = getelementptr inbounds [16 x i32], ptr %copy.24, i64 0, i64 %72
  %74 = load i32, ptr %73, align 4, !alias.scope !28, !noalias !29
  %75 = trunc i8 %64 to i1
  %76 = select i1 %75, i32 %66, i32 %74
  %77 = getelementptr inbounds [16 x i32], ptr %fusion.1, i64 0, i64 %57
  store i32 %76, ptr %77, align 4, !alias.scope !28, !noalias !30
  %invar.inc1 = add nuw nsw i64 %dynamic-update-slice.19.indvar.dim.0, 1
  store i64 %invar.inc1, ptr %dynamic-update-slice.19.invar_address.dim.0, align 8
  br label %dynamic-update-slice.19.loop_header.dim.0

dynamic-update-slice.19.loop_exit.dim.0:          ; preds = %dynamic-update-slice.19.loop_header.dim.0
  %78 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %79 = load ptr, ptr %78, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %fusion = getelementptr inbounds i8, ptr %79, i64 1152
  %80 = load i32, ptr %fusion.2, align 4, !alias.scope !22, !noalias !23
  %81 = icmp sge i32 0, %80
  %82 = select i1 %81, i32 0, i32 %80
  %83 = icmp sle i32 15, %82
  %84 = select i1 %83, i32 15, i32 %82
  store i64 0, ptr %dynamic-update-slice.18.invar_address.dim.0, align 8
  br label %dynamic-update-slice.18.loop_header.dim.0

dynamic-update-slice.18.loop_header.dim.0:        ; preds = %dynamic-update-slice.18.loop_body.dim.0, %dynamic-update-slice.19.loop_exit.dim.0
  %dynamic-update-slice.18.indvar.dim.0 = load i64, ptr %dynamic-update-slice.18.invar_address.dim.0, align 8
  %85 = icmp uge i64 %dynamic-update-slice.18.indvar.dim.0, 1
  br i1 %85, label %dynamic-update-slice.18.loop_exit.dim.0, label %dynamic-update-slice.18.loop_body.dim.0

dynamic-update-slice.18.loop_body.dim.0:          ; preds = %dynamic-update-slice.18.loop_header.dim.0
  %86 = sext i32 %84 to i64
  %87 = add i64 %86, %dynamic-update-slice.18.indvar.dim.0
  %constant.192 = load i32, ptr @7, align 4
  %88 = load i32, ptr %fusion.2, align 4, !alias.scope !22, !noalias !23
  %89 = icmp sle i32 %constant.192, %88
  %90 = zext i1 %89 to i8
  %constant.191 = load i32, ptr @6, align 4
  %91 = load i32, ptr %fusion.2, align 4, !alias.scope !22, !noalias !23
  %92 = icmp sge i32 %constant.191, %91
  %93 = zext i1 %92 to i8
  %94 = and i8 %90, %93
  %95 = load i32, ptr %fusion.3, align 4, !alias.scope !11, !noalias !12
  %96 = sext i32 %95 to i64
  %97 = icmp sge i64 0, %96
  %98 = select i1 %97, i64 0, i64 %96
  %99 = icmp sle i64 15, %98
  %dynamic-slice.38.start_idx0 = select i1 %99, i64 15, i64 %98
  %100 = add i64 %dynamic-slice.38.start_idx0, %dynamic-update-slice.18.indvar.dim.0
  %101 = getelementptr inbounds [16 x i32], ptr %33, i64 0, i64 %100
  %102 = load i32, ptr %101, align 4, !alias.scope !24, !noalias !25
  %103 = load i32, ptr %fusion.2, align 4, !alias.scope !22, !noalias !23
  %104 = sext i32 %103 to i64
  %105 = icmp sge i64 0, %104
  %106 = select i1 %105, i64 0, i64 %104
  %107 = icmp sle i64 15, %106
  %dynamic-slice.37.start_idx0 = select i1 %107, i64 15, i64 %106
  %108 = add i64 %dynamic-slice.37.start_idx0, %dynamic-update-slice.18.indvar.dim.0
  %109 = getelementptr inbounds [16 x i32], ptr %fusion.1, i64 0, i64 %108
  %110 = load i32, ptr %109, align 4, !alias.scope !28, !noalias !30
  %111 = trunc i8 %94 to i1
  %112 = select i1 %111, i32 %102, i32 %110
  %113 = getelementptr inbounds [16 x i32], ptr %fusion, i64 0, i64 %87
  store i32 %112, ptr %113, align 4, !alias.scope !28, !noalias !31
  %invar.inc2 = add nuw nsw i64 %dynamic-update-slice.18.indvar.dim.0, 1
  store i64 %invar.inc2, ptr %dynamic-update-slice.18.invar_address.dim.0, align 8
  br label %dynamic-update-slice.18.loop_header.dim.0

dynamic-update-slice.18.loop_exit.dim.0:          ; preds = %dynamic-update-slice.18.loop_header.dim.0
  %114 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %115 = load ptr, ptr %114, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.32 = getelementptr inbounds i8, ptr %115, i64 1088
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.32, ptr align 1 %fusion, i64 64, i1 false)
  %116 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %117 = load ptr, ptr %116, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %add.49 = getelementptr inbounds i8, ptr %117, i64 1152
  %118 = load i32, ptr %copy.29, align 4, !alias.scope !4, !noalias !7
  %119 = load i32, ptr @constant.10, align 4, !alias.scope !32, !noalias !33
  %120 = add i32 %118, %119
  store i32 %120, ptr %add.49, align 4, !alias.scope !34, !noalias !35
  %121 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %tuple.52 = load ptr, ptr %121, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %122 = getelementptr inbounds [3 x ptr], ptr %tuple.52, i64 0, i64 0
  store ptr %add.49, ptr %122, align 8, !alias.scope !36, !noalias !37
  %123 = getelementptr inbounds [3 x ptr], ptr %tuple.52, i64 0, i64 1
  store ptr %copy.32, ptr %123, align 8, !alias.scope !36, !noalias !37
  %124 = getelementptr inbounds [3 x ptr], ptr %tuple.52, i64 0, i64 2
  store ptr %16, ptr %124, align 8, !alias.scope !36, !noalias !37
  br label %return
}

; Function Attrs: nocallback nofree nounwind willreturn memory(argmem: readwrite)
declare void @llvm.memcpy.p0.p0.i64(ptr noalias nocapture writeonly, ptr noalias nocapture readonly, i64, i1 immarg) #1

; Function Attrs: uwtable
define internal void @region_3.56.clone.clone(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %arg_tuple.3 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = getelementptr inbounds [3 x ptr], ptr %arg_tuple.3, i64 0, i64 0
  %2 = load ptr, ptr %1, align 8, !dereferenceable !3, !align !3
  %3 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %4 = load ptr, ptr %3, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %compare.48 = getelementptr inbounds i8, ptr %4, i64 1168
  %5 = load i32, ptr %2, align 4, !alias.scope !34, !noalias !38
  %6 = load i32, ptr @constant.12, align 4, !alias.scope !41, !noalias !42
  %7 = icmp slt i32 %5, %6
  %8 = zext i1 %7 to i8
  store i8 %8, ptr %compare.48, align 1, !alias.scope !43, !noalias !44
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @main.122(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion.4.invar_address.dim.1 = alloca i64, align 8
  %fusion.4.invar_address.dim.0 = alloca i64, align 8
  %cc_operands_alloca11 = alloca ptr, i32 10, align 8
  %fusion.5.invar_address.dim.0 = alloca i64, align 8
  %fusion.5.invar_address.dim.1 = alloca i64, align 8
  %cc_operands_alloca8 = alloca ptr, i32 10, align 8
  %fusion.6.invar_address.dim.0 = alloca i64, align 8
  %fusion.6.invar_address.dim.1 = alloca i64, align 8
  %iota.0.invar_address.dim.0 = alloca i64, align 8
  %fusion.7.invar_address.dim.0 = alloca i64, align 8
  %fusion.9.invar_address.dim.0 = alloca i64, align 8
  %fusion.9.invar_address.dim.1 = alloca i64, align 8
  %cc_operands_alloca = alloca ptr, i32 4, align 8
  %copy.invar_address.dim.0 = alloca i64, align 8
  %copy.invar_address.dim.1 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %Arg_0.1 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !45, !align !2
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %2 = load ptr, ptr %1, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy = getelementptr inbounds i8, ptr %2, i64 1088
  store i64 0, ptr %copy.invar_address.dim.1, align 8
  br label %copy.loop_header.dim.1

return:                                           ; preds = %fusion.4.loop_exit.dim.0, %fusion.5.loop_exit.dim.1, %fusion.6.loop_exit.dim.1, %copy.loop_exit.dim.1
  ret void

copy.loop_header.dim.1:                           ; preds = %copy.loop_exit.dim.0, %entry
  %copy.indvar.dim.1 = load i64, ptr %copy.invar_address.dim.1, align 8
  %3 = icmp uge i64 %copy.indvar.dim.1, 16
  br i1 %3, label %copy.loop_exit.dim.1, label %copy.loop_body.dim.1

copy.loop_body.dim.1:                             ; preds = %copy.loop_header.dim.1
  store i64 0, ptr %copy.invar_address.dim.0, align 8
  br label %copy.loop_header.dim.0

copy.loop_header.dim.0:                           ; preds = %copy.loop_body.dim.0, %copy.loop_body.dim.1
  %copy.indvar.dim.0 = load i64, ptr %copy.invar_address.dim.0, align 8
  %4 = icmp uge i64 %copy.indvar.dim.0, 16
  br i1 %4, label %copy.loop_exit.dim.0, label %copy.loop_body.dim.0

copy.loop_body.dim.0:                             ; preds = %copy.loop_header.dim.0
  %5 = getelementptr inbounds [16 x [16 x float]], ptr %Arg_0.1, i64 0, i64 %copy.indvar.dim.0, i64 %copy.indvar.dim.1
  %6 = load float, ptr %5, align 4, !invariant.load !0, !noalias !46
  %7 = getelementptr inbounds [16 x [16 x float]], ptr %copy, i64 0, i64 %copy.indvar.dim.1, i64 %copy.indvar.dim.0
  store float %6, ptr %7, align 4, !alias.scope !46, !noalias !48
  %invar.inc1 = add nuw nsw i64 %copy.indvar.dim.0, 1
  store i64 %invar.inc1, ptr %copy.invar_address.dim.0, align 8
  br label %copy.loop_header.dim.0

copy.loop_exit.dim.0:                             ; preds = %copy.loop_header.dim.0
  %invar.inc = add nuw nsw i64 %copy.indvar.dim.1, 1
  store i64 %invar.inc, ptr %copy.invar_address.dim.1, align 8
  br label %copy.loop_header.dim.1

copy.loop_exit.dim.1:                             ; preds = %copy.loop_header.dim.1
  %8 = getelementptr inbounds ptr, ptr %cc_operands_alloca, i64 0
  store ptr @constant.10, ptr %8, align 8
  %9 = getelementptr inbounds ptr, ptr %cc_operands_alloca, i64 1
  store ptr @constant.12, ptr %9, align 8
  %10 = getelementptr inbounds ptr, ptr %cc_operands_alloca, i64 2
  store ptr @constant.12, ptr %10, align 8
  %11 = getelementptr inbounds ptr, ptr %cc_operands_alloca, i64 3
  store ptr %copy, ptr %11, align 8
  %12 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %13 = load ptr, ptr %12, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %custom-call.2 = getelementptr inbounds i8, ptr %13, i64 32
  %14 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %15 = load ptr, ptr %14, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %16 = getelementptr inbounds i8, ptr %15, i64 1088
  %17 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %18 = load ptr, ptr %17, align 8, !invariant.load !0, !dereferenceable !53, !align !2
  %19 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %20 = load ptr, ptr %19, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %21 = getelementptr inbounds i8, ptr %20, i64 2112
  %22 = getelementptr inbounds [3 x ptr], ptr %custom-call.2, i64 0, i64 0
  store ptr %16, ptr %22, align 8, !alias.scope !54, !noalias !55
  %23 = getelementptr inbounds [3 x ptr], ptr %custom-call.2, i64 0, i64 1
  store ptr %18, ptr %23, align 8, !alias.scope !54, !noalias !55
  %24 = getelementptr inbounds [3 x ptr], ptr %custom-call.2, i64 0, i64 2
  store ptr %21, ptr %24, align 8, !alias.scope !54, !noalias !55
  call void @lapack_sgetrf(ptr %custom-call.2, ptr %cc_operands_alloca, ptr %status)
  %25 = call i1 @__xla_cpu_runtime_StatusIsSuccess(ptr %status)
  br i1 %25, label %26, label %return

26:                                               ; preds = %copy.loop_exit.dim.1
  %27 = getelementptr inbounds [3 x ptr], ptr %custom-call.2, i64 0, i64 2
  %28 = load ptr, ptr %27, align 8, !dereferenceable !3, !align !3
  %29 = getelementptr inbounds [3 x ptr], ptr %custom-call.2, i64 0, i64 0
  %30 = load ptr, ptr %29, align 8, !dereferenceable !45, !align !2
  %31 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %32 = load ptr, ptr %31, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %fusion.9 = getelementptr inbounds i8, ptr %32, i64 64
  store i64 0, ptr %fusion.9.invar_address.dim.1, align 8
  br label %fusion.9.loop_header.dim.1

fusion.9.loop_header.dim.1:                       ; preds = %fusion.9.loop_exit.dim.0, %26
  %fusion.9.indvar.dim.1 = load i64, ptr %fusion.9.invar_address.dim.1, align 8
  %33 = icmp uge i64 %fusion.9.indvar.dim.1, 16
  br i1 %33, label %fusion.9.loop_exit.dim.1, label %fusion.9.loop_body.dim.1

fusion.9.loop_body.dim.1:                         ; preds = %fusion.9.loop_header.dim.1
  store i64 0, ptr %fusion.9.invar_address.dim.0, align 8
  br label %fusion.9.loop_header.dim.0

fusion.9.loop_header.dim.0:                       ; preds = %fusion.9.loop_body.dim.0, %fusion.9.loop_body.dim.1
  %fusion.9.indvar.dim.0 = load i64, ptr %fusion.9.invar_address.dim.0, align 8
  %34 = icmp uge i64 %fusion.9.indvar.dim.0, 16
  br i1 %34, label %fusion.9.loop_exit.dim.0, label %fusion.9.loop_body.dim.0

fusion.9.loop_body.dim.0:                         ; preds = %fusion.9.loop_header.dim.0
  %35 = load i32, ptr %28, align 4, !alias.scope !56, !noalias !57
  %constant.205 = load i32, ptr @9, align 4
  %36 = icmp sge i32 %35, %constant.205
  %37 = zext i1 %36 to i8
  %38 = getelementptr inbounds [16 x [16 x float]], ptr %30, i64 0, i64 %fusion.9.indvar.dim.1, i64 %fusion.9.indvar.dim.0
  %39 = load float, ptr %38, align 4, !alias.scope !46, !noalias !59
  %constant.204 = load float, ptr @8, align 4
  %40 = trunc i8 %37 to i1
  %41 = select i1 %40, float %39, float %constant.204
  %42 = getelementptr inbounds [16 x [16 x float]], ptr %fusion.9, i64 0, i64 %fusion.9.indvar.dim.1, i64 %fusion.9.indvar.dim.0
  store float %41, ptr %42, align 4, !alias.scope !60, !noalias !61
  %invar.inc3 = add nuw nsw i64 %fusion.9.indvar.dim.0, 1
  store i64 %invar.inc3, ptr %fusion.9.invar_address.dim.0, align 8
  br label %fusion.9.loop_header.dim.0

fusion.9.loop_exit.dim.0:                         ; preds = %fusion.9.loop_header.dim.0
  %invar.inc2 = add nuw nsw i64 %fusion.9.indvar.dim.1, 1
  store i64 %invar.inc2, ptr %fusion.9.invar_address.dim.1, align 8
  br label %fusion.9.loop_header.dim.1

fusion.9.loop_exit.dim.1:                         ; preds = %fusion.9.loop_header.dim.1
  %43 = getelementptr inbounds [3 x ptr], ptr %custom-call.2, i64 0, i64 1
  %44 = load ptr, ptr %43, align 8, !dereferenceable !18, !align !2
  %45 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %fusion.7 = load ptr, ptr %45, align 8, !invariant.load !0, !dereferenceable !53, !align !2
  store i64 0, ptr %fusion.7.invar_address.dim.0, align 8
  br label %fusion.7.loop_header.dim.0

fusion.7.loop_header.dim.0:                       ; preds = %fusion.7.loop_body.dim.0, %fusion.9.loop_exit.dim.1
  %fusion.7.indvar.dim.0 = load i64, ptr %fusion.7.invar_address.dim.0, align 8
  %46 = icmp uge i64 %fusion.7.indvar.dim.0, 16
  br i1 %46, label %fusion.7.loop_exit.dim.0, label %fusion.7.loop_body.dim.0

fusion.7.loop_body.dim.0:                         ; preds = %fusion.7.loop_header.dim.0
  %47 = getelementptr inbounds [16 x i32], ptr %44, i64 0, i64 %fusion.7.indvar.dim.0
  %48 = load i32, ptr %47, align 4, !alias.scope !19, !noalias !67
  %constant.201 = load i32, ptr @10, align 4
  %49 = add i32 %48, %constant.201
  %50 = getelementptr inbounds [16 x i32], ptr %fusion.7, i64 0, i64 %fusion.7.indvar.dim.0
  store i32 %49, ptr %50, align 4, !alias.scope !19, !noalias !68
  %invar.inc4 = add nuw nsw i64 %fusion.7.indvar.dim.0, 1
  store i64 %invar.inc4, ptr %fusion.7.invar_address.dim.0, align 8
  br label %fusion.7.loop_header.dim.0

fusion.7.loop_exit.dim.0:                         ; preds = %fusion.7.loop_header.dim.0
  %51 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %52 = load ptr, ptr %51, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %iota.0 = getelementptr inbounds i8, ptr %52, i64 1088
  store i64 0, ptr %iota.0.invar_address.dim.0, align 8
  br label %iota.0.loop_header.dim.0

iota.0.loop_header.dim.0:                         ; preds = %iota.0.loop_body.dim.0, %fusion.7.loop_exit.dim.0
  %iota.0.indvar.dim.0 = load i64, ptr %iota.0.invar_address.dim.0, align 8
  %53 = icmp uge i64 %iota.0.indvar.dim.0, 16
  br i1 %53, label %iota.0.loop_exit.dim.0, label %iota.0.loop_body.dim.0

iota.0.loop_body.dim.0:                           ; preds = %iota.0.loop_header.dim.0
  %54 = mul nuw nsw i64 %iota.0.indvar.dim.0, 1
  %55 = add nuw nsw i64 0, %54
  %56 = trunc i64 %55 to i32
  %57 = getelementptr inbounds [16 x i32], ptr %iota.0, i64 0, i64 %iota.0.indvar.dim.0
  store i32 %56, ptr %57, align 4, !alias.scope !24, !noalias !69
  %invar.inc5 = add nuw nsw i64 %iota.0.indvar.dim.0, 1
  store i64 %invar.inc5, ptr %iota.0.invar_address.dim.0, align 8
  br label %iota.0.loop_header.dim.0

iota.0.loop_exit.dim.0:                           ; preds = %iota.0.loop_header.dim.0
  %58 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %59 = load ptr, ptr %58, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.27 = getelementptr inbounds i8, ptr %59, i64 1152
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.27, ptr align 1 @constant.11, i64 4, i1 false)
  %60 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %tuple.50 = load ptr, ptr %60, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %61 = getelementptr inbounds [3 x ptr], ptr %tuple.50, i64 0, i64 0
  store ptr %copy.27, ptr %61, align 8, !alias.scope !36, !noalias !37
  %62 = getelementptr inbounds [3 x ptr], ptr %tuple.50, i64 0, i64 1
  store ptr %iota.0, ptr %62, align 8, !alias.scope !36, !noalias !37
  %63 = getelementptr inbounds [3 x ptr], ptr %tuple.50, i64 0, i64 2
  store ptr %fusion.7, ptr %63, align 8, !alias.scope !36, !noalias !37
  br label %while.6.header

while.6.header:                                   ; preds = %while.6.body, %iota.0.loop_exit.dim.0
  call void @region_3.56.clone.clone(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  %64 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %65 = load ptr, ptr %64, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %66 = getelementptr inbounds i8, ptr %65, i64 1168
  %67 = load i8, ptr %66, align 1
  %68 = icmp ne i8 %67, 0
  br i1 %68, label %while.6.body, label %while.6.exit

while.6.body:                                     ; preds = %while.6.header
  call void @region_0.43.clone.clone.clone(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  br label %while.6.header

while.6.exit:                                     ; preds = %while.6.header
  %69 = getelementptr inbounds [3 x ptr], ptr %tuple.50, i64 0, i64 1
  %70 = load ptr, ptr %69, align 8, !dereferenceable !18, !align !2
  %71 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %Arg_1.2 = load ptr, ptr %71, align 8, !invariant.load !0, !dereferenceable !53, !align !2
  %72 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %fusion.6 = load ptr, ptr %72, align 8, !invariant.load !0, !dereferenceable !53, !align !2
  store i64 0, ptr %fusion.6.invar_address.dim.1, align 8
  br label %fusion.6.loop_header.dim.1

fusion.6.loop_header.dim.1:                       ; preds = %fusion.6.loop_exit.dim.0, %while.6.exit
  %fusion.6.indvar.dim.1 = load i64, ptr %fusion.6.invar_address.dim.1, align 8
  %73 = icmp uge i64 %fusion.6.indvar.dim.1, 4
  br i1 %73, label %fusion.6.loop_exit.dim.1, label %fusion.6.loop_body.dim.1

fusion.6.loop_body.dim.1:                         ; preds = %fusion.6.loop_header.dim.1
  store i64 0, ptr %fusion.6.invar_address.dim.0, align 8
  br label %fusion.6.loop_header.dim.0

fusion.6.loop_header.dim.0:                       ; preds = %fusion.6.loop_body.dim.0, %fusion.6.loop_body.dim.1
  %fusion.6.indvar.dim.0 = load i64, ptr %fusion.6.invar_address.dim.0, align 8
  %74 = icmp uge i64 %fusion.6.indvar.dim.0, 16
  br i1 %74, label %fusion.6.loop_exit.dim.0, label %fusion.6.loop_body.dim.0

fusion.6.loop_body.dim.0:                         ; preds = %fusion.6.loop_header.dim.0
  %75 = getelementptr inbounds [16 x i32], ptr %70, i64 0, i64 %fusion.6.indvar.dim.0
  %76 = load i32, ptr %75, align 4, !alias.scope !24, !noalias !70
  %constant.200 = load i32, ptr @12, align 4
  %77 = icmp slt i32 %76, %constant.200
  %78 = zext i1 %77 to i8
  %79 = getelementptr inbounds [16 x i32], ptr %70, i64 0, i64 %fusion.6.indvar.dim.0
  %80 = load i32, ptr %79, align 4, !alias.scope !24, !noalias !70
  %constant.199 = load i32, ptr @11, align 4
  %81 = add i32 %80, %constant.199
  %82 = getelementptr inbounds [16 x i32], ptr %70, i64 0, i64 %fusion.6.indvar.dim.0
  %83 = load i32, ptr %82, align 4, !alias.scope !24, !noalias !70
  %84 = trunc i8 %78 to i1
  %85 = select i1 %84, i32 %81, i32 %83
  %86 = sext i32 %85 to i64
  %87 = icmp sge i64 0, %86
  %88 = select i1 %87, i64 0, i64 %86
  %89 = icmp sle i64 15, %88
  %90 = select i1 %89, i64 15, i64 %88
  %91 = add i64 0, %90
  %92 = getelementptr inbounds [16 x [4 x float]], ptr %Arg_1.2, i64 0, i64 %91, i64 %fusion.6.indvar.dim.1
  %93 = load float, ptr %92, align 4, !invariant.load !0, !noalias !71
  %94 = getelementptr inbounds [4 x [16 x float]], ptr %fusion.6, i64 0, i64 %fusion.6.indvar.dim.1, i64 %fusion.6.indvar.dim.0
  store float %93, ptr %94, align 4, !alias.scope !72, !noalias !73
  %invar.inc7 = add nuw nsw i64 %fusion.6.indvar.dim.0, 1
  store i64 %invar.inc7, ptr %fusion.6.invar_address.dim.0, align 8
  br label %fusion.6.loop_header.dim.0

fusion.6.loop_exit.dim.0:                         ; preds = %fusion.6.loop_header.dim.0
  %invar.inc6 = add nuw nsw i64 %fusion.6.indvar.dim.1, 1
  store i64 %invar.inc6, ptr %fusion.6.invar_address.dim.1, align 8
  br label %fusion.6.loop_header.dim.1

fusion.6.loop_exit.dim.1:                         ; preds = %fusion.6.loop_header.dim.1
  %95 = getelementptr inbounds ptr, ptr %cc_operands_alloca8, i64 0
  store ptr @constant.10, ptr %95, align 8
  %96 = getelementptr inbounds ptr, ptr %cc_operands_alloca8, i64 1
  store ptr @constant.10, ptr %96, align 8
  %97 = getelementptr inbounds ptr, ptr %cc_operands_alloca8, i64 2
  store ptr @constant.11, ptr %97, align 8
  %98 = getelementptr inbounds ptr, ptr %cc_operands_alloca8, i64 3
  store ptr @constant.10, ptr %98, align 8
  %99 = getelementptr inbounds ptr, ptr %cc_operands_alloca8, i64 4
  store ptr @constant.12, ptr %99, align 8
  %100 = getelementptr inbounds ptr, ptr %cc_operands_alloca8, i64 5
  store ptr @constant.16, ptr %100, align 8
  %101 = getelementptr inbounds ptr, ptr %cc_operands_alloca8, i64 6
  store ptr @constant.10, ptr %101, align 8
  %102 = getelementptr inbounds ptr, ptr %cc_operands_alloca8, i64 7
  store ptr @constant.17, ptr %102, align 8
  %103 = getelementptr inbounds ptr, ptr %cc_operands_alloca8, i64 8
  store ptr %fusion.9, ptr %103, align 8
  %104 = getelementptr inbounds ptr, ptr %cc_operands_alloca8, i64 9
  store ptr %fusion.6, ptr %104, align 8
  %105 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %custom-call.3 = load ptr, ptr %105, align 8, !invariant.load !0, !dereferenceable !53, !align !2
  call void @blas_strsm(ptr %custom-call.3, ptr %cc_operands_alloca8, ptr %status)
  %106 = call i1 @__xla_cpu_runtime_StatusIsSuccess(ptr %status)
  br i1 %106, label %107, label %return

107:                                              ; preds = %fusion.6.loop_exit.dim.1
  %108 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %109 = load ptr, ptr %108, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %fusion.5 = getelementptr inbounds i8, ptr %109, i64 1088
  store i64 0, ptr %fusion.5.invar_address.dim.1, align 8
  br label %fusion.5.loop_header.dim.1

fusion.5.loop_header.dim.1:                       ; preds = %fusion.5.loop_exit.dim.0, %107
  %fusion.5.indvar.dim.1 = load i64, ptr %fusion.5.invar_address.dim.1, align 8
  %110 = icmp uge i64 %fusion.5.indvar.dim.1, 4
  br i1 %110, label %fusion.5.loop_exit.dim.1, label %fusion.5.loop_body.dim.1

fusion.5.loop_body.dim.1:                         ; preds = %fusion.5.loop_header.dim.1
  store i64 0, ptr %fusion.5.invar_address.dim.0, align 8
  br label %fusion.5.loop_header.dim.0

fusion.5.loop_header.dim.0:                       ; preds = %fusion.5.loop_body.dim.0, %fusion.5.loop_body.dim.1
  %fusion.5.indvar.dim.0 = load i64, ptr %fusion.5.invar_address.dim.0, align 8
  %111 = icmp uge i64 %fusion.5.indvar.dim.0, 16
  br i1 %111, label %fusion.5.loop_exit.dim.0, label %fusion.5.loop_body.dim.0

fusion.5.loop_body.dim.0:                         ; preds = %fusion.5.loop_header.dim.0
  %112 = getelementptr inbounds [4 x [16 x float]], ptr %custom-call.3, i64 0, i64 %fusion.5.indvar.dim.1, i64 %fusion.5.indvar.dim.0
  %113 = load float, ptr %112, align 4, !alias.scope !72, !noalias !74
  %114 = getelementptr inbounds [4 x [16 x float]], ptr %fusion.5, i64 0, i64 %fusion.5.indvar.dim.1, i64 %fusion.5.indvar.dim.0
  store float %113, ptr %114, align 4, !alias.scope !75, !noalias !76
  %invar.inc10 = add nuw nsw i64 %fusion.5.indvar.dim.0, 1
  store i64 %invar.inc10, ptr %fusion.5.invar_address.dim.0, align 8
  br label %fusion.5.loop_header.dim.0

fusion.5.loop_exit.dim.0:                         ; preds = %fusion.5.loop_header.dim.0
  %invar.inc9 = add nuw nsw i64 %fusion.5.indvar.dim.1, 1
  store i64 %invar.inc9, ptr %fusion.5.invar_address.dim.1, align 8
  br label %fusion.5.loop_header.dim.1

fusion.5.loop_exit.dim.1:                         ; preds = %fusion.5.loop_header.dim.1
  %115 = getelementptr inbounds ptr, ptr %cc_operands_alloca11, i64 0
  store ptr @constant.10, ptr %115, align 8
  %116 = getelementptr inbounds ptr, ptr %cc_operands_alloca11, i64 1
  store ptr @constant.11, ptr %116, align 8
  %117 = getelementptr inbounds ptr, ptr %cc_operands_alloca11, i64 2
  store ptr @constant.11, ptr %117, align 8
  %118 = getelementptr inbounds ptr, ptr %cc_operands_alloca11, i64 3
  store ptr @constant.11, ptr %118, align 8
  %119 = getelementptr inbounds ptr, ptr %cc_operands_alloca11, i64 4
  store ptr @constant.12, ptr %119, align 8
  %120 = getelementptr inbounds ptr, ptr %cc_operands_alloca11, i64 5
  store ptr @constant.16, ptr %120, align 8
  %121 = getelementptr inbounds ptr, ptr %cc_operands_alloca11, i64 6
  store ptr @constant.10, ptr %121, align 8
  %122 = getelementptr inbounds ptr, ptr %cc_operands_alloca11, i64 7
  store ptr @constant.17, ptr %122, align 8
  %123 = getelementptr inbounds ptr, ptr %cc_operands_alloca11, i64 8
  store ptr %fusion.9, ptr %123, align 8
  %124 = getelementptr inbounds ptr, ptr %cc_operands_alloca11, i64 9
  store ptr %fusion.5, ptr %124, align 8
  %125 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %126 = load ptr, ptr %125, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %custom-call.4 = getelementptr inbounds i8, ptr %126, i64 1088
  call void @blas_strsm(ptr %custom-call.4, ptr %cc_operands_alloca11, ptr %status)
  %127 = call i1 @__xla_cpu_runtime_StatusIsSuccess(ptr %status)
  br i1 %127, label %128, label %return

128:                                              ; preds = %fusion.5.loop_exit.dim.1
  %129 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %fusion.4 = load ptr, ptr %129, align 8, !invariant.load !0, !dereferenceable !53, !align !2
  store i64 0, ptr %fusion.4.invar_address.dim.0, align 8
  br label %fusion.4.loop_header.dim.0

fusion.4.loop_header.dim.0:                       ; preds = %fusion.4.loop_exit.dim.1, %128
  %fusion.4.indvar.dim.0 = load i64, ptr %fusion.4.invar_address.dim.0, align 8
  %130 = icmp uge i64 %fusion.4.indvar.dim.0, 16
  br i1 %130, label %fusion.4.loop_exit.dim.0, label %fusion.4.loop_body.dim.0

fusion.4.loop_body.dim.0:                         ; preds = %fusion.4.loop_header.dim.0
  store i64 0, ptr %fusion.4.invar_address.dim.1, align 8
  br label %fusion.4.loop_header.dim.1

fusion.4.loop_header.dim.1:                       ; preds = %fusion.4.loop_body.dim.1, %fusion.4.loop_body.dim.0
  %fusion.4.indvar.dim.1 = load i64, ptr %fusion.4.invar_address.dim.1, align 8
  %131 = icmp uge i64 %fusion.4.indvar.dim.1, 4
  br i1 %131, label %fusion.4.loop_exit.dim.1, label %fusion.4.loop_body.dim.1

fusion.4.loop_body.dim.1:                         ; preds = %fusion.4.loop_header.dim.1
  %132 = getelementptr inbounds [4 x [16 x float]], ptr %custom-call.4, i64 0, i64 %fusion.4.indvar.dim.1, i64 %fusion.4.indvar.dim.0
  %133 = load float, ptr %132, align 4, !alias.scope !75, !noalias !76
  %134 = getelementptr inbounds [16 x [4 x float]], ptr %fusion.4, i64 0, i64 %fusion.4.indvar.dim.0, i64 %fusion.4.indvar.dim.1
  store float %133, ptr %134, align 4, !alias.scope !72, !noalias !75
  %invar.inc13 = add nuw nsw i64 %fusion.4.indvar.dim.1, 1
  store i64 %invar.inc13, ptr %fusion.4.invar_address.dim.1, align 8
  br label %fusion.4.loop_header.dim.1

fusion.4.loop_exit.dim.1:                         ; preds = %fusion.4.loop_header.dim.1
  %invar.inc12 = add nuw nsw i64 %fusion.4.indvar.dim.0, 1
  store i64 %invar.inc12, ptr %fusion.4.invar_address.dim.0, align 8
  br label %fusion.4.loop_header.dim.0

fusion.4.loop_exit.dim.0:                         ; preds = %fusion.4.loop_header.dim.0
  br label %return
}

; Function Attrs: nounwind
declare void @lapack_sgetrf(ptr, ptr, ptr) #2

; Function Attrs: nounwind memory(argmem: readwrite)
declare i1 @__xla_cpu_runtime_StatusIsSuccess(ptr) #3

; Function Attrs: nounwind
declare void @blas_strsm(ptr, ptr, ptr) #2

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nocallback nofree nounwind willreturn memory(argmem: readwrite) }
attributes #2 = { nounwind }
attributes #3 = { nounwind memory(argmem: readwrite) }

!0 = !{}
!1 = !{i64 2116}
!2 = !{i64 16}
!3 = !{i64 4}
!4 = !{!5}
!5 = !{!"buffer: {index:10, offset:1216, size:4}", !6}
!6 = !{!"XLA global AA domain"}
!7 = !{!8, !9, !10}
!8 = !{!"buffer: {index:3, offset:0, size:4}", !6}
!9 = !{!"buffer: {index:10, offset:1152, size:4}", !6}
!10 = !{!"buffer: {index:10, offset:1232, size:4}", !6}
!11 = !{!10}
!12 = !{!13, !14, !15, !5, !16, !17}
!13 = !{!"buffer: {index:1, offset:0, size:64}", !6}
!14 = !{!"buffer: {index:10, offset:1088, size:64}", !6}
!15 = !{!"buffer: {index:10, offset:1152, size:64}", !6}
!16 = !{!"buffer: {index:10, offset:1248, size:4}", !6}
!17 = !{!"buffer: {index:10, offset:1264, size:4}", !6}
!18 = !{i64 64}
!19 = !{!13}
!20 = !{!21, !14, !9, !10, !16}
!21 = !{!"buffer: {index:10, offset:0, size:24}", !6}
!22 = !{!16}
!23 = !{!13, !14, !15, !10, !17}
!24 = !{!14}
!25 = !{!15, !10, !16, !17}
!26 = !{!17}
!27 = !{!14, !15, !10, !16}
!28 = !{!15}
!29 = !{!14, !10, !17}
!30 = !{!14, !10, !16, !17}
!31 = !{!14, !10, !16}
!32 = !{!8}
!33 = !{!9, !5}
!34 = !{!9}
!35 = !{!13, !8, !21, !14, !5}
!36 = !{!21}
!37 = !{!13, !14, !9}
!38 = !{!39, !40}
!39 = !{!"buffer: {index:4, offset:0, size:4}", !6}
!40 = !{!"buffer: {index:10, offset:1168, size:1}", !6}
!41 = !{!39}
!42 = !{!9, !40}
!43 = !{!40}
!44 = !{!39, !9}
!45 = !{i64 1024}
!46 = !{!47}
!47 = !{!"buffer: {index:10, offset:1088, size:1024}", !6}
!48 = !{!13, !49, !50, !51, !52}
!49 = !{!"buffer: {index:5, offset:0, size:4}", !6}
!50 = !{!"buffer: {index:7, offset:0, size:4}", !6}
!51 = !{!"buffer: {index:10, offset:32, size:24}", !6}
!52 = !{!"buffer: {index:10, offset:2112, size:4}", !6}
!53 = !{i64 256}
!54 = !{!51}
!55 = !{!13, !49, !50, !47, !52}
!56 = !{!52}
!57 = !{!13, !51, !58, !47}
!58 = !{!"buffer: {index:10, offset:64, size:1024}", !6}
!59 = !{!13, !51, !58, !52}
!60 = !{!58}
!61 = !{!62, !49, !63, !50, !64, !65, !66, !47, !52}
!62 = !{!"buffer: {index:1, offset:0, size:256}", !6}
!63 = !{!"buffer: {index:6, offset:0, size:4}", !6}
!64 = !{!"buffer: {index:8, offset:0, size:4}", !6}
!65 = !{!"buffer: {index:9, offset:0, size:4}", !6}
!66 = !{!"buffer: {index:10, offset:1088, size:256}", !6}
!67 = !{!51, !47, !52}
!68 = !{!21, !14, !9}
!69 = !{!13, !21, !9}
!70 = !{!13, !62, !21, !9}
!71 = !{!62, !14}
!72 = !{!62}
!73 = !{!49, !63, !50, !64, !65, !58, !14}
!74 = !{!49, !63, !50, !64, !65, !58, !66}
!75 = !{!66}
!76 = !{!62, !49, !63, !50, !64, !65, !58}
