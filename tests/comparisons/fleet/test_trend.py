"""The trend of a program: one point a run, as most hosts have it."""

from __future__ import annotations

from datetime import datetime

from hloscope.comparisons.fleet.trend import Point, Way, trend_of
from hloscope.pages.trend import trend_html
from hloscope.tables.console import plain_text
from hloscope.tables.trend import trend_tables
from hloscope.words.sparkline import sparkline


def way(run: str, day: int, launches: int, hosts: int = 1, *, name: str = "jit_step", signature: str = "s") -> Way:
    return Way(name, run, signature, launches, 9, 1000 * launches, None, hosts, datetime(2026, 11, day), "abc", None)  # noqa: DTZ001 (UTC)


WAYS = (
    way("night-2", 2, 15, hosts=3),
    way("night-2", 2, 99, hosts=1, signature="odd"),
    way("night-1", 1, 12, hosts=4),
    way("night-1", 1, 7, name="jit_eval"),
)


def test_point_is_what_most_hosts_have_and_runs_are_in_the_order_of_time() -> None:
    points = trend_of(WAYS, "jit_step").programs["jit_step"]
    assert points == [
        Point("night-1", "2026-11-01 00:00:00", "abc", None, 4, 1, 12, 12000, None),
        Point("night-2", "2026-11-02 00:00:00", "abc", None, 4, 2, 15, 15000, None),
    ]


def test_launch_sites_stand_in_where_turns_of_loops_are_not_known() -> None:
    [point] = trend_of([way("r", 1, 1)._replace(launches_per_run=None)], "*").programs["jit_step"]
    assert point.launches == 9


def test_programs_are_chosen_by_pattern() -> None:
    assert [*trend_of(WAYS, "jit_e*").programs] == ["jit_eval"]
    assert not trend_of(WAYS, "jit").programs


def test_sparkline_goes_from_the_least_to_the_most() -> None:
    assert sparkline([12, 15, None, 19]) == "▁▄ █"
    assert sparkline([5, 5]) == "▁▁"
    assert sparkline([]) == ""
    assert sparkline([None]) == " "


def test_table_has_a_line_of_bars_and_no_column_without_numbers() -> None:
    text = plain_text(trend_tables(trend_of(WAYS, "jit_step").to_dict()), width=80)
    assert [line.rstrip() for line in text.splitlines()] == [
        "jit_step: 2 runs",
        "Run       Written      Commit        Hosts   Launches   Bytes",
        "─────────────────────────────────────────────────────────────",
        "night-1   2026-11-01   abc               4         12   12 kB",
        "night-2   2026-11-02   abc      4 (2 ways)         15   15 kB",
        "Launches  ▁█  12 -> 15",
        "Bytes     ▁█  12 kB -> 15 kB",
    ]


def test_page_draws_each_number_and_takes_no_name_for_markup() -> None:
    text = trend_html(trend_of([way("<b>", 1, 12, name="<script>"), way("r", 2, 15, name="<script>")], "*").to_dict())
    assert text.count("<svg") == 2  # launches and bytes
    assert text.count("<circle") == 4
    assert "<b>" not in text
    assert "<script" not in text
    assert "default-src 'none'" in text
