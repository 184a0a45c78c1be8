"""Notation: arrays as people write them, `f32[n,128]` of HLO, `float32[8]` of numpy and `torch.float32[8]` of torch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from hloscope.errors import HloscopeError

_ARRAY = re.compile(
    r"\s*((?:[A-Za-z_]\w*\.)*[A-Za-z]\w*)\[\s*((?:\w+\s*(?:,\s*\w+\s*)*)?)\]\s*",
    re.ASCII,
)
_SMALL_FLOATS = "f8e3m4 f8e4m3 f8e4m3b11fnuz f8e4m3fn f8e4m3fnuz f8e5m2 f8e5m2fnuz f8e8m0fnu f4e2m1fn".split()
# By XLA's names those of numpy (with ml_dtypes), which are those of the frameworks.
_NAMES: Mapping[str, str] = {
    "pred": "bool",
    "bf16": "bfloat16",
    **{f"f{bits}": f"float{bits}" for bits in (16, 32, 64)},
    **{f"c{bits}": f"complex{bits}" for bits in (64, 128)},
    **{f"s{bits}": f"int{bits}" for bits in (2, 4, 8, 16, 32, 64)},
    **{f"u{bits}": f"uint{bits}" for bits in (2, 4, 8, 16, 32, 64)},
    **{name: f"float{name[1]}_{name[2:]}" for name in _SMALL_FLOATS},
}
_KNOWN = frozenset(_NAMES.values())
_OF_TORCH = {
    "half": "float16",
    "float": "float32",
    "double": "float64",
    "short": "int16",
    "int": "int32",
    "long": "int64",
    "cfloat": "complex64",
    "cdouble": "complex128",
}


class ArrayText(NamedTuple):
    """An array as it was written: its element type, and its sizes, which may be names."""

    element_type: str
    sizes: tuple[str, ...]


def find_array(text: str) -> ArrayText | None:
    """The array that a text describes, None if it describes none."""
    found = _ARRAY.fullmatch(text)
    if not found:
        return None
    element_type, sizes = found.groups()
    return ArrayText(element_type, tuple(size.strip() for size in sizes.split(",") if size.strip()))


def dtype_name(element_type: str) -> str:
    """The name by which frameworks call an element type: `float32` of `f32`, `float32` and `torch.float`.

    Raises:
        HloscopeError: there is no such element type.
    """
    package, _, plain = element_type.rpartition(".")
    if package == "torch" and plain in _OF_TORCH:
        return _OF_TORCH[plain]
    name = _NAMES.get(plain, plain.removesuffix("_"))  # numpy's `bool_`
    if name not in _KNOWN:
        raise HloscopeError(f"expected an element type such as f32, bf16, s32 or pred, found {element_type!r}")
    return name
