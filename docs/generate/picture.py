"""The picture of a report, drawn by rich: `python -m docs.generate.picture` draws it anew."""

from __future__ import annotations

import html
import io
import re
from contextlib import redirect_stdout
from pathlib import Path
from unittest.mock import patch

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from hloscope.cli import main

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs/report.svg"
BACKENDS = ("jax-0.10.2-cpu", "tensorflow-2.21.0-cpu", "torch-xla-2.9.0-cpu", "jax-0.10.2-h100")
COMMAND = ("report", *(f"testdata/{backend}/mlp" for backend in BACKENDS), "--top", "3")
TITLE = "hloscope report: one MLP on four backends"

_INK, _PAPER = (36, 41, 47), (255, 255, 255)
_COLOURS = ((36, 41, 47), (179, 29, 40), (17, 99, 41), (149, 93, 0), (5, 80, 174), (111, 66, 193), (27, 124, 131), _INK)
_FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)  # loaded from elsewhere: any font of one width will do


def drawn_report() -> str:
    """Return the report as an SVG drawing of a terminal of 100 columns."""
    console = Console(record=True, width=100, force_terminal=True, color_system="truecolor", file=io.StringIO())
    printed = io.StringIO()
    with patch("hloscope.tables.console.Console", return_value=console), redirect_stdout(printed):
        main([*COMMAND[:1], *(str(ROOT / path) if "/" in path else path for path in COMMAND[1:])])
    console.print(Text.from_ansi(printed.getvalue()))
    theme = TerminalTheme(_PAPER, _INK, list(_COLOURS))
    drawing = console.export_svg(title=TITLE, theme=theme, unique_id="report")
    return "".join(f"{line.rstrip()}\n" for line in _FONT_FACE.sub("", drawing).splitlines())


def words_in(drawing: str) -> list[str]:
    """Return the words of a drawing, line by line."""
    lines = re.findall(r"<text [^>]*>(.*?)</text>", drawing)
    return " ".join(html.unescape(line).replace("\xa0", " ") for line in lines).split()


if __name__ == "__main__":
    PICTURE.write_text(drawn_report(), "utf-8")
