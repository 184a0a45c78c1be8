"""What fusion had copied is one instruction again, and nothing else is."""

import re

import pytest

from hloscope.ir import HloComputation
from hloscope.parsers import parse
from hloscope.unfuse import unfuse

# Each of the two bodies holds a call named `c`; their `p` and `z` are `x` and `y` outside.
MODULE = """\
HloModule m

sum {
  a = f32[] parameter(0)
  b = f32[] parameter(1)
  ROOT s = f32[] add(a, b)
}

noise {
  a = f32[] parameter(0)
  ROOT s = f32[] rng(a, a), distribution=rng_uniform
}

noisy {
  a = f32[4] parameter(0)
  ROOT m = f32[4] map(a), dimensions={0}, to_apply=noise
}

one {
  p = f32[4] parameter(0)
  z = f32[] parameter(1)
  c = CALL1
  ROOT t = (f32[4], TYPE) tuple(p, c)
}

two {
  p = f32[4] parameter(0)
  z = f32[] parameter(1)
  c = CALL2
  ROOT t = (f32[4], TYPE) tuple(p, c)
}

ENTRY main {
  x = f32[4] parameter(0)
  y = f32[] parameter(1)
  OUTSIDE
  f = (f32[4], TYPE) fusion(x, y), kind=kLoop, calls=one
  g = (f32[4], TYPE) fusion(x, y), kind=kLoop, calls=two
  f1 = TYPE get-tuple-element(f), index=1
  g1 = TYPE get-tuple-element(g), index=1
  LAST
}
"""


def entry_of(one: str, two: str = "", *, outside: str = "", last: str = "") -> HloComputation:
    """The entry of two fusions that hold these calls."""
    type_of_call = re.split(r" [a-z][a-z\-]*\(", one)[0]
    text = MODULE.replace("CALL1", one).replace("CALL2", two or one).replace("TYPE", type_of_call)
    root = f"ROOT r = ({type_of_call}, {type_of_call}) tuple(f1, g1)"
    return unfuse(parse(text.replace("OUTSIDE", outside).replace("LAST", last or root))).entry


def names_of(entry: HloComputation) -> list[str]:
    """The instructions but parameters and tuples."""
    return [i.name for i in entry.instructions.values() if i.opcode not in ("parameter", "tuple")]


@pytest.mark.parametrize(
    "call",
    [
        "f32[] constant(1.5)",
        "s32[4] iota(), iota_dimension=0",
        "f32[4] sine(p)",
        "f32[4,2] broadcast(p), dimensions={0}",
        "f32[] reduce(p, z), dimensions={0}, to_apply=sum",
        "f32[4] copy(p)",
        "(u64[2], u32[4]) rng-bit-generator(p), algorithm=rng_default",
        "s32[] get-dimension-size(p), dimensions={0}",
        "f32[4] unheard-of(p), attribute=1",
    ],
)
def test_copies_in_two_fusions_are_one(call: str) -> None:
    assert names_of(entry_of(call)) == ["c"]


@pytest.mark.parametrize(
    "call",
    [
        "f32[4] rng(z, z), distribution=rng_uniform",
        "u64[1] rng-get-and-update-state(), delta=1",
        'f32[4] custom-call(p), custom_call_target="f"',
        "(f32[4], token[]) infeed(p)",
        "f32[4] all-reduce(p), channel_id=1, to_apply=sum",
        "f32[4] collective-permute(p), source_target_pairs={{0,1}}",
        "(f32[4], f32[4]) all-gather-start(p), dimensions={0}",
        "f32[4] map(p), dimensions={0}, to_apply=noise",
        "f32[4] call(p), to_apply=noisy",
        "f32[64] constant({...})",
    ],
)
def test_what_must_run_as_often_as_it_is_written_stays(call: str) -> None:
    assert names_of(entry_of(call)) == ["c", "g.c"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("f32[4] sine(p)", "f32[4] cosine(p)", id="opcode"),
        pytest.param("f32[] constant(1.5)", "f32[] constant(2.5)", id="literal"),
        pytest.param("f32[4] broadcast(z), dimensions={}", "f32[4] broadcast(p), dimensions={0}", id="operand"),
        pytest.param("f32[2,2] reshape(p)", "f32[4,1] reshape(p)", id="shape"),
        pytest.param("f32[2,2]{1,0} reshape(p)", "f32[2,2]{0,1} reshape(p)", id="layout"),
        pytest.param("f32[4,4] broadcast(p), dimensions={0}", "f32[4,4] broadcast(p), dimensions={1}", id="attribute"),
        pytest.param("f32[4] sine(p)", "f32[4] sine(p), result_accuracy={mode=highest}", id="an attribute more"),
        pytest.param(
            "f32[4] sine(p)", 'f32[4] sine(p), frontend_attributes={a="1"}', id="what the framework said of it"
        ),
        pytest.param(
            'f32[4] sine(p), frontend_attributes={a=", metadata={1"}',
            'f32[4] sine(p), frontend_attributes={a=", metadata={2"}',
            id="a string that looks like an annotation",
        ),
        pytest.param(
            "f32[4] unheard-of(p), /*, metadata={*/ attribute={1}",
            "f32[4] unheard-of(p), /*, metadata={*/ attribute={2}",
            id="behind a comment that looks like an annotation",
        ),
    ],
)  # fmt: skip
def test_what_differs_stays(one: str, two: str) -> None:
    assert names_of(entry_of(one, two)) == ["c", "g.c"]


def test_annotations_make_no_difference() -> None:
    entry = entry_of(
        'f32[4] sine(p), metadata={op_name="a"}, backend_config={"b":1}, origin={"o"}',
        'f32[4] sine(p), statistics={visualizing_index=0,s=1}, metadata={op_name="c"}, backend_config={"b":2}',
    )
    assert names_of(entry) == ["c"]
    assert entry.instructions["c"].metadata.op_name == "a"


def test_copies_of_copies_are_one() -> None:
    chain = "f32[] constant(1.5)\n d = f32[4] broadcast(c), dimensions={}\n e = f32[4] add(p, d)"
    assert names_of(entry_of(chain)) == ["c", "d", "e"]


def test_copies_within_one_fusion_are_one() -> None:
    twice = "f32[4] sine(p)\n d = f32[4] sine(p)\n e = f32[4] add(c, d)"
    entry = entry_of(twice)
    assert names_of(entry) == ["c", "e"]
    assert entry.instructions["e"].operands == (entry.instructions["c"],) * 2


def test_copy_of_what_stands_above_is_that() -> None:
    entry = entry_of("f32[4] sine(p)", outside='o = f32[4] sine(x), metadata={op_name="outside"}')
    assert names_of(entry) == ["o"]
    assert entry.root.operands == (entry.instructions["o"],) * 2


def test_copy_of_what_stands_below_is_that_where_the_copy_stood() -> None:
    entry = entry_of(
        "f32[4] sine(p)\n d = f32[4] cosine(c)",
        last='o = f32[4] sine(x), metadata={op_name="outside"}, backend_config={"outside":1}\n ROOT r = f32[4] abs(o)',
    )
    assert names_of(entry) == ["o", "d", "r"]
    assert entry.instructions["o"].metadata.op_name == "outside"
    assert entry.instructions["o"].backend_config == '{"outside":1}'


def test_name_that_stands_below_is_taken_above() -> None:
    entry = entry_of("f32[4] abs(p)\n d = f32[4] sine(p)", last="c = f32[4] sine(x)\n ROOT r = f32[4] abs(c)")
    assert names_of(entry) == ["f.c", "c", "r"]


def test_root_of_a_fusion_that_stands_outside_too_keeps_the_first_name() -> None:
    text = """\
body { p = f32[4] parameter(0)
  ROOT s = f32[4] sine(p) }
ENTRY main { x = f32[4] parameter(0)
  f = f32[4] fusion(x), kind=kLoop, calls=body
  o = f32[4] sine(x)
  ROOT r = f32[4] add(f, o) }
"""
    entry = unfuse(parse(text)).entry
    assert names_of(entry) == ["f", "r"]
    assert entry.root.operands == (entry.instructions["f"],) * 2


def test_two_that_stand_outside_stay_two() -> None:
    entry = entry_of("f32[4] sine(p)", outside="o = f32[4] sine(x)\n q = f32[4] sine(x)")
    assert names_of(entry) == ["o", "q"]


def test_two_that_stand_below_stay_two() -> None:
    entry = entry_of("f32[4] sine(p)", last="o = f32[4] sine(x)\n q = f32[4] sine(x)\n ROOT r = f32[4] add(o, q)")
    assert names_of(entry) == ["o", "q", "r"]
    assert entry.root.operands == (entry.instructions["o"], entry.instructions["q"])


def test_copy_that_waits_for_another_instruction_stays() -> None:
    waiting = "o = f32[4] abs(x)\n w = f32[4] sine(x), control-predecessors={o}"
    assert names_of(entry_of("f32[4] sine(p)", outside=waiting)) == ["o", "w", "c"]


def test_copies_that_wait_for_another_instruction_stay() -> None:
    assert names_of(entry_of("f32[4] abs(p)\n w = f32[4] sine(p), control-predecessors={c}")) == ["c", "w", "g.w"]


def test_regions_that_were_fused_themselves_are_alike() -> None:
    text = """\
body { a = f32[] parameter(0)
  b = f32[] parameter(1)
  ROOT s = f32[] add(a, b) }
region { a = f32[] parameter(0)
  b = f32[] parameter(1)
  ROOT f = f32[] fusion(a, b), kind=kLoop, calls=body }
summing { p = f32[4] parameter(0)
  z = f32[] parameter(1)
  ROOT s = f32[] reduce(p, z), dimensions={0}, to_apply=region }
ENTRY main { x = f32[4] parameter(0)
  y = f32[] parameter(1)
  o = f32[] reduce(x, y), dimensions={0}, to_apply=region
  ROOT f = f32[] fusion(x, y), kind=kInput, calls=summing }
"""
    module = unfuse(parse(text))
    assert names_of(module.entry) == ["o"]
    assert [i.opcode for i in module.computations["region"].instructions.values()] == ["parameter", "parameter", "add"]
    assert module.entry.root.called_computations == (module.computations["region"],)
