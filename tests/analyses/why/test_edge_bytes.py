"""What goes through memory between two launches: whole values, slices of them, and updates in place."""

import pytest

from hloscope.analyses.cost.bytes_moved import Traffic
from hloscope.analyses.why.missed_fusions import missed_fusions
from hloscope.parsers import parse

X = "x = f32[16,4]{1,0} parameter(0) i = s32[] parameter(1) u = f32[1,4]{1,0} parameter(2)"
WHOLE = 256
SLICED = "g { a = f32[16,4]{1,0} parameter(0) b = s32[] parameter(1) s = f32[1,4]{1,0} dynamic-slice(a, b, b), dynamic_slice_sizes={1,4}"
UPDATED = (
    "g { a = f32[16,4]{1,0} parameter(0) b = f32[1,4]{1,0} parameter(1) k = s32[] parameter(2)"
    " ROOT r = f32[16,4]{1,0} dynamic-update-slice(a, b, k, k) }"
)
CASES = {
    "whole": ("c = f32[16,4]{1,0} negate(p)", "", Traffic(WHOLE, WHOLE)),
    "slice": ("c = f32[2,4]{1,0} slice(p), slice={[0:2], [0:4]}", "", Traffic(32, WHOLE)),
    "dynamic slice": ("c = f32[1,4]{1,0} dynamic-slice(p, i, i), dynamic_slice_sizes={1,4}", "", Traffic(16, WHOLE)),
    "slice in a fusion": (
        "c = f32[1,4]{1,0} fusion(p, i), kind=kLoop, calls=g",
        SLICED + " ROOT r = f32[1,4]{1,0} negate(s) }",
        Traffic(16, WHOLE),
    ),
    "slice and whole in a fusion": (
        "c = f32[16,4]{1,0} fusion(p, i), kind=kLoop, calls=g",
        SLICED + " t = f32[16,4]{1,0} negate(a) ROOT r = f32[16,4]{1,0} dynamic-update-slice(t, s, b, b) }",
        Traffic(16 + WHOLE, WHOLE),  # XLA's cost analysis adds both
    ),
    "updated in place": ("c = f32[16,4]{1,0} fusion(p, u, i), kind=kLoop, calls=g", UPDATED, Traffic(0, WHOLE)),
    "parameter that nothing reads": (
        "c = f32[] fusion(p), kind=kLoop, calls=g",
        "g { a = f32[16,4]{1,0} parameter(0) ROOT r = f32[] constant(1) }",
        Traffic(0, WHOLE),
    ),
}


def traffic(producer: str, consumer: str, fusion: str) -> Traffic:
    text = f"HloModule m, is_scheduled=true\n{fusion}\nENTRY main {{ {X} {producer} ROOT {consumer} }}"
    (edge,) = [e for e in missed_fusions(parse(text), platform="cpu") if e.edge.producer.name == "p"]
    return edge.bytes


@pytest.mark.parametrize(("consumer", "fusion", "expected"), CASES.values(), ids=CASES)
def test_consumer_reads_what_it_takes(consumer: str, fusion: str, expected: Traffic) -> None:
    assert traffic("p = f32[16,4]{1,0} cosine(x)", consumer, fusion) == expected


def test_update_in_place_writes_the_update() -> None:
    producer = "p = f32[16,4]{1,0} fusion(x, u, i), kind=kLoop, calls=g"
    assert traffic(producer, "c = f32[16,4]{1,0} negate(p)", UPDATED) == Traffic(WHOLE, 16)
