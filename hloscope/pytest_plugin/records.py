"""Records: what is told of one capture, as properties of its test, which reach JUnit files and the summary.

Workers of xdist send properties along with each result, so they hold nothing but texts and numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

_PREFIX = "hlo."


@dataclass(frozen=True, slots=True)
class Record:
    """One captured program: compute launches before and after (None where the dump has no such stage), and its dump."""

    program: str
    target: str
    before: int | None
    after: int | None
    clusters: int
    seconds: float
    dump: str

    def to_properties(self) -> list[tuple[str, object]]:
        """Pairs of names and values, `hlo.program` first."""
        return [(f"{_PREFIX}{field.name}", getattr(self, field.name)) for field in fields(self)]


def records_in(properties: Iterable[tuple[str, Any]]) -> Iterator[Record]:
    """The captures among the properties of a test."""
    names = [field.name for field in fields(Record)]
    known = {f"{_PREFIX}{name}" for name in names}  # others are the user's own
    pairs = [(name.removeprefix(_PREFIX), value) for name, value in properties if name in known]
    for start in range(0, len(pairs), len(names)):
        values = dict(pairs[start : start + len(names)])
        if list(values) == names:
            yield Record(**values)
