"""Meshes: the axes that a program's devices are laid out on, as its text names them, or as its collectives let infer.

A text names them in shardings and replica groups, `mesh['x'=2,'y'=4]`, and in the header of what Shardy was given,
`#sdy.mesh<["x"=2, "y"=4]>`. Where none does, the groups of all collectives and the shardings of arguments show where
one axis ends and the next begins: then the mesh has sizes and no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod

from hloscope.analyses.collectives.strides import (
    LARGEST_LIST,
    Step,
    Steps,
    split_steps,
    steps_from,
    steps_of_iota,
)
from hloscope.ir import HloModule

_LIST = r"\[[\d, ]{0,600000}\]"
_MESH = re.compile(
    r"mesh(?:<\[|\[)([^\[\]]{1,4000})\](?:, ?device_ids="
    rf"({_LIST}|\({_LIST}(?:T\([\d,]{{1,400}}\))?\)|\([\d, ]{{0,600000}}\)))?"
)
_AXIS = re.compile(r"""\\?["']([^"'\\]{1,200})\\?["']=(\d{1,9})""")
_ASSIGNED = re.compile(r"\[([\d,]{1,400})\](?:T\(([\d,]{1,400})\))?")
_XLA_NAME = re.compile(r"axis_\d+")
_TILES = re.compile(r"<=\[([\d,]{1,400})\](?:T\(([\d,]{1,400})\))?")


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its name, None where it is inferred, and the steps of the devices along it (None: not known)."""

    name: str | None
    size: int
    steps: Steps | None

    @property
    def stride(self) -> int | None:
        """How far apart neighbours are; None if that is not known, or not the same everywhere."""
        if self.size == 1:
            return 1
        return self.steps[0].stride if self.steps and len(self.steps) == 1 else None


@dataclass(frozen=True, slots=True)
class Mesh:
    """Axes, the one that changes slowest first."""

    axes: tuple[Axis, ...]

    @property
    def size(self) -> int:
        """How many devices are on it."""
        return prod(axis.size for axis in self.axes)

    @property
    def is_inferred(self) -> bool:
        """Whether no text names its axes."""
        return any(axis.name is None for axis in self.axes)

    @property
    def has_strides(self) -> bool:
        """Whether it is known where each device is."""
        return all(axis.stride is not None for axis in self.axes)

    @property
    def is_named_by_xla(self) -> bool:
        """Whether the names are those that XLA gives where it knows none: `axis_0`."""
        return all(_XLA_NAME.fullmatch(axis.name or "") for axis in self.axes)

    @property
    def shape_text(self) -> str:
        """`2x4`."""
        return "x".join(str(axis.size) for axis in self.axes)

    def steps_of(self, name: str, before: int = 1, size: int | None = None) -> Steps | None:
        """The steps of an axis of that name, or of the part of `size` behind the first `before` of it."""
        axis = next((axis for axis in self.axes if axis.name == name), None)
        if axis is None:
            return None
        size = axis.size if size is None else size
        behind, rest = divmod(axis.size, max(1, before * size))
        if rest or not behind:
            return None
        stride = axis.stride if axis.stride is not None else 1
        return steps_from([Step(size, stride * behind)])


def parse_mesh(text: str) -> Mesh | None:
    """The first mesh that a text names; None if it names none."""
    return next(_meshes_in(text), None)


def _meshes_in(text: str) -> Iterator[Mesh]:
    for axes, assigned in _MESH.findall(text):
        named = [(name, int(size)) for name, size in _AXIS.findall(axes)]
        if named and all(size > 0 for _, size in named):
            yield _mesh_of(named, assigned)


def _mesh_of(named: Sequence[tuple[str, int]], assigned: str) -> Mesh:
    sizes = [size for _, size in named]
    steps = _assigned_steps(sizes, assigned.strip()) if assigned else split_steps([Step(prod(sizes), 1)], sizes)
    parts: Sequence[Steps | None] = steps or [None] * len(sizes)
    return Mesh(tuple([Axis(name, size, part) for (name, size), part in zip(named, parts, strict=True)]))


def _assigned_steps(sizes: Sequence[int], assigned: str) -> list[Steps] | None:
    """The steps along axes whose devices are listed, `(0,2,1,3)`, or numbered in another order, `([2,2]T(1,0))`."""
    iota = _ASSIGNED.fullmatch(assigned[1:-1].strip())
    shape, order = ([int(n) for n in (part or "").split(",") if n] for part in iota.groups()) if iota else ([], [])
    if prod(shape) == prod(sizes) and shape:
        ordered = steps_of_iota(shape, order)
        return split_steps(ordered, sizes) if ordered else None
    numbers = [int(number) for number in re.findall(r"\d{1,9}", assigned)]
    if len(numbers) != prod(sizes) or len(numbers) > LARGEST_LIST:
        return None
    strides = [prod(sizes[place + 1 :]) for place in range(len(sizes))]
    steps = [Step(s, numbers[stride] - numbers[0] if s > 1 else 1) for s, stride in zip(sizes, strides, strict=True)]
    is_regular = all(step.stride > 0 for step in steps) and numbers == _row_major(steps, numbers[0])
    return [steps_from([step]) for step in steps] if is_regular and numbers[0] == 0 else None


def _row_major(steps: Sequence[Step], first: int) -> list[int]:
    numbers = [first]
    for step in steps:
        numbers = [number + turn * step.stride for number in numbers for turn in range(step.size)]
    return numbers


def named_meshes(module: HloModule) -> tuple[Mesh, ...]:
    """The meshes that the text of a module names, those that frameworks named first, each once."""
    found = dict.fromkeys(_meshes_in(module.attribute_text))
    for instruction in module.instructions():
        if "mesh[" in instruction.attribute_text:
            found.update(dict.fromkeys(_meshes_in(instruction.attribute_text)))
    several = [mesh for mesh in found if mesh.size > 1]
    return tuple(sorted(several, key=lambda mesh: mesh.is_named_by_xla))


def tiles_of(module: HloModule) -> Iterator[Steps]:
    """The steps that the shardings of arguments take through the devices: `{devices=[2,1,4]<=[8]}`."""
    for parameter in module.entry.parameters:
        sharding = str(parameter.attributes.get("sharding", ""))
        tiles = re.match(r"\{devices=\[([\d,]{1,400})\]", sharding)
        iota = _TILES.search(sharding) if tiles else None
        if tiles and iota:
            shape, order = ([int(n) for n in (part or "").split(",") if n] for part in iota.groups())
            ordered = steps_of_iota(shape, order)
            parts = split_steps(ordered, [int(n) for n in tiles[1].split(",") if n]) if ordered else None
            yield from parts or []


def infer_mesh(number: int, steps: Iterable[Steps]) -> Mesh | None:
    """The smallest mesh of `number` devices on which all of these steps are axes; None if there is none."""
    ends = {1, number}
    for taken in steps:
        for step in taken:
            ends |= {step.stride, step.stride * step.size}
    ordered = sorted(ends)
    pairs = [*pairwise(ordered)]
    if number < 1 or ordered[-1] != number or any(upper % lower for lower, upper in pairs):
        return None
    axes = [Axis(None, upper // lower, (Step(upper // lower, lower),)) for lower, upper in pairs]
    return Mesh(tuple(axes[::-1]))


def along_replicas(mesh: Mesh, replicas: int) -> Mesh:
    """The mesh of one replica's partitions, with all replicas as the axis that changes slowest."""
    if replicas == 1:
        return mesh
    return Mesh((Axis("replica", replicas, (Step(replicas, mesh.size),)), *mesh.axes))
