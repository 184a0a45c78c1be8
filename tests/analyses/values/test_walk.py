"""Values: what computes the same in successive modules has the same number, whatever it is called."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from hloscope.analyses.values import walk as value_walk
from hloscope.analyses.values.numbering import Numbered, Numbering
from hloscope.parsers import SuccessiveParser, parse
from tests.support.dumped import AFTER, BEFORE, folder_of, module_at

FUSED = """
fused_computation {
  p0 = f32[8] parameter(0)
  p1 = f32[8] parameter(1)
  a.1 = f32[8] add(p0, p1)
  ROOT n.1 = f32[8] negate(a.1)
}
ENTRY main { x = f32[8] parameter(0)  y = f32[8] parameter(1)  ROOT f = f32[8] fusion(x, y), kind=kLoop, calls=fused_computation }
"""
UNFUSED = (
    "ENTRY main { x = f32[8] parameter(0) y = f32[8] parameter(1) a = f32[8] add(x, y) ROOT n = f32[8] negate(a) }"
)


def numbers(*texts: str) -> list[dict[str, Sequence[int]]]:
    """For each module the values by name, as settled in the end."""
    numbering = Numbering()
    numbered = [numbering.number(parse(text)) for text in texts]
    return [{i.name: [numbering.settled(v) for v in found] for i, found in n.values.items()} for n in numbered]


def test_copy_in_a_fusion_has_the_value_of_the_original() -> None:
    before, after = numbers(UNFUSED, FUSED)
    assert after["a.1"] == before["a"]
    assert after["f"] == after["n.1"] == before["n"]


def test_name_keeps_the_value_though_operands_change() -> None:
    before, after = numbers(
        "ENTRY m { x = f32[8] parameter(0) n = f32[8] negate(x) m = f32[8] negate(n) ROOT r = f32[8] cosine(m) }",
        "ENTRY m { x = f32[8] parameter(0) ROOT r = f32[8] cosine(x) }",
    )
    assert after["r"] == before["r"]


def test_name_of_another_opcode_is_another_value() -> None:
    before, after = numbers(
        "ENTRY m { x = f32[8] parameter(0) ROOT r = f32[8] cosine(x) }",
        "ENTRY m { x = f32[8] parameter(0) ROOT r = f32[8] sine(x) }",
    )
    assert after["r"] != before["r"]


def test_equal_operations_have_one_value() -> None:
    (found,) = numbers(
        "ENTRY m { x = f32[8] parameter(0) a = f32[8] cosine(x) b = f32[8] cosine(x) ROOT r = f32[8] add(a, b) }"
    )
    assert found["a"] == found["b"]


def test_values_that_a_pass_makes_equal_become_one() -> None:
    before, after = numbers(
        "ENTRY m { x = f32[8] parameter(0) n = f32[8] negate(x) a = f32[8] cosine(x) b = f32[8] cosine(n) ROOT r = f32[8] add(a, b) }",
        "ENTRY m { x = f32[8] parameter(0) a = f32[8] cosine(x) b = f32[8] cosine(x) ROOT r = f32[8] add(a, b) }",
    )
    assert after["a"] == after["b"] == before["a"] == before["b"]


def test_opaque_operations_are_never_equal() -> None:
    call = 'custom-call(x), custom_call_target="f"'
    (found,) = numbers(
        f"ENTRY m {{ x = f32[8] parameter(0) a = f32[8] {call} b = f32[8] {call} ROOT r = f32[8] add(a, b) }}"
    )
    assert found["a"] != found["b"]


def test_constants_of_different_value_differ() -> None:
    (found,) = numbers("ENTRY m { a = f32[] constant(1) b = f32[] constant(2) ROOT r = f32[] add(a, b) }")
    assert found["a"] != found["b"]


def test_tuples_are_seen_through() -> None:
    (found,) = numbers(
        "ENTRY m { x = f32[8] parameter(0) y = f32[8] parameter(1) t = (f32[8], f32[8]) tuple(x, y)"
        " ROOT e = f32[8] get-tuple-element(t), index=1 }"
    )
    assert found["e"] == found["y"]


def test_element_that_a_tuple_does_not_have_is_a_value_of_its_own() -> None:
    (found,) = numbers(
        "ENTRY m { x = f32[8] parameter(0) t = (f32[8]) tuple(x) ROOT e = f32[8] get-tuple-element(t), index=7 }"
    )
    assert found["e"] not in (found["x"], found["t"])


def test_computation_called_twice_has_two_values_for_each_instruction() -> None:
    (found,) = numbers(
        "f { p = f32[8] parameter(0) ROOT n = f32[8] negate(p) }"
        " ENTRY m { x = f32[8] parameter(0) a = f32[8] call(x), to_apply=f ROOT b = f32[8] call(a), to_apply=f }"
    )
    assert found["n"] == [*found["a"], *found["b"]]
    assert found["a"] != found["b"]


LOOP = """
condition { c = (s32[]) parameter(0) i = s32[] get-tuple-element(c), index=0 k = s32[] constant(5) ROOT l = pred[] compare(i, k), direction=LT }
body { s = (s32[]) parameter(0) j = s32[] get-tuple-element(s), index=0 o = s32[] constant(1) q = s32[] add(j, o) ROOT t = (s32[]) tuple(q) }
ENTRY main { z = s32[] constant(0) w = (s32[]) tuple(z) ROOT r = (s32[]) while(w), condition=condition, body=body }
"""


def test_loop_has_the_same_values_in_the_next_module() -> None:
    before, after = numbers(LOOP, LOOP)
    assert after == before


def test_parameter_of_a_loop_is_not_what_the_loop_begins_with() -> None:
    (found,) = numbers(LOOP)
    assert found["s"] != found["w"]


def test_branch_is_given_its_operand() -> None:
    (found,) = numbers(
        "one { p = f32[8] parameter(0) ROOT n = f32[8] negate(p) } two { q = f32[8] parameter(0) ROOT c = f32[8] cosine(q) }"
        " ENTRY m { b = pred[] parameter(0) x = f32[8] parameter(1) y = f32[8] parameter(2)"
        " ROOT r = f32[8] conditional(b, x, y), true_computation=one, false_computation=two }"
    )
    assert (found["p"], found["q"]) == (found["x"], found["y"])


def test_pass_that_renames_everything_is_followed_place_for_place() -> None:
    call = 'custom-call(x), custom_call_target="f"'
    before, after = numbers(
        f"ENTRY m {{ x = f32[8] parameter(0) a = f32[8] {call} ROOT b = f32[8] {call} }}",
        f"ENTRY m {{ x = f32[8] parameter(0) a.0 = f32[8] {call} ROOT b.0 = f32[8] {call} }}",
    )
    assert (after["a.0"], after["b.0"]) == (before["a"], before["b"])


SHARING = (
    "HloModule m\n\n%f (p: f32[8]) -> f32[8] {\n  %p = f32[8] parameter(0)\n  ROOT %n = f32[8] negate(%p)\n}\n\n"
    "ENTRY %e (x: f32[8]) -> f32[8] {\n  %x = f32[8] parameter(0)\n"
    "  ROOT %r = f32[8] fusion(%x), kind=kLoop, calls=%f\n}\n"
)


def numbered_successively(*texts: str) -> list[Numbered]:
    parser, numbering = SuccessiveParser(), Numbering()
    return [numbering.number(parser.parse(text)) for text in texts]


def test_fusion_that_two_modules_share_is_numbered_once() -> None:
    first, second = numbered_successively(SHARING, SHARING.replace("%r", "%r.1"))
    assert [*first.leaves.values()] == [*second.leaves.values()] != []
    assert second.clusters == dict.fromkeys(
        second.by_name["n"].computation.instructions.values(), second.by_name["r.1"]
    )


def test_shared_fusion_that_is_given_another_value_is_numbered_anew() -> None:
    other = SHARING.replace("  ROOT %r = f32[8] fusion(%x)", "  %c = f32[8] cosine(%x)\n  ROOT %r = f32[8] fusion(%c)")
    first, second = numbered_successively(SHARING, other)
    assert first.by_name["n"] is second.by_name["n"]
    assert [*first.leaves.values()] != [*second.leaves.values()]
    assert second.values[second.by_name["p"]] == second.values[second.by_name["c"]]


def test_shared_fusion_whose_value_became_another_is_numbered_anew() -> None:
    twice = SHARING.replace("  ROOT %r", "  %y = f32[8] cosine(%x)\n  %z = f32[8] sine(%x)\n  ROOT %r").replace(
        "fusion(%x)", "fusion(%z)"
    )
    # What reads %z reads %y, so that the cosine of the two is one value; the fusion is given %z still.
    old = twice.replace("  ROOT %r", "  %a = f32[8] exponential(%y)\n  %b = f32[8] exponential(%z)\n  ROOT %r")
    old = old.replace("fusion(%z)", "fusion(%b)")
    new = old.replace("exponential(%z)", "exponential(%y)")
    first, second = numbered_successively(old, new)
    assert first.by_name["n"] is second.by_name["n"]
    assert second.values[second.by_name["p"]] == second.values[second.by_name["a"]]
    assert second.unions == 0
    assert second.values[second.by_name["p"]] != first.values[first.by_name["p"]]


def test_calls_that_multiply_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(value_walk, "VISIT_LIMIT", 1000)
    calls = "".join(
        f"call.{n} {{ p{n} = f32[8] parameter(0) a{n} = f32[8] call(p{n}), to_apply=call.{n - 1}"
        f" ROOT b{n} = f32[8] call(a{n}), to_apply=call.{n - 1} }}\n"
        for n in range(1, 60)
    )
    (found,) = numbers(
        "call.0 { p0 = f32[8] parameter(0) ROOT n0 = f32[8] negate(p0) }\n"
        + calls
        + "ENTRY m { x = f32[8] parameter(0) ROOT r = f32[8] call(x), to_apply=call.59 }"
    )
    assert 100 < len(found["n0"]) < 2000


def test_deep_chain_of_calls_is_no_recursion() -> None:
    calls = "".join(f"call.{n} {{ ROOT r{n} = f32[] call(), to_apply=call.{n - 1} }}\n" for n in range(1, 5000))
    (found,) = numbers(
        "call.0 { ROOT c = f32[] constant(1) }\n" + calls + "ENTRY m { ROOT r = f32[] call(), to_apply=call.4999 }"
    )
    assert found["r"] == found["c"]


@pytest.mark.parametrize("path", [*BEFORE, *AFTER], ids=folder_of)
def test_module_beside_itself_has_equal_values(path: Path) -> None:
    numbering = Numbering()
    first, second = (numbering.number(module_at(path)) for _ in range(2))
    assert first.values == second.values
    assert numbering.unions == 0
