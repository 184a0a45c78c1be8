"""What counts where the parts of a program are not launched one by one, as on TPU: its top-level operations.

The classes are those of launches, so that a reader finds copies and collectives apart from the work itself.
"""

from __future__ import annotations

from hloscope.analyses.kernels.fused_collectives import FusedCollectives
from hloscope.analyses.kernels.rules import (
    COLLECTIVE_STARTS,
    COLLECTIVES,
    CONTROL,
    DATA_MOVEMENT,
    ELEMENTWISE,
    STRUCTURAL,
    Launches,
    LaunchRules,
    Rule,
    launch,
    rules_of,
    transfer,
    waiting_or_unknown,
)
from hloscope.ir import HloInstruction

_MORE_KERNELS = """
batch-norm-grad batch-norm-inference batch-norm-training cholesky convolution dot dynamic-reshape fft logistic
ragged-dot reshape rng rng-bit-generator scatter select-and-scatter set-dimension-size sort stochastic-convert topk
triangular-solve
"""
_MISC = "get-dimension-size infeed outfeed partition-id replica-id rng-get-and-update-state"


def top_level_rules() -> LaunchRules:
    """The rules of one module; a fusion that holds collectives counts as those, such as TPU's all-reduce-scatter."""
    fused = FusedCollectives()

    def fusion(instruction: HloInstruction) -> Launches:
        found = fused.launches_of(instruction)
        return launch(instruction, "kernel") if found is None else found

    by_opcode: dict[str, Rule] = {
        **rules_of(STRUCTURAL, CONTROL, "async-start call-start", rule=None),
        **rules_of(ELEMENTWISE, DATA_MOVEMENT, _MORE_KERNELS, rule="kernel"),
        **rules_of("custom-call", rule="library"),
        **rules_of("fusion", rule=fusion),
        **rules_of("copy copy-start", rule="copy"),
        **rules_of(COLLECTIVES, COLLECTIVE_STARTS, rule="collective"),
        **rules_of("recv send", rule=transfer),
        **rules_of(_MISC, rule="misc"),
    }
    return LaunchRules(by_opcode, otherwise=waiting_or_unknown)
