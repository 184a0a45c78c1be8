"""Allocations in logs: XLA's messages of too little memory, those of each writer apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hloscope.dump.pastes.characters import decode, to_plain
from hloscope.dump.pastes.gutters import streams_of
from hloscope.dump.pastes.json_texts import find_json_texts
from hloscope.dump.sources import SourceFile
from hloscope.parsers import OutOfMemory, parse_out_of_memory
from hloscope.regex import lazy_pattern

_MARKS = ("ut of memory", "Failed to allocate request")
_LINE = lazy_pattern(
    r"(?P<head>Ran out of memory in memory space)|(?:\d{1,3}\. Size|Operator|Unpadded size|Extra memory due to padding"
    r"|Allocation type|Buffer \d{1,3}|XLA [Ll]abel|Size|Shape|Entry Parameter Subshape): ?"
)


class Shortage(NamedTuple):
    """A message, the file that has it, and who wrote it there."""

    file: str
    writer: str
    message: OutOfMemory


def shortages_in(file: SourceFile) -> Iterator[Shortage]:
    """The messages in a log, in order.

    Raises:
        DumpError: it cannot be read.
    """
    text = to_plain(decode(file.read_bytes()))
    if not any(mark in text for mark in _MARKS):
        return
    text = find_json_texts(text) or text
    if "\\n" in text:  # a traceback that was printed as a string
        text = "\n".join(line.replace("\\n", "\n") if _is_string(line) else line for line in text.split("\n"))
    streams = streams_of(text, anchor=_LINE)
    for stream in streams:
        for message in parse_out_of_memory(stream.text.split("\n")):
            yield Shortage(file.label, stream.label, message)


def _is_string(line: str) -> bool:
    return any(mark in line for mark in _MARKS) and "Size: " in line
