"""A folder in several processes against one: `hloscope report` of 200 modules, in turn, medians of the wall clock.

    python -m benchmarks.folders               # 200 modules of 2,000 instructions, with as many processes as cores
    python -m benchmarks.folders --modules 50

The machine must have nothing else to do: with each figure stands how much of the processor's time it took.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.modules import generated_module


class Times(NamedTuple):
    """Seconds of one run: of the clock on the wall, and of the processor in all processes."""

    wall: float
    cpu: float


def main() -> None:
    """Prints the medians, and how many times faster the processes are."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--modules", type=int, default=200)
    parser.add_argument("--instructions", type=int, default=2_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_modules(Path(folder), options.modules, options.instructions)
        rounds = [(measured(folder, 1), measured(folder, options.jobs)) for _ in range(options.rounds)]
    one, several = (
        Times(*(median(column) for column in zip(*side, strict=True))) for side in zip(*rounds, strict=True)
    )
    print(f"{options.modules} modules, load {os.getloadavg()[0]:.1f}")
    for jobs, times in ((1, one), (options.jobs, several)):
        print(f"--jobs {jobs}: {times.wall:.2f} s, {times.cpu:.2f} s of the processor")
    print(f"{one.wall / several.wall:.2f} times as fast")


def write_modules(folder: Path, number: int, instructions: int) -> None:
    """Writes that many modules, each before and after optimization."""
    text = generated_module(instructions)
    for place in range(number):
        for stage in ("before_optimizations", "cpu_after_optimizations"):
            (folder / f"module_{place:04d}.jit_f{place}.{stage}.txt").write_text(text, "utf-8")


def measured(folder: str, jobs: int) -> Times:
    """One run of the command."""
    command = [sys.executable, "-m", "hloscope", "report", folder, "--jobs", str(jobs)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Times(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


if __name__ == "__main__":
    main()
