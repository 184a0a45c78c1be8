"""What is no file, as every argument of every command that takes a path: an answer, soon, and never a traceback."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from hloscope.cli import main
from hloscope.cli.common.parsing import COMMANDS, command_parser
from tests.support.dumped import TESTDATA
from tests.support.mutations import time_limit
from tests.support.odd_paths import ODD, obeying_permissions

MLP = str(TESTDATA / "jax-0.10.2-cpu" / "mlp")
PROFILE = str(TESTDATA / "profiles" / "jax-0.10.2-cpu")
SECONDS = 60

READING = "report passes source cost memory collectives recompiles torchscript export".split()
TIMED = "report source cost collectives export".split()


def reading(command: str, path: str) -> list[str]:
    return [command, path]


def timed(command: str, path: str) -> list[str]:
    return [command, MLP, "--profile", path]


# By command and argument, what comes before and behind the path.
TAKING_PATHS: dict[tuple[str, str], Callable[[str], list[str]]] = {
    **{(command, "paths"): partial(reading, command) for command in READING},
    **{(command, "profile"): partial(timed, command) for command in TIMED},
    ("diff", "profile"): lambda path: ["diff", PROFILE, PROFILE, "--profile", PROFILE, path],
    ("html", "paths"): lambda path: ["html", path, "-o", "-"],
    ("html", "profile"): lambda path: ["html", MLP, "-o", "-", "--profile", path],
    ("html", "output"): lambda path: ["html", f"{MLP}-gone", "-o", path],
    ("html", "source_root"): lambda path: ["html", MLP, "-o", "-", "--source-root", path],
    ("report", "html"): lambda path: ["report", f"{MLP}-gone", "--html", path],
    ("diff", "html"): lambda path: ["diff", f"{MLP}-gone", MLP, "--html", path],
    ("export", "output"): lambda path: ["export", f"{MLP}-gone", "--output", path],
    ("ranks", "roots"): lambda path: ["ranks", path, MLP],
    ("index", "roots"): lambda path: ["index", path, "-o", "/dev/null/fleet", "--jobs", "1"],
    ("index", "output"): lambda path: ["index", f"{MLP}-gone", "-o", path],
    ("query", "place"): lambda path: ["query", path],
    ("trend", "place"): lambda path: ["trend", path, "--program", "x"],
    ("trend", "html"): lambda path: ["trend", f"{MLP}-gone", "--program", "x", "--html", path],
    ("why", "path"): lambda path: ["why", path],
    ("show", "path"): lambda path: ["show", path, "x"],
    ("blame", "path"): lambda path: ["blame", path, "x"],
    ("diff", "old"): lambda path: ["diff", path, MLP],
    ("diff", "new"): lambda path: ["diff", MLP, path],
    ("compare", "dumps"): lambda path: ["compare", f"a={path}", f"b={MLP}"],
    ("compare", "target"): lambda path: ["compare", f"a={MLP}", f"b={MLP}", "--target", path],
    ("retarget", "paths"): lambda path: ["retarget", path, "--target", "cpu", "--no-cache"],
    ("retarget", "target"): lambda path: ["retarget", MLP, "--target", path],
    ("retarget", "dump_to"): lambda path: ["retarget", f"{MLP}-gone", "--target", "cpu", "--dump-to", path],
    ("doctor", "folder"): lambda path: ["doctor", path],
    ("doctor", "newer_than"): lambda path: ["doctor", MLP, "--newer-than", path],
    ("source", "source_root"): lambda path: ["source", MLP, "--source-root", path],
    ("targets", "files"): lambda path: ["targets", path],
    ("bench", "function"): lambda path: ["bench", f"{path}:f"],
    ("sweep", "function"): lambda path: ["sweep", f"{path}:f", "f32[n]", "--dims", "n=1"],
    ("sweep", "target"): lambda path: ["sweep", "math:cos", "f32[n]", "--dims", "n=1", "--target", path],
    ("torchscript", "function"): lambda path: ["torchscript", f"{path}:f"],
    ("run", "target"): lambda path: ["run", "--target", path, "--", "true"],
    ("profile", "log"): lambda path: ["profile", path],
    ("profile", "dump"): lambda path: ["profile", PROFILE, path],
    ("env", "dump_to"): lambda path: ["env", "--dump-to", path],
}
NO_PATHS = {
    *("module", "top", "json", "stage", "by", "on", "operation", "operations", "fail_on", "format", "pair", "input", "framework"),
    *("ways", "eager_limit", "dims", "shapes", "platform", "form", "command", "what", "gemm", "time_limit"),
    *("memory_limit", "help", "explain", "why", "no_cliff", "keep", "recompiles", "passes", "proto", "dot", "library_lines"),
    *("no_cache", "wanted", "whole", "max_mb", "jobs", "sql", "question", "run_name", "host", "label"),
    *("engine", "scheduler", "program"),
}  # fmt: skip


def arguments_of(command: str) -> Iterator[argparse.Action]:
    return iter(vars(command_parser(command))["_actions"])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_argument_is_known_here(command: str) -> None:
    """Where `run` writes is looked at with what else it does."""
    names = {action.dest for action in arguments_of(command)}
    known = NO_PATHS | {name for other, name in TAKING_PATHS if other == command}
    assert names - known == ({"dump_to", "html"} if command == "run" else set())


def answer_to(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit status, and all that is printed."""
    with time_limit(SECONDS), obeying_permissions():
        try:
            status = main(arguments)
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
    printed = capsys.readouterr()
    return status, printed.out + printed.err


def suffix_for(argument: str) -> str:
    return {"target": ".toml", "files": ".toml", "function": ".py", "json": ".json"}.get(argument, ".txt")


@pytest.fixture(autouse=True)
def _at_a_quiet_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty argument must not name the folder where one is; what was locked is opened again, to be removed."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield
    for folder, folders, _ in os.walk(tmp_path):
        for name in folders:
            if not Path(folder, name).is_symlink():
                Path(folder, name).chmod(0o700)


HARMLESS = {
    ("env", "dump_to"),  # it names a folder to be, and touches nothing
    ("source", "source_root"),  # source lines are left out
    ("html", "source_root"),
    ("retarget", "dump_to"),  # there is nothing to keep
    ("doctor", "newer_than"),  # a file that is not ours to read has a date
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("place", TAKING_PATHS, ids="-".join)
def test_odd_path_has_an_answer(
    place: tuple[str, str], odd: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ODD[odd](tmp_path / f"odd{suffix_for(place[1])}")
    status, printed = answer_to(TAKING_PATHS[place](path), capsys)
    assert "Traceback" not in printed
    assert place in HARMLESS or "no problem found" not in printed
    findings = {1} if place[0] == "doctor" else set[int]()
    harmless = {0} if place in HARMLESS else set[int]()
    expected = {2} | findings | harmless
    assert status in expected, printed
    assert printed
