"""The decision table: what each way to compile a function is worth, criterion by criterion, for this function."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hloscope.torchscript.tracing.comparison import (
    DIFFERS,
    FAILS,
    KEPT,
    LOST,
    NOT_TRIED,
    SAME,
    Decision,
    EffectFinding,
    JitComparison,
    Observed,
    Outcome,
    PathFinding,
    Way,
)
from hloscope.torchscript.tracing.findings import effect_findings, path_findings

_WORTH = {SAME: 2, NOT_TRIED: 1, DIFFERS: 0, FAILS: 0}
Judgement = tuple[int, str]
"""How good a way is under a criterion, the more the better, and the same in words."""


def compared(
    name: str,
    framework: str,
    example: Sequence[str],
    fixed_arguments: Sequence[str],
    observed: Observed,
    ways: Sequence[Way],
) -> JitComparison:
    """What the ways make of a function, from what ran and what they compiled."""
    paths, effects = path_findings(observed, ways), effect_findings(observed, ways)
    decisions = decisions_of(ways, paths, effects, fixed_arguments)
    return JitComparison(
        name, framework, tuple(example), tuple(fixed_arguments), tuple(ways), paths, effects, decisions
    )


def decisions_of(
    ways: Sequence[Way],
    paths: Sequence[PathFinding],
    effects: Sequence[EffectFinding],
    fixed_arguments: Sequence[str] = (),
) -> tuple[Decision, ...]:
    """The table; `better` is the best way under a criterion, `either`, `neither`, or empty where there is one way."""
    fixed = f"fixes {', '.join(fixed_arguments)}; " if fixed_arguments else ""
    criteria: dict[str, Callable[[Way], Judgement]] = {
        "ease": lambda _: (1, "compiles as it is"),
        "control flow": lambda way: _control_flow(way, paths),
        "Python features": lambda way: _features(way, effects),
        "input dependence": lambda way: _outcome(way.other_shape, "another shape", fixed if way.traces else ""),
        "robustness": lambda way: _outcome(way.other_values, "other values"),
    }
    return tuple(_decision(criterion, ways, judge) for criterion, judge in criteria.items())


def _decision(criterion: str, ways: Sequence[Way], judge: Callable[[Way], Judgement]) -> Decision:
    judged = {way.name: judge(way) for way in ways if not way.refusal}
    best = max((worth for worth, _ in judged.values()), default=0)
    names = [name for name, (worth, _) in judged.items() if worth == best]
    better = ("either" if len(names) > 1 else names[0]) if names else "neither"
    words = {way.name: f"refused: {way.refusal.error}" if way.refusal else judged[way.name][1] for way in ways}
    return Decision(criterion, words, better if len(ways) > 1 else "")


def _control_flow(way: Way, paths: Sequence[PathFinding]) -> Judgement:
    if not paths:
        return 0, "none to keep"
    gone = [path for path in paths if path.ways[way.name] not in (KEPT, "folded")]
    if not gone:
        return 0, f"keeps {len(paths)} of {len(paths)}"
    verb = "specializes" if way.retraces else "loses"
    lines = ", ".join(str(path.place.line) for path in gone)
    return -len(gone), f"{verb} {len(gone)} of {len(paths)} (line {lines})"


def _features(way: Way, effects: Sequence[EffectFinding]) -> Judgement:
    if not effects:
        return 0, "no side effects found"
    gone = [effect for effect in effects if effect.ways[way.name] != KEPT]
    if not gone:
        return 0, f"keeps {len(effects)} of {len(effects)} side effects"
    words = ", ".join(f"{effect.what} (line {effect.place.line})" for effect in gone)
    return -len(gone), f"only when it is compiled: {words}" if gone[0].ways[way.name] in (LOST, "fixed") else words


def _outcome(outcome: Outcome, what: str, before: str = "") -> Judgement:
    detail = f" ({outcome.detail})" if outcome.detail else ""
    words = {SAME: "the same result", DIFFERS: "another result than Python", FAILS: "fails", NOT_TRIED: "not tried"}
    return _WORTH[outcome.state] - bool(before), f"{before}{what}: {words[outcome.state]}{detail}"
