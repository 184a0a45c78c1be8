"""Attributes: where each value ends, and what it is decoded to."""

from collections.abc import Callable

import pytest

from hloscope.ir import AttributeValue, HloInstruction, HloModule
from hloscope.parsers import parse
from tests.support.careful_path import parse_carefully
from tests.support.hlo_files import TARGETS, texts_by_target

DECODED: dict[str, AttributeValue] = {
    "true": True,
    "false": False,
    "1": 1,
    "-7": -7,
    "0": 0,
    "12345678901234567890": 12345678901234567890,
    "1.5": 1.5,
    "-1e-05": -1e-05,
    "1.": 1.0,
    "LT": "LT",
    "kLoop": "kLoop",
    "{}": (),
    "{ }": (),
    "{0}": (0,),
    "{1,0}": (1, 0),
    "{ 1 , -2 }": (1, -2),
    "{1, /*index=1*/2}": (1, 2),
    "{1 2}": "{1 2}",
    "{{0,1},{2,3}}": "{{0,1},{2,3}}",
    "{...}": "{...}",
    "[2,4]<=[4,2]T(1,0)": "[2,4]<=[4,2]T(1,0)",
    "0bf_0io->0bf": "0bf_0io->0bf",
    "2x4": "2x4",
    "s32[2]{0} {1,2}": "s32[2]{0} {1,2}",
    "(s32[], f32[2])": "(s32[], f32[2])",
    '"text"': "text",
    '""': "",
    "'it \"is\"'": 'it "is"',
    r'"\a\b\f\n\r\t\v\\\'\"\?"': "\a\b\f\n\r\t\v\\'\"?",
    r'"\x41\X42\103\1034\u00e9\U0001F600"': "ABCC4\u00e9\U0001f600",
    r'"\303\251 caf\xc3\xa9"': "\u00e9 caf\u00e9",
    r'"\377"': "\ufffd",
    r'"\U00110000"': "\ufffd",
    '"caf\u00e9"': "caf\u00e9",
    '"two\nlines"': "two\nlines",
    '"a, b={c}"': "a, b={c}",
    '{replicated, "}"}': '{replicated, "}"}',
}

# Larger than Python reads as a number: kept as text, and no error.
HUGE = ["9" * 5000, "-" + "9" * 5000, "{" + "9" * 5000 + "}", "{1," + "9" * 41 + "}"]


def root_of(line: str, *, is_careful: bool = False) -> HloInstruction:
    parser = parse_carefully if is_careful else parse
    return parser(f"ENTRY %e {{\n  %a = f32[2]{{0}} parameter(0)\n  {line}\n}}").entry.root


@pytest.mark.parametrize("is_careful", [False, True])
@pytest.mark.parametrize("text", DECODED)
def test_value(text: str, *, is_careful: bool) -> None:
    root = root_of(f"%b = f32[2]{{0}} negate(%a), x={text}, y=1", is_careful=is_careful)
    assert root.attributes == {"x": DECODED[text], "y": 1}
    assert type(root.attributes["x"]) is type(DECODED[text])


@pytest.mark.parametrize("is_careful", [False, True])
@pytest.mark.parametrize("text", HUGE, ids=["digits", "minus", "list", "long member"])
def test_number_of_thousands_of_digits_stays_text(text: str, *, is_careful: bool) -> None:
    root = root_of(f"%b = f32[2]{{0}} negate(%a), x={text}", is_careful=is_careful)
    assert root.attributes == {"x": text}


def test_fraction_of_thousands_of_digits_is_infinite() -> None:
    assert root_of(f"%b = f32[2]{{0}} negate(%a), x={'9' * 5000}.5").attributes == {"x": float("inf")}


def test_attributes_are_decoded_when_they_are_first_asked_for() -> None:
    module = parse("ENTRY e { a = f32[2] parameter(0) b = f32[2] negate(a), x=1 }")
    root = module.entry.root
    assert module.entry.decoded == {}
    assert root.attributes is root.attributes
    assert module.entry.decoded == {root: {"x": 1}}


def test_printing_decodes_nothing() -> None:
    module = parse('ENTRY e { a = f32[2] parameter(0) b = f32[2] negate(a), metadata={op_name="b"} }')
    assert 'metadata={op_name="b"}' in str(module)
    assert module.entry.decoded == {}


def test_questions_about_absent_attributes_decode_nothing() -> None:
    root = root_of("%b = f32[2]{0} negate(%a), x=1")
    assert (root.fusion_kind, root.custom_call_target, root.backend_config) == (None, None, None)
    assert root.control_predecessors == ()
    assert root.metadata.op_name == ""
    assert root.computation.decoded == {}


def test_instruction_without_attributes_has_none() -> None:
    root = root_of("%b = f32[2]{0} negate(%a)")
    assert root.attribute_text == ""
    assert root.attributes == {}


def test_text_is_as_written_without_what_stands_between_the_attributes() -> None:
    root = root_of("b = f32[2] negate(a) , // one\n x={0, /*index=1*/1}/**/,y=1")
    assert root.attribute_text == ", x={0, /*index=1*/1}, y=1"


ORIGIN = ', metadata={op_name="a, b" stack_frame_id=3}, backend_config={"x":"metadata={"}'


@pytest.mark.parametrize("parse_either", [parse, parse_carefully], ids=["fast", "careful"])
def test_metadata_and_config_at_the_end_are_annotations_and_what_is_in_front_of_them_is_shared(
    parse_either: Callable[[str], HloModule],
) -> None:
    module = parse_either(f"""HloModule m

ENTRY %main {{
  %a = f32[2]{{0}} parameter(0)
  %b = f32[2]{{0}} reverse(%a), dimensions={{0}}{ORIGIN}
  ROOT %c = f32[2]{{0}} reverse(%b), dimensions={{0}}
}}
""")
    _, one, other = module.entry.instructions.values()
    assert (one.settings, one.annotations) == (", dimensions={0}", ORIGIN)
    assert (other.settings, other.annotations) == (", dimensions={0}", "")
    assert one.metadata.op_name == "a, b"
    assert one.backend_config == '{"x":"metadata={"}'


def test_all_attributes_are_settings_up_to_the_last_that_is_no_annotation() -> None:
    first = root_of('b = f32[2] reverse(a), metadata={op_name="a"}, dimensions={0}, backend_config={}')
    assert first.settings == ', metadata={op_name="a"}, dimensions={0}, backend_config={}'
    assert first.annotations == ""
    assert first.metadata.op_name == "a"
    second = root_of('b = f32[2] reverse(a), backend_config={}, dimensions={0}, metadata={op_name="a"}')
    assert (second.settings, second.annotations) == (", backend_config={}, dimensions={0}", ', metadata={op_name="a"}')


def test_custom_call() -> None:
    root = root_of(r'%b = f32[2]{0} custom-call(%a), custom_call_target="__onednn$\"matmul\""')
    assert root.custom_call_target == '__onednn$"matmul"'


def test_fusion_kind() -> None:
    text = "f { x = f32[] parameter(0) } ENTRY e { a = f32[] parameter(0) b = f32[] fusion(a), kind=kInput, calls=f }"
    assert parse(text).entry.root.fusion_kind == "kInput"


@pytest.mark.parametrize("is_careful", [False, True])
@pytest.mark.parametrize(
    ("text", "decoded", "config"),
    [
        ('{"a":{"b":[1,"}"]}}', '{"a":{"b":[1,"}"]}}', {"a": {"b": [1, "}"]}}),
        ('"{\\"a\\":1}"', '{"a":1}', {"a": 1}),
        ('"text"', "text", {}),
        ("{not json}", "{not json}", {}),
        ("{/* a */}", "{/* a */}", {}),
        ('"[1]"', "[1]", {}),
        ('""', "", {}),
        ('"[' + "[" * 5000 + '"', "[" + "[" * 5000, {}),
        ('{"a":' + "9" * 5000 + "}", '{"a":' + "9" * 5000 + "}", {}),
    ],
    ids=["JSON", "JSON in a string", "text", "no JSON", "comment", "list", "empty", "deep", "huge"],
)
def test_backend_config(text: str, decoded: str, config: dict[str, object], *, is_careful: bool) -> None:
    root = root_of(f"%b = f32[2]{{0}} negate(%a), backend_config={text}", is_careful=is_careful)
    assert root.backend_config == decoded
    assert root.backend_config_json == config


@pytest.mark.parametrize("is_careful", [False, True])
def test_frontend_attributes_stay_as_written(*, is_careful: bool) -> None:
    text = '{_xla.x-y="1",composite.attributes={n = 1 : i32, tensor = dense<1> : tensor<i32>}}'
    root = root_of(f"%b = f32[2]{{0}} negate(%a), frontend_attributes={text}", is_careful=is_careful)
    assert root.attributes == {"frontend_attributes": text}


@pytest.mark.parametrize("is_careful", [False, True])
@pytest.mark.parametrize("text", ["{%a, %c}", "{a,c}", "{ %a , c }", "{%a, /*index=1*/%c}"])
def test_control_predecessors(text: str, *, is_careful: bool) -> None:
    line = f"%c = f32[2]{{0}} negate(%a)\n  %b = f32[2]{{0}} negate(%a), control-predecessors={text}"
    root = root_of(line, is_careful=is_careful)
    assert root.control_predecessors == tuple(root.computation.instructions[name] for name in "ac")


@pytest.mark.parametrize("target", TARGETS)
def test_every_attribute_of_testdata_is_decoded(target: str) -> None:
    for path, text in texts_by_target()[target].items():
        module = parse(text)
        assert list(module.attributes) == names_in(module.attribute_text), path
        for instruction in module.instructions():
            assert list(instruction.attributes) == names_in(instruction.attribute_text), (path, instruction)


def names_in(text: str) -> list[str]:
    """The names of attributes, told by commas that stand outside of brackets and strings."""
    names: list[str] = []
    depth, is_string, start = 0, False, 0
    for position, char in enumerate(text + ","):
        is_quote = char == '"' and not is_escaped(text, position)
        is_string ^= is_quote
        if is_string or is_quote:
            continue
        depth += {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}.get(char, 0)
        if char == "," and not depth:
            if position:
                names.append(text[start + 2 : position].partition("=")[0])
            start = position
    return names


def is_escaped(text: str, position: int) -> bool:
    """Whether an odd number of backslashes stands in front of a character."""
    before = text[:position]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
