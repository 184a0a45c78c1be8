"""Memory: plans that a person can add up, and XLA's own for dumped programs."""

from pathlib import Path

import pytest

from hloscope.analyses.memory.use import MemoryUse, memory_use_of
from hloscope.dump import load
from hloscope.parsers import LiveRanges, find_live_ranges, parse, parse_buffer_assignment
from tests.support.dumped import TESTDATA

# p (argument) is negated into a, then b, c in the places of values that are not needed any more.
MODULE = """HloModule m, is_scheduled=true
ENTRY main {
  p = f32[4]{0} parameter(0), metadata={op_name="weights"}
  a = f32[4]{0} negate(p), metadata={op_name="first" source_file="m.py" source_line=1}
  b = f32[8]{0} concatenate(a, a), dimensions={0}, metadata={op_name="second" source_file="m.py" source_line=2}
  c = f32[4]{0} slice(b), slice={[0:4]}, metadata={op_name="third" source_file="m.py" source_line=2}
  ROOT d = f32[4]{0} add(c, p), metadata={op_name="fourth" source_file="m.py" source_line=3}
}
"""
BUFFERS = """BufferAssignment:
allocation 0: size 16, parameter 0, shape |f32[4]| at ShapeIndex {}:
 value: <0 p @0> (size=16,offset=0): f32[4]{0}
allocation 1: size 16, output shape is |f32[4]|, maybe-live-out:
 value: <4 d @0> (size=16,offset=0): f32[4]{0}
allocation 2: size 4, thread-local:
 value: <5 r @0> (size=4,offset=0): f32[]
allocation 3: size 4, constant:
 value: <6 k @0> (size=4,offset=0): f32[]
allocation 4: size 64, preallocated-temp:
 value: <1 a @0> (size=16,offset=0): f32[4]{0}
 value: <2 b @0> (size=32,offset=32): f32[8]{0}
 value: <3 c @0> (size=16,offset=0): f32[4]{0}
"""
LIVE = LiveRanges(
    ("p", "a", "b", "c", "d"),
    {("p", ""): (0, 5), ("a", ""): (1, 2), ("b", ""): (2, 3), ("c", ""): (3, 4), ("d", ""): (4, 5)},
)


def use_of(buffers: str = BUFFERS, live: LiveRanges | None = LIVE, module: str = MODULE) -> MemoryUse:
    return memory_use_of(parse(module), parse_buffer_assignment(buffers), live)


def dumped(folder: str) -> MemoryUse:
    [compilation] = load(TESTDATA / folder).compilations
    assert compilation.after
    assert compilation.buffer_assignment
    assert compilation.live_ranges
    return memory_use_of(compilation.after, compilation.buffer_assignment, compilation.live_ranges)


def test_sizes_are_those_of_the_plan() -> None:
    use = use_of()
    assert (use.argument_bytes, use.output_bytes, use.alias_bytes) == (16, 16, 0)
    assert (use.constant_bytes, use.temp_bytes, use.held_bytes, use.total_bytes) == (4, 64, 36, 100)


def test_peak_is_what_is_held_and_the_most_temporaries_at_once() -> None:
    use = use_of()
    assert (use.peak_bytes, use.is_peak_exact, use.peak_instruction) == (36 + 16 + 32, True, "b")


def test_peak_of_jax_on_cpu_leaves_temporaries_out() -> None:
    assert use_of().peak_as_jax_has_it("cpu") == 36
    assert use_of().peak_as_jax_has_it("gpu") == 84


def test_without_live_ranges_the_peak_is_an_upper_bound() -> None:
    use = use_of(live=None)
    assert (use.peak_bytes, use.is_peak_exact, use.peak_instruction) == (100, False, "")


def test_without_temporaries_the_peak_needs_no_live_ranges() -> None:
    assert use_of(BUFFERS[: BUFFERS.index("allocation 4")], live=None).is_peak_exact


def test_residents_are_what_is_there_at_the_peak() -> None:
    assert [(r.name, r.kind, r.bytes, r.source) for r in use_of().residents] == [
        ("b", "temporary", 32, "m.py:2"),
        ("p", "argument", 16, "weights"),
        ("d", "result", 16, "m.py:3"),
        ("a", "temporary", 16, "m.py:1"),
        ("k", "constant", 4, ""),
    ]


def test_residents_add_up_to_the_peak() -> None:
    for use in (use_of(), dumped("jax-0.10.2-cpu/attention-forms"), dumped("jax-0.10.2-h100/mlp-forms")):
        assert sum(resident.bytes for resident in use.residents) == use.peak_bytes
        assert sum(use.by_source.values()) == use.peak_bytes


def test_bytes_are_owned_by_source_lines() -> None:
    assert use_of().by_source == {"m.py:2": 32, "weights": 16, "m.py:3": 16, "m.py:1": 16, "": 4}


def test_planning_saves_what_values_share() -> None:
    use = use_of(BUFFERS.replace("size 64", "size 48").replace("offset=32", "offset=16"))
    assert (use.value_bytes, use.total_bytes, use.saved_bytes) == (100, 84, 16)


def test_phi_is_no_value_and_a_value_in_its_place_is_shown_for_it() -> None:
    buffers = BUFFERS + " value: <9 a{0} (phi) @0> (size=16,offset=0): f32[4]{0}\n"
    use = use_of(buffers)
    assert (use.value_bytes, use.peak_bytes) == (100, use_of().peak_bytes + 0)
    assert [r.name for r in use.residents if r.kind == "temporary"] == ["b", "a"]


def test_tuple_takes_no_part_in_the_peak() -> None:
    use = use_of(BUFFERS + " value: <9 b @0> (size=40,offset=64): (f32[4]{0})\n")
    assert use.peak_bytes == use_of().peak_bytes


def test_value_without_a_range_is_always_there() -> None:
    live = LiveRanges(LIVE.steps, {key: found for key, found in LIVE.ranges.items() if key[0] != "c"})
    assert use_of(live=live).peak_bytes == 84  # c and a share a place
    apart = BUFFERS.replace("<3 c @0> (size=16,offset=0)", "<3 c @0> (size=16,offset=16)")
    assert use_of(apart, live).peak_bytes == 100


def test_donated_argument_is_an_alias() -> None:
    donated = BUFFERS.replace("at ShapeIndex {}:", "at ShapeIndex {}, maybe-live-out:")
    use = use_of(donated)
    assert use.alias_bytes == 16
    assert [(alias.parameter, alias.shape_index, alias.name, alias.bytes) for alias in use.aliases] == [
        (0, "", "p", 16)
    ]


def test_json_form_has_everything() -> None:
    form = use_of().to_dict()
    assert form["peak_bytes"] == 84
    assert form["by_source"][0] == {"source": "m.py:2", "bytes": 32}
    assert form["residents"][0]["shape"] == "f32[8]{0}"
    assert (form["needless_copies"], form["aliases"]) == ([], [])


def test_attention_needs_two_score_matrices_at_once() -> None:
    use = dumped("jax-0.10.2-cpu/attention-forms")
    assert [r.bytes for r in use.residents if r.kind == "temporary"] == [131072, 131072]
    assert use.peak_bytes == 3 * 65536 + 65536 + 2 * 131072
    assert use.peak_instruction == "ynn_fusion.2"


@pytest.mark.parametrize("path", sorted(TESTDATA.glob("*/*/*live-range.txt")), ids=lambda path: path.parent.name)
def test_peak_lies_between_what_is_held_and_all(path: Path) -> None:
    buffers = path.with_name(path.name.replace("live-range", "buffer-assignment"))
    live = find_live_ranges(path.read_text("utf-8"))
    use = use_of(buffers.read_text("utf-8"), live)
    assert use.held_bytes <= use.peak_bytes <= use.total_bytes <= use.value_bytes


def test_peak_at_a_step_that_the_text_does_not_name_is_at_the_next() -> None:
    """Live ranges call an element `%p#0` by a name of XLA's own that a compact text does not have."""
    live = LiveRanges(("p", "a", "get-tuple-element.7", *LIVE.steps[2:]), {("b", ""): (2, 4), ("c", ""): (3, 4)})
    assert use_of(live=live).peak_instruction == "b"
