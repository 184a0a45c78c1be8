"""Rows, what the pattern of a line captures, made into instructions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from operator import length_hint

from hloscope.ir import HloComputation, HloInstruction, Shape

from .elements import Elements
from .literals import is_plain_literal
from .patterns import ATTRIBUTE_KEY, CALLEES, INDEX_COMMENT, NAMING_KEY, STRING, WORD
from .scope import Body, Scope

Row = tuple[str, str, str, str, str, str, str, str, str, str]
"""ROOT or a closing brace, name, shape and opcode, two operands, more of them or an argument, settings, the callee
among them, those that are not plain, annotations."""


def add_rows(rows: Sequence[Row], scope: Scope, body: Body, separator: str) -> tuple[int, Body]:
    """Makes an instruction of each row up to the first that does not fit.

    Gives how many rows it took, and the body that is open behind them: a row may close one and open the next.
    """
    rest = iter(rows)
    taken, before = 0, body.size
    while True:
        try:
            end = len(rows) if _add(rest, scope, body, separator) else len(rows) - length_hint(rest) - 1
        except KeyError:
            end = len(rows) - length_hint(rest) - 1
        if body.size < before + end - taken:
            written = (name for name in body.instructions if "#" not in name)
            return taken + _first_repeated(rows[taken:end], set(islice(written, before))), body
        if end == len(rows):
            return end, body
        if rows[end][2] and _starts_elements(rows[end], body):
            rest = iter(rows[end:])
            continue
        following = _next_body(rows[end], scope, body)
        if following is None:
            return end, body
        body, taken, before = following, end + 1, 0


def _add(rows: Iterable[Row], scope: Scope, body: Body, separator: str) -> bool:
    """Makes an instruction of each row; gives whether all were instructions, or it stopped behind one that is none.

    Raises:
        KeyError: a row that does not fit, or that names something unknown.
    """
    results, computations, forms, shared = scope.results, scope.computations, scope.forms, scope.settings.setdefault
    instructions, computation = body.instructions, body.computation
    new = HloInstruction.__new__  # fields filled in here: a call of __init__ takes 0.15 us more of 1.5 us a line
    for root, name, result, first, second, rest, settings, callee, others, noted in rows:
        if not result:
            return False
        node = new(HloInstruction)
        node.name = name
        node.shape, node.opcode, has_operands = results[result]
        node.arguments = ""
        if not first:
            node.operands = ()
            node.arguments = rest
            if has_operands or not rest.isdecimal() or len(rest) > 19:
                check_arguments(node.opcode, rest, node.shape)
        elif not has_operands:  # `constant(nan)`: a name only if a percent sign were in front of it
            node.operands = ()
            node.arguments = first + second + rest
            check_arguments(node.opcode, "%" if "%" in separator else node.arguments, node.shape)
        elif rest:
            names = INDEX_COMMENT.sub("", rest).split(separator)
            node.operands = _operands(first, second, names, instructions)
        elif second:
            node.operands = (instructions[first], instructions[second])
        else:
            node.operands = (instructions[first],)
        node.called_computations = (computations[callee],) if callee else ()
        node.settings = shared(settings, settings) if settings else settings
        node.annotations = noted
        if others:
            check_keys(settings)
            forms[others]  # a KeyError where the value of one may be broken
            node.called_computations += find_callees(others, computations, instructions)
        if root:
            body.set_root(root, name)
        node.computation = computation
        instructions[name] = node
    return True


def _starts_elements(row: Row, body: Body) -> bool:
    """Whether a row is the first in its body to read `p#0`, the element of a tuple; the body will take them now."""
    if isinstance(body.instructions, Elements) or not any("#" in operands for operands in row[3:6]):
        return False
    body.take_elements()
    return True


def _operands(
    first: str, second: str, more: list[str], instructions: Mapping[str, HloInstruction]
) -> tuple[HloInstruction, ...]:
    """The operands of three or more; `more` is what stands behind the second, split where they are separated."""
    if more[0] or not second:
        raise KeyError(more[0])
    return (instructions[first], instructions[second], *map(instructions.__getitem__, more[1:]))


def _first_repeated(rows: Sequence[Row], names: set[str]) -> int:
    """How many rows come before the first whose name is taken."""
    for made, row in enumerate(rows):
        if row[1] in names:
            return made
        names.add(row[1])
    return len(rows)


def _next_body(row: Row, scope: Scope, body: Body) -> Body | None:
    """Closes the body, and gives the one that the row opens, if it does."""
    brace, name, result, *_ = row
    if result or brace[:1] != "}" or not body.instructions or scope.depth:
        return None
    is_entry = brace.endswith("ENTRY ")
    if name == body.name or name in scope.computations or (is_entry and scope.has_entry(body)):
        return None
    body.close(scope)
    return Body(name, is_entry=is_entry)


def check_arguments(opcode: str, arguments: str, shape: Shape) -> None:
    """Checks what stands between the parentheses where no operands do.

    Raises:
        KeyError: it may not stand there.
    """
    if opcode == "parameter":
        fits = arguments.isdecimal() and len(arguments) < 20
    elif opcode == "constant":
        fits = is_plain_literal(arguments, shape)
    else:
        fits = not arguments
    if not fits:
        raise KeyError(arguments)


def check_keys(attributes: str) -> None:
    """Checks that no attribute is there twice.

    Raises:
        KeyError: one is, or seems to be inside of braces.
    """
    if _has_repeated_key(attributes) and _has_repeated_key(STRING.sub('""', attributes)):
        raise KeyError(attributes)


def _has_repeated_key(attributes: str) -> bool:
    keys = ATTRIBUTE_KEY.findall(attributes)
    return len(keys) > len(set(keys))


def find_callees(
    attributes: str, computations: Mapping[str, HloComputation], instructions: Mapping[str, HloInstruction]
) -> tuple[HloComputation, ...]:
    """The computations that the attributes name.

    Raises:
        KeyError: one of them, or of the control predecessors, is not known. These may be elements of tuples, whose own
            names are not in the text (`hloscope.parsers.hlo.elements`).
    """
    if "%" not in attributes and not NAMING_KEY.search(attributes):
        return ()
    called: list[HloComputation] = []
    for known, predecessors, other in CALLEES.findall(STRING.sub('""', attributes)):
        for name in WORD.findall(known or predecessors or other):
            if not predecessors:
                called.append(computations[name])
            elif name not in instructions and not isinstance(instructions, Elements):
                raise KeyError(name)
    return tuple(called)
