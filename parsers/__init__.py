"""Texts that XLA writes, as the intermediate representation; other texts, of XLA and torch, loaded when asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

from .collector import paused_collector
from .cursor import Cursor
from .hlo.module import parse, parse_modules

if TYPE_CHECKING:
    from .drawings.modules import DrawnModule, read_drawn_module, title_of_part
    from .drawings.signs import DRAWN_LINE, DrawnPart, find_drawings
    from .dump_files.buffers import BufferAllocation, BufferAssignment, BufferValue, parse_buffer_assignment
    from .dump_files.fusion_decisions import FusionDecisions, FusionEstimate, parse_fusion_decisions
    from .dump_files.live_ranges import LiveRanges, find_live_ranges
    from .dump_files.out_of_memory import MemoryAllocation, OutOfMemory, parse_out_of_memory
    from .dump_files.pass_metadata import PassRun, parse_pass_metadata
    from .dump_files.textproto import TextProto, parse_textproto
    from .dump_files.thunk_sequence import parse_thunk_sequence, with_nesting
    from .dump_files.thunks import LaunchDimensions, Thunk, ThunkList, parse_thunk_metadata
    from .dump_files.xplane import OperationEvent, parse_xplane
    from .hlo.attributes import split_attributes
    from .hlo.parts import Part, parse_part
    from .hlo.successive_modules import SuccessiveParser
    from .protos.files import HloProto, parse_hlo_proto
    from .protos.messages import has_protobuf, make_message, read_message
    from .protos.profile_events import LaunchEvent, ProfileEvents, StepEvent, parse_profile_events
    from .protos.profile_programs import ProfiledProgram, ProfiledPrograms, parse_profile_programs
    from .protos.signs import begins_like_profile, begins_like_proto
    from .protos.trace_events import begins_like_trace, parse_trace_events
    from .torchscript.graph import TorchBlock, TorchGraph, TorchNode, TorchSource, TorchValue
    from .torchscript.text import parse_torchscript
    from .torchscript.types import TensorType, find_tensor_type

__all__ = [
    "DRAWN_LINE",
    "BufferAllocation",
    "BufferAssignment",
    "BufferValue",
    "Cursor",
    "DrawnModule",
    "DrawnPart",
    "FusionDecisions",
    "FusionEstimate",
    "HloProto",
    "LaunchDimensions",
    "LaunchEvent",
    "LiveRanges",
    "MemoryAllocation",
    "OperationEvent",
    "OutOfMemory",
    "Part",
    "PassRun",
    "ProfileEvents",
    "ProfiledProgram",
    "ProfiledPrograms",
    "StepEvent",
    "SuccessiveParser",
    "TensorType",
    "TextProto",
    "Thunk",
    "ThunkList",
    "TorchBlock",
    "TorchGraph",
    "TorchNode",
    "TorchSource",
    "TorchValue",
    "begins_like_profile",
    "begins_like_proto",
    "begins_like_trace",
    "find_drawings",
    "find_live_ranges",
    "find_tensor_type",
    "has_protobuf",
    "make_message",
    "parse",
    "parse_buffer_assignment",
    "parse_fusion_decisions",
    "parse_hlo_proto",
    "parse_modules",
    "parse_out_of_memory",
    "parse_part",
    "parse_pass_metadata",
    "parse_profile_events",
    "parse_profile_programs",
    "parse_textproto",
    "parse_thunk_metadata",
    "parse_thunk_sequence",
    "parse_torchscript",
    "parse_trace_events",
    "parse_xplane",
    "paused_collector",
    "read_drawn_module",
    "read_message",
    "split_attributes",
    "title_of_part",
    "with_nesting",
]

_LATER = {
    "BufferAllocation": ".dump_files.buffers",
    "BufferAssignment": ".dump_files.buffers",
    "BufferValue": ".dump_files.buffers",
    "DRAWN_LINE": ".drawings.signs",
    "DrawnModule": ".drawings.modules",
    "DrawnPart": ".drawings.signs",
    "FusionDecisions": ".dump_files.fusion_decisions",
    "FusionEstimate": ".dump_files.fusion_decisions",
    "HloProto": ".protos.files",
    "LaunchDimensions": ".dump_files.thunks",
    "LaunchEvent": ".protos.profile_events",
    "LiveRanges": ".dump_files.live_ranges",
    "MemoryAllocation": ".dump_files.out_of_memory",
    "OperationEvent": ".dump_files.xplane",
    "OutOfMemory": ".dump_files.out_of_memory",
    "Part": ".hlo.parts",
    "PassRun": ".dump_files.pass_metadata",
    "ProfileEvents": ".protos.profile_events",
    "ProfiledProgram": ".protos.profile_programs",
    "ProfiledPrograms": ".protos.profile_programs",
    "StepEvent": ".protos.profile_events",
    "SuccessiveParser": ".hlo.successive_modules",
    "TensorType": ".torchscript.types",
    "TextProto": ".dump_files.textproto",
    "Thunk": ".dump_files.thunks",
    "ThunkList": ".dump_files.thunks",
    "TorchBlock": ".torchscript.graph",
    "TorchGraph": ".torchscript.graph",
    "TorchNode": ".torchscript.graph",
    "TorchSource": ".torchscript.graph",
    "TorchValue": ".torchscript.graph",
    "begins_like_profile": ".protos.signs",
    "begins_like_proto": ".protos.signs",
    "begins_like_trace": ".protos.trace_events",
    "find_drawings": ".drawings.signs",
    "find_live_ranges": ".dump_files.live_ranges",
    "find_tensor_type": ".torchscript.types",
    "has_protobuf": ".protos.messages",
    "make_message": ".protos.messages",
    "parse_buffer_assignment": ".dump_files.buffers",
    "parse_fusion_decisions": ".dump_files.fusion_decisions",
    "parse_hlo_proto": ".protos.files",
    "parse_out_of_memory": ".dump_files.out_of_memory",
    "parse_part": ".hlo.parts",
    "parse_pass_metadata": ".dump_files.pass_metadata",
    "parse_profile_events": ".protos.profile_events",
    "parse_profile_programs": ".protos.profile_programs",
    "parse_textproto": ".dump_files.textproto",
    "parse_thunk_metadata": ".dump_files.thunks",
    "parse_thunk_sequence": ".dump_files.thunk_sequence",
    "parse_torchscript": ".torchscript.text",
    "parse_trace_events": ".protos.trace_events",
    "parse_xplane": ".dump_files.xplane",
    "read_drawn_module": ".drawings.modules",
    "read_message": ".protos.messages",
    "split_attributes": ".hlo.attributes",
    "title_of_part": ".drawings.modules",
    "with_nesting": ".dump_files.thunk_sequence",
}

if not TYPE_CHECKING:  # a checker would take any name for a public one

    def __getattr__(name: str) -> object:
        """Loads the module of a name that most programs do not need."""
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_LATER[name], __name__), name)
