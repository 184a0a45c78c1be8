"""Live ranges of a proto: when each temporary value is needed, from the trace of XLA's heap simulator.

HeapSimulator::RunComputation (xla/service/heap_simulator/heap_simulator.cc) goes through the schedule, and at each step
first allocates what is defined and then frees what is not needed behind it: the order of these events tells which
values are there at one time, as the steps of a `*-live-range.txt` do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hloscope.ir import HloModule

from ..dump_files.live_ranges import LiveRanges, Range
from .instructions import instructions_by_id
from .messages import Message
from .words import listed

_FREE: Final = 1


def live_ranges_of(proto: Message, module: HloModule) -> LiveRanges | None:
    """The ranges of the values in a BufferAssignmentProto's trace, whose steps are its events.

    None without a trace of the whole module, or with several, of which nothing tells what is at one time.
    """
    traces = proto.heap_simulator_traces
    if len(traces) != 1 or not traces[0].whole_module_simulation:
        return None
    steps: list[str] = []
    ranges: dict[int, Range] = {}
    for step, event in enumerate(traces[0].events):
        steps.append(event.instruction_name)
        first, _ = ranges.get(event.buffer_id, (step, 0))
        ranges[event.buffer_id] = (first, step - 1 if event.kind == _FREE else len(traces[0].events))
    return LiveRanges(tuple(steps), _named(proto, ranges, module))


def _named(proto: Message, ranges: Mapping[int, Range], module: HloModule) -> dict[tuple[str, str], Range]:
    """The ranges by the names of values."""
    names = {number: each.name for number, each in instructions_by_id(module).items()}
    found: dict[tuple[str, str], Range] = {}
    for buffer in proto.logical_buffers:
        if buffer.id in ranges:
            place = buffer.defined_at
            name = names.get(place.instruction_id) or str(place.instruction_name)
            found[name, listed([*place.shape_index])] = ranges[buffer.id]
    return found
