"""Notebooks: the page of a result in a frame of its own, at the view of its question, where it is small enough."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from hloscope.errors import HloscopeError

if TYPE_CHECKING:
    from hloscope.dump import Compilation, Dump
    from hloscope.ir import HloModule
    from hloscope.reports.page.document import PageDocument

_MOST_INSTRUCTIONS = 10_000
"""In all programs of a result, and their snapshots of passes: about what a second is enough for."""
_MOST_PROGRAMS = 50
_MOST_BYTES = 1_000_000
_HEIGHT = 560
_FRAME = (
    '<iframe srcdoc="{page}" title="hloscope" sandbox="allow-scripts" '
    'style="width:100%;height:{height}px;border:1px solid #8886;border-radius:6px"></iframe>'
)
_TABLES = '<details><summary style="cursor:pointer">as tables</summary>{tables}</details>'


def notebook_html(value: object, tables: str) -> str:
    """What a notebook shows of a result: its page with the tables folded below it, or the tables alone.

    The page is that of `hloscope html`. It is left out where the result has none, or is too large to be looked at
    while a cell ends: `hloscope html` and `Report.to_html()` make pages of any size. Where scripts do not run, as on
    GitHub, the tables are there.
    """
    page = find_page(value)
    return _FRAME.format(page=escape(page), height=_HEIGHT) + _TABLES.format(tables=tables) if page else tables


def find_page(value: object) -> str | None:
    """The page of a result at the view that shows it, None if it has none or that would be too large."""
    found = next((_PAGES[base.__name__] for base in type(value).__mro__ if base.__name__ in _PAGES), None)
    if found is None:
        return None
    from hloscope.pages.page import framed_page_html

    try:
        document, view = found(value)
    except HloscopeError:  # which its tables tell
        return None
    page = framed_page_html(document, view=view) if document and document["programs"] else None
    return page if page and len(page) <= _MOST_BYTES else None


Page = tuple["PageDocument | None", str]


def _of_dump(value: Dump) -> Page:
    return _document([value]), "overview"


def _of_compilation(value: Compilation) -> Page:
    return _document([value]), "overview"


def _of_module(value: HloModule) -> Page:
    if sum(len(computation.instructions) for computation in value.computations.values()) > _MOST_INSTRUCTIONS:
        return None, ""
    return _document([_dump_of(value)]), "graph"


def _of_report(value: Any) -> Page:  # noqa: ANN401 (a result of the class of this name, here and below)
    names = [program["name"] for program in value.programs]
    return _document(value.sources, name=names or None, profile=value.profile), "overview"


def _of_answer(value: Any) -> Page:  # noqa: ANN401
    asked = value.page
    return (_document(asked.sources, **asked.options), asked.view) if asked else (None, "")


def _of_diff(value: Any) -> Page:  # noqa: ANN401
    from hloscope.comparisons.outline import NUMBERS
    from hloscope.reports.page.document import diff_page_document

    sides = [_loaded([source]) for source in value.sources]
    if not sides or not _is_small([dump for side in sides for dump in side]):
        return None, ""
    document = {**value.to_dict(), "labels": dict(NUMBERS)}
    return diff_page_document(sides[0], sides[1], document, profile=value.profile), "diff"


_PAGES: Mapping[str, Callable[[Any], Page]] = {
    "Answer": _of_answer,
    "Compilation": _of_compilation,
    "Diff": _of_diff,
    "Dump": _of_dump,
    "HloModule": _of_module,
    "Report": _of_report,
}


def _document(sources: Sequence[Any], **options: Any) -> PageDocument | None:  # noqa: ANN401 (those of the page)
    from hloscope.reports.page.document import page_document

    dumps = _loaded(sources)
    return page_document(dumps, **options) if dumps and _is_small(dumps) else None


def _loaded(sources: Iterable[Any]) -> list[Dump]:
    """The dumps; of paths they are read again."""
    from hloscope.dump import Compilation, Dump, load

    return [
        Dump(each.path, (each,)) if isinstance(each, Compilation) else each if isinstance(each, Dump) else load(each)
        for each in sources
    ]


def _is_small(dumps: Iterable[Dump]) -> bool:
    programs = [program for dump in dumps for program in dump.compilations]
    if len(programs) > _MOST_PROGRAMS:
        return False
    left = _MOST_INSTRUCTIONS
    for program in programs:
        left -= _size_of(program)
        if left < 0:
            return False
    return True


def _size_of(program: Compilation) -> int:
    """The instructions of what runs, or of what was asked for; a snapshot of a pass counts for a tenth of that."""
    try:
        module = program.after or program.before
    except HloscopeError:  # which the page tells
        return 0
    size = sum(len(computation.instructions) for computation in module.computations.values()) if module else 0
    return size + size * len(program.passes) // 10


def _dump_of(module: HloModule) -> Dump:
    """The dump of one module that is nowhere but in memory."""
    from hloscope.dump.budget import new_meter
    from hloscope.dump.dump import load_file
    from hloscope.dump.sources import SourceFile

    content = str(module).encode()
    return load_file(SourceFile("", "module.hlo", module.name, lambda: BytesIO(content), new_meter()))
