"""Signs of a proto: what can be told of data without reading it, and without what reads it."""

from __future__ import annotations

import re

TEXT = re.compile(rb"\s*+(?:#[^\n]*+\n\s*+)*+(?:hlo_module|hlo|name|entry_computation_name)\s*+[:{<]")
"""How the text format of a module's proto begins."""

_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a]")
_FIRST = b"\x0a"  # the tag of field 1 with a length, with which each of them begins; a newline to a text
_LOOKED_AT = 16 * 1024


def begins_like_proto(head: bytes) -> bool:
    """Whether data that begins so may be the proto of a module."""
    if head.startswith(_FIRST) and _BINARY.search(head, 0, _LOOKED_AT):
        return True
    return TEXT.match(head) is not None and b"computations" in head
