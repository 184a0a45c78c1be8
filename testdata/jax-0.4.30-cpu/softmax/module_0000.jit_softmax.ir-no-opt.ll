; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@0 = private unnamed_addr constant [3 x i8] c"\08\01\00", align 1

; Function Attrs: uwtable
define void @main.28(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %memref.info1 = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %memref.info = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %Arg_0.1 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 2, [12 x i64] [i64 32, i64 128, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 128, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %Arg_0.1, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %1, ptr %memref.info, align 8
  %2 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %custom-call = load ptr, ptr %2, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %3 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 2, [12 x i64] [i64 32, i64 128, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 128, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %custom-call, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info1)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %3, ptr %memref.info1, align 8
  call void @__xla_cpu_runtime_OneDnnSoftmax(ptr %run_options, ptr %memref.info, ptr %memref.info1, ptr @0)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info1)
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.start.p0(i64 immarg, ptr nocapture) #1

; Function Attrs: nounwind
declare void @__xla_cpu_runtime_OneDnnSoftmax(ptr, ptr, ptr, ptr) #2

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.end.p0(i64 immarg, ptr nocapture) #1

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nocallback nofree nosync nounwind willreturn memory(argmem: readwrite) }
attributes #2 = { nounwind }

!0 = !{}
!1 = !{i64 16384}
!2 = !{i64 16}
