; ModuleID = '__compute_module_broadcast_divide_fusion_kernel_module'
source_filename = "__compute_module_broadcast_divide_fusion_kernel_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

; Function Attrs: mustprogress nofree norecurse nosync nounwind willreturn memory(readwrite, inaccessiblemem: none, target_mem: none) uwtable
define noalias noundef ptr @broadcast_divide_fusion(ptr nofree readonly captures(none) %0) local_unnamed_addr #0 {
broadcast_divide_fusion_wrapped.exit:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 24
  %2 = load ptr, ptr %1, align 8, !invariant.load !3
  %3 = load ptr, ptr %2, align 8, !invariant.load !3, !dereferenceable !4
  %4 = load float, ptr %3, align 4, !alias.scope !5
  %5 = fdiv float 1.000000e+00, %4
  store float %5, ptr %3, align 4, !alias.scope !5
  %6 = getelementptr inbounds nuw i8, ptr %3, i64 4
  %7 = load float, ptr %6, align 4, !alias.scope !5
  %8 = fdiv float 1.000000e+00, %7
  store float %8, ptr %6, align 4, !alias.scope !5
  %9 = getelementptr inbounds nuw i8, ptr %3, i64 8
  %10 = load float, ptr %9, align 4, !alias.scope !5
  %11 = fdiv float 1.000000e+00, %10
  store float %11, ptr %9, align 4, !alias.scope !5
  %12 = getelementptr inbounds nuw i8, ptr %3, i64 12
  %13 = load float, ptr %12, align 4, !alias.scope !5
  %14 = fdiv float 1.000000e+00, %13
  store float %14, ptr %12, align 4, !alias.scope !5
  %15 = getelementptr inbounds nuw i8, ptr %3, i64 16
  %16 = load float, ptr %15, align 4, !alias.scope !5
  %17 = fdiv float 1.000000e+00, %16
  store float %17, ptr %15, align 4, !alias.scope !5
  %18 = getelementptr inbounds nuw i8, ptr %3, i64 20
  %19 = load float, ptr %18, align 4, !alias.scope !5
  %20 = fdiv float 1.000000e+00, %19
  store float %20, ptr %18, align 4, !alias.scope !5
  %21 = getelementptr inbounds nuw i8, ptr %3, i64 24
  %22 = load float, ptr %21, align 4, !alias.scope !5
  %23 = fdiv float 1.000000e+00, %22
  store float %23, ptr %21, align 4, !alias.scope !5
  %24 = getelementptr inbounds nuw i8, ptr %3, i64 28
  %25 = load float, ptr %24, align 4, !alias.scope !5
  %26 = fdiv float 1.000000e+00, %25
  store float %26, ptr %24, align 4, !alias.scope !5
  %27 = getelementptr inbounds nuw i8, ptr %3, i64 32
  %28 = load float, ptr %27, align 4, !alias.scope !5
  %29 = fdiv float 1.000000e+00, %28
  store float %29, ptr %27, align 4, !alias.scope !5
  %30 = getelementptr inbounds nuw i8, ptr %3, i64 36
  %31 = load float, ptr %30, align 4, !alias.scope !5
  %32 = fdiv float 1.000000e+00, %31
  store float %32, ptr %30, align 4, !alias.scope !5
  %33 = getelementptr inbounds nuw i8, ptr %3, i64 40
  %34 = load float, ptr %33, align 4, !alias.scope !5
  %35 = fdiv float 1.000000e+00, %34
  store float %35, ptr %33, align 4, !alias.scope !5
  %36 = getelementptr inbounds nuw i8, ptr %3, i64 44
  %37 = load float, ptr %36, align 4, !alias.scope !5
  %38 = fdiv float 1.000000e+00, %37
  store float %38, ptr %36, align 4, !alias.scope !5
  %39 = getelementptr inbounds nuw i8, ptr %3, i64 48
  %40 = load float, ptr %39, align 4, !alias.scope !5
  %41 = fdiv float 1.000000e+00, %40
  store float %41, ptr %39, align 4, !alias.scope !5
  %42 = getelementptr inbounds nuw i8, ptr %3, i64 52
  %43 = load float, ptr %42, align 4, !alias.scope !5
  %44 = fdiv float 1.000000e+00, %43
  store float %44, ptr %42, align 4, !alias.scope !5
  %45 = getelementptr inbounds nuw i8, ptr %3, i64 56
  %46 = load float, ptr %45, align 4, !alias.scope !5
  %47 = fdiv float 1.000000e+00, %46
  store float %47, ptr %45, align 4, !alias.scope !5
  %48 = getelementptr inbounds nuw i8, ptr %3, i64 60
  %49 = load float, ptr %48, align 4, !alias.scope !5
  %50 = fdiv float 1.000000e+00, %49
  store float %50, ptr %48, align 4, !alias.scope !5
  %51 = getelementptr inbounds nuw i8, ptr %3, i64 64
  %52 = load float, ptr %51, align 4, !alias.scope !5
  %53 = fdiv float 1.000000e+00, %52
  store float %53, ptr %51, align 4, !alias.scope !5
  %54 = getelementptr inbounds nuw i8, ptr %3, i64 68
  %55 = load float, ptr %54, align 4, !alias.scope !5
  %56 = fdiv float 1.000000e+00, %55
  store float %56, ptr %54, align 4, !alias.scope !5
  %57 = getelementptr inbounds nuw i8, ptr %3, i64 72
  %58 = load float, ptr %57, align 4, !alias.scope !5
  %59 = fdiv float 1.000000e+00, %58
  store float %59, ptr %57, align 4, !alias.scope !5
  %60 = getelementptr inbounds nuw i8, ptr %3, i64 76
  %61 = load float, ptr %60, align 4, !alias.scope !5
  %62 = fdiv float 1.000000e+00, %61
  store float %62, ptr %60, align 4, !alias.scope !5
  %63 = getelementptr inbounds nuw i8, ptr %3, i64 80
  %64 = load float, ptr %63, align 4, !alias.scope !5
  %65 = fdiv float 1.000000e+00, %64
  store float %65, ptr %63, align 4, !alias.scope !5
  %66 = getelementptr inbounds nuw i8, ptr %3, i64 84
  %67 = load float, ptr %66, align 4, !alias.scope !5
  %68 = fdiv float 1.000000e+00, %67
  store float %68, ptr %66, align 4, !alias.scope !5
  %69 = getelementptr inbounds nuw i8, ptr %3, i64 88
  %70 = load float, ptr %69, align 4, !alias.scope !5
  %71 = fdiv float 1.000000e+00, %70
  store float %71, ptr %69, align 4, !alias.scope !5
  %72 = getelementptr inbounds nuw i8, ptr %3, i64 92
  %73 = load float, ptr %72, align 4, !alias.scope !5
  %74 = fdiv float 1.000000e+00, %73
  store float %74, ptr %72, align 4, !alias.scope !5
  %75 = getelementptr inbounds nuw i8, ptr %3, i64 96
  %76 = load float, ptr %75, align 4, !alias.scope !5
  %77 = fdiv float 1.000000e+00, %76
  store float %77, ptr %75, align 4, !alias.scope !5
  %78 = getelementptr inbounds nuw i8, ptr %3, i64 100
  %79 = load float, ptr %78, align 4, !alias.scope !5
  %80 = fdiv float 1.000000e+00, %79
  store float %80, ptr %78, align 4, !alias.scope !5
  %81 = getelementptr inbounds nuw i8, ptr %3, i64 104
  %82 = load float, ptr %81, align 4, !alias.scope !5
  %83 = fdiv float 1.000000e+00, %82
  store float %83, ptr %81, align 4, !alias.scope !5
  %84 = getelementptr inbounds nuw i8, ptr %3, i64 108
  %85 = load float, ptr %84, align 4, !alias.scope !5
  %86 = fdiv float 1.000000e+00, %85
  store float %86, ptr %84, align 4, !alias.scope !5
  %87 = getelementptr inbounds nuw i8, ptr %3, i64 112
  %88 = load float, ptr %87, align 4, !alias.scope !5
  %89 = fdiv float 1.000000e+00, %88
  store float %89, ptr %87, align 4, !alias.scope !5
  %90 = getelementptr inbounds nuw i8, ptr %3, i64 116
  %91 = load float, ptr %90, align 4, !alias.scope !5
  %92 = fdiv float 1.000000e+00, %91
  store float %92, ptr %90, align 4, !alias.scope !5
  %93 = getelementptr inbounds nuw i8, ptr %3, i64 120
  %94 = load float, ptr %93, align 4, !alias.scope !5
  %95 = fdiv float 1.000000e+00, %94
  store float %95, ptr %93, align 4, !alias.scope !5
  %96 = getelementptr inbounds nuw i8, ptr %3, i64 124
  %97 = load float, ptr %96, align 4, !alias.scope !5
  %98 = fdiv float 1.000000e+00, %97
  store float %98, ptr %96, align 4, !alias.scope !5
  ret ptr null
}

attributes #0 = { mustprogress nofree norecurse nosync nounwind willreturn memory(readwrite, inaccessiblemem: none, target_mem: none) uwtable "frame-pointer"="all" "prefer-vector-width"="256" }

!llvm.module.flags = !{!0, !1}
!xla_cpu_memory_region_name = !{!2}

!0 = !{i32 2, !"Debug Info Version", i32 3}
!1 = !{i32 1, !"xla_dylib_index", i64 0}
!2 = !{!"xla_cpu_emitter__loop_fusion_kernel_emitter__hlo_opcode__fusion"}
!3 = !{}
!4 = !{i64 128}
!5 = !{!6}
!6 = distinct !{!6, !7, !"broadcast_divide_fusion_wrapped: argument 0"}
!7 = distinct !{!7, !"broadcast_divide_fusion_wrapped"}
