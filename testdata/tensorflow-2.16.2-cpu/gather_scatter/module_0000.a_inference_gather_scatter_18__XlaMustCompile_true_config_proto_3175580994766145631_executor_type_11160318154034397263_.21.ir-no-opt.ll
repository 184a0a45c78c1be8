; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@constant.12 = private unnamed_addr constant [4 x i8] zeroinitializer, align 4
@constant.1 = private unnamed_addr constant [4 x i8] c"\18\00\00\00", align 4
@constant.6 = private unnamed_addr constant [4 x i8] c"\01\00\00\00", align 4
@0 = private unnamed_addr constant [4 x i8] zeroinitializer
@1 = private unnamed_addr constant [1 x i8] c"\01"
@2 = private unnamed_addr constant [8 x i8] c"c\00\00\00\00\00\00\00"
@3 = private unnamed_addr constant [4 x i8] zeroinitializer
@4 = private unnamed_addr constant [4 x i8] zeroinitializer
@5 = private unnamed_addr constant [4 x i8] c"\00\00\00@"

; Function Attrs: uwtable
define internal void @and.reduce_sub_computation(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %and = alloca i8, align 1
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %lhs = load ptr, ptr %0, align 8, !dereferenceable !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %rhs = load ptr, ptr %1, align 8, !dereferenceable !0
  %2 = load i8, ptr %lhs, align 1, !alias.scope !1, !noalias !4
  %3 = load i8, ptr %rhs, align 1, !alias.scope !6, !noalias !4
  %4 = and i8 %2, %3
  store i8 %4, ptr %and, align 1, !alias.scope !4
  %load_ret_value = load i8, ptr %and, align 1
  store i8 %load_ret_value, ptr %retval, align 1
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define internal void @while_body(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %dynamic-update-slice.2.invar_address.dim.1 = alloca i64, align 8
  %dynamic-update-slice.2.invar_address.dim.0 = alloca i64, align 8
  %reduce_function_parameter_addresses = alloca ptr, i32 2, align 8
  %reduce_function_return_value_addr = alloca i8, align 1
  %arg_addr4 = alloca i8, align 1
  %arg_addr = alloca i8, align 1
  %reduce.1.inner.invar_address.reduction_dim.0 = alloca i64, align 8
  %accumulator_0 = alloca i8, align 1
  %fusion.2.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %1 = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %param.1 = getelementptr inbounds i8, ptr %1, i64 6432
  %2 = getelementptr inbounds [4 x ptr], ptr %param.1, i64 0, i64 0
  %3 = load ptr, ptr %2, align 8, !dereferenceable !11, !align !11
  %4 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %5 = load ptr, ptr %4, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %copy.3 = getelementptr inbounds i8, ptr %5, i64 6400
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.3, ptr align 1 %3, i64 4, i1 false)
  %6 = getelementptr inbounds [4 x ptr], ptr %param.1, i64 0, i64 2
  %7 = load ptr, ptr %6, align 8, !dereferenceable !12, !align !10
  %8 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %fusion.2 = load ptr, ptr %8, align 8, !invariant.load !8, !dereferenceable !13, !align !10
  store i64 0, ptr %fusion.2.invar_address.dim.0, align 8
  br label %fusion.2.loop_header.dim.0

return:                                           ; preds = %dynamic-update-slice.2.loop_exit.dim.0
  ret void

fusion.2.loop_header.dim.0:                       ; preds = %concatenate.1.merge, %entry
  %fusion.2.indvar.dim.0 = load i64, ptr %fusion.2.invar_address.dim.0, align 8
  %9 = icmp uge i64 %fusion.2.indvar.dim.0, 2
  br i1 %9, label %fusion.2.loop_exit.dim.0, label %fusion.2.loop_body.dim.0

fusion.2.loop_body.dim.0:                         ; preds = %fusion.2.loop_header.dim.0
  br label %concatenate.pivot.1.

concat_index_from_operand_id0:                    ; preds = %concatenate.pivot.0.
  %10 = phi i64 [ 0, %concatenate.pivot.0. ]
  %11 = sub nsw i64 %fusion.2.indvar.dim.0, %10
  %12 = load i32, ptr %copy.3, align 4, !alias.scope !14, !noalias !16
  %13 = sext i32 %12 to i64
  %14 = icmp sge i64 0, %13
  %15 = select i1 %14, i64 0, i64 %13
  %16 = icmp sle i64 23, %15
  %dynamic-slice.8.start_idx0 = select i1 %16, i64 23, i64 %15
  %17 = add i64 %dynamic-slice.8.start_idx0, %11
  %18 = getelementptr inbounds [24 x i32], ptr %7, i64 0, i64 %17
  %19 = load i32, ptr %18, align 4, !alias.scope !24, !noalias !25
  br label %concatenate.1.merge

concat_index_from_operand_id1:                    ; preds = %concatenate.pivot.1.1
  %20 = phi i64 [ 1, %concatenate.pivot.1.1 ]
  %21 = sub nsw i64 %fusion.2.indvar.dim.0, %20
  %constant.21 = load i32, ptr @0, align 4
  br label %concatenate.1.merge

concatenate.pivot.1.:                             ; preds = %fusion.2.loop_body.dim.0
  %22 = icmp ult i64 %fusion.2.indvar.dim.0, 1
  br i1 %22, label %concatenate.pivot.0., label %concatenate.pivot.1.1

concatenate.pivot.0.:                             ; preds = %concatenate.pivot.1.
  br label %concat_index_from_operand_id0

concatenate.pivot.1.1:                            ; preds = %concatenate.pivot.1.
  br label %concat_index_from_operand_id1

concatenate.1.merge:                              ; preds = %concat_index_from_operand_id1, %concat_index_from_operand_id0
  %23 = phi i32 [ %19, %concat_index_from_operand_id0 ], [ %constant.21, %concat_index_from_operand_id1 ]
  %24 = getelementptr inbounds [2 x i32], ptr %fusion.2, i64 0, i64 %fusion.2.indvar.dim.0
  store i32 %23, ptr %24, align 4, !alias.scope !27, !noalias !28
  %invar.inc = add nuw nsw i64 %fusion.2.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.2.invar_address.dim.0, align 8
  br label %fusion.2.loop_header.dim.0

fusion.2.loop_exit.dim.0:                         ; preds = %fusion.2.loop_header.dim.0
  %25 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %26 = load ptr, ptr %25, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %fusion.1 = getelementptr inbounds i8, ptr %26, i64 6416
  %constant.18 = load i8, ptr @1, align 1
  store i8 %constant.18, ptr %accumulator_0, align 1
  store i64 0, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.0

reduce.1.inner.loop_header.reduction_dim.0:       ; preds = %reduce.1.inner.loop_body.reduction_dim.0, %fusion.2.loop_exit.dim.0
  %reduce.1.inner.indvar.reduction_dim.0 = load i64, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  %27 = icmp uge i64 %reduce.1.inner.indvar.reduction_dim.0, 2
  br i1 %27, label %reduce.1.inner.loop_exit.reduction_dim.0, label %reduce.1.inner.loop_body.reduction_dim.0

reduce.1.inner.loop_body.reduction_dim.0:         ; preds = %reduce.1.inner.loop_header.reduction_dim.0
  %28 = load i8, ptr %accumulator_0, align 1
  %constant.20 = load i32, ptr @3, align 4
  %29 = getelementptr inbounds [2 x i32], ptr %fusion.2, i64 0, i64 %reduce.1.inner.indvar.reduction_dim.0
  %30 = load i32, ptr %29, align 4, !alias.scope !27, !noalias !28
  %31 = icmp sle i32 %constant.20, %30
  %32 = zext i1 %31 to i8
  %constant.19 = getelementptr inbounds [2 x i32], ptr @2, i64 0, i64 %reduce.1.inner.indvar.reduction_dim.0
  %constant.193 = load i32, ptr %constant.19, align 4
  %33 = getelementptr inbounds [2 x i32], ptr %fusion.2, i64 0, i64 %reduce.1.inner.indvar.reduction_dim.0
  %34 = load i32, ptr %33, align 4, !alias.scope !27, !noalias !28
  %35 = icmp sge i32 %constant.193, %34
  %36 = zext i1 %35 to i8
  %37 = and i8 %32, %36
  store i8 %28, ptr %arg_addr, align 1
  store i8 %37, ptr %arg_addr4, align 1
  %38 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 0
  store ptr %arg_addr, ptr %38, align 8
  %39 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 1
  store ptr %arg_addr4, ptr %39, align 8
  call void @and.reduce_sub_computation(ptr %reduce_function_return_value_addr, ptr %run_options, ptr %reduce_function_parameter_addresses, ptr null, ptr %status, ptr %prof_counters)
  %40 = load i8, ptr %reduce_function_return_value_addr, align 1
  store i8 %40, ptr %accumulator_0, align 1
  %invar.inc2 = add nuw nsw i64 %reduce.1.inner.indvar.reduction_dim.0, 1
  store i64 %invar.inc2, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.0

reduce.1.inner.loop_exit.reduction_dim.0:         ; preds = %reduce.1.inner.loop_header.reduction_dim.0
  %41 = load i8, ptr %accumulator_0, align 1
  store i8 %41, ptr %fusion.1, align 1, !alias.scope !29, !noalias !30
  %42 = getelementptr inbounds [4 x ptr], ptr %param.1, i64 0, i64 3
  %43 = load ptr, ptr %42, align 8, !dereferenceable !13, !align !10
  %44 = getelementptr inbounds [4 x ptr], ptr %param.1, i64 0, i64 1
  %45 = load ptr, ptr %44, align 8, !dereferenceable !31, !align !10
  %46 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %fusion = load ptr, ptr %46, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %47 = load i32, ptr %copy.3, align 4, !alias.scope !14, !noalias !16
  %48 = sext i32 %47 to i64
  %49 = icmp sge i64 0, %48
  %50 = select i1 %49, i64 0, i64 %48
  %51 = icmp sle i64 23, %50
  %dynamic-slice.7.start_idx0 = select i1 %51, i64 23, i64 %50
  %52 = add i64 %dynamic-slice.7.start_idx0, 0
  %53 = getelementptr inbounds [24 x i32], ptr %7, i64 0, i64 %52
  %54 = load i32, ptr %53, align 4, !alias.scope !24, !noalias !25
  %55 = icmp sge i32 0, %54
  %56 = select i1 %55, i32 0, i32 %54
  %57 = icmp sle i32 99, %56
  %58 = select i1 %57, i32 99, i32 %56
  %constant.17 = load i32, ptr @4, align 4
  %59 = icmp sge i32 0, %constant.17
  %60 = select i1 %59, i32 0, i32 %constant.17
  %61 = icmp sle i32 0, %60
  %62 = select i1 %61, i32 0, i32 %60
  store i64 0, ptr %dynamic-update-slice.2.invar_address.dim.0, align 8
  br label %dynamic-update-slice.2.loop_header.dim.0

dynamic-update-slice.2.loop_header.dim.0:         ; preds = %dynamic-update-slice.2.loop_exit.dim.1, %reduce.1.inner.loop_exit.reduction_dim.0
  %dynamic-update-slice.2.indvar.dim.0 = load i64, ptr %dynamic-update-slice.2.invar_address.dim.0, align 8
  %63 = icmp uge i64 %dynamic-update-slice.2.indvar.dim.0, 1
  br i1 %63, label %dynamic-update-slice.2.loop_exit.dim.0, label %dynamic-update-slice.2.loop_body.dim.0

dynamic-update-slice.2.loop_body.dim.0:           ; preds = %dynamic-update-slice.2.loop_header.dim.0
  store i64 0, ptr %dynamic-update-slice.2.invar_address.dim.1, align 8
  br label %dynamic-update-slice.2.loop_header.dim.1

dynamic-update-slice.2.loop_header.dim.1:         ; preds = %dynamic-update-slice.2.loop_body.dim.1, %dynamic-update-slice.2.loop_body.dim.0
  %dynamic-update-slice.2.indvar.dim.1 = load i64, ptr %dynamic-update-slice.2.invar_address.dim.1, align 8
  %64 = icmp uge i64 %dynamic-update-slice.2.indvar.dim.1, 16
  br i1 %64, label %dynamic-update-slice.2.loop_exit.dim.1, label %dynamic-update-slice.2.loop_body.dim.1

dynamic-update-slice.2.loop_body.dim.1:           ; preds = %dynamic-update-slice.2.loop_header.dim.1
  %65 = sext i32 %58 to i64
  %66 = add i64 %65, %dynamic-update-slice.2.indvar.dim.0
  %67 = sext i32 %62 to i64
  %68 = add i64 %67, %dynamic-update-slice.2.indvar.dim.1
  %69 = load i8, ptr %fusion.1, align 1, !alias.scope !29, !noalias !30
  %70 = load i32, ptr %copy.3, align 4, !alias.scope !14, !noalias !16
  %71 = sext i32 %70 to i64
  %72 = icmp sge i64 0, %71
  %73 = select i1 %72, i64 0, i64 %71
  %74 = icmp sle i64 23, %73
  %dynamic-slice.7.start_idx07 = select i1 %74, i64 23, i64 %73
  %75 = add i64 %dynamic-slice.7.start_idx07, 0
  %76 = getelementptr inbounds [24 x i32], ptr %7, i64 0, i64 %75
  %77 = load i32, ptr %76, align 4, !alias.scope !24, !noalias !25
  %78 = sext i32 %77 to i64
  %79 = icmp sge i64 0, %78
  %80 = select i1 %79, i64 0, i64 %78
  %81 = icmp sle i64 99, %80
  %dynamic-slice.6.start_idx0 = select i1 %81, i64 99, i64 %80
  %constant.178 = load i32, ptr @4, align 4
  %82 = sext i32 %constant.178 to i64
  %83 = icmp sge i64 0, %82
  %84 = select i1 %83, i64 0, i64 %82
  %85 = icmp sle i64 0, %84
  %dynamic-slice.6.start_idx1 = select i1 %85, i64 0, i64 %84
  %86 = add i64 %dynamic-slice.6.start_idx0, %dynamic-update-slice.2.indvar.dim.0
  %87 = add i64 %dynamic-slice.6.start_idx1, %dynamic-update-slice.2.indvar.dim.1
  %88 = getelementptr inbounds [100 x [16 x float]], ptr %45, i64 0, i64 %86, i64 %87
  %89 = load float, ptr %88, align 4, !alias.scope !32, !noalias !33
  %90 = load i32, ptr %copy.3, align 4, !alias.scope !14, !noalias !16
  %91 = sext i32 %90 to i64
  %92 = icmp sge i64 0, %91
  %93 = select i1 %92, i64 0, i64 %91
  %94 = icmp sle i64 23, %93
  %dynamic-slice.5.start_idx0 = select i1 %94, i64 23, i64 %93
  %constant.179 = load i32, ptr @4, align 4
  %95 = sext i32 %constant.179 to i64
  %96 = icmp sge i64 0, %95
  %97 = select i1 %96, i64 0, i64 %95
  %98 = icmp sle i64 0, %97
  %dynamic-slice.5.start_idx1 = select i1 %98, i64 0, i64 %97
  %99 = add i64 %dynamic-slice.5.start_idx0, %dynamic-update-slice.2.indvar.dim.0
  %100 = add i64 %dynamic-slice.5.start_idx1, %dynamic-update-slice.2.indvar.dim.1
  %101 = getelementptr inbounds [24 x [16 x float]], ptr %43, i64 0, i64 %99, i64 %100
  %102 = load float, ptr %101, align 4, !alias.scope !34, !noalias !35
  %add.2 = fadd float %89, %102
  %103 = trunc i8 %69 to i1
  %104 = select i1 %103, float %add.2, float %89
  %105 = getelementptr inbounds [100 x [16 x float]], ptr %fusion, i64 0, i64 %66, i64 %68
  store float %104, ptr %105, align 4, !alias.scope !32, !noalias !36
  %invar.inc6 = add nuw nsw i64 %dynamic-update-slice.2.indvar.dim.1, 1
  store i64 %invar.inc6, ptr %dynamic-update-slice.2.invar_address.dim.1, align 8
  br label %dynamic-update-slice.2.loop_header.dim.1

dynamic-update-slice.2.loop_exit.dim.1:           ; preds = %dynamic-update-slice.2.loop_header.dim.1
  %invar.inc5 = add nuw nsw i64 %dynamic-update-slice.2.indvar.dim.0, 1
  store i64 %invar.inc5, ptr %dynamic-update-slice.2.invar_address.dim.0, align 8
  br label %dynamic-update-slice.2.loop_header.dim.0

dynamic-update-slice.2.loop_exit.dim.0:           ; preds = %dynamic-update-slice.2.loop_header.dim.0
  %106 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %add = load ptr, ptr %106, align 8, !invariant.load !8, !dereferenceable !13, !align !10
  %107 = load i32, ptr %copy.3, align 4, !alias.scope !14, !noalias !16
  %108 = load i32, ptr @constant.6, align 4, !alias.scope !37, !noalias !38
  %109 = add i32 %107, %108
  store i32 %109, ptr %add, align 4, !alias.scope !39, !noalias !40
  %110 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %111 = load ptr, ptr %110, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %tuple.5 = getelementptr inbounds i8, ptr %111, i64 6432
  %112 = getelementptr inbounds [4 x ptr], ptr %tuple.5, i64 0, i64 0
  store ptr %add, ptr %112, align 8, !alias.scope !41, !noalias !42
  %113 = getelementptr inbounds [4 x ptr], ptr %tuple.5, i64 0, i64 1
  store ptr %fusion, ptr %113, align 8, !alias.scope !41, !noalias !42
  %114 = getelementptr inbounds [4 x ptr], ptr %tuple.5, i64 0, i64 2
  store ptr %7, ptr %114, align 8, !alias.scope !41, !noalias !42
  %115 = getelementptr inbounds [4 x ptr], ptr %tuple.5, i64 0, i64 3
  store ptr %43, ptr %115, align 8, !alias.scope !41, !noalias !42
  br label %return
}

; Function Attrs: nocallback nofree nounwind willreturn memory(argmem: readwrite)
declare void @llvm.memcpy.p0.p0.i64(ptr noalias nocapture writeonly, ptr noalias nocapture readonly, i64, i1 immarg) #1

; Function Attrs: uwtable
define internal void @while_cond(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %1 = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %param.0 = getelementptr inbounds i8, ptr %1, i64 6432
  %2 = getelementptr inbounds [4 x ptr], ptr %param.0, i64 0, i64 0
  %3 = load ptr, ptr %2, align 8, !dereferenceable !11, !align !11
  %4 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %5 = load ptr, ptr %4, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %compare = getelementptr inbounds i8, ptr %5, i64 6400
  %6 = load i32, ptr %3, align 4, !alias.scope !39, !noalias !43
  %7 = load i32, ptr @constant.1, align 4, !alias.scope !46, !noalias !47
  %8 = icmp slt i32 %6, %7
  %9 = zext i1 %8 to i8
  store i8 %9, ptr %compare, align 1, !alias.scope !48, !noalias !49
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @a_inference_gather_scatter_18__XlaMustCompile_true_config_proto_3175580994766145631_executor_type_11160318154034397263_.21(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion.3.invar_address.dim.1 = alloca i64, align 8
  %fusion.3.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %arg0.1 = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !31, !align !10
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %copy.7 = load ptr, ptr %1, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.7, ptr align 1 %arg0.1, i64 6400, i1 false)
  %2 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %copy.8 = load ptr, ptr %2, align 8, !invariant.load !8, !dereferenceable !13, !align !10
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.8, ptr align 1 @constant.12, i64 4, i1 false)
  %3 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %arg1.2 = load ptr, ptr %3, align 8, !invariant.load !8, !dereferenceable !12, !align !10
  %4 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %arg2.3 = load ptr, ptr %4, align 8, !invariant.load !8, !dereferenceable !13, !align !10
  %5 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %6 = load ptr, ptr %5, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %tuple.3 = getelementptr inbounds i8, ptr %6, i64 6432
  %7 = getelementptr inbounds [4 x ptr], ptr %tuple.3, i64 0, i64 0
  store ptr %copy.8, ptr %7, align 8, !alias.scope !41, !noalias !42
  %8 = getelementptr inbounds [4 x ptr], ptr %tuple.3, i64 0, i64 1
  store ptr %copy.7, ptr %8, align 8, !alias.scope !41, !noalias !42
  %9 = getelementptr inbounds [4 x ptr], ptr %tuple.3, i64 0, i64 2
  store ptr %arg1.2, ptr %9, align 8, !alias.scope !41, !noalias !42
  %10 = getelementptr inbounds [4 x ptr], ptr %tuple.3, i64 0, i64 3
  store ptr %arg2.3, ptr %10, align 8, !alias.scope !41, !noalias !42
  br label %while.header

return:                                           ; preds = %fusion.3.loop_exit.dim.0
  ret void

while.header:                                     ; preds = %while.body, %entry
  call void @while_cond(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  %11 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %12 = load ptr, ptr %11, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %13 = getelementptr inbounds i8, ptr %12, i64 6400
  %14 = load i8, ptr %13, align 1
  %15 = icmp ne i8 %14, 0
  br i1 %15, label %while.body, label %while.exit

while.body:                                       ; preds = %while.header
  call void @while_body(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  br label %while.header

while.exit:                                       ; preds = %while.header
  %16 = getelementptr inbounds [4 x ptr], ptr %tuple.3, i64 0, i64 1
  %17 = load ptr, ptr %16, align 8, !dereferenceable !31, !align !10
  %18 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %fusion.3 = load ptr, ptr %18, align 8, !invariant.load !8, !dereferenceable !13, !align !10
  store i64 0, ptr %fusion.3.invar_address.dim.0, align 8
  br label %fusion.3.loop_header.dim.0

fusion.3.loop_header.dim.0:                       ; preds = %fusion.3.loop_exit.dim.1, %while.exit
  %fusion.3.indvar.dim.0 = load i64, ptr %fusion.3.invar_address.dim.0, align 8
  %19 = icmp uge i64 %fusion.3.indvar.dim.0, 24
  br i1 %19, label %fusion.3.loop_exit.dim.0, label %fusion.3.loop_body.dim.0

fusion.3.loop_body.dim.0:                         ; preds = %fusion.3.loop_header.dim.0
  store i64 0, ptr %fusion.3.invar_address.dim.1, align 8
  br label %fusion.3.loop_header.dim.1

fusion.3.loop_header.dim.1:                       ; preds = %fusion.3.loop_body.dim.1, %fusion.3.loop_body.dim.0
  %fusion.3.indvar.dim.1 = load i64, ptr %fusion.3.invar_address.dim.1, align 8
  %20 = icmp uge i64 %fusion.3.indvar.dim.1, 16
  br i1 %20, label %fusion.3.loop_exit.dim.1, label %fusion.3.loop_body.dim.1

fusion.3.loop_body.dim.1:                         ; preds = %fusion.3.loop_header.dim.1
  %21 = getelementptr inbounds [24 x i32], ptr %arg1.2, i64 0, i64 %fusion.3.indvar.dim.0
  %22 = load i32, ptr %21, align 4, !invariant.load !8, !noalias !50
  %23 = sext i32 %22 to i64
  %24 = icmp sge i64 0, %23
  %25 = select i1 %24, i64 0, i64 %23
  %26 = icmp sle i64 99, %25
  %27 = select i1 %26, i64 99, i64 %25
  %28 = add i64 0, %27
  %29 = getelementptr inbounds [100 x [16 x float]], ptr %17, i64 0, i64 %28, i64 %fusion.3.indvar.dim.1
  %30 = load float, ptr %29, align 4, !alias.scope !32, !noalias !52
  %constant.22 = load float, ptr @5, align 4
  %multiply.0 = fmul float %30, %constant.22
  %31 = getelementptr inbounds [24 x [16 x float]], ptr %fusion.3, i64 0, i64 %fusion.3.indvar.dim.0, i64 %fusion.3.indvar.dim.1
  store float %multiply.0, ptr %31, align 4, !alias.scope !53, !noalias !32
  %invar.inc1 = add nuw nsw i64 %fusion.3.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %fusion.3.invar_address.dim.1, align 8
  br label %fusion.3.loop_header.dim.1

fusion.3.loop_exit.dim.1:                         ; preds = %fusion.3.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %fusion.3.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.3.invar_address.dim.0, align 8
  br label %fusion.3.loop_header.dim.0

fusion.3.loop_exit.dim.0:                         ; preds = %fusion.3.loop_header.dim.0
  br label %return
}

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nocallback nofree nounwind willreturn memory(argmem: readwrite) }

!0 = !{i64 1}
!1 = !{!2}
!2 = !{!"buffer: {index:9, offset:0, size:1}", !3}
!3 = !{!"XLA global AA domain"}
!4 = !{!5}
!5 = !{!"buffer: {index:4, offset:0, size:1}", !3}
!6 = !{!7}
!7 = !{!"buffer: {index:8, offset:0, size:1}", !3}
!8 = !{}
!9 = !{i64 6464}
!10 = !{i64 16}
!11 = !{i64 4}
!12 = !{i64 96}
!13 = !{i64 1536}
!14 = !{!15}
!15 = !{!"buffer: {index:10, offset:6400, size:4}", !3}
!16 = !{!17, !18, !19, !20, !21, !22, !23}
!17 = !{!"buffer: {index:1, offset:0, size:4}", !3}
!18 = !{!"buffer: {index:1, offset:0, size:8}", !3}
!19 = !{!"buffer: {index:2, offset:0, size:1536}", !3}
!20 = !{!"buffer: {index:3, offset:0, size:96}", !3}
!21 = !{!"buffer: {index:7, offset:0, size:4}", !3}
!22 = !{!"buffer: {index:10, offset:0, size:6400}", !3}
!23 = !{!"buffer: {index:10, offset:6416, size:1}", !3}
!24 = !{!20}
!25 = !{!17, !18, !19, !22, !15, !23, !26}
!26 = !{!"buffer: {index:10, offset:6432, size:32}", !3}
!27 = !{!18}
!28 = !{!20, !15, !23}
!29 = !{!23}
!30 = !{!18, !19, !20, !22, !15}
!31 = !{i64 6400}
!32 = !{!22}
!33 = !{!19, !20, !15, !23}
!34 = !{!19}
!35 = !{!17, !20, !22, !15, !23, !26}
!36 = !{!17, !19, !20, !15, !23, !26}
!37 = !{!21}
!38 = !{!17, !15}
!39 = !{!17}
!40 = !{!19, !20, !21, !22, !15, !26}
!41 = !{!26}
!42 = !{!17, !19, !20, !22}
!43 = !{!44, !45}
!44 = !{!"buffer: {index:6, offset:0, size:4}", !3}
!45 = !{!"buffer: {index:10, offset:6400, size:1}", !3}
!46 = !{!44}
!47 = !{!17, !45}
!48 = !{!45}
!49 = !{!17, !44}
!50 = !{!17, !51, !19, !20, !22, !26}
!51 = !{!"buffer: {index:1, offset:0, size:1536}", !3}
!52 = !{!17, !51, !19, !20, !26}
!53 = !{!51}
