"""Signs of a proto: what can be told of data without reading it, and without what reads it."""

from __future__ import annotations

import re

TEXT = re.compile(rb"\s*+(?:#[^\n]*+\n\s*+)*+(?:hlo_module|hlo|name|entry_computation_name)\s*+[:{<]")
"""How the text format of a module's proto begins."""

_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a]")
# A profile's first plane begins with its number and name: `/host:CPU`, `#Chip0 ...`, `Task Environment`. Where a module
# begins, its name does, behind another tag.
_VARINT = rb"[\x80-\xff]{0,9}[\x00-\x7f]"
_PROFILE = re.compile(rb"\x0a%b(?:\x08%b)?\x12[\x01-\x7f](?:[/#][A-Za-z]|Task )" % (_VARINT, _VARINT))
_FIRST = b"\x0a"  # the tag of field 1 with a length, with which each of them begins; a newline to a text
_LOOKED_AT = 16 * 1024


def begins_like_proto(head: bytes) -> bool:
    """Whether data that begins so may be the proto of a module."""
    if head.startswith(_FIRST) and _BINARY.search(head, 0, _LOOKED_AT):
        return True
    return TEXT.match(head) is not None and b"computations" in head


def begins_like_profile(head: bytes) -> bool:
    """Whether data that begins so is a profile (`*.xplane.pb`)."""
    return _PROFILE.match(head) is not None
