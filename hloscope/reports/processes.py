"""Processes: the compilations of a large folder in several processes, with the results that one gives, in order.

Processes are copies of this one where that is safe: on Linux, while there is one thread. Elsewhere each starts anew and
loads the folder by itself. Only numbers go to them, and only results come back. One that dies takes nothing with it but
what it looked at: all that was on its way is done again, one at a time, each in a process of its own, and what such a
one dies of is named.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread, active_count
from typing import ClassVar, Final, TypeVar, cast

from hloscope.dump import Compilation, Dump, load
from hloscope.dump.budget import Limits, limits_in_use, using_limits
from hloscope.errors import DumpError, HloscopeError
from hloscope.reports.sharing import Outcome, Task, label_of, outcome_of

T = TypeVar("T")

_ENDING: Final = (signal.SIGTERM, *((signal.SIGHUP,) if hasattr(signal, "SIGHUP") else ()))
_WAITING: Final = 4
"""So many results for each process may wait for those in front of them, which bounds what is held of them."""
_DIED: Final = (
    "the process that read it ended: it may have taken more memory than there is; `--jobs 1` reads all in one process"
)


@dataclass(frozen=True, slots=True)
class Work:
    """What a process is told when it starts; `analyse` is a function of a module, or a `partial` of one."""

    dump: Dump | str  # or where to load it from
    analyse: Callable[[Compilation, str], object]
    limits: Limits


def shared_out(
    dump: Dump,
    tasks: Sequence[Task],
    analyse: Callable[[Compilation, str], T],
    failed: Callable[[Task, HloscopeError], T],
    jobs: int,
) -> Generator[Outcome[T]]:
    """What `analyse` makes of each compilation, in order; `failed` makes it of one whose process ends before it.

    To be closed, if it is not gone through to its end: that ends the processes.
    """
    work = Work(dump, analyse, limits_in_use())
    left = deque(tasks)
    while left:
        try:
            yield from _by_pool(work, left, failed, min(jobs, len(left)))
        except BrokenProcessPool:
            suspects = [left.popleft() for _ in range(min(len(left), _WAITING * jobs))]
            for task in suspects:
                yield _alone(work, task, failed)


def _by_pool(
    work: Work, left: deque[Task], failed: Callable[[Task, HloscopeError], T], jobs: int
) -> Iterator[Outcome[T]]:
    """Does what is `left`, and takes off its front what is done."""
    rest = iter([*left])
    waiting: deque[Future[Outcome[T]]] = deque()
    do = cast("Callable[[Task], Outcome[T]]", _do)  # which gives what `analyse` does
    with _pool(work, jobs) as pool:
        while left:
            waiting += [pool.submit(do, task) for task in islice(rest, _WAITING * jobs - len(waiting))]
            try:
                outcome = waiting.popleft().result()
            except HloscopeError as error:
                outcome = Outcome(failed(left[0], error), {})
            left.popleft()
            yield outcome


def _alone(work: Work, task: Task, failed: Callable[[Task, HloscopeError], T]) -> Outcome[T]:
    try:
        return next(_by_pool(work, deque([task]), failed, 1))
    except BrokenProcessPool:
        return Outcome(failed(task, DumpError(_DIED, task.label)), {})


def _pool(work: Work, jobs: int) -> AbstractContextManager[ProcessPoolExecutor]:
    is_copied = _can_copy()
    work_to_send = work if is_copied else replace(work, dump=_path_of(work.dump))
    return process_pool(jobs, "fork" if is_copied else "spawn", _begin, (work_to_send,))


@contextmanager
def process_pool(
    jobs: int, way: str, begin: Callable[..., None], arguments: tuple[object, ...]
) -> Generator[ProcessPoolExecutor]:
    """A pool whose processes end at once when we are interrupted; `begin` runs first in each, with the arguments."""
    others = {*active_children()}
    pool = ProcessPoolExecutor(jobs, get_context(way), begin, arguments)
    try:
        yield pool
    except BaseException:
        for process in {*active_children()} - others:
            process.kill()
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()


def _can_copy() -> bool:
    """Whether a copy of this process works: a lock that another thread has, or a process that we talk to, would not."""
    talks = "hloscope.dump.mlir_process" in sys.modules
    return sys.platform == "linux" and active_count() == 1 and not talks


def _path_of(dump: Dump | str) -> str:
    return dump if isinstance(dump, str) else dump.path


class _Here:
    """What a process that was started keeps from task to task."""

    work: ClassVar[Work]
    dump: ClassVar[Dump]


def _begin(work: Work) -> None:
    """Runs first in each process."""
    end_with_parent()
    _Here.work = work
    _Here.dump = load(work.dump, limits=work.limits) if isinstance(work.dump, str) else work.dump


def end_with_parent() -> None:
    """Has this process end with the one that started it, whatever ends that; it is for a pool's processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal tells all; the first process ends the others
    for number in _ENDING:
        signal.signal(number, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)  # pyright: ignore[reportPrivateUsage]


def _do(task: Task) -> Outcome[object]:
    """Runs in a process for each task."""
    compilations = _Here.dump.compilations
    compilation = compilations[task.place] if task.place < len(compilations) else None
    if compilation is None or label_of(compilation) != task.label:
        raise DumpError("the folder changed while it was read; read it again", task.label)
    with using_limits(_Here.work.limits):
        outcome = outcome_of(_Here.work.analyse(compilation, task.path), compilation)
    compilation.discard()
    return outcome
