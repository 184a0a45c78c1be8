"""What other tools are given: every launch once, edges and times as commands have them, and no name that means something."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import hloscope
from hloscope.analyses.cost.machines import MACHINES
from hloscope.formats.dot import dot_text
from hloscope.formats.model_explorer import model_explorer_files
from hloscope.formats.perfetto import perfetto_text
from hloscope.reports.graph.document import GraphProgram, graph_report
from tests.support.command_line import Printed, run
from tests.support.dumped import TESTDATA
from tests.support.hostile_dump import make_dump

__all__ = ["run"]
FOLDERS = [
    TESTDATA / folder
    for folder in (
        "jax-0.10.2-cpu/scan",
        "jax-0.10.2-cpu/cond",
        "jax-0.10.2-h100/attention",
        "jax-0.12.0.1-cpu/scan",
        "jax-0.10.2-cpu/grid_train_step",
        "tensorflow-2.21.0-cpu/mlp",
        "torch-xla-2.9.0-cpu/mlp",
    )
]
with_folders = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
NODE = re.compile(r"^\s*(p\d+_\d+) \[label=\"([^\"]*)\"", re.MULTILINE)
EDGE = re.compile(r"^\s*(p\d+_\d+) -> (p\d+_\d+) \[", re.MULTILINE)


def graphs(folder: Path, machine: str | None = None) -> tuple[GraphProgram, ...]:
    result = graph_report([folder], machine=MACHINES[machine] if machine else None)
    assert result.errors == ()
    return result.programs


def programs_of(folder: Path) -> list[Any]:
    return list(hloscope.report(folder).programs)


@with_folders
def test_launches_are_those_of_the_report(folder: Path) -> None:
    for graph, program in zip(graphs(folder), programs_of(folder), strict=True):
        told = Counter((launch["name"], launch["launch_class"]) for launch in graph["launches"])
        assert told == Counter((site["name"], site["class"]) for site in program["kernels"]["after"]["sites"])


@with_folders
def test_drawing_has_each_launch_and_each_edge_once(folder: Path) -> None:
    programs = graphs(folder)
    text = dot_text(programs)
    launches = [launch["name"] for program in programs for launch in program["launches"]]
    assert Counter(label.partition("\\n")[0] for _, label in NODE.findall(text)) == Counter(launches)
    nodes = dict(NODE.findall(text))
    ends = Counter(
        (nodes[one].partition("\\n")[0], nodes[other].partition("\\n")[0]) for one, other in EDGE.findall(text)
    )
    known = {*launches}
    assert ends == Counter(
        (edge["producer"], edge["consumer"])
        for program in programs
        for edge in program["edges"]
        if {edge["producer"], edge["consumer"]} <= known
    )
    assert text.count("{") == text.count("}")


def test_loop_is_a_cluster_around_its_launches() -> None:
    [program] = graphs(FOLDERS[0])
    inside = [launch["name"] for launch in program["launches"] if launch["loop"] == "while.6"]
    assert inside == [
        "wrapped_compare",
        "copy.4",
        "dot",
        "wrapped_add",
        "add_tanh_fusion",
        "bitcast_dynamic-update-slice_fusion",
    ]
    cluster = re.search(r'label="while.6";\n(.*?)\n    \}', dot_text([program]), re.DOTALL)
    assert cluster is not None
    assert [label.partition("\\n")[0] for _, label in NODE.findall(cluster[1])] == inside


@with_folders
def test_time_line_takes_as_long_as_cost_says(folder: Path) -> None:
    events = json.loads(perfetto_text(graphs(folder, "h100")))["traceEvents"]
    costs = hloscope.cost(folder, on="h100").to_dict()["compilations"]
    for process, program in enumerate(costs, 1):
        items = program["cost"]["instructions"]
        slices = [event for event in events if event["pid"] == process and event["ph"] == "X" and "cat" in event]
        names = {event["name"] for event in slices}
        modelled = sum(item["seconds"] for item in items if item["name"] in names)
        assert sum(event["dur"] for event in slices) == pytest.approx(1e6 * modelled, abs=1e-4 * len(slices))
        assert [event["ts"] for event in slices] == sorted(event["ts"] for event in slices)


def test_loop_takes_as_long_as_all_of_its_turns() -> None:
    events = json.loads(perfetto_text(graphs(FOLDERS[0], "h100")))["traceEvents"]
    [loop] = [event for event in events if event["name"] == "while.6"]
    inside = [event for event in events if event.get("cat") and loop["ts"] <= event["ts"] < loop["ts"] + loop["dur"]]
    assert {"dot", "wrapped_add"} <= {event["name"] for event in inside}
    assert sum(event["dur"] for event in inside) == pytest.approx(loop["dur"], abs=1e-3)


@with_folders
def test_model_explorer_has_every_operation_once_and_every_edge_both_ends(folder: Path) -> None:
    for program in graphs(folder):
        files = {end: json.loads(text) for end, text in model_explorer_files(program).items()}
        before, after = files["graph.json"]["graphs"]
        for graph in (before, after):
            ids = [node["id"] for node in graph["nodes"]]
            assert len(ids) == len({*ids})
            reads = {edge["sourceNodeId"] for node in graph["nodes"] for edge in node["incomingEdges"]}
            assert reads <= {*ids}
        left, right = ({node["id"] for node in graph["nodes"]} for graph in (before, after))
        for entry in files["mapping.json"]["mappingEntries"]:
            assert {*entry["leftNodeIds"]} <= left
            assert {*entry["rightNodeIds"]} <= right
        assert {*files["bytes.json"]["results"]} <= right


def test_fusion_is_a_layer_and_what_reads_it_reads_its_root() -> None:
    [program] = graphs(TESTDATA / "jax-0.10.2-h100/mlp")
    after = json.loads(model_explorer_files(program)["graph.json"])["graphs"][1]
    nodes = {node["id"]: node for node in after["nodes"]}
    assert nodes["max.5"]["namespace"] == "gemm_fusion_dot.1"
    assert [edge["sourceNodeId"] for edge in nodes["reduce.1.1"]["incomingEdges"]] == ["bitcast.6", "constant_2_2"]


def test_no_name_means_anything(tmp_path: Path) -> None:
    text = dot_text(graphs(make_dump(tmp_path)))
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)
    assert re.fullmatch(r"[\w\s\[\]{}=,;.\"\->]*", outside)


@pytest.mark.parametrize("form", ["dot", "perfetto"])
def test_command_prints_or_writes_the_same(run: Callable[..., Printed], form: str, tmp_path: Path) -> None:
    status, lines, _ = run("export", str(FOLDERS[0]), "--as", form)
    assert (status, run("export", str(FOLDERS[0]), "--as", form, "-o", str(tmp_path / "out"))[0]) == (0, 0)
    assert (tmp_path / "out").read_text().splitlines() == lines


def test_model_explorer_gets_three_files_of_each_program(run: Callable[..., Printed], tmp_path: Path) -> None:
    status, _, errors = run("export", str(FOLDERS[0]), "--as", "model-explorer")
    assert (status, errors) == (
        2,
        "hloscope: expected -o FOLDER, for Model Explorer takes three files of each program\n",
    )
    assert run("export", str(FOLDERS[0]), "--as", "model-explorer", "-o", str(tmp_path / "new"))[0] == 0
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "0000.jit_scan.bytes.json",
        "0000.jit_scan.graph.json",
        "0000.jit_scan.mapping.json",
    ]
