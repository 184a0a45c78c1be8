"""Why, of a source line and of one operation."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from hloscope.analyses.why.missed_fusions import missed_fusions
from hloscope.analyses.why.of_line import of_line
from hloscope.errors import HloscopeError
from hloscope.parsers import parse
from hloscope.reports.why_about import WhyOperationProgram, why_line_report, why_operation_report
from tests.support.dumped import TESTDATA

SOFTMAX = TESTDATA / "jax-0.10.2-cpu" / "softmax"
PASSES = TESTDATA / "jax-0.10.2-cpu-passes" / "fusion_limits"


def of_operation(folder: Path, operation: str) -> WhyOperationProgram:
    (program,) = why_operation_report([folder], operation).programs
    return program


def relations(program: WhyOperationProgram, end: int = 0) -> Sequence[tuple[str, str, str]]:
    return [(n["side"], n["operation"], n["relation"]) for n in program["ends"][end]["neighbours"]]


def test_values_of_a_line_are_those_that_it_makes() -> None:
    """The line sums the cosine of 33 elements: XLA splits that in two, and what feeds it is a kernel of its own.

    The first half of the sum has lost its line, which is that of what it reads.
    """
    (program,) = why_line_report([PASSES], "jax_fusion.py:16").programs
    assert [(edge["producer"], edge["rule"]) for edge in program["missed"]] == [
        ("wrapped_cosine", "split reduction"),
        ("wrapped_reduce-window", "split reduction"),
    ]
    assert program["bytes_per_run"] == 264 + 16
    assert not program["is_outer"]


@pytest.mark.parametrize("place", ["programs/jax_fusion.py:16", "testdata/programs/jax_fusion.py:16"])
def test_line_may_be_named_with_its_folders(place: str) -> None:
    (program,) = why_line_report([PASSES], place).programs
    assert program["line"] == place


def test_line_of_a_file_whose_name_merely_ends_so_is_another() -> None:
    with pytest.raises(HloscopeError, match=r"found 'fusion\.py:16', which none does"):
        why_line_report([PASSES], "fusion.py:16")


STACK = """HloModule m, is_scheduled=true

FileNames
1 "/home/me/model.py"
2 "/home/me/layers.py"

FunctionNames
1 "step"
2 "layer"

FileLocations
1 {file_name_id=1 function_name_id=1 line=31 end_line=31 column=1 end_column=2}
2 {file_name_id=2 function_name_id=2 line=7 end_line=7 column=1 end_column=2}

StackFrames
1 {file_location_id=1 parent_frame_id=1}
2 {file_location_id=2 parent_frame_id=2}

ENTRY main {
  x = f32[8]{0} parameter(0)
  p = f32[8]{0} sine(x), metadata={op_name="sin" stack_frame_id=2}
  ROOT c = f32[8]{0} cholesky(p)
}
"""


def test_line_that_only_calls_others_has_their_values() -> None:
    module = parse(STACK)
    missed = missed_fusions(module, platform="cpu")
    inner, outer = (of_line(module, missed, place) for place in ("layers.py:7", "model.py:31"))
    assert [edge.edge.producer.name for edge in inner.edges] == ["p"]
    assert (inner.is_outer, outer.is_outer, outer.edges) == (False, True, inner.edges)


def test_operation_in_a_fusion_has_neighbours_in_it_and_beyond() -> None:
    program = of_operation(SOFTMAX, "multiply.1")
    assert [(e["launch"], e["instructions"]) for e in program["ends"]] == [("broadcast_multiply_fusion", 2)]
    assert relations(program) == [
        ("operand", "ynn_fusion.1", "memory"),
        ("operand", "broadcast.3", "fused"),
        ("user", "broadcast_multiply_fusion", "result"),
    ]


def test_launch_has_the_neighbours_of_its_operands_and_results() -> None:
    program = of_operation(SOFTMAX, "broadcast_divide_fusion")
    edges = [n["edge"] for n in program["ends"][0]["neighbours"]]
    assert relations(program) == [
        ("operand", "ynn_fusion", "memory"),
        ("user", "broadcast_multiply_fusion", "memory"),
    ]
    assert [edge and edge["rule"] for edge in edges] == ["library call", "expensive work"]


def test_argument_is_no_missed_fusion() -> None:
    assert relations(of_operation(SOFTMAX, "ynn_fusion.1"))[0] == ("operand", "x.1", "argument")


def test_op_name_finds_all_operations_that_end_with_it() -> None:
    whole, end = (of_operation(SOFTMAX, name) for name in ("jit(softmax)/exp", "exp"))
    assert [e["operation"] for e in whole["ends"]] == [e["operation"] for e in end["ends"]] != []


def test_operation_of_an_earlier_stage_is_followed_by_snapshots() -> None:
    program = of_operation(PASSES, "cos.2")
    assert ([end["launch"] for end in program["ends"]], program["is_inferred"]) == (["wrapped_cosine"], False)


def test_operation_that_a_pass_took_away_is_gone() -> None:
    program = of_operation(PASSES, "sinh.26")
    assert (program["ends"], [life["operation"] for life in program["gone"]]) == ([], ["sinh.26"])


def test_operation_of_the_module_before_is_inferred_without_snapshots() -> None:
    program = of_operation(SOFTMAX, "exp.1")
    assert ([end["launch"] for end in program["ends"]], program["is_inferred"]) == (["ynn_fusion.1"], True)


def test_instruction_that_is_followed_nowhere_is_not_said_to_be_in_no_program(tmp_path: Path) -> None:
    before = "HloModule m\nENTRY e { p = f32[2] parameter(0) ROOT b = f32[2] cosine(p) }"
    (tmp_path / "module_0000.m.before_optimizations.txt").write_text(before)
    (tmp_path / "module_0000.m.cpu_after_optimizations.txt").write_text(
        before.replace("p ", "a ").replace("(p)", "(a)")
    )
    with pytest.raises(HloscopeError, match=r"found 'p' \(parameter in the module from before optimization\)"):
        why_operation_report([tmp_path], "p")


def test_operation_that_no_program_has_is_an_error() -> None:
    with pytest.raises(HloscopeError, match="found 'nowhere', which no program has"):
        why_operation_report([SOFTMAX], "%nowhere")
