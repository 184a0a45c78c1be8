"""The README and the pages of the manual: their texts, and the examples in them."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("**/*.md"))]

_PYTHON = re.compile(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", re.DOTALL)
_CONSOLE = re.compile(r"```console\n\$ hloscope ([^\n]*)\n(.*?)```", re.DOTALL)


class Example(NamedTuple):
    """What a page shows: code or the arguments of a command, and what that prints."""

    page: Path
    text: str
    output: str


def name_of(page: Path) -> str:
    """`how-to/cost` of a page, as the id of a test."""
    return page.relative_to(DOCS if DOCS in page.parents else ROOT).with_suffix("").as_posix()


def python_examples() -> list[Example]:
    """All blocks of Python that print what the block of text behind them says."""
    return [Example(page, *found) for page in PAGES for found in _PYTHON.findall(page.read_text("utf-8"))]


def console_examples() -> list[Example]:
    """All commands that are shown with what they print."""
    return [Example(page, *found) for page in PAGES for found in _CONSOLE.findall(page.read_text("utf-8"))]


def replace_output(example: Example, command: str, printed: str) -> None:
    """Writes into the page what the command prints now."""
    text = example.page.read_text("utf-8")  # anew: another example may have been written
    example.page.write_text(text.replace(command + example.output, command + printed), "utf-8")
