"""Collectives: assertions on what devices tell each other: which kinds, how many, over which axes, how many bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from hloscope.analyses.collectives.collective import Collective
from hloscope.analyses.facts.direction import DIRECTIONS, Direction
from hloscope.analyses.kernels.rules import COLLECTIVES
from hloscope.dump import Compilation
from hloscope.errors import HloscopeError
from hloscope.testing.lines import list_text, message, rows
from hloscope.testing.program import Program, program_of

_KINDS = (*COLLECTIVES.split(), "recv", "send")


def assert_collectives(
    compilation: Compilation,
    expected: Mapping[str, int] | None = None,
    *,
    max: int | None = None,
    exactly: int | None = None,
    max_bytes: int | None = None,
    kind: str | None = None,
    axis: str | None = None,
    direction: Direction | None = None,
) -> None:
    """Asserts that it launches these collectives alone: `{"all-reduce": 2}`, or at most `max`, or exactly so many.

    Or they move at most `max_bytes` of payload in a run, loops as often as they go round: of each the larger of what
    one device hands in and what it gets. Asked are those of one `kind`, those that talk over an `axis` of the mesh (its
    name, `axis 0` where the module names none, or all of them as `hloscope collectives` shows them, `x,y`), those of
    one `direction` (`forward`, `backward`, `rematerialized`); by default all of them.

    Raises:
        AssertionError: it launches others; the message lists them.
        HloscopeError: there is nothing to check, a module cannot be read, not one of the four is given, a kind, an axis
            or a direction is none of the program's, or a loop around them has no known length.
    """
    __tracebackhide__ = True
    program = program_of(compilation)
    _check_single_limit(expected, max, exactly, max_bytes)
    found = _selected(program, kind, axis, direction)
    which = _which_text(kind, axis, direction)
    if expected is not None:
        _check_kinds(program, found, expected, which)
    elif max_bytes is not None:
        _check_bytes(program, found, max_bytes, which)
    elif len(found) > max if max is not None else len(found) != exactly:
        wanted = f"at most {max}" if max is not None else f"exactly {exactly}"
        head = f"expected {wanted} {which} of {program.title}, found {len(found)}"
        raise AssertionError(message(head, _rows(found, program), program=program))


def _check_single_limit(*limits: object) -> None:
    given = [limit for limit in limits if limit is not None]
    if len(given) != 1:
        raise HloscopeError(f"expected one of max=, exactly=, max_bytes= and a mapping; found {len(given)}")


def _check_kinds(program: Program, found: Sequence[Collective], expected: Mapping[str, int], which: str) -> None:
    __tracebackhide__ = True
    kinds = Counter(collective.kind for collective in found)
    wanted = Counter({kind: number for kind, number in expected.items() if number})
    if kinds != wanted:
        asked = "" if which == "collectives" else f" among {which}"
        head = f"expected {_counter_text(wanted)}{asked} in {program.title}, found {_counter_text(kinds)}"
        raise AssertionError(message(head, _rows(found, program), program=program))


def _check_bytes(program: Program, found: Sequence[Collective], most: int, which: str) -> None:
    __tracebackhide__ = True
    unknown = [collective for collective in found if collective.runs is None]
    if unknown:
        raise HloscopeError(
            f"expected loops of known length around {which} of {program.title}, found that of {unknown[0].name}, "
            "whose bytes in a run are not known"
        )
    moved = sum(collective.bytes_per_run for collective in found)
    if moved > most:
        head = f"expected at most {most} bytes of {which} in a run of {program.title}, found {moved}"
        ordered = sorted(found, key=lambda collective: -collective.bytes_per_run)
        raise AssertionError(message(head, _rows(ordered, program), program=program))


def _selected(program: Program, kind: str | None, axis: str | None, direction: str | None) -> list[Collective]:
    everything = program.collectives
    if kind is not None and kind not in _KINDS:
        raise HloscopeError(f"expected a kind of collective ({', '.join(_KINDS)}), found {kind!r}")
    if direction is not None and direction not in DIRECTIONS:
        raise HloscopeError(f"expected a direction ({', '.join(DIRECTIONS)}), found {direction!r}")
    if axis is not None and everything:
        _check_axis(axis, everything, program)
    return [
        collective
        for collective in everything
        if kind in (None, collective.kind)
        and direction in (None, collective.direction)
        and (axis is None or axis in _axes_of(collective))
    ]


def _axes_of(collective: Collective) -> set[str]:
    """The axes that it talks over, also where it is a part of one, and all of them in one text."""
    names = collective.axis_names or ()
    return {collective.over_text, *names, *(name.partition(":")[0] for name in names)}


def _check_axis(axis: str, collectives: Iterable[Collective], program: Program) -> None:
    """Raises where no mesh has such an axis: a misspelt one would pass for ever."""
    known: dict[str, None] = {}
    for collective in collectives:
        mesh = collective.over.mesh if collective.over else collective.groups.mesh
        names = [axis.name or f"axis {place}" for place, axis in enumerate(mesh.axes)] if mesh else []
        known |= dict.fromkeys([*names, *_axes_of(collective)])
    if axis not in known and not set(axis.split(",")) <= {*known}:
        raise HloscopeError(f"expected an axis of {program.title} ({', '.join(known)}), found {axis!r}")


def _which_text(kind: str | None, axis: str | None, direction: str | None) -> str:
    """`backward all-gather over x`, `collectives`."""
    words = [direction, kind or "collectives", f"over {axis}" if axis else None]
    return " ".join(filter(None, words))


def _rows(collectives: Iterable[Collective], program: Program) -> list[str]:
    return rows(
        (
            collective.kind,
            collective.name,
            f"over {collective.over_text}",
            f"{collective.bytes} bytes",
            " ".join(filter(None, (_runs_text(collective), collective.direction))),
            program.place_of(collective.instruction) or collective.origin.source,
        )
        for collective in collectives
    )


def _runs_text(collective: Collective) -> str:
    return "in a loop of unknown length" if collective.runs is None else f"x{collective.runs}"


def _counter_text(counter: Mapping[str, int]) -> str:
    return list_text([f"{number} {opcode}" for opcode, number in sorted(counter.items())]) or "no collectives"
