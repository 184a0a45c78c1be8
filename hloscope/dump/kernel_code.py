"""Code of kernels: the files in a dump that XLA made of one kernel (LLVM, MLIR, Triton, objects), and of which one.

`NAME_kernel_module.ir-no-opt.ll` and `NAME_kernel_module-pre-optimization.mlir` on CPU, `NAME.ttir.txt` on GPU. None of
them is opened. What is of the whole module, as PTX is, belongs to no kernel.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_OF_A_KERNEL = re.compile(
    r"(?:obj-file\.)?(?:__compute_module_)?(?P<kernel>[^/]+?)(?:_kernel_module)?"
    r"(?:\.ir-(?:no|with)-opt\.ll|-(?:pre-optimization|post-optimization|post-lowering)\.mlir|[.-]mlir-passes\.log"
    r"|(?:\.before_validation)?\.ttir(?:\.txt)?|\.triton-passes\.log|\.o|\.ptx|\.cubin|\.hsaco|\.s|\.asm|\.hlo)(?:\.gz)?"
)
_FIRST = re.compile(r"(?:[^/]*\.)?module_\d{1,19}\.")
_UNFIT = re.compile(r"[^A-Za-z0-9_]")


def code_of_kernels(files: Iterable[str], module: str) -> Mapping[str, tuple[str, ...]]:
    """The names of the files of each kernel, by the kernel as they call it; `files` are those of one module's id."""
    found: dict[str, list[str]] = {}
    for file in sorted(files):
        first = _FIRST.match(file)
        rest = file[first.end() if first else 0 :].removeprefix(f"{module}.")
        match = _OF_A_KERNEL.fullmatch(rest)
        if match:
            found.setdefault(match["kernel"], []).append(file)
    return {kernel: tuple(names) for kernel, names in found.items()}


def find_code(code: Mapping[str, tuple[str, ...]], kernel: str) -> tuple[str, ...]:
    """Those of a kernel; on GPU names have `_` for what may not stand in a symbol."""
    return code.get(kernel) or code.get(_UNFIT.sub("_", kernel), ())
