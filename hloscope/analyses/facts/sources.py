"""Where an instruction comes from: the operation of the framework and the line of the user's program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hloscope.analyses.facts.lines import LINE_CHOICE, LineChoice
from hloscope.ir import Frame, HloInstruction
from hloscope.regex import compiled

# Metadata as XLA prints it (xla/xla_data.proto, OpMetadata); other orders and rare escapes are decoded in full.
_STRING = r'"((?:[^"\\]++|\\\')*+)"'
_METADATA_START = ", metadata={"
_METADATA = compiled(
    rf', metadata=\{{(?:op_type="(?:[^"\\]++|\\.)*+" ?+)?+'
    rf"(?:op_name={_STRING} ?+)?+"
    rf"(?:source_file={_STRING} ?+)?+(?:source_line=(\d{{1,18}}+) ?+)?+"
    r"(?:(?!(?:op_type|op_name|source_file|source_line|stack_frame_id)=)"
    r'\w++=(?:[\w.]++|"(?:[^"\\]++|\\.)*+"|\{[^{}"]*+\}) ?+)*+'
    r"(?:stack_frame_id=(\d{1,18}+) ?+)?+\}"
)
_SCHEDULING_NAME = 'scheduling_name="'
_JAX_NAMES = ("jit(", "pjit(", "pmap(")
# Since jax 0.11 XLA gives what lost its metadata in a small loop of a CPU that of the loop: the name of a loop is jax's
# for these opcodes only.
_LOOP = "/while"
_LOOPS = frozenset({"call", "get-tuple-element", "tuple", "while"})
# torch's backward pass runs in threads without Python frames, and TensorFlow's frames are its own: the name is all.
_NAMED_ALONE = compiled(r"(?:^|/)(?:(?:aten|xla|prim|torch_xla)__[^/]*+$|gradient_tape/)")


class Source(NamedTuple):
    """`op_name` as the framework gave it, and `place` as `file:line`; each empty where the text does not say."""

    op_name: str = ""
    place: str = ""

    def __str__(self) -> str:
        """The place if it is known, else the name."""
        return self.place or self.op_name

    @property
    def lacks_place(self) -> bool:
        """Whether XLA lost the place, which jax gives with every name of an operation."""
        return not self.place and self.op_name.startswith(_JAX_NAMES)

    @property
    def is_bare(self) -> bool:
        """Whether it has no more than a name, without what it is part of."""
        return bool(self.op_name) and not self.place and "/" not in self.op_name and not self.is_whole

    @property
    def is_whole(self) -> bool:
        """Whether it tells all that its framework does: a place, or a name of those which are given none."""
        return bool(self.place) or (bool(self.op_name) and _NAMED_ALONE.search(self.op_name) is not None)


class Sources:
    """Reads the sources of one module's instructions: 1 microsecond each, where `metadata` takes 30.

    The place is the innermost line of the user's own, or what another `choice` has (`hloscope.analyses.facts.lines`).
    """

    def __init__(self, choice: LineChoice | None = None) -> None:
        self._choice = choice or LINE_CHOICE.get()
        self._by_text: dict[str, Source] = {}
        self._known: dict[tuple[str, str], Source] = {}
        self._places: dict[int, str | None] = {}

    def source_of(self, instruction: HloInstruction) -> Source:
        """The operation that it was made for, and a line of its call stack."""
        return self.of([instruction])[0]

    def of(self, instructions: Iterable[HloInstruction]) -> list[Source]:
        """The source of each instruction."""
        known = self._by_text.get  # 0.1 microseconds where the same was written before
        return [known(i.annotations or i.settings) or self._source_of(i) for i in instructions]

    def with_that_of_loop(self, instruction: HloInstruction) -> Source:
        """The source of an instruction, which may be that of its loop."""
        return self._decoded(instruction)

    def _source_of(self, instruction: HloInstruction) -> Source:
        text = instruction.annotations or instruction.settings
        before, found, metadata = text.partition(_METADATA_START)
        # Metadata repeats but for XLA's own name in it: half the time of reading each.
        front, _, rear = metadata.partition(_SCHEDULING_NAME)
        if not found or '"' in before:
            source = self._decoded(instruction)
        else:
            key = (front, rear[rear.find('"') :])
            source = self._known.get(key) or self._learn(instruction, text, len(before), key)
        if source.op_name.endswith(_LOOP) and source.op_name.startswith(_JAX_NAMES):
            return source if instruction.opcode in _LOOPS else _NOWHERE
        self._by_text[text] = source
        return source

    def _learn(self, instruction: HloInstruction, text: str, start: int, key: tuple[str, str]) -> Source:
        printed = _METADATA.match(text, start)
        if not printed:  # the name might be anything then, such as part of another string
            return self._decoded(instruction)
        op_name, file, line, frame = printed.groups()
        place = self._place_of_frame(instruction, int(frame)) if frame else None
        if place is None:
            place = self._place_in([Frame(_unescaped(file), int(line or 0))] if file else [])
        source = self._known[key] = Source(_unescaped(op_name or ""), place)
        return source

    def _place_of_frame(self, instruction: HloInstruction, frame: int) -> str | None:
        """The place in a stack of the module's; None where it has none of that number."""
        if frame not in self._places:
            stack = instruction.computation.context.stack_frames(frame)
            self._places[frame] = self._place_in(stack) if stack else None
        return self._places[frame]

    def _place_in(self, stack: Sequence[Frame]) -> str:
        frame = self._choice.frame_in(stack)
        return f"{frame.file}:{frame.line}" if frame and frame.file else ""

    def _decoded(self, instruction: HloInstruction) -> Source:
        if "metadata=" not in instruction.attribute_text:
            return _NOWHERE
        metadata = instruction.metadata
        printed = [Frame(metadata.source_file, metadata.source_line)] if metadata.source_file else []
        return Source(metadata.op_name, self._place_in(metadata.frames or printed))


def _unescaped(text: str) -> str:
    return text.replace("\\'", "'")


_NOWHERE = Source()
