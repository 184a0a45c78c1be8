; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@0 = private unnamed_addr constant [12 x i8] c"{{0,1,2,3}}\00", align 1
@1 = private unnamed_addr constant [20 x i8] c"\10\0B\1A\02\04\10*\07\0A\02\01\00\80\01\012\02\00\00\00", align 1

; Function Attrs: uwtable
define internal void @region_0.4(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %add.7 = alloca float, align 4
  %0 = getelementptr inbounds ptr, ptr %params, i64 0
  %Arg_0.5 = load ptr, ptr %0, align 8, !dereferenceable !0, !align !0
  %1 = getelementptr inbounds ptr, ptr %params, i64 1
  %Arg_1.6 = load ptr, ptr %1, align 8, !dereferenceable !0, !align !0
  %2 = load float, ptr %Arg_0.5, align 4, !alias.scope !1, !noalias !4
  %3 = load float, ptr %Arg_1.6, align 4, !alias.scope !6, !noalias !4
  %add.71 = fadd reassoc float %2, %3
  store float %add.71, ptr %add.7, align 4, !alias.scope !4
  %load_ret_value = load float, ptr %add.7, align 4
  store float %load_ret_value, ptr %retval, align 4
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @main.15_spmd(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %output_buffers_parameter_addresses = alloca ptr, align 8
  %input_buffers_parameter_addresses = alloca ptr, align 8
  %sine.1.invar_address.dim.1 = alloca i64, align 8
  %sine.1.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %param = load ptr, ptr %0, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %sine.1 = load ptr, ptr %1, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  store i64 0, ptr %sine.1.invar_address.dim.0, align 8
  br label %sine.1.loop_header.dim.0

return:                                           ; preds = %sine.1.loop_exit.dim.0
  ret void

sine.1.loop_header.dim.0:                         ; preds = %sine.1.loop_exit.dim.1, %entry
  %sine.1.indvar.dim.0 = load i64, ptr %sine.1.invar_address.dim.0, align 8
  %2 = icmp uge i64 %sine.1.indvar.dim.0, 4
  br i1 %2, label %sine.1.loop_exit.dim.0, label %sine.1.loop_body.dim.0

sine.1.loop_body.dim.0:                           ; preds = %sine.1.loop_header.dim.0
  store i64 0, ptr %sine.1.invar_address.dim.1, align 8
  br label %sine.1.loop_header.dim.1

sine.1.loop_header.dim.1:                         ; preds = %sine.1.loop_body.dim.1, %sine.1.loop_body.dim.0
  %sine.1.indvar.dim.1 = load i64, ptr %sine.1.invar_address.dim.1, align 8
  %3 = icmp uge i64 %sine.1.indvar.dim.1, 16
  br i1 %3, label %sine.1.loop_exit.dim.1, label %sine.1.loop_body.dim.1

sine.1.loop_body.dim.1:                           ; preds = %sine.1.loop_header.dim.1
  %4 = getelementptr inbounds [4 x [16 x float]], ptr %param, i64 0, i64 %sine.1.indvar.dim.0, i64 %sine.1.indvar.dim.1
  %5 = load float, ptr %4, align 4, !invariant.load !8, !noalias !11
  %6 = call float @llvm.sin.f32(float %5)
  %7 = getelementptr inbounds [4 x [16 x float]], ptr %sine.1, i64 0, i64 %sine.1.indvar.dim.0, i64 %sine.1.indvar.dim.1
  store float %6, ptr %7, align 4, !alias.scope !11, !noalias !13
  %invar.inc1 = add nuw nsw i64 %sine.1.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %sine.1.invar_address.dim.1, align 8
  br label %sine.1.loop_header.dim.1

sine.1.loop_exit.dim.1:                           ; preds = %sine.1.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %sine.1.indvar.dim.0, 1
  store i64 %invar.inc, ptr %sine.1.invar_address.dim.0, align 8
  br label %sine.1.loop_header.dim.0

sine.1.loop_exit.dim.0:                           ; preds = %sine.1.loop_header.dim.0
  %8 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %all-reduce.1 = load ptr, ptr %8, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %9 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %10 = load ptr, ptr %9, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %11 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %12 = load ptr, ptr %11, align 8, !invariant.load !8, !dereferenceable !9, !align !10
  %13 = getelementptr inbounds ptr, ptr %input_buffers_parameter_addresses, i64 0
  store ptr %10, ptr %13, align 8
  %14 = getelementptr inbounds ptr, ptr %output_buffers_parameter_addresses, i64 0
  store ptr %12, ptr %14, align 8
  call void @__xla_cpu_runtime_AllReduce(ptr %run_options, ptr @0, i32 11, i32 1, i32 1, i64 1, i32 0, ptr @1, i32 19, i32 1, ptr %input_buffers_parameter_addresses, ptr %output_buffers_parameter_addresses)
  br label %return
}

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare float @llvm.sin.f32(float) #1

; Function Attrs: nounwind
declare void @__xla_cpu_runtime_AllReduce(ptr, ptr, i32, i32, i32, i64, i32, ptr, i32, i32, ptr, ptr) #2

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nocallback nofree nosync nounwind speculatable willreturn memory(none) }
attributes #2 = { nounwind }

!0 = !{i64 4}
!1 = !{!2}
!2 = !{!"buffer: {index:3, offset:0, size:4}", !3}
!3 = !{!"XLA global AA domain"}
!4 = !{!5}
!5 = !{!"buffer: {index:2, offset:0, size:4}", !3}
!6 = !{!7}
!7 = !{!"buffer: {index:4, offset:0, size:4}", !3}
!8 = !{}
!9 = !{i64 256}
!10 = !{i64 16}
!11 = !{!12}
!12 = !{!"buffer: {index:5, offset:0, size:256}", !3}
!13 = !{!14}
!14 = !{!"buffer: {index:0, offset:0, size:256}", !3}
