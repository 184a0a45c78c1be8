"""Counts: assertions on how many kernels and compute launches a program has."""

from __future__ import annotations

from collections.abc import Collection

from hloscope.dump import Compilation
from hloscope.errors import HloscopeError
from hloscope.testing.lines import message, site_rows
from hloscope.testing.program import Program, Site, program_of

_COMPUTE = ("kernel", "library")


def assert_kernels(compilation: Compilation, *, max: int | None = None, exactly: int | None = None) -> None:
    """Asserts that it launches at most `max` kernels of XLA's own, or exactly so many; library calls do not count.

    A launch in the body of a loop counts once. On TPU and on old CPU runtimes, which launch nothing one by one,
    top-level operations are counted.

    Raises:
        AssertionError: it launches another number; the message lists what it launches.
        HloscopeError: there is nothing to check, a module cannot be read, or not one of the two numbers is given.
    """
    __tracebackhide__ = True
    program = program_of(compilation)
    noun = "kernels" if program.unit == "compute launches" else program.unit
    _check(program, noun, program.launches.kernels, ("kernel",), max, exactly)


def assert_compute_launches(compilation: Compilation, *, max: int | None = None, exactly: int | None = None) -> None:
    """Asserts that it launches at most `max` kernels and library calls together, or exactly so many.

    Counts, and raises, as `assert_kernels` does.
    """
    __tracebackhide__ = True
    program = program_of(compilation)
    _check(program, program.unit, program.launches.compute_launches, _COMPUTE, max, exactly)


def _check(
    program: Program, noun: str, found: int, classes: Collection[str], most: int | None, exactly: int | None
) -> None:
    """Raises unless there are as many as wanted."""
    __tracebackhide__ = True
    _check_single_limit(most, exactly)
    if found <= most if most is not None else found == exactly:
        return
    wanted = f"at most {most}" if most is not None else f"exactly {exactly}"
    head = f"expected {wanted} {noun} of {program.title}, found {found}"
    raise AssertionError(message(head, site_rows(_launched(program, classes), program), program=program))


def _check_single_limit(*limits: object) -> None:
    """Raises unless one limit is given, and no other."""
    given = [limit for limit in limits if limit is not None]
    if len(given) != 1:
        raise HloscopeError(f"expected one of max= and exactly=, found {len(given)}")


def _launched(program: Program, classes: Collection[str]) -> list[Site]:
    """What is launched of these classes, each as often as it is."""
    sites = {(site.instruction.computation.name, site.instruction.name): site for site in program.sites}
    keys = [(site.computation, site.name) for site in program.launches.sites if site.launch_class in classes]
    return [sites[key] for key in keys if key in sites]
