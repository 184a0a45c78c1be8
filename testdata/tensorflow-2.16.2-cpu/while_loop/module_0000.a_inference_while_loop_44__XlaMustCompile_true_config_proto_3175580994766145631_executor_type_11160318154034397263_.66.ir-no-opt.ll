; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@constant.0 = private unnamed_addr constant [4 x i8] c"\01\00\00\00", align 4
@constant.10 = private unnamed_addr constant [4 x i8] zeroinitializer, align 4

; Function Attrs: uwtable
define internal void @while_body_8_const_0__.12.clone(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %tanh.0.invar_address.dim.1 = alloca i64, align 8
  %tanh.0.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %arg_tuple.0 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = getelementptr inbounds [4 x ptr], ptr %arg_tuple.0, i64 0, i64 3
  %2 = load ptr, ptr %1, align 8, !dereferenceable !3, !align !2
  %3 = getelementptr inbounds [4 x ptr], ptr %arg_tuple.0, i64 0, i64 1
  %4 = load ptr, ptr %3, align 8, !dereferenceable !3, !align !2
  %5 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %6 = load ptr, ptr %5, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %dot.0 = getelementptr inbounds i8, ptr %6, i64 32
  call void @__xla_cpu_runtime_EigenMatMulF32(ptr %run_options, ptr %dot.0, ptr %2, ptr %4, i64 16, i64 16, i64 16, i32 0, i32 0)
  %7 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %tanh.0 = load ptr, ptr %7, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  store i64 0, ptr %tanh.0.invar_address.dim.0, align 8
  br label %tanh.0.loop_header.dim.0

return:                                           ; preds = %tanh.0.loop_exit.dim.0
  ret void

tanh.0.loop_header.dim.0:                         ; preds = %tanh.0.loop_exit.dim.1, %entry
  %tanh.0.indvar.dim.0 = load i64, ptr %tanh.0.invar_address.dim.0, align 8
  %8 = icmp uge i64 %tanh.0.indvar.dim.0, 16
  br i1 %8, label %tanh.0.loop_exit.dim.0, label %tanh.0.loop_body.dim.0

tanh.0.loop_body.dim.0:                           ; preds = %tanh.0.loop_header.dim.0
  store i64 0, ptr %tanh.0.invar_address.dim.1, align 8
  br label %tanh.0.loop_header.dim.1

tanh.0.loop_header.dim.1:                         ; preds = %tanh.0.loop_body.dim.1, %tanh.0.loop_body.dim.0
  %tanh.0.indvar.dim.1 = load i64, ptr %tanh.0.invar_address.dim.1, align 8
  %9 = icmp uge i64 %tanh.0.indvar.dim.1, 16
  br i1 %9, label %tanh.0.loop_exit.dim.1, label %tanh.0.loop_body.dim.1

tanh.0.loop_body.dim.1:                           ; preds = %tanh.0.loop_header.dim.1
  %10 = getelementptr inbounds [16 x [16 x float]], ptr %dot.0, i64 0, i64 %tanh.0.indvar.dim.0, i64 %tanh.0.indvar.dim.1
  %11 = load float, ptr %10, align 4, !alias.scope !4, !noalias !7
  %12 = call float @tanhf(float %11)
  %13 = getelementptr inbounds [16 x [16 x float]], ptr %tanh.0, i64 0, i64 %tanh.0.indvar.dim.0, i64 %tanh.0.indvar.dim.1
  store float %12, ptr %13, align 4, !alias.scope !10, !noalias !11
  %invar.inc1 = add nuw nsw i64 %tanh.0.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %tanh.0.invar_address.dim.1, align 8
  br label %tanh.0.loop_header.dim.1

tanh.0.loop_exit.dim.1:                           ; preds = %tanh.0.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %tanh.0.indvar.dim.0, 1
  store i64 %invar.inc, ptr %tanh.0.invar_address.dim.0, align 8
  br label %tanh.0.loop_header.dim.0

tanh.0.loop_exit.dim.0:                           ; preds = %tanh.0.loop_header.dim.0
  %14 = getelementptr inbounds [4 x ptr], ptr %arg_tuple.0, i64 0, i64 0
  %15 = load ptr, ptr %14, align 8, !dereferenceable !15, !align !15
  %16 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %17 = load ptr, ptr %16, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %add.0 = getelementptr inbounds i8, ptr %17, i64 1056
  %18 = load i32, ptr %15, align 4, !alias.scope !16, !noalias !17
  %19 = load i32, ptr @constant.0, align 4, !alias.scope !17, !noalias !16
  %20 = add i32 %18, %19
  store i32 %20, ptr %add.0, align 4, !alias.scope !16, !noalias !19
  %21 = getelementptr inbounds [4 x ptr], ptr %arg_tuple.0, i64 0, i64 2
  %22 = load ptr, ptr %21, align 8, !dereferenceable !15, !align !15
  %23 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %tuple.6 = load ptr, ptr %23, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %24 = getelementptr inbounds [4 x ptr], ptr %tuple.6, i64 0, i64 0
  store ptr %add.0, ptr %24, align 8, !alias.scope !20, !noalias !21
  %25 = getelementptr inbounds [4 x ptr], ptr %tuple.6, i64 0, i64 1
  store ptr %tanh.0, ptr %25, align 8, !alias.scope !20, !noalias !21
  %26 = getelementptr inbounds [4 x ptr], ptr %tuple.6, i64 0, i64 2
  store ptr %22, ptr %26, align 8, !alias.scope !20, !noalias !21
  %27 = getelementptr inbounds [4 x ptr], ptr %tuple.6, i64 0, i64 3
  store ptr %2, ptr %27, align 8, !alias.scope !20, !noalias !21
  br label %return
}

; Function Attrs: nounwind memory(argmem: readwrite)
declare void @__xla_cpu_runtime_EigenMatMulF32(ptr, ptr, ptr, ptr, i64, i64, i64, i32, i32) #1

; Function Attrs: nounwind memory(none)
declare float @tanhf(float) #2

; Function Attrs: uwtable
define internal void @cond_wrapper.45.clone(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %inputs.0 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = getelementptr inbounds [4 x ptr], ptr %inputs.0, i64 0, i64 0
  %2 = load ptr, ptr %1, align 8, !dereferenceable !15, !align !15
  %3 = getelementptr inbounds [4 x ptr], ptr %inputs.0, i64 0, i64 2
  %4 = load ptr, ptr %3, align 8, !dereferenceable !15, !align !15
  %5 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %6 = load ptr, ptr %5, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %compare.1 = getelementptr inbounds i8, ptr %6, i64 32
  %7 = load i32, ptr %2, align 4, !alias.scope !16, !noalias !22
  %8 = load i32, ptr %4, align 4, !alias.scope !24, !noalias !25
  %9 = icmp slt i32 %7, %8
  %10 = zext i1 %9 to i8
  store i8 %10, ptr %compare.1, align 1, !alias.scope !26, !noalias !27
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @a_inference_while_loop_44__XlaMustCompile_true_config_proto_3175580994766145631_executor_type_11160318154034397263_.66(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %arg0.1 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %copy.1 = load ptr, ptr %1, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.1, ptr align 1 %arg0.1, i64 1024, i1 false)
  %2 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %3 = load ptr, ptr %2, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.6 = getelementptr inbounds i8, ptr %3, i64 1056
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.6, ptr align 1 @constant.10, i64 4, i1 false)
  %4 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %arg1.2 = load ptr, ptr %4, align 8, !invariant.load !0, !dereferenceable !15, !align !15
  %5 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %tuple.4 = load ptr, ptr %5, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %6 = getelementptr inbounds [4 x ptr], ptr %tuple.4, i64 0, i64 0
  store ptr %copy.6, ptr %6, align 8, !alias.scope !20, !noalias !21
  %7 = getelementptr inbounds [4 x ptr], ptr %tuple.4, i64 0, i64 1
  store ptr %copy.1, ptr %7, align 8, !alias.scope !20, !noalias !21
  %8 = getelementptr inbounds [4 x ptr], ptr %tuple.4, i64 0, i64 2
  store ptr %arg1.2, ptr %8, align 8, !alias.scope !20, !noalias !21
  %9 = getelementptr inbounds [4 x ptr], ptr %tuple.4, i64 0, i64 3
  store ptr %arg0.1, ptr %9, align 8, !alias.scope !20, !noalias !21
  br label %while.header

return:                                           ; preds = %while.exit
  ret void

while.header:                                     ; preds = %while.body, %entry
  call void @cond_wrapper.45.clone(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  %10 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %11 = load ptr, ptr %10, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %12 = getelementptr inbounds i8, ptr %11, i64 32
  %13 = load i8, ptr %12, align 1
  %14 = icmp ne i8 %13, 0
  br i1 %14, label %while.body, label %while.exit

while.body:                                       ; preds = %while.header
  call void @while_body_8_const_0__.12.clone(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  br label %while.header

while.exit:                                       ; preds = %while.header
  %15 = getelementptr inbounds [4 x ptr], ptr %tuple.4, i64 0, i64 1
  %16 = load ptr, ptr %15, align 8, !dereferenceable !3, !align !2
  br label %return
}

; Function Attrs: nocallback nofree nounwind willreturn memory(argmem: readwrite)
declare void @llvm.memcpy.p0.p0.i64(ptr noalias nocapture writeonly, ptr noalias nocapture readonly, i64, i1 immarg) #3

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nounwind memory(argmem: readwrite) }
attributes #2 = { nounwind memory(none) }
attributes #3 = { nocallback nofree nounwind willreturn memory(argmem: readwrite) }

!0 = !{}
!1 = !{i64 1060}
!2 = !{i64 16}
!3 = !{i64 1024}
!4 = !{!5}
!5 = !{!"buffer: {index:5, offset:32, size:1024}", !6}
!6 = !{!"XLA global AA domain"}
!7 = !{!8, !9}
!8 = !{!"buffer: {index:0, offset:0, size:1024}", !6}
!9 = !{!"buffer: {index:1, offset:0, size:1024}", !6}
!10 = !{!8}
!11 = !{!9, !12, !13, !5, !14}
!12 = !{!"buffer: {index:4, offset:0, size:4}", !6}
!13 = !{!"buffer: {index:5, offset:0, size:32}", !6}
!14 = !{!"buffer: {index:5, offset:1056, size:4}", !6}
!15 = !{i64 4}
!16 = !{!14}
!17 = !{!18}
!18 = !{!"buffer: {index:2, offset:0, size:4}", !6}
!19 = !{!8, !9, !18, !12, !13}
!20 = !{!13}
!21 = !{!8, !9, !12, !14}
!22 = !{!12, !23}
!23 = !{!"buffer: {index:5, offset:32, size:1}", !6}
!24 = !{!12}
!25 = !{!23, !14}
!26 = !{!23}
!27 = !{!12, !14}
