"""The process that converts MLIR: started once, ended when it hangs, and again there after a crash."""

from __future__ import annotations

import gc
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hloscope.dump import mlir_process
from hloscope.dump.mlir_process import MlirConverter
from hloscope.errors import DumpError

SCRIPT = Path(__file__).parents[1] / "support/scripted_converter.py"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def converter(monkeypatch: pytest.MonkeyPatch) -> Iterator[MlirConverter]:
    monkeypatch.setattr(mlir_process, "can_convert", lambda: True)
    made = MlirConverter([str(SCRIPT)], seconds=20)
    yield made
    made.close()


def test_one_process_converts_many_modules(converter: MlirConverter) -> None:
    first, second = (converter.convert(b"good", name=name) for name in ("a", "b"))
    assert first.replace("a_", "b_") == second


def test_crash_is_told_with_its_last_words(converter: MlirConverter) -> None:
    with pytest.raises(DumpError) as caught:
        converter.convert(b"abort", name="a")
    assert str(caught.value) == "jaxlib's process ended by signal 6 while it read it: LLVM ERROR: out of memory"


def test_next_module_is_converted_after_a_crash(converter: MlirConverter) -> None:
    for word in (b"abort", b"leave"):
        with pytest.raises(DumpError, match=r"ended by (signal 6|exit status 0)"):
            converter.convert(word, name="a")
        assert converter.convert(b"good", name="b").startswith("HloModule b_")


def test_refused_module_costs_the_next_no_other_process(converter: MlirConverter) -> None:
    first = converter.convert(b"good", name="a")
    with pytest.raises(DumpError, match="jaxlib cannot read it: no"):
        converter.convert(b"refuse no", name="a")
    assert converter.convert(b"good", name="a") == first


def test_full_disk_is_told(converter: MlirConverter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/dev/full/no-folder")
    with pytest.raises(DumpError, match=r"^jaxlib cannot be given it: Not a directory$"):
        converter.convert(b"good", name="a")


def test_module_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mlir_process, "can_convert", lambda: True)
    slow = MlirConverter([str(SCRIPT)], seconds=0.5)
    with pytest.raises(DumpError) as caught:
        slow.convert(b"hang", name="a")
    assert str(caught.value) == "jaxlib took longer than 0.5 s to read it"


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        ('Unable to parse module assembly:\nerror: "-":9:3: expected X\n note: Y', "line 9, column 3: expected X"),
        (
            "UNKNOWN: -:1:69: error: 'a.b' op unsupported\n-:1:69: note: see: it",
            "line 1, column 69: 'a.b' op unsupported",
        ),
        ('Unable to parse module assembly:\nerror: "-":0:0: 327 bytes, 25 remain', "327 bytes, 25 remain"),
        ("failed to deserialize module", "failed to deserialize module"),
        ("", "it does not say why"),
    ],
)
def test_problem_is_one_line_with_its_place(problem: str, told: str, converter: MlirConverter) -> None:
    with pytest.raises(DumpError) as caught:
        converter.convert(f"refuse {problem}".encode(), name="a")
    assert str(caught.value) == f"jaxlib cannot read it: {told}"


def test_interrupt_ends_the_process(converter: MlirConverter) -> None:
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 1)
    with pytest.raises(KeyboardInterrupt):
        converter.convert(b"hang", name="a")
    assert converter.convert(b"good", name="b").startswith("HloModule b_")  # not the answer of the one before


def test_process_ends_with_its_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mlir_process, "can_convert", lambda: True)
    converter = MlirConverter([str(SCRIPT)])
    process = int(converter.convert(b"good", name="a").rpartition("_")[2])
    del converter
    gc.collect()
    command = Path(f"/proc/{process}/cmdline")
    ends = time.monotonic() + 20
    while command.exists() and SCRIPT.name in command.read_text():  # another process may have its number by now
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_without_jaxlib_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mlir_process, "can_convert", lambda: False)
    with pytest.raises(DumpError, match=r"^jaxlib reads it, and is not installed here: `pip install jaxlib`$"):
        MlirConverter().convert(b"module {}", name="a")


def test_loading_a_dump_loads_nothing_that_converts() -> None:
    code = (
        "import sys, hloscope; hloscope.load('testdata/jax-0.10.2-cpu/mlp').compilations[0].after;"
        "print([name for name in sys.modules if name in ('subprocess', 'tempfile') or name.endswith(('mlir_files', 'mlir_process'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "[]\n"
