"""What became of every line of the user's program, as a document; and the lines themselves, where they may be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from hloscope.analyses.answers import Answers
from hloscope.analyses.provenance.by_passes import ProvenanceForm
from hloscope.analyses.provenance.source_lines import SourceLineForm, source_lines
from hloscope.reports.each_compilation import ExplanationDocument, Names, Progress, explain
from hloscope.reports.schema import DocumentOf, ProgramName

_LARGEST = 4 * 1024 * 1024  # bytes of a source file: more is no program that a person wrote

Evidence = Literal["passes", "match"]
"""Whether it is told by snapshots of passes, or inferred from the modules before and after them."""


class CodeLineForm(SourceLineForm):
    """A line with its text, None where that may not be read or is not there."""

    code: str | None


class SourceProgram(ProgramName):
    """The lines of one compilation, and what became of each of its operations."""

    evidence: Evidence
    lines: list[CodeLineForm]
    operations: list[ProvenanceForm]


SourceDocument = DocumentOf[SourceProgram]


def source_report(
    paths: Sequence[str | Path], *, source_root: Path | None = None, name: Names = None, progress: Progress = iter
) -> ExplanationDocument[SourceProgram]:
    """The lines of every program below some paths, and the provenance of each of its operations.

    Source files are read only below `source_root`; without it, and where they are not there, `code` is None.
    """
    texts = _Texts(source_root)

    def form_of(answers: Answers, heading: ProgramName) -> SourceProgram | None:
        compilation, provenances = answers.compilation, answers.provenances
        if provenances is None or compilation.before is None or compilation.after is None:
            return None
        lines = source_lines(provenances.operations, compilation.before, compilation.after)
        return {
            **heading,
            "evidence": "passes" if provenances.is_by_passes else "match",
            "lines": [{**line.to_dict(), "code": texts.find_line(line.place)} for line in lines],
            "operations": [provenance.to_dict() for provenance in provenances.operations],
        }

    return explain(paths, form_of, name=name, progress=progress)


class _Texts:
    """The lines of source files below one folder; a dump may name any file, so nothing else is opened."""

    def __init__(self, root: Path | None) -> None:
        self._root = root.resolve() if root else None
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
        except (OSError, ValueError):  # a name that no file can have
            return ()
