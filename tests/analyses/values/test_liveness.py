"""What a module computes for nothing."""

import pytest

from hloscope.analyses.values.canonical import canonical_key
from hloscope.analyses.values.liveness import needed_instructions
from hloscope.analyses.values.numbering import Numbering
from hloscope.parsers import parse

X = "x = f32[8] parameter(0)"
LOOP = """
body {{ s = (f32[8], f32[8]) parameter(0) a = f32[8] get-tuple-element(s), index=0 {effect}
  b = f32[8] sine(a) ROOT t = (f32[8], f32[8]) tuple(b, a) }}
test {{ s.1 = (f32[8], f32[8]) parameter(0) ROOT c = pred[] constant(false) }}
ENTRY m {{ x = f32[8] parameter(0) i = (f32[8], f32[8]) tuple(x, x)
  loop = (f32[8], f32[8]) while(i), condition=test, body=body ROOT n = f32[8] {result} }}
"""
CALL = 'custom-call(x), custom_call_target="f"'
CASES = {
    "result": (f"ENTRY m {{ {X} a = f32[8] sine(x) ROOT n = f32[8] negate(a) }}", set[str]()),
    "nothing reads it": (f"ENTRY m {{ {X} a = f32[8] sine(x) ROOT n = f32[8] negate(x) }}", {"a"}),
    "only what is dead reads it": (
        f"ENTRY m {{ {X} a = f32[8] sine(x) b = f32[8] tanh(a) ROOT n = f32[8] negate(x) }}",
        {"a", "b"},
    ),
    "call without effect": (f"ENTRY m {{ {X} c = f32[8] {CALL} ROOT n = f32[8] negate(x) }}", {"c"}),
    "call with an effect": (
        (
            f"ENTRY m {{ {X} a = f32[8] sine(x) c = f32[8] {CALL.replace('(x)', '(a)')}, "
            "custom_call_has_side_effect=true ROOT n = f32[8] negate(x) }"
        ),
        set[str](),
    ),
    "loop": (LOOP.format(effect="", result="get-tuple-element(loop), index=0"), {"s.1"}),
    "loop that nothing reads": (
        LOOP.format(effect="", result="negate(x)"),
        {"s", "a", "b", "t", "s.1", "c", "i", "loop"},
    ),
    "loop with an effect": (
        LOOP.format(
            effect='e = f32[8] custom-call(a), custom_call_target="f", custom_call_has_side_effect=true',
            result="negate(x)",
        ),
        {"s.1"},
    ),
}


@pytest.mark.parametrize(("text", "dead"), CASES.values(), ids=CASES)
def test_dead_instructions(text: str, dead: set[str]) -> None:
    executed = list(Numbering(canonical_key).number(parse(text)).values)
    assert {i.name for i in executed} - {i.name for i in needed_instructions(executed)} == dead
