"""Line-ups: which programs of several dumps are the same model, written for different frameworks."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from fnmatch import fnmatchcase

from hloscope.comparisons.outline import Outline
from hloscope.comparisons.programs import paired
from hloscope.errors import HloscopeError

LineUp = dict[str, Outline]
"""One model: its program by label; a label that has none of it is left out."""

_WRAPPING = re.compile(r"^(?:p?jit_+|a_inference_|__inference_)")


def line_up(sides: Mapping[str, Sequence[Outline]], pairs: Sequence[Mapping[str, str]] = ()) -> list[LineUp]:
    """The programs of each label side by side, in the order of the first label that has them.

    `pairs` say by label which programs belong together; names may be patterns such as `a_inference_mlp*`. The rest is
    lined up by entry shapes, whatever their order and whichever of their dimensions are transposed, then by those of
    the parameters without scalars, then by the function's name. What is left over alone on each side is lined up too.

    Raises:
        HloscopeError: a pair names an unknown label, or not exactly one program.
    """
    lineups = [{label: _named(sides, label, pattern) for label, pattern in pair.items()} for pair in pairs]
    for label, outlines in sides.items():
        taken = {id(lineup[label]) for lineup in lineups if label in lineup}
        _join(lineups, label, [outline for outline in outlines if id(outline) not in taken])
    order = list(sides)
    return [{label: lineup[label] for label in order if label in lineup} for lineup in lineups]


def _named(sides: Mapping[str, Sequence[Outline]], label: str, pattern: str) -> Outline:
    if label not in sides:
        raise HloscopeError(f"expected one of the labels {', '.join(sides)} in a pair, found {label!r}")
    found = [one for one in sides[label] if fnmatchcase(one.name, pattern) or fnmatchcase(one.function, pattern)]
    if len(found) != 1:
        names = ", ".join(outline.function for outline in found or sides[label]) or "none"
        raise HloscopeError(f"expected one program of {label} that is called {pattern!r}, found {len(found)}: {names}")
    return found[0]


def _join(lineups: list[LineUp], label: str, outlines: Sequence[Outline]) -> None:
    """Adds the programs of a label, each to the line-up that it belongs to, or as one of its own."""
    open_lineups = [lineup for lineup in lineups if label not in lineup]
    firsts = [next(iter(lineup.values())) for lineup in open_lineups]
    found: dict[int, int] = {}
    for key in _KEYS:
        found |= paired(firsts, outlines, key, found)
    found |= paired(firsts, outlines, lambda _: "", found, only_unique=True)
    for place, outline in enumerate(outlines):
        if place in found:
            open_lineups[found[place]][label] = outline
        else:
            lineups.append({label: outline})


def _shapes_and_name(outline: Outline) -> Hashable | None:
    shapes = _shapes(outline)
    return None if shapes is None else (shapes, short_name(outline))


def _shapes(outline: Outline) -> Hashable | None:
    if outline.parameters is None or outline.results is None:
        return None
    return _unordered(outline.parameters), _unordered(outline.results)


def _arrays(outline: Outline) -> Hashable | None:
    """Frameworks pass numbers as parameters or put them into the program, and return more or less beside the result."""
    arrays = [shape for shape in outline.parameters or () if not shape.endswith("[]")]
    return _unordered(arrays) if arrays else None


def _unordered(shapes: Sequence[str]) -> Hashable:
    """Shapes without their order, and each without the order of its dimensions."""
    return tuple(sorted(map(_untransposed, shapes)))


def _untransposed(shape: str) -> tuple[str, tuple[str, ...]]:
    element_type, _, dimensions = shape.partition("[")
    return element_type, tuple(sorted(dimensions.rstrip("]").split(",")))


def short_name(outline: Outline) -> str:
    """The user's name of the function: `mlp` of `jit_mlp` and `a_inference_mlp`."""
    return _WRAPPING.sub("", outline.function, count=1)


_KEYS: tuple[Callable[[Outline], Hashable | None], ...] = (_shapes_and_name, _shapes, _arrays, short_name)
