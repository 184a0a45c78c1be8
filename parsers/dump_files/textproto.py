"""Protocol buffers in text form, such as `thunk_metadata.txt`, without their schema: names, and lists of values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias, Union

from hloscope.regex import compiled

from ..cursor import Cursor
from ..escapes import unescape

TextProto: TypeAlias = "dict[str, list[Value]]"
"""The fields of a message in text order; every field is a list, for only a schema knows which are repeated."""
Value: TypeAlias = Union[bool, int, float, str, "TextProto"]
"""A number, true or false, a string or the name of an enum's value, or a message in it."""

# Every repeat is possessive or bounded: linear time on any text.
_SPACE = compiled(r"(?:\s++|#[^\n]*+)*+")
_NAME = compiled(r"[A-Za-z_]\w*+|\[[\w.\-/]++\]", re.ASCII)
_STRING = compiled(r'"((?:[^"\\\n]++|\\.)*+)"|\'((?:[^\'\\\n]++|\\.)*+)\'', re.DOTALL)
_QUOTE = compiled("[\"']")
_SIGN = compiled(r"-(?:\s++|#[^\n]*+)*+")
_INTEGER = compiled(r"(?:0[xX]([0-9a-fA-F]++)|(0[0-7]*+)|([1-9]\d*+))(?![\w.])", re.ASCII)
_FLOAT = compiled(r"(?:\d++\.\d*+|\.\d++|\d++(?=[eEfF]))(?:[eE][+-]?\d++)?+[fF]?(?!\w)", re.ASCII)
_WORD = compiled(r"[A-Za-z_]\w*+", re.ASCII)
_FOUND = compiled(r"[\w.]++|[^\w\s]", re.ASCII)
# A line as protobuf prints it, with the next one behind it. Groups: name, `{`, string, integer, decimal, word; or `}`.
_PRINTED = compiled(
    r'\s*+(?:([A-Za-z_]\w*+)(?: (\{)|: (?:"([^"\\\n]*+)"|(-?(?:0|[1-9]\d{0,17}+))|(-?\d{1,18}+\.\d{1,18}+)'
    r"|([A-Za-z_]\w*+))(?=\n))|(\}))(?=\s*+[A-Za-z_}])",
    re.ASCII,
)

_CLOSING = {"{": "}", "<": ">"}
_WORDS: dict[str, Value] = {"true": True, "false": False, "inf": float("inf"), "nan": float("nan")}
_MAX_DIGITS = 400  # Python refuses to read numbers of thousands of digits


@dataclass(slots=True)
class _Open:
    """A message or a list that is not closed yet: where values go, and the bracket that ends it."""

    values: list[Value] = field(default_factory=list["Value"])
    fields: TextProto = field(default_factory=dict[str, "list[Value]"])
    closing: str = ""

    @property
    def is_list(self) -> bool:
        return self.closing == "]"


def parse_textproto(text: str, *, filename: str | None = None) -> TextProto:
    """The message that `text` holds, without regard to a schema; `filename` is for error messages.

    The syntax is protobuf.dev's text format specification: `field: value`, `field { ... }`, `field < ... >`, lists
    `[a, b]`, comments `#`, and strings side by side that are one string.

    Raises:
        ParseError: the text breaks that syntax, or ends in the middle.
    """
    reader = _Reader(text, filename=filename, spaces=_SPACE)
    root = _Open()
    open_scopes = [root]
    while True:
        _take_printed(reader, open_scopes)
        scope = open_scopes[-1]
        if scope.closing and reader.accept(scope.closing):
            open_scopes.pop()
            reader.accept_separator()
        elif not scope.closing and reader.at_end():
            return root.fields
        else:
            opened = reader.take_element(scope)
            if opened:
                open_scopes.append(opened)


def _take_printed(reader: _Reader, open_scopes: list[_Open]) -> None:
    """Takes lines as protobuf prints them up to the first other one: a fifth of the time of going token by token."""
    match, text = _PRINTED.match, reader.text
    while not open_scopes[-1].is_list and (printed := match(text, reader.position)):
        name, opening, string, integer, decimal, word, closing = printed.groups()
        if closing:
            if open_scopes[-1].closing != closing:
                return
            open_scopes.pop()
        else:
            values = open_scopes[-1].fields.setdefault(name, [])
            if opening:
                open_scopes.append(_Open(closing="}"))
                values.append(open_scopes[-1].fields)
            elif string is not None:
                values.append(string)
            elif integer or decimal:
                values.append(int(integer) if integer else float(decimal))
            else:
                values.append(_WORDS.get(word.lower(), word))
        reader.position = printed.end()


class _Reader(Cursor):
    """Moves over the text, token by token."""

    __slots__ = ()

    def found_at(self, position: int) -> str:
        word = _FOUND.match(self.text, position)
        text = word[0][:60] if word else self.text[position : position + 1]
        return repr(text) if text else "the end of the text"

    def accept_separator(self) -> None:
        if not self.accept(","):
            self.accept(";")

    def take_element(self, scope: _Open) -> _Open | None:
        """Takes a field of a message or an element of a list; gives back what was opened by it."""
        if scope.is_list:
            return self.take_value(scope.values, expected="a value or ']'")
        name = self.take(_NAME, f"a field name or {scope.closing!r}" if scope.closing else "a field name")
        values = scope.fields.setdefault(name[0], [])
        has_colon = self.accept(":")
        if has_colon and self.accept("["):
            return _Open(values=values, closing="]")
        return self.take_value(values, expected="a value" if has_colon else "':' or '{'", is_message=not has_colon)

    def take_value(self, values: list[Value], *, expected: str, is_message: bool = False) -> _Open | None:
        for opening, closing in _CLOSING.items():
            if self.accept(opening):
                opened = _Open(closing=closing)
                values.append(opened.fields)
                return opened
        scalar = None if is_message else self.find_scalar()
        if scalar is None:
            raise self.error("a string with its closing quote" if self.starts_with(_QUOTE) else expected)
        values.append(scalar)
        self.accept_separator()
        return None

    def find_scalar(self) -> Value | None:
        string = self.find(_STRING)
        if string:
            return self.rest_of_string(string)
        start = self.position
        sign = -1 if self.find(_SIGN) else 1
        number = self.find(_INTEGER) or self.find(_FLOAT)
        if number and len(number[0]) <= _MAX_DIGITS:
            return sign * _number_of(number)
        word = None if number else self.find(_WORD)
        value = _WORDS.get(word[0].lower(), word[0]) if word else None
        if value is None or (sign < 0 and not isinstance(value, float)):
            self.position = start
            return None
        return sign * value if isinstance(value, float) else value

    def rest_of_string(self, first: re.Match[str]) -> str:
        parts = [first[1] or first[2] or ""]
        while more := self.find(_STRING):
            parts.append(more[1] or more[2] or "")
        return unescape("".join(parts))


def _number_of(match: re.Match[str]) -> int | float:
    if match.re is _FLOAT:
        return float(match[0].rstrip("fF"))
    hexadecimal, octal, decimal = match.groups()
    return int(hexadecimal, 16) if hexadecimal else int(octal, 8) if octal else int(decimal)


def messages_of(message: TextProto, field: str) -> list[TextProto]:
    """The messages in a field, in order; what is of another type there is left out."""
    return [value for value in message.get(field, ()) if isinstance(value, dict)]


def strings_of(message: TextProto, field: str) -> tuple[str, ...]:
    """The strings, or names of enum values, in a field."""
    return tuple([value for value in message.get(field, ()) if isinstance(value, str)])


def string_of(message: TextProto, field: str) -> str:
    """The string in a field, the last where there are several, "" where there is none."""
    return next(reversed(strings_of(message, field)), "")


def number_of(message: TextProto, field: str) -> float | None:
    """The number in a field, if there is one."""
    numbers = [v for v in message.get(field, ()) if isinstance(v, int | float) and not isinstance(v, bool)]
    return numbers[-1] if numbers else None
