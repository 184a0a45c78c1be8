"""Why two instructions run apart: read off the module, or said to be inferred."""

import shlex

import pytest

from hloscope import load
from hloscope.cli import main
from hloscope.dump.in_memory import compilation_of_texts
from hloscope.testing import Selector, assert_fused, assert_pattern, opcode
from hloscope.testing.cuts import cut_between, cut_lines, nearest_site
from hloscope.testing.matching import assigned
from hloscope.testing.program import Program
from tests.support.asserting import failure_of
from tests.support.dumped import TESTDATA

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
NO_RULE = "XLA's fusion pass left them apart, by no rule that hloscope knows [inferred]"
INSTRUCTIONS = {instruction.name: instruction for instruction in PROGRAM.after.instructions()}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("copied", "fused", "copied is a copy of memory, and no kernel of XLA's own [exact]"),
        ("inside", "fused", "they are in different computations, branch and main [exact]"),
        ("fused", "other", "neither reads what the other writes [exact]"),
        ("last", "fused", "between them run user and end [exact]"),
        ("user", "fused", f"fused -> user: {NO_RULE}"),
        ("other", "end", f"other -> end: {NO_RULE}"),
    ],
)
def test_cut_says_why(one: str, other: str, reason: str) -> None:
    assert str(cut_between(INSTRUCTIONS[one], INSTRUCTIONS[other], PROGRAM)) == reason


def test_words_of_xla_are_part_of_the_reason() -> None:
    (dumped,) = load(TESTDATA / "jax-0.10.2-h100-passes" / "fusion_limits").compilations
    program = Program(dumped)
    names = {instruction.name: instruction for instruction in program.after.instructions()}
    cut = cut_between(names["gemm_fusion_dot_general.3"], names["loop_transpose_fusion"], program)
    assert str(cut) == (
        "gemm_fusion_dot_general.3 -> loop_transpose_fusion: other compiler: the producer is compiled by triton, which "
        'takes nothing of the other; XLA: "the producer is not fusible" [inferred]'
    )


def test_command_that_a_message_names_tells_more(capsys: pytest.CaptureFixture[str]) -> None:
    (dumped,) = load(TESTDATA / "jax-0.10.2-cpu" / "mlp").compilations
    with pytest.raises(AssertionError) as failure:
        assert_fused(dumped, "dot", "maximum")
    (command,) = [line for line in str(failure.value).splitlines() if line.startswith("  why: hloscope why ")]
    assert main([*shlex.split(command)[2:], "--json"]) == 0
    assert '"relation":"edge"' in capsys.readouterr().out


def test_program_that_is_on_no_disk_has_no_command() -> None:
    assert cut_lines(INSTRUCTIONS["user"], INSTRUCTIONS["fused"], PROGRAM) == [f"  cut: fused -> user: {NO_RULE}"]


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
