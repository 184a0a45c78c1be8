"""How often counters turn, against loops of Python's over the integers of C."""

import ctypes
import itertools
import random
from collections.abc import Callable, Mapping

import pytest

from hloscope.analyses.loops.trip_counts import TripCounts
from hloscope.parsers import parse

LOOP = """
body {{ i = {type}[] parameter(0) c = {type}[] constant({step}) ROOT j = {type}[] {advance}(i, c) }}
condition {{ i = {type}[] parameter(0) b = {type}[] constant({bound}) ROOT t = pred[] compare({ends}), direction={direction} }}
ENTRY main {{ s = {type}[] constant({start}) ROOT w = {type}[] while(s), condition=condition, body=body }}
"""
C_TYPES: Mapping[str, Callable[[int], ctypes.c_int8 | ctypes.c_uint8]] = {"s8": ctypes.c_int8, "u8": ctypes.c_uint8}
HOLDS: Mapping[str, Callable[[int, int], bool]] = {
    "EQ": int.__eq__,
    "NE": int.__ne__,
    "LT": int.__lt__,
    "LE": int.__le__,
    "GT": int.__gt__,
    "GE": int.__ge__,
}
"""What a comparison says; with the bound first it is the other way round."""


def inferred(text: str) -> int | None:
    module = parse(text)
    found = TripCounts(module).find(module.entry.root)
    assert found is None or found.is_inferred
    return found.times if found else None


def turned(type_name: str, start: int, step: int, bound: int, direction: str, advance: str, ends: str) -> int | None:
    """What C does; None if it never ends."""
    number, value = C_TYPES[type_name], start
    for turns in range(257):
        if not HOLDS[direction](*((value, bound) if ends == "i, b" else (bound, value))):
            return turns
        value = number(value + step if advance == "add" else value - step).value
    return None


@pytest.mark.parametrize("direction", HOLDS)
@pytest.mark.parametrize("type_name", C_TYPES)
def test_any_counter_turns_as_often_as_in_c(type_name: str, direction: str) -> None:
    drawn = random.Random(f"{type_name} {direction}")  # noqa: S311 (the same inputs on each run)
    number = C_TYPES[type_name]
    for advance, ends in itertools.product(("add", "subtract"), ("i, b", "b, i")):
        for _ in range(40):
            start, bound = (number(drawn.choice([0, 127, 255, drawn.randrange(256)])).value for _ in range(2))
            step = number(drawn.choice([0, 1, 1, 2, 3, 5, 100, 255, drawn.randrange(256)])).value
            case = {"start": start, "step": step, "bound": bound, "advance": advance, "ends": ends}
            text = LOOP.format(type=type_name, direction=direction, **case)
            expected = turned(type_name, start, step, bound, direction, advance, ends)
            assert inferred(text) == expected, case


@pytest.mark.parametrize(
    ("start", "step", "bound", "direction", "expected"),
    [
        (0, 1, 1_000_000_000, "LT", 1_000_000_000),
        (0, 7, 1_000_000_000, "LT", 142_857_143),
        (0, 7, 1_000_000_000, "LE", 142_857_143),
        (10, 10, 1_000_000_000, "LE", 100_000_000),
        (1_000_000_000, -3, 0, "GT", 333_333_334),
        (1_000_000_000, -1, 0, "GE", 1_000_000_001),
        (0, 3, 999_999_999, "NE", 333_333_333),
        (5, 3, 5, "EQ", 1),
        (2**31 - 1, 1, 0, "LT", 0),
    ],
)
def test_long_loops_need_no_turning(start: int, step: int, bound: int, direction: str, expected: int) -> None:
    case = {"start": start, "step": step, "bound": bound, "advance": "add", "ends": "i, b"}
    assert inferred(LOOP.format(type="s32", direction=direction, **case)) == expected


@pytest.mark.parametrize(
    ("start", "step", "bound", "direction"),
    [
        (0, 3, 1_000_000_000, "NE"),  # it steps over the bound, and wraps around
        (0, 7, 2**31 - 1, "LE"),  # which holds for every number
        (0, -1, 1_000_000_000, "LT"),
        (0, 0, 1, "LT"),  # without end
    ],
)
def test_what_wraps_around_late_or_never_ends_is_not_known(start: int, step: int, bound: int, direction: str) -> None:
    case = {"start": start, "step": step, "bound": bound, "advance": "add", "ends": "i, b"}
    assert inferred(LOOP.format(type="s32", direction=direction, **case)) is None
