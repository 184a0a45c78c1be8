"""Diff: what changed between two compilations of the same programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypedDict

from hloscope.comparisons.collective_changes import CollectiveChange, CollectiveChangeForm, collective_changes
from hloscope.comparisons.each import made_of_each
from hloscope.comparisons.launch_changes import Change, ChangeForm, changes_of
from hloscope.comparisons.launch_matching import match_launches
from hloscope.comparisons.memory_changes import HoldingChange, HoldingChangeForm, holding_changes
from hloscope.comparisons.outline import NUMBERS, Modelled, Outline, OutlineForm, WrittenBroadcast
from hloscope.comparisons.programs import match_programs
from hloscope.comparisons.regressions import (
    DEFAULT_RULES,
    Regression,
    RegressionForm,
    allowances_of,
    changed_numbers,
    regressions_of,
    regressions_of_missing,
)
from hloscope.dump import FileError
from hloscope.reports.each_compilation import errors_form
from hloscope.reports.schema import Error
from hloscope.version import SCHEMA

Verdict = Literal["regression", "no regression", "unknown"]


class WrittenBroadcastForm(TypedDict):
    """A broadcast that writes memory."""

    name: str
    shape: str
    operand_shape: str
    bytes: int
    source: str


class WrittenForm(TypedDict):
    """The broadcasts that now write memory, and those that no longer do; inferred from shape and source."""

    written: list[WrittenBroadcastForm]
    no_longer_written: list[WrittenBroadcastForm]


class ModelledForm(TypedDict):
    """The modelled time of a run at best, old and new, on the machine of each side; None where that is not known."""

    machines: list[str | None]
    seconds: list[float | None]


class ProgramDiffForm(TypedDict):
    """One program in two compilations; each of the `numbers` is a pair, old and new, None where a stage is missing.

    `holdings` are the owners that hold more or less at the peak of memory; which owner is which is inferred.
    """

    old: OutlineForm
    new: OutlineForm
    is_same: bool
    numbers: dict[str, list[int | None]]
    changes: list[ChangeForm]
    broadcasts: WrittenForm
    holdings: list[HoldingChangeForm]
    modelled: ModelledForm
    collectives: list[CollectiveChangeForm]


class DiffDocument(TypedDict):
    """Two dumps side by side: the programs that both have, those that one has, and what got worse by `rules`."""

    schema: int
    is_same: bool
    is_regression: bool
    verdict: Verdict
    rules: list[str]
    regressions: list[RegressionForm]
    programs: list[ProgramDiffForm]
    only_old: list[OutlineForm]
    only_new: list[OutlineForm]
    errors: list[Error]


@dataclass(frozen=True)
class ProgramDiff:
    """One program in two compilations; `changes` are those of its launches, equal ones as one."""

    old: Outline
    new: Outline
    changes: tuple[Change, ...]
    regressions: tuple[Regression, ...]

    @property
    def name(self) -> str:
        """What the new one is called."""
        return self.new.name

    @property
    def numbers(self) -> Mapping[str, tuple[int | None, int | None]]:
        """The totals of both, in the order of `diffs.outline.NUMBERS`; None where a stage is missing."""
        return {key: (self.old.numbers[key], self.new.numbers[key]) for key in NUMBERS}

    @property
    def is_known(self) -> bool:
        """Whether the module that runs could be read on both sides, or on none."""
        return self.old.is_known == self.new.is_known

    @property
    def is_same(self) -> bool:
        """Whether nothing that is compared changed."""
        return not self.changes and not changed_numbers(self.old, self.new)

    @property
    def is_memory_known(self) -> bool:
        """Whether both sides tell the peak of memory, and both exactly or both as an upper bound."""
        is_known = None not in self.numbers["peak_bytes"]
        return is_known and self.old.is_peak_exact == self.new.is_peak_exact

    @cached_property
    def holdings(self) -> tuple[HoldingChange, ...]:
        """The owners that hold more or less at the peak of memory than before, if both sides tell; inferred."""
        has_both = self.is_memory_known and self.old.holdings and self.new.holdings
        return holding_changes(self.old.holdings, self.new.holdings) if has_both else ()

    @property
    def modelled(self) -> tuple[Modelled | None, Modelled | None]:
        """How long a run would take at best, old and new; None where the machine is not known."""
        return self.old.modelled, self.new.modelled

    @cached_property
    def written(self) -> tuple[WrittenBroadcast, ...]:
        """The broadcasts that now write memory, and did not before; inferred from shape and source."""
        return _without(self.new.broadcasts, self.old.broadcasts)

    @cached_property
    def no_longer_written(self) -> tuple[WrittenBroadcast, ...]:
        """Those that wrote memory, and do not now."""
        return _without(self.old.broadcasts, self.new.broadcasts)

    @cached_property
    def collectives(self) -> tuple[CollectiveChange, ...]:
        """The kinds and axes of collectives that are more, fewer, or move other bytes than before."""
        return collective_changes(self.old.collectives, self.new.collectives)

    def to_dict(self) -> ProgramDiffForm:
        """The JSON form; each of the numbers is a pair, old and new."""
        return {
            "old": self.old.to_dict(),
            "new": self.new.to_dict(),
            "is_same": self.is_same,
            "numbers": {key: list(pair) for key, pair in self.numbers.items()},
            "changes": [change.to_dict() for change in self.changes],
            "broadcasts": {
                "written": [_form_of_broadcast(broadcast) for broadcast in self.written],
                "no_longer_written": [_form_of_broadcast(broadcast) for broadcast in self.no_longer_written],
            },
            "holdings": [change.to_dict() for change in self.holdings],
            "modelled": {
                "machines": [modelled and modelled.machine for modelled in self.modelled],
                "seconds": [modelled and modelled.seconds for modelled in self.modelled],
            },
            "collectives": [change.to_dict() for change in self.collectives],
        }


@dataclass(frozen=True)
class Diff:
    """Two dumps side by side: the programs that both have, those that one has, and what got worse by `rules`.

    `errors` are the files of either that could not be read.
    """

    programs: tuple[ProgramDiff, ...]
    only_old: tuple[Outline, ...]
    only_new: tuple[Outline, ...]
    regressions: tuple[Regression, ...]
    rules: tuple[str, ...]
    errors: tuple[FileError, ...] = ()

    @property
    def is_regression(self) -> bool:
        """Whether anything got worse by one of the rules."""
        return bool(self.regressions)

    @property
    def is_known(self) -> bool:
        """Whether all that either side holds could be read, and so be judged; memory too, if a rule is of that."""
        return not self.errors and not self.without_memory and all(program.is_known for program in self.programs)

    @property
    def without_memory(self) -> tuple[ProgramDiff, ...]:
        """The programs whose peaks of memory cannot be compared, if a rule is of them."""
        is_judged = "memory" in allowances_of(self.rules)
        return tuple(program for program in self.programs if is_judged and not program.is_memory_known)

    @property
    def verdict(self) -> Verdict:
        """`regression`, `no regression`, or `unknown` where none was found, but not all could be read."""
        if self.is_regression:
            return "regression"
        return "no regression" if self.is_known else "unknown"

    @property
    def is_same(self) -> bool:
        """Whether nothing that is compared changed."""
        return not self.only_old and not self.only_new and all(program.is_same for program in self.programs)

    def to_dict(self) -> DiffDocument:
        """The JSON form."""
        return {
            "schema": SCHEMA,
            "is_same": self.is_same,
            "is_regression": self.is_regression,
            "verdict": self.verdict,
            "rules": list(self.rules),
            "regressions": [regression.to_dict() for regression in self.regressions],
            "programs": [program.to_dict() for program in self.programs],
            "only_old": [outline.to_dict() for outline in self.only_old],
            "only_new": [outline.to_dict() for outline in self.only_new],
            "errors": errors_form(self.errors),
        }


def diff_outlines(
    old: Sequence[Outline],
    new: Sequence[Outline],
    *,
    rules: Collection[str] = DEFAULT_RULES,
    errors: Iterable[FileError] = (),
) -> Diff:
    """Puts the programs of two dumps side by side; `rules` say what is a regression (`diffs.regressions`).

    A program of which either side has no module that runs is compared by what there is, and has no changes.
    """
    matched = match_programs(old, new)
    programs, faults = made_of_each(
        matched.pairs, lambda pair: diff_programs(*pair, rules=rules), lambda pair: pair[1].name
    )
    missing = regressions_of_missing(matched.only_old, rules)
    return Diff(
        programs=programs,
        only_old=matched.only_old,
        only_new=matched.only_new,
        regressions=(*(regression for program in programs for regression in program.regressions), *missing),
        rules=tuple(rules),
        errors=(*errors, *faults),
    )


def diff_programs(old: Outline, new: Outline, *, rules: Collection[str] = DEFAULT_RULES) -> ProgramDiff:
    """What changed between two outlines of one program."""
    is_known = old.is_known and new.is_known
    changes = changes_of(match_launches(old.launches, new.launches)) if is_known else ()
    return ProgramDiff(old, new, changes, regressions_of(old, new, changes, rules))


def _without(
    broadcasts: Sequence[WrittenBroadcast], others: Sequence[WrittenBroadcast]
) -> tuple[WrittenBroadcast, ...]:
    """Those that the others do not have as often, in order; told by source too if both sides know them.

    Of a source its folder is left out: the two may have been compiled in different places.
    """
    has_sources = all(broadcast.source for broadcast in (*broadcasts, *others))
    left = Counter((other.shape, has_sources and _without_folder(other.source)) for other in others)
    found: list[WrittenBroadcast] = []
    for broadcast in broadcasts:
        key = (broadcast.shape, has_sources and _without_folder(broadcast.source))
        left[key] -= 1
        if left[key] < 0:
            found.append(broadcast)
    return tuple(found)


def _without_folder(source: str) -> str:
    return source.replace("\\", "/").rpartition("/")[2]


def _form_of_broadcast(broadcast: WrittenBroadcast) -> WrittenBroadcastForm:
    return {
        "name": broadcast.name,
        "shape": broadcast.shape,
        "operand_shape": broadcast.operand_shape,
        "bytes": broadcast.bytes,
        "source": broadcast.source,
    }
