"""Device groups: who takes part in a collective, read from each form in which XLA writes it.

`replica_groups` are `{{0,1},{2,3}}`, `{}` (all in one group), `[2,4]<=[4,2]T(1,0)` (the numbers from 0 in an array of
4 by 2, transposed, cut into 2 groups of 4) or `mesh['x'=2,'y'=4] {'y'}` (since jaxlib 0.11); a collective-permute has
`source_target_pairs`. What the numbers count is told by `channel_id` and `use_global_device_ids`: replicas, partitions
of one replica, or both together (xla/service/collective_ops_utils.h, GetCollectiveOpGroupMode).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import prod
from typing import Final, Literal

from hloscope.analyses.collectives.meshes import Mesh, parse_mesh
from hloscope.analyses.collectives.strides import (
    LARGEST_LIST,
    Step,
    Steps,
    find_steps,
    size_of,
    split_steps,
    steps_from,
    steps_of_iota,
)
from hloscope.ir import HloInstruction, HloModule

Mode = Literal["cross_replica", "cross_partition", "cross_replica_and_partition", "flattened_id"]

_REDUCING = frozenset({"all-gather", "all-reduce", "reduce-scatter"})  # they have `use_global_device_ids`
_GROUP = re.compile(r"\{([\d,\s]*)\}")
_IOTA = re.compile(r"\[([\d,]{1,400})\]<=\[([\d,]{1,400})\](?:T\(([\d,]{1,400})\))?")
_AXES = re.compile(r"\{([^{}]*)\}\s*$")
_AXIS = re.compile(r"""["']([^"']{1,200})["'](?::\((\d{1,9})\)(\d{1,9}))?""")
_PAIRS = re.compile(r"\{\s*(\d{1,9})\s*,\s*(\d{1,9})\s*\}")
_SENT_PAIRS: Final = re.compile(r"_xla_send_recv_source_target_pairs=\"?(\{\{[\d,{}\s]*\}\})")

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Devices:
    """How many there are: `partitions` of a program, as often as there are `replicas`; numbered replica by replica."""

    replicas: int = 1
    partitions: int = 1

    @property
    def number(self) -> int:
        """All of them."""
        return self.replicas * self.partitions


@dataclass(frozen=True, slots=True)
class DeviceGroups:
    """Who talks to whom; `steps` are the devices of one group, None where the groups are no steps through a mesh.

    `size` is the devices of one group, `count` the number of groups, each None where they differ or nothing tells.
    `mesh` and `axes` are those that the text itself names; an axis may be a part of one, as in `'x':(2)2`. `pairs` are
    those of a permutation.
    """

    text: str
    mode: Mode
    count: int | None
    size: int | None
    steps: Steps | None
    mesh: Mesh | None = None
    axes: tuple[str, ...] = ()
    pairs: Pairs = ()


def devices_of(module: HloModule) -> Devices:
    """The devices that a module is for, as its header says."""
    found = [module.attributes.get(key, 1) for key in ("replica_count", "num_partitions")]
    replicas, partitions = (number if isinstance(number, int) and number > 0 else 1 for number in found)
    return Devices(replicas, partitions)


def groups_of(collective: HloInstruction, kind: str, devices: Devices) -> DeviceGroups:
    """The groups of a collective of that kind, of which `devices` run the program."""
    return GroupReader(devices).groups_of(collective, kind)


class GroupReader:
    """Reads the groups of collectives that `devices` run; what several have is read once."""

    def __init__(self, devices: Devices) -> None:
        self._devices = devices
        self._known: dict[tuple[Mode, str, bool], DeviceGroups] = {}

    def groups_of(self, collective: HloInstruction, kind: str) -> DeviceGroups:
        """The groups of a collective of that kind."""
        pairs = _pairs_text(collective)
        key = (_mode_of(collective, kind), _groups_text(collective) if pairs is None else pairs, pairs is not None)
        if key not in self._known:
            mode, text, is_permutation = key
            read = _groups_of_pairs if is_permutation else _written_groups
            self._known[key] = read(text, mode, self._devices)
        return self._known[key]


def _groups_text(collective: HloInstruction) -> str:
    attributes = collective.attributes
    written = attributes.get("replica_groups", ())
    text = f"{{{','.join(map(str, written))}}}" if isinstance(written, tuple) else str(written)
    if text.startswith("mesh") and "device_ids" in attributes:  # the text reads as two attributes, and is one
        return f"{text}, device_ids={attributes['device_ids']}"
    return text


def _pairs_text(collective: HloInstruction) -> str | None:
    """The pairs of a permutation, or of a send or a recv that stands for one; None where it has none."""
    attributes = collective.attributes
    pairs = attributes.get("source_target_pairs")
    if pairs is not None:
        return "{}" if pairs == () else str(pairs)
    found = _SENT_PAIRS.search(str(attributes.get("frontend_attributes", "")))
    return found[1] if found else None


def _mode_of(collective: HloInstruction, kind: str) -> Mode:
    attributes = collective.attributes
    if "channel_id" not in attributes:
        return "cross_replica"
    if kind not in _REDUCING:
        return "cross_partition"
    return "flattened_id" if attributes.get("use_global_device_ids") is True else "cross_replica_and_partition"


def _written_groups(text: str, mode: Mode, devices: Devices) -> DeviceGroups:
    if text.startswith("mesh"):
        return _groups_of_axes(text, mode, devices)
    iota = _IOTA.match(text)
    if iota:
        return _groups_of_iota(text, mode, iota, devices)
    groups = [[int(number) for number in group.split(",")] for group in _GROUP.findall(text) if group.strip(" ,")]
    if not groups:
        is_empty = text.replace(" ", "") == "{}"
        return _everyone(text, mode, devices) if is_empty else DeviceGroups(text, mode, None, None, None)
    sizes = {len(group) for group in groups}
    size = sizes.pop() if len(sizes) == 1 else None
    return _grouped(text, mode, len(groups), size, find_steps(groups), devices)


def _everyone(text: str, mode: Mode, devices: Devices) -> DeviceGroups:
    """`{}`: all replicas, all partitions of one replica, or all of both."""
    number = {"cross_replica": devices.replicas, "cross_partition": devices.partitions}.get(mode, devices.number)
    members = devices.replicas if mode == "cross_replica_and_partition" else number
    return _grouped(text, mode, 1, members, steps_from([Step(members, 1)]), devices)


def _groups_of_iota(text: str, mode: Mode, iota: re.Match[str], devices: Devices) -> DeviceGroups:
    sizes, shape, order = ([int(n) for n in (part or "").split(",") if n] for part in iota.groups())
    count, size = (sizes[0], prod(sizes[1:])) if sizes else (0, 0)
    ordered = steps_of_iota(shape, order)
    parts = split_steps(ordered, [count, size]) if ordered and count and size else None
    return _grouped(text, mode, count, size, parts[1] if parts else None, devices)


def _groups_of_axes(text: str, mode: Mode, devices: Devices) -> DeviceGroups:
    mesh, axes = parse_mesh(text), _AXES.search(text)
    if mesh is None or axes is None:
        return DeviceGroups(text, mode, None, None, None)
    names: list[str] = []
    steps: list[Step] = []
    for name, before, size in _AXIS.findall(axes[1]):
        names.append(f"{name}:({before}){size}" if size else name)
        part = mesh.steps_of(name, int(before) if size else 1, int(size) if size else None)
        if part is None:
            return DeviceGroups(text, mode, None, None, None, mesh, tuple(names))
        steps += part
    size = size_of(steps)
    found = _grouped(text, mode, mesh.size // max(1, size), size, steps_from(steps), devices)
    known = mesh.has_strides
    return DeviceGroups(text, mode, found.count, found.size, found.steps if known else None, mesh, tuple(names))


def _grouped(
    text: str, mode: Mode, count: int, size: int | None, steps: Steps | None, devices: Devices
) -> DeviceGroups:
    """The groups as those of all devices: numbers of replicas are taken times the partitions."""
    if mode == "cross_replica":
        count *= devices.partitions
    if mode == "cross_partition":
        count *= devices.replicas
    if mode == "cross_replica_and_partition" and size is not None:
        size *= devices.partitions
    if steps is not None and mode.startswith("cross_replica"):
        steps = tuple([Step(step.size, step.stride * devices.partitions) for step in steps])
        whole = [Step(devices.partitions, 1)] if mode == "cross_replica_and_partition" else []
        steps = steps_from([*steps, *whole])
    return DeviceGroups(text, mode, count, size, steps)


def _groups_of_pairs(text: str, mode: Mode, devices: Devices) -> DeviceGroups:
    """The groups that a permutation goes round in: devices that are tied by pairs."""
    pairs = tuple([(int(source), int(target)) for source, target in _PAIRS.findall(text)])
    number = devices.replicas if mode == "cross_replica" else devices.partitions
    groups = _tied(pairs) if number <= LARGEST_LIST else []
    sizes = {len(group) for group in groups}
    size = sizes.pop() if len(sizes) == 1 else None
    found = _grouped(text, mode, len(groups), size, find_steps(groups), devices)
    scale = devices.partitions if mode == "cross_replica" else 1
    scaled = tuple([(source * scale, target * scale) for source, target in pairs])
    return DeviceGroups(text, mode, found.count, found.size, found.steps, pairs=scaled)


def _tied(pairs: Pairs) -> list[list[int]]:
    """The sets of numbers that are tied by pairs."""
    above: dict[int, int] = {}

    def top(number: int) -> int:
        while above.setdefault(number, number) != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    for source, target in pairs:
        above[top(source)] = top(target)
    groups: dict[int, list[int]] = {}
    for number in above:
        groups.setdefault(top(number), []).append(number)
    return list(groups.values())
