"""Payload: the bytes that a collective moves for one device, and a model of what of them goes over the wire.

The payload is the larger of what one device hands in and what it gets: the whole array of an all-reduce, the gathered
result of an all-gather, what a reduce-scatter takes in, what a permutation sends. The wire is modelled as a ring, in
which each device sends to the next: of n devices an all-reduce sends 2 (n - 1) / n of its payload, an all-gather, a
reduce-scatter and an all-to-all (n - 1) / n, a permutation, a broadcast and a send all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from hloscope.ir import HloInstruction, Shape

_STARTS_WITH_INPUTS: Final = frozenset(
    {"all-gather-start", "collective-permute-start"}
)  # a tuple: what goes in, what comes out
_ROUNDS: Final[Mapping[str, int]] = {
    "all-gather": 1,
    "all-reduce": 2,
    "all-to-all": 1,
    "ragged-all-to-all": 1,
    "reduce-scatter": 1,
}


class Payload(NamedTuple):
    """Bytes that one device hands in, and bytes that it gets."""

    given: int
    got: int

    @property
    def bytes(self) -> int:
        """The larger of the two."""
        return max(self)


def payload_of(collective: HloInstruction, kind: str) -> Payload:
    """What one device hands in and gets, without the padding of tiles; of what is ragged, at most."""
    operands = collective.operands[:1] if kind in ("ragged-all-to-all", "send") else collective.operands
    given = 0 if kind == "recv" else sum(operand.shape.byte_size for operand in operands)
    return Payload(given, 0 if kind == "send" else result_of(collective, kind).byte_size)


def result_of(collective: HloInstruction, kind: str) -> Shape:
    """The shape that is there when it is done."""
    shape, opcode = collective.shape, collective.opcode
    members = shape.tuple_shapes
    if kind in ("send", "recv"):
        return members[0] if members else shape
    if opcode == "all-reduce-start" or not opcode.endswith("-start"):
        return shape
    if opcode in _STARTS_WITH_INPUTS and len(collective.operands) == 1 and not members:
        return shape
    return members[1] if len(members) > 1 else shape


def wire_bytes(kind: str, payload: Payload, size: int | None) -> int | None:
    """The bytes that a device sends in a ring of `size`; None where the size matters and is not known."""
    rounds = _ROUNDS.get(kind)
    if rounds is None:
        return payload.given if kind == "recv" else payload.bytes
    return None if not size else rounds * (size - 1) * payload.bytes // size
