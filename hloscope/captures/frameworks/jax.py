"""JAX: a function's compilation comes from a compile of its own that dumps into a folder of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from hloscope.captures.frameworks.adapter import Call
from hloscope.captures.targets.retarget import Module
from hloscope.dump import Compilation
from hloscope.dump.dump import dump_of
from hloscope.dump.in_memory import files_in_memory
from hloscope.dump.sources import FileError, SourceFile, files_below
from hloscope.dump.workers.workplace import Workplace
from hloscope.errors import HloscopeError

_File = SourceFile | FileError
_PLATFORMS = {"cpu": "cpu", "gpu": "cuda", "tpu": "tpu"}  # as jax calls them


def capture(fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]) -> Compilation:
    """Lowers and compiles `fn` for these arguments, which may be shapes (`jax.ShapeDtypeStruct`); nothing runs.

    What `fn` raises while jax traces it is raised as it is.

    Raises:
        HloscopeError: jax dumped no module of the function's name.
    """
    with Workplace() as place:
        folder = place / "dump"
        folder.mkdir()
        return _capture_dump(folder, fn, args, kwargs, files_in_memory)


def capture_into(
    folder: Path, fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
) -> Compilation:
    """As `capture`, and leaves the dump in a folder, which should be empty."""
    return _capture_dump(folder, fn, args, kwargs, iter)


def run(
    fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
) -> tuple[object, tuple[Compilation, ...]]:
    """Compiles `fn`, and then calls it."""
    compilation = capture(fn, args, kwargs)  # first: the call may use up its arguments
    return fn(*args, **kwargs), (compilation,)


def lower(platform: str, fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]) -> Module:
    """Lowers `fn` for that platform, which may have other operations than this process's own."""
    traced = _jit(fn).trace(*args, **kwargs)
    try:
        lowered = traced.lower(lowering_platforms=(_PLATFORMS[platform],))
        computation = lowered.compiler_ir(dialect="hlo")
    except (ValueError, NotImplementedError) as error:
        raise HloscopeError(f"jax cannot lower this function for {platform}: {error}") from error
    attributes = lowered.compiler_ir().operation.attributes
    name = str(attributes["sym_name"]).strip('"')
    replicas, partitions = (_number_in(attributes, key) for key in ("mhlo.num_replicas", "mhlo.num_partitions"))
    content = computation.as_serialized_hlo_module_proto()
    return Module(name, content, is_proto=True, replicas=replicas, partitions=partitions)


def make_argument(sizes: tuple[int, ...], dtype: str) -> object:
    """The shape alone."""
    jax: Any = sys.modules["jax"]
    return jax.ShapeDtypeStruct(sizes, jax.numpy.dtype(dtype))


def is_traced(call: Call) -> bool:
    """Whether a placeholder of jax's is among the arguments."""
    jax: Any = sys.modules.get("jax")
    return jax is not None and any(isinstance(leaf, jax.core.Tracer) for leaf in jax.tree_util.tree_leaves(call))


def _number_in(attributes: Any, key: str) -> int:  # noqa: ANN401 (MLIR's)
    return int(attributes[key].value) if key in attributes else 1


def _capture_dump(
    folder: Path,
    fn: Callable[..., object],
    args: tuple[object, ...],
    kwargs: Mapping[str, object],
    read: Callable[[Iterator[_File]], Iterator[_File]],
) -> Compilation:
    lowered = _jit(fn).lower(*args, **kwargs)
    name = str(lowered.compiler_ir().operation.attributes["sym_name"]).strip('"')
    with _without_cache_writes():
        lowered.compile(compiler_options=_options(str(folder)))
    dump = dump_of(name, read(files_below(folder)))
    found = [item for item in dump.compilations if item.name == name and item.before and item.after]
    if not found:
        seen = ", ".join(item.name for item in dump.compilations) or "none"
        raise HloscopeError(f"expected jax to dump the module {name}, found {seen}; run it with: hloscope run -- ...")
    return found[-1]


def _jit(fn: Callable[..., object]) -> Any:  # noqa: ANN401
    """The function itself if jax has jitted it already, with its static and donated arguments."""
    is_jitted = hasattr(fn, "lower") and hasattr(fn, "__wrapped__")
    return fn if is_jitted else sys.modules["jax"].jit(fn)


def _options(folder: str) -> dict[str, str | bool]:
    """Where to dump what, whatever XLA_FLAGS says.

    jax leaves the first three out of the key of its compilation cache, but not the last one, which only repeats XLA's
    default: so this compile never comes out of the cache, which would leave no module from before optimization.
    """
    return {
        "xla_dump_to": folder,
        "xla_dump_hlo_as_text": True,
        "xla_dump_hlo_module_re": ".*",
        "xla_dump_latency_hiding_schedule": False,
    }


def _without_cache_writes() -> AbstractContextManager[object]:
    """Keeps this compile out of the compilation cache, for this thread only.

    Switching the cache off and on would be felt elsewhere: jax remembers for the whole process whether it is on.
    """
    config = sys.modules.get("jax._src.config")
    least_seconds = getattr(config, "persistent_cache_min_compile_time_secs", None)
    return nullcontext() if least_seconds is None else least_seconds(float("inf"))
