"""Thunk sequences: what XLA's GPU runtime launches, nested as it runs, as `thunk_sequence.txt` tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from hloscope.errors import ParseError
from hloscope.regex import compiled

from .thunk_kinds import CONTROL_FLOW, WRAPPERS
from .thunks import LaunchDimensions, Thunk, ThunkList

# A thunk at the start of a line or, inside kSequential, behind its parent: `  007: kCopy  [source | sink] kCopy` of
# newer printers, `  kCopy  <tab>` of older ones (xla/backends/gpu/runtime: sequential_thunk.cc, thunk_executor.cc).
_THUNK = compiled(r"( *+)(?:(\d{1,18}): )?+(k[A-Z]\w*+) *+(?:\t|\[[^\]\n]*+\] ?+|$)", re.ASCII)
_SYMBOL = compiled(r" ?,? ?kernel = ([^,\s]++)|([^\s,=()]++) grid: ")
# `grid: [8, 1, 1] threads: [64, 1, 1]  shared_memory: 1024 bytes`, of older printers `blocks: {8, 1, 1},
# threads/block: {64, 1, 1}`; every number ends somewhere, for Python reads none of thousands of digits.
_DIMENSIONS = compiled(
    r"(?:grid|blocks): [\[{](\d{1,10}), (\d{1,10}), (\d{1,10})[\]}],? threads(?:/block)?+: "
    r"[\[{](\d{1,10}), (\d{1,10}), (\d{1,10})[\]}](?: ++shared_memory: (\d{1,10}) bytes)?+"
)
# What else a list holds: the names of nested sequences, empty ones, and the buffers of a debugging aid.
_OTHER_LINE = compiled(
    r"\s*+(?:(?:No thunks\.\s*+)?+(?:condition|body|false_branch|true_branch|branch_\d++):|No thunks\."
    r"|buffer_i(?:d|dx): .*+)?+\s*+",
    re.ASCII,
)

_END = Thunk("")
_HIDING = CONTROL_FLOW | WRAPPERS  # older printers did not show what is in these


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
            thunks.append(thunk._replace(depth=len(indents)))
            indents.append(indent)
    is_complete = not any(
        thunk.kind in _HIDING and following.depth <= thunk.depth for thunk, following in pairwise([*thunks, _END])
    )
    return ThunkList(tuple(thunks), is_complete)


def with_nesting(named: ThunkList, nested: ThunkList) -> ThunkList:
    """The thunks of a metadata list, with what the sequence of the same module tells: depth, owner, symbol, dimensions.

    They are matched by their ids, which thunk passes leave alone; without ids (jaxlib before 0.8) nothing changes.
    A launch that only the sequence has, such as the copy in a dynamic-slice fusion since jaxlib 0.11, goes by the name
    of what wraps it.
    """
    names = {thunk.id: thunk.name for thunk in named.thunks}
    places: dict[int | None, Thunk] = {}
    unnamed: dict[int | None, list[Thunk]] = {}  # by the id of the wrapper
    around: list[Thunk] = []
    for thunk in nested.thunks:
        del around[thunk.depth :]
        wrapper = next((outer for outer in reversed(around) if outer.kind in WRAPPERS), _END)
        placed = thunk._replace(owner=names.get(wrapper.id, ""))
        if thunk.id in names:
            places[thunk.id] = placed
        elif wrapper.id in names and thunk.launch_class:
            unnamed.setdefault(wrapper.id, []).append(placed._replace(name=placed.owner))
        around.append(thunk)
    thunks: list[Thunk] = []
    for thunk in named.thunks:
        thunks.append(_placed(thunk, places.get(thunk.id)))
        thunks += unnamed.pop(thunk.id, ())
    return ThunkList(tuple(thunks), named.is_complete or nested.is_complete)


def _placed(thunk: Thunk, place: Thunk | None) -> Thunk:
    if place is None or place.kind != thunk.kind:
        return thunk
    return place._replace(name=thunk.name)


def _lines_of(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line.rstrip("\r\n")
        start += len(line)


def _thunks_of(line: str) -> Iterator[tuple[int, Thunk]]:
    """The indent and the thunk of a line, of several where the first of a kSequential stands behind it."""
    position, indent = 0, -1
    while found := _THUNK.match(line, position):
        spaces, number, kind = found.groups()
        if indent >= 0 and not spaces:  # `[source | sink] kCopy`: a description
            return
        indent = max(len(spaces), indent + 1)
        symbol = _SYMBOL.match(line, found.end())
        launched = (symbol[1] or symbol[2]) if symbol else ""
        dimensions = _find_dimensions(line) if symbol else None
        yield indent, Thunk(kind, "", launched, int(number) if number else None, dimensions=dimensions)
        position = found.end()


def _find_dimensions(line: str) -> LaunchDimensions | None:
    found = _DIMENSIONS.search(line)
    if found is None:
        return None
    x, y, z, thread_x, thread_y, thread_z = map(int, found.groups()[:6])
    shared_memory = int(found[7]) if found[7] else None
    return LaunchDimensions((x, y, z), (thread_x, thread_y, thread_z), shared_memory)
