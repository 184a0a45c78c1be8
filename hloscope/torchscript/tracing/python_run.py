"""One run of a function as plain Python, and another beside it: what ran, and whether both give the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hloscope.captures.user_code.observed_lines import Place, limited, observed_lines
from hloscope.torchscript.tracing.comparison import DIFFERS, FAILS, NOT_TRIED, SAME, Observed, Outcome

LONGEST = 2.0  # seconds that other values may take: some never leave a loop
Compare = Callable[[object, object], str]
"""What is different in two results; empty if nothing is."""


def observed_run(fn: Callable[..., object], example: Sequence[object], by_data: Mapping[Place, str]) -> Observed:
    """Runs the function with the example; what it raises is raised as it is."""
    with observed_lines() as lines:
        fn(*example)
    return Observed(lines.sources(), lines.counts, by_data)


def outcome_of(
    fn: Callable[..., object],
    compiled: Callable[..., object],
    arguments: Callable[[], Sequence[object]],
    compare: Compare,
) -> Outcome:
    """Calls both with arguments of their own, made anew, and compares what they give."""
    try:
        with limited(LONGEST):
            expected = fn(*arguments())
    except Exception as error:  # noqa: BLE001 (plain Python refuses these arguments)
        return Outcome(NOT_TRIED, f"the function itself fails: {first_line(error)}")
    try:
        difference = compare(compiled(*arguments()), expected)
    except Exception as error:  # noqa: BLE001 (that it fails is the finding)
        return Outcome(FAILS, first_line(error))
    return Outcome(DIFFERS, difference) if difference else Outcome(SAME)


def first_line(error: BaseException) -> str:
    """The first line of a message that says something; the error's type where none does."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip(" :")]
    return lines[0].rstrip(":") if lines else type(error).__name__
