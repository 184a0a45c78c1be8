"""Times of collectives: what a profile measured of each, and of all of one kind over the same axes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hloscope.analyses.collectives.forms import CollectiveForm, CollectivesForm, CollectiveTimesForm
    from hloscope.analyses.profile.launch_times import LaunchTimes

NOT_MEASURED: Final[CollectiveTimesForm] = {
    "measured_seconds": None,
    "measured_share": None,
    "bytes_per_second": None,
}
"""Without a profile."""


def add_times(form: CollectivesForm, times: LaunchTimes) -> None:
    """Adds to a stage's collectives what a profile measured; those of one instruction share its time evenly."""
    often = Counter(map(_names_of, form["items"]))
    for item in form["items"]:
        found = [seconds for name in _names_of(item) if (seconds := times.seconds_of(name)) is not None]
        if found:
            seconds = sum(found) / often[_names_of(item)]
            size = None if item["runs"] is None else item["bytes"] * item["runs"]
            _set(item, _times_form(seconds, times.seconds, size))
    for entry in form["sums"]:
        members = [item for item in form["items"] if (item["kind"], item["over"]) == (entry["kind"], entry["over"])]
        _set(entry, _sum_of(members, times.seconds, entry["bytes_per_run"]))
    _set(form, _sum_of(form["items"], times.seconds, form["bytes_per_run"]))


def _set(form: CollectiveTimesForm, times: CollectiveTimesForm) -> None:
    form["measured_seconds"] = times["measured_seconds"]
    form["measured_share"] = times["measured_share"]
    form["bytes_per_second"] = times["bytes_per_second"]


def _names_of(item: CollectiveForm) -> tuple[str, ...]:
    """The instructions whose time it takes: what is launched, and what waits for it."""
    return tuple(dict.fromkeys(name for name in (item["launched"], item["start"], item["done"]) if name))


def _sum_of(items: Iterable[CollectiveForm], whole: float, size: int) -> CollectiveTimesForm:
    found = [seconds for item in items if (seconds := item["measured_seconds"]) is not None]
    return _times_form(sum(found), whole, size) if found else NOT_MEASURED


def _times_form(seconds: float, whole: float, size: int | None) -> CollectiveTimesForm:
    return {
        "measured_seconds": seconds,
        "measured_share": seconds / whole if whole else 0.0,
        "bytes_per_second": size / seconds if size and seconds else None,
    }
