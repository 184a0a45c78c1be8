"""Rows, what the pattern of a line captures, made into instructions."""

from __future__ import annotations

from collections.abc import Container, Sequence
from sys import intern

from hloscope.errors import ParseError
from hloscope.ir import HloComputation, HloInstruction, Shape

from .cursor import Cursor
from .literals import is_plain_literal
from .patterns import CALLEES, CALLING, INDEX_COMMENT, MEMBER_SEPARATOR, STRING, WITH_ARGUMENTS, WORD
from .scope import Body, Scope
from .shape_text import parse_shape

Row = tuple[str, str, str, str, str, str, str]  # ROOT, name, shape, opcode, operands, arguments, attributes


def add_rows(rows: Sequence[Row], scope: Scope, body: Body, separator: str) -> int:  # noqa: C901 (a call a row costs 0.1 us)
    """Makes an instruction of each row up to the first that does not fit; gives how many it made."""
    shapes, instructions = scope.shapes, body.instructions
    find = instructions.__getitem__
    for taken, (root, name, shape_text, opcode, operand_text, arguments, attributes) in enumerate(rows):
        if not name or name in instructions or (root and body.root_name):
            return taken
        shape = shapes.get(shape_text) or find_shape(shape_text, scope)
        operands: tuple[HloInstruction, ...] = ()
        called: tuple[HloComputation, ...] | None = ()
        if operand_text:
            if "/" in operand_text:
                operand_text = INDEX_COMMENT.sub("", operand_text)  # noqa: PLW2901
            try:
                operands = tuple(map(find, operand_text.split(separator)))
            except KeyError:
                return taken
            if opcode in WITH_ARGUMENTS:
                return taken
        elif shape and not fits(opcode, arguments, shape):
            return taken
        if "%" in attributes or opcode in CALLING or "control-" in attributes:
            called = find_callees(attributes, scope, instructions)
        if shape is None or called is None:
            return taken
        instructions[name] = HloInstruction(name, intern(opcode), shape, operands, called, arguments, attributes)
        if root:
            body.root_name = name
    return len(rows)


def find_shape(text: str, scope: Scope) -> Shape | None:
    """The shape of a text, parsed when it is first seen; the members of a flat tuple are mostly known."""
    known = scope.shapes.get(text)
    if known:
        return known
    if text.startswith("(") and text.rfind("(") == 0 and len(text) > 2:
        members = [find_shape(member, scope) for member in MEMBER_SEPARATOR.split(text[1:-1])]
        shapes = tuple(member for member in members if member)
        return (
            scope.shapes.setdefault(text, Shape("tuple", tuple_shapes=shapes)) if len(shapes) == len(members) else None
        )
    cursor = Cursor(text)
    try:
        shape = parse_shape(cursor)
    except ParseError:
        return None
    return scope.shapes.setdefault(text, shape) if cursor.at_end() else None


def fits(opcode: str, arguments: str, shape: Shape) -> bool:
    """Whether these may stand between the parentheses where no operands do."""
    if opcode == "parameter":
        return arguments.isdecimal() and len(arguments) < 20
    if opcode == "constant":
        return is_plain_literal(arguments, shape)
    return not arguments


def find_callees(attributes: str, scope: Scope, instructions: Container[str]) -> tuple[HloComputation, ...] | None:
    """The computations that the attributes name; None if one of them, or of the control predecessors, is not known."""
    called: list[HloComputation] = []
    for known, predecessors, other in CALLEES.findall(_without_strings(attributes)):
        for name in WORD.findall(known or predecessors or other):
            if predecessors and name in instructions:
                continue
            if predecessors or name not in scope.computations:
                return None
            called.append(scope.computations[name])
    return tuple(called)


def _without_strings(attributes: str) -> str:
    """The attributes with their strings blanked, cut at the metadata, which XLA prints behind all that calls."""
    front, _, metadata = attributes.partition(", metadata=")
    if "%" in metadata or "=" in metadata.partition("}")[2]:
        front = attributes
    return STRING.sub('""', front) if '"' in front else front
