"""HLO text: a module from the text that XLA writes into its dumps, or that a person wrote.

The grammar is that of xla/hlo/parser/hlo_parser.cc, with no check of versions: opcodes, attributes and element types
that are not known are kept as they are.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager

from hloscope.ir import HloComputation, HloModule, TextContext

from .attribute_values import decode_attributes
from .attributes import scan_attributes
from .cursor import Cursor
from .instruction_text import parse_body
from .patterns import (
    COMPUTATION_LINE,
    ENTRY,
    EXECUTION_THREAD,
    MODULE_KEYWORD,
    MODULE_NAME,
    NAME,
    PARAMETER_NAME,
    PERCENT_NAME,
    RESERVED,
)
from .scope import Scope
from .shape_text import parse_shape
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
    with _without_collector():
        module = _parse_module(cursor)
    if not cursor.at_end():
        raise cursor.error("the end of the module")
    return module


def parse_modules(text: str, *, filename: str | None = None) -> Iterator[HloModule]:
    """The modules of a text that holds several, one after the other.

    Raises:
        ParseError: as `parse` does, when the broken module is reached.
    """
    cursor = Cursor(_with_plain_newlines(text), 0, filename)
    while True:
        with _without_collector():
            module = _parse_module(cursor)
        yield module
        if cursor.at_end():
            return


def _with_plain_newlines(text: str) -> str:
    return text.replace("\r\n", "\n") if "\r" in text else text


@contextmanager
def _without_collector() -> Generator[None]:
    """Pauses the garbage collector: it would walk all the new nodes again and again (1.4 times the time)."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _parse_module(cursor: Cursor) -> HloModule:
    name = attribute_text = ""
    if cursor.find(MODULE_KEYWORD):
        name = _parse_module_name(cursor)
        start = cursor.position
        for _ in scan_attributes(cursor):
            pass
        attribute_text = cursor.text[start : cursor.position]
    tables = scan_tables(cursor)
    frames = StackFrames(tables)
    scope = Scope(TextContext(decode_attributes, frames.metadata, frames.frames))
    entry = _parse_computation(cursor, scope, cursor.find(COMPUTATION_LINE))
    while (line := cursor.find(COMPUTATION_LINE)) or not (cursor.at_end() or cursor.starts_with(MODULE_KEYWORD)):
        computation = _parse_computation(cursor, scope, line)
        entry = entry if entry.is_entry else computation
    return HloModule(name, scope.computations, entry, scope.context, attribute_text, tables)


def _parse_module_name(cursor: Cursor) -> str:
    name = cursor.take(MODULE_NAME, "the name of the module")
    if name[1] in RESERVED and not name[0].startswith("%"):
        raise cursor.error("the name of the module", at=name.start(), found=f"the reserved word {name[1]!r}")
    return name[1]


def _parse_computation(cursor: Cursor, scope: Scope, line: re.Match[str] | None) -> HloComputation:
    """Takes `[ENTRY] name [signature] { instructions }` with the thread that may follow.

    `line` is its opening, where that has the form that XLA prints.
    """
    if line:
        start, is_entry, name = line.start(), bool(line[1]), line[2]
    else:
        cursor.skip()
        start, is_entry = cursor.position, bool(cursor.find(ENTRY))
        name = _parse_computation_name(cursor, scope)
        _parse_signature(cursor)
        cursor.expect("{", "'{' in front of the instructions")
    if name in scope.computations:
        raise cursor.error("a name that is not taken yet", at=start, found=f"a second computation {name!r}")
    if is_entry and any(other.is_entry for other in scope.computations.values()):
        raise cursor.error("one ENTRY in a module", at=start, found="a second one")
    body = parse_body(cursor, scope, name)
    thread = cursor.find(EXECUTION_THREAD)
    return body.close(scope, is_entry=is_entry, execution_thread=thread[1] if thread else "")


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
    while not cursor.accept(")"):
        cursor.take(PARAMETER_NAME, "the name of a parameter")
        parse_shape(cursor)
        if not cursor.accept(","):
            cursor.expect(")", "',' or ')'")
            break
    cursor.expect("->")
    parse_shape(cursor)
