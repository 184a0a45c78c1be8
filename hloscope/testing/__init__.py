"""Assertions on what XLA compiled, as plain functions on a Compilation: they work in any test runner, and in none."""

from hloscope.testing.absent import assert_no_copies, assert_no_materialized_broadcast, assert_no_op
from hloscope.testing.checked import CheckedCompilation
from hloscope.testing.cliffs import assert_no_cliff
from hloscope.testing.collectives import assert_collectives
from hloscope.testing.counts import assert_compute_launches, assert_kernels
from hloscope.testing.fused import assert_fused, assert_not_fused
from hloscope.testing.libraries import assert_library_call
from hloscope.testing.memory import assert_peak_memory
from hloscope.testing.patterns import Match, assert_pattern
from hloscope.testing.selectors import Operation, Selector, op_name, opcode, source

__all__ = [
    "CheckedCompilation",
    "Match",
    "Operation",
    "Selector",
    "assert_collectives",
    "assert_compute_launches",
    "assert_fused",
    "assert_kernels",
    "assert_library_call",
    "assert_no_cliff",
    "assert_no_copies",
    "assert_no_materialized_broadcast",
    "assert_no_op",
    "assert_not_fused",
    "assert_pattern",
    "assert_peak_memory",
    "op_name",
    "opcode",
    "source",
]
