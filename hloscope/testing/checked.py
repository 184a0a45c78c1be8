"""Checked compilations: a Compilation whose assertions are methods."""

from __future__ import annotations

from functools import cached_property
from typing import Self

from hloscope.dump import Compilation
from hloscope.dump.compilation import Family
from hloscope.testing.absent import assert_no_copies, assert_no_materialized_broadcast, assert_no_op
from hloscope.testing.collectives import assert_collectives
from hloscope.testing.counts import assert_compute_launches, assert_kernels
from hloscope.testing.fused import assert_fused, assert_not_fused
from hloscope.testing.libraries import assert_library_call
from hloscope.testing.memory import assert_peak_memory
from hloscope.testing.patterns import assert_pattern
from hloscope.testing.program import Program


class CheckedCompilation(Compilation):
    """A Compilation with the assertions of `hloscope.testing` as methods: `compilation.assert_fused("add", "maximum")`.

    It is the same program; modules that were parsed already are not parsed again.
    """

    @classmethod
    def of(cls, compilation: Compilation) -> Self:
        """The same compilation, with its assertions."""
        found = object.__new__(cls)
        vars(found).update(vars(compilation), family=Family())  # it is looked at by itself
        return found

    @cached_property
    def program(self) -> Program:
        """What the assertions ask, found out once; raises as they do where there is nothing to check."""
        return Program(self)

    assert_collectives = assert_collectives
    assert_compute_launches = assert_compute_launches
    assert_fused = assert_fused
    assert_kernels = assert_kernels
    assert_library_call = assert_library_call
    assert_no_copies = assert_no_copies
    assert_no_materialized_broadcast = assert_no_materialized_broadcast
    assert_no_op = assert_no_op
    assert_not_fused = assert_not_fused
    assert_pattern = assert_pattern
    assert_peak_memory = assert_peak_memory
