"""Kinds of dump files: XLA writes none that is not known."""

from pathlib import Path

import pytest

from hloscope.dump.file_kinds import FORMS, KINDS, Kind, Role
from hloscope.dump.file_names import find_dump_name, find_kind

PAGE = Path(__file__).parents[2] / "docs/reference/dump-files.md"

# Of the 20,000 files that jax 0.10.2, 0.11.2 and 0.12.0.1 wrote of eight programs, for CPU, H100 and B200, with every
# flag for dumps that these versions know: one of each kind, and of what is called otherwise.
SEEN = """
main.2.module_0000.jit_mlp._fusion.html
main.2.module_0001.jit_mlp._fusion.pyz
module_0000.jit_mlp.0016.HLO_passes_after_layout_assignment.after_pipeline-start.before_after_layout_assignment.dot
module_0000.jit_mlp.0022.copy-insertion.after_adding_special-case_copies.hlo.pb
module_0000.jit_mlp.before_optimizations.hlo.pb
module_0000.jit_mlp.cpu_after_optimizations-buffer-assignment-values.txt
module_0000.jit_mlp.cpu_after_optimizations-buffer-assignment.txt
module_0000.jit_mlp.cpu_after_optimizations-live-range.txt
module_0000.jit_mlp.cpu_after_optimizations-memory-usage-report.pb
module_0000.jit_mlp.cpu_after_optimizations-memory-usage-report.txt
module_0000.jit_mlp.cpu_after_optimizations.hlo.pb
module_0000.jit_mlp.cpu_after_optimizations.top_level.html
module_0000.jit_mlp.cpu_after_optimizations.txt
module_0000.jit_mlp.debug_options
module_0000.jit_mlp.obj-file.broadcast_add_fusion_kernel_module.o
module_0000.jit_mlp/compile_options.pb
module_0000.jit_mlp/compile_options.textproto
module_0000.jit_mlp/module.mlir
module_0000.jit_mlp/topology.pb
module_0000.jit_mlp/topology.textproto
module_0001.jit_mlp.0.ir-no-opt.ll
module_0001.jit_mlp.0006.optimization.after_pipeline-start.before_ragged_dot_rewriter.url
module_0001.jit_mlp.0037.fusion.after_priority-fusion.before_cse.txt
module_0001.jit_mlp.0043.config-assigner.after_config-assigner.before_convert_triton_gemm_config.riegeli
module_0001.jit_mlp.0049.copy-insertion.after_adding_special-case_copies.html
module_0001.jit_mlp.1.ir-with-opt.ll
module_0001.jit_mlp.1.ptx
module_0001.jit_mlp.after_spmd_partitioner.riegeli
module_0001.jit_mlp.after_spmd_partitioner.txt
module_0001.jit_mlp.autotune_results.pbtxt
module_0001.jit_mlp.before_config_assignment.dot
module_0001.jit_mlp.before_config_assignment.hlo.pb
module_0001.jit_mlp.before_config_assignment.txt
module_0001.jit_mlp.before_optimizations.dot
module_0001.jit_mlp.before_optimizations.html
module_0001.jit_mlp.before_optimizations.riegeli
module_0001.jit_mlp.before_optimizations.txt
module_0001.jit_mlp.before_optimizations.url
module_0001.jit_mlp.config.pbtxt
module_0001.jit_mlp.gemm_fusion_dot.1.before_validation.ttir.txt
module_0001.jit_mlp.gemm_fusion_dot.hlo
module_0001.jit_mlp.gemm_fusion_dot.ttir.txt
module_0001.jit_mlp.gpu_target_config.pbtxt
module_0001.jit_mlp.priority_fusion_dump.txt
module_0001.jit_mlp.sm_9.0a_gpu_after_optimizations-memory-usage-report.pb.gz
module_0001.jit_mlp.sm_9.0a_gpu_after_optimizations.txt
module_0001.jit_mlp.thunk_metadata.txt
module_0001.jit_mlp.thunk_sequence.txt
module_0001.metadata.textproto
module_0004.jit_sort.ir-no-opt.ll
module_0004.jit_sort.ir-with-opt.ll
module_0004.jit_sort.obj-file.o
module_0014.jit_fft.__compute_module_wrapped_abs-post-lowering.mlir
module_0014.jit_fft.__compute_module_wrapped_abs.mlir-passes.log
module_0014.jit_fft.snapshot.-41742208.pb
module_0014.jit_fft.wrapped_abs_kernel_module-post-lowering.mlir
module_0014.jit_fft.wrapped_abs_kernel_module.ir-no-opt.ll
module_0014.jit_fft.wrapped_abs_kernel_module.mlir-passes.log
module_7301.jit_fft.wrapped_abs.mlir-passes.log
region_0.3.module_1992.jit_scan._fusion.pyz
jit_mlp.gemm_fusion_dot.canonicalize-cse.txt
jit_mlp.gemm_fusion_dot.triton-to-llvm.txt
jit_mlp.gemm_fusion_dot.xtile-to-triton.txt
jit_psum.schedule.txt
shardy/module_0012.jit_psum/00.input_module.mlir
shardy/module_0012.jit_psum/03.after_minimal_partitioner_with_global_shapes.mlir
1796002380958325.module_0001.jit_mlp.sm_9.0a_gpu_after_optimizations.txt
""".split()

NOT_XLA = [
    "command.txt",
    "train.py",
    "f.hlo",
    "module_0001.jit_mlp.something_new.txt",
    "module_0001.jit_mlp.tensor.bin",
]


@pytest.mark.parametrize("path", SEEN)
def test_kind_of_every_file_that_xla_writes_is_known(path: str) -> None:
    assert find_kind(path.rpartition("/")[2])


@pytest.mark.parametrize("name", NOT_XLA)
def test_kind_of_another_file_is_unknown(name: str) -> None:
    assert find_kind(name) is None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.suffix or kind.mark)
def test_what_is_not_read_has_a_reason(kind: Kind) -> None:
    assert (";" in kind.note) == (not kind.role.is_read)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.mark], ids=lambda kind: kind.mark)
def test_manual_says_of_every_kind_whether_it_is_read(kind: Kind) -> None:
    read, _, rest = PAGE.read_text("utf-8").partition("Not needed")
    part = read if kind.role.is_read else rest
    assert (
        kind.mark.strip("-._").replace("_optim", "_optimizations").replace("optimizationsizations", "optimizations")
        in part
    )


def test_every_role_has_a_kind() -> None:
    assert {kind.role for kind in KINDS} == set(Role) - {Role.LOWERED}  # which has the name of its folder


@pytest.mark.parametrize("ending", FORMS)
def test_form_of_a_module_is_told(ending: str) -> None:
    name = find_dump_name(f"module_0001.f.before_optimizations{ending}")
    assert name
    assert (name.role, name.form, name.is_read) == (Role.BEFORE, FORMS[ending], ending in (".txt", ".hlo.pb", ".dot"))
