"""The page of a profile: its times are those of the commands, and its time line is that of the trace's own events."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from hloscope.analyses.profile.own_times import nested
from hloscope.cli import main
from hloscope.reports.page.document import page_document
from hloscope.reports.page.program import PageProgram
from hloscope.reports.page.tables import TextColumn
from tests.support.dumped import TESTDATA
from tests.support.profiles import JAX, LOGS, dumped, space_of


def texts(column: TextColumn) -> list[str]:
    return [column["texts"][at] for at in column["at"]]


def measured_programs(*paths: Path, profile: Path | None = None) -> list[PageProgram]:
    document = page_document(paths, profile=profile)
    assert document["errors"] == []
    return [program for program in document["programs"] if program["measured"]]


def events_of(log: Path) -> Counter[tuple[str, int]]:
    """Operations and durations that stand in the trace, whatever they are of."""
    found: Counter[tuple[str, int]] = Counter()
    for plane in space_of(log).planes:
        names = {entry.key: entry.value.name for entry in plane.stat_metadata}
        for line in plane.lines:
            for event in line.events:
                stats = {names[s.metadata_id]: s.str_value or names.get(s.ref_value, "") for s in event.stats}
                if "hlo_op" in stats:
                    found[stats["hlo_op"], event.duration_ps] += 1
    return found


def is_covered(at: float, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


@pytest.mark.parametrize("log", LOGS)
def test_times_are_those_that_cost_and_source_tell(log: str, capsys: pytest.CaptureFixture[str]) -> None:
    told: dict[str, list[Any]] = {}
    for command in ("cost", "source"):
        main([command, str(LOGS[log]), "--json"])
        programs = json.loads(capsys.readouterr().out)["compilations"]
        told[command] = [program for program in programs if program["measured"]]
    for program, cost, source in zip(measured_programs(LOGS[log]), told["cost"], told["source"], strict=True):
        rows, after, trees = program["launches"], program["after"], program["trees"]
        assert rows
        assert rows["measured"]
        assert after
        assert trees
        items = {item["name"]: item["measured"] for item in cost["cost"]["instructions"] if item["measured"]}
        shown = {after["names"][number]: row for row, number in enumerate(rows["instructions"])}
        compared = [(items[name], row) for name, row in shown.items() if name in items]
        assert len(compared) > 5
        for item, row in compared:
            for key in ("seconds", "shares", "calls", "bytes_per_second", "roofline_shares"):
                assert rows["measured"][key][row] == item.get(key, item.get(key.removesuffix("s")))
        assert program["measured"] == cost["measured"]
        assert [line["measured_seconds"] for line in program["lines"] or ()] == [
            line["measured_seconds"] for line in source["lines"]
        ]
        total = sum(line["measured_seconds"] for line in source["lines"])
        assert trees["scope"]["measured"][0] == pytest.approx(total)
        assert trees["stack"]["measured"][0] == pytest.approx(total)


@pytest.mark.parametrize("log", LOGS)
def test_time_line_has_events_of_the_trace(log: str) -> None:
    events = events_of(LOGS[log])
    for program in measured_programs(LOGS[log]):
        line, runs = program["timeline"], program["measured"]
        assert line
        assert runs
        assert runs["run_seconds"]
        shown = Counter(zip(texts(line["names"]), line["durations"], strict=True))
        assert shown <= events
        assert line["left_out"] == 0
        assert (
            max(start + long for start, long in zip(line["starts"], line["durations"], strict=True))
            == (line["duration"])
        )
        lengths = (runs["run_seconds"]["lower"], runs["run_seconds"]["upper"])
        assert lengths[0] <= line["duration"] * 1e-12 * 1.0000001
        assert line["duration"] * 1e-12 <= lengths[1] * 1.0000001


@pytest.mark.parametrize("log", LOGS)
def test_gaps_are_where_no_launch_runs(log: str) -> None:
    for program in measured_programs(LOGS[log]):
        line, after = program["timeline"], program["after"]
        assert line
        assert after
        opcodes = dict(zip(after["names"], texts(after["opcodes"]), strict=True))
        spans = [
            (start, start + long)
            for name, start, long in zip(texts(line["names"]), line["starts"], line["durations"], strict=True)
            if opcodes.get(name) != "while"
        ]
        gaps = line["gaps"]
        assert gaps["count"] == len(gaps["starts"])
        edges = sorted({0, line["duration"], *(edge for span in spans for edge in span)})
        free = sum(b - a for a, b in pairwise(edges) if not is_covered((a + b) / 2, spans))
        assert gaps["total"] == sum(gaps["durations"]) == free
        ends = {end: name for (_, end), name in zip(spans, _launches_in(line, opcodes), strict=True)}
        for start, name in zip(gaps["starts"], texts(gaps["after"]), strict=True):
            assert ends.get(start, "") == name


def _launches_in(line: Any, opcodes: dict[str, str]) -> list[str]:  # noqa: ANN401 (a form)
    return [name for name in texts(line["names"]) if opcodes.get(name) != "while"]


def test_loops_are_in_a_lane_above_what_they_run() -> None:
    (program,) = measured_programs(LOGS["jax-sharded-0.10.2-cpu"])
    line, after = program["timeline"], program["after"]
    assert line
    assert after
    opcodes = dict(zip(after["names"], texts(after["opcodes"]), strict=True))
    lanes = {(opcodes[name] == "while", lane) for name, lane in zip(texts(line["names"]), line["lanes"], strict=True)}
    assert lanes == {(True, 0), (False, 0), (False, 1)}


def test_facts_tell_measured_time_and_gaps() -> None:
    (program,) = measured_programs(LOGS["tensorflow-2.21.0-cpu"])
    assert program["measured"]
    assert program["measured"]["gap_share"] > 0.1
    facts = {fact["kind"]: fact for fact in program["facts"]}
    assert facts["gaps"]["view"] == "timeline"
    assert facts["gaps"]["text"].startswith("13% of the runs")
    assert "of the measured time" in facts["costly kernel"]["text"]


def test_profile_is_of_the_dump_beside_it(tmp_path: Path) -> None:
    alone, beside = measured_programs(JAX), measured_programs(dumped(tmp_path / "dump"), profile=JAX)
    for one, other in zip(alone, beside, strict=True):
        assert one["timeline"] == other["timeline"]
        assert one["measured"] == other["measured"]


def test_nothing_is_measured_without_a_profile() -> None:
    (program,) = page_document([TESTDATA / "jax-0.10.2-h100" / "mlp"])["programs"]
    assert program["measured"] is None
    assert program["timeline"] is None
    assert program["launches"]
    assert program["launches"]["measured"] is None


class Span:
    """An event of one line."""

    def __init__(self, start: int, duration: int) -> None:
        self.line, self.start, self.duration = 1, start, duration


def test_events_nest_in_what_is_around_them() -> None:
    events = [Span(0, 10), Span(1, 3), Span(1, 2), Span(4, 6), Span(10, 1)]
    assert [depth for _, depth in nested(events)] == [0, 1, 2, 1, 0]
