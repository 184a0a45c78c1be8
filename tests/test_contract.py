"""Every key of every JSON document has a type, and every key of the types is there: all commands over all of testdata."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from docs.generate.json_schema import DOCUMENTS
from hloscope.benching.profile_shares import Share, Shares
from hloscope.benching.timings import Bench, Timing
from hloscope.captures.targets.retarget import Outcome, Retargeted
from hloscope.captures.targets.targets import find_target
from hloscope.captures.user_code.observed_lines import Place
from hloscope.cli import main
from hloscope.comparisons.comparable import comparable
from hloscope.comparisons.comparison import compare_outlines
from hloscope.comparisons.diff import diff_outlines
from hloscope.comparisons.outline import Outline
from hloscope.comparisons.plateaus import Sweep, plateaus_of
from hloscope.dump import load
from hloscope.pytest_plugin.records import Record
from hloscope.pytest_plugin.report_file import write_report
from hloscope.reports.retarget import retargets_of
from hloscope.torchscript.document import comparison_document
from hloscope.torchscript.tracing.comparison import Observed, Refusal, Way
from hloscope.torchscript.tracing.decisions import compared
from tests.support.contract import Json, keys_in, parts_of, problem_in, told_keys
from tests.support.dumped import TESTDATA

GRAPHS = sorted(TESTDATA.glob("torchscript-*"))
FOLDERS = sorted({path.parents[1] for path in TESTDATA.glob("*/*/*.txt")} - {*GRAPHS, TESTDATA / "programs"})
ROOT = TESTDATA.parent
Printed = Callable[..., Json]
COMMANDS = {
    "report": ["report"],
    "report-explain": ["report", "--explain"],
    "passes": ["passes"],
    "why": ["why"],
    "source": ["source", "--source-root", str(ROOT)],
    "cost": ["cost"],
    "cost on a machine": ["cost", "--on", "h100", "--stage", "unfused"],
    "memory": ["memory"],
    "collectives": ["collectives"],
    "doctor": ["doctor"],
}
assert len(FOLDERS) > 15
assert GRAPHS


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Printed:
    """The document that a command prints."""

    def run(*arguments: str) -> Json:
        main([*arguments, "--json"])
        return json.loads(capsys.readouterr().out)

    return run


def problem_of(name: str, document: object) -> str:
    """What is wrong with a document, as it is once it was written and read again."""
    return problem_in(json.loads(json.dumps(document)), DOCUMENTS[name].kind)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("name", COMMANDS)
def test_document_on_dumps_has_its_type(name: str, folder: Path, printed: Printed) -> None:
    document = printed(*COMMANDS[name], str(folder))
    assert problem_of(name.partition(" ")[0], document) == ""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_document_on_operations_has_its_type(folder: Path, printed: Printed) -> None:
    for path, asked, producer, consumer in ends_in(printed("source", str(folder)), folder):
        assert problem_of("blame", printed("blame", path, asked)) == ""
        assert problem_of("why-pair", printed("why", path, producer, consumer)) == ""


@pytest.mark.parametrize(
    ("name", "what"),
    [("why-line", "jax_fusion.py:16"), ("why-operation", "cos.2"), ("why-operation", "sinh.26")],
)
def test_document_on_a_line_or_an_operation_has_its_type(name: str, what: str, printed: Printed) -> None:
    assert problem_of(name, printed("why", str(TESTDATA / "jax-0.10.2-cpu-passes" / "fusion_limits"), what)) == ""


def ends_in(document: Json, folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """An operation or a launch of some programs with its place, and two operations, of which one is gone if that is known."""
    programs = document["compilations"]
    for number, program in enumerate(programs[:: 1 + len(programs) // 8]):
        operations = [each for each in program["operations"] if each["places"]]
        gone = [each["name"] for each in program["operations"] if not each["places"]]
        if operations:
            first, last = operations[0], operations[-1]
            asked = first["name"] if number % 2 else first["places"][0]
            producer = gone[0] if gone and program["evidence"] == "passes" else first["places"][0]
            yield str(folder / program["path"]), asked, producer, last["places"][0]


@cache
def outlines_in(folder: Path) -> tuple[Outline, ...]:
    return comparable(folder).outlines


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_document_on_two_dumps_has_its_type(folder: Path) -> None:
    old, new = outlines_in(folder), outlines_in(FOLDERS[FOLDERS.index(folder) - 1])
    assert problem_of("diff", diff_outlines(old, new, rules=("launches", "programs", "changes")).to_dict()) == ""
    assert problem_of("compare", compare_outlines({"old": old, "new": new}).to_dict()) == ""
    results: list[Outline | str] = [*old, "it was not compiled"]  # as if the programs were one, for many sizes
    sweep = Sweep("f", "n", range(len(results)), plateaus_of(len(results), lambda place: results[place]))
    assert problem_of("sweep", sweep.to_dict()) == ""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_document_on_targets_has_its_type(folder: Path) -> None:
    compilations, h100, tpu = load(folder).compilations, find_target("h100x4"), find_target("tpu-v5e")
    results = [Retargeted(one, h100, Outcome(one, None, 8, 0.5, ("a remark",))) for one in compilations]
    refused = Retargeted(compilations[0], tpu, Outcome(problem="no"))
    document = retargets_of([*results, refused], [h100, tpu], {one: one.path for one in compilations}, [])
    assert problem_of("retarget", document) == ""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_report_of_tests_has_its_type(folder: Path, tmp_path: Path) -> None:
    write_report(str(tmp_path / "report.json"), [("test_a", Record("*", "cpu", 1, 1, 1, 0.5, str(folder)))])
    assert problem_of("report-pytest", json.loads((tmp_path / "report.json").read_text("utf-8"))) == ""


@pytest.mark.parametrize("folder", GRAPHS, ids=lambda folder: folder.name)
def test_document_on_graphs_has_its_type(folder: Path, printed: Printed) -> None:
    assert problem_of("torchscript", printed("torchscript", str(folder))) == ""


def test_document_on_ways_to_compile_has_its_type() -> None:
    source = "def f(self, x):\n    if x.sum() > 0:\n        x = x * 2\n    self.calls += 1\n    return x\n"
    place, graph = Place("f.py", 2), (GRAPHS[0] / "conditional_op.traced.txt").read_text("utf-8")
    observed = Observed({"f.py": source}, {place: 1, Place("f.py", 4): 1}, {place: "to a boolean"})
    ways = [Way("trace", traces=True, graphs={"graph": graph}), Way("script", False, refusal=Refusal("E", "no", place))]
    comparison = compared("f", "torch", ["float32[3]"], ["0.5"], observed, ways)
    assert problem_of("torchscript-compare", comparison_document(comparison.to_dict())) == ""


def test_document_on_times_has_its_type() -> None:
    shares = Shares(2e9, (Share("fusion", 4, 1.5e9, 0.75, ("add", "exp")), Share("dot", 4, 5e8, 0.25)))
    ways = (
        Timing("eager", first=0.01, steady=(0.01, 0.02), kernels=10, counted="operations"),
        Timing("jit", 0.5, 0.5, (0.003,), (0.001, 0.002), 4, "launches", shares=shares),
        Timing("scripted", refusal="NotSupportedError: no"),
    )
    assert problem_of("bench", Bench("f", "jax", ("float32[2]",), ways).to_dict()) == ""


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("targets", ["targets"]), ("doctor", ["doctor"]), ("env", ["env", "--dump-to", "dump"])],
    ids=["targets", "doctor", "env"],
)
def test_document_on_the_machine_has_its_type(name: str, arguments: list[str], printed: Printed) -> None:
    assert problem_of(name, printed(*arguments)) == ""


# What no dump of testdata has; tests of the analyses make dumps that do.
UNTOLD = {
    "CountForm": {"copies_range", "collectives_range"},
    "DisagreementForm": {"name", "rule", "thunks"},
    "Error": {"file", "message"},
    "LaunchedLoop": {"measured"},
    "MeasuredForm": {"roofline_share"},
    "MissedFusionForm": {"us_unfused", "us_fused"},
    "OptimizationForm": {"microseconds"},
    "PassesForm": {"microseconds"},
}
TELLING = [
    "jax-0.10.2-h100-passes",
    "jax-0.10.2-cpu-passes",
    "jax-0.10.2-h100/cholesky",
    "jax-0.10.2-h100/switch",
    "jax-0.12.0.1-cpu/decode_steps-forms",
    "tensorflow-2.21.0-cpu/mlp-compiler-ir",
    "jax-0.12.0.1-h100/grid_train_step",
    "jax-0.10.2-tpu/mlp",
    "profiles/jax-sharded-0.10.2-cpu",
]


def test_every_key_of_a_report_says_something_somewhere(printed: Printed) -> None:
    kind = DOCUMENTS["report-explain"].kind
    documents = [printed("report", "--explain", str(TESTDATA / folder)) for folder in TELLING]
    told = frozenset[tuple[str, str]]().union(*(told_keys(document, kind) for document in documents))
    assert keys_in(kind) - told == {(name, key) for name, keys in UNTOLD.items() for key in keys}


@pytest.mark.parametrize("name", ["report-explain", "passes", "why", "source", "cost on a machine", "memory", "doctor"])
def test_key_that_is_gone_new_or_of_another_type_is_found(name: str, printed: Printed) -> None:
    folder = "jax-0.12.0.1-cpu/decode_steps-forms" if name == "memory" else "jax-0.10.2-h100-passes/mlp_sgd_3"
    document = printed(*COMMANDS[name], str(TESTDATA / folder))
    kind = DOCUMENTS[name.partition(" ")[0]].kind
    for place, value in first_objects(document).items():
        value["novelty"] = 1
        assert problem_in(document, kind).partition(":")[0].endswith(".novelty"), place
        del value["novelty"]
        for key in [*value]:
            kept = value.pop(key)
            assert bool(problem_in(document, kind)) == (key not in OPTIONAL), f"{place}.{key}"
            value[key] = {"no": ["such", "value"]}
            assert problem_in(document, kind), f"{place}.{key}"
            value[key] = kept
    assert problem_in(document, kind) == ""


OPTIONAL = {"grid", "threads", "shared_memory"}  # not known of every kernel
NAMES_AS_KEYS = {".counts", ".fates", ".matrix_flops"}


def first_objects(value: Json, place: str = "document") -> dict[str, Json]:
    """Return the objects in a document by place, of each list those of the first entry only."""
    parts = {key: item for key, item in parts_of(value).items() if key not in NAMES_AS_KEYS}
    found = {} if not parts or "[0]" in parts else {place: value}
    for key, item in [*parts.items()][: 1 if "[0]" in parts else None]:
        found |= first_objects(item, f"{place}{key}")
    return found
