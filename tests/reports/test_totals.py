"""Totals of a report: what in them is inferred is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from hloscope.analyses.answers import Answers
from hloscope.dump import load
from hloscope.parsers import make_message
from hloscope.reports.totals import cost_totals
from tests.support.dumped import TESTDATA

PROTO = TESTDATA / "jax-0.12.0.1-cpu/decode_steps-forms/module_0000.jit_decode_steps.cpu_after_optimizations.hlo.pb"


def without_comparisons() -> bytes:
    """The module in which nothing is compared any more, for how that is written tells of XLA's version."""
    proto = make_message("HloProto", is_text=True)
    proto.ParseFromString(PROTO.read_bytes())
    for computation in proto.hlo_module.computations:
        for each in computation.instructions:
            each.opcode = "add" if each.opcode == "compare" else each.opcode
            each.ClearField("comparison_order")
    data: bytes = proto.SerializeToString()
    return data


@pytest.mark.parametrize(
    ("data", "is_inferred"), [(PROTO.read_bytes(), False), (without_comparisons(), True)], ids=["told", "inferred"]
)
def test_the_size_of_pointers_is_said_to_be_inferred(data: bytes, is_inferred: bool, tmp_path: Path) -> None:  # noqa: FBT001
    (tmp_path / PROTO.name).write_bytes(data)
    (compilation,) = load(tmp_path).compilations
    totals = cost_totals(Answers(compilation))
    assert totals
    assert totals["pointer_bytes_inferred"] is is_inferred
