"""Windows: the text that XLA prints, and the positions that meet an element, against counting them one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hloscope.analyses.cost.windows import WindowDimension, window_of
from hloscope.ir import HloInstruction
from hloscope.parsers import parse


def instruction_with(attributes: str) -> HloInstruction:
    text = f"ENTRY main {{ p = f32[8] parameter(0)  ROOT r = f32[8] reduce-window(p){attributes} }}"
    return parse(text).entry.root


def counted_one_by_one(window: WindowDimension, base: int, output: int) -> int:
    places = [
        out * window.stride - window.padding_low + tap * window.window_dilation
        for tap in range(window.size)
        for out in range(output)
    ]
    return sum(place % window.base_dilation == 0 and 0 <= place // window.base_dilation < base for place in places)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        (", window={size=3}", (WindowDimension(3),)),
        (
            ", window={size=3x1 stride=2x1 pad=1_2x0_0 lhs_dilate=2x1 rhs_dilate=1x4 rhs_reversal=0x1}",
            (WindowDimension(3, 2, 1, 2, 2, 1), WindowDimension(1, 1, 0, 0, 1, 4)),
        ),
        (", window={size=2 pad=-1_-1}", (WindowDimension(2, 1, -1, -1),)),
    ],
)
def test_window_is_read(text: str, expected: tuple[WindowDimension, ...]) -> None:
    assert window_of(instruction_with(text)) == expected


@pytest.mark.parametrize("text", ["size=3 pad=1_1x1_1", "size=3x3 stride=1", "size=3x3 pad=1_1", "size=3 stride=1x1"])
def test_broken_window_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"literal|argument"):
        window_of(instruction_with(f", window={{{text}}}"))


@given(
    st.builds(
        WindowDimension,
        size=st.integers(1, 9),
        stride=st.integers(1, 5),
        padding_low=st.integers(-4, 6),
        base_dilation=st.integers(1, 6),
        window_dilation=st.integers(1, 5),
    ),
    st.integers(0, 9),
    st.integers(0, 9),
)
def test_positions_are_those_counted_one_by_one(window: WindowDimension, base: int, output: int) -> None:
    assert window.valid_positions(base, output) == counted_one_by_one(window, base, output)


def test_positions_along_a_long_dimension_take_no_time() -> None:
    window = WindowDimension(size=3, padding_low=1)
    assert window.valid_positions(10**12, 10**12) == 3 * 10**12 - 2
    # Longer on both sides than anything real: every pair counts.
    assert WindowDimension(size=10**9).valid_positions(10**9, 10**9) == 10**18
