"""Modules of protos: the same IR as from the text of the same module.

What differs: a get-tuple-element that the text writes as `%p#0` is an instruction with its own name and metadata,
and a constant has all of its value. A proto has less of the module's configuration than the header of a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, repeat
from typing import TypeAlias

from hloscope.errors import DumpError
from hloscope.ir import HloComputation, HloInstruction, HloModule, Shape, TextContext

from ..collector import pause_collector, resume_collector
from ..hlo.attribute_values import decode_attributes
from ..hlo.stack_frames import StackFrames
from .async_operations import ASYNC, only_operation
from .columns import columns_of
from .header import header_text, tables_text
from .instructions import ProtoInstruction, Shared
from .messages import Message
from .order import in_post_order
from .shapes import ProtoShapes

_ODD = frozenset({"parameter", "constant", *ASYNC})  # which need more than the others

_BLOCK = 1 << 9  # instructions that are read together: what they are read into stays in the processor's cache


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


_Row: TypeAlias = tuple[ProtoInstruction, bytes, str, str, Shape, int, Sequence[int], Sequence[int]]
"""An instruction that is empty yet, its bytes, name, opcode, shape, id, the ids of what it calls, and of operands."""


def _rows_of(computations: Sequence[Message]) -> Iterator[_Row]:
    """The instructions in turn."""
    instructions = chain.from_iterable(each.instructions[:] for each in computations)
    blocks = iter(lambda: [*islice(instructions, _BLOCK)], [])
    opcodes, shape_of = dict[str, str](), ProtoShapes().__getitem__
    return chain.from_iterable(_block(block, opcodes, shape_of) for block in blocks)


def _block(instructions: Sequence[bytes], known: dict[str, str], shape_of: Callable[[bytes], Shape]) -> Iterator[_Row]:
    names, opcodes, shapes, ids, operands, callees = columns_of(instructions)
    made = map(ProtoInstruction.__new__, repeat(ProtoInstruction))  # without a call of __init__: a tenth of the time
    once = map(known.setdefault, opcodes, opcodes)  # equal ones are one string
    return zip(made, instructions, names, once, map(shape_of, shapes), ids, callees, operands, strict=False)


_Made: TypeAlias = tuple[dict[int, ProtoInstruction], dict[str, HloInstruction]]
"""The instructions of a computation by id, and by name."""


class _Builder:
    """One module on its way out of its proto: operands and callees stand in front, so that nothing is circular."""

    def __init__(self, proto: Message, filename: str | None) -> None:
        self.proto = proto
        self.filename = filename
        self.frames = StackFrames(tables_text(proto.stack_frame_index))
        self.context = TextContext(decode_attributes, self.frames.metadata, self.frames.frames)
        self.schedule = {entry.key: entry.value.instruction_ids for entry in proto.schedule.sequences}
        self.shared = Shared()
        self.by_id: dict[int, HloComputation] = {}
        self.calls: dict[int, list[tuple[int, Sequence[int]]]] = {}  # of each computation: who calls what
        self.hidden: set[int] = set()  # computations that the text writes as one operation

    def build(self) -> HloModule:
        names: set[str] = set()
        rows = _rows_of(self.proto.computations)
        for proto in self.proto.computations:
            if proto.name in names or proto.id in self.by_id:
                raise self._error("one computation of a name and an id", f"a second {proto.name!r}")
            names.add(proto.name)
            self.by_id[proto.id] = self._computation(proto, rows)
        entry = self.by_id.get(self.proto.entry_computation_id)
        if entry is None:
            raise self._error("the entry among the computations", f"none of id {self.proto.entry_computation_id}")
        entry.is_entry = True
        shown = [self.by_id[number] for number in in_post_order(self.calls) if number not in self.hidden]
        computations = {computation.name: computation for computation in shown}
        header = header_text(self.proto)
        return _ProtoModule(self.proto.name, computations, entry, self.context, header, self.frames.tables)

    def _computation(self, proto: Message, rows: Iterator[_Row]) -> HloComputation:
        computation = HloComputation.__new__(HloComputation)
        by_id, by_name = self._instructions(proto, computation, rows)
        root = by_id.get(proto.root_id)
        if root is None:
            raise self._error(f"the root of {proto.name!r} in it", f"none of id {proto.root_id}")
        if not len(by_name) == len(by_id) == len(proto.instructions):
            raise self._error(f"instructions of {proto.name!r} with names and ids of their own", "two alike")
        thread = "" if proto.execution_thread == "main" else proto.execution_thread
        computation.fill(proto.name, by_name, root, self.context, False, thread)
        return computation

    def _instructions(self, proto: Message, computation: HloComputation, rows: Iterator[_Row]) -> _Made:
        """The instructions in the order of the schedule if there is one that fits."""
        scheduled, count = self.schedule.get(proto.id), len(proto.instructions)
        if scheduled is not None:
            kept = [*islice(rows, count)]
            rows = iter(kept)
            made = {row[5]: row for row in kept}
            order = [made[number] for number in scheduled if number in made]
            if len(order) == len(made):
                try:
                    return self._made_of(proto.id, computation, order)
                except KeyError:  # no order in which they could run
                    pass
        try:
            return self._made_of(proto.id, computation, islice(rows, count))
        except KeyError as error:
            raise self._error(f"what {proto.name!r} refers to in front of it", f"nothing of id {error}") from None

    def _made_of(self, number: int, computation: HloComputation, rows: Iterable[_Row]) -> _Made:
        """What the rows are; an operand or a callee that does not stand in front is a KeyError."""
        by_id: dict[int, ProtoInstruction] = {}
        by_name: dict[str, HloInstruction] = {}
        shared, operand, callee = self.shared, by_id.__getitem__, self.by_id.__getitem__
        calls = self.calls[number] = []
        for made, data, name, opcode, shape, own_id, called, read in rows:
            made.data, made.shared, made.computation = data, shared, computation
            made.name, made.opcode, made.shape = name, opcode, shape
            if len(read) == 1:  # most, without a call: a tenth of the time
                made.operands = (by_id[read[0]],)
            elif len(read) == 2:
                made.operands = (by_id[read[0]], by_id[read[1]])
            else:
                made.operands = tuple(map(operand, read))
            if called:
                calls.append((own_id, called))
                made.called_computations = tuple(map(callee, called[::-1] if opcode == "while" else called))
            else:
                made.called_computations = ()
            if opcode not in _ODD:
                made.arguments = ""
            elif opcode in ASYNC:
                made.arguments = ""
                self._unwrap(made, called)
            by_id[own_id] = by_name[name] = made
        return by_id, by_name

    def _unwrap(self, made: ProtoInstruction, called: Sequence[int]) -> None:
        """Puts the operation that an asynchronous one runs in its place, as the text does."""
        ending = ASYNC[made.opcode]
        if made.opcode == "async-start":
            operation = only_operation(made.called_computations)
            self.hidden.update(called if operation else ())
        else:
            first = made.operands[0] if made.operands else None
            operation = self.shared.wrapped.get(first) if first else None
        if isinstance(operation, ProtoInstruction):
            self.shared.wrapped[made], made.opcode = operation, f"{operation.opcode}-{ending}"
            made.called_computations = operation.called_computations if ending == "start" else ()

    def _error(self, expected: str, found: str) -> DumpError:
        return DumpError(f"expected {expected}, found {found}", self.filename)
