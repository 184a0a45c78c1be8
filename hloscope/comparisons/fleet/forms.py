"""Forms of what is told of a fleet in JSON, which only checkers and the generator of schemas load."""

from __future__ import annotations

from typing import TypedDict

from hloscope.reports.schema import Error


class IndexedDumpsForm(TypedDict):
    """Dumps that were found, that the fleet knew as they are, that were read, and of which nothing could be told."""

    found: int
    known: int
    read: int
    failed: int


class IndexedProgramsForm(TypedDict):
    """Compilations in the dumps that were read, and how many were parsed: equal ones are parsed once."""

    told: int
    parsed: int


class IndexDocument(TypedDict):
    """What `hloscope index` did."""

    schema: int
    fleet: str
    dumps: IndexedDumpsForm
    programs: IndexedProgramsForm
    errors: list[Error]


class ColumnForm(TypedDict):
    """A column of an answer; `type` is DuckDB's."""

    name: str
    type: str


class QueryDocument(TypedDict):
    """The answer to a query: rows have a value for each column. `is_cut` says that there are more."""

    schema: int
    columns: list[ColumnForm]
    rows: list[list[object]]
    is_cut: bool


class PointForm(TypedDict):
    """A program in one run, as most of its `hosts` have it; `ways` says how many others there are, and itself.

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


class TrendForm(TypedDict):
    """A program from the oldest run to the newest."""

    name: str
    points: list[PointForm]


class TrendDocument(TypedDict):
    """What programs launched, moved and held from run to run."""

    schema: int
    programs: list[TrendForm]
