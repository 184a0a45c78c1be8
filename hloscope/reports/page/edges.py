"""Edges: what a launch writes to memory and another reads back, with the reason that `hloscope why` gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from hloscope.analyses.answers import Answers
from hloscope.ir import HloInstruction
from hloscope.reports.page.tables import Interned, TextColumn
from hloscope.reports.why import missed_form


class EdgesForm(TypedDict):
    """The edges through memory by columns, what moves most first; ends and `values` are numbers of instructions.

    Totals are those of `hloscope why`; `runs` is None in a loop of unknown length.
    """

    has_decisions: bool
    bytes_written: int
    bytes_read: int
    total_per_run: int
    producers: list[int]
    consumers: list[int]
    values: TextColumn
    written: list[int]
    read: list[int]
    runs: list[int | None]
    bytes_per_run: list[int]
    rules: TextColumn
    reasons: TextColumn
    xla: TextColumn


def edges_form(answers: Answers, numbers: Mapping[HloInstruction, int]) -> EdgesForm | None:
    """The edges of what runs; None if that is missing."""
    totals = missed_form(answers)
    if totals is None:
        return None
    shown = [m for m in answers.missed_fusions if m.edge.producer in numbers and m.edge.consumer in numbers]
    values, rules, reasons, xla = Interned(), Interned(), Interned(), Interned()
    for missed in shown:
        values.add(missed.edge.value.label)
        rules.add(missed.reason.rule)
        reasons.add(missed.reason.text)
        xla.add(missed.words)
    return {
        "has_decisions": totals["has_decisions"],
        "bytes_written": totals["bytes_written"],
        "bytes_read": totals["bytes_read"],
        "total_per_run": totals["bytes_per_run"],
        "producers": [numbers[missed.edge.producer] for missed in shown],
        "consumers": [numbers[missed.edge.consumer] for missed in shown],
        "values": values.column(),
        "written": [missed.bytes.written for missed in shown],
        "read": [missed.bytes.read for missed in shown],
        "runs": [missed.runs.known_times for missed in shown],
        "bytes_per_run": [missed.bytes_per_run for missed in shown],
        "rules": rules.column(),
        "reasons": reasons.column(),
        "xla": xla.column(),
    }
