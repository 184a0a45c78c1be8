"""Missed fusions of one compilation, with XLA's decisions where they were dumped, by the names that these use."""

from __future__ import annotations

from collections.abc import Mapping

from hloscope.analyses.facts.era import is_of_new_xla
from hloscope.analyses.facts.launch_sources import LaunchSources
from hloscope.analyses.values.numbering import Numbered, Numbering
from hloscope.analyses.why.barriers import Barriers
from hloscope.analyses.why.missed_fusions import MissedFusion, missed_fusions
from hloscope.dump import Compilation
from hloscope.dump.pass_steps import steps_of
from hloscope.errors import HloscopeError
from hloscope.parsers import FusionDecisions

_FUSION_PASS = "priority-fusion"  # noqa: S105 (no password)


def missed_of(
    compilation: Compilation,
    decisions: FusionDecisions | None,
    errors: list[HloscopeError],
    sources: LaunchSources | None = None,
) -> tuple[MissedFusion, ...]:
    """What a program writes to memory and reads back; nothing if it has no module that runs."""
    if compilation.after is None:
        return ()
    names = _former_names(compilation, errors) if decisions else None
    return missed_fusions(
        compilation.after,
        platform=compilation.platform,
        arch=compilation.arch,
        decisions=decisions,
        former_names=names,
        barriers=lambda: _barriers_of(compilation),
        sources=sources,
        is_new=is_of_new_xla(compilation),
    )


def _barriers_of(compilation: Compilation) -> Barriers:
    """The barriers that the program had; none where what it was before optimization cannot be read."""
    try:
        return Barriers(compilation.before)
    except HloscopeError:
        return Barriers()


def _former_names(compilation: Compilation, errors: list[HloscopeError]) -> Mapping[str, str]:
    """What the fusion pass called what runs, told by values: later passes give fusions other names."""
    numbering = Numbering()
    first: Numbered | None = None
    last: Numbered | None = None
    for step in steps_of(compilation, errors, since=_FUSION_PASS):
        last = numbering.number(step.module)
        first = first or last
    if first is None or last is None:
        return {}
    former = {values: i.name for i, values in first.values.items() if i not in first.clusters}
    return {i.name: former[v] for i, v in last.values.items() if i not in last.clusters and v in former}
