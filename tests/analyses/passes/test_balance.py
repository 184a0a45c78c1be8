"""What is counted as added and gone, judged by the operations of the snapshots before and after each pass.

The judge is a count of its own: the operations that each text executes, by opcode and type.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from hloscope import load
from hloscope.analyses.passes.timeline import PassChange, timeline_of
from hloscope.dump.pass_steps import PassStep, steps_of
from hloscope.ir import HloComputation, HloModule
from tests.support.dumped import TESTDATA

FOLDERS = sorted(TESTDATA.glob("*-passes/*"))
Kind = tuple[str, str]
Census = Counter[Kind]

NO_OPERATIONS = frozenset(
    "parameter constant tuple get-tuple-element bitcast fusion fusion-start fusion-done call "
    "async-start async-update async-done".split()
)
CALLING = frozenset("fusion fusion-start call while conditional async-start".split())

assert FOLDERS


def census_of(module: HloModule) -> Census:
    """The operations that a module executes, in fusions too, by opcode and type without layout."""
    executed: dict[HloComputation, None] = {module.entry: None}
    waiting = [module.entry]
    while waiting:
        called = [c for i in waiting.pop().instructions.values() if i.opcode in CALLING for c in i.called_computations]
        waiting += [c for c in called if c not in executed]
        executed.update(dict.fromkeys(called))
    operations = [i for c in executed for i in c.instructions.values() if i.opcode not in NO_OPERATIONS]
    return Counter((i.opcode, str(i.shape.without_layout())) for i in operations)


@cache
def passes_of(folder: Path) -> Sequence[tuple[PassChange | None, Census, Census]]:
    """Each pass that left another text, what it changed, and the operations before and after it."""
    (compilation,) = load(folder).compilations
    censuses: list[tuple[str, Census]] = []

    def counted() -> Iterator[PassStep]:
        for step in steps_of(compilation, []):
            censuses.append((step.stage, census_of(step.module)))
            yield step

    timeline = timeline_of(counted())
    assert timeline is not None
    changes = {change.stage: change for change in timeline.passes}
    return [(changes.get(stage), old, new) for (_, old), (stage, new) in pairwise(censuses)]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_what_is_added_and_gone_is_the_difference_of_the_snapshots(folder: Path) -> None:
    for change, old, new in passes_of(folder):
        found: Census = Counter()
        for each in change.changes if change else ():
            found[each.opcode, each.shape] += each.growth
            if each.new_shape:
                found[each.opcode, each.shape] -= 1
                found[each.opcode, each.new_shape] += 1
        wanted = {kind: new[kind] - old[kind] for kind in old | new if new[kind] != old[kind]}
        assert {kind: number for kind, number in found.items() if number} == wanted, change and change.stage


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_nothing_is_called_gone_of_which_there_is_as_much_as_before(folder: Path) -> None:
    for change, old, new in passes_of(folder):
        gone = [each for each in change.changes if each.kind in ("removed", "replaced", "folded")] if change else []
        assert [each.name for each in gone if old[each.opcode, each.shape] == new[each.opcode, each.shape]] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_counts_tell_how_the_number_of_operations_grows(folder: Path) -> None:
    for change, old, new in passes_of(folder):
        counts = Counter(change.counts) if change else Counter[str]()
        gone = sum(counts[kind] for kind in ("removed", "replaced", "folded", "merged"))
        assert counts["added"] + counts["copied"] - gone == new.total() - old.total()
        assert change is None or change.operations == new.total()


def test_pass_that_moves_work_out_of_a_loop_of_a_real_step_neither_adds_nor_eliminates() -> None:
    folder = TESTDATA / "jax-0.10.2-cpu-passes" / "sharded_layers_step"
    name = "while-loop-invariant-code-motion"
    first, second = [change for change, *_ in passes_of(folder) if change and change.pass_name == name]
    assert set(first.counts) | set(second.counts) == {"renamed", "hoisted", "rewritten"}
    # by hand: 0014 has these in the bodies of while.41, which while.42 runs, and of while.42, 0015 in the entry
    hoisted = [(c.name, c.caller) for c in first.changes if c.kind == "hoisted"]
    assert hoisted == [(i, "while.42") for i in ("multiply.2", "negate", "partition-id.3", "convert", "multiply.1")]
