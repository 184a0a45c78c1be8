"""Blame of what is no operation of its own, of one module alone, and of launches that nothing is known of."""

from __future__ import annotations

from pathlib import Path

import pytest

from hloscope.errors import HloscopeError
from hloscope.reports.blame import BlameProgram, blame_report
from tests.support.dumped import TESTDATA, before

CPU = TESTDATA / "jax-0.10.2-cpu"
SCAN = CPU / "scan"
COMMAND_BUFFER = """
HloModule jit_step, is_scheduled=true

%fused_add (p0: f32[256,768], p1: f32[768]) -> f32[256,768] {
  %p0 = f32[256,768]{1,0} parameter(0)
  %p1 = f32[768]{0} parameter(1)
  %b.1 = f32[256,768]{1,0} broadcast(%p1), dimensions={1}
  ROOT %add.3 = f32[256,768]{1,0} add(%p0, %b.1), metadata={op_name="jit(step)/add" source_file="m.py" source_line=7}
}

%command_buffer (c0: f32[256,768], c1: f32[768]) -> f32[256,768] {
  %c0 = f32[256,768]{1,0} parameter(0)
  %c1 = f32[768]{0} parameter(1)
  ROOT %loop_add_fusion = f32[256,768]{1,0} fusion(%c0, %c1), kind=kLoop, calls=%fused_add
}

ENTRY %main (x: f32[256,768], y: f32[768]) -> f32[256,768] {
  %x = f32[256,768]{1,0} parameter(0)
  %y = f32[768]{0} parameter(1)
  ROOT %call = f32[256,768]{1,0} call(%x, %y), to_apply=%command_buffer
}
"""
PARALLEL = """
HloModule jit_run, is_scheduled=true

%fused_computation.clone (a: f32[299]) -> f32[299] {
  %a = f32[299]{0} parameter(0)
  ROOT %m = f32[299]{0} multiply(%a, %a)
}

%parallel_fusion (p: f32[299]) -> f32[299] {
  %p = f32[299]{0} parameter(0)
  ROOT %fusion.clone = f32[299]{0} fusion(%p), kind=kLoop, calls=%fused_computation.clone, metadata={op_name="jit(run)/mul" source_file="m.py" source_line=60}
}

ENTRY %main (x: f32[299]) -> f32[299] {
  %x = f32[299]{0} parameter(0)
  ROOT %call = f32[299]{0} call(%x), to_apply=%parallel_fusion
}
"""


def blame(path: Path, name: str) -> BlameProgram:
    (program,) = blame_report([path], name).programs
    return program


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """A module that runs, without any other."""
    (tmp_path / "in.hlo").write_text(COMMAND_BUFFER, "utf-8")
    return tmp_path / "in.hlo"


def places(program: BlameProgram) -> list[str]:
    return [place["name"] for place in program["remains"]]


def test_kernel_of_a_module_alone_is_told_by_its_own_metadata(alone: Path) -> None:
    program = blame(alone, "loop_add_fusion")
    assert (program["evidence"], program["origins"]) == ("metadata", None)
    assert program["contents"] == [
        {"name": "b.1", "opcode": "broadcast", "op_name": None, "source": None},
        {"name": "add.3", "opcode": "add", "op_name": "jit(step)/add", "source": "m.py:7"},
    ]


def test_fusion_tells_of_a_parallel_call_what_its_operations_do_not(tmp_path: Path) -> None:
    path = tmp_path / "in.hlo"
    path.write_text(PARALLEL, "utf-8")
    program = blame(path, "fusion.clone")
    assert program["contents"] == [{"name": "m", "opcode": "multiply", "op_name": "jit(run)/mul", "source": "m.py:60"}]


@pytest.mark.parametrize("name", ["add.3", "call", "x", "b.1"])
def test_name_in_a_module_alone_is_told_by_the_kernel_that_has_it(alone: Path, name: str) -> None:
    assert places(blame(alone, name)) == ["loop_add_fusion"]


def test_unknown_name_in_a_module_alone_is_an_error_with_names_alike(alone: Path) -> None:
    with pytest.raises(HloscopeError, match=r"found 'add\.4'; did you mean add\.3"):
        blame(alone, "add.4")


def test_call_of_the_program_is_told_by_what_it_calls() -> None:
    program = blame(SCAN, "closed_call.3")
    assert program["through"] is not None
    assert program["through"]["how"] == "calls"
    assert places(program)


def test_loop_of_the_program_is_told() -> None:
    assert places(blame(SCAN, "while.6"))


@pytest.mark.parametrize("folder", ["scan", "tensor_parallel_mlp"])
def test_no_instruction_of_the_program_is_refused(folder: str) -> None:
    names = [instruction.name for instruction in before(f"jax-0.10.2-cpu/{folder}").instructions()]
    assert [name for name in names if not blame_report([CPU / folder], name).programs] == []
