"""The values of constants: kept as text, and refused where they cannot be values of their type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hloscope.errors import ParseError
from hloscope.parsers import parse
from tests.support.careful_path import parse_carefully

TAKEN = [
    ("f32[]", "1"),
    ("f32[]", "-1.5e-3"),
    ("f32[]", "1."),
    ("f32[]", "-.5"),
    ("f32[]", "inf"),
    ("f32[]", "-nan"),
    ("f32[]", "nan(0x7f)"),
    ("f32[2,2]", "{ { 1, 2 }, { 3, 4 } }"),
    ("f32[2]", "{1 2}"),
    ("f32[2]", "{,1,,2,}"),
    ("f32[2]", "{...}"),
    ("f32[1,2]", "{ /*i0=0*/ { 1, 2 } }"),
    ("f32[3]", "{.5, -.5, 1e9}"),
    ("s32[]", "-7"),
    ("s32[]", "00"),
    ("s32[]", "9" * 5000),
    ("s32[2]", "{1, -2}"),
    ("pred[]", "true"),
    ("pred[]", "0"),
    ("pred[2]", "{1, false}"),
    ("c64[]", "(1, -2)"),
    ("c64[2]", "{(1, 2), (inf, nan)}"),
    ("(s32[], f32[2])", "(1, {2, 3})"),
    ("()", "()"),
]
REFUSED = [
    ("f32[]", ""),
    ("f32[]", "x"),
    ("f32[]", "NaN"),
    ("f32[]", "+1"),
    ("f32[]", ".5"),
    ("f32[]", "0x1p3"),
    ("f32[]", "1_000"),
    ("f32[]", "\u0661"),
    ("f32[]", "1 2"),
    ("f32[]", "1, 2"),
    ("f32[]", "..."),
    ("f32[2]", "{"),
    ("f32[2]", "}"),
    ("f32[2]", "{1, 2"),
    ("f32[2]", "{1, 2}}"),
    ("f32[2]", "{1, 2)"),
    ("f32[2,2]", "{{...}, {1, 2}}"),
    ("f32[2]", '{"1", 2}'),
    ("f32[2]", "{1, x}"),
    ("s32[]", "1.0"),
    ("s32[]", "1e3"),
    ("s32[]", "inf"),
    ("pred[]", "True"),
]


def literal_of(shape: str, literal: str, *, is_careful: bool = False) -> str | None:
    """The literal that the parser keeps; None where it refuses."""
    parser = parse_carefully if is_careful else parse
    try:
        return parser(f"ENTRY %e {{\n  %c = {shape} constant({literal})\n}}").entry.root.literal
    except ParseError:
        return None


@pytest.mark.parametrize("is_careful", [False, True])
@pytest.mark.parametrize(("shape", "literal"), TAKEN)
def test_literal_is_kept_as_written(shape: str, literal: str, *, is_careful: bool) -> None:
    assert literal_of(shape, literal, is_careful=is_careful) == literal


@pytest.mark.parametrize("is_careful", [False, True])
@pytest.mark.parametrize(("shape", "literal"), REFUSED)
def test_literal_is_refused(shape: str, literal: str, *, is_careful: bool) -> None:
    assert literal_of(shape, literal, is_careful=is_careful) is None


def test_literal_of_what_is_no_constant() -> None:
    assert parse("ENTRY e { a = f32[] parameter(0) }").entry.root.literal is None


def test_space_around_a_literal_is_not_part_of_it() -> None:
    assert literal_of("f32[2]", " /* a */ {1, 2} // b\n ") == "{1, 2}"


@given(
    st.sampled_from(["f32[]", "f32[2]", "s32[]", "s32[2,2]", "pred[]", "pred[2]", "c64[]", "c64[2]", "(s32[])"]),
    st.lists(
        st.sampled_from("{ } ( ) , 1 -2 1.5 . .5 -.5 inf nan true false ... x _ 1e3 1e /*i0=0*/".split(" ")), max_size=8
    ),
    st.sampled_from(["", " ", ", "]),
)
def test_both_paths_take_the_same_literals(shape: str, words: list[str], separator: str) -> None:
    literal = separator.join(words)
    careful = literal_of(shape, literal, is_careful=True)
    assert literal_of(shape, literal) == careful
    assert careful is None or careful in literal
