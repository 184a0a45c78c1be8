"""Work of library calls: matrix products and convolutions that XLA handed to cuBLAS, cuDNN or oneDNN.

Source: xla/service/gpu/model/gpu_hlo_cost_analysis.cc (HandleCustomCall) for cuBLAS and cuDNN; oneDNN's products are
ours. What the library fuses behind the product (bias, activation) adds nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from hloscope.analyses.cost.bytes_moved import Parts, Sizes
from hloscope.analyses.cost.work import Work, convolution_flops, dot_flops
from hloscope.ir import HloInstruction, Shape

_CUBLAS = ("__cublas$gemm", "__cublas$lt$matmul")  # and `__cublas$lt$matmul$f8`
_CUDNN_FORWARD = ("__cudnn$convForward", "__cudnn$convBiasActivationForward")
_ONEDNN = "__onednn$matmul"
_WORKSPACES = ("s8", "u8")
# Marks for the compiler, and places in memory: nothing is read or written.
_UNTOUCHED = frozenset(
    """
    AllocateBuffer AssumeGatherIndicesInBound LayoutConstraint PinToDevice PinToDeviceSram PreallocateBuffer
    SPMDFullToShardShape SPMDShardToFullShape Sharding annotate_device_placement
    """.split()
)


def is_known_library_call(instruction: HloInstruction) -> bool:
    """Whether it is a custom call whose work `find_library_work` tells."""
    target = (instruction.custom_call_target or "") if instruction.opcode == "custom-call" else ""
    return target.startswith(_CUBLAS) or target in (*_CUDNN_FORWARD, _ONEDNN)


def find_library_work(call: HloInstruction, shape: Shape) -> Work | None:
    """The work of a custom call that is a matrix product or a forward convolution; None of any other.

    Raises:
        ValueError, IndexError: its attributes do not fit its operands.
    """
    target = call.custom_call_target or ""
    result = next(iter(shape.leaves()), shape)
    if target.startswith(_CUBLAS):
        return Work(dot_flops(call.operands[0].shape, result, _contracting(call)))
    if target in _CUDNN_FORWARD:
        return Work(convolution_flops(call, result))
    if target == _ONEDNN:  # of the last dimension, transposed or not
        return Work(dot_flops(call.operands[0].shape, result, [_onednn_contracting(call)]))
    return None


def library_parts(call: HloInstruction, shape: Shape, sizes: Sizes) -> Parts:
    """What a library reads, its operands, and writes: its results, but for its workspace, bytes behind the results."""
    if call.custom_call_target in _UNTOUCHED:
        return Parts()
    results = [*shape.leaves()]
    workspaces = results[-1:] if len(results) > 1 and results[-1].element_type in _WORKSPACES else []
    written = [sizes.of(result) for result in results[: len(results) - len(workspaces)]]
    return Parts(tuple([sizes.of(operand.shape) for operand in call.operands]), (*written, *[0 for _ in workspaces]))


def _contracting(call: HloInstruction) -> Sequence[int]:
    config = _message(call.backend_config_json, "gemm_backend_config") or call.backend_config_json
    numbers = _message(config, "dot_dimension_numbers").get("lhs_contracting_dimensions", [])
    return [int(number) for number in cast("list[str]", numbers)] if isinstance(numbers, list) else []


def _onednn_contracting(call: HloInstruction) -> int:
    config = _message(call.backend_config_json, "onednn_matmul_config")
    return -2 if config.get("transpose_a") is True else -1


def _message(config: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = config.get(key)
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}
