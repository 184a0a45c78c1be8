"""Diff: what changed between two compilations of the same programs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from hloscope.comparisons.diff_forms import DiffDocument, Verdict
from hloscope.comparisons.each import made_of_each
from hloscope.comparisons.outline import Outline
from hloscope.comparisons.program_diff import ProgramDiff, diff_programs
from hloscope.comparisons.programs import match_programs
from hloscope.comparisons.regressions import DEFAULT_RULES, Regression, allowances_of, regressions_of_missing
from hloscope.dump import FileError
from hloscope.reports.each_compilation import Log, errors_form
from hloscope.version import SCHEMA
from hloscope.words import counted
from hloscope.words.display import Displayed


@dataclass(frozen=True, repr=False)
class Diff(Displayed):
    """Two dumps side by side: the programs that both have, those that one has, and what got worse by `rules`.

    `errors` are the files of either that could not be read, `sources` what it is a diff of, with the profiles of both.
    """

    programs: tuple[ProgramDiff, ...]
    only_old: tuple[Outline, ...]
    only_new: tuple[Outline, ...]
    regressions: tuple[Regression, ...]
    rules: tuple[str, ...]
    errors: tuple[FileError, ...] = ()
    sources: tuple[object, ...] = field(default=(), compare=False)
    profile: tuple[Log, Log] | None = field(default=None, compare=False)

    def __repr__(self) -> str:
        return f"<Diff: {self.verdict}, {counted(len(self.programs), 'program')} on both sides>"

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
