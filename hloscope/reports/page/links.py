"""Links: from each operation that was asked for to the launches that compute it, as `hloscope source` tells them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from hloscope.analyses.answers import Answers
from hloscope.ir import HloInstruction
from hloscope.reports.page.tables import Interned, TextColumn


class LinksForm(TypedDict):
    """Operations of `before` by columns: `operations` are their numbers, `places` those of instructions that run.

    `place_counts` says how many of `places` belong to each. `exact` is 1 where snapshots of passes show it.
    """

    operations: list[int]
    fates: TextColumn
    exact: list[int]
    passes: TextColumn
    place_counts: list[int]
    places: list[int]


def links_form(
    answers: Answers, before: Mapping[HloInstruction, int], after: Mapping[HloInstruction, int]
) -> LinksForm | None:
    """The links of a compilation; None where it lacks one of its modules."""
    provenances = answers.provenances
    if provenances is None:
        return None
    numbers = {instruction.name: number for instruction, number in after.items()}
    asked = {instruction.name: number for instruction, number in before.items()}  # snapshots are other modules
    fates, passes = Interned(), Interned()
    form: LinksForm = {
        "operations": [],
        "fates": fates.column(),
        "exact": [],
        "passes": passes.column(),
        "place_counts": [],
        "places": [],
    }
    for found in provenances.operations:
        operation = asked.get(found.operation.name)
        if operation is None:
            continue
        places = [numbers[place] for place in found.places if place in numbers]
        form["operations"].append(operation)
        fates.add(found.fate)
        form["exact"].append(int(found.evidence == "exact"))
        passes.add(found.made_by)
        form["place_counts"].append(len(places))
        form["places"] += places
    return {**form, "fates": fates.column(), "passes": passes.column()}
