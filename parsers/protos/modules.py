"""Modules of protos: the same IR as from the text of the same module.

What differs: a get-tuple-element that the text writes as `%p#0` is an instruction with its own name and metadata,
and a constant has all of its value. A proto has less of the module's configuration than the header of a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hloscope.errors import DumpError
from hloscope.ir import HloComputation, HloInstruction, HloModule, TextContext

from ..collector import pause_collector, resume_collector
from ..hlo.attribute_values import decode_attributes
from ..hlo.stack_frames import StackFrames
from .async_operations import ASYNC, hidden_operations
from .attributes import Names
from .header import header_text, tables_text
from .instructions import ProtoInstruction
from .messages import Message
from .order import order_of_text
from .shapes import ProtoShapes

_WITH_ARGUMENTS = ("parameter", "constant")


def module_of(proto: Message, *, filename: str | None = None) -> HloModule:
    """The module that an HloModuleProto is.

    Raises:
        DumpError: it refers to what it does not have, or names two things alike.
    """
    was_enabled = pause_collector()
    try:
        return _Builder(proto, filename).build()
    finally:
        resume_collector(was_enabled=was_enabled)


class _Builder:
    """One module on its way out of its proto: operands and callees stand in front, so that nothing is circular."""

    def __init__(self, proto: Message, filename: str | None) -> None:
        self.proto = proto
        self.filename = filename
        self.shapes = ProtoShapes()
        self.frames = StackFrames(tables_text(proto.stack_frame_index))
        self.context = TextContext(decode_attributes, self.frames.metadata, self.frames.frames)
        self.schedule = {entry.key: entry.value.instruction_ids for entry in proto.schedule.sequences}
        self.hidden = hidden_operations(proto)
        self.by_id: dict[int, HloComputation] = {}

    def build(self) -> HloModule:
        computations: dict[str, HloComputation] = {}
        for proto in self.proto.computations:
            if proto.id in self.hidden:
                continue
            if proto.name in computations or proto.id in self.by_id:
                raise self._error("one computation of a name and an id", f"a second {proto.name!r}")
            computations[proto.name] = self.by_id[proto.id] = self._computation(proto)
        entry = self.by_id.get(self.proto.entry_computation_id) or computations.get(self.proto.entry_computation_name)
        if entry is None:
            raise self._error("the entry among the computations", f"none of id {self.proto.entry_computation_id}")
        entry.is_entry = True
        in_order = [self.by_id[number] for number in order_of_text(self.proto) if number in self.by_id]
        ordered = {computation.name: computation for computation in in_order}
        return HloModule(self.proto.name, ordered, entry, self.context, header_text(self.proto), self.frames.tables)

    def _computation(self, proto: Message) -> HloComputation:
        made = {each.id: each for each in proto.instructions}
        order = [made[number] for number in self.schedule.get(proto.id, ()) if number in made]
        try:
            found = self._instructions(order if len(order) == len(made) else proto.instructions)
        except KeyError:  # a schedule that is none
            found = self._checked_instructions(proto)
        root = found.get(proto.root_id)
        if root is None:
            raise self._error(f"the root of {proto.name!r} in it", f"none of id {proto.root_id}")
        named: dict[str, HloInstruction] = {each.name: each for each in found.values()}
        if len(named) < len(proto.instructions):
            raise self._error(f"instructions of {proto.name!r} with names and ids of their own", "two alike")
        thread = "" if proto.execution_thread == "main" else proto.execution_thread
        return HloComputation(proto.name, named, root, self.context, execution_thread=thread)

    def _checked_instructions(self, proto: Message) -> dict[int, ProtoInstruction]:
        try:
            return self._instructions(proto.instructions)
        except KeyError as error:
            raise self._error(f"what {proto.name!r} refers to in front of it", f"nothing of id {error}") from None

    def _instructions(self, protos: Iterable[Message]) -> dict[int, ProtoInstruction]:
        """The instructions by id; an operand or a callee that does not stand in front is a KeyError."""
        found: dict[int, ProtoInstruction] = {}
        names = Names(self.by_id, found)
        find_shape, callee = self.shapes.find, self.by_id.__getitem__
        for proto in protos:
            operands = tuple(map(found.__getitem__, proto.operand_ids))
            wrapped = self._wrapped(proto, operands) if proto.opcode in ASYNC else None
            made = found[proto.id] = ProtoInstruction(proto, wrapped, names)
            made.shape, made.operands = find_shape(proto.shape), operands
            called = _called_ids(proto, wrapped)
            made.called_computations = tuple(map(callee, called)) if called else ()
            if proto.opcode not in _WITH_ARGUMENTS:
                made.arguments = ""
        return found

    def _wrapped(self, proto: Message, operands: Sequence[ProtoInstruction]) -> Message | None:
        """What an asynchronous operation runs; those that go on or end have it from the one that began."""
        if proto.opcode == "async-start":
            return next((self.hidden[number] for number in proto.called_computation_ids if number in self.hidden), None)
        return operands[0].wrapped if operands else None

    def _error(self, expected: str, found: str) -> DumpError:
        return DumpError(f"expected {expected}, found {found}", self.filename)


def _called_ids(proto: Message, wrapped: Message | None) -> Sequence[int]:
    """The ids of what it calls, in the order of the text."""
    if wrapped is not None:
        return wrapped.called_computation_ids if proto.opcode == "async-start" else ()
    called: Sequence[int] = proto.called_computation_ids
    return called[::-1] if proto.opcode == "while" else called
