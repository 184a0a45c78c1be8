"""What each instruction launches on GPU: kernels of XLA's own, library calls, copies and collectives.

Read from xla/service/gpu/thunk_emitter.cc and xla/backends/gpu/codegen, and checked against the dump's thunk lists.
A library launch may be several device kernels (split-K products, cuDNN transforms): these are launch sites.
"""

from __future__ import annotations

from functools import partial

from hloscope.analyses.kernels.buffer_slices import BufferSlices
from hloscope.analyses.kernels.fused_collectives import FusedCollectives
from hloscope.analyses.kernels.gpu_fusions import fusion_launches
from hloscope.analyses.kernels.gpu_sort import Sorting, shared_memory_of, sort_launches
from hloscope.analyses.kernels.rules import (
    COLLECTIVE_STARTS,
    COLLECTIVES,
    CONTROL,
    DATA_MOVEMENT,
    ELEMENTWISE,
    STRUCTURAL,
    LaunchClass,
    Launches,
    LaunchRules,
    Rule,
    launch,
    rules_of,
    transfer,
    waiting_or_unknown,
)
from hloscope.ir import HloInstruction
from hloscope.regex import compiled

_NOTHING = frozenset({"AllocateBuffer", "CreateBuffer", "Pin", "Unpin"})
_TARGETS: dict[str, LaunchClass] = {
    "GetRngSeed": "misc",
    "PadToStatic": "kernel",
    "SliceToDynamic": "kernel",
    "__gpu$TopK": "kernel",
    "__gpu$xla.gpu.ptx": "kernel",
    "__gpu$xla.gpu.triton": "kernel",
}
_GROUPS_OF_ONE = compiled(r"\{(?:\{\d+\},?)++\}|\[\d+,1\]<=")
_PAIRS_OF_ONE = compiled(r"\{(?:\{(\d+),\1\},?)++\}")


def _custom_call(call: HloInstruction) -> Launches:
    target = call.custom_call_target or ""
    if target in _NOTHING:
        return ()
    if target == "__cublas$triangularSolve" and "output_to_operand_aliasing" not in call.attributes:
        return launch(call, "copy") + launch(call, "library")  # it solves in place, in a copy of the right-hand side
    return launch(call, _TARGETS.get(target, "library"))


def _collective(collective: HloInstruction) -> Launches:
    """One launch; or a copy of each operand, where no device has another one to talk to."""
    if _is_degenerate(collective):
        return launch(collective, "copy", len(collective.operands))
    return launch(collective, "collective")


def _select_and_scatter(scatter: HloInstruction) -> Launches:
    return launch(scatter, "misc") + launch(scatter, "kernel")  # it begins with a memset


def _is_degenerate(collective: HloInstruction) -> bool:
    attributes = collective.attributes
    pairs = str(attributes.get("source_target_pairs", "")).replace(" ", "")
    groups = str(attributes.get("replica_groups", "")).replace(" ", "")
    return bool(_PAIRS_OF_ONE.fullmatch(pairs) or _GROUPS_OF_ONE.match(groups))


def gpu_rules(arch: str | None = None, slices: BufferSlices | None = None) -> LaunchRules:
    """The rules of one target, such as `sm_9.0a` or `gfx90a`, which matters to how large arrays are sorted.

    What stands outside of fusions is wrapped into one since 2023; older modules have single operations there, a kernel
    each. An opcode that the emitter never had code for is unknown. Newer XLA prints an asynchronous start as
    `async-start` with a computation, older XLA as `fusion-start` and the like.
    """
    sorting = Sorting(shared_memory_of(arch), slices)
    by_opcode: dict[str, Rule] = {
        **rules_of(ELEMENTWISE, DATA_MOVEMENT, "reshape scatter", rule="kernel"),
        **rules_of("select-and-scatter", rule=_select_and_scatter),
        **rules_of(STRUCTURAL, CONTROL, "async-start call-start", rule=None),
        **rules_of("custom-call custom-call-start", rule=_custom_call),
        **rules_of("fusion fusion-start", rule=partial(fusion_launches, sorting=sorting, fused=FusedCollectives())),
        **rules_of("sort", rule=partial(sort_launches, sorting=sorting)),
        **rules_of(COLLECTIVES, COLLECTIVE_STARTS, rule=_collective),
        **rules_of("recv send", rule=transfer),
        **rules_of("copy copy-start", rule="copy"),
        **rules_of("fft", rule="library"),
        **rules_of("rng-get-and-update-state", rule="kernel"),
        **rules_of("infeed outfeed partition-id replica-id", rule="misc"),
    }
    return LaunchRules(by_opcode, otherwise=waiting_or_unknown)
