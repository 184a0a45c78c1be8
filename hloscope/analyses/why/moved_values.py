"""Moved values: copies and transposes that change where a value lies, or in which order, and so end a kernel."""

from __future__ import annotations

from typing import Final

from hloscope.analyses.facts.operations import FUSIONS
from hloscope.analyses.why.boundary import Boundary
from hloscope.analyses.why.copy_causes import cause_of
from hloscope.ir import HloInstruction, Layout, Shape

# What S(n) means (xla/layout.h; `pinned_host` and device memories of jax).
_SPACES: Final = {0: "device memory", 5: "host memory"}
_SPACES_OF: Final = {
    "tpu": {0: "HBM", 1: "VMEM", 5: "host memory"},
    "gpu": {0: "device memory", 1: "memory of collectives", 5: "host memory"},
}
_ARRAYS_OF_START: Final = {"copy": 0}  # where in the tuple of a start its result is: of all others behind the operands


def memory_space(boundary: Boundary) -> str | None:
    """A copy from one memory into another."""
    for end in _movers(boundary):
        source, result = _moved(end)
        before, after = _space_of(source), _space_of(result)
        if before != after:
            return f"{boundary.name_of(end)} moves it from {_named(before, boundary)} to {_named(after, boundary)}"
    return None


def layout(boundary: Boundary) -> str | None:
    """A copy into another order or tiling, or a transpose beside a library call."""
    for end in _movers(boundary):
        text = _change_of(*(shape.layout for shape in _moved(end)))
        if text:
            return f"{boundary.name_of(end)} changes the {text}"
    movers = [end for end in boundary.operations if end.opcode == "transpose"]
    is_library = "library" in (boundary.producer_class, boundary.consumer_class)
    return f"{boundary.name_of(movers[0])} reorders what a library call works on" if movers and is_library else None


def copy(boundary: Boundary) -> str | None:
    """A copy of a value as it is."""
    for word, end, launch_class in boundary.ends:
        if launch_class != "copy":
            continue
        if end.opcode in FUSIONS:
            return f"the {word} moves a block as it is: it runs as a memcpy, without a kernel"
        if end.opcode.removesuffix("-start") != "copy":
            return f"the {word} copies what it works on in place"
        return cause_of(end, boundary)
    return None


def _movers(boundary: Boundary) -> list[HloInstruction]:
    return [end for end in boundary.operations if end.operands and end.opcode.removesuffix("-start") in _MOVING]


_MOVING = frozenset({"copy", "slice", "dynamic-slice"})


def _moved(mover: HloInstruction) -> tuple[Shape, Shape]:
    """The shapes of what it reads and of what it gives; a slice is asked only where it is asynchronous."""
    opcode, shape = mover.opcode.removesuffix("-start"), mover.shape
    if opcode == mover.opcode:
        return (mover.operands[0].shape if opcode == "copy" else shape), shape
    index = _ARRAYS_OF_START.get(opcode, 1)
    result = shape.tuple_shapes[index] if index < len(shape.tuple_shapes) else shape
    return (mover.operands[0].shape if opcode == "copy" else _in_place_of(mover.operands[0].shape, result)), result


def _in_place_of(source: Shape, result: Shape) -> Shape:
    """A slice keeps no order of its operand that could be compared: only the memory is."""
    return source if _space_of(source) != _space_of(result) else result


def _space_of(shape: Shape) -> int:
    return shape.layout.memory_space if shape.layout else 0


def _named(space: int, boundary: Boundary) -> str:
    name = _SPACES_OF.get(boundary.platform or "", _SPACES).get(space)
    return (f"{name}, S({space})" if space else name) if name else f"S({space})"


def _change_of(before: Layout | None, after: Layout | None) -> str | None:
    if before is None or after is None or before == after:
        return None
    return "layout" if before.minor_to_major != after.minor_to_major else "tiling"
