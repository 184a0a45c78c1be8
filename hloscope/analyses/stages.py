"""Stages: which forms of a program a dump holds, in the order of its compilation, and where fusion begins in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from hloscope.dump import Compilation, PassSnapshot
from hloscope.dump.file_names import Role
from hloscope.dump.pass_steps import split_at_config_assignment

# The passes that make fusions of what stands alone: the first two on CPU and on GPU, the third on GPU. Libraries have
# bundled what is theirs before them (`__ynn_fusion`, `__triton_gemm`).
FUSION_PASSES = frozenset({"fusion", "priority-fusion", "multi_output_fusion"})


@dataclass(frozen=True, slots=True)
class PassGroup:
    """Snapshots that follow one another within one pipeline of passes; a pipeline that is left and entered has two."""

    pipeline: str
    snapshots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of one compilation, by the names that `Compilation.stage` takes, in the order of the compilation.

    `unfused` is there if `after` is: it is reconstructed from it. `last_before_fusion` is one of the snapshots.
    """

    names: tuple[str, ...]
    groups: tuple[PassGroup, ...]
    last_before_fusion: str | None


def stages_of(compilation: Compilation) -> Stages:
    """Which stages a compilation has; nothing is read or parsed for it."""
    snapshots = in_order(compilation.passes)
    dumped = [role.value for role in (Role.BEFORE, Role.PARTITIONED) if role in compilation.files]
    earlier, later = split_at_config_assignment(snapshots)
    unconfigured = [Role.UNCONFIGURED.value] if Role.UNCONFIGURED in compilation.files else []
    final = ["unfused", "after"] if Role.AFTER in compilation.files else []
    last = find_last_before_fusion(snapshots)
    return Stages(
        names=(*dumped, *_names(earlier), *unconfigured, *_names(later), *final),
        groups=group_by_pipeline(snapshots),
        last_before_fusion=last.name if last else None,
    )


def _names(snapshots: Sequence[PassSnapshot]) -> Iterator[str]:
    return (snapshot.name for snapshot in snapshots)


def in_order(snapshots: Sequence[PassSnapshot]) -> tuple[PassSnapshot, ...]:
    """Snapshots in the order in which XLA took them: of one compilation, the number in the file name counts them."""
    return tuple(sorted(snapshots, key=lambda snapshot: (snapshot.number, snapshot.name)))


def group_by_pipeline(snapshots: Sequence[PassSnapshot]) -> tuple[PassGroup, ...]:
    """Snapshots, given in order, by the pipeline that they were taken in; steps within a pass have that pass's name."""
    runs = groupby(snapshots, key=lambda snapshot: snapshot.pipeline)
    return tuple(PassGroup(pipeline, tuple(snapshot.name for snapshot in run)) for pipeline, run in runs)


def find_last_before_fusion(snapshots: Sequence[PassSnapshot]) -> PassSnapshot | None:
    """The last snapshot, of those given in order, in front of the first that a fusion pass left: what fusion was given.

    None if no fusion pass left one: none changed anything, or `--xla_dump_hlo_pass_re` names none of them. Measured
    with jax 0.10.2 on CPU and H100: with the flag at `.*` only passes that change the module leave a snapshot; at
    `fusion` one is taken before the pass, too.
    """
    first = next((place for place, snapshot in enumerate(snapshots) if snapshot.after_pass in FUSION_PASSES), 0)
    return snapshots[first - 1] if first else None
