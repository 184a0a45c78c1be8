"""Sweeps: one program for many sizes or types, and where it is no longer compiled in the same way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from hloscope.comparisons.diff import ProgramDiff
from hloscope.comparisons.plateaus import Plateau, cliff_between, form_of_plateau


@dataclass(frozen=True)
class Cliff:
    """Two neighbouring values that are compiled otherwise; `diff` is what changes, None where one has no program."""

    before: Any
    after: Any
    diff: ProgramDiff | None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {"before": self.before, "after": self.after, "diff": self.diff and self.diff.to_dict()}


@dataclass(frozen=True)
class Sweep:
    """A program compiled over the values of one variable, such as `n`, in the order in which they were given."""

    name: str
    variable: str
    values: Sequence[Any]
    plateaus: tuple[Plateau, ...]

    @property
    def compiled(self) -> int:
        """How many values were compiled; what lies between two that are alike was not, and is taken to be like them."""
        return sum(plateau.compiled for plateau in self.plateaus)

    @cached_property
    def cliffs(self) -> tuple[Cliff, ...]:
        """Where it changes, in order."""
        return tuple(
            Cliff(
                self.values[low.last],
                self.values[high.first],
                cliff_between(low.outline, high.outline) if low.outline and high.outline else None,
            )
            for low, high in pairwise(self.plateaus)
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON form, schema 1."""
        return {
            "schema": 1,
            "name": self.name,
            "variable": self.variable,
            "values": len(self.values),
            "compiled": self.compiled,
            "plateaus": [form_of_plateau(plateau, self.values) for plateau in self.plateaus],
            "cliffs": [cliff.to_dict() for cliff in self.cliffs],
        }
