"""Trip counts of all of testdata against those that XLA writes for the same programs."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from hloscope.analyses.facts.execution import entered_callees, executed_computations, known_trip_count
from hloscope.analyses.loops.trip_counts import TripCounts
from hloscope.ir import HloInstruction, HloModule
from hloscope.parsers import parse
from tests.support.hlo_files import texts_by_target

_KNOWN = re.compile(r'(\\*")known_trip_count\\*":\{\\*"n\\*":\\*"\d+\\*"\}')
AFTER = [
    (path, text)
    for texts in texts_by_target().values()
    for path, text in texts.items()
    if "after_optimizations" in path.name and " while(" in text
]
BEFORE = {
    path: text for texts in texts_by_target().values() for path, text in texts.items() if "before_op" in path.name
}

assert len(AFTER) > 80


def name_of(path: Path) -> str:
    return "/".join([*path.parts[-3:-1], path.name.split(".")[0]])


def loops_of(module: HloModule) -> list[HloInstruction]:
    executed = executed_computations(module, entered_callees)
    return [step for steps in executed.values() for step in steps if step.opcode == "while"]


def inferred(text: str) -> dict[str, int | None]:
    """What is known of each loop without XLA's word."""
    module = parse(_KNOWN.sub(r'\1forgotten":{}', text))
    assert not any(map(known_trip_count, loops_of(module)))
    trip_counts = TripCounts(module)
    return {loop.name: found.times if (found := trip_counts.find(loop)) else None for loop in loops_of(module)}


def known(text: str) -> dict[str, int | None]:
    """XLA's word on each loop."""
    return {loop.name: known_trip_count(loop) for loop in loops_of(parse(text))}


@pytest.mark.parametrize(("path", "text"), [pytest.param(*item, id=name_of(item[0])) for item in AFTER])
def test_what_xla_counted_is_counted_alike(path: Path, text: str) -> None:
    found = inferred(text)
    said = {name: count for name, count in known(text).items() if count is not None}
    assert {name: found[name] for name in said} == said, path


def programs() -> Iterator[tuple[str, str, str]]:
    """Programs of which XLA counted each loop, before and after optimization."""
    for path, text in AFTER:
        before = next((found for found in path.parent.glob("*before_op*.txt") if _id(found) == _id(path)), None)
        if before in BEFORE and None not in known(text).values():
            yield name_of(path), BEFORE[before], text


def _id(path: Path) -> str:
    return path.name.split(".")[0]


PROGRAMS = [pytest.param(before, after, id=name) for name, before, after in programs()]
assert len(PROGRAMS) > 50


@pytest.mark.parametrize(("before", "after"), PROGRAMS)
def test_loops_turn_as_often_before_optimization_as_after(before: str, after: str) -> None:
    """Passes unroll some loops, and inline what is called twice: so each count of `after` is one of `before`."""
    assert set(known(after).values()) <= set(inferred(before).values())
    assert None not in inferred(before).values()


def test_only_what_data_decides_is_left_unknown() -> None:
    unknown = Counter(path.parent.name for path, text in AFTER if None in inferred(text).values())
    assert set(unknown) == {"while_loop", "while_carried_index"}
