"""Displays: what a console and a notebook show of a result."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from hloscope.tables.console import html_text, plain_text
from hloscope.words.display import Face
from hloscope.words.safe_text import visible_in

if TYPE_CHECKING:
    from rich.console import RenderableType

    from hloscope.dump import Compilation, Dump
    from hloscope.ir import HloModule
    from hloscope.tables.questions import Answer

_TOP = 10  # rows of a table
_WIDTH = 100  # letters of a line in a notebook


def draw(value: object, face: Face) -> str:
    """Returns what a face shows of a result: its tables, as the command of its name prints them."""
    tables = next(_TABLES[base.__name__] for base in type(value).__mro__ if base.__name__ in _TABLES)(value)
    if face == "html":
        return html_text(tables, width=_WIDTH)
    return plain_text(tables, width=shutil.get_terminal_size((_WIDTH, 25)).columns)


def _report(value: Any) -> RenderableType:  # noqa: ANN401 (a result of the class of this name, here and below)
    from hloscope.tables.report import report_tables

    return report_tables(visible_in(value.to_dict()), top=_TOP)


def _compilation(value: Compilation) -> RenderableType:
    from hloscope.reports import report

    return _report(report(value))


def _dump(value: Dump) -> RenderableType:
    from hloscope.tables.dump import dump_table

    return dump_table(value)


def _module(value: HloModule) -> RenderableType:
    from hloscope.reports.show import module_form
    from hloscope.tables.show import module_listing

    return module_listing(visible_in(module_form(value)))


def _diff(value: Any) -> RenderableType:  # noqa: ANN401
    from hloscope.tables.diff import diff_tables

    return diff_tables(visible_in(value), top=_TOP)


def _comparison(value: Any) -> RenderableType:  # noqa: ANN401
    from hloscope.tables.compare import compare_tables

    return compare_tables(visible_in(value), top=_TOP)


def _sweep(value: Any) -> RenderableType:  # noqa: ANN401
    from hloscope.tables.sweep import sweep_tables

    return sweep_tables(visible_in(value))


def _ranks(value: Any) -> RenderableType:  # noqa: ANN401
    from hloscope.tables.ranks import ranks_tables

    return ranks_tables(visible_in(value.to_dict()))


def _recompiles(value: Any) -> RenderableType:  # noqa: ANN401
    from hloscope.tables.recompiles import recompiles_tables

    return recompiles_tables(visible_in(value.to_dict()))


def _bench(value: Any) -> RenderableType:  # noqa: ANN401
    from hloscope.tables.bench import bench_tables

    return bench_tables(visible_in(value.to_dict()), top=_TOP)


def _answer(value: Answer) -> RenderableType:
    return value.tables()


_TABLES: Mapping[str, Callable[[Any], RenderableType]] = {
    "Answer": _answer,
    "Bench": _bench,
    "Comparison": _comparison,
    "Compilation": _compilation,
    "Diff": _diff,
    "Dump": _dump,
    "HloModule": _module,
    "Ranks": _ranks,
    "Recompiles": _recompiles,
    "Report": _report,
    "Sweep": _sweep,
}
