"""Timelines of real dumps, judged by what XLA's own snapshots say."""

import gzip
from pathlib import Path

import pytest

from hloscope import load
from hloscope.analyses.passes.timeline import Timeline, timeline_of
from hloscope.dump.pass_steps import steps_of
from hloscope.parsers import parse
from tests.support.dumped import TESTDATA
from tests.support.stepping import timeline, told

ATTENTION = TESTDATA / "jax-0.10.2-h100-passes" / "attention"
SOFTMAX = TESTDATA / "jax-0.10.2-cpu-passes" / "softmax"


def timeline_in(folder: Path) -> Timeline:
    (compilation,) = load(folder).compilations
    found = timeline_of(steps_of(compilation, []))
    assert found is not None
    return found


def text_of(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text("utf-8")


def test_no_step_is_no_timeline() -> None:
    assert timeline_of([]) is None


def test_passes_that_change_nothing_are_left_out() -> None:
    text = "x = f32[8] parameter(0) ROOT n = f32[8] negate(x)"
    assert timeline(text, text, text).passes == ()


def test_passes_of_softmax_are_those_whose_snapshots_differ() -> None:
    found = timeline_in(SOFTMAX)
    assert [(p.pass_name, p.optimization, p.counts) for p in found.passes] == [
        (
            "algsimp",
            "algebraic simplification",
            {"rewired": 1, "made": 1, "removed": 4, "replaced": 4, "renamed": 1, "rewritten": 2, "added": 2},
        ),
        ("dot-library-rewriter", "operator fusion", {"fused": 4, "wrapped": 1}),
        ("fusion", "operator fusion", {"fused": 4}),
    ]


def test_fusion_on_gpu_neither_loses_nor_invents_operations() -> None:
    (fusion,) = [p for p in timeline_in(ATTENTION).passes if "after_priority-fusion" in p.stage]
    assert set(fusion.counts) == {"fused"}
    assert ("fused", "exp.1.0", ("triton_softmax.2",)) in told(fusion)


@pytest.mark.parametrize("folder", [ATTENTION, SOFTMAX], ids=lambda folder: folder.name)
def test_last_module_has_the_operations_of_the_last_pass(folder: Path) -> None:
    found = timeline_in(folder)
    assert found.passes[-1].fusions == len(set(found.last.clusters.values()))


@pytest.mark.parametrize("folder", sorted(TESTDATA.glob("*-passes/*")), ids=lambda folder: folder.name)
def test_timeline_is_the_same_if_modules_share_nothing(folder: Path) -> None:
    (compilation,) = load(folder).compilations
    alone = timeline_of(step._replace(module=parse(text_of(folder / step.file))) for step in steps_of(compilation, []))
    assert alone is not None
    assert timeline_in(folder).passes == alone.passes
