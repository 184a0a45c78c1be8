"""Texts that are newer than hloscope: when it says so, what it says, and that it does not say so of mutilated ones."""

import json
import tomllib
from pathlib import Path

import pytest

import hloscope
from hloscope.cli import main
from hloscope.errors import ParseError, report_of
from hloscope.version import ISSUES, NEWER_HINT, TESTED, versions_in_words
from tests.support.dumped import TESTDATA

ROOT = Path(__file__).parents[2]
HEAD = "HloModule m\n\nENTRY %e (a: f32[2]) -> f32[2] {\n  %a = f32[2] parameter(0)\n"
FRAMEWORKS = {"jax": "jax", "tensorflow": "TensorFlow", "torch-xla": "torch-xla"}

NEWER = [
    "  ROOT %b = f32[2] negate(%a@1)",
    "  ROOT %b = f32[2] negate(%a<-0>)",
    "  ROOT %b = f32<2> negate(%a)",
    "  ROOT %b = f32[2] negate(%a) | fast",
    "  ROOT %b = f32[2] negate(%a), new(1)",
    '  ROOT %b = f32[2] negate(%a), metadata={op_name="f({"} !',
    "  ROOT %b = f32[2] negate(%a), x={1} /* }} */ !",
]
MUTILATED = {
    "a bracket that is gone": "  ROOT %b = f32[2] negate(%a",
    "the end of a line that is gone": "  %b = f32[2] negate(\n  ROOT %c = f32[2] negate(%a)",
    "a quote that is gone": '  ROOT %b = f32[2] negate(%a), metadata={op_name="a}',
    "a quote more": '  ROOT %b = f32[2] negate(%a), metadata={op_name="a""}',
    "a comment that does not end": "  ROOT %b = f32[2] negate(%a) /* x",
    "a line between others": "  %b = f32[2] negate(%a)\n2026-11-30 12:00:00 INFO step 3\n  ROOT %c = f32[2] negate(%b)",
    "a name that is not defined": "  ROOT %b = f32[2] negate(%c)",
    "a name that is there twice": "  ROOT %a = f32[2] negate(%a)",
    "a second root": "  ROOT %b = f32[2] negate(%a)\n  ROOT %c = f32[2] negate(%a)",
}


def error_of(text: str) -> ParseError:
    with pytest.raises(ParseError) as error:
        hloscope.parse(text, filename="x.hlo")
    return error.value


def hint_of(text: str) -> str | None:
    """The hint of its error, None if there is no error."""
    try:
        hloscope.parse(text)
    except ParseError as error:
        return error.hint
    return None


@pytest.mark.parametrize("line", NEWER)
def test_unknown_syntax_in_a_well_formed_line_may_be_newer(line: str) -> None:
    assert error_of(f"{HEAD}{line}\n}}\n").hint == NEWER_HINT


@pytest.mark.parametrize("line", MUTILATED.values(), ids=MUTILATED)
def test_mutilated_line_is_not_newer(line: str) -> None:
    error = error_of(f"{HEAD}{line}\n}}\n")
    assert error.hint == ""
    assert report_of(error) == str(error)


def test_header_of_unknown_form_may_be_newer() -> None:
    assert error_of(f"HloModule m; new\n{HEAD.partition(chr(10))[2]}}}\n").hint == NEWER_HINT


def test_text_without_end_is_not_newer() -> None:
    assert error_of(f"{HEAD}{NEWER[0]}\n").hint == ""


def test_no_truncation_of_a_module_is_newer() -> None:
    (path,) = (TESTDATA / "jax-0.10.2-cpu" / "softmax").glob("*before_optimizations.txt")
    text = path.read_text("utf-8")
    hints = {hint_of(text[:end]) for end in range(0, len(text), 7)}
    assert hints == {"", None}


def test_hint() -> None:
    assert NEWER_HINT == (
        "If XLA wrote it so, it is newer than this hloscope, which was tested with jax 0.10.2, 0.11.2 and 0.12.0.1; "
        "TensorFlow 2.21.0; torch-xla 2.9.0. Try a newer one (pip install --upgrade hloscope), or report the line: "
        "https://github.com/hloscope/hloscope/issues"
    )


def broken_dump(folder: Path) -> Path:
    """Both stages of a program, in each a line that hloscope does not know."""
    folder.mkdir()
    for stage in ("before_optimizations", "cpu_after_optimizations"):
        (folder / f"module_0001.jit_f.{stage}.txt").write_text(f"{HEAD}{NEWER[0]}\n}}\n", "utf-8")
    return folder


def test_command_line_says_it_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = broken_dump(tmp_path / "dump")
    assert main(["report", str(folder)]) == 2
    broken = "5:29: expected ',' or ')', found '@' (and 1 more file)\n    ROOT %b = f32[2] negate(%a@1)\n"
    place = " " * 30 + "^\n"
    assert capsys.readouterr().err.replace(str(folder), "DIR") == (
        f"hloscope: DIR/module_0001.jit_f.before_optimizations.txt:{broken}{place}hloscope: {NEWER_HINT}\n"
    )


def test_document_says_it_of_every_file(tmp_path: Path) -> None:
    errors = hloscope.report(broken_dump(tmp_path / "dump")).to_dict()["errors"]
    assert [error["message"].endswith(f"^\n{NEWER_HINT}") for error in errors] == [True, True]


def test_lone_file_says_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.hlo"
    path.write_text(f"{HEAD}{NEWER[0]}\n}}\n", "utf-8")
    assert main(["report", "--json", str(path)]) == 2
    captured = capsys.readouterr()
    assert captured.err.count(NEWER_HINT) == 1
    assert NEWER_HINT in json.loads(captured.out)["errors"][0]["message"]


def test_issue_tracker_is_the_one_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["urls"]["Issues"] == ISSUES


@pytest.mark.parametrize(("framework", "name"), FRAMEWORKS.items())
def test_newest_version_in_the_testdata_is_among_the_tested(framework: str, name: str) -> None:
    folders = [path.name.split("-") for path in TESTDATA.glob(f"{framework}-[0-9]*")]
    found = [tuple(map(int, parts[framework.count("-") + 1].split("."))) for parts in folders]
    newest = ".".join(map(str, max(found)))
    assert any(version == newest or version.startswith(f"{newest}.") for version in TESTED[name])
    assert f"{name} {TESTED[name][0]}" in versions_in_words()
