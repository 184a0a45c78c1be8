"""What consoles and notebooks show of results: tables, in which a text is never markup, and one line for `repr`."""

from __future__ import annotations

import builtins
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
import rich.jupyter

import hloscope
from benchmarks.modules import generated_module
from hloscope.benching.timings import Bench, Timing
from hloscope.comparisons.plateaus import Plateau, Sweep
from hloscope.tables.console import html_text
from tests.support.command_line import Printed, run
from tests.support.dumped import TESTDATA
from tests.support.hostile_dump import make_dump
from tests.support.packed_documents import document_in

__all__ = ["run"]
MLP = TESTDATA / "jax-0.10.2-cpu" / "mlp"
H100 = TESTDATA / "jax-0.10.2-h100" / "mlp"
LARGE = TESTDATA / "jax-0.10.2-cpu"


def after(path: Path) -> hloscope.HloModule:
    module = hloscope.load(path).compilations[0].after
    assert module is not None
    return module


RESULTS: dict[str, Callable[[Path], object]] = {
    "dump": hloscope.load,
    "compilation": lambda path: hloscope.load(path).compilations[0],
    "module": after,
    "report": hloscope.report,
    "diff": lambda path: hloscope.diff(path, path),
    "compare": lambda path: hloscope.compare({"a": str(path), "b": str(path)}),
    "recompiles": hloscope.recompiles,
    "ranks": lambda path: hloscope.ranks(path, path.parent / "softmax"),
    "cost": hloscope.cost,
    "memory": hloscope.memory,
    "why": hloscope.why,
    "source": hloscope.source,
    "passes": hloscope.passes,
    "collectives": hloscope.collectives,
    "sweep": lambda _: Sweep("f", "n", (1, 2), (Plateau(0, 1, 2, None, "refused"),)),
    "bench": lambda _: Bench("f", "jax", ("f32[2]",), (Timing("eager"),)),
}


FRAMED = set(RESULTS) - {"compare", "ranks", "recompiles", "sweep", "bench"}
TABLES = {"pre", "span", "style"}
FRAME = {"iframe", "srcdoc", "title", "sandbox", "style", "details", "summary"}
PAGE = {
    *("html", "lang", "head", "meta", "charset", "http-equiv", "content", "name", "title", "body"),
    *("script", "type", "id", "data-view"),
}


class Elements(HTMLParser):
    """The elements of a page, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.framed: list[str] = []
        self.sandbox: list[str] = []
        self.found: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs)}
        self.framed += [value for name, value in attrs if name == "srcdoc" and value]
        self.sandbox += [value for name, value in attrs if name == "sandbox" and value]

    def handle_data(self, data: str) -> None:
        self.text += data


def drawn(result: object) -> str:
    page = getattr(result, "_repr_html_")()  # noqa: B009 (a name of notebooks', which is private to checkers)
    assert isinstance(page, str)
    return page


@pytest.mark.parametrize("name", RESULTS)
def test_notebook_shows_what_print_does(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    result = RESULTS[name](MLP)
    elements = Elements(drawn(result))
    assert elements.found <= TABLES | FRAME
    assert ("iframe" in elements.found) == (name in FRAMED)
    text = elements.text.removeprefix("as tables") if name in FRAMED else elements.text
    printed = "\n".join(line.rstrip() for line in text.splitlines())
    assert (
        printed.rstrip() == str(result).rstrip() if name != "module" else printed.startswith("jit_mlp: 26 instructions")
    )


@pytest.mark.parametrize("name", RESULTS)
def test_no_name_in_a_dump_is_markup(name: str, tmp_path: Path) -> None:
    elements = Elements(drawn(RESULTS[name](make_dump(tmp_path))))
    assert elements.found <= TABLES | FRAME
    for page in elements.framed:
        assert Elements(page).found <= PAGE


def test_frame_may_run_its_own_script_and_nothing_else() -> None:
    elements = Elements(drawn(hloscope.report(MLP)))
    assert elements.sandbox == ["allow-scripts"]
    (page,) = elements.framed
    assert "default-src 'none'; script-src 'sha256-" in page
    assert document_in(page)["programs"][0]["name"] == "jit_mlp"


def test_frame_opens_at_the_view_of_its_question() -> None:
    views = {"cost": "kernels", "memory": "memory", "why": "graph", "source": "source", "passes": "passes"}
    for name, view in {**views, "collectives": "collectives", "diff": "diff", "report": "overview"}.items():
        (page,) = Elements(drawn(RESULTS[name](MLP))).framed
        assert f'id="document" data-view="{view}"' in page


def test_a_large_result_is_shown_as_tables(tmp_path: Path) -> None:
    path = tmp_path / "large_after_optimizations.txt"
    path.write_text(generated_module(11_000), "utf-8")
    dump = hloscope.load(path)
    for result in (dump, after(path), hloscope.report(dump), hloscope.cost(dump), hloscope.diff(dump, dump)):
        assert Elements(drawn(result)).found <= TABLES


def test_what_is_no_dump_is_shown_as_tables(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(hloscope.report(MLP).to_json(), "utf-8")
    assert "iframe" not in Elements(drawn(hloscope.diff(path, path))).found


def test_markup_in_a_table_is_text() -> None:
    assert "&lt;b&gt;" in html_text("<b>", width=20)


@pytest.mark.parametrize(
    "name", [name for name in RESULTS if name not in ("cost", "memory", "why", "source", "passes", "collectives")]
)
def test_repr_is_one_short_line(name: str) -> None:
    told = repr(RESULTS[name](LARGE))
    assert re.fullmatch(r"<[A-Z]\w+[^\n]{1,120}>", told)


def test_text_of_a_result_is_made_in_a_notebook_without_an_output_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    expected, shown = str(hloscope.cost(MLP)), list[str]()
    assert "Bytes" in expected

    def display(_segments: object, text: str) -> None:
        shown.append(text)

    monkeypatch.setattr(rich.jupyter, "display", display)
    shell = type("ZMQInteractiveShell", (), {})()  # by which rich knows a notebook, and displays what it prints
    monkeypatch.setattr(builtins, "get_ipython", lambda: shell, raising=False)
    assert str(hloscope.cost(MLP)) == expected
    assert shown == []


def test_what_could_not_be_answered_is_said_below_the_tables(tmp_path: Path) -> None:
    for file in MLP.glob("*optimizations.txt"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert "no *-buffer-assignment.txt beside jit_mlp" in str(hloscope.memory(tmp_path))


def test_repr_of_an_instruction_with_thousands_of_operands_is_short() -> None:
    operands = ", ".join(["%p"] * 9999)
    shape = ", ".join(["f32[2]{0}"] * 9999)
    text = f"HloModule m\n\nENTRY %e {{\n  %p = f32[2]{{0}} parameter(0)\n  ROOT %t = ({shape}) tuple({operands})\n}}\n"
    assert len(repr(hloscope.parse(text).entry.root)) < 240


def test_report_prints_as_the_command_does(run: Callable[..., Printed], monkeypatch: pytest.MonkeyPatch) -> None:
    _, lines, _ = run("report", str(H100), columns=100)
    monkeypatch.setenv("COLUMNS", "100")
    assert str(hloscope.report(H100)).rstrip().splitlines() == [line.rstrip() for line in lines]


def test_import_loads_nothing_to_draw() -> None:
    program = "import sys, hloscope; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert "hloscope.words.display" in loaded
    assert not {"rich", "hloscope.tables.questions", "hloscope.tables"} & {*loaded}
