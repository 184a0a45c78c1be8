"""The opcodes of HLO, so that a misspelt one is told from one that a program does not hold."""

from __future__ import annotations

from hloscope.analyses.kernels.rules import COLLECTIVES, CONTROL, DATA_MOVEMENT, ELEMENTWISE, STRUCTURAL

# xla/hlo/ir/hlo_opcode.h; what is in the tables of the launch rules is taken from there.
_OTHERS = """
batch-norm-grad batch-norm-inference batch-norm-training cholesky convolution copy custom-call dot fft fusion
get-dimension-size infeed logistic optimization-barrier outfeed partition-id ragged-dot recv replica-id reshape rng
rng-bit-generator rng-get-and-update-state scaled-dot scan scatter select-and-scatter send set-dimension-size sort
stochastic-convert topk triangular-solve
"""
OPCODES = frozenset(" ".join((COLLECTIVES, CONTROL, DATA_MOVEMENT, ELEMENTWISE, STRUCTURAL, _OTHERS)).split())
"""Those that a program may be asked for; XLA may know newer ones."""
