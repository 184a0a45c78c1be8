"""Literals: the values of constants, checked for their form and kept as text."""

from __future__ import annotations

import re

from hloscope.ir import Shape

from .cursor import Cursor
from .patterns import (
    ARRAY_OF_INTEGERS,
    ARRAY_OF_NUMBERS,
    COMPLEX_NUMBER,
    INTEGER,
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
    """Moves over a literal up to the parenthesis that closes its constant.

    Raises:
        ParseError: unbalanced brackets, or a word that is no value of the element type.
    """
    wants_integer = bool(_INTEGER_TYPE.fullmatch(shape.element_type))
    expected: list[str] = []
    while True:
        cursor.skip()
        start = cursor.position
        if not expected and cursor.text.startswith(")", start):
            return
        token = cursor.take(LITERAL_TOKEN, f"a value of {shape}")
        ellipsis, bracket, value = token.groups()
        if bracket in _CLOSING:
            expected.append(_CLOSING[bracket])
        elif bracket in ("}", ")"):
            if not expected or expected.pop() != bracket:
                raise cursor.error("a literal with balanced brackets", at=start)
        elif ellipsis and not shape.is_tuple and len(expected) != 1:
            raise cursor.error("`...` directly inside the outermost braces", at=start)
        elif value and wants_integer and value not in ("true", "false") and not INTEGER.fullmatch(value):
            raise cursor.error(f"an integer of {shape.element_type}", at=start)
        elif value and not expected and value.startswith("."):
            raise cursor.error("a digit before the point", at=start)
