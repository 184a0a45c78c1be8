"""The change from operations to launches, in two steps, on modules counted by hand and on every dump."""

from pathlib import Path

import pytest

from hloscope.analyses.kernels.count import KernelChange, change_of, count_launches, count_operations
from hloscope.parsers import parse
from hloscope.unfuse import unfuse
from tests.support.dumped import AFTER, TESTDATA, folder_of, module_at

BEFORE = parse(
    "ENTRY main { p = f32[8] parameter(0) a = f32[8] sine(p) b = f32[8] sine(p) c = f32[8] add(a, b) ROOT d = f32[8] cosine(c) }"
)
AFTER_TEXT = """
HloModule m, is_scheduled=true
fused { x = f32[8] parameter(0) y = f32[8] sine(x) z = f32[8] add(y, y) ROOT w = f32[8] cosine(z) }
ENTRY main { p = f32[8] parameter(0) f = f32[8] fusion(p), kind=kLoop, calls=fused ROOT g = f32[8] copy(f) }
"""
PAIRS = [
    path
    for path in AFTER
    if [*path.parent.glob("*before_optimizations.txt")] and len([*path.parent.glob("*after_optimizations.txt")]) == 1
]

assert len(PAIRS) > 100


def test_a_repeated_operation_is_simplified_and_three_are_fused() -> None:
    module = parse(AFTER_TEXT)
    change = change_of(
        count_operations(BEFORE), count_operations(unfuse(module)), count_launches(module, platform="cpu"), module
    )
    assert change == KernelChange(simplification=1, fusion=2, other=0)
    assert change.to_dict() == {"simplification": 1, "fusion": 2, "other": 0}


@pytest.mark.parametrize("platform", ["cpu", "gpu", "tpu"])
def test_a_lone_copy_is_a_copy_in_all_stages_and_nobody_took_it_away(platform: str) -> None:
    text = "ENTRY main { p = f32[8]{0} parameter(0) ROOT c = f32[8]{0} copy(p) }"
    before, module = parse(text), parse(f"HloModule m, is_scheduled=true\n{text}")
    counts = [count_operations(each, platform=platform) for each in (before, unfuse(module))]
    counts.append(count_launches(module, platform=platform))
    assert [(count.copies, count.compute_launches) for count in counts] == [(1, 0)] * 3
    before_count, unfused_count, after_count = counts
    change = change_of(before_count, unfused_count, after_count, module, platform=platform)
    assert change == KernelChange(simplification=0, fusion=0, other=0)


@pytest.mark.parametrize("path", PAIRS, ids=folder_of)
def test_the_parts_sum_up_and_fusion_adds_nothing(path: Path) -> None:
    (before_path,) = path.parent.glob("*before_optimizations.txt")
    module = module_at(path)
    platform = "gpu" if "gpu" in path.name else "cpu"
    before, unfused = (count_operations(each, platform=platform) for each in (module_at(before_path), unfuse(module)))
    after = count_launches(module, platform=platform)
    change = change_of(before, unfused, after, module, platform=platform)
    assert before.kernels - change.simplification - change.fusion - change.other == after.compute_launches
    assert change.fusion >= 0
    assert TESTDATA in path.parents
