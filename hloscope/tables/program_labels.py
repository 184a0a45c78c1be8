"""Program labels: what a program is called beside others in one table, where several may bear one name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from hloscope.reports.reading import backend_of
from hloscope.tables.style import WORSE
from hloscope.words import name_text

if TYPE_CHECKING:
    from hloscope.reports.schema import ProgramName


class ProgramLabels:
    """Labels that tell the programs of a table apart: by name, else by backend or number."""

    def __init__(self, programs: Iterable[ProgramName]) -> None:
        each = {id(program): program for program in programs}.values()
        self._names = Counter(program["name"] for program in each)
        self._backends: defaultdict[str | None, set[str]] = defaultdict(set)
        for program in each:
            self._backends[program["name"]].add(backend_of(program))

    def label_of(self, program: ProgramName) -> str:
        """Its name, and what tells it from others of that name."""
        name = name_text(program["name"])
        if self._names[program["name"]] < 2:
            return name
        if len(self._backends[program["name"]]) > 1:
            return f"{name}, {backend_of(program)}"
        return name if program["id"] is None else f"{name} #{program['id']}"


def program_name(program: ProgramName) -> Text:
    """Its name, and below it which backend, which number and whether it was compiled before."""
    text = Text(name_text(program["name"]) or "(no name)")
    place = backend_of(program) + (f" #{program['id']}" if program["id"] is not None else "")
    again = ", compiled again" if program["recompilation_of"] is not None else ""
    text.append(f"\n{place}{again}", style="dim")
    return text if program["complete"] else text.append("\nincomplete", style=WORSE)
