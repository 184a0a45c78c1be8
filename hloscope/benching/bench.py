"""Benching: one function eager and compiled, call by call, with what compiling took and what each call launches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from hloscope.benching.plan import Call, Plan
from hloscope.benching.timings import Bench, Timing, steady_calls
from hloscope.captures.user_code.examples import text_of
from hloscope.captures.user_code.frameworks import JAX, TENSORFLOW, framework_of
from hloscope.errors import HloscopeError
from hloscope.torchscript.tracing.python_run import first_line

_PROFILED = 20  # calls


def bench(fn: Callable[..., object], *args: object, calls: int = 30) -> Bench:
    """Runs `fn(*args)` eager and compiled, `calls` times each, in turns, so that a busy machine slows all alike.

    torch: eager, traced, scripted; jax: `jax.disable_jit`, `jax.jit`; TensorFlow: eager, `tf.function`,
    `tf.function(jit_compile=True)`. The compiled function with kernels of XLA is profiled as well, and so are torch's.
    Timed by the wall clock; a way that fails is listed with its error.

    Raises:
        HloscopeError: the framework cannot be told, or `fn` fails when it is run eagerly.
    """
    framework = framework_of(fn, args, {})
    plans = _plans_of(framework, fn, args)
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
    shown = {JAX: JAX, TENSORFLOW: TENSORFLOW}.get(framework, "torch")
    return Bench(name, shown, tuple(map(text_of, args)), tuple(done))


def _plans_of(framework: str, fn: Callable[..., object], args: tuple[object, ...]) -> list[Plan]:
    if framework == JAX:
        from hloscope.benching.jax import jax_plans

        return jax_plans(fn, args)
    if framework == TENSORFLOW:
        from hloscope.benching.tensorflow import tensorflow_plans

        return tensorflow_plans(fn, args)
    from hloscope.benching.torch import torch_plans

    return torch_plans(fn, args)


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
