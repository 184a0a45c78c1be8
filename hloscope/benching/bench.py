"""Benching: one function eager and compiled, call by call, with what compiling took and what each call launches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from time import perf_counter

from hloscope.benching import jax, tensorflow, torch
from hloscope.benching.plan import Call, Plan
from hloscope.benching.timings import Bench, Timing, steady_calls
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


def bench(fn: Callable[..., object], *args: object, calls: int = 30) -> Bench:
    """Runs `fn(*args)` eager and compiled, `calls` times each, in turns, so that a busy machine slows all alike.

    torch: eager, traced, scripted; jax: `jax.disable_jit`, `jax.jit`; TensorFlow: eager, `tf.function`,
    `tf.function(jit_compile=True)`. The compiled function with kernels of XLA is profiled as well, and so are torch's.
    Timed by the wall clock; a way that fails is listed with its error.

    Raises:
        HloscopeError: the framework cannot be told, or `fn` fails when it is run eagerly.
    """
    framework = FRAMEWORKS[framework_of(fn, args, {})].plain_name
    plans = _PLANS[framework](fn, args)
    timings = [_started(plan) for plan in plans]
    if timings[0][0].refusal:
        raise HloscopeError(f"the function fails when it is run as it is: {timings[0][0].refusal}")
    times: list[list[float]] = [[] for _ in plans]
    for _ in range(calls + 2):
        for (_, call), own in zip(timings, times, strict=True):
            if call:
                own.append(_seconds(call))
    done = [_finished(plan, timing, call, own) for plan, (timing, call), own in zip(plans, timings, times, strict=True)]
    name = getattr(fn, "__name__", type(fn).__name__)
    return Bench(name, framework, tuple(map(text_of, args)), tuple(done))


def _started(plan: Plan) -> tuple[Timing, Call | None]:
    """Builds the call, and calls it for the first time."""
    start = perf_counter()
    try:
        call = plan.build()
        built = perf_counter()
        call()
    except Exception as error:  # noqa: BLE001 (a way that the framework refuses is a result)
        return Timing(plan.name, refusal=f"{type(error).__name__}: {first_line(error)}"), None
    return Timing(plan.name, build=built - start, first=perf_counter() - built), call


def _finished(plan: Plan, timing: Timing, call: Call | None, times: list[float]) -> Timing:
    if call is None:
        return timing
    early, steady = steady_calls(times)
    kernels, counted = plan.count(call)
    shares = plan.profile(lambda: [call() for _ in range(_PROFILED)]) if plan.profile else None
    return replace(timing, early=early, steady=steady, kernels=kernels, counted=counted, shares=shares)


def _seconds(call: Call) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start
