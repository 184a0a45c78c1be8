"""One change of an operation by a pass: what kind it is of, and what it makes more or less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypedDict

_ADDED, _GONE = ("added", "copied"), ("removed", "replaced", "folded", "merged")

GROWTH: Final[Mapping[str, int]] = {**dict.fromkeys(_ADDED, 1), **dict.fromkeys(_GONE, -1)}
"""By how many a change of a kind makes the operations more or less; kinds that are not here leave their number."""

RENAMING: Final = frozenset("renamed unfused hoisted sunk inlined outlined unrolled moved".split())
"""The kinds of change after which an operation may have another name, the first of `into`."""


ChangeKind = Literal[
    "added", "removed", "replaced", "folded", "merged", "fused", "wrapped", "unfused", "copied", "rewritten", "renamed",
    "rewired", "made", "hoisted", "sunk", "inlined", "outlined", "unrolled", "peeled", "moved",
]  # fmt: skip


class OperationChangeForm(TypedDict):
    """What became of one operation; `into` says in what it is now, or what of it changed.

    Where one lost its readers (`rewired`) and another one of its opcode and type is new (`made`), none is called gone
    or added: there are as many as before.

    `shape` is its type, and `new_shape` the one that it has now, None if that is the same. `caller` is the loop, branch
    or call that it was moved out of or into, None if it was not. `count` is how many operations a change is of: the
    copies of a copied one, else one.
    """

    kind: ChangeKind
    name: str
    opcode: str
    shape: str
    new_shape: str | None
    into: list[str]
    caller: str | None
    count: int
    inferred: bool


@dataclass(frozen=True, slots=True)
class OperationChange:
    """What became of one operation.

    `into` names the clusters that it is in now, or what it was merged with, renamed to or replaced by; of a removed one
    what read it, which is gone too; of a rewired one what its readers read now; of a rewritten one what changed:
    `layout`, `shape`, `operands` or `attributes`; of one that was moved, or stands beside its other turns now, itself
    and those. `values` are those that it computes. What stands in for an operation is inferred, and that nothing does
    unless it was dead: nothing read it, or only what was dead too. `caller` is "" but for moves, `new_shape` but where
    that changed.
    """

    kind: ChangeKind
    name: str
    opcode: str
    into: tuple[str, ...]
    values: tuple[int, ...]
    is_inferred: bool = False
    shape: str = ""
    new_shape: str = ""
    caller: str = ""
    count: int = 1

    @property
    def growth(self) -> int:
        """How many operations more there are."""
        return GROWTH.get(self.kind, 0) * self.count

    def to_dict(self) -> OperationChangeForm:
        """The JSON form."""
        return {
            "kind": self.kind,
            "name": self.name,
            "opcode": self.opcode,
            "shape": self.shape,
            "new_shape": self.new_shape or None,
            "into": list(self.into),
            "caller": self.caller or None,
            "count": self.count,
            "inferred": self.is_inferred,
        }
