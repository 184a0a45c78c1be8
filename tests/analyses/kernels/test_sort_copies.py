"""Copies that sorts hide: as the buffer assignment has them, and as they are inferred without one."""

import pytest

from hloscope.analyses.kernels.count import count_launches
from hloscope.parsers import parse

LESS = "less { a = f32[] parameter(0) b = f32[] parameter(1) ROOT c = pred[] compare(a, b), direction=LT }"
SORTED = "sorted { p = f32[8] parameter(0) i = s32[8] iota(), iota_dimension=0 ROOT s = (f32[8], s32[8]) sort(p, i), dimensions={0}, to_apply=less }"
TWICE = "sorted { p = f32[8] parameter(0) ROOT s = (f32[8], f32[8]) sort(p, p), dimensions={0}, to_apply=less }"
SORT = "sort(KEYS), dimensions={0}, to_apply=less"


def copies(entry: str, computations: str = "", *, platform: str = "cpu", buffers: str | None = None) -> int:
    module = parse(f"HloModule m, is_scheduled=true\n{LESS}\n{computations}\nENTRY main {{ {entry} }}")
    return count_launches(module, platform=platform, buffers=buffers).copies


def sort_of(keys: str, shape: str = "f32[8]") -> str:
    return f"{shape} {SORT.replace('KEYS', keys)}"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param(f"p = f32[8] parameter(0) ROOT r = {sort_of('p')}", 1, id="an argument of the program"),
        pytest.param(f"p = f32[8] constant({{...}}) ROOT r = {sort_of('p')}", 1, id="a constant"),
        pytest.param(f"p = f32[8] parameter(0) s = f32[8] sine(p) ROOT r = {sort_of('s')}", 0, id="a value of its own"),
        pytest.param(
            f"p = f32[8] parameter(0) s = f32[8] sine(p) k = {sort_of('s')} ROOT r = f32[8] add(k, s)",
            1,
            id="a value that is read again",
        ),
        pytest.param(
            f"p = f32[2,4] parameter(0) s = f32[2,4] sine(p) b = f32[8] bitcast(s) ROOT r = {sort_of('b')}",
            0,
            id="a value of another shape, returned",
        ),
        pytest.param(
            f"p = f32[2,4] parameter(0) s = f32[2,4] sine(p) b = f32[8] bitcast(s) k = {sort_of('b')} ROOT r = f32[2] slice(k), slice={{[0:2]}}",
            1,
            id="a value of another shape, used",
        ),
        pytest.param(
            f"p = f32[2,4] parameter(0) b = f32[8] bitcast(p) ROOT r = {sort_of('b')}", 1, id="an argument, renamed"
        ),
        pytest.param(
            f"p = f32[8] parameter(0) s = f32[8] sine(p) ROOT r = {sort_of('s, s', '(f32[8], f32[8])')}",
            2,
            id="one value twice",
        ),
        pytest.param(
            f"p = f32[8] parameter(0) s = f32[8] sine(p) c = f32[8] cosine(p) k = {sort_of('s, c', '(f32[8], f32[8])')} ROOT r = f32[8] get-tuple-element(k), index=1",
            0,
            id="two values",
        ),
        pytest.param(
            f"t = (f32[8], f32[8]) parameter(0) g = f32[8] get-tuple-element(t), index=0 ROOT r = {sort_of('g')}",
            1,
            id="a member of an argument",
        ),
    ],
)
def test_a_sort_copies_what_is_needed_elsewhere(entry: str, expected: int) -> None:
    assert copies(entry) == expected


@pytest.mark.parametrize(
    ("entry", "computations", "expected"),
    [
        ("p = f32[8] parameter(0) ROOT f = (f32[8], s32[8]) fusion(p), kind=kCustom, calls=sorted", SORTED, 1),
        (
            "p = f32[8] parameter(0) s = f32[8] sine(p) ROOT f = (f32[8], s32[8]) fusion(s), kind=kCustom, calls=sorted",
            SORTED,
            0,
        ),
        (
            "p = f32[8] parameter(0) s = f32[8] sine(p) ROOT f = (f32[8], f32[8]) fusion(s), kind=kCustom, calls=sorted",
            TWICE,
            2,
        ),
        ("ROOT f = (f32[8], s32[8]) fusion(), kind=kCustom, calls=sorted", SORTED, 0),
    ],
)
def test_a_fusion_that_sorts_copies_its_operands_but_not_its_own_iota(
    entry: str, computations: str, expected: int
) -> None:
    assert copies(entry, computations, platform="gpu") == expected


LOOP = """
body { s = (f32[8]) parameter(0) x = f32[8] get-tuple-element(s), index=0 SORT ROOT t = (f32[8]) tuple(k) }
condition { s = (f32[8]) parameter(0) ROOT c = pred[] constant(true) }
"""
WHILE = "p = (f32[8]) parameter(0) ROOT w = (f32[8]) while(p), condition=condition, body=body"


def test_the_state_of_a_loop_is_sorted_in_place_by_fusions_only() -> None:
    """Measured on CPU and H100 (jax 0.10.2)."""
    fused = "f = (f32[8], s32[8]) fusion(x), kind=kCustom, calls=sorted k = f32[8] get-tuple-element(f), index=0"
    assert copies(WHILE, SORTED + LOOP.replace("SORT", fused), platform="gpu") == 0
    assert copies(WHILE, LOOP.replace("SORT", f"k = {sort_of('x')}")) == 1


# Allocation 0 holds what the entry returns, 1 the argument, 2 what is in between.
BUFFERS = """BufferAssignment:
allocation 0: size 32, maybe-live-out:
 value: <4 r @0> (size=32,offset=0): f32[8]{0}
 value: <5 k{0} (phi) @0> (size=32,offset=0): f32[8]{0}
 value: <6 same @0> (size=32,offset=0): f32[8]{0}
 value: <7 begun{1} @0> (size=32,offset=0): f32[8]{0}
 value: <8 reduced @0> (size=32,offset=0): f32[8]{0}
allocation 1: size 32, parameter 0, shape |f32[8]| at ShapeIndex {}:
 value: <0 p @0> (size=32,offset=0): f32[8]{0}
allocation 2: size 96, preallocated-temp:
 value: <1 other @0> (size=32,offset=0): f32[8]{0}
 value: <2 k{1} @0> (size=32,offset=32): f32[8]{0}
 value: <3 u{1,0} @0> (size=32,offset=32): f32[8]{0}

Used values:
"""
PAIR = "(f32[8], f32[8])"
NESTED = 'u = (f32[8], (f32[8])) custom-call(p), custom_call_target="f" m = (f32[8]) get-tuple-element(u), index=1 n = f32[8] get-tuple-element(m), index=0'
NAMES = "t = (f32[8], f32[8]) tuple(p, same) o = (f32[8], f32[8]) opt-barrier(t) g = f32[8] get-tuple-element(o), index=1 b = f32[8] bitcast(g)"
WRAPPED = "wrapped { y = f32[8] parameter(0) ROOT same = f32[8] cosine(y) }"
COMMAND = f"command {{ z = f32[8] parameter(0) ROOT r = {sort_of('z')} }}"


@pytest.mark.parametrize(
    ("lines", "computations", "expected"),
    [
        pytest.param(f"ROOT r = {sort_of('p')}", "", 1, id="another allocation"),
        pytest.param(f"other = f32[8] sine(p) ROOT r = {sort_of('other')}", "", 1, id="a temporary"),
        pytest.param(f"same = f32[8] sine(p) ROOT r = {sort_of('same')}", "", 0, id="the same slice"),
        pytest.param(f"same = f32[8] sine(p) {NESTED} ROOT k = {sort_of('same, n', PAIR)}", "", 0, id="two results"),
        pytest.param(f"same = f32[8] sine(p) {NESTED} ROOT k = {sort_of('n, same', PAIR)}", "", 2, id="crosswise"),
        pytest.param(f"same = f32[8] sine(p) {NAMES} ROOT r = {sort_of('b')}", "", 0, id="many names of one value"),
        pytest.param(
            f"h = ((f32[8]), f32[8]) async-start(p), calls=wrapped d = f32[8] async-done(h) ROOT r = {sort_of('d')}",
            WRAPPED,
            0,
            id="what an asynchronous call makes",
        ),
        pytest.param(
            "same = f32[8] sine(p) ROOT c = f32[8] call(same), to_apply=command",
            COMMAND,
            0,
            id="what a caller hands over",
        ),
        pytest.param(
            "other = f32[8] sine(p) ROOT c = f32[8] call(other), to_apply=command", COMMAND, 1, id="what a caller keeps"
        ),
        pytest.param(
            "same = f32[8] sine(p) a = f32[8] call(same), to_apply=command ROOT c = f32[8] call(a), to_apply=command",
            COMMAND,
            2,
            id="what one of two callers hands over",
        ),
        pytest.param(
            f"t = (f32[8], f32[8]) tuple(p) g = f32[8] get-tuple-element(t), index=1 ROOT r = {sort_of('g')}",
            "",
            1,
            id="a member that is not there",
        ),
        pytest.param(
            f"h = f32[8] async-start(), calls=wrapped d = f32[8] async-done(h) ROOT r = {sort_of('d')}",
            WRAPPED,
            0,
            id="a start without operands",
        ),
        *[
            pytest.param(
                f"begun = {PAIR} {name}-start(p) d = f32[8] {name}-done(begun) ROOT r = {sort_of('d')}", "", 0, id=name
            )
            for name in ("all-gather", "collective-permute")
        ],
        pytest.param(
            f"reduced = f32[8] all-reduce-start(p) d = f32[8] all-reduce-done(reduced) ROOT r = {sort_of('d')}",
            "",
            0,
            id="all-reduce",
        ),
        pytest.param(f"h = f32[8] async-start(p) ROOT r = {sort_of('h')}", "", 1, id="a start of nothing"),
    ],
)
def test_a_buffer_assignment_tells_what_is_copied(lines: str, computations: str, expected: int) -> None:
    assert copies(f"p = f32[8] parameter(0) {lines}", computations, buffers=BUFFERS) == expected


def test_values_that_the_buffer_assignment_does_not_tell_of_are_inferred() -> None:
    entry = f"p = f32[8] parameter(0) s = f32[8] sine(p) ROOT q = {sort_of('s')}"
    assert copies(entry, buffers=BUFFERS) == 0


def test_a_chain_of_names_without_end_is_cut() -> None:
    names = " ".join(f"b{n} = f32[8] bitcast({'p' if n == 0 else f'b{n - 1}'})" for n in range(200))
    entry = f"p = f32[8] parameter(0) {names} ROOT r = {sort_of('b199')}"
    assert copies(entry) == 0
    assert copies(entry, buffers=BUFFERS) == 1
