"""The command line: what is printed where, and the exit status."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hloscope.cli import main
from tests.support.command_line import Printed, run
from tests.support.dumped import TESTDATA

__all__ = ["run"]
MLP = str(TESTDATA / "jax-0.10.2-cpu" / "mlp")
DEMO = str(TESTDATA / "jax-0.10.2-cpu" / "demo")


def test_report_begins_with_the_backends(run: Callable[..., Printed]) -> None:
    status, lines, errors = run("report", MLP)
    assert (status, errors) == (0, "")
    assert lines[:4] == [
        "By backend",
        "Backend   Programs       Launches   Clusters   Broadcasts",
        "─────────────────────────────────────────────────────────",
        "jax cpu          1   10 -> 8 -> 4          2      0 (0 B)",
    ]


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_tables_fit_the_terminal(run: Callable[..., Printed], columns: int) -> None:
    _, lines, _ = run("report", DEMO, MLP, columns=columns)
    assert max(map(len, lines)) <= columns


def test_numbers_and_names_are_whole_at_80_columns(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("report", DEMO)
    assert "jit_train_step   42 -> 34 -> 16         -8    -18        16          9" in lines


def test_top_bounds_the_launches(run: Callable[..., Printed]) -> None:
    _, few, _ = run("report", DEMO, "--top", "1")
    _, every, _ = run("report", DEMO, "--top", "0")
    assert any(line.startswith("Launches, by bytes in a run (1 of ") for line in few)
    assert any(re.fullmatch(r"Launches, by bytes in a run \(\d+\)", line) for line in every)


def test_json_is_one_document(run: Callable[..., Printed]) -> None:
    status, lines, _ = run("report", "--json", DEMO)
    assert status == 0
    assert [p["name"] for p in json.loads("\n".join(lines))["compilations"]] == [
        "jit_mlp",
        "jit_attention",
        "jit_train_step",
    ]


def test_module_selects_by_name(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("report", "--json", "--module", "jit_a*", DEMO)
    assert [p["name"] for p in json.loads("\n".join(lines))["compilations"]] == ["jit_attention"]


def test_name_of_no_module_is_bad_usage(run: Callable[..., Printed]) -> None:
    assert run("report", "--module", "mlp", DEMO) == (2, [], "hloscope: no module is called 'mlp'\n")


def test_path_that_is_not_there_is_bad_input_beside_good_results(run: Callable[..., Printed], tmp_path: Path) -> None:
    status, lines, errors = run("report", str(tmp_path / "nothing"), MLP)
    assert status == 2
    assert lines[0] == "By backend"
    assert errors.startswith(f"hloscope: {tmp_path / 'nothing'}: ")


def test_file_that_is_no_dump_gives_an_error_and_no_tables(run: Callable[..., Printed], tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("# notes\n", "utf-8")
    status, lines, errors = run("report", str(tmp_path / "notes.txt"))
    assert (status, lines) == (2, [])
    assert "notes.txt: no HLO is in it: expected a line `HloModule NAME`" in errors


def test_broken_file_is_named_with_place_and_caret(run: Callable[..., Printed], tmp_path: Path) -> None:
    folder = shutil.copytree(MLP, tmp_path / "dump")
    (after,) = folder.glob("*after_optimizations.txt")
    after.write_text(
        after.read_text("utf-8").replace("calls=%fused_computation.1,", "calls=%fused_computation.9,"), "utf-8"
    )
    status, lines, errors = run("report", str(folder))
    assert status == 2
    assert "jax cpu          1   10 -> - -> -          -        - (-)" in lines
    assert "expected a computation that is defined above, found 'fused_computation.9'" in errors
    assert errors.count("^") == 1


def test_stages_can_be_chosen(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("report", "--stage", "after", MLP)
    assert "jax cpu          1   - -> - -> 4          2      0 (0 B)" in lines


def test_disagreement_is_in_the_tables(run: Callable[..., Printed], tmp_path: Path) -> None:
    folder = shutil.copytree(TESTDATA / "jax-0.10.2-h100" / "mlp", tmp_path / "dump")
    (metadata,) = folder.glob("*thunk_metadata.txt")
    metadata.write_text(metadata.read_text("utf-8").replace("loop_add_fusion", "another_fusion"), "utf-8")
    _, lines, _ = run("report", str(folder), columns=120)
    assert "Disagreements between the rule and XLA's list of launches (2)" in lines


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["report"], "the following arguments are required: PATH"),
        (["report", MLP, "--stage", "late"], "argument --stage: invalid choice: 'late'"),
        (["nonsense"], "invalid choice: 'nonsense'"),
    ],
)
def test_bad_usage_is_status_2(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert message in capsys.readouterr().err
