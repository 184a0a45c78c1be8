"""How well provenance is told without snapshots of passes: compared, operation by operation, with what those show.

    python -m benchmarks.provenance                  # JAX on CPU, in this environment
    python -m benchmarks.provenance --target h100    # JAX for a GPU that need not be there
    python -m benchmarks.provenance --python PYTHON --framework torch-xla
    python -m benchmarks.provenance --sharded --devices 8

PYTHON is an interpreter with that framework. The programs are those of `testdata/programs/provenance_*.py`, compiled
with a snapshot after every pass. Rules of `hloscope.analyses.provenance.match` were found on every other program,
beginning with the first (`tune`), all but that for what XLA merged, which `transformer_remat_3` asked for; all programs
had a say in which rules to keep. So `held out` is a fair estimate, and no blind one. An operation agrees if both say
that the same launches compute it; `exact` counts only those of which snapshots show every step, for where they do not,
they may err. `named` are those of which XLA's own metadata tells (`benchmarks.metadata`). It judges programs over
several devices too, whose snapshots partitioning tears in two: there, what a pass made anew is found as it is here, in
modules that differ by that pass alone. `told` is how many of them hloscope tells rightly where it has the snapshots.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import hloscope
from benchmarks.metadata import agreement
from hloscope.analyses.passes.timeline import timeline_of
from hloscope.analyses.provenance.by_passes import provenance_by_passes
from hloscope.analyses.provenance.match import match
from hloscope.analyses.provenance.provenances import find_provenances
from hloscope.analyses.provenance.rebuilt import rebuilds
from hloscope.captures.targets.gpus import description_of
from hloscope.devices import GPUS
from hloscope.dump import Compilation
from hloscope.dump.pass_steps import steps_of

PROGRAMS = Path(__file__).parent.parent / "testdata" / "programs"
FILES = {name: f"provenance_{name.replace('-', '_')}.py" for name in ("jax", "tensorflow", "torch-xla")}
PASSES = "--xla_dump_hlo_pass_re=.*"
ENVIRONMENT = {
    "JAX_PLATFORMS": "cpu",
    "JAX_SKIP_CUDA_CONSTRAINTS_CHECK": "1",
    "PJRT_DEVICE": "CPU",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
SHARDED = "provenance_sharded.py"
HEADINGS = ("program", "half", "operations", "agree", "exact", "agree", "named", "agree", "told")


@dataclass(frozen=True, slots=True)
class Row:
    """One program: how many operations there are and agree; the same of those that are exact, and that have names.

    `named_told` are those with names that are told rightly where there are snapshots.
    """

    name: str
    half: str
    operations: int
    agreeing: int
    exact: int
    exact_agreeing: int
    named: int = 0
    named_agreeing: int = 0
    named_told: int = 0

    @property
    def cells(self) -> tuple[str, ...]:
        """What the table shows."""
        pairs = (
            (self.agreeing, self.operations),
            (self.exact_agreeing, self.exact),
            (self.named_agreeing, self.named),
        )
        counts = [cell for part, whole in pairs for cell in (f"{whole:,}", _share(part, whole))]
        return self.name, self.half, *counts, _share(self.named_told, self.named)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def main() -> None:
    """Compile and compare, and print the table."""
    parser = argparse.ArgumentParser(description="Compares provenance without snapshots with what snapshots show.")
    parser.add_argument("--python", default=sys.executable, help="an interpreter with the framework")
    parser.add_argument("--framework", choices=list(FILES), default="jax")
    parser.add_argument("--target", choices=["cpu", *GPUS], default="cpu")
    parser.add_argument("--sharded", action="store_true", help="the JAX programs over several devices")
    parser.add_argument("--devices", type=int, default=4, help="over how many; 4 by default")
    parser.add_argument("names", nargs="*", metavar="NAME", help="programs; all by default")
    options = parser.parse_args()
    file = SHARDED if options.sharded else FILES[options.framework]
    more = ["--devices", str(options.devices)] if options.sharded else []
    rows = list(measured(options.python, file, options.target, options.names, more))
    for line in table(rows):
        print(line)


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The rows and their sums as a Markdown table."""
    sums = [summed(half, [row for row in rows if half in (row.half, "all")]) for half in ("tune", "held out", "all")]
    yield "| " + " | ".join(HEADINGS) + " |"
    yield "|---|---|" + "---:|" * (len(HEADINGS) - 2)
    yield from (f"| {' | '.join(row.cells)} |" for row in [*rows, *sums])


def summed(half: str, rows: Sequence[Row]) -> Row:
    """All rows as one."""
    return Row("sum", half, *[sum(getattr(row, each.name) for row in rows) for each in fields(Row)[2:]])


def measured(python: str, file: str, target: str, names: Sequence[str], arguments: Sequence[str] = ()) -> Iterator[Row]:
    """A row for each program of a file, each compiled in a process of its own."""
    script = str(PROGRAMS / file)
    listed = [line.split()[0] for line in _run([python, script, "--list"], "").splitlines()]
    for number, name in enumerate(listed):
        if not names or name in names:
            with tempfile.TemporaryDirectory() as folder:
                _compile(python, script, target, [*arguments, name], folder)
                yield row_of(name, "held out" if number % 2 else "tune", Path(folder, "dump"))


def _compile(python: str, script: str, target: str, arguments: Sequence[str], folder: str) -> None:
    flags = f"--xla_dump_to={folder}/dump {PASSES}"
    if target != "cpu":
        description = Path(folder, "target.txtpb")
        description.write_text(description_of(GPUS[target]), "utf-8")
        flags, arguments = f"{flags} --xla_gpu_autotune_level=0", ["--gpu-target", str(description), *arguments]
    _run([python, script, *arguments], flags)


def _run(command: Sequence[str], flags: str) -> str:
    environment = {**os.environ, **ENVIRONMENT, "XLA_FLAGS": flags}
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout


def row_of(name: str, half: str, folder: Path) -> Row:
    """The comparison of the largest program in a dump; frameworks compile small ones beside it."""
    return compared(name, half, max(hloscope.load(folder).compilations, key=_size_of))


def _size_of(compilation: Compilation) -> int:
    return len(str(compilation.before)) if compilation.before and compilation.passes else 0


def compared(name: str, half: str, compilation: Compilation) -> Row:
    """How many operations of a program that was dumped with passes are where snapshots show them."""
    timeline = timeline_of(steps_of(compilation, []))
    assert timeline, f"{name} was dumped without passes"
    assert compilation.before
    assert compilation.after
    matched = match(compilation.before, compilation.after)
    inferred = {each.operation.name: set(each.places) for each in matched}
    shown = provenance_by_passes(timeline, rebuilds(compilation, timeline))
    found = [(each.evidence == "exact", inferred[each.operation.name] == set(each.places)) for each in shown]
    exact = [agrees for is_exact, agrees in found if is_exact]
    named = agreement(compilation.before, compilation.after, matched)
    told = find_provenances(compilation, timeline)
    assert told
    there = [replace(each, operation=of.operation) for each, of in zip(told.operations, matched, strict=True)]
    _, named_told = agreement(compilation.before, compilation.after, there)
    return Row(name, half, len(found), sum(agrees for _, agrees in found), len(exact), sum(exact), *named, named_told)


if __name__ == "__main__":
    main()
