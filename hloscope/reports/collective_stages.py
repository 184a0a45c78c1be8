"""The JSON form of a stage's collectives, in reports as in the document of `hloscope collectives`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hloscope.analyses.answers import Answers

if TYPE_CHECKING:  # what programs without collectives do not need
    from hloscope.analyses.collectives.forms import CollectivesForm


def collectives_form(answers: Answers, stage: str) -> CollectivesForm | None:
    """The JSON form of a stage's collectives, None if the stage is missing."""
    count = answers.count(stage)
    if count is None:
        return None
    found = answers.collectives(stage) if count.collectives else None  # most programs have none, and load nothing more
    form: CollectivesForm = found.to_dict() if found else {**_NONE, "sums": [], "items": []}
    if form["items"] and stage == "after" and answers.measured:
        from hloscope.analyses.collectives.times import add_times

        add_times(form, answers.launch_times())
    return form


_NONE: CollectivesForm = {
    "count": 0,
    "runs": 0,
    "bytes": 0,
    "bytes_per_run": 0,
    "wire_bytes_per_run": 0,
    "is_exact": True,
    "measured_seconds": None,
    "measured_share": None,
    "bytes_per_second": None,
    "sums": [],
    "items": [],
}
