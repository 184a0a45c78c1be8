"""The commands `passes` and `blame`: what is printed where, and the exit status."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hloscope.reports.passes import HOW_TO_DUMP
from tests.support.command_line import Printed, run
from tests.support.dumped import TESTDATA
from tests.support.pass_texts import PRINTED

__all__ = ["run"]
ATTENTION = str(TESTDATA / "jax-0.10.2-h100-passes" / "attention")
SOFTMAX = str(TESTDATA / "jax-0.10.2-cpu-passes" / "softmax")
MLP = str(TESTDATA / "jax-0.10.2-cpu" / "mlp")


def test_passes_are_listed_by_optimization_and_in_order(run: Callable[..., Printed]) -> None:
    status, lines, errors = run("passes", SOFTMAX)
    assert (status, errors) == (0, "")
    assert lines[0] == "jit_softmax: what its passes changed, by optimization"
    assert "0017   fusion                       9         4   4 fused" in lines
    assert lines[-1] == "No times: XLA writes them for GPU only, with --xla_dump_module_metadata."


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(
    "command",
    [("passes", ATTENTION), ("blame", ATTENTION, "exp.1"), ("blame", ATTENTION, "triton_softmax.2")],
    ids=" ".join,
)
def test_tables_fit_the_terminal(run: Callable[..., Printed], command: tuple[str, ...], columns: int) -> None:
    _, lines, _ = run(*command, columns=columns)
    assert max(map(len, lines)) <= columns


def test_times_are_shown_where_xla_wrote_them(run: Callable[..., Printed], tmp_path: Path) -> None:
    folder = shutil.copytree(SOFTMAX, tmp_path / "dump")
    snapshot = next(folder.glob("*.after_algsimp.*")).name
    text = PRINTED.replace("module_0001.jit_f.0001.simplification.after_algsimp.before_cse.txt", snapshot)
    (folder / "module_0000.metadata.textproto").write_text(text, "utf-8")
    _, lines, _ = run("passes", str(folder))
    assert any(line.startswith("0006   algsimp                      9         0   75 us   1 rewired") for line in lines)
    assert not any(line.startswith("No times") for line in lines)


def test_broken_metadata_costs_only_the_times(run: Callable[..., Printed], tmp_path: Path) -> None:
    folder = shutil.copytree(SOFTMAX, tmp_path / "dump")
    (folder / "module_0000.metadata.textproto").write_text("pass_metadata {", "utf-8")
    status, lines, errors = run("passes", str(folder))
    assert status == 2
    assert "0017   fusion                       9         4   4 fused" in lines
    assert "module_0000.metadata.textproto:1:16: expected a field name or '}'" in errors


def test_passes_as_json(run: Callable[..., Printed]) -> None:
    status, lines, _ = run("passes", SOFTMAX, "--json")
    assert status == 0
    (program,) = json.loads("\n".join(lines))["compilations"]
    assert (program["name"], program["microseconds"]) == ("jit_softmax", None)
    assert [change["counts"] for change in program["passes"]][-1] == {"fused": 4}


def test_blame_tells_the_life_of_an_operation(run: Callable[..., Printed]) -> None:
    status, lines, errors = run("blame", ATTENTION, "%exp.1")
    assert (status, errors) == (0, "")
    assert lines == [
        "exp.1 (exponential) in jit_attention",
        "   #   Pass                  What happened",
        "─────────────────────────────────────────────────────────────────",
        "0034   rename-instructions   is called exp.1.0 now",
        "       lowering",
        "0036   priority-fusion       %exp.1.0: goes into triton_softmax.2",
        "       operator fusion",
        "",
        "In the module that runs: in triton_softmax.2.",
    ]


def test_blame_as_json(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("blame", ATTENTION, "exp.1", "--json")
    (program,) = json.loads("\n".join(lines))["compilations"]
    assert [event["kind"] for event in program["events"]] == ["renamed", "fused"]
    assert [place["cluster"] for place in program["remains"]] == ["triton_softmax.2"]


def test_unknown_operation_is_bad_input_with_names_alike(run: Callable[..., Printed]) -> None:
    status, lines, errors = run("blame", ATTENTION, "exp.7")
    assert (status, lines) == (2, [])
    assert errors.startswith("hloscope: expected the name of an operation, found 'exp.7'; did you mean exp.1")


def test_blame_of_a_kernel_lists_what_ended_in_it(run: Callable[..., Printed]) -> None:
    status, lines, errors = run("blame", ATTENTION, "triton_softmax.2", columns=120)
    assert (status, errors) == (0, "")
    start = lines.index("Operations of the program that ended in triton_softmax.2")
    rows = [line.split() for line in lines[start + 3 :]]
    assert ["exp.1", "exponential", "jax_models.py:57", "kept", "0"] in rows
    assert ["iota.5", "broadcast", "jax_models.py:56", "replaced", "(inferred)", "0"] in rows
    assert not any(line.startswith("In the module that runs") for line in lines)


def test_blame_without_snapshots_infers_where_things_are(run: Callable[..., Printed]) -> None:
    status, lines, errors = run("blame", MLP, "dot_general.3", columns=120)
    assert (status, errors) == (0, "")
    assert lines == [
        "dot_general.3 (dot) in jit_mlp",
        "In the module that runs: in ynn_fusion.",
        "",
        "Without snapshots of passes all of it is inferred; hloscope run --passes makes them.",
    ]
    _, lines, _ = run("blame", MLP, "ynn_fusion", "--json")
    (program,) = json.loads("\n".join(lines))["compilations"]
    assert (program["evidence"], program["events"]) == ("match", [])
    assert [(origin["name"], origin["evidence"]) for origin in program["origins"]] == [("dot_general.3", "inferred")]


def test_kernel_without_metadata_is_not_said_to_be_of_xla(run: Callable[..., Printed]) -> None:
    folder = str(TESTDATA / "jax-0.10.2-cpu" / "dynamic_update_slice")
    _, lines, _ = run("blame", folder, "copy.1", columns=120)
    assert "Which operations of the program ended in it is not known: copy.1 has no metadata." in lines


def test_broken_stage_costs_only_what_needs_it(run: Callable[..., Printed], tmp_path: Path) -> None:
    folder = shutil.copytree(ATTENTION, tmp_path / "dump")
    next(folder.glob("*.before_optimizations.txt")).write_text("HloModule jit_attention\n\nENTRY m {", "utf-8")
    status, lines, errors = run("blame", str(folder), "exp.1")
    assert status == 2
    assert lines[-1] == "In the module that runs: in triton_softmax.2."
    assert "before_optimizations" in errors


def test_many_operations_are_cut_short(run: Callable[..., Printed]) -> None:
    folder = str(TESTDATA / "jax-0.10.2-h100" / "random_normal")
    _, lines, _ = run("blame", folder, "loop_multiply_fusion")
    assert any(line.startswith("and ") and line.endswith("more (--json has them)") for line in lines)


def test_dump_without_snapshots_says_how_to_get_them(run: Callable[..., Printed]) -> None:
    status, lines, errors = run("passes", MLP)
    assert (status, lines) == (2, [])
    assert errors == f"hloscope: no program has snapshots of its passes; {HOW_TO_DUMP}\n"


def test_path_that_is_not_there_is_an_error_beside_results(run: Callable[..., Printed], tmp_path: Path) -> None:
    status, lines, errors = run("passes", str(tmp_path / "nothing"), SOFTMAX)
    assert status == 2
    assert lines[0] == "jit_softmax: what its passes changed, by optimization"
    assert str(tmp_path / "nothing") in errors
