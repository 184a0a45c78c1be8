"""Imports point down the layers, third-party packages stay where they belong, and files stay small."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

DUMP_PARTS = (
    "archives",
    "compilation",
    "files",
    "groups",
    "kept",
    "kinds",
    "names",
    "own",
    "passes",
    "sources",
    "texts",
)
# From the bottom up: a module may import from its own layer and from those below it.
LAYERS = (
    {"hloscope.ir", "hloscope.shapes", "hloscope.errors", "hloscope.collector", "hloscope.regex", "hloscope.version"},
    {"hloscope.parsers"},
    {"hloscope.building", "hloscope.inlining", "hloscope.merging", "hloscope.unfuse", "hloscope.unfusion"},
    {"hloscope.dump", *(f"hloscope.dump_{part}" for part in DUMP_PARTS)},
    {"hloscope.analyses"},
    {"hloscope.captures"},
    {"hloscope.reports", "hloscope.snapshots", "hloscope.testing", "hloscope.torchscript"},
    {"hloscope.cli", "hloscope.pytest_plugin"},
    {"hloscope.__main__"},
)
FACES = {"hloscope.cli", "hloscope.pytest_plugin"}  # neither needs the other
FACADE = "hloscope"  # imports from every layer; nothing below may import from it but the version
THIRD_PARTY = {"rich": {"hloscope.reports", "hloscope.cli"}, "pytest": {"hloscope.pytest_plugin"}}
MAX_LINES = 400

FILES = sorted([*ROOT.glob("hloscope/**/*.py"), *ROOT.glob("parsers/**/*.py")])


def module_of(path: Path) -> str:
    """Return the name under which a file of the checkout is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    package = ("hloscope",) if parts[0] == "parsers" else ()
    return ".".join((*package, *parts)).removesuffix(".__init__")


def unit_of(module: str) -> str:
    """Return the box of the layer picture that a module is in."""
    return ".".join(module.split(".")[:2])


def layer_of(module: str) -> int | None:
    return next((height for height, units in enumerate(LAYERS) if unit_of(module) in units), None)


def imports_of(source: str, *, package: str) -> Iterator[str]:
    """Yield what a file imports, with dotted names, wherever in the file it does so."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
            origin = ".".join([*parents, *([node.module] if node.module else [])])
            # `from hloscope import x` may name a module, as may `from . import x`.
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def problem_of(module: str, imported: str) -> str | None:
    """Say what is wrong with one import, if anything is."""
    top = imported.partition(".")[0]
    if top in sys.stdlib_module_names:
        return None
    if top == "hloscope":
        return problem_between(module, imported)
    allowed = unit_of(module) in THIRD_PARTY.get(top, set())
    return None if allowed else f"{module} imports {top}, which does not belong there"


def problem_between(module: str, imported: str) -> str | None:
    """Say what is wrong with an import of one of our own names."""
    if module == FACADE or imported == f"{FACADE}.__version__":
        return None
    own, other = layer_of(module), layer_of(imported)
    if own is None:
        return f"{module} is in no layer"
    if other is None or other > own:  # a name in no layer is the facade's
        return f"{module} imports {imported} from above"
    if {unit_of(module), unit_of(imported)} == FACES:
        return f"{module} imports {imported}, another face"
    return None


def problems_of(source: str, *, module: str, is_package: bool = False) -> list[str]:
    package = module if is_package else module.rpartition(".")[0]
    problems = (problem_of(module, imported) for imported in imports_of(source, package=package))
    return [problem for problem in problems if problem]


def test_files_are_found() -> None:
    assert {"hloscope", "hloscope.__main__", "hloscope.parsers"} <= {module_of(path) for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_imports_point_down(path: Path) -> None:
    source = path.read_text("utf-8")
    assert problems_of(source, module=module_of(path), is_package=path.stem == "__init__") == []


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_file_is_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_possessive_groups_mean_the_same_in_every_python(path: Path) -> None:
    source = path.read_text("utf-8")
    repeats_group = re.search(r"\)[*+?]\+", source)
    compiles = re.search(r"re\.compile\((?!rb)", source)
    is_safe = module_of(path) == "hloscope.regex" or not (repeats_group and compiles)
    assert is_safe, f"compile the patterns of {path.name} by hloscope.regex, which says why"


@pytest.mark.parametrize(
    ("module", "source", "problem"),
    [
        ("hloscope.ir", "from hloscope.parsers import parse", "hloscope.ir imports hloscope.parsers.parse from above"),
        ("hloscope.ir", "from hloscope import dump", "hloscope.ir imports hloscope.dump from above"),
        ("hloscope.dump", "import hloscope.cli", "hloscope.dump imports hloscope.cli from above"),
        ("hloscope.dump", "from hloscope import parse", "hloscope.dump imports hloscope.parse from above"),
        (
            "hloscope.dump",
            "def f():\n    from .reports import html",
            "hloscope.dump imports hloscope.reports.html from above",
        ),
        ("hloscope.parsers.a", "from ..dump import load", "hloscope.parsers.a imports hloscope.dump.load from above"),
        ("hloscope.parsers.a", "import parsers", "hloscope.parsers.a imports parsers, which does not belong there"),
        ("hloscope.analyses.a", "import rich.table", "hloscope.analyses.a imports rich, which does not belong there"),
        ("hloscope.cli", "import hloscope.pytest_plugin", "hloscope.cli imports hloscope.pytest_plugin, another face"),
        ("hloscope.novelty", "import hloscope.ir", "hloscope.novelty is in no layer"),
    ],
)
def test_bad_import_is_found(module: str, source: str, problem: str) -> None:
    assert problems_of(source, module=module) == [problem]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("hloscope.ir", "import ast, os.path"),
        ("hloscope.parsers.a", "from . import b\nfrom .b import c\nfrom hloscope.errors import ParseError"),
        ("hloscope.reports.a", "from rich.table import Table\nfrom hloscope import __version__"),
        ("hloscope.__main__", "from hloscope.cli import main"),
    ],
)
def test_good_import_is_allowed(module: str, source: str) -> None:
    assert problems_of(source, module=module) == []
