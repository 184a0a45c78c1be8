"""What a count is of where the dump has files that tell, and where a module stands alone."""

from pathlib import Path

import pytest

from hloscope.analyses.kernels.unit import is_unit_inferred
from hloscope.dump import load
from tests.support.dumped import TESTDATA

# One program, as jax dumps it: names with a percent sign came back after the thunk runtime had come.
OLD = """HloModule jit_f, is_scheduled=true

ENTRY main.3 {
  Arg_0.1 = f32[8]{0} parameter(0), metadata={op_name="x"}
  ROOT sine.2 = f32[8]{0} sine(Arg_0.1), metadata={op_name="jit(f)/sin" source_file="a.py" source_line=1}
}
"""
SPELT_OUT = OLD.replace(" Arg_0.1 =", " %Arg_0.1 =").replace("sine.2 =", "%sine.2 =").replace("(Arg", "(f32[8]{0} %Arg")
NEW = SPELT_OUT.replace("f32[8]{0} %Arg", "%Arg")
FRAMES = OLD.replace("ENTRY", 'FileNames\n1 "a.py"\n\nENTRY')


@pytest.mark.parametrize(
    ("text", "beside", "is_inferred"),
    [
        pytest.param(OLD, "", True, id="as jaxlib 0.4.30 and 0.4.35 dump it"),
        pytest.param(SPELT_OUT, "", True, id="as_text() of jaxlib 0.4.30"),
        pytest.param(NEW, "", False, id="as jaxlib 0.6.2 dumps it"),
        pytest.param(FRAMES, "", False, id="tables of stack frames"),
        pytest.param(OLD, "ir-no-opt.part_00.ll", False, id="files of the new runtime"),
        pytest.param(OLD, "ir-no-opt.ll", False, id="files of the old runtime"),
    ],
)
def test_launches_are_inferred_where_neither_files_nor_text_tell(
    tmp_path: Path, text: str, beside: str, is_inferred: object
) -> None:
    name = "module_0000.jit_f"
    (tmp_path / f"{name}.cpu_after_optimizations.txt").write_text(text)
    if beside:
        (tmp_path / f"{name}.{beside}").write_text("")
    (compilation,) = load(tmp_path).compilations
    assert is_unit_inferred(compilation) is is_inferred


def test_of_what_newer_versions_dumped_nothing_is_inferred() -> None:
    """In testdata each program has a folder, in which little is beside the modules."""
    folders = ("jax-0.6.2-cpu", "jax-0.10.2-cpu", "jax-0.12.0.1-cpu", "tensorflow-2.21.0-cpu", "torch-xla-2.9.0-cpu")
    found = {folder: {is_unit_inferred(c) for c in load(TESTDATA / folder).compilations} for folder in folders}
    assert found == {folder: {False} for folder in folders}
