"""Parts of modules: what is there is read, what is not is said, and nothing is made up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from hloscope.errors import ParseError
from hloscope.ir import HloModule
from hloscope.parsers import parse, parse_part
from tests.support.growth import grows_with
from tests.support.hlo_files import TARGETS, texts_by_target
from tests.support.mutations import ask_everything, edited, no_more_errors, random_edits, survives

TEXT = """\
HloModule jit_f, is_scheduled=true

%sum (a: f32[], b: f32[]) -> f32[] {
  %a = f32[] parameter(0)
  %b = f32[] parameter(1)
  ROOT %s = f32[] add(%a, %b)
}

%fused (p: f32[64,32], q: f32[32]) -> f32[64] {
  %p = f32[64,32]{1,0} parameter(0)
  %q = f32[32]{0} parameter(1)
  %bc = f32[64,32]{1,0} broadcast(%q), dimensions={1}
  %m = f32[64,32]{1,0} multiply(%p, %bc)
  %z = f32[] constant(0)
  ROOT %r = f32[64]{0} reduce(%m, %z), dimensions={1}, to_apply=%sum
}

ENTRY %main (x: f32[64,32], w: f32[32]) -> f32[64] {
  %x = f32[64,32]{1,0} parameter(0)
  %w = f32[32]{0} parameter(1)
  %t = f32[64,32]{1,0} tanh(%x)
  ROOT %fusion = f32[64]{0} fusion(%t, %w), kind=kInput, calls=%fused
}
"""
SUM, FUSED, MAIN = (f"%{name} (" for name in ("sum", "fused", "main"))
LINES = TEXT.split("\n")
SMALL = 20_000


def without(*texts: str) -> str:
    return "\n".join(line for line in LINES if not any(text in line for text in texts))


def computations(*names: str) -> str:
    return "\n".join(part for part in TEXT.split("\n\n") if any(f"%{name} (" in part for name in names)) + "\n"


def outline(module: HloModule) -> list[tuple[str, list[str]]]:
    return [(c.name, [i.opcode for i in c.instructions.values()]) for c in module.computations.values()]


def test_whole_module_has_no_gap_and_is_the_one_that_is_parsed() -> None:
    part = parse_part(TEXT)
    assert part.missing == ()
    assert str(part.module) == str(parse(TEXT))


@pytest.mark.parametrize("target", TARGETS)
def test_whole_dump_has_no_gap_and_is_the_one_that_is_parsed(target: str) -> None:
    for text in list(texts_by_target()[target].values())[:3]:
        part = parse_part(text)
        assert part.missing == ()
        assert outline(part.module) == outline(parse(text))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (TEXT[: TEXT.index("  ROOT %fusion")], ("computation 'main' has no end",)),
        (TEXT[: TEXT.index(", kind=kInput") - 4], ("computation 'main' has no end", "line 22 could not be read")),
        (
            TEXT[: TEXT.index("ENTRY")],
            ("it has no ENTRY computation; 'fused', the last one, is taken for it",),
        ),
        (TEXT[TEXT.index("  %m =") :], ("it begins inside a computation", "nothing defines computation %sum, %fused", "nothing defines %p, %bc")),
        (computations("main"), ("nothing defines computation %fused",)),
        (
            computations("fused"),
            ("it has no ENTRY computation; 'fused', the last one, is taken for it", "nothing defines computation %sum"),
        ),
        (TEXT.replace("  %bc =", "  ...\n  %bd ="), ("nothing defines %bc", "line 12 could not be read")),
        (TEXT.replace("HloModule jit_f, is_scheduled=true", "HloModule jit_f, is_sched={"), ("the line HloModule is cut",)),
        (without("} \n", "ENTRY %main"), ("a computation has no beginning", "it has no ENTRY computation; 'part', the last one, is taken for it")),
        (TEXT + computations("sum"), ("computation 'sum' is there twice, or below what calls it",)),
    ],
    ids=["end", "a line", "before ENTRY", "beginning", "callee", "lone", "dots", "header", "opening", "twice"],
)  # fmt: skip
def test_gaps_are_named(text: str, missing: tuple[str, ...]) -> None:
    assert parse_part(text).missing == missing


def test_name_is_the_one_in_the_header() -> None:
    assert parse_part(TEXT[: TEXT.index("  %t =")]).module.name == "jit_f"
    assert parse_part(TEXT[TEXT.index("  %t =") :]).module.name == ""


def test_what_is_not_there_is_an_instruction_of_no_opcode_of_xla() -> None:
    module = parse_part(TEXT[TEXT.index("  %m =") :]).module
    assert outline(module) == [
        ("sum", ["parameter", "parameter", "missing"]),
        ("part", ["missing", "missing", "multiply", "constant", "reduce"]),
        ("main", ["parameter", "parameter", "tanh", "missing", "fusion"])
        if "fused" not in module.computations
        else ("fused", ["parameter", "parameter", "missing"]),
        *([("main", ["parameter", "parameter", "tanh", "fusion"])] if "fused" in module.computations else []),
    ]
    assert not module.entry.instructions["fusion"].shape.is_unknown


def test_callee_that_is_not_there_has_the_shapes_that_its_caller_says() -> None:
    fused = parse_part(computations("main")).module.computations["fused"]
    assert [str(parameter.shape) for parameter in fused.parameters] == ["f32[64,32]{1,0}", "f32[32]{0}"]
    assert (fused.root.opcode, str(fused.root.shape)) == ("missing", "f32[64]{0}")
    region = parse_part(computations("fused")).module.computations["sum"]
    assert [str(parameter.shape) for parameter in region.parameters] == ["f32[]", "f32[]"]
    assert str(region.root.shape) == "f32[]"


@pytest.mark.parametrize(
    ("line", "callee", "shapes"),
    [
        ("ROOT %o = f32[2] while(%i), condition=%c, body=%b", "c", ["f32[2]", "pred[]"]),
        ("ROOT %o = f32[2] while(%i), condition=%c, body=%b", "b", ["f32[2]", "f32[2]"]),
        ("ROOT %o = f32[2] sort(%i), dimensions={0}, to_apply=%c", "c", ["f32[]", "f32[]", "pred[]"]),
        ("ROOT %o = f32[2] map(%i), dimensions={0}, to_apply=%c", "c", ["f32[]", "f32[]"]),
        ("ROOT %o = f32[2] conditional(%n, %i, %n), branch_computations={%c, %d}", "c", ["f32[2]", "f32[2]"]),
        ("ROOT %o = f32[2] all-reduce(%i), to_apply=%c", "c", ["f32[]", "f32[]", "f32[]"]),
        ("ROOT %o = (f32[], s32[]) reduce(%i, %n, %z, %n), dimensions={0}, to_apply=%c", "c", ["f32[]", "s32[]"] * 2 + ["(f32[], s32[])"]),
    ],
)  # fmt: skip
def test_callees_of_each_kind_have_shapes(line: str, callee: str, shapes: list[str]) -> None:
    head = "ENTRY e {\n  %i = f32[2] parameter(0)\n  %n = s32[] parameter(1)\n  %z = f32[] parameter(2)\n  "
    module = parse_part(f"{head}{line}\n}}\n").module
    computation = module.computations[callee]
    assert [str(node.shape) for node in (*computation.parameters, computation.root)] == shapes


def test_operand_has_the_shape_that_is_written_at_it() -> None:
    module = parse_part("ENTRY %e {\n  ROOT %y = f32[2]{0} add(f32[2]{0} %a, f32[2]{0} %b)\n}\n").module
    assert str(module.entry.instructions["a"].shape) == "f32[2]{0}"


@pytest.mark.parametrize("text", ["", "\n", "HloModule m\n", "nothing here", "}\n}\n", "HloModule m, x={", "e {\n}\n"])
def test_text_without_an_instruction_is_an_error(text: str) -> None:
    with pytest.raises(ParseError, match="expected an instruction of HLO"):
        parse_part(text)


def use(text: str) -> HloModule:
    module = parse_part(text).module
    with no_more_errors():
        ask_everything(module)
    return module


@pytest.mark.parametrize("target", TARGETS)
def test_any_piece_of_a_dump_gives_a_part_or_an_error(target: str) -> None:
    random = Random(target)  # noqa: S311 (the same inputs on each run)
    texts = [text for text in texts_by_target()[target].values() if len(text) < SMALL]
    taken: Counter[bool] = Counter()
    for _ in range(12):
        text = random.choice(texts)
        start, end = sorted(random.sample(range(len(text)), 2))
        for piece in (text[:end], text[start:], text[start:end], text[:start] + text[end:]):
            taken[survives(use, piece)] += 1
        taken[survives(use, edited(text, random_edits(random)))] += 1
    assert taken[True] > 4 * taken[False]


@pytest.mark.parametrize("target", TARGETS)
def test_gaps_are_found_wherever_the_parser_finds_an_error(target: str) -> None:
    """A text that is no module never passes for one."""
    random = Random(target)  # noqa: S311
    texts = [text for text in texts_by_target()[target].values() if len(text) < SMALL]
    for _ in range(20):
        text = edited(random.choice(texts), random_edits(random))
        try:
            parse(text)
        except ParseError:
            try:
                missing = parse_part(text).missing
            except ParseError:
                continue
            assert missing, text


HOSTILE: dict[str, Callable[[int], str]] = {
    "undefined operands": lambda n: "".join(f"  %x{i} = f32[2] add(%a, %q{i})\n" for i in range(n)),
    "undefined callees": lambda n: "".join(f"  %x{i} = f32[] reduce(%a, %a), dimensions={{0}}, to_apply=%r{i}\n" for i in range(n)),
    "computations without ends": lambda n: "".join(f"%c{i} {{\n  %a = f32[2] parameter(0)\n" for i in range(n)),
    "one name": lambda n: "".join("}\n%c {\n  %a = f32[2] parameter(0)\n" for _ in range(n)),
    "open comments": lambda n: "/* a\n" * n,
    "open strings": lambda n: '  %c = f32[2] add(%a), x={"x\n' * n,
    "open braces": lambda n: "  %c = f32[2] add(%a), x={{{\n" * n,
    "prose": lambda n: "what is this\n" * n,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text(name: str) -> None:
    head = "ENTRY %e {\n  %a = f32[2] parameter(0)\n"
    assert grows_with(lambda count: head + HOSTILE[name](count), parse_part)
