"""Bytes: what one instruction reads and writes, by the rules of XLA's cost analysis.

Source: xla/service/hlo_cost_analysis.cc. By default it reads each operand whole and writes its result; instructions
that touch a part, and those that only rename, are in the tables below. Fusions have rules of their own
(`hloscope.analyses.cost.fused`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from hloscope.analyses.cost.work import integers_of
from hloscope.ir import HloInstruction, Shape

_DYNAMIC_SIZE = 4  # bytes of the run-time size that is kept for each dimension of a dynamic array
_UNTOUCHED = frozenset(
    {"add-dependency", "after-all", "bitcast", "constant", "domain", "get-tuple-element", "parameter"}
)


class Traffic(NamedTuple):
    """Bytes that are read and written."""

    read: int = 0
    written: int = 0


class Parts(NamedTuple):
    """Bytes that are read through each operand, that are written of each result, and read of constants inside."""

    reads: tuple[int, ...] = ()
    writes: tuple[int, ...] = ()
    constants: int = 0

    @property
    def total(self) -> Traffic:
        """What is read and written in all."""
        return Traffic(sum(self.reads) + self.constants, sum(self.writes))


class Sizes:
    """The bytes of shapes as XLA's cost analysis has them, each shape worked out once."""

    def __init__(self, pointer_bytes: int) -> None:
        self.pointer_bytes = pointer_bytes
        self.has_pointers = False  # whether any shape had some
        self._known: dict[int, int] = {}  # by identity, as a parser interns them: an eighth of the time of hashing one
        self._shapes: list[Shape] = []  # kept alive: their ids must not become those of others

    def of(self, shape: Shape) -> int:
        """The bytes of an array; of a tuple those of its pointers, not of what it points to."""
        size = self._known.get(id(shape))
        if size is None:
            size = self._known[id(shape)] = self._size_of(shape)
            self._shapes.append(shape)
        return size

    def of_leaves(self, shape: Shape) -> int:
        """The bytes of all the arrays in it."""
        return sum(self.of(leaf) for leaf in shape.leaves()) if shape.is_tuple else self.of(shape)

    def _size_of(self, shape: Shape) -> int:
        if shape.is_tuple or shape.element_type == "opaque":
            self.has_pointers = True
            return self.pointer_bytes * (len(shape.tuple_shapes) if shape.is_tuple else 1)
        return shape.byte_size + (_DYNAMIC_SIZE * len(shape.dimensions) if shape.is_dynamic else 0)


def parts_of(instruction: HloInstruction, opcode: str, shape: Shape, sizes: Sizes) -> Parts:
    """What an instruction reads and writes; `opcode` and `shape` are those behind an asynchronous start.

    Raises:
        IndexError: an operand is missing.
    """
    if opcode in _UNTOUCHED:
        return _NOTHING
    rule = _RULES.get(opcode, _whole)
    return rule(instruction, shape, sizes)


_NOTHING = Parts()


def _whole(instruction: HloInstruction, shape: Shape, sizes: Sizes) -> Parts:
    """Each operand is read whole, and each result written."""
    return Parts(_operands(instruction, sizes), tuple([sizes.of(leaf) for leaf in shape.leaves()]))


def _operands(instruction: HloInstruction, sizes: Sizes) -> tuple[int, ...]:
    return tuple([sizes.of(operand.shape) for operand in instruction.operands])


def _slice(_: HloInstruction, shape: Shape, sizes: Sizes) -> Parts:
    return Parts((sizes.of(shape),), (sizes.of(shape),))


def _dynamic_slice(instruction: HloInstruction, shape: Shape, sizes: Sizes) -> Parts:
    """Reads what it gives, and the first of the start indices, as XLA has it."""
    return Parts((sizes.of(shape), sizes.of(instruction.operands[1].shape)), (sizes.of(shape),))


def _dynamic_update_slice(instruction: HloInstruction, _: Shape, sizes: Sizes) -> Parts:
    """The array that is updated is the result: only the update is read and written."""
    update = sizes.of(instruction.operands[1].shape)
    return Parts((0, update, sizes.of(instruction.operands[2].shape)), (update,))


def _gather(instruction: HloInstruction, shape: Shape, sizes: Sizes) -> Parts:
    """A gather reads what it gives, and its indices."""
    return Parts((sizes.of(shape), sizes.of(instruction.operands[1].shape)), (sizes.of(shape),))


def _scatter(instruction: HloInstruction, _: Shape, sizes: Sizes) -> Parts:
    """A scatter reads updates, indices and the places that it updates, and writes those."""
    arrays = len(instruction.operands) // 2
    indices, updates = instruction.operands[arrays], instruction.operands[arrays + 1 :]
    written = tuple([sizes.of(update.shape) for update in updates])
    return Parts((*written, sizes.of(indices.shape), *written), written)


def _tuple(_: HloInstruction, shape: Shape, sizes: Sizes) -> Parts:
    return Parts((), (sizes.of(shape),))


def _transpose(instruction: HloInstruction, shape: Shape, sizes: Sizes) -> Parts:
    return _NOTHING if _is_bitcast(instruction) else _whole(instruction, shape, sizes)


def _is_bitcast(transpose: HloInstruction) -> bool:
    """Whether the elements stay where they are in memory."""
    before, after = transpose.operands[0].shape.layout, transpose.shape.layout
    order = integers_of(transpose, "dimensions")
    if before is None or after is None:
        return False
    return [order[dimension] for dimension in after.minor_to_major] == list(before.minor_to_major)


def _infeed(instruction: HloInstruction, shape: Shape, sizes: Sizes) -> Parts:
    return _whole(instruction, shape, sizes)._replace(reads=())


def _outfeed(instruction: HloInstruction, _: Shape, sizes: Sizes) -> Parts:
    return Parts(tuple([sizes.of_leaves(operand.shape) for operand in instruction.operands]))


def _triangular_solve(instruction: HloInstruction, shape: Shape, sizes: Sizes) -> Parts:
    matrix, right = instruction.operands[:2]
    return Parts((sizes.of(matrix.shape) // 2, sizes.of(right.shape)), (sizes.of(shape),))


def _cholesky(instruction: HloInstruction, _: Shape, sizes: Sizes) -> Parts:
    half = sizes.of(instruction.operands[0].shape) // 2
    return Parts((half,), (half,))


_RULES: Mapping[str, Callable[[HloInstruction, Shape, Sizes], Parts]] = {
    "cholesky": _cholesky,
    "dynamic-slice": _dynamic_slice,
    "dynamic-update-slice": _dynamic_update_slice,
    "gather": _gather,
    "infeed": _infeed,
    "outfeed": _outfeed,
    "scatter": _scatter,
    "slice": _slice,
    "transpose": _transpose,
    "triangular-solve": _triangular_solve,
    "tuple": _tuple,
}
