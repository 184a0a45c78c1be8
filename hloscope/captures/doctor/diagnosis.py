"""Diagnosis: all that the doctor finds of a machine, or of a dump folder, in one result."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from hloscope.captures.doctor.environment_findings import environment_findings
from hloscope.captures.doctor.finding import Finding, FindingForm, one_of_a_kind
from hloscope.captures.doctor.flag_findings import flag_findings
from hloscope.captures.doctor.folder_findings import folder_findings
from hloscope.captures.doctor.inventory import Inventory, InventoryForm, inventory_of
from hloscope.captures.doctor.known_flags import known_flags
from hloscope.dump import Dump
from hloscope.dump.sources import is_folder
from hloscope.errors import DumpError
from hloscope.version import SCHEMA


class DoctorDocument(TypedDict):
    """What the doctor finds, problems first; `machine` is None where a dump was looked at instead.

    `summary` says what was dumped.
    """

    schema: int
    findings: list[FindingForm]
    summary: str
    machine: InventoryForm | None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The findings, problems first and one of a kind; the machine, if it was looked at; and what was dumped."""

    findings: tuple[Finding, ...]
    machine: Inventory | None = None
    summary: str = ""

    @property
    def problems(self) -> tuple[Finding, ...]:
        """The findings that keep a dump from being whole."""
        return tuple(finding for finding in self.findings if finding.is_problem)

    def to_dict(self) -> DoctorDocument:
        """The diagnosis as JSON has it."""
        return {
            "schema": SCHEMA,
            "findings": [finding.to_dict() for finding in self.findings],
            "summary": self.summary,
            "machine": self.machine.to_dict() if self.machine else None,
        }


def diagnose_machine(environment: Mapping[str, str], search_path: Sequence[str]) -> Diagnosis:
    """What is installed for a Python with this `sys.path`, and what is wrong with the variables in effect."""
    known = known_flags(search_path) if environment.get("XLA_FLAGS") else ()
    findings = [*flag_findings(environment, known), *environment_findings(environment)]
    return Diagnosis(in_order(findings), inventory_of(search_path, environment))


def diagnose_folder(folder: Path, *, platform: str | None = None, newer: Path | None = None) -> Diagnosis:
    """What is wrong with the dump in a folder; `platform` is the wanted one, and a dump older than `newer` is stale.

    Raises:
        DumpError: there is no such folder, or no file `newer`.
    """
    if not is_folder(folder):
        raise DumpError("no such folder; expected the one that XLA dumps to", str(folder))
    if newer and not os.path.isfile(newer):  # noqa: PTH113 (as `is_folder`)
        raise DumpError("no such file; expected the program that was dumped", str(newer))
    findings, dump = folder_findings(folder, platform=platform, newer=newer)
    return Diagnosis(in_order(findings), summary=summary_of(dump))


def summary_of(dump: Dump | None) -> str:
    """How much was dumped, and for what."""
    if dump is None or not dump.compilations:
        return "no module was dumped"
    backends = {" ".join(filter(None, (item.framework, item.platform))) for item in dump.compilations}
    count = len(dump.compilations)
    what = "one compilation was" if count == 1 else f"{count} compilations were"
    return f"{what} dumped ({', '.join(sorted(filter(None, backends))) or 'for an unknown target'})"


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The first finding of each kind, or each flag, problems before notes."""
    return tuple(sorted(one_of_a_kind(findings), key=lambda finding: not finding.is_problem))
