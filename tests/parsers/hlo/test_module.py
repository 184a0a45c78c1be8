"""HLO text as XLA's parser understands it, in whatever way it is written."""

import gc
from collections.abc import Iterator

import pytest

from hloscope.errors import ParseError
from hloscope.parsers import parse, parse_modules
from tests.support.careful_path import parse_carefully
from tests.support.equality import differences, differences_in_print
from tests.support.hlo_examples import ACCEPTED
from tests.support.meanings import meaning_of

CHAIN = 100_000


def chain(length: int) -> str:
    """A text in the form that XLA prints, each instruction the operand of the next."""
    lines = [f"  %n{i} = f32[2]{{0}} negate(%n{i - 1})\n" for i in range(1, length)]
    return f"HloModule m\n\nENTRY %e (n0: f32[2]) -> f32[2] {{\n  %n0 = f32[2]{{0}} parameter(0)\n{''.join(lines)}}}\n"


@pytest.fixture
def collector() -> Iterator[None]:
    """Leaves the garbage collector as it was, whatever a test does to it."""
    was_enabled = gc.isenabled()
    yield
    (gc.enable if was_enabled else gc.disable)()


@pytest.mark.parametrize("name", ACCEPTED)
def test_text_means(name: str) -> None:
    assert meaning_of(parse(ACCEPTED[name].text)) == ACCEPTED[name].meaning.strip()


@pytest.mark.parametrize("name", ACCEPTED)
def test_printed_text_means_the_same(name: str) -> None:
    assert differences_in_print(parse(ACCEPTED[name].text)) == []


@pytest.mark.parametrize("name", ACCEPTED)
def test_line_ends_change_nothing(name: str) -> None:
    text = ACCEPTED[name].text.replace("\r\n", "\n")
    assert differences(parse(text), parse(text.replace("\n", "\r\n"))) == []


def test_header_gives_name_and_attributes() -> None:
    module = parse("HloModule jit_f, is_scheduled=true, replica_count=2\nENTRY e { a = f32[] parameter(0) }")
    assert module.name == "jit_f"
    assert module.is_scheduled
    assert module.attributes == {"is_scheduled": True, "replica_count": 2}


def test_text_without_header_has_no_name() -> None:
    module = parse("ENTRY e { a = f32[] parameter(0) }")
    assert module.name == ""
    assert not module.is_scheduled
    assert module.attributes == {}


def test_printed_text_without_header_is_named_like_its_entry() -> None:
    assert str(parse("ENTRY e { a = f32[] parameter(0) }")).startswith("HloModule %e\n")


def test_a_chain_of_100_000_instructions() -> None:
    module = parse(chain(CHAIN))
    assert len(module.entry.instructions) == CHAIN
    assert module.entry.root.name == f"n{CHAIN - 1}"
    assert module.entry.instructions["n7"].users == (module.entry.instructions["n8"],)
    assert differences_in_print(module) == []


def test_500_nested_operands() -> None:
    root = parse("ENTRY e { a = f32[2] parameter(0) b = " + "negate(" * 500 + "a" + ")" * 500 + "}").entry.root
    depth = 0
    while root.operands:
        (root,) = root.operands
        depth += 1
    assert (depth, root.name) == (500, "a")


def test_tuples_nested_80_deep() -> None:
    shape = "(" * 80 + "f32[2]" + ")" * 80
    module = parse(f"ENTRY e {{ a = {shape} parameter(0) }}")
    assert str(module.entry.root.shape) == shape
    assert len(module.entry.root.shape.leaves()) == 1


def test_a_name_of_100_000_characters() -> None:
    name = "a" * 100_000
    assert parse(f"ENTRY e {{ {name} = f32[] parameter(0) }}").entry.root.name == name


def test_tuples_that_double_line_by_line_are_not_inferred_for_ever() -> None:
    doubling = "".join(f"  t{i + 1} = tuple(t{i}, t{i})\n" for i in range(100))
    module = parse(f"ENTRY e {{\n  t0 = f32[2] parameter(0)\n{doubling}}}")
    assert str(module.entry.instructions["t2"].shape) == "((f32[2], f32[2]), (f32[2], f32[2]))"
    assert module.entry.root.shape.is_unknown


def test_unknown_opcodes_and_attributes_are_kept() -> None:
    text = "%b = f32[2]{0} frobnicate(%a), colour=blue, shades={1,2}"
    root = parse(f"ENTRY e {{ a = f32[2] parameter(0) {text} }}").entry.root
    assert str(root) == text
    assert root.attributes == {"colour": "blue", "shades": (1, 2)}


def test_shapes_are_shared() -> None:
    module = parse(chain(3))
    assert len({id(instruction.shape) for instruction in module.instructions()}) == 1


def test_modules_of_one_text() -> None:
    texts = [example.text for example in ACCEPTED.values() if example.text.startswith("HloModule")]
    modules = list(parse_modules("\n".join(texts)))
    assert len(modules) == len(texts) > 20
    assert [differences(parse(text), module) for text, module in zip(texts, modules, strict=True)] == [[]] * len(texts)


def test_modules_are_parsed_when_they_are_asked_for() -> None:
    modules = parse_modules("HloModule m\nENTRY e { a = f32[] parameter(0) }\nHloModule n\nbroken", filename="x.hlo")
    assert next(modules).name == "m"
    with pytest.raises(ParseError) as error:
        next(modules)
    assert error.value.location == "x.hlo:4:7"


@pytest.mark.parametrize("is_enabled", [True, False])
@pytest.mark.parametrize("text", ["ENTRY e { a = f32[] parameter(0) }", "broken"])
@pytest.mark.usefixtures("collector")
def test_garbage_collector_is_left_as_it_was(text: str, *, is_enabled: bool) -> None:
    (gc.enable if is_enabled else gc.disable)()
    try:
        parse(text)
        list(parse_modules(text))
    except ParseError:
        assert text == "broken"
    assert gc.isenabled() is is_enabled


@pytest.mark.parametrize("name", ACCEPTED)
def test_careful_path_means_the_same(name: str) -> None:
    assert differences(parse(ACCEPTED[name].text), parse_carefully(ACCEPTED[name].text)) == []
