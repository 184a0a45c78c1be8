"""Measured programs: launches a run against the rules and against jax's run numbers, times against the profile's own."""

from __future__ import annotations

from collections import Counter

import pytest

import hloscope
from hloscope.analyses.answers import Answers
from hloscope.analyses.profile.measured import MeasuredProgram
from hloscope.analyses.profile.runs import covered, runs_of, spread_of
from hloscope.dump.timings import by_program, find_compilation
from hloscope.parsers import LaunchEvent, parse_profile_events
from tests.support.profiles import JAX, LOGS, data_of


def measured(log: str) -> dict[str, MeasuredProgram]:
    """Every program of a profile, by its name; each event of the profile is of one of them."""
    compilations = hloscope.load(LOGS[log]).compilations
    for key, events in by_program(parse_profile_events(data_of(LOGS[log])).launches).items():
        compilation = find_compilation(key, compilations)
        assert compilation
        assert list(compilation.launch_events) == events
    found = {compilation.name: Answers(compilation).measured for compilation in compilations}
    return {name: program for name, program in found.items() if program}


def event(operation: str, start: int, duration: int, *, run: str = "", line: int = 1, device: str = "d") -> LaunchEvent:
    return LaunchEvent(operation, "m", 1, run, device, line, start, duration)


@pytest.mark.parametrize("log", LOGS)
def test_launches_of_a_run_are_what_the_rules_say(log: str) -> None:
    programs = measured(log)
    assert programs
    for program in programs.values():
        assert len(program.runs) == (20 if "sharded" in log else 5)  # on four devices
        assert program.launches_seen
        assert program.launches_seen.least == program.launches_seen.most == program.launches_by_rule


def test_launches_of_loops_are_counted_as_often_as_they_run() -> None:
    (settle,) = (program for name, program in measured(JAX.name).items() if name == "jit_settle")
    calls = {launch.name: launch.calls for launch in settle.launches}
    assert calls["wrapped_sine"] == 5 * 10
    assert settle.launches_by_rule == 42  # by hand: three in each of ten turns, and twelve copies


@pytest.mark.parametrize("log", LOGS)
def test_own_times_add_up_to_what_the_lines_took(log: str) -> None:
    for program in measured(log).values():
        by_line: dict[int, list[LaunchEvent]] = {}
        for run in program.runs:
            for each in run.events:
                by_line.setdefault(each.line, []).append(each)
        expected = sum(covered(events) for events in by_line.values())
        assert sum(launch.seconds for launch in program.launches) == pytest.approx(expected * 1e-12)
        assert 0 <= program.in_launches <= program.in_runs
        assert 0 <= program.gap_share <= 1


def test_runs_that_are_not_told_are_found_as_jax_numbers_them() -> None:
    for program in measured(JAX.name).values():
        told = [each for run in program.runs for each in run.events]
        assert all(each.run for each in told)
        found = runs_of([each._replace(run="") for each in told], program.entry_names)
        wanted = {frozenset(each._replace(run="") for each in run.events) for run in program.runs}
        assert {frozenset(run.events) for run in found} == wanted


def test_bytes_moved_are_those_of_the_cost_analysis_times_the_calls() -> None:
    (step,) = (program for name, program in measured(JAX.name).items() if name == "jit_train_step")
    moved = {launch.name: launch.bytes_moved for launch in step.launches}
    assert moved["wrapped_tanh"] == 5 * 2 * 64 * 256 * 4
    assert next(launch for launch in step.launches if launch.name == "wrapped_tanh").bandwidth


def test_runs_recur_with_their_operations() -> None:
    events = [event("a", 0, 5), event("b", 6, 4), event("a", 20, 5), event("b", 26, 2), event("loop", 27, 1)]
    found = runs_of(events, ["a", "b"])
    assert [(run.start, run.end) for run in found] == [(0, 10), (20, 28)]


def test_operation_with_two_launches_is_of_one_run() -> None:
    events = [event(name, start, 1) for start, name in enumerate(["s", "s", "a", "s", "s", "a"])]
    assert [Counter(each.operation for each in run.events) for run in runs_of(events)] == [{"s": 2, "a": 1}] * 2


def test_devices_run_apart() -> None:
    events = [event("a", 0, 5, device=device, run="1") for device in ("x", "y")]
    assert [(run.device, len(run.events)) for run in runs_of(events)] == [("x", 1), ("y", 1)]


def test_program_without_a_module_has_times_alone() -> None:
    program = MeasuredProgram([event("a", 0, 5), event("b", 10, 5)])
    assert (program.launches_seen, program.launches_by_rule) == (None, None)
    assert [(launch.name, launch.seconds, launch.bytes_moved) for launch in program.launches] == [
        ("a", 5e-12, None),
        ("b", 5e-12, None),
    ]
    assert program.gap_share == pytest.approx(1 / 3)


def test_covered_time_is_counted_once() -> None:
    assert covered([event("a", 0, 10), event("b", 2, 3), event("c", 8, 4), event("d", 20, 1)]) == 13
    assert covered([]) == 0
    assert spread_of([]) is None


def test_many_events_take_time_in_proportion() -> None:
    events = [event(f"o{number % 100}", number, 1, line=number % 7) for number in range(100_000)]
    program = MeasuredProgram(events)
    assert len(program.runs) == 1000
    assert len(program.launches) == 100
