"""Canonical values: what an instruction computes when what XLA rewrites everywhere is left out of account.

Layouts, dimensions of one element and the order of the operands of a sum are no difference; nor is a reshape, which
moves nothing, between an operand and its value, nor how the dimensions of a product are arranged. So these values say
less than those of `hloscope.analyses.values.numbering`, and what is concluded from them is inferred.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from math import prod
from typing import Final

from hloscope.ir import HloInstruction

Key = tuple[str, tuple[int, ...]]

_LAYOUT = re.compile(r"(?<=\])\{[^{}]*\}")
_DIMENSIONS = re.compile(r"(?<=\w)\[([\d,]*)\]")
COMMUTATIVE: Final = frozenset("add and dot maximum minimum multiply or xor".split())
_SAME_VALUE: Final = frozenset("bitcast convert copy reshape".split())
# How jax names what it computes again for the backward pass (`jax.checkpoint`): equal to the first time, and not it.
_AGAIN: Final = "rematted_computation/"
# What only says how a value is spread over devices (xla/service/sharding_propagation.cc, shardy's constants.h).
_MARKERS: Final = ("Sharding", "SPMDFullToShardShape", "SPMDShardToFullShape", "xla.sdy.")


def canonical_key(instruction: HloInstruction, key: Key) -> Key | int:
    """The key under which equal values meet; the number of a value, if the instruction only passes that on."""
    text, operands = key
    opcode = instruction.opcode
    if operands and is_passed_on(instruction):
        return operands[0]
    if opcode == "broadcast" and operands:
        is_iota = instruction.operands[0].opcode == "iota" and len(instruction.operands[0].shape.dimensions) == 1
        sizes = _sizes_text(instruction, set(_dimensions_of(instruction)))
        return (f"iota {sizes}", ()) if is_iota else (f"broadcast {sizes}", operands)
    if opcode == "iota":
        dimension = instruction.attributes.get("iota_dimension")
        return f"iota {_sizes_text(instruction, {dimension})}", ()
    again = " again" if is_computed_again(instruction) else ""
    if opcode == "dot":
        return f"dot {prod(instruction.shape.dimensions)}{again}", tuple(sorted(operands))
    text = again + _DIMENSIONS.sub(_without_ones, _LAYOUT.sub("", text))
    return text, tuple(sorted(operands)) if opcode in COMMUTATIVE else operands


def is_passed_on(instruction: HloInstruction) -> bool:
    """Whether the value of an instruction is that of its first operand: what computes nothing, and transposes."""
    return bool(instruction.operands) and (instruction.opcode == "transpose" or is_trivial(instruction))


def is_trivial(instruction: HloInstruction) -> bool:
    """Whether an instruction computes nothing: the same elements in the same order."""
    if instruction.opcode == "reduce" and len(instruction.operands) == 2:
        sizes = instruction.operands[0].shape.dimensions
        return all(d < len(sizes) and sizes[d] == 1 for d in _dimensions_of(instruction))
    if len(instruction.operands) != 1 or instruction.opcode == "custom-call":
        return is_marker(instruction)
    shape, other = instruction.shape, instruction.operands[0].shape
    if shape.is_tuple or other.is_tuple or prod(shape.dimensions) != prod(other.dimensions):
        return False
    if instruction.opcode in _SAME_VALUE:
        return shape.element_type == other.element_type
    if instruction.opcode == "transpose":
        order = _dimensions_of(instruction)
        moved = [d for d in order if d < len(other.dimensions) and other.dimensions[d] != 1]
        return moved == sorted(moved)
    order = _dimensions_of(instruction)
    return instruction.opcode == "broadcast" and order == tuple(sorted(order))


def is_computed_again(instruction: HloInstruction) -> bool:
    """Whether it does for the backward pass what was done before, by its name."""
    return _AGAIN in instruction.attribute_text


def is_marker(instruction: HloInstruction) -> bool:
    """Whether it only says how its operand is spread over devices."""
    is_call = instruction.opcode == "custom-call" and len(instruction.operands) == 1
    target = instruction.custom_call_target if is_call else None
    return target is not None and (target in _MARKERS or target.startswith(_MARKERS[-1]))


def _sizes_text(instruction: HloInstruction, marked: Collection[object]) -> str:
    """The type and the dimensions of more than one element, those in `marked` marked."""
    dimensions = instruction.shape.dimensions
    sizes = [f"{size}{'=' if d in marked else ''}" for d, size in enumerate(dimensions) if size != 1]
    return f"{instruction.shape.element_type} {','.join(sizes)}"


def _dimensions_of(instruction: HloInstruction) -> tuple[int, ...]:
    found = instruction.attributes.get("dimensions")
    return found if isinstance(found, tuple) else ()


def _without_ones(found: re.Match[str]) -> str:
    return f"[{','.join(size for size in found[1].split(',') if size != '1')}]"
