"""Needless copies: which ones are named, and why."""

import pytest

from hloscope.analyses.memory.copies import needless_copies
from hloscope.parsers import parse
from tests.support.dumped import after

LOOP = """HloModule m, is_scheduled=true
test { s = (s32[], f32[64]{0}) parameter(0)  i = s32[] get-tuple-element(s), index=0  ROOT l = pred[] compare(i, i) }
step { s = (s32[], f32[64]{0}) parameter(0)  i = s32[] get-tuple-element(s), index=0
  x = f32[64]{0} get-tuple-element(s), index=1  y = f32[64]{0} copy(x)  ROOT t = (s32[], f32[64]{0}) tuple(i, y) }
"""


def found(body: str, callees: str = "HloModule m\n") -> list[tuple[str, str, int, str]]:
    module = parse(f"{callees}ENTRY main {{ {body} }}")
    return [(copy.name, copy.operand, copy.bytes, copy.reason) for copy in needless_copies(module)]


def test_copy_of_an_argument_would_go_if_that_were_donated() -> None:
    body = "p = f32[64]{0} parameter(0)  ROOT c = f32[64]{0} copy(p)"
    assert found(body) == [("c", "p", 256, "argument is not donated")]


def test_copy_of_a_member_of_an_argument_is_one_too() -> None:
    body = """p = (f32[64]{0}, f32[2]{0}) parameter(0)  g = f32[64]{0} get-tuple-element(p), index=0
      ROOT s = (f32[64]{0}, f32[64]{0}, u32[]) copy-start(g)"""
    assert found(body) == [("s", "g", 256, "argument is not donated")]


def test_copy_of_a_donated_argument_is_not_named() -> None:
    header = "HloModule m, input_output_alias={ {}: (1, {}, may-alias) }\n"
    body = "p = f32[64]{0} parameter(0)  q = f32[64]{0} parameter(1)  c = f32[64]{0} copy(%s)  ROOT n = f32[64]{0} negate(c)"
    assert found(body % "q", header) == []
    assert found(body % "p", header) == [("c", "p", 256, "argument is not donated")]


def test_copy_of_a_value_that_nothing_else_reads_is_needless() -> None:
    body = "p = f32[64]{0} parameter(0)  n = f32[64]{0} negate(p)  ROOT c = f32[64]{0} copy(n)"
    assert found(body) == [("c", "n", 256, "source is not used again")]


@pytest.mark.parametrize(
    "body",
    [
        "p = f32[64]{0} parameter(0)  n = f32[64]{0} negate(p)  c = f32[64]{0} copy(n)  ROOT a = f32[64]{0} add(n, c)",
        "p = f32[8,8]{1,0} parameter(0)  ROOT c = f32[8,8]{0,1} copy(p)",
        "k = f32[2]{0} constant({1, 2})  ROOT c = f32[2]{0} copy(k)",
        "ROOT c = f32[2]{0} copy()",
    ],
    ids=["used again", "layout changes", "constant", "broken"],
)
def test_other_copies_are_not_named(body: str) -> None:
    assert found(body) == []


def test_copy_of_what_a_loop_carries_is_not_named() -> None:
    body = "p = (s32[], f32[64]{0}) parameter(0)  ROOT w = (s32[], f32[64]{0}) while(p), condition=test, body=step"
    assert found(body, LOOP) == []


def test_largest_comes_first_and_says_that_it_is_inferred() -> None:
    copies = needless_copies(after("jax-0.10.2-cpu/scan"))
    assert [copy.bytes for copy in copies] == sorted((copy.bytes for copy in copies), reverse=True)
    assert {copy.reason for copy in copies} == {"argument is not donated"}
    assert copies[0].to_dict()["inferred"] is True
