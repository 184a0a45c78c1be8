"""The attributes that belong to an opcode, put into words from a proto: one row an opcode, in XLA's order of printing.

The rules are those of `PrintExtraAttributesImpl` of the classes in xla/hlo/ir/hlo_instructions.cc.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .dimension_numbers import (
    convolution_labels,
    dot_dimensions,
    gather_dimensions,
    padding_text,
    scatter_dimensions,
    window_text,
)
from .literals import literal_text
from .messages import Message, enumerator
from .shapes import shape_text
from .shardings import groups_text, sharding_text
from .words import braced, quoted, word

_Words = Iterator[str]
_Part = Callable[[Message], _Words]


def opcode_attributes(proto: Message) -> _Words:
    """`dimensions={0}`, `index=1`, `kind=kLoop`, ...: what the opcode of the proto prints first."""
    for part in _PARTS.get(proto.opcode, ()):
        yield from part(proto)


def _dimensions(proto: Message) -> _Words:
    yield f"dimensions={braced(proto.dimensions)}"


def _dimensions_if_any(proto: Message) -> _Words:
    if proto.dimensions:
        yield from _dimensions(proto)


def _iota(proto: Message) -> _Words:
    yield f"iota_dimension={proto.dimensions[0] if proto.dimensions else 0}"


def _index(proto: Message) -> _Words:
    yield f"index={proto.tuple_index}"


def _inferred_dimension(proto: Message) -> _Words:
    yield from (f"inferred_dimension={number}" for number in proto.dimensions[:1])


def _slice(proto: Message) -> _Words:
    has_stride = any(each.stride != 1 for each in proto.slice_dimensions)
    ranges = (
        f"[{each.start}:{each.limit}{f':{each.stride}' if has_stride else ''}]" for each in proto.slice_dimensions
    )
    yield f"slice={{{', '.join(ranges)}}}"


def _channel(proto: Message) -> _Words:
    channel = proto.channel_id or proto.all_reduce_id
    if channel > 0:
        yield f"channel_id={channel}"


def _groups(proto: Message) -> _Words:
    yield f"replica_groups={groups_text(proto)}"
    yield from _flag("constrain_layout")(proto)


def _pairs(proto: Message) -> _Words:
    pairs = ",".join(f"{{{pair.source},{pair.target}}}" for pair in proto.source_target_pairs)
    yield f"source_target_pairs={{{pairs}}}"
    sizes = [f"{{{','.join(map(str, proto.dynamic_slice_sizes))}}}"] if proto.dynamic_slice_sizes else []
    yield from (f"slice_sizes={{{','.join(sizes)}}}" for _ in sizes)


def _flag(name: str, shown: str = "") -> _Part:
    """The part that writes a field of yes or no where it is yes."""

    def words(proto: Message) -> _Words:
        if getattr(proto, name):
            yield f"{shown or name}=true"

    return words


def _number(name: str, shown: str = "") -> _Part:
    def words(proto: Message) -> _Words:
        yield f"{shown or name}={getattr(proto, name)}"

    return words


def _yes_or_no(name: str) -> _Part:
    def words(proto: Message) -> _Words:
        yield f"{name}={word(getattr(proto, name))}"

    return words


def _count(name: str) -> _Part:
    """The part that writes how many groups there are, where that is neither one nor not told."""

    def words(proto: Message) -> _Words:
        if getattr(proto, name) > 1:
            yield f"{name}={getattr(proto, name)}"

    return words


def _compare(proto: Message) -> _Words:
    yield f"direction={proto.comparison_direction}"
    if proto.comparison_type == "TOTALORDER":  # others follow from the type of the operands
        yield "type=TOTALORDER"


def _batch_norm(proto: Message) -> _Words:
    yield f"epsilon={proto.epsilon:.6g}"
    yield f"feature_index={proto.feature_index}"


def _fft(proto: Message) -> _Words:
    yield f"fft_type={enumerator('FftType', proto.fft_type)}"
    yield f"fft_length={braced(proto.fft_length)}"


def _triangular_solve(proto: Message) -> _Words:
    options = proto.triangular_solve_options
    for name in ("left_side", "lower", "unit_diagonal"):
        yield from _flag(name)(options)
    if options.transpose_a:
        yield f"transpose_a={enumerator('TriangularSolveOptions.Transpose', options.transpose_a)}"


def _cholesky(proto: Message) -> _Words:
    yield from _flag("lower")(proto.cholesky_options)


def _parameter(proto: Message) -> _Words:
    flags = proto.parameter_replication.replicated_at_leaf_buffers
    if flags:
        yield f"parameter_replication={braced(map(word, flags))}"


def _config(name: str) -> _Part:
    def words(proto: Message) -> _Words:
        if getattr(proto, name):
            yield f"{name}={quoted(getattr(proto, name))}"

    return words


def _outfeed_shape(proto: Message) -> _Words:
    yield f"outfeed_shape={shape_text(proto.outfeed_shape)}"


def _fusion(proto: Message) -> _Words:
    yield f"kind={proto.fusion_kind}"


def aliasing(proto: Message) -> _Words:
    """`output_to_operand_aliasing={{0}: (1, {})}`: results that are written in place of operands."""
    pairs = (
        f"{braced(each.output_shape_index)}: ({each.operand_index}, {braced(each.operand_shape_index)})"
        for each in proto.output_operand_aliasing
    )
    text = ", ".join(pairs)
    if text:
        yield f"output_to_operand_aliasing={{{text}}}"


def _precision(proto: Message) -> _Words:
    config = proto.precision_config
    if any(config.operand_precision):
        names = (enumerator("PrecisionConfig.Precision", each).lower() for each in config.operand_precision)
        yield f"operand_precision={braced(names)}"


def _algorithm(proto: Message) -> _Words:
    number = proto.precision_config.algorithm
    if number:
        name = enumerator("PrecisionConfig.Algorithm", number)
        yield f"algorithm={name.removeprefix('ALG_').lower()}"


def _convolution(proto: Message) -> _Words:
    if proto.window.dimensions:
        yield f"window={window_text(proto.window)}"
    if proto.HasField("convolution_dimension_numbers"):
        yield f"dim_labels={convolution_labels(proto.convolution_dimension_numbers)}"
    yield from _count("feature_group_count")(proto)
    yield from _count("batch_group_count")(proto)
    yield from _precision(proto)
    if proto.conv_kind:
        yield f"conv_kind={enumerator('ConvolutionKind', proto.conv_kind).removeprefix('CONVOLUTION_KIND_').lower()}"


def _window(proto: Message) -> _Words:
    if proto.window.dimensions:
        yield f"window={window_text(proto.window)}"


def _custom_call(proto: Message) -> _Words:
    yield from _convolution(proto)
    if proto.padding_type:
        yield f"padding_type={enumerator('PaddingType', proto.padding_type)}"
    yield f"custom_call_target={quoted(proto.custom_call_target)}"
    if proto.constrain_layout:
        yield f"operand_layout_constraints={{{', '.join(map(shape_text, proto.operand_shapes_with_layout))}}}"
    yield from _flag("custom_call_has_side_effect")(proto)
    yield from aliasing(proto)
    if proto.HasField("literal"):
        yield f"literal={shape_text(proto.literal.shape)} {literal_text(proto.literal)}"
    if proto.custom_call_schedule:
        yield f"schedule={enumerator('CustomCallSchedule', proto.custom_call_schedule)}"
    if proto.custom_call_api_version > 1:
        yield f"api_version={enumerator('CustomCallApiVersion', proto.custom_call_api_version)}"


def _pad(proto: Message) -> _Words:
    yield f"padding={padding_text(proto.padding_config)}"


def _slice_sizes(name: str, shown: str) -> _Part:
    def words(proto: Message) -> _Words:
        yield f"{shown}={braced(getattr(proto, name))}"

    return words


def _gather(proto: Message) -> _Words:
    yield from gather_dimensions(proto.gather_dimension_numbers)


def _scatter(proto: Message) -> _Words:
    yield from scatter_dimensions(proto.scatter_dimension_numbers)


def _rng(proto: Message) -> _Words:
    yield f"distribution={enumerator('RandomDistribution', proto.distribution).lower()}"


def _rng_algorithm(proto: Message) -> _Words:
    yield f"algorithm={enumerator('RandomAlgorithm', proto.rng_algorithm).lower()}"


def _dot(proto: Message) -> _Words:
    yield from dot_dimensions(proto.dot_dimension_numbers)
    yield from _precision(proto)
    yield from _algorithm(proto)


def _ragged_dot(proto: Message) -> _Words:
    numbers = proto.ragged_dot_dimension_numbers
    yield from dot_dimensions(numbers.dot_dimension_numbers)
    yield f"lhs_ragged_dims={braced(numbers.lhs_ragged_dimensions)}"
    if numbers.rhs_group_dimensions:
        yield f"rhs_group_dims={braced(numbers.rhs_group_dimensions)}"
    yield from _precision(proto)


def _domain(proto: Message) -> _Words:
    entry, exit_ = sharding_text(proto.domain_exit_sharding), sharding_text(proto.domain_entry_sharding)
    yield f'domain={{kind="sharding", entry={entry}, exit={exit_}}}'


def _accuracy(proto: Message) -> _Words:
    accuracy = proto.result_accuracy
    if accuracy.HasField("tolerance"):
        tolerance = accuracy.tolerance
        yield f"result_accuracy={{tolerance={{atol={tolerance.atol:g},rtol={tolerance.rtol:g},ulps={tolerance.ulps}}}}}"
    elif accuracy.mode:
        yield f"result_accuracy={{mode={enumerator('ResultAccuracy.Mode', accuracy.mode).lower()}}}"


def _prefetch(proto: Message) -> _Words:
    if proto.HasField("cross_program_prefetch_index"):
        yield f"cross_program_prefetch_index={proto.cross_program_prefetch_index}"


def _scan(proto: Message) -> _Words:
    yield from _dimensions(proto)
    yield from _flag("is_reverse")(proto)
    if proto.num_carries:
        yield f"num_carries={proto.num_carries}"
    if proto.is_associative:
        yield f"is_associative={'true' if proto.is_associative == 1 else 'false'}"


_COLLECTIVE = (_channel, _groups)
_GLOBAL = _flag("use_global_device_ids")
_HOST = _flag("is_host_transfer")
_SORTED = _flag("indices_are_sorted")
_UNIQUE = _flag("unique_indices")
_GATHERED = (*_COLLECTIVE, _dimensions, _GLOBAL)

_PARTS: dict[str, tuple[_Part, ...]] = {
    **dict.fromkeys(("reverse", "concatenate", "reduce", "transpose", "broadcast", "map"), (_dimensions,)),
    **dict.fromkeys(("get-dimension-size", "set-dimension-size"), (_dimensions,)),
    **dict.fromkeys(("batch-norm-training", "batch-norm-inference", "batch-norm-grad"), (_batch_norm,)),
    **dict.fromkeys(("all-reduce", "all-reduce-start"), (*_COLLECTIVE, _GLOBAL)),
    **dict.fromkeys(("all-gather", "all-gather-start"), _GATHERED),
    **dict.fromkeys(("collective-permute", "collective-permute-start"), (_channel, _pairs)),
    **dict.fromkeys(("send", "send-done", "recv", "recv-done"), (_channel, _HOST)),
    **dict.fromkeys(("reduce-window", "select-and-scatter"), (_window,)),
    **dict.fromkeys(("exponential", "exponential-minus-one", "log", "log-plus-one", "logistic"), (_accuracy,)),
    **dict.fromkeys(("tanh", "sine", "cosine", "tan", "sqrt", "rsqrt", "cbrt", "erf"), (_accuracy,)),
    "all-to-all": (*_COLLECTIVE, _dimensions_if_any),
    "ragged-all-to-all": _COLLECTIVE,
    "collective-broadcast": _COLLECTIVE,
    "reduce-scatter": (*_COLLECTIVE, _GLOBAL, _dimensions),
    "sort": (_dimensions, _flag("is_stable")),
    "iota": (_iota,),
    "reshape": (_inferred_dimension,),
    "slice": (_slice,),
    "get-tuple-element": (_index,),
    "compare": (_compare,),
    "fft": (_fft,),
    "triangular-solve": (_triangular_solve,),
    "cholesky": (_cholesky,),
    "parameter": (_parameter,),
    "reduce-precision": (_number("exponent_bits"), _number("mantissa_bits")),
    "infeed": (_config("infeed_config"),),
    "outfeed": (_outfeed_shape, _config("outfeed_config")),
    "fusion": (_fusion, aliasing),
    "convolution": (_convolution,),
    "custom-call": (_custom_call,),
    "pad": (_pad,),
    "dynamic-slice": (_slice_sizes("dynamic_slice_sizes", "dynamic_slice_sizes"),),
    "gather": (_gather, _slice_sizes("gather_slice_sizes", "slice_sizes"), _SORTED),
    "scatter": (_scatter, _SORTED, _UNIQUE),
    "rng": (_rng,),
    "rng-bit-generator": (_rng_algorithm,),
    "rng-get-and-update-state": (_number("delta"),),
    "dot": (_dot,),
    "ragged-dot": (_ragged_dot,),
    "domain": (_domain,),
    "copy-start": (_prefetch,),
    "topk": (_number("k"), _yes_or_no("largest"), _flag("is_stable")),
    "scan": (_scan,),
}
