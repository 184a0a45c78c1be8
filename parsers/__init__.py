"""Texts that XLA writes, as the intermediate representation; other texts, of XLA and torch, loaded when asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

from .hlo_text import parse, parse_modules

if TYPE_CHECKING:
    from .buffers import BufferAllocation, BufferAssignment, BufferValue, parse_buffer_assignment
    from .fusion_decisions import FusionDecisions, FusionEstimate, parse_fusion_decisions
    from .live_ranges import LiveRanges, find_live_ranges
    from .pass_metadata import PassRun, parse_pass_metadata
    from .successive import SuccessiveParser
    from .textproto import TextProto, parse_textproto
    from .thunk_sequence import parse_thunk_sequence, with_nesting
    from .thunks import LaunchDimensions, Thunk, ThunkList, parse_thunk_metadata
    from .torchscript import parse_torchscript
    from .torchscript_graph import TorchBlock, TorchGraph, TorchNode, TorchSource, TorchValue
    from .torchscript_types import TensorType, find_tensor_type
    from .xplane import OperationEvent, parse_xplane

__all__ = [
    "BufferAllocation",
    "BufferAssignment",
    "BufferValue",
    "FusionDecisions",
    "FusionEstimate",
    "LaunchDimensions",
    "LiveRanges",
    "OperationEvent",
    "PassRun",
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
    "find_live_ranges",
    "find_tensor_type",
    "parse",
    "parse_buffer_assignment",
    "parse_fusion_decisions",
    "parse_modules",
    "parse_pass_metadata",
    "parse_textproto",
    "parse_thunk_metadata",
    "parse_thunk_sequence",
    "parse_torchscript",
    "parse_xplane",
    "with_nesting",
]

_LATER = {
    "BufferAllocation": ".buffers",
    "BufferAssignment": ".buffers",
    "BufferValue": ".buffers",
    "FusionDecisions": ".fusion_decisions",
    "FusionEstimate": ".fusion_decisions",
    "LaunchDimensions": ".thunks",
    "LiveRanges": ".live_ranges",
    "OperationEvent": ".xplane",
    "PassRun": ".pass_metadata",
    "SuccessiveParser": ".successive",
    "TensorType": ".torchscript_types",
    "TextProto": ".textproto",
    "Thunk": ".thunks",
    "ThunkList": ".thunks",
    "TorchBlock": ".torchscript_graph",
    "TorchGraph": ".torchscript_graph",
    "TorchNode": ".torchscript_graph",
    "TorchSource": ".torchscript_graph",
    "TorchValue": ".torchscript_graph",
    "find_live_ranges": ".live_ranges",
    "find_tensor_type": ".torchscript_types",
    "parse_buffer_assignment": ".buffers",
    "parse_fusion_decisions": ".fusion_decisions",
    "parse_pass_metadata": ".pass_metadata",
    "parse_textproto": ".textproto",
    "parse_thunk_metadata": ".thunks",
    "parse_thunk_sequence": ".thunk_sequence",
    "parse_torchscript": ".torchscript",
    "parse_xplane": ".xplane",
    "with_nesting": ".thunk_sequence",
}

if not TYPE_CHECKING:  # a checker would take any name for a public one

    def __getattr__(name: str) -> object:
        """Load the module of a name that most programs do not need."""
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_LATER[name], __name__), name)
