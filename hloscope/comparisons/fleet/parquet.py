"""Parquet: rows as the bytes of a file, and files as tables that are read as far as a query asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from hloscope.comparisons.fleet.libraries import library
from hloscope.comparisons.fleet.schema import FLEET_SCHEMA, PARTITIONS, Column, Row, Table, Type, Value

_LARGEST = (1 << 63) - 1


def schema_of(columns: Iterable[Column]) -> Any:  # noqa: ANN401 (of pyarrow, which has no types)
    """The schema of pyarrow's for some columns."""
    arrow = library("pyarrow")
    types: dict[Type, Any] = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "flag": arrow.bool_(),
        "texts": arrow.list_(arrow.string()),
        "time": arrow.timestamp("us"),
    }
    return arrow.schema([arrow.field(column.name, types[column.type]) for column in columns])


def table_of(columns: Sequence[Column], rows: Iterable[Row]) -> Any:  # noqa: ANN401
    """Rows as a table of pyarrow's; what a row lacks is NULL."""
    arrow = library("pyarrow")
    schema = schema_of(columns)
    found = [*rows]
    arrays = [
        arrow.array([_storable(row.get(column.name), column.type) for row in found], type=field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    return arrow.Table.from_arrays(arrays, schema=schema)


def bytes_of(table: Table, rows: Iterable[Row]) -> bytes:
    """Rows as the bytes of a file."""
    arrow = library("pyarrow")
    content = table_of(table.columns, rows).replace_schema_metadata({"hloscope_fleet_schema": str(FLEET_SCHEMA)})
    sink = arrow.BufferOutputStream()
    lean = {"store_schema": False, "write_statistics": False}  # a third of the time to open one of many small files
    library("pyarrow.parquet").write_table(content, sink, compression="zstd", **lean)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def dataset_of(table: Table, files: Sequence[str], system: Any) -> Any:  # noqa: ANN401
    """The table that files hold, which nothing is read of yet; their paths say the run and the host."""
    dataset = library("pyarrow.dataset")
    schema = schema_of((*PARTITIONS, *table.columns))
    partitioning = dataset.partitioning(schema_of(PARTITIONS), flavor="hive")
    form = dataset.ParquetFileFormat()
    fragments = [form.make_fragment(file, system, _home_expression(dataset, partitioning, file)) for file in files]
    return dataset.FileSystemDataset(fragments, schema, form, system)


def _home_expression(dataset: Any, partitioning: Any, file: str) -> Any:  # noqa: ANN401, ARG001
    return partitioning.parse(file.rpartition("/")[0] + "/")


def _storable(value: Value, kind: Type) -> object:
    """A value as Parquet can hold it: numbers of 64 bits, text that is UTF-8."""
    if isinstance(value, str):
        return datetime.fromisoformat(value) if kind == "time" else _text(value)
    if isinstance(value, list):
        return [_text(each) for each in value]
    if isinstance(value, int) and kind == "integer":
        return max(-_LARGEST, min(_LARGEST, value))
    return value


def _text(value: str) -> str:
    return value.encode("utf-8", "replace").decode()
