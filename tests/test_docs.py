"""What the README and the manual show is what happens, and what they list is all there is."""

import ast
import contextlib
import io
import os
import re
import shlex
from pathlib import Path

import pytest

import hloscope
from docs.generate.commands import command_pages, commands
from docs.generate.picture import PICTURE, drawn_report, words_in
from hloscope.cli import main
from tests.support.pages import DOCS, PAGES, ROOT, Example, console_examples, name_of, python_examples, replace_output

README = (ROOT / "README.md").read_text("utf-8")
PYTHON = python_examples()
CONSOLE = console_examples()


@pytest.fixture(autouse=True)
def _at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")


def named(examples: list[Example]) -> list[object]:
    return [pytest.param(example, id=f"{name_of(example.page)}: {example.text[:40]!r}") for example in examples]


def test_pages_have_examples() -> None:
    assert len(PYTHON) >= 5
    assert len(CONSOLE) >= 14
    assert any(example.page.name == "README.md" for example in CONSOLE)


@pytest.mark.parametrize("example", named(PYTHON))
def test_python_example_runs(example: Example) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(example.text, example.page.name, "exec"), {})  # noqa: S102 (our own text)
    assert printed.getvalue() == example.output


@pytest.mark.parametrize("example", named(CONSOLE))
def test_console_example_prints_this(example: Example, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(example.text)) == (
        1 if re.search("problem: | not the same$|^::error ", example.output, re.MULTILINE) else 0
    )
    printed = "".join(line.rstrip() + "\n" for line in capsys.readouterr().out.splitlines())
    if os.environ.get("HLOSCOPE_UPDATE_DOCS"):  # writes, and fails all the same: a person looks at it first
        assert "PYTEST_XDIST_WORKER" not in os.environ, "update with -n 0: several processes would undo each other"
        replace_output(example, f"$ hloscope {example.text}\n", printed)
    assert printed == example.output


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_files_and_chapters(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, chapter = link.partition("#")
        if "://" in path or "reference/commands" in path or (page.parent / path).parent == DOCS / "reference/commands":
            continue  # elsewhere, or made when the manual is built, which checks these
        target = (page.parent / path) if path else page
        assert target.exists(), link
        assert not chapter or chapter in chapters_of(target), link


def chapters_of(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and the manual name them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_readme_is_short() -> None:
    assert len(README.splitlines()) <= 150


def test_no_page_names_a_place_outside_of_the_repository() -> None:
    assert [name_of(page) for page in PAGES if re.search(r"/work/|\.\./shared|/opt/", page.read_text("utf-8"))] == []


def test_every_command_has_its_place_in_the_manual() -> None:
    texts = README + "".join(page.read_text("utf-8") for page in DOCS.glob("how-to/*.md"))
    assert {"report", "run", "doctor"} <= set(commands())
    assert [command for command in commands() if f"hloscope {command}" not in texts] == []
    assert set(command_pages()) == {f"reference/commands/{name}.md" for name in commands()} | {"reference/commands.md"}


def test_every_page_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text("utf-8")
    paths = [page.relative_to(DOCS).as_posix() for page in DOCS.glob("**/*.md")]
    named = [path for path in paths if not path.startswith(("how-to/", "json/"))]  # these need no naming
    assert [path for path in named if f"- {path}\n" not in navigation] == []


def headings_of(page: str) -> set[str]:
    return set(re.findall(r"^### (.+)$", (DOCS / page).read_text("utf-8"), re.MULTILINE))


def test_every_reason_has_cause_and_cure() -> None:
    source = (ROOT / "hloscope/analyses/why/reasons.py").read_text("utf-8")
    rules = set(re.findall(r'^    \("([a-z -]+)", [\w.]+\),$', source, re.MULTILINE))
    last = set(re.findall(r'Reason\("([a-z ]+)"', source))
    assert len(rules) >= 20
    assert headings_of("reference/reasons.md") == rules | last


def test_every_finding_has_cause_and_cure() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "hloscope/captures/doctor").glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    made = {found for node in nodes if isinstance(node, ast.Call) and (found := id_made_by(node))}
    assert len(made) >= 40
    assert made <= headings_of("reference/findings.md") <= texts


def id_made_by(call: ast.Call) -> str | None:
    """The id of the finding that a call makes, if it makes one."""
    makes = isinstance(call.func, ast.Name) and call.func.id in ("Finding", "note", "_Complaint", "_Alarm")
    first = call.args[0] if makes and call.args else None
    return str(first.value) if isinstance(first, ast.Constant) else None


def test_every_public_name_is_in_the_reference() -> None:
    page = (DOCS / "reference/python.md").read_text("utf-8")
    names = {name for name in hloscope.__all__ if not name.startswith("_")}
    assert names == {name for name in names if re.search(rf"^::: .*\.{name}$", page, re.MULTILINE)}
    assert [room for room in ("testing", "snapshots", "torchscript") if f"::: hloscope.{room}\n" not in page] == []


def test_picture_shows_the_report_of_today() -> None:
    assert words_in(PICTURE.read_text("utf-8")) == words_in(drawn_report())


def test_recipes_name_files_that_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = re.findall(r"`((?:hloscope|parsers|tests|testdata|docs|\.ci)/[\w./-]*|[\w-]+\.(?:toml|yml|md))`", text)
    assert len(named) >= 25
    places = {name for name in named if "QUESTION" not in name}
    assert [name for name in sorted(places) if not (ROOT / name).exists()] == []
    recipe = [name for name in named if "QUESTION" in name]
    assert len(recipe) == 5
    for question in (
        "cost",
        "memory",
        "passes",
        "profile",
        "why",
    ):  # answered by this recipe, each with a folder of its own
        files = [name.replace("QUESTION", question) for name in recipe]
        assert [
            name for name in files if not ((ROOT / name).exists() or (ROOT / name.removesuffix(".py")).is_dir())
        ] == []
