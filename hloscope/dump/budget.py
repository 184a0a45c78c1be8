"""Budget: how much may be unpacked of one dump, counted while it is done; small files can hold more than any disk."""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import ClassVar

from hloscope.errors import DumpError, HloscopeError

_MIB = 1024 * 1024
_FREE = 64 * _MIB  # so much may come of the smallest file
_USUAL_RATIO = 100  # of what is packed as dumps are: many of them are worth more than the limit for one dump
_AMOUNT = re.compile(r"(\d{1,18})\s?([KMGT]?)i?B?", re.ASCII | re.IGNORECASE)
_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be unpacked of one dump; whoever trusts a dump may raise them.

    `file_bytes` is for one file, larger than any module that XLA was seen to compile; `total_bytes` for all that is
    unpacked of a dump. `members` is how many files an archive may list. `ratio` is how often larger all may be than
    what it is packed in, and `depth` how many containers may be inside each other.
    """

    file_bytes: int = 512 * _MIB
    total_bytes: int = 4096 * _MIB
    members: int = 200_000
    ratio: int = 10_000
    depth: int = 4

    VARIABLES: ClassVar[Mapping[str, str]] = {
        "file_bytes": "HLOSCOPE_MAX_FILE_BYTES",
        "total_bytes": "HLOSCOPE_MAX_TOTAL_BYTES",
        "members": "HLOSCOPE_MAX_MEMBERS",
        "ratio": "HLOSCOPE_MAX_RATIO",
        "depth": "HLOSCOPE_MAX_DEPTH",
    }
    """The variable of the environment that sets each, for commands."""

    def exceeded(self, name: str, what: str, label: str | None = None) -> DumpError:
        """The error to raise where more is asked for than `name` allows; `what` says of what, and whose limit it is."""
        how = f"{self.VARIABLES[name]} raises it, in Python limits=hloscope.Limits({name}=...)"
        return DumpError(f"more than {getattr(self, name)} {what}; {how}", label)


def limits_of(environment: Mapping[str, str]) -> Limits:
    """The limits that the environment sets, such as `HLOSCOPE_MAX_TOTAL_BYTES=16G`; the usual ones otherwise.

    Raises:
        HloscopeError: a variable is no whole number above 0.
    """
    texts = {name: environment[variable] for name, variable in Limits.VARIABLES.items() if environment.get(variable)}
    return Limits(**{name: _amount_of(Limits.VARIABLES[name], text) for name, text in texts.items()})


def _amount_of(variable: str, text: str) -> int:
    found = _AMOUNT.fullmatch(text.strip())
    amount = int(found[1]) * _UNITS[found[2].upper()] if found else 0
    if not amount:
        raise HloscopeError(f"expected {variable} = a whole number above 0, such as 8G, found {text!r}")
    return amount


_USUAL = Limits()
_IN_USE: ContextVar[Limits] = ContextVar("limits", default=_USUAL)


def limits_in_use() -> Limits:
    """Those that hold where no others are given."""
    return _IN_USE.get()


@contextmanager
def using_limits(limits: Limits) -> Generator[None]:
    """Has these limits hold for all that is loaded in it, however deep."""
    token = _IN_USE.set(limits)
    try:
        yield
    finally:
        _IN_USE.reset(token)


class Budget:
    """What one dump may still take: all its meters count here."""

    __slots__ = ("_members", "_packed", "_unpacked", "limits")

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._members = self._packed = self._unpacked = 0

    def add_member(self, count: int = 1) -> None:
        """Counts files that an archive lists; raises DumpError if they are too many."""
        self._members += count
        if self._members > self.limits.members:
            raise self.limits.exceeded("members", "files in it, the limit for an archive")

    def add(self, unpacked: int, packed: int) -> None:
        """Counts bytes; raises DumpError if they are too many, by themselves or for what they are packed in."""
        self._unpacked += unpacked
        self._packed += packed
        if self._unpacked > max(_FREE, self.limits.ratio * self._packed):
            raise self.limits.exceeded("ratio", "times as large unpacked, the limit for what is packed")
        if self._unpacked > max(self.limits.total_bytes, _USUAL_RATIO * self._packed):
            raise self.limits.exceeded("total_bytes", "bytes unpacked, the limit for an archive")


class Meter:
    """Counts what is unpacked of one file, whose budget it shares; what is read a second time counts once.

    `depth` is how many containers the file is in.
    """

    __slots__ = ("_packed", "_unpacked", "budget", "depth")

    def __init__(self, budget: Budget, depth: int = 0) -> None:
        self.budget = budget
        self.depth = depth
        self._packed = self._unpacked = 0

    def inside(self) -> Meter:
        """A meter for a file in this one; raises DumpError if that would be too deep."""
        if self.depth >= self.budget.limits.depth:
            raise self.budget.limits.exceeded("depth", "containers inside each other, the limit for an archive")
        return Meter(self.budget, self.depth + 1)

    def count(self, unpacked: int, packed: int) -> None:
        """Says how much this reading has unpacked so far, and from how much; raises as `Budget.add` does."""
        more, more_packed = max(0, unpacked - self._unpacked), max(0, packed - self._packed)
        if more or more_packed:
            self._unpacked += more
            self._packed += more_packed
            self.budget.add(more, more_packed)


def new_meter(limits: Limits | None = None) -> Meter:
    """The meter of what is read first, a file or a folder; of the limits in use if none are given."""
    return Meter(Budget(limits or limits_in_use()))
