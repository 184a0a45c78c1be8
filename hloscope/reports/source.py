"""What became of every line of the user's program, as a document; and the lines themselves, where they may be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from hloscope.analyses.answers import Answers
from hloscope.analyses.cost.cost import cost_of
from hloscope.analyses.cost.machines import Machine, find_machine
from hloscope.analyses.cost.traffic import ModuleTraffic
from hloscope.analyses.facts.launch_sources import LaunchSources
from hloscope.analyses.profile.forms import MeasuredRunsForm
from hloscope.analyses.profile.launch_times import LaunchTimes
from hloscope.analyses.provenance.by_passes import ProvenanceForm
from hloscope.analyses.provenance.phases import phases_of
from hloscope.analyses.provenance.scopes import ScopeForm, scope_forms, scope_tree
from hloscope.analyses.provenance.source_costs import launch_parts
from hloscope.analyses.provenance.source_lines import SourceLine, SourceLineForm, placed_by_calls, source_lines
from hloscope.dump import Dump
from hloscope.reports.each_compilation import ExplanationDocument, Log, Names, Progress, explain
from hloscope.reports.schema import DocumentOf, ProgramName

_LARGEST = 4 * 1024 * 1024  # bytes of a source file: more is no program that a person wrote

Evidence = Literal["passes", "match", "metadata", "before"]
"""Whether it is told by snapshots of passes, inferred from the modules before and after them, or, where there is only
the module that runs, by XLA's metadata in it. Where only the module from before optimization is there, each operation
counts as if it ran by itself.
"""


class CodeLineForm(SourceLineForm):
    """A line with its text, None where that may not be read or is not there."""

    code: str | None


class SourceProgram(ProgramName):
    """The lines and the scopes of one compilation, what takes most first, and what became of each of its operations.

    `machine` names the one that times are modelled on, None where no time is; `measured` is None without a profile.
    """

    evidence: Evidence
    machine: str | None
    measured: MeasuredRunsForm | None
    lines: list[CodeLineForm]
    scopes: list[ScopeForm]
    operations: list[ProvenanceForm]


SourceDocument = DocumentOf[SourceProgram]


def source_report(
    paths: Sequence[str | Path | Dump],
    *,
    source_root: Path | None = None,
    machine: Machine | None = None,
    name: Names = None,
    progress: Progress = iter,
    profile: Log | None = None,
) -> ExplanationDocument[SourceProgram]:
    """The lines and scopes of every program below some paths, and the provenance of each of its operations.

    Source files are read only below `source_root`; without it, and where they are not there, `code` is None. Times are
    modelled on `machine`, else on the one that a program was compiled for, if that is known; measured ones are those of
    the paths that are profiles, or of `profile`.
    """
    texts = SourceTexts(source_root)

    def form_of(answers: Answers, heading: ProgramName) -> SourceProgram | None:
        return source_program_of(answers, heading, texts, machine or find_machine(answers.compilation.arch))

    return explain(paths, form_of, name=name, progress=progress, profile=profile)


def source_program_of(
    answers: Answers, heading: ProgramName, texts: SourceTexts, machine: Machine | None
) -> SourceProgram | None:
    """The lines and scopes of one compilation, and the provenance of its operations; None where nothing runs."""
    after, cost, traffic = answers.after, answers.cost, answers.traffic
    if after is None or cost is None or traffic is None:
        return _program_before(answers, heading, texts, machine)
    provenances = answers.provenances
    operations = provenances.operations if provenances else ()
    runs = answers.measured.to_dict() if answers.measured else None
    measured = runs and runs["seconds"]
    parts = launch_parts(cost, traffic, machine, answers.launch_sources, answers.launch_times(machine))
    tree = scope_tree(parts, phases_of(after, answers.memos["after"].sources, answers.module("before")))
    lines = source_lines(operations, answers.module("before"), after, traffic, parts)
    ordered = sorted(lines, key=_order_of, reverse=True)
    return {
        **heading,
        "evidence": "metadata" if provenances is None else "passes" if provenances.is_by_passes else "match",
        "machine": machine.name if machine else None,
        "measured": runs,
        "lines": [
            {**line.to_dict(tree.cost, machine, measured), "code": texts.find_line(line.place)} for line in ordered
        ],
        "scopes": scope_forms(tree, machine, measured),
        "operations": [provenance.to_dict() for provenance in operations],
    }


def _program_before(
    answers: Answers, heading: ProgramName, texts: SourceTexts, machine: Machine | None
) -> SourceProgram | None:
    """The same of a program of which nothing is known but what was asked for."""
    before = answers.module("before")
    if before is None:
        return None
    traffic, sources = ModuleTraffic(before), answers.memos["before"].sources
    launches = LaunchSources(sources, before.instructions())
    parts = placed_by_calls(launch_parts(cost_of(before), traffic, machine, launches, LaunchTimes(None)), before)
    tree = scope_tree(parts, phases_of(before, sources))
    lines = sorted(source_lines((), None, before, traffic, parts), key=_order_of, reverse=True)
    return {
        **heading,
        "evidence": "before",
        "machine": machine.name if machine else None,
        "measured": None,
        "lines": [
            {
                **line.to_dict(tree.cost, machine),
                "operations": len(line.launches),
                "code": texts.find_line(line.place),
            }
            for line in lines
        ],
        "scopes": scope_forms(tree, machine),
        "operations": [],
    }


def _order_of(line: SourceLine) -> tuple[bool, tuple[float, float, int]]:
    return bool(line.place or line.op_name), line.cost.weight


def _resolved(root: Path) -> Path | None:
    try:
        return root.resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links, or a name that no file can have
        return None


class SourceTexts:
    """The lines of source files below one folder; a dump may name any file, so nothing else is opened."""

    def __init__(self, root: Path | None) -> None:
        self._root = _resolved(root) if root else None
        self._lines: dict[str, Sequence[str]] = {}

    def find_line(self, place: str) -> str | None:
        """The text of `file:line` without indentation, if it is there."""
        path, _, number = place.rpartition(":")
        if self._root is None or not number.isdecimal():
            return None
        if path not in self._lines:
            self._lines[path] = self._read(self._root, path)
        lines = self._lines[path]
        return lines[int(number) - 1].strip() if 0 < int(number) <= len(lines) else None

    @staticmethod
    def _read(root: Path, path: str) -> Sequence[str]:
        try:
            found = (root / path).resolve()
            is_allowed = found.is_relative_to(root) and found.is_file() and found.stat().st_size <= _LARGEST
            return found.read_text("utf-8", "replace").splitlines() if is_allowed else ()
        except (OSError, RuntimeError, ValueError):  # a name that no file can have
            return ()
