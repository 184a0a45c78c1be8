"""Shapes: what their texts say, how large they are, and how they print."""

import pytest

from hloscope.errors import ParseError
from hloscope.parsers import parse
from hloscope.shapes import UNKNOWN_SHAPE, Layout, Shape, bits_of
from tests.support.careful_path import parse_carefully

# By hand from xla/primitive_util.h and xla/shape_util.cc: elements, bytes.
SIZES = {
    "f32[]": (1, 4),
    "f32[2,3]{1,0}": (6, 24),
    "f32[0,3]": (0, 0),
    "pred[10]": (10, 10),
    "bf16[3]": (3, 6),
    "f16[3]": (3, 6),
    "f64[3]": (3, 24),
    "f8e4m3b11fnuz[3]": (3, 3),
    "f8e8m0fnu[3]": (3, 3),
    "f4e2m1fn[3]": (3, 3),
    "f4e2m1fn[3]{0:E(4)}": (3, 2),
    "s4[3]": (3, 3),
    "s4[3]{0:E(4)}": (3, 2),
    "u2[5]{0:E(2)}": (5, 2),
    "s1[9]{0:E(1)}": (9, 2),
    "s64[3]": (3, 24),
    "u8[3]": (3, 3),
    "c64[3]": (3, 24),
    "c128[3]": (3, 48),
    "f32[<=8,2]": (16, 64),
    "f32[?,2]": (0, 0),
    "token[]": (0, 0),
    "opaque[]": (0, 0),
    "()": (0, 0),
    "(f32[2], (s32[], pred[3]))": (0, 15),
    "b(f32[2])": (0, 8),
    "f32[2]{0:T(128)}": (2, 8),
}

SHAPES = {
    "f32[2,3]{1,0:T(8,128)S(1)}": Shape("f32", (2, 3), Layout((1, 0), "T(8,128)S(1)")),
    "f32[]": Shape("f32"),
    "f32[]{:S(5)}": Shape("f32", (), Layout((), "S(5)")),
    "f32[<=8,?,2]": Shape("f32", (8, -1, 2), None, (), (True, True, False)),
    "(f32[2]{0}, ())": Shape("tuple", (), None, (Shape("f32", (2,), Layout((0,))), Shape("tuple"))),
    "b(f32[2])": Shape("b", (), None, (Shape("f32", (2,)),)),
    "token[]": Shape("token"),
}

# Other spellings of a shape -> how it prints.
SPELLINGS = {
    "f32 [ 2 , 3 ] { 1 , 0 }": "f32[2,3]{1,0}",
    "f32[2]{0:}": "f32[2]{0}",
    "f32[2]{0 : T(8) S(5)}": "f32[2]{0:T(8)S(5)}",
    "f32[2]{0:T(8)/*x*/S(5)}": "f32[2]{0:T(8)S(5)}",
    "f32[<= 8]": "f32[<=8]",
    "( f32[2] ,/*index=1*/ s32[] )": "(f32[2], s32[])",
    "b (f32[2])": "b(f32[2])",
    "f32[02]": "f32[2]",
}


def shape_of(text: str) -> Shape:
    """The shape as both halves of the parser see it."""
    line = f'ENTRY %e {{\n  %a = f32[] parameter(0)\n  %b = {text} custom-call(%a), custom_call_target="t"\n}}'
    shape = parse(line).entry.root.shape
    assert shape == parse_carefully(line).entry.root.shape
    return shape


@pytest.mark.parametrize("text", SIZES)
def test_elements_and_bytes(text: str) -> None:
    assert (shape_of(text).num_elements, shape_of(text).byte_size) == SIZES[text]


@pytest.mark.parametrize("text", SHAPES)
def test_text_gives_shape(text: str) -> None:
    assert shape_of(text) == SHAPES[text]


@pytest.mark.parametrize("text", [*SHAPES, *SIZES])
def test_prints_as_written(text: str) -> None:
    assert str(shape_of(text)) == text


@pytest.mark.parametrize("text", SPELLINGS)
def test_spelling_prints_in_the_usual_one(text: str) -> None:
    assert str(shape_of(text)) == SPELLINGS[text]


def test_equal_shapes_are_equal_and_hash_alike() -> None:
    assert len({shape_of("(f32[2]{0}, s32[])"), shape_of("( f32[2]{0},s32[] )")}) == 1


def test_leaves_of_a_tuple() -> None:
    assert list(map(str, shape_of("((f32[2], ()), token[], (s32[]))").leaves())) == ["f32[2]", "token[]", "s32[]"]
    assert shape_of("f32[2]").leaves() == (shape_of("f32[2]"),)


def test_without_layout() -> None:
    shape = shape_of("(f32[2]{0:T(128)}, (f32[<=3]{0}, b(s32[4]{0})))")
    assert str(shape.without_layout()) == "(f32[2], (f32[<=3], b(s32[4])))"


@pytest.mark.parametrize(
    ("text", "is_dynamic"),
    [("f32[2]", False), ("f32[<=2]", True), ("f32[?]", True), ("(f32[2], (f32[<=2]))", True), ("()", False)],
)
def test_is_dynamic(text: str, *, is_dynamic: bool) -> None:
    assert shape_of(text).is_dynamic is is_dynamic


def test_kinds() -> None:
    assert shape_of("()").is_tuple
    assert not shape_of("b(f32[2])").is_tuple
    assert UNKNOWN_SHAPE.is_unknown
    assert not shape_of("f32[]").is_unknown
    assert UNKNOWN_SHAPE.byte_size == 0


@pytest.mark.parametrize(
    ("text", "space"),
    [
        ("f32[2]{0}", 0),
        ("f32[2]{0:T(128)S(5)}", 5),
        ("f32[2]{0:SC(0:1)}", 0),
        ("f32[]{:S(1)}", 1),
        (f"f32[]{{:S({'9' * 5000})}}", 0),
    ],
)
def test_memory_space(text: str, space: int) -> None:
    layout = shape_of(text).layout
    assert layout is not None
    assert layout.memory_space == space


@pytest.mark.parametrize(
    ("name", "bits"),
    [("f32", 32), ("bf16", 16), ("s4", 4), ("u2", 2), ("f8e5m2", 8), ("f4e2m1fn", 4), ("pred", 8), ("token", 0), ("c64", 64), ("odd", 0), ("f" + "9" * 5000, 0)],
)  # fmt: skip
def test_bits(name: str, bits: int) -> None:
    assert bits_of(name) == bits


def test_largest_shapes_can_be_measured_and_printed() -> None:
    shape = shape_of("f32[" + ",".join(["9223372036854775807"] * 200) + "]")
    assert shape.num_elements == shape.byte_size == shape.padded_byte_size == 2**63 - 1


@pytest.mark.parametrize(
    ("dimensions", "elements"),
    [
        ([2**31, 2**31], 2**62),
        ([2**32, 2**31], 2**63 - 1),
        ([2**63 - 1] * 100_000, 2**63 - 1),
        ([2**63 - 1] * 100_000 + [0], 0),
        ([1] * 100_000 + [7], 7),
    ],
    ids=["fits", "one too many", "long", "nothing in it", "ones"],
)
def test_sizes_end_where_xla_stops_counting(dimensions: list[int], elements: int) -> None:
    shape = Shape("pred", tuple(dimensions))
    assert shape.num_elements == elements
    assert shape.byte_size == elements
    assert Shape("tuple", tuple_shapes=(shape, shape)).byte_size == min(2**63 - 1, 2 * elements)


def test_deepest_tuples_can_be_walked() -> None:
    shape = shape_of("(" * 200 + "f32[2]{0}" + ")" * 200)
    assert shape.byte_size == 8
    assert len(shape.leaves()) == 1
    assert str(shape.without_layout()) == "(" * 200 + "f32[2]" + ")" * 200
    assert hash(shape) == hash(shape_of(str(shape)))
    assert repr(shape)
    assert not shape.is_dynamic


@pytest.mark.parametrize(
    "text",
    [
        "f32",
        "f32[",
        "f32[2",
        "f32[2]{",
        "f32[2]{0",
        "(",
        "(f32[2]",
        "b(",
        "b()",
        "b(())",
        "b(f32[2], f32[2])",
        "f32[?x]",
    ],
)
def test_broken_shape_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        shape_of(text)
