"""Logs of several writers: each is a dump of its own, whoever wrote in between."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, zip_longest
from pathlib import Path

import pytest

import hloscope
from hloscope.dump import Dump
from hloscope.parsers import parse
from tests.support.wrappings import LOGS, each_line, time_of, with_log_lines

TESTDATA = Path(__file__).parents[3] / "testdata"
MLP, SCAN = (
    next((TESTDATA / "jax-0.10.2-cpu" / name).glob("*cpu_after_optimizations.txt")) for name in ("mlp", "scan")
)
TEXTS = MLP.read_text("utf-8"), SCAN.read_text("utf-8")

WRITERS = {
    "srun": ("0: ", "1: "),
    "srun, wide": (" 3: ", "12: "),
    "mpirun": ("[1,0]<stdout>:", "[1,1]<stdout>:"),
    "torchrun": ("[rank0]: ", "[rank1]: "),
    "ray": ("(train pid=41, ip=10.0.0.1) ", "(train pid=42, ip=10.0.0.2) "),
    "kubectl": ("[pod/train-0/main] ", "[pod/train-1/main] "),
    "compose": ("worker-1  | ", "server-1  | "),
    "names": ("alpha | ", "beta  | "),
    "old and new": ("< ", "> "),
}


def interleaved(*texts: str) -> str:
    lines = zip_longest(*(text.rstrip("\n").split("\n") for text in texts))
    return "\n".join(line for line in chain.from_iterable(lines) if line is not None) + "\n"


def framed(text: str, number: int = 7) -> str:
    module = text.partition(",")[0].partition(" ")[2]
    name = f"module_{number:04}.{module}.cpu_after_optimizations.txt"
    return f"*** Begin {name} ***\n{text}*** End {name} ***\n"


def loaded(folder: Path, text: str) -> Dump:
    path = folder / "job.log"
    path.write_text(text, "utf-8")
    return hloscope.load(path)


@pytest.mark.parametrize("writers", WRITERS)
def test_modules_of_two_writers_are_kept_apart(writers: str, tmp_path: Path) -> None:
    parts = (each_line(front)(text) for front, text in zip(WRITERS[writers], TEXTS, strict=True))
    dump = loaded(tmp_path, interleaved(*parts))
    assert dump.errors == ()
    assert [compilation.name for compilation in dump.compilations] == ["jit_mlp", "jit_scan"]
    assert [str(compilation.after) for compilation in dump.compilations] == [str(parse(text)) for text in TEXTS]
    assert len({compilation.path for compilation in dump.compilations}) == 2


@pytest.mark.parametrize("writers", WRITERS)
def test_files_that_two_writers_dumped_at_once_are_kept_apart(writers: str, tmp_path: Path) -> None:
    parts = (each_line(front)(f"start\n{framed(TEXTS[0])}end\n") for front in WRITERS[writers])
    dump = loaded(tmp_path, interleaved(*parts))
    assert dump.errors == dump.check() == ()
    assert [(each.name, each.id, each.platform) for each in dump.compilations] == [("jit_mlp", 7, "cpu")] * 2
    assert len({compilation.path for compilation in dump.compilations}) == 2
    assert all(str(compilation.after) == str(parse(TEXTS[0])) for compilation in dump.compilations)


def test_writers_are_named_as_in_the_log(tmp_path: Path) -> None:
    parts = (each_line(front)(text) for front, text in zip(WRITERS["torchrun"], TEXTS, strict=True))
    assert [each.path for each in loaded(tmp_path, interleaved(*parts)).compilations] == ["rank0", "rank1"]


def front_of(rank: int) -> Callable[[int], str]:
    return lambda n: f"2025-08-19T{time_of(n)}.123Z {rank}: I0819 {time_of(n)}.131415 42 dump.cc:123] "


def test_four_ranks_with_times_are_four(tmp_path: Path) -> None:
    parts = (each_line(front_of(rank))(framed(text)) for rank, text in enumerate(TEXTS * 2))
    dump = loaded(tmp_path, interleaved(*parts))
    assert [each.path for each in dump.compilations] == sorted(each.path for each in dump.compilations)
    assert sorted(each.name for each in dump.compilations) == ["jit_mlp", "jit_mlp", "jit_scan", "jit_scan"]
    assert dump.errors == ()


@pytest.mark.parametrize("wrapping", LOGS)
def test_dump_to_stdout_is_read_behind_any_gutter(wrapping: str, tmp_path: Path) -> None:
    text = "starting\n" + framed(TEXTS[0]) + "step 1\n" + framed(TEXTS[1], number=8) + "done\n"
    dump = loaded(tmp_path, LOGS[wrapping](text))
    assert dump.errors == dump.check() == ()
    assert [(each.name, each.id) for each in dump.compilations] == [("jit_mlp", 7), ("jit_scan", 8)]
    assert [str(each.after).split() for each in dump.compilations] == [str(parse(text)).split() for text in TEXTS]


def test_lines_of_a_log_inside_a_dumped_file_are_left_out(tmp_path: Path) -> None:
    dump = loaded(tmp_path, each_line("[rank0]: ")(framed(with_log_lines(TEXTS[0]))))
    assert dump.errors == dump.check() == ()
    assert str(dump.compilations[0].after).split() == str(parse(TEXTS[0])).split()


def test_log_that_ends_inside_a_file_says_so(tmp_path: Path) -> None:
    text = framed(TEXTS[0])
    dump = loaded(tmp_path, each_line("0: ")(text[: len(text) // 2]))
    (compilation,) = dump.compilations
    assert compilation.after
    assert not compilation.complete
    assert [error.message.partition(";")[0] for error in dump.errors] == [
        "truncated: `*** End module_0007.jit_mlp.cpu_after_optimizations.txt ***` is missing"
    ]


def test_log_without_gutter_is_read_as_before(tmp_path: Path) -> None:
    dump = loaded(tmp_path, "starting\n" + framed(TEXTS[0]) + "done\n")
    assert [(each.path, each.name, each.complete) for each in dump.compilations] == [("", "jit_mlp", True)]
