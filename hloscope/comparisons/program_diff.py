"""Program diffs: what changed between two compilations of one program."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from hloscope.comparisons.collective_changes import CollectiveChange, collective_changes
from hloscope.comparisons.diff_forms import ProgramDiffForm, WrittenBroadcastForm
from hloscope.comparisons.launch_changes import Change, changes_of
from hloscope.comparisons.launch_matching import match_launches
from hloscope.comparisons.memory_changes import HoldingChange, holding_changes
from hloscope.comparisons.outline import NUMBERS, Modelled, Outline, WrittenBroadcast
from hloscope.comparisons.regressions import DEFAULT_RULES, Regression, changed_numbers, regressions_of
from hloscope.comparisons.time_changes import NOT_MEASURED, TimeChange, time_change
from hloscope.comparisons.written import broadcasts_without


@dataclass(frozen=True)
class ProgramDiff:
    """One program in two compilations; `changes` are those of its launches, equal ones as one."""

    old: Outline
    new: Outline
    changes: tuple[Change, ...]
    regressions: tuple[Regression, ...]
    measured: TimeChange = NOT_MEASURED

    @property
    def name(self) -> str:
        """What the new one is called."""
        return self.new.name

    @property
    def numbers(self) -> Mapping[str, tuple[int | None, int | None]]:
        """The totals of both, in the order of `diffs.outline.NUMBERS`; None where a stage is missing."""
        return {key: (self.old.numbers[key], self.new.numbers[key]) for key in NUMBERS}

    @property
    def is_known(self) -> bool:
        """Whether the module that runs could be read on both sides, or on none."""
        return self.old.is_known == self.new.is_known

    @property
    def is_same(self) -> bool:
        """Whether nothing that is compared changed."""
        return not self.changes and not changed_numbers(self.old, self.new)

    @property
    def is_memory_known(self) -> bool:
        """Whether both sides tell the peak of memory, and both exactly or both as an upper bound."""
        is_known = None not in self.numbers["peak_bytes"]
        return is_known and self.old.is_peak_exact == self.new.is_peak_exact

    @cached_property
    def holdings(self) -> tuple[HoldingChange, ...]:
        """The owners that hold more or less at the peak of memory than before, if both sides tell; inferred."""
        has_both = self.is_memory_known and self.old.holdings and self.new.holdings
        return holding_changes(self.old.holdings, self.new.holdings) if has_both else ()

    @property
    def modelled(self) -> tuple[Modelled | None, Modelled | None]:
        """How long a run would take at best, old and new; None where the machine is not known."""
        return self.old.modelled, self.new.modelled

    @cached_property
    def written(self) -> tuple[WrittenBroadcast, ...]:
        """The broadcasts that now write memory, and did not before; inferred from shape and source."""
        return broadcasts_without(self.new.broadcasts, self.old.broadcasts)

    @cached_property
    def no_longer_written(self) -> tuple[WrittenBroadcast, ...]:
        """Those that wrote memory, and do not now."""
        return broadcasts_without(self.old.broadcasts, self.new.broadcasts)

    @cached_property
    def collectives(self) -> tuple[CollectiveChange, ...]:
        """The kinds and axes of collectives that are more, fewer, or move other bytes than before."""
        return collective_changes(self.old.collectives, self.new.collectives)

    def to_dict(self) -> ProgramDiffForm:
        """The JSON form; each of the numbers is a pair, old and new."""
        return {
            "old": self.old.to_dict(),
            "new": self.new.to_dict(),
            "is_same": self.is_same,
            "numbers": {key: list(pair) for key, pair in self.numbers.items()},
            "changes": [change.to_dict() for change in self.changes],
            "broadcasts": {
                "written": [_form_of_broadcast(broadcast) for broadcast in self.written],
                "no_longer_written": [_form_of_broadcast(broadcast) for broadcast in self.no_longer_written],
            },
            "holdings": [change.to_dict() for change in self.holdings],
            "modelled": {
                "machines": [modelled and modelled.machine for modelled in self.modelled],
                "seconds": [modelled and modelled.seconds for modelled in self.modelled],
            },
            "collectives": [change.to_dict() for change in self.collectives],
            "measured": self.measured.to_dict(),
        }


def diff_programs(old: Outline, new: Outline, *, rules: Collection[str] = DEFAULT_RULES) -> ProgramDiff:
    """What changed between two outlines of one program."""
    is_known = old.is_known and new.is_known
    flows = match_launches(old.launches, new.launches) if is_known else ()
    changes = changes_of(flows)
    measured = time_change(old.time, new.time, flows)
    return ProgramDiff(old, new, changes, regressions_of(old, new, changes, rules), measured)


def _form_of_broadcast(broadcast: WrittenBroadcast) -> WrittenBroadcastForm:
    return {
        "name": broadcast.name,
        "shape": broadcast.shape,
        "operand_shape": broadcast.operand_shape,
        "bytes": broadcast.bytes,
        "source": broadcast.source,
    }
