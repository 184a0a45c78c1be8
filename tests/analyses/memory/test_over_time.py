"""Memory over time: a plan that a person can add up, and the peak that `hloscope memory` tells of XLA's own."""

import pytest

from hloscope.analyses.memory.over_time import memory_over_time
from hloscope.analyses.memory.use import memory_use_of
from hloscope.dump import load
from hloscope.parsers import LiveRanges, parse, parse_buffer_assignment
from tests.support.dumped import TESTDATA

MODULE = """HloModule m, is_scheduled=true
ENTRY main {
  p = f32[4]{0} parameter(0)
  a = f32[4]{0} negate(p), metadata={op_name="first" source_file="m.py" source_line=1}
  b = f32[8]{0} concatenate(a, a), dimensions={0}, metadata={op_name="second" source_file="m.py" source_line=2}
  ROOT d = f32[4]{0} slice(b), slice={[0:4]}
}
"""
BUFFERS = """BufferAssignment:
allocation 0: size 16, parameter 0, shape |f32[4]| at ShapeIndex {}:
 value: <0 p @0> (size=16,offset=0): f32[4]{0}
allocation 1: size 16, output shape is |f32[4]|, maybe-live-out:
 value: <4 d @0> (size=16,offset=0): f32[4]{0}
allocation 4: size 64, preallocated-temp:
 value: <1 a @0> (size=16,offset=0): f32[4]{0}
 value: <2 b @0> (size=32,offset=32): f32[8]{0}
"""
LIVE = LiveRanges(("p", "a", "b", "d"), {("p", ""): (0, 4), ("a", ""): (1, 2), ("b", ""): (2, 3), ("d", ""): (3, 4)})


def test_each_owner_holds_its_values_while_they_live() -> None:
    found = memory_over_time(parse(MODULE), parse_buffer_assignment(BUFFERS), LIVE).to_dict()
    assert (found["step_count"], found["steps"]) == (4, [0, 1, 2, 3, 4])
    assert found["names"] == ["p", "a", "b", "d", ""]
    assert found["totals"] == [32, 48, 80, 64, 32]  # 32 B of arguments and results; a of 16, then b of 32 beside it
    assert found["layers"] == [
        {"owner": "arguments", "source": "", "held": True, "bytes": [16] * 5},
        {"owner": "results", "source": "", "held": True, "bytes": [16] * 5},
        {"owner": "", "source": "m.py:2", "held": False, "bytes": [0, 0, 32, 32, 0]},
        {"owner": "", "source": "m.py:1", "held": False, "bytes": [0, 16, 16, 0, 0]},
    ]


DUMPS = sorted(path.parent for path in TESTDATA.glob("*-cpu/*-memory/*buffer-assignment.txt"))


@pytest.mark.parametrize("folder", DUMPS, ids=lambda path: path.name)
def test_its_largest_total_is_the_peak(folder: object) -> None:
    (compilation,) = load(str(folder)).compilations
    after, buffers, live = compilation.after, compilation.buffer_assignment, compilation.live_ranges
    assert after
    assert buffers
    assert live
    found = memory_over_time(after, buffers, live).to_dict()
    assert max(found["totals"]) == memory_use_of(after, buffers, live).peak_bytes
    layers = [sum(column) for column in zip(*[layer["bytes"] for layer in found["layers"]], strict=True)]
    assert layers == found["totals"]


def test_dumps_are_found() -> None:
    assert len(DUMPS) >= 10
