"""Verdict words: whether anything got worse, in which programs, and what is inferred, as a person reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from hloscope.comparisons.diff import Diff
from hloscope.comparisons.outline import Outline
from hloscope.comparisons.program_diff import ProgramDiff
from hloscope.comparisons.total_words import became, meanings_of, time_line
from hloscope.words import name_text


def verdict_of(diff: Diff) -> str:
    """The first line: whether it is a regression, and by which rules."""
    rules = ", ".join(diff.rules) or "none"
    if diff.regressions:
        return f"{_plural(len(diff.regressions), 'regression')} (rules: {rules})"
    if not diff.is_known:
        return f"No verdict: {_unread_text(diff)} (rules: {rules})"
    if diff.is_same:
        return "Nothing changed"
    return f"No regression (rules: {rules})"


def _unread_text(diff: Diff) -> str:
    """What keeps a diff from being judged: broken files, or programs that one side alone tells how they run."""
    halves = [program for program in diff.programs if not program.is_known]
    files = f"{_plural(len(diff.errors), 'file')} could not be read" if diff.errors else ""
    programs = f"what runs is known on one side only of {_names([half.new for half in halves])}" if halves else ""
    unmeasured = [program.new for program in diff.without_memory]
    memory = f"both sides do not tell the memory of {_names(unmeasured)}" if unmeasured else ""
    return ", ".join(filter(None, (files, programs, memory)))


def regression_lines(diff: Diff) -> Iterator[str]:
    """What got worse, a line each."""
    yield from (f"{name_text(regression.program)}: {regression.message}" for regression in diff.regressions)


def leftover_lines(diff: Diff) -> Iterator[str]:
    """The programs that are the same, and those that only one side has."""
    same = [program.new for program in diff.programs if program.is_same]
    for outlines, words in ((same, "the same"), (diff.only_old, "only old"), (diff.only_new, "only new")):
        if outlines:
            yield f"{_plural(len(outlines), 'program')} {words}: {_names(outlines)}"


def changed_programs(diff: Diff) -> list[ProgramDiff]:
    """The programs in which anything changed, those that got worse first, then those that took longest in a profile."""
    changed = [program for program in diff.programs if not program.is_same]
    return sorted(changed, key=lambda program: (not program.regressions, -_seconds_of(program)))


def _seconds_of(program: ProgramDiff) -> float:
    time = program.measured.new
    return time.median if time else 0.0


def title_of(program: ProgramDiff) -> str:
    """Its name and backend, with the old ones where they were others."""
    return f"{name_of(program)} ({place_of(program)})"


def name_of(program: ProgramDiff) -> str:
    """Its name without numbers that count compilations, and the old one where it was another."""
    return became(name_text(program.old.function), name_text(program.new.function))


def place_of(program: ProgramDiff) -> str:
    """The backend and the folder, and the old backend where it was another."""
    backend = became(program.old.backend, program.new.backend)
    return f"{backend}, {program.new.path}" if program.new.path else backend


def notes_on(programs: Sequence[ProgramDiff]) -> Iterator[str]:
    """What the totals of these programs mean, and what is inferred; nothing where no program changed."""
    if not programs:
        return
    meanings = meanings_of(programs)
    yield from [" ".join(meanings)] if meanings else []
    if any(program.modelled[1] and time_line(program) for program in programs):
        yield "Time at best: a model of bytes and operations on the machine, not a measurement."
    if any(program.holdings for program in programs):
        yield "Whose memory it is, and who was who before, is inferred."
    if any(program.old.is_peak_exact != program.new.is_peak_exact for program in programs):
        yield "The peak is an upper bound on one side, without live ranges: owners are not compared there."
    if any(program.changes for program in programs):
        yield "Which launches became which is inferred from the operations in them."
    if any(program.old.unit != program.new.unit for program in programs):
        yield (
            "* One side counts top-level operations, the other launches: launches, splits and copies are not judged "
            "there."
        )


def _names(outlines: Sequence[Outline], most: int = 8) -> str:
    numbers = Counter(name_text(outline.function) for outline in outlines)
    names = [f"{name} ({number})" if number > 1 else name for name, number in numbers.items()]
    return ", ".join(_first_names(names, most))


def _first_names(names: Sequence[str], most: int) -> Iterable[str]:
    return names if len(names) <= most else [*names[:most], "..."]


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
