"""Equal scopes: layers that differ by their number alone are one row, with what all of them take."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hloscope.analyses.provenance.scopes import ScopeForm
    from hloscope.analyses.provenance.source_costs import RunCostForm

_NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class ScopeRow:
    """Scopes that are equal, and what is in them: one of each name, with what all of its equals take."""

    scopes: list[ScopeForm]
    depth: int
    parts: list[ScopeRow] = field(default_factory=list["ScopeRow"])

    @property
    def run_launches(self) -> int:
        """The launches of a run of all of them."""
        return sum(scope["run_launches"] for scope in self.scopes)

    @property
    def cost(self) -> RunCostForm:
        """What all of them take."""
        scopes = self.scopes
        return {
            "run_bytes_read": sum(scope["run_bytes_read"] for scope in scopes),
            "run_bytes_written": sum(scope["run_bytes_written"] for scope in scopes),
            "run_flops": sum(scope["run_flops"] for scope in scopes),
            "seconds": _sum([scope["seconds"] for scope in scopes]),
            "share": sum(scope["share"] for scope in scopes),
            "cost_inferred": any(scope["cost_inferred"] for scope in scopes),
            "measured_seconds": _sum([scope["measured_seconds"] for scope in scopes]),
            "measured_share": _sum([scope["measured_share"] for scope in scopes]),
        }


def _sum(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def scope_rows(scopes: Sequence[ScopeForm]) -> list[ScopeRow]:
    """The rows of a tree that stands in order, what is in a scope behind it; equal ones are where the first one is."""
    return _in_order(_folded(_tree(scopes)))


def _tree(scopes: Sequence[ScopeForm]) -> list[ScopeRow]:
    top: list[ScopeRow] = []
    around: list[ScopeRow] = []
    for scope in scopes:
        row = ScopeRow([scope], len(scope["path"]) + bool(scope["phase"]) - 1)
        while around and around[-1].depth >= row.depth:
            around.pop()
        (around[-1].parts if around else top).append(row)
        around.append(row)
    return top


def _in_order(top: Sequence[ScopeRow]) -> list[ScopeRow]:
    found: list[ScopeRow] = []
    waiting = list(reversed(top))
    while waiting:
        row = waiting.pop()
        found.append(row)
        waiting += reversed(row.parts)
    return found


def _folded(top: list[ScopeRow]) -> list[ScopeRow]:
    """Inner rows first: those that differ by numbers in their names alone, all the way down, become one."""
    kinds: dict[Hashable, int] = {}
    kind_of: dict[int, int] = {}
    for row in reversed(_in_order(top)):
        row.parts = _merged(row.parts, kind_of)
        parts = tuple([(kind_of[id(part)], len(part.scopes)) for part in row.parts])
        kind_of[id(row)] = kinds.setdefault((_kind_of(row.scopes[0]), parts), len(kinds))
    return _merged(top, kind_of)


def _kind_of(scope: ScopeForm) -> Hashable:
    name = _NUMBER.sub("#", scope["path"][-1] if scope["path"] else "")
    sizes = (scope["run_bytes_read"], scope["run_bytes_written"], scope["run_flops"])
    return scope["phase"], name, scope["launches"], scope["run_launches"], sizes


def _merged(rows: Sequence[ScopeRow], kind_of: dict[int, int]) -> list[ScopeRow]:
    first: dict[int, ScopeRow] = {}
    for row in rows:
        equal = first.setdefault(kind_of[id(row)], row)
        if equal is not row:
            _take_in(equal, row)
    return list(first.values())


def _take_in(row: ScopeRow, other: ScopeRow) -> None:
    waiting = [(row, other)]
    while waiting:
        into, taken = waiting.pop()
        into.scopes += taken.scopes
        waiting += zip(into.parts, taken.parts, strict=True)
