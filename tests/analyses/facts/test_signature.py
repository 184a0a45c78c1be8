"""Signatures do not see names, and see everything that changes what is computed."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hloscope.analyses.facts.operations import FUSIONS
from hloscope.analyses.facts.signature import Signer, compilation_signature, signature_of
from hloscope.analyses.facts.structures import Structures
from hloscope.ir import HloModule
from hloscope.parsers import parse
from tests.support.dumped import AFTER, folder_of, module_at

MODULE = """\
HloModule m, is_scheduled=true

%sum {
  %a = f32[] parameter(0)
  %b = f32[] parameter(1)
  ROOT %c = f32[] add(%a, %b)
}

%body {
  %p0 = f32[4,8]{1,0} parameter(0)
  %p1 = f32[8]{0} parameter(1)
  %row = f32[4,8]{1,0} broadcast(%p1), dimensions={1}
  %less = pred[4,8]{1,0} compare(%p0, %row), direction=LT, metadata={op_name="lt"}
  %chosen = f32[4,8]{1,0} select(%less, %p0, %row)
  %shifted = f32[4,8]{1,0} subtract(%chosen, %p0)
  %part = f32[2,8]{1,0} slice(%shifted), slice={[0:2], [0:8]}
  %zero = f32[] constant(0)
  ROOT %total = f32[2]{0} reduce(%part, %zero), dimensions={1}, to_apply=%sum
}

ENTRY %main {
  %x = f32[4,8]{1,0} parameter(0)
  %y = f32[8]{0} parameter(1)
  ROOT %f = f32[2]{0} fusion(%x, %y), kind=kLoop, calls=%body
}
"""
PINNED = "3c1f11fcc5e00020"
PINNED_COMPILATION = "77da61831a1ab7c8"

# Long enough for a case each, and all of them in a second.
DUMPED = [path for path in AFTER if path.stat().st_size < 60_000]


def sign(text: str) -> str:
    return signature_of(parse(text).entry.root)


def edited(*edits: tuple[str, str]) -> str:
    text = MODULE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return text


def fusion_signatures(module: HloModule) -> list[str]:
    signer = Signer()
    return [signer.signature_of(i) for i in module.instructions() if i.opcode in FUSIONS]


def test_signature_is_the_same_in_every_version() -> None:
    assert sign(MODULE) == PINNED
    assert compilation_signature(parse(MODULE)) == PINNED_COMPILATION


@pytest.mark.parametrize("seed", ["1", "2"])
def test_signature_is_the_same_in_another_process(seed: str) -> None:
    program = (
        "import sys; from hloscope.parsers import parse; from hloscope.analyses.facts.signature import signature_of\n"
        "print(signature_of(parse(sys.stdin.read()).entry.root))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", program], input=MODULE, capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == PINNED


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([("%row", "%other")], id="name of an instruction"),
        pytest.param([("%body", "%fused_computation.7")], id="name of the body"),
        pytest.param([("%sum", "%region_0.1")], id="name of a region"),
        pytest.param([('"lt"', '"while/body/lt" source_file="a.py" source_line=3')], id="metadata"),
        pytest.param([(', metadata={op_name="lt"}', "")], id="no metadata"),
        pytest.param(
            [('direction=LT, metadata={op_name="lt"}', 'metadata={op_name="lt"}, direction=LT')],
            id="order of attributes",
        ),
        pytest.param([("direction=LT", 'direction=LT, backend_config={"sizes":["16"]}')], id="backend_config"),
        pytest.param([("direction=LT", 'direction=LT, frontend_attributes={a="b"}')], id="frontend attributes"),
        pytest.param([("direction=LT", "direction=LT, channel_id=7")], id="channel id"),
        pytest.param([("direction=LT", "direction=LT, sharding={replicated}")], id="sharding"),
        pytest.param([("dimensions={1}, to_apply=%sum", "to_apply=%sum, dimensions={1}")], id="order with a region"),
        pytest.param([("kind=kLoop", "kind=kInput")], id="kind of the fusion"),
        pytest.param([("constant(0)", "constant(1)")], id="value of a constant"),
        pytest.param(
            [
                ("%p0 = f32[4,8]{1,0} parameter(0)", "%p0 = f32[4,8]{1,0} parameter(1)"),
                ("%p1 = f32[8]{0} parameter(1)", "%p1 = f32[8]{0} parameter(0)"),
                ("fusion(%x, %y)", "fusion(%y, %x)"),
            ],
            id="order of parameters",
        ),
        pytest.param(
            [("  %zero = f32[] constant(0)\n", ""), ("  %row =", "  %zero = f32[] constant(0)\n  %row =")],
            id="order of instructions",
        ),
        pytest.param(
            [("  ROOT %total", "  %dead = f32[4,8]{1,0} negate(%p0)\n  ROOT %total")], id="what nothing reads"
        ),
    ],
)
def test_signature_does_not_see(edits: list[tuple[str, str]]) -> None:
    assert sign(edited(*edits)) == PINNED


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([("subtract(%chosen", "add(%chosen")], id="opcode"),
        pytest.param([("%x = f32[4,8]", "%x = f32[5,8]"), ("f32[4,8]", "f32[5,8]")], id="dimensions of a shape"),
        pytest.param([("f32[", "bf16[")], id="element type"),
        pytest.param([("%shifted = f32[4,8]{1,0}", "%shifted = f32[4,8]{0,1}")], id="layout"),
        pytest.param([("subtract(%chosen, %p0)", "subtract(%p0, %chosen)")], id="order of operands"),
        pytest.param([("subtract(%chosen, %p0)", "subtract(%chosen, %row)")], id="wiring"),
        pytest.param([("subtract(%chosen, %p0)", "subtract(%chosen, %chosen)")], id="sharing"),
        pytest.param([("direction=LT", "direction=LE")], id="direction"),
        pytest.param([("slice={[0:2], [0:8]}", "slice={[1:3], [0:8]}")], id="slice"),
        pytest.param([("dimensions={1}, to_apply", "dimensions={1}, is_sorted=true, to_apply")], id="an attribute nobody knows"),
        pytest.param([("add(%a, %b)", "maximum(%a, %b)")], id="opcode in a region"),
        pytest.param([("add(%a, %b)", "add(%b, %a)")], id="meaning of a region's parameters"),
        pytest.param([("ROOT %total", "%total"), ("to_apply=%sum\n", "to_apply=%sum\n  ROOT %t = (f32[2]) tuple(%total)\n")], id="results"),
    ],
)  # fmt: skip
def test_signature_sees(edits: list[tuple[str, str]]) -> None:
    assert sign(edited(*edits)) != PINNED


def nested(inner_parameters: tuple[int, int], operands: str) -> str:
    first, second = inner_parameters
    return sign(f"""\
HloModule m
%inner {{
  %a = f32[4] parameter({first})
  %b = f32[4] parameter({second})
  ROOT %d = f32[4] subtract(%a, %b)
}}
%outer {{
  %p = f32[4] parameter(0)
  %q = f32[4] sine(%p)
  ROOT %n = f32[4] fusion({operands}), kind=kLoop, calls=%inner
}}
ENTRY %main {{
  %x = f32[4] parameter(0)
  ROOT %f = f32[4] fusion(%x), kind=kLoop, calls=%outer
}}
""")


def test_nested_fusion_is_signed_by_what_its_parameters_are_given() -> None:
    p_minus_q = nested((0, 1), "%p, %q")
    assert nested((1, 0), "%q, %p") == p_minus_q
    assert nested((0, 1), "%q, %p") != p_minus_q
    assert nested((1, 0), "%p, %q") != p_minus_q


@pytest.mark.parametrize("path", DUMPED, ids=folder_of)
def test_dumped_module_keeps_its_signatures_under_other_names(path: Path) -> None:
    module = module_at(path)
    text = re.sub(r"\b(to_apply|calls|condition|body|true_computation|false_computation)=(?!%)", r"\1=%", str(module))
    text = re.sub(
        r"(?:(?:branch|called)_computations|control-predecessors)=\{[^}]*\}",
        lambda found: re.sub(r"([{ ])(?!%)", r"\1%", found[0]),
        text,
    )
    text = re.sub(r"%([\w.\-]+)", r"%renamed_\1.9", text)
    text = re.sub(r'op_name="[^"]*"', 'op_name="x"', text)
    text = re.sub(r"channel_id=\d+", "channel_id=77", text)
    renamed = parse(text)
    assert fusion_signatures(renamed) == fusion_signatures(module)
    assert compilation_signature(renamed) == compilation_signature(module)


@pytest.mark.parametrize("path", DUMPED, ids=folder_of)
def test_dumped_fusions_of_one_signature_hold_the_same_operations(path: Path) -> None:
    module = module_at(path)
    contents: dict[str, set[tuple[tuple[tuple[str, str], int], ...]]] = {}
    fusions = [i for i in module.instructions() if i.opcode in FUSIONS]
    for fusion, signature in zip(fusions, fusion_signatures(module), strict=True):
        body = fusion.called_computations[0].instructions.values()
        counts = Counter((i.opcode, str(i.shape)) for i in body)
        contents.setdefault(signature, set()).add(tuple(sorted(counts.items())))
    assert all(len(found) == 1 for found in contents.values())


@given(path=st.sampled_from(DUMPED), data=st.data())
def test_another_opcode_in_a_dumped_fusion_changes_its_signature(path: Path, data: st.DataObject) -> None:
    module = module_at(path)
    lines = str(module).splitlines()
    fused = {c.name for i in module.instructions() if i.opcode in FUSIONS for c in i.called_computations}
    places = [n for n, line in enumerate(lines) if re.search(r" (add|multiply|exponential|select)\(", line)]
    owners = {n: next(line for line in lines[n::-1] if line.endswith("{")) for n in places}
    inside = [n for n, owner in owners.items() if (found := re.match(r"%(\S+)", owner)) and found[1] in fused]
    if not inside:
        return
    place = data.draw(st.sampled_from(inside))
    lines[place] = re.sub(r" (add|multiply|exponential|select)\(", r" other-\1(", lines[place], count=1)
    other = parse("\n".join(lines))
    assert Counter(fusion_signatures(other)) != Counter(fusion_signatures(module))


def test_compilation_signature_sees_how_a_fusion_is_compiled_and_how_often() -> None:
    once = compilation_signature(parse(MODULE))
    assert compilation_signature(parse(edited(("kind=kLoop", "kind=kInput")))) != once
    twice = "  %g = f32[2]{0} fusion(%x, %y), kind=kLoop, calls=%body\n  ROOT %f"
    assert compilation_signature(parse(edited(("  ROOT %f", twice)))) != once


def test_compilation_signature_does_not_see_the_order_of_launches() -> None:
    lines = ["  %g = f32[4,8]{1,0} negate(%x)\n", "  %h = f32[8]{0} sine(%y)\n"]
    first = edited(("  ROOT %f", "".join(lines) + "  ROOT %f"))
    second = edited(("  ROOT %f", "".join(reversed(lines)) + "  ROOT %f"))
    assert compilation_signature(parse(first)) == compilation_signature(parse(second))


def exact_forms(module: HloModule) -> list[str]:
    structures = Structures()
    fusions = [i for i in module.instructions() if i.opcode in FUSIONS]
    return [structures.of(fusion.called_computations[0]).structure.exact for fusion in fusions]


def test_exact_forms_tell_constants_apart() -> None:
    zero, one = (parse(edited(("constant(0)", f"constant({value})"))) for value in (0, 1))
    assert exact_forms(zero) != exact_forms(one)


def test_exact_forms_take_constants_that_the_text_leaves_out_for_different_ones() -> None:
    bodies = "".join(
        f"%{name} {{ %c.{name} = f32[999] constant({{...}})  ROOT %n = f32[999] negate(%c.{name}) }}\n" for name in "ab"
    )
    module = parse(
        f"HloModule m\n{bodies}ENTRY %main {{\n  %f = f32[999] fusion(), kind=kLoop, calls=%a\n"
        "  ROOT %g = f32[999] fusion(), kind=kLoop, calls=%b\n}\n"
    )
    fusions = module.entry.instructions.values()
    assert len(set(exact_forms(module))) == 2
    assert len({signature_of(fusion) for fusion in fusions}) == 1


def test_long_chains_of_operations_and_of_nested_fusions_are_signed() -> None:
    count = 20_000
    chain = "".join(f"  %i{n + 1} = f32[4] negate(%i{n})\n" for n in range(count))
    nests = "".join(
        f"%f{n + 1} {{ %p = f32[4] parameter(0)  ROOT %r = f32[4] fusion(%p), kind=kLoop, calls=%f{n} }}\n"
        for n in range(2_000)
    )
    text = f"%f0 {{\n  %i0 = f32[4] parameter(0)\n{chain}  ROOT %last = f32[4] copy(%i{count})\n}}\n{nests}"
    entry = "ENTRY %m { %x = f32[4] parameter(0)  ROOT %r = f32[4] fusion(%x), kind=kLoop, calls=%f2000 }"
    assert len(sign(f"HloModule m\n{text}{entry}")) == 16


def test_sharing_that_doubles_at_each_step_is_signed_once() -> None:
    chain = "".join(f"  %i{n + 1} = f32[4] add(%i{n}, %i{n})\n" for n in range(200))
    text = f"HloModule m\n%f {{\n  %i0 = f32[4] parameter(0)\n{chain}  ROOT %last = f32[4] copy(%i200)\n}}\n"
    assert (
        len(sign(text + "ENTRY %m { %x = f32[4] parameter(0)  ROOT %r = f32[4] fusion(%x), kind=kLoop, calls=%f }"))
        == 16
    )


def test_text_that_looks_like_metadata_is_kept_with_the_attribute_that_holds_it() -> None:
    plain = sign(edited(("direction=LT", "direction=LT, a={b}")))
    looks = sign(edited(("direction=LT", "direction=LT, a={b, metadata={}}")))
    assert looks != plain
