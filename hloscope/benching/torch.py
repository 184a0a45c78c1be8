"""The ways of torch to run a function: eagerly, traced and scripted."""

from __future__ import annotations

import copy
import sys
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from hloscope.benching.plan import Call, Plan
from hloscope.benching.profile_shares import Shares, shares_of
from hloscope.torchscript.tracing.torch import traced_function

# They give another view of the same memory, and run no kernel.
_VIEWS = frozenset(
    f"aten::{name}"
    for name in """alias as_strided chunk detach expand flatten narrow permute select slice split squeeze t transpose
    unbind unsqueeze view view_as""".split()
)


def plans(fn: Callable[..., object], args: Sequence[object]) -> list[Plan]:
    """A module is copied for each way. On a GPU each call waits for the device."""
    torch: Any = sys.modules["torch"]

    def fresh() -> Callable[..., object]:
        return copy.deepcopy(fn) if isinstance(fn, torch.nn.Module) else fn

    def waiting(function: Callable[..., object]) -> Call:
        has_gpu = torch.cuda.is_available()

        def call() -> object:
            result = function(*args)
            if has_gpu:
                torch.cuda.synchronize()
            return result

        return call

    def traced() -> Call:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return waiting(traced_function(fresh(), args))

    return [
        Plan("eager", lambda: waiting(fresh()), _count, _profile),
        Plan("traced", traced, _count, _profile),
        Plan("scripted", lambda: waiting(torch.jit.script(fresh())), _count, _profile),
    ]


def _events_of(calls: Callable[[], object]) -> list[Any]:
    torch: Any = sys.modules["torch"]
    with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CPU]) as found:
        calls()
    return list(found.events())


def _count(call: Call) -> tuple[int | None, str]:
    """Operations inside other operations are those others' business."""
    events = [event for event in _events_of(call) if event.name.startswith("aten::") and event.name not in _VIEWS]
    outermost = sum(not _is_inside(event) for event in events)
    return outermost, "outermost operations that torch.profiler saw, views left out"


def _is_inside(event: Any) -> bool:
    parent = event.cpu_parent
    while parent is not None and not parent.name.startswith("aten::"):
        parent = parent.cpu_parent
    return parent is not None


def _profile(calls: Callable[[], object]) -> Shares:
    """Own processor times, as torch.profiler gives them, in microseconds."""
    times: dict[str, tuple[int, float]] = {}
    for event in _events_of(calls):
        number, time = times.get(event.name, (0, 0.0))
        times[event.name] = (number + 1, time + event.self_cpu_time_total * 1000)
    return shares_of(times, {})
