"""Tables as wide as the terminal: names have room, and nothing is lost without a word."""

import io
from collections.abc import Sequence

import pytest
from rich.console import Console
from rich.table import Table

from hloscope.tables.style import new_table
from hloscope.tables.widths import Need, are_met, shared_widths

NAME = "loop_add_subtract_fusion"


def lines_of(table: Table, width: int) -> list[str]:
    printed = io.StringIO()
    Console(file=printed, width=width, highlight=False, markup=False).print(table)
    return [line.rstrip() for line in printed.getvalue().splitlines()]


def launches(left_out: Sequence[str] = ()) -> Table:
    numbers = ["Launches", "Clusters", "Copies"]
    table = new_table("Programs", "Program", *numbers, "Source", numbers=numbers, left_out=left_out)
    table.add_row(NAME, "111 -> 108 -> 15", "11", "1", "model.py:3")
    table.add_row("jit_f", "1 -> 1 -> 1", "0", "-", "")
    return table


def test_wide_table_is_as_it_was() -> None:
    assert lines_of(launches(), 80) == [
        "Programs",
        "Program                            Launches   Clusters   Copies   Source",
        "────────────────────────────────────────────────────────────────────────────",
        "loop_add_subtract_fusion   111 -> 108 -> 15         11        1   model.py:3",
        "jit_f                           1 -> 1 -> 1          0        -",
    ]


def test_what_does_not_fit_beside_a_name_goes_below_it() -> None:
    assert lines_of(launches(), 60) == [
        "Programs",
        "Program                            Launches   Clusters",
        "──────────────────────────────────────────────────────",
        "loop_add_subtract_fusion   111 -> 108 -> 15         11",
        "copies 1, model.py:3",
        "jit_f                           1 -> 1 -> 1          0",
    ]


def test_what_cannot_go_below_is_named_as_left_out() -> None:
    assert lines_of(launches(left_out=["Copies", "Clusters"]), 50) == [
        "Programs",
        "Program                            Launches",
        "───────────────────────────────────────────",
        "loop_add_subtract_fusion   111 -> 108 -> 15",
        "model.py:3",
        "jit_f                           1 -> 1 -> 1",
        "Not shown at 50 columns: Clusters, Copies.",
    ]


@pytest.mark.parametrize("width", range(12, 100))
def test_names_keep_twelve_letters_and_lines_fit(width: int) -> None:
    lines = lines_of(launches(), width)
    assert max(map(len, lines)) <= width
    assert any(line.startswith(NAME[:12]) for line in lines)


def test_text_gives_way_to_words() -> None:
    table = new_table(None, "Name", "Why")
    table.add_row("a b " * 20, "supercalifragilistic " * 3)
    assert lines_of(table, 36)[2] == "a b a b a b a   supercalifragilistic"


def test_widest_gives_way_first() -> None:
    assert shared_widths([Need(10, 4), Need(4, 4), Need(8, 4)], 18) == [7, 4, 7]
    assert shared_widths([Need(10, 9), Need(4, 4), Need(8, 4)], 18) == [9, 4, 5]
    assert shared_widths([Need(3, 3)], 5) == [3]
    assert shared_widths([Need(10, 9), Need(4, 4)], 12) is None


@pytest.mark.parametrize(
    ("available", "is_met"), [(100, True), (22, True), (21, True), (18, True), (17, False), (12, False), (1, False)]
)
def test_needs_are_met_if_level_widths_do(available: int, is_met: bool) -> None:  # noqa: FBT001 (a parameter of a test)
    assert are_met([Need(10, 7), Need(4, 4), Need(8, 7)], [True, False, True], available) is is_met
