"""How work grows with its input: in calls, and in time for what no call shows, as the patterns of a parser."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from cProfile import Profile
from time import thread_time

from hloscope.errors import HloscopeError
from tests.support.mutations import time_limit

ENOUGH = 0.005  # seconds, which a clock tells well


def seconds_of(use: Callable[[str], object], text: str) -> float:
    """The time of the processor, in which nobody collects what others have left."""
    gc.disable()
    start = thread_time()
    try:
        with time_limit(), suppress(HloscopeError):
            use(text)
        return thread_time() - start
    finally:
        gc.enable()


def grows_with(text_of: Callable[[int], str], use: Callable[[str], object], *, most: int = 128_000) -> bool:
    """Whether four times the text takes less than nine times as long; quadratic time would be sixteen times.

    The size is what a clock can tell, `most` at most; one of five attempts is enough, for a machine has other work too.
    """
    count = 500
    while seconds_of(use, text_of(count)) < ENOUGH and count < most:
        count *= 2
    attempts = ((seconds_of(use, text_of(count)), seconds_of(use, text_of(4 * count))) for _ in range(5))
    return any(long < 9 * max(short, ENOUGH) for short, long in attempts)


def work_of(task: Callable[[], object]) -> int:
    """How many functions are called, those of the interpreter too."""
    profile = Profile()
    with time_limit(), profile:
        task()
    return sum(function.callcount for function in profile.getstats())
