; ModuleID = '__compute_module'
source_filename = "__compute_module"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@0 = private unnamed_addr constant [12 x i8] c"\10\01\1A\01\07(\F3\89\D4\F1\03\00", align 1
@1 = private unnamed_addr constant [4 x i8] c"(kn\CE"
@2 = private unnamed_addr constant [4096 x i8] c"\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\00\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01\01"
@3 = private unnamed_addr constant [1 x i8] zeroinitializer, align 1

; Function Attrs: uwtable
define void @a_inference_attention_22__XlaMustCompile_true_config_proto_3175580994766145631_executor_type_11160318154034397263_.45(ptr %retval, ptr noalias %run_options, ptr noalias %params, ptr noalias %buffer_table, ptr noalias %status, ptr noalias %prof_counters) #0 {
entry:
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
  %memref.info2 = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %matmul.args = alloca [5 x ptr], align 8
  %memref.info1 = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %memref.info = alloca { i64, i64, [12 x i64], [12 x i64], ptr }, align 8
  %nargs = alloca i64, align 8
  %0 = getelementptr inbounds ptr, ptr %buffer_table, i64 1
  %arg0.1 = load ptr, ptr %0, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %1 = getelementptr inbounds ptr, ptr %buffer_table, i64 2
  %arg1.2 = load ptr, ptr %1, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  call void @llvm.lifetime.start.p0(i64 -1, ptr %nargs)
  store i64 5, ptr %nargs, align 8
  %2 = insertvalue [5 x ptr] undef, ptr %nargs, 0
  %3 = insertvalue [5 x ptr] %2, ptr %run_options, 1
  %4 = insertvalue [5 x ptr] %3, ptr @0, 2
  %5 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 4, [12 x i64] [i64 2, i64 4, i64 64, i64 32, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 8192, i64 2048, i64 32, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %arg0.1, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %5, ptr %memref.info, align 8
  %6 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 4, [12 x i64] [i64 2, i64 4, i64 64, i64 32, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 8192, i64 2048, i64 32, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %arg1.2, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info1)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %6, ptr %memref.info1, align 8
  %7 = insertvalue [5 x ptr] %4, ptr %memref.info, 3
  %8 = insertvalue [5 x ptr] %7, ptr %memref.info1, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %matmul.args)
  store [5 x ptr] %8, ptr %matmul.args, align 8
  %9 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %10 = load ptr, ptr %9, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  %custom-call.2 = getelementptr inbounds i8, ptr %10, i64 131072
  %11 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 4, [12 x i64] [i64 2, i64 4, i64 64, i64 64, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 16384, i64 4096, i64 64, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %custom-call.2, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info2)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %11, ptr %memref.info2, align 8
  call void @__xla_cpu_runtime_OneDnnMatMul(ptr %memref.info2, ptr %matmul.args)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %nargs)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info1)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %matmul.args)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info2)
  %12 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %13 = load ptr, ptr %12, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  %fusion = getelementptr inbounds i8, ptr %13, i64 131072
  store i64 0, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

return:                                           ; preds = %fusion.loop_exit.dim.0
  ret void

fusion.loop_header.dim.0:                         ; preds = %fusion.loop_exit.dim.1, %entry
  %fusion.indvar.dim.0 = load i64, ptr %fusion.invar_address.dim.0, align 8
  %14 = icmp uge i64 %fusion.indvar.dim.0, 2
  br i1 %14, label %fusion.loop_exit.dim.0, label %fusion.loop_body.dim.0

fusion.loop_body.dim.0:                           ; preds = %fusion.loop_header.dim.0
  store i64 0, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_header.dim.1:                         ; preds = %fusion.loop_exit.dim.2, %fusion.loop_body.dim.0
  %fusion.indvar.dim.1 = load i64, ptr %fusion.invar_address.dim.1, align 8
  %15 = icmp uge i64 %fusion.indvar.dim.1, 4
  br i1 %15, label %fusion.loop_exit.dim.1, label %fusion.loop_body.dim.1

fusion.loop_body.dim.1:                           ; preds = %fusion.loop_header.dim.1
  store i64 0, ptr %fusion.invar_address.dim.2, align 8
  br label %fusion.loop_header.dim.2

fusion.loop_header.dim.2:                         ; preds = %fusion.loop_exit.dim.3, %fusion.loop_body.dim.1
  %fusion.indvar.dim.2 = load i64, ptr %fusion.invar_address.dim.2, align 8
  %16 = icmp uge i64 %fusion.indvar.dim.2, 64
  br i1 %16, label %fusion.loop_exit.dim.2, label %fusion.loop_body.dim.2

fusion.loop_body.dim.2:                           ; preds = %fusion.loop_header.dim.2
  store i64 0, ptr %fusion.invar_address.dim.3, align 8
  br label %fusion.loop_header.dim.3

fusion.loop_header.dim.3:                         ; preds = %fusion.loop_body.dim.3, %fusion.loop_body.dim.2
  %fusion.indvar.dim.3 = load i64, ptr %fusion.invar_address.dim.3, align 8
  %17 = icmp uge i64 %fusion.indvar.dim.3, 64
  br i1 %17, label %fusion.loop_exit.dim.3, label %fusion.loop_body.dim.3

fusion.loop_body.dim.3:                           ; preds = %fusion.loop_header.dim.3
  %constant.2 = getelementptr inbounds [64 x [64 x i8]], ptr @2, i64 0, i64 %fusion.indvar.dim.2, i64 %fusion.indvar.dim.3
  %constant.26 = load i8, ptr %constant.2, align 1
  %18 = getelementptr inbounds [2 x [4 x [64 x [64 x float]]]], ptr %custom-call.2, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1, i64 %fusion.indvar.dim.2, i64 %fusion.indvar.dim.3
  %19 = load float, ptr %18, align 4, !alias.scope !4
  %constant.1 = load float, ptr @1, align 4
  %20 = trunc i8 %constant.26 to i1
  %21 = select i1 %20, float %19, float %constant.1
  %22 = getelementptr inbounds [2 x [4 x [64 x [64 x float]]]], ptr %fusion, i64 0, i64 %fusion.indvar.dim.0, i64 %fusion.indvar.dim.1, i64 %fusion.indvar.dim.2, i64 %fusion.indvar.dim.3
  store float %21, ptr %22, align 4, !alias.scope !4, !noalias !7
  %invar.inc5 = add nuw nsw i64 %fusion.indvar.dim.3, 1
  store i64 %invar.inc5, ptr %fusion.invar_address.dim.3, align 8
  br label %fusion.loop_header.dim.3

fusion.loop_exit.dim.3:                           ; preds = %fusion.loop_header.dim.3
  %invar.inc4 = add nuw nsw i64 %fusion.indvar.dim.2, 1
  store i64 %invar.inc4, ptr %fusion.invar_address.dim.2, align 8
  br label %fusion.loop_header.dim.2

fusion.loop_exit.dim.2:                           ; preds = %fusion.loop_header.dim.2
  %invar.inc3 = add nuw nsw i64 %fusion.indvar.dim.1, 1
  store i64 %invar.inc3, ptr %fusion.invar_address.dim.1, align 8
  br label %fusion.loop_header.dim.1

fusion.loop_exit.dim.1:                           ; preds = %fusion.loop_header.dim.1
  %invar.inc = add nuw nsw i64 %fusion.indvar.dim.0, 1
  store i64 %invar.inc, ptr %fusion.invar_address.dim.0, align 8
  br label %fusion.loop_header.dim.0

fusion.loop_exit.dim.0:                           ; preds = %fusion.loop_header.dim.0
  %23 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 4, [12 x i64] [i64 2, i64 4, i64 64, i64 64, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 16384, i64 4096, i64 64, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %fusion, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info7)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %23, ptr %memref.info7, align 8
  %24 = getelementptr inbounds ptr, ptr %buffer_table, i64 4
  %custom-call = load ptr, ptr %24, align 8, !invariant.load !0, !dereferenceable !3, !align !2
  %25 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 4, [12 x i64] [i64 2, i64 4, i64 64, i64 64, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 16384, i64 4096, i64 64, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %custom-call, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info8)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %25, ptr %memref.info8, align 8
  call void @__xla_cpu_runtime_OneDnnSoftmax(ptr %run_options, ptr %memref.info7, ptr %memref.info8)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info7)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info8)
  %26 = getelementptr inbounds ptr, ptr %buffer_table, i64 3
  %arg2.3 = load ptr, ptr %26, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  call void @llvm.lifetime.start.p0(i64 -1, ptr %nargs9)
  store i64 5, ptr %nargs9, align 8
  %27 = insertvalue [5 x ptr] undef, ptr %nargs9, 0
  %28 = insertvalue [5 x ptr] %27, ptr %run_options, 1
  %29 = insertvalue [5 x ptr] %28, ptr @3, 2
  %30 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 4, [12 x i64] [i64 2, i64 4, i64 64, i64 64, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 16384, i64 4096, i64 64, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %custom-call, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info10)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %30, ptr %memref.info10, align 8
  %31 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 4, [12 x i64] [i64 2, i64 4, i64 64, i64 32, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 8192, i64 2048, i64 32, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %arg2.3, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info11)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %31, ptr %memref.info11, align 8
  %32 = insertvalue [5 x ptr] %29, ptr %memref.info10, 3
  %33 = insertvalue [5 x ptr] %32, ptr %memref.info11, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %matmul.args12)
  store [5 x ptr] %33, ptr %matmul.args12, align 8
  %34 = getelementptr inbounds ptr, ptr %buffer_table, i64 0
  %custom-call.3 = load ptr, ptr %34, align 8, !invariant.load !0, !dereferenceable !1, !align !2
  %35 = insertvalue { i64, i64, [12 x i64], [12 x i64], ptr } { i64 11, i64 4, [12 x i64] [i64 2, i64 4, i64 64, i64 32, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], [12 x i64] [i64 8192, i64 2048, i64 32, i64 1, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef, i64 undef], ptr undef }, ptr %custom-call.3, 4
  call void @llvm.lifetime.start.p0(i64 -1, ptr %memref.info13)
  store { i64, i64, [12 x i64], [12 x i64], ptr } %35, ptr %memref.info13, align 8
  call void @__xla_cpu_runtime_OneDnnMatMul(ptr %memref.info13, ptr %matmul.args12)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %nargs9)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info10)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info11)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %matmul.args12)
  call void @llvm.lifetime.end.p0(i64 -1, ptr %memref.info13)
  br label %return
}

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.start.p0(i64 immarg, ptr nocapture) #1

; Function Attrs: nounwind
declare void @__xla_cpu_runtime_OneDnnMatMul(ptr, ptr) #2

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.end.p0(i64 immarg, ptr nocapture) #1

; Function Attrs: nounwind
declare void @__xla_cpu_runtime_OneDnnSoftmax(ptr, ptr, ptr) #2

attributes #0 = { uwtable "denormal-fp-math"="preserve-sign" "no-frame-pointer-elim"="false" }
attributes #1 = { nocallback nofree nosync nounwind willreturn memory(argmem: readwrite) }
attributes #2 = { nounwind }

!0 = !{}
!1 = !{i64 65536}
!2 = !{i64 16}
!3 = !{i64 262144}
!4 = !{!5}
!5 = !{!"buffer: {index:4, offset:131072, size:131072}", !6}
!6 = !{!"XLA global AA domain"}
!7 = !{!8}
!8 = !{!"buffer: {index:4, offset:0, size:131072}", !6}
