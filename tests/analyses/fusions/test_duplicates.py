"""What several clusters compute again, by hand from dumped programs, and what only looks the same."""

import pytest

from hloscope.analyses.fusions.duplicates import Duplicate
from hloscope.analyses.fusions.fusions import fusions_of
from hloscope.parsers import parse
from tests.support.dumped import after

Places = list[tuple[tuple[str, str], ...]]


def places(found: tuple[Duplicate, ...]) -> Places:
    return [tuple((fusion.name, operation.name) for fusion, operation in duplicate.places) for duplicate in found]


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        pytest.param(
            "jax-0.10.2-cpu/layernorm",  # the mean, its broadcast and x - mean: once for the variance, once for the end
            [
                (("broadcast_subtract_fusion", "multiply.7"), ("broadcast_add_fusion", "multiply.5")),
                (("broadcast_subtract_fusion", "sub.13"), ("broadcast_add_fusion", "sub.11")),
                (("broadcast_subtract_fusion", "sub.12"), ("broadcast_add_fusion", "sub.10")),
            ],
            id="layernorm",
        ),
        pytest.param(
            "jax-0.10.2-h100/train_step",  # the gradient of the loss, and x @ w1 + b1 before the ReLU
            [
                (
                    ("input_reduce_fusion.1", "broadcast_in_dim.7.3"),
                    ("gemm_fusion_dot_general.8", "broadcast_in_dim.0"),
                    ("gemm_fusion_dot.1", "broadcast_in_dim.1"),
                ),
                (("input_reduce_select_fusion", "add.10.5.clone.1"), ("gemm_fusion_dot.1", "add.4")),
                (("input_reduce_select_fusion", "add.11.5.clone.1"), ("gemm_fusion_dot.1", "add.5")),
            ],
            id="train_step",
        ),
        pytest.param("jax-0.10.2-cpu/mlp", [], id="nothing is computed twice in a perceptron"),
        pytest.param("jax-0.10.2-h100/softmax", [], id="nor in one cluster"),
    ],
)
def test_operations_that_fusion_copied_are_found(folder: str, expected: Places) -> None:
    assert places(fusions_of(after(folder)).duplicates) == expected


SHORT = """\
HloModule m, is_scheduled=true

%inner.a {{ %ia = f32[4]{{0}} parameter(0)  ROOT %na = f32[4]{{0}} {inner_a} }}
%inner.b {{ %ib = f32[4]{{0}} parameter(0)  ROOT %nb = f32[4]{{0}} {inner_b} }}

%a {{
  %pa = f32[4]{{0}} parameter(0)
  %qa = f32[4]{{0}} parameter(1)
  {a}
  ROOT %ra = f32[4]{{0}} sine(%sa)
}}

%b {{
  %qb = f32[4]{{0}} parameter(1)
  %pb = f32[4]{{0}} parameter(0)
  {b}
  ROOT %rb = f32[4]{{0}} cosine(%sb)
}}

ENTRY %main {{
  %x = f32[4]{{0}} parameter(0)
  %y = f32[4]{{0}} parameter(1)
  %t = (f32[4]{{0}}, f32[4]{{0}}) tuple(%x, %y)
  %x.1 = f32[4]{{0}} get-tuple-element(%t), index=0
  %x.2 = f32[4]{{0}} get-tuple-element(%t), index=0
  %fa = f32[4]{{0}} fusion({fa}), kind=kLoop, calls=%a
  ROOT %fb = f32[4]{{0}} fusion({fb}), kind=kLoop, calls=%b
}}
"""


def duplicated(
    a: str, b: str, *, fa: str = "%x, %y", fb: str = "%x, %y", inner: tuple[str, str] = ("negate(%ia)", "negate(%ib)")
) -> list[str]:
    module = parse(SHORT.format(a=a, b=b, fa=fa, fb=fb, inner_a=inner[0], inner_b=inner[1]))
    return [duplicate.operation.name for duplicate in fusions_of(module).duplicates]


ADD = ("%sa = f32[4]{0} add(%pa, %qa)", "%sb = f32[4]{0} add(%pb, %qb)")
CONSTANT = "%c{0} = f32[4]{{0}} constant({1})\n  %s{0} = f32[4]{{0}} add(%p{0}, %c{0})"
NESTED = (
    "%sa = f32[4]{0} fusion(%pa), kind=kLoop, calls=%inner.a",
    "%sb = f32[4]{0} fusion(%pb), kind=kLoop, calls=%inner.b",
)


def test_equal_operations_on_equal_values_are_duplicates() -> None:
    assert duplicated(*ADD) == ["sa"]


def test_values_are_followed_through_tuples_of_the_entry() -> None:
    assert duplicated(*ADD, fa="%x.1, %y", fb="%x.2, %y") == ["sa"]


def test_values_are_followed_through_the_results_of_fusions() -> None:
    module = parse("""\
HloModule m, is_scheduled=true
%two { %p = f32[4] parameter(0)  %n = f32[4] negate(%p)  %s = f32[4] sine(%n)  ROOT %t = (f32[4], f32[4]) tuple(%n, %s) }
%next { %q = f32[4] parameter(0)  %e = f32[4] sine(%q)  ROOT %r = f32[4] cosine(%e) }
ENTRY %main {
  %x = f32[4] parameter(0)
  %f = (f32[4], f32[4]) fusion(%x), kind=kLoop, calls=%two
  %n.1 = f32[4] get-tuple-element(%f), index=0
  ROOT %g = f32[4] fusion(%n.1), kind=kLoop, calls=%next
}
""")
    assert places(fusions_of(module).duplicates) == [(("f", "s"), ("g", "e"))]


def test_equal_operations_on_other_values_are_none() -> None:
    assert duplicated(*ADD, fb="%y, %x") == []


def test_another_order_of_operands_is_another_value() -> None:
    assert duplicated(ADD[0], "%sb = f32[4]{0} add(%qb, %pb)") == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [(("{1,2,3,4}", "{1,2,3,4}"), ["sa"]), (("{1,2,3,4}", "{1,2,3,5}"), []), (("{...}", "{...}"), [])],
    ids=["equal", "different", "left out"],
)
def test_constants_are_compared_by_value(values: tuple[str, str], expected: list[str]) -> None:
    assert duplicated(CONSTANT.format("a", values[0]), CONSTANT.format("b", values[1])) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("%s{0} = f32[4]{{0}} rng(%p{0}, %q{0}), distribution=rng_uniform", []),
        ('%s{0} = f32[4]{{0}} custom-call(%p{0}), custom_call_target="f"', []),
        ("%c{0} = f32[] constant(1)\n  %s{0} = f32[4]{{0}} broadcast(%c{0}), dimensions={{}}", []),
        ("%s{0} = f32[4]{{0}} iota(), iota_dimension=0", ["sa"]),
    ],
    ids=["random numbers", "custom call", "fill", "iota"],
)
def test_what_may_differ_or_costs_nothing_is_no_duplicate(lines: str, expected: list[str]) -> None:
    assert duplicated(lines.format("a"), lines.format("b")) == expected


def test_operations_are_followed_into_nested_fusions() -> None:
    assert duplicated(*NESTED) == ["na"]
    assert duplicated(NESTED[0], "%sb = f32[4]{0} negate(%pb)") == ["na"]
    assert duplicated(*NESTED, inner=("negate(%ia)", "sine(%ib)")) == []
    assert duplicated(*NESTED, inner=("bitcast(%ia)", "bitcast(%ib)")) == []


def test_module_that_cannot_be_unfused_has_no_duplicates() -> None:
    assert duplicated(*ADD, fa="%x", fb="%x") == []


def test_what_a_wrapped_fusion_computes_is_not_counted() -> None:
    module = parse("""\
HloModule m, is_scheduled=true
%one { %p = f32[4]{0} parameter(0)  ROOT %n = f32[4]{0} negate(%p) }
%two { %p.1 = f32[4]{0} parameter(0)  %n.1 = f32[4]{0} negate(%p.1)  ROOT %s = f32[4]{0} sine(%n.1) }
ENTRY %main {
  %x = f32[4]{0} parameter(0)
  %a = f32[4]{0} fusion(%x), kind=kLoop, calls=%one
  ROOT %b = f32[4]{0} fusion(%x), kind=kLoop, calls=%two
}
""")
    assert fusions_of(module).duplicates == ()


def test_duplicate_names_its_clusters_each_once() -> None:
    module = parse("""\
HloModule m, is_scheduled=true
%a { %p = f32[4]{0} parameter(0)  %n = f32[4]{0} negate(%p)  %m = f32[4]{0} negate(%p)  ROOT %s = f32[4]{0} add(%n, %m) }
%b { %p.1 = f32[4]{0} parameter(0)  %n.1 = f32[4]{0} negate(%p.1)  ROOT %s.1 = f32[4]{0} sine(%n.1) }
ENTRY %main {
  %x = f32[4]{0} parameter(0)
  %f = f32[4]{0} fusion(%x), kind=kLoop, calls=%a
  ROOT %g = f32[4]{0} fusion(%x), kind=kLoop, calls=%b
}
""")
    (duplicate,) = fusions_of(module).duplicates
    assert duplicate.clusters == ("f", "g")
    assert [operation.name for _, operation in duplicate.places] == ["n", "m", "n.1"]


def test_order_of_the_parameters_of_nested_fusions_does_not_matter() -> None:
    module = parse("""\
HloModule m, is_scheduled=true
%inner { %i = f32[4] parameter(0)  %j = f32[4] parameter(1)  ROOT %s = f32[4] subtract(%i, %j) }
%swapped { %i.1 = f32[4] parameter(1)  %j.1 = f32[4] parameter(0)  ROOT %s.1 = f32[4] subtract(%i.1, %j.1) }
%a { %p = f32[4] parameter(0)  %q = f32[4] parameter(1)  %f = f32[4] fusion(%p, %q), kind=kLoop, calls=%inner  ROOT %r = f32[4] sine(%f) }
%b { %p.1 = f32[4] parameter(0)  %q.1 = f32[4] parameter(1)  %g = f32[4] fusion(%q.1, %p.1), kind=kLoop, calls=%swapped  ROOT %t = f32[4] cosine(%g) }
ENTRY %main {
  %x = f32[4] parameter(0)
  %y = f32[4] parameter(1)
  %c = f32[4] fusion(%x, %y), kind=kLoop, calls=%a
  ROOT %d = f32[4] fusion(%x, %y), kind=kLoop, calls=%b
}
""")
    assert places(fusions_of(module).duplicates) == [(("c", "s"), ("d", "s.1"))]
