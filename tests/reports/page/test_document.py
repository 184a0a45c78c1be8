"""The page says what the commands say: every figure is the one in their JSON."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.modules import generated_module
from hloscope.cli import main
from hloscope.reports.page.document import page_document
from hloscope.reports.page.program import PageProgram
from tests.support.dumped import TESTDATA

DUMPS = (
    "jax-0.10.2-h100/mlp",
    "jax-0.10.2-h100-passes/mlp_sgd_3",
    "jax-0.12.0.1-cpu/grid_train_step",
    "jax-0.12.0.1-h100/scan",
    "jax-0.12.0.1-cpu/layers_saved-memory",
    "jax-0.12.0.1-tpu/train_step",
    "tensorflow-2.21.0-cpu/train_step",
    "torch-xla-2.9.0-cpu-passes/lstm_unrolled_4",
)


def printed(command: str, folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[Mapping[str, Any]]:
    """The programs of the JSON that a command prints."""
    main([command, str(folder), "--json", *options])
    programs: list[Mapping[str, Any]] = json.loads(capsys.readouterr().out)["compilations"]
    return programs


def programs_of(folder: Path) -> list[PageProgram]:
    document = page_document([folder])
    assert document["errors"] == []
    return document["programs"]


@pytest.mark.parametrize("name", DUMPS)
def test_counts_are_those_of_report(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = TESTDATA / name
    for program, told in zip(programs_of(folder), printed("report", folder, capsys), strict=True):
        for stage in ("before", "unfused", "after"):
            count = told["kernels"][stage]
            assert program["kernels"][stage] == (count and {k: v for k, v in count.items() if k != "sites"})
        assert program["kernels"]["change"] == told["kernels"]["change"]
        assert program["kernels"]["judge"] == told["kernels"]["judge"]
        rows, names = program["launches"], program["after"] and program["after"]["names"]
        if rows and names:
            assert [names[i] for i in rows["instructions"]] == [
                site["name"] for site in told["kernels"]["after"]["sites"]
            ]
            classes = [rows["classes"]["texts"][at] for at in rows["classes"]["at"]]
            assert classes == [site["class"] for site in told["kernels"]["after"]["sites"]]


@pytest.mark.parametrize("name", DUMPS)
def test_costs_are_those_of_cost(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = TESTDATA / name
    for program, told in zip(programs_of(folder), printed("cost", folder, capsys), strict=True):
        totals, rows, after = program["totals"], program["launches"], program["after"]
        assert totals
        assert rows
        assert after
        assert totals["per_run"] == told["cost"]["per_run"]
        items = {item["name"]: item for item in told["cost"]["instructions"]}
        compared = 0
        for row, number in enumerate(rows["instructions"]):
            item = items.get(after["names"][number])
            if item and rows["bytes_read"][row] is not None:
                figures = (rows["runs"][row], rows["bytes_read"][row], rows["bytes_written"][row])
                assert figures == (item["runs"], item["bytes_read"], item["bytes_written"])
                assert rows["flops"][row] == (None if item["unknown"] else item["flops"])
                compared += 1
        assert compared


@pytest.mark.parametrize("name", DUMPS)
def test_times_are_those_of_the_machine(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = TESTDATA / name
    for program, told in zip(programs_of(folder), printed("cost", folder, capsys, "--on", "a100"), strict=True):
        roofs = program["roofs"]
        assert roofs
        (roof,) = [each for each in roofs["roofs"] if each["machine"] == "a100"]
        assert roof["seconds"] == told["cost"]["modelled_seconds"]


@pytest.mark.parametrize("name", DUMPS)
def test_edges_and_lines_are_those_of_why_and_source(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = TESTDATA / name
    for program, told in zip(programs_of(folder), printed("why", folder, capsys), strict=True):
        edges = program["edges"]
        assert edges
        assert (edges["bytes_written"], edges["total_per_run"]) == (told["bytes_written"], told["bytes_per_run"])
        rules = [edges["rules"]["texts"][at] for at in edges["rules"]["at"]]
        assert rules == [missed["rule"] for missed in told["missed"]]
        assert edges["bytes_per_run"] == [missed["bytes_per_run"] for missed in told["missed"]]
    for program, told in zip(programs_of(folder), printed("source", folder, capsys), strict=True):
        assert program["lines"] == [{key: line[key] for key in (program["lines"] or [{}])[0]} for line in told["lines"]]
        links, before, after = program["links"], program["before"], program["after"]
        if not (links and before and after):
            assert told["operations"] == []
            continue
        assert [before["names"][i] for i in links["operations"]] == [each["name"] for each in told["operations"]]
        assert [after["names"][i] for i in links["places"]] == [
            p for each in told["operations"] for p in each["places"]
        ]
        assert links["exact"] == [int(each["evidence"] == "exact") for each in told["operations"]]


@pytest.mark.parametrize("name", DUMPS)
def test_trees_add_up_to_the_run(name: str) -> None:
    for program in programs_of(TESTDATA / name):
        assert program["trees"]
        for tree in (program["trees"]["scope"], program["trees"]["stack"]):
            assert tree["depths"][0] == 0
            leaves = [
                place
                for place, depth in enumerate(tree["depths"])
                if tree["depths"][place + 1 : place + 2] != [depth + 1]
            ]
            assert sum(tree["bytes"][place] for place in leaves) == tree["bytes"][0]
            assert sum(tree["flops"][place] for place in leaves) == tree["flops"][0]


@pytest.mark.parametrize("name", ["jax-0.10.2-h100-passes/mlp_sgd_3", "torch-xla-2.9.0-cpu-passes/lstm_unrolled_4"])
def test_passes_are_those_of_passes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = TESTDATA / name
    for program, told in zip(programs_of(folder), printed("passes", folder, capsys), strict=True):
        states = program["passes"]
        assert states
        there = set(range(states["first"]))
        assert [state["name"] for state in states["passes"]] == [each["pass"] for each in told["passes"]]
        for state, each in zip(states["passes"], told["passes"], strict=True):
            assert (state["operations"], state["counts"]) == (each["operations"], each["counts"])
            assert set(state["went"]) <= there
            there = (there - set(state["went"])) | set(state["came"])
            assert all(place in there for place, _ in state["touched"])
            assert len(there) == each["operations"]


def test_source_is_read_below_the_root_alone() -> None:
    root = Path(__file__).parents[3]
    (program,) = page_document([TESTDATA / "jax-0.10.2-h100-passes" / "mlp_sgd_3"], source_root=root)["programs"]
    assert program["lines"]
    assert program["lines"][0]["code"]
    assert "code" in program["lines"][0]
    (program,) = page_document([TESTDATA / "jax-0.10.2-h100-passes" / "mlp_sgd_3"])["programs"]
    assert program["lines"]
    assert {line["code"] for line in program["lines"]} == {None}


def test_facts_name_a_view_and_what_to_look_at() -> None:
    (program,) = programs_of(TESTDATA / "jax-0.10.2-h100-passes" / "mlp_sgd_3")
    after = program["after"]
    assert after
    first = next(fact for fact in program["facts"] if fact["kind"] == "costly kernel")
    assert first["view"] == "kernels"
    assert first["select"] is not None
    assert after["names"][first["select"]] == first["title"]
    assert len(program["facts"]) <= 10


def test_facts_that_are_alike_are_told_once(tmp_path: Path) -> None:
    path = tmp_path / "layers_after_optimizations.txt"
    path.write_text(generated_module(1_000), "utf-8")
    (program,) = programs_of(path)
    launches = program["launches"]
    assert launches
    costly = [fact for fact in program["facts"] if fact["kind"] == "costly kernel"]
    assert len({fact["text"] for fact in costly}) == len(costly) == 3
    first = launches["bytes_per_run"][launches["instructions"].index(costly[0]["select"] or 0)]
    alike = int(costly[0]["text"].partition(" alike")[0].replace(",", ""))
    assert costly[0]["bytes"] == alike * first
    assert alike == launches["bytes_per_run"].count(first)
