"""Regression sources: the line of the user's program that a regression is shown at; inferred from what changed most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from hloscope.comparisons.launch_changes import Change
from hloscope.comparisons.launch_matching import Flow
from hloscope.comparisons.memory_changes import holding_changes
from hloscope.comparisons.operation_links import full_name
from hloscope.comparisons.outline import Launch, Outline
from hloscope.comparisons.written import broadcasts_without


def source_of(rule: str, old: Outline, new: Outline, changes: Sequence[Change]) -> str:
    """The source of what made a total worse, or of the worst change where none did; "" where nothing tells."""
    if rule == "broadcasts":
        written = broadcasts_without(new.broadcasts, old.broadcasts)
        return _first(b.source for b in sorted(written, key=lambda b: -b.bytes))
    if rule == "memory":
        return _first(change.source for change in holding_changes(old.holdings, new.holdings) if change.more > 0)
    weight = _WEIGHTS.get(rule)
    if weight is None:
        return _first(map(source_of_change, changes))
    more = {place: _more(change, weight) for place, change in enumerate(changes)}
    worst = sorted((place for place in more if more[place] > 0), key=lambda place: -more[place])
    return _first(source_of_change(changes[place]) for place in worst)


def source_of_change(change: Change) -> str:
    """The line as it is now, else as it was: a comment of CI stands beside the new text.

    Of several launches that were one, the line of the one that gives what the whole gave, which is the last of them if
    no name tells.
    """
    new = (launch for flow in change.flows for launch in _results_first(flow))
    old = (launch for flow in change.flows for launch in flow.old)
    return _first(launch.source for launch in (*new, *old))


def _results_first(flow: Flow) -> list[Launch]:
    results = {full_name(launch.operations[-1].op_name) for launch in flow.old if launch.operations} - {""}
    last_first = flow.new[::-1]
    return sorted(last_first, key=lambda launch: not any(full_name(o.op_name) in results for o in launch.operations))


def _more(change: Change, weight: Callable[[Launch], int]) -> int:
    """How much more its launches weigh than before."""
    return sum(sum(map(weight, flow.new)) - sum(map(weight, flow.old)) for flow in change.flows)


def _first(sources: Iterable[str]) -> str:
    return next(filter(None, sources), "")


_WEIGHTS: Final[dict[str, Callable[[Launch], int]]] = {
    "launches": lambda launch: int(launch.is_compute),
    "copies": lambda launch: int(launch.kind == "copy"),
    "bytes": lambda launch: launch.bytes_per_run,
    "collectives": lambda launch: int(launch.kind == "collective"),
    "collective-bytes": lambda launch: launch.bytes_per_run if launch.kind == "collective" else 0,
}
