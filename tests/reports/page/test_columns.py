"""The columns of a module: each instruction in its row, with its operands, computations by their callers."""

from hloscope.ir import HloInstruction
from hloscope.parsers import parse
from hloscope.reports.page.columns import ModuleColumns

MODULE = """HloModule m, is_scheduled=true
%add (a: f32[], b: f32[]) -> f32[] {
  %a = f32[] parameter(0)
  %b = f32[] parameter(1)
  ROOT %sum = f32[] add(%a, %b)
}
%fused (q: f32[4]) -> f32[] {
  %q = f32[4] parameter(0)
  %zero = f32[] constant(0)
  ROOT %reduce = f32[] reduce(%q, %zero), dimensions={0}, to_apply=%add
}
ENTRY %main (x: f32[4]) -> f32[] {
  %x = f32[4] parameter(0)
  %y = f32[4] multiply(%x, %x)
  ROOT %fusion = f32[] fusion(%y), kind=kInput, calls=%fused
}
"""


def source_of(instruction: HloInstruction) -> tuple[str, str]:
    return f"jit(f)/{instruction.name}", "m.py:1"


def test_rows_are_in_order_of_the_text_without_reducers() -> None:
    form = ModuleColumns(parse(MODULE), source_of).form()
    assert form["names"] == ["q", "zero", "reduce", "x", "y", "fusion"]
    assert form["computations"] == [
        {"name": "fused", "role": "fusion", "caller": 5, "start": 0, "size": 3},
        {"name": "main", "role": "entry", "caller": None, "start": 3, "size": 3},
    ]
    assert form["opcodes"] == {
        "texts": ["parameter", "constant", "reduce", "multiply", "fusion"],
        "at": [0, 1, 2, 0, 3, 4],
    }
    assert form["sources"] == {"texts": ["m.py:1"], "at": [0] * 6}
    assert form["op_names"]["texts"][3] == "jit(f)/x"


def test_operands_are_told_by_how_far_back_they_stand() -> None:
    form = ModuleColumns(parse(MODULE), source_of).form()
    assert form["operand_counts"] == [0, 0, 2, 0, 2, 1]
    assert form["operands"] == [2, 1, 1, 1, 1]


def test_loops_have_a_condition_and_a_body() -> None:
    text = """HloModule m, is_scheduled=true
%body (p: s32[]) -> s32[] {
  %p = s32[] parameter(0)
  ROOT %n = s32[] negate(%p)
}
%condition (p: s32[]) -> pred[] {
  %p = s32[] parameter(0)
  %k = s32[] constant(4)
  ROOT %c = pred[] compare(%p, %k), direction=LT
}
ENTRY %main (x: s32[]) -> s32[] {
  %x = s32[] parameter(0)
  ROOT %w = s32[] while(%x), condition=%condition, body=%body
}
"""
    form = ModuleColumns(parse(text), source_of).form()
    assert [(c["name"], c["role"], c["caller"]) for c in form["computations"]] == [
        ("body", "body", 6),
        ("condition", "condition", 6),
        ("main", "entry", None),
    ]
