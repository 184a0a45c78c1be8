"""In process: what XLA makes of one function, or of a block of code, in the process that runs it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from hloscope.captures.frameworks.active_dump import active_folder, dump_since, stamps_of
from hloscope.captures.frameworks.adapters import adapter_for
from hloscope.captures.in_process.for_target import capture_for
from hloscope.captures.targets.target import Target
from hloscope.captures.targets.targets import find_target
from hloscope.dump import Compilation, Dump
from hloscope.dump.in_memory import write_into


def capture(fn: Callable[..., object], *args: object, target: str | Target = "cpu", **kwargs: object) -> Compilation:
    """What XLA makes of `fn(*args, **kwargs)`: on this process's own backend, or for another target.

    `target` is "cpu" for the former, else what `hloscope targets` lists, several devices such as "h100x4", the path of
    a `.toml` file, or a Target. Another target is compiled for in a process of its own, and needs no such device.

    `fn` is a `jax.jit` function or one that can be jitted, a `tf.function(jit_compile=True)`, or a function or
    `nn.Module` on torch-xla tensors. jax and TensorFlow compile it without running it, at any time. torch-xla runs it
    once, and must dump since its start. What `fn` itself raises is raised as it is.

    Raises:
        HloscopeError: the framework cannot be told, or cannot compile this; the message says what to do.
    """
    if target != "cpu":
        return capture_for(target if isinstance(target, Target) else find_target(target), fn, args, kwargs)
    return adapter_for(fn, args, kwargs).capture(fn, args, kwargs)


def capture_into(
    folder: Path,
    fn: Callable[..., object],
    args: tuple[object, ...],
    kwargs: Mapping[str, object],
    *,
    target: str | Target = "cpu",
) -> Compilation:
    """As `capture`, and leaves the files in a folder, which should be empty: whatever jax dumps, else the stages."""
    if target == "cpu":
        return adapter_for(fn, args, kwargs).capture_into(folder, fn, args, kwargs)
    return write_into(folder, capture(fn, *args, target=target, **kwargs))


def run_captured(
    fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
) -> tuple[object, tuple[Compilation, ...]]:
    """What `fn` gives, and its compilations; it runs once.

    jax and TensorFlow have one. torch-xla has several where `fn` reads values on its way, and none where it had the
    program already. Raises as `capture` does, but not for their number.
    """
    return adapter_for(fn, args, kwargs).run(fn, args, kwargs)


@contextmanager
def capturing() -> Generator[Dump]:
    """A Dump of all that this process compiles during a block, by whichever thread; it is filled when the block ends.

    Blocks may be nested: what an inner one has, the outer one has too. XLA must dump since its start, because it
    cannot be told to later.

    Raises:
        HloscopeError: XLA does not dump in this process; the message says what to do.
    """
    folder = active_folder()
    before = stamps_of(folder)
    dump = Dump(str(folder), ())
    try:
        yield dump
    finally:
        found = dump_since(folder, before)
        vars(dump).clear()  # whatever was asked of it during the block
        vars(dump).update(vars(found))
