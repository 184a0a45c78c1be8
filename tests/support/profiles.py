"""Profiles: those of testdata/, and others made of them or by the field numbers of XLA's proto."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hloscope.parsers import make_message, read_message
from tests.support.dumped import TESTDATA

LOGS = {path.name: path for path in sorted((TESTDATA / "profiles").iterdir())}
JAX = LOGS["jax-0.10.2-cpu"]

assert len(LOGS) == 4


def data_of(log: Path) -> bytes:
    """The one profile of a log folder of testdata."""
    (path,) = log.rglob("*.xplane.pb.gz")
    return gzip.decompress(path.read_bytes())


def space_of(log: Path) -> Any:  # noqa: ANN401 (a message)
    """The same as a message."""
    return read_message("XSpace", data_of(log))


def protos_of(log: Path) -> dict[str, bytes]:
    """The HloProto of each program, by its title: `jit_f(12)`."""
    (plane,) = (plane for plane in space_of(log).planes if plane.name == "/host:metadata")
    return {
        entry.value.name: stat.bytes_value
        for entry in plane.event_metadata
        for stat in entry.value.stats
        if stat.bytes_value
    }


def dumped(folder: Path) -> Path:
    """A dump of the programs of the profile of jax."""
    folder.mkdir(exist_ok=True)
    for title, proto in protos_of(JAX).items():
        name, number = title.rstrip(")").split("(")
        (folder / f"module_{int(number):04}.{name}.cpu_after_optimizations.hlo.pb").write_bytes(proto)
    return folder


class SpaceBuilder:
    """A profile that is made up: planes, lines and events whose statistics are numbers, texts and bytes."""

    def __init__(self) -> None:
        self.space = make_message("XSpace")

    def add_programs(self, protos: Mapping[str, bytes]) -> None:
        """The plane of the programs, by their titles."""
        plane = self.add_plane("/host:metadata")
        for title, proto in protos.items():
            event = self.add_metadata(plane, title)
            self._add_stat(plane, event.stats, "hlo_proto", proto)

    def add_plane(self, name: str, **stats: object) -> Any:  # noqa: ANN401 (a message)
        """A plane with statistics of its own."""
        plane = self.space.planes.add(id=len(self.space.planes), name=name)
        for key, value in stats.items():
            self._add_stat(plane, plane.stats, key, value)
        return plane

    def add_event(self, plane: Any, line: str, name: str, start: int, duration: int, **stats: object) -> None:  # noqa: ANN401 (a message)
        """An event on the line of that name; times are in picoseconds."""
        found = next((each for each in plane.lines if each.name == line), None) or plane.lines.add(name=line)
        event = found.events.add(offset_ps=start, duration_ps=duration)
        event.metadata_id = self.add_metadata(plane, name).id
        for key, value in stats.items():
            self._add_stat(plane, event.stats, key, value)

    def add_metadata(self, plane: Any, name: str, **stats: object) -> Any:  # noqa: ANN401 (a message)
        """What events of that name have in common."""
        for entry in plane.event_metadata:
            if entry.value.name == name:
                return entry.value
        entry = plane.event_metadata.add(key=len(plane.event_metadata) + 1)
        entry.value.id, entry.value.name = entry.key, name
        for key, value in stats.items():
            self._add_stat(plane, entry.value.stats, key, value)
        return entry.value

    def data(self) -> bytes:
        """The whole profile."""
        data: bytes = self.space.SerializeToString()
        return data

    def _number_of(self, plane: Any, name: str) -> int:  # noqa: ANN401 (a message)
        for entry in plane.stat_metadata:
            if entry.value.name == name:
                return int(entry.key)
        entry = plane.stat_metadata.add(key=len(plane.stat_metadata) + 1)
        entry.value.id, entry.value.name = entry.key, name
        return int(entry.key)

    def _add_stat(self, plane: Any, stats: Any, name: str, value: object) -> None:  # noqa: ANN401 (messages)
        stat = stats.add(metadata_id=self._number_of(plane, name))
        if isinstance(value, bytes):
            stat.bytes_value = value
        elif isinstance(value, int):
            stat.int64_value = value
        else:
            stat.ref_value = self._number_of(plane, str(value))  # as XLA does
