"""What a value is made of, through tuples, calls, branches and loops; all checked by hand."""

import pytest

from hloscope.analyses.facts.flow import Flow
from hloscope.parsers import parse

LOOP = """
body {
  s = (s32[], f32[8], f32[8]) parameter(0)
  i = s32[] get-tuple-element(s), index=0
  one = s32[] constant(1)
  next = s32[] add(i, one)
  kept = f32[8] get-tuple-element(s), index=1
  sum = f32[8] get-tuple-element(s), index=2
  square = f32[8] multiply(kept, kept)
  more = f32[8] add(sum, square)
  ROOT t = (s32[], f32[8], f32[8]) tuple(next, kept, more)
}
condition {
  s.1 = (s32[], f32[8], f32[8]) parameter(0)
  i.1 = s32[] get-tuple-element(s.1), index=0
  n = s32[] constant(4)
  ROOT less = pred[] compare(i.1, n), direction=LT
}
ENTRY e {
  x = f32[8] parameter(0)
  w = f32[8] sine(x)
  z = f32[8] cosine(x)
  zero = s32[] constant(0)
  begin = (s32[], f32[8], f32[8]) tuple(zero, w, z)
  loop = (s32[], f32[8], f32[8]) while(begin), condition=condition, body=body
  same = f32[8] get-tuple-element(loop), index=1
  total = f32[8] get-tuple-element(loop), index=2
  a = f32[8] negate(same)
  b = f32[8] abs(total)
  ROOT r = (f32[8], f32[8]) tuple(a, b)
}
"""
CALLS = """
two { p = f32[8] parameter(0) q = f32[8] parameter(1) m = f32[8] negate(p) n = f32[8] abs(q)
  ROOT t = (f32[8], f32[8]) tuple(m, n) }
yes { y = f32[8] parameter(0) ROOT yy = f32[8] sine(y) }
no { o = f32[8] parameter(0) ROOT oo = f32[8] cosine(o) }
ENTRY e {
  x = f32[8] parameter(0) w = f32[8] parameter(1) c = pred[] parameter(2)
  u = f32[8] exponential(x) v = f32[8] log(w)
  f = (f32[8], f32[8]) fusion(u, v), kind=kLoop, calls=two
  first = f32[8] get-tuple-element(f), index=0
  second = f32[8] get-tuple-element(f), index=1
  k = f32[8] conditional(c, first, second), true_computation=yes, false_computation=no
  barrier = (f32[8], f32[8]) opt-barrier(f)
  g = f32[8] get-tuple-element(barrier), index=1
  h = f32[8] floor(g)
  ROOT r = f32[8] add(k, h)
}
"""


@pytest.mark.parametrize(
    ("text", "start", "reached", "not_reached"),
    [
        (LOOP, "w", {"square", "more", "a", "b"}, {"z"}),
        (LOOP, "z", {"more", "b"}, {"square", "a", "w"}),
        (LOOP, "square", {"more", "b"}, {"a"}),
        (CALLS, "u", {"m", "yy", "r"}, {"n", "oo", "h", "second"}),
        (CALLS, "v", {"n", "oo", "h", "r"}, {"m", "yy", "first"}),
    ],
)
def test_member_is_followed_alone(text: str, start: str, reached: set[str], not_reached: set[str]) -> None:
    module = parse(text)
    named = {instruction.name: instruction for instruction in module.instructions()}
    flow = Flow(module)
    found = {instruction.name for instruction in flow.reached_from([named[start]])}
    assert reached <= found
    assert not_reached.isdisjoint(found)
    for name in reached:
        assert named[start] in flow.reaching([named[name]])
    for name in not_reached:
        assert named[start] not in flow.reaching([named[name]])


def test_async_start_passes_all_members() -> None:
    text = """
    inner { p = f32[8] parameter(0) ROOT n = f32[8] negate(p) }
    ENTRY e { x = f32[8] parameter(0) y = f32[8] sine(x)
      s = ((f32[8]), f32[8], s32[]) async-start(y), calls=inner
      d = f32[8] async-done(s), calls=inner ROOT r = f32[8] abs(d) }
    """
    module = parse(text)
    named = {instruction.name: instruction for instruction in module.instructions()}
    assert {named["n"], named["r"]} <= Flow(module).reached_from([named["y"]])


def test_what_makes_no_sense_is_followed_as_far_as_it_goes() -> None:
    text = """
    one { p = f32[] parameter(3) ROOT r = f32[] get-tuple-element(p), index=9 }
    ENTRY e { x = f32[] parameter(0) t = (f32[]) tuple(x) g = f32[] get-tuple-element(t), index=7 ROOT c = f32[] call(g), to_apply=one }
    """
    module = parse(text)
    assert Flow(module).reached_from(module.entry.parameters) >= {*module.entry.parameters}


def test_deep_nest_takes_linear_time() -> None:
    lines = ["x.0 = (f32[], f32[]) parameter(0)"]
    lines += [f"x.{n} = (f32[], f32[]) opt-barrier(x.{n - 1})" for n in range(1, 20_000)]
    module = parse(f"ENTRY e {{ {chr(10).join(lines)} ROOT g = f32[] get-tuple-element(x.19999), index=1 }}")
    assert len(Flow(module).reached_from(module.entry.parameters)) == 20_001
