"""Perfetto: the launches of a run on a time line, in Chrome's trace format, which ui.perfetto.dev opens."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hloscope.words.safe_text import visible_in

if TYPE_CHECKING:
    from hloscope.reports.graph.document import GraphLaunchForm, GraphProgram

Event = Mapping[str, Any]


def perfetto_text(programs: Sequence[GraphProgram]) -> str:
    """One process for each program: its launches one after the other, a loop around those of all its turns.

    Times are those of the document, modelled or measured, in microseconds; what has none takes none.
    """
    events = [event for number, program in enumerate(programs, 1) for event in _events(program, number)]
    return json.dumps(visible_in({"displayTimeUnit": "ns", "traceEvents": events}))


def _events(program: GraphProgram, process: int) -> Iterator[Event]:
    how = f"modelled on {program['machine']}" if program["machine"] else "measured"
    has_times = any(launch["seconds"] is not None for launch in program["launches"])
    name = f"{program['name']} ({how if has_times else 'no times: name a machine with --on'})"
    yield {"ph": "M", "name": "process_name", "pid": process, "tid": 1, "args": {"name": name}}
    yield {"ph": "M", "name": "thread_name", "pid": process, "tid": 1, "args": {"name": "launches, in order"}}
    inside = {loop["name"]: loop["inside"] for loop in program["loops"]}
    begun: dict[str, float] = {}
    ended: dict[str, float] = {}
    now = 0.0
    for launch in program["launches"]:
        lasts = 1e6 * (launch["seconds"] or 0.0)
        yield {**_slice(launch["name"], now, lasts, process), "cat": launch["launch_class"], "args": _facts(launch)}
        loop = launch["loop"]
        while loop is not None:
            begun.setdefault(loop, now)
            ended[loop] = now + lasts
            loop = inside.get(loop)
        now += lasts
    for loop, start in begun.items():
        yield _slice(loop, start, ended[loop] - start, process)


def _slice(name: str, start: float, lasts: float, process: int) -> dict[str, Any]:
    return {"ph": "X", "name": name, "ts": round(start, 4), "dur": round(lasts, 4), "pid": process, "tid": 1}


def _facts(launch: GraphLaunchForm) -> Mapping[str, Any]:
    """What a click on a slice shows; of all executions in a run."""
    return {
        "source": launch["source"],
        "operations": ", ".join(launch["operations"]),
        "runs": launch["runs"],
        "bytes": launch["bytes"],
        "flops": launch["flops"],
    }
