"""Costs: what computing something takes, and how costs add up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypedDict

from hloscope.analyses.facts.execution import LARGEST


class CostForm(TypedDict):
    """Numbers of operations and bytes; `unknown` counts operations whose cost nobody tells."""

    flops: int
    transcendentals: int
    bytes_read: int
    bytes_written: int
    unknown: int
    bytes_accessed: int


class Cost(NamedTuple):
    """What computing something takes; XLA's `bytes accessed` are the bytes read and written together.

    `unknown` counts operations, such as custom calls, whose work nobody tells; of a call the bytes are those of its
    operands and results.
    """

    flops: int = 0
    transcendentals: int = 0
    bytes_read: int = 0
    bytes_written: int = 0
    unknown: int = 0

    @property
    def bytes_accessed(self) -> int:
        """Bytes read and written."""
        return self.bytes_read + self.bytes_written

    @property
    def intensity(self) -> float | None:
        """The floating point operations for each byte; None where no byte is touched."""
        return self.flops / self.bytes_accessed if self.bytes_accessed else None

    def times(self, count: int) -> Cost:
        """The cost of doing it `count` times."""
        return Cost(*[min(LARGEST, number * count) for number in self])

    def to_dict(self) -> CostForm:
        """The JSON form."""
        return {
            "flops": self.flops,
            "transcendentals": self.transcendentals,
            "bytes_read": self.bytes_read,
            "bytes_written": self.bytes_written,
            "unknown": self.unknown,
            "bytes_accessed": self.bytes_accessed,
        }


NOTHING = Cost()


def add_costs(costs: Iterable[Cost]) -> Cost:
    """The sum of costs."""
    return Cost(*[min(LARGEST, sum(numbers)) for numbers in zip(*costs, strict=True)])


def most_of(costs: Iterable[Cost]) -> Cost:
    """The largest of each number: the cost of one of several branches, as XLA has it."""
    return Cost(*[max(numbers) for numbers in zip(*costs, strict=True)])
