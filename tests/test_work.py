"""Work grows with the program, in every dimension: counted in calls of functions, for clocks tell of other programs too."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path

import pytest

from hloscope.cli import main
from hloscope.parsers import parse_modules
from tests.support.growing import DOUBLING, PROGRAMS
from tests.support.growth import work_of
from tests.support.profiles import JAX, SpaceBuilder, protos_of

ENOUGH = 2_000_000  # calls, for what stands for more than can be held

SIZES = (20, 40, 80)
HEAVY = frozenset({"loops", "nested loops"})  # a third of the size: each is many instructions

COMMANDS: dict[str, Callable[[str, str], list[str]]] = {
    "report": lambda dump, _: ["report", dump, "--on", "h100", "--top", "0"],
    "source": lambda dump, _: ["source", dump, "--top", "0"],
    "why": lambda dump, _: ["why", dump],
    "memory": lambda dump, _: ["memory", dump],
    "passes": lambda dump, _: ["passes", dump],
    "blame": lambda dump, _: ["blame", dump, "p"],
    "cost": lambda dump, _: ["cost", dump, "--top", "0"],
    "collectives": lambda dump, _: ["collectives", dump],
    "diff": lambda dump, other: ["diff", dump, other],
    "compare": lambda dump, other: ["compare", f"a={dump}", f"b={other}"],
    "ranks": lambda dump, other: ["ranks", dump, other],
}

OTHERS: dict[str, Callable[[str], list[str]]] = {
    "show": lambda dump: ["show", dump, "e", "--top", "0"],
    "export as dot": lambda dump: ["export", dump, "--as", "dot"],
    "export as perfetto": lambda dump: ["export", dump, "--as", "perfetto"],
    "export as model-explorer": lambda dump: ["export", dump, "--as", "model-explorer", "-o", f"{dump}.graphs"],
    "html": lambda dump: ["html", dump, "-o", f"{dump}.html"],
    "doctor": lambda dump: ["doctor", dump],
    "recompiles": lambda dump: ["recompiles", dump, "--top", "0"],
}
OTHER_PROGRAMS = ("users", "elements of a tuple", "fusions", "members of a loop")
"""Of each kind one: these commands take what the analyses have found, which the commands above are asked for."""


def dumped(folder: Path, text: str) -> str:
    folder.mkdir()
    (folder / "module_0001.m.cpu_after_optimizations.txt").write_text(text, "utf-8")
    (folder / "module_0001.m.before_optimizations.txt").write_text(text.replace(", is_scheduled=true", ""), "utf-8")
    return str(folder)


def run(arguments: Sequence[str]) -> None:
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as talk:
        status = main(arguments)
    assert status in (0, 1, 2)
    assert "Traceback" not in talk.getvalue()


def work_of_each(dump: str, other: str) -> dict[str, int]:
    """The work of each command."""
    return {name: work_of(partial(run, words(dump, other))) for name, words in COMMANDS.items()}


def grows_evenly(small: int, middle: int, large: int) -> bool:
    """Whether twice as much takes about twice as much more; what is quadratic takes four times as much more.

    What is a quarter of the smallest does not count: tables as wide as the screen, files read in blocks, patterns that a
    long process forgot and compiles again.
    """
    return large - middle < 3 * max(middle - small, small // 4)


def uneven_in(works: Sequence[Mapping[str, int]]) -> dict[str, list[int]]:
    """The work at each size of the commands that it grows too fast for."""
    by_command = {command: [work[command] for work in works] for command in COMMANDS}
    return {command: counts for command, counts in by_command.items() if not grows_evenly(*counts)}


@pytest.mark.parametrize("name", PROGRAMS)
def test_work_of_every_command_grows_with_the_program(name: str, tmp_path: Path) -> None:
    sizes = (3, *(size // 3 if name in HEAVY else size for size in SIZES))  # the first loads what the others need
    dumps = [
        (dumped(tmp_path / f"{size}", PROGRAMS[name](size)), dumped(tmp_path / f"{size}+", PROGRAMS[name](size + 1)))
        for size in sizes
    ]
    _, *works = [work_of_each(*dump) for dump in dumps]
    # A process that has compiled many patterns forgets some, and compiles them again: what is more is no work of ours.
    if uneven_in(works):
        again = [work_of_each(*dump) for dump in dumps[1:]]
        works = [{c: min(one[c], other[c]) for c in COMMANDS} for one, other in zip(works, again, strict=True)]
    assert uneven_in(works) == {}


def dumped_twice(folder: Path, texts: Sequence[str]) -> str:
    """Two programs of one name, as of a function that was compiled again."""
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"module_000{number}.m.cpu_after_optimizations.txt").write_text(text, "utf-8")
    return str(folder)


@pytest.mark.parametrize("name", OTHER_PROGRAMS)
def test_work_of_the_other_commands_grows_with_the_program(name: str, tmp_path: Path) -> None:
    program = PROGRAMS[name]
    sizes = (3, *SIZES)
    dumps = [dumped_twice(tmp_path / f"{size}", (program(size), program(size + 1))) for size in sizes]
    works = {other: [work_of(partial(run, words(dump))) for dump in dumps][1:] for other, words in OTHERS.items()}
    assert {other: counts for other, counts in works.items() if not grows_evenly(*counts)} == {}


def torch_graph(size: int) -> str:
    lines = [f"  %{n + 1} : Tensor = aten::relu(%{n}) # model.py:{n + 1}:0\n" for n in range(size)]
    return f"graph(%0 : Tensor):\n{''.join(lines)}  return (%{size})\n"


def test_work_of_torchscript_grows_with_the_graph(tmp_path: Path) -> None:
    for size in (3, *SIZES):
        (tmp_path / f"{size}.txt").write_text(torch_graph(size), "utf-8")
    _, *works = [work_of(partial(run, ["torchscript", f"{tmp_path}/{size}.txt"])) for size in (3, *SIZES)]
    assert grows_evenly(*works), works


def profile_of(size: int) -> bytes:
    """A profile of so many launches of each of so many operations."""
    builder = SpaceBuilder()
    builder.add_programs(protos_of(JAX))
    plane = builder.add_plane("/host:CPU")
    (title, *_) = protos_of(JAX)
    for number in range(10 * size):
        told = {"hlo_op": f"op.{number % size}", "hlo_module": title.partition("(")[0]}
        builder.add_event(plane, "tf_XLAEigen", f"op.{number % size}", 1000 * number, 900, **told)
    return builder.data()


def test_work_of_profile_grows_with_the_events(tmp_path: Path) -> None:
    for size in (3, *SIZES):
        (tmp_path / f"{size}.xplane.pb").write_bytes(profile_of(size))
    _, *works = [
        work_of(partial(run, ["profile", f"{tmp_path}/{size}.xplane.pb", "--top", "0"])) for size in (3, *SIZES)
    ]
    assert grows_evenly(*works), works


@pytest.mark.parametrize("name", PROGRAMS)
def test_work_of_parsing_grows_with_the_program(name: str) -> None:
    texts = [PROGRAMS[name](size) for size in (50, 100, 200, 400)]
    _, *works = [work_of(lambda: [*parse_modules(text)]) for text in texts]  # noqa: B023 (called at once)
    assert grows_evenly(*works), works


@pytest.mark.parametrize("name", DOUBLING)
def test_few_lines_that_stand_for_many_have_an_answer(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hloscope.analyses.kernels.count.SITE_LIMIT", 2_000)  # a hundredth of what is listed else
    text, other = DOUBLING[name](25), DOUBLING[name](26)
    works = work_of_each(dumped(tmp_path / "a", text), dumped(tmp_path / "b", other))
    assert max(works.values()) < ENOUGH, works
