"""Counts: assertions on how many kernels, compute launches and collectives a program has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from hloscope.dump import Compilation
from hloscope.errors import HloscopeError
from hloscope.ir import HloInstruction
from hloscope.testing.lines import list_text, message, site_rows
from hloscope.testing.program import Program, Site, program_of

_COMPUTE = ("kernel", "library")


def assert_kernels(compilation: Compilation, *, max: int | None = None, exactly: int | None = None) -> None:
    """It launches at most `max` kernels of XLA's own, or exactly so many; library calls are not among them.

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
    """It launches at most `max` kernels and library calls together, or exactly so many.

    Counts, and raises, as `assert_kernels` does.
    """
    __tracebackhide__ = True
    program = program_of(compilation)
    _check(program, program.unit, program.launches.compute_launches, _COMPUTE, max, exactly)


def assert_collectives(
    compilation: Compilation,
    expected: Mapping[str, int] | None = None,
    *,
    max: int | None = None,
    exactly: int | None = None,
) -> None:
    """It launches these collectives and no others: `{"all-reduce": 2}`, or at most `max`, or exactly so many.

    Raises:
        AssertionError: it launches others; the message lists them.
        HloscopeError: there is nothing to check, a module cannot be read, or not one of the three is given.
    """
    __tracebackhide__ = True
    program = program_of(compilation)
    if expected is None:
        _check(program, "collectives", program.launches.collectives, ("collective",), max, exactly)
        return
    _only_one_of(expected, max, exactly)
    sites = _launched(program, ("collective",))
    found = Counter(collective_of(site.instruction) for site in sites)
    wanted = Counter({opcode: number for opcode, number in expected.items() if number})
    if found != wanted:
        head = f"expected {_counter_text(wanted)} in {program.title}, found {_counter_text(found)}"
        raise AssertionError(message(head, site_rows(sites, program), program=program))


def collective_of(instruction: HloInstruction) -> str:
    """`all-reduce`, whether it is begun asynchronously or not."""
    return instruction.opcode.removesuffix("-start")


def _check(
    program: Program, noun: str, found: int, classes: Collection[str], most: int | None, exactly: int | None
) -> None:
    """Raises unless there are as many as wanted."""
    __tracebackhide__ = True
    _only_one_of(most, exactly)
    if found <= most if most is not None else found == exactly:
        return
    wanted = f"at most {most}" if most is not None else f"exactly {exactly}"
    head = f"expected {wanted} {noun} of {program.title}, found {found}"
    raise AssertionError(message(head, site_rows(_launched(program, classes), program), program=program))


def _only_one_of(*limits: object) -> None:
    given = [limit for limit in limits if limit is not None]
    if len(given) != 1:
        raise HloscopeError(f"expected one of max=, exactly= and, of collectives, a mapping; found {len(given)}")


def _launched(program: Program, classes: Collection[str]) -> list[Site]:
    """What is launched of these classes, each as often as it is."""
    sites = {(site.instruction.computation.name, site.instruction.name): site for site in program.sites}
    keys = [(site.computation, site.name) for site in program.launches.sites if site.launch_class in classes]
    return [sites[key] for key in keys if key in sites]


def _counter_text(counter: Mapping[str, int]) -> str:
    return list_text([f"{number} {opcode}" for opcode, number in sorted(counter.items())]) or "no collectives"
