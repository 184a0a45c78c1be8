"""The command `why`: what is printed where, and the exit status."""

import json
from collections.abc import Callable

import pytest

from tests.support.command_line import Printed, run
from tests.support.dumped import TESTDATA

__all__ = ["run"]
CPU = str(TESTDATA / "jax-0.10.2-cpu-passes" / "fusion_limits")
H100 = str(TESTDATA / "jax-0.10.2-h100-passes" / "fusion_limits")
MLP = str(TESTDATA / "jax-0.10.2-h100" / "mlp")


def test_missed_fusions_are_ranked(run: Callable[..., Printed]) -> None:
    status, lines, errors = run("why", H100, columns=120)
    assert (status, errors) == (0, "")
    assert lines[0] == "jit_fusion_limits: what goes through memory (4; 33.8 kB in all)"
    assert lines[3].startswith(
        "gemm_fusion_dot_general.3   32.8 kB   other compiler: the producer is compiled by triton"
    )
    assert any('XLA: "the producer is not fusible"' in line for line in lines)


def test_turns_of_loops_are_shown(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("why", str(TESTDATA / "jax-0.10.2-cpu" / "scan"), columns=120)
    assert [" ".join(line.split()) for line in lines[3:5]] == [
        "dot 1.28 kB unsupported operation: XLA does not fuse dot",
        "-> add_tanh_fusion 10 x 128 B",
    ]
    _, lines, _ = run("why", str(TESTDATA / "jax-0.10.2-h100" / "while_loop"), columns=120)
    assert lines[0] == "jit_while_loop: what goes through memory (4; at least 200 B in all)"
    assert [" ".join(line.split()) for line in lines[3:5]] == [
        "copy.2 64 B or more copy: a copy that XLA inserted so that a buffer may be overwritten or returned",
        "-> triton_softmax.1 turns unknown",
    ]


def test_xla_words_are_asked_for_where_they_are_missing(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("why", MLP, columns=120)
    assert lines[-1] == "For XLA's own words dump with passes: hloscope run --passes -- COMMAND (GPU)."


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("command", [(CPU,), (CPU, "cos.2", "reduce_sum.28")], ids=["all", "pair"])
def test_tables_fit_the_terminal(run: Callable[..., Printed], command: tuple[str, ...], columns: int) -> None:
    _, lines, _ = run("why", *command, columns=columns)
    assert max(map(len, lines)) <= columns


@pytest.mark.parametrize(
    ("pair", "answer"),
    [
        (("exp.7", "exp.7"), "jit_fusion_limits: exp.7 and exp.7 are one kernel, wrapped_exponential.1."),
        (("sort.0", "cos.2"), "jit_fusion_limits: no value goes from one of sort.0 and cos.2 to the other."),
        (
            ("sinh.26", "cos.2"),
            "jit_fusion_limits: nothing is left of sinh.26: algsimp: disappears with what read it, sinh.29 (inferred).",
        ),
    ],
)
def test_pair_without_memory_between_is_a_sentence(
    run: Callable[..., Printed], pair: tuple[str, str], answer: str
) -> None:
    assert run("why", CPU, *pair, columns=160) == (0, [answer], "")


def test_top_bounds_the_list(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("why", CPU, "--top", "2")
    assert lines[0].startswith("jit_fusion_limits: what goes through memory (2 of 16, --top 0 for all;")


def test_why_as_json(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("why", CPU, "exp.7", "add.20", "--json")
    (program,) = json.loads("\n".join(lines))["compilations"]
    assert program["relation"] == "edge"
    assert [edge["rule"] for edge in program["edges"]] == ["expensive work"]


def test_one_operation_is_bad_usage(run: Callable[..., Printed]) -> None:
    assert run("why", CPU, "exp.7") == (2, [], "hloscope: expected two operations A B, or none\n")


def test_unknown_operations_are_bad_input(run: Callable[..., Printed]) -> None:
    status, lines, errors = run("why", CPU, "here", "there")
    assert (status, lines) == (2, [])
    assert "found 'here' and 'there', which none has" in errors
