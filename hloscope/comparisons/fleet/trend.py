"""Trend: what a program launched, moved and held from run to run, as most of the hosts of each run had it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from hloscope.version import SCHEMA

if TYPE_CHECKING:
    from hloscope.comparisons.fleet.forms import PointForm, TrendDocument, TrendForm
    from hloscope.comparisons.fleet.query import Tables

SQL: Final = """
    select name, run, signature, launches_per_run, compute_launches, bytes_accessed, peak_bytes,
           count(distinct host) as hosts, min(written_at) as written_at,
           max("commit") as "commit", max(compiler) as compiler
    from programs join (select dump_id, written_at, "commit", compiler from dumps) using (dump_id)
    group by all
    order by name, run, hosts desc, bytes_accessed desc nulls last, launches_per_run desc nulls last, signature
"""
"""The ways in which each program was compiled in each run, the most frequent first."""


class Way(NamedTuple):
    """One way in which a program was compiled in a run, and on how many hosts: a row of `SQL`."""

    name: str
    run: str
    signature: str | None
    launches_per_run: int | None
    compute_launches: int | None
    bytes_accessed: int | None
    peak_bytes: int | None
    hosts: int
    written_at: datetime | None
    commit: str | None
    compiler: str | None


@dataclass(frozen=True, slots=True)
class Point:
    """A program in one run, as most of its `hosts` have it; there are so many `ways`.

    `launches` are compute launches of a run of the program, of its launch sites where a loop's turns are not known.
    """

    run: str
    written_at: str | None
    commit: str | None
    compiler: str | None
    hosts: int
    ways: int
    launches: int | None
    bytes: int | None
    peak_bytes: int | None


@dataclass(frozen=True, slots=True)
class Trend:
    """The points of each program, by its name, from the oldest run to the newest."""

    programs: Mapping[str, Sequence[Point]]

    def to_dict(self) -> TrendDocument:
        """The JSON document."""
        return {"schema": SCHEMA, "programs": [_form(name, points) for name, points in self.programs.items()]}


def _form(name: str, points: Sequence[Point]) -> TrendForm:
    return {"name": name, "points": [cast("PointForm", asdict(point)) for point in points]}


def trend_in(tables: Tables, program: str) -> Trend:
    """The trend of the programs of that name, or pattern such as `jit_*`."""
    rows = cast("Iterable[tuple[Any, ...]]", tables.ask(SQL).rows)
    return trend_of((Way(*row) for row in rows), program)


def trend_of(ways: Iterable[Way], program: str) -> Trend:
    """The trend that ways tell, each program's most frequent one in a run first."""
    found: defaultdict[str, defaultdict[str, list[Way]]] = defaultdict(lambda: defaultdict(list))
    for way in ways:
        if fnmatchcase(way.name, program):
            found[way.name][way.run].append(way)
    programs = {name: sorted(map(_point_of, runs.values()), key=_age) for name, runs in found.items()}
    return Trend(programs)


def _age(point: Point) -> tuple[str, str]:
    return (point.written_at or "", point.run)


def _point_of(ways: Sequence[Way]) -> Point:
    usual = ways[0]
    times = [way.written_at for way in ways if way.written_at]
    return Point(
        usual.run,
        min(times).isoformat(sep=" ", timespec="seconds") if times else None,
        usual.commit,
        usual.compiler,
        sum(way.hosts for way in ways),
        len({way.signature for way in ways}),
        usual.compute_launches if usual.launches_per_run is None else usual.launches_per_run,
        usual.bytes_accessed,
        usual.peak_bytes,
    )
