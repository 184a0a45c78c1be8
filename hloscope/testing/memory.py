"""Memory: the assertion that a program needs no more memory at once than it may."""

from __future__ import annotations

from hloscope.analyses.memory.owners import Owner
from hloscope.analyses.memory.use import MemoryUse
from hloscope.dump import Compilation
from hloscope.errors import HloscopeError
from hloscope.testing.lines import message, rows
from hloscope.testing.program import program_of


def assert_peak_memory(compilation: Compilation, *, max: int) -> MemoryUse:
    """Asserts that arguments, results, constants and temporary values take at most `max` bytes at once; gives them.

    It is read from XLA's plan. Without live ranges all temporary memory counts, which is an upper bound.

    Raises:
        AssertionError: they take more; the message lists what is there at the peak, the largest first.
        HloscopeError: there is nothing to check, a module cannot be read, or no buffer assignment was dumped.
    """
    __tracebackhide__ = True
    program = program_of(compilation)
    buffers = compilation.buffer_assignment
    if buffers is None:
        raise HloscopeError(
            f"expected a buffer assignment of {program.title}, found none: a dump folder of jax has one beside the "
            "module, texts that a framework hands over in process have not"
        )
    _ = compilation.live_ranges  # raises if they are broken
    use = program.memory_use
    if use.peak_bytes <= max:
        return use
    bound = "" if use.is_peak_exact else ", an upper bound without live ranges"
    head = f"expected at most {max} bytes at the peak of {program.title}, found {use.peak_bytes}{bound}"
    residents = rows(
        (r.kind, r.name, r.shape, f"{r.bytes} bytes", str(Owner(r.owner, r.source))) for r in use.residents
    )
    raise AssertionError(message(head, residents, program=program))
