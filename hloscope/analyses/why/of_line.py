"""Why, of a source line: the operations of the line that run, and which of its values go through memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from hloscope.analyses.facts.operations import BOOKKEEPING, FUSIONS
from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.why.answer import operations_that_run
from hloscope.analyses.why.missed_fusions import MissedFusion
from hloscope.ir import HloInstruction, HloModule

Launches = Mapping[HloInstruction, Sequence[HloInstruction]]
"""Operations by what runs them."""


class OfLine(NamedTuple):
    """What a line became: its operations by launch, and the edges of values that it makes.

    `is_outer` says that no operation stands on the line itself: it calls the lines of these.
    """

    launches: Launches
    edges: tuple[MissedFusion, ...]
    is_outer: bool


def of_line(module: HloModule, missed: Sequence[MissedFusion], place: str) -> OfLine:
    """What became of the line at a place such as `model.py:31`; of a file in several folders, all of them."""
    launches, is_outer = _launches_at(module, InnermostLine(place)), False
    if not launches:
        launches, is_outer = _launches_at(module, LineInStack(place)), True
    made = {operation for operations in launches.values() for operation in operations}
    sources = Sources()
    edges = [
        edge
        for edge in missed
        if edge.made_by in made or (_is_same(edge.sources[0], place) and not sources.source_of(edge.made_by).place)
    ]
    return OfLine(launches, tuple(edges), is_outer)


def _launches_at(module: HloModule, is_there: Callable[[HloInstruction], bool]) -> Launches:
    found: dict[HloInstruction, list[HloInstruction]] = {}
    for operation, launch in operations_that_run(module):
        is_label = operation is launch and launch.opcode in FUSIONS  # a fusion has the line of its root
        if operation.opcode not in BOOKKEEPING and not is_label and is_there(operation):
            found.setdefault(launch, []).append(operation)
    return found


class InnermostLine:
    """Whether the line of an operation is that of a place."""

    def __init__(self, place: str) -> None:
        self._place, self._sources = place, Sources()

    def __call__(self, operation: HloInstruction) -> bool:
        """Whether it is."""
        return _is_same(self._sources.source_of(operation).place, self._place)


class LineInStack:
    """Whether a place is among the lines that called an operation."""

    def __init__(self, place: str) -> None:
        self._place = place

    def __call__(self, operation: HloInstruction) -> bool:
        """Whether it is."""
        if "metadata=" not in operation.attribute_text:
            return False
        frames = operation.metadata.frames
        return any(_is_same(f"{frame.file}:{frame.line}", self._place) for frame in frames)


def _is_same(found: str, place: str) -> bool:
    return found == place or found.endswith(f"/{place}")
