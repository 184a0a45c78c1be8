"""Messages of XLA that memory does not suffice, written after public reports."""

TPU = """\
Traceback (most recent call last):
  File "train.py", line 10, in <module>
jaxlib.xla_extension.XlaRuntimeError: RESOURCE_EXHAUSTED: XLA:TPU compile permanent error. Ran out of memory in memory space hbm. Used 24.68G of 15.48G hbm. Exceeded hbm capacity by 9.20G.

Total hbm usage >= 25.20G:
    reserved        530.00M
    program          24.68G
    arguments       unknown size

Output size 0B; shares 0B with arguments.

Program hbm requirement 24.68G:
    global             4.0K
    HLO temp         24.68G (57.6% utilization: Unpadded (14.21G) Padded (24.67G), 0.0% fragmentation (12.0K))

  Largest program allocations in hbm:

  1. Size: 14.00G
     Operator: op_type="OneHot" op_name="jit(step)/one_hot" source_file="train.py" source_line=31
     Shape: s32[29360128,10]{1,0:T(8,128)}
     Unpadded size: 1.09G
     Extra memory due to padding: 12.91G (12.8x expansion)
     XLA label: %iota.2 = s32[29360128,10]{1,0:T(8,128)} iota(), iota_dimension=1, metadata={op_type="OneHot"}
     Allocation type: HLO temp
     ==========================

  2. Size: 2.62G
     Shape: bf16[4,512,512,64]{3,0,2,1:T(4,128)(2,1)}
     Unpadded size: 2.62G
     XLA label: copy.3 = copy(fusion.7)
     Allocation type: HLO temp
     ==========================
"""
GPU = """\
E0528 07:02:44.350251   27487 pjrt_stream_executor_client.cc:2826] Execution of replica 0 failed: RESOURCE_EXHAUSTED: Out of memory while trying to allocate 2110783616 bytes.
BufferAssignment OOM Debugging.
BufferAssignment stats:
             parameter allocation:    1.02GiB
              constant allocation:         0B
        maybe_live_out allocation:    4.89GiB
     preallocated temp allocation:    1.97GiB
  preallocated temp fragmentation:         0B (0.00%)
                 total allocation:    7.88GiB
              total fragmentation:       112B (0.00%)
Peak buffers:
	Buffer 1:
		Size: 4.89GiB
		Operator: op_name="jit(dot)/dot_general" source_file="/home/me/gemma.py" source_line=175
		XLA Label: custom-call
		Shape: f32[5104,257152]
		==========================

	Buffer 2:
		Size: 1004.50MiB
		Entry Parameter Subshape: f16[2048,257152]
		==========================
"""
BFC = """\
2024-05-28 07:02:44.349554: W external/tsl/tsl/framework/bfc_allocator.cc:482] Allocator (GPU_0_bfc) ran out of memory trying to allocate 1.97GiB (rounded to 2110783744)requested by op
2024-05-28 07:02:44.350162: W external/tsl/tsl/framework/bfc_allocator.cc:494] ***_***
2024-05-28 07:02:44.350162: I external/tsl/tsl/framework/bfc_allocator.cc:1090] 3 Chunks of size 256 totalling 768B
2024-05-28 07:02:44.350162: I external/tsl/tsl/framework/bfc_allocator.cc:1090] 1 Chunks of size 5250000000 totalling 4.89GiB
2024-05-28 07:02:44.350162: I external/tsl/tsl/framework/bfc_allocator.cc:1098] Limit:                     16000000000
"""
VMEM = """\
RESOURCE_EXHAUSTED: XLA:TPU compile permanent error. Ran out of memory in memory space vmem. Used 44.05M of 32.00M vmem. Exceeded vmem capacity by 12.05M.

Largest program allocations in vmem:

  XLA label: register allocator spill slots
  Allocation type: scoped
  ==========================

  XLA label: %fusion.177 = (bf16[], f32[256]{0}) fusion(f32[256]{0} %a), kind=kOutput, calls=%fused_computation.177
  Allocation type: scoped
  ==========================
"""
