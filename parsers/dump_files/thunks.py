"""Thunk lists: what XLA's GPU runtime launches, in order, as `thunk_metadata.txt` tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from hloscope.errors import ParseError
from hloscope.regex import compiled

from .textproto import TextProto, Value, parse_textproto
from .thunk_kinds import WRAPPERS, launch_class_of

# An entry of `thunk_metadata.txt` as protobuf prints it: its annotation, its id and its kind.
_PRINTED_ENTRY = compiled(
    r'thunk_metadata \{\n  thunk_info \{\n(?:    profile_annotation: "([^"\\\n]*+)"\n)?+'
    r'(?:    thunk_id: ([1-9]\d{0,17}+)\n)?+  \}\n  thunk_kind: "([^"\\\n]*+)"\n\}\n',
    re.ASCII,
)


class LaunchDimensions(NamedTuple):
    """How a kernel is launched: its blocks, the threads of each, and the bytes of shared memory that each is given.

    Printers before jaxlib 0.10 do not tell the shared memory: there it is None.
    """

    grid: tuple[int, int, int]
    threads: tuple[int, int, int]
    shared_memory: int | None = None


class Thunk(NamedTuple):
    """One step of the runtime: a launch, or what wraps or controls others.

    `name` is the HLO instruction that it was made for, `symbol` the kernel it launches; either may be "". `owner` names
    the async-start or dynamic-slice fusion that wraps it: there, `name` may be an instruction that is not in an
    executed computation. `depth` counts the thunks around it, so far as the text tells. `dimensions` are those of a
    kernel, where the text has them.
    """

    kind: str
    name: str = ""
    symbol: str = ""
    id: int | None = None
    depth: int = 0
    owner: str = ""
    dimensions: LaunchDimensions | None = None

    @property
    def launch_class(self) -> str | None:
        """`kernel`, `library`, `copy`, `collective`, `misc`, `unknown`; None for control flow and wrappers."""
        return launch_class_of(self.kind)


_HIDING = "kDynamicSliceFusion"
_Entry = tuple[str, str, int | None]  # kind, name and id of a thunk in a metadata list


@dataclass(frozen=True)
class ThunkList:
    """The thunks of one module, a thunk before those in it.

    `is_complete` is False where a loop, a conditional or a wrapper does not show what is in it, as older printers did.
    """

    thunks: tuple[Thunk, ...]
    is_complete: bool = True

    @cached_property
    def launches(self) -> tuple[Thunk, ...]:
        """Those that launch something: one for each launch site."""
        return tuple(thunk for thunk in self.thunks if thunk.launch_class)

    @cached_property
    def has_names(self) -> bool:
        """Whether every launch says which HLO instruction it was made for."""
        return all(thunk.name for thunk in self.launches)


def parse_thunk_metadata(text: str, *, filename: str | None = None) -> ThunkList:
    """The thunks of a `thunk_metadata.txt`, a ThunkMetadataListProto (xla/backends/gpu/runtime/thunk.proto).

    The text is a flat list, in the order of `ThunkSequence::Walk`. It does not tell how deep a thunk is nested: a thunk
    behind a wrapper is taken as the one that it wraps; `with_nesting` tells better where the other list is there.

    Raises:
        ParseError: the text is no text proto, or holds no such list.
    """
    thunks: list[Thunk] = []
    owner = ""
    entries = _find_printed_entries(text) or tuple(_parse_entries(text, filename))
    is_complete = not _hides_copies(entries)
    wrappers = WRAPPERS if is_complete else WRAPPERS - {_HIDING}
    for kind, name, number in entries:
        thunks.append(Thunk(kind, name, id=number, owner=owner))
        if kind != "kSequential":  # which older wrappers put around what they wrap
            owner = name if kind in wrappers else ""
    return ThunkList(tuple(thunks), is_complete)


def _hides_copies(entries: Sequence[_Entry]) -> bool:
    """Whether thunks in dynamic-slice fusions have no entry, as since jaxlib 0.11: their ids are missing."""
    ids = {number for _, _, number in entries if number is not None}
    return any(kind == _HIDING for kind, _, _ in entries) and max(ids, default=0) > len(ids)


def _find_printed_entries(text: str) -> Sequence[_Entry]:
    """The entries of a text that protobuf printed, 50 times as fast as any text proto is read; else nothing."""
    entries: list[_Entry] = []
    position = 0
    while found := _PRINTED_ENTRY.match(text, position):
        name, number, kind = found.groups("")
        entries.append((kind, name, int(number) if number else None))
        position = found.end()
    return entries if position == len(text) else ()


def _parse_entries(text: str, filename: str | None) -> Iterable[_Entry]:
    message = parse_textproto(text, filename=filename)
    entries = message.pop("thunk_metadata", [])
    if message:
        raise ParseError("thunk_metadata", repr(next(iter(message))), text=text, position=0, filename=filename)
    return map(_entry_of, entries)


def _entry_of(entry: Value) -> _Entry:
    info = _message_in(entry, "thunk_info")
    number = _last_value(info, "thunk_id")
    kind, name = _last_value(entry, "thunk_kind"), _last_value(info, "profile_annotation")
    return str(kind or ""), str(name or ""), number if isinstance(number, int) and number > 0 else None


def _message_in(message: Value, field: str) -> TextProto:
    value = _last_value(message, field)
    return value if isinstance(value, dict) else {}


def _last_value(message: Value, field: str) -> Value | None:
    """The value of a field that is not repeated: the last one counts, as in every protobuf reader."""
    values = message.get(field) if isinstance(message, dict) else None
    return values[-1] if values else None
