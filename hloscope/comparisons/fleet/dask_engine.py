"""Dask engine: tasks on the workers of a dask cluster, which is there already; those of one that dies go to others."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any, Final

from hloscope.comparisons.fleet.libraries import library
from hloscope.comparisons.fleet.tasks import Job, Outcome, Task, do_task, failed
from hloscope.errors import DumpError, HloscopeError, fault_of

_SECONDS: Final = 30
"""How long a scheduler may take to answer."""


class DaskEngine:
    """Does tasks on the workers of a scheduler, such as `tcp://host:8786`, which need hloscope and the same URLs."""

    def __init__(self, scheduler: str) -> None:
        self.scheduler = scheduler

    def __call__(self, job: Job, tasks: Sequence[Task]) -> Generator[Outcome]:
        """What comes of each task, as it is done.

        Raises:
            HloscopeError: there is no such scheduler.
        """
        if not tasks:
            return
        distributed = library("distributed")
        with self._client(distributed) as client:
            by_key = {f"hloscope-{task.unit.id}-{task.turn}": task for task in tasks}
            futures = [client.submit(do_task, job, task, key=key, pure=False) for key, task in by_key.items()]
            for future in distributed.as_completed(futures):
                yield _outcome_of(future, by_key[future.key])
                future.release()

    def _client(self, distributed: Any) -> Any:  # noqa: ANN401 (it has no types)
        try:
            return distributed.Client(self.scheduler, timeout=_SECONDS)
        except (OSError, TimeoutError, ValueError) as error:
            text = " ".join(str(error).split())
            raise HloscopeError(f"no dask scheduler answers at {self.scheduler}: {text}") from error


def _outcome_of(future: Any, task: Task) -> Outcome:  # noqa: ANN401
    error: Exception | None = future.exception()
    if error is None:
        outcome: Outcome = future.result()
        return outcome
    if type(error).__name__ == "KilledWorker":
        problem = "several workers ended while they read it: it may take more memory than they have"
        return failed(task, DumpError(problem, task.unit.url))
    return failed(task, error if isinstance(error, HloscopeError) else fault_of(error))
