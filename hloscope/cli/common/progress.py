"""Progress: one display for all that takes long, on terminals only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from hloscope.words.safe_text import visible

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")


class Display:
    """How far something is: a bar that is seen once it has taken `after` seconds; a total of None is not known."""

    def __init__(self, doing: str, total: int | None, after: float) -> None:
        self.doing = doing
        self.total = total
        self.after = after
        self._start = monotonic()
        self._done = 0
        self._bar: Progress | None = None

    def advance(self, steps: int = 1, doing: str | None = None) -> None:
        """Moves it on by some steps, and says what is being done now."""
        self._done += steps
        self.doing = doing or self.doing
        if self._bar is None and sys.stderr.isatty() and monotonic() - self._start >= self.after:
            self._bar = _bar_of(self.total)
        if self._bar:
            self._bar.update(self._bar.task_ids[0], completed=self._done, description=visible(self.doing))

    def stop(self) -> None:
        """Takes it off the terminal."""
        if self._bar:
            self._bar.stop()


def _bar_of(total: int | None) -> Progress:
    """A bar that is on the terminal; rich is loaded only now."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from hloscope.tables.console import console_on

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=console_on(sys.stderr), transient=True)
    bar.add_task("", total=total)
    bar.start()
    return bar


@contextmanager
def progress(doing: str, total: int | None, *, after: float = 0) -> Generator[Display]:
    """A display while it takes; what is done in it moves it on."""
    display = Display(doing, total, after)
    display.advance(0)
    try:
        yield display
    finally:
        display.stop()


def with_progress(found: Sequence[T]) -> Iterator[T]:
    """Goes through compilations, or dumps; shows a bar once that has taken a second."""
    with progress("Reading", len(found), after=1) as display:
        for each in found:
            yield each
            display.advance()


@contextmanager
def progress_of_steps(doing: str) -> Generator[Callable[[str], None]]:
    """A display that is told each step before it is done; how many there are is not known."""
    with progress(doing, None) as display:
        yield lambda step: display.advance(doing=f"{doing} {step}")
