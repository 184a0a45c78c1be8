"""What would be launched if nothing were fused: one kernel for every operation that computes or moves data.

This is a rule and no forecast: XLA simplifies before it fuses. It equals a real compile without the fusion passes in
31 of 47 measured programs; the misses are repeated or chained broadcasts, and expanders such as cumsum's.
"""

from __future__ import annotations

from hloscope.analyses.kernels.rules import (
    COLLECTIVE_STARTS,
    COLLECTIVES,
    CONTROL,
    DATA_MOVEMENT,
    ELEMENTWISE,
    STRUCTURAL,
    Launches,
    LaunchRules,
    launch,
    rules_of,
)
from hloscope.ir import HloInstruction
from hloscope.regex import lazy_pattern

# Custom calls that only mark a value: where it lives, how it is sharded or laid out.
_MARKER = lazy_pattern(
    r"Sharding|SPMD(?:FullToShard|ShardToFull)Shape|xla\.sdy\..*|annotate_device_placement|MoveTo(?:Host|Device)"
    r"|LayoutConstraint|X64.*"
)


def _custom_call(call: HloInstruction) -> Launches:
    return () if _MARKER.fullmatch(call.custom_call_target or "") else launch(call, "kernel")


def _other(instruction: HloInstruction) -> Launches:
    return () if instruction.opcode.endswith(("-done", "-update")) else launch(instruction, "kernel")


UNFUSED_RULES = LaunchRules(
    {
        **rules_of(STRUCTURAL, CONTROL, "async-start call-start", rule=None),
        **rules_of("get-dimension-size partition-id replica-id reshape", rule=None),
        **rules_of(ELEMENTWISE, DATA_MOVEMENT, "copy dot fusion", rule="kernel"),
        **rules_of(COLLECTIVES, COLLECTIVE_STARTS, "recv send", rule="collective"),
        "custom-call": _custom_call,
    },
    otherwise=_other,
)
