"""The steps of a compilation: each text once, and a broken one never hides the others."""

import shutil
from pathlib import Path

import pytest

from hloscope import load
from hloscope.dump.compilation import Compilation
from hloscope.dump.pass_steps import steps_of
from hloscope.errors import HloscopeError
from tests.support.dumped import TESTDATA
from tests.support.pass_texts import PRINTED

ATTENTION = TESTDATA / "jax-0.10.2-h100-passes" / "attention"
SOFTMAX = TESTDATA / "jax-0.10.2-cpu-passes" / "softmax"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(SOFTMAX, tmp_path / "dump")


@pytest.fixture
def gpu_folder(tmp_path: Path) -> Path:
    return shutil.copytree(ATTENTION, tmp_path / "gpu")


def compilation_in(folder: Path) -> Compilation:
    (compilation,) = load(folder).compilations
    return compilation


def names_of(folder: Path, errors: list[HloscopeError]) -> list[str]:
    return [step.pass_name for step in steps_of(compilation_in(folder), errors)]


def test_steps_are_the_texts_that_differ() -> None:
    assert names_of(SOFTMAX, []) == [
        "",
        "algsimp",
        "dot-library-rewriter",
        "fusion",
        "(before HLO_passes_after_scheduling)",
    ]


def test_step_inside_a_pass_has_its_name(folder: Path) -> None:
    (step,) = folder.glob("*removing_unnecessary_copies.txt")
    step.write_text(step.read_text("utf-8") + "\n", "utf-8")
    assert "copy-insertion: removing_unnecessary_copies" in names_of(folder, [])


def test_after_is_a_step_if_no_snapshot_is_like_it(folder: Path) -> None:
    (after,) = folder.glob("*cpu_after_optimizations.txt")
    after.write_text(after.read_text("utf-8") + "\n", "utf-8")
    assert names_of(folder, [])[-1] == "(before code generation)"


def test_broken_snapshot_is_an_error_among_good_ones(folder: Path) -> None:
    (broken,) = folder.glob("*after_fusion.*")
    broken.write_text(broken.read_text("utf-8").replace("ENTRY", "ENTRANCE"), "utf-8")
    errors: list[HloscopeError] = []
    # The later snapshots of the same text are whole.
    assert names_of(folder, errors)[:3] == ["", "algsimp", "dot-library-rewriter"]
    assert [error.filename for error in errors] == [str(broken)]


def test_steps_since_a_pass_begin_with_its_last_run() -> None:
    steps = list(steps_of(compilation_in(SOFTMAX), [], since="fusion"))
    assert [step.pass_name for step in steps] == ["fusion", "(before HLO_passes_after_scheduling)"]
    assert list(steps_of(compilation_in(SOFTMAX), [], since="priority-fusion")) == []


def test_metadata_of_passes_belongs_to_the_module_of_its_id(folder: Path) -> None:
    (folder / "module_0000.metadata.textproto").write_text(PRINTED, "utf-8")
    (folder / "module_0000.jit_softmax.2.ir-no-opt.ll").write_text("", "utf-8")
    assert [run.name for run in compilation_in(folder).pass_runs] == ["simplification", "algsimp"]


def test_dump_without_metadata_has_no_runs() -> None:
    assert compilation_in(SOFTMAX).pass_runs == ()


def test_fusion_decisions_are_found() -> None:
    found = compilation_in(TESTDATA / "jax-0.10.2-h100-passes" / "attention").fusion_decisions
    assert found
    assert "iota.9.0" in found.fused
    assert compilation_in(SOFTMAX).fusion_decisions is None


def with_unconfigured(folder: Path) -> Path:
    """Adds what jax 0.11 and newer write: the module at the start of the pipeline that configures kernels."""
    (start,) = folder.glob("*.autotuner.after_pipeline-start.*.txt")
    return Path(
        shutil.copy(start, start.with_name(start.name.partition(".0046.")[0] + ".before_config_assignment.txt"))
    )


def test_module_before_config_assignment_is_no_step_where_a_snapshot_is_equal(gpu_folder: Path) -> None:
    whole = names_of(gpu_folder, [])
    with_unconfigured(gpu_folder)
    assert names_of(gpu_folder, []) == whole


def test_module_before_config_assignment_is_a_step_where_no_snapshot_is(gpu_folder: Path) -> None:
    """As with a `--xla_dump_hlo_pass_re` that leaves out fusion and what follows it."""
    unconfigured = with_unconfigured(gpu_folder)
    for number in range(36, 50):
        for path in gpu_folder.glob(f"*.{number:04}.*"):
            path.unlink()
    steps = list(steps_of(compilation_in(gpu_folder), []))
    names = [step.pass_name for step in steps]
    place = names.index("(before config assignment)")
    assert (steps[place].stage, steps[place].file) == ("before_config_assignment", unconfigured.name)
    assert names.index("rename-instructions") == place - 1
    assert steps[place + 1].pipeline == "pre-scheduling-copy-insertion"
