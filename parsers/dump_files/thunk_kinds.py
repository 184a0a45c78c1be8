"""Thunk kinds: what each of them launches, for every version of XLA's GPU runtime."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Names are those of `Thunk::KindToString` (xla/service/gpu/thunk.cc in 2020, xla/backends/gpu/runtime/thunk.cc now).
# What they count as is the rule for the HLO that they are made from: table 1.2 of the kernel rules.
_KERNEL = "kKernel kCustomKernel kSelectK kTensorIrKernel"
_LIBRARY = (
    "kGemm kCublasLtMatmul kCuDnn kConvolution kConvolutionReorder kFusedMHA kNorm kFft kCholesky kTriangularSolve "
    "kCubSort kCustomCall"
)
_COPY = "kCopy"
_COLLECTIVE = (
    "kAllGather kAllReduce kAllToAll kCollectiveBroadcast kCollectiveKernel kCollectivePermute kRaggedAllToAll kRecv "
    "kReduceScatter kSend"
)
_MISC = (
    "kMemzero kMemset32BitValue kPartitionId kReplicaId kRngSeed kInfeed kOutfeed kHostSend kHostRecv "
    "kHostExecuteStart kCollectiveMetadata"
)

WRAPPERS = frozenset({"kAsyncStart", "kDynamicSliceFusion", "kDynamicSlice", "kAddressComputation"})
"""They wrap the thunk of one HLO operation, and belong to an HLO instruction of their own."""
CONTROL_FLOW = frozenset({"kWhile", "kFor", "kConditional", "kCommandBuffer"})
"""They run others as often as they say."""
_DEBUGGING = "kChecksum kBuffersDebugChecksum kBuffersDebugFloatCheck kSdc kSdcDumpLog"  # of XLA, not of the program
_GROUPING = "kSequential kGroup kWaitForStreams kCommand"

_CLASSES: Mapping[str, str | None] = {
    **dict.fromkeys(_KERNEL.split(), "kernel"),
    **dict.fromkeys(_LIBRARY.split(), "library"),
    **dict.fromkeys(_COPY.split(), "copy"),
    **dict.fromkeys(_COLLECTIVE.split(), "collective"),
    **dict.fromkeys(_MISC.split(), "misc"),
    **dict.fromkeys([*WRAPPERS, *CONTROL_FLOW, *_DEBUGGING.split(), *_GROUPING.split()]),
}
_LIBRARY_PREFIX = re.compile(r"k(?:Nccl|Nvshmem)")


def launch_class_of(kind: str) -> str | None:
    """What a thunk of this kind counts as: kernel, library, copy, collective, misc; "unknown" for a new kind.

    None for control flow, for wrappers and for the `Done` of something that was started.
    """
    if kind in _CLASSES:
        return _CLASSES[kind]
    if kind.endswith("Done"):
        return None
    return _CLASSES.get(_LIBRARY_PREFIX.sub("k", kind).removesuffix("Start"), "unknown")
