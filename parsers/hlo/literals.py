"""Literals: the values of constants, checked for their form and kept as text."""

from __future__ import annotations

import re

from hloscope.ir import Shape

from ..cursor import Cursor
from .patterns import (
    ARRAY_OF_INTEGERS,
    ARRAY_OF_NUMBERS,
    COMPLEX_NUMBER,
    LITERAL_TOKEN,
    SCALAR_INTEGER,
    SCALAR_NUMBER,
)

_CLOSING = {"{": "}", "(": ")"}
_INTEGER_TYPE = re.compile(r"[su]\d+|pred")


def is_plain_literal(text: str, shape: Shape) -> bool:
    """Whether `text` is a number of the element type, an array of them or the elided `{...}`: nearly all literals."""
    if text == "{...}":
        return not shape.is_tuple and bool(shape.dimensions)
    if text.startswith("{"):
        pattern = ARRAY_OF_INTEGERS if _INTEGER_TYPE.fullmatch(shape.element_type) else ARRAY_OF_NUMBERS
        return text.endswith("}") and text.count("{") == text.count("}") and pattern.fullmatch(text) is not None
    if text.startswith("("):
        return shape.element_type in ("c64", "c128") and COMPLEX_NUMBER.fullmatch(text) is not None
    if shape.element_type == "pred":
        return text in ("true", "false")
    pattern = SCALAR_INTEGER if _INTEGER_TYPE.fullmatch(shape.element_type) else SCALAR_NUMBER
    return pattern.fullmatch(text) is not None


def scan_literal(cursor: Cursor, shape: Shape) -> None:
    """Moves over a literal.

    Raises:
        ParseError: unbalanced brackets, or a word that is no value of the element type.
    """
    expected: list[str] = []
    while True:
        token = cursor.take(LITERAL_TOKEN, f"a value of {shape}")
        bracket = token[2]
        if bracket in _CLOSING:
            expected.append(_CLOSING[bracket])
        elif bracket and not expected:
            raise cursor.error(f"a value of {shape}", at=token.start())
        elif bracket and bracket != ",":
            if expected.pop() != bracket:
                raise cursor.error("the bracket that closes the last one", at=token.start())
        elif not bracket:
            _check_value(cursor, token, shape, len(expected))
        if not expected:
            return


def _check_value(cursor: Cursor, token: re.Match[str], shape: Shape, depth: int) -> None:
    ellipsis, _, value = token.groups()
    if ellipsis and depth != 1 and not (shape.is_tuple and depth):
        raise cursor.error("`...` directly inside the outermost braces", at=token.start())
    is_integer = ellipsis or value in ("true", "false") or SCALAR_INTEGER.fullmatch(value)
    if not is_integer and _INTEGER_TYPE.fullmatch(shape.element_type):
        raise cursor.error(f"an integer of {shape.element_type}", at=token.start())
    if not ellipsis and not depth and value.startswith("."):
        raise cursor.error("a digit before the point", at=token.start())
