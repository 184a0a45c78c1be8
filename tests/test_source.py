"""The lines of the user's program: what became of them, and that no file outside of the root is read."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hloscope.reports.source import source_report
from tests.dumped import TESTDATA
from tests.test_cli import Printed, run

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


def test_code_is_shown_below_the_root_only() -> None:
    (bare,) = source_report([CPU]).programs
    (shown,) = source_report([CPU], source_root=ROOT).programs
    assert {line["code"] for line in bare["lines"]} == {None}
    assert shown["lines"][0]["code"].startswith("split = jnp.cos(vector).sum()")


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
