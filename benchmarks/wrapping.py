"""What `hloscope run` costs: CPU seconds of a command by itself, dumping by itself, and run by hloscope.

    python -m benchmarks.wrapping

The three are run in turn, each the same number of times; CPU seconds are those of the process and all its children, as
the system counts them, so that other work on the machine does not matter. Shown are the medians.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PROGRAMS: Mapping[str, Sequence[str]] = {
    "a program that compiles nothing": ("-c", "pass"),
    "an MLP, compiled by JAX": ("testdata/programs/jax_programs.py", "mlp"),
    "a transformer block, compiled by JAX": ("testdata/programs/jax_programs.py", "transformer_block"),
}
HEADINGS = ("command", "bare", "dumping", "hloscope run", "added by hloscope")


@dataclass(frozen=True, slots=True)
class Row:
    """One command: CPU seconds bare, dumping by XLA_FLAGS, and behind `hloscope run`, report included."""

    name: str
    bare: float
    dumping: float
    run: float

    @property
    def cells(self) -> tuple[str, ...]:
        """What the table shows."""
        seconds = (self.bare, self.dumping, self.run, self.run - self.dumping)
        return (self.name, *(f"{value:.2f} s" for value in seconds))


def measured(programs: Mapping[str, Sequence[str]], repeats: int) -> Iterator[Row]:
    """The costs of each program, in this Python."""
    for name, arguments in programs.items():
        command = [sys.executable, *arguments]
        turns = [_turn(command) for _ in range(repeats)]
        yield Row(name, *(median(column) for column in zip(*turns, strict=True)))


def _turn(command: Sequence[str]) -> tuple[float, float, float]:
    with tempfile.TemporaryDirectory() as folder:
        flags = {"XLA_FLAGS": f"--xla_dump_to={Path(folder) / 'dump'} --xla_dump_hlo_as_text"}
        wrapped = [sys.executable, "-m", "hloscope", "run", "--dump-to", f"{folder}/run", "--", *command]
        return _cpu_seconds(command, {}), _cpu_seconds(command, flags), _cpu_seconds(wrapped, {})


def _cpu_seconds(command: Sequence[str], variables: Mapping[str, str]) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "XLA_FLAGS"}
    before = _children()
    subprocess.run(command, env={**environment, "JAX_PLATFORMS": "cpu", **variables}, capture_output=True, check=True)
    return _children() - before


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Lines of Markdown."""
    yield f"| {' | '.join(HEADINGS)} |"
    yield "|---|---:|---:|---:|---:|"
    yield from (f"| {' | '.join(row.cells)} |" for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=7)
    options = parser.parse_args()
    print("\n".join(table(list(measured(PROGRAMS, options.repeats)))))


if __name__ == "__main__":
    main()
