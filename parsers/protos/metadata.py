"""What the framework said of an instruction, put into words from a proto."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from .messages import Message, read_message
from .words import quoted

_FORMS: Mapping[str, Callable[..., str]] = {
    "op_type": quoted,
    "op_name": quoted,
    "source_file": quoted,
    "source_line": str,
    "source_end_line": str,
    "source_column": str,
    "source_end_column": str,
    "size_of_generated_code_in_bytes": str,
    "size_of_memory_working_set_in_bytes": str,
    "deduplicated_name": quoted,
    "scheduling_name": quoted,
    "stack_frame_id": str,
}
_PLACES = {name: place for place, name in enumerate(_FORMS)}


def metadata_words(metadata: Message) -> list[str]:
    """The fields in `metadata={...}` that are there, in the order of OpMetadataToString (xla/hlo/ir)."""
    present = {field.name: value for field, value in metadata.ListFields()}  # a third of the time of asking for each
    return [f"{name}={_FORMS[name](present[name])}" for name in sorted(present, key=_place_of) if name in _FORMS]


@lru_cache(maxsize=1 << 12)  # of operations that stand beside each other, many are of one line
def metadata_text(data: bytes) -> str:
    """The text of a proto in bytes: `{op_name="jit(f)/add" stack_frame_id=3}`."""
    return f"{{{' '.join(metadata_words(read_message('OpMetadata', data)))}}}"


def _place_of(name: str) -> int:
    return _PLACES.get(name, len(_PLACES))
