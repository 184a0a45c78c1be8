"""What each instruction launches on CPU, as of the thunk runtime (jaxlib 0.4.32, TensorFlow 2.18 and later).

Read from xla/service/cpu/thunk_emitter.cc and dot_op_emitter.cc, and checked against the runtime's own thunk list.
"""

from __future__ import annotations

from functools import partial
from math import prod

from hloscope.analyses.facts.execution import is_small_call
from hloscope.analyses.kernels.buffer_slices import BufferSlices
from hloscope.analyses.kernels.rules import (
    CONTROL,
    DATA_MOVEMENT,
    ELEMENTWISE,
    STRUCTURAL,
    LaunchClass,
    Launches,
    LaunchRules,
    Rule,
    custom_kind,
    launch,
    rules_of,
)
from hloscope.analyses.kernels.sort_copies import sort_copies
from hloscope.ir import HloInstruction, Shape
from hloscope.regex import lazy_pattern
from hloscope.shapes import bits_of

_LIBRARY_FUSIONS = frozenset({"__onednn_fusion", "__xnn_fusion", "__ynn_fusion"})
_EIGEN_CONVOLUTION = lazy_pattern(r"b(0|01|012)f_\1io->b\1f")
_EIGEN_DOT_TYPES = frozenset({"bf16", "f16", "f32", "f64", "c64", "c128", "s32"})  # bf16 was converted before 0.11
_KERNEL_DOT_TYPE = lazy_pattern(r"b?f\d|[su]\d")  # floating point or integral; complex and pred are not
_TARGETS: dict[str, LaunchClass] = {"SliceToDynamic": "kernel", "GetRngSeed": "misc", "PadToStatic": "unknown"}


def _fusion(fusion: HloInstruction) -> Launches:
    if "kind=kCustom" not in fusion.attribute_text or fusion.fusion_kind != "kCustom":
        return launch(fusion, "kernel")
    return launch(fusion, "library" if custom_kind(fusion) in _LIBRARY_FUSIONS else "unknown")


def _call(call: HloInstruction) -> Launches:
    return launch(call, "kernel") if is_small_call(call) else ()


def _packed_copy(copy: HloInstruction) -> Launches:
    """A copy of whole bytes is a memcpy; one of packed elements was compiled before jaxlib 0.11."""
    return launch(copy, "kernel" if is_packed(copy.shape) else "copy")


def is_packed(shape: Shape) -> bool:
    """Whether several elements share a byte."""
    return 0 < bits_of(shape.element_type) < 8


def _sort(sort: HloInstruction, *, slices: BufferSlices | None) -> Launches:
    return launch(sort, "copy", sort_copies(sort, slices)) + launch(sort, "library")


def _custom_call(call: HloInstruction) -> Launches:
    return launch(call, _TARGETS.get(call.custom_call_target or "", "library"))


def _convolution(convolution: HloInstruction) -> Launches:
    return launch(convolution, "library" if _is_eigen_convolution(convolution) else "kernel")


def _is_eigen_convolution(convolution: HloInstruction) -> bool:
    attributes = convolution.attributes
    inputs = [operand.shape for operand in convolution.operands[:2]]
    return (
        all(shape.element_type in ("f16", "f32") for shape in inputs)
        and _EIGEN_CONVOLUTION.fullmatch(str(attributes.get("dim_labels", ""))) is not None
        and "rhs_reversal" not in str(attributes.get("window", ""))
        and all(map(_is_row_major, [*inputs, convolution.shape]))
    )


def _is_row_major(shape: Shape) -> bool:
    return shape.layout is None or list(shape.layout.minor_to_major) == list(range(len(shape.dimensions)))[::-1]


def _dot(dot: HloInstruction) -> Launches:
    return launch(dot, "library" if _is_eigen_dot(dot) else "kernel")


def _is_eigen_dot(dot: HloInstruction) -> bool:
    """Whether Eigen multiplies; products with a vector, tiny ones and odd types are compiled.

    Not seen in HLO: with --xla_cpu_multi_thread_eigen=false products up to 32 x 128 are compiled as well.
    """
    batch = dot.attributes.get("lhs_batch_dims") if "lhs_batch_dims" in dot.attribute_text else ()
    batch_rank = len(batch) if isinstance(batch, tuple) else 0
    result = dot.shape.dimensions[batch_rank:]
    factors = [operand.shape.dimensions[batch_rank:] for operand in dot.operands[:2]]
    is_vector = len(result) <= 1 or (len(result) == 2 and 1 in result)
    if _KERNEL_DOT_TYPE.match(dot.shape.element_type) and (is_vector or all(map(_is_tiny, factors))):
        return False
    is_matrix_product = all(len(sizes) == 2 and prod(sizes) for sizes in (*factors, result))
    return dot.shape.element_type in _EIGEN_DOT_TYPES and is_matrix_product


def _is_tiny(sizes: tuple[int, ...]) -> bool:
    return len(sizes) <= 1 or (len(sizes) == 2 and min(sizes) <= 3)


def cpu_rules(slices: BufferSlices | None = None, *, is_new: bool = False) -> LaunchRules:
    """The rules of the CPU; `slices` tell which sorts copy, `is_new` that it is XLA of jaxlib 0.11 or later.

    What the emitter has no code for (topk, batch-norm, async starts, ...) is unknown: no valid dump holds it.
    """
    by_opcode: dict[str, Rule] = {
        **rules_of(STRUCTURAL, CONTROL, rule=None),
        **rules_of(ELEMENTWISE, DATA_MOVEMENT, "reshape", rule="kernel"),
        **rules_of("fft", rule="library"),
        **rules_of("all-gather all-reduce all-to-all collective-permute reduce-scatter", rule="collective"),
        **rules_of("infeed outfeed partition-id replica-id rng-get-and-update-state", rule="misc"),
        **rules_of("call", rule=_call),
        **rules_of("convolution", rule=_convolution),
        **rules_of("copy", rule="copy" if is_new else _packed_copy),
        **rules_of("custom-call", rule=_custom_call),
        **rules_of("dot", rule=_dot),
        **rules_of("fusion", rule=_fusion),
        **rules_of("sort", rule=partial(_sort, slices=slices)),
    }
    return LaunchRules(by_opcode, otherwise="unknown")
