"""The lines of the user's program: what became of them, and that no file outside of the root is read."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hloscope.reports.source import source_report
from tests.support.command_line import Printed, run
from tests.support.dumped import TESTDATA

__all__ = ["run"]
CPU = TESTDATA / "jax-0.10.2-cpu-passes" / "fusion_limits"
MLP = TESTDATA / "jax-0.10.2-cpu" / "mlp"
ROOT = TESTDATA.parent


def test_lines_come_with_what_became_of_them_what_takes_most_first() -> None:
    (program,) = source_report([CPU]).programs
    lines = {line["place"].rpartition(":")[2]: line for line in program["lines"]}
    assert sorted(filter(None, lines)) == [str(number) for number in range(16, 26)]
    taken = [line["run_bytes_read"] + line["run_bytes_written"] for line in program["lines"] if line["place"]]
    assert taken == sorted(taken, reverse=True)
    assert program["lines"][-1]["place"] == ""  # the table of pointers that the result is
    assert sum(line["share"] for line in program["lines"]) == pytest.approx(1)
    # The window sum that XLA made of the sum has lost its line, which is that of what it reads.
    assert lines["16"]["launches"] == ["wrapped_cosine", "wrapped_reduce", "wrapped_reduce-window"]
    assert (lines["16"]["operations"], lines["16"]["gone"], lines["16"]["bytes_written"]) == (2, 0, 33 * 4 + 4 + 8)
    assert lines["16"]["cost_inferred"]
    assert lines["22"]["launches"] == []  # `where(True, vector, ...)` is its argument
    assert lines["22"]["gone"] == lines["22"]["operations"]
    assert program["evidence"] == "passes"


def test_without_snapshots_all_is_inferred() -> None:
    (program,) = source_report([MLP]).programs
    assert program["evidence"] == "match"
    assert all(line["inferred"] for line in program["lines"])
    assert {operation["evidence"] for operation in program["operations"]} == {"inferred"}


def test_line_in_a_python_loop_has_the_kernels_and_bytes_of_every_turn() -> None:
    (program,) = source_report([TESTDATA / "jax-0.10.2-cpu-passes" / "residual_adamw_5"]).programs
    lines = {line["place"].rpartition(":")[2]: line for line in program["lines"]}
    weights = 5 * 4 * (32 * 32 + 32)  # of five layers
    for line in ("48", "49"):  # the moments of Adam: each is read and written once
        own = (lines[line]["own_bytes_read"], lines[line]["own_bytes_written"], len(lines[line]["launches"]))
        assert own == (weights, weights, 10)
    assert lines["53"]["own_bytes_read"] == 3 * weights  # with the weights themselves
    norm = lines["60"]  # five kernels, of which the last reads the sums of the other four
    assert (norm["own_bytes_read"], norm["own_bytes_written"]) == (weights + 16, 16)


def test_operations_of_a_library_function_belong_to_the_line_that_calls_it() -> None:
    (program,) = source_report([TESTDATA / "jax-0.10.2-h100-passes" / "mlp_sgd_3"]).programs
    (loss,) = [line for line in program["lines"] if line["place"].endswith(":37")]  # calls log_softmax
    assert (loss["operations"], loss["launches"]) == (24, ["fusion.20", "input_scatter_fusion"])


def test_what_was_merged_is_no_copy() -> None:
    (program,) = source_report([TESTDATA / "jax-0.10.2-cpu-passes" / "residual_adamw_5"]).programs
    (clipping,) = [line for line in program["lines"] if line["place"].endswith(":61")]
    repeated = [each for each in program["operations"] if len(each["places"]) > 1 and each["fate"] == "merged"]
    assert clipping["copies"] == 47
    assert len(repeated) > 20


def test_code_is_shown_below_the_root_only() -> None:
    (bare,) = source_report([CPU]).programs
    (shown,) = source_report([CPU], source_root=ROOT).programs
    assert {line["code"] for line in bare["lines"]} == {None}
    codes = {line["place"].rpartition(":")[2]: line["code"] or "" for line in shown["lines"]}
    assert codes["16"].startswith("split = jnp.cos(vector).sum()")


@pytest.mark.parametrize(
    "name", ["../secret.py", "{outside}/secret.py", "link.py", "folder", "nul\\000.py", "missing.py"]
)
def test_file_outside_of_the_root_is_not_read(tmp_path: Path, name: str) -> None:
    root = tmp_path / "root"
    (root / "folder").mkdir(parents=True)
    (tmp_path / "secret.py").write_text("secret\n" * 99, "utf-8")
    (root / "link.py").symlink_to(tmp_path / "secret.py")
    folder = shutil.copytree(MLP, tmp_path / "dump")
    for path in folder.glob("*_optimizations.txt"):
        text = path.read_text("utf-8").replace("testdata/programs/jax_models.py", name.format(outside=tmp_path))
        path.write_text(text, "utf-8")
    (program,) = source_report([folder], source_root=root).programs
    assert program["lines"]
    assert {line["code"] for line in program["lines"]} == {None}


def test_module_that_runs_is_enough_to_tell_what_lines_take(tmp_path: Path) -> None:
    (whole,) = source_report([MLP]).programs
    (path,) = MLP.glob("*after_optimizations.txt")
    shutil.copy(path, tmp_path)
    (program,) = source_report([tmp_path]).programs
    assert (program["evidence"], program["operations"]) == ("metadata", [])
    shares = {line["place"]: line["share"] for line in program["lines"]}
    assert shares == {line["place"]: line["share"] for line in whole["lines"]}


def test_dump_without_the_module_that_runs_has_the_lines_of_what_was_asked_for(tmp_path: Path) -> None:
    (path,) = MLP.glob("*before_optimizations.txt")
    shutil.copy(path, tmp_path)
    (program,) = source_report([tmp_path]).programs
    assert (program["evidence"], {line["place"] for line in program["lines"] if line["run_flops"]}) == (
        "before",
        {"testdata/programs/jax_models.py:35"},
    )


@pytest.mark.parametrize("columns", [80, 120])
def test_table_fits_the_terminal(run: Callable[..., Printed], columns: int) -> None:
    status, lines, errors = run("source", str(CPU), "--source-root", str(ROOT), columns=columns)
    assert (status, errors) == (0, "")
    assert lines[0] == "jit_fusion_limits: what its lines take"
    assert max(map(len, lines)) <= columns


def test_source_as_json(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("source", str(MLP), "--json")
    (program,) = json.loads("\n".join(lines))["compilations"]
    assert [line["place"].rpartition("/")[2] for line in program["lines"]] == ["jax_models.py:35"]
    assert program["scopes"] == []  # relu is a function that jax itself jits, and no layer


def test_inferred_lines_are_called_so(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("source", str(MLP), columns=120)
    assert lines[-1] == (
        "Without snapshots of passes what became of operations is inferred; hloscope run --passes makes them."
    )
