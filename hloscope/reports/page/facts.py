"""Facts: what costs a program most, each with the view of the page that shows it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict, TypeVar

from hloscope.analyses.answers import Answers
from hloscope.analyses.cost.machines import Machine
from hloscope.ir import HloInstruction
from hloscope.reports.cost import InstructionForm, cost_form
from hloscope.words import bytes_text, number_text, seconds_text, source_text

T = TypeVar("T")

_MOST = 10
_MOST_OF_A_KIND = 3
_LEAST_GAPS = 0.1  # of the time of runs, to be told of
_OPERATIONS_A_BYTE = 20  # what a GPU computes on single numbers while it moves a byte: 67 T and 3.35 T on an H100


class FactForm(TypedDict):
    """One fact: `title` names what, `text` says how much, `bytes` is what it is ranked by, of a run.

    `view` shows it, with the instruction number `select` in the middle, if it is about one.
    """

    kind: str
    title: str
    text: str
    place: str
    bytes: int
    view: str
    select: int | None


@dataclass(frozen=True, slots=True)
class _Facts:
    answers: Answers
    numbers: Mapping[HloInstruction, int]
    names: Mapping[str, int]
    machine: Machine | None

    def all(self) -> Iterator[FactForm]:
        """The candidates of every kind, of each what costs most."""
        yield from self._launches()
        yield from self._gaps()
        yield from self._missed()
        yield from self._broadcasts()
        yield from self._duplicated()
        yield from self._collectives()
        yield from self._memory()
        yield from self._copies()

    def _launches(self) -> Iterator[FactForm]:
        if self.answers.cost is None:
            return
        times = self.answers.launch_times(self.machine)
        form = cost_form(self.answers.cost, self.machine, self.answers.launch_sources, times)
        whole = form["per_run"]["bytes_accessed"]

        def size_of(item: InstructionForm) -> int:
            measured = item["measured"]
            return int(measured["share"] * whole) if measured else item["runs"] * item["bytes_accessed"]

        items = (item for item in form["instructions"] if item["name"] in self.names)
        for item, count in _most(items, size_of, _kind_of):
            fact = self._fact(
                "costly kernel", item["name"], _launch_text(item), item["source"], size_of(item), "kernels"
            )
            yield _times(fact, count)

    def _gaps(self) -> Iterator[FactForm]:
        """What passes between launches, as if the bytes of a run were spread over its time."""
        measured, cost = self.answers.measured, self.answers.cost
        if measured is None or cost is None or measured.gap_share < _LEAST_GAPS:
            return
        found = measured.to_dict()
        if found["run_seconds"]:
            run = seconds_text(found["run_seconds"]["median"])
            text = f"{found['gap_share']:.0%} of the runs, {run} each, passes while no launch runs"
            size = int(found["gap_share"] * cost.to_dict()["per_run"]["bytes_accessed"])
            yield self._fact("gaps", "between launches", text, "", size, "timeline")

    def _missed(self) -> Iterator[FactForm]:
        found = self.answers.missed_fusions
        for missed, count in _most(
            found, lambda m: m.bytes_per_run, lambda m: (m.reason.rule, m.bytes_per_run, m.sources[1])
        ):
            text = f"{bytes_text(missed.bytes_per_run)} through memory: {missed.reason.rule}"
            title = f"{missed.edge.producer.name} → {missed.edge.consumer.name}"
            fact = self._fact("not fused", title, text, missed.sources[1], missed.bytes_per_run, "graph")
            yield _times({**fact, "select": self.numbers.get(missed.edge.consumer)}, count)

    def _broadcasts(self) -> Iterator[FactForm]:
        found = self.answers.broadcasts("after")
        for item in [i for i in (found.to_dict()["items"] if found else ()) if i["materialized"]][:_MOST_OF_A_KIND]:
            size = item["bytes"] * item["times_written"] * item["runs"]
            text = f"writes {bytes_text(size)}, {item['expansion']} times what it reads"
            fact = self._fact("broadcast in memory", item["name"], text, item["source"], size, "kernels")
            yield {**fact, "select": self.names.get(item["fusion"] or item["name"])}

    def _duplicated(self) -> Iterator[FactForm]:
        for entry in self.answers.duplicated_work[:_MOST_OF_A_KIND]:
            work = entry.extra_flops + entry.extra_transcendentals
            title = source_text(entry.source, 60)
            text = f"{number_text(work)} operations more in {len(entry.clusters)} kernels"
            fact = self._fact("computed again", title, text, entry.source, work // _OPERATIONS_A_BYTE, "source")
            yield {**fact, "select": self.names.get(entry.clusters[0]) if entry.clusters else None}

    def _collectives(self) -> Iterator[FactForm]:
        found = self.answers.collectives("after") if self.answers.count("after") else None
        form = found.to_dict() if found else None
        items = sorted(form["items"], key=lambda i: -i["bytes"] * (i["runs"] or 1)) if form else ()
        for item in items[:_MOST_OF_A_KIND]:
            size = item["bytes"] * (item["runs"] or 1)
            text = f"{item['kind']} of {bytes_text(size)} over {item['over'] or 'devices'}"
            yield self._fact("collective", item["launched"], text, item["source"], size, "collectives")

    def _memory(self) -> Iterator[FactForm]:
        memory = self.answers.memory
        for owner, size in list(memory.by_owner.items())[:1] if memory else ():
            text = f"{bytes_text(size)} of {bytes_text(memory.peak_bytes if memory else 0)} at the peak of memory"
            yield self._fact("held at the peak", str(owner) or "values computed", text, owner.source, size, "memory")

    def _copies(self) -> Iterator[FactForm]:
        memory = self.answers.memory
        for copy in memory.copies[:_MOST_OF_A_KIND] if memory else ():
            yield self._fact(
                "needless copy", copy.name, f"{bytes_text(copy.bytes)}: {copy.reason}", "", copy.bytes, "memory"
            )

    def _fact(self, kind: str, title: str, text: str, place: str, size: int, view: str) -> FactForm:
        return {
            "kind": kind,
            "title": title,
            "text": text,
            "place": place,
            "bytes": size,
            "view": view,
            "select": self.names.get(title),
        }


def facts_form(answers: Answers, numbers: Mapping[HloInstruction, int], machine: Machine | None) -> list[FactForm]:
    """The facts that cost most, ranked by the bytes of a run, or by those that take as long to move."""
    names = {instruction.name: number for instruction, number in numbers.items()}
    return _ranked(_Facts(answers, numbers, names, machine).all())


def _most(items: Iterable[T], size_of: Callable[[T], int], kind_of: Callable[[T], Hashable]) -> Sequence[tuple[T, int]]:
    """The first of those that are alike and how many these are, of the kinds that are most in all."""
    counts: dict[Hashable, list[T]] = {}
    for item in items:
        counts.setdefault(kind_of(item), []).append(item)
    most = sorted(counts.values(), key=lambda alike: -size_of(alike[0]) * len(alike))[:_MOST_OF_A_KIND]
    return [(alike[0], len(alike)) for alike in most]


def _kind_of(item: InstructionForm) -> Hashable:
    """What is equal in launches that are alike; no two are that were measured."""
    if item["measured"]:
        return item["computation"], item["name"]
    work = item["runs"], item["flops"], item["bytes_accessed"], item["seconds"]
    return item["opcode"], tuple(item["operations"]), item["source"], work


def _times(fact: FactForm, count: int) -> FactForm:
    """The fact of so many that are alike."""
    if count == 1:
        return fact
    size = fact["bytes"] * count
    return {**fact, "bytes": size, "text": f"{count:,} alike, {bytes_text(size)} in all; each {fact['text']}"}


def _launch_text(item: InstructionForm) -> str:
    """How long a launch takes, what it moves and computes."""
    parts: list[str] = []
    moved = item["runs"] * item["bytes_accessed"]
    measured = item["measured"]
    if measured:
        parts.append(f"{measured['share']:.0%} of the measured time, {seconds_text(measured['seconds'])}")
    elif item["share"] and item["seconds"] is not None:
        words = f"{item['share']:.0%} of the modelled time, {seconds_text(item['seconds'])}"
        parts.append(f"{words}, bound by {item['bound']}")
    parts.append(f"moves {bytes_text(moved)}")
    if item["flops"]:
        parts.append(f"computes {number_text(item['runs'] * item['flops'])} FLOP")
    if item["runs"] > 1:
        parts.append(f"runs {item['runs']} times")
    return "; ".join(parts)


def _ranked(facts: Iterable[FactForm]) -> list[FactForm]:
    return sorted(facts, key=lambda fact: -fact["bytes"])[:_MOST]
