"""What ways of compiling a Python function make of it: the paths and side effects that each keeps or loses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from hloscope.captures.user_code.observed_lines import Place
from hloscope.torchscript.tracing.python_paths import Arm, Effect, Path, effects_in, paths_in

SAME, DIFFERS, FAILS, NOT_TRIED = "same", "differs", "fails", "not tried"
KEPT, LOST, SPECIALIZED, FIXED, FOLDED = "kept", "lost", "specialized", "fixed", "folded"
REFUSED, UNKNOWN = "refused", "-"  # refused because of this line, or because of another


class RefusalForm(TypedDict):
    """Why a function is not compiled, in the framework's words, and the line that they are about, if they say."""

    error: str
    message: str
    file: str | None
    line: int | None


class OutcomeForm(TypedDict):
    """What the compiled function gives for other arguments: `same`, `differs`, `fails` or `not tried`."""

    state: str
    detail: str


class WayForm(TypedDict):
    """One way to compile, such as `trace`; `graphs` are the texts of what torch compiled."""

    name: str
    refusal: RefusalForm | None
    other_values: OutcomeForm
    other_shape: OutcomeForm
    graphs: dict[str, str]


class PathForm(TypedDict):
    """A branch or a loop that the example met, and what each way makes of it.

    `depends_on_data` is the framework's word that values of a tensor decide it, `times` are the turns of a loop, and
    `lost_lines` are pairs, the first and the last of lines that the example did not reach.
    """

    kind: str
    file: str
    line: int
    code: str
    depends_on_data: str | None
    times: int | None
    lost_lines: list[list[int]]
    ways: dict[str, str]


class EffectForm(TypedDict):
    """A side effect, and what each way makes of it."""

    file: str
    line: int
    what: str
    ways: dict[str, str]


class DecisionForm(TypedDict):
    """What each way is worth under one criterion, and the better one, if one is."""

    criterion: str
    ways: dict[str, str]
    better: str


class ComparisonForm(TypedDict):
    """The ways to compile one function, for one example."""

    name: str
    framework: str
    example: list[str]
    fixed_arguments: list[str]
    ways: list[WayForm]
    paths: list[PathForm]
    effects: list[EffectForm]
    decisions: list[DecisionForm]


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


def path_findings(observed: Observed, ways: Sequence[Way]) -> tuple[PathFinding, ...]:
    """What each way makes of the branches and loops that ran, and of values that became constants on the way."""
    found: list[PathFinding] = []
    told = dict(observed.depends_on_data)
    for file, source in observed.sources.items():
        for path in paths_in(source):
            places = [Place(file, line) for line in range(path.line, path.last_line + 1)]
            if any(place in observed.counts for place in places):
                words = [told.pop(place) for place in places if place in told]
                found.append(_finding_of(path, file, observed, ways, words[0] if words else ""))
    found += [_conversion(place, words, observed, ways) for place, words in told.items()]
    return tuple(sorted(found, key=lambda finding: finding.place))


def effect_findings(observed: Observed, ways: Sequence[Way]) -> tuple[EffectFinding, ...]:
    """What each way makes of the side effects on lines that ran."""
    return tuple(
        EffectFinding(place, effect.what, {way.name: _effect_state(way, place, effect) for way in ways})
        for file, source in observed.sources.items()
        for effect in effects_in(source)
        if (place := Place(file, effect.line)) in observed.counts
    )


def _finding_of(path: Path, file: str, observed: Observed, ways: Sequence[Way], words: str) -> PathFinding:
    ran = [any(Place(file, line) in observed.counts for line in range(arm.first, arm.last + 1)) for arm in path.arms]
    lost = tuple(arm for arm, did in zip(path.arms, ran, strict=True) if not did)
    times = None
    if path.counted is not None:
        times = observed.counts.get(Place(file, path.counted), 0)
    lines = [Place(file, line) for line in range(path.line, path.last_line + 1)]
    states = {way.name: _path_state(way, lines) for way in ways}
    return PathFinding(path.kind, Place(file, path.line), path.code, words, times, lost, states)


def _conversion(place: Place, words: str, observed: Observed, ways: Sequence[Way]) -> PathFinding:
    """A value of a tensor that became a number of Python's, on a line without branch or loop."""
    lines = observed.sources.get(place.file, "").splitlines()
    code = lines[place.line - 1].strip() if place.line <= len(lines) else ""
    states = {way.name: _conversion_state(way, place) for way in ways}
    return PathFinding("conversion to Python", place, code, words, None, (), states)


def _conversion_state(way: Way, place: Place) -> str:
    if way.refusal:
        return REFUSED if way.refusal.place == place else UNKNOWN
    return FIXED if way.traces else KEPT


def _path_state(way: Way, lines: Sequence[Place]) -> str:
    if way.refusal:
        return REFUSED if way.refusal.place in lines else UNKNOWN
    if way.kept.intersection(lines):
        return KEPT
    return (SPECIALIZED if way.retraces else LOST) if way.traces else FOLDED


def _effect_state(way: Way, place: Place, effect: Effect) -> str:
    if way.refusal:
        return REFUSED if way.refusal.place == place else UNKNOWN
    if place in way.effects:
        return KEPT
    return FIXED if effect.what.startswith("reads") else LOST
