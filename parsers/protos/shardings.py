"""Shardings, meshes and groups of devices of protos, as HLO text (xla/hlo/ir/hlo_sharding.cc, named_sharding.cc)."""

from __future__ import annotations

from collections.abc import Sequence

from .messages import Message, enumerator
from .metadata import metadata_words
from .words import braced, listed

_SIMPLE = {"REPLICATED": "replicated", "MANUAL": "manual", "UNKNOWN": "unknown", "UNREDUCED": "unreduced"}


def sharding_text(proto: Message) -> str:
    """A sharding: `{replicated}`, `{devices=[2,1]<=[2]}`, `{{replicated}, {maximal device=0}}`."""
    if proto.HasField("named_sharding"):
        return _named_text(proto.named_sharding)
    kind = enumerator("OpSharding.Type", proto.type)
    group = _last_words(proto)
    if kind == "TUPLE":
        return f"{{{', '.join(map(sharding_text, proto.tuple_shardings))}}}"
    if kind in _SIMPLE:
        return f"{{{_SIMPLE[kind]}{group}}}"
    if kind == "MAXIMAL":
        return f"{{maximal device={proto.tile_assignment_devices[0] if proto.tile_assignment_devices else 0}{group}}}"
    return f"{{devices={_devices_text(proto)}{_last_dimensions(proto)}{group}}}"


def iota_text(dimensions: Sequence[int], permutation: Sequence[int]) -> str:
    """The devices in order, reshaped and transposed: `<=[2,4]T(1,0)`."""
    return f"<=[{listed(dimensions)}]{_transposed(dimensions, permutation)}"


def groups_text(proto: Message) -> str | None:
    """The groups of a collective, in whatever form: `{{0,1},{2,3}}`, `[2,4]<=[8]`, `mesh['x'=4] {'x'}`."""
    if proto.HasField("mesh_axes_replica_group_list"):
        axes = proto.mesh_axes_replica_group_list
        return f"{mesh_text(axes.mesh)} {{{_axes_text(axes.axes, axes.mesh)}}}"
    if proto.HasField("iota_collective_device_list"):
        return _iota_groups_text(proto.iota_collective_device_list)
    devices = proto.collective_device_list
    if devices.HasField("iota_replica_group_list"):
        return _iota_groups_text(devices.iota_replica_group_list)
    groups = devices.replica_groups or proto.replica_groups
    return f"{{{','.join(braced(group.replica_ids) for group in groups)}}}"


def mesh_text(mesh: Message) -> str:
    """`mesh['x'=2,'y'=2]`, with the order of its devices if that is not by their numbers."""
    axes = ",".join(f"'{axis.name}'={axis.size}" for axis in mesh.axes)
    devices = listed(mesh.device_ids)
    if mesh.HasField("iota_devices"):
        iota = mesh.iota_devices
        devices = f"[{listed(iota.reshape_dims)}]{_transposed(iota.reshape_dims, iota.transpose_perm)}"
    return f"mesh[{axes}]{f', device_ids=({devices})' if devices else ''}"


def _iota_groups_text(proto: Message) -> str:
    sizes = f"[{proto.num_replica_groups},{proto.num_devices_per_group}]"
    return sizes + iota_text(proto.iota_reshape_dims, proto.iota_transpose_perm)


def _transposed(dimensions: Sequence[int], permutation: Sequence[int]) -> str:
    is_in_order = [*permutation] == [*range(len(dimensions))]
    return "" if is_in_order else f"T({listed(permutation)})"


def _devices_text(proto: Message) -> str:
    sizes = f"[{listed(proto.tile_assignment_dimensions)}]"
    if proto.iota_reshape_dims:
        return sizes + iota_text(proto.iota_reshape_dims, proto.iota_transpose_perm)
    return sizes + listed(proto.tile_assignment_devices)


def _last_dimensions(proto: Message) -> str:
    if proto.replicate_on_last_tile_dim:
        return " last_tile_dim_replicate"
    kinds = [enumerator("OpSharding.Type", kind) for kind in proto.last_tile_dims]
    if kinds == ["REPLICATED"]:
        return " last_tile_dim_replicate"
    return f" last_tile_dims={{{', '.join(kind.lower() for kind in kinds)}}}" if kinds else ""


def _last_words(proto: Message) -> str:
    kind = enumerator("OpSharding.ShardGroupType", proto.shard_group_type).lower()
    words = [f" shard_{kind} {proto.shard_group_id}"] if proto.is_shard_group else []
    said = ", ".join(f"{{{' '.join(metadata_words(each))}}}" for each in proto.metadata)
    words += [f" metadata={f'{{{said}}}' if len(proto.metadata) > 1 else said}"] if said else []
    return "".join(words)


def _named_text(proto: Message) -> str:
    mesh = proto.mesh
    if not mesh.axes and len(mesh.device_ids) == 1:
        return f"{{single_device[device_id={mesh.device_ids[0]}]}}"
    if not proto.dim_shardings and (word := _word_of_all(proto)):
        return f"{{{mesh_text(mesh)}, {word}}}"
    dimensions = ", ".join(_dimension_text(each, mesh) for each in proto.dim_shardings)
    parts = [mesh_text(mesh), f"[{dimensions}]"]
    for name in ("replicated", "unreduced", "manual"):
        axes = getattr(proto, f"{name}_axes")
        parts += [f"{name}={{{', '.join(_axis_text(axis, mesh) for axis in axes)}}}"] if axes else []
    return f"{{{', '.join(parts)}}}"


def _word_of_all(proto: Message) -> str | None:
    """`manual`, `unreduced` where all axes are, `replicated` where none is anything; else they are listed."""
    kinds = {"manual": proto.manual_axes, "unreduced": proto.unreduced_axes}
    if not any([*kinds.values(), proto.replicated_axes]):
        return "replicated"
    count = len(proto.mesh.axes)
    return next((kind for kind, axes in kinds.items() if len(axes) == count and not any(map(_is_part, axes))), None)


def _is_part(axis: Message) -> bool:
    return bool(axis.HasField("sub_axis_info"))


def _dimension_text(proto: Message, mesh: Message) -> str:
    words = [_axis_text(axis, mesh) for axis in proto.axes] + ([] if proto.is_closed else ["?"])
    return f"{{{', '.join(words)}}}"


def _axes_text(axes: Sequence[Message], mesh: Message) -> str:
    return ",".join(_axis_text(axis, mesh) for axis in axes)


def _axis_text(axis: Message, mesh: Message) -> str:
    place = axis.mesh_axis_index
    name = f"'{mesh.axes[place].name}'" if 0 <= place < len(mesh.axes) else str(place)
    if not _is_part(axis):
        return name
    return f"{name}:({axis.sub_axis_info.pre_size}){axis.sub_axis_info.size}"
