"""What counts where nothing is launched one by one: one line of HLO, and the classes it counts as."""

import pytest

from hloscope.analyses.kernels.count import count_launches
from hloscope.parsers import parse
from tests.support.dumped import after

MODULE = """
HloModule m, is_scheduled=true
reduced {{ x = f32[4] parameter(0) a = f32[4] all-reduce(x), replica_groups={{{{0,1}}}} i = u32[] partition-id() ROOT s = f32[2] dynamic-slice(a, i), dynamic_slice_sizes={{2}} }}
around {{ x = f32[4] parameter(0) ROOT s = f32[2] fusion(x), kind=kCustom, calls=reduced }}
twice {{ x = f32[4] parameter(0) a = f32[4] all-reduce(x), replica_groups={{{{0,1}}}} ROOT b = f32[8] all-gather(a), dimensions={{0}} }}
fused {{ x = f32[4] parameter(0) y = f32[4] sine(x) ROOT z = f32[4] cosine(y) }}
ENTRY main {{ p = f32[4] parameter(0) ROOT r = {line} }}
"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("f32[4] fusion(p), kind=kLoop, calls=fused", ["kernel"]),
        ("f32[2] fusion(p), kind=kCustom, calls=reduced", ["collective"]),
        ("f32[2] fusion(p), kind=kLoop, calls=around", ["collective"]),
        ("f32[8] fusion(p), kind=kCustom, calls=twice", ["collective", "collective"]),
        ("f32[4] fusion(p), kind=kLoop", ["kernel"]),
        ("f32[4] sine(p)", ["kernel"]),
        ("f32[4] sort(p), dimensions={0}", ["kernel"]),
        ('f32[4] custom-call(p), custom_call_target="TopK"', ["library"]),
        ("(f32[4], f32[4], u32[]) copy-start(p)", ["copy"]),
        ("f32[4] all-reduce-start(p), replica_groups={{0,1}}", ["collective"]),
        ("u32[] partition-id()", ["misc"]),
        ("f32[4] all-reduce-done(p)", []),
        ("f32[4] bitcast(p)", []),
        ("f32[4] frobnicate(p)", ["unknown"]),
    ],
)
@pytest.mark.parametrize("platform", ["tpu", None])
def test_top_level_operations_have_the_classes_of_launches(
    platform: str | None, line: str, expected: list[str]
) -> None:
    sites = count_launches(parse(MODULE.format(line=line)), platform=platform).sites
    assert [site.launch_class for site in sites] == expected


@pytest.mark.parametrize(
    ("program", "expected"),  # counted by hand
    [
        ("mlp", {"kernel": 1, "copy": 1}),
        ("psum", {"kernel": 1, "collective": 1}),
        ("softmax", {"kernel": 3, "copy": 1}),
    ],
)
def test_operations_of_tpu_programs_are_those_at_the_top(program: str, expected: dict[str, int]) -> None:
    assert count_launches(after(f"jax-0.10.2-tpu/{program}"), platform="tpu").by_class == expected
