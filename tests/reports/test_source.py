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


def test_lines_are_in_order_with_what_became_of_them() -> None:
    (program,) = source_report([CPU]).programs
    lines = {line["place"].rpartition(":")[2]: line for line in program["lines"]}
    assert list(lines) == [str(number) for number in range(16, 26)]
    assert lines["16"]["launches"] == ["wrapped_cosine", "wrapped_reduce"]
    assert (lines["16"]["operations"], lines["16"]["gone"], lines["16"]["bytes_written"]) == (2, 0, 33 * 4 + 4)
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
    assert (shown["lines"][0]["code"] or "").startswith("split = jnp.cos(vector).sum()")


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


def test_dump_of_one_stage_has_no_lines(tmp_path: Path) -> None:
    (path,) = MLP.glob("*after_optimizations.txt")
    shutil.copy(path, tmp_path)
    assert source_report([tmp_path]).programs == ()


@pytest.mark.parametrize("columns", [80, 120])
def test_table_fits_the_terminal(run: Callable[..., Printed], columns: int) -> None:
    status, lines, errors = run("source", str(CPU), "--source-root", str(ROOT), columns=columns)
    assert (status, errors) == (0, "")
    assert lines[0] == "jit_fusion_limits: where its lines run"
    assert max(map(len, lines)) <= columns


def test_source_as_json(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("source", str(MLP), "--json")
    (program,) = json.loads("\n".join(lines))["compilations"]
    assert [line["place"].rpartition("/")[2] for line in program["lines"]] == ["jax_models.py:35"]


def test_inferred_lines_are_called_so(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("source", str(MLP), columns=120)
    assert lines[-1] == "Without snapshots of passes all of it is inferred; hloscope run --passes makes them."
