"""Live reports: the page of each dump that the manual shows a table of, and the links to it, behind the commands."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

DOCS: Final = Path(__file__).parents[1]
ROOT: Final = DOCS.parent
FOLDER: Final = "reports"
# The view of the page that shows what a command prints.
VIEWS: Final = {
    "blame": "passes",
    "collectives": "collectives",
    "compare": "overview",
    "cost": "kernels",
    "diff": "diff",
    "export": "graph",
    "memory": "memory",
    "passes": "passes",
    "profile": "timeline",
    "recompiles": "overview",
    "report": "overview",
    "show": "graph",
    "source": "source",
    "why": "graph",
}
_BLOCK = re.compile(r"^```console\n(?P<lines>.*?)^```\n", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ hloscope (?P<name>\w+) (?P<rest>.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class LiveReport:
    """The page of some dumps, or of a diff of two, and the view of it that shows what a command prints."""

    paths: tuple[str, ...]
    view: str
    machine: str | None = None

    @property
    def file(self) -> str:
        """Where it is in the manual."""
        parts = [re.sub(r"\W+", "-", path.removeprefix("testdata/")) for path in self.paths]
        name = "-and-".join(parts) + (f"-on-{self.machine}" if self.machine else "")
        return f"{FOLDER}/{'diff-' if self.view == 'diff' else ''}{name}.html"

    def html(self) -> str:
        """The page."""
        from hloscope.analyses.cost.machines import machine_called
        from hloscope.pages.page import page_html
        from hloscope.reports.page.document import diff_page_document, page_document

        paths = [ROOT / path for path in self.paths]
        if self.view == "diff":
            old, new = paths
            return page_html(diff_page_document([old], [new], _diff_of(old, new)))
        return page_html(page_document(paths, machine=machine_called(self.machine)))


def _diff_of(old: Path, new: Path) -> dict[str, Any]:
    from hloscope.comparisons.of_dumps import diff
    from hloscope.comparisons.outline import NUMBERS

    return {**diff(old, new).to_dict(), "labels": dict(NUMBERS)}


def live_reports() -> dict[str, LiveReport]:
    """The reports that the pages of the manual lead to, by where they are in it."""
    texts = (page.read_text("utf-8") for page in sorted(DOCS.rglob("*.md")))
    found = (report for text in texts for block in _BLOCK.finditer(text) for report in _reports_in(block["lines"]))
    return {report.file: report for report in found}


def with_links(markdown: str, page: str) -> str:
    """A page of the manual with a link behind each command on dumps; `page` is where it is below docs/."""
    up = "../" * page.count("/")

    def linked(block: re.Match[str]) -> str:
        links = [
            f"[{'The live report of this' if len(r.paths) == 1 else 'The live report'}]({up}{r.file}#view={r.view})"
            for r in _reports_in(block["lines"])
        ]
        return block[0] + (f"\n{' · '.join(links)}\n{{: .live }}\n" if links else "")

    return _BLOCK.sub(linked, markdown)


def _reports_in(lines: str) -> Iterator[LiveReport]:
    for command in _COMMAND.finditer(lines):
        words = shlex.split(command["rest"])
        paths = [word.partition("=")[2] or word for word in words if re.match(r"(\w+=)?testdata/", word)]
        view = "cost" if "scope" in words else VIEWS.get(command["name"])
        if view and paths and "--format" not in words:  # which is for programs
            machine = words[words.index("--on") + 1] if "--on" in words else None
            yield LiveReport(tuple(paths), view, machine)
