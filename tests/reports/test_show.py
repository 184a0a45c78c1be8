"""What is meant by a name, an op_name or a line, in which stage, and what is shown of it; checked by hand in the files."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import hloscope
from hloscope.errors import HloscopeError
from hloscope.reports.show import ShowProgram, Stage, show_report
from tests.support.dumped import TESTDATA

MLP = TESTDATA / "jax-0.10.2-cpu" / "mlp"
H100 = TESTDATA / "jax-0.10.2-h100" / "mlp"
NEW = TESTDATA / "jax-0.12.0.1-cpu" / "scan"


def shown(path: object, wanted: str, stage: Stage | None = None) -> ShowProgram:
    [program] = show_report([str(path)], wanted, stage=stage).programs
    return program


def asked(program: ShowProgram) -> dict[str, list[str]]:
    """The names of what was meant, by launch."""
    return {
        thing["name"]: [line["name"] for body in thing["bodies"] for line in body["lines"] if line["asked"]]
        for thing in program["things"]
    }


@pytest.mark.parametrize("wanted", ["gemm_fusion_dot.1", "%gemm_fusion_dot.1"])
def test_kernel_has_its_body_and_what_is_beside_it(wanted: str) -> None:
    program = shown(H100, wanted)
    [thing] = program["things"]
    assert (program["stage"], program["found_by"], thing["launch_class"]) == ("after", "name", "kernel")
    assert [one["name"] for one in thing["reads"]] == ["bitcast.4.0", "bitcast.3.0", "bitcast.2.0"]
    assert [one["name"] for one in thing["read_by"]] == ["loop_add_fusion"]
    assert [(body["name"], len(body["lines"])) for body in thing["bodies"]] == [("gemm_fusion_dot.1_computation", 10)]
    assert thing["source"].endswith("jax_models.py:35")


def test_operation_is_shown_in_the_kernel_that_it_is_in() -> None:
    assert asked(shown(H100, "max.5")) == {"gemm_fusion_dot.1": ["max.5"]}


def test_op_name_is_whole_or_an_end_of_it() -> None:
    launches = {"gemm_fusion_dot": ["dot.4"], "loop_reduce_fusion": ["reduce.3"], "gemm_fusion_dot.1": ["dot.5"]}
    launches["loop_add_fusion"] = ["reduce.1.1"]
    assert asked(shown(H100, "dot_general")) == asked(shown(H100, "jit(mlp)/dot_general")) == launches


def test_line_has_all_launches_of_its_operations() -> None:
    program = shown(H100, "jax_models.py:35")
    assert program["found_by"] == "line"
    assert [thing["name"] for thing in program["things"]] == [
        "gemm_fusion_dot",
        "loop_reduce_fusion",
        "gemm_fusion_dot.1",
        "loop_add_fusion",
    ]


def test_what_is_gone_is_shown_as_it_was_asked_for() -> None:
    program = shown(MLP, "add.11")
    [thing] = program["things"]
    assert (program["stage"], thing["launch_class"]) == ("before", None)
    assert thing["line"] is not None
    assert thing["line"]["text"] == "%add.11 = f32[32,256]{1,0} add(%dot_general.2, %add.10)"


def test_stage_is_the_one_that_was_asked_for() -> None:
    assert shown(MLP, "dot_general", "before")["stage"] == "before"
    assert shown(MLP, "dot_general", "unfused")["stage"] == "unfused"
    with pytest.raises(HloscopeError, match=r"in the stage after, found 'add.11'"):
        show_report([str(MLP)], "add.11", stage="after")


def test_computation_is_shown_whole() -> None:
    program = shown(H100, "%fused_reduce")
    [thing] = program["things"]
    assert (program["found_by"], thing["line"], thing["reads"]) == ("computation", None, [])
    assert [body["name"] for body in thing["bodies"]] == ["fused_reduce", "dot.reduce_sub_computation"]


def test_member_of_a_tuple_is_found_by_its_label() -> None:
    after = hloscope.load(NEW).compilations[0].after
    assert after is not None
    label = next(i.label for i in after.instructions() if "#" in i.label)
    [thing] = shown(NEW, label)["things"]
    assert thing["name"] == label


def test_error_names_what_is_alike() -> None:
    with pytest.raises(HloscopeError) as raised:
        show_report([str(H100)], "gemm_fusion_dat")
    assert str(raised.value) == (
        "expected a kernel, an operation, a computation or a line such as model.py:31, found 'gemm_fusion_dat', "
        "which none is called; did you mean gemm_fusion_dot, gemm_fusion_dot.1, gemm_fusion_dot_computation?"
    )


CALLS = """HloModule m, is_scheduled=true

%once (p: f32[]) -> f32[] {{
  %p = f32[] parameter(0)
  %q = f32[] negate(%p)
  ROOT %r = f32[] negate(%q)
}}

ENTRY %main (a: f32[]) -> f32[] {{
  %a = f32[] parameter(0)
{calls}
}}
"""


def test_body_that_many_call_is_listed_once(tmp_path: Path) -> None:
    names = ["a", *(f"c{number}" for number in range(200))]
    calls = [
        f'  %{name} = f32[] call(%{before}), to_apply=%once, metadata={{op_name="here"}}'
        for before, name in pairwise(names)
    ]
    calls[-1] = calls[-1].replace("  %", "  ROOT %")
    (tmp_path / "calls.hlo").write_text(CALLS.format(calls="\n".join(calls)))
    program = shown(tmp_path / "calls.hlo", "here")
    assert len(program["things"]) == 200
    assert [len(thing["bodies"]) for thing in program["things"]] == [1, *[0] * 199]


def test_what_may_be_in_a_file_that_is_cut_is_not_just_missing(tmp_path: Path) -> None:
    (text,) = H100.glob("*after_optimizations.txt")
    (tmp_path / "cut.txt").write_text(text.read_text("utf-8")[:3000])
    with pytest.raises(
        HloscopeError, match=r"(?s)found 'loop_add_fusion', which none is called.*\n.*incomplete, from line"
    ):
        show_report([tmp_path / "cut.txt"], "loop_add_fusion")
