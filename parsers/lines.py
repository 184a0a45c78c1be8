"""Instructions as XLA prints them, a line each: the fast half of the parser.

One compiled pattern takes a block of lines at once, attributes and brackets included. The first line that it does
not take whole, or that names something unknown, is left to the careful half, which takes it or says what is wrong.
Measured on CPython 3.11 over 13 MB of real modules: findall over a block 1.0 us a line; a match object a line 1.7.
"""

from __future__ import annotations

import re
from sys import intern

from hloscope.errors import ParseError
from hloscope.ir import HloComputation, HloInstruction, Shape

from .cursor import Cursor
from .literals import is_plain_literal
from .patterns import BARE_LINE, CALLEES, INDEX_COMMENT, PERCENT_LINE, PERCENT_START, STRING, WORD
from .scope import RESERVED, Body, Scope
from .shape_text import parse_shape

_Row = tuple[str, str, str, str, str, str, str]  # ROOT, name, shape, opcode, operands, arguments, attributes

_FIRST_BLOCK = 1 << 12  # characters; grows while all lines are taken, so that a line left over costs little
_LARGEST_BLOCK = 1 << 17  # bounds the memory for rows


def take_lines(cursor: Cursor, scope: Scope, body: Body) -> None:
    """Takes as many lines as have the form that XLA prints; stops at the first other one."""
    text = cursor.text
    line_end = text.find("\n", cursor.position)
    if line_end < 0 or text[cursor.position : line_end].strip(" \t"):
        return  # only whole lines
    position = line_end + 1
    if body.stop < position:
        body.stop = text.find("\n}", line_end)
    has_percent = PERCENT_START.match(text, position) is not None
    pattern = PERCENT_LINE if has_percent else BARE_LINE
    size = _FIRST_BLOCK
    while position < body.stop:
        end = _end_of_block(text, position, position + size, body.stop)
        rows: list[_Row] = pattern.findall(text, position, end)
        taken = _add_rows(rows, scope, body, has_percent=has_percent)
        if taken < len(rows):
            for _ in range(taken):
                position = text.index("\n", position) + 1
            break
        position = end + 1
        size = min(2 * size, _LARGEST_BLOCK)
    cursor.position = position - 1  # on the newline: careful parsing skips it, and the next block begins behind it


def _end_of_block(text: str, start: int, end: int, stop: int) -> int:
    """The end of the last whole line before `end`, or of the first one if that is longer."""
    if end >= stop:
        return stop
    last = text.rfind("\n", start, end)
    return last if last >= 0 else min(text.index("\n", start), stop)


def _add_rows(rows: list[_Row], scope: Scope, body: Body, *, has_percent: bool) -> int:
    """Adds an instruction for each row up to the first that does not fit; gives how many were added."""
    shapes, instructions = scope.shapes, body.instructions
    find, separator = instructions.__getitem__, ", %" if has_percent else ", "
    for taken, (root, name, shape_text, opcode, operand_text, arguments, attributes) in enumerate(rows):
        if not name or name in instructions or (root and body.root_name):
            return taken
        shape = shapes.get(shape_text) or _new_shape(shape_text, scope)
        if shape is None:
            return taken
        operands: tuple[HloInstruction, ...] = ()
        called: tuple[HloComputation, ...] | None = ()
        if operand_text:
            if "/" in operand_text:
                operand_text = INDEX_COMMENT.sub("", operand_text)  # noqa: PLW2901 (a name less, measurably)
            try:
                operands = tuple(map(find, operand_text.split(separator)))
            except KeyError:
                return taken
        elif not _fits(opcode, arguments, shape):
            return taken
        if not has_percent and (name in RESERVED or _repeats_a_key(attributes)):
            return taken
        if attributes and (not has_percent or "%" in attributes):
            called = _callees(attributes, scope, body)
            if called is None:
                return taken
        instructions[name] = HloInstruction(name, intern(opcode), shape, operands, called, arguments, attributes)
        if root:
            body.root_name = name
    return len(rows)


def _new_shape(text: str, scope: Scope) -> Shape | None:
    cursor = Cursor(text)
    try:
        shape = parse_shape(cursor)
    except ParseError:
        return None
    return scope.shapes.setdefault(text, shape) if cursor.at_end() else None


def _fits(opcode: str, arguments: str, shape: Shape) -> bool:
    """Whether these may stand between the parentheses where no operands do."""
    if opcode == "parameter":
        return arguments.isdecimal() and len(arguments) < 20
    if opcode == "constant":
        return is_plain_literal(arguments, shape)
    return not arguments


def _repeats_a_key(attributes: str) -> bool:
    keys = re.findall(r"(?<=, )[\w\-]+(?==)", STRING.sub("", attributes))
    return len(keys) != len(set(keys))


def _callees(attributes: str, scope: Scope, body: Body) -> tuple[HloComputation, ...] | None:
    """The computations that the attributes name; None if one of them, or of the control predecessors, is not known."""
    blanked = STRING.sub('""', attributes) if '"' in attributes else attributes
    called: list[HloComputation] = []
    for known, predecessors, other in CALLEES.findall(blanked):
        for name in WORD.findall(known or predecessors or other):
            if predecessors and name in body.instructions:
                continue
            if predecessors or name not in scope.computations:
                return None
            called.append(scope.computations[name])
    return tuple(called)
