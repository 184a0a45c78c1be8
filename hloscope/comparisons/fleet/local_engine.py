"""Local engine: tasks in processes of this machine; one that dies takes nothing with it but what it is named for."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Final

from hloscope.comparisons.fleet.tasks import Job, Outcome, Task, do_task, failed
from hloscope.errors import DumpError
from hloscope.reports.processes import end_with_parent, process_pool

_WAITING: Final = 4
"""So many tasks for each process are given out at a time."""
_DIED: Final = "the process that read it ended: it may have taken more memory than there is"


class LocalEngine:
    """Does tasks in so many processes, or in this one."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def __call__(self, job: Job, tasks: Sequence[Task]) -> Generator[Outcome]:
        """What comes of each task, as it is done."""
        if self.jobs < 2 or len(tasks) < 2:
            yield from (do_task(job, task) for task in tasks)
            return
        left = {task.unit.id: task for task in tasks}
        while left:
            try:
                yield from self._by_pool(job, left, min(self.jobs, len(left)))
            except BrokenProcessPool:  # it was on one of the first that are left
                suspects = [*left.values()][: _WAITING * self.jobs]
                yield from (self._alone(job, left, task) for task in suspects)

    def _by_pool(self, job: Job, left: dict[str, Task], jobs: int) -> Iterator[Outcome]:
        """Does what is `left`, and takes out of it what is done."""
        rest = deque(left.values())
        running: dict[Future[Outcome], Task] = {}
        with process_pool(jobs, "spawn", end_with_parent, ()) as pool:  # libraries have threads, which no copy has
            while rest or running:
                while rest and len(running) < _WAITING * jobs:
                    task = rest.popleft()
                    running[pool.submit(do_task, job, task)] = task
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    outcome = future.result()
                    del left[running.pop(future).unit.id]
                    yield outcome

    def _alone(self, job: Job, left: dict[str, Task], task: Task) -> Outcome:
        try:
            return next(self._by_pool(job, {task.unit.id: task}, 1))
        except BrokenProcessPool:
            return failed(task, DumpError(_DIED, task.unit.url))
        finally:
            del left[task.unit.id]
