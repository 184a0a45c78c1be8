"""Benching: one function eager and compiled, call by call, with what compiling took and what each call launches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from time import perf_counter

from hloscope.benching import jax, tensorflow, torch
from hloscope.benching.bounds import TimeIsUpError, bounded
from hloscope.benching.plan import Call, Plan
from hloscope.benching.timings import EAGER, Bench, Timing, steady_calls
from hloscope.captures.user_code.examples import text_of
from hloscope.errors import HloscopeError
from hloscope.frameworks import FRAMEWORKS
from hloscope.frameworks.telling import framework_of
from hloscope.torchscript.tracing.python_run import first_line

_PROFILED = 20  # calls
_PLANS: Mapping[str, Callable[[Callable[..., object], Sequence[object]], list[Plan]]] = {
    "jax": jax.plans,
    "tensorflow": tensorflow.plans,
    "torch": torch.plans,
}


def bench(
    fn: Callable[..., object],
    *args: object,
    calls: int = 30,
    ways: Sequence[str] | None = None,
    eager_limit: float = 60.0,
) -> Bench:
    """Runs `fn(*args)` eager and compiled, `calls` times each, in turns, so that a busy machine slows all alike.

    torch: eager, traced, scripted; jax: `jax.disable_jit` (eager), `jax.jit` (jit); TensorFlow: eager, `tf.function`,
    `jit_compile`. `ways` names those to run, all of them if it is None. Eager may take `eager_limit` seconds in all:
    what it has not done by then is left out, and remarked. The compiled function with kernels of XLA is profiled as
    well, and so are torch's. Timed by the wall clock; a way that fails is listed with its error.

    Raises:
        HloscopeError: the framework cannot be told, it has no such way, or `fn` fails when it is run eagerly.
    """
    framework = FRAMEWORKS[framework_of(fn, args, {})].plain_name
    plans = _chosen(_PLANS[framework](fn, args), ways, framework)
    runs = [_Run(plan, eager_limit if plan.name == EAGER else None) for plan in plans]
    for run in runs:
        run.start()
    if runs[0].has_failed_as_it_is:
        raise HloscopeError(f"the function fails when it is run as it is: {runs[0].timing.refusal}")
    for _ in range(calls + 2):
        for run in runs:
            run.call()
    name = getattr(fn, "__name__", type(fn).__name__)
    return Bench(name, framework, tuple(map(text_of, args)), tuple(run.finished() for run in runs))


def _chosen(plans: list[Plan], ways: Sequence[str] | None, framework: str) -> list[Plan]:
    """The plans of these names, in their own order."""
    names = [plan.name for plan in plans]
    for way in ways or ():
        if way not in names:
            raise HloscopeError(f"expected ways of {framework} ({', '.join(names)}), found {way!r}")
    return [plan for plan in plans if ways is None or plan.name in ways]


class _Run:
    """One way while it is run; with a `limit`, it may take so many seconds in all."""

    def __init__(self, plan: Plan, limit: float | None) -> None:
        self._plan = plan
        self._limit = self._left = limit
        self._call: Call | None = None
        self._times: list[float] = []
        self.timing = Timing(plan.name)

    @property
    def has_failed_as_it_is(self) -> bool:
        """Whether it is eager, and the function itself raised something."""
        return self._plan.name == EAGER and bool(self.timing.refusal) and not self._is_over

    @property
    def _is_over(self) -> bool:
        return self._left is not None and self._left <= 0

    def start(self) -> None:
        """Builds the call, and calls it for the first time."""
        start = perf_counter()
        try:
            call = self._plan.build()
            built = perf_counter()
            self._bounded(call)
        except TimeIsUpError:
            limit = f"{self._limit:g} s"
            refusal = f"stopped: its first call was not done after {limit} (--eager-limit)"
            self.timing = replace(self.timing, refusal=refusal)
        except Exception as error:  # noqa: BLE001 (a way that the framework refuses is a result)
            refusal = f"{type(error).__name__}: {first_line(error)}"
            self.timing = replace(self.timing, refusal=refusal)
        else:
            self.timing = replace(self.timing, build=built - start, first=perf_counter() - built)
            self._call = call

    def call(self) -> None:
        """Calls it once more, if it has time."""
        if self._call is None or self._is_over:
            return
        start = perf_counter()
        with suppress(TimeIsUpError):
            self._bounded(self._call)
            self._times.append(perf_counter() - start)

    def _bounded(self, call: Call) -> None:
        if self._left is None:
            call()
            return
        start = perf_counter()
        try:
            with bounded(self._left):
                call()
        except TimeIsUpError:
            self._left = 0.0
            raise
        self._left -= perf_counter() - start

    def finished(self) -> Timing:
        """All that was measured, with what a call launches and where its time goes."""
        if self._call is None:
            return self.timing
        early, steady = steady_calls(self._times)
        timing = replace(self.timing, early=early, steady=steady)
        if self._is_over:
            timing = self._shortened(timing)
        call, profile = self._call, self._plan.profile
        kernels, counted = self._plan.count(call)
        shares = profile(lambda: [call() for _ in range(_PROFILED)]) if profile and not self._is_over else None
        return replace(timing, kernels=kernels, counted=counted, shares=shares)

    def _shortened(self, timing: Timing) -> Timing:
        """Of a way that was stopped, the calls that it did, though they be the early ones, or the first alone."""
        done = 1 + len(self._times)
        calls = "its first call" if done == 1 else f"{done} calls"
        remark = f"stopped after {calls}, for it may take {self._limit:g} s in all (--eager-limit)"
        if timing.steady:
            return replace(timing, remark=remark)
        return replace(timing, early=(), steady=tuple(self._times) or (timing.first,), remark=remark)
