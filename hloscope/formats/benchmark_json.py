"""Benchmark JSON: the totals of every program, as github-action-benchmark keeps them (`customSmallerIsBetter`)."""

from __future__ import annotations

from typing import TypedDict

from hloscope.formats.findings import Findings
from hloscope.words.safe_text import visible


class BenchmarkForm(TypedDict):
    """One number, which is better the smaller it is."""

    name: str
    unit: str
    value: int


def benchmark_json(found: Findings) -> list[BenchmarkForm]:
    """The totals; programs of one name are told apart by a number behind it."""
    seen: dict[tuple[str, str], int] = {}
    entries: list[BenchmarkForm] = []
    for total in found.totals:
        number = seen[total.program, total.name] = seen.get((total.program, total.name), 0) + 1
        name = f"{visible(total.program)}{f' ({number})' if number > 1 else ''}: {total.name}"
        entries.append({"name": name, "unit": total.unit, "value": total.value})
    return entries
