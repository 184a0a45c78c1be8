"""Texts: an instruction as XLA writes it, without metadata, and with what is long cut short."""

from __future__ import annotations

from hloscope.errors import ParseError
from hloscope.ir import HloInstruction, Shape
from hloscope.parsers import split_attributes

_LONGEST = 60  # letters of a literal, and of an attribute's value
_MOST = 8  # operands, and members of a tuple
_NEEDED = frozenset({"calls", "to_apply", "body", "condition", "branch_computations", "called_computations"})


def instruction_text(instruction: HloInstruction, *, whole: bool = False) -> str:
    """Returns the line of an instruction; all of it, metadata too, if it is to be `whole`.

    What is cut still reads as HLO: a value is `{...}`, as XLA cuts literals, and a list ends with a comment.
    """
    root = "ROOT " if instruction.is_root else ""
    shape = str(instruction.shape) if whole else shape_text(instruction.shape)
    result = f"{root}%{instruction.label} = {'' if instruction.shape.is_unknown else f'{shape} '}{instruction.opcode}"
    if whole:
        arguments = instruction.arguments or ", ".join(f"%{operand.label}" for operand in instruction.operands)
        return f"{result}({arguments}){instruction.attribute_text}"
    arguments = _cut_value(instruction.arguments) if instruction.arguments else _operands_text(instruction)
    return f"{result}({arguments}){_attributes_text(instruction)}"


def shape_text(shape: Shape) -> str:
    """Returns a shape, of a tuple no more than its first members."""
    if not shape.is_tuple:
        return str(shape)
    return f"({_cut_list([shape_text(member) for member in shape.tuple_shapes[:_MOST]], len(shape.tuple_shapes))})"


def _operands_text(instruction: HloInstruction) -> str:
    operands = instruction.operands
    return _cut_list([f"%{operand.label}" for operand in operands[:_MOST]], len(operands))


def _cut_list(first: list[str], total: int) -> str:
    more = [f"/*{total - len(first)} more*/"] if total > len(first) else []
    return ", ".join([*first, *more])


def _attributes_text(instruction: HloInstruction) -> str:
    try:
        attributes = split_attributes(instruction.attribute_text)
    except ParseError:  # made by something else than a parser
        return _cut_value(instruction.attribute_text)
    parts = [f", {name}={_attribute(name, value)}" for name, value in attributes if name != "metadata"]
    return "".join(parts)


def _attribute(name: str, value: str) -> str:
    return value if name in _NEEDED and len(value) <= 4 * _LONGEST else _cut_value(value)


def _cut_value(text: str) -> str:
    return text if len(text) <= _LONGEST else "{...}"
