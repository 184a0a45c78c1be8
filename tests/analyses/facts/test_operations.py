"""What counts as a real operation, and what a computation hands out."""

import pytest

from hloscope.analyses.facts.operations import operations_of, results_of
from hloscope.ir import HloModule
from hloscope.parsers import parse

BODY = """\
HloModule m

%sum {
  a = f32[] parameter(0)
  b = f32[] parameter(1)
  ROOT c = f32[] add(a, b)
}

%inner {
  p = f32[4] parameter(0)
  e = f32[4] exponential(p)
  ROOT n = f32[4] negate(e)
}

ENTRY %body {
  x = f32[4] parameter(0)
  y = f32[] parameter(1)
  zero = f32[] constant(0)
  ones = f32[1] constant({1})
  LINES
}
"""


def module_of(lines: str) -> HloModule:
    return parse(BODY.replace("LINES", lines))


@pytest.mark.parametrize(
    ("lines", "opcodes"),
    [
        pytest.param("ROOT r = f32[4] negate(x)", "negate", id="one operation"),
        pytest.param("ROOT r = f32[2,2] bitcast(x)", "", id="bitcast is none"),
        pytest.param(
            "t = (f32[4], f32[]) tuple(x, y)\n ROOT r = f32[4] get-tuple-element(t), index=0", "", id="tuples"
        ),
        pytest.param("ROOT r = f32[4] broadcast(zero), dimensions={}", "", id="broadcast of a scalar constant"),
        pytest.param("ROOT r = f32[4] broadcast(y), dimensions={}", "broadcast", id="broadcast of a scalar parameter"),
        pytest.param("ROOT r = f32[1,4] broadcast(ones), dimensions={0}", "broadcast", id="of a constant array"),
        pytest.param("ROOT r = f32[4] iota(), iota_dimension=0", "iota", id="iota"),
        pytest.param("ROOT r = f32[4] copy(x)", "copy", id="copy"),
        pytest.param("ROOT r = f32[4] unheard-of(x)", "unheard-of", id="an opcode nobody knows"),
        pytest.param("ROOT r = f32[] reduce(x, zero), dimensions={0}, to_apply=sum", "reduce", id="regions are inside"),
        pytest.param(
            "s = f32[4] sine(x)\n f = f32[4] fusion(s), kind=kLoop, calls=inner\n ROOT r = f32[4] abs(f)",
            "sine exponential negate abs",
            id="nested fusion in its place",
        ),
        pytest.param("ROOT r = f32[4] call(x), to_apply=inner", "exponential negate", id="call"),
        pytest.param(
            "f = f32[4] fusion(x), kind=kLoop, calls=inner\n ROOT r = f32[4] fusion(f), kind=kLoop, calls=inner",
            "exponential negate",
            id="a body called twice, once",
        ),
        pytest.param("ROOT r = f32[4] fusion(x), kind=kLoop", "", id="fusion without a body"),
    ],
)
def test_real_operations_are_found(lines: str, opcodes: str) -> None:
    assert [operation.opcode for operation in operations_of(module_of(lines).entry)] == opcodes.split()


def test_loops_and_branches_count_by_their_contents() -> None:
    module = parse("""\
HloModule m
%cond { p = s32[] parameter(0)  n = s32[] constant(5)  ROOT c = pred[] compare(p, n), direction=LT }
%body { p = s32[] parameter(0)  ROOT a = s32[] add(p, p) }
%left { p = s32[] parameter(0)  ROOT m = s32[] multiply(p, p) }
%right { p = s32[] parameter(0)  ROOT s = s32[] subtract(p, p) }
ENTRY %main {
  x = s32[] parameter(0)
  w = s32[] while(x), condition=cond, body=body
  ROOT r = s32[] conditional(x, w, w), branch_computations={left, right}
}
""")
    assert [i.opcode for i in operations_of(module.entry)] == ["compare", "add", "multiply", "subtract"]


def test_nesting_that_doubles_at_each_level_is_walked_once() -> None:
    levels = "".join(
        f"%f{n + 1} {{ p = f32[4] parameter(0)  a = f32[4] fusion(p), kind=kLoop, calls=f{n}  "
        f"ROOT b = f32[4] fusion(a), kind=kLoop, calls=f{n} }}\n"
        for n in range(60)
    )
    text = f"HloModule m\n%f0 {{ p = f32[4] parameter(0)  ROOT e = f32[4] exponential(p) }}\n{levels}"
    module = parse(f"{text}ENTRY %main {{ x = f32[4] parameter(0)  ROOT r = f32[4] fusion(x), kind=kLoop, calls=f60 }}")
    assert [operation.opcode for operation in operations_of(module.entry)] == ["exponential"]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        pytest.param("ROOT r = f32[4] negate(x)", "r", id="root"),
        pytest.param("s = f32[4] sine(x)\n ROOT r = (f32[4], f32[4]) tuple(s, x)", "s x", id="elements of a tuple"),
        pytest.param("s = f32[4] sine(x)\n ROOT r = (f32[4], f32[4]) tuple(s, s)", "s", id="each once"),
        pytest.param("ROOT r = f32[4] fusion(x), kind=kLoop, calls=inner", "n", id="through a nested fusion"),
    ],
)
def test_results_are_found(lines: str, names: str) -> None:
    assert [result.name for result in results_of(module_of(lines).entry)] == names.split()
