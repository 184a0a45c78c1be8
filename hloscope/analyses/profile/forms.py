"""Forms of what a profile measured in JSON, which only checkers and the reader of reports load."""

from __future__ import annotations

from typing import TypedDict


class SpreadForm(TypedDict):
    """The spread of some numbers; half of them are from `lower` to `upper`."""

    median: float
    min: float
    max: float
    lower: float
    upper: float


class LaunchesARunForm(TypedDict):
    """The launches of a run, copies and collectives too: as measured, and by the rules."""

    measured: SpreadForm | None
    rule: int | None


class MeasuredRunsForm(TypedDict):
    """What a profile says of a program's runs, each on one device.

    `run_seconds` are from the start of a run's first launch to the end of its last, `seconds` the own times of all
    operations in a run, the mean of all runs; `unknown_seconds` is the part of that in operations that the module
    lacks, `around_seconds` that of loops and branches around what they run. `gap_share` is how much of the runs passes
    outside of any launch that the module knows of.
    """

    devices: list[str]
    runs: int
    run_seconds: SpreadForm | None
    seconds: float
    unknown_seconds: float
    around_seconds: float
    gap_share: float
    is_launch_bound: bool
    launches_per_run: LaunchesARunForm


class TimesForm(TypedDict):
    """What a profile measured of launches: own seconds in a run, the mean of all runs, and their share.

    The share is of all operations of the program. `calls` are those of all runs. `bytes_per_second` are what it moves,
    by XLA's cost analysis, in that time; `roofline_share` is how much of it a machine at its best would need. Each None
    where it is not known.
    """

    calls: int
    seconds: float
    share: float
    bytes_per_second: float | None
    roofline_share: float | None


class MeasuredForm(TimesForm):
    """What a profile measured of one launch; `run_seconds` are its own seconds in single runs."""

    run_seconds: SpreadForm
