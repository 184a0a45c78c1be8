"""Dump file names: those that XLA was seen to write, and those that its source and its users' dumps show."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hloscope.dump.file_names import Role, find_dump_name, find_lowered_name, is_wanted

TESTDATA = Path(__file__).parents[2] / "testdata"
FILES = sorted(path for path in TESTDATA.glob("*-*/*/*module_*") if path.is_file())

TF = "a_inference_f_20__XlaMustCompile_true_config_proto_13561319589895757934_executor_type_11160318154034397263_.3"
CLUSTER = "cluster_2__XlaCompiledKernel_true__XlaHasReferenceVars_false__XlaNumConstantArgs_0__XlaNumResourceArgs_0_.1"

# File name -> role, id, module, platform, architecture.
NAMES = {
    "module_0004.jit_f.before_optimizations.txt": (Role.BEFORE, 4, "jit_f", None, None),
    "module_30510.jit__lambda.before_optimizations.txt": (Role.BEFORE, 30510, "jit__lambda", None, None),
    f"module_0000.{TF}.before_optimizations.txt": (Role.BEFORE, 0, TF, None, None),
    "module_0002.a_inference_f_20__.3.before_optimizations.txt": (Role.BEFORE, 2, "a_inference_f_20__.3", None, None),
    "module_0000.SyncTensorsGraph.45.before_optimizations.txt": (Role.BEFORE, 0, "SyncTensorsGraph.45", None, None),
    "module_0001.f.before_optimization.txt": (Role.BEFORE, 1, "f", None, None),  # hlo-opt
    "module_0001.f.before_optimizations.hlo.pb": (Role.BEFORE, 1, "f", None, None),
    "module_0001.f.before_optimizations.hlo.pb.gz": (Role.BEFORE, 1, "f", None, None),
    "module_0001.f.before_optimizations.txt.gz": (Role.BEFORE, 1, "f", None, None),  # gzipped by hand
    "module_0001.before_optimizations.txt": (Role.BEFORE, 1, "", None, None),  # the name was too long
    "1795250878895453.module_0001.f.before_optimizations.txt": (Role.BEFORE, 1, "f", None, None),
    f"module_0000.{CLUSTER}.cpu_after_optimizations.txt": (Role.AFTER, 0, CLUSTER, "cpu", None),
    "module_0001.f.sm_9.0a_gpu_after_optimizations.txt": (Role.AFTER, 1, "f", "gpu", "sm_9.0a"),
    "module_0001.sm_8.0_gpu_after_optimizations.txt": (Role.AFTER, 1, "", "gpu", "sm_8.0"),
    "module_0001.SyncTensorsGraph.1045.sm_10.0a_gpu_after_optimizations.txt": (
        (Role.AFTER, 1, "SyncTensorsGraph.1045", "gpu", "sm_10.0a")
    ),
    "module_0001.f.gfx90a_gpu_after_optimizations.txt": (Role.AFTER, 1, "f", "gpu", "gfx90a"),
    "module_0001.f._gpu_after_optimizations.txt": (Role.AFTER, 1, "f", "gpu", None),
    "module_0001.f.gpu_after_optimizations.txt": (Role.AFTER, 1, "f", "gpu", None),
    "module_0002.jit_mlp.after_optimizations.txt": (Role.AFTER, 2, "jit_mlp", None, None),  # from jax's cache
    "module_0001.f.after_optimization.txt": (Role.AFTER, 1, "f", None, None),
    "module_0080.jit_f.cl_747713181.after_codegen.txt": (Role.AFTER, 80, "jit_f", None, None),  # TPU
    "module_0023.jit_train_step.after_optimizations_before_buffer_assignment.txt": (
        (Role.AFTER, 23, "jit_train_step", None, None)
    ),
    "module_0021.jit_train_step.tpu_comp_env.txt": (Role.TPU_SETTINGS, 21, "jit_train_step", None, None),
    "module_0001.f.wrapped_broadcast_kernel_module.ir-with-opt.ll": (Role.PART_CODE, 1, "f", None, None),
    "module_0001.f.obj-file.broadcast_add_fusion_kernel_module.o": (Role.PART_CODE, 1, "f", None, None),
    "module_0001.f.broadcast_add_fusion_kernel_module-post-lowering.mlir": (Role.PART_CODE, 1, "f", None, None),
    "module_0000.jit_f.ir-no-opt.ll": (Role.MODULE_CODE, 0, "jit_f", None, None),  # until 2024
    "module_0000.jit_f.wrapped_tanh_kernel_module.ir-no-opt.ll": (
        (Role.PART_CODE, 0, "jit_f", None, None)  # since 2024
    ),
    "module_0001.jit_f.after_spmd_partitioner.txt": (Role.PARTITIONED, 1, "jit_f", None, None),
    "module_0001.f.sm_9.0a_gpu_after_optimizations-buffer-assignment.txt": (Role.BUFFERS, 1, "f", "gpu", "sm_9.0a"),
    "module_0001.f.cpu_after_optimizations-buffer-assignment.txt": (Role.BUFFERS, 1, "f", "cpu", None),
    "module_0001.f.cpu_after_optimizations-live-range.txt": (Role.LIVE_RANGES, 1, "f", "cpu", None),
    "module_0001.metadata.textproto": (Role.MODULE_METADATA, 1, "", None, None),
    "module_0001.f.priority_fusion_dump.txt": (Role.FUSION_DECISIONS, 1, "f", None, None),
    "module_0001.f.thunk_metadata.txt": (Role.THUNK_METADATA, 1, "f", None, None),
    "module_0001.f.thunk_sequence.txt": (Role.THUNK_SEQUENCE, 1, "f", None, None),
    "module_0001.f.before_optimizations.dot": (Role.BEFORE, 1, "f", None, None),
    "module_0001.f.before_optimizations.riegeli": (Role.BEFORE, 1, "f", None, None),
    "module_0001.f.sm_9.0a_gpu_after_optimizations.top_level.html": (Role.AFTER, 1, "f", "gpu", "sm_9.0a"),
    "module_0001.f.cpu_after_optimizations.url": (Role.AFTER, 1, "f", "cpu", None),
    "module_0001.f.before_config_assignment.txt": (Role.UNCONFIGURED, 1, "f", None, None),
    "module_0001.f.debug_options": (Role.DEBUG_OPTIONS, 1, "f", None, None),
    "module_0001.f.gpu_target_config.pbtxt": (Role.GPU_TARGET, 1, "f", None, None),
    "module_0001.f.thunk_sequence_after_thunk_passes.txt": (Role.THUNK_SEQUENCE, 1, "f", None, None),
}

# What is of a module, but is no stage of it.
OTHERS = """
main.3.module_0001.jit_softmax._fusion.html
module_0001.f.cpu_after_optimizations-buffer-assignment-values.txt
module_0001.f.cpu_after_optimizations-memory-usage-report.txt
module_0001.f.cpu_after_optimizations-memory-usage-report.pb.gz
module_0001.f.3.ptx
module_0001.f.gemm_fusion_dot.12.before_validation.ttir
module_0001.f.1045.gemm_fusion_dot.ttir.txt
module_0001.f.gemm_fusion_dot.2.hlo
module_0001.f.cudnn_fusion_f.json
module_0001.f.config.pbtxt
module_0001.f.autotune_results.pbtxt
module_0001.f.autotuner_3.gemm_fusion_dot.1.before.txt
module_0001.f.autotuner_3.gemm_fusion_dot.1.after.txt
module_0001.f.1045.autotuner_3.fusion.txt
module_0001.f.execution_0000.hlo_snapshot.pb
module_0001.f.1045.execution_0000.hlo_unoptimized_snapshot.txt
module_0001.f.snapshot.-566526969.pb
f.module_0001.f.execution_0000.txt
module_0004.jit_f
""".split()

# What is of no module.
STRANGERS = [
    "command.txt",
    "module_1.f.before_optimizations.txt",
    "module_f.execution_0000.hlo_snapshot.pb",
    "module.mlir",
]


@pytest.mark.parametrize(("file_name", "expected"), NAMES.items(), ids=NAMES)
def test_name_tells_the_stage(file_name: str, expected: tuple[Role, int, str, str | None, str | None]) -> None:
    name = find_dump_name(file_name)
    assert name
    assert (name.role, name.id, name.module, name.platform, name.arch) == expected
    assert is_wanted(file_name)


@pytest.mark.parametrize("file_name", OTHERS)
def test_name_of_something_else_is_no_stage(file_name: str) -> None:
    name = find_dump_name(file_name)
    assert name
    assert name.role is Role.OTHER
    assert not is_wanted(file_name)


@pytest.mark.parametrize("file_name", STRANGERS)
def test_name_of_another_form_is_none(file_name: str) -> None:
    assert find_dump_name(file_name) is None


SNAPSHOTS = {
    "module_0001.jit_f.0031.fusion.after_priority-fusion.before_cse.txt": (
        ("jit_f", 31, "fusion", "priority-fusion", "cse", "", "text")
    ),
    "17.module_0000.SyncTensorsGraph.1045.0020.copy-insertion.after_removing_unnecessary_copies.txt": (
        ("SyncTensorsGraph.1045", 20, "copy-insertion", "", "", "after_removing_unnecessary_copies", "text")
    ),
    "module_0000.SyncTensorsGraph.1045.0008.HLO_passes.after_simplification.before_dot-merger.hlo.pb": (
        ("SyncTensorsGraph.1045", 8, "HLO_passes", "simplification", "dot-merger", "", "proto")
    ),
}


@pytest.mark.parametrize(("file_name", "expected"), SNAPSHOTS.items(), ids=SNAPSHOTS)
def test_name_of_a_snapshot_tells_its_place(file_name: str, expected: tuple[str, int, str, str, str, str, str]) -> None:
    name = find_dump_name(file_name)
    assert name
    assert name.role is Role.SNAPSHOT
    place = (name.module, name.number, name.pipeline, name.after_pass, name.before_pass, name.step, name.form)
    assert place == expected


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("cpu_after_optimizations", "after_optimizations"),
        ("after_optimizations", "after_optimizations_after_buffer_assignment"),
        ("after_optimizations_after_buffer_assignment", "after_optimizations_before_buffer_assignment"),
        ("after_optimizations_before_buffer_assignment", "after_codegen"),
        ("thunk_sequence_after_thunk_passes", "thunk_sequence"),
    ],
)
def test_rank_prefers(better: str, worse: str) -> None:
    ranks = [
        name.rank for name in map(find_dump_name, [f"module_0001.f.{better}.txt", f"module_0001.f.{worse}.txt"]) if name
    ]
    assert ranks[0] < ranks[1]


@pytest.mark.parametrize("file_name", ["f.hlo", "F.TXT", "dump.log", "f.hlo.gz", "a/b/f.txt", "f.mlir", "f.mlir.bc"])
def test_text_of_ones_own_may_be_read(file_name: str) -> None:
    assert is_wanted(file_name)


@pytest.mark.parametrize("file_name", ["f.py", "f.pb", "00.input_module.mlir", "a.txt/f"])
def test_other_file_is_not_read(file_name: str) -> None:
    assert not is_wanted(file_name)


def test_files_are_found() -> None:
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name[-80:]}")
def test_captured_name_is_known(path: Path) -> None:
    """The folder says which program was compiled, and the stage's own first line which module that became."""
    name = find_dump_name(path.name)
    assert name
    if name.is_hlo and name.form == "text":
        content = path.read_bytes()
        text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
        header = text.partition("\n")[0]
        assert header.removeprefix("HloModule ").split(",")[0] == name.module
    elif name.role is Role.OTHER or name.form != "text":
        assert not path.read_bytes().startswith(b"HloModule")


def test_name_longer_than_any_file_is_no_dump() -> None:
    assert find_dump_name("module_0001." + "0001." * 100_000 + "txt") is None


@given(
    st.lists(
        st.sampled_from(
            [
                "module_0001",
                "0031",
                "jit_f",
                "after_x",
                "before_y",
                "cl_1",
                "sm_9.0a_gpu_after_optimizations",
                "txt",
                "",
                "\n",
            ]
        ),
        max_size=12,
    )
)
def test_any_name_is_taken_apart_or_not(parts: list[str]) -> None:
    name = find_dump_name(".".join(parts))
    assert name is None or name.id == 1


@pytest.mark.parametrize(
    ("folder", "file_name", "expected"),
    [
        ("module_0012.jit_f", "module.mlir", (Role.LOWERED, 12, "jit_f")),
        ("a/module_0012.jit_f.2", "module.mlir", (Role.LOWERED, 12, "jit_f.2")),
        ("module_0012", "module.mlir", (Role.LOWERED, 12, "")),
        ("module_0012.jit_f", "other.mlir", None),
        ("jit_f", "module.mlir", None),
        ("module_0012.jit_f/a", "module.mlir", None),
    ],
)
def test_folder_of_a_module_tells_whose_mlir_is_in_it(
    folder: str, file_name: str, expected: tuple[Role, int, str] | None
) -> None:
    name = find_lowered_name(folder, file_name)
    assert (name and (name.role, name.id, name.module)) == expected
