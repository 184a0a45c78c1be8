"""Dimension numbers, windows and paddings of protos as HLO text: which dimension plays which part."""

from __future__ import annotations

from collections.abc import Iterator

from .messages import Message
from .words import braced


def dot_dimensions(proto: Message) -> Iterator[str]:
    """`lhs_contracting_dims={1}, rhs_contracting_dims={0}`, batches in front of each (DotDimensionNumbersToString)."""
    for side in ("lhs", "rhs"):
        batch = getattr(proto, f"{side}_batch_dimensions")
        if batch:
            yield f"{side}_batch_dims={braced(batch)}"
        yield f"{side}_contracting_dims={braced(getattr(proto, f'{side}_contracting_dimensions'))}"


def gather_dimensions(proto: Message) -> Iterator[str]:
    """`offset_dims={0}, collapsed_slice_dims={0}, ...` (GatherDimensionNumbersToString)."""
    yield f"offset_dims={braced(proto.offset_dims)}"
    yield f"collapsed_slice_dims={braced(proto.collapsed_slice_dims)}"
    yield f"start_index_map={braced(proto.start_index_map)}"
    for name in ("operand_batching_dims", "start_indices_batching_dims"):
        yield from (f"{name}={braced(numbers)}" for numbers in [getattr(proto, name)] if numbers)
    yield f"index_vector_dim={proto.index_vector_dim}"


def scatter_dimensions(proto: Message) -> Iterator[str]:
    """`update_window_dims={}, inserted_window_dims={0}, ...` (ScatterDimensionNumbersToString)."""
    yield f"update_window_dims={braced(proto.update_window_dims)}"
    yield f"inserted_window_dims={braced(proto.inserted_window_dims)}"
    yield f"scatter_dims_to_operand_dims={braced(proto.scatter_dims_to_operand_dims)}"
    for name in ("input_batching_dims", "scatter_indices_batching_dims"):
        yield from (f"{name}={braced(numbers)}" for numbers in [getattr(proto, name)] if numbers)
    yield f"index_vector_dim={proto.index_vector_dim}"


def padding_text(proto: Message) -> str:
    """`0_1x0_1`, in all dimensions with `_2` behind it if the elements of any are moved apart."""
    has_interior = any(each.interior_padding for each in proto.dimensions)
    sizes = (
        f"{each.edge_padding_low}_{each.edge_padding_high}" + (f"_{each.interior_padding}" if has_interior else "")
        for each in proto.dimensions
    )
    return "x".join(sizes)


def window_text(proto: Message) -> str:
    """`{size=3x3 stride=2x2 pad=1_1x1_1}`; what is as it is by default is left out (window_util::ToString)."""
    dimensions = proto.dimensions
    words = [f"size={'x'.join(str(each.size) for each in dimensions)}"]
    words += _sizes("stride", [each.stride for each in dimensions])
    if any(each.padding_low or each.padding_high for each in dimensions):
        words.append(f"pad={'x'.join(f'{each.padding_low}_{each.padding_high}' for each in dimensions)}")
    words += _sizes("lhs_dilate", [each.base_dilation for each in dimensions])
    words += _sizes("rhs_dilate", [each.window_dilation for each in dimensions])
    if any(each.window_reversal for each in dimensions):
        words.append(f"rhs_reversal={'x'.join(str(int(each.window_reversal)) for each in dimensions)}")
    return f"{{{' '.join(words)}}}"


def convolution_labels(proto: Message) -> str:
    """`b01f_01io->b01f`; `?` is a dimension that plays no part (ConvolutionDimensionNumbersToString)."""
    left = _labels(
        {"b": proto.input_batch_dimension, "f": proto.input_feature_dimension}, proto.input_spatial_dimensions
    )
    right = _labels(
        {"i": proto.kernel_input_feature_dimension, "o": proto.kernel_output_feature_dimension},
        proto.kernel_spatial_dimensions,
    )
    result = _labels(
        {"b": proto.output_batch_dimension, "f": proto.output_feature_dimension}, proto.output_spatial_dimensions
    )
    return f"{left}_{right}->{result}"


def _sizes(name: str, sizes: list[int]) -> list[str]:
    return [f"{name}={'x'.join(map(str, sizes))}"] if any(size != 1 for size in sizes) else []


def _labels(named: dict[str, int], spatial: list[int]) -> str:
    places = {place: label for label, place in named.items()} | {place: str(n) for n, place in enumerate(spatial)}
    rank = max([len(places), *(place + 1 for place in places if place < 100)])
    return "".join(places.get(place, "?") for place in range(rank))
