"""A fault of hloscope's own hides nothing but the program that brought it about, and is never taken for a finding."""

import json
from collections.abc import Callable
from dataclasses import is_dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from hloscope.analyses.answers import Answers
from hloscope.captures.targets.retarget import Settings, retarget
from hloscope.captures.targets.targets import find_target
from hloscope.dump import load
from hloscope.errors import FaultError, HloscopeError, fault_of, telling_faults
from hloscope.reports.retarget import retargets_of
from hloscope.torchscript.graphs.content import content_of
from hloscope.version import ISSUES
from tests.support.command_line import Printed, run
from tests.support.good_and_bad import dump

__all__ = ["dump", "run"]

Run = Callable[..., Printed]
Thing = Any
"""A member of a class, a document, or whatever a function is called with."""
COMMANDS = {
    "report": ["report", "DUMP"],
    "report --explain": ["report", "DUMP", "--explain"],
    "show": ["show", "DUMP", "exp.1"],
    "passes": ["passes", "DUMP"],
    "blame": ["blame", "DUMP", "exp.1"],
    "why": ["why", "DUMP"],
    "why of a line": ["why", "DUMP", "jax_models.py:35"],
    "source": ["source", "DUMP"],
    "cost": ["cost", "DUMP", "--on", "h100"],
    "memory": ["memory", "DUMP"],
    "collectives": ["collectives", "DUMP"],
    "diff": ["diff", "DUMP", "DUMP"],
    "compare": ["compare", "a=DUMP", "b=DUMP"],
}
QUESTIONS = sorted(
    name
    for name, member in vars(Answers).items()
    if not name.startswith("_") and (isinstance(member, cached_property) or callable(member))
)
assert {"cost", "count", "fusions", "memory", "module", "timeline"} <= {*QUESTIONS}


class OddError(Exception):
    """What no one expects."""


def ignore(_: object) -> None:
    """Takes anything."""


def broken(member: Thing, met: list[str]) -> object:
    """A question of Answers that cannot be answered about jit_bad."""

    def check(answers: Answers) -> None:
        if answers.compilation.name == "jit_bad":
            met.append(answers.compilation.name)
            raise OddError("a thing that no one thought of")

    if callable(member):
        method: Thing = member

        def answer(answers: Answers, stage: str) -> object:
            check(answers)
            return method(answers, stage)

        return answer

    def get(answers: Answers) -> object:
        check(answers)
        return member.func(answers)

    return property(get)


def arguments_of(command: str, dump: Path) -> list[str]:
    return [word.replace("DUMP", str(dump)) for word in COMMANDS[command]]


def good_programs(document: Thing) -> list[Thing]:
    """What a document tells of the programs that are not broken."""
    entries = next(document[key] for key in ("compilations", "programs", "models") if key in document)
    return [entry for entry in entries if "jit_bad" not in str(entry)]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("command", COMMANDS)
def test_fault_in_one_program_leaves_the_others(
    command: str, question: str, dump: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[str] = []
    monkeypatch.setattr(Answers, question, broken(vars(Answers)[question], met))
    status, lines, errors = run(*arguments_of(command, dump))
    if not met:
        assert "fault of hloscope" not in errors
        return
    assert status == 2
    assert "good" in "\n".join(lines)
    assert "OddError: a thing that no one thought of (hloscope." in errors or "(outside of hloscope)" in errors
    assert "jit_bad.cpu_after_optimizations.txt" in errors
    assert f"please send this file and the command to {ISSUES}" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    "question", ["cost", "count", "fusions", "memory", "missed_fusions", "provenances", "timeline"]
)
@pytest.mark.parametrize("command", COMMANDS)
def test_document_of_the_other_programs_is_whole(
    command: str, question: str, dump: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = [*arguments_of(command, dump), "--json"]
    whole = json.loads("\n".join(run(*arguments)[1]))
    met: list[str] = []
    monkeypatch.setattr(Answers, question, broken(vars(Answers)[question], met))
    status, lines, _ = run(*arguments)
    found = json.loads("\n".join(lines))
    if not met:
        assert found == whole
        return
    assert status == 2
    assert good_programs(found) == good_programs(whole) != []
    assert [error for error in found["errors"] if "OddError: a thing that no one thought of" in error["message"]]


TABLES = {
    "report": "report.report_tables",
    "report --explain": "explain.explanation_tables",
    "show": "show.show_tables",
    "passes": "passes.timeline_tables",
    "blame": "passes.life_tables",
    "why": "why.missed_tables",
    "why of a line": "why_about.line_tables",
    "source": "source.source_tables",
    "cost": "cost.cost_tables",
    "memory": "memory.memory_tables",
    "collectives": "collectives.collectives_tables",
    "diff": "diff.diff_tables",
    "compare": "compare.compare_tables",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_fault_of_a_table_leaves_the_other_programs(
    command: str, dump: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, _, name = TABLES[command].partition(".")
    tables = getattr(import_module(f"hloscope.tables.{module}"), name)

    def odd_tables(document: object, **options: Thing) -> object:
        if "bad'" in str(vars(document) if is_dataclass(document) else document):
            raise OverflowError("int too large to convert to float")
        return tables(document, **options)

    monkeypatch.setattr(f"hloscope.tables.{TABLES[command]}", odd_tables)
    status, lines, errors = run(*arguments_of(command, dump))
    assert status == 2
    assert "good" in "\n".join(lines)
    assert "bad: OverflowError: int too large to convert to float" in errors
    assert "Traceback" not in errors


def test_fault_in_what_is_compared_leaves_the_others(dump: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_in(place: str) -> None:
        module, _, name = place.rpartition(".")
        original = getattr(import_module(module), name)

        def raising(*arguments: Thing, **options: Thing) -> object:
            if "jit_bad" in str(arguments) or "bad" in [getattr(one, "function", "") for one in arguments]:
                raise OddError("nothing to compare")
            return original(*arguments, **options)

        monkeypatch.setattr(place, raising)

    break_in("hloscope.comparisons.program_diff.regressions_of")
    break_in("hloscope.comparisons.comparison.rows_of")
    break_in("hloscope.comparisons.recompiles.outlook_of")
    for arguments in (["diff", str(dump), str(dump)], ["compare", f"a={dump}", f"b={dump}"], ["recompiles", str(dump)]):
        status, lines, errors = run(*arguments)
        assert (status, "good" in "\n".join(lines)) == (2, True), arguments
        assert "OddError: nothing to compare" in errors


def test_fault_in_one_graph_leaves_the_others(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("good", "bad"):
        text = "graph(%x : Tensor):\n  %y : Tensor = aten::relu(%x)\n  return (%y)\n"
        (tmp_path / f"{name}.txt").write_text(text.replace("relu", name), "utf-8")

    def content_of_good(graph: Thing) -> object:
        if "aten::bad" in str([node.kind for node in graph.nodes]):
            raise RecursionError("maximum recursion depth exceeded")
        return content_of(graph)

    monkeypatch.setattr("hloscope.torchscript.document.content_of", content_of_good)
    status, lines, errors = run("torchscript", str(tmp_path))
    assert (status, "aten::good" in "\n".join(lines)) == (2, True)
    assert "bad: RecursionError: maximum recursion depth exceeded" in errors


def test_fault_on_the_way_to_a_target_is_no_program_that_cannot_be_compiled(
    dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def module_of(compilation: Thing) -> Thing:
        if compilation.name == "jit_bad":
            raise KeyError("odd")
        raise HloscopeError("it cannot be compiled")

    monkeypatch.setattr("hloscope.captures.targets.retarget.module_of", module_of)
    monkeypatch.setattr("hloscope.captures.targets.retarget.check_installed", ignore)
    compilations, target = load(dump).compilations, find_target("cpu")
    results = retarget(compilations, [target], Settings())
    document = retargets_of(results, [target], {one: one.path for one in compilations}, [])
    assert [(result["program"], result["problem"]) for result in document["results"]] == [
        ("jit_good", "it cannot be compiled")
    ] * 2
    assert [error["file"] for error in document["errors"]] == ["jit_bad"] * 2


@pytest.mark.parametrize(
    "error", [OverflowError("too large"), RecursionError(), MemoryError(), KeyError("x\n::error::y")]
)
def test_what_nobody_expected_is_one_line_and_bad_input(
    error: Exception, dump: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raising(*_: object, **__: object) -> object:
        raise error

    monkeypatch.setattr("hloscope.reports.cost.cost_document", raising)
    status, lines, errors = run("cost", str(dump))
    assert (status, lines) == (2, [])
    assert errors.count("\n") == 1
    assert errors.startswith(f"hloscope: {type(error).__name__}")
    assert f"please send the command, and the files that it reads to {ISSUES}" in errors


def test_fault_says_where_in_hloscope() -> None:
    with pytest.raises(FaultError) as caught, telling_faults("a.txt"):
        load(None)  # type: ignore[arg-type]
    assert str(caught.value).startswith("a.txt: TypeError: ")
    assert "(hloscope.dump.places:" in str(caught.value)


def test_long_words_of_python_are_cut() -> None:
    assert len(str(fault_of(ValueError("x" * 10_000)))) < 700


def test_errors_on_purpose_stay_what_they_are() -> None:
    error = HloscopeError("expected something else")
    with pytest.raises(HloscopeError) as caught, telling_faults("a.txt"):
        raise error
    assert caught.value is error
