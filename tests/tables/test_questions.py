"""The questions as functions: the same documents as the commands, and the same tables in print."""

import json
from collections.abc import Callable

import pytest

import hloscope
from tests.support.command_line import Printed, run
from tests.support.dumped import TESTDATA

__all__ = ["run"]
MLP = TESTDATA / "jax-0.10.2-cpu" / "mlp"
PASSES = TESTDATA / "jax-0.10.2-cpu-passes" / "fusion_limits"


@pytest.mark.parametrize("question", ["collectives", "cost", "memory", "why", "source", "passes"])
def test_function_answers_as_the_command_does(question: str, run: Callable[..., Printed]) -> None:
    _, lines, _ = run(question, str(PASSES), "--json")
    expected = json.loads("\n".join(lines))
    answer = getattr(hloscope, question)(PASSES)
    assert json.loads(answer.to_json()) == expected
    assert answer.to_dict()["schema"] == expected["schema"]


@pytest.mark.parametrize("question", ["collectives", "cost", "memory", "why", "source", "passes"])
def test_answer_prints_as_the_table_of_the_command(
    question: str, run: Callable[..., Printed], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, lines, told = run(question, str(PASSES), columns=100)
    monkeypatch.setenv("COLUMNS", "100")
    answer = getattr(hloscope, question)(PASSES)
    shown = str(answer).rstrip().splitlines()
    assert shown[: len(lines)] == [line.rstrip() for line in lines]
    assert shown[len(lines) :] == [line.removeprefix("hloscope: ") for line in told.splitlines()]
    assert repr(answer) == str(answer)


def test_dump_and_compilation_are_taken_as_well() -> None:
    dump = hloscope.load(MLP)
    whole = hloscope.cost(MLP).to_dict()["compilations"][0]["cost"]
    assert hloscope.cost(dump).to_dict()["compilations"][0]["cost"] == whole
    assert hloscope.cost(dump.compilations[0]).to_dict()["compilations"][0]["cost"] == whole


def test_time_is_modelled_on_a_machine() -> None:
    assert hloscope.cost(MLP, on="h100").to_dict()["on"]["name"] == "h100"
    assert "Time on NVIDIA H100" in str(hloscope.cost(MLP, on="h100"))


def test_source_by_scope() -> None:
    step = MLP.parents[1] / "jax-0.10.2-h100" / "train_step_adam"
    assert "backward" in str(hloscope.source(step, by="scope"))


def test_unknown_machine_is_told() -> None:
    with pytest.raises(hloscope.HloscopeError, match="expected a machine, found 'h200x'"):
        hloscope.cost(MLP, on="h200x")


def test_missing_dump_is_told() -> None:
    with pytest.raises(hloscope.HloscopeError, match="no such file or folder"):
        hloscope.memory("nowhere")
