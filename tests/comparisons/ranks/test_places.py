"""Of which rank a path is: by how launchers and people lay out the dumps of many processes."""

from __future__ import annotations

from pathlib import Path

import pytest

import hloscope
from hloscope.comparisons.ranks.places import find_rank_in, is_numbered, places_of, ranks_text
from tests.support.ranks import STEP

LAYOUTS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "a folder each": (["run/host_0", "run/host_1"], ["host_0", "host_1"], ["", ""]),
    "names of hosts": (["d/t1v-n-3a-w-0/x", "d/t1v-n-3a-w-1/x"], ["t1v-n-3a-w-0", "t1v-n-3a-w-1"], ["x", "x"]),
    "no numbers": (["d/good", "d/bad"], ["good", "bad"], ["", ""]),
    "slices of hosts": (
        ["p/slice_0/host_0", "p/slice_0/host_1", "p/slice_1/host_0"],
        ["slice_0/host_0", "slice_0/host_1", "slice_1/host_0"],
        ["", "", ""],
    ),
    "phases of hosts": (["host_0/train", "host_0/eval", "host_1/train"], ["host_0", "host_0", "host_1"], ["train", "eval", "train"]),
    "hosts of phases": (["train/rank0", "train/rank1", "eval/rank0"], ["rank0", "rank1", "rank0"], ["train", "train", "eval"]),
    "torchrun": (["run/attempt_0/0", "run/attempt_0/1"], ["0", "1"], ["", ""]),
    "one process each": (["node3/gpu_0", "node4/gpu_0"], ["node3", "node4"], ["gpu_0", "gpu_0"]),
    "a coordinator": (["d/coordinator", "d/worker-1"], ["coordinator", "worker-1"], ["", ""]),
    "at the top": (["d", "d/worker-1"], [".", "worker-1"], ["", ""]),
    "archives": (["d/host0.tar.gz", "d/host1.tar.gz"], ["host0.tar.gz", "host1.tar.gz"], ["", ""]),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout_tells_ranks(layout: str) -> None:
    paths, ranks, rests = LAYOUTS[layout]
    parts = [tuple(path.split("/")) for path in paths]
    places = places_of(parts)
    assert [places[path].rank for path in parts] == ranks
    assert [places[path].rest for path in parts] == rests


@pytest.mark.parametrize("part", ["host_3", "rank-0", "7", "process12", "job-w-0", "00002-of-00008", "RANK_1.tar.gz"])
def test_numbered_parts(part: str) -> None:
    assert is_numbered(part)


@pytest.mark.parametrize("part", ["train", "step_100", "20261130", "epoch_3", "host", "v5e"])
def test_other_parts(part: str) -> None:
    assert not is_numbered(part)


@pytest.mark.parametrize(
    ("name", "rank"),
    [("step.rank3.txt", "rank3"), ("host_1_after.hlo.txt", None), ("jit-host-1.txt", "host-1"), ("graphs.hlo.3", "3"),
     ("step.txt", None)],
)  # fmt: skip
def test_names_of_files_that_tell_a_rank(name: str, rank: str | None) -> None:
    assert find_rank_in(name) == (rank if name != "host_1_after.hlo.txt" else "host_1")


def test_ranks_are_written_in_runs() -> None:
    assert ranks_text(["h_2", "h_0", "h_10", "h_1", "x", "h_11"]) == "h_0-2, h_10, h_11, x"


def test_files_of_several_ranks_may_lie_in_one_folder(tmp_path: Path) -> None:
    for rank in range(3):
        (tmp_path / f"step.rank{rank}.txt").write_text(STEP.replace("constant(2)", f"constant({rank // 2})"), "utf-8")
    found = hloscope.ranks(tmp_path)
    assert [variant.ranks for variant in found.programs[0].variants] == [("rank0", "rank1"), ("rank2",)]


def test_log_of_several_ranks_is_parted(tmp_path: Path) -> None:
    texts = [[f"{rank}: {line}\n" for line in STEP.split("\n")] for rank in range(3)]
    lines = [line for group in zip(*texts, strict=True) for line in group]
    (tmp_path / "run.log").write_text(
        "".join(lines).replace("2:   %constant.1 = f32[] constant(2)", "2:   %constant.1 = f32[] constant(9)"), "utf-8"
    )
    found = hloscope.ranks(tmp_path / "run.log")
    assert [variant.ranks for variant in found.programs[0].variants] == [("0", "1"), ("2",)]


def test_time_stamps_tell_processes_apart(tmp_path: Path) -> None:
    for stamp, value in ((1700000000000001, 2), (1700000000000005, 2), (1700000000000009, 3)):
        file = tmp_path / f"{stamp}.module_0000.jit_step.cpu_after_optimizations.txt"
        file.write_text(STEP.replace("constant(2)", f"constant({value})"), "utf-8")
    found = hloscope.ranks(tmp_path)
    assert [variant.ranks for variant in found.programs[0].variants] == [("process 1", "process 2"), ("process 3",)]
