"""`hloscope collectives`, and collectives in `report` and `diff`: tables, documents, exit statuses."""

import json
from collections.abc import Callable
from pathlib import Path

from hloscope.reports import report
from hloscope.reports.collectives import collectives_document
from tests.support.command_line import Printed, run
from tests.support.dumped import TESTDATA

__all__ = ["run"]

CPU = TESTDATA / "jax-0.10.2-cpu" / "grid_train_step"
H100 = TESTDATA / "jax-0.12.0.1-h100" / "grid_train_step"
PLAIN = TESTDATA / "jax-0.10.2-cpu" / "mlp"

BEFORE = """HloModule SyncTensorsGraph.9
add { x = f32[] parameter(0) y = f32[] parameter(1) ROOT s = f32[] add(x, y) }
ENTRY g {
  p = f32[8,16] parameter(0)
  a = f32[16,16] all-gather(p), channel_id=1, replica_groups={{0,1}}, dimensions={0}, use_global_device_ids=true
  ROOT r = f32[16,16] all-reduce(a), channel_id=2, replica_groups={{0,1}}, use_global_device_ids=true, to_apply=add
}
"""


def test_tables_show_kinds_axes_and_every_collective(run: Callable[..., Printed]) -> None:
    status, lines, _ = run("collectives", str(CPU), "--top", "0", columns=100)
    assert status == 0
    assert lines[:4] == [
        "Collectives of a run",
        "Program               Collectives   Per run   Payload      Wire",
        "───────────────────────────────────────────────────────────────",
        "jit_grid_train_step            11        29    148 kB   98.7 kB",
    ]
    assert "all-gather           x          3         9   61.4 kB   30.7 kB" in lines
    [row] = [place for place, line in enumerate(lines) if line.startswith("all-gather.23")]
    assert lines[row - 1].split() == [
        "all-gather",
        "x",
        "8.19",
        "kB",
        "3",
        "rematerialized",
        "jax_meshes.py:257",
        "while.28",
        "x3",
    ]
    assert "all-reduce.22   dot.6                    f32[32,32]{1,0}    4.1 kB   jax_meshes.py:259" in lines


def test_equal_collectives_are_one_row(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("collectives", str(TESTDATA / "jax-0.12.0.1-cpu" / "grid_train_step"), "--top", "0", columns=120)
    assert "Collectives, by payload in a run (11, in 10 rows)" in lines
    assert sum(line.startswith("2x all-gather") for line in lines) == 1


def test_what_runs_meanwhile_has_a_column_where_any_is_asynchronous(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("collectives", str(H100), columns=140)
    [title] = [line for line in lines if line.startswith("Collective ")][:1]
    assert title.split() == [
        "Collective",
        "Over",
        "Payload",
        "Runs",
        "Direction",
        "Source",
        "Meanwhile",
        "Loop",
        "Shape",
    ]


def test_command_prints_the_document(run: Callable[..., Printed]) -> None:
    status, lines, _ = run("collectives", str(CPU), "--json")
    document = json.loads("\n".join(lines))
    assert (status, document) == (0, collectives_document([CPU]))
    [program] = document["compilations"]
    found = program["collectives"]
    assert (program["stage"], found["count"], found["runs"], found["bytes_per_run"]) == ("after", 11, 29, 147844)


def test_module_before_optimization_alone_is_told(tmp_path: Path, run: Callable[..., Printed]) -> None:
    file = tmp_path / "module_0009.SyncTensorsGraph.9.before_optimizations.txt"
    file.write_text(BEFORE, "utf-8")
    status, lines, _ = run("collectives", str(file))
    assert status == 0
    assert "torch-xla #9, before" in lines
    assert "all-gather   all 2       1         1   1.02 kB     512 B" in lines
    _, lines, _ = run("report", str(file), columns=120)
    assert [line.split()[-1] for line in lines if line.startswith("SyncTensorsGraph.9 ")] == ["2"]
    assert "Collectives of a run, by kind and axes (2)" in lines


def test_report_has_the_same_collectives(run: Callable[..., Printed]) -> None:
    [program] = report(H100).to_dict()["compilations"]
    [own] = collectives_document([H100])["compilations"]
    after = program["kernels"]["after"]
    assert program["collectives"]["after"] == own["collectives"]
    assert after is not None
    assert own["collectives"] is not None
    assert after["collectives"] == own["collectives"]["count"] == 10
    _, lines, _ = run("report", str(H100), columns=100)
    assert "Collectives of a run, by kind and axes (7)" in lines


def test_program_without_collectives_says_so(run: Callable[..., Printed]) -> None:
    status, lines, error = run("collectives", str(PLAIN))
    assert (status, error) == (0, "")
    assert "jit_mlp                0         0       0 B    0 B" in lines


def test_nothing_to_tell_is_bad_input(run: Callable[..., Printed]) -> None:
    missing = "hloscope: no module is called 'nothing'\n"
    assert run("collectives", str(PLAIN), "--module", "nothing") == (2, [], missing)
    status, lines, error = run("collectives", str(TESTDATA / "nowhere"))
    assert (status, lines) == (2, [])
    assert "no such file or folder" in error


def test_stage_that_is_missing_is_bad_input(tmp_path: Path, run: Callable[..., Printed]) -> None:
    file = tmp_path / "module_0009.SyncTensorsGraph.9.before_optimizations.txt"
    file.write_text(BEFORE, "utf-8")
    assert run("collectives", str(file), "--stage", "after") == (2, [], "hloscope: no program has the stage 'after'\n")


def test_diff_tells_of_kinds_and_axes(run: Callable[..., Printed]) -> None:
    status, lines, _ = run("diff", str(CPU), str(H100), "--fail-on", "collectives,collective-bytes", columns=100)
    assert status == 0
    assert "Collectives that changed" in lines
    assert "reduce-scatter   x      0 -> 1       0 B -> 24.6 kB" in lines
    status, lines, _ = run("diff", str(H100), str(CPU), "--fail-on", "collectives,collective-bytes", columns=100)
    assert status == 1
    assert "  jit_grid_train_step: collectives 10 -> 11" in lines
    assert "  jit_grid_train_step: bytes of payload of collectives 135556 -> 147844" in lines
    _, lines, _ = run("diff", str(CPU), str(H100), "--format", "markdown", columns=100)
    assert "- reduce-scatter over x: 0 -> 1, 0 B -> 24.6 kB in a run" in lines


def test_diff_of_reports_is_that_of_dumps(tmp_path: Path, run: Callable[..., Printed]) -> None:
    for name, folder in (("old", CPU), ("new", H100)):
        run("report", str(folder), f"--json={tmp_path / name}.json")
    of_dumps = run("diff", str(CPU), str(H100), "--json")
    of_reports = run("diff", str(tmp_path / "old.json"), str(tmp_path / "new.json"), "--json")
    assert of_reports == of_dumps


def test_report_of_before_there_were_collectives_is_compared_without(
    tmp_path: Path, run: Callable[..., Printed]
) -> None:
    file = tmp_path / "old.json"
    run("report", str(CPU), f"--json={file}")
    document = json.loads(file.read_text("utf-8"))
    for program in document["compilations"]:
        del program["collectives"]
    file.write_text(json.dumps(document), "utf-8")
    status, lines, _ = run("diff", str(file), str(CPU))
    assert (status, lines[0]) == (0, "Nothing changed")
