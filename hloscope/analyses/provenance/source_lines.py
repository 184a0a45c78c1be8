"""Source lines: what became of every line of the user's program, and what a run takes for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hloscope.analyses.cost.machines import Machine
from hloscope.analyses.cost.traffic import ModuleTraffic
from hloscope.analyses.facts.call_places import call_places
from hloscope.analyses.facts.sources import Source, Sources
from hloscope.analyses.provenance.by_passes import Provenance
from hloscope.analyses.provenance.source_costs import LaunchPart, RunCost, RunCostForm, costs_by
from hloscope.ir import HloInstruction, HloModule


class SourceLineForm(RunCostForm):
    """A line of the user's program, as `file:line`, what became of its operations, and what a run takes for it.

    `fates` counts them by what became of each, `gone` those that nothing computes any more, `copies` how often others
    are computed more than once. `bytes_written` is what the launches write in all, for other lines too,
    `own_bytes_read` and `own_bytes_written` what they move for this one, each executed once. `place` is "" for what no
    metadata tells, and for operations that the framework gives no line: `op_name` is what it calls those, else "".
    """

    place: str
    op_name: str
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
    """A line, as `file:line`, or an operation that has none, and the operations of `before` that come from it.

    `launches` compute them in the module that runs; `bytes_written` is what those write in all, for other lines too.
    `gone` counts operations that nothing computes any more, `copies` how often others are computed more than once; what
    was merged counts with what it was merged into. `cost` is what a run takes for it.
    """

    place: str
    op_name: str
    operations: int
    gone: int
    fates: dict[str, int]
    launches: tuple[str, ...]
    bytes_written: int
    copies: int
    is_inferred: bool
    cost: RunCost

    def to_dict(self, whole: RunCost, machine: Machine | None, measured: float | None = None) -> SourceLineForm:
        """The JSON form, beside what the whole run takes, and the seconds that it took in a profile."""
        return {
            "place": self.place,
            "op_name": self.op_name,
            "operations": self.operations,
            "gone": self.gone,
            "fates": self.fates,
            "launches": list(self.launches),
            "bytes_written": self.bytes_written,
            "own_bytes_read": self.cost.once_read,
            "own_bytes_written": self.cost.once_written,
            "copies": self.copies,
            "inferred": self.is_inferred,
            **self.cost.to_dict(whole, machine, measured),
        }


def source_lines(
    provenances: Sequence[Provenance],
    before: HloModule | None,
    after: HloModule,
    traffic: ModuleTraffic,
    parts: Iterable[LaunchPart],
) -> tuple[SourceLine, ...]:
    """The lines that operations of `before` or of `after` come from, by file and line; that of no place comes last.

    An operation of a function that has no line itself comes from the line that calls the function, if that is one; what
    has none then goes by its name. `parts` is what a run takes (`hloscope.analyses.provenance.source_costs`).
    """
    asked: Mapping[Source, list[Provenance]] = _by_line(provenances, before) if before else {}
    costs = costs_by(parts, _line_of)
    by_name = {instruction.name: instruction for instruction in after.instructions()}
    lines = _Lines(by_name, traffic)
    found = sorted({*asked, *costs}, key=_order_of)
    return tuple([lines.of(line, asked.get(line, ()), costs.get(line, RunCost())) for line in found])


def _by_line(provenances: Sequence[Provenance], before: HloModule) -> Mapping[Source, list[Provenance]]:
    called_from = call_places(before)
    sources = Sources().of([provenance.operation for provenance in provenances])
    by_line: dict[Source, list[Provenance]] = {}
    for provenance, source in zip(provenances, sources, strict=True):
        line = _line_of(
            source._replace(place=source.place or called_from.get(provenance.operation.computation.name, ""))
        )
        if any(line) and not line.lacks_place:
            by_line.setdefault(line, []).append(provenance)
    return by_line


def placed_by_calls(parts: Iterable[LaunchPart], before: HloModule) -> list[LaunchPart]:
    """What a run of `before` takes; what has no line has that which calls its function, if that is one."""
    called_from = call_places(before)
    placed: list[LaunchPart] = []
    for part in parts:
        source = part.cost.source
        place = source.place or called_from.get(part.item.instruction.computation.name, "")
        placed.append(replace(part, cost=part.cost._replace(source=source._replace(place=place))))
    return placed


def _line_of(source: Source) -> Source:
    """The place alone if it is known, else the name."""
    return Source(place=source.place) if source.place else source


@dataclass(frozen=True, slots=True)
class _Lines:
    """Makes lines of what is known; `by_name` has the instructions of the module that runs."""

    by_name: Mapping[str, HloInstruction]
    traffic: ModuleTraffic

    def of(self, line: Source, provenances: Sequence[Provenance], cost: RunCost) -> SourceLine:
        found = [name for provenance in provenances for name in provenance.places]
        names = tuple(dict.fromkeys([*found, *cost.launches]))
        launches = [self.by_name[name] for name in names if name in self.by_name]
        return SourceLine(
            place=line.place,
            op_name=line.op_name,
            operations=len(provenances),
            gone=sum(not provenance.places and provenance.fate != "unknown" for provenance in provenances),
            fates=dict(Counter(provenance.fate for provenance in provenances)),
            launches=names,
            bytes_written=sum(self.traffic.of(launch).written for launch in launches),
            copies=sum(max(0, len(provenance.places) - 1) for provenance in provenances if provenance.fate != "merged"),
            is_inferred=any(provenance.evidence == "inferred" for provenance in provenances),
            cost=cost,
        )


def _order_of(line: Source) -> tuple[bool, str, int, str]:
    path, _, number = line.place.rpartition(":")
    return not any(line), path, int(number) if number.isdecimal() else 0, line.op_name
