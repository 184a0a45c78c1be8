"""How the table of blame tells that a type changed."""

from __future__ import annotations

import pytest

from hloscope.tables.new_shapes import counted_shape, new_shape_text

_LONG = ", ".join(["f32[128,64]"] * 6)


@pytest.mark.parametrize(
    ("shape", "new_shape", "text"),
    [
        ("f32[8,4]", "f32[32]", "its shape changes from f32[8,4] to f32[32]"),
        ("(s32[], f32[4])", "(s32[])", "its shape changes from (s32[], f32[4]) to (s32[])"),
        (f"({_LONG}, f32[], f32[])", f"({_LONG})", "it has 2 values fewer (2x f32[]): 6, not 8"),
        (f"({_LONG})", f"({_LONG}, pred[4], s32[])", "it has 2 values more (pred[4], s32[]): 8, not 6"),
        (f"({_LONG}, f32[4])", f"({_LONG}, bf16[4])", "of its 7 values 1 (f32[4]) are now bf16[4]"),
        (f"({_LONG}, f32[4])", f"(f32[4], {_LONG})", "its values change their order"),
        (
            f"({_LONG})",
            f"({_LONG}, s8[1], s8[2], s8[3], s8[4])",
            "it has 4 values more (s8[1], s8[2], s8[3] and 1 more): 10, not 6",
        ),
        (f"({_LONG}, (f32[], s32[]))", "s32[]", f"its shape changes from ({_LONG}, (f32[], s32[])) to s32[]"),
    ],
)
def test_of_a_long_tuple_what_it_lost_and_won_is_told(shape: str, new_shape: str, text: str) -> None:
    assert new_shape_text(shape, new_shape) == text


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ("f32[8,4]{1,0}", "f32[8,4]{1,0}"),
        ("(f32[8]{0}, f32[8]{0}, s32[])", "(2x f32[8]{0}, s32[])"),
        ("(f32[1,8]{1,0}, f32[1,8]{1,0}, f32[1,8]{1,0})", "(3x f32[1,8]{1,0})"),
        ("((f32[8]), f32[8], f32[8])", "((f32[8]), f32[8], f32[8])"),
        ("()", "()"),
    ],
)
def test_equal_members_next_to_each_other_are_counted(shape: str, text: str) -> None:
    assert counted_shape(shape) == text
