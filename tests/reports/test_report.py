"""The document of a report: hand-counted programs, missing and broken stages, several dumps."""

import gc
import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import hloscope
from hloscope.dump import Compilation
from hloscope.reports import reports_of
from tests.support.dumped import TESTDATA

MLP = TESTDATA / "jax-0.10.2-cpu" / "mlp"
ATTENTION_H100 = TESTDATA / "jax-0.10.2-h100" / "attention"


def program_of(folder: Path) -> dict[str, Any]:
    document = hloscope.report(folder).to_dict()
    assert document["errors"] == []
    (program,) = document["compilations"]
    return dict(program)


def test_mlp_is_what_a_person_counts() -> None:
    program = program_of(MLP)
    kernels = program["kernels"]
    assert (program["name"], program["id"], program["path"], program["arch"]) == ("jit_mlp", 0, "", None)
    assert (program["framework"], program["platform"], program["unit"]) == ("jax", "cpu", "launches")
    # before: 2 dot, 5 broadcast, 2 add, 1 maximum; reshapes are free. unfused: XLA folded two of the broadcasts.
    assert [kernels[stage]["compute_launches"] for stage in ("before", "unfused", "after")] == [10, 8, 4]
    # after: both dots are library calls, and each is followed by a loop fusion.
    assert (kernels["after"]["kernels"], kernels["after"]["library"], kernels["after"]["launches_per_run"]) == (2, 2, 4)
    assert kernels["change"] == {"simplification": 2, "fusion": 4, "other": 0}
    assert [site["name"] for site in kernels["after"]["sites"]] == [
        "ynn_fusion.1",
        "broadcast_maximum_fusion",
        "ynn_fusion",
        "broadcast_add_fusion",
    ]


def test_clusters_of_the_mlp_are_what_a_person_counts() -> None:
    fusions = {fusion["name"]: fusion for fusion in program_of(MLP)["fusions"]}
    assert [name for name, fusion in fusions.items() if not fusion["wrapped"]] == [
        "broadcast_maximum_fusion",
        "broadcast_add_fusion",
    ]
    cluster = fusions["broadcast_maximum_fusion"]
    # The broadcast of the constant 0 is no operation; that of the bias is.
    assert [operation["opcode"] for operation in cluster["operations"]] == ["broadcast", "add", "maximum"]
    assert [buffer["bytes"] for buffer in cluster["inputs"]] == [32 * 256 * 4, 256 * 4]
    assert [buffer["bytes"] for buffer in cluster["outputs"]] == [32 * 256 * 4]
    assert cluster["source_lines"] == ["testdata/programs/jax_models.py:35"]


def test_broadcasts_of_the_mlp_are_virtual_after_fusion() -> None:
    broadcasts = program_of(MLP)["broadcasts"]
    assert [broadcasts[stage]["count"] for stage in ("before", "unfused", "after")] == [5, 3, 3]
    assert [broadcasts[stage]["materialized"] for stage in ("before", "after")] == [5, 0]
    assert broadcasts["after"]["materialized_bytes"] == 0


def test_gpu_program_is_judged_by_the_thunks_of_the_dump() -> None:
    kernels = program_of(ATTENTION_H100)["kernels"]
    assert (kernels["judge"], kernels["disagreements"]) == ("thunks", [])


def test_disagreement_with_the_thunks_is_shown(tmp_path: Path) -> None:
    folder = shutil.copytree(ATTENTION_H100, tmp_path / "dump")
    (metadata,) = folder.glob("*thunk_metadata.txt")
    text = metadata.read_text("utf-8")
    first = text.index("thunk_metadata", text.index("thunk_metadata") + 1)
    metadata.write_text(text[first:], "utf-8")
    for sequence in folder.glob("*thunk_sequence.txt"):
        sequence.unlink()
    disagreements = program_of(folder)["kernels"]["disagreements"]
    assert len(disagreements) == 1
    assert disagreements[0]["rule"]
    assert disagreements[0]["thunks"] == {}


def test_missing_stage_is_null() -> None:
    program = program_of(TESTDATA / "jax-0.10.2-cpu" / "mlp-cache-hit")
    assert program["kernels"]["before"] is None
    assert program["broadcasts"]["before"] is None
    assert program["kernels"]["change"] is None
    assert program["kernels"]["after"]["compute_launches"] == 4


def test_stage_that_was_not_asked_for_is_null() -> None:
    (program,) = reports_of([MLP], stages=["before"]).programs
    assert [program["kernels"][stage] is None for stage in ("before", "unfused", "after")] == [False, True, True]
    assert program["fusions"] == []


@pytest.mark.parametrize(
    "content", [b"HloModule jit_mlp, is_scheduled=true\n\nENTRY %main {\n  %a = f32[2", b"\xff\x00junk"]
)
def test_broken_stage_leaves_the_others(tmp_path: Path, content: bytes) -> None:
    folder = shutil.copytree(MLP, tmp_path / "dump")
    (after,) = folder.glob("*after_optimizations.txt")
    after.write_bytes(content)
    report = hloscope.report(folder)
    (program,) = report.programs
    assert program["kernels"]["before"]
    assert program["kernels"]["after"] is None
    assert {Path(error["file"]).name for error in report.errors} == {after.name}
    assert len(report.errors) == 1


def test_report_of_a_compilation_and_of_a_dump_agree() -> None:
    dump = hloscope.load(MLP)
    (compilation,) = dump.compilations
    assert hloscope.report(compilation).to_dict() == hloscope.report(dump).to_dict()


def test_several_dumps_make_one_document() -> None:
    report = reports_of([MLP, ATTENTION_H100])
    assert [Path(program["path"]).name for program in report.programs] == ["mlp", "attention"]


def test_dump_that_is_not_there_is_an_error_among_good_results(tmp_path: Path) -> None:
    report = reports_of([tmp_path / "nothing", MLP])
    assert [program["name"] for program in report.programs] == ["jit_mlp"]
    assert [error["file"] for error in report.errors] == [str(tmp_path / "nothing")]


def test_name_is_a_pattern() -> None:
    folder = TESTDATA / "jax-0.10.2-cpu" / "demo"
    assert [p["name"] for p in reports_of([folder], name="jit_*n").programs] == ["jit_attention"]
    assert [p["name"] for p in reports_of([folder], name="jit_mlp").programs] == ["jit_mlp"]
    assert not reports_of([folder], name="mlp").programs


def test_json_text_is_the_document() -> None:
    report = hloscope.report(MLP)
    assert json.loads(report.to_json()) == report.to_dict()


def test_program_compiled_again_says_so() -> None:
    report = hloscope.report(TESTDATA / "tensorflow-2.21.0-cpu" / "mlp-compiler-ir")
    again = [program["recompilation_of"] for program in report.programs]
    assert again[0] is None
    assert again[1] == report.programs[0]["id"]


@pytest.mark.parametrize("is_loaded", [False, True], ids=["path", "dump"])
def test_only_the_modules_of_a_dump_that_is_given_are_kept(is_loaded: bool) -> None:  # noqa: FBT001
    kept: list[set[str]] = []

    def watched(compilations: Sequence[Compilation]) -> Iterator[Compilation]:
        for compilation in compilations:
            yield compilation
            kept.append({"before", "unfused", "after"} & vars(compilation).keys())

    reports_of([hloscope.load(MLP) if is_loaded else MLP], progress=watched)
    assert kept == [{"before", "unfused", "after"} if is_loaded else set()]


def test_what_was_reported_is_freed_without_the_collector() -> None:
    hloscope.report(MLP)
    gc.collect()
    gc.disable()
    try:
        report = hloscope.report(MLP)
        assert report.programs
        circles = gc.collect()
    finally:
        gc.enable()
    assert circles < 50  # the three modules have hundreds of nodes
