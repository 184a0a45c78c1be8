; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@0 = private unnamed_addr constant [4 x i8] c"\AC\C5'7"
@1 = private unnamed_addr constant [4 x i8] zeroinitializer

; Function Attrs: uwtable
define void @main.38(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion.invar_address.dim.3 = alloca i64, align 8
  %fusion.invar_address.dim.2 = alloca i64, align 8
  %fusion.invar_address.dim.1 = alloca i64, align 8
  %fusion.invar_address.dim.0 = alloca i64, align 8
  %fusion.1.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %Arg_0.1 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %Arg_1.2 = load ptr, ptr %1, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  %2 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %convolution.9 = load ptr, ptr %2, align 8, !invariant.load !0, !dereferenceable !4, !align !2
  call void @__xla_cpu_runtime_EigenConv2DF32(ptr %run_options, ptr %convolution.9, ptr %Arg_0.1, ptr %Arg_1.2, i64 4, i64 16, i64 16, i64 8, i64 3, i64 3, i64 8, i64 16, i64 16, i64 16, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1)
  %3 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %Arg_5.6 = load ptr, ptr %3, align 8, !invariant.load !0, !dereferenceable !5, !align !2
  %4 = getelementptr inbounds ptr, ptr %buffer_table, i64 7
  %fusion.1 = load ptr, ptr %4, align 8, !invariant.load !0, !dereferenceable !5, !align !2
  store i64 0, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

return:                                           ; preds = %fusion.loop_exit.dim.0
  ret void

fusion.1.loop_header.dim.0:                       ; preds = %fusion.1.loop_body.dim.0, %entry
  %fusion.1.indvar.dim.0 = load i64, ptr %fusion.1.invar_address.dim.0, align 8
  %5 = icmp uge i64 %fusion.1.indvar.dim.0, 16
  br i1 %5, label %fusion.1.loop_exit.dim.0, label %fusion.1.loop_body.dim.0

fusion.1.loop_body.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  %6 = getelementptr inbounds [16 x float], ptr %Arg_5.6, i64 0, i64 %fusion.1.indvar.dim.0
  %7 = load float, ptr %6, align 4, !invariant.load !0, !noalias !6
  %constant.2 = load float, ptr @0, align 4
  %add.1 = fadd float %7, %constant.2
  %8 = call float @llvm.sqrt.f32(float %add.1)
  %9 = fdiv float 1.000000e+00, %8
  %10 = getelementptr inbounds [16 x float], ptr %fusion.1, i64 0, i64 %fusion.1.indvar.dim.0
  store float %9, ptr %10, align 4, !alias.scope !6, !noalias !9
  %invar.inc = add nuw nsw i64 %fusion.1.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

fusion.1.loop_exit.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  %11 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %Arg_2.3 = load ptr, ptr %11, align 8, !invariant.load !0, !dereferenceable !5, !align !2
  %12 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %Arg_3.4 = load ptr, ptr %12, align 8, !invariant.load !0, !dereferenceable !5, !align !2
  %13 = getelementptr inbounds ptr, ptr %buffer_table, i64 6
  %Arg_4.5 = load ptr, ptr %13, align 8, !invariant.load !0, !dereferenceable !5, !align !2
  %14 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %fusion = load ptr, ptr %14, align 8, !invariant.load !0, !dereferenceable !4, !align !2
  store i64 0, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_header.dim.0:                         ; preds = %fusion.loop_exit.dim.1, %fusion.1.loop_exit.dim.0
  %fusion.indvar.dim.0 = load i64, ptr %fusion.invar_address.dim.0, align 8
  %15 = icmp uge i64 %fusion.indvar.dim.0, 4
  br i1 %15, label %fusion.loop_exit.dim.0, label %fusion.loop_body.dim.0

fusion.loop_body.dim.0:                           ; preds = %fusion.loop_header.dim.0
  store i64 0, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_header.dim.1:                         ; preds = %fusion.loop_exit.dim.2, %fusion.loop_body.dim.0
  %fusion.indvar.dim.1 = load i64, ptr %fusion.invar_address.dim.1, align 8
  %16 = icmp uge i64 %fusion.indvar.dim.1, 16
  br i1 %16, label %fusion.loop_exit.dim.1, label %fusion.loop_body.dim.1

fusion.loop_body.dim.1:                           ; preds = %fusion.loop_header.dim.1
  store i64 0, ptr %fusion.invar_address.dim.2, align 8
  br label %fusion.loop_header.dim.2

fusion.loop_header.dim.2:                         ; preds = %fusion.loop_exit.dim.3, %fusion.loop_body.dim.1
  %fusion.indvar.dim.2 = load i64, ptr %fusion.invar_address.dim.2, align 8
  %17 = icmp uge i64 %fusion.indvar.dim.2, 16
  br i1 %17, label %fusion.loop_exit.dim.2, label %fusion.loop_body.dim.2

fusion.loop_body.dim.2:                           ; preds = %fusion.loop_header.dim.2
  store i64 0, ptr %fusion.invar_address.dim.3, align 8
  br label %fusion.loop_header.dim.3

fusion.loop_header.dim.3:                         ; preds = %fusion.loop_body.dim.3, %fusion.loop_body.dim.2
  %fusion.indvar.dim.3 = load i64, ptr %fusion.invar_address.dim.3, align 8
  %18 = icmp uge i64 %fusion.indvar.dim.3, 16
  br i1 %18, label %fusion.loop_exit.dim.3, label %fusion.loop_body.dim.3

fusion.loop_body.dim.3:                           ; preds = %fusion.loop_header.dim.3
  %19 = getelementptr inbounds [4 x [16 x [16 x [16 x float]]]], ptr %convolution.9, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1, i64 %fusion.indvar.dim.2, i64 %fusion.indvar.dim.3
  %20 = load float, ptr %19, align 4, !alias.scope !9, !noalias !6
  %21 = getelementptr inbounds [16 x float], ptr %Arg_4.5, i64 0, i64 %fusion.indvar.dim.3
  %22 = load float, ptr %21, align 4, !invariant.load !0, !noalias !11
  %subtract.0 = fsub float %20, %22
  %23 = getelementptr inbounds [16 x float], ptr %fusion.1, i64 0, i64 %fusion.indvar.dim.3
  %24 = load float, ptr %23, align 4, !alias.scope !6, !noalias !9
  %multiply.1 = fmul float %subtract.0, %24
  %25 = getelementptr inbounds [16 x float], ptr %Arg_2.3, i64 0, i64 %fusion.indvar.dim.3
  %26 = load float, ptr %25, align 4, !invariant.load !0, !noalias !11
  %multiply.0 = fmul float %multiply.1, %26
  %27 = getelementptr inbounds [16 x float], ptr %Arg_3.4, i64 0, i64 %fusion.indvar.dim.3
  %28 = load float, ptr %27, align 4, !invariant.load !0, !noalias !11
  %add.0 = fadd float %multiply.0, %28
  %constant.1 = load float, ptr @1, align 4
  %29 = fcmp une float %add.0, %add.0
  %30 = fcmp oeq float %constant.1, %constant.1
  %31 = fcmp oge float %add.0, %constant.1
  %32 = and i1 %30, %31
  %33 = or i1 %29, %32
  %maximum.1 = select i1 %33, float %add.0, float %constant.1
  %34 = getelementptr inbounds [4 x [16 x [16 x [16 x float]]]], ptr %fusion, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1, i64 %fusion.indvar.dim.2, i64 %fusion.indvar.dim.3
  store float %maximum.1, ptr %34, align 4, !alias.scope !9, !noalias !6
  %invar.inc4 = add nuw nsw i64 %fusion.indvar.dim.3, 1
  store i64 %invar.inc4, ptr %fusion.invar_address.dim.3, align 8
  br label %fusion.loop_header.dim.3

fusion.loop_exit.dim.3:                           ; preds = %fusion.loop_header.dim.3
  %invar.inc3 = add nuw nsw i64 %fusion.indvar.dim.2, 1
  store i64 %invar.inc3, ptr %fusion.invar_address.dim.2, align 8
  br label %fusion.loop_header.dim.2

fusion.loop_exit.dim.2:                           ; preds = %fusion.loop_header.dim.2
  %invar.inc2 = add nuw nsw i64 %fusion.indvar.dim.1, 1
  store i64 %invar.inc2, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_exit.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %invar.inc1 = add nuw nsw i64 %fusion.indvar.dim.0, 1
  store i64 %invar.inc1, ptr %fusion.invar_address.dim.0, align 8
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

!0 = !{}
!1 = !{i64 32768}
!2 = !{i64 16}
!3 = !{i64 4608}
!4 = !{i64 65536}
!5 = !{i64 64}
!6 = !{!7}
!7 = !{!"buffer: {index:7, offset:0, size:64}", !8}
!8 = !{!"XLA global AA domain"}
!9 = !{!10}
!10 = !{!"buffer: {index:0, offset:0, size:65536}", !8}
!11 = !{!10, !7}
