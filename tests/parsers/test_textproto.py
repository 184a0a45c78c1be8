"""The text form of protocol buffers, by the specification on protobuf.dev and on files that XLA wrote."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hloscope.errors import HloscopeError, ParseError
from hloscope.parsers import TextProto, parse_textproto

TESTDATA = Path(__file__).parents[2] / "testdata"
FILES = sorted(
    path
    for pattern in ("*/*/*.pbtxt", "*/*/*.textproto", "*/*/*thunk_metadata.txt", "*/*/*memory-usage-report.pbtxt")
    for path in TESTDATA.glob(pattern)
)

VALUES: dict[str, list[object]] = {
    "1": [1],
    "-2": [-2],
    "- 2": [-2],
    "0": [0],
    "0x1F": [31],
    "017": [15],
    "2.5": [2.5],
    ".5": [0.5],
    "1.": [1.0],
    "1e3": [1000.0],
    "1.5E-1f": [0.15],
    "10f": [10.0],
    "-inf": [-math.inf],
    "Infinity": ["Infinity"],
    "true": [True],
    "False": [False],
    "GPU_DEFAULT": ["GPU_DEFAULT"],
    '"text"': ["text"],
    "'it\"s'": ['it"s'],
    '"two " \'strings\'\n"."': ["two strings."],
    r'"\n\t\"\\\?\x41\101"': ['\n\t"\\?AA'],
    r'"\303\251 \u00e9 \U0001F600"': ["\u00e9 \u00e9 \U0001f600"],
    r'"\377"': ["\ufffd"],
    r'"\U00110000"': ["\ufffd"],
    '"# no comment"': ["# no comment"],
    "[]": [],
    "[1, 2]": [1, 2],
    "[1 # one\n, 'a', B]": [1, "a", "B"],
    "[{b: 1}, <b: 2>]": [{"b": [1]}, {"b": [2]}],
    "{ }": [{}],
    "{ b { c: 1 } }": [{"b": [{"c": [1]}]}],
    "{b:1,c:2;d:3}": [{"b": [1], "c": [2], "d": [3]}],
}

ERRORS = {
    "a {": "x.pbtxt:1:4: expected a field name or '}', found the end of the text\n  a {\n     ^",
    "a }": "x.pbtxt:1:3: expected ':' or '{', found '}'\n  a }\n    ^",
    "a 1": "x.pbtxt:1:3: expected ':' or '{', found '1'\n  a 1\n    ^",
    "a: }": "x.pbtxt:1:4: expected a value, found '}'\n  a: }\n     ^",
    "a: -B": "x.pbtxt:1:4: expected a value, found '-'\n  a: -B\n     ^",
    "a: 08": "x.pbtxt:1:4: expected a value, found '08'\n  a: 08\n     ^",
    "a: [1": "x.pbtxt:1:6: expected a value or ']', found the end of the text\n  a: [1\n       ^",
    'a: "b\n"': "x.pbtxt:1:4: expected a string with its closing quote, found '\"'\n  a: \"b\n     ^",
    "b: 1\n  2": "x.pbtxt:2:3: expected a field name, found '2'\n    2\n    ^",
    "a < b: 1 }": "x.pbtxt:1:10: expected a field name or '>', found '}'\n  a < b: 1 }\n           ^",
}


@pytest.mark.parametrize(("text", "values"), VALUES.items(), ids=VALUES)
def test_value_is_read(text: str, values: list[object]) -> None:
    assert parse_textproto(f"a: {text} z: 1") == {"a": values, "z": [1]}


def test_not_a_number_is_read() -> None:
    (value,) = parse_textproto("a: nan")["a"]
    assert isinstance(value, float)
    assert math.isnan(value)


def test_repeated_field_keeps_its_order() -> None:
    assert parse_textproto("a: 1 b: 2 a: [3, 4] a { c: 5 }") == {"a": [1, 3, 4, {"c": [5]}], "b": [2]}


def test_extension_is_named_as_written() -> None:
    text = "[type.googleapis.com/xla.gpu.Config] { a: 1 }"
    assert parse_textproto(text) == {"[type.googleapis.com/xla.gpu.Config]": [{"a": [1]}]}


@pytest.mark.parametrize("text", ["", " \n", "# only a comment"])
def test_empty_text_is_an_empty_message(text: str) -> None:
    assert parse_textproto(text) == {}


@pytest.mark.parametrize(("text", "message"), ERRORS.items(), ids=ERRORS)
def test_error_names_the_place(text: str, message: str) -> None:
    with pytest.raises(ParseError) as raised:
        parse_textproto(text, filename="x.pbtxt")
    assert str(raised.value) == message


def test_number_of_thousands_of_digits_is_an_error() -> None:
    with pytest.raises(ParseError, match="expected a value, found '9999"):
        parse_textproto("a: " + "9" * 5000)


def test_depth_has_no_limit() -> None:
    depth = 50_000
    message = parse_textproto("a{" * depth + "}" * depth)
    levels = 0
    while message:
        (value,) = message["a"]
        assert isinstance(value, dict)
        message, levels = value, levels + 1
    assert levels == depth


def test_files_are_found() -> None:
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_file_of_xla_has_all_its_fields(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "'" not in text  # so that the count below is exact
    fields = sum(1 for line in text.splitlines() if line.strip() not in ("", "}", ">"))
    assert _count(parse_textproto(text)) == fields


def _count(message: TextProto) -> int:
    values = [value for values in message.values() for value in values]
    return len(values) + sum(_count(value) for value in values if isinstance(value, dict))


@given(st.text(alphabet="ab1-.:{}<>[],;\"'\\#\n x", max_size=40))
def test_any_text_gives_a_message_or_an_error(text: str) -> None:
    try:
        parse_textproto(text)
    except HloscopeError:
        return


PRINTED = """\
name: "a b"
empty: ""
times: -3
share: 0.25
kind: kLoop
flag: true
outer {
  inner {
    times: 4
  }
  times: 5
  times: 0
}
name: "b"
"""


def test_printed_lines_are_read_as_any_others() -> None:
    found = parse_textproto(PRINTED)
    assert found == {
        "name": ["a b", "b"],
        "empty": [""],
        "times": [-3],
        "share": [0.25],
        "kind": ["kLoop"],
        "flag": [True],
        "outer": [{"inner": [{"times": [4]}], "times": [5, 0]}],
    }
    assert parse_textproto(PRINTED.replace("\n", " # slowly\n")) == found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_are_read_alike_with_comments_behind_their_lines(path: Path) -> None:
    text = path.read_text("utf-8")
    assert parse_textproto(text.replace("\n", " #\n")) == parse_textproto(text)
