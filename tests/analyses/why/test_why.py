"""The answers for a pair of operations, and the list of missed fusions."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from hloscope import load
from hloscope.analyses.why.answer import answer, launches_by_operation
from hloscope.analyses.why.missed_fusions import missed_fusions
from hloscope.errors import HloscopeError
from hloscope.parsers import FusionDecisions, FusionEstimate, parse
from hloscope.reports.why import why_pair_report, why_report
from tests.support.dumped import AFTER, TESTDATA, after, module_at

SOFTMAX = after("jax-0.10.2-cpu/softmax")
MLP = TESTDATA / "jax-0.10.2-h100" / "mlp"


def test_operation_in_a_fusion_is_run_by_it() -> None:
    launches = launches_by_operation(SOFTMAX)
    fusions = [i for i in SOFTMAX.instructions() if i.opcode == "fusion"]
    assert {launches[i.name] for f in fusions for i in f.called_computations[0].instructions.values()} == set(fusions)


def test_path_is_the_shortest_way_through_memory() -> None:
    missed = missed_fusions(after("jax-0.10.2-cpu/mlp"), platform="cpu")
    launches = launches_by_operation(after("jax-0.10.2-cpu/mlp"))
    fusions = [launch for launch in dict.fromkeys(launches.values()) if launch.opcode == "fusion"]
    found = answer(missed, fusions[0], fusions[-1])
    assert found.relation == "path"
    assert [e.edge.producer for e in found.edges[1:]] == [e.edge.consumer for e in found.edges[:-1]]


@pytest.mark.parametrize("program", ["jax-0.10.2-cpu/train_step", "jax-0.10.2-cpu/nested_scan"])
def test_what_moves_most_in_a_run_comes_first(program: str) -> None:
    sizes = [each.bytes_per_run for each in missed_fusions(after(program), platform="cpu")]
    assert sizes == sorted(sizes, reverse=True)


def test_edge_in_a_loop_counts_as_often_as_that_turns() -> None:
    (program,) = why_report([TESTDATA / "jax-0.10.2-cpu" / "scan"]).programs
    first = program["missed"][0]
    assert (first["producer"], first["bytes_written"], first["runs"], first["bytes_per_run"]) == ("dot", 64, 10, 1280)
    written = {edge["value"]: (edge["runs"] or 0) * edge["bytes_written"] for edge in program["missed"]}
    read = [(edge["runs"] or 0) * edge["bytes_read"] for edge in program["missed"]]
    assert program["bytes_per_run"] == sum(written.values()) + sum(read) == 4136


def test_loop_of_unknown_length_is_said_to_be_one() -> None:
    (program,) = why_report([TESTDATA / "jax-0.10.2-h100" / "while_loop"]).programs
    assert {(edge["producer"], edge["runs"]) for edge in program["missed"]} >= {
        ("copy.2", None),
        ("loop_broadcast_fusion", 1),
    }


def test_decision_is_found_under_the_former_name() -> None:
    module = after("jax-0.10.2-h100/mlp")
    decisions = FusionDecisions({}, {"fusion.9": "too large"}, {"gemm_fusion_dot": FusionEstimate((), 2, 3)})
    missed = missed_fusions(
        module, platform="gpu", decisions=decisions, former_names={"loop_reduce_fusion": "fusion.9"}
    )
    words = {each.edge.producer.name: (each.words, each.estimate and each.estimate.fused) for each in missed}
    assert words == {
        "gemm_fusion_dot": ("", 3),
        "gemm_fusion_dot.1": ("", None),
        "loop_reduce_fusion": ("too large", None),
    }


def test_nearly_every_edge_of_the_testdata_has_a_reason() -> None:
    rules: Counter[str] = Counter()
    for path in AFTER:
        platform = "gpu" if "gpu_after" in path.name else "cpu"
        rules.update(each.reason.rule for each in missed_fusions(module_at(path), platform=platform))
    assert rules["not explained"] < 0.02 * rules.total()
    assert rules.total() > 1000


def test_names_of_no_program_are_an_error() -> None:
    with pytest.raises(HloscopeError, match="found 'here' and 'there', which none has"):
        why_pair_report([MLP], "here", "%there")


def test_bytes_are_written_once_and_read_by_each() -> None:
    (program,) = why_report([TESTDATA / "jax-0.10.2-cpu" / "layernorm"]).programs
    assert program["bytes_written"] < program["bytes_read"] == sum(edge["bytes_read"] for edge in program["missed"])


def test_broken_decisions_cost_only_the_words(tmp_path: Path) -> None:
    folder = shutil.copytree(MLP, tmp_path / "dump")
    (folder / "module_0001.jit_mlp.priority_fusion_dump.txt").write_text("fusion_steps {", "utf-8")
    report = why_report([folder])
    assert [program["has_decisions"] for program in report.programs] == [False]
    assert "expected a field name or '}'" in report.errors[0]["message"]


def test_decisions_without_snapshots_have_the_names_of_the_pass(tmp_path: Path) -> None:
    folder = shutil.copytree(MLP, tmp_path / "dump")
    text = 'fusion_steps { producer_ineligible { producer_name: "gemm_fusion_dot" reason: "not fusible" } }'
    (folder / "module_0001.jit_mlp.priority_fusion_dump.txt").write_text(text, "utf-8")
    (program,) = why_report([folder]).programs
    assert {edge["producer"]: edge["xla"] for edge in program["missed"]}["gemm_fusion_dot"] == "not fusible"


def test_dump_without_after_has_nothing_to_explain(tmp_path: Path) -> None:
    (before,) = MLP.glob("*before_optimizations.txt")
    shutil.copy(before, tmp_path)
    assert why_report([tmp_path]).programs == ()
    assert load(tmp_path).compilations[0].fusion_decisions is None


def test_an_element_is_known_by_its_name_and_by_what_the_text_has() -> None:
    module = parse("HloModule m, is_scheduled=true\nENTRY e { p = (f32[4]) parameter(0) ROOT n = f32[4] negate(p#0) }")
    launches = launches_by_operation(module)
    assert launches["p#0"] is launches["p_0"] is module.entry.instructions["p_0"]
