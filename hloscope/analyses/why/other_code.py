"""Other code: what runs in a library, what another compiler takes whole, and what the program says must stay apart."""

from __future__ import annotations

from typing import Final

from hloscope.analyses.facts.fusion_kinds import custom_kind_of
from hloscope.analyses.why.boundary import Boundary
from hloscope.ir import HloInstruction
from hloscope.regex import lazy_pattern

_LIMIT = lazy_pattern(r'FUSE_LIMIT\s*=\s*"(?i:true)"')
# By the first letters of a custom call's target, or by an opcode.
_LIBRARIES: Final = {
    "__cublas$": "cuBLAS",
    "__cudnn$": "cuDNN",
    "__onednn$": "oneDNN",
    "cusolver": "cuSOLVER",
    "cu_": "cuSOLVER",
    "lapack_": "LAPACK",
    "xla.gpu.ext.cub": "CUB",
    "xla_ffi_python": "Python",
    "xla_python": "Python",
    "xla_ffi_partitioned_python": "Python",
    "tpu_custom_call": "Mosaic",
}
_LIBRARIES_OF_CPU: Final = {"convolution": "Eigen", "dot": "Eigen"}


def attribute(boundary: Boundary) -> str | None:
    """What an attribute of the producer forbids."""
    for end in (boundary.edge.producer, boundary.made_by):
        if "FUSE_LIMIT" in end.attribute_text and _LIMIT.search(str(end.attributes.get("frontend_attributes", ""))):
            return f"{boundary.name_of(end)} is marked FUSE_LIMIT: a fusion ends with it"
    return None


def library(boundary: Boundary) -> str | None:
    """A library at either end."""
    for word, end, launch_class in boundary.ends:
        if launch_class == "library":
            return f"the {word} runs in a library ({_library_of(end, boundary.platform)})"
    return None


def other_compiler(boundary: Boundary) -> str | None:
    """A fusion that another compiler takes, at either end."""
    for word, end, _ in boundary.ends:
        kind = custom_kind_of(end) or _compiler_of(end)
        if kind:
            return f"the {word} is compiled by {kind}, which takes nothing of the other"
    return None


def _library_of(launch: HloInstruction, platform: str | None) -> str:
    name = custom_kind_of(launch) or launch.custom_call_target or launch.opcode
    known = next((library for start, library in _LIBRARIES.items() if name.startswith(start)), None)
    if platform == "cpu":
        known = known or _LIBRARIES_OF_CPU.get(launch.opcode)
    return f"{known}: {name}" if known else name


def _compiler_of(launch: HloInstruction) -> str | None:
    """Who compiles a custom call that is a kernel: Triton, PTX of the user's."""
    target = launch.custom_call_target if launch.opcode == "custom-call" else None
    return {"__gpu$xla.gpu.triton": "Triton", "__gpu$xla.gpu.ptx": "ptxas"}.get(target or "")
