; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@constant.6 = private unnamed_addr constant [4 x i8] zeroinitializer, align 4
@constant.1 = private unnamed_addr constant [4 x i8] c"\18\00\00\00", align 4
@constant.8 = private unnamed_addr constant [4 x i8] c"\01\00\00\00", align 4
@0 = private unnamed_addr constant [4 x i8] zeroinitializer
@1 = private unnamed_addr constant [1 x i8] c"\01"
@2 = private unnamed_addr constant [8 x i8] c"c\00\00\00\00\00\00\00"
@3 = private unnamed_addr constant [4 x i8] zeroinitializer
@4 = private unnamed_addr constant [4 x i8] zeroinitializer
@5 = private unnamed_addr constant [4 x i8] c"d\00\00\00"
@6 = private unnamed_addr constant [4 x i8] zeroinitializer

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
  %param.1 = getelementptr inbounds i8, ptr %1, i64 144
  %2 = getelementptr inbounds [4 x ptr], ptr %param.1, i64 0, i64 0
  %3 = load ptr, ptr %2, align 8, !dereferenceable !11, !align !11
  %4 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %5 = load ptr, ptr %4, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %copy.3 = getelementptr inbounds i8, ptr %5, i64 112
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.3, ptr align 1 %3, i64 4, i1 false)
  %6 = getelementptr inbounds [4 x ptr], ptr %param.1, i64 0, i64 2
  %7 = load ptr, ptr %6, align 8, !dereferenceable !12, !align !10
  %8 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %9 = load ptr, ptr %8, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %fusion.2 = getelementptr inbounds i8, ptr %9, i64 96
  store i64 0, ptr %fusion.2.invar_address.dim.0, align 8
  br label %fusion.2.loop_header.dim.0

return:                                           ; preds = %dynamic-update-slice.2.loop_exit.dim.0
  ret void

fusion.2.loop_header.dim.0:                       ; preds = %concatenate.1.merge, %entry
  %fusion.2.indvar.dim.0 = load i64, ptr %fusion.2.invar_address.dim.0, align 8
  %10 = icmp uge i64 %fusion.2.indvar.dim.0, 2
  br i1 %10, label %fusion.2.loop_exit.dim.0, label %fusion.2.loop_body.dim.0

fusion.2.loop_body.dim.0:                         ; preds = %fusion.2.loop_header.dim.0
  br label %concatenate.pivot.1.

concat_index_from_operand_id0:                    ; preds = %concatenate.pivot.0.
  %11 = phi i64 [ 0, %concatenate.pivot.0. ]
  %12 = sub nsw i64 %fusion.2.indvar.dim.0, %11
  %13 = load i32, ptr %copy.3, align 4, !alias.scope !13, !noalias !15
  %14 = sext i32 %13 to i64
  %15 = icmp sge i64 0, %14
  %16 = select i1 %15, i64 0, i64 %14
  %17 = icmp sle i64 23, %16
  %dynamic-slice.8.start_idx0 = select i1 %17, i64 23, i64 %16
  %18 = add i64 %dynamic-slice.8.start_idx0, %12
  %19 = getelementptr inbounds [24 x i32], ptr %7, i64 0, i64 %18
  %20 = load i32, ptr %19, align 4, !alias.scope !23, !noalias !24
  br label %concatenate.1.merge

concat_index_from_operand_id1:                    ; preds = %concatenate.pivot.1.1
  %21 = phi i64 [ 1, %concatenate.pivot.1.1 ]
  %22 = sub nsw i64 %fusion.2.indvar.dim.0, %21
  %constant.22 = load i32, ptr @0, align 4
  br label %concatenate.1.merge

concatenate.pivot.1.:                             ; preds = %fusion.2.loop_body.dim.0
  %23 = icmp ult i64 %fusion.2.indvar.dim.0, 1
  br i1 %23, label %concatenate.pivot.0., label %concatenate.pivot.1.1

concatenate.pivot.0.:                             ; preds = %concatenate.pivot.1.
  br label %concat_index_from_operand_id0

concatenate.pivot.1.1:                            ; preds = %concatenate.pivot.1.
  br label %concat_index_from_operand_id1

concatenate.1.merge:                              ; preds = %concat_index_from_operand_id1, %concat_index_from_operand_id0
  %24 = phi i32 [ %20, %concat_index_from_operand_id0 ], [ %constant.22, %concat_index_from_operand_id1 ]
  %25 = getelementptr inbounds [2 x i32], ptr %fusion.2, i64 0, i64 %fusion.2.indvar.dim.0
  store i32 %24, ptr %25, align 4, !alias.scope !26, !noalias !27
  %invar.inc = add nuw nsw i64 %fusion.2.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.2.invar_address.dim.0, align 8
  br label %fusion.2.loop_header.dim.0

fusion.2.loop_exit.dim.0:                         ; preds = %fusion.2.loop_header.dim.0
  %26 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %27 = load ptr, ptr %26, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %fusion.1 = getelementptr inbounds i8, ptr %27, i64 128
  %constant.19 = load i8, ptr @1, align 1
  store i8 %constant.19, ptr %accumulator_0, align 1
  store i64 0, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.0

reduce.1.inner.loop_header.reduction_dim.0:       ; preds = %reduce.1.inner.loop_body.reduction_dim.0, %fusion.2.loop_exit.dim.0
  %reduce.1.inner.indvar.reduction_dim.0 = load i64, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  %28 = icmp uge i64 %reduce.1.inner.indvar.reduction_dim.0, 2
  br i1 %28, label %reduce.1.inner.loop_exit.reduction_dim.0, label %reduce.1.inner.loop_body.reduction_dim.0

reduce.1.inner.loop_body.reduction_dim.0:         ; preds = %reduce.1.inner.loop_header.reduction_dim.0
  %29 = load i8, ptr %accumulator_0, align 1
  %constant.21 = load i32, ptr @3, align 4
  %30 = getelementptr inbounds [2 x i32], ptr %fusion.2, i64 0, i64 %reduce.1.inner.indvar.reduction_dim.0
  %31 = load i32, ptr %30, align 4, !alias.scope !26, !noalias !27
  %32 = icmp sle i32 %constant.21, %31
  %33 = zext i1 %32 to i8
  %constant.20 = getelementptr inbounds [2 x i32], ptr @2, i64 0, i64 %reduce.1.inner.indvar.reduction_dim.0
  %constant.203 = load i32, ptr %constant.20, align 4
  %34 = getelementptr inbounds [2 x i32], ptr %fusion.2, i64 0, i64 %reduce.1.inner.indvar.reduction_dim.0
  %35 = load i32, ptr %34, align 4, !alias.scope !26, !noalias !27
  %36 = icmp sge i32 %constant.203, %35
  %37 = zext i1 %36 to i8
  %38 = and i8 %33, %37
  store i8 %29, ptr %arg_addr, align 1
  store i8 %38, ptr %arg_addr4, align 1
  %39 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 0
  store ptr %arg_addr, ptr %39, align 8
  %40 = getelementptr inbounds ptr, ptr %reduce_function_parameter_addresses, i64 1
  store ptr %arg_addr4, ptr %40, align 8
  call void @and.reduce_sub_computation(ptr %reduce_function_return_value_addr, ptr %run_options, ptr %reduce_function_parameter_addresses, ptr null, ptr %status, ptr %prof_counters)
  %41 = load i8, ptr %reduce_function_return_value_addr, align 1
  store i8 %41, ptr %accumulator_0, align 1
  %invar.inc2 = add nuw nsw i64 %reduce.1.inner.indvar.reduction_dim.0, 1
  store i64 %invar.inc2, ptr %reduce.1.inner.invar_address.reduction_dim.0, align 8
  br label %reduce.1.inner.loop_header.reduction_dim.0

reduce.1.inner.loop_exit.reduction_dim.0:         ; preds = %reduce.1.inner.loop_header.reduction_dim.0
  %42 = load i8, ptr %accumulator_0, align 1
  store i8 %42, ptr %fusion.1, align 1, !alias.scope !28, !noalias !29
  %43 = getelementptr inbounds [4 x ptr], ptr %param.1, i64 0, i64 3
  %44 = load ptr, ptr %43, align 8, !dereferenceable !30, !align !10
  %45 = getelementptr inbounds [4 x ptr], ptr %param.1, i64 0, i64 1
  %46 = load ptr, ptr %45, align 8, !dereferenceable !31, !align !10
  %47 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %fusion = load ptr, ptr %47, align 8, !invariant.load !8, !dereferenceable !31, !align !10
  %48 = load i32, ptr %copy.3, align 4, !alias.scope !13, !noalias !15
  %49 = sext i32 %48 to i64
  %50 = icmp sge i64 0, %49
  %51 = select i1 %50, i64 0, i64 %49
  %52 = icmp sle i64 23, %51
  %dynamic-slice.7.start_idx0 = select i1 %52, i64 23, i64 %51
  %53 = add i64 %dynamic-slice.7.start_idx0, 0
  %54 = getelementptr inbounds [24 x i32], ptr %7, i64 0, i64 %53
  %55 = load i32, ptr %54, align 4, !alias.scope !23, !noalias !24
  %56 = icmp sge i32 0, %55
  %57 = select i1 %56, i32 0, i32 %55
  %58 = icmp sle i32 99, %57
  %59 = select i1 %58, i32 99, i32 %57
  %constant.18 = load i32, ptr @4, align 4
  %60 = icmp sge i32 0, %constant.18
  %61 = select i1 %60, i32 0, i32 %constant.18
  %62 = icmp sle i32 0, %61
  %63 = select i1 %62, i32 0, i32 %61
  store i64 0, ptr %dynamic-update-slice.2.invar_address.dim.0, align 8
  br label %dynamic-update-slice.2.loop_header.dim.0

dynamic-update-slice.2.loop_header.dim.0:         ; preds = %dynamic-update-slice.2.loop_exit.dim.1, %reduce.1.inner.loop_exit.reduction_dim.0
  %dynamic-update-slice.2.indvar.dim.0 = load i64, ptr %dynamic-update-slice.2.invar_address.dim.0, align 8
  %64 = icmp uge i64 %dynamic-update-slice.2.indvar.dim.0, 1
  br i1 %64, label %dynamic-update-slice.2.loop_exit.dim.0, label %dynamic-update-slice.2.loop_body.dim.0

dynamic-update-slice.2.loop_body.dim.0:           ; preds = %dynamic-update-slice.2.loop_header.dim.0
  store i64 0, ptr %dynamic-update-slice.2.invar_address.dim.1, align 8
  br label %dynamic-update-slice.2.loop_header.dim.1

dynamic-update-slice.2.loop_header.dim.1:         ; preds = %dynamic-update-slice.2.loop_body.dim.1, %dynamic-update-slice.2.loop_body.dim.0
  %dynamic-update-slice.2.indvar.dim.1 = load i64, ptr %dynamic-update-slice.2.invar_address.dim.1, align 8
  %65 = icmp uge i64 %dynamic-update-slice.2.indvar.dim.1, 16
  br i1 %65, label %dynamic-update-slice.2.loop_exit.dim.1, label %dynamic-update-slice.2.loop_body.dim.1

dynamic-update-slice.2.loop_body.dim.1:           ; preds = %dynamic-update-slice.2.loop_header.dim.1
  %66 = sext i32 %59 to i64
  %67 = add i64 %66, %dynamic-update-slice.2.indvar.dim.0
  %68 = sext i32 %63 to i64
  %69 = add i64 %68, %dynamic-update-slice.2.indvar.dim.1
  %70 = load i8, ptr %fusion.1, align 1, !alias.scope !28, !noalias !29
  %71 = load i32, ptr %copy.3, align 4, !alias.scope !13, !noalias !15
  %72 = sext i32 %71 to i64
  %73 = icmp sge i64 0, %72
  %74 = select i1 %73, i64 0, i64 %72
  %75 = icmp sle i64 23, %74
  %dynamic-slice.7.start_idx07 = select i1 %75, i64 23, i64 %74
  %76 = add i64 %dynamic-slice.7.start_idx07, 0
  %77 = getelementptr inbounds [24 x i32], ptr %7, i64 0, i64 %76
  %78 = load i32, ptr %77, align 4, !alias.scope !23, !noalias !24
  %79 = sext i32 %78 to i64
  %80 = icmp sge i64 0, %79
  %81 = select i1 %80, i64 0, i64 %79
  %82 = icmp sle i64 99, %81
  %dynamic-slice.6.start_idx0 = select i1 %82, i64 99, i64 %81
  %constant.188 = load i32, ptr @4, align 4
  %83 = sext i32 %constant.188 to i64
  %84 = icmp sge i64 0, %83
  %85 = select i1 %84, i64 0, i64 %83
  %86 = icmp sle i64 0, %85
  %dynamic-slice.6.start_idx1 = select i1 %86, i64 0, i64 %85
  %87 = add i64 %dynamic-slice.6.start_idx0, %dynamic-update-slice.2.indvar.dim.0
  %88 = add i64 %dynamic-slice.6.start_idx1, %dynamic-update-slice.2.indvar.dim.1
  %89 = getelementptr inbounds [100 x [16 x float]], ptr %46, i64 0, i64 %87, i64 %88
  %90 = load float, ptr %89, align 4, !alias.scope !32, !noalias !33
  %91 = load i32, ptr %copy.3, align 4, !alias.scope !13, !noalias !15
  %92 = sext i32 %91 to i64
  %93 = icmp sge i64 0, %92
  %94 = select i1 %93, i64 0, i64 %92
  %95 = icmp sle i64 23, %94
  %dynamic-slice.5.start_idx0 = select i1 %95, i64 23, i64 %94
  %constant.189 = load i32, ptr @4, align 4
  %96 = sext i32 %constant.189 to i64
  %97 = icmp sge i64 0, %96
  %98 = select i1 %97, i64 0, i64 %96
  %99 = icmp sle i64 0, %98
  %dynamic-slice.5.start_idx1 = select i1 %99, i64 0, i64 %98
  %100 = add i64 %dynamic-slice.5.start_idx0, %dynamic-update-slice.2.indvar.dim.0
  %101 = add i64 %dynamic-slice.5.start_idx1, %dynamic-update-slice.2.indvar.dim.1
  %102 = getelementptr inbounds [24 x [16 x float]], ptr %44, i64 0, i64 %100, i64 %101
  %103 = load float, ptr %102, align 4, !alias.scope !34, !noalias !35
  %add.2 = fadd float %90, %103
  %104 = trunc i8 %70 to i1
  %105 = select i1 %104, float %add.2, float %90
  %106 = getelementptr inbounds [100 x [16 x float]], ptr %fusion, i64 0, i64 %67, i64 %69
  store float %105, ptr %106, align 4, !alias.scope !32, !noalias !36
  %invar.inc6 = add nuw nsw i64 %dynamic-update-slice.2.indvar.dim.1, 1
  store i64 %invar.inc6, ptr %dynamic-update-slice.2.invar_address.dim.1, align 8
  br label %dynamic-update-slice.2.loop_header.dim.1

dynamic-update-slice.2.loop_exit.dim.1:           ; preds = %dynamic-update-slice.2.loop_header.dim.1
  %invar.inc5 = add nuw nsw i64 %dynamic-update-slice.2.indvar.dim.0, 1
  store i64 %invar.inc5, ptr %dynamic-update-slice.2.invar_address.dim.0, align 8
  br label %dynamic-update-slice.2.loop_header.dim.0

dynamic-update-slice.2.loop_exit.dim.0:           ; preds = %dynamic-update-slice.2.loop_header.dim.0
  %107 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %108 = load ptr, ptr %107, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %add = getelementptr inbounds i8, ptr %108, i64 96
  %109 = load i32, ptr %copy.3, align 4, !alias.scope !13, !noalias !15
  %110 = load i32, ptr @constant.8, align 4, !alias.scope !37, !noalias !38
  %111 = add i32 %109, %110
  store i32 %111, ptr %add, align 4, !alias.scope !39, !noalias !40
  %112 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %113 = load ptr, ptr %112, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %tuple.5 = getelementptr inbounds i8, ptr %113, i64 144
  %114 = getelementptr inbounds [4 x ptr], ptr %tuple.5, i64 0, i64 0
  store ptr %add, ptr %114, align 8, !alias.scope !41, !noalias !42
  %115 = getelementptr inbounds [4 x ptr], ptr %tuple.5, i64 0, i64 1
  store ptr %fusion, ptr %115, align 8, !alias.scope !41, !noalias !42
  %116 = getelementptr inbounds [4 x ptr], ptr %tuple.5, i64 0, i64 2
  store ptr %7, ptr %116, align 8, !alias.scope !41, !noalias !42
  %117 = getelementptr inbounds [4 x ptr], ptr %tuple.5, i64 0, i64 3
  store ptr %44, ptr %117, align 8, !alias.scope !41, !noalias !42
  br label %return
}

; Function Attrs: nocallback nofree nounwind willreturn memory(argmem: readwrite)
declare void @llvm.memcpy.p0.p0.i64(ptr noalias nocapture writeonly, ptr noalias nocapture readonly, i64, i1 immarg) #1

; Function Attrs: uwtable
define internal void @while_cond(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %1 = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %param.0 = getelementptr inbounds i8, ptr %1, i64 144
  %2 = getelementptr inbounds [4 x ptr], ptr %param.0, i64 0, i64 0
  %3 = load ptr, ptr %2, align 8, !dereferenceable !11, !align !11
  %4 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %5 = load ptr, ptr %4, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %compare = getelementptr inbounds i8, ptr %5, i64 112
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
define void @main.17(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion.3.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %Arg_0.1 = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !31, !align !10
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %copy.7 = load ptr, ptr %1, align 8, !invariant.load !8, !dereferenceable !31, !align !10
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.7, ptr align 1 %Arg_0.1, i64 6400, i1 false)
  %2 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %Arg_1.2 = load ptr, ptr %2, align 8, !invariant.load !8, !dereferenceable !12, !align !10
  %3 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %fusion.3 = load ptr, ptr %3, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  store i64 0, ptr %fusion.3.invar_address.dim.0, align 8
  br label %fusion.3.loop_header.dim.0

return:                                           ; preds = %while.exit
  ret void

fusion.3.loop_header.dim.0:                       ; preds = %fusion.3.loop_body.dim.0, %entry
  %fusion.3.indvar.dim.0 = load i64, ptr %fusion.3.invar_address.dim.0, align 8
  %4 = icmp uge i64 %fusion.3.indvar.dim.0, 24
  br i1 %4, label %fusion.3.loop_exit.dim.0, label %fusion.3.loop_body.dim.0

fusion.3.loop_body.dim.0:                         ; preds = %fusion.3.loop_header.dim.0
  %5 = getelementptr inbounds [24 x i32], ptr %Arg_1.2, i64 0, i64 %fusion.3.indvar.dim.0
  %6 = load i32, ptr %5, align 4, !invariant.load !8, !noalias !23
  %constant.24 = load i32, ptr @6, align 4
  %7 = icmp slt i32 %6, %constant.24
  %8 = zext i1 %7 to i8
  %9 = getelementptr inbounds [24 x i32], ptr %Arg_1.2, i64 0, i64 %fusion.3.indvar.dim.0
  %10 = load i32, ptr %9, align 4, !invariant.load !8, !noalias !23
  %constant.23 = load i32, ptr @5, align 4
  %11 = add i32 %10, %constant.23
  %12 = getelementptr inbounds [24 x i32], ptr %Arg_1.2, i64 0, i64 %fusion.3.indvar.dim.0
  %13 = load i32, ptr %12, align 4, !invariant.load !8, !noalias !23
  %14 = trunc i8 %8 to i1
  %15 = select i1 %14, i32 %11, i32 %13
  %16 = getelementptr inbounds [24 x i32], ptr %fusion.3, i64 0, i64 %fusion.3.indvar.dim.0
  store i32 %15, ptr %16, align 4, !alias.scope !23, !noalias !50
  %invar.inc = add nuw nsw i64 %fusion.3.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.3.invar_address.dim.0, align 8
  br label %fusion.3.loop_header.dim.0

fusion.3.loop_exit.dim.0:                         ; preds = %fusion.3.loop_header.dim.0
  %17 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %18 = load ptr, ptr %17, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %copy.8 = getelementptr inbounds i8, ptr %18, i64 96
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.8, ptr align 1 @constant.6, i64 4, i1 false)
  %19 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %Arg_2.3 = load ptr, ptr %19, align 8, !invariant.load !8, !dereferenceable !30, !align !10
  %20 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %21 = load ptr, ptr %20, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %tuple.3 = getelementptr inbounds i8, ptr %21, i64 144
  %22 = getelementptr inbounds [4 x ptr], ptr %tuple.3, i64 0, i64 0
  store ptr %copy.8, ptr %22, align 8, !alias.scope !41, !noalias !42
  %23 = getelementptr inbounds [4 x ptr], ptr %tuple.3, i64 0, i64 1
  store ptr %copy.7, ptr %23, align 8, !alias.scope !41, !noalias !42
  %24 = getelementptr inbounds [4 x ptr], ptr %tuple.3, i64 0, i64 2
  store ptr %fusion.3, ptr %24, align 8, !alias.scope !41, !noalias !42
  %25 = getelementptr inbounds [4 x ptr], ptr %tuple.3, i64 0, i64 3
  store ptr %Arg_2.3, ptr %25, align 8, !alias.scope !41, !noalias !42
  br label %while.header

while.header:                                     ; preds = %while.body, %fusion.3.loop_exit.dim.0
  call void @while_cond(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  %26 = getelementptr inbounds ptr, ptr %buffer_table, i64 10
  %27 = load ptr, ptr %26, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %28 = getelementptr inbounds i8, ptr %27, i64 112
  %29 = load i8, ptr %28, align 1
  %30 = icmp ne i8 %29, 0
  br i1 %30, label %while.body, label %while.exit

while.body:                                       ; preds = %while.header
  call void @while_body(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  br label %while.header

while.exit:                                       ; preds = %while.header
  %31 = getelementptr inbounds [4 x ptr], ptr %tuple.3, i64 0, i64 1
  %32 = load ptr, ptr %31, align 8, !dereferenceable !31, !align !10
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
!9 = !{i64 176}
!10 = !{i64 16}
!11 = !{i64 4}
!12 = !{i64 96}
!13 = !{!14}
!14 = !{!"buffer: {index:10, offset:112, size:4}", !3}
!15 = !{!16, !17, !18, !19, !20, !21, !22}
!16 = !{!"buffer: {index:0, offset:0, size:6400}", !3}
!17 = !{!"buffer: {index:2, offset:0, size:1536}", !3}
!18 = !{!"buffer: {index:7, offset:0, size:4}", !3}
!19 = !{!"buffer: {index:10, offset:0, size:96}", !3}
!20 = !{!"buffer: {index:10, offset:96, size:4}", !3}
!21 = !{!"buffer: {index:10, offset:96, size:8}", !3}
!22 = !{!"buffer: {index:10, offset:128, size:1}", !3}
!23 = !{!19}
!24 = !{!16, !17, !20, !21, !14, !22, !25}
!25 = !{!"buffer: {index:10, offset:144, size:32}", !3}
!26 = !{!21}
!27 = !{!19, !14, !22}
!28 = !{!22}
!29 = !{!16, !17, !19, !21, !14}
!30 = !{i64 1536}
!31 = !{i64 6400}
!32 = !{!16}
!33 = !{!17, !19, !14, !22}
!34 = !{!17}
!35 = !{!16, !19, !20, !14, !22, !25}
!36 = !{!17, !19, !20, !14, !22, !25}
!37 = !{!18}
!38 = !{!20, !14}
!39 = !{!20}
!40 = !{!16, !17, !18, !19, !14, !25}
!41 = !{!25}
!42 = !{!16, !17, !19, !20}
!43 = !{!44, !45}
!44 = !{!"buffer: {index:6, offset:0, size:4}", !3}
!45 = !{!"buffer: {index:10, offset:112, size:1}", !3}
!46 = !{!44}
!47 = !{!20, !45}
!48 = !{!45}
!49 = !{!44, !20}
!50 = !{!16, !17, !20, !25}
