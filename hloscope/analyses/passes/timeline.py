"""Passes: the timeline of a compilation that XLA dumped after every pass, and what each pass changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from hloscope.analyses.passes.change import RENAMING, OperationChange, OperationChangeForm
from hloscope.analyses.passes.changes import changes_between
from hloscope.analyses.passes.optimizations import optimization_of
from hloscope.analyses.passes.views import View
from hloscope.analyses.values.numbering import Numbered, Numbering
from hloscope.dump.pass_steps import PassStep
from hloscope.ir import HloModule

PassForm = TypedDict("PassForm", {"pass": str})  # which the body of a class cannot spell


class PassChangeForm(PassForm):
    """What one pass changed; `operations` and `fusions` count those that the module executes afterwards.

    `optimization` is the classical one that it belongs to, told by its name: inferred. `counts` are operations by kind
    of change; those added and copied, less those removed, replaced, folded and merged, are by how many there are more.
    """

    stage: str
    pipeline: str
    optimization: str
    operations: int
    fusions: int
    counts: dict[str, int]
    changes: list[OperationChangeForm]


@dataclass(frozen=True, slots=True)
class PassChange:
    """What changed between a snapshot and the one before it.

    `operations` and `fusions` count those that the module executes afterwards, whatever they are in. `names` and
    `opcodes` are those of the operations, in order of execution.
    """

    stage: str
    pass_name: str
    pipeline: str
    file: str
    operations: int
    fusions: int
    changes: tuple[OperationChange, ...]
    names: tuple[str, ...] = ()
    opcodes: tuple[str, ...] = ()

    @property
    def optimization(self) -> str:
        """The classical optimization that the pass belongs to, told by its name; inferred."""
        return optimization_of(self.pass_name)

    @property
    def made(self) -> Mapping[str, tuple[int, ...]]:
        """The values of what the pass added or made anew, by name: what stands in for another may be either."""
        found: dict[str, tuple[int, ...]] = {}
        for change in self.changes:
            if change.kind in ("added", "made"):
                found[change.name] = change.values
            elif change.kind in RENAMING:
                found.update(dict.fromkeys(change.into, change.values))
        return found

    @property
    def counts(self) -> dict[str, int]:
        """The number of operations for each kind of change that there is."""
        counts: Counter[str] = Counter()
        for change in self.changes:
            counts[change.kind] += change.count
        return dict(counts)

    def to_dict(self) -> PassChangeForm:
        """The JSON form."""
        return {
            "stage": self.stage,
            "pass": self.pass_name,
            "pipeline": self.pipeline,
            "optimization": self.optimization,
            "operations": self.operations,
            "fusions": self.fusions,
            "counts": self.counts,
            "changes": [change.to_dict() for change in self.changes],
        }


@dataclass(frozen=True, eq=False)
class Timeline:
    """What every pass changed, in order; `first` and `last` are the modules before and after all of them."""

    passes: tuple[PassChange, ...]
    first: Numbered
    last: Numbered
    numbering: Numbering


def timeline_of(steps: Iterable[PassStep]) -> Timeline | None:
    """The changes from step to step, those alike in every respect left out; None without any step.

    Linear in what the steps execute. One module is held beside the next, and the first for good; the others are taken
    apart, for nothing of them may be used any more: the collector, which a report pauses, would free them too late.
    """
    numbering = Numbering()
    modules: list[HloModule] = []
    first: Numbered | None = None
    last: View | None = None
    passes: list[PassChange] = []
    for step in steps:
        numbered = numbering.number(step.module)
        new = View(numbered, numbering)
        if last is not None:
            old = last if last.unions == new.unions else View(last.numbered, numbering)
            change = _change_of(step, old, new, numbering)
            passes += [change] if change.changes else []
        first, last = first or numbered, new
        modules.append(step.module)
        if len(modules) > 2:
            _take_apart(modules.pop(1), others=modules)
    return Timeline(tuple(passes), first, last.numbered, numbering) if first and last else None


def _take_apart(module: HloModule, others: Sequence[HloModule]) -> None:
    """Takes apart the computations that no other module shares."""
    shared = {computation for other in others for computation in other.computations.values()}
    for computation in module.computations.values():
        if computation not in shared:
            computation.take_apart()


def _change_of(step: PassStep, old: View, new: View, numbering: Numbering) -> PassChange:
    return PassChange(
        stage=step.stage,
        pass_name=step.pass_name,
        pipeline=step.pipeline,
        file=step.file,
        operations=len(new.operations),
        fusions=len(set(new.runners.values())),
        changes=changes_between(old, new, numbering),
        names=tuple([operation.name for operation in new.operations]),
        opcodes=tuple([operation.opcode for operation in new.operations]),
    )
