"""HLO text: a module from the text that XLA writes into its dumps, or that a person wrote.

The grammar is that of xla/hlo/parser/hlo_parser.cc, with no check of versions: opcodes, attributes and element types
that are not known are kept as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hloscope.ir import HloModule, TextContext

from ..collector import pause_collector, resume_collector
from ..cursor import Cursor
from .attribute_values import decode_attributes
from .attributes import scan_attributes
from .instructions import parse_body
from .patterns import (
    COMPUTATION_LINE,
    ENTRY,
    EXECUTION_THREAD,
    HEADER_ATTRIBUTES,
    MODULE_KEYWORD,
    MODULE_NAME,
    NAME,
    PARAMETER_NAME,
    PERCENT_NAME,
    RESERVED,
    SIGNED_NAME,
    TABLE_NAME,
)
from .scope import Body, Scope
from .shapes import parse_shape
from .stack_frames import StackFrames, scan_tables


def parse(text: str, *, filename: str | None = None) -> HloModule:
    """The one module that `text` holds; `filename` is for error messages.

    A text without `HloModule` line, without ENTRY or without ROOT is taken as XLA takes it: the last one counts.

    Raises:
        ParseError: the text breaks the grammar, or names what is not defined.
    """
    cursor = Cursor(_with_plain_newlines(text), 0, filename)
    if cursor.at_end():
        raise cursor.error("an HLO module")
    was_enabled = pause_collector()
    try:
        module = _parse_module(cursor)
        if not cursor.at_end():
            raise cursor.error("the end of the module")
        return module
    finally:
        resume_collector(was_enabled=was_enabled)


def parse_modules(text: str, *, filename: str | None = None) -> Iterator[HloModule]:
    """The modules of a text that holds several, one after the other.

    Raises:
        ParseError: as `parse` does, when the broken module is reached.
    """
    cursor = Cursor(_with_plain_newlines(text), 0, filename)
    while True:
        was_enabled = pause_collector()
        try:
            module, is_last = _parse_module(cursor), cursor.at_end()
        finally:
            resume_collector(was_enabled=was_enabled)
        yield module
        if is_last:
            return


def _with_plain_newlines(text: str) -> str:
    return text.replace("\r\n", "\n") if "\r" in text else text


def _parse_module(cursor: Cursor) -> HloModule:
    name = attribute_text = ""
    if cursor.find(MODULE_KEYWORD):
        name = parse_module_name(cursor)
        start = cursor.position
        _skip_attributes(cursor)
        attribute_text = cursor.text[start : cursor.position]
    elif cursor.starts_with(SIGNED_NAME) and not cursor.starts_with(ENTRY):
        raise cursor.error("HloModule or ENTRY in front of a computation with a signature")
    frames = StackFrames(scan_tables(cursor))
    scope = Scope(TextContext(decode_attributes, frames.metadata, frames.frames))
    _parse_computations(cursor, scope, cursor.find(COMPUTATION_LINE))
    while (line := cursor.find(COMPUTATION_LINE)) or not _is_over(cursor, frames):
        _parse_computations(cursor, scope, line)
    computations = scope.computations.values()
    entry = next((computation for computation in computations if computation.is_entry), [*computations][-1])
    return HloModule(name, scope.computations, entry, scope.context, attribute_text, frames.tables)


def _skip_attributes(cursor: Cursor) -> None:
    """Takes the attributes of the module; as XLA prints them, all at once: 7 % of the time of a small module."""
    printed = HEADER_ATTRIBUTES.match(cursor.text, cursor.position)
    if printed:
        cursor.position = printed.end()
        return
    for _ in scan_attributes(cursor):
        pass


def _is_over(cursor: Cursor, frames: StackFrames) -> bool:
    """Whether no computation follows; takes the tables that some printers of XLA leave for the end."""
    if not frames.tables and cursor.starts_with(TABLE_NAME):
        frames.tables = scan_tables(cursor)
    return cursor.at_end() or cursor.starts_with(MODULE_KEYWORD)


def parse_module_name(cursor: Cursor) -> str:
    """Takes the name of the module, which stands behind `HloModule`."""
    name = cursor.take(MODULE_NAME, "the name of the module")
    if name[1] not in RESERVED:
        return name[1]
    if not name[0].startswith("%"):
        raise cursor.error("the name of the module", at=name.start(), found=f"the reserved word {name[1]!r}")
    return f"%{name[1]}"  # as it must be printed


def _parse_computations(cursor: Cursor, scope: Scope, line: re.Match[str] | None) -> None:
    """Takes `[ENTRY] name [signature] { instructions }` with the thread that may follow, once or more often.

    `line` is its opening, where that has the form that XLA prints.
    """
    if line:
        start, is_entry, name = line.start(), bool(line[1]), line[2]
    else:
        cursor.skip()
        start = cursor.position
        name, is_entry = parse_opening(cursor, scope)
    if name in scope.computations:
        raise cursor.error("a name that is not taken yet", at=start, found=f"a second computation {name!r}")
    if is_entry and any(other.is_entry for other in scope.computations.values()):
        raise cursor.error("one ENTRY in a module", at=start, found="a second one")
    body = parse_body(cursor, scope, Body(name, is_entry=is_entry))
    thread = cursor.find(EXECUTION_THREAD)
    body.close(scope, thread[1] or thread[2] or "" if thread else "")


def parse_opening(cursor: Cursor, scope: Scope) -> tuple[str, bool]:
    """Takes `[ENTRY] name [signature] {`, however it is written; gives the name, and whether it is the entry."""
    is_entry = bool(cursor.find(ENTRY))
    name = _parse_computation_name(cursor, scope)
    _parse_signature(cursor)
    cursor.expect("{", "'{' in front of the instructions")
    return name, is_entry


def _parse_computation_name(cursor: Cursor, scope: Scope) -> str:
    expected = "a computation or the end of the text" if scope.computations else "the name of a computation"
    with_percent = cursor.find(PERCENT_NAME)
    if with_percent:
        return with_percent[1]
    found = cursor.take(NAME, expected)
    if found[1] in RESERVED:
        raise cursor.error("the name of a computation", at=found.start(), found=f"the reserved word {found[1]!r}")
    return found[1]


def _parse_signature(cursor: Cursor) -> None:
    """Takes `(name: shape, name shape) -> shape` if it is there; the instructions say the same."""
    if not cursor.accept("("):
        return
    is_empty = cursor.accept(")")
    while not is_empty:
        cursor.take(PARAMETER_NAME, "the name of a parameter")
        parse_shape(cursor)
        if not cursor.accept(","):
            cursor.expect(")", "',' or ')'")
            break
    cursor.expect("->")
    parse_shape(cursor)
