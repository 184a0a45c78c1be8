"""Which snapshot of a dump holds what the fusion pass was given."""

from collections.abc import Sequence

from hloscope.dump import PassSnapshot

# The passes that make fusions of what stands alone: the first two on CPU and on GPU, the third on GPU. Libraries have
# bundled what is theirs before them (`__ynn_fusion`, `__triton_gemm`).
FUSION_PASSES = frozenset({"fusion", "priority-fusion", "multi_output_fusion"})


def find_last_before_fusion(snapshots: Sequence[PassSnapshot]) -> PassSnapshot | None:
    """The last snapshot, of those given in order, in front of the first that a fusion pass left: what fusion was given.

    None if no fusion pass left one: none changed anything, or `--xla_dump_hlo_pass_re` names none of them. Measured
    with jax 0.10.2 on CPU and H100: with the flag at `.*` only passes that change the module leave a snapshot; at
    `fusion` one is taken before the pass, too.
    """
    first = next((place for place, snapshot in enumerate(snapshots) if snapshot.after_pass in FUSION_PASSES), 0)
    return snapshots[first - 1] if first else None
