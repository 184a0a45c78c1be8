"""The rows of the table of backends: one program on one target, and the difference of launches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hloscope.reports.reading import backend_of, clusters_of, launches_of

if TYPE_CHECKING:
    from hloscope.reports.schema import Program


@dataclass(frozen=True, slots=True)
class BackendRow:
    """One framework on one platform. A number is None where no program of it has that stage."""

    backend: str
    programs: int
    before: int | None
    unfused: int | None
    after: int | None
    clusters: int | None
    materialized: int | None
    materialized_bytes: int | None


def backend_rows(programs: Sequence[Program]) -> list[BackendRow]:
    """A row for each backend, sorted; a program that was compiled again counts once."""
    first = [program for program in programs if program["recompilation_of"] is None]
    groups: dict[str, list[Program]] = {}
    for program in first:
        groups.setdefault(backend_of(program), []).append(program)
    return [_row_of(backend, members) for backend, members in sorted(groups.items())]


def _row_of(backend: str, programs: Sequence[Program]) -> BackendRow:
    broadcasts = [program["broadcasts"]["after"] for program in programs]
    return BackendRow(
        backend=backend,
        programs=len(programs),
        before=_total(launches_of(program, "before") for program in programs),
        unfused=_total(launches_of(program, "unfused") for program in programs),
        after=_total(launches_of(program, "after") for program in programs),
        clusters=_total(len(clusters_of(program)) if program["kernels"]["after"] else None for program in programs),
        materialized=_total(found and found["materialized"] for found in broadcasts),
        materialized_bytes=_total(found and found["materialized_bytes_per_run"] for found in broadcasts),
    )


def _total(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def difference_of(earlier: int | None, later: int | None) -> str:
    """`-12`, `+3`, `0`, or a dash where one of the numbers is missing."""
    if earlier is None or later is None:
        return "-"
    return f"{later - earlier:+d}" if later != earlier else "0"
