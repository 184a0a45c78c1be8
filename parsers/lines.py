"""Instructions as XLA prints them, a line each: the fast half of the parser.

One compiled pattern captures the rows of a block of lines at once, attributes and brackets included. The first line
of another form, or that names something unknown, is left to the careful half, which takes it or says what is wrong.
Measured on CPython 3.11 over 13 MB of real modules: findall over a block 1.0 us a line, a match object a line 1.7.
"""

from __future__ import annotations

from .cursor import Cursor
from .patterns import BARE_LINE, GOES_ON, PERCENT_LINE, PERCENT_START
from .rows import Row, add_rows
from .scope import Body, Scope

_FIRST_BLOCK = 1 << 12  # characters; doubles while all lines are taken, so that a line left over costs little
_LARGEST_BLOCK = 1 << 16  # its rows stay in the processor's cache until they are nodes


def take_lines(cursor: Cursor, scope: Scope, body: Body) -> None:
    """Takes as many lines as have the form that XLA prints; stops at the first other one."""
    text = cursor.text
    line_end = text.find("\n", cursor.position)
    if line_end < 0 or text[cursor.position : line_end].strip(" \t"):
        return  # only whole lines
    position = line_end + 1
    if scope.stop < position:
        found = text.find("\n}", line_end)
        scope.stop = found if found >= 0 else len(text)
    has_percent = PERCENT_START.match(text, position) is not None
    pattern, separator = (PERCENT_LINE, ", %") if has_percent else (BARE_LINE, ", ")
    size = _FIRST_BLOCK
    while position < scope.stop:
        end = _end_of_block(text, position, position + size, scope.stop)
        rows: list[Row] = pattern.findall(text, position, end)
        taken = add_rows(rows, scope, body, separator)
        if taken < len(rows):
            for _ in range(taken):
                position = text.index("\n", position) + 1
            break
        position = end + 1
        size = min(2 * size, _LARGEST_BLOCK)
    if position > line_end + 1 and GOES_ON.match(text, position):
        position = text.rindex("\n", 0, position - 1) + 1
        body.remove_last()
    cursor.position = position - 1  # on the newline: careful parsing skips it, and the next block begins behind it


def _end_of_block(text: str, start: int, end: int, stop: int) -> int:
    """The end of the last whole line before `end`, or of the first one if that is longer."""
    if end >= stop:
        return stop
    last = text.rfind("\n", start, end)
    if last < 0:
        last = text.find("\n", end, stop)
    return last if last >= 0 else stop
