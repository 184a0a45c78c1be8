"""Bounds: a call that is given up when its time is over."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 0.2  # seconds after which it is raised again, if something has swallowed it


class TimeIsUpError(BaseException):
    """What the bounded block raises once its time is over; no `except Exception` of a framework is to catch it."""


@contextmanager
def bounded(seconds: float) -> Generator[None]:
    """Raises TimeIsUpError in the block after so many seconds, between two operations that Python starts.

    Only the main thread can be stopped so, where the system has the signal; in others the block runs to its end.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeIsUpError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
