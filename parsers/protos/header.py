"""The header line of a module and its tables of stack frames, put into words from a proto (`HloModule::Print`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .attributes import frontend_attributes_text
from .messages import Message, enumerator
from .shapes import shape_text, shape_texts
from .words import braced, quoted

_INDEX_EVERY = 5  # members between two comments that count them


def header_text(proto: Message) -> str:
    """What follows the name in the header: the attributes that the proto has, in the order of the text.

    Of the module's configuration only the number of replicas and partitions is in a proto, and only where devices
    are assigned.
    """
    return "".join(f", {word}" for word in _words(proto))


def tables_text(proto: Message) -> str:
    """The tables `FileNames`, `FunctionNames`, `FileLocations` and `StackFrames`; a parent is printed one too high."""
    if not proto.stack_frames:
        return ""
    locations = (
        f"{{file_name_id={each.file_name_id} function_name_id={each.function_name_id} line={each.line}"
        f" end_line={each.end_line} column={each.column} end_column={each.end_column}}}"
        for each in proto.file_locations
    )
    frames = (
        f"{{file_location_id={each.file_location_id} parent_frame_id={each.parent_frame_id + 1}}}"
        for each in proto.stack_frames
    )
    tables = {
        "FileNames": map(quoted, proto.file_names),
        "FunctionNames": map(quoted, proto.function_names),
        "FileLocations": locations,
        "StackFrames": frames,
    }
    return "".join(_table_text(title, rows) for title, rows in tables.items())


def _table_text(title: str, rows: Iterable[str]) -> str:
    lines = "".join(f"{number} {row}\n" for number, row in enumerate(rows, 1))
    return f"{title}\n{lines}\n"


def _words(proto: Message) -> Iterator[str]:
    if proto.HasField("schedule") and proto.schedule.sequences:
        yield "is_scheduled=true"
    if proto.input_output_alias.entries:
        yield f"input_output_alias={{ {', '.join(map(_alias, proto.input_output_alias.entries))} }}"
    if proto.buffer_donor.entries:
        donors = (
            f"({each.parameter_number}, {braced(each.parameter_shape_index)})" for each in proto.buffer_donor.entries
        )
        yield f"buffer_donor={{ {', '.join(donors)} }}"
    if proto.HasField("host_program_shape"):
        yield f"entry_computation_layout={_layout(proto.host_program_shape)}"
    assigned = proto.device_assignment
    if assigned.replica_count > 1:
        yield f"replica_count={assigned.replica_count}"
    if assigned.computation_count > 1:
        yield f"num_partitions={assigned.computation_count}"
    if proto.frontend_attributes.map:
        yield f"frontend_attributes={frontend_attributes_text(proto.frontend_attributes)}"


def _alias(entry: Message) -> str:
    kind = "must-alias" if enumerator("Kind", entry.kind) == "MUST_ALIAS" else "may-alias"
    parameter = f"{entry.parameter_number}, {braced(entry.parameter_shape_index)}"
    return f"{braced(entry.output_shape_index)}: ({parameter}, {kind})"


def _layout(shape: Message) -> str:
    return f"{{({_numbered(shape_texts(shape.parameters))})->{shape_text(shape.result)}}}"


def _numbered(texts: Iterator[str]) -> str:
    """The texts with commas, every fifth with its number in a comment, as XLA prints long lists."""
    return ", ".join(
        f"/*index={place}*/{text}" if place and place % _INDEX_EVERY == 0 else text for place, text in enumerate(texts)
    )
