"""Capture for a target: one function's program, compiled for something that this machine need not have."""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable, Mapping
from functools import cache
from threading import RLock

from hloscope.captures.command.flags import Flag
from hloscope.captures.frameworks.adapters import adapter_for
from hloscope.captures.targets.cache import Cache, cache_folder
from hloscope.captures.targets.flags import flags_for, init_args_for
from hloscope.captures.targets.process import Worker
from hloscope.captures.targets.retarget import compile_module
from hloscope.captures.targets.target import Target
from hloscope.captures.targets.targets import check_installed
from hloscope.dump import Compilation
from hloscope.dump.workers.process import Limits
from hloscope.errors import HloscopeError

_lock = RLock()  # a worker answers one at a time


def capture_for(
    target: Target, fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
) -> Compilation:
    """The compilation of `fn` for a target. jax lowers it for that platform; the others lower it for CPU, as they can.

    A program for several devices (jax) needs as many in the target, such as `h100x4`. Arguments may be shapes with a
    sharding over a `jax.sharding.AbstractMesh`, which needs no devices. Of XLA_FLAGS hold those of the target's backend
    and of none (`xla_gpu_...`, `xla_disable_hlo_passes`), but for where to dump and what a target needs to be set; what
    the compiler refuses is left out. A change of XLA_FLAGS is felt by the next capture, unlike in jax's own compiles.

    Raises:
        HloscopeError: what the target takes is not installed, or its compiler refuses the program.
    """
    check_installed(target)
    module = adapter_for(fn, args, kwargs).lower(target.platform, fn, args, kwargs)
    with _lock:
        platform = target.platform
        worker = _worker_for(target, flags_for(platform, os.environ), init_args_for(platform, os.environ))
        outcome = compile_module(module, worker, Cache(cache_folder()))
    if outcome.compilation is None:
        raise HloscopeError(f"{module.name} was not compiled for {target.name}: {outcome.problem}")
    return outcome.compilation


@cache
def _worker_for(target: Target, flags: tuple[Flag, ...], init_args: tuple[Flag, ...]) -> Worker:
    """One process for each target, until this one ends: it takes two seconds to start, a compile a tenth of that."""
    worker = Worker(target, Limits(), flags=flags, init_args=init_args)
    atexit.register(worker.close)
    return worker
