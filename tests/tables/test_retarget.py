"""Retarget documents and tables: every number is that of the report on what was compiled."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from hloscope.captures.targets.retarget import Outcome, Retargeted
from hloscope.captures.targets.targets import find_target
from hloscope.dump import Compilation, load
from hloscope.reports.program import program_of
from hloscope.reports.retarget import Retargets, retargets_of
from hloscope.tables.retarget import retarget_tables
from tests.support.dumped import TESTDATA


def compilation_at(folder: str) -> Compilation:
    [compilation] = load(TESTDATA / folder).compilations
    return compilation


MLP = compilation_at("tensorflow-2.21.0-cpu/mlp")
GPU_MLP = compilation_at("jax-0.10.2-h100/mlp")
GPU_PSUM = compilation_at("jax-0.10.2-h100/psum")
PSUM = compilation_at("jax-0.10.2-cpu/psum")
H100, TPU = find_target("h100x4"), find_target("tpu-v5e")


def document_of(*results: Retargeted) -> Retargets:
    targets = list(dict.fromkeys(result.target for result in results))
    return retargets_of(results, targets, {result.source: "some/where" for result in results}, [])


def printed(document: Retargets, columns: int = 100) -> list[str]:
    stream = io.StringIO()
    Console(file=stream, width=columns).print(retarget_tables(document))
    return [line.rstrip() for line in stream.getvalue().splitlines()]


COMPILED = Retargeted(MLP, H100, Outcome(GPU_MLP, None, 163_840, 2.5e-6, ("a remark",)))
REFUSED = Retargeted(MLP, TPU, Outcome(problem="custom call f: none of that name"))


def test_result_has_the_report_of_what_was_compiled() -> None:
    [result] = document_of(COMPILED)["results"]
    assert result["report"] == program_of(GPU_MLP)[0]
    assert (result["program"], result["framework"], result["platform"]) == (MLP.name, "tensorflow", "cpu")
    assert (result["path"], result["target"], result["problem"]) == ("some/where", "h100x4", None)
    assert (result["temp_bytes"], result["modelled_seconds"], result["remarks"]) == (163_840, 2.5e-6, ["a remark"])


def test_document_says_which_compiler_it_was() -> None:
    [target] = document_of(COMPILED)["targets"]
    assert (target["name"], target["devices"], target["gemm"]) == ("h100x4", 4, "triton")
    assert set(target["compiler"]) <= {"jax", "jaxlib", "jax-cuda12-plugin", "jax-cuda12-pjrt"}


def test_row_has_the_numbers_of_the_report() -> None:
    lines = printed(document_of(COMPILED))
    assert lines[:4] == [
        "Programs by target",
        "Program             Target   Launches   Clusters   Broadcasts     Temp   Modelled",
        "─────────────────────────────────────────────────────────────────────────────────",
        "a_inference_mlp     h100x4          4          2      0 (0 B)   164 kB     2.5 us",
    ]
    assert lines[4] == "tensorflow cpu #0"
    assert "1 of 1 compiles compared with XLA's own list of launches." in lines
    assert "a_inference_mlp: a remark" in lines
    assert any("Autotuning is off" in line for line in lines)


def test_program_on_several_targets_is_named_once() -> None:
    other = Retargeted(MLP, TPU, Outcome(GPU_MLP, None, 0, None))
    lines = printed(document_of(COMPILED, other))
    assert lines[3].split()[:2] == ["a_inference_mlp", "h100x4"]
    assert lines[4].split()[3:5] == ["tpu-v5e", "4"]


def test_collectives_have_a_column_where_there_are_some() -> None:
    lines = printed(document_of(Retargeted(PSUM, H100, Outcome(GPU_PSUM))))
    assert lines[1].split() == ["Program", "Target", "Launches", "Clusters", "Broadcasts", "Collectives", "Temp"]
    assert lines[3].split()[-2:] == ["1", "-"]


def test_what_was_not_compiled_is_named_with_the_reason() -> None:
    again = Retargeted(MLP, find_target("cpu"), REFUSED.outcome)
    lines = printed(document_of(COMPILED, REFUSED, again))
    table = lines[lines.index("Not compiled") :]
    assert table[1].split() == ["Program", "Target", "Reason"]
    assert table[3] == "a_inference_mlp   tpu-v5e   custom call f: none of that name"
    assert table[4].strip() == "cpu"


def test_nothing_compiled_leaves_the_reasons_only() -> None:
    assert printed(document_of(REFUSED))[0] == "Not compiled"


def test_dump_of_a_compile_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (after,) = (TESTDATA / "jax-0.10.2-h100/mlp").glob("*gpu_after_optimizations.txt")
    (tmp_path / after.name).write_text(after.read_text("utf-8").replace("calls=%fused_add", "calls=%gone"), "utf-8")
    [broken] = load(tmp_path).compilations
    [result] = document_of(Retargeted(MLP, H100, Outcome(broken)))["results"]
    assert result["report"] is None
    assert "expected a computation that is defined above, found 'gone'" in str(result["problem"])


def test_disagreement_is_shown_whole() -> None:
    document = document_of(COMPILED)
    report = document["results"][0]["report"]
    assert report
    report["kernels"]["disagreements"] = [{"name": "fusion", "rule": {"kernel": 1}, "thunks": {"kernel": 2}}]
    lines = printed(document)
    assert "Disagreements between the rule and XLA's list of launches (1)" in lines


@pytest.mark.parametrize("columns", [80, 120])
def test_tables_fit_the_terminal(columns: int) -> None:
    assert max(map(len, printed(document_of(COMPILED, REFUSED), columns))) <= columns


def test_lines_of_targets_are_not_moved_but_left_out() -> None:
    other = Retargeted(MLP, TPU, Outcome(GPU_MLP, None, 0, None))
    lines = printed(document_of(COMPILED, other), 60)
    assert lines[1].split() == ["Program", "Target", "Launches", "Clusters", "Broadcasts"]
    assert "Not shown at 60 columns: Temp, Modelled." in lines


def test_top_bounds_the_programs() -> None:
    stream = io.StringIO()
    document = document_of(COMPILED, Retargeted(PSUM, H100, Outcome(GPU_PSUM)))
    Console(file=stream, width=100).print(retarget_tables(document, top=1))
    assert "Programs by target (1 of 2, --top 0 for all)" in stream.getvalue()
    assert "jit_psum" not in stream.getvalue()


def test_stack_of_the_compiler_is_not_in_the_message() -> None:
    problem = (
        "the compiler refused it: RET_CHECK failure: no sharding:     @     0x7fe2070e2c58  xla::BuildSend()\n"
        "    @     0x7fe200ad444f  mlir::ExportXlaOp()\n    @     0x7fe224b58ba3  PyObject_Vectorcall\n"
    )
    document = document_of(Retargeted(MLP, TPU, Outcome(problem=problem)))
    assert document["results"][0]["problem"] == problem
    text = " ".join(" ".join(printed(document)).split())
    assert text.endswith("the compiler refused it: RET_CHECK failure: no sharding")
