"""A module from its proto against the same from its text, CPU time in one run, in turn.

    python -m benchmarks.protos DUMP...

A dump is a folder of texts, such as `python -m benchmarks.programs` writes; jaxlib makes the protos of them. Words
are the attributes of all instructions, which a proto puts into words when they are asked for.
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import NamedTuple

import hloscope
from hloscope import HloModule
from hloscope.parsers import parse_hlo_proto


class Row(NamedTuple):
    """One module: CPU seconds of reading it, and of its words, from text and from proto; the least of all rounds."""

    name: str
    instructions: int
    text: float
    proto: float
    words_of_text: float
    words_of_proto: float


def main() -> None:
    """Print a row for each module that runs, of the dumps that are given."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("dumps", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    paths = [path for dump in options.dumps for path in sorted(dump.glob("*after_optimizations.txt"))]
    for line in table(row_of(path.name, path.read_text("utf-8"), options.rounds) for path in paths):
        print(line)


def table(rows: Iterator[Row]) -> Iterator[str]:
    """The rows in Markdown."""
    yield "| module | instructions | text | proto | proto / text | words of text | words of proto |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for row in rows:
        seconds = [f"{each:.3f} s" for each in (row.text, row.proto)]
        words = [f"{each:.3f} s" for each in (row.words_of_text, row.words_of_proto)]
        ratio = f"{row.proto / row.text:.2f}"
        yield f"| {row.name} | {row.instructions:,} | {' | '.join([*seconds, ratio, *words])} |"


def row_of(name: str, text: str, rounds: int) -> Row:
    """Reads a module both ways, in turn."""
    data: bytes = import_module("jaxlib._hlo").hlo_module_from_text(text).as_serialized_hlo_module_proto()
    sides: Sequence[Callable[[], HloModule]] = (lambda: hloscope.parse(text), lambda: parse_hlo_proto(data).module)
    times = [[timed(side) for side in sides] for _ in range(rounds)]
    (text_read, text_words), (proto_read, proto_words) = (
        [min(column) for column in zip(*side, strict=True)] for side in zip(*times, strict=True)
    )
    instructions = sum(1 for _ in sides[0]().instructions())
    return Row(name, instructions, text_read, proto_read, text_words, proto_words)


def timed(read: Callable[[], HloModule]) -> tuple[float, float]:
    """The CPU seconds of reading a module, and of asking for all its words."""
    gc.collect()  # frees the module of the round before, outside of what is timed
    start = process_time()
    module = read()
    middle = process_time()
    for instruction in module.instructions():
        _ = instruction.attribute_text
    return middle - start, process_time() - middle


if __name__ == "__main__":
    main()
