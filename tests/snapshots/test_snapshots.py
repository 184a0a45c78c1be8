"""Snapshots: what is kept of a compilation, and whether a compilation is still so."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import hloscope
from hloscope.dump import Compilation
from hloscope.errors import DumpError, HloscopeError
from hloscope.snapshots import Snapshot, check_snapshot, installed_compiler, read_snapshots, write_snapshots
from tests.support.dumped import TESTDATA


def compilation(folder: str) -> Compilation:
    [found] = hloscope.load(TESTDATA / folder).compilations
    return found


OLD, NEW = compilation("jax-0.6.2-cpu/softmax"), compilation("jax-0.10.2-cpu/softmax")


def test_snapshot_is_what_a_person_can_review() -> None:
    assert json.loads(Snapshot.of(compilation("jax-0.10.2-cpu/mlp")).to_json()) == {
        "program": "jit_mlp",
        "framework": "jax",
        "platform": "cpu",
        "arch": None,
        "unit": "launches",
        "parameters": ["f32[32,128]", "f32[128,256]", "f32[256]", "f32[256,64]", "f32[64]"],
        "results": ["f32[32,64]"],
        "totals": {
            "launches": 4,
            "per_run": 4,
            "copies": 0,
            "collectives": 0,
            "clusters": 2,
            "broadcasts": 0,
            "broadcast_bytes": 0,
            "bytes": 369920,
            "flops": 3_164_160,
        },
        "launches": [
            {
                "times": 1,
                "kind": "kLoop",
                "is_cluster": True,
                "operations": ["broadcast", "add"],
                "reads": ["f32[32,64]{1,0}", "f32[64]{0}"],
                "writes": ["f32[32,64]{1,0}"],
                "bytes": 16640,
                "op_names": ["jit(mlp)/add", "jit(mlp)/add"],
                "signature": ANY,
            },
            {
                "times": 1,
                "kind": "kLoop",
                "is_cluster": True,
                "operations": ["broadcast", "add", "maximum"],
                "reads": ["f32[32,256]{1,0}", "f32[256]{0}"],
                "writes": ["f32[32,256]{1,0}"],
                "bytes": 66560,
                "op_names": ["jit(mlp)/add", "jit(mlp)/add", "jit(mlp)/jit(relu)/max"],
                "signature": ANY,
            },
            {
                "times": 1,
                "kind": "ynn",
                "is_cluster": False,
                "operations": ["dot"],
                "reads": ["f32[32,128]{1,0}", "f32[128,256]{1,0}"],
                "writes": ["f32[32,256]{1,0}"],
                "bytes": 180224,
                "op_names": ["jit(mlp)/dot_general"],
                "signature": ANY,
            },
            {
                "times": 1,
                "kind": "ynn",
                "is_cluster": False,
                "operations": ["dot"],
                "reads": ["f32[32,256]{1,0}", "f32[256,64]{1,0}"],
                "writes": ["f32[32,64]{1,0}"],
                "bytes": 106496,
                "op_names": ["jit(mlp)/dot_general"],
                "signature": ANY,
            },
        ],
        "broadcasts": [],
    }


def test_text_has_a_line_for_each_list_of_words() -> None:
    text = Snapshot.of(compilation("jax-0.10.2-cpu/mlp")).to_json()
    assert '      "operations": ["broadcast", "add", "maximum"],\n' in text
    assert '  "broadcasts": []\n}\n' in text


class _Any:
    """Equal to every text: what a signature looks like is the business of its own tests."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and len(other) == 16

    __hash__ = None  # type: ignore[assignment]


ANY = _Any()


@pytest.mark.parametrize(
    "folder", ["jax-0.10.2-cpu/train_step", "jax-0.10.2-h100/random_normal", "torch-xla-2.9.0-cpu/mlp"]
)
def test_snapshot_is_read_back_as_it_was_written(folder: str, tmp_path: Path) -> None:
    snapshot = Snapshot.of(compilation(folder))
    write_snapshots(tmp_path / "sub" / "a.json", {"key": snapshot})
    [(key, found)] = read_snapshots(tmp_path / "sub" / "a.json").items()
    assert (key, found.to_dict()) == ("key", snapshot.to_dict())
    assert found.diff(snapshot).is_same
    assert [path.name for path in (tmp_path / "sub").iterdir()] == ["a.json"]


def test_first_update_writes_and_the_next_check_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "__hlo__" / "test_softmax[cpu].json"
    first = check_snapshot(NEW, path, update=True, compiler="jaxlib 0.10.2")
    assert (first.status, first.is_same, first.key) == ("written", False, "jax cpu, jaxlib 0.10.2")
    assert first.message == f"written {path} (jax cpu, jaxlib 0.10.2); look at it, and run again"
    again = check_snapshot(NEW, path, update=True, compiler="jaxlib 0.10.2")
    assert (again.status, again.is_same, again.message) == ("same", True, "")


def test_missing_snapshot_says_how_to_write_one(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    found = check_snapshot(NEW, path, how="run pytest --hlo-update")
    assert (found.status, found.is_same) == ("missing", False)
    assert found.message == (
        f"no snapshot of jax cpu in {path}: there is no such file yet. To write one: run pytest --hlo-update"
    )
    assert not path.exists()


def test_change_is_told_as_a_story(tmp_path: Path) -> None:
    path = tmp_path / "softmax.json"
    check_snapshot(OLD, path, update=True)
    found = check_snapshot(NEW, path, how="run pytest --hlo-update")
    assert found.status == "changed"
    assert found.message.splitlines() == [
        f"jit_softmax is not as in {path} (jax cpu):",
        "  compute launches 6 -> 4",
        "  launches per run 6 -> 4",
        "  bytes read and written 101 kB -> 82.4 kB",
        "  floating point operations of a run 16320 -> 16352",
        "  split: broadcast, divide [kLoop] -> divide [kernel] + broadcast, multiply [kLoop]; + multiply; jax_models.py:41",
        (
            "  merged: broadcast, subtract, exponential [kLoop] + reduce [kernel] -> reduce, broadcast, subtract, "
            "exponential [ynn]; jax_models.py:41"
        ),
        (
            "  changed: reduce [kernel] -> reduce [ynn]; reads f32[32,4]{1,0}, f32[] -> f32[32,128]{1,0}; "
            "jax_models.py:41"
        ),
        "  2x removed: reduce-window [kernel] -> nothing",
        "If this is how it should be: run pytest --hlo-update",
    ]


def test_update_of_a_change_says_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    check_snapshot(OLD, path, update=True)
    found = check_snapshot(NEW, path, update=True)
    assert found.status == "updated"
    assert found.diff is not None
    assert [change.what for change in found.diff.changes] == ["split", "merged", "changed", "removed"]
    assert check_snapshot(NEW, path).is_same


def test_backends_and_compilers_are_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for found, compiler in (
        (OLD, "jaxlib 0.6.2"),
        (NEW, "jaxlib 0.10.2"),
        (compilation("jax-0.10.2-h100/softmax"), None),
    ):
        check_snapshot(found, path, update=True, compiler=compiler)
    assert [*read_snapshots(path)] == ["jax cpu, jaxlib 0.10.2", "jax cpu, jaxlib 0.6.2", "jax gpu sm_9.0a"]
    assert check_snapshot(OLD, path, compiler="jaxlib 0.6.2").is_same
    assert check_snapshot(NEW, path, compiler="jaxlib 0.10.2").is_same
    a100 = check_snapshot(compilation("jax-0.10.2-a100/softmax"), path)
    assert a100.status == "missing"
    assert "it has jax cpu, jaxlib 0.10.2; jax cpu, jaxlib 0.6.2; jax gpu sm_9.0a" in a100.message


@pytest.mark.parametrize(
    ("compiler", "program", "status", "nearest"),
    [
        ("jaxlib 0.11.0", NEW, "same", ""),
        ("jaxlib 0.11.0", OLD, "changed", "jax cpu, jaxlib 0.10.2"),
        ("jaxlib 0.9.0", OLD, "same", ""),
        ("jaxlib 0.9.0", NEW, "changed", "jax cpu, jaxlib 0.6.2"),
        ("jaxlib 0.5.0", OLD, "same", ""),
        (None, OLD, "same", ""),
    ],
)
def test_unseen_compiler_is_compared_with_the_nearest(
    compiler: str | None, program: Compilation, status: str, nearest: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.json"
    check_snapshot(OLD, path, update=True, compiler="jaxlib 0.6.2")
    check_snapshot(NEW, path, update=True, compiler="jaxlib 0.10.2")
    found = check_snapshot(program, path, compiler=compiler)
    assert found.status == status
    assert f"({nearest}, for there is none of jax cpu" in found.message or not nearest


def test_unseen_compiler_can_fail_or_be_written_down(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    check_snapshot(OLD, path, update=True, compiler="jaxlib 0.6.2")
    assert check_snapshot(NEW, path, compiler="jaxlib 0.10.2", unseen="fail").status == "missing"
    assert len(read_snapshots(path)) == 1
    assert check_snapshot(NEW, path, compiler="jaxlib 0.10.2", unseen="add").status == "written"
    assert check_snapshot(NEW, path, compiler="jaxlib 0.10.2", unseen="fail").is_same


def test_compilation_that_cannot_be_read_is_an_error_and_no_snapshot(tmp_path: Path) -> None:
    (tmp_path / "module_0000.jit_f.before_optimizations.txt").write_text(
        "HloModule jit_f\n\nENTRY main {\n  ROOT p = f32[8] parameter(0)\n}\n", "utf-8"
    )
    [found] = hloscope.load(tmp_path).compilations
    with pytest.raises(HloscopeError, match="jit_f cannot be compared: there is no module from after optimization"):
        check_snapshot(found, tmp_path / "a.json", update=True)
    assert not (tmp_path / "a.json").exists()


def form() -> dict[str, Any]:
    found: dict[str, Any] = {"schema": 1, "snapshots": {"jax cpu": Snapshot.of(NEW).to_dict()}}
    return json.loads(json.dumps(found))  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("place", "value", "problem"),
    [
        ([], [], "expected schema, which is not there"),
        (["schema"], 2, "expected snapshots of schema 1, found 2"),
        (["snapshots", "jax cpu", "totals"], {"bytes": "1"}, """expected a whole number at snapshots['jax cpu'].totals['bytes'], found "1\""""),
        (["snapshots"], [], "expected an object at snapshots, found []"),
        (["snapshots", "jax cpu", "launches", 0, "times"], 10**9, "expected at most 1000000 launches, found 1000000003"),
    ],
)  # fmt: skip
def test_file_that_is_no_snapshot_is_refused(place: list[Any], value: object, problem: str, tmp_path: Path) -> None:
    content = inner = form()
    for key in place[:-1]:
        inner = inner[key]
    if place:
        inner[place[-1]] = value
    path = tmp_path / "a.json"
    path.write_text(json.dumps(content if place else value), "utf-8")
    with pytest.raises(DumpError) as error:
        read_snapshots(path)
    assert str(error.value) == f"{path}: {problem}; write it anew with check_snapshot(..., update=True)"


def test_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(DumpError, match="cannot be written: "):
        write_snapshots(tmp_path / "file" / "a.json", {})


def test_compiler_is_the_package_that_is_installed() -> None:
    assert installed_compiler(None) is None
    assert installed_compiler("theano") is None
    found = installed_compiler("jax")
    assert found is None or found.startswith("jaxlib ")


UPDATING = """
import sys
import hloscope
from hloscope.snapshots import check_snapshot
_, folder, path, first, count = sys.argv
[found] = hloscope.load(folder).compilations
print(flush=True)
input()
for number in range(int(first), int(first) + int(count)):
    assert check_snapshot(found, path, update=True, compiler=f"jaxlib 0.10.{number}").status == "written"
"""


def update_at_once(path: Path, processes: int, each: int) -> None:
    """Processes that all add snapshots to one file, as fast as they can."""
    command = [sys.executable, "-c", UPDATING, str(TESTDATA / "jax-0.10.2-cpu" / "softmax"), str(path)]
    started = [
        subprocess.Popen(
            [*command, str(number * each), str(each)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=TESTDATA.parent,
        )
        for number in range(processes)
    ]
    for process in started:
        assert process.stdout
        process.stdout.readline()
    for process in started:
        assert process.stdin
        process.stdin.write(b"\n")
        process.stdin.flush()
    for process in started:
        assert process.communicate(timeout=600)[1] == b""


def test_updates_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    file = tmp_path / "new" / "s.json"
    update_at_once(file, processes=4, each=10)
    assert len(read_snapshots(file)) == 40
    assert [path.name for path in file.parent.iterdir()] == ["s.json"]


def test_updates_through_links_are_all_kept(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "s.json").symlink_to(tmp_path / "s.json")
    for place, compiler in (("a", "jaxlib 0.1"), (".", "jaxlib 0.2"), ("a", "jaxlib 0.3")):
        check_snapshot(NEW, tmp_path / place / "s.json", update=True, compiler=compiler)
    assert len(read_snapshots(tmp_path / "s.json")) == 3
    assert (tmp_path / "a" / "s.json").is_symlink()


def test_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DumpError, match="cannot be written: "):
        check_snapshot(NEW, tmp_path / "file" / "s.json", update=True)


@pytest.mark.parametrize("layout", [None, 1, 4], ids=["one line", "other spaces", "more spaces"])
def test_one_that_is_written_leaves_the_others_as_they_were(layout: int | None, tmp_path: Path) -> None:
    written, edited = tmp_path / "a.json", tmp_path / "b.json"
    keys = ["jax cpu, jaxlib 0.6.2", "jax cpu, jaxlib 0.9 \"'\\\\é", "jax cpu"]
    write_snapshots(written, {key: Snapshot.of(OLD) for key in keys})
    edited.write_text(json.dumps(json.loads(written.read_text("utf-8")), indent=layout), "utf-8")
    for path in (written, edited):
        assert check_snapshot(NEW, path, update=True, compiler="jaxlib 0.10.2").status == "written"
    assert written.read_text("utf-8") == edited.read_text("utf-8")
    write_snapshots(edited, {**read_snapshots(edited)})
    assert written.read_text("utf-8") == edited.read_text("utf-8")
    assert len(read_snapshots(written)) == 4
