"""Operands that XLA draws into what reads them: constants, members of tuples, parameters; each as an instruction."""

from __future__ import annotations

from typing import NamedTuple

from hloscope.regex import lazy_pattern

_ARRAY = r"[a-z][a-z0-9]*+\[[<=\d,]*+\](?:\{[^{}]*+\})?+"
_VALUE = lazy_pattern(rf"({_ARRAY}) (\S.*)", 16)  # re.DOTALL
_NAMED = lazy_pattern(rf"(?:constant )?+(\S+) ({_ARRAY}|\(.*\))", 16)
_EMPTY = lazy_pattern(rf"\{{\}} \(({_ARRAY})\)")
_PARAMETER = lazy_pattern(r"Parameter (\d{1,9})")
_BRACKET = lazy_pattern(r"[(){}\[\],]")
_TYPE = lazy_pattern(r"([a-z][a-z0-9]*+)\[([<=\d,]*+)\]")


class Constant(NamedTuple):
    """A constant of a shape; one number of a larger shape is spread over it, which XLA does not draw."""

    shape: str
    literal: str

    @property
    def is_spread(self) -> bool:
        """Whether the shape is that of a broadcast of it."""
        found = _TYPE.match(self.shape)
        return bool(found and found[2] and not self.literal.startswith("{"))

    @property
    def scalar_shape(self) -> str:
        """The shape of the one number."""
        return f"{element_type_of(self.shape)}[]"


def find_constant(text: str) -> Constant | None:
    """The constant that a text shows, with `{...}` for what XLA did not draw, None if it is none."""
    if found := _EMPTY.fullmatch(text):
        return Constant(found[1], "{}")
    if found := _VALUE.fullmatch(text):
        return Constant(found[1], " ".join(found[2].split()))
    found = _NAMED.fullmatch(text)
    return Constant(found[2], "{...}") if found and not text.startswith("tuple-element ") else None


def find_parameter(text: str) -> int | None:
    """The number of the parameter that a text names, if it does."""
    found = _PARAMETER.fullmatch(text)
    return int(found[1]) if found else None


def tuple_members(shape: str) -> list[str]:
    """The shapes in a tuple, without one that XLA cut; none of an array."""
    if not shape.startswith("("):
        return []
    members, depth, start = list[str](), 0, 1
    for found in _BRACKET.finditer(shape):
        if found[0] == "," and depth == 1:
            members.append(shape[start : found.start()].strip())
            start = found.end()
        depth += (found[0] in "([{") - (found[0] in ")]}")
    last = shape[start : len(shape) - 1].strip()
    return [*members, last] if last and not shape.endswith("...") else members


def element_type_of(shape: str) -> str:
    """The type of an array's elements; of a tuple's, that of its first array."""
    found = _TYPE.search(shape)
    return found[1] if found else "f32"
