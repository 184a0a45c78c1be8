"""Query: questions in SQL about the tables of a fleet, or of one dump; nothing else is within reach of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, cast

from hloscope.comparisons.fleet.layout import Piece
from hloscope.comparisons.fleet.libraries import library
from hloscope.comparisons.fleet.parquet import dataset_of, table_of
from hloscope.comparisons.fleet.reading import Known, read_unit
from hloscope.comparisons.fleet.schema import PARTITIONS, TABLES, Row, Table, columns_of
from hloscope.comparisons.fleet.store import Store
from hloscope.comparisons.fleet.units import units_of
from hloscope.errors import HloscopeError
from hloscope.reports.each_compilation import errors_form
from hloscope.version import SCHEMA

if TYPE_CHECKING:
    from hloscope.comparisons.fleet.forms import QueryDocument
    from hloscope.reports.schema import Error

_SETTINGS: Final = (
    "SET python_enable_replacements=false",  # variables of this program are no tables
    "SET allow_community_extensions=false",
    "SET autoinstall_known_extensions=false",
    "SET autoload_known_extensions=false",
    "SET temp_directory=''",
    "SET enable_external_access=false",
    "SET lock_configuration=true",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns of an answer with DuckDB's types, and its rows, of which there are more if it `is_cut`."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[object, ...], ...]
    is_cut: bool = False

    def to_dict(self) -> QueryDocument:
        """The JSON document."""
        return {
            "schema": SCHEMA,
            "columns": [{"name": name, "type": kind} for name, kind in self.columns],
            "rows": [[_plain(value) for value in row] for row in self.rows],
            "is_cut": self.is_cut,
        }


class Tables:
    """The tables of a fleet or a dump, in a database of this process that reaches nothing else."""

    def __init__(self, tables: Mapping[str, Any], errors: Sequence[Error] = ()) -> None:
        """The `tables` are pyarrow's; the `errors` are of what could not be read for them."""
        self.errors = tuple(errors)
        self._duckdb = library("duckdb")
        self._connection: Any = self._duckdb.connect(":memory:")
        for name, table in tables.items():
            self._connection.register(name, table)
        for setting in _SETTINGS:
            self._connection.execute(setting)

    def ask(self, sql: str, top: int = 0) -> Answer:
        """The answer to one SELECT; `top` rows of it, 0 for all.

        Raises:
            HloscopeError: it is none, or the database cannot answer it.
        """
        try:
            statement = self._select_in(sql)
            cursor = self._connection.execute(statement)
            rows = cursor.fetchmany(top + 1) if top else cursor.fetchall()
            columns = tuple([(str(name), str(kind)) for name, kind, *_ in cursor.description or ()])
        except self._duckdb.Error as error:
            raise HloscopeError(_problem_of(error)) from error
        shown = rows[: top or None]
        return Answer(columns, tuple([tuple(row) for row in shown]), len(shown) < len(rows))

    def _select_in(self, sql: str) -> Any:  # noqa: ANN401 (a statement of DuckDB's)
        statements = self._duckdb.extract_statements(sql)
        kinds = [statement.type.name for statement in statements]
        if kinds != ["SELECT"]:
            found = ", ".join(kinds) or "nothing"
            raise HloscopeError(f"expected one SELECT, found {found}; a fleet is only read")
        return statements[0]


def open_tables(place: str) -> Tables:
    """The tables of the fleet at a path or a URL; of a dump there, if it is none.

    Raises:
        HloscopeError: neither is there.
    """
    for name in ("pyarrow", "duckdb"):  # said before anything is read
        library(name)
    store = Store(place)
    return _tables_of_fleet(store) if store.check() is not None else _tables_of_dump(place)


def _tables_of_fleet(store: Store) -> Tables:
    pieces = store.live_pieces()
    return Tables({table.name: _fleet_table(store, table, pieces) for table in TABLES})


def _fleet_table(store: Store, table: Table, pieces: Sequence[Piece]) -> Any:  # noqa: ANN401
    files = sorted(f"{store.root}/{piece.path}" for piece in pieces if piece.table == table.name)
    return dataset_of(table, files, store.arrow_system) if files else table_of(columns_of(table), ())


def _tables_of_dump(place: str) -> Tables:
    units, unlisted = units_of([place])
    if not units and not unlisted:
        raise HloscopeError(f"{place}: expected a fleet that `hloscope index` made, or a dump of XLA; found neither")
    errors: list[Error] = errors_form(unlisted)
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    known = Known()
    for unit in units:
        found = read_unit(unit, f"{unit.id}-{unit.state(())}", known)
        errors += found.errors
        home: Row = {column.name: getattr(unit.home, column.name) for column in PARTITIONS}
        for name, more in found.rows.items():
            rows[name] += [{**home, **row} for row in more]
    return Tables({table.name: table_of(columns_of(table), rows[table.name]) for table in TABLES}, errors)


def _problem_of(error: Exception) -> str:
    """What DuckDB says, without what it adds for its own users."""
    text = str(error).strip()
    return text.partition("\n\n")[0] if "\n\nLINE" not in text else text


def _plain(value: object) -> object:
    """A value as JSON has it."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(each) for each in cast("Sequence[object]", value)]
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in cast("Mapping[object, object]", value).items()}
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
