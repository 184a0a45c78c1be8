; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@0 = private unnamed_addr constant [14 x i8] c"\10\01\1A\01\07(\F3\89\D4\F1\038\01\00", align 1
@1 = private unnamed_addr constant [4 x i8] c"(kn\CE"
@2 = private unnamed_addr constant [3 x i8] c"\08\03\00", align 1
@3 = private unnamed_addr constant [3 x i8] c"8\01\00", align 1

; Function Attrs: uwtable
define void @main.57(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %memref.info14 = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %memref.info13 = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %matmul.args12 = alloca [5 x ptr], align 8
  %memref.info11 = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %memref.info10 = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %nargs9 = alloca i64, align 8
  %memref.info8 = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %memref.info7 = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %fusion.invar_address.dim.3 = alloca i64, align 8
  %fusion.invar_address.dim.2 = alloca i64, align 8
  %fusion.invar_address.dim.1 = alloca i64, align 8
  %fusion.invar_address.dim.0 = alloca i64, align 8
  %memref.info3 = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %memref.info2 = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %matmul.args = alloca [5 x ptr], align 8
  %memref.info1 = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %memref.info = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %nargs = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %Arg_0.1 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %Arg_1.2 = load ptr, ptr %1, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  call void @llvm.lifetime.start.p0(i64 -1, ptr %nargs)
  store i64 5, ptr %nargs, align 8
  %2 = insertvalue [5 x ptr] undef, ptr %nargs, 0
  %3 = insertvalue [5 x ptr] %2, ptr %run_options, 1
  %4 = insertvalue [5 x ptr] %3, ptr @0, 2
  %5 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 4, [12 x i64] [i64 2, i64 4, i64 64, i64 32, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 8192, i64 2048, i64 32, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %Arg_0.1, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %5, ptr %memref.info, align 8
  %6 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 4, [12 x i64] [i64 2, i64 4, i64 64, i64 32, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 8192, i64 2048, i64 32, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %Arg_1.2, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info1)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %6, ptr %memref.info1, align 8
  %7 = insertvalue [5 x ptr] %4, ptr %memref.info, 3
  %8 = insertvalue [5 x ptr] %7, ptr %memref.info1, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %matmul.args)
  store [5 x ptr] %8, ptr %matmul.args, align 8
  %9 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %custom-call.2.clone = load ptr, ptr %9, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  %10 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %11 = load ptr, ptr %10, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  %12 = getelementptr inbounds i8, ptr %11, i64 131104
  %13 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 4, [12 x i64] [i64 2, i64 4, i64 64, i64 64, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 16384, i64 4096, i64 64, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %12, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info2)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %13, ptr %memref.info2, align 8
  %14 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %15 = load ptr, ptr %14, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %16 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 6, i64 1, [12 x i64] [i64 17664, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %15, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info3)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %16, ptr %memref.info3, align 8
  %17 = getelementptr inbounds [2 x ptr], ptr %custom-call.2.clone, i64 0, i64 0
  store ptr %12, ptr %17, align 8, !alias.scope !4, !noalias !7
  %18 = getelementptr inbounds [2 x ptr], ptr %custom-call.2.clone, i64 0, i64 1
  store ptr %15, ptr %18, align 8, !alias.scope !4, !noalias !7
  call void @__xla_cpu_runtime_OneDnnMatMul(ptr %memref.info2, ptr %memref.info3, ptr %matmul.args)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %nargs)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %matmul.args)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info2)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info3)
  %19 = getelementptr inbounds [2 x ptr], ptr %custom-call.2.clone, i64 0, i64 0
  %20 = load ptr, ptr %19, align 8, !dereferenceable !10, !align !2
  %21 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %22 = load ptr, ptr %21, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  %fusion = getelementptr inbounds i8, ptr %22, i64 32
  store i64 0, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

return:                                           ; preds = %fusion.loop_exit.dim.0
  ret void

fusion.loop_header.dim.0:                         ; preds = %fusion.loop_exit.dim.1, %entry
  %fusion.indvar.dim.0 = load i64, ptr %fusion.invar_address.dim.0, align 8
  %23 = icmp uge i64 %fusion.indvar.dim.0, 2
  br i1 %23, label %fusion.loop_exit.dim.0, label %fusion.loop_body.dim.0

fusion.loop_body.dim.0:                           ; preds = %fusion.loop_header.dim.0
  store i64 0, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_header.dim.1:                         ; preds = %fusion.loop_exit.dim.2, %fusion.loop_body.dim.0
  %fusion.indvar.dim.1 = load i64, ptr %fusion.invar_address.dim.1, align 8
  %24 = icmp uge i64 %fusion.indvar.dim.1, 4
  br i1 %24, label %fusion.loop_exit.dim.1, label %fusion.loop_body.dim.1

fusion.loop_body.dim.1:                           ; preds = %fusion.loop_header.dim.1
  store i64 0, ptr %fusion.invar_address.dim.2, align 8
  br label %fusion.loop_header.dim.2

fusion.loop_header.dim.2:                         ; preds = %fusion.loop_exit.dim.3, %fusion.loop_body.dim.1
  %fusion.indvar.dim.2 = load i64, ptr %fusion.invar_address.dim.2, align 8
  %25 = icmp uge i64 %fusion.indvar.dim.2, 64
  br i1 %25, label %fusion.loop_exit.dim.2, label %fusion.loop_body.dim.2

fusion.loop_body.dim.2:                           ; preds = %fusion.loop_header.dim.2
  store i64 0, ptr %fusion.invar_address.dim.3, align 8
  br label %fusion.loop_header.dim.3

fusion.loop_header.dim.3:                         ; preds = %fusion.loop_body.dim.3, %fusion.loop_body.dim.2
  %fusion.indvar.dim.3 = load i64, ptr %fusion.invar_address.dim.3, align 8
  %26 = icmp uge i64 %fusion.indvar.dim.3, 64
  br i1 %26, label %fusion.loop_exit.dim.3, label %fusion.loop_body.dim.3

fusion.loop_body.dim.3:                           ; preds = %fusion.loop_header.dim.3
  %27 = mul nuw nsw i64 %fusion.indvar.dim.2, 1
  %28 = add nuw nsw i64 0, %27
  %29 = trunc i64 %28 to i32
  %30 = mul nuw nsw i64 %fusion.indvar.dim.3, 1
  %31 = add nuw nsw i64 0, %30
  %32 = trunc i64 %31 to i32
  %33 = icmp sge i32 %29, %32
  %34 = zext i1 %33 to i8
  %35 = getelementptr inbounds [2 x [4 x [64 x [64 x float]]]], ptr %20, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1, i64 %fusion.indvar.dim.2, i64 %fusion.indvar.dim.3
  %36 = load float, ptr %35, align 4, !alias.scope !11, !noalias !12
  %constant.2 = load float, ptr @1, align 4
  %37 = trunc i8 %34 to i1
  %38 = select i1 %37, float %36, float %constant.2
  %39 = getelementptr inbounds [2 x [4 x [64 x [64 x float]]]], ptr %fusion, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1, i64 %fusion.indvar.dim.2, i64 %fusion.indvar.dim.3
  store float %38, ptr %39, align 4, !alias.scope !14, !noalias !11
  %invar.inc6 = add nuw nsw i64 %fusion.indvar.dim.3, 1
  store i64 %invar.inc6, ptr %fusion.invar_address.dim.3, align 8
  br label %fusion.loop_header.dim.3

fusion.loop_exit.dim.3:                           ; preds = %fusion.loop_header.dim.3
  %invar.inc5 = add nuw nsw i64 %fusion.indvar.dim.2, 1
  store i64 %invar.inc5, ptr %fusion.invar_address.dim.2, align 8
  br label %fusion.loop_header.dim.2

fusion.loop_exit.dim.2:                           ; preds = %fusion.loop_header.dim.2
  %invar.inc4 = add nuw nsw i64 %fusion.indvar.dim.1, 1
  store i64 %invar.inc4, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_exit.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %fusion.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_exit.dim.0:                           ; preds = %fusion.loop_header.dim.0
  %40 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 4, [12 x i64] [i64 2, i64 4, i64 64, i64 64, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 16384, i64 4096, i64 64, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %fusion, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info7)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %40, ptr %memref.info7, align 8
  %41 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %42 = load ptr, ptr %41, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  %custom-call = getelementptr inbounds i8, ptr %42, i64 131104
  %43 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 4, [12 x i64] [i64 2, i64 4, i64 64, i64 64, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 16384, i64 4096, i64 64, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %custom-call, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info8)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %43, ptr %memref.info8, align 8
  call void @__xla_cpu_runtime_OneDnnSoftmax(ptr %run_options, ptr %memref.info7, ptr %memref.info8, ptr @2)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info7)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info8)
  %44 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %Arg_2.3 = load ptr, ptr %44, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  call void @llvm.lifetime.start.p0(i64 -1, ptr %nargs9)
  store i64 5, ptr %nargs9, align 8
  %45 = insertvalue [5 x ptr] undef, ptr %nargs9, 0
  %46 = insertvalue [5 x ptr] %45, ptr %run_options, 1
  %47 = insertvalue [5 x ptr] %46, ptr @3, 2
  %48 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 4, [12 x i64] [i64 2, i64 4, i64 64, i64 64, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 16384, i64 4096, i64 64, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %custom-call, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info10)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %48, ptr %memref.info10, align 8
  %49 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 4, [12 x i64] [i64 2, i64 4, i64 64, i64 32, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 8192, i64 2048, i64 32, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %Arg_2.3, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info11)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %49, ptr %memref.info11, align 8
  %50 = insertvalue [5 x ptr] %47, ptr %memref.info10, 3
  %51 = insertvalue [5 x ptr] %50, ptr %memref.info11, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %matmul.args12)
  store [5 x ptr] %51, ptr %matmul.args12, align 8
  %52 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %53 = load ptr, ptr %52, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  %custom-call.3.clone = getelementptr inbounds i8, ptr %53, i64 16
  %54 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %55 = load ptr, ptr %54, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %56 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 4, [12 x i64] [i64 2, i64 4, i64 64, i64 32, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 8192, i64 2048, i64 32, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %55, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info13)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %56, ptr %memref.info13, align 8
  %57 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %58 = load ptr, ptr %57, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  %59 = getelementptr inbounds i8, ptr %58, i64 32
  %60 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 6, i64 1, [12 x i64] [i64 1152, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %59, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info14)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %60, ptr %memref.info14, align 8
  %61 = getelementptr inbounds [2 x ptr], ptr %custom-call.3.clone, i64 0, i64 0
  store ptr %55, ptr %61, align 8, !alias.scope !15, !noalias !17
  %62 = getelementptr inbounds [2 x ptr], ptr %custom-call.3.clone, i64 0, i64 1
  store ptr %59, ptr %62, align 8, !alias.scope !15, !noalias !17
  call void @__xla_cpu_runtime_OneDnnMatMul(ptr %memref.info13, ptr %memref.info14, ptr %matmul.args12)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %nargs9)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %matmul.args12)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info13)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info14)
  %63 = getelementptr inbounds [2 x ptr], ptr %custom-call.3.clone, i64 0, i64 0
  %64 = load ptr, ptr %63, align 8, !dereferenceable !1, !align !2
  br label %return
}

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.start.p0(i64 immarg, ptr nocapture) #1

; Function Attrs: nounwind
declare void @__xla_cpu_runtime_OneDnnMatMul(ptr, ptr, ptr) #2

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.end.p0(i64 immarg, ptr nocapture) #1

; Function Attrs: nounwind
declare void @__xla_cpu_runtime_OneDnnSoftmax(ptr, ptr, ptr, ptr) #2

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nocallback nofree nosync nounwind willreturn memory(argmem: readwrite) }
attributes #2 = { nounwind }

!0 = !{}
!1 = !{i64 65536}
!2 = !{i64 16}
!3 = !{i64 262176}
!4 = !{!5}
!5 = !{!"buffer: {index:4, offset:0, size:16}", !6}
!6 = !{!"XLA global AA domain"}
!7 = !{!8, !9}
!8 = !{!"buffer: {index:0, offset:0, size:17664}", !6}
!9 = !{!"buffer: {index:4, offset:131104, size:131072}", !6}
!10 = !{i64 131072}
!11 = !{!9}
!12 = !{!8, !5, !13}
!13 = !{!"buffer: {index:4, offset:32, size:131072}", !6}
!14 = !{!13}
!15 = !{!16}
!16 = !{!"buffer: {index:4, offset:16, size:16}", !6}
!17 = !{!18, !19, !9}
!18 = !{!"buffer: {index:0, offset:0, size:65536}", !6}
!19 = !{!"buffer: {index:4, offset:32, size:1152}", !6}
