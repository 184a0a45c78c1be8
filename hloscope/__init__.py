"""hloscope: what XLA fused, what it did not, and how many kernels run.

Importing this package is cheap: each public name below loads its module on first use.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

# hloscope.parsers lies inside an installed package, but beside this one in a checkout.
if not (Path(__file__).parent / "parsers").is_dir():
    __path__.append(str(Path(__file__).parent.parent))

from hloscope.words.display import Draw, Face, register_drawing, register_page

if TYPE_CHECKING:
    from hloscope.analyses.provenance.provenances import provenance
    from hloscope.benching.bench import bench
    from hloscope.captures.in_process.capture import capture, capturing
    from hloscope.captures.in_process.lazy import lazy
    from hloscope.comparisons.compare import compare
    from hloscope.comparisons.of_dumps import diff
    from hloscope.comparisons.ranks.ranks import ranks
    from hloscope.comparisons.recompiles import recompiles
    from hloscope.comparisons.sweep import sweep
    from hloscope.dump import Limits, load
    from hloscope.errors import HloscopeError, ParseError
    from hloscope.ir import HloComputation, HloInstruction, HloModule, Shape
    from hloscope.parsers import parse
    from hloscope.reports import report
    from hloscope.tables.questions import collectives, cost, memory, passes, profile, show, source, why
    from hloscope.version import __version__

__all__ = [
    "HloComputation",
    "HloInstruction",
    "HloModule",
    "HloscopeError",
    "Limits",
    "ParseError",
    "Shape",
    "__version__",
    "bench",
    "capture",
    "capturing",
    "collectives",
    "compare",
    "cost",
    "diff",
    "lazy",
    "load",
    "memory",
    "parse",
    "passes",
    "profile",
    "provenance",
    "ranks",
    "recompiles",
    "report",
    "show",
    "source",
    "sweep",
    "why",
]

_HOMES = {
    "HloComputation": "hloscope.ir",
    "HloInstruction": "hloscope.ir",
    "HloModule": "hloscope.ir",
    "HloscopeError": "hloscope.errors",
    "Limits": "hloscope.dump.budget",
    "ParseError": "hloscope.errors",
    "Shape": "hloscope.ir",
    "__version__": "hloscope.version",
    "bench": "hloscope.benching.bench",
    "capture": "hloscope.captures.in_process.capture",
    "capturing": "hloscope.captures.in_process.capture",
    "collectives": "hloscope.tables.questions",
    "compare": "hloscope.comparisons.compare",
    "cost": "hloscope.tables.questions",
    "diff": "hloscope.comparisons.of_dumps",
    "lazy": "hloscope.captures.in_process.lazy",
    "load": "hloscope.dump.dump",
    "memory": "hloscope.tables.questions",
    "parse": "hloscope.parsers",
    "passes": "hloscope.tables.questions",
    "profile": "hloscope.tables.questions",
    "provenance": "hloscope.analyses.provenance.provenances",
    "ranks": "hloscope.comparisons.ranks.ranks",
    "recompiles": "hloscope.comparisons.recompiles",
    "report": "hloscope.reports",
    "show": "hloscope.tables.questions",
    "source": "hloscope.tables.questions",
    "sweep": "hloscope.comparisons.sweep",
    "why": "hloscope.tables.questions",
}


def _draw(value: object, face: Face) -> str:
    draw: Draw = import_module("hloscope.tables.displays").draw
    text = draw(value, face)
    if face == "html":
        text = import_module("hloscope.pages.notebook").notebook_html(value, text)
    return text


register_drawing(_draw)


def _make_page(value: object, max_mb: float, source_root: str | Path | None) -> str:
    """The page of a report, by the room that makes pages."""
    page: str = import_module("hloscope.pages.page").report_html(value, max_mb=max_mb, source_root=source_root)
    return page


register_page(_make_page)

if not TYPE_CHECKING:  # a checker would take any name for a public one

    def __getattr__(name: str) -> object:
        """Load the module that defines a public name, once."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """The public names, and nothing that happens to be loaded."""
    return sorted(__all__)
