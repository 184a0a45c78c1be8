"""Why and blame on `testdata/programs/jax_fusion.py`: each answer was checked by hand against XLA's own texts."""

from functools import cache

import pytest

from hloscope import load
from hloscope.analyses.passes.blame import blame_of
from hloscope.analyses.passes.timeline import Timeline, timeline_of
from hloscope.dump.pass_steps import steps_of
from hloscope.reports.why import WhyPairProgram, why_pair_report, why_report
from tests.support.dumped import TESTDATA

CPU = str(TESTDATA / "jax-0.10.2-cpu-passes" / "fusion_limits")
H100 = str(TESTDATA / "jax-0.10.2-h100-passes" / "fusion_limits")
EINSUM = str(TESTDATA / "jax-0.10.2-cpu" / "einsum")
ATTENTION = str(TESTDATA / "jax-0.10.2-h100-passes" / "attention")


@cache
def timeline_in(folder: str) -> Timeline:
    (compilation,) = load(folder).compilations
    found = timeline_of(steps_of(compilation, []))
    assert found is not None
    return found


Events = list[tuple[str, str]]
BLAME: dict[str, tuple[str, str, Events, Events]] = {
    # sinh(vector) is what `where(True, ...)` does not choose: its select goes, and it with that.
    "dead operation": (CPU, "sinh.26", [("algsimp", "removed")], []),
    "dead operation on GPU": (H100, "sinh.1", [("algsimp", "removed")], []),
    # cos(sum(full(64, 2))) is cos(128), which algsimp and constant folding find out.
    "constant": (CPU, "cos.3", [("algsimp", "rewritten"), ("constant_folding", "folded")], []),
    "constant on GPU": (
        H100,
        "cos.3",
        [("algsimp", "rewritten"), ("algsimp", "rewritten"), ("constant_folding", "folded")],
        [],
    ),
    # (left @ right).T becomes one product of the transposed operands.
    "transpose of a product": (
        CPU,
        "transpose.2",
        [("algsimp", "replaced"), ("algsimp", "added"), ("layout-assignment", "rewritten")],
        [("dot", "")],
    ),
    # exp(row) is written twice in the program; then it is a kernel of its own.
    "common subexpression": (
        CPU,
        "exp.8",
        [("cse", "merged"), ("fusion-wrapper", "wrapped")],
        [("exp.10", "wrapped_exponential.1")],
    ),
    # On H100 the exponential of the product is part of the Triton kernel.
    "epilogue of a product": (
        H100,
        "exp.5",
        [("algsimp", "rewritten"), ("layout-assignment", "rewritten"), ("triton-gemm-rewriter", "fused")],
        [("exp.2", "gemm_fusion_dot")],
    ),
}


@pytest.mark.parametrize(("folder", "name", "events", "remains"), BLAME.values(), ids=BLAME)
def test_blame(folder: str, name: str, events: Events, remains: Events) -> None:
    blame = blame_of(timeline_in(folder), name)
    assert blame is not None
    assert [(event.made_by.pass_name, event.change.kind) for event in blame.events] == events
    assert list(blame.remains) == remains


def why(folder: str, first: str, second: str) -> WhyPairProgram:
    (program,) = why_pair_report([folder], first, second).programs
    return program


WHY = {
    "reduction of 33 elements": (CPU, "cos.2", "reduce_sum.28", [("split reduction", None)] * 2),
    # The product is read by a fusion that also transposes it, and a copy brings that into the layout of the result.
    "layout change behind a product": (
        CPU,
        "ynn_fusion.3",
        "wrapped_copy",
        [("library call", None), ("layout change", None)],
    ),
    "layout change before a product": (EINSUM, "copy_bitcast_fusion", "ynn_fusion", [("layout change", None)]),
    "two readers, one a library": (CPU, "wrapped_multiply", "ynn_fusion.2", [("library call", None)]),
    "two readers": (CPU, "wrapped_multiply", "broadcast_multiply_fusion.2", [("several readers", None)]),
    "expensive work": (CPU, "exp.7", "add.20", [("expensive work", None)]),
    "scan": (CPU, "copy.3", "call", [("call boundary", None)]),
    "sort on CPU": (CPU, "sort.0", "broadcast_add_fusion", [("library call", None)]),
    "producer that XLA calls not fusible": (
        H100,
        "gemm_fusion_dot_general.3",
        "loop_transpose_fusion",
        [("other compiler", "the producer is not fusible")],
    ),
    "sort on GPU": (H100, "fusion.6", "loop_add_fusion.1", [("unsupported operation", "the producer is not fusible")]),
    "scan on GPU": (H100, "copy.2", "while.5", [("loop boundary", None)]),
    "softmax into a product": (
        ATTENTION,
        "triton_softmax.2",
        "gemm_fusion_dot.1",
        [("other compiler", "not fusing because there are only bitcast users")],
    ),
}


@pytest.mark.parametrize(("folder", "first", "second", "reasons"), WHY.values(), ids=WHY)
def test_why(folder: str, first: str, second: str, reasons: list[tuple[str, str | None]]) -> None:
    assert [(edge["rule"], edge["xla"]) for edge in why(folder, first, second)["edges"]] == reasons


def test_reduction_of_33_elements_is_one_kernel_on_gpu() -> None:
    answer = why(H100, "cos.2", "reduce_sum.28")
    assert (answer["relation"], answer["producer"]) == ("fused", "input_reduce_fusion")


def test_scan_body_is_one_kernel() -> None:
    (program,) = why_report([H100]).programs
    assert not any("tanh" in edge["producer"] or "tanh" in edge["consumer"] for edge in program["missed"])


def test_dead_operation_is_gone() -> None:
    answer = why(CPU, "sinh.26", "mul.13")
    assert answer["relation"] == "gone"
    assert [life["operation"] for life in answer["gone"]] == ["sinh.26"]


def test_direction_does_not_matter() -> None:
    assert why(CPU, "add.20", "exp.7")["edges"] == why(CPU, "exp.7", "add.20")["edges"]


def test_operations_without_a_common_value_have_no_edge() -> None:
    assert (why(CPU, "sort.0", "wrapped_cosine")["relation"], why(CPU, "sort.0", "wrapped_cosine")["edges"]) == (
        "none",
        [],
    )
