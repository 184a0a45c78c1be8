"""Bytes of fusions: what is read from memory through the parameters, and what is written by the root.

Source: xla/service/hlo_cost_analysis.cc (HandleFusion, FusionParameterReadBytes). What happens between the operations
of a fusion touches no memory; a parameter of which slices are read counts as those slices.
"""

from __future__ import annotations

from collections.abc import Iterator

from hloscope.analyses.cost.bytes_moved import Parts, Sizes
from hloscope.analyses.facts.structures import Structure, Structures
from hloscope.ir import HloComputation, HloInstruction, Shape

_FUSIONS = frozenset({"fusion", "fusion-start"})


def find_indexed(fusion: HloInstruction) -> HloInstruction | None:
    """The gather or scatter in a custom fusion: XLA takes the whole for that one."""
    if "kind=kCustom" not in fusion.attribute_text:
        return None
    body = fusion.called_computations[0].instructions.values()
    return next((instruction for instruction in body if instruction.opcode in ("gather", "scatter")), None)


class FusionTraffic:
    """Tells the traffic of a module's fusions, each body worked out once; with `structures`, bodies that read alike."""

    def __init__(self, sizes: Sizes, structures: Structures | None = None) -> None:
        self._sizes = sizes
        self._structures = structures
        self._reads: dict[HloComputation, tuple[tuple[HloInstruction, int], ...]] = {}  # of each parameter
        self._alike: dict[tuple[Structure, int], Parts] = {}  # by structure and identity of the result's shape

    def of(self, fusion: HloInstruction, shape: Shape) -> Parts:
        """What a fusion of that shape reads and writes."""
        body = fusion.called_computations[0]
        found = self._structures.of(body) if self._structures else None
        if found is None or found.find(_nested_in):  # structures do not tell what a nested fusion has and never uses
            return self._parts_of(body, shape)
        key = (found.structure, id(shape))
        parts = self._alike.get(key)
        if parts is None:
            parts = self._alike[key] = self._parts_of(body, shape)
        return parts

    def _parts_of(self, body: HloComputation, shape: Shape) -> Parts:
        self._learn(body)
        reads = tuple([size for _, size in self._reads[body]])
        return Parts(reads, self._written(body.root, shape), self._constants(body))

    def _learn(self, body: HloComputation) -> None:
        """Works out what bodies read, nested ones first: hostile text nests them deeper than Python calls."""
        waiting = [] if body in self._reads else [body]
        while waiting:
            nested = [inner for inner in _bodies_in(waiting[-1]) if inner not in self._reads]
            if nested:
                waiting += nested
            else:
                known = waiting.pop()
                self._reads[known] = tuple([(p, sum(map(self._read, _leaves(p)))) for p in known.parameters])

    def _constants(self, body: HloComputation) -> int:
        """Constants are read from memory if they are arrays; numbers are part of the code."""
        constants = [i.shape for i in body.instructions.values() if i.opcode == "constant"]
        return sum(self._sizes.of(shape) for shape in constants if shape.num_elements > 1)

    def _written(self, root: HloInstruction, shape: Shape) -> tuple[int, ...]:
        """The bytes of each result; where one is updated in place, those of the update."""
        if root.opcode != "tuple" or not shape.is_tuple:
            return (self._result(root, shape),)
        return tuple(map(self._result, root.operands, shape.tuple_shapes))

    def _result(self, root: HloInstruction, shape: Shape) -> int:
        if root.opcode == "dynamic-update-slice":
            _, update, *_ = root.operands
            return self._sizes.of(update.shape)
        return self._sizes.of_leaves(shape)

    def _read(self, value: HloInstruction) -> int:
        """The bytes of a parameter, or of a member of one, that its users read; they share one read of the whole."""
        whole = self._sizes.of(value.shape)
        size, has_whole = 0, False
        for user in value.users:
            part = self._part(user, value)
            if part is not None:
                size += part
            elif user.opcode in ("broadcast", "reshape"):  # XLA takes these for reads of their own
                size += whole
            elif user.opcode in _FUSIONS and user.called_computations:
                size += self._read_by_nested(user, value)
            elif not has_whole:
                has_whole = True
                size += whole
        return size

    def _part(self, user: HloInstruction, value: HloInstruction) -> int | None:
        """The bytes of a value that `user` reads if it takes a slice, or makes the value its result; else None."""
        if user.opcode == "slice":
            return self._sizes.of(user.shape)
        if value is not user.operands[0]:
            return None
        if user.opcode == "dynamic-slice":
            return self._sizes.of(user.shape)
        return 0 if user.opcode == "dynamic-update-slice" else None

    def _read_by_nested(self, fusion: HloInstruction, value: HloInstruction) -> int:
        """What the nested fusion reads of it; where it hands the value on to users that slice it, their slices."""
        reads = zip(fusion.operands, self._reads[fusion.called_computations[0]], strict=False)
        return sum([self._read_behind(fusion, *read) for operand, read in reads if operand is value])

    def _read_behind(self, fusion: HloInstruction, parameter: HloInstruction, read: int) -> int:
        root = parameter.computation.root
        is_simple = not root.operands or parameter is root.operands[0]
        parts = [self._part(user, fusion) if is_simple else None for user in fusion.users]
        return sum([part for part in parts if part is not None]) + (read if None in parts else 0)


def _bodies_in(body: HloComputation) -> list[HloComputation]:
    """The bodies of the fusions in one."""
    return [fusion.called_computations[0] for fusion in _nested_in(body) if fusion.called_computations]


def _nested_in(body: HloComputation) -> tuple[HloInstruction, ...]:
    return tuple([i for i in body.instructions.values() if i.opcode in _FUSIONS])


def _leaves(parameter: HloInstruction) -> Iterator[HloInstruction]:
    """The parameter, or of a tuple the instructions that take its arrays out."""
    if not parameter.shape.is_tuple:
        yield parameter
        return
    waiting = [parameter]
    while waiting:
        members = [user for user in waiting.pop().users if user.opcode == "get-tuple-element"]
        yield from (member for member in members if not member.shape.is_tuple)
        waiting += [member for member in members if member.shape.is_tuple]
