"""Diagnosis: what the doctor found, as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hloscope.captures.doctor.finding import Finding, shortened

if TYPE_CHECKING:
    from hloscope.captures.doctor.diagnosis import Diagnosis
    from hloscope.captures.doctor.inventory import Inventory


def diagnosis_text(diagnosis: Diagnosis) -> RenderableType:
    """The machine, then each finding, then the verdict."""
    parts: list[RenderableType] = [_machine(diagnosis.machine)] if diagnosis.machine else []
    parts += [_finding(finding) for finding in diagnosis.findings]
    return Group(*(item for part in parts for item in (part, Text())), Text(_verdict(diagnosis), style="bold"))


def _rows(*rows: tuple[str, str]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in rows:
        grid.add_row(Text(name, style="dim"), value)
    return grid


def _machine(machine: Inventory) -> Table:
    packages = ", ".join(f"{name} {version}" for name, version in machine.packages.items())
    devices = ", ".join(f"{count} {kind}" for kind, count in machine.devices.items())
    rows = [
        ("hloscope", machine.hloscope),
        ("Python", f"{machine.python}, {machine.system}"),
        ("Packages", packages or "no framework is installed for this Python"),
        ("Devices", devices or "no GPU, no TPU"),
        ("Targets", "\n".join(machine.targets) or "none"),
    ]
    return _rows(*rows, *_variables(machine))


def _variables(machine: Inventory) -> Iterator[tuple[str, str]]:
    found = [f"{name}={shortened(value)}" for name, value in machine.variables.items()]
    yield "Variables", "\n".join(found) or "none that XLA or a framework reads"


def _finding(finding: Finding) -> Group:
    kind = "problem" if finding.is_problem else "note"
    title = Text(f"{kind}: {finding.id}", style="bold red" if finding.is_problem else "bold")
    body = _rows(("  evidence", finding.evidence), ("  cause", finding.cause), ("  cure", finding.cure))
    return Group(title, body)


def _verdict(diagnosis: Diagnosis) -> str:
    count = len(diagnosis.problems)
    problems = f"{count} problem{'s' if count > 1 else ''}" if count else "No problem found"
    return f"{problems}; {diagnosis.summary}." if diagnosis.summary else f"{problems}."
