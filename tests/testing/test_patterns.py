"""Patterns: the language, where it fits real clusters, and what it says of texts that are no patterns."""

import pytest

from hloscope import testing
from hloscope.parsers import parse
from hloscope.testing.cluster_graph import nodes_of
from hloscope.testing.pattern_match import Matcher
from hloscope.testing.pattern_text import parse_pattern
from hloscope.testing.selectors import OPCODES
from tests.support.asserting import compilation, error_of
from tests.support.dumped import TESTDATA

# What the manual lists: the pattern, a program where it fits, and there what its names stand for.
EXAMPLES: list[tuple[str, str, dict[str, str]]] = [
    ("maximum(x, 0)", "jax-0.10.2-cpu/mlp", {"x": "add.2"}),
    (
        "dot(maximum(add(x, broadcast(b)), 0), w)",
        "jax-0.10.2-h100/mlp",
        {"x": "parameter_0.1", "b": "parameter_1.1", "w": "parameter_2"},
    ),
    ("multiply(x, x)", "jax-0.10.2-h100/layernorm", {"x": "sub.20"}),
    ("rsqrt(add(_, 1e-5))", "jax-0.10.2-h100/layernorm", {}),
    ("subtract(x, broadcast(reduce(x, -inf)))", "jax-0.10.2-h100/softmax", {"x": "param_0.4"}),
    ("divide(e=exponential(_), broadcast(reduce(e, 0)))", "jax-0.10.2-h100/softmax", {"e": "exp.1.3"}),
    ("add|subtract(x, broadcast(_))", "jax-0.10.2-cpu/mlp", {"x": "param_0.4"}),
    ("_(reduce(...))", "jax-0.10.2-h100/softmax", {}),
    ("select(broadcast(compare(_, _)), x, -1e9)", "jax-0.10.2-h100/attention", {"x": "param_0.14"}),
    ("tuple(reduce(...), select(...))", "jax-0.10.2-h100/train_step", {}),
]


@pytest.mark.parametrize(("pattern", "folder", "captures"), EXAMPLES)
def test_example_fits(pattern: str, folder: str, captures: dict[str, str]) -> None:
    match = testing.assert_pattern(compilation(folder), pattern)[0]
    assert {name: instruction.name for name, instruction in match.captures.items()} == captures


def test_examples_are_those_of_the_manual() -> None:
    page = (TESTDATA.parent / "docs/reference/assertions.md").read_text("utf-8").replace("\\|", "|")
    assert [f"| `{pattern}` |" in page for pattern, _, _ in EXAMPLES] == [True] * 10


def test_match_says_where_it_is() -> None:
    (match,) = testing.assert_pattern(compilation("jax-0.10.2-cpu/mlp"), "maximum(x, 0)")
    assert (match.fusion.name, match.instruction.name) == ("broadcast_maximum_fusion", "max.4")


@pytest.mark.parametrize("pattern", [pattern for pattern, _, _ in EXAMPLES])
def test_pattern_prints_as_it_is_written(pattern: str) -> None:
    assert str(parse_pattern(pattern, OPCODES)) == pattern


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("maximun(x, 0)", "1:1: expected an opcode, found 'maximun'; did you mean 'maximum'?"),
        ("add(qqqq(x), 0)", "1:5: expected an opcode, found 'qqqq'"),
        ("add|(x, 0)", "1:5: expected an opcode, found '('"),
        ("add|sine x", "1:10: expected '(', found 'x'"),
        ("maximum(x, 0", "1:13: expected ',' or ')', found the end"),
        ("maximum(x 0)", "1:11: expected ',' or ')', found '0'"),
        ("maximum(x,, 0)", "1:11: expected an operation, a name or a number, found ','"),
        ("maximum(x, 0) y", "1:15: expected the end of the pattern, found 'y'"),
        ("add(x, ..., y)", "1:11: expected ')' behind '...', found ','"),
        ("add(x=y, _)", "1:5: expected one name for an operation, such as e=exponential(x), found 'x'"),
        ("add(x%)", "1:6: expected ',' or ')', found '%'"),
        ("x", "1:1: expected an operation such as add(x, y), found 'x'"),
        ("", "1:1: expected an operation, a name or a number, found the end"),
        ("sine(" * 101 + "x" + ")" * 101, "1:501: expected at most 100 parts, found 'sine'"),
    ],
)
def test_text_that_is_no_pattern_says_where(text: str, message: str) -> None:
    said = error_of(lambda: parse_pattern(text, OPCODES)).splitlines()
    assert said[0] == f"pattern:{message}"
    assert said[2].strip() == "^"


MODULE = """\
HloModule m, is_scheduled=true

%inner {
  %p = f32[4]{0} parameter(0)
  %q = f32[4]{0} parameter(1)
  %s = f32[4]{0} sine(%p)
  ROOT %t = (f32[4]{0}, f32[4]{0}) tuple(%s, %q)
}

%body {
  %a = f32[4]{0} parameter(0)
  %k = f32[] parameter(1)
  %f = (f32[4]{0}, f32[4]{0}) fusion(%a, %a), kind=kLoop, calls=%inner
  %g = f32[4]{0} get-tuple-element(%f), index=0
  %h = f32[4]{0} get-tuple-element(%f), index=1
  %c = f32[4]{0} cosine(%g)
  %b = f32[2,2]{1,0} bitcast(%c)
  %f2 = (f32[4]{0}, f32[4]{0}) fusion(%c, %a), kind=kLoop, calls=%inner
  %g2 = f32[4]{0} get-tuple-element(%f2), index=0
  %kb = f32[4]{0} broadcast(%k), dimensions={}
  %m = f32[4]{0} multiply(%kb, %h)
  %n = f32[2,2]{1,0} negate(%b)
  ROOT %r = (f32[4]{0}, f32[2,2]{1,0}, f32[4]{0}) tuple(%m, %n, %g2)
}

ENTRY %main {
  %x = f32[4]{0} parameter(0)
  %two = f32[] constant(VALUE)
  ROOT %fusion = (f32[4]{0}, f32[2,2]{1,0}, f32[4]{0}) fusion(%x, %two), kind=kLoop, calls=%body
}
"""


def fits(pattern: str, value: str = "2") -> bool:
    module = parse(MODULE.replace("VALUE", value))
    matcher = Matcher(parse_pattern(pattern, OPCODES))
    return any(matcher.find(node) is not None for node in nodes_of(module.entry.root))


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("cosine(sine(x))", id="into nested fusions and members of tuples"),
        pytest.param("negate(cosine(_))", id="through bitcasts"),
        pytest.param("multiply(x, 2)", id="constants from outside, operands in either order"),
        pytest.param("multiply(2.0, x)", id="numbers by value"),
        pytest.param("tuple(multiply(x, _), negate(cosine(sine(x))), ...)", id="the same value in two places"),
        pytest.param("get-tuple-element(fusion(...))", id="a body that is called again stays closed"),
    ],
)
def test_pattern_fits(pattern: str) -> None:
    assert fits(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("sine(cosine(x))", id="the other way round"),
        pytest.param("multiply(x, x)", id="one name for two values"),
        pytest.param("multiply(x, 3)", id="another constant"),
        pytest.param("multiply(x)", id="fewer operands"),
        pytest.param("sine(x, _, ...)", id="more operands"),
        pytest.param("negate(sine(x))", id="something between"),
        pytest.param("negate(true)", id="a word for a number"),
    ],
)
def test_pattern_does_not_fit(pattern: str) -> None:
    assert not fits(pattern)


@pytest.mark.parametrize(
    ("written", "value", "is_same"),
    [
        ("1e-5", "9.99999975e-06", True),  # as XLA prints 1e-5 in f32
        ("1e-5", "1.1e-05", False),
        ("-inf", "-inf", True),
        ("nan", "nan", True),
        ("0", "-0", True),
        ("2", "{1, 2}", False),
        ("true", "true", True),
        ("true", "1", False),
    ],
)
def test_constants_are_compared_by_value(written: str, value: str, is_same: bool) -> None:  # noqa: FBT001
    assert fits(f"multiply({written}, _)", value) is is_same


def test_low_precision_constants_are_compared_in_their_precision() -> None:
    text = MODULE.replace("f32[] constant(VALUE)", "bf16[] constant(0.7969)")
    matcher = Matcher(parse_pattern("multiply(0.7978845608, _)", OPCODES))
    assert any(matcher.find(node) for node in nodes_of(parse(text).entry.root)) is False
    assert any(matcher.find(node) is not None for node in nodes_of(parse(text).entry.root))


def test_fusion_without_a_body_has_no_values() -> None:
    module = parse("ENTRY e { x = f32[4] parameter(0)  ROOT f = f32[4] fusion(x), kind=kLoop }")
    assert nodes_of(module.entry.root) == ()


def test_pattern_that_fits_in_too_many_ways_is_an_error() -> None:
    lines = ["%a0 = f32[] parameter(0)", *[f"%a{n + 1} = f32[] add(%a{n}, %a{n})" for n in range(30)]]
    body = "\n".join(lines).replace("%a30", "ROOT %a30")
    module = parse(
        f"b {{ {body} }}\nENTRY e {{ x = f32[] parameter(0) ROOT f = f32[] fusion(x), kind=kLoop, calls=b }}"
    )
    pattern = "sine(x)"
    for _ in range(30):
        pattern = f"add({pattern}, _)"
    matcher = Matcher(parse_pattern(pattern, OPCODES))
    assert error_of(lambda: [matcher.find(node) for node in nodes_of(module.entry.root)]).startswith(
        "expected a pattern that fits in few ways, found more than 1000000: add("
    )
