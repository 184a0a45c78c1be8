"""What changed between two versions of a compiler: the stories of real programs, checked by hand in their HLO."""

import json
from pathlib import Path
from typing import Any

import pytest

import hloscope
from hloscope.cli import main
from hloscope.comparisons.change_words import change_text, launch_text
from hloscope.comparisons.program_diff import ProgramDiff
from hloscope.comparisons.verdict_words import verdict_of
from tests.support.dumped import AFTER, TESTDATA


def diff_of(old: str, new: str) -> ProgramDiff:
    [program] = hloscope.diff(TESTDATA / old, TESTDATA / new).programs
    return program


def story_of(program: ProgramDiff) -> list[str]:
    """`split: broadcast, divide [kLoop] => divide [kernel] | broadcast, multiply [kLoop]` of each change."""
    return [
        f"{change_text(change)}: "
        + " => ".join(" | ".join(map(launch_text, side)) for side in (change.old, change.new))
        for change in program.changes
    ]


# For each: what happened to the compute launches, and to the launches themselves.
STORIES: dict[str, tuple[tuple[int, int], list[str]]] = {
    # The division became one for each row and a multiplication. YNN takes reductions whole, which XLA did in two steps
    # before, and with the first of them what follows it.
    "jax-0.6.2-cpu/softmax jax-0.10.2-cpu/softmax": (
        (6, 4),
        [
            "split: broadcast, divide [kLoop] => divide [kernel] | broadcast, multiply [kLoop]",
            ("merged: reduce [kernel] | broadcast, subtract, exponential [kLoop]"
            " => reduce, broadcast, subtract, exponential [ynn]"),
            "changed: reduce [kernel] => reduce [ynn]",
            "2x removed: reduce-window [kernel] => ",
        ],
    ),
    # The square went from the fusion that makes x - mean to the reduction that reads it.
    "jax-0.6.2-cpu/layernorm jax-0.10.2-cpu/layernorm": (
        (6, 5),
        [
            ("split: multiply x2, broadcast, subtract [kLoop]"
            " => multiply, broadcast, subtract [kLoop] | multiply, reduce [ynn]"),
            "shrunk: reduce, multiply, add, rsqrt [kLoop] => multiply, add, rsqrt [kLoop]",
            "changed: reduce [kernel] => reduce [ynn]",
            "2x removed: reduce-window [kernel] => ",
        ],
    ),
    # Softmax again; the mask is no longer computed twice. The products went to YNN.
    "jax-0.6.2-cpu/attention jax-0.10.2-cpu/attention": (
        (9, 7),
        [
            "split: broadcast, divide [kLoop] => divide [kernel] | broadcast, multiply [kLoop]",
            ("merged: reduce [kernel] | iota x2, compare, broadcast x2, multiply, select, subtract, exponential [kLoop]"
            " => reduce, broadcast, subtract, exponential [ynn]"),
            "2x changed: dot [library] => dot [ynn]",
            "changed: reduce [kernel] => reduce [ynn]",
            "2x removed: reduce-window [kernel] => ",
        ],
    ),
    # The one regression: a sum that was part of an update is a launch of its own.
    "jax-0.6.2-cpu/train_step jax-0.10.2-cpu/train_step": (
        (15, 16),
        [
            "split: reduce, multiply, subtract [kLoop] => reduce [ynn] | multiply, subtract [kLoop]",
            "3x changed: dot [library] => dot [ynn]",
        ],
    ),
    # The step before: the two sums over the batch went into the updates of the biases.
    "jax-0.4.30-cpu/train_step jax-0.6.2-cpu/train_step": (
        (17, 15),
        [
            "merged: reduce [kernel] | multiply, subtract [kLoop] => reduce, multiply, subtract [kLoop]",
            ("merged: reduce [kernel] | multiply, subtract [kLoop]"
            " => broadcast, add, subtract x2, multiply x2, reduce [kLoop]"),
        ],
    ),
    "jax-0.6.2-cpu/scan jax-0.10.2-cpu/scan": (
        (7, 6),
        [
            "merged: dynamic-slice, add [kLoop] | tanh [kernel] => dynamic-slice, add, tanh [kLoop]",
            "changed: dot [kernel] => dot [kernel]",
        ],
    ),
    "tensorflow-2.16.2-cpu/conv_bn_relu tensorflow-2.21.0-cpu/conv_bn_relu": (
        (6, 4),
        [
            ("merged: multiply [kernel] | reduce [kernel] | multiply x3, subtract, add, rsqrt [kLoop]"
            " => multiply x4, reduce, subtract, add, rsqrt [kLoop]"),
        ],
    ),
    # oneDNN's softmax is gone: XLA makes four launches of it, and two more of the steps of its reductions.
    "tensorflow-2.16.2-cpu/softmax tensorflow-2.21.0-cpu/softmax": (
        (1, 6),
        [
            ("split: custom-call __onednn$softmax [library] => reduce [kernel]"
            " | broadcast, subtract, exponential [kLoop] | reduce [kernel] | broadcast, divide [kLoop]"),
            "2x added:  => reduce-window [kernel]",
        ],
    ),
    # On a GPU the second product takes the relu in, and is split over k; the sum of its parts goes into the bias.
    "jax-0.10.2-cpu/mlp jax-0.10.2-h100/mlp": (
        (4, 4),
        [
            "merged: broadcast, add, maximum [kLoop] | dot [ynn] => broadcast, add, maximum, dot [triton]",
            "grown: broadcast, add [kLoop] => reduce, broadcast, add [kLoop]",
            "changed: dot [ynn] => dot [triton]",
            "added:  => reduce [kernel]",
        ],
    ),
    "jax-0.6.2-cpu/sort jax-0.10.2-cpu/sort": ((1, 1), []),
}  # fmt: skip


@pytest.mark.parametrize("pair", STORIES)
def test_story_is_what_a_person_reads(pair: str) -> None:
    program = diff_of(*pair.split())
    launches, story = STORIES[pair]
    assert program.numbers["launches"] == launches
    assert story_of(program) == story
    assert program.is_same == (not story)


def test_upgrade_that_splits_a_cluster_is_a_regression() -> None:
    diff = hloscope.diff(TESTDATA / "jax-0.6.2-cpu" / "demo", TESTDATA / "jax-0.10.2-cpu" / "demo")
    assert [{k: r.to_dict()[k] for k in ("rule", "program", "message")} for r in diff.regressions] == [
        {"rule": "launches", "program": "jit_train_step", "message": "compute launches 15 -> 16"},
        {
            "rule": "split",
            "program": "jit_train_step",
            "message": "cluster multiply_subtract_fusion.3 (reduce, multiply, subtract) was split into 2 launches",
        },
    ]
    assert diff.is_regression
    assert not hloscope.diff(
        TESTDATA / "jax-0.6.2-cpu" / "demo", TESTDATA / "jax-0.10.2-cpu" / "demo", fail_on=["broadcasts"]
    ).is_regression


@pytest.mark.parametrize("folder", sorted({path.parent.parent.name for path in AFTER}))
def test_dump_is_the_same_as_itself(folder: str) -> None:
    side = hloscope.report(TESTDATA / folder)
    diff = hloscope.diff(side, side, fail_on=["changes", "programs"])
    assert diff.programs
    assert (diff.is_same, diff.is_regression) == (True, False)


def test_json_reports_give_the_same_diff(tmp_path: Path) -> None:
    folders = [TESTDATA / version / "attention" for version in ("jax-0.6.2-cpu", "jax-0.10.2-cpu")]
    for number, folder in enumerate(folders):
        (tmp_path / f"{number}.json").write_text(hloscope.report(folder, totals=True).to_json(), "utf-8")
    from_json = hloscope.diff(tmp_path / "0.json", str(tmp_path / "1.json"))
    assert from_json.to_dict() == hloscope.diff(*folders).to_dict()


def test_compilations_and_dumps_can_be_compared() -> None:
    [dumps] = [[hloscope.load(TESTDATA / version / "mlp") for version in ("jax-0.6.2-cpu", "jax-0.10.2-cpu")]]
    diff = hloscope.diff(*dumps)
    assert diff.to_dict() == hloscope.diff(*(dump.compilations[0] for dump in dumps)).to_dict()


def test_json_form_is_whole() -> None:
    diff = hloscope.diff(TESTDATA / "jax-0.6.2-cpu" / "cond", TESTDATA / "jax-0.10.2-cpu" / "cond")
    form: dict[str, Any] = json.loads(json.dumps(diff.to_dict()))
    dot = {
        "is_cluster": False,
        "operations": ["dot"],
        "inputs": ["f32[32,32]{1,0}", "f32[32,32]{1,0}"],
        "outputs": ["f32[32,32]{1,0}"],
        "bytes": 3 * 32 * 32 * 4,
        "source": "testdata/programs/jax_control_flow.py:63",
    }
    [change] = form["programs"][0]["changes"]
    old, new = change["old"][0], change["new"][0]
    assert {key: old.pop(key) for key in dot} == {key: new.pop(key) for key in dot} == dot
    assert (old.pop("kind"), new.pop("kind")) == ("library", "ynn")
    assert len(old.pop("signature")) == len(new.pop("signature")) == 16
    assert change["names"] == [{"old": [old.pop("name")], "new": [new.pop("name")]}]
    assert (old.pop("runs"), new.pop("runs")) == (1, 1)
    assert (old, new) == ({}, {})
    assert form == {
        "schema": 1,
        "is_same": False,
        "is_regression": False,
        "verdict": "no regression",
        "rules": ["launches", "broadcasts", "split"],
        "regressions": [],
        "programs": [
            {
                "old": {"name": "jit_cond", "path": "", "backend": "jax cpu", "unit": "launches"},
                "new": {"name": "jit_cond", "path": "", "backend": "jax cpu", "unit": "launches"},
                "is_same": False,
                "numbers": form["programs"][0]["numbers"],
                "holdings": [],
                "modelled": {"machines": [None, None], "seconds": [None, None]},
                "changes": [
                    {
                        "what": "changed",
                        "times": 1,
                        "old": [old],
                        "new": [new],
                        "details": [],
                        "names": change["names"],
                        "sources": ["testdata/programs/jax_control_flow.py:63"],
                        "inferred": True,
                    }
                ],
                "broadcasts": {"written": [], "no_longer_written": []},
                "collectives": [],
                "measured": {"runs": [None, None], "is_beyond_noise": None, "launches": []},
            }
        ],
        "only_old": [],
        "only_new": [],
        "errors": [],
    }
    assert form["programs"][0]["numbers"]["launches"] == [4, 4]
    assert json.loads(json.dumps(form)) == form


def test_broadcasts_that_write_memory_are_named() -> None:
    old, new = (f"jax-0.10.2-{target}/train_step" for target in ("cpu", "h100"))
    program = diff_of(old, new)
    written = sum(broadcast.bytes for broadcast in program.written)
    gone = sum(broadcast.bytes for broadcast in program.no_longer_written)
    before, after = program.numbers["broadcast_bytes"]
    assert before is not None
    assert before + written - gone == after


def test_broken_side_is_an_error_and_the_rest_is_compared(tmp_path: Path) -> None:
    mlp = TESTDATA / "jax-0.10.2-cpu" / "mlp"
    for path in mlp.iterdir():
        text = path.read_text("utf-8")
        is_after = "cpu_after_optimizations" in path.name
        (tmp_path / path.name).write_text(text.replace("calls=", "calls=%x") if is_after else text, "utf-8")
    diff = hloscope.diff(mlp, tmp_path)
    assert [Path(error.file).name for error in diff.errors] == ["module_0000.jit_mlp.cpu_after_optimizations.txt"]
    [program] = diff.programs
    assert program.numbers["before"] == (10, 10)
    assert (program.numbers["launches"], program.changes) == ((4, None), ())


def test_path_that_is_not_there_is_an_error_of_the_diff(tmp_path: Path) -> None:
    diff = hloscope.diff(TESTDATA / "jax-0.10.2-cpu" / "mlp", tmp_path / "nothing")
    assert [error.file for error in diff.errors] == [str(tmp_path / "nothing")]
    assert [outline.name for outline in diff.only_old] == ["jit_mlp"]


LOOP = "jax-0.10.2-h100/scan"


def copied(folder: str, to: Path) -> Path:
    to.mkdir()
    for path in (TESTDATA / folder).iterdir():
        (to / path.name).write_bytes(path.read_bytes())
    return to


@pytest.mark.parametrize("broken", ["old", "new"])
def test_a_program_that_one_side_alone_could_read_has_no_verdict(broken: str, tmp_path: Path) -> None:
    sides = {side: copied(LOOP, tmp_path / side) for side in ("old", "new")}
    [after] = sides[broken].glob("*after_optimizations.txt")
    after.write_text(after.read_text("utf-8").replace("ROOT %tuple", "ROOT %%tuple"), "utf-8")
    found = hloscope.diff(sides["old"], sides["new"])
    assert (found.verdict, found.is_regression, len(found.errors)) == ("unknown", False, 1)
    assert verdict_of(found).startswith("No verdict: 1 file could not be read, what runs is known on one side only of")


@pytest.mark.parametrize("missing", ["old", "new"])
def test_a_program_whose_module_that_runs_is_missing_on_one_side_has_no_verdict(missing: str, tmp_path: Path) -> None:
    sides = {side: copied(LOOP, tmp_path / side) for side in ("old", "new")}
    [after] = sides[missing].glob("*after_optimizations.txt")
    after.unlink()
    found = hloscope.diff(sides["old"], sides["new"])
    assert found.verdict == "unknown"
    assert main(["diff", str(sides["old"]), str(sides["new"])]) == 2
    assert verdict_of(found).startswith("No verdict: what runs is known on one side only of jit_scan (rules:")


def test_a_regression_beside_a_broken_file_stays_one(tmp_path: Path) -> None:
    old, new = copied("jax-0.10.2-cpu/cond", tmp_path / "old"), copied("jax-0.10.2-cpu/cond", tmp_path / "new")
    (new / "module_0009.jit_other.cpu_after_optimizations.txt").write_text("HloModule x\nENTRY e {", "utf-8")
    assert hloscope.diff(old, new).verdict == "unknown"
    assert hloscope.diff(old, new, fail_on=["changes"]).verdict == "unknown"
    assert hloscope.diff(TESTDATA / "jax-0.10.2-cpu" / "softmax", new, fail_on=["programs"]).verdict == "regression"


def test_the_same_broadcast_compiled_in_another_folder_is_no_change(tmp_path: Path) -> None:
    old, new = (copied(LOOP, tmp_path / side) for side in ("old", "new"))
    for path in new.glob("*.txt"):
        path.write_text(path.read_text("utf-8").replace('"testdata/programs/', '"/srv/checkout/programs/'), "utf-8")
    [program] = hloscope.diff(old, new).programs
    assert program.old.broadcasts[0].source != program.new.broadcasts[0].source
    assert (program.written, program.no_longer_written) == ((), ())
