"""The rule of each opcode that XLA's parser takes without a shape (CanInferShape in xla/hlo/parser/hlo_parser.cc)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hloscope.ir import UNKNOWN_SHAPE, HloComputation, HloInstruction, Shape

from . import control, elementwise, indexing, placement, products, reductions, transforms, windows
from .call import Call

Rule = Callable[[Call], Shape]

_OPCODES: Mapping[Rule, str] = {
    elementwise.unary: """acos acosh asin asinh atanh cbrt ceil cholesky cosh cosine count-leading-zeros erf exponential
        exponential-minus-one floor log log-plus-one logistic negate not popcnt reverse round-nearest-afz
        round-nearest-even rsqrt sign sine sinh sqrt tan tanh""",
    elementwise.part: "abs imag real",
    elementwise.predicate: "is-finite",
    elementwise.binary: """add and atan2 divide maximum minimum multiply or power remainder shift-left
        shift-right-arithmetic shift-right-logical subtract xor""",
    elementwise.comparison: "compare",
    elementwise.composition: "complex",
    elementwise.selection: "select",
    elementwise.clamped: "clamp",
    elementwise.mapped: "map",
    placement.broadcast: "broadcast",
    placement.concatenation: "concatenate",
    placement.padded: "pad",
    placement.transposed: "transpose",
    placement.size: "get-dimension-size",
    placement.resized: "set-dimension-size",
    products.dot: "dot",
    products.ragged_dot: "ragged-dot",
    products.scaled_dot: "scaled-dot",
    windows.convolution: "convolution",
    windows.reduce_window: "reduce-window",
    reductions.reduction: "reduce",
    reductions.scanned: "scan",
    reductions.sorted_arrays: "sort",
    reductions.largest: "topk",
    reductions.normalized: "batch-norm-grad batch-norm-training",
    indexing.gathered: "gather",
    indexing.scattered: "scatter",
    transforms.fourier: "fft",
    transforms.solution: "triangular-solve",
    control.first: "add-dependency batch-norm-inference copy domain opt-barrier select-and-scatter while",
    control.called: "call",
    control.chosen: "conditional",
    control.tupled: "tuple",
    control.member: "get-tuple-element",
    control.token: "after-all",
    control.device: "partition-id replica-id",
}
_RULES: Mapping[str, Rule] = {opcode: rule for rule, opcodes in _OPCODES.items() for opcode in opcodes.split()}


def infer_shape(
    opcode: str,
    operands: Sequence[HloInstruction],
    attribute_text: str = "",
    called: Sequence[HloComputation] = (),
) -> Shape:
    """The shape of the result; UNKNOWN_SHAPE where the opcode needs one in the text, or the text is ill-typed."""
    rule = _RULES.get(opcode)
    shapes = [operand.shape for operand in operands]
    if rule is None or any(shape.is_unknown for shape in shapes):
        return UNKNOWN_SHAPE
    try:
        return rule(Call(opcode, shapes, attribute_text, called))
    except (
        ValueError,
        LookupError,
        ArithmeticError,
    ):  # an operand, attribute or dimension is not there, or not as the rule needs it
        return UNKNOWN_SHAPE
