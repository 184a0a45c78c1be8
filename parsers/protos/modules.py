"""Modules of protos: the same IR as from the text of the same module.

What differs: a get-tuple-element that the text writes as `%p#0` is an instruction with its own name and metadata,
and a constant has all of its value. A proto has less of the module's configuration than the header of a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from hloscope.errors import DumpError
from hloscope.ir import HloComputation, HloInstruction, HloModule, TextContext

from ..collector import pause_collector, resume_collector
from ..hlo.attribute_values import decode_attributes
from ..hlo.stack_frames import StackFrames
from .async_operations import ASYNC, only_operation
from .header import header_text, tables_text
from .instructions import ProtoInstruction, Siblings
from .messages import Message
from .order import in_post_order
from .shapes import ProtoShapes

_WITH_ARGUMENTS = ("parameter", "constant")
_CALLING_NOTHING = frozenset(
    "add and bitcast broadcast compare concatenate convert copy divide dot dynamic-slice dynamic-update-slice "
    "exponential get-tuple-element iota maximum minimum multiply negate power reshape rsqrt select slice sqrt subtract "
    "tanh transpose tuple".split()
)  # which spares most of them being asked: a tenth of the time
_fields = attrgetter("name", "opcode", "shape", "metadata", "id", "operand_ids")  # half the time of asking for each


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


class _ProtoModule(HloModule):
    """As any module; it has no elements, and something else tells of how new it is."""

    __slots__ = ()

    @property
    def has_elements(self) -> bool | None:
        """Whether XLA of jaxlib 0.11 or later wrote it: comparisons have an order since then; None without any."""
        compared = (i for i in self.instructions() if i.opcode == "compare" and isinstance(i, ProtoInstruction))
        return next((bool(comparison.whole_proto.comparison_order) for comparison in compared), None)


class _Builder:
    """One module on its way out of its proto: operands and callees stand in front, so that nothing is circular."""

    def __init__(self, proto: Message, filename: str | None) -> None:
        self.proto = proto
        self.filename = filename
        self.shapes = ProtoShapes()
        self.frames = StackFrames(tables_text(proto.stack_frame_index))
        self.context = TextContext(decode_attributes, self.frames.metadata, self.frames.frames)
        self.schedule = {entry.key: entry.value.instruction_ids for entry in proto.schedule.sequences}
        self.words: dict[bytes, tuple[str, str]] = {}
        self.by_id: dict[int, HloComputation] = {}
        self.calls: dict[int, list[tuple[int, Sequence[int]]]] = {}  # of each computation: who calls what
        self.hidden: set[int] = set()  # computations that the text writes as one operation

    def build(self) -> HloModule:
        names: set[str] = set()
        for proto in self.proto.computations:
            if proto.name in names or proto.id in self.by_id:
                raise self._error("one computation of a name and an id", f"a second {proto.name!r}")
            names.add(proto.name)
            self.by_id[proto.id] = self._computation(proto)
        entry = self.by_id.get(self.proto.entry_computation_id)
        if entry is None:
            raise self._error("the entry among the computations", f"none of id {self.proto.entry_computation_id}")
        entry.is_entry = True
        shown = [self.by_id[number] for number in in_post_order(self.calls) if number not in self.hidden]
        computations = {computation.name: computation for computation in shown}
        header = header_text(self.proto)
        return _ProtoModule(self.proto.name, computations, entry, self.context, header, self.frames.tables)

    def _computation(self, proto: Message) -> HloComputation:
        found = self._instructions(proto)
        root = found.get(proto.root_id)
        if root is None:
            raise self._error(f"the root of {proto.name!r} in it", f"none of id {proto.root_id}")
        named: dict[str, HloInstruction] = {each.name: each for each in found.values()}
        if len(named) < len(proto.instructions):
            raise self._error(f"instructions of {proto.name!r} with names and ids of their own", "two alike")
        thread = "" if proto.execution_thread == "main" else proto.execution_thread
        return HloComputation(proto.name, named, root, self.context, execution_thread=thread)

    def _instructions(self, proto: Message) -> dict[int, ProtoInstruction]:
        """The instructions by id, in the order of the schedule if there is one that fits."""
        scheduled, unordered = self.schedule.get(proto.id), proto.instructions[:]
        if scheduled is not None:
            made = {each.id: each for each in unordered}
            order = [made[number] for number in scheduled if number in made]
            if len(order) == len(made):
                try:
                    return self._made_of(proto.id, order)
                except KeyError:  # no order in which they could run
                    pass
        try:
            return self._made_of(proto.id, unordered)
        except KeyError as error:
            raise self._error(f"what {proto.name!r} refers to in front of it", f"nothing of id {error}") from None

    def _made_of(self, computation: int, protos: Sequence[Message]) -> dict[int, ProtoInstruction]:
        """The instructions by id; an operand or a callee that does not stand in front is a KeyError."""
        found: Siblings = Siblings(self.words)
        calls = self.calls[computation] = []
        shape, operand, callee = self.shapes.__getitem__, found.__getitem__, self.by_id.__getitem__
        for proto, (name, opcode, shape_data, origin, number, operands) in zip(
            protos, map(_fields, protos), strict=True
        ):
            made = ProtoInstruction.__new__(ProtoInstruction)  # without a call of __init__: a tenth of the time
            made.proto, made.number, made.origin, made.siblings, made.wrapped = proto, number, origin, found, None
            made.name, made.opcode, made.shape = name, opcode, shape(shape_data)
            if opcode in _CALLING_NOTHING:
                made.called_computations = ()
                made.arguments = ""
            elif opcode in _WITH_ARGUMENTS:
                made.called_computations = ()
            else:
                called = proto.called_computation_ids[:]
                made.called_computations = tuple(map(callee, called[::-1] if opcode == "while" else called))
                made.arguments = ""
                if called:
                    calls.append((number, called))
            read = operands[:]  # a list: items are taken out of it in half the time
            made.operands = (found[read[0]],) if len(read) == 1 else tuple(map(operand, read))
            if opcode in ASYNC:
                self._unwrap(made)
            found[number] = made
        return found

    def _unwrap(self, made: ProtoInstruction) -> None:
        """Puts the operation that an asynchronous one runs in its place, as the text does."""
        ending = ASYNC[made.opcode]
        if made.opcode == "async-start":
            operation = only_operation(made.called_computations)
            self.hidden.update(made.proto.called_computation_ids if operation else ())
        else:
            first = made.operands[0] if made.operands else None
            operation = first.wrapped if isinstance(first, ProtoInstruction) else None
        if isinstance(operation, ProtoInstruction):
            made.wrapped, made.opcode = operation, f"{operation.opcode}-{ending}"
            made.called_computations = operation.called_computations if ending == "start" else ()

    def _error(self, expected: str, found: str) -> DumpError:
        return DumpError(f"expected {expected}, found {found}", self.filename)
