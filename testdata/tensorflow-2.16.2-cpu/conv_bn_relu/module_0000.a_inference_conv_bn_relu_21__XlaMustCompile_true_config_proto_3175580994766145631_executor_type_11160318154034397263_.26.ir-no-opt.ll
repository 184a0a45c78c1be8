; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@constant.20 = private unnamed_addr constant [4 x i8] zeroinitializer, align 4
@0 = private unnamed_addr constant [4 x i8] c"o\12\83:"
@1 = private unnamed_addr constant [4 x i8] c"\00\00\80:"
@2 = private unnamed_addr constant [4 x i8] zeroinitializer
@3 = private unnamed_addr constant [4 x i8] c"\00\00\80:"

; Function Attrs: uwtable
define internal void @scalar_add_computation(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %add = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %scalar_lhs = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %scalar_rhs = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %scalar_lhs, align 4, !alias.scope !1, !noalias !4
  %3 = load float, ptr %scalar_rhs, align 4, !alias.scope !6, !noalias !4
  %add1 = fadd reassoc float %2, %3
  store float %add1, ptr %add, align 4, !alias.scope !4
  %load_ret_value = load float, ptr %add, align 4
  store float %load_ret_value, ptr %retval, align 4
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @a_inference_conv_bn_relu_21__XlaMustCompile_true_config_proto_3175580994766145631_executor_type_11160318154034397263_.26(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion.invar_address.dim.3 = alloca i64, align 8
  %fusion.invar_address.dim.2 = alloca i64, align 8
  %fusion.invar_address.dim.1 = alloca i64, align 8
  %fusion.invar_address.dim.0 = alloca i64, align 8
  %fusion.1.invar_address.dim.0 = alloca i64, align 8
  %multiply.3.vectorized_inner.invar_address.reduction_dim.2 = alloca i64, align 8
  %multiply.3.vectorized_inner.invar_address.reduction_dim.1 = alloca i64, align 8
  %multiply.3.vectorized_inner.invar_address.reduction_dim.0 = alloca i64, align 8
  %accumulator12 = alloca <8 x float>, align 32
  %accumulator11 = alloca <8 x float>, align 32
  %multiply.3.invar_address.dim.3 = alloca i64, align 8
  %multiply.3.invar_address.dim.2 = alloca i64, align 8
  %multiply.3.invar_address.dim.1 = alloca i64, align 8
  %multiply.3.invar_address.dim.0 = alloca i64, align 8
  %convolution.9.vectorized_inner.invar_address.reduction_dim.2 = alloca i64, align 8
  %convolution.9.vectorized_inner.invar_address.reduction_dim.1 = alloca i64, align 8
  %convolution.9.vectorized_inner.invar_address.reduction_dim.0 = alloca i64, align 8
  %accumulator1 = alloca <8 x float>, align 32
  %accumulator = alloca <8 x float>, align 32
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %arg0.1 = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %arg1.2 = load ptr, ptr %1, align 8, !invariant.load !8, !dereferenceable !11, !align !10
  %2 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %convolution.9 = load ptr, ptr %2, align 8, !invariant.load !8, !dereferenceable !12, !align !10
  call void @__xla_cpu_runtime_EigenConv2DF32(ptr %run_options, ptr %convolution.9, ptr %arg0.1, ptr %arg1.2, i64 4, i64 16, i64 16, i64 8, i64 3, i64 3, i64 8, i64 16, i64 16, i64 16, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1)
  %3 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %4 = load ptr, ptr %3, align 8, !invariant.load !8, !dereferenceable !13, !align !10
  %reduce = getelementptr inbounds i8, ptr %4, i64 65536
  %5 = load float, ptr @constant.20, align 4
  %.splatinsert = insertelement <8 x float> poison, float %5, i64 0
  %.splat = shufflevector <8 x float> %.splatinsert, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat, ptr %accumulator, align 4
  %.splatinsert2 = insertelement <8 x float> poison, float %5, i64 0
  %.splat3 = shufflevector <8 x float> %.splatinsert2, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat3, ptr %accumulator1, align 4
  store i64 0, ptr %convolution.9.vectorized_inner.invar_address.reduction_dim.0, align 8
  br label %convolution.9.vectorized_inner.loop_header.reduction_dim.0

return:                                           ; preds = %fusion.loop_exit.dim.0
  ret void

convolution.9.vectorized_inner.loop_header.reduction_dim.0: ; preds = %convolution.9.vectorized_inner.loop_exit.reduction_dim.1, %entry
  %convolution.9.vectorized_inner.indvar.reduction_dim.0 = load i64, ptr %convolution.9.vectorized_inner.invar_address.reduction_dim.0, align 8
  %6 = icmp uge i64 %convolution.9.vectorized_inner.indvar.reduction_dim.0, 4
  br i1 %6, label %convolution.9.vectorized_inner.loop_exit.reduction_dim.0, label %convolution.9.vectorized_inner.loop_body.reduction_dim.0

convolution.9.vectorized_inner.loop_body.reduction_dim.0: ; preds = %convolution.9.vectorized_inner.loop_header.reduction_dim.0
  store i64 0, ptr %convolution.9.vectorized_inner.invar_address.reduction_dim.1, align 8
  br label %convolution.9.vectorized_inner.loop_header.reduction_dim.1

convolution.9.vectorized_inner.loop_header.reduction_dim.1: ; preds = %convolution.9.vectorized_inner.loop_exit.reduction_dim.2, %convolution.9.vectorized_inner.loop_body.reduction_dim.0
  %convolution.9.vectorized_inner.indvar.reduction_dim.1 = load i64, ptr %convolution.9.vectorized_inner.invar_address.reduction_dim.1, align 8
  %7 = icmp uge i64 %convolution.9.vectorized_inner.indvar.reduction_dim.1, 16
  br i1 %7, label %convolution.9.vectorized_inner.loop_exit.reduction_dim.1, label %convolution.9.vectorized_inner.loop_body.reduction_dim.1

convolution.9.vectorized_inner.loop_body.reduction_dim.1: ; preds = %convolution.9.vectorized_inner.loop_header.reduction_dim.1
  store i64 0, ptr %convolution.9.vectorized_inner.invar_address.reduction_dim.2, align 8
  br label %convolution.9.vectorized_inner.loop_header.reduction_dim.2

convolution.9.vectorized_inner.loop_header.reduction_dim.2: ; preds = %convolution.9.vectorized_inner.loop_body.reduction_dim.2, %convolution.9.vectorized_inner.loop_body.reduction_dim.1
  %convolution.9.vectorized_inner.indvar.reduction_dim.2 = load i64, ptr %convolution.9.vectorized_inner.invar_address.reduction_dim.2, align 8
  %8 = icmp uge i64 %convolution.9.vectorized_inner.indvar.reduction_dim.2, 16
  br i1 %8, label %convolution.9.vectorized_inner.loop_exit.reduction_dim.2, label %convolution.9.vectorized_inner.loop_body.reduction_dim.2

convolution.9.vectorized_inner.loop_body.reduction_dim.2: ; preds = %convolution.9.vectorized_inner.loop_header.reduction_dim.2
  %9 = getelementptr inbounds [4 x [16 x [16 x [16 x float]]]], ptr %convolution.9, i64 0, i64 %convolution.9.vectorized_inner.indvar.reduction_dim.0, i64 %convolution.9.vectorized_inner.indvar.reduction_dim.1, i64 %convolution.9.vectorized_inner.indvar.reduction_dim.2, i64 0
  %10 = load <8 x float>, ptr %accumulator, align 4
  %11 = load <8 x float>, ptr %9, align 4, !alias.scope !14, !noalias !16
  %12 = fadd reassoc <8 x float> %10, %11
  store <8 x float> %12, ptr %accumulator, align 4
  %13 = getelementptr inbounds <8 x float>, ptr %9, i32 1
  %14 = load <8 x float>, ptr %accumulator1, align 4
  %15 = load <8 x float>, ptr %13, align 4, !alias.scope !14, !noalias !16
  %16 = fadd reassoc <8 x float> %14, %15
  store <8 x float> %16, ptr %accumulator1, align 4
  %invar.inc5 = add nuw nsw i64 %convolution.9.vectorized_inner.indvar.reduction_dim.2, 1
  store i64 %invar.inc5, ptr %convolution.9.vectorized_inner.invar_address.reduction_dim.2, align 8
  br label %convolution.9.vectorized_inner.loop_header.reduction_dim.2

convolution.9.vectorized_inner.loop_exit.reduction_dim.2: ; preds = %convolution.9.vectorized_inner.loop_header.reduction_dim.2
  %invar.inc4 = add nuw nsw i64 %convolution.9.vectorized_inner.indvar.reduction_dim.1, 1
  store i64 %invar.inc4, ptr %convolution.9.vectorized_inner.invar_address.reduction_dim.1, align 8
  br label %convolution.9.vectorized_inner.loop_header.reduction_dim.1

convolution.9.vectorized_inner.loop_exit.reduction_dim.1: ; preds = %convolution.9.vectorized_inner.loop_header.reduction_dim.1
  %invar.inc = add nuw nsw i64 %convolution.9.vectorized_inner.indvar.reduction_dim.0, 1
  store i64 %invar.inc, ptr %convolution.9.vectorized_inner.invar_address.reduction_dim.0, align 8
  br label %convolution.9.vectorized_inner.loop_header.reduction_dim.0

convolution.9.vectorized_inner.loop_exit.reduction_dim.0: ; preds = %convolution.9.vectorized_inner.loop_header.reduction_dim.0
  %17 = load <8 x float>, ptr %accumulator, align 4
  %18 = load <8 x float>, ptr %accumulator1, align 4
  %19 = getelementptr inbounds [16 x float], ptr %reduce, i64 0, i64 0
  store <8 x float> %17, ptr %19, align 4, !alias.scope !21, !noalias !22
  %20 = getelementptr inbounds <8 x float>, ptr %19, i32 1
  store <8 x float> %18, ptr %20, align 4, !alias.scope !21, !noalias !22
  %21 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %multiply.3 = load ptr, ptr %21, align 8, !invariant.load !8, !dereferenceable !13, !align !10
  store i64 0, ptr %multiply.3.invar_address.dim.0, align 8
  br label %multiply.3.loop_header.dim.0

multiply.3.loop_header.dim.0:                     ; preds = %multiply.3.loop_exit.dim.1, %convolution.9.vectorized_inner.loop_exit.reduction_dim.0
  %multiply.3.indvar.dim.0 = load i64, ptr %multiply.3.invar_address.dim.0, align 8
  %22 = icmp uge i64 %multiply.3.indvar.dim.0, 4
  br i1 %22, label %multiply.3.loop_exit.dim.0, label %multiply.3.loop_body.dim.0

multiply.3.loop_body.dim.0:                       ; preds = %multiply.3.loop_header.dim.0
  store i64 0, ptr %multiply.3.invar_address.dim.1, align 8
  br label %multiply.3.loop_header.dim.1

multiply.3.loop_header.dim.1:                     ; preds = %multiply.3.loop_exit.dim.2, %multiply.3.loop_body.dim.0
  %multiply.3.indvar.dim.1 = load i64, ptr %multiply.3.invar_address.dim.1, align 8
  %23 = icmp uge i64 %multiply.3.indvar.dim.1, 16
  br i1 %23, label %multiply.3.loop_exit.dim.1, label %multiply.3.loop_body.dim.1

multiply.3.loop_body.dim.1:                       ; preds = %multiply.3.loop_header.dim.1
  store i64 0, ptr %multiply.3.invar_address.dim.2, align 8
  br label %multiply.3.loop_header.dim.2

multiply.3.loop_header.dim.2:                     ; preds = %multiply.3.loop_exit.dim.3, %multiply.3.loop_body.dim.1
  %multiply.3.indvar.dim.2 = load i64, ptr %multiply.3.invar_address.dim.2, align 8
  %24 = icmp uge i64 %multiply.3.indvar.dim.2, 16
  br i1 %24, label %multiply.3.loop_exit.dim.2, label %multiply.3.loop_body.dim.2

multiply.3.loop_body.dim.2:                       ; preds = %multiply.3.loop_header.dim.2
  store i64 0, ptr %multiply.3.invar_address.dim.3, align 8
  br label %multiply.3.loop_header.dim.3

multiply.3.loop_header.dim.3:                     ; preds = %multiply.3.loop_body.dim.3, %multiply.3.loop_body.dim.2
  %multiply.3.indvar.dim.3 = load i64, ptr %multiply.3.invar_address.dim.3, align 8
  %25 = icmp uge i64 %multiply.3.indvar.dim.3, 16
  br i1 %25, label %multiply.3.loop_exit.dim.3, label %multiply.3.loop_body.dim.3

multiply.3.loop_body.dim.3:                       ; preds = %multiply.3.loop_header.dim.3
  %26 = getelementptr inbounds [4 x [16 x [16 x [16 x float]]]], ptr %convolution.9, i64 0, i64 %multiply.3.indvar.dim.0, i64 %multiply.3.indvar.dim.1, i64 %multiply.3.indvar.dim.2, i64 %multiply.3.indvar.dim.3
  %27 = load float, ptr %26, align 4, !alias.scope !14, !noalias !16
  %28 = getelementptr inbounds [4 x [16 x [16 x [16 x float]]]], ptr %convolution.9, i64 0, i64 %multiply.3.indvar.dim.0, i64 %multiply.3.indvar.dim.1, i64 %multiply.3.indvar.dim.2, i64 %multiply.3.indvar.dim.3
  %29 = load float, ptr %28, align 4, !alias.scope !14, !noalias !16
  %multiply.310 = fmul float %27, %29
  %30 = getelementptr inbounds [4 x [16 x [16 x [16 x float]]]], ptr %multiply.3, i64 0, i64 %multiply.3.indvar.dim.0, i64 %multiply.3.indvar.dim.1, i64 %multiply.3.indvar.dim.2, i64 %multiply.3.indvar.dim.3
  store float %multiply.310, ptr %30, align 4, !alias.scope !23, !noalias !22
  %invar.inc9 = add nuw nsw i64 %multiply.3.indvar.dim.3, 1
  store i64 %invar.inc9, ptr %multiply.3.invar_address.dim.3, align 8
  br label %multiply.3.loop_header.dim.3

multiply.3.loop_exit.dim.3:                       ; preds = %multiply.3.loop_header.dim.3
  %invar.inc8 = add nuw nsw i64 %multiply.3.indvar.dim.2, 1
  store i64 %invar.inc8, ptr %multiply.3.invar_address.dim.2, align 8
  br label %multiply.3.loop_header.dim.2

multiply.3.loop_exit.dim.2:                       ; preds = %multiply.3.loop_header.dim.2
  %invar.inc7 = add nuw nsw i64 %multiply.3.indvar.dim.1, 1
  store i64 %invar.inc7, ptr %multiply.3.invar_address.dim.1, align 8
  br label %multiply.3.loop_header.dim.1

multiply.3.loop_exit.dim.1:                       ; preds = %multiply.3.loop_header.dim.1
  %invar.inc6 = add nuw nsw i64 %multiply.3.indvar.dim.0, 1
  store i64 %invar.inc6, ptr %multiply.3.invar_address.dim.0, align 8
  br label %multiply.3.loop_header.dim.0

multiply.3.loop_exit.dim.0:                       ; preds = %multiply.3.loop_header.dim.0
  %31 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %32 = load ptr, ptr %31, align 8, !invariant.load !8, !dereferenceable !13, !align !10
  %reduce.1 = getelementptr inbounds i8, ptr %32, i64 65600
  %33 = load float, ptr @constant.20, align 4
  %.splatinsert13 = insertelement <8 x float> poison, float %33, i64 0
  %.splat14 = shufflevector <8 x float> %.splatinsert13, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat14, ptr %accumulator11, align 4
  %.splatinsert15 = insertelement <8 x float> poison, float %33, i64 0
  %.splat16 = shufflevector <8 x float> %.splatinsert15, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat16, ptr %accumulator12, align 4
  store i64 0, ptr %multiply.3.vectorized_inner.invar_address.reduction_dim.0, align 8
  br label %multiply.3.vectorized_inner.loop_header.reduction_dim.0

multiply.3.vectorized_inner.loop_header.reduction_dim.0: ; preds = %multiply.3.vectorized_inner.loop_exit.reduction_dim.1, %multiply.3.loop_exit.dim.0
  %multiply.3.vectorized_inner.indvar.reduction_dim.0 = load i64, ptr %multiply.3.vectorized_inner.invar_address.reduction_dim.0, align 8
  %34 = icmp uge i64 %multiply.3.vectorized_inner.indvar.reduction_dim.0, 4
  br i1 %34, label %multiply.3.vectorized_inner.loop_exit.reduction_dim.0, label %multiply.3.vectorized_inner.loop_body.reduction_dim.0

multiply.3.vectorized_inner.loop_body.reduction_dim.0: ; preds = %multiply.3.vectorized_inner.loop_header.reduction_dim.0
  store i64 0, ptr %multiply.3.vectorized_inner.invar_address.reduction_dim.1, align 8
  br label %multiply.3.vectorized_inner.loop_header.reduction_dim.1

multiply.3.vectorized_inner.loop_header.reduction_dim.1: ; preds = %multiply.3.vectorized_inner.loop_exit.reduction_dim.2, %multiply.3.vectorized_inner.loop_body.reduction_dim.0
  %multiply.3.vectorized_inner.indvar.reduction_dim.1 = load i64, ptr %multiply.3.vectorized_inner.invar_address.reduction_dim.1, align 8
  %35 = icmp uge i64 %multiply.3.vectorized_inner.indvar.reduction_dim.1, 16
  br i1 %35, label %multiply.3.vectorized_inner.loop_exit.reduction_dim.1, label %multiply.3.vectorized_inner.loop_body.reduction_dim.1

multiply.3.vectorized_inner.loop_body.reduction_dim.1: ; preds = %multiply.3.vectorized_inner.loop_header.reduction_dim.1
  store i64 0, ptr %multiply.3.vectorized_inner.invar_address.reduction_dim.2, align 8
  br label %multiply.3.vectorized_inner.loop_header.reduction_dim.2

multiply.3.vectorized_inner.loop_header.reduction_dim.2: ; preds = %multiply.3.vectorized_inner.loop_body.reduction_dim.2, %multiply.3.vectorized_inner.loop_body.reduction_dim.1
  %multiply.3.vectorized_inner.indvar.reduction_dim.2 = load i64, ptr %multiply.3.vectorized_inner.invar_address.reduction_dim.2, align 8
  %36 = icmp uge i64 %multiply.3.vectorized_inner.indvar.reduction_dim.2, 16
  br i1 %36, label %multiply.3.vectorized_inner.loop_exit.reduction_dim.2, label %multiply.3.vectorized_inner.loop_body.reduction_dim.2

multiply.3.vectorized_inner.loop_body.reduction_dim.2: ; preds = %multiply.3.vectorized_inner.loop_header.reduction_dim.2
  %37 = getelementptr inbounds [4 x [16 x [16 x [16 x float]]]], ptr %multiply.3, i64 0, i64 %multiply.3.vectorized_inner.indvar.reduction_dim.0, i64 %multiply.3.vectorized_inner.indvar.reduction_dim.1, i64 %multiply.3.vectorized_inner.indvar.reduction_dim.2, i64 0
  %38 = load <8 x float>, ptr %accumulator11, align 4
  %39 = load <8 x float>, ptr %37, align 4, !alias.scope !23, !noalias !22
  %40 = fadd reassoc <8 x float> %38, %39
  store <8 x float> %40, ptr %accumulator11, align 4
  %41 = getelementptr inbounds <8 x float>, ptr %37, i32 1
  %42 = load <8 x float>, ptr %accumulator12, align 4
  %43 = load <8 x float>, ptr %41, align 4, !alias.scope !23, !noalias !22
  %44 = fadd reassoc <8 x float> %42, %43
  store <8 x float> %44, ptr %accumulator12, align 4
  %invar.inc19 = add nuw nsw i64 %multiply.3.vectorized_inner.indvar.reduction_dim.2, 1
  store i64 %invar.inc19, ptr %multiply.3.vectorized_inner.invar_address.reduction_dim.2, align 8
  br label %multiply.3.vectorized_inner.loop_header.reduction_dim.2

multiply.3.vectorized_inner.loop_exit.reduction_dim.2: ; preds = %multiply.3.vectorized_inner.loop_header.reduction_dim.2
  %invar.inc18 = add nuw nsw i64 %multiply.3.vectorized_inner.indvar.reduction_dim.1, 1
  store i64 %invar.inc18, ptr %multiply.3.vectorized_inner.invar_address.reduction_dim.1, align 8
  br label %multiply.3.vectorized_inner.loop_header.reduction_dim.1

multiply.3.vectorized_inner.loop_exit.reduction_dim.1: ; preds = %multiply.3.vectorized_inner.loop_header.reduction_dim.1
  %invar.inc17 = add nuw nsw i64 %multiply.3.vectorized_inner.indvar.reduction_dim.0, 1
  store i64 %invar.inc17, ptr %multiply.3.vectorized_inner.invar_address.reduction_dim.0, align 8
  br label %multiply.3.vectorized_inner.loop_header.reduction_dim.0

multiply.3.vectorized_inner.loop_exit.reduction_dim.0: ; preds = %multiply.3.vectorized_inner.loop_header.reduction_dim.0
  %45 = load <8 x float>, ptr %accumulator11, align 4
  %46 = load <8 x float>, ptr %accumulator12, align 4
  %47 = getelementptr inbounds [16 x float], ptr %reduce.1, i64 0, i64 0
  store <8 x float> %45, ptr %47, align 4, !alias.scope !24, !noalias !25
  %48 = getelementptr inbounds <8 x float>, ptr %47, i32 1
  store <8 x float> %46, ptr %48, align 4, !alias.scope !24, !noalias !25
  %49 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %50 = load ptr, ptr %49, align 8, !invariant.load !8, !dereferenceable !13, !align !10
  %fusion.1 = getelementptr inbounds i8, ptr %50, i64 65600
  store i64 0, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

fusion.1.loop_header.dim.0:                       ; preds = %fusion.1.loop_body.dim.0, %multiply.3.vectorized_inner.loop_exit.reduction_dim.0
  %fusion.1.indvar.dim.0 = load i64, ptr %fusion.1.invar_address.dim.0, align 8
  %51 = icmp uge i64 %fusion.1.indvar.dim.0, 16
  br i1 %51, label %fusion.1.loop_exit.dim.0, label %fusion.1.loop_body.dim.0

fusion.1.loop_body.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  %52 = getelementptr inbounds [16 x float], ptr %reduce.1, i64 0, i64 %fusion.1.indvar.dim.0
  %53 = load float, ptr %52, align 4, !alias.scope !24, !noalias !25
  %constant.18 = load float, ptr @1, align 4
  %multiply.13 = fmul float %53, %constant.18
  %54 = getelementptr inbounds [16 x float], ptr %reduce, i64 0, i64 %fusion.1.indvar.dim.0
  %55 = load float, ptr %54, align 4, !alias.scope !21, !noalias !22
  %multiply.14 = fmul float %55, %constant.18
  %multiply.12 = fmul float %multiply.14, %multiply.14
  %subtract.3 = fsub float %multiply.13, %multiply.12
  %constant.17 = load float, ptr @0, align 4
  %add.5 = fadd float %subtract.3, %constant.17
  %56 = call float @llvm.sqrt.f32(float %add.5)
  %57 = fdiv float 1.000000e+00, %56
  %58 = getelementptr inbounds [16 x float], ptr %fusion.1, i64 0, i64 %fusion.1.indvar.dim.0
  store float %57, ptr %58, align 4, !alias.scope !24, !noalias !26
  %invar.inc20 = add nuw nsw i64 %fusion.1.indvar.dim.0, 1
  store i64 %invar.inc20, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

fusion.1.loop_exit.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  %59 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %arg2.3 = load ptr, ptr %59, align 8, !invariant.load !8, !dereferenceable !27, !align !10
  %60 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %arg3.4 = load ptr, ptr %60, align 8, !invariant.load !8, !dereferenceable !27, !align !10
  %61 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %fusion = load ptr, ptr %61, align 8, !invariant.load !8, !dereferenceable !12, !align !10
  store i64 0, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_header.dim.0:                         ; preds = %fusion.loop_exit.dim.1, %fusion.1.loop_exit.dim.0
  %fusion.indvar.dim.0 = load i64, ptr %fusion.invar_address.dim.0, align 8
  %62 = icmp uge i64 %fusion.indvar.dim.0, 4
  br i1 %62, label %fusion.loop_exit.dim.0, label %fusion.loop_body.dim.0

fusion.loop_body.dim.0:                           ; preds = %fusion.loop_header.dim.0
  store i64 0, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_header.dim.1:                         ; preds = %fusion.loop_exit.dim.2, %fusion.loop_body.dim.0
  %fusion.indvar.dim.1 = load i64, ptr %fusion.invar_address.dim.1, align 8
  %63 = icmp uge i64 %fusion.indvar.dim.1, 16
  br i1 %63, label %fusion.loop_exit.dim.1, label %fusion.loop_body.dim.1

fusion.loop_body.dim.1:                           ; preds = %fusion.loop_header.dim.1
  store i64 0, ptr %fusion.invar_address.dim.2, align 8
  br label %fusion.loop_header.dim.2

fusion.loop_header.dim.2:                         ; preds = %fusion.loop_exit.dim.3, %fusion.loop_body.dim.1
  %fusion.indvar.dim.2 = load i64, ptr %fusion.invar_address.dim.2, align 8
  %64 = icmp uge i64 %fusion.indvar.dim.2, 16
  br i1 %64, label %fusion.loop_exit.dim.2, label %fusion.loop_body.dim.2

fusion.loop_body.dim.2:                           ; preds = %fusion.loop_header.dim.2
  store i64 0, ptr %fusion.invar_address.dim.3, align 8
  br label %fusion.loop_header.dim.3

fusion.loop_header.dim.3:                         ; preds = %fusion.loop_body.dim.3, %fusion.loop_body.dim.2
  %fusion.indvar.dim.3 = load i64, ptr %fusion.invar_address.dim.3, align 8
  %65 = icmp uge i64 %fusion.indvar.dim.3, 16
  br i1 %65, label %fusion.loop_exit.dim.3, label %fusion.loop_body.dim.3

fusion.loop_body.dim.3:                           ; preds = %fusion.loop_header.dim.3
  %66 = getelementptr inbounds [4 x [16 x [16 x [16 x float]]]], ptr %convolution.9, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1, i64 %fusion.indvar.dim.2, i64 %fusion.indvar.dim.3
  %67 = load float, ptr %66, align 4, !alias.scope !14, !noalias !16
  %68 = getelementptr inbounds [16 x float], ptr %reduce, i64 0, i64 %fusion.indvar.dim.3
  %69 = load float, ptr %68, align 4, !alias.scope !21, !noalias !22
  %constant.15 = load float, ptr @3, align 4
  %multiply.11 = fmul float %69, %constant.15
  %subtract.2 = fsub float %67, %multiply.11
  %70 = getelementptr inbounds [16 x float], ptr %fusion.1, i64 0, i64 %fusion.indvar.dim.3
  %71 = load float, ptr %70, align 4, !alias.scope !24, !noalias !26
  %multiply.10 = fmul float %subtract.2, %71
  %72 = getelementptr inbounds [16 x float], ptr %arg2.3, i64 0, i64 %fusion.indvar.dim.3
  %73 = load float, ptr %72, align 4, !invariant.load !8, !noalias !28
  %multiply.9 = fmul float %multiply.10, %73
  %74 = getelementptr inbounds [16 x float], ptr %arg3.4, i64 0, i64 %fusion.indvar.dim.3
  %75 = load float, ptr %74, align 4, !invariant.load !8, !noalias !28
  %add.4 = fadd float %multiply.9, %75
  %constant.16 = load float, ptr @2, align 4
  %76 = fcmp uge float %add.4, %constant.16
  %maximum.0 = select i1 %76, float %add.4, float %constant.16
  %77 = getelementptr inbounds [4 x [16 x [16 x [16 x float]]]], ptr %fusion, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1, i64 %fusion.indvar.dim.2, i64 %fusion.indvar.dim.3
  store float %maximum.0, ptr %77, align 4, !alias.scope !14, !noalias !29
  %invar.inc24 = add nuw nsw i64 %fusion.indvar.dim.3, 1
  store i64 %invar.inc24, ptr %fusion.invar_address.dim.3, align 8
  br label %fusion.loop_header.dim.3

fusion.loop_exit.dim.3:                           ; preds = %fusion.loop_header.dim.3
  %invar.inc23 = add nuw nsw i64 %fusion.indvar.dim.2, 1
  store i64 %invar.inc23, ptr %fusion.invar_address.dim.2, align 8
  br label %fusion.loop_header.dim.2

fusion.loop_exit.dim.2:                           ; preds = %fusion.loop_header.dim.2
  %invar.inc22 = add nuw nsw i64 %fusion.indvar.dim.1, 1
  store i64 %invar.inc22, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_exit.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %invar.inc21 = add nuw nsw i64 %fusion.indvar.dim.0, 1
  store i64 %invar.inc21, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_exit.dim.0:                           ; preds = %fusion.loop_header.dim.0
  br label %return
}

; Function Attrs: nounwind memory(argmem: readwrite)
declare void @__xla_cpu_runtime_EigenConv2DF32(ptr, ptr, ptr, ptr, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64) #1

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare float @llvm.sqrt.f32(float) #2

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nounwind memory(argmem: readwrite) }
attributes #2 = { nocallback nofree nosync nounwind speculatable willreturn memory(none) }

!0 = !{i64 4}
!1 = !{!2}
!2 = !{!"buffer: {index:7, offset:0, size:4}", !3}
!3 = !{!"XLA global AA domain"}
!4 = !{!5}
!5 = !{!"buffer: {index:6, offset:0, size:4}", !3}
!6 = !{!7}
!7 = !{!"buffer: {index:8, offset:0, size:4}", !3}
!8 = !{}
!9 = !{i64 32768}
!10 = !{i64 16}
!11 = !{i64 4608}
!12 = !{i64 65536}
!13 = !{i64 65664}
!14 = !{!15}
!15 = !{!"buffer: {index:0, offset:0, size:65536}", !3}
!16 = !{!17, !18, !19, !20}
!17 = !{!"buffer: {index:5, offset:0, size:4}", !3}
!18 = !{!"buffer: {index:9, offset:0, size:65536}", !3}
!19 = !{!"buffer: {index:9, offset:65536, size:64}", !3}
!20 = !{!"buffer: {index:9, offset:65600, size:64}", !3}
!21 = !{!19}
!22 = !{!15, !17, !20}
!23 = !{!18}
!24 = !{!20}
!25 = !{!17, !18, !19}
!26 = !{!15, !19}
!27 = !{i64 64}
!28 = !{!15, !19, !20}
!29 = !{!19, !20}
