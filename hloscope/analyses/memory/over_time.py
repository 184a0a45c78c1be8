"""Memory over time: what each owner holds at every step of the schedule, by XLA's own live ranges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypedDict

from hloscope.analyses.memory.owners import Owner, Owners
from hloscope.ir import HloInstruction, HloModule
from hloscope.parsers import BufferAllocation, BufferAssignment, BufferValue, LiveRanges

_MOST_POINTS = 600
_MOST_OWNERS = 11
_HELD: Mapping[str, str] = {"argument": "arguments", "result": "results", "constant": "constants"}
OTHERS = "all others"


class LayerForm(TypedDict):
    """What one owner holds at each of the steps; `held` is whether it does so for the whole run."""

    owner: str
    source: str
    held: bool
    bytes: list[int]


class MemoryOverTimeForm(TypedDict):
    """What is held at some steps of the schedule, by owner: `names` run at `steps`, of `step_count`.

    Between two steps that are told of, nothing larger is held than at the larger of them.
    """

    step_count: int
    steps: list[int]
    names: list[str]
    totals: list[int]
    layers: list[LayerForm]


class Span(NamedTuple):
    """A piece of memory that one value takes from one step to another."""

    first: int
    last: int
    bytes: int
    value: BufferValue


@dataclass(frozen=True, slots=True)
class MemoryOverTime:
    """What each owner holds at some steps: those where the total is the most of all around."""

    step_count: int
    steps: tuple[int, ...]
    names: tuple[str, ...]
    totals: tuple[int, ...]
    held: Mapping[str, int]
    layers: Mapping[Owner, tuple[int, ...]]

    def to_dict(self) -> MemoryOverTimeForm:
        """The JSON form."""
        layers = [_layer_form(Owner(name), [size] * len(self.steps), held=True) for name, size in self.held.items()]
        layers += [_layer_form(owner, list(sizes), held=False) for owner, sizes in self.layers.items()]
        return {
            "step_count": self.step_count,
            "steps": list(self.steps),
            "names": list(self.names),
            "totals": list(self.totals),
            "layers": layers,
        }


def _layer_form(owner: Owner, sizes: list[int], *, held: bool) -> LayerForm:
    return {"owner": owner.what, "source": owner.source, "held": held, "bytes": sizes}


def memory_over_time(module: HloModule, buffers: BufferAssignment, live: LiveRanges) -> MemoryOverTime:
    """What is held over the schedule; the most of it is the peak that `memory_use_of` tells."""
    allocations = [a for a in buffers.allocations if not a.is_thread_local]
    held = _held(a for a in allocations if not a.is_temporary)
    spans = list(_spans_of([a for a in allocations if a.is_temporary], live))
    steps, sums = _steps_and_sums(spans, len(live.steps))
    owners = _owners_of(module, spans)
    return MemoryOverTime(
        step_count=len(live.steps),
        steps=tuple(steps),
        names=tuple(live.steps[step] if step < len(live.steps) else "" for step in steps),
        totals=tuple(sum(held.values()) + size for size in sums),
        held=held,
        layers=_layers(spans, owners, steps),
    )


def _held(allocations: Iterable[BufferAllocation]) -> dict[str, int]:
    found: dict[str, int] = {}
    for allocation in allocations:
        kind = "argument" if allocation.parameter is not None else "constant" if allocation.is_constant else "result"
        found[_HELD[kind]] = found.get(_HELD[kind], 0) + allocation.size
    return found


def _spans_of(allocations: Iterable[BufferAllocation], live: LiveRanges) -> Iterator[Span]:
    """The pieces of what temporary values share: what overlaps in a piece counts once, as in XLA's own figure."""
    pieces: dict[tuple[int, int, int], list[tuple[int, int, BufferValue]]] = {}
    for allocation in allocations:
        for value in allocation.values:
            if not value.is_tuple:
                first, last = live.ranges.get((value.name, value.shape_index), (0, len(live.steps)))
                key = allocation.number, value.offset, value.size
                pieces.setdefault(key, []).append((first, last, value))
    for (_, _, size), values in pieces.items():
        yield from _without_overlaps(size, values)


def _without_overlaps(size: int, values: Sequence[tuple[int, int, BufferValue]]) -> Iterator[Span]:
    reached = -1
    for first, last, value in sorted(values, key=lambda each: (each[0], each[2].is_phi, each[1])):
        if last > reached:
            yield Span(max(first, reached + 1), last, size, value)
            reached = last


def _steps_and_sums(spans: Iterable[Span], step_count: int) -> tuple[list[int], list[int]]:
    """The steps where what is held changes, and how much it is then; of many that are close, the one with most."""
    changes: dict[int, int] = {0: 0}
    for span in spans:
        changes[span.first] = changes.get(span.first, 0) + span.bytes
        changes[span.last + 1] = changes.get(span.last + 1, 0) - span.bytes
    points: list[tuple[int, int]] = []
    now = 0
    for step, change in sorted(changes.items()):
        now += change
        if step <= step_count:
            points.append((step, now))
    shown = points if len(points) <= _MOST_POINTS else _largest_of_each(points, step_count)
    return [step for step, _ in shown], [size for _, size in shown]


def _largest_of_each(points: Iterable[tuple[int, int]], step_count: int) -> list[tuple[int, int]]:
    """Of each of so many equal parts of the schedule, the first step with most."""
    best: dict[int, tuple[int, int]] = {}
    for step, size in points:
        part = step * _MOST_POINTS // (step_count + 1)
        if part not in best or size > best[part][1]:
            best[part] = step, size
    return list(best.values())


def _owners_of(module: HloModule, spans: Iterable[Span]) -> Mapping[BufferValue, Owner]:
    instructions: dict[str, HloInstruction] = {instruction.name: instruction for instruction in module.instructions()}
    owners = Owners(module)
    found: dict[BufferValue, Owner] = {}
    for span in spans:
        value = span.value
        if value not in found:
            index = tuple(map(int, value.shape_index.split(","))) if value.shape_index else ()
            instruction = instructions.get(value.name)
            found[value] = owners.owner_of(instruction, index) if instruction else Owner()
    return found


def _layers(
    spans: Iterable[Span], owners: Mapping[BufferValue, Owner], steps: Sequence[int]
) -> Mapping[Owner, tuple[int, ...]]:
    """What each owner holds at each step; those that never hold much are one."""
    from bisect import bisect_left, bisect_right

    changes: dict[Owner, dict[int, int]] = {}
    for span in spans:
        begin, end = bisect_left(steps, span.first), bisect_right(steps, span.last)
        if begin < end:
            of_owner = changes.setdefault(owners[span.value], {})
            of_owner[begin] = of_owner.get(begin, 0) + span.bytes
            of_owner[end] = of_owner.get(end, 0) - span.bytes
    sizes = {owner: _running(of_owner, len(steps)) for owner, of_owner in changes.items()}
    ordered = sorted(sizes, key=lambda owner: -max(sizes[owner]))
    layers = {owner: sizes[owner] for owner in ordered[:_MOST_OWNERS]}
    if len(ordered) > _MOST_OWNERS:
        rest = [sizes[owner] for owner in ordered[_MOST_OWNERS:]]
        layers[Owner(OTHERS)] = tuple([sum(column) for column in zip(*rest, strict=True)])
    return layers


def _running(changes: Mapping[int, int], count: int) -> tuple[int, ...]:
    now, found = 0, list[int]()
    for place in range(count):
        now += changes.get(place, 0)
        found.append(now)
    return tuple(found)
