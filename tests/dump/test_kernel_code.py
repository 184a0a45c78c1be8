"""Code of kernels: whose it is, by the names that XLA gives its files."""

from __future__ import annotations

from pathlib import Path

import pytest

import hloscope
from hloscope.dump.kernel_code import code_of_kernels, find_code
from hloscope.reports.show import show_report
from tests.support.dumped import TESTDATA

NAMES = {
    "module_0001.jit_f.add_fusion.2_kernel_module.ir-no-opt.ll": "add_fusion.2",
    "module_0001.jit_f.add_fusion.2_kernel_module.ir-with-opt.ll": "add_fusion.2",
    "module_0001.jit_f.obj-file.add_fusion.2_kernel_module.o": "add_fusion.2",
    "module_0001.jit_f.add_fusion_kernel_module-pre-optimization.mlir": "add_fusion",
    "module_0001.jit_f.add_fusion_kernel_module-post-lowering.mlir": "add_fusion",
    "module_0001.jit_f.__compute_module_sine_fusion.ir-no-opt.ll": "sine_fusion",
    "run.module_0001.jit_f.gemm_fusion_dot.3.ttir.txt": "gemm_fusion_dot.3",
    "module_0001.add_fusion.9_kernel_module.ir-no-opt.ll": "add_fusion.9",  # where the whole name is too long
    "module_0001.jit_f.debug_options": "",
    "module_0001.jit_f.ptx": "",
    "module_0001.jit_f.thunk_sequence.txt": "",
}


@pytest.mark.parametrize("file", NAMES)
def test_a_file_of_code_belongs_to_the_kernel_that_it_names(file: str) -> None:
    kernel = NAMES[file]
    assert code_of_kernels([file], "jit_f") == ({kernel: (file,)} if kernel else {})


def test_a_kernel_has_its_own_files_and_not_those_of_longer_names() -> None:
    code = code_of_kernels(NAMES, "jit_f")
    assert len(find_code(code, "add_fusion")) == 2
    assert len(find_code(code, "add_fusion.2")) == 3
    assert find_code(code, "add_fusion.3") == ()
    assert find_code(code_of_kernels(["module_0001.jit_f.loop_add_1.ttir.txt"], "jit_f"), "loop_add.1")


DUMP = TESTDATA / "jax-0.12.0.1-cpu/softmax-everything"


def test_every_file_of_a_dump_that_is_of_one_kernel_is_found() -> None:
    (compilation,) = hloscope.load(DUMP).compilations
    assert {
        kernel: [*files] for kernel, files in compilation.code.items() if "fusion" in kernel
    } == {
        "broadcast_divide_fusion": ["module_0000.jit_softmax.obj-file.broadcast_divide_fusion_kernel_module.o"],
        "broadcast_multiply_fusion": ["module_0000.jit_softmax.obj-file.broadcast_multiply_fusion_kernel_module.o"],
    }  # fmt: skip


def test_show_lists_the_code_of_a_kernel_and_opens_none_of_it(tmp_path: Path) -> None:
    text = (DUMP / "module_0000.jit_softmax.cpu_after_optimizations.txt").read_bytes()
    (tmp_path / "module_0000.jit_softmax.cpu_after_optimizations.txt").write_bytes(text)
    mlir = "module_0000.jit_softmax.broadcast_divide_fusion_kernel_module-pre-optimization.mlir"
    (tmp_path / mlir).write_bytes(b"\xff not looked at")
    (tmp_path / "module_0000.jit_softmax.other_fusion_kernel_module-pre-optimization.mlir").write_text("", "utf-8")
    (program,) = show_report([tmp_path], "broadcast_divide_fusion").programs
    assert [thing["code"] for thing in program["things"]] == [[mlir]]
