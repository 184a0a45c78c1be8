"""Folders that several processes share: the same results in the same order, whatever becomes of the processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

import hloscope
from hloscope.reports import processes, sharing
from hloscope.reports.each_compilation import each_compilation
from hloscope.reports.sharing import can_share
from tests.support.command_line import Printed, run
from tests.support.dumped import TESTDATA
from tests.support.processes import name_of, name_or_die

__all__ = ["run"]
ROOT = Path(__file__).parents[2]
TEXT = "HloModule NAME\n\nENTRY %e (p: f32[8]) -> f32[8] {\n  %p = f32[8]{0} parameter(0)\n  ROOT %n = f32[8]{0} negate(%p)\n}\n"


def dumped(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for number, name in enumerate(names):
        for stage in ("before_optimizations", "cpu_after_optimizations"):
            (folder / f"module_{number:04d}.{name}.{stage}.txt").write_text(TEXT.replace("NAME", name), "utf-8")
    return folder


@pytest.fixture(params=["copied", "started"])
def shared(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small folders are shared too, by copies of this process or by new ones."""
    if request.param == "copied" and (sys.platform != "linux" or "PYTEST_XDIST_WORKER" in os.environ):
        monkeypatch.setattr(processes, "_can_copy", lambda: False)  # with threads beside us it is no copy
    monkeypatch.setattr(sharing, "LEAST_BYTES", 1)
    if request.param == "started":
        monkeypatch.setattr(processes, "_can_copy", lambda: False)


@pytest.mark.usefixtures("shared")
def test_output_is_that_of_one_process(run: Callable[..., Printed], tmp_path: Path) -> None:
    folder = dumped(tmp_path / "dump", *(f"jit_f{number}" for number in range(12)))
    broken = folder / "module_0003.jit_f3.cpu_after_optimizations.txt"
    broken.write_text(broken.read_text("utf-8")[:-30], "utf-8")
    (folder / "module_0007.jit_f7.cpu_after_optimizations.txt").write_text(
        "HloModule m\n\nENTRY %e {\n  x y\n}\n", "utf-8"
    )
    for arguments in (["--module", "jit_f?"], ["--json", "--explain", "--stage", "after"]):
        one, two = (run("report", str(folder), *arguments, "--jobs", jobs) for jobs in ("1", "2"))
        assert one == two
        assert one[0] == 2
        assert one[2].count("jit_f3") == 1


@pytest.mark.parametrize("shared", ["copied"], indirect=True)
@pytest.mark.usefixtures("shared")
def test_process_that_dies_loses_nothing_else(tmp_path: Path) -> None:
    names = [f"jit_{number}" for number in range(10)]
    names[2] = names[9] = "jit_deadly"
    found, errors = each_compilation([dumped(tmp_path / "dump", *names)], name_or_die, jobs=2)
    assert found == [name for name in names if name != "jit_deadly"]
    assert [Path(error["file"]).name[:11] for error in errors] == ["module_0002", "module_0009"]
    assert {error["message"].partition(":")[0] for error in errors} == {"the process that read it ended"}


@pytest.mark.parametrize("shared", ["copied"], indirect=True)
@pytest.mark.usefixtures("shared")
def test_folder_that_changes_meanwhile_is_told(tmp_path: Path) -> None:
    dump = hloscope.load(dumped(tmp_path / "dump", "jit_a", "jit_b"))
    tasks = [
        sharing.Task(place, "", label) for place, label in ((0, "gone"), (1, sharing.label_of(dump.compilations[1])))
    ]
    told = processes.shared_out(dump, tasks, name_of, lambda task, error: (f"{task.label}: {error}", []), 2)
    one, other = [outcome.result[0] for outcome in told]
    assert one == "gone: gone: the folder changed while it was read; read it again"
    assert other == "jit_b"


def test_only_what_is_large_and_not_packed_is_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "LEAST_BYTES", 100_000)
    folder = dumped(tmp_path / "dump", "jit_a", "jit_b")
    assert not can_share_all(folder, 8)
    large = TEXT.replace("NAME", "jit_c").replace("{0} negate", "{0} " + "/* */ " * 20_000 + "negate")
    (folder / "module_0002.jit_c.before_optimizations.txt").write_text(large, "utf-8")
    assert can_share_all(folder, 2)
    assert not can_share_all(folder, 1)
    assert not can_share_all(folder / "module_0002.jit_c.before_optimizations.txt", 2)  # one program
    packed = folder / "module_0001.jit_b.before_optimizations.txt"
    packed.rename(f"{packed}.gz")
    assert not can_share_all(folder, 2)


def can_share_all(path: Path, jobs: int) -> bool:
    dump = hloscope.load(path)
    return can_share(dump, dump.compilations, jobs)


def test_small_dump_starts_no_process() -> None:
    folder = TESTDATA / "jax-0.10.2-cpu" / "mlp"
    code = "import sys; from hloscope.cli import main; main(sys.argv[1:]); print('concurrent.futures' in sys.modules)"
    command = [sys.executable, "-c", code, "report", str(folder), "--jobs", "8"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize("jobs", ["0", "-1", "many", "1000"])
def test_number_of_jobs_is_checked(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        hloscope_main(["report", ".", f"--jobs={jobs}"])
    assert f"expected a number from 1 to 61, found {jobs!r}" in capsys.readouterr().err


def hloscope_main(arguments: list[str]) -> int:
    from hloscope.cli import main

    return main(arguments)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize(
    ("number", "made", "status"),
    [
        (signal.SIGINT, "copied", -2),
        (signal.SIGTERM, "copied", 143),
        (signal.SIGKILL, "copied", -9),
        (signal.SIGINT, "started", -2),
        (signal.SIGHUP, "started", 129),
        (signal.SIGKILL, "started", -9),
    ],
)
def test_what_ends_us_ends_all(number: signal.Signals, made: str, status: int, tmp_path: Path) -> None:
    folder = dumped(tmp_path / "dump", *(f"jit_{number}" for number in range(6)))
    with subprocess.Popen(
        [sys.executable, "-c", ENDED, str(folder), made], cwd=ROOT, stderr=subprocess.DEVNULL
    ) as process:
        children = wait_for(lambda: children_of(process.pid), lambda found: len(found) >= 2 and are_at_work(folder))
        process.send_signal(number)
        assert process.wait(60) == status
    assert wait_for(partial(living, children), lambda found: not found) == []


ENDED = """
import sys
from hloscope.cli.common.ending import Ended, ended_by_signals
from hloscope.reports import processes, sharing
from hloscope.reports.each_compilation import each_compilation
from tests.support.processes import sleep
if __name__ == "__main__":
    sharing.LEAST_BYTES = 1
    if sys.argv[2] == "started":
        processes._can_copy = lambda: False
    try:
        with ended_by_signals():
            each_compilation([sys.argv[1]], sleep, jobs=2)
    except Ended as ended:
        sys.exit(ended.status)
"""


def are_at_work(folder: Path) -> bool:
    return len([*folder.parent.glob("at-work-*")]) == 2


def children_of(pid: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text("utf-8").split())
    return found


def living(pids: list[int]) -> list[int]:
    """Those that are there and no zombies, which nobody may have waited for yet."""
    states = {pid: Path(f"/proc/{pid}/stat") for pid in pids}
    return [pid for pid, stat in states.items() if stat.exists() and ") Z " not in stat.read_text("utf-8", "replace")]


def wait_for(look: Callable[[], list[int]], is_so: Callable[[list[int]], bool]) -> list[int]:
    """What is seen once it is so; a slow machine is waited for."""
    end = time.monotonic() + 60
    while not is_so(found := look()) and time.monotonic() < end:
        time.sleep(0.05)
    return found
