"""Speed and memory of parsing and reporting, against XLA's own parser as jaxlib exposes it, in one run.

    python -m benchmarks.speed              # all sizes, and the programs, which it compiles for both targets (an hour)
    python -m benchmarks.speed --quick      # small sizes only
    python -m benchmarks.speed --layers 6   # smaller programs (minutes)

Both sides are timed in turn, in one process and thread, in CPU seconds; a ratio is that of the medians. Peak memory is
that of a fresh process that parses, less that of one that only reads the text, by the size of the text.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import process_time

import hloscope
from benchmarks.modules import generated_module
from benchmarks.programs.__main__ import DEVICES, PROGRAMS

BUILD = Path("build") / "benchmarks"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
# A process that reads a text, and one that parses it too; each prints its peak memory in bytes.
_READ = "import pathlib, sys, hloscope.parsers; text = pathlib.Path(sys.argv[1]).read_text('utf-8')"
_PARSE = "module = hloscope.parsers.parse(text)"
_PEAK = "print(pathlib.Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"  # kB, since exec


@dataclass(frozen=True, slots=True)
class Row:
    """One text or program: CPU seconds of each side (medians), and peak memory by the size of the text."""

    name: str
    megabytes: float
    instructions: int
    parse: float
    jaxlib: float | None
    report: float | None
    memory: float | None

    @property
    def cells(self) -> tuple[str, ...]:
        """What the table shows."""
        return (
            self.name,
            f"{self.megabytes:.1f}",
            f"{self.instructions:,}",
            f"{self.megabytes / self.parse:.0f}",
            f"{self.parse / self.instructions * 1e6:.2f}",
            _times(self.jaxlib, self.parse),
            _times(self.jaxlib, self.report),
            "-" if self.memory is None else f"{self.memory:.1f}",
        )


HEADINGS = ("module", "MB", "instructions", "MB/s", "us each", "parse vs jaxlib", "report vs jaxlib", "memory / text")


def _times(peer: float | None, own: float | None) -> str:
    return "-" if peer is None or own is None else f"{peer / own:.2f}x"


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description="Measures hloscope against XLA's own parser in jaxlib.")
    parser.add_argument("--quick", action="store_true", help="small sizes only, nothing is compiled")
    parser.add_argument("--layers", type=int, default=24, help="of each program")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--rounds", type=int, default=5, help="how often each side is timed")
    options = parser.parse_args()
    rows = list(measured(SIZES[:2] if options.quick else SIZES, options.rounds, 0 if options.quick else options.layers))
    if options.json:
        print(json.dumps([asdict(row) for row in rows]))
        return
    print(f"{machine()}, {dt.date.today()}\n")  # noqa: DTZ011 (a person's date)
    for line in table(rows):
        print(line)


def machine() -> str:
    """The processor, Python and the peer, in a line."""
    peer = f"jaxlib {version('jaxlib')}" if find_spec("jaxlib") else "no jaxlib"
    model = next((line.partition(":")[2].strip() for line in _cpu_lines() if line.startswith("model name")), "")
    return f"{model or platform.machine()}, CPython {platform.python_version()}, {peer}"


def _cpu_lines() -> list[str]:
    info = Path("/proc/cpuinfo")
    return info.read_text("utf-8").splitlines() if info.exists() else []


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The rows as a Markdown table; the ratios say how many times faster hloscope is."""
    yield "| " + " | ".join(HEADINGS) + " |"
    yield "|---|" + "---:|" * (len(HEADINGS) - 1)
    for row in rows:
        yield "| " + " | ".join(row.cells) + " |"


def measured(sizes: Sequence[int], rounds: int, layers: int) -> Iterator[Row]:
    """A row for each generated module; if there are layers, for both texts of each program and its whole report too."""
    with tempfile.TemporaryDirectory() as scratch:
        for size in sizes:
            file = Path(scratch) / "module.txt"
            file.write_text(generated_module(size), "utf-8")
            yield row_of(f"generated, {size:,}", [file], rounds if size < 500_000 else 1)
    for program in PROGRAMS if layers else ():
        for target in ("cpu", "h100"):
            files = files_of(program, target, layers)
            yield row_of(f"{program}, {target}", files, rounds, reported=files[0].parent)


def files_of(program: str, target: str, layers: int) -> list[Path]:
    """The texts before and after optimization of a program's train step, compiled once and kept below build/."""
    folder = BUILD / f"{program}-{layers}-{target}"
    if not list(folder.glob("*.txt")):
        with tempfile.TemporaryDirectory() as dump:
            if target == "cpu":
                words = ["-m", "benchmarks.programs", program, dump, "--layers", f"{layers}"]
            else:
                [before, *_] = files_of(program, "cpu", layers)
                words = [
                    "-m",
                    "hloscope",
                    "retarget",
                    f"{before.parent}",
                    "--to",
                    _gpus(program, target),
                    "--dump-to",
                    dump,
                ]
            subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
            folder.mkdir(parents=True, exist_ok=True)
            for file in Path(dump).rglob("*train_step*_optimizations.txt"):
                (folder / file.name).write_bytes(file.read_bytes())
    return sorted(folder.glob("*.txt"))


def _gpus(program: str, target: str) -> str:
    return f"{target}x{DEVICES}" if program == "sharded" else target


def row_of(name: str, files: Sequence[Path], rounds: int, *, reported: Path | None = None) -> Row:
    """Times both parsers on the files, in turn; and the report of a dump folder if there is one."""
    texts = [file.read_text("utf-8") for file in files]
    instructions = sum(1 for text in texts for _ in hloscope.parse(text).instructions())
    sides: list[Callable[[], object] | None] = [
        lambda: [hloscope.parse(text) for text in texts],
        _peer(texts),
        (lambda: hloscope.report(reported)) if reported else None,
    ]
    times = [[_seconds(side) for side in sides] for _ in range(rounds)]
    parse, jaxlib, report = (median(column) if column[0] is not None else None for column in zip(*times, strict=True))
    memory = _memory(files[0]) if len(files) == 1 else None
    return Row(name, sum(map(len, texts)) / 1e6, instructions, parse or 0.0, jaxlib, report, memory)


def _peer(texts: Sequence[str]) -> Callable[[], object] | None:
    if not find_spec("jaxlib"):
        return None
    parse: Callable[[str], object] = import_module("jaxlib._hlo").hlo_module_from_text
    return lambda: [parse(text) for text in texts]


def _seconds(side: Callable[[], object] | None) -> float | None:
    if side is None:
        return None
    gc.collect()  # frees the modules of the round before, outside of what is timed
    start = process_time()
    result = side()
    seconds = process_time() - start
    del result
    return seconds


def _memory(file: Path) -> float | None:
    """The peak of parsing by the size of the text, which is one of them itself; None where the system does not tell."""
    if not Path("/proc/self/status").exists():
        return None
    parsed, empty = _peak(f"{_READ}; {_PARSE}; {_PEAK}", file), _peak(f"{_READ}; {_PEAK}", Path(os.devnull))
    return (parsed - empty) / file.stat().st_size


def _peak(code: str, file: Path) -> int:
    done = subprocess.run([sys.executable, "-c", code, file], capture_output=True, text=True, check=True)
    return 1024 * int(done.stdout)


if __name__ == "__main__":
    main()
