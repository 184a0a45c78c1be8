"""Phases: forward, backward or optimizer, also of what the framework gave no mark: told by what it reads.

Marked by names are the backward pass, what is computed again for it, in JAX the forward pass, and some optimizers;
those of torch by their files. What torch runs without any Python frame is of the backward pass: that has threads of
its own. Of the rest, in a program that has a backward pass, what reads of that is the optimizer; what it reads, and
what reads of that in turn, is the forward pass; what is left, which only the optimizer reads, is the optimizer. That
is inferred.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from hloscope.analyses.facts.flow import Flow
from hloscope.analyses.facts.operations import BOOKKEEPING
from hloscope.analyses.facts.sources import Source, Sources
from hloscope.analyses.provenance.merged_again import merged_again
from hloscope.analyses.provenance.scopes import Phase, is_of_torch, scope_of
from hloscope.ir import HloInstruction, HloModule

_CALLS: Final = frozenset({"fusion", "call", "while", "conditional"})
_TORCH_OPTIMIZERS = re.compile(r"/torch(?:_xla)?/(?:optim|amp)/[^:]*+:\d+$")


def phases_of(module: HloModule, sources: Sources, before: HloModule | None = None) -> Mapping[Source, Phase]:
    """The phase of each source of a program that has a backward pass; empty of one that has none.

    `before`, the module from before optimization, tells what is only named as computed again.
    """
    made_for = _instructions_by_source(module, sources)
    has_places = any(source.place for source in made_for if is_of_torch(source.op_name))
    phases: dict[Source, Phase] = {source: _marked(source, has_places=has_places) for source in made_for}
    if not any(phase in ("backward", "rematerialized") for phase in phases.values()):
        return {}
    if before and "rematerialized" in phases.values():
        phases |= dict.fromkeys(merged_again(before, module, sources), "forward")
    rest = [source for source, phase in phases.items() if not phase]
    if rest:
        phases |= _by_flow(rest, phases, made_for, Flow(module))
    return phases


def _instructions_by_source(module: HloModule, sources: Sources) -> Mapping[Source, list[HloInstruction]]:
    """What was made for each source; what stands for what it calls only if nothing else was."""
    found: defaultdict[Source, list[HloInstruction]] = defaultdict(list)
    callers: defaultdict[Source, list[HloInstruction]] = defaultdict(list)
    instructions = [i for i in module.instructions() if i.opcode not in BOOKKEEPING]
    for instruction, source in zip(instructions, sources.of(instructions), strict=True):
        if source.op_name:
            (callers if instruction.opcode in _CALLS else found)[source].append(instruction)
    return callers | found


def _marked(source: Source, *, has_places: bool) -> Phase:
    phase = scope_of(source.op_name).phase
    if phase or not is_of_torch(source.op_name):
        return phase
    if _TORCH_OPTIMIZERS.search(source.place):
        return "optimizer"
    return "backward" if has_places and not source.place else ""


def _by_flow(
    rest: Collection[Source],
    phases: Mapping[Source, Phase],
    made_for: Mapping[Source, list[HloInstruction]],
    flow: Flow,
) -> Mapping[Source, Phase]:
    marked: defaultdict[Phase, list[HloInstruction]] = defaultdict(list)
    for source, phase in phases.items():
        marked[phase] += made_for[source]
    backward = [*marked["backward"], *marked["rematerialized"]]
    of_gradients = flow.reached_from(backward)
    read_by_it = flow.reaching([*backward, *marked["forward"]]) - of_gradients
    of_forward = flow.reached_from([*marked["forward"], *(i for i in read_by_it if i.opcode not in BOOKKEEPING)])
    found: dict[Source, Phase] = {}
    for source in rest:
        is_forward = of_gradients.isdisjoint(made_for[source]) and not of_forward.isdisjoint(made_for[source])
        found[source] = "forward" if is_forward else "optimizer"
    return found
