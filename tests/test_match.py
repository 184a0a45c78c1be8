"""Provenance without snapshots, judged by what snapshots show."""

from pathlib import Path

import pytest

from hloscope import load
from hloscope.analyses.canonical_values import canonical_key
from hloscope.analyses.match import match
from hloscope.analyses.passes import timeline_of
from hloscope.analyses.provenance import provenance_by_passes
from hloscope.analyses.values import Numbering
from hloscope.dump_passes import steps_of
from hloscope.parsers import parse
from tests.dumped import AFTER, TESTDATA, after, before, folder_of

WITH_PASSES = sorted(folder for folder in TESTDATA.glob("*-passes/*"))


def agreement_in(folder: Path) -> tuple[int, int]:
    """How many operations are where snapshots show them, of how many."""
    (compilation,) = load(folder).compilations
    timeline = timeline_of(steps_of(compilation, []))
    assert timeline
    assert compilation.before
    assert compilation.after
    inferred = {each.operation.name: set(each.places) for each in match(compilation.before, compilation.after)}
    shown = provenance_by_passes(timeline)
    return sum(inferred[each.operation.name] == set(each.places) for each in shown), len(shown)


def test_nineteen_of_twenty_operations_are_where_snapshots_show_them() -> None:
    right, total = (sum(each) for each in zip(*map(agreement_in, WITH_PASSES), strict=True))
    assert len(WITH_PASSES) == 4
    assert total > 150
    assert right >= 0.95 * total


@pytest.mark.parametrize("path", AFTER[::7], ids=folder_of)
def test_nothing_is_called_exact_without_snapshots(path: Path) -> None:
    (old, new) = (list(path.parent.glob(f"*{stage}_optimizations.txt")) for stage in ("before", "after"))
    if len(old) != 1 or len(new) != 1:
        return
    found = match(parse(old[0].read_text("utf-8")), parse(new[0].read_text("utf-8")))
    assert {each.evidence for each in found} <= {"inferred"}


def test_operations_of_an_mlp_are_found_in_their_clusters() -> None:
    found = {
        each.operation.opcode: each.places for each in match(before("jax-0.10.2-cpu/mlp"), after("jax-0.10.2-cpu/mlp"))
    }
    assert found["maximum"] == ("broadcast_maximum_fusion",)
    assert found["dot"] == ("ynn_fusion",)


X = "x = f32[8,4]{1,0} parameter(0) y = f32[8,4]{1,0} parameter(1) v = f32[4]{0} parameter(2)"
SAME = {
    "reshape": ("r = f32[32] reshape(x)", "r = f32[8,4] copy(x)"),
    "degenerate broadcast": ("r = f32[1,8,4] broadcast(x), dimensions={1,2}", "r = f32[8,4] copy(x)"),
    "layout": ("r = f32[8,4]{1,0} negate(x)", "r = f32[8,4]{0,1} negate(x)"),
    "size of one": ("b = f32[1,4] reshape(v) r = f32[1,4] negate(b)", "r = f32[4] negate(v)"),
    "order of a sum": ("r = f32[8,4] add(x, y)", "r = f32[8,4] add(y, x)"),
    "broadcast behind a reshape": (
        "b = f32[1,4] reshape(v) r = f32[8,4] broadcast(v), dimensions={1}",
        "r = f32[8,1,4] broadcast(v), dimensions={2}",
    ),
    "iota": (
        "i = s32[8] iota(), iota_dimension=0 r = s32[8,4] broadcast(i), dimensions={0}",
        "r = s32[8,4] iota(), iota_dimension=0",
    ),
    "transpose of ones": ("b = f32[1,4] reshape(v) r = f32[4,1] transpose(b), dimensions={1,0}", "r = f32[4] copy(v)"),
}
DIFFERENT = {
    "transpose": ("r = f32[4,8] transpose(x), dimensions={1,0}", "r = f32[4,8] reshape(x)"),
    "type": ("r = s32[8,4] bitcast(x)", "r = f32[8,4] copy(x)"),
    "order of a difference": ("r = f32[8,4] subtract(x, y)", "r = f32[8,4] subtract(y, x)"),
    "dimension of a broadcast": (
        "w = f32[4,4] broadcast(v), dimensions={0} r = f32[4,4] negate(w)",
        "u = f32[4,4] broadcast(v), dimensions={1} r = f32[4,4] negate(u)",
    ),
}


def values_of(*bodies: str) -> list[int]:
    """The values called `r` of several modules, which are not alike place for place."""
    numbering = Numbering(canonical_key)
    found: list[int] = []
    for number, body in enumerate(bodies):
        more = f"c{number} = f32[] constant({number})" * number
        named = body.replace("r =", f"r{number} =")
        module = parse(f"ENTRY m {{ {X} {more} {named} ROOT t{number} = (f32[8,4]) tuple(x) }}")
        numbered = numbering.number(module)
        found += numbered.values[numbered.by_name[f"r{number}"]]
    return [numbering.settled(value) for value in found]


@pytest.mark.parametrize("bodies", SAME.values(), ids=SAME)
def test_same_canonical_value(bodies: tuple[str, str]) -> None:
    one, other = values_of(*bodies)
    assert one == other


@pytest.mark.parametrize("bodies", DIFFERENT.values(), ids=DIFFERENT)
def test_different_canonical_values(bodies: tuple[str, str]) -> None:
    one, other = values_of(*bodies)
    assert one != other
