"""A group: operations that run as one, what it reads and writes, and where its operations come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from hloscope.analyses.facts.memo import Memo
from hloscope.analyses.facts.sources import Source
from hloscope.ir import HloInstruction, Shape

if TYPE_CHECKING:
    from hloscope.analyses.facts.forms import GroupForm


@dataclass(frozen=True)
class Group:
    """Operations that one instruction of an executed computation runs; what else is told of them waits to be asked."""

    instruction: HloInstruction
    operations: tuple[HloInstruction, ...] = field(repr=False)
    memo: Memo = field(default_factory=Memo, repr=False, compare=False)

    @property
    def name(self) -> str:
        """The name of the instruction."""
        return self.instruction.name

    @property
    def inputs(self) -> tuple[Shape, ...]:
        """What it reads: a shape for each operand."""
        return tuple([operand.shape for operand in self.instruction.operands])

    @property
    def outputs(self) -> tuple[Shape, ...]:
        """What it writes: one shape, or those of a tuple; of an asynchronous start what is there when it is done."""
        shape = self.instruction.shape
        if self.instruction.opcode.endswith("-start"):
            shape = next(iter(shape.tuple_shapes[1:]), shape)
        return shape.leaves()

    @cached_property
    def op_names(self) -> tuple[str, ...]:
        """The framework's names of the operations, each once, in text order."""
        return tuple(filter(None, dict.fromkeys([source.op_name for source in self._different.values()])))

    @property
    def op_name_indices(self) -> list[int | None]:
        """The place of each operation's name in `op_names`; None where it has none."""
        places = {name: place for place, name in enumerate(self.op_names)}
        place_of = {key: places.get(source.op_name) for key, source in self._different.items()}
        return [place_of[id(source)] for source in self._sources[: len(self.operations)]]

    @property
    def source_lines(self) -> tuple[str, ...]:
        """The lines of the user's program that the operations come from, as `file:line`, each once, in text order."""
        return tuple(filter(None, dict.fromkeys([source.place for source in self._different.values()])))

    @property
    def signature(self) -> str:
        """The fingerprint, without names, of what is computed (see `hloscope.analyses.facts.signature`)."""
        return self.memo.signer.signature_of(self.instruction)

    def group_form(self) -> GroupForm:
        """What the JSON forms of all groups of operations have."""
        forms_of = self.memo.shapes.forms_of
        return {
            "name": self.name,
            "computation": self.instruction.computation.name,
            "operations": [{"name": operation.name, "opcode": operation.opcode} for operation in self.operations],
            "inputs": forms_of(self.inputs),
            "outputs": forms_of(self.outputs),
            "op_names": list(self.op_names),
            "op_name_indices": self.op_name_indices,
            "source_lines": list(self.source_lines),
            "signature": self.signature,
        }

    @cached_property
    def _different(self) -> Mapping[int, Source]:
        """The sources by identity, each once: hundreds of operations have few."""
        return {id(source): source for source in self._sources}

    @cached_property
    def _sources(self) -> tuple[Source, ...]:
        """The source of each operation; of a group without any (a fill) that of the instruction itself."""
        return tuple(self.memo.sources.of(self.operations or (self.instruction,)))
