"""Instructions as XLA prints them, a line each: the fast half of the parser.

One compiled pattern captures the rows of a block of lines at once, attributes and brackets included, from one
computation to the next. The first line of another form, or that names something unknown, is left to the careful half,
which takes it or says what is wrong.
Measured on CPython 3.11 over 13 MB of real modules: findall over a block 0.8 us a line, a match object a line 1.7.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..cursor import Cursor
from .patterns import GOES_ON, LINE_END, PERCENT_START, line_pattern
from .rows import Row, add_rows
from .scope import FIRST_BLOCK, Body, Scope

_LARGEST_BLOCK = 1 << 16  # its rows stay in the processor's cache until they are nodes


def take_lines(cursor: Cursor, scope: Scope, body: Body) -> Body:
    """Takes as many lines as have the form that XLA prints; gives the body that is open at the first other one."""
    text = cursor.text
    line_end = LINE_END.match(text, cursor.position)
    if not line_end:
        return body  # only whole lines
    position = line_end.end()
    sign = "%" if PERCENT_START.match(text, position) else ""
    pattern = line_pattern(sign, is_plain=scope.is_plain)
    while position < len(text):
        end = _end_of_block(text, position, position + scope.block)
        rows: list[Row] = pattern.findall(text, position, end)
        taken, body = add_rows(rows, scope, body, ", " + sign)
        if taken < len(rows):
            scope.block = FIRST_BLOCK
            position = _start_of(rows[taken:], text, end)
            if taken and body.instructions and GOES_ON.match(text, position):
                position = text.rindex("\n", 0, position - 1) + 1
                body.remove_last()
            elif scope.is_plain and not text.startswith("}", position):  # which only ends the last computation
                scope.is_plain, pattern = False, line_pattern(sign, is_plain=False)
                continue
            break
        position = end + 1
        scope.block = min(2 * scope.block, _LARGEST_BLOCK)
    cursor.position = position - 1  # on the newline: careful parsing skips it, and the next block begins behind it
    return body


def _start_of(rows: Sequence[Row], text: str, end: int) -> int:
    """Where the first of some rows begins, the last of which ends at `end`: each is a line, or holds its newlines."""
    position = end
    for _ in range(len(rows) + sum(brace.count("\n") + result.count("\n") for brace, _, result, *_ in rows)):
        position = text.rindex("\n", 0, position)
    return position + 1


def _end_of_block(text: str, start: int, end: int) -> int:
    """The end of the last line before `end` that is followed by an instruction, or of the first line behind it."""
    if end >= len(text):
        return len(text)
    found = text.rfind("\n  ", start, end)
    if found < 0:
        found = text.find("\n", end)
    while found >= 0 and (more := GOES_ON.match(text, found)):
        found = text.find("\n", more.end())  # those in front of it are of the same space and comments
    return found if found >= 0 else len(text)
