"""Pattern texts: a small language for what computes what, such as `maximum(add(x, broadcast(b)), 0)`.

x               any value, and the same value wherever the name comes again
_               any value
0   1e-5  -inf  a constant of this value, also broadcast to an array
dot(x, w)       the operation with these operands; of add, maximum, dot and the like in either order
reduce(x, ...)  whatever operands follow
add|subtract(x, y)   one of several operations; `_(x)` is any of one operand
e=exponential(x)     a name for a part, to use again
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from hloscope.parsers import Cursor
from hloscope.regex import compiled

_SPACES = compiled(r"\s*+")
_NUMBER = compiled(r"[-+]?(?:\d++(?:\.\d*+)?(?:[eE][-+]?\d++)?|inf|nan)(?![\w.-])")
_NAME = compiled(r"[A-Za-z_][\w-]*+")
_OPENING = compiled(r"[(|]")
_FOUND = compiled(r"[\w.-]+|\S")  # what an error message quotes
_MAX_PARTS = 100  # real patterns have ten; matching recurses through all of them


@dataclass(frozen=True, slots=True)
class Anything:
    """Matches every value; with a name, the same value wherever it comes again."""

    name: str = ""

    def __str__(self) -> str:
        return self.name or "_"


@dataclass(frozen=True, slots=True)
class Constant:
    """Matches a constant of this value."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Operation:
    """Matches one of these opcodes (none: any) with these operands, and others behind them if it `has_more`."""

    opcodes: tuple[str, ...]
    operands: tuple[Pattern, ...]
    has_more: bool = False
    name: str = ""

    def __str__(self) -> str:
        inside = ", ".join([*map(str, self.operands), *["..."] * self.has_more])
        name = f"{self.name}=" if self.name else ""
        return f"{name}{'|'.join(self.opcodes) or '_'}({inside})"


Pattern = Anything | Constant | Operation


def parse_pattern(text: str, opcodes: Collection[str]) -> Operation:
    """The pattern in a text; `opcodes` are the operations that it may name.

    Raises:
        ParseError: the text is no pattern of an operation, or names an operation that is not known.
    """
    reader = _Reader(text, opcodes)
    pattern = reader.pattern()
    if not reader.at_end():
        raise reader.error("the end of the pattern")
    if not isinstance(pattern, Operation):
        reader.position = 0
        raise reader.error("an operation such as add(x, y)")
    return pattern


class _Reader(Cursor):
    """Reads a pattern from left to right."""

    __slots__ = ("_opcodes", "_parts")

    def __init__(self, text: str, opcodes: Collection[str]) -> None:
        super().__init__(text, filename="pattern", spaces=_SPACES)
        self._opcodes = opcodes
        self._parts = 0

    def found_at(self, position: int) -> str:
        word = _FOUND.match(self.text, position)
        return repr(word[0]) if word else "the end"

    def pattern(self) -> Pattern:
        self._parts += 1
        if self._parts > _MAX_PARTS:
            raise self.error(f"at most {_MAX_PARTS} parts")
        number = self.find(_NUMBER)
        if number:
            return Constant(number[0])
        word = self.take(_NAME, "an operation, a name or a number")
        if self.accept("="):
            return self._named(word)
        if self.starts_with(_OPENING):
            return self._operation(word)
        if word[0] in ("true", "false"):
            return Constant(word[0])
        return Anything("" if word[0] == "_" else word[0])

    def _named(self, name: re.Match[str]) -> Operation:
        inner = self.pattern()
        if not isinstance(inner, Operation) or inner.name or name[0] == "_":
            raise self.error("one name for an operation, such as e=exponential(x)", at=name.start())
        return Operation(inner.opcodes, inner.operands, inner.has_more, name[0])

    def _operation(self, word: re.Match[str]) -> Operation:
        opcodes = [self._opcode(word)]
        while self.accept("|"):
            opcodes.append(self._opcode(self.take(_NAME, "an opcode")))
        self.expect("(")
        operands, has_more = self._operands()
        return Operation(tuple(opcode for opcode in opcodes if opcode != "_"), operands, has_more)

    def _opcode(self, word: re.Match[str]) -> str:
        if word[0] == "_" or word[0] in self._opcodes:
            return word[0]
        close = get_close_matches(word[0], sorted(self._opcodes), n=1)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        raise self.error("an opcode", at=word.start(), found=f"{word[0]!r}{hint}")

    def _operands(self) -> tuple[tuple[Pattern, ...], bool]:
        operands: list[Pattern] = []
        while not self.accept(")"):
            if operands:
                self.expect(",", "',' or ')'")
            if self.accept("..."):
                self.expect(")", "')' behind '...'")
                return tuple(operands), True
            operands.append(self.pattern())
        return tuple(operands), False
