"""Source lines: what became of every line of the user's program, by the provenance of its operations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from hloscope.analyses.facts.groups import Group
from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.provenance.by_passes import Provenance
from hloscope.analyses.provenance.call_places import call_places
from hloscope.analyses.provenance.line_traffic import LineTraffic, line_traffic_of
from hloscope.ir import HloModule


class SourceLineForm(TypedDict):
    """A line of the user's program, as `file:line`, and what became of its operations.

    `fates` counts them by what became of each, `gone` those that nothing computes any more, `copies` how often others
    are computed more than once. `bytes_written` is what the launches write in all, for other lines too.
    """

    place: str
    operations: int
    gone: int
    fates: dict[str, int]
    launches: list[str]
    bytes_written: int
    own_bytes_read: int
    own_bytes_written: int
    copies: int
    inferred: bool


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line, as `file:line`, and the operations of `before` that come from it.

    `launches` compute them in the module that runs; `bytes_written` is what those write in all, for other lines too,
    `own_bytes_read` and `own_bytes_written` what they read and write for this one (`matching.line_traffic`).
    `gone` counts operations that nothing computes any more, `copies` how often others are computed more than once; what
    was merged counts with what it was merged into.
    """

    place: str
    operations: int
    gone: int
    fates: dict[str, int]
    launches: tuple[str, ...]
    bytes_written: int
    own_bytes_read: int
    own_bytes_written: int
    copies: int
    is_inferred: bool

    def to_dict(self) -> SourceLineForm:
        """The JSON form."""
        return {
            "place": self.place,
            "operations": self.operations,
            "gone": self.gone,
            "fates": self.fates,
            "launches": list(self.launches),
            "bytes_written": self.bytes_written,
            "own_bytes_read": self.own_bytes_read,
            "own_bytes_written": self.own_bytes_written,
            "copies": self.copies,
            "inferred": self.is_inferred,
        }


def source_lines(provenances: Sequence[Provenance], before: HloModule, after: HloModule) -> tuple[SourceLine, ...]:
    """The lines that operations of `before` come from, by file and line; `after` is the module of their places.

    An operation of a function that has no line itself comes from the line that calls the function, if that is one.
    """
    launches, called_from = _Launches(after), call_places(before)
    sources = Sources().of([provenance.operation for provenance in provenances])
    by_place: dict[str, list[Provenance]] = {}
    for provenance, source in zip(provenances, sources, strict=True):
        place = source.place or called_from.get(provenance.operation.computation.name, "")
        if place:
            by_place.setdefault(place, []).append(provenance)
    return tuple([_line_of(place, by_place[place], launches) for place in sorted(by_place, key=_order_of)])


def _line_of(place: str, provenances: Sequence[Provenance], launches: _Launches) -> SourceLine:
    names = tuple(dict.fromkeys(name for provenance in provenances for name in provenance.places))
    traffic = [launches.traffic_of(name) for name in names]
    return SourceLine(
        place=place,
        operations=len(provenances),
        gone=sum(not provenance.places for provenance in provenances),
        fates=dict(Counter(provenance.fate for provenance in provenances)),
        launches=names,
        bytes_written=sum(map(launches.bytes_written_by, names)),
        own_bytes_read=sum(each.read.get(place, 0) for each in traffic),
        own_bytes_written=sum(each.written.get(place, 0) for each in traffic),
        copies=sum(max(0, len(each.places) - 1) for each in provenances if each.fate != "merged"),
        is_inferred=any(provenance.evidence == "inferred" for provenance in provenances),
    )


class _Launches:
    """The instructions of the module that runs, by name, and what each reads and writes, worked out once."""

    def __init__(self, after: HloModule) -> None:
        self._by_name = {instruction.name: instruction for instruction in after.instructions()}
        self._sources = Sources()
        self._traffic: dict[str, LineTraffic] = {}

    def traffic_of(self, name: str) -> LineTraffic:
        """The bytes of a launch by line; none of a name that the module does not have."""
        if name not in self._traffic:
            launch = self._by_name.get(name)
            self._traffic[name] = line_traffic_of(launch, self._sources) if launch else LineTraffic()
        return self._traffic[name]

    def bytes_written_by(self, name: str) -> int:
        """All that a launch writes."""
        launch = self._by_name.get(name)
        return sum(shape.byte_size for shape in Group(launch, ()).outputs) if launch else 0


def _order_of(place: str) -> tuple[str, int]:
    path, _, line = place.rpartition(":")
    return path, int(line) if line.isdecimal() else 0
