; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@constant.18 = private unnamed_addr constant [4 x i8] c"\01\00\00\00", align 4
@constant.13 = private unnamed_addr constant [16 x i8] c"\0D\00\00\00\0F\00\00\00\1A\00\00\00\06\00\00\00", align 16
@constant.12 = private unnamed_addr constant [16 x i8] c"\11\00\00\00\1D\00\00\00\10\00\00\00\18\00\00\00", align 16
@constant.10 = private unnamed_addr constant [4 x i8] zeroinitializer, align 4
@constant.17 = private unnamed_addr constant [4 x i8] c"\05\00\00\00", align 4
@0 = private unnamed_addr constant [4 x i8] c"\01\00\00\00"
@1 = private unnamed_addr constant [4 x i8] c" \00\00\00"
@2 = private unnamed_addr constant [4 x i8] c" \00\00\00"
@3 = private unnamed_addr constant [4 x i8] c"\DA\1B\D1\1B"
@4 = private unnamed_addr constant [4 x i8] c"\00\00\80\BF"
@5 = private unnamed_addr constant [4 x i8] c"\00\00\80?"
@6 = private unnamed_addr constant [4 x i8] c"\09\00\00\00"

; Function Attrs: uwtable
define internal void @region_0.92.clone.clone.clone(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion.1.invar_address.dim.0 = alloca i64, align 8
  %fusion.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %arg_tuple.4 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = getelementptr inbounds [8 x ptr], ptr %arg_tuple.4, i64 0, i64 6
  %2 = load ptr, ptr %1, align 8, !dereferenceable !2, !align !2
  %3 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %4 = load ptr, ptr %3, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.15 = getelementptr inbounds i8, ptr %4, i64 6208
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.15, ptr align 1 %2, i64 16, i1 false)
  %5 = getelementptr inbounds [8 x ptr], ptr %arg_tuple.4, i64 0, i64 1
  %6 = load ptr, ptr %5, align 8, !dereferenceable !3, !align !2
  %7 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %8 = load ptr, ptr %7, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.10 = getelementptr inbounds i8, ptr %8, i64 4160
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.10, ptr align 1 %6, i64 2048, i1 false)
  %9 = getelementptr inbounds [8 x ptr], ptr %arg_tuple.4, i64 0, i64 2
  %10 = load ptr, ptr %9, align 8, !dereferenceable !3, !align !2
  %11 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %copy.11 = load ptr, ptr %11, align 8, !invariant.load !0, !dereferenceable !4, !align !2
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.11, ptr align 1 %10, i64 2048, i1 false)
  %12 = getelementptr inbounds [8 x ptr], ptr %arg_tuple.4, i64 0, i64 4
  %13 = load ptr, ptr %12, align 8, !dereferenceable !5, !align !5
  %14 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %15 = load ptr, ptr %14, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.13 = getelementptr inbounds i8, ptr %15, i64 6240
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.13, ptr align 1 %13, i64 4, i1 false)
  %16 = getelementptr inbounds [8 x ptr], ptr %arg_tuple.4, i64 0, i64 0
  %17 = load ptr, ptr %16, align 8, !dereferenceable !5, !align !5
  %18 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %19 = load ptr, ptr %18, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.9 = getelementptr inbounds i8, ptr %19, i64 6320
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.9, ptr align 1 %17, i64 4, i1 false)
  %20 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %21 = load ptr, ptr %20, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %fusion = getelementptr inbounds i8, ptr %21, i64 2112
  store i64 0, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

return:                                           ; preds = %fusion.1.loop_exit.dim.0
  ret void

fusion.loop_header.dim.0:                         ; preds = %fusion.loop_body.dim.0, %entry
  %fusion.indvar.dim.0 = load i64, ptr %fusion.invar_address.dim.0, align 8
  %22 = icmp uge i64 %fusion.indvar.dim.0, 512
  br i1 %22, label %fusion.loop_exit.dim.0, label %fusion.loop_body.dim.0

fusion.loop_body.dim.0:                           ; preds = %fusion.loop_header.dim.0
  %23 = getelementptr inbounds [512 x i32], ptr %copy.10, i64 0, i64 %fusion.indvar.dim.0
  %24 = load i32, ptr %23, align 4, !alias.scope !6, !noalias !9
  %25 = getelementptr inbounds [512 x i32], ptr %copy.11, i64 0, i64 %fusion.indvar.dim.0
  %26 = load i32, ptr %25, align 4, !alias.scope !17, !noalias !18
  %27 = add i32 %24, %26
  %28 = getelementptr inbounds [512 x i32], ptr %copy.11, i64 0, i64 %fusion.indvar.dim.0
  %29 = load i32, ptr %28, align 4, !alias.scope !17, !noalias !18
  %30 = getelementptr inbounds [4 x i32], ptr %copy.15, i64 0, i64 0
  %31 = load i32, ptr %30, align 4, !alias.scope !19, !noalias !20
  %32 = shl i32 %29, %31
  %shft.chk = icmp ult i32 %31, 32
  %33 = select i1 %shft.chk, i32 %32, i32 0
  %34 = getelementptr inbounds [512 x i32], ptr %copy.11, i64 0, i64 %fusion.indvar.dim.0
  %35 = load i32, ptr %34, align 4, !alias.scope !17, !noalias !18
  %constant.21 = load i32, ptr @1, align 4
  %36 = sub i32 %constant.21, %31
  %37 = lshr i32 %35, %36
  %shft.chk1 = icmp ult i32 %36, 32
  %38 = select i1 %shft.chk1, i32 %37, i32 0
  %39 = or i32 %33, %38
  %40 = xor i32 %27, %39
  %41 = add i32 %27, %40
  %42 = getelementptr inbounds [4 x i32], ptr %copy.15, i64 0, i64 1
  %43 = load i32, ptr %42, align 4, !alias.scope !19, !noalias !20
  %44 = shl i32 %40, %43
  %shft.chk2 = icmp ult i32 %43, 32
  %45 = select i1 %shft.chk2, i32 %44, i32 0
  %constant.213 = load i32, ptr @1, align 4
  %46 = sub i32 %constant.213, %43
  %47 = lshr i32 %40, %46
  %shft.chk4 = icmp ult i32 %46, 32
  %48 = select i1 %shft.chk4, i32 %47, i32 0
  %49 = or i32 %45, %48
  %50 = xor i32 %41, %49
  %51 = add i32 %41, %50
  %52 = getelementptr inbounds [4 x i32], ptr %copy.15, i64 0, i64 2
  %53 = load i32, ptr %52, align 4, !alias.scope !19, !noalias !20
  %54 = shl i32 %50, %53
  %shft.chk5 = icmp ult i32 %53, 32
  %55 = select i1 %shft.chk5, i32 %54, i32 0
  %constant.216 = load i32, ptr @1, align 4
  %56 = sub i32 %constant.216, %53
  %57 = lshr i32 %50, %56
  %shft.chk7 = icmp ult i32 %56, 32
  %58 = select i1 %shft.chk7, i32 %57, i32 0
  %59 = or i32 %55, %58
  %60 = xor i32 %51, %59
  %61 = add i32 %51, %60
  %62 = getelementptr inbounds [4 x i32], ptr %copy.15, i64 0, i64 3
  %63 = load i32, ptr %62, align 4, !alias.scope !19, !noalias !20
  %64 = shl i32 %60, %63
  %shft.chk8 = icmp ult i32 %63, 32
  %65 = select i1 %shft.chk8, i32 %64, i32 0
  %constant.219 = load i32, ptr @1, align 4
  %66 = sub i32 %constant.219, %63
  %67 = lshr i32 %60, %66
  %shft.chk10 = icmp ult i32 %66, 32
  %68 = select i1 %shft.chk10, i32 %67, i32 0
  %69 = or i32 %65, %68
  %70 = xor i32 %61, %69
  %71 = load i32, ptr %copy.13, align 4, !alias.scope !23, !noalias !24
  %72 = add i32 %70, %71
  %73 = load i32, ptr %copy.9, align 4, !alias.scope !26, !noalias !27
  %constant.22 = load i32, ptr @0, align 4
  %74 = add i32 %73, %constant.22
  %75 = add i32 %72, %74
  %76 = getelementptr inbounds [512 x i32], ptr %fusion, i64 0, i64 %fusion.indvar.dim.0
  store i32 %75, ptr %76, align 4, !alias.scope !30, !noalias !31
  %invar.inc = add nuw nsw i64 %fusion.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_exit.dim.0:                           ; preds = %fusion.loop_header.dim.0
  %77 = getelementptr inbounds [8 x ptr], ptr %arg_tuple.4, i64 0, i64 3
  %78 = load ptr, ptr %77, align 8, !dereferenceable !5, !align !5
  %79 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %80 = load ptr, ptr %79, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.12 = getelementptr inbounds i8, ptr %80, i64 6256
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.12, ptr align 1 %78, i64 4, i1 false)
  %81 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %82 = load ptr, ptr %81, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %fusion.1 = getelementptr inbounds i8, ptr %82, i64 64
  store i64 0, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

fusion.1.loop_header.dim.0:                       ; preds = %fusion.1.loop_body.dim.0, %fusion.loop_exit.dim.0
  %fusion.1.indvar.dim.0 = load i64, ptr %fusion.1.invar_address.dim.0, align 8
  %83 = icmp uge i64 %fusion.1.indvar.dim.0, 512
  br i1 %83, label %fusion.1.loop_exit.dim.0, label %fusion.1.loop_body.dim.0

fusion.1.loop_body.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  %84 = getelementptr inbounds [512 x i32], ptr %copy.10, i64 0, i64 %fusion.1.indvar.dim.0
  %85 = load i32, ptr %84, align 4, !alias.scope !6, !noalias !9
  %86 = getelementptr inbounds [512 x i32], ptr %copy.11, i64 0, i64 %fusion.1.indvar.dim.0
  %87 = load i32, ptr %86, align 4, !alias.scope !17, !noalias !18
  %88 = add i32 %85, %87
  %89 = getelementptr inbounds [512 x i32], ptr %copy.11, i64 0, i64 %fusion.1.indvar.dim.0
  %90 = load i32, ptr %89, align 4, !alias.scope !17, !noalias !18
  %91 = getelementptr inbounds [4 x i32], ptr %copy.15, i64 0, i64 0
  %92 = load i32, ptr %91, align 4, !alias.scope !19, !noalias !20
  %93 = shl i32 %90, %92
  %shft.chk12 = icmp ult i32 %92, 32
  %94 = select i1 %shft.chk12, i32 %93, i32 0
  %95 = getelementptr inbounds [512 x i32], ptr %copy.11, i64 0, i64 %fusion.1.indvar.dim.0
  %96 = load i32, ptr %95, align 4, !alias.scope !17, !noalias !18
  %constant.23 = load i32, ptr @2, align 4
  %97 = sub i32 %constant.23, %92
  %98 = lshr i32 %96, %97
  %shft.chk13 = icmp ult i32 %97, 32
  %99 = select i1 %shft.chk13, i32 %98, i32 0
  %100 = or i32 %94, %99
  %101 = xor i32 %88, %100
  %102 = add i32 %88, %101
  %103 = getelementptr inbounds [4 x i32], ptr %copy.15, i64 0, i64 1
  %104 = load i32, ptr %103, align 4, !alias.scope !19, !noalias !20
  %105 = shl i32 %101, %104
  %shft.chk14 = icmp ult i32 %104, 32
  %106 = select i1 %shft.chk14, i32 %105, i32 0
  %constant.2315 = load i32, ptr @2, align 4
  %107 = sub i32 %constant.2315, %104
  %108 = lshr i32 %101, %107
  %shft.chk16 = icmp ult i32 %107, 32
  %109 = select i1 %shft.chk16, i32 %108, i32 0
  %110 = or i32 %106, %109
  %111 = xor i32 %102, %110
  %112 = add i32 %102, %111
  %113 = getelementptr inbounds [4 x i32], ptr %copy.15, i64 0, i64 2
  %114 = load i32, ptr %113, align 4, !alias.scope !19, !noalias !20
  %115 = shl i32 %111, %114
  %shft.chk17 = icmp ult i32 %114, 32
  %116 = select i1 %shft.chk17, i32 %115, i32 0
  %constant.2318 = load i32, ptr @2, align 4
  %117 = sub i32 %constant.2318, %114
  %118 = lshr i32 %111, %117
  %shft.chk19 = icmp ult i32 %117, 32
  %119 = select i1 %shft.chk19, i32 %118, i32 0
  %120 = or i32 %116, %119
  %121 = xor i32 %112, %120
  %122 = add i32 %112, %121
  %123 = load i32, ptr %copy.12, align 4, !alias.scope !34, !noalias !35
  %124 = add i32 %122, %123
  %125 = getelementptr inbounds [512 x i32], ptr %fusion.1, i64 0, i64 %fusion.1.indvar.dim.0
  store i32 %124, ptr %125, align 4, !alias.scope !36, !noalias !37
  %invar.inc11 = add nuw nsw i64 %fusion.1.indvar.dim.0, 1
  store i64 %invar.inc11, ptr %fusion.1.invar_address.dim.0, align 8
  br label %fusion.1.loop_header.dim.0

fusion.1.loop_exit.dim.0:                         ; preds = %fusion.1.loop_header.dim.0
  %126 = getelementptr inbounds [8 x ptr], ptr %arg_tuple.4, i64 0, i64 7
  %127 = load ptr, ptr %126, align 8, !dereferenceable !2, !align !2
  %128 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %129 = load ptr, ptr %128, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.16 = getelementptr inbounds i8, ptr %129, i64 4160
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.16, ptr align 1 %127, i64 16, i1 false)
  %130 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %131 = load ptr, ptr %130, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.24 = getelementptr inbounds i8, ptr %131, i64 6224
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.24, ptr align 1 %copy.15, i64 16, i1 false)
  %132 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %133 = load ptr, ptr %132, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %add.36 = getelementptr inbounds i8, ptr %133, i64 6272
  %134 = load i32, ptr %copy.9, align 4, !alias.scope !26, !noalias !27
  %135 = load i32, ptr @constant.18, align 4, !alias.scope !38, !noalias !39
  %136 = add i32 %134, %135
  store i32 %136, ptr %add.36, align 4, !alias.scope !40, !noalias !41
  %137 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %138 = load ptr, ptr %137, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.20 = getelementptr inbounds i8, ptr %138, i64 6288
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.20, ptr align 1 %copy.13, i64 4, i1 false)
  %139 = getelementptr inbounds [8 x ptr], ptr %arg_tuple.4, i64 0, i64 5
  %140 = load ptr, ptr %139, align 8, !dereferenceable !5, !align !5
  %141 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %142 = load ptr, ptr %141, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.14 = getelementptr inbounds i8, ptr %142, i64 6240
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.14, ptr align 1 %140, i64 4, i1 false)
  %143 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %144 = load ptr, ptr %143, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.22 = getelementptr inbounds i8, ptr %144, i64 6304
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.22, ptr align 1 %copy.12, i64 4, i1 false)
  %145 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %copy.23 = load ptr, ptr %145, align 8, !invariant.load !0, !dereferenceable !4, !align !2
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.23, ptr align 1 %copy.16, i64 16, i1 false)
  %146 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %147 = load ptr, ptr %146, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.21 = getelementptr inbounds i8, ptr %147, i64 6256
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.21, ptr align 1 %copy.14, i64 4, i1 false)
  %148 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %tuple.12 = load ptr, ptr %148, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %149 = getelementptr inbounds [8 x ptr], ptr %tuple.12, i64 0, i64 0
  store ptr %add.36, ptr %149, align 8, !alias.scope !42, !noalias !43
  %150 = getelementptr inbounds [8 x ptr], ptr %tuple.12, i64 0, i64 1
  store ptr %fusion.1, ptr %150, align 8, !alias.scope !42, !noalias !43
  %151 = getelementptr inbounds [8 x ptr], ptr %tuple.12, i64 0, i64 2
  store ptr %fusion, ptr %151, align 8, !alias.scope !42, !noalias !43
  %152 = getelementptr inbounds [8 x ptr], ptr %tuple.12, i64 0, i64 3
  store ptr %copy.20, ptr %152, align 8, !alias.scope !42, !noalias !43
  %153 = getelementptr inbounds [8 x ptr], ptr %tuple.12, i64 0, i64 4
  store ptr %copy.21, ptr %153, align 8, !alias.scope !42, !noalias !43
  %154 = getelementptr inbounds [8 x ptr], ptr %tuple.12, i64 0, i64 5
  store ptr %copy.22, ptr %154, align 8, !alias.scope !42, !noalias !43
  %155 = getelementptr inbounds [8 x ptr], ptr %tuple.12, i64 0, i64 6
  store ptr %copy.23, ptr %155, align 8, !alias.scope !42, !noalias !43
  %156 = getelementptr inbounds [8 x ptr], ptr %tuple.12, i64 0, i64 7
  store ptr %copy.24, ptr %156, align 8, !alias.scope !42, !noalias !43
  br label %return
}

; Function Attrs: nocallback nofree nounwind willreturn memory(argmem: readwrite)
declare void @llvm.memcpy.p0.p0.i64(ptr noalias nocapture writeonly, ptr noalias nocapture readonly, i64, i1 immarg) #1

; Function Attrs: uwtable
define internal void @region_1.115.clone.clone(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %arg_tuple.3 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = getelementptr inbounds [8 x ptr], ptr %arg_tuple.3, i64 0, i64 0
  %2 = load ptr, ptr %1, align 8, !dereferenceable !5, !align !5
  %3 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %4 = load ptr, ptr %3, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %compare.1 = getelementptr inbounds i8, ptr %4, i64 6240
  %5 = load i32, ptr %2, align 4, !alias.scope !40, !noalias !44
  %6 = load i32, ptr @constant.17, align 4, !alias.scope !47, !noalias !48
  %7 = icmp slt i32 %5, %6
  %8 = zext i1 %7 to i8
  store i8 %8, ptr %compare.1, align 1, !alias.scope !49, !noalias !50
  br label %return

return:                                           ; preds = %entry
  ret void
}

; Function Attrs: uwtable
define void @main.157(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
  %fusion.2.invar_address.dim.1 = alloca i64, align 8
  %fusion.2.invar_address.dim.0 = alloca i64, align 8
  %fusion.6.invar_address.dim.0 = alloca i64, align 8
  %fusion.4.invar_address.dim.0 = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %Arg_0.1 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !51, !align !51
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %2 = load ptr, ptr %1, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %fusion.4 = getelementptr inbounds i8, ptr %2, i64 2112
  store i64 0, ptr %fusion.4.invar_address.dim.0, align 8
  br label %fusion.4.loop_header.dim.0

return:                                           ; preds = %fusion.2.loop_exit.dim.0
  ret void

fusion.4.loop_header.dim.0:                       ; preds = %fusion.4.loop_body.dim.0, %entry
  %fusion.4.indvar.dim.0 = load i64, ptr %fusion.4.invar_address.dim.0, align 8
  %3 = icmp uge i64 %fusion.4.indvar.dim.0, 512
  br i1 %3, label %fusion.4.loop_exit.dim.0, label %fusion.4.loop_body.dim.0

fusion.4.loop_body.dim.0:                         ; preds = %fusion.4.loop_header.dim.0
  %4 = add i64 %fusion.4.indvar.dim.0, 512
  %5 = mul nuw nsw i64 %4, 1
  %6 = add nuw nsw i64 0, %5
  %7 = trunc i64 %6 to i32
  %8 = getelementptr inbounds [2 x i32], ptr %Arg_0.1, i64 0, i64 1
  %9 = load i32, ptr %8, align 4, !invariant.load !0, !noalias !52
  %10 = add i32 %7, %9
  %11 = getelementptr inbounds [512 x i32], ptr %fusion.4, i64 0, i64 %fusion.4.indvar.dim.0
  store i32 %10, ptr %11, align 4, !alias.scope !30, !noalias !53
  %invar.inc = add nuw nsw i64 %fusion.4.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.4.invar_address.dim.0, align 8
  br label %fusion.4.loop_header.dim.0

fusion.4.loop_exit.dim.0:                         ; preds = %fusion.4.loop_header.dim.0
  %12 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %13 = load ptr, ptr %12, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %fusion.6 = getelementptr inbounds i8, ptr %13, i64 64
  store i64 0, ptr %fusion.6.invar_address.dim.0, align 8
  br label %fusion.6.loop_header.dim.0

fusion.6.loop_header.dim.0:                       ; preds = %fusion.6.loop_body.dim.0, %fusion.4.loop_exit.dim.0
  %fusion.6.indvar.dim.0 = load i64, ptr %fusion.6.invar_address.dim.0, align 8
  %14 = icmp uge i64 %fusion.6.indvar.dim.0, 512
  br i1 %14, label %fusion.6.loop_exit.dim.0, label %fusion.6.loop_body.dim.0

fusion.6.loop_body.dim.0:                         ; preds = %fusion.6.loop_header.dim.0
  %15 = add i64 %fusion.6.indvar.dim.0, 0
  %16 = mul nuw nsw i64 %15, 1
  %17 = add nuw nsw i64 0, %16
  %18 = trunc i64 %17 to i32
  %19 = getelementptr inbounds [2 x i32], ptr %Arg_0.1, i64 0, i64 0
  %20 = load i32, ptr %19, align 4, !invariant.load !0, !noalias !52
  %21 = add i32 %18, %20
  %22 = getelementptr inbounds [512 x i32], ptr %fusion.6, i64 0, i64 %fusion.6.indvar.dim.0
  store i32 %21, ptr %22, align 4, !alias.scope !36, !noalias !54
  %invar.inc1 = add nuw nsw i64 %fusion.6.indvar.dim.0, 1
  store i64 %invar.inc1, ptr %fusion.6.invar_address.dim.0, align 8
  br label %fusion.6.loop_header.dim.0

fusion.6.loop_exit.dim.0:                         ; preds = %fusion.6.loop_header.dim.0
  %23 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %24 = load ptr, ptr %23, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.26 = getelementptr inbounds i8, ptr %24, i64 6224
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.26, ptr align 1 @constant.12, i64 16, i1 false)
  %25 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %copy.27 = load ptr, ptr %25, align 8, !invariant.load !0, !dereferenceable !4, !align !2
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.27, ptr align 1 @constant.13, i64 16, i1 false)
  %26 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %27 = load ptr, ptr %26, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %copy.25 = getelementptr inbounds i8, ptr %27, i64 6272
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy.25, ptr align 1 @constant.10, i64 4, i1 false)
  %28 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %29 = load ptr, ptr %28, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %fusion.3 = getelementptr inbounds i8, ptr %29, i64 6256
  %30 = getelementptr inbounds [2 x i32], ptr %Arg_0.1, i64 0, i64 0
  %31 = load i32, ptr %30, align 4, !invariant.load !0, !noalias !52
  %32 = getelementptr inbounds [2 x i32], ptr %Arg_0.1, i64 0, i64 1
  %33 = load i32, ptr %32, align 4, !invariant.load !0, !noalias !52
  %34 = xor i32 %31, %33
  %constant.27 = load i32, ptr @3, align 4
  %35 = xor i32 %34, %constant.27
  store i32 %35, ptr %fusion.3, align 4, !alias.scope !34, !noalias !55
  %36 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %37 = load ptr, ptr %36, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %fusion.5 = getelementptr inbounds i8, ptr %37, i64 6288
  %38 = getelementptr inbounds [2 x i32], ptr %Arg_0.1, i64 0, i64 1
  %39 = load i32, ptr %38, align 4, !invariant.load !0, !noalias !52
  store i32 %39, ptr %fusion.5, align 4, !alias.scope !56, !noalias !57
  %40 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %41 = load ptr, ptr %40, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %fusion.7 = getelementptr inbounds i8, ptr %41, i64 6304
  %42 = getelementptr inbounds [2 x i32], ptr %Arg_0.1, i64 0, i64 0
  %43 = load i32, ptr %42, align 4, !invariant.load !0, !noalias !52
  store i32 %43, ptr %fusion.7, align 4, !alias.scope !58, !noalias !59
  %44 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %tuple.10 = load ptr, ptr %44, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %45 = getelementptr inbounds [8 x ptr], ptr %tuple.10, i64 0, i64 0
  store ptr %copy.25, ptr %45, align 8, !alias.scope !42, !noalias !43
  %46 = getelementptr inbounds [8 x ptr], ptr %tuple.10, i64 0, i64 1
  store ptr %fusion.6, ptr %46, align 8, !alias.scope !42, !noalias !43
  %47 = getelementptr inbounds [8 x ptr], ptr %tuple.10, i64 0, i64 2
  store ptr %fusion.4, ptr %47, align 8, !alias.scope !42, !noalias !43
  %48 = getelementptr inbounds [8 x ptr], ptr %tuple.10, i64 0, i64 3
  store ptr %fusion.5, ptr %48, align 8, !alias.scope !42, !noalias !43
  %49 = getelementptr inbounds [8 x ptr], ptr %tuple.10, i64 0, i64 4
  store ptr %fusion.3, ptr %49, align 8, !alias.scope !42, !noalias !43
  %50 = getelementptr inbounds [8 x ptr], ptr %tuple.10, i64 0, i64 5
  store ptr %fusion.7, ptr %50, align 8, !alias.scope !42, !noalias !43
  %51 = getelementptr inbounds [8 x ptr], ptr %tuple.10, i64 0, i64 6
  store ptr %copy.27, ptr %51, align 8, !alias.scope !42, !noalias !43
  %52 = getelementptr inbounds [8 x ptr], ptr %tuple.10, i64 0, i64 7
  store ptr %copy.26, ptr %52, align 8, !alias.scope !42, !noalias !43
  br label %while.1.header

while.1.header:                                   ; preds = %while.1.body, %fusion.6.loop_exit.dim.0
  call void @region_1.115.clone.clone(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  %53 = getelementptr inbounds ptr, ptr %buffer_table, i64 9
  %54 = load ptr, ptr %53, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %55 = getelementptr inbounds i8, ptr %54, i64 6240
  %56 = load i8, ptr %55, align 1
  %57 = icmp ne i8 %56, 0
  br i1 %57, label %while.1.body, label %while.1.exit

while.1.body:                                     ; preds = %while.1.header
  call void @region_0.92.clone.clone.clone(ptr null, ptr %run_options, ptr null, ptr %buffer_table, ptr %status, ptr %prof_counters)
  br label %while.1.header

while.1.exit:                                     ; preds = %while.1.header
  %58 = getelementptr inbounds [8 x ptr], ptr %tuple.10, i64 0, i64 1
  %59 = load ptr, ptr %58, align 8, !dereferenceable !3, !align !2
  %60 = getelementptr inbounds [8 x ptr], ptr %tuple.10, i64 0, i64 2
  %61 = load ptr, ptr %60, align 8, !dereferenceable !3, !align !2
  %62 = getelementptr inbounds ptr, ptr %buffer_table, i64 6
  %Arg_1.2 = load ptr, ptr %62, align 8, !invariant.load !0, !dereferenceable !5, !align !5
  %63 = getelementptr inbounds ptr, ptr %buffer_table, i64 5
  %Arg_2.3 = load ptr, ptr %63, align 8, !invariant.load !0, !dereferenceable !5, !align !5
  %64 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %fusion.2 = load ptr, ptr %64, align 8, !invariant.load !0, !dereferenceable !4, !align !2
  store i64 0, ptr %fusion.2.invar_address.dim.0, align 8
  br label %fusion.2.loop_header.dim.0

fusion.2.loop_header.dim.0:                       ; preds = %fusion.2.loop_exit.dim.1, %while.1.exit
  %fusion.2.indvar.dim.0 = load i64, ptr %fusion.2.invar_address.dim.0, align 8
  %65 = icmp uge i64 %fusion.2.indvar.dim.0, 64
  br i1 %65, label %fusion.2.loop_exit.dim.0, label %fusion.2.loop_body.dim.0

fusion.2.loop_body.dim.0:                         ; preds = %fusion.2.loop_header.dim.0
  store i64 0, ptr %fusion.2.invar_address.dim.1, align 8
  br label %fusion.2.loop_header.dim.1

fusion.2.loop_header.dim.1:                       ; preds = %concatenate.0.merge, %fusion.2.loop_body.dim.0
  %fusion.2.indvar.dim.1 = load i64, ptr %fusion.2.invar_address.dim.1, align 8
  %66 = icmp uge i64 %fusion.2.indvar.dim.1, 16
  br i1 %66, label %fusion.2.loop_exit.dim.1, label %fusion.2.loop_body.dim.1

fusion.2.loop_body.dim.1:                         ; preds = %fusion.2.loop_header.dim.1
  %67 = mul nuw nsw i64 %fusion.2.indvar.dim.1, 1
  %68 = add nuw nsw i64 0, %67
  %69 = mul nuw nsw i64 %fusion.2.indvar.dim.0, 16
  %70 = add nuw nsw i64 %68, %69
  %71 = udiv i64 %70, 1024
  %72 = load float, ptr %Arg_1.2, align 4, !invariant.load !0, !noalias !60
  br label %concatenate.pivot.512.

concat_index_from_operand_id0:                    ; preds = %concatenate.pivot.0.
  %73 = phi i64 [ 0, %concatenate.pivot.0. ]
  %74 = sub nsw i64 %70, %73
  %75 = getelementptr inbounds [512 x i32], ptr %59, i64 0, i64 %74
  %76 = load i32, ptr %75, align 4, !alias.scope !36, !noalias !62
  br label %concatenate.0.merge

concat_index_from_operand_id1:                    ; preds = %concatenate.pivot.512.4
  %77 = phi i64 [ 512, %concatenate.pivot.512.4 ]
  %78 = sub nsw i64 %70, %77
  %79 = getelementptr inbounds [512 x i32], ptr %61, i64 0, i64 %78
  %80 = load i32, ptr %79, align 4, !alias.scope !30, !noalias !63
  br label %concatenate.0.merge

concatenate.pivot.512.:                           ; preds = %fusion.2.loop_body.dim.1
  %81 = icmp ult i64 %70, 512
  br i1 %81, label %concatenate.pivot.0., label %concatenate.pivot.512.4

concatenate.pivot.0.:                             ; preds = %concatenate.pivot.512.
  br label %concat_index_from_operand_id0

concatenate.pivot.512.4:                          ; preds = %concatenate.pivot.512.
  br label %concat_index_from_operand_id1

concatenate.0.merge:                              ; preds = %concat_index_from_operand_id1, %concat_index_from_operand_id0
  %82 = phi i32 [ %76, %concat_index_from_operand_id0 ], [ %80, %concat_index_from_operand_id1 ]
  %constant.26 = load i32, ptr @6, align 4
  %83 = lshr i32 %82, %constant.26
  %shft.chk = icmp ult i32 %constant.26, 32
  %84 = select i1 %shft.chk, i32 %83, i32 0
  %constant.25 = load i32, ptr @5, align 4
  %85 = or i32 %84, %constant.25
  %86 = bitcast i32 %85 to float
  %constant.24 = load float, ptr @4, align 4
  %add.63 = fadd float %86, %constant.24
  %87 = load float, ptr %Arg_2.3, align 4, !invariant.load !0, !noalias !60
  %88 = load float, ptr %Arg_1.2, align 4, !invariant.load !0, !noalias !60
  %subtract.24 = fsub float %87, %88
  %multiply.5 = fmul float %add.63, %subtract.24
  %89 = load float, ptr %Arg_1.2, align 4, !invariant.load !0, !noalias !60
  %add.62 = fadd float %multiply.5, %89
  %90 = fcmp une float %72, %72
  %91 = fcmp oeq float %add.62, %add.62
  %92 = fcmp oge float %72, %add.62
  %93 = and i1 %91, %92
  %94 = or i1 %90, %93
  %maximum.1 = select i1 %94, float %72, float %add.62
  %95 = getelementptr inbounds [64 x [16 x float]], ptr %fusion.2, i64 0, i64 %fusion.2.indvar.dim.0, i64 %fusion.2.indvar.dim.1
  store float %maximum.1, ptr %95, align 4, !alias.scope !64, !noalias !65
  %invar.inc3 = add nuw nsw i64 %fusion.2.indvar.dim.1, 1
  store i64 %invar.inc3, ptr %fusion.2.invar_address.dim.1, align 8
  br label %fusion.2.loop_header.dim.1

fusion.2.loop_exit.dim.1:                         ; preds = %fusion.2.loop_header.dim.1
  %invar.inc2 = add nuw nsw i64 %fusion.2.indvar.dim.0, 1
  store i64 %invar.inc2, ptr %fusion.2.invar_address.dim.0, align 8
  br label %fusion.2.loop_header.dim.0

fusion.2.loop_exit.dim.0:                         ; preds = %fusion.2.loop_header.dim.0
  br label %return
}

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nocallback nofree nounwind willreturn memory(argmem: readwrite) }

!0 = !{}
!1 = !{i64 6324}
!2 = !{i64 16}
!3 = !{i64 2048}
!4 = !{i64 4096}
!5 = !{i64 4}
!6 = !{!7}
!7 = !{!"buffer: {index:9, offset:4160, size:2048}", !8}
!8 = !{!"XLA global AA domain"}
!9 = !{!10, !11, !12, !13, !14, !15, !16}
!10 = !{!"buffer: {index:0, offset:0, size:2048}", !8}
!11 = !{!"buffer: {index:9, offset:64, size:2048}", !8}
!12 = !{!"buffer: {index:9, offset:2112, size:2048}", !8}
!13 = !{!"buffer: {index:9, offset:6208, size:16}", !8}
!14 = !{!"buffer: {index:9, offset:6240, size:4}", !8}
!15 = !{!"buffer: {index:9, offset:6256, size:4}", !8}
!16 = !{!"buffer: {index:9, offset:6320, size:4}", !8}
!17 = !{!10}
!18 = !{!11, !12, !7, !13, !14, !15, !16}
!19 = !{!13}
!20 = !{!21, !10, !11, !12, !7, !22, !14, !15, !16}
!21 = !{!"buffer: {index:0, offset:0, size:16}", !8}
!22 = !{!"buffer: {index:9, offset:6224, size:16}", !8}
!23 = !{!14}
!24 = !{!10, !12, !7, !13, !15, !25, !16}
!25 = !{!"buffer: {index:9, offset:6288, size:4}", !8}
!26 = !{!16}
!27 = !{!10, !28, !12, !7, !13, !14, !29}
!28 = !{!"buffer: {index:1, offset:0, size:4}", !8}
!29 = !{!"buffer: {index:9, offset:6272, size:4}", !8}
!30 = !{!12}
!31 = !{!21, !10, !32, !11, !7, !13, !22, !14, !15, !29, !25, !33, !16}
!32 = !{!"buffer: {index:9, offset:0, size:64}", !8}
!33 = !{!"buffer: {index:9, offset:6304, size:4}", !8}
!34 = !{!15}
!35 = !{!10, !11, !7, !13, !25, !33}
!36 = !{!11}
!37 = !{!21, !10, !32, !12, !7, !13, !22, !15, !29, !25, !33}
!38 = !{!28}
!39 = !{!29, !16}
!40 = !{!29}
!41 = !{!21, !28, !32, !11, !12, !22, !15, !25, !33, !16}
!42 = !{!32}
!43 = !{!21, !11, !12, !22, !15, !29, !25, !33}
!44 = !{!45, !46}
!45 = !{!"buffer: {index:8, offset:0, size:4}", !8}
!46 = !{!"buffer: {index:9, offset:6240, size:1}", !8}
!47 = !{!45}
!48 = !{!46, !29}
!49 = !{!46}
!50 = !{!45, !29}
!51 = !{i64 8}
!52 = !{!11, !12, !15, !25, !33}
!53 = !{!21, !32, !11, !22, !15, !29, !25, !33}
!54 = !{!21, !32, !12, !22, !15, !29, !25, !33}
!55 = !{!21, !32, !11, !12, !22, !29, !25, !33}
!56 = !{!25}
!57 = !{!21, !32, !11, !12, !22, !15, !29, !33}
!58 = !{!33}
!59 = !{!21, !32, !11, !12, !22, !15, !29, !25}
!60 = !{!61, !11, !12}
!61 = !{!"buffer: {index:0, offset:0, size:4096}", !8}
!62 = !{!21, !61, !32, !12, !22, !15, !29, !25, !33}
!63 = !{!21, !61, !32, !11, !22, !15, !29, !25, !33}
!64 = !{!61}
!65 = !{!11, !12}
