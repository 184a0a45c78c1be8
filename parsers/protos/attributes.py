"""What stands behind the parentheses of an instruction, put into words from its proto.

The order is that of `HloInstruction::PrintExtraAttributes` in xla/hlo/ir/hlo_instruction.cc: what belongs to the
opcode, called computations, and what any instruction may have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hloscope.ir import HloInstruction, Shape

from .messages import Message
from .opcode_attributes import aliasing, opcode_attributes
from .shardings import sharding_text
from .words import braced, lexes_as_braces, quoted

_TO_APPLY = frozenset(
    "call map reduce-window reduce all-reduce reduce-scatter all-reduce-start scatter topk sort scan".split()
)


def attribute_texts(
    instruction: HloInstruction,
    proto: Message,
    siblings: Mapping[int, HloInstruction],
    wrapped: tuple[HloInstruction, Message] | None,
) -> tuple[str, str]:
    """The attributes as XLA prints them in front of the metadata and behind it, each behind `, `.

    `wrapped` is the operation that an asynchronous one runs: where that begins, its attributes are printed as well.
    """
    begins = proto.opcode == "async-start"
    words = [*_thread(proto)] if begins else []
    if wrapped is None or begins:
        operation, part = wrapped or (instruction, proto)
        words += opcode_attributes(part)
        words += _order(operation, part)
        words += _called(operation)
    words += _common(instruction, proto, siblings)
    behind = f", backend_config={_config(proto.backend_config)}" if proto.backend_config else ""
    return f", {', '.join(words)}" if words else "", behind


def frontend_attributes_text(proto: Message) -> str:
    """`{name="value",other={...}}`, sorted by name; a value that is in braces is not quoted."""
    pairs = sorted((entry.key, entry.value) for entry in proto.map)
    words = (f"{key}={value if lexes_as_braces(value) else quoted(value)}" for key, value in pairs)
    return f"{{{','.join(words)}}}"


def _thread(proto: Message) -> Iterator[str]:
    if proto.async_execution_thread not in ("", "main"):
        yield f"async_execution_thread={quoted(proto.async_execution_thread)}"


def _order(operation: HloInstruction, proto: Message) -> Iterator[str]:
    """The order of a comparison, since jaxlib 0.12: of floating-point numbers where it is total."""
    compared = operation.operands[0].shape.element_type if operation.operands else ""
    if proto.comparison_order == "TOTAL" and compared.startswith(("f", "bf")):
        yield "order=TOTAL"


def _called(operation: HloInstruction) -> Iterator[str]:
    names = [f"%{computation.name}" for computation in operation.called_computations]
    opcode = operation.opcode
    if not names:
        return
    if opcode == "while" and len(names) == 2:
        yield from (f"condition={names[0]}", f"body={names[1]}")
    elif opcode == "select-and-scatter" and len(names) == 2:
        yield from (f"select={names[0]}", f"scatter={names[1]}")
    elif opcode == "conditional" and len(names) == 2 and operation.operands[0].shape.element_type == "pred":
        yield from (f"true_computation={names[0]}", f"false_computation={names[1]}")
    elif opcode in ("conditional", "custom-call"):
        name = "branch_computations" if opcode == "conditional" else "called_computations"
        yield f"{name}={{{', '.join(names)}}}"
    else:
        yield f"{'to_apply' if opcode in _TO_APPLY else 'calls'}={', '.join(names)}"


def _common(instruction: HloInstruction, proto: Message, siblings: Mapping[int, HloInstruction]) -> Iterator[str]:
    if proto.opcode not in ("fusion", "custom-call"):  # which print it in front of what they call
        yield from aliasing(proto)
    if proto.is_composite:
        yield "is_composite=true"
    if proto.HasField("sharding"):
        yield f"sharding={sharding_text(proto.sharding)}"
    if proto.HasField("frontend_attributes") and proto.frontend_attributes.map:
        yield f"frontend_attributes={frontend_attributes_text(proto.frontend_attributes)}"
    first = [siblings[number] for number in proto.control_predecessor_ids if number in siblings]
    if first:
        yield f"control-predecessors={{{', '.join(f'%{each.name}' for each in first)}}}"
    if proto.HasField("statistics_viz") and proto.statistics_viz.statistics:
        yield f"statistics={_statistics(proto.statistics_viz)}"
    if proto.HasField("original_value"):
        yield f"origin={_origin(proto.original_value, instruction.shape)}"


def _config(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    return text if lexes_as_braces(text) else quoted(data)


def _statistics(proto: Message) -> str:
    words = [f"visualizing_index={proto.stat_index_to_visualize}"]
    return f"{{{','.join(words + [f'{each.stat_name}={each.stat_val:g}' for each in proto.statistics])}}}"


def _origin(proto: Message, shape: Shape) -> str:
    """`{"a"}`, `{({"x" {0}}, {"y"})}`: for each array of the shape, the array that it was."""
    if proto.is_synthetic_call:
        return "{[synthetic_call]}"
    arrays = {
        tuple(each.shape_index): each.original_array for each in proto.elements if each.HasField("original_array")
    }
    return f"{{{_origin_at((), shape, arrays)}}}"


def _origin_at(place: tuple[int, ...], shape: Shape, arrays: Mapping[tuple[int, ...], Message]) -> str:
    if shape.tuple_shapes:
        inner = (_origin_at((*place, number), member, arrays) for number, member in enumerate(shape.tuple_shapes))
        return f"({', '.join(inner)})"
    array = arrays.get(place)
    if array is None:
        return "{}"
    member = f" {braced(array.shape_index)}" if array.shape_index else ""
    return f"{{{quoted(array.instruction_name)}{member}}}"
