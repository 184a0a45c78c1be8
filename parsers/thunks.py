"""Thunk lists: what XLA's GPU runtime launches, in order, as its dumps tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from hloscope.errors import ParseError

from .textproto import TextProto, Value, parse_textproto
from .thunk_kinds import CONTROL_FLOW, WRAPPERS, launch_class_of

# A thunk at the start of a line or, inside kSequential, behind its parent: `  007: kCopy  [source | sink] kCopy` of
# newer printers, `  kCopy  <tab>` of older ones (xla/backends/gpu/runtime: sequential_thunk.cc, thunk_executor.cc).
_THUNK = re.compile(r"( *+)(?:(\d{1,18}): )?+(k[A-Z]\w*+) *+(?:\t|\[[^\]\n]*+\] ?+|$)", re.ASCII)
_SYMBOL = re.compile(r" ?,? ?kernel = ([^,\s]++)|([^\s,=()]++) grid: ")
# What else a list holds: the names of nested sequences, empty ones, and the buffers of a debugging aid.
_OTHER_LINE = re.compile(
    r"\s*+(?:(?:No thunks\.\s*+)?+(?:condition|body|false_branch|true_branch|branch_\d++):|No thunks\."
    r"|buffer_i(?:d|dx): .*+)?+\s*+",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Thunk:
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
    message = parse_textproto(text, filename=filename)
    entries = message.pop("thunk_metadata", [])
    if message:
        raise ParseError("thunk_metadata", repr(next(iter(message))), text=text, position=0, filename=filename)
    thunks: list[Thunk] = []
    owner = ""
    for entry in entries:
        thunk = _thunk_of(entry, owner=owner)
        thunks.append(thunk)
        if thunk.kind != "kSequential":  # which older wrappers put around what they wrap
            owner = thunk.name if thunk.kind in WRAPPERS else ""
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
        for indent, thunk in found:
            while indents and indents[-1] >= indent:
                indents.pop()
            thunks.append(replace(thunk, depth=len(indents)))
            indents.append(indent)
    return ThunkList(tuple(thunks), is_complete=not any(_hides_thunks(*pair) for pair in pairwise([*thunks, _END])))


def _hides_thunks(thunk: Thunk, following: Thunk) -> bool:
    return thunk.kind in CONTROL_FLOW | WRAPPERS and following.depth <= thunk.depth


def with_nesting(named: ThunkList, nested: ThunkList) -> ThunkList:
    """The thunks of a metadata list, with depth, owner and symbol as the sequence of the same module tells them.

    They are matched by their ids, which thunk passes leave alone; without ids (jaxlib before 0.8) nothing changes.
    """
    names = {thunk.id: thunk.name for thunk in named.thunks}
    places: dict[int, Thunk] = {}
    around: list[Thunk] = []
    for thunk in nested.thunks:
        del around[thunk.depth :]
        wrapper = next((outer for outer in reversed(around) if outer.kind in WRAPPERS), None)
        if thunk.id is not None:
            places[thunk.id] = replace(thunk, owner=names.get(wrapper.id, "") if wrapper else "")
        around.append(thunk)
    return replace(named, thunks=tuple(_placed(thunk, places) for thunk in named.thunks))


def _placed(thunk: Thunk, places: dict[int, Thunk]) -> Thunk:
    place = None if thunk.id is None else places.get(thunk.id)
    if place is None or place.kind != thunk.kind:
        return thunk
    return replace(thunk, depth=place.depth, owner=place.owner, symbol=place.symbol)


def _thunk_of(entry: Value, *, owner: str) -> Thunk:
    info = _message_in(entry, "thunk_info")
    number = _last(info, "thunk_id")
    kind, name = _last(entry, "thunk_kind"), _last(info, "profile_annotation")
    return Thunk(
        kind=str(kind or ""),
        name=str(name or ""),
        id=number if isinstance(number, int) and number > 0 else None,
        owner=owner,
    )


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


def _thunks_of(line: str) -> Iterator[tuple[int, Thunk]]:
    """The thunks of one line with their indents: one, but that the first thunk of a kSequential is behind it."""
    position, indent = 0, -1
    while found := _THUNK.match(line, position):
        spaces, number, kind = found.groups()
        if indent >= 0 and not spaces:  # `[source | sink] kCopy`: a description
            return
        indent = max(len(spaces), indent + 1)
        symbol = _SYMBOL.match(line, found.end())
        yield indent, Thunk(kind, symbol=(symbol[1] or symbol[2]) if symbol else "", id=int(number) if number else None)
        position = found.end()
