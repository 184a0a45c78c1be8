"""What counts where the parts of a program are not launched one by one, as on TPU: its top-level operations.

The classes are those of launches, so that a reader finds copies and collectives apart from the work itself.
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
    waiting_or_unknown,
)
from hloscope.ir import HloInstruction

_MORE_KERNELS = """
batch-norm-grad batch-norm-inference batch-norm-training cholesky convolution dot dynamic-reshape fft logistic
ragged-dot reshape rng rng-bit-generator scatter select-and-scatter set-dimension-size sort stochastic-convert topk
triangular-solve
"""
_MISC = "get-dimension-size infeed outfeed partition-id replica-id rng-get-and-update-state"


_COLLECTIVE = frozenset(f"{COLLECTIVES} {COLLECTIVE_STARTS}".split())


def _fusion(fusion: HloInstruction) -> Launches:
    """A kernel; or the collectives that TPU fuses with the slice of their result, such as an all-reduce-scatter."""
    collectives = _collectives_in(fusion)
    return launch(fusion, "collective", collectives) if collectives else launch(fusion, "kernel")


def _collectives_in(fusion: HloInstruction) -> int:
    open_fusions, found = [fusion], 0
    while open_fusions:
        for body in open_fusions.pop().called_computations:
            open_fusions += [step for step in body.instructions.values() if step.opcode == "fusion"]
            found += sum(step.opcode in _COLLECTIVE for step in body.instructions.values())
    return found


TOP_LEVEL_RULES = LaunchRules(
    {
        **rules_of(STRUCTURAL, CONTROL, "async-start call-start", rule=None),
        **rules_of(ELEMENTWISE, DATA_MOVEMENT, _MORE_KERNELS, rule="kernel"),
        **rules_of("custom-call", rule="library"),
        **rules_of("fusion", rule=_fusion),
        **rules_of("copy copy-start", rule="copy"),
        **rules_of(COLLECTIVES, COLLECTIVE_STARTS, "recv send", rule="collective"),
        **rules_of(_MISC, rule="misc"),
    },
    otherwise=waiting_or_unknown,
)
