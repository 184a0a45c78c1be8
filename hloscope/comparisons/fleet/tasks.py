"""Tasks: one dump is read and its rows are written, in whatever process of whatever machine."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from hloscope.comparisons.fleet.layout import Home, Stem, path_of
from hloscope.comparisons.fleet.parquet import bytes_of
from hloscope.comparisons.fleet.reading import Known, read_unit
from hloscope.comparisons.fleet.schema import TABLES, Rows
from hloscope.comparisons.fleet.store import Store
from hloscope.comparisons.fleet.units import UNKNOWN, Unit
from hloscope.dump.budget import Limits, using_limits
from hloscope.errors import HloscopeError
from hloscope.reports.each_compilation import error_of
from hloscope.reports.schema import Error


class Job(NamedTuple):
    """What all tasks have in common: the fleet's place, the labels of its dumps, and what may be unpacked of one."""

    fleet: str
    labels: tuple[str, ...]
    limits: Limits


class Task(NamedTuple):
    """A dump to read, how often it was read before, and the files that have what was found then."""

    unit: Unit
    turn: int
    old: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: programs that were told of, those that were parsed, and what could not be read.

    It is not `written` where nothing could be told of the dump: the next run reads it again.
    """

    unit: str
    programs: int = 0
    parsed: int = 0
    errors: tuple[Error, ...] = ()
    written: bool = True


Engine = Callable[[Job, Sequence[Task]], Generator[Outcome]]
"""What has tasks done, each once, in any order."""


class _Here:
    """What a process keeps from task to task."""

    known: ClassVar[Known] = Known()
    stores: ClassVar[dict[str, Store]] = {}


def do_task(job: Job, task: Task) -> Outcome:
    """Reads a dump and writes its rows; it may be done again, also while it is done elsewhere."""
    unit = task.unit
    parsed = _Here.known.parsed
    store = _Here.stores.setdefault(job.fleet, Store(job.fleet))
    try:
        with using_limits(job.limits):
            state = unit.state(job.labels)
            found = read_unit(unit, f"{unit.id}-{state}", _Here.known, job.labels)
        write_rows(store, unit.home, Stem(unit.id, task.turn, state if found.steady else UNKNOWN), found.rows)
        store.remove(task.old)
    except HloscopeError as error:
        return failed(task, error)
    return Outcome(unit.url, len(found.rows["programs"]), _Here.known.parsed - parsed, found.errors)


def write_rows(store: Store, home: Home, stem: Stem, rows: Rows) -> None:
    """Writes the rows of a dump; they are seen once the last file is there, that of `dumps`."""
    for table in sorted(TABLES, key=lambda table: table.name == "dumps"):
        if rows[table.name]:
            store.put(path_of(table.name, home, stem), bytes_of(table, rows[table.name]))


def failed(task: Task, error: HloscopeError) -> Outcome:
    """What comes of a task that could not be done."""
    return Outcome(task.unit.url, errors=(error_of(error, task.unit.url),), written=False)
