"""What no turn of a loop changes has the value that it starts with."""

import pytest

from hloscope.analyses.values.numbering import Numbering
from hloscope.parsers import parse

LOOP = """
cond {{ s.c = (f32[8], f32[8]) parameter(0) ROOT p = pred[] constant(true) }}
body {{
  s = (f32[8], f32[8]) parameter(0)
  a = f32[8] get-tuple-element(s), index=0
  w = f32[8] get-tuple-element(s), index=1
  n = f32[8] negate(w)
  b = f32[8] add(a, n)
  {last}
}}
ENTRY main {{
  x = f32[8] parameter(0)
  y = f32[8] parameter(1)
  {init}
  loop = (f32[8], f32[8]) while(init), condition=cond, body=body
  r = f32[8] get-tuple-element(loop), index=1
  out = f32[8] negate(r)
  ROOT same = f32[8] negate(y)
}}
"""
KEPT = "ROOT t = (f32[8], f32[8]) tuple(b, w)"
GIVEN = "init = (f32[8], f32[8]) tuple(x, y)"
INNER = """
  inner = (f32[8], f32[8]) while(s), condition=cond.1, body=body.1
  o = f32[8] get-tuple-element(inner), index=1
  ROOT t = (f32[8], f32[8]) tuple(b, o)
"""
INSIDE = """
cond.1 { s.c1 = (f32[8], f32[8]) parameter(0) ROOT p.1 = pred[] constant(true) }
body.1 {
  s.1 = (f32[8], f32[8]) parameter(0)
  a.1 = f32[8] get-tuple-element(s.1), index=0
  w.1 = f32[8] get-tuple-element(s.1), index=1
  ROOT t.1 = (f32[8], f32[8]) tuple(a.1, w.1)
}
"""
NESTED = INSIDE + LOOP.format(last=INNER.replace("while(s)", "while(u)"), init=GIVEN).replace(
    "  inner =", "  u = (f32[8], f32[8]) tuple(a, w)\n  inner ="
)
CASES = {
    "as it is": (LOOP.format(last=KEPT, init=GIVEN), True),
    "copied in each turn": (LOOP.format(last=f"c = f32[8] copy(w) {KEPT.replace('w)', 'c)')}", init=GIVEN), True),
    "copied before": (LOOP.format(last=KEPT, init=f"c = f32[8] copy(y) {GIVEN.replace('y)', 'c)')}"), True),
    "through a loop inside": (NESTED, True),
    "changed": (LOOP.format(last=KEPT.replace("w)", "n)"), init=GIVEN), False),
    "in another place": (LOOP.format(last=KEPT.replace("(b, w)", "(w, b)"), init=GIVEN), False),
    "changed by a loop inside": (NESTED.replace("tuple(a.1, w.1)", "tuple(w.1, a.1)"), False),
}


@pytest.mark.parametrize(("text", "is_kept"), CASES.values(), ids=CASES)
def test_what_no_turn_changes_is_what_it_was_given(text: str, is_kept: bool) -> None:  # noqa: FBT001
    numbered = Numbering().number(parse(text))
    values = {i.name: found for i, found in numbered.values.items()}
    assert (values["n"] == values["same"]) is is_kept  # in the loop
    assert (values["out"] == values["same"]) is is_kept  # behind it
