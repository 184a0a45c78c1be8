"""Operations: the terms of constants, of parts of a loop's state, and of what computes an integer from others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hloscope.analyses.loops.integers import DIRECTIONS, IntegerType, integer_type_of, is_operation
from hloscope.analyses.loops.terms import Path, Term, applied
from hloscope.ir import HloInstruction
from hloscope.regex import lazy_pattern
from hloscope.shapes import Shape

_PRED: Final = IntegerType(1, is_signed=False, is_pred=True)
_LITERAL = lazy_pattern(r"[{ ]*+(true|false|-?\d{1,20}+)[} ]*+")
_OPERANDS = {"abs": 1, "clamp": 3, "convert": 1, "negate": 1, "not": 1, "select": 3, "sign": 1}
_SAME_VALUE = frozenset("add-dependency bitcast bitcast-convert broadcast copy opt-barrier reshape transpose".split())
# Custom calls that only mark a value: how it is sharded or laid out, and where it lives.
_MARKER = lazy_pattern(
    r"Sharding|SPMD(?:FullToShard|ShardToFull)Shape|xla\.sdy\.\w++|annotate_device_placement|MoveTo(?:Host|Device)"
    r"|LayoutConstraint"
)


def constant_term(constant: HloInstruction) -> Term | None:
    """The term of a constant that is one integer."""
    integer = integer_type_of(constant.shape)
    found = _LITERAL.fullmatch(constant.arguments) if integer else None
    if integer is None or found is None or (found[1] in ("true", "false")) != integer.is_pred:
        return None
    value = int(found[1] == "true") if integer.is_pred else int(found[1])
    return Term(integer, value=value) if integer.least <= value <= integer.most else None


def state_term(state: Shape, path: Path) -> Term | None:
    """The term of a part of a loop's state that is one integer."""
    for number in path:
        if not 0 <= number < len(state.tuple_shapes):
            return None
        state = state.tuple_shapes[number]
    integer = integer_type_of(state)
    return Term(integer, path=path) if integer else None


def is_passed_on(instruction: HloInstruction, path: Path) -> bool:
    """Whether a part of an instruction's value is the same part of its first operand."""
    operands = instruction.operands
    if instruction.opcode == "custom-call":
        is_same = len(operands) == 1 and _MARKER.fullmatch(instruction.custom_call_target or "") is not None
    else:
        is_same = bool(operands) and instruction.opcode in _SAME_VALUE
    if not is_same or path:
        return is_same
    integer = integer_type_of(instruction.shape)
    return integer is not None and integer == integer_type_of(operands[0].shape)


def is_on_integers(instruction: HloInstruction) -> bool:
    """Whether it may compute one integer from others."""
    opcode, integer = instruction.opcode, integer_type_of(instruction.shape)
    is_known = integer is not None and (opcode == "compare" or is_operation(opcode, integer))
    return is_known and len(instruction.operands) == _OPERANDS.get(opcode, 2)


def find_applied(instruction: HloInstruction, terms: Sequence[Term]) -> Term | None:
    """The term of an operation on integers; None where their types do not fit."""
    integer, opcode = integer_type_of(instruction.shape), instruction.opcode
    if integer is None or not is_on_integers(instruction) or len(terms) != len(instruction.operands):
        return None
    if opcode == "compare":
        return _comparison(instruction, terms)
    fitting = [_PRED, integer, integer] if opcode == "select" else [integer] * len(terms)
    is_fitting = opcode == "convert" or [term.integer for term in terms] == fitting
    return applied(opcode, integer, tuple(terms)) if is_fitting else None


def chosen(selector: Term, results: Sequence[Term]) -> Term | None:
    """What the branch of a conditional returns that is selected: true or false, else by number, the last otherwise."""
    if len({result.integer for result in results}) != 1 or (selector.integer.is_pred and len(results) != 2):
        return None
    found = results[-1]
    for number, result in reversed([*enumerate(results[:-1])]):
        is_selected = selector if selector.integer.is_pred else _is_number(selector, number)
        found = applied("select", found.integer, (is_selected, result, found))
    return found


def _comparison(compare: HloInstruction, terms: Sequence[Term]) -> Term | None:
    left, right = terms
    direction, kind = (str(compare.attributes.get(name, "")) for name in ("direction", "type"))
    default_kind = "SIGNED" if left.integer.is_signed else "UNSIGNED"
    is_fitting = left.integer == right.integer and kind in ("", default_kind)
    return applied(direction, _PRED, (left, right)) if is_fitting and direction in DIRECTIONS else None


def _is_number(selector: Term, number: int) -> Term:
    return applied("EQ", _PRED, (selector, Term(selector.integer, value=number)))
