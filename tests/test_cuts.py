"""Why two instructions run apart: read off the module, or said to be inferred."""

import pytest

from hloscope.dump_kept import compilation_of_texts
from hloscope.testing import Selector, assert_pattern, opcode
from hloscope.testing.cuts import cut_between, nearest_site
from hloscope.testing.matching import assigned
from hloscope.testing.program import Program
from tests.asserting import failure_of

MODULE = """\
HloModule jit_f, is_scheduled=true

%pair {
  %p = f32[4]{0} parameter(0)
  %s = f32[4]{0} sine(%p)
  ROOT %n = f32[4]{0} negate(%s)
}

%branch {
  %q = f32[4]{0} parameter(0)
  ROOT %inside = f32[4]{0} cosine(%q)
}

%sum {
  %l = f32[] parameter(0)
  %r = f32[] parameter(1)
  ROOT %a = f32[] add(%l, %r)
}

ENTRY %main {
  %x = f32[4]{0} parameter(0)
  %zero = f32[] constant(0)
  %fused = f32[4]{0} fusion(%x), kind=kLoop, calls=%pair
  %copied = f32[4]{0} copy(%fused)
  %user = f32[4]{0} tanh(%fused)
  %other = f32[4]{0} abs(%x)
  %end = f32[4]{0} multiply(%user, %other)
  %last = f32[4]{0} floor(%end)
  %total = f32[] reduce(%last, %zero), dimensions={0}, to_apply=%sum
  %root = f32[] sqrt(%total)
  %called = f32[4]{0} call(%x), to_apply=%branch
  ROOT %result = (f32[], f32[4]{0}, f32[4]{0}) tuple(%root, %called, %copied)
}
"""
COMPILATION = compilation_of_texts(MODULE, MODULE)
PROGRAM = Program(COMPILATION)
INSTRUCTIONS = {instruction.name: instruction for instruction in PROGRAM.after.instructions()}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("copied", "fused", "copied is a copy of memory, and no kernel of XLA's own [exact]"),
        ("inside", "fused", "they are in different computations, branch and main [exact]"),
        ("fused", "other", "neither reads what the other writes [exact]"),
        ("last", "fused", "between them run user and end [exact]"),
        ("user", "fused", "fused has 2 readers, each of which would compute it again [inferred]"),
        ("total", "root", "total ends in a reduce, whose whole result root may need at once [inferred]"),
        ("other", "end", "XLA's fusion pass left other and end apart [inferred]"),
    ],
)
def test_cut_says_why(one: str, other: str, reason: str) -> None:
    assert str(cut_between(INSTRUCTIONS[one], INSTRUCTIONS[other], PROGRAM)) == reason


def test_nearest_site_is_the_one_with_the_shortest_way() -> None:
    sites = {site.instruction.name: site for site in PROGRAM.sites}
    candidates = [sites[name] for name in ("inside", "fused", "user", "end")]
    assert nearest_site(INSTRUCTIONS["last"], candidates).instruction.name == "end"
    assert nearest_site(INSTRUCTIONS["last"], candidates[:1]).instruction.name == "inside"


def test_operation_moves_on_where_another_selector_needs_it() -> None:
    sine, negate = PROGRAM.fusions.clusters[0].operations
    anything = Selector("anything", lambda _: True)
    assert assigned([anything], [sine, negate]) == [sine]
    assert assigned([anything, opcode("sine")], [sine, negate]) == [negate, sine]
    assert assigned([anything, anything, opcode("sine")], [sine, negate]).count(None) == 1


def test_argument_of_the_program_in_place_of_a_part_is_no_cut() -> None:
    message = failure_of(lambda: assert_pattern(COMPILATION, "negate(sine(abs(x)))"))
    assert message == (
        "expected the pattern in jit_f (jax cpu), found it nowhere in 1 cluster\n"
        "pattern: negate(sine(abs(x)))\n"
        "nearest: fused (kLoop), where 2 parts of it fit\n"
        "expected abs(x), found parameter p\n"
        "more: hloscope.report(compilation).to_dict()"
    )


def test_pattern_in_a_program_without_clusters_is_nowhere() -> None:
    text = "HloModule m, is_scheduled=true\nENTRY e { x = f32[4] parameter(0)  ROOT n = f32[4] negate(x) }"
    message = failure_of(lambda: assert_pattern(compilation_of_texts(text, text), "negate(x)"))
    assert message == (
        "expected the pattern in m (cpu), found it nowhere in 0 clusters\n"
        "pattern: negate(x)\n"
        "more: hloscope.report(compilation).to_dict()"
    )
