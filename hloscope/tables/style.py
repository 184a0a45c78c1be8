"""Table style: how every table of hloscope looks."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table


def new_table(title: str | None, *columns: str, numbers: Sequence[str] = ()) -> Table:
    """A table whose columns in `numbers` are aligned to the right."""
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        min_width=len(title or ""),  # a title is folded to the width of its table
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
    )
    for column in columns:
        is_number = column in numbers
        table.add_column(column, justify="right" if is_number else "left", overflow="fold", no_wrap=is_number)
    return table
