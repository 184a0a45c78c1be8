"""What counts as an operation in a module that is not fused: one line of HLO, and the classes it counts as."""

import pytest

from hloscope.analyses.kernels.count import count_operations
from hloscope.parsers import parse

MODULE = """
HloModule m
less {{ a = f32[] parameter(0) b = f32[] parameter(1) ROOT c = pred[] compare(a, b), direction=LT }}
fused {{ x = f32[4] parameter(0) y = f32[4] sine(x) ROOT z = f32[4] cosine(y) }}
copying {{ x = f32[4] parameter(0) y = f32[4] copy(x) z = f32[4] copy(x) ROOT t = (f32[4], f32[4]) tuple(y, z) }}
turning {{ x = f32[4,2] parameter(0) y = f32[4,2]{{0,1}} copy(x) ROOT b = f32[4,2]{{0,1}} bitcast(y) }}
ENTRY main {{ p = f32[4] parameter(0) m = f32[4,2]{{1,0}} parameter(1) i = s4[4] parameter(2) order = token[] after-all() ROOT r = {line} }}
"""


def classes_of(line: str, platform: str | None = None) -> list[str]:
    return [site.launch_class for site in count_operations(parse(MODULE.format(line=line)), platform=platform).sites]


@pytest.mark.parametrize(
    "line",
    [
        "f32[4] sine(p)",
        "f32[4] broadcast(p), dimensions={0}",
        "f32[] reduce(p, p), dimensions={0}, to_apply=less",
        "f32[4] sort(p), dimensions={0}, to_apply=less",
        "f32[4] fusion(p), kind=kLoop, calls=fused",
        "(f32[4], token[]) infeed(order)",
        "f32[4] frobnicate(p)",
        'f32[4] custom-call(p), custom_call_target="lapack_sgetrf_ffi"',
        'f32[4] custom-call(p), custom_call_target="Shardings"',
    ],
)
def test_every_operation_is_one_kernel(line: str) -> None:
    assert classes_of(line) == ["kernel"]


@pytest.mark.parametrize(
    "line",
    [
        "f32[2,2] reshape(p)",
        "f32[4] bitcast(p)",
        "s32[] get-dimension-size(p), dimensions={0}",
        "u32[] partition-id()",
        "f32[4] copy-done(p)",
        'f32[4] custom-call(p), custom_call_target="Sharding"',
        'f32[4] custom-call(p), custom_call_target="SPMDFullToShardShape"',
        'f32[4] custom-call(p), custom_call_target="xla.sdy.GlobalToLocalShape"',
        'f32[4] custom-call(p), custom_call_target="MoveToHost"',
        'f32[4] custom-call(p), custom_call_target="X64SplitLow"',
    ],
)
def test_what_moves_no_data_is_free(line: str) -> None:
    assert classes_of(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "f32[4] all-reduce(p), replica_groups={}, to_apply=less",
        "f32[8] all-gather-start(p), dimensions={0}",
        "(f32[4], u32[], token[]) send(p, order), channel_id=1",
    ],
)
def test_collectives_are_kept_apart(line: str) -> None:
    assert classes_of(line) == ["collective"]


@pytest.mark.parametrize("platform", ["cpu", "gpu", "tpu", None])
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("f32[4] copy(p)", ["copy"]),
        ("(f32[4], f32[4], u32[]) copy-start(p)", ["copy"]),
        ("(f32[4], f32[4]) fusion(p), kind=kLoop, calls=copying", ["copy", "copy"]),
    ],
)
def test_a_copy_is_a_copy(line: str, expected: list[str], platform: str | None) -> None:
    assert classes_of(line, platform) == expected


# As the thunks of these targets are: a transposing memcpy on CPU, a transposing kernel on GPU.
@pytest.mark.parametrize(("platform", "expected"), [("cpu", "copy"), ("gpu", "kernel"), ("tpu", "copy")])
@pytest.mark.parametrize("line", ["f32[4,2]{0,1} copy(m)", "f32[4,2]{0,1} fusion(m), kind=kLoop, calls=turning"])
def test_a_copy_that_changes_the_layout_is_what_it_is_on_the_target(line: str, platform: str, expected: str) -> None:
    assert classes_of(line, platform) == [expected]


def test_a_copy_of_packed_elements_is_a_kernel_on_cpu() -> None:
    assert (classes_of("s4[4] copy(i)", "cpu"), classes_of("s4[4] copy(i)", "gpu")) == (["kernel"], ["copy"])
