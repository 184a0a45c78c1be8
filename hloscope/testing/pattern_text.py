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

from hloscope.errors import ParseError

_TOKEN = re.compile(
    r"\s*+(?:(?P<number>[-+]?(?:\d++(?:\.\d*+)?(?:[eE][-+]?\d++)?|inf|nan)(?![\w.-]))"
    r"|(?P<name>[A-Za-z_][\w-]*+)|(?P<sign>\.\.\.|[(),|=])|(?P<end>\Z))"
)
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
    start = reader.position
    pattern = reader.pattern()
    if not reader.take("end"):
        raise reader.error("the end of the pattern")
    if not isinstance(pattern, Operation):
        raise reader.error("an operation such as add(x, y)", start)
    return pattern


class _Reader:
    """Reads a pattern from left to right; `kind` and `word` are of the token at `position`."""

    def __init__(self, text: str, opcodes: Collection[str]) -> None:
        self._text = text
        self._opcodes = opcodes
        self._parts = 0
        self._next = 0
        self._advance()

    def _advance(self) -> None:
        found = _TOKEN.match(self._text, self._next)
        self.kind = (found.lastgroup or "") if found else ""
        self.word = found[self.kind] if found else ""
        self.position = found.start(self.kind) if found else self._next
        self._next = found.end() if found else self._next

    def error(self, expected: str, position: int | None = None, hint: str = "") -> ParseError:
        place = self.position if position is None else position
        rest = re.compile(r"[\w.-]+|\S|\Z").search(self._text, place)
        found = repr(rest[0]) if rest and rest[0] else "the end"
        return ParseError(expected, f"{found}{hint}", text=self._text, position=place, filename="pattern")

    def take(self, kind: str, word: str | None = None) -> str | None:
        """The token if it is this one; the next one is next then."""
        if self.kind != kind or word not in (None, self.word):
            return None
        taken = self.word
        self._advance()
        return taken or kind

    def pattern(self) -> Pattern:
        self._parts += 1
        if self._parts > _MAX_PARTS:
            raise self.error(f"at most {_MAX_PARTS} parts")
        number = self.take("number")
        if number:
            return Constant(number)
        start = self.position
        word = self.take("name")
        if word is None:
            raise self.error("an operation, a name or a number")
        if self.take("sign", "="):
            return self._named(word, start)
        if self.kind == "sign" and self.word in ("(", "|"):
            return self._operation(word, start)
        if word in ("true", "false"):
            return Constant(word)
        return Anything("" if word == "_" else word)

    def _named(self, name: str, start: int) -> Operation:
        inner = self.pattern()
        if not isinstance(inner, Operation) or inner.name or name == "_":
            raise self.error("one name for an operation, such as e=exponential(x)", start)
        return Operation(inner.opcodes, inner.operands, inner.has_more, name)

    def _operation(self, word: str, start: int) -> Operation:
        opcodes = [self._opcode(word, start)]
        while self.take("sign", "|"):
            place = self.position
            opcodes.append(self._opcode(self.take("name") or "", place))
        if not self.take("sign", "("):
            raise self.error("'('")
        operands, has_more = self._operands()
        return Operation(tuple(opcode for opcode in opcodes if opcode != "_"), operands, has_more)

    def _opcode(self, word: str, place: int) -> str:
        if word == "_" or word in self._opcodes:
            return word
        close = get_close_matches(word, sorted(self._opcodes), n=1)
        raise self.error("an opcode", place, f"; did you mean {close[0]!r}?" if close else "")

    def _operands(self) -> tuple[tuple[Pattern, ...], bool]:
        operands: list[Pattern] = []
        while not self.take("sign", ")"):
            if operands and not self.take("sign", ","):
                raise self.error("',' or ')'")
            if self.take("sign", "..."):
                if not self.take("sign", ")"):
                    raise self.error("')' behind '...'")
                return tuple(operands), True
            operands.append(self.pattern())
        return tuple(operands), False
