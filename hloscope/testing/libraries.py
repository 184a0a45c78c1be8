"""Libraries: assertions that a library does the work, such as a gemm of cuBLAS or a convolution of cuDNN."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from hloscope.analyses.facts.fusion_kinds import custom_kind_of
from hloscope.dump import Compilation
from hloscope.testing.lines import count_text, message, rows
from hloscope.testing.program import Program, Site, program_of

_KINDS = {"dot": "gemm", "ragged-dot": "gemm", "scaled-dot": "gemm"}  # other operations are called by their opcode
# Targets of custom calls, and what they compute (xla/service/gpu/cublas_cudnn.cc).
_KINDS_OF_TARGETS = (
    ("gemm", re.compile(r"__cublas\$(?:lt\$)?(?:gemm|matmul|groupedMatmul)|__cudnn\$blockScaledDot|__onednn\$matmul")),
    ("convolution", re.compile(r"__cudnn\$conv|__onednn\$conv")),
    ("attention", re.compile(r"__cudnn\$fmha")),
    ("norm", re.compile(r"__cudnn\$norm|__onednn\$(?:layer_?norm|softmax)")),
    ("sort", re.compile(r"xla\.gpu\.ext\.cub_sort|TopK")),
    ("linear algebra", re.compile(r"lapack_|cusolver|__cublas\$triangularSolve|cu(?:solver|blas)_")),
)


def assert_library_call(compilation: Compilation, kind: str, *, count: int | None = None) -> None:
    """Asserts that a library computes it.

    `kind` is `gemm`, `convolution`, `attention`, `norm`, `fft`, `sort`, `reduce`, or a name: that of a custom call
    (`__cublas$lt$*`; `*` stands for any characters) or of a library that takes whole fusions (`ynn`, `cudnn`). With
    `count`, exactly so many calls do.

    Raises:
        AssertionError: none does, or another number; the message lists the library calls there are, and the kernels of
            XLA's own that do such work.
        HloscopeError: there is nothing to check, or a module cannot be read.
    """
    __tracebackhide__ = True
    program = program_of(compilation)
    matching = [site for site in program.sites if any(fnmatchcase(name, kind) for name in _names_of(site))]
    found = [site for site in matching if program.launch_class_of(site.instruction) == "library"]
    if found if count is None else len(found) == count:
        return
    wanted = "a library call" if count is None else count_text(count, "library call")
    head = f"expected {wanted} for {kind} in {program.title}, found {len(found) or 'none'}"
    libraries = [site for site in program.sites if program.launch_class_of(site.instruction) == "library"]
    compiled = [site for site in matching if site not in found]
    raise AssertionError(
        message(
            head,
            ["library calls:", *_rows(libraries, program)] if libraries else "there are no library calls",
            [f"XLA compiled {kind} itself:", *_rows(compiled, program)] if compiled else [],
            program=program,
        )
    )


def _names_of(site: Site) -> Iterator[str]:
    """What a call may be asked for by: what it computes, its target, the library that takes the fusion."""
    instruction = site.instruction
    target = instruction.custom_call_target if instruction.opcode == "custom-call" else None
    if target:
        yield target
        yield from (kind for kind, pattern in _KINDS_OF_TARGETS if pattern.match(target))
    custom_kind = custom_kind_of(instruction)
    if custom_kind:
        yield custom_kind
    yield from (_KINDS.get(operation.opcode, operation.opcode) for operation in site.operations)


def _rows(sites: list[Site], program: Program) -> list[str]:
    return rows(
        (site.instruction.name, ", ".join(dict.fromkeys(_names_of(site))), _place(site, program)) for site in sites
    )


def _place(site: Site, program: Program) -> str:
    return program.place_of(site.operations[0] if site.operations else site.instruction)
