"""Thunk lists: what XLA's GPU runtime launches, in order, as its dumps tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from hloscope.errors import ParseError
from hloscope.regex import compiled

from .textproto import TextProto, Value, parse_textproto
from .thunk_kinds import CONTROL_FLOW, WRAPPERS, launch_class_of

# A thunk at the start of a line or, inside kSequential, behind its parent: `  007: kCopy  [source | sink] kCopy` of
# newer printers, `  kCopy  <tab>` of older ones (xla/backends/gpu/runtime: sequential_thunk.cc, thunk_executor.cc).
_THUNK = compiled(r"( *+)(?:(\d{1,18}): )?+(k[A-Z]\w*+) *+(?:\t|\[[^\]\n]*+\] ?+|$)", re.ASCII)
_SYMBOL = compiled(r" ?,? ?kernel = ([^,\s]++)|([^\s,=()]++) grid: ")
# What else a list holds: the names of nested sequences, empty ones, and the buffers of a debugging aid.
_OTHER_LINE = compiled(
    r"\s*+(?:(?:No thunks\.\s*+)?+(?:condition|body|false_branch|true_branch|branch_\d++):|No thunks\."
    r"|buffer_i(?:d|dx): .*+)?+\s*+",
    re.ASCII,
)

# An entry of `thunk_metadata.txt` as protobuf prints it: its annotation, its id and its kind.
_PRINTED_ENTRY = compiled(
    r'thunk_metadata \{\n  thunk_info \{\n(?:    profile_annotation: "([^"\\\n]*+)"\n)?+'
    r'(?:    thunk_id: ([1-9]\d{0,17}+)\n)?+  \}\n  thunk_kind: "([^"\\\n]*+)"\n\}\n',
    re.ASCII,
)


class Thunk(NamedTuple):
    """One step of the runtime: a launch, or what wraps or controls others.

    `name` is the HLO instruction that it was made for, `symbol` the kernel it launches; either may be "". `owner` names
    the async-start or dynamic-slice fusion that wraps it: there, `name` may be an instruction that is not in an
    executed computation. `depth` counts the thunks around it, so far as the text tells.
    """

    kind: str
    name: str = ""
    symbol: str = ""
    id: int | None = None
    depth: int = 0
    owner: str = ""

    @property
    def launch_class(self) -> str | None:
        """`kernel`, `library`, `copy`, `collective`, `misc`, `unknown`; None for control flow and wrappers."""
        return launch_class_of(self.kind)


_END = Thunk("")
_HIDING = CONTROL_FLOW | WRAPPERS  # older printers did not show what is in these
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
    for kind, name, number in _find_printed_entries(text) or _parse_entries(text, filename):
        thunks.append(Thunk(kind, name, id=number, owner=owner))
        if kind != "kSequential":  # which older wrappers put around what they wrap
            owner = name if kind in WRAPPERS else ""
    return ThunkList(tuple(thunks))


def parse_thunk_sequence(text: str, *, filename: str | None = None) -> ThunkList:
    """The thunks of a `thunk_sequence.txt` of any version since 2022, which names kernels but no HLO instructions.

    Raises:
        ParseError: a line is of no form that XLA's printers write.
    """
    thunks: list[Thunk] = []
    indents: list[int] = []  # of the thunks around the next one
    for start, line in _lines_of(text):
        found = list(_thunks_of(line))
        if not found and not _OTHER_LINE.fullmatch(line):
            raise ParseError("a thunk", repr(line.strip()[:60]), text=text, position=start, filename=filename)
        for indent, kind, symbol, number in found:
            while indents and indents[-1] >= indent:
                indents.pop()
            thunks.append(Thunk(kind, "", symbol, number, len(indents)))
            indents.append(indent)
    is_complete = not any(
        thunk.kind in _HIDING and following.depth <= thunk.depth for thunk, following in pairwise([*thunks, _END])
    )
    return ThunkList(tuple(thunks), is_complete)


def with_nesting(named: ThunkList, nested: ThunkList) -> ThunkList:
    """The thunks of a metadata list, with depth, owner and symbol as the sequence of the same module tells them.

    They are matched by their ids, which thunk passes leave alone; without ids (jaxlib before 0.8) nothing changes.
    """
    names = {thunk.id: thunk.name for thunk in named.thunks}
    places: dict[int | None, tuple[Thunk, str]] = {}
    around: list[Thunk] = []
    for thunk in nested.thunks:
        del around[thunk.depth :]
        wrapper = next((outer for outer in reversed(around) if outer.kind in WRAPPERS), None) if around else None
        if thunk.id is not None:
            places[thunk.id] = thunk, names.get(wrapper.id, "") if wrapper else ""
        around.append(thunk)
    return ThunkList(tuple([_placed(thunk, places.get(thunk.id)) for thunk in named.thunks]), named.is_complete)


def _placed(thunk: Thunk, place: tuple[Thunk, str] | None) -> Thunk:
    if place is None or place[0].kind != thunk.kind:
        return thunk
    nested, owner = place
    return Thunk(thunk.kind, thunk.name, nested.symbol, thunk.id, nested.depth, owner)


def _find_printed_entries(text: str) -> Sequence[_Entry]:
    """The entries of a text that protobuf printed, 50 times as fast as any text proto is read; else nothing."""
    entries: list[_Entry] = []
    position = 0
    while found := _PRINTED_ENTRY.match(text, position):
        name, number, kind = found.groups("")
        entries.append((kind, name, int(number) if number else None))
        position = found.end()
    return entries if position == len(text) else ()


def _parse_entries(text: str, filename: str | None) -> Iterator[_Entry]:
    message = parse_textproto(text, filename=filename)
    entries = message.pop("thunk_metadata", [])
    if message:
        raise ParseError("thunk_metadata", repr(next(iter(message))), text=text, position=0, filename=filename)
    return map(_entry_of, entries)


def _entry_of(entry: Value) -> _Entry:
    info = _message_in(entry, "thunk_info")
    number = _last(info, "thunk_id")
    kind, name = _last(entry, "thunk_kind"), _last(info, "profile_annotation")
    return str(kind or ""), str(name or ""), number if isinstance(number, int) and number > 0 else None


def _message_in(message: Value, field: str) -> TextProto:
    value = _last(message, field)
    return value if isinstance(value, dict) else {}


def _last(message: Value, field: str) -> Value | None:
    """The value of a field that is not repeated: the last one counts, as in every protobuf reader."""
    values = message.get(field) if isinstance(message, dict) else None
    return values[-1] if values else None


def _lines_of(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line.rstrip("\r\n")
        start += len(line)


def _thunks_of(line: str) -> Iterator[tuple[int, str, str, int | None]]:
    """Indent, kind, symbol and id of the thunks of one line: one, but that the first of a kSequential is behind it."""
    position, indent = 0, -1
    while found := _THUNK.match(line, position):
        spaces, number, kind = found.groups()
        if indent >= 0 and not spaces:  # `[source | sink] kCopy`: a description
            return
        indent = max(len(spaces), indent + 1)
        symbol = _SYMBOL.match(line, found.end())
        yield indent, kind, (symbol[1] or symbol[2]) if symbol else "", int(number) if number else None
        position = found.end()
