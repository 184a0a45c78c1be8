"""Mesh axes: over which axes of a mesh a collective talks, by the steps of its groups or the pairs of a permutation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hloscope.analyses.collectives.device_groups import DeviceGroups, Pairs
from hloscope.analyses.collectives.meshes import Mesh
from hloscope.analyses.collectives.strides import Steps, size_of


@dataclass(frozen=True, slots=True)
class AxisPart:
    """An axis of a mesh by its place, and of one that only a part of takes part that part: `size` behind `before`."""

    place: int
    size: int
    before: int = 1


@dataclass(frozen=True, slots=True)
class Over:
    """The axes of a mesh that a collective talks over; no axis is over none: each device by itself."""

    mesh: Mesh
    parts: tuple[AxisPart, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Each axis as the text names it, else by its place, with what part of it: `x`, `y:(2)2`, `axis 0`."""
        return tuple(map(self._name_of, self.parts))

    @property
    def is_everything(self) -> bool:
        """Whether all devices of the mesh are one group."""
        return size_of_parts(self.parts) == self.mesh.size

    def __str__(self) -> str:
        """`x,y`, or where the mesh is inferred `axis 1 of 2x4`, `all 8`."""
        if not self.parts:
            return "none"
        if not self.mesh.is_inferred:
            return ",".join(self.names)
        if self.is_everything:
            return f"all {self.mesh.size}"
        places = ",".join(name.removeprefix("axis ") for name in self.names)
        return f"{'axis' if len(self.parts) == 1 else 'axes'} {places} of {self.mesh.shape_text}"

    def _name_of(self, part: AxisPart) -> str:
        axis = self.mesh.axes[part.place]
        name = f"axis {part.place}" if axis.name is None else axis.name
        return name if part.size == axis.size else f"{name}:({part.before}){part.size}"


def size_of_parts(parts: Sequence[AxisPart]) -> int:
    """How many devices talk to each other."""
    size = 1
    for part in parts:
        size *= part.size
    return size


def find_axes(groups: DeviceGroups, mesh: Mesh) -> Over | None:
    """The axes of the mesh that the groups lie along; None where they lie otherwise."""
    if not mesh.has_strides:
        return None
    parts = _axes_of_pairs(groups.pairs, mesh) if groups.pairs else _axes_of_steps(groups.steps, mesh)
    return None if parts is None else Over(mesh, parts)


def _axes_of_steps(steps: Steps | None, mesh: Mesh) -> tuple[AxisPart, ...] | None:
    if steps is None:
        return None
    parts: list[AxisPart] = []
    for place, axis in enumerate(mesh.axes):
        begin = axis.stride or 1
        end = begin * axis.size
        for step in steps:
            low, high = max(begin, step.stride), min(end, step.stride * step.size)
            if low < high:
                if low % begin or high % low or end % high:
                    return None
                parts.append(AxisPart(place, high // low, end // high))
    return tuple(parts) if size_of_parts(parts) == size_of(steps) else None


def _axes_of_pairs(pairs: Pairs, mesh: Mesh) -> tuple[AxisPart, ...] | None:
    """The axes along which any pair differs."""
    if max(max(pair) for pair in pairs) >= mesh.size:
        return None
    differing = [
        any(
            source // (axis.stride or 1) % axis.size != target // (axis.stride or 1) % axis.size
            for source, target in pairs
        )
        for axis in mesh.axes
    ]
    return tuple(
        [AxisPart(place, axis.size) for place, axis in enumerate(mesh.axes) if differing[place] and axis.size > 1]
    )
