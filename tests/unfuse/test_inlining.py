"""One computation without its fusions: what is inlined where, under which name, and what becomes of the readers."""

import pytest

from hloscope.errors import HloscopeError
from hloscope.ir import HloComputation
from hloscope.parsers import parse
from hloscope.unfuse import unfuse
from hloscope.unfuse.building import without_attributes

# Bodies to fuse: each case below writes the entry that calls them. `f` is `fusion(...), kind=kLoop, calls=`.
BODIES = """\
HloModule m, is_scheduled=true

wave {
  p = f32[4] parameter(0)
  s = f32[4] sine(p)
  ROOT n = f32[4] negate(s)
}

difference {
  q1 = f32[4] parameter(1)
  q0 = f32[4] parameter(0)
  ROOT d = f32[4] subtract(q0, q1)
}

same {
  ROOT v = f32[4] parameter(0)
}

pair {
  p = f32[4] parameter(0)
  c = f32[4] cosine(p)
  e = f32[4] exponential(p)
  ROOT t = (f32[4], f32[4]) tuple(c, e)
}

outer {
  p = f32[4] parameter(0)
  w = f32[4] fusion(p), kind=kLoop, calls=wave
  ROOT a = f32[4] abs(w)
}

outer_pair {
  p = f32[4] parameter(0)
  b = (f32[4], f32[4]) fusion(p), kind=kLoop, calls=pair
  b0 = f32[4] get-tuple-element(b), index=0
  b1 = f32[4] get-tuple-element(b), index=1
  ROOT r = ((f32[4], f32[4]), f32[4], f32[4]) tuple(b, b1, b0)
}

second {
  p = (f32[4], f32[4]) parameter(0)
  ROOT g = f32[4] get-tuple-element(p), index=1
}

unread {
  p = f32[4] parameter(0)
  u = f32[4] parameter(1)
  l = f32[4] log(u)
  ROOT f = f32[4] floor(p)
}

guarded {
  p = f32[4] parameter(0)
  s = f32[4] sqrt(p)
  ROOT n = f32[4] negate(p), control-predecessors={s}
}

half_wave {
  p = f32[4] parameter(0)
  ROOT s = f32[4] sine(p)
}

ENTRY main {
  x = f32[4] parameter(0)
  y = f32[4] parameter(1)
"""


def entry_of(lines: str) -> HloComputation:
    """The unfused entry of the given lines, the last of which is the root."""
    *rest, root = lines.replace("f(", "fusion(").replace(" by ", ", kind=kLoop, calls=").strip().splitlines()
    return unfuse(parse(BODIES + "\n".join([*rest, f"ROOT {root}\n}}"]))).entry


def summary_of(entry: HloComputation) -> list[str]:
    """`name = opcode(operands)` of each instruction but the parameters, the root marked with a star."""
    return [
        f"{'*' if i.is_root else ''}{i.name} = {i.opcode}({', '.join(operand.name for operand in i.operands)})"
        for i in entry.instructions.values()
        if i.opcode != "parameter"
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            "r = f32[4] f(x) by wave",
            ["s = sine(x)", "*r = negate(s)"],
            id="the root takes the name of the fusion, the others keep theirs",
        ),
        pytest.param(
            "r = f32[4] f(x, y) by difference",
            ["*r = subtract(x, y)"],
            id="parameters are operands, by number",
        ),
        pytest.param(
            'r = f32[4] fusion(x, y), kind=kCustom, calls=difference, backend_config={"kind":"__library"}',
            ["*r = subtract(x, y)"],
            id="a library fusion of one operation becomes it",
        ),
        pytest.param(
            "a = f32[4] f(x) by wave\n r = f32[4] f(a) by wave",
            ["s = sine(x)", "a = negate(s)", "r.s = sine(a)", "*r = negate(r.s)"],
            id="a body called twice is inlined twice",
        ),
        pytest.param(
            "a = f32[4] f(x) by wave\n s = f32[4] abs(a)\n r = f32[4] tanh(s)",
            ["a.s = sine(x)", "a = negate(a.s)", "s = abs(a)", "*r = tanh(s)"],
            id="a name that stands outside is taken, even below",
        ),
        pytest.param(
            "a = f32[4] f(x) by wave\n s = f32[4] abs(a)\n a.s = f32[4] ceil(s)\n a.s.1 = f32[4] tanh(a.s)",
            ["a.s.2 = sine(x)", "a = negate(a.s.2)", "s = abs(a)", "a.s = ceil(s)", "*a.s.1 = tanh(a.s)"],
            id="a number makes the name free",
        ),
        pytest.param(
            "r = f32[4] f(x) by outer",
            ["s = sine(x)", "w = negate(s)", "*r = abs(w)"],
            id="a fusion in a fusion",
        ),
        pytest.param(
            "a = f32[4] f(x) by outer\n r = f32[4] f(a) by outer",
            ["s = sine(x)", "w = negate(s)", "a = abs(w)", "r.s = sine(a)", "r.w = negate(r.s)", "*r = abs(r.w)"],
            id="a fusion in a fusion that is called twice",
        ),
        pytest.param(
            "a = f32[4] f(x) by same\n r = f32[4] abs(a)",
            ["*r = abs(x)"],
            id="a fusion that gives back its operand leaves nothing",
        ),
        pytest.param(
            "r = f32[4] f(x, y) by unread",
            ["l = log(y)", "*r = floor(x)"],
            id="what a body computes for nothing is kept",
        ),
    ],
)
def test_fusion_becomes_its_body(lines: str, expected: list[str]) -> None:
    assert summary_of(entry_of(lines)) == expected


def test_fusion_that_gives_back_its_operand_makes_it_the_root() -> None:
    assert entry_of("r = f32[4] f(y) by same").root.name == "y"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            "t = (f32[4], f32[4]) f(x) by pair\n g = f32[4] get-tuple-element(t), index=1\n r = f32[4] abs(g)",
            ["c = cosine(x)", "e = exponential(x)", "*r = abs(e)"],
            id="readers of an element read what computes it",
        ),
        pytest.param(
            "t = (f32[4], f32[4]) f(x) by pair\n g = f32[4] get-tuple-element(t), index=0",
            ["*c = cosine(x)", "e = exponential(x)"],
            id="an element may be the root",
        ),
        pytest.param(
            "t = (f32[4], f32[4]) f(x) by pair",
            ["c = cosine(x)", "e = exponential(x)", "*t = tuple(c, e)"],
            id="a tuple that is the root stays, under the name of the fusion",
        ),
        pytest.param(
            "t = (f32[4], f32[4]) f(x) by pair\n g = f32[4] get-tuple-element(t), index=0\n"
            "r = ((f32[4], f32[4]), f32[4]) tuple(t, g)",
            ["c = cosine(x)", "e = exponential(x)", "t = tuple(c, e)", "*r = tuple(t, c)"],
            id="a tuple that is read whole stays",
        ),
        pytest.param(
            "t = (f32[4], f32[4]) f(x) by pair\n r = f32[4] abs(y)",
            ["c = cosine(x)", "e = exponential(x)", "*r = abs(y)"],
            id="a tuple that nothing reads is gone",
        ),
        pytest.param(
            "t = ((f32[4], f32[4]), f32[4], f32[4]) f(x) by outer_pair\n g = f32[4] get-tuple-element(t), index=2",
            ["*c = cosine(x)", "e = exponential(x)"],
            id="an element of a fusion in a fusion",
        ),
        pytest.param(
            "t = ((f32[4], f32[4]), f32[4], f32[4]) f(x) by outer_pair\n"
            "u = (f32[4], f32[4]) get-tuple-element(t), index=0\n g = f32[4] get-tuple-element(u), index=1",
            ["c = cosine(x)", "*e = exponential(x)"],
            id="an element of a tuple in a tuple",
        ),
        pytest.param(
            "t = (f32[4], f32[4]) tuple(x, y)\n r = f32[4] f(t) by second",
            ["t = tuple(x, y)", "*r = get-tuple-element(t)"],
            id="an element that a body takes of a tuple from outside is an operation",
        ),
        pytest.param(
            "t = (f32[4], f32[4]) f(x) by pair\n r = f32[4] f(t) by second",
            ["c = cosine(x)", "*r = exponential(x)"],
            id="an element that one fusion takes of another",
        ),
    ],
)
def test_elements_of_a_fusion_are_what_computes_them(lines: str, expected: list[str]) -> None:
    assert summary_of(entry_of(lines)) == expected


def test_inlined_instruction_keeps_its_shape_and_attributes() -> None:
    text = """\
body { p = f32[4,2]{0,1} parameter(0)
  ROOT t = f32[2,4]{1,0} transpose(p), dimensions={1,0}, metadata={op_name="jit(f)/t"}, backend_config={"a":["}"]} }
ENTRY main { x = f32[4,2]{0,1} parameter(0)
  ROOT r = f32[2,4]{1,0} fusion(x), kind=kLoop, calls=body, metadata={op_name="other"} }
"""
    root = unfuse(parse(text)).entry.root
    assert str(root) == (
        '%r = f32[2,4]{1,0} transpose(%x), dimensions={1,0}, metadata={op_name="jit(f)/t"}, backend_config={"a":["}"]}'
    )


@pytest.mark.parametrize(
    ("lines", "name", "predecessors"),
    [
        pytest.param("a = f32[4] sine(x)\n r = f32[4] negate(x), control-predecessors={a}", "r", ["a"], id="outside"),
        pytest.param(
            "a = f32[4] f(x) by wave\n r = f32[4] negate(x), control-predecessors={a}", "r", ["a"], id="of a fusion"
        ),
        pytest.param(
            "a = f32[4] abs(y)\n r = f32[4] fusion(x), kind=kLoop, calls=wave, control-predecessors={a}",
            "r",
            ["a"],
            id="on a fusion",
        ),
        pytest.param(
            "a = f32[4] f(x) by half_wave\n b = f32[4] f(x) by half_wave\n r = f32[4] abs(x), control-predecessors={a, b}",
            "r",
            ["a"],
            id="of copies that are one",
        ),
        pytest.param("s = f32[4] abs(y)\n r = f32[4] f(x) by guarded", "r", ["r.s"], id="in a fusion, renamed"),
        pytest.param(
            "a = f32[4] abs(y)\n r = f32[4] fusion(x), kind=kLoop, calls=guarded, control-predecessors={a}",
            "r",
            ["r.s", "a"],
            id="in a fusion and on it",
        ),
        pytest.param(
            "t = (f32[4], f32[4]) f(x) by pair\n b = f32[4] abs(y)\n r = f32[4] negate(x), control-predecessors={t, b}",
            "r",
            ["b"],
            id="of a tuple that is gone",
        ),
    ],
)
def test_control_predecessors_follow(lines: str, name: str, predecessors: list[str]) -> None:
    entry = entry_of("z = f32[4] f(y) by wave\n" + lines)  # a fusion, so that there is something to do
    assert [p.name for p in entry.instructions[name].control_predecessors] == predecessors


def test_control_predecessors_go_where_none_is_left() -> None:
    entry = entry_of(
        "t = (f32[4], f32[4]) f(x) by pair\n r = f32[4] negate(x), control-predecessors={t}, sharding={replicated}"
    )
    assert entry.root.attribute_text == ", sharding={replicated}"


def test_fusion_whose_root_stands_above_waits_for_nothing() -> None:
    wait = "b = f32[4] abs(y)\n r = f32[4] fusion(x), kind=kLoop, calls=half_wave, control-predecessors={b}"
    entry = entry_of("a = f32[4] f(x) by wave\n" + wait)
    assert summary_of(entry) == ["*r = sine(x)", "a = negate(r)", "b = abs(y)"]
    assert entry.root.control_predecessors == ()


ASYNC = """\
body {
  p = f32[4] parameter(0)
  s = f32[4] sine(p)
  i = f32[4] fusion(s), kind=kLoop, calls={ q = f32[4] parameter(0) ROOT e = f32[4] exponential(q) }
  ROOT n = f32[4] negate(i)
}, execution_thread="other"

ENTRY main {
  x = f32[4] parameter(0)
  start = ((f32[4]), f32[4], s32[]) fusion-start(x), async_execution_thread="other", kind=kLoop, output_to_operand_aliasing={{}: (0, {})}, calls=body, metadata={op_name=", kind=kLoop"}
  update = ((f32[4]), f32[4], s32[]) fusion-update(start)
  ROOT done = f32[4] fusion-done(update)
}
"""


def test_asynchronous_fusion_is_an_asynchronous_computation() -> None:
    module = unfuse(parse(ASYNC))
    assert summary_of(module.entry) == [
        "start = async-start(x)",
        "update = async-update(start)",
        "*done = async-done(update)",
    ]
    assert module.entry.instructions["start"].attribute_text == (
        ', async_execution_thread="other", calls=body, metadata={op_name=", kind=kLoop"}'
    )
    (body,) = module.entry.instructions["start"].called_computations
    assert body is module.computations["body"]
    assert body.execution_thread == "other"
    assert summary_of(body) == ["s = sine(p)", "i = exponential(s)", "*n = negate(i)"]


def test_asynchronous_fusion_in_a_fusion_runs_as_often_as_that() -> None:
    text = """\
body { p = f32[4] parameter(0)
  ROOT s = f32[4] sine(p) }
outer { p = f32[4] parameter(0)
  start = ((f32[4]), f32[4], s32[]) fusion-start(p), calls=body
  ROOT done = f32[4] fusion-done(start) }
ENTRY main { x = f32[4] parameter(0)
  a = f32[4] fusion(x), kind=kLoop, calls=outer
  b = f32[4] fusion(x), kind=kLoop, calls=outer
  ROOT r = f32[4] add(a, b) }
"""
    assert summary_of(unfuse(parse(text)).entry) == [
        "start = async-start(x)",
        "a = async-done(start)",
        "b.start = async-start(x)",
        "b = async-done(b.start)",
        "*r = add(a, b)",
    ]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("", {"a"}, ""),
        (", a=1, b=2", {"a"}, ", b=2"),
        (", a=1, b=2", {"b"}, ", a=1"),
        (", a={{0}: (0, {}), {1}: (1, {})}, b={1,2}", {"a"}, ", b={1,2}"),
        (', b={c="}", a=1}, a=2', {"a"}, ', b={c="}", a=1}'),
        (', b="\\", a=3", a=2', {"a"}, ', b="\\", a=3"'),
        (", b='{, a=\"', a=2", {"a"}, ", b='{, a=\"'"),
        (', b={"it\'s":{"a":1}}, a=2', {"a"}, ', b={"it\'s":{"a":1}}'),
        (",a=1,\n b=2", {"a"}, ",\n b=2"),
    ],
)
def test_attributes_are_left_out_by_name(text: str, names: set[str], expected: str) -> None:
    assert without_attributes(text, names) == expected


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param(
            "r = f32[4] f(x) by difference",
            "fusion %r has 1 operand(s), its body 2 parameter(s)",
            id="too few operands",
        ),
        pytest.param(
            "t = (f32[4], f32[4]) f(x) by pair\n r = f32[4] get-tuple-element(t), index=2",
            "%r reads an element that fusion %t does not have",
            id="no such element",
        ),
        pytest.param("r = f32[4] fusion(x), kind=kLoop", "fusion %r calls 0 computations, not one", id="no body"),
    ],
)
def test_fusion_that_does_not_fit_is_an_error(lines: str, message: str) -> None:
    with pytest.raises(HloscopeError) as error:
        entry_of(lines)
    assert str(error.value) == f"cannot unfuse module 'm': {message}"
