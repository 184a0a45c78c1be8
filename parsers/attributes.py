"""Attributes in HLO text: where a value ends, what it means, and the few whose form XLA fixes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hloscope.ir import AttributeValue

from .cursor import Cursor
from .patterns import ATTRIBUTE_NAME, BRACKETED, COMMENT, ESCAPE, QUOTED, RAW_BRACED, VALUE_GOES_ON, VALUE_WORD

_CLOSING = {"{": "}", "(": ")", "[": "]"}
_NUMBER = re.compile(r"-?\d{1,40}")
_INTEGERS = re.compile(r"\{\s*(-?\d{1,40}(?:\s*,\s*-?\d{1,40})*)?\s*\}")
_FLOAT = re.compile(r"-?\d+\.\d*(?:[eE][+-]?\d+)?|-?\d+[eE][+-]?\d+")

# Attributes of a fixed form (xla/hlo/parser/hlo_parser.cc): a value of another form is a broken text.
_FORMS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "window": (re.compile(r"\{\s*+(?:\w++=[\w\-]++\s*+)*+\}"), "a window such as {size=3x3 pad=1_1x1_1}"),
    "frontend_attributes": (
        re.compile(r"\{\s*+(?:\}|[\w.\-]++=[\"'{])"),
        'attributes such as {name="value"}',
    ),
    "input_output_alias": (
        re.compile(r"\{\s*+(?:\{[\d,\s]*+\}\s*+:\s*+(?:\([^()]*+\)|\d++(?=\s*+,))\s*+,?+\s*+)*+\}"),
        "aliases such as {{0}: (0, {}, may-alias)}",
    ),
    "backend_config": (re.compile(r"[\"'{]"), "a string or a JSON object"),
}


def scan_attributes(cursor: Cursor) -> Iterator[tuple[str, int, int]]:
    """Takes `, name=value` as often as it is there; gives each name and where its value begins and ends."""
    seen: set[str] = set()
    while cursor.accept(","):
        name = cursor.take(ATTRIBUTE_NAME, "the name of an attribute")
        if name[1] in seen:
            raise cursor.error("an attribute that is not there yet", at=name.start(), found=f"a second {name[1]!r}")
        seen.add(name[1])
        cursor.skip()
        start = cursor.position
        scan_value(cursor, is_raw=name[1] == "backend_config")
        _check_form(cursor, name[1], start)
        yield name[1], start, cursor.position


def scan_value(cursor: Cursor, *, is_raw: bool = False) -> None:
    """Moves over one value: adjacent words, strings and brackets; white space ends it unless a bracket follows.

    `is_raw` is for backend_config, in whose braces only "..." hides a brace: the content need not be JSON.
    """
    start = cursor.position
    while True:
        text, position = cursor.text, cursor.position
        char = text[position : position + 1]
        found = VALUE_WORD.match(text, position) or (QUOTED.match(text, position) if char in "\"'" else None)
        if found and found.end() > position:
            cursor.position = found.end()
        elif char in _CLOSING and char:
            _skip_raw_braces(cursor) if is_raw and char == "{" else _skip_brackets(cursor)
        elif position == start:
            raise cursor.error("a string that ends" if char in ('"', "'") and char else "the value of an attribute")
        elif not _goes_on(cursor):
            return


def _goes_on(cursor: Cursor) -> bool:
    """Moves over white space if a bracket or a number stands behind it: `literal=s32[2]{0} {1,2}`."""
    before = cursor.position
    if not cursor.starts_with(VALUE_GOES_ON):
        return False
    cursor.skip()
    return cursor.position > before


def _skip_brackets(cursor: Cursor) -> None:
    """Moves over balanced brackets of all kinds; strings and comments inside hide theirs."""
    text, opened_at = cursor.text, cursor.position
    expected = [_CLOSING[text[opened_at]]]
    cursor.position += 1
    while True:
        found = BRACKETED.match(text, cursor.position)
        position = cursor.position = found.end() if found else cursor.position
        char = text[position : position + 1]
        if char in _CLOSING and char:
            expected.append(_CLOSING[char])
        elif char in ("}", ")", "]"):
            if char != expected.pop():
                raise cursor.error("the bracket that closes the last one")
        else:
            cursor.position = _end_of_hidden(cursor, opened_at)
            continue
        cursor.position += 1
        if not expected:
            return


def _end_of_hidden(cursor: Cursor, opened_at: int) -> int:
    """The end of the string or comment that begins here."""
    found = QUOTED.match(cursor.text, cursor.position) or COMMENT.match(cursor.text, cursor.position)
    if found:
        return found.end()
    if cursor.text.startswith("/", cursor.position):
        raise cursor.error("a comment that ends")
    if cursor.position < len(cursor.text):
        raise cursor.error("a string that ends")
    raise cursor.error("the bracket that closes this one", at=opened_at, found="the end of the text")


def _skip_raw_braces(cursor: Cursor) -> None:
    text, opened_at, depth = cursor.text, cursor.position, 0
    while True:
        found = RAW_BRACED.match(text, cursor.position)
        if found:
            cursor.position = found.end()
            continue
        char = text[cursor.position : cursor.position + 1]
        if char not in ("{", "}"):
            expected = "a string that ends" if char else "the brace that closes this one"
            raise cursor.error(expected, at=None if char else opened_at)
        depth += 1 if char == "{" else -1
        cursor.position += 1
        if not depth:
            return


def _check_form(cursor: Cursor, name: str, start: int) -> None:
    form = _FORMS.get(name)
    if form and not form[0].match(COMMENT.sub("", cursor.text[start : cursor.position])):
        raise cursor.error(form[1], at=start)
    for escape in re.finditer(r"\\(.)", cursor.text[start : cursor.position]) if name == "metadata" else ():
        if not ESCAPE.match(cursor.text, start + escape.start()):
            raise cursor.error("an escape such as \\n, \\x41 or \\101", at=start + escape.start())


def decode_attributes(text: str) -> dict[str, AttributeValue]:
    """`, dimensions={0,1}, index=2` as `{"dimensions": (0, 1), "index": 2}`, each value by its form."""
    cursor = Cursor(text)
    return {name: _decode(name, text[start:end]) for name, start, end in scan_attributes(cursor)}


def _decode(name: str, text: str) -> AttributeValue:
    is_json = name == "backend_config" and text.startswith("{")
    return text if is_json else decode_value(text)


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


_SIMPLE_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def unescape(text: str) -> str:
    """The C escapes of a string resolved."""
    if "\\" not in text:
        return text
    return ESCAPE.sub(_character, text)


def _character(escape: re.Match[str]) -> str:
    simple, hexadecimal, octal, short, long = escape.groups()
    if simple:
        return _SIMPLE_ESCAPES.get(simple, simple)
    code = int(hexadecimal or short or long, 16) if not octal else int(octal, 8)
    return chr(code) if code < 0x110000 else "\ufffd"
