"""Collectives of one stage of a compilation: by the rules of its target, with the axes that any of its stages names."""

from __future__ import annotations

from hloscope.analyses.collectives.collectives import NONE, Collectives, collectives_of
from hloscope.analyses.facts.execution import callees, entered_callees
from hloscope.analyses.facts.memo import Memo
from hloscope.analyses.kernels.count import KernelCount, rules_for
from hloscope.analyses.kernels.rules_unfused import unfused_rules
from hloscope.dump import Compilation
from hloscope.errors import HloscopeError
from hloscope.ir import HloModule


def collectives_of_stage(
    compilation: Compilation, stage: str, count: KernelCount, memo: Memo | None = None
) -> Collectives:
    """The collectives among the launches that were counted of a stage.

    Raises:
        HloscopeError: the stage cannot be read.
    """
    module = compilation.stage(stage)
    if module is None or not count.collectives:  # as of most programs, which need no more
        return NONE
    others = [other for name in ("before", "after") if name != stage and (other := _find(compilation, name))]
    if stage != "after":
        rules = unfused_rules("copy")  # a rule for copies, which are no collectives, must be given
        return collectives_of(module, rules, callees_of=entered_callees, named_in=others, memo=memo)
    rules = rules_for(module, compilation.platform, compilation.arch)
    return collectives_of(module, rules, callees_of=callees, named_in=others, memo=memo)


def _find(compilation: Compilation, stage: str) -> HloModule | None:
    """The module of another stage, which may name axes; None of one that is broken."""
    try:
        return compilation.stage(stage)
    except HloscopeError:
        return None
