"""Measured times joined to programs: judged by the durations of the events that stand in the profile."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import hloscope
from docs.generate.json_schema import DOCUMENTS
from hloscope.comparisons.of_dumps import diff
from hloscope.dump.timed_dumps import timed_dump
from hloscope.reports.collectives import collectives_document
from hloscope.reports.cost import cost_document
from hloscope.reports.report import reports_of
from hloscope.reports.source import source_report
from tests.support.command_line import Printed, run
from tests.support.contract import problem_in
from tests.support.dumped import TESTDATA
from tests.support.profiles import JAX, LOGS, SpaceBuilder, data_of, dumped, space_of

__all__ = ["run"]
SHARDED = LOGS["jax-sharded-0.10.2-cpu"]
TRAIN_STEPS = {
    "jax-0.10.2-cpu": "jit_train_step",
    "jax-sharded-0.10.2-cpu": "jit_train_step",
    "tensorflow-2.21.0-cpu": "a_inference_train_step*",
    "torch-xla-2.9.0-cpu": "SyncTensorsGraph.52",
}
MLP = TESTDATA / "jax-0.10.2-h100/mlp-forms"


def durations_in(log: Path, program: str) -> Counter[str]:
    """The picoseconds of each operation of a program, as the events have them; a loop's hold those of its body."""
    found: Counter[str] = Counter()
    for plane in space_of(log).planes:
        names = {entry.key: entry.value.name for entry in plane.stat_metadata}
        for line in plane.lines:
            for event in line.events:
                stats = {names[s.metadata_id]: s.str_value or names.get(s.ref_value, "") for s in event.stats}
                if "hlo_op" in stats and Path(stats["hlo_module"]).match(program):
                    found[stats["hlo_op"]] += event.duration_ps
    return found


def program_in(document: Any, name: str) -> Any:  # noqa: ANN401 (of any document)
    (program,) = (each for each in document["compilations"] if Path(each["name"]).match(name) and each["measured"])
    return program


@pytest.mark.parametrize(("log", "name"), TRAIN_STEPS.items())
def test_seconds_of_instructions_are_those_of_the_events(log: str, name: str) -> None:
    program = program_in(cost_document([LOGS[log]]), name)
    runs, events = program["measured"]["runs"], durations_in(LOGS[log], name)
    assert runs == (20 if "sharded" in log else 5)
    measured = {item["name"]: item["measured"] for item in program["cost"]["instructions"] if item["measured"]}
    assert len(measured) > 8
    for operation, found in measured.items():
        assert found["seconds"] * runs == pytest.approx(events[operation] * 1e-12)
    if "while" not in " ".join(events):
        assert program["measured"]["seconds"] * runs == pytest.approx(sum(events.values()) * 1e-12)


@pytest.mark.parametrize("log", LOGS)
def test_shares_of_instructions_and_loops_add_up(log: str) -> None:
    for program in cost_document([LOGS[log]])["compilations"]:
        runs, cost = program["measured"], program["cost"]
        assert cost
        measured = [item["measured"] for item in cost["instructions"] if item["measured"]]
        if runs:
            around = runs["around_seconds"] / runs["seconds"]
            assert sum(each["share"] for each in measured) + around == pytest.approx(1)
            assert runs["unknown_seconds"] == 0
            least = runs["launches_per_run"]["measured"]
            assert least
            assert least["min"] == least["max"] == runs["launches_per_run"]["rule"]
        else:
            assert not measured


@pytest.mark.parametrize("log", LOGS)
def test_instructions_come_by_measured_time(log: str) -> None:
    for program in cost_document([LOGS[log]])["compilations"]:
        assert program["cost"]
        items = [item["measured"] for item in program["cost"]["instructions"]]
        seconds = [item["seconds"] if item else 0.0 for item in items]
        assert seconds == sorted(seconds, reverse=True)


def test_bandwidth_is_bytes_by_seconds_and_the_roofline_what_the_machine_would_need() -> None:
    machine = hloscope.cost(JAX, on="h100").to_dict()["on"]
    program = program_in(hloscope.cost(JAX, on="h100").to_dict(), "jit_settle")
    (dot,) = (item for item in program["cost"]["instructions"] if item["name"] == "ynn_fusion")
    assert (dot["runs"], dot["bytes_accessed"]) == (10, 3 * 64 * 64 * 4)
    measured = dot["measured"]
    assert measured["calls"] == 5 * 10
    assert measured["bytes_per_second"] == pytest.approx(10 * dot["bytes_accessed"] / measured["seconds"])
    at_best = 10 * dot["bytes_accessed"] / machine["bytes_per_second"]
    assert dot["bound"] == "memory"
    assert measured["roofline_share"] == pytest.approx(at_best / measured["seconds"])


@pytest.mark.parametrize("log", LOGS)
def test_lines_and_scopes_take_all_measured_time(log: str) -> None:
    for program in source_report([LOGS[log]]).to_dict()["compilations"]:
        runs = program["measured"]
        if runs is None:
            assert {line["measured_seconds"] for line in program["lines"]} <= {None}
            continue
        seconds = [line["measured_seconds"] or 0.0 for line in program["lines"]]
        assert sum(seconds) == pytest.approx(runs["seconds"])
        assert sum(line["measured_share"] or 0.0 for line in program["lines"]) == pytest.approx(1)
        outermost = [scope for scope in program["scopes"] if len(scope["path"]) + bool(scope["phase"]) == 1]
        assert sum(scope["measured_seconds"] or 0.0 for scope in outermost) <= runs["seconds"] * (1 + 1e-9)


def test_fused_launch_is_shared_by_the_bytes_of_each_line() -> None:
    costs = program_in(cost_document([JAX]), "jit_train_step")["cost"]["instructions"]
    seconds = {item["name"]: item["measured"]["seconds"] for item in costs if item["measured"]}
    program = program_in(source_report([JAX]).to_dict(), "jit_train_step")
    (update,) = (line for line in program["lines"] if line["place"].endswith(":21"))
    assert set(update["launches"]) == {"multiply_subtract_fusion", "multiply_subtract_fusion.1"}
    assert update["measured_seconds"] == pytest.approx(sum(seconds[name] for name in update["launches"]))


def test_collectives_have_the_time_of_their_events() -> None:
    program = program_in(collectives_document([SHARDED]), "jit_train_step")
    form, events = program["collectives"], durations_in(SHARDED, "jit_train_step")
    names = {item["launched"] for item in form["items"]}
    assert len(names) > 1
    expected = sum(events[name] for name in names) * 1e-12 / program["measured"]["runs"]
    assert form["measured_seconds"] == pytest.approx(expected)
    assert sum(entry["measured_seconds"] for entry in form["sums"]) == pytest.approx(expected)
    assert form["measured_share"] == pytest.approx(expected / program["measured"]["seconds"])
    for entry in form["sums"]:
        assert entry["bytes_per_second"] == pytest.approx(entry["bytes_per_run"] / entry["measured_seconds"])


def test_report_has_the_times_of_its_launches() -> None:
    document = reports_of([JAX]).to_dict()
    assert problem_in(json.loads(json.dumps(document)), DOCUMENTS["report"].kind) == ""
    program, events = program_in(document, "jit_train_step"), durations_in(JAX, "jit_train_step")
    rows = [*program["fusions"], *program["single_operations"]]
    measured = {row["name"]: row["measured"]["seconds"] * 5e12 for row in rows}
    assert measured == pytest.approx(dict(events))


def test_profile_beside_a_dump_says_the_same_as_alone(tmp_path: Path) -> None:
    dumped(tmp_path)
    alone = program_in(cost_document([JAX]), "jit_settle")
    assert program_in(cost_document([tmp_path], profile=JAX), "jit_settle") == alone
    assert hloscope.cost(tmp_path).to_dict()["compilations"][0]["measured"] is None


def test_dump_stays_as_it_is_when_it_is_timed() -> None:
    dump = hloscope.load(MLP)
    timed = timed_dump(dump, JAX)
    assert len(timed.compilations) == len(dump.compilations)
    assert not any(each.launch_events for each in (*dump.compilations, *timed.compilations))
    (error,) = set(timed.unreadable) - set(dump.unreadable)
    assert error.message == f"expected runs of the programs in {MLP}, found jit_train_step(10), jit_settle(12)"


def test_broken_profile_hides_no_dump(tmp_path: Path) -> None:
    (tmp_path / "a.xplane.pb").write_bytes(data_of(JAX)[:-9])
    document = cost_document([MLP, MLP], profile=tmp_path)
    assert [bool(each["cost"]) for each in document["compilations"]] == [True, True]
    (error,) = document["errors"]
    assert "found other or cut data" in error["message"]


def test_hosts_are_kept_apart_and_added_up(tmp_path: Path) -> None:
    dump, log = dumped(tmp_path / "dump"), tmp_path / "log"
    log.mkdir()
    for host in ("a", "b"):
        (log / f"{host}.xplane.pb").write_bytes(data_of(JAX))
    both = program_in(cost_document([dump], profile=log), "jit_settle")["measured"]
    one = program_in(cost_document([JAX]), "jit_settle")["measured"]
    assert (both["runs"], both["devices"]) == (2 * one["runs"], ["a /host:CPU:0", "b /host:CPU:0"])
    assert both["seconds"] == pytest.approx(one["seconds"])


def test_gpu_trace_is_held_against_its_machine(tmp_path: Path) -> None:
    """A trace that is made up: it tests the form, and no GPU."""
    made = SpaceBuilder()
    (proto,) = MLP.glob("*after_optimizations.hlo.pb")
    made.add_programs({"jit_mlp(1)": proto.read_bytes()})
    plane = made.add_plane("/device:GPU:0", compute_cap_major=9, compute_cap_minor=0)
    items = program_items(MLP)
    for start in (0, 10**9):
        for place, name in enumerate(items):
            at = start + 10**7 * place
            made.add_event(plane, "Stream #1", "k", at, 10**6, hlo_op=name, hlo_module="jit_mlp", program_id=1)
    (tmp_path / "vm.xplane.pb").write_bytes(made.data())
    (program,) = cost_document([tmp_path])["compilations"]
    assert program["measured"]
    assert program["measured"]["runs"] == 2
    assert program["cost"]
    shares = [item["measured"] for item in program["cost"]["instructions"] if item["measured"]]
    assert {round(each["seconds"] * 1e12) for each in shares} == {10**6}
    assert any(each["roofline_share"] for each in shares)


def program_items(dump: Path) -> list[str]:
    after = hloscope.load(dump).compilations[0].after
    assert after
    return [each.name for each in after.entry.instructions.values() if each.opcode in ("fusion", "custom-call")]


def slowed(log: Path, operation: str, factor: int, path: Path) -> Path:
    """A profile in which all is so many times as late, and one operation takes so many times as long."""
    space = space_of(log)
    for plane in space.planes:
        names = {entry.key: entry.value.name for entry in plane.stat_metadata}
        for event in (event for line in plane.lines for event in line.events):
            event.offset_ps *= factor
            if any(operation in (stat.str_value, names.get(stat.ref_value)) for stat in event.stats):
                event.duration_ps *= factor
    path.write_bytes(space.SerializeToString())
    return path


def test_diff_tells_what_became_slower_and_calls_it_no_regression(tmp_path: Path) -> None:
    new = slowed(JAX, "multiply_add_fusion", 100, tmp_path / "new.xplane.pb")
    found = diff(JAX, new)
    assert (found.verdict, found.is_same) == ("no regression", True)
    (program,) = (each for each in found.programs if each.name == "jit_train_step")
    assert program.measured.is_beyond_noise
    (change, *_) = program.measured.launches
    assert [launch.name for launch in change.new] == ["multiply_add_fusion"]
    assert change.is_beyond_noise
    old, later = change.times
    assert later.median == pytest.approx(100 * old.median)
    others = [each for each in program.measured.launches if each is not change]
    assert others
    assert not any(each.is_beyond_noise for each in others)


def test_diff_of_reports_says_the_same_as_of_profiles(tmp_path: Path) -> None:
    new = slowed(JAX, "dot", 50, tmp_path / "new.xplane.pb")
    for name, log in (("old.json", JAX), ("new.json", new)):
        (tmp_path / name).write_text(reports_of([log], totals=True).to_json())
    of_reports, of_logs = diff(tmp_path / "old.json", tmp_path / "new.json"), diff(JAX, new)
    measured = [[program.measured.to_dict() for program in each.programs] for each in (of_reports, of_logs)]
    assert measured[0] == measured[1]
    assert any(change["launches"] for change in measured[0])


def test_diff_takes_profiles_of_dumps(tmp_path: Path) -> None:
    dumped(tmp_path)
    found = diff(tmp_path, tmp_path, profile=(JAX, JAX))
    assert sum(program.measured.is_beyond_noise is False for program in found.programs) == 2
    assert not any(program.measured.new for program in diff(tmp_path, tmp_path).programs)


def test_profile_of_another_program_of_the_same_name_is_told_apart() -> None:
    other = TESTDATA / "jax-0.10.2-cpu/demo"
    document = cost_document([other], profile=JAX)
    (program,) = (each for each in document["compilations"] if each["name"] == "jit_train_step")
    assert program["measured"] is None
    assert [error["message"].partition(";")[0] for error in document["errors"]] == [
        f"expected a profile of the jit_train_step in {other}, found one of another program of that name"
    ]


def test_profile_without_modules_is_told_apart_by_what_ran(tmp_path: Path) -> None:
    made = SpaceBuilder()
    plane = made.add_plane("/device:GPU:0", compute_cap_major=9, compute_cap_minor=0)
    for place, name in enumerate(("add.1", "no_such_fusion")):
        made.add_event(plane, "Stream #1", "k", 100 * place, 50, hlo_op=name, hlo_module="jit_mlp", program_id=1)
    (tmp_path / "vm.xplane.pb").write_bytes(made.data())
    (error,) = cost_document([MLP], profile=tmp_path)["errors"]
    assert "found one of another program of that name" in error["message"]


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("report", lambda: reports_of([SHARDED], totals=True).to_dict()),
        ("cost", lambda: cost_document([SHARDED])),
        ("source", lambda: source_report([SHARDED]).to_dict()),
        ("collectives", lambda: collectives_document([SHARDED])),
        ("diff", lambda: diff(SHARDED, SHARDED).to_dict()),
    ],
)
def test_documents_have_their_types(name: str, document: Callable[[], object]) -> None:
    assert problem_in(json.loads(json.dumps(document())), DOCUMENTS[name].kind) == ""


def test_report_takes_no_profile_beside_it(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text(reports_of([JAX]).to_json())
    (error,) = diff(tmp_path / "old.json", JAX, profile=(JAX, JAX)).errors
    assert error.message == "expected a dump to take a profile for; a report has its times in it already"


@pytest.mark.parametrize("command", ["report", "cost", "source", "collectives"])
def test_tables_show_measured_times_at_80_columns(command: str, run: Callable[..., Printed]) -> None:
    status, lines, talk = run(command, str(SHARDED), columns=80)
    assert (status, talk) == (0, "")
    text = " ".join(" ".join(lines).split())
    assert "Measured runs Program Runs Run Min Max Gaps Launches" in text
    assert "jit_train_step 20 3.22 ms 2.49 ms 3.81 ms 2% 96" in text
    assert "as measured; the rules say the same." in text
    assert max(map(len, lines)) <= 80


def test_diff_says_what_is_noise(run: Callable[..., Printed], tmp_path: Path) -> None:
    status, lines, _ = run("diff", str(JAX), str(JAX), columns=80)
    assert (status, lines[0]) == (0, "Nothing changed")
    assert any(line.endswith("+0% (noise)") for line in lines)
    new = slowed(JAX, "multiply_add_fusion", 100, tmp_path / "new.xplane.pb")
    status, lines, _ = run("diff", str(JAX), str(new), "--format", "markdown")
    assert status == 0
    assert any(line.startswith("- jit_train_step (jax cpu): measured time of multiply_add_fusion ") for line in lines)
    assert any(line.endswith("+9900%") for line in lines)


@pytest.mark.parametrize("ask", [hloscope.cost, hloscope.source, hloscope.collectives])
def test_functions_take_a_profile_of_a_dump(ask: Callable[..., Any], tmp_path: Path) -> None:
    (program,) = (
        each
        for each in ask(dumped(tmp_path), profile=JAX).to_dict()["compilations"]
        if each["name"] == "jit_train_step"
    )
    assert program["measured"]["runs"] == 5
    assert hloscope.report(tmp_path, profile=JAX).to_dict()["compilations"][-1]["measured"]
