"""What the framework said of an instruction, put into words from a proto."""

from __future__ import annotations

from .messages import Message
from .words import quoted


def metadata_words(metadata: Message) -> list[str]:
    """The fields in `metadata={...}` (OpMetadataToString in xla/hlo/ir/hlo_op_metadata.cc)."""
    words = [
        f"{name}={quoted(getattr(metadata, name))}"
        for name in ("op_type", "op_name", "source_file")
        if getattr(metadata, name)
    ]
    for name in ("source_line", "source_end_line", "source_column", "source_end_column"):
        words += [f"{name}={getattr(metadata, name)}"] if getattr(metadata, name) else []
    for name in ("size_of_generated_code_in_bytes", "size_of_memory_working_set_in_bytes"):
        words += [f"{name}={getattr(metadata, name)}"] if getattr(metadata, name) else []
    for name in ("deduplicated_name", "scheduling_name"):
        words += [f"{name}={quoted(getattr(metadata, name))}"] if getattr(metadata, name) else []
    words += [f"stack_frame_id={metadata.stack_frame_id}"] if metadata.stack_frame_id else []
    return words
