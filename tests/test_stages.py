"""Which stages a dump holds, in which order, and which snapshot is the last before fusion."""

from pathlib import Path

import pytest

from hloscope.analyses.stages import PassGroup, Stages, stages_of
from hloscope.dump import Compilation, load
from hloscope.ir import HloModule
from tests.support.dumped import TESTDATA

CPU_PASSES = TESTDATA / "jax-0.10.2-cpu-passes" / "softmax"
H100_PASSES = TESTDATA / "jax-0.10.2-h100-passes" / "attention"

MODULE = "HloModule m\n\nENTRY e {\n  ROOT x = f32[] parameter(0)\n}\n"


def only_compilation(path: Path) -> Compilation:
    (compilation,) = load(path).compilations
    return compilation


def stages_of_files(folder: Path, *suffixes: str) -> Stages:
    """The stages of a dump of one small module, in files that end so."""
    for suffix in suffixes:
        (folder / f"module_0001.m.{suffix}.txt").write_text(MODULE, "utf-8")
    return stages_of(only_compilation(folder))


@pytest.mark.parametrize(
    ("suffixes", "names"),
    [
        pytest.param(["before_optimizations"], ["before"], id="before alone"),
        pytest.param(["after_optimizations"], ["unfused", "after"], id="from the compilation cache"),
        pytest.param(["cpu_after_optimizations", "before_optimizations"], ["before", "unfused", "after"], id="both"),
        pytest.param(
            ["before_optimizations", "after_spmd_partitioner", "sm_9.0a_gpu_after_optimizations"],
            ["before", "after_spmd_partitioner", "unfused", "after"],
            id="of one device",
        ),
        pytest.param(
            ["before_config_assignment", "before_optimizations", "sm_9.0a_gpu_after_optimizations"],
            ["before", "before_config_assignment", "unfused", "after"],
            id="before config assignment",
        ),
    ],
)
def test_stages_come_in_the_order_of_the_compilation(tmp_path: Path, suffixes: list[str], names: list[str]) -> None:
    stages = stages_of_files(tmp_path, *suffixes)
    assert stages == Stages(tuple(names), (), None)


@pytest.mark.parametrize("folder", [CPU_PASSES, H100_PASSES], ids=lambda folder: folder.parent.name)
def test_every_name_is_a_stage(folder: Path) -> None:
    compilation = only_compilation(folder)
    stages = stages_of(compilation)
    assert {name for name in stages.names if compilation.stage(name) is None} == set()
    patterns = ("*optimizations.txt", "*partitioner.txt", "*.[0-9][0-9][0-9][0-9].*.txt")
    files = [file for pattern in patterns for file in folder.glob(pattern)]
    assert len(set(stages.names)) == len(files) + 1  # `unfused` is in no file


def test_config_is_assigned_after_fusion_and_before_copy_insertion(tmp_path: Path) -> None:
    """As jax 0.12.0.1 writes them for H100 with `--xla_dump_hlo_pass_re=fusion|copy-insertion`."""
    passes = [
        "0036.fusion.after_priority-fusion.before_cse",
        "0047.fusion-wrapper.after_pipeline-start.before_fusion-wrapper",
        "0052.pre-scheduling-copy-insertion.after_pipeline-start.before_dce",
        "0066.fusion-wrapper.after_pipeline-start.before_fusion-wrapper",
    ]
    stages = stages_of_files(tmp_path, *passes, "before_config_assignment")
    assert stages.names == (*passes[:2], "before_config_assignment", *passes[2:])
    assert only_compilation(tmp_path).stage("before_config_assignment")


def test_snapshots_are_ordered_by_number(tmp_path: Path) -> None:
    stages = stages_of_files(
        tmp_path, "10000.late.after_a.before_b", "0002.early.after_pipeline-start.before_a", "0010.middle.some_step"
    )
    assert stages.names == (
        "0002.early.after_pipeline-start.before_a",
        "0010.middle.some_step",
        "10000.late.after_a.before_b",
    )


def test_pipeline_that_is_entered_again_is_a_group_again(tmp_path: Path) -> None:
    stages = stages_of_files(
        tmp_path,
        "0000.outer.after_pipeline-start.before_a",
        "0001.outer.after_a.before_inner",
        "0002.inner.after_pipeline-start.before_b",
        "0003.outer.after_inner.before_c",
    )
    assert stages.groups == (
        PassGroup("outer", ("0000.outer.after_pipeline-start.before_a", "0001.outer.after_a.before_inner")),
        PassGroup("inner", ("0002.inner.after_pipeline-start.before_b",)),
        PassGroup("outer", ("0003.outer.after_inner.before_c",)),
    )


def test_steps_within_a_pass_are_grouped_by_it() -> None:
    groups = {group.pipeline: group.snapshots for group in stages_of(only_compilation(CPU_PASSES)).groups}
    assert groups["copy-insertion"] == (
        "0019.copy-insertion.after_adding_copies_to_resolve_interference",
        "0020.copy-insertion.after_removing_unnecessary_copies",
        "0021.copy-insertion.after_adding_special-case_copies",
    )


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        (CPU_PASSES, "0016.after_layout_assignment.after_pipeline-start.before_pipeline-end"),
        (H100_PASSES, "0035.fusion.after_pipeline-start.before_variadic-op-splitter"),
    ],
    ids=["cpu", "h100"],
)
def test_last_snapshot_before_fusion_is_what_fusion_was_given(folder: Path, name: str) -> None:
    compilation = only_compilation(folder)
    stages = stages_of(compilation)
    assert stages.last_before_fusion == name
    given = modules_around(compilation, stages, name)
    assert made_by_fusion(given[0]) == 0
    assert len(given[0].entry.instructions) > len(given[1].entry.instructions)


def modules_around(compilation: Compilation, stages: Stages, name: str) -> tuple[HloModule, HloModule]:
    """What a snapshot holds, and what the next one does."""
    following = stages.names[stages.names.index(name) + 1]
    one, other = compilation.stage(name), compilation.stage(following)
    assert one
    assert other
    return one, other


def made_by_fusion(module: HloModule) -> int:
    """Fusions but those of libraries, which are made before."""
    return sum(i.opcode == "fusion" and i.fusion_kind != "kCustom" for i in module.instructions())


@pytest.mark.parametrize(
    ("suffixes", "name"),
    [
        pytest.param([], None, id="no snapshots"),
        pytest.param(["0000.p.after_algsimp.before_dce", "0001.p.after_dce.before_fusion"], None, id="no fusion"),
        pytest.param(
            ["0000.p.after_dce.before_fusion", "0001.p.after_fusion.before_fusion-wrapper"],
            "0000.p.after_dce.before_fusion",
            id="cpu",
        ),
        pytest.param(
            ["0000.fusion.after_a.before_priority-fusion", "0001.fusion.after_priority-fusion.before_cse"],
            "0000.fusion.after_a.before_priority-fusion",
            id="gpu",
        ),
        pytest.param(
            ["0000.fusion.after_dce.before_b", "0001.fusion.after_multi_output_fusion.before_cse"],
            "0000.fusion.after_dce.before_b",
            id="multi-output fusion alone",
        ),
        pytest.param(
            ["0000.p.after_a.before_fusion", "0001.p.after_fusion.before_b", "0002.p.after_c.before_fusion", "0003.p.after_fusion.before_b"],
            "0000.p.after_a.before_fusion",
            id="the first fusion pass counts",
        ),
        pytest.param(["0000.p.after_fusion.before_fusion-wrapper"], None, id="nothing before it"),
        pytest.param(
            ["0000.p.after_a.before_b", "0001.p.after_fusion-wrapper.before_c"], None, id="wrapping is no fusion"
        ),
    ],
)  # fmt: skip
def test_last_snapshot_before_fusion_is_told_by_the_passes(
    tmp_path: Path, suffixes: list[str], name: str | None
) -> None:
    assert stages_of_files(tmp_path, "before_optimizations", *suffixes).last_before_fusion == name


def test_nothing_is_parsed(tmp_path: Path) -> None:
    (tmp_path / "module_0001.m.cpu_after_optimizations.txt").write_text("HloModule m\n\nENTRY e {\n  nonsense\n}\n")
    assert stages_of(only_compilation(tmp_path)).names == ("unfused", "after")
