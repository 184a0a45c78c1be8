"""Texts that XLA writes, as the intermediate representation."""

from .hlo_text import parse, parse_modules
from .textproto import TextProto, parse_textproto
from .thunks import Thunk, ThunkList, parse_thunk_metadata, parse_thunk_sequence, with_nesting

__all__ = [
    "TextProto",
    "Thunk",
    "ThunkList",
    "parse",
    "parse_modules",
    "parse_textproto",
    "parse_thunk_metadata",
    "parse_thunk_sequence",
    "with_nesting",
]
