"""Assertions on collectives, by kind, bytes, axis and direction: what holds, and what is said where it does not."""

from functools import partial
from typing import Any

import pytest

from hloscope.dump import Compilation, load
from hloscope.errors import HloscopeError
from hloscope.testing import CheckedCompilation, assert_collectives
from tests.support.dumped import TESTDATA

STEP = "jax-0.10.2-cpu/grid_train_step"
LOOPING = """HloModule jit_f, is_scheduled=true, num_partitions=2
add { x = f32[] parameter(0) y = f32[] parameter(1) ROOT s = f32[] add(x, y) }
body { x = f32[8] parameter(0) ROOT a = f32[8] all-reduce(x), channel_id=1, replica_groups={{0,1}},
  use_global_device_ids=true, to_apply=add }
condition { x = f32[8] parameter(0) s = f32[1] slice(x), slice={[0:1]} t = f32[] reshape(s) z = f32[] constant(0)
  ROOT c = pred[] compare(t, z), direction=LT }
ENTRY e { p = f32[8] parameter(0) ROOT w = f32[8] while(p), condition=condition, body=body }
"""


def compilation(folder: str = STEP) -> Compilation:
    [found] = load(TESTDATA / folder).compilations
    return found


HOLDS: list[dict[str, Any]] = [
    {"exactly": 11},
    {"expected": {"all-gather": 6, "all-reduce": 4, "collective-permute": 1}},
    {"kind": "all-gather", "exactly": 6},
    {"kind": "all-gather", "axis": "x", "exactly": 3},
    {"kind": "all-gather", "axis": "y", "direction": "forward", "exactly": 1},
    {"kind": "all-to-all", "exactly": 0},
    {"axis": "x,y", "expected": {"collective-permute": 1}},
    {"axis": "x", "expected": {"all-gather": 3, "all-reduce": 2, "collective-permute": 1}},
    {"direction": "rematerialized", "expected": {"all-gather": 2}},
    {"kind": "all-gather", "axis": "y", "max_bytes": 3 * 3 * 4096},
    {"kind": "all-reduce", "axis": "y", "max_bytes": 3 * 4096 + 2048},
]


@pytest.mark.parametrize("asked", HOLDS, ids=str)
def test_assertion_holds(asked: dict[str, Any]) -> None:
    assert_collectives(compilation(), **asked)
    CheckedCompilation.of(compilation()).assert_collectives(**asked)


def test_failure_lists_those_that_were_asked_for() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_collectives(compilation(), kind="all-gather", axis="x", max=1)
    path = TESTDATA / STEP
    assert str(caught.value) == (
        f"""expected at most 1 all-gather over x of jit_grid_train_step (jax cpu), found 3
    all-gather  all-gather.1   over x  8192 bytes  x3 forward         testdata/programs/jax_meshes.py:257
    all-gather  all-gather.23  over x  8192 bytes  x3 rematerialized  testdata/programs/jax_meshes.py:257
    all-gather  all-gather.24  over x  4096 bytes  x3 backward        testdata/programs/jax_meshes.py:257
more: hloscope report --top 0 --module jit_grid_train_step {path}"""
    )


def test_failure_of_bytes_lists_the_most_first() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_collectives(compilation(), kind="all-reduce", max_bytes=1000)
    lines = str(caught.value).splitlines()
    moved = 3 * 8320 + 3 * 4096 + 4100 + 2048
    assert (
        lines[0]
        == f"expected at most 1000 bytes of all-reduce in a run of jit_grid_train_step (jax cpu), found {moved}"
    )
    assert [line.split()[1] for line in lines[1:-1]] == [
        "all-reduce.21",
        "all-reduce.18",
        "all-reduce.22",
        "all-reduce.3",
    ]


def test_failure_of_kinds_says_among_which() -> None:
    with pytest.raises(
        AssertionError, match=r"^expected no collectives among backward collectives over y in .* found 1 all"
    ):
        assert_collectives(compilation(), {}, axis="y", direction="backward")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"axis": "z", "max": 0}, "expected an axis of jit_grid_train_step (jax cpu) (x, y, x,y), found 'z'"),
    (
        {"kind": "allgather", "max": 0},
        (
            "expected a kind of collective (all-gather, all-reduce, all-to-all, collective-broadcast, "
            "collective-permute, ragged-all-to-all, reduce-scatter, recv, send), found 'allgather'"
        ),
    ),
    (
        {"direction": "up", "max": 0},
        "expected a direction (forward, backward, rematerialized, mixed), found 'up'",
    ),
    ({}, "expected one of max=, exactly=, max_bytes= and a mapping; found 0"),
    ({"max": 1, "max_bytes": 1}, "expected one of max=, exactly=, max_bytes= and a mapping; found 2"),
]


@pytest.mark.parametrize(("asked", "message"), WRONG, ids=str)
def test_what_would_always_pass_is_an_error(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(HloscopeError) as caught:
        assert_collectives(compilation(), **asked)
    assert str(caught.value) == message


def test_bytes_in_a_loop_of_unknown_length_are_not_told(tmp_path: Any) -> None:  # noqa: ANN401
    file = tmp_path / "module_0001.jit_f.cpu_after_optimizations.txt"
    file.write_text(LOOPING, "utf-8")
    [found] = load(file).compilations
    assert_collectives(found, axis="axis 0", exactly=1)
    check = partial(assert_collectives, found, max_bytes=10**9)
    with pytest.raises(
        HloscopeError, match=r"expected loops of known length around collectives of jit_f .*, found that"
    ):
        check()


def test_fused_collective_is_one_of_its_kind(tmp_path: Any) -> None:  # noqa: ANN401
    """TPU holds an all-reduce and the slice of its result in a fusion: it is a collective, not a kernel."""
    text = """HloModule jit_g, is_scheduled=true, num_partitions=4, entry_computation_layout={(f32[8,512]{1,0:T(8,128)})->f32[8,128]{1,0:T(8,128)}}
    add { x = f32[] parameter(0) y = f32[] parameter(1) ROOT s = f32[] add(x, y) }
    scatter { x = f32[8,512]{1,0:T(8,128)} parameter(0)
      a = f32[8,512]{1,0:T(8,128)} all-reduce(x), channel_id=9, replica_groups={{0,1,2,3}}, use_global_device_ids=true, to_apply=add
      z = s32[]{:T(128)} constant(0)
      ROOT d = f32[8,128]{1,0:T(8,128)} dynamic-slice(a, z, z), dynamic_slice_sizes={8,128} }
    ENTRY e { p = f32[8,512]{1,0:T(8,128)} parameter(0)
      ROOT f = f32[8,128]{1,0:T(8,128)} fusion(p), kind=kCustom, calls=scatter }"""
    file = tmp_path / "module.txt"
    file.write_text(text, "utf-8")
    [found] = load(file).compilations
    assert_collectives(found, {"all-reduce": 1})
    with pytest.raises(AssertionError):
        assert_collectives(found, exactly=0)
