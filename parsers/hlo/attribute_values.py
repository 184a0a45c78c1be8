"""Attributes decoded: what their values mean."""

from __future__ import annotations

import re

from hloscope.ir import AttributeValue
from hloscope.regex import lazy_pattern

from ..cursor import QUOTED, Cursor
from ..escapes import unescape
from .attribute_forms import without_comments
from .attributes import scan_attributes
from .patterns import PRINTED_ATTRIBUTE

_NUMBER = lazy_pattern(r"-?\d{1,40}", re.ASCII)
_INTEGERS = lazy_pattern(r"\{\s*(-?\d{1,40}(?:\s*,\s*-?\d{1,40})*)?\s*\}", re.ASCII)
_FLOAT = lazy_pattern(r"-?\d+\.\d*(?:[eE][+-]?\d+)?|-?\d+[eE][+-]?\d+", re.ASCII)


def decode_attributes(text: str) -> dict[str, AttributeValue]:
    """`, dimensions={0,1}, index=2` as `{"dimensions": (0, 1), "index": 2}`, each value by its form."""
    return {name: _decode(name, value) for name, value in _values(text)}


def _values(text: str) -> list[tuple[str, str]]:
    """The attributes of a text that the parser has taken: from a line as XLA prints it, or by `scan_attributes`."""
    values: list[tuple[str, str]] = []
    position = 0
    while found := PRINTED_ATTRIBUTE.match(text, position):
        values.append((found[1], found[2]))
        position = found.end()
    if position == len(text):
        return values
    return [(name, text[start:end]) for name, start, end in scan_attributes(Cursor(text))]


def _decode(name: str, text: str) -> AttributeValue:
    if text.startswith("{") and name in ("backend_config", "frontend_attributes"):
        return text
    return decode_value(without_comments(text).strip())


def decode_value(text: str) -> AttributeValue:
    """A bool, a number, an unescaped string or a list of ints; anything else stays the text it is."""
    if text in ("true", "false"):
        return text == "true"
    if _NUMBER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if text[:1] in ('"', "'") and QUOTED.fullmatch(text):
        return unescape(text[1:-1])
    integers = _INTEGERS.fullmatch(text)
    if integers:
        return tuple(map(int, integers[1].split(","))) if integers[1] else ()
    return text
