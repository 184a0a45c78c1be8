"""What ways of compiling a Python function make of it: the paths and side effects that each keeps or loses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hloscope.captures.user_code.observed_lines import Place
from hloscope.torchscript.tracing.python_paths import Arm

if TYPE_CHECKING:
    from hloscope.torchscript.tracing.forms import (
        ComparisonForm,
        DecisionForm,
        EffectForm,
        OutcomeForm,
        PathForm,
        RefusalForm,
        WayForm,
    )

SAME, DIFFERS, FAILS, NOT_TRIED = "same", "differs", "fails", "not tried"
KEPT, LOST, SPECIALIZED, FIXED, FOLDED = "kept", "lost", "specialized", "fixed", "folded"
REFUSED, UNKNOWN = "refused", "-"  # refused because of this line, or because of another


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a function is not compiled: the framework's own words, and the line that they are about, if they say."""

    error: str
    message: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the compiled function gives for other arguments, beside plain Python: same, differs, fails, not tried."""

    state: str
    detail: str = ""

    def to_dict(self) -> OutcomeForm:
        """The JSON form."""
        return {"state": self.state, "detail": self.detail}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to compile, such as `trace`: what the framework did with the function.

    `traces` says that it runs the Python code and keeps what that does, `retraces` that it does so anew for other
    shapes. `kept` are the lines whose branch or loop
    is in the compiled graph, `effects` those whose side effect is.
    """

    name: str
    traces: bool
    retraces: bool = False
    refusal: Refusal | None = None
    kept: frozenset[Place] = frozenset()
    effects: frozenset[Place] = frozenset()
    other_values: Outcome = Outcome(NOT_TRIED)
    other_shape: Outcome = Outcome(NOT_TRIED)
    graphs: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Observed:
    """One run of the Python code with the example: the texts of its files, and how often each line ran."""

    sources: Mapping[str, str]
    counts: Mapping[Place, int]
    depends_on_data: Mapping[Place, str] = field(default_factory=dict[Place, str])


Tried = tuple[Observed, Sequence[Way], Sequence[str]]
"""What ran, what each way made of it, and the arguments that tracing fixed, being no tensors."""


@dataclass(frozen=True, slots=True)
class PathFinding:
    """A branch or a loop that the example met.

    `lost` are lines that it did not reach, `times` the iterations of a loop, `by_data` the framework's word that the
    condition depends on the values of a tensor.
    """

    kind: str
    place: Place
    code: str
    by_data: str
    times: int | None
    lost: tuple[Arm, ...]
    ways: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EffectFinding:
    """A side effect, and which ways keep it."""

    place: Place
    what: str
    ways: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the decision table: what each way is worth under one criterion, and the better one, if one is."""

    criterion: str
    ways: Mapping[str, str]
    better: str


@dataclass(frozen=True, slots=True)
class JitComparison:
    """The ways to compile one function, for one example."""

    name: str
    framework: str
    example: tuple[str, ...]
    fixed_arguments: tuple[str, ...]
    ways: tuple[Way, ...]
    paths: tuple[PathFinding, ...]
    effects: tuple[EffectFinding, ...]
    decisions: tuple[Decision, ...]

    def to_dict(self) -> ComparisonForm:
        """The JSON form."""
        return {
            "name": self.name,
            "framework": self.framework,
            "example": list(self.example),
            "fixed_arguments": list(self.fixed_arguments),
            "ways": [_way_form(way) for way in self.ways],
            "paths": [_path_form(path) for path in self.paths],
            "effects": [_effect_form(effect) for effect in self.effects],
            "decisions": [_decision_form(decision) for decision in self.decisions],
        }


def _effect_form(effect: EffectFinding) -> EffectForm:
    return {
        "file": effect.place.file,
        "line": effect.place.line,
        "what": effect.what,
        "ways": dict(effect.ways),
    }


def _decision_form(decision: Decision) -> DecisionForm:
    return {"criterion": decision.criterion, "ways": dict(decision.ways), "better": decision.better}


def _refusal_form(refusal: Refusal) -> RefusalForm:
    file, line = refusal.place or (None, None)
    return {"error": refusal.error, "message": refusal.message, "file": file, "line": line}


def _way_form(way: Way) -> WayForm:
    return {
        "name": way.name,
        "refusal": _refusal_form(way.refusal) if way.refusal else None,
        "other_values": way.other_values.to_dict(),
        "other_shape": way.other_shape.to_dict(),
        "graphs": dict(way.graphs),
    }


def _path_form(path: PathFinding) -> PathForm:
    return {
        "kind": path.kind,
        "file": path.place.file,
        "line": path.place.line,
        "code": path.code,
        "depends_on_data": path.by_data or None,
        "times": path.times,
        "lost_lines": [[arm.first, arm.last] for arm in path.lost],
        "ways": dict(path.ways),
    }
