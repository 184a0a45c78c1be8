"""Heroes are those by which XLA names its GPU fusions: `input_reduce_select_fusion` has a reduce and a select."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from hloscope.analyses.fusions.heroes import hero_finder, heroes_of
from hloscope.ir import HloInstruction
from hloscope.parsers import parse
from tests.support.dumped import GPU_AFTER, after, folder_of, module_at

NAMED_BY_HEROES = re.compile(r"(?:loop|input)_(\w+)_fusion(?:\.\d+)*")


@pytest.mark.parametrize("path", GPU_AFTER, ids=folder_of)
def test_heroes_are_those_in_the_names_that_xla_gives(path: Path) -> None:
    for fusion in module_at(path).instructions():
        found = NAMED_BY_HEROES.fullmatch(fusion.name) if fusion.opcode == "fusion" else None
        if not found or fusion.called_computations[0].root.opcode == "copy":
            continue
        heroes = {hero.opcode.replace("-", "_") for hero in heroes_of(fusion.called_computations[0])}
        heroes.discard("copy")  # put in after the names are given, as a root or beside others
        assert "_".join(sorted(heroes)) == found[1], fusion.name


def test_names_of_many_kinds_are_judged() -> None:
    names = [i.name for path in GPU_AFTER for i in module_at(path).instructions() if i.opcode == "fusion"]
    heroes = {hero for name in names if (found := NAMED_BY_HEROES.fullmatch(name)) for hero in found[1].split("_")}
    assert {"add", "broadcast", "concatenate", "reduce", "scatter", "select", "transpose"} <= heroes


@pytest.mark.parametrize(
    ("folder", "fusion", "hero"),
    [
        pytest.param("jax-0.10.2-h100/mlp", "gemm_fusion_dot.1", "dot.5", id="the dot of a Triton gemm"),
        pytest.param("jax-0.10.2-h100/softmax", "triton_softmax.2", "reduce_max.9", id="the first reduce of a softmax"),
        pytest.param("jax-0.10.2-h100/train_step", "input_reduce_select_fusion", "reduce_sum.38.1", id="reduce before select"),
        pytest.param("jax-0.10.2-h100/concat", "input_concatenate_fusion", "concatenate.1.1", id="concatenate behind multiply"),
        pytest.param("jax-0.10.2-h100/transpose", "loop_add_fusion", "add.1.1", id="no transpose that a reverse reads too"),
        pytest.param("jax-0.10.2-cpu/mlp", "ynn_fusion", "dot_general.0", id="the dot of a library call"),
    ],
)  # fmt: skip
def test_hero_decides_how_a_fusion_is_compiled(folder: str, fusion: str, hero: str) -> None:
    assert [found.name for found in heroes_in(after(folder).entry.instructions[fusion])] == [hero]


def hero(lines: str, kind: str = "kLoop") -> str:
    text = f"""\
HloModule m
%sum {{ %a = f32[] parameter(0)  %b = f32[] parameter(1)  ROOT %c = f32[] add(%a, %b) }}
%body {{
  %x = f32[64,64]{{1,0}} parameter(0)
  %y = f32[64,64]{{1,0}} parameter(1)
  %zero = f32[] constant(0)
  %t = f32[64,64]{{1,0}} transpose(%x), dimensions={{1,0}}
  {lines}
}}
ENTRY %main {{
  %p = f32[64,64]{{1,0}} parameter(0)
  ROOT %f = f32[64,64]{{1,0}} fusion(%p, %p), kind={kind}, calls=%body
}}
"""
    return "".join(found.opcode for found in heroes_in(parse(text).entry.root))


def heroes_in(fusion: HloInstruction) -> Sequence[HloInstruction]:
    """The one hero, or none."""
    return hero_finder(fusion)(fusion.called_computations[0])


@pytest.mark.parametrize(
    ("lines", "opcode"),
    [
        ("ROOT %r = f32[64,64]{1,0} add(%x, %y)", "add"),
        ("ROOT %r = f32[64,64]{1,0} negate(%t)", "transpose"),
        ("ROOT %r = f32[64,64]{1,0} add(%t, %y)", "transpose"),
        ("%u = f32[64,64]{1,0} transpose(%y), dimensions={1,0}\n ROOT %r = f32[64,64]{1,0} add(%t, %u)", "add"),
        ("%v = f32[64,64]{1,0} sine(%t)\n %w = f32[64,64]{1,0} reverse(%v), dimensions={0}\n ROOT %r = f32[64,64]{1,0} add(%v, %w)", "add"),
        ("ROOT %r = f32[64]{0} reduce(%t, %zero), dimensions={1}, to_apply=%sum", "reduce"),
        ("%s = f32[64]{0} reduce(%t, %zero), dimensions={1}, to_apply=%sum\n ROOT %r = f32[8,8]{1,0} bitcast(%s)", "reduce"),
        ("%s = f32[64]{0} reduce(%x, %zero), dimensions={1}, to_apply=%sum\n ROOT %r = f32[64]{0} multiply(%s, %s)", "multiply"),
        ("ROOT %r = f32[64,64]{0,1} copy(%x)", "copy"),
        ("ROOT %r = f32[64,64]{1,0} copy(%x)", "copy"),
        ("ROOT %r = (f32[64,64]{1,0}, f32[64]{0}) tuple(%x, %y)", "parameter"),
        ("%q = f32[64,8]{1,0} slice(%x), slice={[0:64], [0:8]}\n ROOT %r = f32[8,64]{1,0} transpose(%q), dimensions={1,0}", "transpose"),
        ("%q = f32[8,8]{1,0} slice(%x), slice={[0:8], [0:8]}\n %o = f32[8,8]{1,0} transpose(%q), dimensions={1,0}\n ROOT %r = f32[8,8]{1,0} negate(%o)", "negate"),
        ("%q = f32[64,64,1]{2,1,0} bitcast(%x)\n %o = f32[64,64,1]{2,1,0} transpose(%q), dimensions={1,0,2}\n ROOT %r = f32[64,64,1]{2,1,0} negate(%o)", "transpose"),
        ("%q = f32[8,2,256]{2,1,0} bitcast(%x)\n %o = f32[2,8,256]{2,1,0} transpose(%q), dimensions={1,0,2}\n ROOT %r = f32[2,8,256]{2,1,0} negate(%o)", "negate"),
        ("%o = f32[64,64]{1,0} transpose(%x)\n ROOT %r = f32[64,64]{1,0} negate(%o)", "negate"),
        ("%o = f32[64,64]{1,0} transpose(), dimensions={1,0}\n ROOT %r = f32[64,64]{1,0} negate(%o)", "negate"),
    ],
)  # fmt: skip
def test_hero_lies_behind_operations_of_single_elements(lines: str, opcode: str) -> None:
    assert hero(lines) == opcode


def test_custom_fusion_without_a_demanding_operation_has_an_ordinary_hero() -> None:
    assert hero("ROOT %r = f32[64,64]{1,0} negate(%t)", kind="kCustom") == "transpose"


def test_output_fusion_was_made_for_its_product() -> None:
    lines = "%d = f32[64,64]{1,0} dot(%x, %y), lhs_contracting_dims={1}, rhs_contracting_dims={0}"
    assert hero(f"{lines}\n ROOT %r = f32[64,64]{{1,0}} add(%d, %y)", kind="kOutput") == "dot"


def test_only_so_many_results_are_looked_behind() -> None:
    chain = "".join(f"%i{n + 1} = f32[64,64]{{1,0}} negate(%i{n})\n" for n in range(5_000))
    results = ", ".join(f"%i{n}" for n in range(5_000))
    assert hero(f"%i0 = f32[64,64]{{1,0}} sine(%x)\n{chain} ROOT %r = (f32[1]) tuple({results})") == "sine"
