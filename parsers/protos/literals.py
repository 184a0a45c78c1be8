"""Literals of protos as HLO text: `1.5`, `{1, 2}`, `{ {1}, {2} }`, `(1, {2, 3})`.

Numbers are printed so that they read back as the same (RoundTripFpToString in xla/util.cc).
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice

from .messages import Message
from .narrow_floats import NARROW_FLOATS
from .shapes import element_type
from .words import word

_MOST_EMPTY = 1000  # rows without elements that are printed
_LISTS = {"pred": "preds", "s32": "s32s", "s64": "s64s", "u32": "u32s", "u64": "u64s", "f32": "f32s", "f64": "f64s"}
_PACKED = {"s16": "<h", "u16": "<H", "s8": "<b", "u8": "<B", "f16": "<e"}
_SUBBYTE = ("s1", "s2", "s4", "u1", "u2", "u4")
_DIGITS = {"f32": (6, 9), "f64": (15, 17), "c64": (6, 9), "c128": (15, 17)}  # those that may do, those that always do


def literal_text(proto: Message) -> str:
    """The value of a constant as XLA prints one that is not too large: every element of it.

    `{...}` where the shape says that there are more or less than there are.
    """
    shape = proto.shape
    name = element_type(shape.element_type)
    if name == "tuple":
        return f"({', '.join(map(literal_text, proto.tuple_literals))})"
    if name == "pred" and not shape.dimensions:
        return word(any(proto.preds))
    sizes, elements = [*shape.dimensions], [*_elements(proto, name)]
    has_all = math.prod(sizes) == len(elements) and len(elements) + _MOST_EMPTY > math.prod(filter(None, sizes))
    return _array_text(sizes, iter(elements)) if has_all else "{...}"


def _array_text(sizes: Sequence[int], elements: Iterator[str], *, is_inner: bool = False) -> str:
    """The elements in nested braces, with blanks inside those of a matrix that hold more than one."""
    if not sizes:
        return next(elements)
    if len(sizes) == 1:
        texts = [*islice(elements, sizes[0])]
        return f"{{ {', '.join(texts)} }}" if is_inner and sizes[0] > 1 else f"{{{', '.join(texts)}}}"
    rows = (_array_text(sizes[1:], elements, is_inner=True) for _ in range(sizes[0]))
    return f"{{ {', '.join(rows)} }}"


def _elements(proto: Message, name: str) -> Iterator[str]:
    if name in _LISTS:
        yield from map(_printer(name), getattr(proto, _LISTS[name]))
    elif name in ("c64", "c128"):
        parts = iter(map(_printer(name), proto.c64s if name == "c64" else proto.c128s))
        yield from (f"({real}, {imaginary})" for real, imaginary in zip(parts, parts, strict=False))
    elif name in _PACKED:
        data: bytes = getattr(proto, f"{name}s")
        size = struct.calcsize(_PACKED[name])
        values = struct.iter_unpack(_PACKED[name], data[: len(data) // size * size])
        yield from (_printer(name)(value) for (value,) in values)
    elif name in _SUBBYTE:
        yield from (str(_subbyte(name, byte)) for byte in getattr(proto, f"{name}s"))
    elif name == "bf16":
        data = proto.bf16s
        halves = struct.iter_unpack("<H", data[: len(data) // 2 * 2])
        yield from (_general(struct.unpack("<f", struct.pack("<I", half << 16))[0], 4) for (half,) in halves)
    elif name in NARROW_FLOATS:
        form = NARROW_FLOATS[name]
        yield from (_general(form.value(byte), form.digits) for byte in getattr(proto, f"{name}s"))


def _printer(name: str) -> Callable[..., str]:
    if name == "pred":
        return _bit
    if name in _DIGITS:
        return partial(_shortest, *_DIGITS[name], is_single=name in ("f32", "c64"))
    return partial(_general, digits=5) if name == "f16" else str


def _bit(value: bool) -> str:  # noqa: FBT001 (mapped over the elements)
    return "1" if value else "0"


def _shortest(few: int, many: int, value: float, *, is_single: bool) -> str:
    """The value with few digits where they read back as the same, else with as many as always do."""
    text = _general(value, few)
    if math.isfinite(value):
        read = float(text)
        if is_single and abs(read) < 3.5e38:
            read = struct.unpack("<f", struct.pack("<f", read))[0]
        if read != value:
            return _general(value, many)
    return text


def _general(value: float, digits: int) -> str:
    """The value as C prints it by `%.*g`."""
    if math.isnan(value):
        return "-nan" if math.copysign(1, value) < 0 else "nan"
    return f"{value:.{digits}g}"


def _subbyte(name: str, byte: int) -> int:
    bits = int(name[1:])
    value = byte & ((1 << bits) - 1)
    return value - (1 << bits) if name[0] == "s" and value >> (bits - 1) else value
