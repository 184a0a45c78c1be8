"""The tables of reports: what is in a column is what its title says."""

from collections.abc import Callable
from pathlib import Path

from tests.support.command_line import Printed, run

__all__ = ["run"]
HEADER = 'is_scheduled=true, frontend_attributes={fingerprint_before_lhs="00"}'
BODY = "%p = f32[8,128]{1,0} parameter(0) ROOT %s.1 = f32[4,128]{1,0} slice(%p), slice={[2:6], [0:128]}"


def test_block_that_runs_as_a_copy_was_not_fused_away(run: Callable[..., Printed], tmp_path: Path) -> None:
    """XLA for GPU copies one block of memory: no kernel, and none that fusion saved."""
    before = f"HloModule jit_f\nENTRY %main {{ {BODY} }}"
    after = (
        f"HloModule jit_f, {HEADER}\n%wrapped {{ {BODY} }}\nENTRY %main {{ %x = f32[8,128]{{1,0}} parameter(0) "
        "ROOT %f = f32[4,128]{1,0} fusion(%x), kind=kLoop, calls=%wrapped }"
    )
    (tmp_path / "module_0001.jit_f.before_optimizations.txt").write_text(before, "utf-8")
    (tmp_path / "module_0001.jit_f.sm_9.0a_gpu_after_optimizations.txt").write_text(after, "utf-8")
    _, printed, _ = run("report", str(tmp_path))
    (row,) = [line.split() for line in printed if line.startswith("jit_f")]
    assert row == [
        "jit_f",
        "1",
        "->",
        "1",
        "->",
        "0",
        "0",
        "0",
        "0",
        "0",
        "1",
    ]  # simplify, fuse, per run, clusters, copies


def test_star_is_explained_where_there_is_one(run: Callable[..., Printed], tmp_path: Path) -> None:
    (tmp_path / "module_0001.jit_f.before_optimizations.txt").write_text(f"HloModule jit_f\nENTRY %main {{ {BODY} }}")
    assert "* top-level operations" not in "".join(run("report", str(tmp_path))[1])
