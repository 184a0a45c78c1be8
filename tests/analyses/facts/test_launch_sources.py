"""Sources of launches: their own, that which was lost, or that of what is near."""

import pytest

from hloscope.analyses.facts.called_names import lines_of_called_names
from hloscope.analyses.facts.launch_sources import LaunchSources
from hloscope.analyses.facts.lost_sources import lost_sources
from hloscope.analyses.facts.sources import Source, Sources
from hloscope.parsers import parse

F = "f32[8]{0}"
BODY = """
fused {{
  p = f32[8] parameter(0)
  r = f32[8] maximum(p, p), metadata={{op_type="aten__relu" op_name="aten__relu" source_file="net.py" source_line=5}}
  ROOT n = f32[8] negate(r), metadata={{{inside}}}
}}
ENTRY e {{ x = f32[8] parameter(0) ROOT f = f32[8] fusion(x), kind=kLoop, calls=fused, metadata={{{own}}} }}
"""
BACKWARD = 'op_type="aten__threshold_backward" op_name="aten__threshold_backward"'


@pytest.mark.parametrize(
    ("own", "inside", "source"),
    [
        # torch's backward pass has no lines: the name is all there is, and a line nearby is of something else.
        (BACKWARD, "", Source("aten__threshold_backward")),
        ("", BACKWARD, Source("aten__threshold_backward")),
        ('op_name="gradient_tape/dense/MatMul"', "", Source("gradient_tape/dense/MatMul")),
        # In jax all have lines: one that XLA lost is that of another operation of the same kernel.
        ('op_name="jit(f)/mul;jit(f)/neg"', "", Source("aten__relu", "net.py:5")),
        ('op_name="jit(f)/neg"', "", Source("aten__relu", "net.py:5")),
    ],
)
def test_name_that_has_no_line_stands_for_itself(own: str, inside: str, source: Source) -> None:
    module = parse(BODY.format(own=own, inside=inside))
    assert LaunchSources(Sources()).of(module.entry.root) == (source, False)


def at(name: str, line: int) -> str:
    return f'metadata={{op_name="{name}" source_file="m.py" source_line={line}}}'


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (f"y = {F} sine(x), {at('jit(f)/sin', 3)} ROOT r = {F} copy(y)", "m.py:3"),
        (f"c = {F} copy(x) y = {F} sine(c), {at('jit(f)/sin', 3)} ROOT r = {F} negate(c)", "m.py:3"),
        (
            f"""a = {F} sine(x), {at("jit(f)/jvp()/sin", 3)} b = {F} cosine(x), {at("jit(f)/transpose(jvp())/cos", 9)}
            ROOT r = {F} multiply(a, b)""",
            "m.py:9",  # what reads a gradient is of the backward pass
        ),
        (f"ROOT r = {F} copy(x)", ""),
    ],
    ids=["operand", "user of an argument", "gradient", "argument alone"],
)
def test_lost_line_is_that_of_a_neighbour(body: str, place: str) -> None:
    text = f'ENTRY e {{ x = {F} parameter(0), metadata={{op_name="x"}} {body} }}'
    launches = LaunchSources(Sources())
    instructions = parse(text).entry.instructions
    asked = instructions.get("c", instructions["r"])
    found = launches.of(asked)
    assert (found.source.place, found.is_inferred) == (place, True)
    assert found.source.op_name == "x" if not place else found.source.op_name


def test_joined_name_without_a_line_has_that_of_a_neighbour() -> None:
    joined = 'metadata={op_name="jit(f)/mul;jit(f)/broadcast_in_dim"}'
    text = f"ENTRY e {{ x = {F} parameter(0) y = {F} sine(x), {at('jit(f)/sin', 3)} ROOT m = {F} multiply(y, y), {joined} }}"
    found = LaunchSources(Sources()).of(parse(text).entry.root)
    assert found == (Source("jit(f)/mul;jit(f)/broadcast_in_dim", "m.py:3"), True)


def test_table_of_pointers_is_of_no_line() -> None:
    text = f"ENTRY e {{ x = {F} parameter(0) y = {F} sine(x), {at('s', 3)} ROOT t = ({F}, {F}) tuple(y, x) }}"
    assert LaunchSources(Sources()).of(parse(text).entry.root) == (Source(), False)


ASKED = f"""
ENTRY e {{
  x = f32[4,8] parameter(0)
  w = f32[8,16] parameter(1)
  v = f32[16,8] parameter(2)
  h = f32[4,16] dot(x, w), lhs_contracting_dims={{1}}, rhs_contracting_dims={{0}}, {at("jit(f)/dot_general", 3)}
  g = f32[8,16] dot(x, h), lhs_contracting_dims={{0}}, rhs_contracting_dims={{0}}, {at("jit(f)/T/dot_general", 3)}
  ROOT y = f32[4,8] dot(h, v), lhs_contracting_dims={{1}}, rhs_contracting_dims={{0}}, {at("jit(f)/dot_general", 4)}
}}
"""


@pytest.mark.parametrize(
    ("body", "source"),
    [
        pytest.param(  # transposed by XLA: 16x4 of 16x8 and 8x4
            "a = f32[16,8] parameter(0) b = f32[8,4] parameter(1) ROOT d = f32[16,4] dot(a, b), "
            "lhs_contracting_dims={1}, rhs_contracting_dims={0}",
            Source("jit(f)/dot_general", "m.py:3"),
            id="product of other sides",
        ),
        pytest.param(
            "a = f32[4,16] parameter(0) b = f32[16,8] parameter(1) ROOT d = (f32[4,8], s8[64]) custom-call(a, b), "
            'custom_call_target="__cublas$gemm"',
            Source("jit(f)/dot_general", "m.py:4"),
            id="library call",
        ),
        pytest.param(
            "a = f32[4,8] parameter(0) b = f32[4,16] parameter(1) ROOT d = f32[8,16] dot(a, b), "
            "lhs_contracting_dims={0}, rhs_contracting_dims={0}",
            Source("jit(f)/T/dot_general", "m.py:3"),
            id="gradient",
        ),
        pytest.param(
            "a = f32[2] parameter(0) b = f32[2] parameter(1) ROOT d = f32[] dot(a, b), "
            "lhs_contracting_dims={0}, rhs_contracting_dims={0}",
            None,
            id="none so",
        ),
    ],
)
def test_lost_product_is_the_one_of_as_many_elements(body: str, source: Source | None) -> None:
    after = parse(f"ENTRY e {{ {body} }}")
    assert lost_sources(after, Sources(), lambda: parse(ASKED)).get(after.entry.root) == source


def test_of_equal_products_the_lost_one_is_that_which_nothing_is_called_after() -> None:
    two = "x = f32[4,4] parameter(0) a = f32[4,4] dot(x, x), {dims}{one} ROOT b = f32[4,4] dot(a, x), {dims}{two}"
    dims = "lhs_contracting_dims={1}, rhs_contracting_dims={0}"
    one, other = f", {at('jit(f)/dot', 3)}", f", {at('jit(f)/dot', 4)}"
    before = parse(f"ENTRY e {{ {two.format(dims=dims, one=one, two=other)} }}")
    after = parse(f"ENTRY e {{ {two.format(dims=dims, one=one, two='')} }}")
    assert lost_sources(after, Sources(), lambda: before) == {after.entry.root: Source("jit(f)/dot", "m.py:4")}
    neither = parse(f"ENTRY e {{ {two.format(dims=dims, one='', two='')} }}")
    name_alone = Source("jit(f)/dot")  # which of two lines, nothing tells
    assert {*lost_sources(neither, Sources(), lambda: before).values()} == {name_alone}


def test_module_from_before_is_not_asked_for_where_nothing_is_lost() -> None:
    def unasked() -> None:
        raise AssertionError

    assert lost_sources(parse(ASKED), Sources(), unasked) == {}


LOOP = f"""
body {{
  t = ({F}) parameter(0), {at("jit(f)/while", 9)}
  x = {F} get-tuple-element(t), index=0
  c = {F} copy(x), {at("jit(f)/while", 9)}
  y = {F} sine(c), {at("jit(f)/while/body/sin", 3)}
  ROOT r = ({F}) tuple(y), {at("jit(f)/while", 9)}
}}
cond {{ t = ({F}) parameter(0) z = s32[] constant(0), {at("jit(f)/while", 9)} ROOT p = pred[] compare(z, z), direction=LT,
  {at("jit(f)/while", 9)} }}
ENTRY e {{
  x = {F} parameter(0)
  t = ({F}) tuple(x)
  loop = ({F}) while(t), condition=cond, body=body, {at("jit(f)/while", 9)}
  m = {F} get-tuple-element(loop), index=0
  pad = {F} negate(m)
  ROOT y = {F} cosine(pad), {at("jit(f)/cos", 12)}
}}
"""


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("c", (Source("jit(f)/while/body/sin", "m.py:3"), True)),
        ("p", (Source("jit(f)/while", "m.py:9"), True)),
        ("r", (Source("jit(f)/while", "m.py:9"), False)),
        ("loop", (Source("jit(f)/while", "m.py:9"), False)),
        ("pad", (Source("jit(f)/cos", "m.py:12"), True)),
    ],
    ids=["copy in a loop", "nothing near", "its table", "the loop", "after the loop"],
)
def test_line_of_a_loop_is_that_of_what_it_holds_only_where_nothing_else_is(name: str, found: object) -> None:
    module = parse(LOOP)
    asked = next(i for i in module.instructions() if i.name == name)
    assert LaunchSources(Sources(), module.instructions()).of(asked) == found


CALLED = f"""
add {{ a = f32[] parameter(0), metadata={{op_name="cumsum"}} b = f32[] parameter(1) ROOT s = f32[] add(a, b) }}
inner {{ x = {F} parameter(0) z = f32[] constant(0)
  ROOT w = {F} reduce-window(x, z), window={{size=8 pad=7_0}}, to_apply=add, metadata={{op_name="cumsum"}} }}
outer {{ x = {F} parameter(0) ROOT c = {F} call(x), to_apply=inner, metadata={{op_name="jit(cumsum)"}} }}
ENTRY e {{ x = {F} parameter(0) ROOT c = {F} call(x), to_apply=outer, {at("jit(f)/jit(cumsum)", 7)} %s}}
"""


def test_name_alone_has_the_line_of_the_call_that_it_is_asked_for_in() -> None:
    after = parse(f'ENTRY e {{ x = {F} parameter(0) ROOT w = {F} negate(x), metadata={{op_name="cumsum"}} }}')
    launches = LaunchSources(Sources(), called=lambda: lines_of_called_names(parse(CALLED % "")))
    assert launches.of(after.entry.root) == (Source("cumsum", "m.py:7"), True)
    twice = f"d = {F} call(x), to_apply=inner, {at('jit(f)/jit(cumsum)', 8)}"
    assert "cumsum" not in lines_of_called_names(parse(CALLED % twice)), "which of two lines, nothing tells"
