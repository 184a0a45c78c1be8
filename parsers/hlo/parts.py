"""Parts of modules: what can be read of a text that is cut, or that lacks what it names.

`parse` takes whole modules only. Here what is not there is stood in for, said to be missing, and never invented: an
instruction by one of the opcode `missing`, a computation by one that holds nothing but that.
"""

from __future__ import annotations

from typing import NamedTuple

from hloscope.errors import ParseError
from hloscope.ir import HloModule, TextContext

from ..collector import paused_collector
from ..cursor import Cursor
from .attribute_values import decode_attributes
from .attributes import scan_attributes
from .instructions import parse_instruction
from .module import parse_module_name, parse_opening
from .patterns import (
    CUT_INSTRUCTION,
    EXECUTION_THREAD,
    MODULE_KEYWORD,
    OPENING_START,
    TABLE_NAME,
)
from .stack_frames import StackFrames, scan_tables
from .stand_ins import Gaps, OpenBody, OpenScope

_LONGEST_NAME = 60
MOST_LINES = 100
"""Lines that may be left out, for each may cost a look at all that follows; with more of them a text is no HLO."""


class Part(NamedTuple):
    """What is there of a module, and in words what is not; nothing is missing of a text that merely is in disorder."""

    module: HloModule
    missing: tuple[str, ...]


@paused_collector()
def parse_part(text: str, *, filename: str | None = None) -> Part:
    """What can be read of the one module that `text` holds, or a part of.

    Raises:
        ParseError: there is no instruction in it.
    """
    cursor = Cursor(text.replace("\r\n", "\n"), 0, filename)
    gaps = Gaps()
    name, attribute_text = _parse_header(cursor, gaps)
    frames = StackFrames(_find_tables(cursor, gaps))
    scope = OpenScope(TextContext(decode_attributes, frames.metadata, frames.frames), gaps)
    while not cursor.at_end() and len(gaps.lines) < MOST_LINES:
        if not frames.tables and cursor.starts_with(TABLE_NAME):
            frames.tables = _find_tables(cursor, gaps)
        else:
            _parse_computation(cursor, scope)
    if not scope.computations or scope.computations.keys() == set(scope.empty.values()):
        raise cursor.error("an instruction of HLO")
    if len(gaps.lines) >= MOST_LINES:
        gaps.note(f"{MOST_LINES} lines of it are no HLO, and what follows them is left out")
    scope.fill_stand_ins()
    entry = next((found for found in scope.computations.values() if found.is_entry), None)
    if entry is None:
        entry = [*scope.computations.values()][-1]
        gaps.note(f"it has no ENTRY computation; {_shortened(entry.name)!r}, the last one, is taken for it")
    module = HloModule(name, scope.computations, entry, scope.context, attribute_text, frames.tables)
    return Part(module, gaps.in_words())


def _parse_header(cursor: Cursor, gaps: Gaps) -> tuple[str, str]:
    """The name and the attributes of the module, as far as they go; what was cut off in front has neither."""
    if not cursor.find(MODULE_KEYWORD):
        return "", ""
    name = ""
    start = cursor.position
    try:
        name = parse_module_name(cursor)
        start = cursor.position
        for _ in scan_attributes(cursor):
            pass
    except ParseError:
        gaps.note("the line HloModule is cut")
        _skip_line(cursor, start)
        return name, ""
    return name, cursor.text[start : cursor.position]


def _find_tables(cursor: Cursor, gaps: Gaps) -> str:
    start = cursor.position
    try:
        return scan_tables(cursor)
    except ParseError:
        gaps.note("a table of stack frames is cut")
        _skip_line(cursor, start)
        while cursor.text[cursor.position : cursor.position + 1].isdigit():
            _skip_line(cursor, cursor.position)
        return ""


def _parse_computation(cursor: Cursor, scope: OpenScope) -> None:
    """Takes one computation, or what is left of it; else leaves out a line."""
    start = cursor.position
    if cursor.starts_with(CUT_INSTRUCTION):
        scope.gaps.note("a computation has no beginning" if scope.computations else "it begins inside a computation")
        _fill(cursor, scope, OpenBody(scope, scope.free_name("part")))
        return
    try:
        name, is_entry = parse_opening(cursor, scope)
    except ParseError:
        _leave_out(cursor, scope, start)
        return
    if name in scope.computations or (is_entry and scope.has_any_entry()):
        scope.gaps.note(f"computation {_shortened(name)!r} is there twice, or below what calls it")
        name, is_entry = scope.free_name(name), False
    _fill(cursor, scope, OpenBody(scope, name, is_entry=is_entry))


def _fill(cursor: Cursor, scope: OpenScope, body: OpenBody) -> None:
    """Takes the instructions of a computation up to its brace, the next computation, or the end of the text."""
    name = _shortened(body.name)
    while not cursor.accept("}"):
        cursor.skip()
        start = cursor.position
        if start >= len(cursor.text) or _opens_computation(cursor) or len(scope.gaps.lines) >= MOST_LINES:
            scope.gaps.note(f"computation {name!r} has no end")
            break
        try:
            parse_instruction(cursor, scope, body)
        except ParseError:
            _leave_out(cursor, scope, start)
    thread = cursor.find(EXECUTION_THREAD)
    if body.instructions:
        body.close(scope, thread[1] or thread[2] or "" if thread else "")
    else:
        scope.gaps.note(f"computation {name!r} has no instruction")


def _opens_computation(cursor: Cursor) -> bool:
    """Whether the next line is one that opens a computation, and no instruction."""
    if not cursor.starts_with(OPENING_START):
        return False
    end = cursor.text.find("\n", cursor.position)
    line = cursor.text[cursor.position : len(cursor.text) if end < 0 else end].rstrip()
    return line.endswith("{")


def _leave_out(cursor: Cursor, scope: OpenScope, start: int) -> None:
    """Goes on behind a line that cannot be read."""
    cursor.position = start
    cursor.skip()
    start = cursor.position
    scope.lines += cursor.text.count("\n", scope.counted, start)
    scope.counted = start
    scope.gaps.lines.append(scope.lines + 1)
    _skip_line(cursor, start)


def _skip_line(cursor: Cursor, start: int) -> None:
    end = cursor.text.find("\n", start)
    cursor.position = len(cursor.text) if end < 0 else end + 1


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "..."
