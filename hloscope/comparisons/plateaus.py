"""Plateaus: ranges of sizes or types over which a program is compiled alike, and the cliffs between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TypedDict

from hloscope.comparisons.diff_forms import ProgramDiffForm
from hloscope.comparisons.outline import OPTIONAL, Launch, Outline
from hloscope.comparisons.program_diff import ProgramDiff, diff_programs
from hloscope.version import SCHEMA
from hloscope.words import counted
from hloscope.words.display import Displayed

Value = int | str
"""A size, or an element type."""


class PlateauForm(TypedDict):
    """Neighbouring values that are compiled alike; `problem` says why there is no program, and no `numbers`.

    So many of them were compiled; that the others are like them is inferred.
    """

    first: Value
    last: Value
    compiled: int
    problem: str | None
    numbers: dict[str, int | None] | None


class CliffForm(TypedDict):
    """Two neighbouring values that are compiled otherwise; `diff` is None where one of them has no program."""

    before: Value
    after: Value
    diff: ProgramDiffForm | None


class SweepDocument(TypedDict):
    """A program compiled over the values of one variable: where it is compiled alike, and where it changes."""

    schema: int
    name: str
    variable: str
    values: int
    compiled: int
    plateaus: list[PlateauForm]
    cliffs: list[CliffForm]


@dataclass(frozen=True)
class Cliff:
    """Two neighbouring values that are compiled otherwise; `diff` is what changes, None where one has no program."""

    before: Value
    after: Value
    diff: ProgramDiff | None

    def to_dict(self) -> CliffForm:
        """The JSON form."""
        return {"before": self.before, "after": self.after, "diff": self.diff.to_dict() if self.diff else None}


@dataclass(frozen=True, repr=False)
class Sweep(Displayed):
    """A program compiled over the values of one variable, such as `n`, in the order in which they were given."""

    name: str
    variable: str
    values: Sequence[Value]
    plateaus: tuple[Plateau, ...]

    def __repr__(self) -> str:
        return f"<Sweep of {self.name} over {self.variable}: {counted(len(self.cliffs), 'cliff')}>"

    @property
    def compiled(self) -> int:
        """How many values were compiled; what lies between two that are alike was not, and is taken to be like them."""
        return sum(plateau.compiled for plateau in self.plateaus)

    @cached_property
    def cliffs(self) -> tuple[Cliff, ...]:
        """The places where it changes, in order."""
        return tuple(
            Cliff(
                self.values[low.last],
                self.values[high.first],
                cliff_between(low.outline, high.outline) if low.outline and high.outline else None,
            )
            for low, high in pairwise(self.plateaus)
        )

    def to_dict(self) -> SweepDocument:
        """The JSON form."""
        return {
            "schema": SCHEMA,
            "name": self.name,
            "variable": self.variable,
            "values": len(self.values),
            "compiled": self.compiled,
            "plateaus": [form_of_plateau(plateau, self.values) for plateau in self.plateaus],
            "cliffs": [cliff.to_dict() for cliff in self.cliffs],
        }


EXHAUSTIVE = 24
"""Of so many values or fewer, all are compiled; of more, some, and between those that differ the place is searched."""

Compile = Callable[[int], "Outline | str"]
"""Compiles the value at a place: the program, or why there is none."""


@dataclass(frozen=True)
class Plateau:
    """Neighbouring values of which those that were compiled launch the same operations in the same way.

    `first` and `last` are places among the values, `compiled` is how many of them were compiled; that the others are
    like them is inferred. `problem` says why there is no program.
    """

    first: int
    last: int
    compiled: int
    outline: Outline | None
    problem: str = ""

    @property
    def launches(self) -> int | None:
        """The compute launches, None where nothing was compiled."""
        return self.outline.numbers["launches"] if self.outline else None


def plateaus_of(count: int, compile_at: Compile) -> tuple[Plateau, ...]:
    """The plateaus of so many values, in order.

    Of many values it compiles those at powers of two from the first on, and evenly spread ones; wherever two of these
    differ, it halves the distance until they are neighbours. A change back and forth between two that are alike is not
    seen.
    """
    found: dict[int, Outline | str] = {}

    def at(place: int) -> Outline | str:
        if place not in found:
            found[place] = compile_at(place)
        return found[place]

    probes = _probes(count)
    waiting = [*pairwise(probes)][::-1]
    at(probes[0])
    while waiting:
        low, high = waiting.pop()
        if high - low > 1 and structure_of(at(low)) != structure_of(at(high)):
            middle = (low + high) // 2
            waiting += [(middle, high), (low, middle)]
        at(high)
    return _joined(sorted(found.items()))


def _probes(count: int) -> list[int]:
    if count <= EXHAUSTIVE:
        return list(range(count))
    powers = {2**exponent - 1 for exponent in range(count.bit_length())}  # of values from 1 on: 1, 2, 4, 8, ...
    spread = {place * (count - 1) // (EXHAUSTIVE - 8) for place in range(EXHAUSTIVE - 7)}
    return sorted({place for place in (*powers, *spread) if place < count})


def _joined(found: Sequence[tuple[int, Outline | str]]) -> tuple[Plateau, ...]:
    plateaus: list[Plateau] = []
    for place, result in found:
        last = plateaus[-1] if plateaus else None
        if last and structure_of(last.outline or last.problem) == structure_of(result):
            plateaus[-1] = replace(last, last=place, compiled=last.compiled + 1)
        else:
            outline = result if isinstance(result, Outline) else None
            plateaus.append(Plateau(place, place, 1, outline, result if isinstance(result, str) else ""))
    return tuple(plateaus)


def structure_of(result: Outline | str) -> object:
    """What sizes have in common that are compiled alike: which operations are launched how, of whatever shapes."""
    if isinstance(result, str):
        return result
    return sorted((launch.kind, launch.opcodes) for launch in result.launches), result.numbers["broadcasts"]


def cliff_between(old: Outline, new: Outline) -> ProgramDiff:
    """What changes from one plateau to the next, whatever the shapes; as of `hloscope.diff`."""
    return diff_programs(_shapeless(old), _shapeless(new))


def _shapeless(outline: Outline) -> Outline:
    numbers = {key: None if key in _OF_SHAPES else number for key, number in outline.numbers.items()}
    launches = tuple(map(_shapeless_launch, outline.launches))
    return replace(outline, launches=launches, broadcasts=(), numbers=numbers, holdings=(), modelled=None)


def _shapeless_launch(launch: Launch) -> Launch:
    return replace(launch, inputs=(), outputs=(), bytes=0, signature=f"{launch.kind} {' '.join(launch.opcodes)}")


_OF_SHAPES = frozenset({"unfused", "broadcast_bytes", "bytes", *OPTIONAL})


def form_of_plateau(plateau: Plateau, values: Sequence[Value]) -> PlateauForm:
    """The JSON form; `values` are those of the sweep."""
    outline = plateau.outline
    return {
        "first": values[plateau.first],
        "last": values[plateau.last],
        "compiled": plateau.compiled,
        "problem": plateau.problem or None,
        "numbers": dict(outline.numbers) if outline else None,
    }
