"""Roofs: how long the costliest launches would take on every machine whose figures are known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from hloscope.analyses.cost.cost import ModuleCost
from hloscope.analyses.cost.machines import MACHINES, Machine
from hloscope.analyses.cost.roofline import roofline_of
from hloscope.ir import HloInstruction

_MOST = 400


class RoofForm(TypedDict):
    """One machine: the modelled seconds of a run, and of each of the launches that the page shows over its roof."""

    machine: str
    seconds: float
    launch_seconds: list[float]


class RoofsForm(TypedDict):
    """The launches (`rows`) that take most on any machine, in order of the text, and their times on each.

    `work` is what each computes in one execution, `bytes` what it moves; `left_out` is how many are not shown.
    """

    rows: list[int]
    work: list[int]
    bytes: list[int]
    left_out: int
    roofs: list[RoofForm]


def roofs_form(cost: ModuleCost, rows: dict[HloInstruction, int], machines: Iterable[Machine]) -> RoofsForm:
    """The launches that cost anything that is known over each machine's roof."""
    items = {i.instruction: i for i in cost.items if i.instruction in rows and any(i.cost) and not i.cost.unknown}
    timed = {machine.name: roofline_of(cost, machine) for machine in machines}
    most = dict.fromkeys(items, 0.0)
    for roofline in timed.values():
        for entry in roofline.items:
            if entry.item.instruction in most:
                most[entry.item.instruction] = max(most[entry.item.instruction], entry.share)
    shown = sorted(sorted(most, key=lambda i: -most[i])[:_MOST], key=lambda i: rows[i])
    return {
        "rows": [rows[instruction] for instruction in shown],
        "work": [items[i].cost.flops + items[i].cost.transcendentals for i in shown],
        "bytes": [items[i].cost.bytes_accessed for i in shown],
        "left_out": len(items) - len(shown),
        "roofs": [
            {
                "machine": name,
                "seconds": roofline.seconds,
                "launch_seconds": _seconds_of({e.item.instruction: e.seconds for e in roofline.items}, shown),
            }
            for name, roofline in timed.items()
        ],
    }


def _seconds_of(seconds: dict[HloInstruction, float], shown: Iterable[HloInstruction]) -> list[float]:
    return [float(f"{seconds.get(instruction, 0.0):.6g}") for instruction in shown]


ALL_MACHINES = tuple(MACHINES.values())
