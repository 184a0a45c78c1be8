"""Findings: what each way of compiling makes of the branches, loops and side effects that ran."""

from __future__ import annotations

from collections.abc import Sequence

from hloscope.captures.user_code.observed_lines import Place
from hloscope.torchscript.tracing.comparison import (
    FIXED,
    FOLDED,
    KEPT,
    LOST,
    REFUSED,
    SPECIALIZED,
    UNKNOWN,
    EffectFinding,
    Observed,
    PathFinding,
    Way,
)
from hloscope.torchscript.tracing.python_paths import Effect, Path, effects_in, paths_in


def path_findings(observed: Observed, ways: Sequence[Way]) -> tuple[PathFinding, ...]:
    """What each way makes of the branches and loops that ran, and of values that became constants on the way."""
    found: list[PathFinding] = []
    by_data = dict(observed.depends_on_data)
    for file, source in observed.sources.items():
        for path in paths_in(source):
            places = [Place(file, line) for line in range(path.line, path.last_line + 1)]
            if any(place in observed.counts for place in places):
                words = [by_data.pop(place) for place in places if place in by_data]
                found.append(_finding_of(path, file, observed, ways, words[0] if words else ""))
    found += [_conversion(place, words, observed, ways) for place, words in by_data.items()]
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
