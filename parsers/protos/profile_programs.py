"""Programs of a profile: what ran while jax, TensorFlow or torch-xla recorded it (`*.xplane.pb`).

The plane `/host:metadata` holds the optimized module of each program, with its buffer assignment, as XLA's profiler
puts it there (xla/backends/profiler/cpu/metadata_collector.cc).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hloscope.errors import DumpError

from .messages import MISSING, Message, has_protobuf, read_message

METADATA_PLANE = "/host:metadata"

_TITLE = re.compile(r"(.*)\((\d{1,20})\)", re.DOTALL)
_DEVICE = re.compile(r"/device:(GPU|TPU):\d")
_CAPABILITY = ("compute_cap_major", "compute_cap_minor")


class ProfiledProgram(NamedTuple):
    """One program that ran: the name of its module, its number, unique in a process, and its HloProto."""

    name: str
    id: int | None
    proto: bytes


class ProfiledPrograms(NamedTuple):
    """The programs of a profile by their numbers; platform and architecture of its devices, if planes tell."""

    programs: tuple[ProfiledProgram, ...]
    platform: str | None
    arch: str | None


def parse_profile_programs(data: bytes, *, filename: str | None = None) -> ProfiledPrograms:
    """The programs that the data of a profile holds; the events in it are not looked at.

    Raises:
        DumpError: it is no profile, is cut, or protobuf is not installed.
    """
    if not has_protobuf():
        raise DumpError(MISSING, filename)
    outline = read_profile_message("XSpaceOutline", data, filename)
    planes = [read_profile_message("XPlaneOutline", plane, filename) for plane in outline.planes]
    found = [program for plane in planes if plane.name == METADATA_PLANE for program in _programs_in(plane)]
    devices = [(match[1].lower(), plane) for plane in planes if (match := _DEVICE.match(plane.name))]
    platform = devices[0][0] if devices else None
    arch = next((arch for kind, plane in devices if kind == "gpu" and (arch := _arch_of(plane))), None)
    return ProfiledPrograms(tuple(sorted(found, key=lambda each: (each.id or 0, each.name))), platform, arch)


def read_profile_message(kind: str, data: bytes, filename: str | None) -> Message:
    """The message; raises DumpError with what a reader of profiles expects."""
    try:
        return read_message(kind, data)
    except DumpError as error:
        raise DumpError("expected a profile (xplane.pb), found other or cut data", filename) from error


def split_title(title: str) -> tuple[str, int | None]:
    """The name and the number of a program from `jit_f(12)`."""
    found = _TITLE.fullmatch(title)
    return (found[1], int(found[2])) if found else (title, None)


def stat_names(plane: Message) -> Mapping[int, str]:
    """The names of a plane's statistics, and of the strings that they refer to, by number."""
    return {entry.key: entry.value.name for entry in plane.stat_metadata}


def _programs_in(plane: Message) -> Iterator[ProfiledProgram]:
    for entry in plane.event_metadata:
        proto = next((stat.bytes_value for stat in entry.value.stats if stat.bytes_value), None)
        if proto:
            name, number = split_title(entry.value.name)
            yield ProfiledProgram(name, number, proto)


def _arch_of(plane: Message) -> str | None:
    """The architecture of an NVIDIA GPU: `sm_9.0`."""
    names = stat_names(plane)
    values = {names.get(stat.metadata_id, ""): stat.int64_value or stat.uint64_value for stat in plane.stats}
    major, minor = map(values.get, _CAPABILITY)
    return f"sm_{major}.{minor or 0}" if major else None
