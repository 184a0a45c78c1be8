; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@0 = private unnamed_addr constant [4 x i8] zeroinitializer

; Function Attrs: uwtable
define void @main.24(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion.invar_address.dim.1 = alloca i64, align 8
  %fusion.invar_address.dim.0 = alloca i64, align 8
  %fusion.1.invar_address.dim.1 = alloca i64, align 8
  %fusion.1.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %Arg_0.1 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %Arg_1.2 = load ptr, ptr %1, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  %2 = getelementptr inbounds ptr, ptr %buffer_table, i64 6
  %dot.6 = load ptr, ptr %2, align 8, !invariant.load !0, !dereferenceable !4, !align !2
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.6, ptr %Arg_1.2, ptr %Arg_0.1, i64 256, i64 32, i64 128, i32 0, i32 0)
  %3 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %Arg_2.3 = load ptr, ptr %3, align 8, !invariant.load !0, !dereferenceable !5, !align !2
  %4 = getelementptr inbounds ptr, ptr %buffer_table, i64 6
  %fusion.1 = load ptr, ptr %4, align 8, !invariant.load !0, !dereferenceable !4, !align !2
  store i64 0, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

return:                                           ; preds = %fusion.loop_exit.dim.0
  ret void

fusion.1.loop_header.dim.0:                       ; preds = %fusion.1.loop_exit.dim.1, %entry
  %fusion.1.indvar.dim.0 = load i64, ptr %fusion.1.invar_address.dim.0, align 8
  %5 = icmp uge i64 %fusion.1.indvar.dim.0, 32
  br i1 %5, label %fusion.1.loop_exit.dim.0, label %fusion.1.loop_body.dim.0

fusion.1.loop_body.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  store i64 0, ptr %fusion.1.invar_address.dim.1, align 8
  br label %fusion.1.loop_header.dim.1

fusion.1.loop_header.dim.1:                       ; preds = %fusion.1.loop_body.dim.1, %fusion.1.loop_body.dim.0
  %fusion.1.indvar.dim.1 = load i64, ptr %fusion.1.invar_address.dim.1, align 8
  %6 = icmp uge i64 %fusion.1.indvar.dim.1, 256
  br i1 %6, label %fusion.1.loop_exit.dim.1, label %fusion.1.loop_body.dim.1

fusion.1.loop_body.dim.1:                         ; preds = %fusion.1.loop_header.dim.1
  %7 = getelementptr inbounds [32 x [256 x float]], ptr %dot.6, i64 0, i64 %fusion.1.indvar.dim.0, i64 %fusion.1.indvar.dim.1
  %8 = load float, ptr %7, align 4, !alias.scope !6
  %9 = getelementptr inbounds [256 x float], ptr %Arg_2.3, i64 0, i64 %fusion.1.indvar.dim.1
  %10 = load float, ptr %9, align 4, !invariant.load !0, !noalias !6
  %add.1 = fadd float %8, %10
  %constant.1 = load float, ptr @0, align 4
  %11 = fcmp une float %add.1, %add.1
  %12 = fcmp oeq float %constant.1, %constant.1
  %13 = fcmp oge float %add.1, %constant.1
  %14 = and i1 %12, %13
  %15 = or i1 %11, %14
  %maximum.1 = select i1 %15, float %add.1, float %constant.1
  %16 = getelementptr inbounds [32 x [256 x float]], ptr %fusion.1, i64 0, i64 %fusion.1.indvar.dim.0, i64 %fusion.1.indvar.dim.1
  store float %maximum.1, ptr %16, align 4, !alias.scope !6, !noalias !9
  %invar.inc1 = add nuw nsw i64 %fusion.1.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %fusion.1.invar_address.dim.1, align 8
  br label %fusion.1.loop_header.dim.1

fusion.1.loop_exit.dim.1:                         ; preds = %fusion.1.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %fusion.1.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

fusion.1.loop_exit.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  %17 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %Arg_3.4 = load ptr, ptr %17, align 8, !invariant.load !0, !dereferenceable !11, !align !2
  %18 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %dot.18 = load ptr, ptr %18, align 8, !invariant.load !0, !dereferenceable !12, !align !2
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.18, ptr %Arg_3.4, ptr %fusion.1, i64 64, i64 32, i64 256, i32 0, i32 0)
  %19 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %Arg_4.5 = load ptr, ptr %19, align 8, !invariant.load !0, !dereferenceable !13, !align !2
  %20 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %fusion = load ptr, ptr %20, align 8, !invariant.load !0, !dereferenceable !12, !align !2
  store i64 0, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_header.dim.0:                         ; preds = %fusion.loop_exit.dim.1, %fusion.1.loop_exit.dim.0
  %fusion.indvar.dim.0 = load i64, ptr %fusion.invar_address.dim.0, align 8
  %21 = icmp uge i64 %fusion.indvar.dim.0, 32
  br i1 %21, label %fusion.loop_exit.dim.0, label %fusion.loop_body.dim.0

fusion.loop_body.dim.0:                           ; preds = %fusion.loop_header.dim.0
  store i64 0, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_header.dim.1:                         ; preds = %fusion.loop_body.dim.1, %fusion.loop_body.dim.0
  %fusion.indvar.dim.1 = load i64, ptr %fusion.invar_address.dim.1, align 8
  %22 = icmp uge i64 %fusion.indvar.dim.1, 64
  br i1 %22, label %fusion.loop_exit.dim.1, label %fusion.loop_body.dim.1

fusion.loop_body.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %23 = getelementptr inbounds [32 x [64 x float]], ptr %dot.18, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1
  %24 = load float, ptr %23, align 4, !alias.scope !9, !noalias !6
  %25 = getelementptr inbounds [64 x float], ptr %Arg_4.5, i64 0, i64 %fusion.indvar.dim.1
  %26 = load float, ptr %25, align 4, !invariant.load !0, !noalias !9
  %add.0 = fadd float %24, %26
  %27 = getelementptr inbounds [32 x [64 x float]], ptr %fusion, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1
  store float %add.0, ptr %27, align 4, !alias.scope !9
  %invar.inc3 = add nuw nsw i64 %fusion.indvar.dim.1, 1
  store i64 %invar.inc3, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_exit.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %invar.inc2 = add nuw nsw i64 %fusion.indvar.dim.0, 1
  store i64 %invar.inc2, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_exit.dim.0:                           ; preds = %fusion.loop_header.dim.0
  br label %return
}

; Function Attrs: nounwind memory(argmem: readwrite)
declare void @__xla_cpu_runtime_EigenMatMulF32(ptr, ptr, ptr, ptr, i64, i64, i64, i32, i32) #1

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nounwind memory(argmem: readwrite) }

!0 = !{}
!1 = !{i64 16384}
!2 = !{i64 16}
!3 = !{i64 131072}
!4 = !{i64 32768}
!5 = !{i64 1024}
!6 = !{!7}
!7 = !{!"buffer: {index:6, offset:0, size:32768}", !8}
!8 = !{!"XLA global AA domain"}
!9 = !{!10}
!10 = !{!"buffer: {index:3, offset:0, size:8192}", !8}
!11 = !{i64 65536}
!12 = !{i64 8192}
!13 = !{i64 256}
