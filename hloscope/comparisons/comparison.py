"""Comparison: one model from several frameworks, or on several targets, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypedDict

from hloscope.comparisons.differences import reasons_of, work_of
from hloscope.comparisons.each import made_of_each
from hloscope.comparisons.launch_changes import LaunchForm, form_of_launch
from hloscope.comparisons.launch_matching import match_launches
from hloscope.comparisons.lineups import LineUp, line_up, short_name
from hloscope.comparisons.outline import NUMBERS, Launch, Outline, OutlineForm
from hloscope.dump import FileError
from hloscope.reports.each_compilation import errors_form
from hloscope.reports.schema import Error
from hloscope.version import SCHEMA
from hloscope.words import counted
from hloscope.words.display import Displayed


class RowForm(TypedDict):
    """Launches that do the same work, by label, and what the labels do otherwise; all of it is inferred."""

    is_same: bool
    launches: dict[str, list[LaunchForm]]
    why: list[str]
    inferred: bool


class ModelForm(TypedDict):
    """One model: its program by label, its totals by name and label, and its launches row by row."""

    name: str
    programs: dict[str, OutlineForm]
    numbers: dict[str, dict[str, int | None]]
    rows: list[RowForm]


class CompareDocument(TypedDict):
    """Several dumps side by side: the models that at least two have, and by label the programs that only one has."""

    schema: int
    labels: list[str]
    models: list[ModelForm]
    only: dict[str, list[str]]
    errors: list[Error]


@dataclass(frozen=True)
class Row:
    """Launches that do the same work: those of each label, and none where a label does not do it. Inferred."""

    launches: Mapping[str, tuple[Launch, ...]]

    @cached_property
    def is_same(self) -> bool:
        """Whether each label does it in one launch, compiled in the same way, of the same operations."""
        is_one_launch = all(len(launches) == 1 for launches in self.launches.values())
        return is_one_launch and len(set(map(work_of, self.launches.values()))) == 1

    @property
    def why(self) -> tuple[str, ...]:
        """What the labels do otherwise; inferred from operations, kinds and shapes."""
        return () if self.is_same else tuple(reasons_of(self.launches))

    def to_dict(self) -> RowForm:
        """The JSON form."""
        return {
            "is_same": self.is_same,
            "launches": {label: list(map(form_of_launch, found)) for label, found in self.launches.items()},
            "why": list(self.why),
            "inferred": True,
        }


@dataclass(frozen=True)
class ModelComparison:
    """One model: its program by label, and its launches row by row; a label without the model has no entry."""

    programs: Mapping[str, Outline]
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """The name of the function in the first label that has it."""
        return short_name(next(iter(self.programs.values())))

    @property
    def numbers(self) -> Mapping[str, Mapping[str, int | None]]:
        """The totals (`hloscope.comparisons.outline.NUMBERS`) by label."""
        return {key: {label: outline.numbers[key] for label, outline in self.programs.items()} for key in NUMBERS}

    def to_dict(self) -> ModelForm:
        """The JSON form."""
        return {
            "name": self.name,
            "programs": {label: outline.to_dict() for label, outline in self.programs.items()},
            "numbers": {key: dict(numbers) for key, numbers in self.numbers.items()},
            "rows": [row.to_dict() for row in self.rows],
        }


@dataclass(frozen=True, repr=False)
class Comparison(Displayed):
    """Several dumps side by side: the models that at least two have, and the programs that only one has.

    `errors` are the files that could not be read.
    """

    labels: tuple[str, ...]
    models: tuple[ModelComparison, ...]
    only: Mapping[str, tuple[Outline, ...]]
    errors: tuple[FileError, ...] = ()

    def __repr__(self) -> str:
        return f"<Comparison of {', '.join(self.labels)}: {counted(len(self.models), 'model')}>"

    def to_dict(self) -> CompareDocument:
        """The JSON form."""
        return {
            "schema": SCHEMA,
            "labels": list(self.labels),
            "models": [model.to_dict() for model in self.models],
            "only": {label: [outline.name for outline in outlines] for label, outlines in self.only.items()},
            "errors": errors_form(self.errors),
        }


def compare_outlines(
    sides: Mapping[str, Sequence[Outline]],
    pairs: Sequence[Mapping[str, str]] = (),
    errors: Iterable[FileError] = (),
) -> Comparison:
    """Puts the programs of several dumps side by side; raises as `hloscope.comparisons.lineups.line_up` does."""
    lineups = line_up(sides, pairs)
    alone = [(label, outline) for lineup in lineups if len(lineup) == 1 for label, outline in lineup.items()]
    models, faults = made_of_each(
        [lineup for lineup in lineups if len(lineup) > 1],
        lambda lineup: ModelComparison(lineup, rows_of(lineup)),
        lambda lineup: next(iter(lineup.values())).name,
    )
    return Comparison(
        labels=tuple(sides),
        models=models,
        only={label: tuple(outline for place, outline in alone if place == label) for label in sides},
        errors=(*errors, *faults),
    )


def rows_of(lineup: LineUp) -> tuple[Row, ...]:
    """The launches of one model, those that do the same work in one row, in the order of the first label.

    Each label is matched with what the labels before it do, as `match_launches` does it; the names of operations count
    only between programs of one framework. A program that could not be read has no launches.
    """
    is_one_framework = len({outline.framework for outline in lineup.values()}) == 1
    rows: list[dict[str, tuple[Launch, ...]]] = []
    for label, outline in lineup.items():
        if outline.is_known:
            _add_label(rows, label, outline.launches, has_names=is_one_framework)
    labels = [label for label, outline in lineup.items() if outline.is_known]
    return tuple(Row({label: row.get(label, ()) for label in labels}) for row in rows)


def _add_label(
    rows: list[dict[str, tuple[Launch, ...]]], label: str, launches: Sequence[Launch], *, has_names: bool
) -> None:
    """Puts the launches of one label into the rows; rows that it does as one become one."""
    firsts = [(number, launch) for number, row in enumerate(rows) for launch in next(iter(row.values()))]
    known = [_comparable(launch, has_names=has_names) for _, launch in firsts]
    comparable = [_comparable(launch, has_names=has_names) for launch in launches]
    row_of = {id(launch): number for launch, (number, _) in zip(known, firsts, strict=True)}
    origin_of = {id(launch): origin for launch, origin in zip(comparable, launches, strict=True)}
    merged = list(range(len(rows)))  # where each row went: to itself, or to an earlier one
    for flow in match_launches(known, comparable):
        numbers = sorted({_home(merged, row_of[id(launch)]) for launch in flow.old})
        found = tuple(origin_of[id(launch)] for launch in flow.new)
        if not numbers:
            rows.append({label: found})
            continue
        for number in numbers[1:]:
            for other, more in rows[number].items():
                rows[numbers[0]][other] = rows[numbers[0]].get(other, ()) + more
            rows[number] = {}
            merged[number] = numbers[0]
        if found:
            rows[numbers[0]][label] = rows[numbers[0]].get(label, ()) + found
    rows[:] = [row for row in rows if row]


def _home(merged: Sequence[int], number: int) -> int:
    while merged[number] != number:
        number = merged[number]
    return number


def _comparable(launch: Launch, *, has_names: bool) -> Launch:
    """A launch of its own identity; without the names of its operations where the frameworks differ."""
    if has_names:
        return replace(launch)
    return replace(launch, operations=tuple([operation._replace(op_name="") for operation in launch.operations]))
