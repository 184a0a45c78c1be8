"""What a launch computes by the module that runs alone, and by what something that is no operation is told."""

import pytest

from hloscope.analyses.passes.contents import callers_of, contents_of, holders_of, through
from hloscope.ir import HloInstruction, HloModule
from hloscope.parsers import parse

TEXT = """
HloModule m, is_scheduled=true
sum { l = f32[] parameter(0) r = f32[] parameter(1) ROOT s = f32[] add(l, r) }
fused {
  p = f32[8] parameter(0)
  zero = f32[] constant(0)
  e = f32[8] exponential(p), metadata={op_name="jit(f)/exp" source_file="m.py" source_line=7}
  ROOT d = f32[] reduce(e, zero), dimensions={0}, to_apply=sum
}
plain { q = f32[8] parameter(0) b = f32[8] broadcast(f32[] constant(2)), dimensions={} ROOT n = f32[8] multiply(q, b) }
buffer {
  x.1 = f32[8] parameter(0)
  two = f32[8] fusion(x.1), kind=kLoop, calls=plain, metadata={op_name="jit(f)/mul" source_file="m.py" source_line=6}
  ROOT one = f32[] fusion(two), kind=kInput, calls=fused
}
cond { t.c = (f32[8]) parameter(0) ROOT yes = pred[] constant(true) }
body {
  t.b = (f32[8]) parameter(0)
  g = f32[8] get-tuple-element(t.b), index=0
  c = f32[8] cosine(g)
  ROOT t.r = (f32[8]) tuple(c)
}
ENTRY main {
  x = f32[8] parameter(0)
  y = f32[8] parameter(1)
  t = (f32[8]) tuple(y)
  while = (f32[8]) while(t), condition=cond, body=body
  w = f32[8] get-tuple-element(while), index=0
  neg = f32[8] negate(w)
  lone = f32[8] constant({...})
  call = f32[] call(x), to_apply=buffer
  ROOT out = (f32[], f32[8]) tuple(call, neg)
}
"""
MODULE = parse(TEXT)
LAUNCHES = ("two", "one", "c", "neg")


def find(name: str, module: HloModule = MODULE) -> HloInstruction:
    return next(i for i in module.instructions() if i.name == name)


def test_each_operation_in_a_launch_tells_its_own_line() -> None:
    assert [(c.operation.name, c.source.place, c.has_metadata) for c in contents_of(find("one"))] == [
        ("e", "m.py:7", True),
        ("d", "", False),
    ]


def test_launch_tells_where_none_of_its_operations_does() -> None:
    (content,) = contents_of(find("two"))
    assert content.to_dict() == {"name": "n", "opcode": "multiply", "op_name": "jit(f)/mul", "source": "m.py:6"}
    assert not content.has_metadata


def test_single_operation_computes_itself() -> None:
    (content,) = contents_of(find("neg"))
    assert (content.operation.name, content.source.place) == ("neg", "")


@pytest.mark.parametrize(
    ("name", "how", "operations"),
    [
        ("call", "calls", ["two", "one"]),
        ("while", "calls", ["c"]),
        ("s", "part of", ["d"]),
        ("x", "read by", ["two"]),
        ("y", "read by", ["c", "neg"]),
        ("t.r", "read by", ["c", "neg"]),
        ("zero", "read by", ["d"]),
        ("lone", "read by", []),
    ],
)
def test_what_is_no_operation_is_told_by_others(name: str, how: str, operations: list[str]) -> None:
    found = through(callers_of(MODULE), find(name))
    assert (found.how, sorted(i.name for i in found.operations)) == (how, sorted(operations))


@pytest.mark.parametrize(
    ("name", "holders"), [("e", ["one"]), ("s", ["one"]), ("two", ["two"]), ("c", ["c"]), ("lone", [])]
)
def test_instruction_is_held_by_launches(name: str, holders: list[str]) -> None:
    assert [i.name for i in holders_of(callers_of(MODULE), find(name), LAUNCHES)] == holders


def test_value_that_a_wide_tuple_has_in_many_places_takes_linear_time() -> None:
    width = 20_000
    shapes, members = ", ".join(["f32[8]"] * width), ", ".join(["b"] * width)
    text = f"x = f32[8] parameter(0) b = f32[8] bitcast(x) ROOT t = ({shapes}) tuple({members})"
    module = parse(f"ENTRY main {{ {text} }}")
    assert through(callers_of(module), module.entry.root).operations == []
    assert through(callers_of(module), module.entry.instructions["x"]).operations == []
