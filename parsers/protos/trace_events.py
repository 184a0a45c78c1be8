"""Trace events: runs of operations in a trace for viewers (`*.trace.json.gz`), which profilers write beside a profile.

It is JSON, as chrome://tracing and Perfetto take it: times in microseconds, names of processes and threads in events of
their own. It holds no program. XLA leaves out what is more than a million events.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from hloscope.errors import DumpError

from .profile_events import LaunchEvent, ProfileEvents, StepEvent
from .profile_programs import split_title

_PICOSECONDS = 1_000_000
_OPERATIONS = frozenset({"XLA Ops", "Sparse Core Ops"})
_MODULES = frozenset({"XLA Modules", "Sparse Core Modules"})
_BEGINNING = re.compile(rb"\s*\{")
_LOOKED_AT = 1 << 20

Place = tuple[object, object]


def begins_like_trace(content: bytes) -> bool:
    """Whether some data is a trace for viewers."""
    return _BEGINNING.match(content) is not None and b'"traceEvents"' in content[:_LOOKED_AT]


def parse_trace_events(data: bytes, *, filename: str | None = None) -> ProfileEvents:
    """The events of a trace that are runs of operations, or steps.

    Raises:
        DumpError: it is no trace, or is cut.
    """
    try:
        document: Any = json.loads(data)
        events: object = document["traceEvents"]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise DumpError("a trace for viewers that is cut or changed: its JSON cannot be read", filename) from error
    if not isinstance(events, list):
        raise DumpError("a trace for viewers without events: expected a list of `traceEvents`", filename)
    objects = [cast("Mapping[str, Any]", event) for event in cast("list[object]", events) if isinstance(event, dict)]
    return _Reader(objects).events()


class _Reader:
    def __init__(self, events: Sequence[Mapping[str, Any]]) -> None:
        named = [event for event in events if event.get("ph") == "M"]
        self._processes = {str(e.get("pid")): _name_in(e) for e in named if e.get("name") == "process_name"}
        self._threads = {_place_of(e): _name_in(e) for e in named if e.get("name") == "thread_name"}
        self._events = [event for event in events if event.get("ph") == "X"]
        self._lines: dict[Place, int] = {}

    def events(self) -> ProfileEvents:
        """All of it; lists of operations only on devices that have no other events of operations."""
        launches = [*self._launches()]
        steps = [
            StepEvent(str(event.get("name", "")), number, _time(event.get("ts")), _time(event.get("dur")))
            for event in self._events
            if (number := _number(_arguments(event).get("step_num"))) is not None
        ]
        return ProfileEvents(tuple(launches), tuple(steps))

    def _launches(self) -> Iterator[LaunchEvent]:
        modules = sorted(
            (_time(event.get("ts")), _time(event.get("dur")), str(event.get("name", "")))
            for event in self._events
            if self._threads.get(_place_of(event)) in _MODULES
        )
        place = 0
        for event in sorted(self._events, key=lambda event: _time(event.get("ts"))):
            arguments, start = _arguments(event), _time(event.get("ts"))
            is_listed = self._threads.get(_place_of(event)) in _OPERATIONS
            operation = str(arguments.get("hlo_op") or (event.get("name", "") if is_listed else ""))
            if not operation or str(event.get("name", "")).startswith("end: "):
                continue
            while place + 1 < len(modules) and modules[place + 1][0] <= start:
                place += 1
            is_inside = is_listed and place < len(modules) and modules[place][0] <= start < sum(modules[place][:2])
            name, program = split_title(modules[place][2]) if is_inside else ("", None)
            yield LaunchEvent(
                operation,
                str(arguments.get("hlo_module") or name),
                _number(arguments.get("program_id")) if "program_id" in arguments else program,
                str(arguments.get("run_id", "")),
                self._device_of(event),
                self._lines.setdefault(_place_of(event), len(self._lines) + 1),
                start,
                _time(event.get("dur")),
            )

    def _device_of(self, event: Mapping[str, Any]) -> str:
        name = self._processes.get(str(event.get("pid")), "")
        ordinal = _number(_arguments(event).get("device_ordinal"))
        return f"{name}:{ordinal}" if ordinal is not None and not name.startswith("/device:") else name


def _arguments(event: Mapping[str, Any]) -> Mapping[str, Any]:
    found = event.get("args")
    return cast("Mapping[str, Any]", found) if isinstance(found, dict) else {}


def _name_in(event: Mapping[str, Any]) -> str:
    return str(_arguments(event).get("name", ""))


def _place_of(event: Mapping[str, Any]) -> Place:
    return str(event.get("pid")), str(event.get("tid"))


def _time(value: object) -> int:
    """Microseconds as picoseconds; 0 for what is no time."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e15:
        return 0
    return round(value * _PICOSECONDS)


def _number(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None
