"""Comparison reasons: in what launches differ that do the same work for different labels; all of it is inferred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from hloscope.comparisons.launch_changes import counted
from hloscope.comparisons.outline import Launch

Launches = Mapping[str, Sequence[Launch]]
"""By label."""


def work_of(launches: Sequence[Launch]) -> tuple[object, ...]:
    """What makes launches the same: of a cluster the signature, of another launch what it does to which shapes."""
    return tuple(
        (launch.kind, launch.signature if launch.is_cluster else (launch.opcodes, launch.inputs, launch.outputs))
        for launch in launches
    )


def reasons_of(launches: Launches) -> Iterator[str]:
    """Who does not do it at all; who needs other operations for it; else who fuses, compiles or lays out otherwise."""
    absent = [label for label, found in launches.items() if not found]
    if absent:
        yield f"not in {', '.join(absent)}"
    present = {label: found for label, found in launches.items() if found}
    unshared = _unshared_operations(present)
    if any(unshared.values()):
        yield from (f"only {labels}: {words}" for labels, words in _by_value(unshared) if words)
    elif len(set(map(work_of, present.values()))) > 1:
        yield from _differences_of_form([*present.values()])


def _unshared_operations(launches: Launches) -> dict[str, str]:
    """The operations of each label that not every label has."""
    counts = {label: Counter(_opcodes(found)) for label, found in launches.items()}
    shared = next(iter(counts.values()))
    for found in counts.values():
        shared = shared & found
    return {label: counted(found - shared) for label, found in counts.items()}


def _opcodes(launches: Sequence[Launch]) -> Iterator[str]:
    yield from (opcode for launch in launches for opcode in launch.opcodes)


def _differences_of_form(sides: Sequence[Sequence[Launch]]) -> Iterator[str]:
    """How launches of the same operations differ: in number, kinds, shapes or wiring."""
    if len(set(map(len, sides))) > 1:
        yield "fused otherwise"
        return
    has_other_kinds = len({tuple(launch.kind for launch in side) for side in sides}) > 1
    has_other_results = len({tuple(launch.outputs for launch in side) for side in sides}) > 1
    has_other_inputs = len({tuple(launch.inputs for launch in side) for side in sides}) > 1
    has_more_inputs = len({tuple(len(launch.inputs) for launch in side) for side in sides}) > 1
    if has_other_kinds:
        yield "compiled otherwise"
    if has_more_inputs and not has_other_results:
        yield "other inputs, such as constants"
    elif has_other_results or has_other_inputs:
        yield "other shapes or layouts"
    elif not has_other_kinds:
        yield "other wiring or attributes"


def _by_value(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The labels that have each value."""
    for value in dict.fromkeys(values.values()):
        yield ", ".join(label for label, found in values.items() if found == value), value
