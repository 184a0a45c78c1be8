"""Imports point down the layers, third-party packages stay where they belong, and files stay small."""

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# From the bottom up: a module may import from its own room, and from rooms on floors below.
FLOORS = (
    "ir shapes words regex errors version devices frameworks",
    "parsers",
    "unfuse",
    "dump",
    "analyses captures",
    "reports",
    "comparisons torchscript",
    "snapshots testing benching",
    "tables formats pages",
    "cli pytest_plugin",
    "__main__",
)
LAYERS = tuple({f"hloscope.{room}" for room in floor.split()} for floor in FLOORS)
# Rooms that share a floor and may know each other, in this direction only.
NEIGHBOURS = {
    ("hloscope.errors", "hloscope.regex"),
    ("hloscope.errors", "hloscope.version"),
    ("hloscope.errors", "hloscope.words"),
    ("hloscope.frameworks", "hloscope.errors"),
    ("hloscope.frameworks", "hloscope.regex"),
    ("hloscope.ir", "hloscope.shapes"),
    ("hloscope.ir", "hloscope.words"),
}
FACADE = "hloscope"  # imports from every layer; nothing below may import from it
THIRD_PARTY = {
    "rich": {"hloscope.tables", "hloscope.cli"},
    "pygments": {"hloscope.tables"},
    "shtab": {"hloscope.cli"},
    "google": {"hloscope.parsers"},  # protobuf, on first use
    "pytest": {"hloscope.pytest_plugin"},
}
MAX_LINES = 400
MAX_ROOMS = 26
MODULE_IN_STRING = re.compile(r"hloscope(?:\.[a-z_]+)+(?::\w+)?")  # as `-m` and `import_module` take it
PARTED = (
    "hloscope.analyses",
    "hloscope.captures",
    "hloscope.parsers",
    "hloscope.torchscript",
)  # into rooms of their own

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
    """Yield what a file imports, with dotted names, wherever and however in the file it does so."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and MODULE_IN_STRING.fullmatch(node.value):
            yield node.value.replace(":", ".")
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
    if module == FACADE:
        return None
    rooms = unit_of(module), unit_of(imported)
    own, other = layer_of(module), layer_of(imported)
    if own is None:
        return f"{module} is in no layer"
    if other is None or other > own:  # a name in no layer is the facade's
        return f"{module} imports {imported} from above"
    if other == own and len({*rooms}) > 1 and rooms not in NEIGHBOURS:
        return f"{module} imports {imported} from a room beside it"
    return None


def problems_of(source: str, *, module: str, is_package: bool = False) -> list[str]:
    package = module if is_package else module.rpartition(".")[0]
    problems = (problem_of(module, imported) for imported in imports_of(source, package=package))
    return [problem for problem in problems if problem]


def graph_of(files: Sequence[Path]) -> dict[str, set[str]]:
    """Return which of the files' modules each of them imports."""
    modules = {module_of(path): path for path in files}
    graph: dict[str, set[str]] = {}
    for module, path in modules.items():
        package = module if path.stem == "__init__" else module.rpartition(".")[0]
        names = imports_of(path.read_text("utf-8"), package=package)
        homes = {name if name in modules else name.rpartition(".")[0] for name in names}
        graph[module] = {home for home in homes if home in modules and home != module}
    return graph


def room_of(module: str) -> str:
    """Return the smallest folder with a question of its own that a module is in; a facade is in none."""
    parts = module.split(".")
    return ".".join(parts[: 3 if unit_of(module) in PARTED and len(parts) > 3 else 2])


def rooms_in(graph: Mapping[str, AbstractSet[str]]) -> dict[str, set[str]]:
    """Return the graph of rooms; facades, which lead into all of theirs, are left out."""
    rooms: dict[str, set[str]] = {}
    for module, imported in graph.items():
        others = {room_of(other) for other in imported if other not in PARTED}
        if module not in (FACADE, *PARTED):
            rooms.setdefault(room_of(module), set()).update(others - {room_of(module)})
    return rooms


def circle_in(graph: Mapping[str, AbstractSet[str]]) -> Sequence[str]:
    """Return one circle of a graph, or nothing."""
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle: Sequence[str] = error.args[1]
        return circle
    return ()


def test_files_import_each_other_in_no_circle() -> None:
    assert circle_in(graph_of(FILES)) == ()


def test_rooms_import_each_other_in_no_circle() -> None:
    rooms = rooms_in(graph_of(FILES))
    assert {"hloscope.analyses.why", "hloscope.captures.targets", "hloscope.parsers.hlo"} <= set(rooms)
    assert circle_in(rooms) == ()


def test_circle_is_found() -> None:
    assert set(circle_in({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": set()})) == {"a", "b", "c"}
    graph = {"hloscope.analyses.a.x": {"hloscope.analyses.b.x"}, "hloscope.analyses.b.y": {"hloscope.analyses.a.y"}}
    assert circle_in(graph) == ()
    assert set(circle_in(rooms_in(graph))) == {"hloscope.analyses.a", "hloscope.analyses.b"}


def test_rooms_at_the_top_are_few() -> None:
    assert len({unit_of(module_of(path)) for path in FILES} - {FACADE}) <= MAX_ROOMS


def test_files_are_found() -> None:
    assert {"hloscope", "hloscope.__main__", "hloscope.parsers"} <= {module_of(path) for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_imports_point_down(path: Path) -> None:
    source = path.read_text("utf-8")
    assert problems_of(source, module=module_of(path), is_package=path.stem == "__init__") == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("tests/**/*.py")), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_test_is_imported(path: Path) -> None:
    package = ".".join(path.relative_to(ROOT).parent.parts)
    assert [name for name in imports_of(path.read_text("utf-8"), package=package) if ".test_" in name] == []


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
        (
            "hloscope.cli",
            "import hloscope.pytest_plugin",
            "hloscope.cli imports hloscope.pytest_plugin from a room beside it",
        ),
        ("hloscope.shapes", "import hloscope.ir", "hloscope.shapes imports hloscope.ir from a room beside it"),
        (
            "hloscope.captures.a",
            "in_process('hloscope.benching.bench:bench')",
            "hloscope.captures.a imports hloscope.benching.bench.bench from above",
        ),
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
        ("hloscope.tables.a", "from rich.table import Table\nfrom hloscope.reports import report"),
        ("hloscope.dump", "from hloscope.version import __version__\nfrom hloscope.shapes import Shape"),
        ("hloscope.__main__", "from hloscope.cli import main"),
    ],
)
def test_good_import_is_allowed(module: str, source: str) -> None:
    assert problems_of(source, module=module) == []


def test_manual_draws_these_floors() -> None:
    drawing = "\n".join(["```text", *reversed(FLOORS), "```"])
    assert drawing in (ROOT / "docs/architecture.md").read_text("utf-8")
