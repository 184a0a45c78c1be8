"""The provenance of one compilation: by snapshots of its passes if it has them, else by its two modules alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from hloscope.analyses.passes.timeline import Timeline, timeline_of
from hloscope.analyses.provenance.by_passes import Evidence, Provenance, provenance_by_passes
from hloscope.analyses.provenance.match import Matching, match
from hloscope.analyses.provenance.rebuilt import rebuilds
from hloscope.analyses.values.canonical import is_computed_again
from hloscope.dump import Compilation
from hloscope.dump.pass_steps import steps_of
from hloscope.errors import HloscopeError
from hloscope.ir import HloModule
from hloscope.words import counted


def provenance(compilation: Compilation) -> Provenances:
    """Where each operation that the framework asked for is in what runs, and back.

    Raises:
        HloscopeError: the module from before or from after optimization is missing, or cannot be read.
    """
    errors: list[HloscopeError] = []
    found = find_provenances(compilation, find_timeline(compilation, errors))
    if found is None:
        stages = [stage for stage in ("before", "after") if compilation.stage(stage)]
        raise HloscopeError(
            f"{compilation.name}: expected the modules from before and after optimization, "
            f"found {f'only that from {stages[0]}' if stages else 'neither'}; dump the whole compilation"
        )
    return Provenances(found.operations, found.is_by_passes, tuple(errors))


def find_timeline(compilation: Compilation, errors: list[HloscopeError]) -> Timeline | None:
    """What the passes changed, if the compilation has snapshots of them; what cannot be read is added to `errors`."""
    return timeline_of(steps_of(compilation, errors)) if compilation.passes else None


def find_provenances(compilation: Compilation, timeline: Timeline | None) -> Provenances | None:
    """The provenance by a timeline if there is one; None of a program that lacks one of its modules.

    Raises:
        HloscopeError: a module cannot be read.
    """
    if compilation.before is None or compilation.after is None:
        return None
    if timeline:
        by_passes = provenance_by_passes(timeline, rebuilds(compilation, timeline))
        return Provenances(_completed(by_passes, compilation.before, compilation.after), is_by_passes=True)
    return Provenances(match(compilation.before, compilation.after), is_by_passes=False)


def _completed(by_passes: tuple[Provenance, ...], before: HloModule, after: HloModule) -> tuple[Provenance, ...]:
    """The same, with what the two modules alone tell of operations that passes only guess at, or that run again."""
    has_again = any(is_computed_again(instruction) for instruction in before.instructions())
    if not has_again and all(provenance.evidence == "exact" for provenance in by_passes):
        return by_passes
    matching = Matching(before, after)
    matched = {
        operation.name: (matching.provenance_of(operation), matching.bearing(operation))
        for operation in matching.operations
    }
    return tuple([_likelier(shown, *matched[shown.operation.name], has_again=has_again) for shown in by_passes])


def _likelier(shown: Provenance, matched: Provenance, named: Set[str], *, has_again: bool) -> Provenance:
    """What passes show without a gap, else what is found in the module that runs; the name has the last word.

    A pass that makes several like operations anew does not tell which is which, and each guess rests on those before.
    A value may be computed for several operations, as what is computed again for the backward pass is: where for which
    of them, only the name says. `named` are the launches that hold something of the operation's name and line.
    """
    if not matched.places:
        return shown
    agreeing = [bool(each.places) and set(each.places) <= named for each in (shown, matched)]
    is_part = has_again and matched.fate == "kept" and set(matched.places) < set(shown.places)
    is_known = shown.evidence == "exact" and not is_part
    if agreeing[0] > agreeing[1] or (is_known and agreeing[0] == agreeing[1]):
        return shown
    made_by = "" if matched.fate == "kept" else shown.made_by
    return replace(matched, operation=shown.operation, made_by=made_by)


@dataclass(frozen=True, repr=False)
class Provenances:
    """The provenance of each operation of `before`, in order of execution.

    `is_by_passes` says that snapshots of passes told it; else all is inferred. `errors` are snapshots that could not be
    read, and were left out.
    """

    operations: tuple[Provenance, ...]
    is_by_passes: bool
    errors: tuple[HloscopeError, ...] = ()

    def __repr__(self) -> str:
        how = "by passes" if self.is_by_passes else "inferred"
        return f"<Provenances: {counted(len(self.operations), 'operation')}, {how}>"

    def of(self, operation: str) -> Provenance | None:
        """Where an operation of `before` went, by its name."""
        return self._by_name.get(operation)

    def into(self, launch: str) -> tuple[Provenance, ...]:
        """The operations of `before` that ended in a launch of `after`, by its name, in order of execution.

        Each with its own evidence and with all its places. None where XLA added the launch, or where nothing tells.
        """
        return tuple(self._by_place.get(launch, ()))

    @property
    def evidence(self) -> Evidence:
        """`exact` if it is of every operation."""
        return "exact" if all(provenance.evidence == "exact" for provenance in self.operations) else "inferred"

    @cached_property
    def _by_name(self) -> Mapping[str, Provenance]:
        return {provenance.operation.name: provenance for provenance in self.operations}

    @cached_property
    def _by_place(self) -> Mapping[str, Sequence[Provenance]]:
        found: defaultdict[str, list[Provenance]] = defaultdict(list)
        for provenance in self.operations:
            for place in provenance.places:
                found[place].append(provenance)
        return found
