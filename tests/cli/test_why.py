"""The command `why`: what is printed where, and the exit status."""

import json
from collections.abc import Callable
from pathlib import Path

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
    assert lines[0] == "jit_fusion_limits: what goes through memory (4; 34.1 kB in all)"
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
    assert lines[0] == "jit_while_loop: what goes through memory (4 in 3 rows; at least 200 B in all)"
    assert [" ".join(line.split()) for line in lines[6:8]] == [
        "copy.2 64 B or more copy: the buffer that the loop carries is overwritten",
        "-> triton_softmax.1 turns unknown before the value is read for the last time",
    ]


def test_xla_words_are_asked_for_where_they_are_missing(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("why", MLP, columns=120)
    assert lines[-1] == "For XLA's own words dump with passes: hloscope run --passes -- COMMAND (GPU)."


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(
    "command",
    [(CPU,), (CPU, "cos.2", "reduce_sum.28"), (CPU, "jax_fusion.py:16"), (CPU, "exp.7")],
    ids=["all", "pair", "line", "operation"],
)
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


def test_three_operations_are_bad_usage(run: Callable[..., Printed]) -> None:
    expected = "hloscope: expected a line, an operation, or two operations A B, or none of them\n"
    assert run("why", CPU, "exp.7", "add.20", "cos.2") == (2, [], expected)


def test_line_is_a_sentence_and_a_table(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("why", CPU, "jax_fusion.py:16", columns=120)
    assert lines[:2] == [
        "jit_fusion_limits: jax_fusion.py:16: 2 operations in 2 launches (wrapped_cosine, wrapped_reduce).",
        "Its values that go through memory (2; 280 B)",
    ]
    assert lines[4].startswith("wrapped_cosine             264 B   split reduction:")


def test_line_that_stays_in_its_kernel_says_so(run: Callable[..., Printed]) -> None:
    status, lines, _ = run("why", H100, "jax_fusion.py:16", columns=160)
    assert (status, lines) == (
        0,
        [
            (
                "jit_fusion_limits: jax_fusion.py:16: 2 operations in input_reduce_fusion. No other launch reads a value of it"
                " from memory."
            )
        ],
    )


def test_operation_is_a_sentence_and_its_neighbours(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("why", CPU, "cos.2", columns=120)
    assert lines[0] == "jit_fusion_limits: cos.2 is cos.0, which runs in wrapped_cosine."
    assert [line.split("   ")[0] for line in lines[3:5]] == ["from vector.1", "to wrapped_reduce-window"]


def test_operation_that_is_gone_is_a_sentence(run: Callable[..., Printed]) -> None:
    assert run("why", CPU, "sinh.26", columns=160) == (
        0,
        ["jit_fusion_limits: nothing is left of sinh.26: algsimp: disappears with what read it, sinh.29 (inferred)."],
        "",
    )


def test_programs_without_traffic_share_a_line(run: Callable[..., Printed]) -> None:
    status, lines, _ = run("why", str(TESTDATA / "jax-0.10.2-h100" / "elementwise"))
    assert (status, lines) == (0, ["Nothing goes through memory in jit_elementwise."])


@pytest.mark.parametrize("what", ["nowhere", "model.py:1"])
def test_unknown_line_or_operation_is_bad_input(run: Callable[..., Printed], what: str) -> None:
    status, lines, errors = run("why", CPU, what)
    assert (status, lines) == (2, [])
    assert f"found '{what}', which no" in errors


def test_unknown_operations_are_bad_input(run: Callable[..., Printed]) -> None:
    status, lines, errors = run("why", CPU, "here", "there")
    assert (status, lines) == (2, [])
    assert "found 'here' and 'there', which none has" in errors


LAYERS = """HloModule jit_f, is_scheduled=true
ENTRY e {
  x = f32[64,64] parameter(0) w = f32[64,64] parameter(1)
  dot.1 = f32[64,64] dot(x, w), lhs_contracting_dims={1}, rhs_contracting_dims={0}
  tanh.1 = f32[64,64] tanh(dot.1)
  dot.2 = f32[64,64] dot(x, tanh.1), lhs_contracting_dims={1}, rhs_contracting_dims={0}
  tanh.2 = f32[64,64] tanh(dot.2)
  ROOT r = (f32[64,64], f32[64,64]) tuple(tanh.1, tanh.2)
}
"""


def test_equal_layers_are_one_row(run: Callable[..., Printed], tmp_path: Path) -> None:
    (tmp_path / "module_0001.jit_f.cpu_after_optimizations.txt").write_text(LAYERS)
    _, lines, _ = run("why", str(tmp_path), columns=120)
    assert lines[0] == "jit_f: what goes through memory (3 in 2 rows; 98.3 kB in all)"
    assert [" ".join(line.split()) for line in lines[3:5]] == [
        "dot.1 65.5 kB library call: the producer runs in a library (Eigen: dot)",
        "-> tanh.1 and 1 equal 32.8 kB each",
    ]


def test_what_equal_readers_read_is_written_once(run: Callable[..., Printed], tmp_path: Path) -> None:
    text = LAYERS.replace("tanh(dot.2)", "tanh(dot.1)").replace("dot(x, tanh.1)", "dot(x, w)")
    (tmp_path / "module_0001.jit_f.cpu_after_optimizations.txt").write_text(text)
    _, lines, _ = run("why", str(tmp_path), columns=120)
    assert lines[0] == "jit_f: what goes through memory (2 in 1 row; 49.2 kB in all)"
    assert " ".join(lines[3].split()).startswith("dot.1 49.2 kB")
