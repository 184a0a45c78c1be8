"""Files of protos: whatever holds one module, told by what is in it (xla/service/hlo.proto).

An HloProto, which XLA dumps, with the buffer assignment of what was optimized; an HloModuleProto, which jax gives; an
HloSnapshot and an HloUnoptimizedSnapshot, with inputs of a run, which are left aside; each in the wire format or text.
"""

from __future__ import annotations

from functools import cached_property

from hloscope.errors import DumpError
from hloscope.ir import HloModule

from ..dump_files.buffers import BufferAssignment
from ..dump_files.live_ranges import LiveRanges
from .buffers import buffer_assignment_of
from .heap_traces import live_ranges_of
from .messages import MISSING, Message, has_protobuf, read_message, read_text_message
from .modules import module_of
from .signs import TEXT

_KINDS = ("HloProto", "HloModuleProto", "HloSnapshot")  # an HloUnoptimizedSnapshot has its module where an HloProto has


class HloProto:
    """One module, and where XLA placed its values, if that is known."""

    def __init__(self, module: Message, buffers: Message | None, filename: str | None) -> None:
        self._module = module
        self._buffers = buffers
        self._filename = filename

    @cached_property
    def module(self) -> HloModule:
        """The module; raises DumpError where it refers to what it does not have."""
        return module_of(self._module, filename=self._filename)

    @cached_property
    def buffer_assignment(self) -> BufferAssignment | None:
        """The allocations; raises as `module` does."""
        return buffer_assignment_of(self._buffers, self.module) if self._buffers is not None else None

    @cached_property
    def live_ranges(self) -> LiveRanges | None:
        """When each temporary value is needed, if XLA's heap simulator told; raises as `module` does."""
        return live_ranges_of(self._buffers, self.module) if self._buffers is not None else None


def parse_hlo_proto(data: bytes, *, filename: str | None = None) -> HloProto:
    """The module that the data of a file is.

    Raises:
        DumpError: it is the proto of no module, is cut, or protobuf is not installed.
    """
    if not has_protobuf():
        raise DumpError(MISSING, filename)
    for kind in _KINDS:
        message = _read(kind, data, filename)
        if message is None:
            continue
        hlo = message.hlo if kind == "HloSnapshot" else message
        module = hlo if kind == "HloModuleProto" else hlo.hlo_module
        if module.computations:
            has_buffers = kind != "HloModuleProto" and hlo.HasField("buffer_assignment")
            return HloProto(module, hlo.buffer_assignment if has_buffers else None, filename)
    raise DumpError("expected the proto of a module (HloProto), found other or cut data", filename)


def _read(kind: str, data: bytes, filename: str | None) -> Message | None:
    """The message of a kind, None if the data is no such message."""
    try:
        if TEXT.match(data):
            return read_text_message(kind, data.decode("utf-8", "replace"), filename=filename)
        return read_message(kind, data, filename=filename)
    except DumpError:
        return None
