; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

; Function Attrs: uwtable
define void @main.3(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %sine.2.invar_address.dim.1 = alloca i64, align 8
  %sine.2.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %Arg_0.1 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %sine.2 = load ptr, ptr %1, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  store i64 0, ptr %sine.2.invar_address.dim.0, align 8
  br label %sine.2.loop_header.dim.0

return:                                           ; preds = %sine.2.loop_exit.dim.0
  ret void

sine.2.loop_header.dim.0:                         ; preds = %sine.2.loop_exit.dim.1, %entry
  %sine.2.indvar.dim.0 = load i64, ptr %sine.2.invar_address.dim.0, align 8
  %2 = icmp uge i64 %sine.2.indvar.dim.0, 64
  br i1 %2, label %sine.2.loop_exit.dim.0, label %sine.2.loop_body.dim.0

sine.2.loop_body.dim.0:                           ; preds = %sine.2.loop_header.dim.0
  store i64 0, ptr %sine.2.invar_address.dim.1, align 8
  br label %sine.2.loop_header.dim.1

sine.2.loop_header.dim.1:                         ; preds = %sine.2.loop_body.dim.1, %sine.2.loop_body.dim.0
  %sine.2.indvar.dim.1 = load i64, ptr %sine.2.invar_address.dim.1, align 8
  %3 = icmp uge i64 %sine.2.indvar.dim.1, 1
  br i1 %3, label %sine.2.loop_exit.dim.1, label %sine.2.loop_body.dim.1

sine.2.loop_body.dim.1:                           ; preds = %sine.2.loop_header.dim.1
  %4 = getelementptr inbounds [64 x [1 x float]], ptr %Arg_0.1, i64 0, i64 %sine.2.indvar.dim.0, i64 0
  %5 = load float, ptr %4, align 4, !invariant.load !0, !noalias !3
  %6 = call float @llvm.sin.f32(float %5)
  %7 = getelementptr inbounds [64 x [1 x float]], ptr %sine.2, i64 0, i64 %sine.2.indvar.dim.0, i64 0
  store float %6, ptr %7, align 4, !alias.scope !3
  %invar.inc1 = add nuw nsw i64 %sine.2.indvar.dim.1, 1
  store i64 %invar.inc1, ptr %sine.2.invar_address.dim.1, align 8
  br label %sine.2.loop_header.dim.1

sine.2.loop_exit.dim.1:                           ; preds = %sine.2.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %sine.2.indvar.dim.0, 1
  store i64 %invar.inc, ptr %sine.2.invar_address.dim.0, align 8
  br label %sine.2.loop_header.dim.0

sine.2.loop_exit.dim.0:                           ; preds = %sine.2.loop_header.dim.0
  br label %return
}

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare float @llvm.sin.f32(float) #1

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nocallback nofree nosync nounwind speculatable willreturn memory(none) }

!0 = !{}
!1 = !{i64 256}
!2 = !{i64 16}
!3 = !{!4}
!4 = !{!"buffer: {index:0, offset:0, size:256}", !5}
!5 = !{!"XLA global AA domain"}
