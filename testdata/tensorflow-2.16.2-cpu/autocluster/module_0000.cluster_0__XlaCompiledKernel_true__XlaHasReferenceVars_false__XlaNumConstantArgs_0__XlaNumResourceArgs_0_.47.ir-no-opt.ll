; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@constant.36 = private unnamed_addr constant [4 x i8] zeroinitializer, align 4
@0 = private unnamed_addr constant [4 x i8] c"\00\00\00@"

; Function Attrs: uwtable
define internal void @Sum-reduction.38(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %add.41 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %x.39 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %y.40 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %x.39, align 4, !alias.scope !1, !noalias !4
  %3 = load float, ptr %y.40, align 4, !alias.scope !6, !noalias !4
  %add.411 = fadd reassoc float %2, %3
  store float %add.411, ptr %add.41, align 4, !alias.scope !4
  %load_ret_value = load float, ptr %add.41, align 4
  store float %load_ret_value, ptr %retval, align 4
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @cluster_0__XlaCompiledKernel_true__XlaHasReferenceVars_false__XlaNumConstantArgs_0__XlaNumResourceArgs_0_.47(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %custom-call.vectorized_inner.invar_address.reduction_dim.0 = alloca i64, align 8
  %accumulator6 = alloca <8 x float>, align 32
  %accumulator5 = alloca <8 x float>, align 32
  %accumulator4 = alloca <8 x float>, align 32
  %accumulator = alloca <8 x float>, align 32
  %reduce.42.invar_address.dim.0 = alloca i64, align 8
  %memref.info2 = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %memref.info = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %fusion.invar_address.dim.1 = alloca i64, align 8
  %fusion.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %arg0.1 = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %arg1.2 = load ptr, ptr %1, align 8, !invariant.load !8, !dereferenceable !11, !align !10
  %2 = getelementptr inbounds ptr, ptr %buffer_table, i64 7
  %3 = load ptr, ptr %2, align 8, !invariant.load !8, !dereferenceable !11, !align !10
  %dot.5 = getelementptr inbounds i8, ptr %3, i64 8192
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.5, ptr %arg1.2, ptr %arg0.1, i64 64, i64 32, i64 64, i32 0, i32 0)
  %4 = getelementptr inbounds ptr, ptr %buffer_table, i64 7
  %5 = load ptr, ptr %4, align 8, !invariant.load !8, !dereferenceable !11, !align !10
  %fusion = getelementptr inbounds i8, ptr %5, i64 8192
  store i64 0, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

return:                                           ; preds = %reduce.42.loop_exit.dim.0
  ret void

fusion.loop_header.dim.0:                         ; preds = %fusion.loop_exit.dim.1, %entry
  %fusion.indvar.dim.0 = load i64, ptr %fusion.invar_address.dim.0, align 8
  %6 = icmp uge i64 %fusion.indvar.dim.0, 32
  br i1 %6, label %fusion.loop_exit.dim.0, label %fusion.loop_body.dim.0

fusion.loop_body.dim.0:                           ; preds = %fusion.loop_header.dim.0
  store i64 0, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_header.dim.1:                         ; preds = %fusion.loop_body.dim.1, %fusion.loop_body.dim.0
  %fusion.indvar.dim.1 = load i64, ptr %fusion.invar_address.dim.1, align 8
  %7 = icmp uge i64 %fusion.indvar.dim.1, 64
  br i1 %7, label %fusion.loop_exit.dim.1, label %fusion.loop_body.dim.1

fusion.loop_body.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %8 = getelementptr inbounds [32 x [64 x float]], ptr %dot.5, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1
  %9 = load float, ptr %8, align 4, !alias.scope !12
  %10 = call float @tanhf(float %9)
  %constant.0 = load float, ptr @0, align 4
  %multiply.0 = fmul float %10, %constant.0
  %11 = getelementptr inbounds [32 x [64 x float]], ptr %arg0.1, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1
  %12 = load float, ptr %11, align 4, !invariant.load !8, !noalias !12
  %add.0 = fadd float %multiply.0, %12
  %13 = getelementptr inbounds [32 x [64 x float]], ptr %fusion, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1
  store float %add.0, ptr %13, align 4, !alias.scope !12, !noalias !14
  %invar.inc1 = add nuw nsw i64 %fusion.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_exit.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %fusion.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_exit.dim.0:                           ; preds = %fusion.loop_header.dim.0
  %14 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 2, [12 x i64] [i64 32, i64 64, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 64, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %fusion, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %14, ptr %memref.info, align 8
  %15 = getelementptr inbounds ptr, ptr %buffer_table, i64 7
  %custom-call = load ptr, ptr %15, align 8, !invariant.load !8, !dereferenceable !11, !align !10
  %16 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 2, [12 x i64] [i64 32, i64 64, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 64, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %custom-call, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info2)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %16, ptr %memref.info2, align 8
  call void @__xla_cpu_runtime_OneDnnSoftmax(ptr %run_options, ptr %memref.info, ptr %memref.info2)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info2)
  %17 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %reduce.42 = load ptr, ptr %17, align 8, !invariant.load !8, !dereferenceable !16, !align !10
  store i64 0, ptr %reduce.42.invar_address.dim.0, align 8
  br label %reduce.42.loop_header.dim.0

reduce.42.loop_header.dim.0:                      ; preds = %custom-call.vectorized_inner.loop_exit.reduction_dim.0, %fusion.loop_exit.dim.0
  %reduce.42.indvar.dim.0 = load i64, ptr %reduce.42.invar_address.dim.0, align 8
  %18 = icmp uge i64 %reduce.42.indvar.dim.0, 64
  br i1 %18, label %reduce.42.loop_exit.dim.0, label %reduce.42.loop_body.dim.0

reduce.42.loop_body.dim.0:                        ; preds = %reduce.42.loop_header.dim.0
  %19 = load float, ptr @constant.36, align 4
  %.splatinsert = insertelement <8 x float> poison, float %19, i64 0
  %.splat = shufflevector <8 x float> %.splatinsert, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat, ptr %accumulator, align 4
  %.splatinsert7 = insertelement <8 x float> poison, float %19, i64 0
  %.splat8 = shufflevector <8 x float> %.splatinsert7, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat8, ptr %accumulator4, align 4
  %.splatinsert9 = insertelement <8 x float> poison, float %19, i64 0
  %.splat10 = shufflevector <8 x float> %.splatinsert9, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat10, ptr %accumulator5, align 4
  %.splatinsert11 = insertelement <8 x float> poison, float %19, i64 0
  %.splat12 = shufflevector <8 x float> %.splatinsert11, <8 x float> poison, <8 x i32> zeroinitializer
  store <8 x float> %.splat12, ptr %accumulator6, align 4
  store i64 0, ptr %custom-call.vectorized_inner.invar_address.reduction_dim.0, align 8
  br label %custom-call.vectorized_inner.loop_header.reduction_dim.0

custom-call.vectorized_inner.loop_header.reduction_dim.0: ; preds = %custom-call.vectorized_inner.loop_body.reduction_dim.0, %reduce.42.loop_body.dim.0
  %custom-call.vectorized_inner.indvar.reduction_dim.0 = load i64, ptr %custom-call.vectorized_inner.invar_address.reduction_dim.0, align 8
  %20 = icmp uge i64 %custom-call.vectorized_inner.indvar.reduction_dim.0, 32
  br i1 %20, label %custom-call.vectorized_inner.loop_exit.reduction_dim.0, label %custom-call.vectorized_inner.loop_body.reduction_dim.0

custom-call.vectorized_inner.loop_body.reduction_dim.0: ; preds = %custom-call.vectorized_inner.loop_header.reduction_dim.0
  %21 = getelementptr inbounds [32 x [64 x float]], ptr %custom-call, i64 0, i64 %custom-call.vectorized_inner.indvar.reduction_dim.0, i64 %reduce.42.indvar.dim.0
  %22 = load <8 x float>, ptr %accumulator, align 4
  %23 = load <8 x float>, ptr %21, align 4, !alias.scope !14, !noalias !17
  %24 = fadd <8 x float> %22, %23
  store <8 x float> %24, ptr %accumulator, align 4
  %25 = getelementptr inbounds <8 x float>, ptr %21, i32 1
  %26 = load <8 x float>, ptr %accumulator4, align 4
  %27 = load <8 x float>, ptr %25, align 4, !alias.scope !14, !noalias !17
  %28 = fadd <8 x float> %26, %27
  store <8 x float> %28, ptr %accumulator4, align 4
  %29 = getelementptr inbounds <8 x float>, ptr %25, i32 1
  %30 = load <8 x float>, ptr %accumulator5, align 4
  %31 = load <8 x float>, ptr %29, align 4, !alias.scope !14, !noalias !17
  %32 = fadd <8 x float> %30, %31
  store <8 x float> %32, ptr %accumulator5, align 4
  %33 = getelementptr inbounds <8 x float>, ptr %29, i32 1
  %34 = load <8 x float>, ptr %accumulator6, align 4
  %35 = load <8 x float>, ptr %33, align 4, !alias.scope !14, !noalias !17
  %36 = fadd <8 x float> %34, %35
  store <8 x float> %36, ptr %accumulator6, align 4
  %invar.inc13 = add nuw nsw i64 %custom-call.vectorized_inner.indvar.reduction_dim.0, 1
  store i64 %invar.inc13, ptr %custom-call.vectorized_inner.invar_address.reduction_dim.0, align 8
  br label %custom-call.vectorized_inner.loop_header.reduction_dim.0

custom-call.vectorized_inner.loop_exit.reduction_dim.0: ; preds = %custom-call.vectorized_inner.loop_header.reduction_dim.0
  %37 = load <8 x float>, ptr %accumulator, align 4
  %38 = load <8 x float>, ptr %accumulator4, align 4
  %39 = load <8 x float>, ptr %accumulator5, align 4
  %40 = load <8 x float>, ptr %accumulator6, align 4
  %41 = getelementptr inbounds [64 x float], ptr %reduce.42, i64 0, i64 %reduce.42.indvar.dim.0
  store <8 x float> %37, ptr %41, align 4, !alias.scope !20, !noalias !21
  %42 = getelementptr inbounds <8 x float>, ptr %41, i32 1
  store <8 x float> %38, ptr %42, align 4, !alias.scope !20, !noalias !21
  %43 = getelementptr inbounds <8 x float>, ptr %42, i32 1
  store <8 x float> %39, ptr %43, align 4, !alias.scope !20, !noalias !21
  %44 = getelementptr inbounds <8 x float>, ptr %43, i32 1
  store <8 x float> %40, ptr %44, align 4, !alias.scope !20, !noalias !21
  %invar.inc3 = add nuw nsw i64 %reduce.42.indvar.dim.0, 32
  store i64 %invar.inc3, ptr %reduce.42.invar_address.dim.0, align 8
  br label %reduce.42.loop_header.dim.0

reduce.42.loop_exit.dim.0:                        ; preds = %reduce.42.loop_header.dim.0
  br label %return
}

; Function Attrs: nounwind memory(argmem: readwrite)
declare void @__xla_cpu_runtime_EigenMatMulF32(ptr, ptr, ptr, ptr, i64, i64, i64, i32, i32) #1

; Function Attrs: nounwind memory(none)
declare float @tanhf(float) #2

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.start.p0(i64 immarg, ptr nocapture) #3

; Function Attrs: nounwind
declare void @__xla_cpu_runtime_OneDnnSoftmax(ptr, ptr, ptr) #4

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.end.p0(i64 immarg, ptr nocapture) #3

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nounwind memory(argmem: readwrite) }
attributes #2 = { nounwind memory(none) }
attributes #3 = { nocallback nofree nosync nounwind willreturn memory(argmem: readwrite) }
attributes #4 = { nounwind }

!0 = !{i64 4}
!1 = !{!2}
!2 = !{!"buffer: {index:5, offset:0, size:4}", !3}
!3 = !{!"XLA global AA domain"}
!4 = !{!5}
!5 = !{!"buffer: {index:4, offset:0, size:4}", !3}
!6 = !{!7}
!7 = !{!"buffer: {index:6, offset:0, size:4}", !3}
!8 = !{}
!9 = !{i64 8192}
!10 = !{i64 16}
!11 = !{i64 16384}
!12 = !{!13}
!13 = !{!"buffer: {index:7, offset:8192, size:8192}", !3}
!14 = !{!15}
!15 = !{!"buffer: {index:7, offset:0, size:8192}", !3}
!16 = !{i64 256}
!17 = !{!18, !19, !13}
!18 = !{!"buffer: {index:2, offset:0, size:256}", !3}
!19 = !{!"buffer: {index:3, offset:0, size:4}", !3}
!20 = !{!18}
!21 = !{!19, !15}
