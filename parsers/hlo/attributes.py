"""Attributes in HLO text: which there are, and where each value ends."""

from __future__ import annotations

from collections.abc import Iterator

from ..cursor import QUOTED, Cursor
from .attribute_forms import check_form
from .patterns import ATTRIBUTE_NAME, BRACKETED, COMMENT, RAW_BRACED, VALUE_GOES_ON, VALUE_WORD

_CLOSING = {"{": "}", "(": ")", "[": "]"}


def scan_attributes(cursor: Cursor) -> Iterator[tuple[str, int, int]]:
    """Takes `, name=value` as often as it is there; gives each name and where its value begins and ends."""
    seen: set[str] = set()
    while cursor.accept(","):
        name = cursor.take(ATTRIBUTE_NAME, "an attribute in the form name=value")
        if name[1] in seen:
            raise cursor.error("an attribute that is not there yet", at=name.start(), found=f"a second {name[1]!r}")
        seen.add(name[1])
        cursor.skip()
        start = cursor.position
        scan_value(cursor, name[1])
        check_form(cursor, name[1], start)
        yield name[1], start, cursor.position


def split_attributes(text: str) -> list[tuple[str, str]]:
    """Returns each attribute of an instruction's `attribute_text` with its value, both as written.

    Raises:
        ParseError: the text is not `, name=value` as often as it goes.
    """
    cursor = Cursor(text)
    found = [(name, text[start:end]) for name, start, end in scan_attributes(cursor)]
    if not cursor.at_end():
        raise cursor.error("a further attribute, or the end")
    return found


def scan_value(cursor: Cursor, name: str) -> None:
    """Moves over the value of the attribute `name`, at which the cursor stands."""
    if name == "backend_config":
        _skip_raw(cursor, "a string or a JSON object")
    elif name == "frontend_attributes":
        _skip_frontend_attributes(cursor)
    elif cursor.text.startswith("{", cursor.position):
        _skip_brackets(cursor)
    elif cursor.text.startswith(("'", '"'), cursor.position):
        cursor.take(QUOTED, "the value of an attribute")
    else:
        _skip_words_and_brackets(cursor)


def _skip_words_and_brackets(cursor: Cursor) -> None:
    """Moves over adjacent words, strings and brackets; white space ends them unless a bracket follows."""
    start = cursor.position
    while True:
        text, position = cursor.text, cursor.position
        char = text[position : position + 1]
        found = VALUE_WORD.match(text, position) or (QUOTED.match(text, position) if char in "\"'" else None)
        if found and found.end() > position:
            cursor.position = found.end()
        elif char in _CLOSING:
            _skip_brackets(cursor)
        elif position == start:
            raise cursor.error("the value of an attribute")
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
        if char in _CLOSING:
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
    if cursor.position < len(cursor.text):
        raise cursor.error("the bracket that closes the last one")
    raise cursor.error("the bracket that closes this one", at=opened_at, found="the end of the text")


def _skip_frontend_attributes(cursor: Cursor) -> None:
    """Moves over `{name="value", name={anything}}`."""
    cursor.expect("{")
    if cursor.accept("}"):
        return
    while True:
        cursor.take(ATTRIBUTE_NAME, "an attribute in the form name=value")
        cursor.skip()
        _skip_raw(cursor, "a string or braces")
        if not cursor.accept(","):
            break
    cursor.expect("}", "',' or '}'")


def _skip_raw(cursor: Cursor, expected: str) -> None:
    """Moves over a string, or over braces in which only "..." hides a brace: the content need not be JSON."""
    if not cursor.text.startswith("{", cursor.position):
        cursor.take(QUOTED, expected)
        return
    opened_at, depth = cursor.position, 0
    while True:
        found = RAW_BRACED.match(cursor.text, cursor.position)
        if found:
            cursor.position = found.end()
            continue
        char = cursor.text[cursor.position : cursor.position + 1]
        if char not in ("{", "}"):
            raise cursor.error("the brace that closes this one", at=None if char else opened_at)
        depth += 1 if char == "{" else -1
        cursor.position += 1
        if not depth:
            return
