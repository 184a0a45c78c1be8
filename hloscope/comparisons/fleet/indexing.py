"""Indexing: dumps become rows of a fleet; what is known and unchanged is not read again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hloscope.comparisons.fleet.layout import Piece, latest_of
from hloscope.comparisons.fleet.libraries import library
from hloscope.comparisons.fleet.store import Store
from hloscope.comparisons.fleet.tasks import Engine, Job, Outcome, Task
from hloscope.comparisons.fleet.units import UNKNOWN, Unit, units_of
from hloscope.dump.budget import limits_in_use
from hloscope.errors import HloscopeError
from hloscope.reports.each_compilation import errors_form
from hloscope.version import SCHEMA

if TYPE_CHECKING:
    from hloscope.comparisons.fleet.forms import IndexDocument
    from hloscope.reports.schema import Error

Watch = Callable[[Sequence[Task]], Iterator[Task]]
"""Goes through tasks, one for each that is done, and may show how far it is."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What `index` did: how many dumps it found, knew, read and could not read, and their programs."""

    fleet: str
    found: int
    known: int
    read: int
    failed: int
    programs: int
    parsed: int
    errors: tuple[Error, ...]

    def to_dict(self) -> IndexDocument:
        """The JSON document."""
        return {
            "schema": SCHEMA,
            "fleet": self.fleet,
            "dumps": {"found": self.found, "known": self.known, "read": self.read, "failed": self.failed},
            "programs": {"told": self.programs, "parsed": self.parsed},
            "errors": [*self.errors],
        }


def index(
    roots: Sequence[str],
    fleet: str,
    *,
    engine: Engine,
    run: str | None = None,
    host: str | None = None,
    labels: Sequence[str] = (),
    watch: Watch = iter,
) -> Indexed:
    """Reads the dumps below the roots that the fleet does not know yet, or that changed; `labels` are KEY=VALUE.

    It may be ended at any time: what is written by then is whole, and the next time goes on from there.

    Raises:
        HloscopeError: nothing is below the roots, or the fleet cannot be read or written.
    """
    units, unlisted = units_of(roots, run=run, host=host)
    if not units and not unlisted:
        raise HloscopeError(f"expected dumps of XLA, found none below {', '.join(roots)}")
    store = Store(fleet)
    if units:
        library("pyarrow")  # said before anything is read
        store.begin()
    sorted_labels = tuple(sorted(labels))
    tasks = _tasks_of(units, store, sorted_labels)
    outcomes = _done(engine(Job(fleet, sorted_labels, limits_in_use()), tasks), tasks, watch)
    errors = [*errors_form(unlisted), *(error for outcome in outcomes for error in outcome.errors)]
    written = [outcome for outcome in outcomes if outcome.written]
    return Indexed(
        store.label,
        len(units),
        len(units) - len(tasks),
        len(written),
        len(tasks) - len(written),
        sum(outcome.programs for outcome in written),
        sum(outcome.parsed for outcome in written),
        tuple(errors),
    )


def _done(outcomes: Generator[Outcome], tasks: Sequence[Task], watch: Watch) -> list[Outcome]:
    """The outcomes in the order of the tasks, whichever came first."""
    with closing(outcomes):
        found = {outcome.unit: outcome for _, outcome in zip(watch(tasks), outcomes, strict=True)}
    return [found[task.unit.url] for task in tasks]


def _tasks_of(units: Sequence[Unit], store: Store, labels: Sequence[str]) -> list[Task]:
    """What is to be read; what earlier runs left that does not count is removed."""
    pieces = store.pieces()
    latest = latest_of(pieces)
    by_unit: defaultdict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_unit[piece.stem.unit].append(piece)
    tasks: list[Task] = []
    for unit in units:
        old, current = by_unit[unit.id], latest.get(unit.id)
        state = unit.state(labels)
        if current and current.state == state != UNKNOWN:
            store.remove(piece.path for piece in old if piece.stem != current)
            continue
        turn = max((piece.stem.turn for piece in old), default=0) + 1
        tasks.append(Task(unit, turn, tuple([piece.path for piece in old])))
    return tasks
