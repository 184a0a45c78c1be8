"""No command lets a dump speak for itself: over every face, with dumps in which every name is hostile."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hloscope.cli import main
from hloscope.cli.common.parsing import COMMANDS
from hloscope.cli.common.progress import progress
from tests.support.hostile import HOSTILE
from tests.support.hostile_dump import make_broken, make_dump, make_graphs, texts
from tests.support.printed import problems_of

ROOT = Path(__file__).parent.parent
FACES = {
    "report": ["report", "DUMP"],
    "report --explain": ["report", "DUMP", "--explain", "--top", "0", "--on", "h100"],
    "show": ["show", "DUMP", "c"],
    "show whole": ["show", "DUMP", "c", "--whole"],
    "show a line": ["show", "DUMP", "TEXT.py:4"],
    "passes": ["passes", "DUMP"],
    "blame": ["blame", "DUMP", "c"],
    "why": ["why", "DUMP"],
    "why of an operation": ["why", "DUMP", "b"],
    "why of two": ["why", "DUMP", "c", "f"],
    "why of a line": ["why", "DUMP", "TEXT.py:4"],
    "source": ["source", "DUMP", "--top", "0"],
    "source by scope": ["source", "DUMP", "--by", "scope", "--source-root", "DUMP"],
    "cost": ["cost", "DUMP", "--top", "0"],
    "memory": ["memory", "DUMP"],
    "collectives": ["collectives", "DUMP", "--top", "0"],
    "export": ["export", "DUMP"],
    "export to perfetto": ["export", "DUMP", "--as", "perfetto"],
    "html": ["html", "DUMP", "-o", "-"],
    "diff": ["diff", "DUMP", "OTHER", "--top", "0", "--fail-on", "launches,bytes,changes,programs"],
    "compare": ["compare", "TEXT=DUMP", "b=OTHER", "--top", "0"],
    "recompiles": ["recompiles", "DUMP"],
    "ranks": ["ranks", "DUMP", "OTHER", "--top", "0"],
    "doctor": ["doctor", "DUMP"],
    "report on what is broken": ["report", "BROKEN"],
    "recompiles of what is broken": ["recompiles", "BROKEN"],
    "ranks of which one is broken": ["ranks", "BROKEN", "DUMP"],
    "diff with what is broken": ["diff", "BROKEN", "BROKEN"],
    "doctor on what is broken": ["doctor", "BROKEN"],
    "torchscript": ["torchscript", "GRAPHS"],
}
ERRORS = {
    "no such path": ["report", "TEXT"],
    "no such profile": ["profile", "TEXT"],
    "no such module": ["report", "DUMP", "--module", "TEXT"],
    "no such operation": ["blame", "DUMP", "TEXT"],
    "nothing to show": ["show", "DUMP", "TEXT"],
    "no such line": ["why", "DUMP", "TEXT"],
    "no such machine": ["cost", "DUMP", "--on", "TEXT"],
    "no such target": ["retarget", "DUMP", "--to", "TEXT"],
    "no such file of targets": ["targets", "TEXT.toml"],
    "no such option": ["report", "DUMP", "--TEXT"],
    "no such choice": ["report", "DUMP", "--stage", "TEXT"],
    "too much": ["diff", "DUMP", "OTHER", "TEXT"],
    "no such rule": ["diff", "DUMP", "OTHER", "--fail-on", "TEXT"],
    "no pair": ["compare", "a=DUMP", "b=OTHER", "--pair", "a=TEXT,b=TEXT"],
    "no such label": ["compare", "TEXT", "b=OTHER"],
    "no such function": ["torchscript", "TEXT:f"],
    "no function to time": ["bench", "TEXT:f"],
    "no function to sweep": ["sweep", "TEXT.py:f", "f32[n]", "--dims", "n=1:4"],
    "no such shape": ["sweep", "json:dumps", "TEXT", "--dims", "n=1:4"],
    "no such file": ["doctor", "DUMP", "--newer-than", "TEXT"],
    "no such folder": ["doctor", "TEXT"],
    "no such folder for JSON": ["report", "DUMP", "--json=TEXT/x"],
    "nothing to run": ["run", "--dump-to", "DUMP/TEXT", "--", "TEXT"],
    "no such command": ["TEXT"],
}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("hostile")
    return {
        "DUMP": str(make_dump(folder / "dump")),
        "OTHER": str(make_dump(folder / "other", opcode="subtract")),
        "BROKEN": str(make_broken(folder / "broken")),
        "GRAPHS": str(make_graphs(folder / "graphs")),
    }


def filled(words: list[str], places: dict[str, str], text: str) -> list[str]:
    found = [word.replace("TEXT", text) for word in words]
    for name, place in places.items():
        found = [word.replace(name, place) for word in found]
    return found


@pytest.mark.parametrize("columns", [40, 160])
@pytest.mark.parametrize("face", FACES)
def test_tables_act_on_nothing(
    face: str,
    columns: int,
    places: dict[str, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    if columns == 40:
        monkeypatch.setenv("FORCE_COLOR", "1")
    main(filled(FACES[face], places, "a\x1b[2J\n::error::b"))
    printed = capsys.readouterr()
    assert printed.out + printed.err
    assert [*problems_of(printed.out), *problems_of(printed.err)] == []


@pytest.mark.parametrize("face", [face for face in FACES if face != "html"])  # whose document is a page
def test_documents_are_exact_and_act_on_nothing(
    face: str, places: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    main([*filled(FACES[face], places, "a\x1b[2J"), "--json"])
    printed = capsys.readouterr()
    assert [*problems_of(printed.out), *problems_of(printed.err)] == []
    assert printed.out.isascii()
    if not printed.out:  # such as of a line that is nowhere
        assert printed.err
        return
    document = json.dumps(json.loads(printed.out), ensure_ascii=False)
    if face in ("report", "source", "cost", "diff", "compare", "torchscript"):
        assert json.dumps(HOSTILE["escape codes"], ensure_ascii=False)[1:-1] in document
        assert json.dumps(HOSTILE["bidirectional marks"], ensure_ascii=False)[1:-1] in document


def test_markdown_acts_on_nothing(places: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    main(filled([*FACES["diff"], "--format", "markdown"], places, ""))
    printed = capsys.readouterr()
    assert [*problems_of(printed.out), *problems_of(printed.err)] == []
    plain = re.sub(r"\\.|<!-- -->|<span>\$</span>|</?(?:details|summary)>", " ", printed.out)
    assert not re.search(r"<|@\w|\w://|(?m:^#(?!## hloscope diff))", plain)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_errors_act_on_nothing(
    text: str,
    places: dict[str, str],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, words in ERRORS.items():
        if name in ("no such function", "no function to time", "nothing to run") and text not in SOME:
            continue  # each starts a process
        if text.startswith("-") and name not in ("no such option", "no such rule"):
            continue
        try:
            status = main(filled(words, places, text))
        except SystemExit as end:
            status = int(str(end.code))
        printed = capsys.readouterr()
        assert [*problems_of(printed.err), *problems_of(printed.out)] == [], name
        assert status not in (0, 1) or name in ("nothing to run", "no such operation"), (name, status)


SOME = [HOSTILE["escape codes"], HOSTILE["command of GitHub"]]


def test_every_command_is_walked() -> None:
    walked = {words[0] for words in (*FACES.values(), *ERRORS.values())}
    assert {*COMMANDS} - walked == {
        "env",  # prints what a shell reads to the letter, quoted as the shell does
        *("index", "query", "trend"),  # tests/live/test_fleet.py walks them, for they take pyarrow and duckdb
    }


def test_progress_acts_on_nothing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with progress("a\x1b]0;PWNED\x07\n::error::b", 2) as display:
        display.advance(doing="c\x1b]0;PWNED\x07\u202e")
    printed = capsys.readouterr().err
    assert "PWNED" in printed
    assert "\x1b]0;" not in printed
    assert "\u202e" not in printed
    assert "\n::error" not in printed


ASSERTIONS = """
import hloscope, pytest
DUMP = hloscope.load({dump!r})
@pytest.mark.parametrize("place", range({count}))
def test_hostile(hlo, place, monkeypatch):
    monkeypatch.setattr("hloscope.pytest_plugin.fixture.load", lambda _: hloscope.dump.Dump("", (DUMP.compilations[place],)))
    found = hlo.load("x")
    if place % 4 == 0: found.assert_fused("dot", "maximum")
    if place % 4 == 1: found.assert_no_materialized_broadcast()
    if place % 4 == 2: found.assert_compute_launches(max=0)
    if place % 4 == 3: found.assert_collectives(exactly=7)
"""


def test_failing_tests_act_on_nothing(
    places: dict[str, str], pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    count = len([*texts()]) + 2
    pytester.makepyfile(ASSERTIONS.format(dump=places["DUMP"], count=count))
    result = pytester.runpytest_subprocess("-W", "ignore", "--tb=short", "-p", "no:cacheprovider")
    result.assert_outcomes(failed=count)
    lines = [line for line in result.outlines if not line.startswith("::error file=")]
    assert len(result.outlines) - len(lines) == count
    assert [*problems_of("\n".join(lines))] == []


# Who may write: the one place for each face; and what passes on what the user's own command says.
WRITERS = {
    "hloscope/cli/common/printing.py",
    "hloscope/cli/common/progress.py",
    "hloscope/cli/common/streams.py",
    "hloscope/tables/console.py",
    "hloscope/pytest_plugin/gathering.py",
    "hloscope/dump/workers/serve.py",
    "hloscope/captures/command/bystander.py",
    "hloscope/captures/command/copier.py",
    "hloscope/captures/command/copying.py",
    "hloscope/captures/command/run.py",
    "hloscope/captures/doctor/observation.py",
}
SAFE = {"message", "visible", "visible_lines", "_wrong_count", "_not_fused"}


def writes_in(path: Path) -> Iterator[str]:
    """Each call in a file that writes to a terminal, or makes what does."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            is_stream = re.search(r"(?:stdout|stderr|terminalreporter|console\w*)\.(?:write\w*|line|print)$", name)
            if name in ("print", "Console", "console_on", "os.write", "rich.print") or is_stream:
                yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}: {name}"


def test_only_these_places_write() -> None:
    files = [*ROOT.glob("hloscope/**/*.py"), *ROOT.glob("parsers/**/*.py")]
    found = [write for path in files for write in writes_in(path)]
    assert {write.partition(":")[0] for write in found} <= WRITERS | {"hloscope/__main__.py"}
    assert len(found) > 8


def test_every_failed_assertion_is_told_safely() -> None:
    for path in [*ROOT.glob("hloscope/testing/*.py"), *ROOT.glob("hloscope/pytest_plugin/*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "AssertionError":
                (told,) = node.args
                assert isinstance(told, ast.Call), path
                assert ast.unparse(told.func) in SAFE, f"{path}:{node.lineno}"
