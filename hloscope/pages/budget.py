"""The budget: what is left out of a page that would be larger than it may be, and the words for that."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

if TYPE_CHECKING:
    from hloscope.reports.page.document import PageDocument

MEGABYTE = 1_000_000
DEFAULT = 5 * MEGABYTE
_BASE_64 = 4 / 3

# What views need, the least missed first; without `after` there is neither a table nor a graph of kernels.
PARTS: Mapping[str, tuple[str, ...]] = {
    "the passes": ("passes",),
    "the time line": ("timeline",),
    "the call stacks and scopes": ("trees",),
    "the roofline": ("roofs",),
    "the memory over the schedule": ("memory_over_time",),
    "the program before, and what became of it": ("before", "links"),
    "the lines of the program": ("lines",),
    "the values that go through memory": ("edges",),
    "the kernels": ("after", "launches"),
}


class _Piece(NamedTuple):
    """Some parts of one program, and about how many bytes they take in the page."""

    part: str
    program: int
    bytes: int


def within(document: PageDocument, max_bytes: int, size_of: Callable[[PageDocument], int]) -> PageDocument:
    """The document, or as much of it as fits: whole views of a program go, the largest first, and then programs.

    `size_of` gives the bytes of a page. What was left out is said in `folded`.
    """
    excess = size_of(document) - max_bytes
    if excess <= 0:
        return document
    left_out: list[_Piece] = []
    for piece in _pieces(document):
        if excess <= 0:
            excess = size_of(_without(document, left_out)) - max_bytes  # pieces alone pack worse than together
        if excess <= 0:
            break
        left_out.append(piece)
        excess -= piece.bytes
    found = _without(document, left_out)
    while len(found["programs"]) > 1 and size_of(found) > max_bytes:
        found = _cut(found, len(found["programs"]) // 2)
    return found


def _pieces(document: PageDocument) -> Iterable[_Piece]:
    programs = cast("list[Mapping[str, Any]]", document["programs"])
    for part, keys in PARTS.items():
        sizes = [_packed_size([program[key] for key in keys]) for program in programs]
        yield from sorted(
            (_Piece(part, number, size) for number, size in enumerate(sizes) if size > 0),
            key=lambda piece: -piece.bytes,
        )


def _packed_size(values: list[Any]) -> int:
    if not any(values):
        return 0
    text = json.dumps(values, separators=(",", ":"))
    return int(len(gzip.compress(text.encode(), 6)) * _BASE_64)


def _without(document: PageDocument, pieces: Iterable[_Piece]) -> PageDocument:
    programs = [cast("dict[str, Any]", {**program}) for program in document["programs"]]
    gone: dict[str, list[str]] = {}
    for piece in pieces:
        programs[piece.program].update(dict.fromkeys(PARTS[piece.part]))
        gone.setdefault(piece.part, []).append(programs[piece.program]["name"])
    said = [_words(part, names, len(programs)) for part, names in gone.items()]
    return cast("PageDocument", {**document, "programs": programs, "folded": [*document["folded"], *said]})


def _words(part: str, names: list[str], count: int) -> str:
    whose = "all programs" if len(names) == count > 1 else _listed(names)
    return f"Left out for the size of this page (--max-mb): {part} of {whose}."


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"


def _cut(document: PageDocument, count: int) -> PageDocument:
    gone = len(document["programs"]) - count
    folded = [text for text in document["folded"] if "programs after the first" not in text]
    words = f"Left out for the size of this page (--max-mb): all programs after the first {count}."
    return {**document, "programs": document["programs"][:count], "folded": [*folded, words]} if gone else document
