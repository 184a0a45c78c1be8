"""What is said of a text that is not HLO: what was expected, what was found, where, and the line with a caret."""

import pickle

import pytest

from hloscope.errors import HloscopeError, ParseError
from hloscope.parsers import parse
from tests.support.careful_path import parse_carefully
from tests.support.hlo_errors import LIMITS, REJECTED

# In lines that are otherwise as XLA prints them.
BROKEN_VALUES = """
    %b = f32[2] reverse(%a), dimensions={0}, dimensions={0}
    %b = f32[2] custom-call(%a), custom_call_target="\\x"
    %b = f32[2] negate(%a), control-predecessors=a
    %b = f32[2] negate(%a), backend_config=[1]
    %b = f32[2] negate(%a), frontend_attributes={x=1}
    %b = f32[2] negate(%a), frontend_attributes={x = "1"}
    %b = f32[2] negate(%a), frontend_attributes={x="1" y="2"}
    %b = f32[2] negate(%a), window={size=3,pad=1_1}
    %b = f32[2] negate(%a), metadata="b"
    %b = f32[2] negate(%a), sharding={(}
    %b = f32[2] negate(%a), sharding={/*}
""".strip().splitlines()

BROKEN = "HloModule m\n\nENTRY e {\n  a = f32[2] parameter(0)\n  b = f32[2] negate(c)\n}\n"


def error_of(text: str, filename: str | None = "x.hlo") -> ParseError:
    with pytest.raises(ParseError) as error:
        parse(text, filename=filename)
    return error.value


@pytest.mark.parametrize("name", REJECTED | LIMITS)
def test_message(name: str) -> None:
    text, message = (REJECTED | LIMITS)[name]
    assert str(error_of(text)) == message


def test_message_of_a_text_without_file() -> None:
    assert str(error_of("HloModule", None)).startswith("<text>:1:10: expected the name of the module, found ")


def test_fields() -> None:
    error = error_of(BROKEN)
    assert (error.expected, error.found) == ("an instruction that is defined above", "'c'")
    assert (error.filename, error.line, error.column) == ("x.hlo", 5, 21)
    assert error.location == "x.hlo:5:21"
    assert BROKEN[error.position :].startswith("c)")
    assert isinstance(error, HloscopeError)


def test_columns_of_windows_line_ends() -> None:
    assert error_of(BROKEN.replace("\n", "\r\n")).location == "x.hlo:5:21"


def test_error_can_be_pickled() -> None:
    error = error_of(BROKEN)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 (our own bytes)
    assert isinstance(again, ParseError)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


@pytest.mark.parametrize("line", [line.strip() for line in BROKEN_VALUES])
def test_broken_value_in_a_printed_line_is_the_error_that_it_is_elsewhere(line: str) -> None:
    text = f"HloModule m\n\nENTRY %e (a: f32[2]) -> f32[2] {{\n  %a = f32[2] parameter(0)\n  {line}\n}}\n"
    with pytest.raises(ParseError) as error:
        parse_carefully(text)
    assert str(error_of(text, None)) == str(error.value)


@pytest.mark.parametrize("opening", ["{", "(", "[", "b(", '"', "'", "/*", "a(", "a{", "{a(", "x={", ",x={("])
def test_10_000_open_brackets(opening: str) -> None:
    for start in ("", "HloModule m", "ENTRY e { b = ", "ENTRY e { a = f32[] parameter(0), x="):
        error_of(start + opening * 10_000)
