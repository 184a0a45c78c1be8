"""Alarms in logs: what XLA says of slow compiles and of memory, each with its cause and cure.

The texts are those of XLA's source; each has a near miss that is none.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from hloscope.captures.doctor.alarms import alarm_findings
from hloscope.cli import main
from tests.support.shortages import BFC, GPU, TPU, VMEM
from tests.support.wrappings import LOGS as LOGS_OF
from tests.support.wrappings import gitlab_lines, kubernetes_lines

STARS = "*" * 32
SLOW = f"""\
2025-03-19 07:30:02.045318: E external/xla/xla/service/slow_operation_alarm.cc:73] 
{STARS}
[Compiling module jit_loop] Very slow compile? If you want to file a bug, run with envvar XLA_FLAGS=--xla_dump_to=/tmp/foo and attach the results.
{STARS}
2025-03-19 07:30:14.895694: E external/xla/xla/service/slow_operation_alarm.cc:140] The operation took 2m12.850942799s
"""  # noqa: W291
FOLDING = """\
2025-03-19 07:30:02.045318: E external/xla/xla/service/slow_operation_alarm.cc:73] Constant folding an instruction is taking > 2s:

  %pad.1 = f32[500,500,500]{2,1,0} pad(%constant.1, %constant.2), padding=0_0x0_0x0_0

This isn't necessarily a bug; constant-folding is inherently a trade-off between compilation time and speed at runtime.
2025-03-19 07:30:14.895694: E external/xla/xla/service/slow_operation_alarm.cc:140] The operation took 5.846s
"""
REMAT = (
    "2025-08-19 09:15:10.544797: W external/xla/xla/hlo/transforms/simplifiers/hlo_rematerialization.cc:3183] Can't reduce "
    "memory use below 10.64GiB (11429599125 bytes) by rematerialization; only reduced to 56.60GiB (60775368484 bytes), "
    "down from 66.05GiB (70922254524 bytes) originally\n"
)
ARGUMENTS = (
    "E0207 18:44:44.481770 1957515 gpu_hlo_schedule.cc:815] The byte size of input/output arguments (24696099900024) "
    "exceeds the base limit (27028357120). This indicates an error in the calculation!\n"
)
SPMD = (
    "E0819 09:15:10.5 12 spmd_partitioner.cc:630] [spmd] Involuntary full rematerialization. The compiler was not able to "
    "go from sharding {devices=[8,1]<=[8]} to {devices=[1,8]<=[8]} without doing a full rematerialization of the tensor "
    "for HLO operation: %copy = f32[64,64]{1,0} copy(%p), sharding={devices=[8,1]<=[8]}. You probably want to enrich the "
    "sharding annotations to prevent this from happening.\n"
)
SHORT = BFC.replace("requested by op", " with freed_by_count=0. The caller indicates that this is not a failure, but")
FLAG = "F0819 09:15:10.5 12 parse_flags_from_env.cc:234] Unknown flag in XLA_FLAGS: --xla_gpu_no_such_flag=true\n"

LOGS = {
    "slow-compile": (SLOW, "[Compiling module jit_loop] Very slow compile?; it took 2m12.850942799s"),
    "slow-constant-folding": (FOLDING, "taking > 2s: %pad.1 = f32[500,500,500]{2,1,0} pad("),
    "rematerialization-failed": (REMAT, "below 10.64GiB (11429599125 bytes) by rematerialization; only reduced to 56.60GiB"),
    "arguments-exceed-memory": (ARGUMENTS, "(24696099900024) exceeds the base limit (27028357120)"),
    "involuntary-rematerialization": (SPMD, "{devices=[8,1]<=[8]} to {devices=[1,8]<=[8]}"),
    "out-of-memory": (TPU, "Used 24.68G of 15.48G hbm. Exceeded hbm capacity by 9.20G."),
    "memory-was-short": (SHORT, "this is not a failure"),
    "unknown-flag": (FLAG, "--xla_gpu_no_such_flag"),
}  # fmt: skip


def log_of(folder: Path, text: str) -> str:
    path = folder / "run.log"
    path.write_text(text, "utf-8")
    return str(path)


@pytest.mark.parametrize("finding", LOGS)
def test_alarm_is_a_finding_with_its_numbers(finding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, evidence = LOGS[finding]
    status = main(["doctor", "--json", log_of(tmp_path, f"starting\n{text}done\n")])
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["id"], status) == (finding, int(found["is_problem"]))
    assert evidence in found["evidence"]


def test_all_alarms_of_a_log_are_listed_each_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "".join(text for text, _ in LOGS.values())
    assert main(["doctor", "--json", log_of(tmp_path, text * 3)]) == 1
    found = [finding["id"] for finding in json.loads(capsys.readouterr().out)["findings"]]
    assert sorted(found) == sorted(LOGS)


def test_alarms_that_come_again_are_counted() -> None:
    (finding,) = alarm_findings([REMAT] * 24)
    assert finding.evidence.endswith("(and 23 more)")


UNSPLIT = {
    "Kubernetes": partial(kubernetes_lines, length=16 * 1024),  # what splits lines leaves alarms whole
    "GitLab": partial(gitlab_lines, length=4 * 1024),
}


@pytest.mark.parametrize("wrapping", LOGS_OF)
def test_alarms_are_found_behind_any_gutter(wrapping: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = log_of(tmp_path, (UNSPLIT.get(wrapping) or LOGS_OF[wrapping])(REMAT + SPMD))
    assert main(["doctor", "--json", path]) == 1
    found = [finding["id"] for finding in json.loads(capsys.readouterr().out)["findings"]]
    assert found == ["rematerialization-failed", "involuntary-rematerialization"]


@pytest.mark.parametrize(
    "line",
    [
        "the compile was slow",
        "Compiling module jit_loop took 2 s",
        "rematerialization reduced memory use to 5.00GiB",
        "Folding the paper is taking > 1s",
        "I ran out of memory trying to think",
        "out of memory",
    ],
)
def test_near_misses_are_none(line: str) -> None:
    assert alarm_findings([line]) == []


@pytest.mark.parametrize(
    ("text", "space", "count"), [(TPU, "hbm", 2), (GPU, "", 2), (BFC, "GPU_0_bfc", 2), (VMEM, "vmem", 2)]
)
@pytest.mark.parametrize(
    "wrapping", ["plain", "srun -l", "GitHub Actions, Azure", "rank and glog", "docker", "colours"]
)
def test_memory_lists_the_allocations_of_a_log(
    wrapping: str, text: str, space: str, count: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrapped = text if wrapping == "plain" else LOGS_OF[wrapping](text)
    path = log_of(tmp_path, wrapped)
    assert main(["memory", "--json", path]) == 0
    document = json.loads(capsys.readouterr().out)
    (shortage,) = document["out_of_memory"]
    assert (shortage["space"], len(shortage["allocations"])) == (space, count)
    assert document["errors"] == document["compilations"] == []
    assert main(["memory", path]) == 0
    assert "Largest allocations (2)" in capsys.readouterr().out


def test_ranks_that_run_out_of_memory_at_once_are_kept_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [f"{rank}: {line}" for line in TPU.split("\n") for rank in (0, 1)]
    assert main(["memory", "--json", log_of(tmp_path, "\n".join(lines))]) == 0
    found = json.loads(capsys.readouterr().out)["out_of_memory"]
    assert [(shortage["writer"], len(shortage["allocations"])) for shortage in found] == [("0", 2), ("1", 2)]


def test_log_without_alarms_has_no_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", log_of(tmp_path, "step 1\nstep 2\n")]) == 0
    assert capsys.readouterr().out == "No problem found; no module was dumped.\n"
