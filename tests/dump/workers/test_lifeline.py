"""Workers and their folders go with the process that started them, whatever ends that; limits hold without it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hloscope.captures.targets.process import Worker
from hloscope.captures.targets.retarget import Module, compile_module
from hloscope.captures.targets.targets import TARGETS
from hloscope.dump import mlir_process
from hloscope.dump.workers.process import Limits
from hloscope.dump.workers.workplace import Workplace, sweep
from tests.support.dumped import TESTDATA

ROOT = Path(__file__).parents[3]
TIMEOUT = 60
SCRIPTED = (str(ROOT / "tests" / "support" / "scripted_worker.py"),)
CONVERTER = str(ROOT / "tests" / "support" / "scripted_converter.py")
DUMP = Module("jit_mlp", f"dump {TESTDATA / 'jax-0.10.2-h100' / 'mlp'}".encode())
HANGING = """HloModule jit_hang

ENTRY main {
  ROOT p = f32[8] parameter(0)
}
"""
MLIR = "module @hang {\n  func.func public @main(%a: tensor<8xf32>) -> tensor<8xf32> {\n    return %a : tensor<8xf32>\n  }\n}\n"
# The command line, with a worker that needs no jax.
RETARGET = f"""
import sys
from hloscope.captures.targets import installed
from hloscope.captures.targets.process import Worker
from hloscope.cli import main
installed.installed_version = lambda _: "1.0"
installed.requires = lambda _: None
Worker.__init__.__defaults__ = ({SCRIPTED!r}, (), ())
sys.exit(main(["retarget", *sys.argv[1:], "--no-cache"]))
"""
REPORT = f"""
import sys
from hloscope.cli import main
from hloscope.dump import mlir_process
mlir_process.can_convert = lambda: True
mlir_process.MlirConverter.__init__.__defaults__ = (({CONVERTER!r},), float(sys.argv[2]))
sys.exit(main(["report", sys.argv[1]]))
"""
# Somebody's own process, which knows nothing of signals.
COMPILES = f"""
from hloscope.captures.targets.process import Worker
from hloscope.captures.targets.retarget import Module, compile_module
from hloscope.captures.targets.targets import TARGETS
from hloscope.dump.workers.process import Limits
compile_module(Module("m", b"hang "), Worker(TARGETS["h100"], Limits(seconds=600), {SCRIPTED!r}))
"""
CONVERTS = f"""
from hloscope.dump import mlir_process
mlir_process.can_convert = lambda: True
mlir_process.MlirConverter(({CONVERTER!r},), seconds=600).convert(b"hang", name="a")
"""
ENDING = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files lie."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path / "tmp"


@pytest.fixture
def hanging(place: Path, tmp_path: Path) -> Iterator[Callable[..., tuple[subprocess.Popen[bytes], list[int]]]]:
    """Starts a process; gives it with its workers, once they all hang."""
    started: list[subprocess.Popen[bytes]] = []
    (tmp_path / "module_0001.jit_hang.before_optimizations.txt").write_text(HANGING, "utf-8")
    (tmp_path / "hang.mlir").write_text(MLIR, "utf-8")

    def hanging(code: str, *arguments: str, workers: int = 1) -> tuple[subprocess.Popen[bytes], list[int]]:
        command = [sys.executable, "-c", code, *arguments]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
        started.append(process)
        wait_until(lambda: len([*place.glob("*/hangs")]) == workers and all(map(is_written, place.glob("*/hangs"))))
        return process, [int(path.read_text("utf-8")) for path in place.glob("*/hangs")]

    yield hanging
    for process in started:
        process.kill()
        process.wait()


def is_written(path: Path) -> bool:
    return bool(path.read_text("utf-8"))


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + TIMEOUT
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def are_gone(pids: list[int]) -> bool:
    """Whether no process of these numbers runs; one that nobody has buried yet does not."""
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(") ")[2][0]
        except OSError:
            continue
        if state != "Z":
            return False
    return True


def dump_of(tmp_path: Path) -> str:
    return str(tmp_path / "module_0001.jit_hang.before_optimizations.txt")


@pytest.mark.parametrize(("number", "status"), ENDING, ids=str)
@pytest.mark.parametrize("targets", ["h100", "h100,a100"])
def test_retarget_that_is_ended_takes_all_with_it(
    number: int,
    status: int,
    targets: str,
    hanging: Callable[..., tuple[subprocess.Popen[bytes], list[int]]],
    place: Path,
    tmp_path: Path,
) -> None:
    several = min(targets.count(",") + 1, os.cpu_count() or 1)
    process, workers = hanging(RETARGET, dump_of(tmp_path), "--to", targets, workers=several)
    process.send_signal(number)
    assert process.wait(TIMEOUT) == status
    wait_until(lambda: are_gone(workers))
    assert [*place.iterdir()] == []


@pytest.mark.parametrize(("number", "status"), ENDING, ids=str)
def test_report_of_stablehlo_that_is_ended_takes_all_with_it(
    number: int,
    status: int,
    hanging: Callable[..., tuple[subprocess.Popen[bytes], list[int]]],
    place: Path,
    tmp_path: Path,
) -> None:
    process, workers = hanging(REPORT, str(tmp_path / "hang.mlir"), "600")
    process.send_signal(number)
    assert process.wait(TIMEOUT) == status
    wait_until(lambda: are_gone(workers))
    assert [*place.iterdir()] == []


@pytest.mark.parametrize("code", [COMPILES, CONVERTS], ids=["compiles", "converts"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGABRT], ids=str)
def test_process_that_dies_leaves_neither_worker_nor_folder(
    number: int, code: str, hanging: Callable[..., tuple[subprocess.Popen[bytes], list[int]]], place: Path
) -> None:
    process, workers = hanging(code)
    process.send_signal(number)
    assert process.wait(TIMEOUT) == -number
    wait_until(lambda: are_gone(workers))
    wait_until(lambda: not [*place.iterdir()])


@pytest.mark.parametrize(
    ("code", "file", "arguments", "status"),
    [
        (RETARGET, "module_0001.jit_hang.before_optimizations.txt", ("--to", "h100", "--time-limit", "1"), 1),
        (REPORT, "hang.mlir", ("1",), 2),
    ],
    ids=["compiles", "converts"],
)
def test_limit_of_time_holds_without_the_parent(
    code: str,
    file: str,
    arguments: tuple[str, ...],
    status: int,
    hanging: Callable[..., tuple[subprocess.Popen[bytes], list[int]]],
    tmp_path: Path,
) -> None:
    process, workers = hanging(code, str(tmp_path / file), *arguments)
    process.send_signal(signal.SIGSTOP)
    wait_until(lambda: are_gone(workers))
    process.send_signal(signal.SIGCONT)
    assert process.wait(TIMEOUT) == status


@pytest.mark.parametrize("code", [COMPILES, CONVERTS], ids=["compiles", "converts"])
def test_what_was_killed_with_all_its_processes_is_swept_at_the_next_start(
    code: str, hanging: Callable[..., tuple[subprocess.Popen[bytes], list[int]]], place: Path
) -> None:
    process, _ = hanging(code)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(TIMEOUT)
    [left] = place.iterdir()
    wait_until(lambda: swept(left))


def swept(left: Path) -> bool:
    """Whether the next start removed it; what was killed may take a moment to let go of it."""
    Workplace().remove()
    return not left.exists()


def test_sweeping_removes_nothing_that_may_be_in_use(place: Path, tmp_path: Path) -> None:
    used = Workplace()
    new, old = place / "hloscope-work-new", place / "hloscope-work-old"
    for folder in (new, old):
        folder.mkdir()
    os.utime(old, (0, 0))
    (tmp_path / "mine" / "work").mkdir(parents=True)
    (tmp_path / "mine" / "in-use").touch()
    (place / "hloscope-work-link").symlink_to(tmp_path / "mine")
    (place / "hloscope-work-file").touch()
    (place / "hloscope-kept").mkdir()
    sweep()
    kept = {
        used.folder.name,
        *(f"hloscope-{name}" for name in ("work-new", "work-link", "work-file", "kept")),
    }
    assert {path.name for path in place.iterdir()} == kept
    assert (tmp_path / "mine" / "work").is_dir()
    used.remove()
    assert not used.folder.exists()


def test_workplace_is_there_only_while_it_is_needed(place: Path) -> None:
    worker = Worker(TARGETS["h100"], Limits(seconds=20), SCRIPTED)
    compile_module(DUMP, worker)
    [folder] = place.iterdir()
    assert {path.name for path in folder.iterdir()} > {"in-use"}
    worker.close()
    assert [*place.iterdir()] == []
    compile_module(Module("m", b"abort "), worker)
    assert [*place.iterdir()] == []


def test_interrupted_answer_is_not_taken_for_the_next(place: Path) -> None:
    worker = Worker(TARGETS["h100"], Limits(seconds=20), SCRIPTED)
    timer = threading.Timer(2, lambda: os.kill(os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        compile_module(Module("m", b"hang "), worker)
    assert compile_module(DUMP, worker).compilation
    worker.close()
    assert [*place.iterdir()] == []


def test_stopped_worker_starts_no_other(place: Path) -> None:
    worker = Worker(TARGETS["h100"], Limits(seconds=20), SCRIPTED)
    worker.stop()
    assert compile_module(DUMP, worker).problem == "the compiler was stopped"
    assert [*place.iterdir()] == []


def test_copy_of_the_process_ends_no_worker(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mlir_process, "can_convert", lambda: True)
    converter = mlir_process.MlirConverter((CONVERTER,))
    first = converter.convert(b"good", name="a")
    copy = os.fork()
    if not copy:
        is_another = converter.convert(b"good", name="a") != first
        converter.close()
        os._exit(is_another)  # pyright: ignore[reportPrivateUsage]
    assert os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]) == 1
    assert converter.convert(b"good", name="a") == first
    converter.close()
    assert [*place.iterdir()] == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_full_disk_is_a_problem_of_the_program(tmp_path: Path, place: Path) -> None:
    (tmp_path / "module_0001.jit_f.before_optimizations.txt").write_text(HANGING.replace("hang", "f"), "utf-8")
    command = [sys.executable, "-c", RETARGET, str(tmp_path), "--to", "h100"]
    done = subprocess.run(
        ["bash", "-c", 'ulimit -f 0; "$@"', "bash", *command], cwd=ROOT, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"cannot be written: " in b" ".join(done.stdout.split())
    assert [*place.iterdir()] == []
