"""Source lines: what became of every line of the user's program, by the provenance of its operations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hloscope.analyses.groups import Group
from hloscope.analyses.provenance import Provenance
from hloscope.analyses.sources import Sources
from hloscope.ir import HloInstruction, HloModule


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line, as `file:line`, and the operations of `before` that come from it.

    `launches` compute them in the module that runs; `bytes_written` is what those write in all, for other lines too.
    `gone` counts operations that nothing computes any more, `copies` how often others are computed more than once.
    """

    place: str
    operations: int
    gone: int
    fates: dict[str, int]
    launches: tuple[str, ...]
    bytes_written: int
    copies: int
    is_inferred: bool

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "place": self.place,
            "operations": self.operations,
            "gone": self.gone,
            "fates": self.fates,
            "launches": list(self.launches),
            "bytes_written": self.bytes_written,
            "copies": self.copies,
            "inferred": self.is_inferred,
        }


def source_lines(provenances: Sequence[Provenance], after: HloModule) -> tuple[SourceLine, ...]:
    """The lines that operations come from, by file and line; `after` is the module of their places."""
    launches = {i.name: i for i in after.instructions()}
    sources = Sources().of([provenance.operation for provenance in provenances])
    by_place: dict[str, list[Provenance]] = {}
    for provenance, source in zip(provenances, sources, strict=True):
        if source.place:
            by_place.setdefault(source.place, []).append(provenance)
    return tuple([_line_of(place, by_place[place], launches) for place in sorted(by_place, key=_order_of)])


def _line_of(place: str, provenances: Sequence[Provenance], launches: dict[str, HloInstruction]) -> SourceLine:
    names = tuple(dict.fromkeys(name for provenance in provenances for name in provenance.places))
    return SourceLine(
        place=place,
        operations=len(provenances),
        gone=sum(not provenance.places for provenance in provenances),
        fates=dict(Counter(provenance.fate for provenance in provenances)),
        launches=names,
        bytes_written=sum(s.byte_size for n in names if n in launches for s in Group(launches[n], ()).outputs),
        copies=sum(max(0, len(provenance.places) - 1) for provenance in provenances),
        is_inferred=any(provenance.evidence == "inferred" for provenance in provenances),
    )


def _order_of(place: str) -> tuple[str, int]:
    path, _, line = place.rpartition(":")
    return path, int(line) if line.isdecimal() else 0
