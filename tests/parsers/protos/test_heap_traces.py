"""Heap traces: the peak of memory from a proto is that of the text that XLA dumped beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import hloscope
from hloscope.analyses.answers import Answers
from hloscope.analyses.memory.use import MemoryUse
from hloscope.parsers import parse_hlo_proto, read_message
from tests.support.dumped import TESTDATA

AFTERS = [path for path in sorted(TESTDATA.glob("*/*/*after_optimizations.hlo.pb")) if "compressed" not in str(path)]
assert len(AFTERS) > 7


def memory_at(path: Path) -> MemoryUse:
    (use,) = (Answers(each).memory for each in hloscope.load(path).compilations)
    assert use
    return use


@pytest.mark.parametrize("path", AFTERS, ids=lambda path: "/".join(path.parts[-3:-1]))
def test_peak_is_that_of_the_live_ranges_beside_it(path: Path, tmp_path: Path) -> None:
    if not [*path.parent.glob("*buffer-assignment.txt")]:
        pytest.skip("its text was not dumped")
    shutil.copy(path, tmp_path)
    of_proto, of_text = memory_at(tmp_path), memory_at(path.parent)
    assert of_text.is_peak_exact
    assert (of_proto.peak_bytes, of_proto.is_peak_exact) == (of_text.peak_bytes, True)
    assert of_proto.peak_instruction == of_text.peak_instruction
    held = [
        {each.bytes for each in use.residents if each.kind == "temporary" and each.bytes} for use in (of_proto, of_text)
    ]
    assert held[0] == held[1]


def test_several_traces_tell_of_no_one_time() -> None:
    message = read_message("HloProto", AFTERS[0].read_bytes())
    traces = message.buffer_assignment.heap_simulator_traces
    assert parse_hlo_proto(message.SerializeToString()).live_ranges
    traces.add().CopyFrom(traces[0])
    assert parse_hlo_proto(message.SerializeToString()).live_ranges is None
    del traces[1]
    traces[0].whole_module_simulation = False
    assert parse_hlo_proto(message.SerializeToString()).live_ranges is None


def test_module_without_a_buffer_assignment_has_no_ranges() -> None:
    message = read_message("HloProto", AFTERS[0].read_bytes())
    message.ClearField("buffer_assignment")
    assert parse_hlo_proto(message.SerializeToString()).live_ranges is None
