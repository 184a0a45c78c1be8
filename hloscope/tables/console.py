"""Console: how tables become text, the one place that knows of rich's console; no line of it commands anything."""

from __future__ import annotations

import os
from io import StringIO
from typing import TextIO

from rich.console import Console, RenderableType

from hloscope.words.safe_text import inert_lines

_HTML = '<pre style="line-height:1.2;white-space:pre;overflow-x:auto">{code}</pre>'
_PIPE_WIDTH = 160  # columns of a table that is not printed on a terminal


def console_on(stream: TextIO | None = None) -> Console:
    """What prints tables to `stream`, stdout if it is None, as wide as the terminal; colours only on one.

    Texts are shown as they are: rich's own markup, emoji and highlights are off.
    """
    console = Console(file=stream, highlight=False, emoji=False, markup=False, force_jupyter=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PIPE_WIDTH
    return console


def plain_text(renderable: RenderableType, *, width: int) -> str:
    """Tables as text without colours, so many columns wide."""
    console = Console(
        file=StringIO(),
        width=width,
        color_system=None,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
        force_jupyter=False,  # which would show the text beside the result, and leave nothing to return
    )
    return "\n".join(line.rstrip() for line in text_on(console, renderable).splitlines())


def html_text(renderable: RenderableType, *, width: int) -> str:
    """Tables as HTML for a notebook, each text of theirs escaped."""
    console = Console(
        file=StringIO(),
        record=True,
        width=width,
        color_system="truecolor",
        force_terminal=True,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
        force_jupyter=False,
    )
    console.print(renderable)
    return console.export_html(inline_styles=True, code_format=_HTML)


def text_on(console: Console, *renderables: RenderableType) -> str:
    """What a console prints of these, whole before anything of it is printed."""
    with console.capture() as printed:
        for renderable in renderables:
            console.print(renderable)
    return inert_lines(printed.get())
