"""Element types: which of two is the more precise, and what complex numbers are made of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from hloscope.shapes import bits_of

from .call import IllTypedError

# From the least precise, by range and then by digits (xla/primitive_util.h, HigherPrecisionType).
_FLOATS = """f4e2m1fn f8e3m4 f8e4m3b11fnuz f8e4m3fnuz f8e4m3 f8e4m3fn f8e5m2fnuz f8e5m2 f16 f8e8m0fnu bf16 f32
f64""".split()
_COMPONENTS = {"c64": "f32", "c128": "f64"}
_COMPOSED = {component: composed for composed, component in _COMPONENTS.items()}


def component_of(element_type: str) -> str:
    """What the real and the imaginary part of a complex number are; of a real one it is its own type."""
    return _COMPONENTS.get(element_type, element_type)


def complex_of(component: str) -> str:
    """The complex type with this type of parts.

    Raises:
        KeyError: there is none.
    """
    return _COMPOSED[component]


def is_sub_byte(element_type: str) -> bool:
    """Whether its elements may be packed, several to a byte."""
    return bits_of(element_type) < 8


def most_precise(element_types: Iterable[str]) -> str:
    """The type of what is computed from all these."""
    return reduce(_more_precise, element_types)


def common_type(element_types: Iterable[str]) -> str:
    """The same, of types that may meet in one operation: equal ones, or floating-point ones of any precision.

    Raises:
        IllTypedError: they may not meet.
    """
    types = list(element_types)
    if any(element_type != types[0] for element_type in types) and not all(map(_is_float, types)):
        raise IllTypedError(", ".join(types))
    return most_precise(types)


def _is_float(element_type: str) -> bool:
    return element_type in _FLOATS


def _more_precise(one: str, other: str) -> str:
    return other if _precision(other) > _precision(one) else one


def _precision(element_type: str) -> tuple[bool, int, int, bool]:
    """A key that puts complex before floating before whole numbers, then more bits, then signed before unsigned."""
    component = component_of(element_type)
    place = _FLOATS.index(component) if component in _FLOATS else -1
    bits = 1 if component == "pred" else bits_of(component)
    return component != element_type, place, bits, component.startswith("s")
