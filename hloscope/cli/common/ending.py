"""Ending: a signal that ends a command lets it clean up, as Ctrl-C does."""

from __future__ import annotations

import signal
from collections.abc import Generator
from contextlib import contextmanager, suppress
from types import FrameType

_ENDING = (signal.SIGTERM, signal.SIGHUP)


class Ended(BaseException):  # no error, as KeyboardInterrupt is none
    """A signal asked us to end; `status` is the exit status that says so."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


@contextmanager
def ended_by_signals() -> Generator[None]:
    """Raises `Ended` when a signal comes that would end us; the next one does. One that is ignored stays so."""
    caught: list[signal.Signals] = []

    def end(number: int, _: FrameType | None) -> None:
        for each in caught:
            signal.signal(each, signal.SIG_DFL)
        raise Ended(number)

    with suppress(ValueError):  # only the main thread is told of signals
        for number in _ENDING:
            if signal.getsignal(number) == signal.SIG_DFL:
                signal.signal(number, end)
                caught.append(number)
    try:
        yield
    finally:
        for number in caught:
            signal.signal(number, signal.SIG_DFL)
