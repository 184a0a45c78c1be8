"""Work: the floating point operations and transcendentals of one instruction, by the rules of XLA's cost analysis.

Source: xla/service/hlo_cost_analysis.cc. Integer and boolean arithmetic counts as floating point does, and so do
conversions and comparisons; data movement is no work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod
from typing import NamedTuple

from hloscope.analyses.cost.windows import WindowDimension, window_of
from hloscope.ir import HloInstruction, Shape

_TRANSCENDENTAL = frozenset(
    """
    acos acosh asin asinh atan2 atanh cbrt cosh cosine erf exponential exponential-minus-one log log-plus-one logistic
    power rsqrt sine sinh sqrt tan tanh
    """.split()
)
_ELEMENTWISE = frozenset(
    """
    abs add and bitcast-convert ceil clamp compare complex convert count-leading-zeros divide floor imag is-finite
    maximum minimum multiply negate not or popcnt real reduce-precision remainder round-nearest-afz round-nearest-even
    select shift-left shift-right-arithmetic shift-right-logical sign stochastic-convert subtract xor
    """.split()
)
_FMA = 2  # floating point operations of a multiplication with the addition that follows it
_COMPLEX_MULTIPLY = 4  # of those


class Work(NamedTuple):
    """What is computed: floating point operations, and apart from them transcendental functions."""

    flops: int = 0
    transcendentals: int = 0

    def times(self, count: int) -> Work:
        """The work of doing this `count` times."""
        return Work(self.flops * count, self.transcendentals * count)


Region = Sequence[Work]
"""The work of one call of each computation that an instruction calls."""


def work_of(instruction: HloInstruction, opcode: str, shape: Shape, regions: Region) -> Work:
    """The work of an instruction that applies `regions`; `opcode` and `shape` are those behind an asynchronous start.

    Raises:
        ValueError, IndexError: its attributes do not fit its operands.
    """
    if opcode in _ELEMENTWISE:
        return Work(flops=shape.num_elements)
    if opcode in _TRANSCENDENTAL:
        return Work(transcendentals=shape.num_elements)
    rule = _RULES.get(opcode)
    return rule(instruction, shape, regions) if rule else Work()


def dot_flops(lhs: Shape, result: Shape, contracting: Sequence[int]) -> int:
    """The floating point operations of a matrix product that sums over the dimensions `contracting` of `lhs`."""
    return _FMA * result.num_elements * prod(lhs.dimensions[dimension] for dimension in contracting)


def convolution_flops(convolution: HloInstruction, result: Shape) -> int:
    """The floating point operations of a convolution; what falls on padding or between dilated elements is none.

    The instruction may be a library call, which has the same attributes.

    Raises:
        ValueError, IndexError: its attributes do not fit its operands.
    """
    lhs = convolution.operands[0].shape
    inputs, rest = str(convolution.attributes.get("dim_labels", "")).split("_", 1)  # `b01f_01io->b01f`
    kernel, outputs = rest.split("->", 1)
    positions = [
        part.valid_positions(lhs.dimensions[inputs.index(digit)], result.dimensions[outputs.index(digit)])
        for part, digit in zip(window_of(convolution), _spatial(kernel), strict=True)
    ]
    features = lhs.dimensions[inputs.index("f")] * result.dimensions[outputs.index("f")]
    groups = _number(convolution, "feature_group_count") * _number(convolution, "batch_group_count")
    return _FMA * features * lhs.dimensions[inputs.index("b")] * prod(positions) // max(1, groups)


def integers_of(instruction: HloInstruction, key: str) -> tuple[int, ...]:
    """An attribute that is a list of numbers; () where it is missing or something else."""
    value = instruction.attributes.get(key)
    return value if isinstance(value, tuple) else ()


def _number(instruction: HloInstruction, key: str) -> int:
    value = instruction.attributes.get(key)
    return value if isinstance(value, int) else 1


def _spatial(labels: str) -> list[str]:
    return sorted(label for label in labels if label.isdecimal())


def _first_shape(shape: Shape) -> Shape:
    return shape.leaves()[0] if shape.is_tuple else shape


def _sum_of(regions: Region) -> Work:
    return Work(sum(work.flops for work in regions), sum(work.transcendentals for work in regions))


def _fusion(_: HloInstruction, __: Shape, regions: Region) -> Work:
    return _sum_of(regions)


def _dot(dot: HloInstruction, shape: Shape, _: Region) -> Work:
    return Work(dot_flops(dot.operands[0].shape, shape, integers_of(dot, "lhs_contracting_dims")))


def _ragged_dot(dot: HloInstruction, shape: Shape, _: Region) -> Work:
    """Each row meets one group only, so dimensions of groups in the result do not count."""
    groups = len(integers_of(dot, "rhs_group_dims"))
    result = Shape(shape.element_type, shape.dimensions[groups:])
    return Work(dot_flops(dot.operands[0].shape, result, integers_of(dot, "lhs_contracting_dims")))


def _convolution(convolution: HloInstruction, shape: Shape, _: Region) -> Work:
    return Work(convolution_flops(convolution, shape))


def _fft(fft: HloInstruction, _: Shape, __: Region) -> Work:
    factors = prod(max(0, length.bit_length() - 1) for length in integers_of(fft, "fft_length"))
    return Work(_FMA * _COMPLEX_MULTIPLY * factors * _first_shape(fft.operands[0].shape).num_elements)


def _triangular_solve(solve: HloInstruction, _: Shape, __: Region) -> Work:
    return Work(_FMA * solve.operands[0].shape.dimensions[-1] * solve.operands[1].shape.num_elements)


def _cholesky(cholesky: HloInstruction, _: Shape, __: Region) -> Work:
    matrix = cholesky.operands[0].shape
    return Work(matrix.dimensions[-1] * matrix.num_elements // 3)


def _map(_: HloInstruction, shape: Shape, regions: Region) -> Work:
    return _sum_of(regions).times(shape.num_elements)


def _reduce(reduce: HloInstruction, shape: Shape, regions: Region) -> Work:
    """The work of one application for each element that is merged into another; of several arrays at once one."""
    merged = reduce.operands[0].shape.num_elements - _first_shape(shape).num_elements
    return _sum_of(regions).times(merged)


def _scan(scan: HloInstruction, _: Shape, regions: Region) -> Work:
    """The body once for each element of a carry, as XLA has it, not for each step (measured on jaxlib 0.12.0.1)."""
    return _sum_of(regions).times(scan.operands[-1].shape.num_elements)


def _reduce_window(reduce: HloInstruction, shape: Shape, regions: Region) -> Work:
    window, results = window_of(reduce), _first_shape(shape)
    count = (prod(part.size for part in window) - 1) * results.num_elements
    whole = None if shape.is_tuple else _find_whole_dimension(window, results)
    if whole:
        count = results.num_elements // whole + whole - 1
    return _sum_of(regions).times(count)


def _find_whole_dimension(window: Sequence[WindowDimension], result: Shape) -> int | None:
    """The size of the one dimension that is reduced whole for each element: a reduce, then a broadcast."""
    padded = [part for part in window if part.padding_low or part.padding_high]
    wide = [(part, size) for part, size in zip(window, result.dimensions, strict=True) if part.size != 1]
    if len(padded) != 1 or len(wide) != 1:
        return None
    part, size = wide[0]
    is_symmetric = part.padding_low == part.padding_high == size - 1 and part.padding_low > 0
    return size if is_symmetric and part.size == 2 * part.padding_low + 1 else None


def _select_and_scatter(instruction: HloInstruction, _: Shape, regions: Region) -> Work:
    select, scatter = regions
    sources = instruction.operands[1].shape.num_elements
    window = prod(part.size for part in window_of(instruction))
    return _sum_of([select.times(sources * (window - 1)), scatter.times(sources)])


def _scatter(scatter: HloInstruction, _: Shape, regions: Region) -> Work:
    """The work of one application for each element of the updates; of several arrays at once, of the first."""
    updates = scatter.operands[len(scatter.operands) // 2 + 1]
    return _sum_of(regions).times(updates.shape.num_elements)


def _sort(sort: HloInstruction, _: Shape, __: Region) -> Work:
    elements = sort.operands[0].shape.num_elements
    return Work(elements * max(0, elements - 1).bit_length())


def _all_reduce(_: HloInstruction, shape: Shape, __: Region) -> Work:
    """The work for two replicas, which XLA assumes: each element of the result is the sum of two."""
    return Work(sum(leaf.num_elements for leaf in shape.leaves()))


def _random(_: HloInstruction, shape: Shape, __: Region) -> Work:
    return Work(transcendentals=sum(leaf.num_elements for leaf in shape.leaves()))


_RULES: Mapping[str, Callable[[HloInstruction, Shape, Region], Work]] = {
    "all-reduce": _all_reduce,
    "all-reduce-start": _all_reduce,
    "cholesky": _cholesky,
    "convolution": _convolution,
    "dot": _dot,
    "fft": _fft,
    "fusion": _fusion,
    "map": _map,
    "ragged-dot": _ragged_dot,
    "reduce": _reduce,
    "reduce-window": _reduce_window,
    "rng": _random,
    "rng-bit-generator": _random,
    "scan": _scan,
    "scatter": _scatter,
    "select-and-scatter": _select_and_scatter,
    "sort": _sort,
    "triangular-solve": _triangular_solve,
}
