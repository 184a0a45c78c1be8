"""JAX: the compilation of one function, from a compile of its own that dumps into a folder of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hloscope.dump import Compilation
from hloscope.dump.dump import dump_of
from hloscope.dump.in_memory import kept_files
from hloscope.dump.sources import FileError, SourceFile, files_below
from hloscope.errors import HloscopeError

_Found = SourceFile | FileError


def capture_jax(fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]) -> Compilation:
    """Lowers and compiles `fn` for these arguments, which may be shapes (`jax.ShapeDtypeStruct`); nothing runs.

    What `fn` raises while jax traces it is raised as it is.

    Raises:
        HloscopeError: jax dumped no module of the function's name.
    """
    with TemporaryDirectory(prefix="hloscope-", ignore_cleanup_errors=True) as folder:
        return _dumped(Path(folder), fn, args, kwargs, kept_files)


def capture_jax_into(
    folder: Path, fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
) -> Compilation:
    """As `capture_jax`, and leaves the dump in a folder, which should be empty."""
    return _dumped(folder, fn, args, kwargs, iter)


def _dumped(
    folder: Path,
    fn: Callable[..., object],
    args: tuple[object, ...],
    kwargs: Mapping[str, object],
    read: Callable[[Iterator[_Found]], Iterator[_Found]],
) -> Compilation:
    lowered = jitted(fn).lower(*args, **kwargs)
    name = str(lowered.compiler_ir().operation.attributes["sym_name"]).strip('"')
    with _without_cache_writes():
        lowered.compile(compiler_options=_options(str(folder)))
    dump = dump_of(name, read(files_below(folder)))
    found = [item for item in dump.compilations if item.name == name and item.before and item.after]
    if not found:
        seen = ", ".join(item.name for item in dump.compilations) or "none"
        raise HloscopeError(f"expected jax to dump the module {name}, found {seen}; run it with: hloscope run -- ...")
    return found[-1]


def jitted(fn: Callable[..., object]) -> Any:  # noqa: ANN401
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
