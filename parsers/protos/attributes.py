"""What stands behind the parentheses of an instruction, put into words from its proto.

The order is that of `HloInstruction::PrintExtraAttributes` in xla/hlo/ir/hlo_instruction.cc: what belongs to the
opcode, called computations, and what any instruction may have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hloscope.ir import HloComputation, HloInstruction

from .messages import Message
from .metadata import metadata_words
from .opcode_attributes import aliasing, opcode_attributes
from .shardings import sharding_text
from .words import braced, quoted


class Names(NamedTuple):
    """What an instruction refers to, by ids: computations, and the instructions of its own."""

    computations: Mapping[int, HloComputation]
    instructions: Mapping[int, HloInstruction]


_TO_APPLY = frozenset(
    "call map reduce-window reduce all-reduce reduce-scatter all-reduce-start scatter topk sort scan".split()
)


def attribute_text(proto: Message, wrapped: Message | None, names: Names) -> str:
    """The attributes as XLA prints them, each behind `, `.

    `wrapped` is the operation that an asynchronous one runs: where that begins, its attributes are printed as well.
    """
    begins = proto.opcode == "async-start"
    words = [*_thread(proto)] if begins else []
    if wrapped is None or begins:
        operation = wrapped or proto
        words += [*opcode_attributes(operation), *_order(operation, names), *_called(operation, names)]
    return "".join(f", {word}" for word in (*words, *_common(proto, names)))


def frontend_attributes_text(proto: Message) -> str:
    """`{name="value",other={...}}`, sorted by name; a value that is in braces is not quoted."""
    pairs = sorted((entry.key, entry.value) for entry in proto.map)
    words = (f"{key}={value if lexes_as_braces(value) else quoted(value)}" for key, value in pairs)
    return f"{{{','.join(words)}}}"


def lexes_as_braces(text: str) -> bool:
    """Whether the text is `{...}`, whose braces outside of strings match (LexesAsJsonDict in xla/util or hlo_lexer)."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = position = 0
    end = len(text)
    while position < end:
        character = text[position]
        if character == '"':
            position = _end_of_string(text, position)
            if position < 0:
                return False
        elif character in "{}":
            depth += 1 if character == "{" else -1
            if depth == 0:
                return position == end - 1
        position += 1
    return False


def _end_of_string(text: str, start: int) -> int:
    position = start + 1
    while position < len(text):
        if text[position] == '"':
            return position
        position += 2 if text[position] == "\\" else 1
    return -1


def _thread(proto: Message) -> Iterator[str]:
    if proto.async_execution_thread not in ("", "main"):
        yield f"async_execution_thread={quoted(proto.async_execution_thread)}"


def _order(proto: Message, names: Names) -> Iterator[str]:
    """The order of a comparison, since jaxlib 0.12: of floating-point numbers where it is total."""
    if proto.comparison_order == "TOTAL" and proto.operand_ids:
        compared = names.instructions.get(proto.operand_ids[0])
        if compared is not None and compared.shape.element_type.startswith(("f", "bf")):
            yield "order=TOTAL"


def _called(proto: Message, known: Names) -> Iterator[str]:
    names = [f"%{known.computations[number].name}" for number in proto.called_computation_ids]
    if not names:
        return
    opcode = proto.opcode
    if opcode == "while" and len(names) == 2:
        yield from (f"condition={names[1]}", f"body={names[0]}")
    elif opcode == "select-and-scatter" and len(names) == 2:
        yield from (f"select={names[0]}", f"scatter={names[1]}")
    elif opcode == "conditional":
        yield from _branches(proto, names, known)
    elif opcode in _TO_APPLY:
        yield f"to_apply={names[0]}"
    elif opcode == "custom-call":
        yield f"called_computations={{{', '.join(names)}}}"
    else:
        yield f"calls={', '.join(names)}"


def _branches(proto: Message, names: list[str], known: Names) -> Iterator[str]:
    chosen_by = known.instructions.get(proto.operand_ids[0]) if proto.operand_ids else None
    if chosen_by is not None and chosen_by.shape.element_type == "pred" and len(names) == 2:
        yield from (f"true_computation={names[0]}", f"false_computation={names[1]}")
    else:
        yield f"branch_computations={{{', '.join(names)}}}"


def _common(proto: Message, names: Names) -> Iterator[str]:
    if proto.opcode not in ("fusion", "custom-call"):  # which print it in front of what they call
        yield from aliasing(proto)
    if proto.is_composite:
        yield "is_composite=true"
    if proto.HasField("sharding"):
        yield f"sharding={sharding_text(proto.sharding)}"
    if proto.HasField("frontend_attributes") and proto.frontend_attributes.map:
        yield f"frontend_attributes={frontend_attributes_text(proto.frontend_attributes)}"
    first = [names.instructions[number] for number in proto.control_predecessor_ids if number in names.instructions]
    if first:
        yield f"control-predecessors={{{', '.join(f'%{each.name}' for each in first)}}}"
    if proto.HasField("statistics_viz") and proto.statistics_viz.statistics:
        yield f"statistics={_statistics(proto.statistics_viz)}"
    if proto.HasField("original_value"):
        yield f"origin={_origin(proto.original_value, proto.shape)}"
    if proto.HasField("metadata") and (words := metadata_words(proto.metadata)):
        yield f"metadata={{{' '.join(words)}}}"
    if proto.backend_config:
        yield f"backend_config={_config(proto.backend_config)}"


def _config(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    return text if lexes_as_braces(text) else quoted(data)


def _statistics(proto: Message) -> str:
    words = [f"visualizing_index={proto.stat_index_to_visualize}"]
    return f"{{{','.join(words + [f'{each.stat_name}={each.stat_val:g}' for each in proto.statistics])}}}"


def _origin(proto: Message, shape: Message) -> str:
    """`{"a"}`, `{({"x" {0}}, {"y"})}`: for each array of the shape, the array that it was."""
    if proto.is_synthetic_call:
        return "{[synthetic_call]}"
    arrays = {tuple(each.shape_index): each.original_array for each in proto.elements if each.HasField("original_array")}
    return f"{{{_origin_at((), shape, arrays)}}}"


def _origin_at(place: tuple[int, ...], shape: Message, arrays: Mapping[tuple[int, ...], Message]) -> str:
    if shape.tuple_shapes:
        inner = (_origin_at((*place, number), member, arrays) for number, member in enumerate(shape.tuple_shapes))
        return f"({', '.join(inner)})"
    array = arrays.get(place)
    if array is None:
        return "{}"
    member = f" {braced(array.shape_index)}" if array.shape_index else ""
    return f"{{{quoted(array.instruction_name)}{member}}}"
