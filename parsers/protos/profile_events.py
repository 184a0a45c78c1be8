"""Events of a profile: which operation ran when and how long, and the steps that the user marked (`*.xplane.pb`).

On CPU and GPU each event names its operation, module and program; on TPU the lines `XLA Ops` and `XLA Modules` do
(tsl/profiler/utils/xplane_schema.cc). Lines that a viewer derives from others are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import NamedTuple

from hloscope.errors import DumpError

from .messages import MISSING, Message, has_protobuf
from .profile_programs import read_profile_message, split_title, stat_names

_OPERATIONS = ("XLA Ops", "Sparse Core Ops")
_MODULES = ("XLA Modules", "Sparse Core Modules")
_DERIVED = frozenset(
    {
        *("Steps", "Sparse Core Steps", "Framework Ops", "Framework Name Scope", "TensorFlow Ops"),
        *("TensorFlow Name Scope", "Source code", "Launch Stats", "Async XLA Ops", *_MODULES),
    }
)
_WANTED = frozenset({"hlo_op", "hlo_module", "program_id", "run_id", "device_ordinal", "step_num"})
_NONE = ("", "-1")  # what stands for no run

Value = int | str


class LaunchEvent(NamedTuple):
    """One run of an operation; times are in picoseconds, and `start` is the same clock for all of a profile.

    `device` is what it ran on; `line` is its thread or stream, unique in a profile, on which events nest or follow each
    other. `run` is equal for the operations of one run of the program, "" where the profiler does not tell.
    """

    operation: str
    module: str
    program_id: int | None
    run: str
    device: str
    line: int
    start: int
    duration: int

    @property
    def end(self) -> int:
        """When it was over."""
        return self.start + self.duration


class StepEvent(NamedTuple):
    """A step that the user marked, such as by `jax.profiler.StepTraceAnnotation`; times are as of LaunchEvent."""

    name: str
    number: int
    start: int
    duration: int


class ProfileEvents(NamedTuple):
    """What a profile says of the runs of programs."""

    launches: tuple[LaunchEvent, ...]
    steps: tuple[StepEvent, ...]


class _Event(NamedTuple):
    """An event with the statistics of itself and of all of its name."""

    name: str
    start: int
    duration: int
    stats: Mapping[str, Value]


def parse_profile_events(data: bytes, *, filename: str | None = None) -> ProfileEvents:
    """The events of a profile that are runs of operations, or steps.

    Raises:
        DumpError: the data is no profile, is cut off, or protobuf is not installed.
    """
    if not has_protobuf():
        raise DumpError(MISSING, filename)
    space = read_profile_message("XSpace", data, filename)
    launches: list[LaunchEvent] = []
    steps: list[StepEvent] = []
    numbers = count(1)
    for plane in space.planes:
        reader = _PlaneReader(plane)
        launches += reader.launches(numbers)
        steps += reader.steps
    return ProfileEvents(tuple(launches), tuple(steps))


class _PlaneReader:
    """One plane: the host, or a device."""

    def __init__(self, plane: Message) -> None:
        self._plane = plane
        self._names = stat_names(plane)
        self._wanted = {key for key, name in self._names.items() if name in _WANTED}
        self._metadata = {entry.key: entry.value for entry in plane.event_metadata}
        self._common = {key: self._stats_of(each) for key, each in self._metadata.items() if each.stats}
        self.steps: list[StepEvent] = []

    def launches(self, numbers: Iterator[int]) -> list[LaunchEvent]:
        """The runs of operations; streams of a GPU before the line that a viewer derives from them."""
        if not self._wanted and not any(line.name in _OPERATIONS for line in self._plane.lines):
            return []
        found = {True: list[LaunchEvent](), False: list[LaunchEvent]()}
        modules = self._modules()
        for line in self._plane.lines:
            if line.name not in _DERIVED:
                is_list = line.name in _OPERATIONS
                found[is_list] += self._launches_on(line, next(numbers), modules, is_list=is_list)
        return found[False] or found[True]

    def _launches_on(
        self, line: Message, number: int, modules: list[_Event], *, is_list: bool
    ) -> Iterator[LaunchEvent]:
        for event in self._events_on(line):
            operation = event.stats.get("hlo_op", event.name if is_list else "")
            if operation and not event.name.startswith("end: "):
                module = _module_around(event, modules)
                stats = {**module.stats, **event.stats} if module else event.stats
                name, program = split_title(module.name) if module else ("", None)
                yield LaunchEvent(
                    _operation_name(str(operation)),
                    str(stats.get("hlo_module") or name),
                    _number(stats.get("program_id"), program),
                    _run_name(stats.get("run_id")),
                    self._device_of(event),
                    number,
                    event.start,
                    event.duration,
                )
            elif "step_num" in event.stats:
                step = _number(event.stats["step_num"], None) or 0
                self.steps.append(StepEvent(event.name, step, event.start, event.duration))

    def _modules(self) -> list[_Event]:
        """The runs of programs, in order, as TPUs have them."""
        lines = (line for line in self._plane.lines if line.name in _MODULES)
        return sorted((event for line in lines for event in self._events_on(line)), key=lambda event: event.start)

    def _events_on(self, line: Message) -> Iterator[_Event]:
        start, metadata, common, wanted = line.timestamp_ns * 1000, self._metadata, self._common, self._wanted
        is_list = line.name in _OPERATIONS or line.name in _MODULES
        for event in line.events:
            key = event.metadata_id
            has_stats = any(stat.metadata_id in wanted for stat in event.stats)
            if has_stats or is_list or key in common:
                stats = {**common.get(key, {}), **self._stats_of(event)} if has_stats else common.get(key, {})
                title = _title_of(metadata.get(key), is_list=is_list)
                yield _Event(title, start + event.offset_ps, max(0, event.duration_ps), stats)

    def _stats_of(self, owner: Message) -> dict[str, Value]:
        """The statistics that matter: numbers, strings, or references to names."""
        return {
            self._names[stat.metadata_id]: _value_of(stat, self._names)
            for stat in owner.stats
            if stat.metadata_id in self._wanted
        }

    def _device_of(self, event: _Event) -> str:
        ordinal = event.stats.get("device_ordinal")
        is_told = isinstance(ordinal, int) and ordinal >= 0 and not self._plane.name.startswith("/device:")
        return f"{self._plane.name}:{ordinal}" if is_told else str(self._plane.name)


def _title_of(metadata: Message | None, *, is_list: bool) -> str:
    """The name of an event; in a list of operations the one that is displayed, which is without the operands."""
    if metadata is None:
        return ""
    return str((is_list and metadata.display_name) or metadata.name)


def _value_of(stat: Message, names: Mapping[int, str]) -> Value:
    if stat.HasField("ref_value"):
        return names.get(stat.ref_value, "")
    if stat.HasField("str_value"):
        return str(stat.str_value)
    return int(stat.uint64_value if stat.HasField("uint64_value") else stat.int64_value)


def _number(value: Value | None, otherwise: int | None) -> int | None:
    if isinstance(value, str):
        return int(value) if value.isascii() and value.isdigit() and len(value) < 21 else otherwise
    return otherwise if value is None else value


def _run_name(value: Value | None) -> str:
    name = "" if value is None else str(value)
    return "" if name in _NONE else name


def _operation_name(text: str) -> str:
    """`fusion.3` of `%fusion.3 = f32[8]{0} fusion(...)`, as TPU has it, else the text."""
    return text.partition(" = ")[0].removeprefix("%")


def _module_around(event: _Event, modules: list[_Event]) -> _Event | None:
    """The run of a program that an event is in."""
    if not modules:
        return None
    from bisect import bisect_right

    place = bisect_right(modules, event.start, key=_start_of) - 1
    return modules[place] if place >= 0 and event.start <= modules[place].start + modules[place].duration else None


def _start_of(event: _Event) -> int:
    return event.start
