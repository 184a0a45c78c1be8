"""Where an instruction comes from: the operation of the framework and the line of the user's program."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hloscope.ir import Frame, HloInstruction

# Metadata as XLA prints it (xla/xla_data.proto, OpMetadata); other orders and rare escapes are decoded in full.
_STRING = r'"((?:[^"\\]++|\\\')*+)"'
_METADATA = re.compile(
    rf", metadata=\{{(?:op_type={_STRING} ?+)?+(?:op_name={_STRING} ?+)?+"
    rf"(?:source_file={_STRING} ?+)?+(?:source_line=(\d{{1,18}}+) ?+)?+"
    r"(?:(?!(?:op_type|op_name|source_file|source_line|stack_frame_id)=)"
    r'\w++=(?:[\w.]++|"(?:[^"\\]++|\\.)*+"|\{[^{}"]*+\}) ?+)*+'
    r"(?:stack_frame_id=(\d{1,18}+) ?+)?+\}"
)


@dataclass(frozen=True, slots=True)
class Source:
    """`op_name` as the framework gave it, and `place` as `file:line`; each empty where the text does not say."""

    op_name: str = ""
    place: str = ""

    def __str__(self) -> str:
        """The place if it is known, else the name."""
        return self.place or self.op_name


class Sources:
    """Reads the sources of one module's instructions: about 1 microsecond each, where `metadata` takes 30."""

    def __init__(self) -> None:
        self._sources: dict[tuple[str | None, ...], Source] = {}
        self._frames: dict[str, Frame] = {}

    def source_of(self, instruction: HloInstruction) -> Source:
        """The operation that it was made for, and the innermost line of the call stack."""
        text = instruction.attribute_text
        start = text.find(", metadata={")
        is_outside_strings = start >= 0 and text.find('"', 0, start) < 0
        found = _METADATA.match(text, start) if is_outside_strings else None
        if not found:
            return _decoded(instruction) if "metadata=" in text else _NOWHERE
        key = found.groups()[1:]
        source = self._sources.get(key)
        if source is None:
            source = self._sources[key] = self._read(instruction, *key)
        return source

    def _read(
        self, instruction: HloInstruction, op_name: str | None, file: str | None, line: str | None, frame: str | None
    ) -> Source:
        innermost = self._innermost(instruction, frame) if frame else _NO_FRAME
        place = _place(
            innermost.file if file is None else _unescaped(file), innermost.line if line is None else int(line)
        )
        return Source(_unescaped(op_name or ""), place)

    def _innermost(self, instruction: HloInstruction, frame: str) -> Frame:
        found = self._frames.get(frame)
        if found is None:
            stack = instruction.computation.context.stack_frames(int(frame))
            found = self._frames[frame] = stack[0] if stack else _NO_FRAME
        return found


def _decoded(instruction: HloInstruction) -> Source:
    metadata = instruction.metadata
    return Source(metadata.op_name, _place(metadata.source_file, metadata.source_line))


def _place(file: str, line: int) -> str:
    return f"{file}:{line}" if file else ""


def _unescaped(text: str) -> str:
    return text.replace("\\'", "'")


_NOWHERE = Source()
_NO_FRAME = Frame("", 0)
