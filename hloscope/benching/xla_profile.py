"""XLA's own profile of some calls: the time of each operation, and the fusion cluster that it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from hloscope.analyses.answers import Answers
from hloscope.benching.profile_shares import Shares, own_times, shares_of
from hloscope.dump import Compilation
from hloscope.dump.texts import function_of
from hloscope.dump.workers.workplace import Workplace
from hloscope.parsers import OperationEvent, parse_xplane


def profiled(
    calls: Callable[[], object], recording: Callable[[str], AbstractContextManager[object]], compiled: Compilation
) -> Shares:
    """The shares of what `calls` ran, recorded into a folder of its own; clusters are those of `compiled`."""
    with Workplace() as folder:
        with recording(str(folder)):
            calls()
        files = sorted(folder.rglob("*.xplane.pb"))
        events = [event for file in files for event in parse_xplane(file.read_bytes(), filename=file.name)]
    return _shares_of(events, compiled)


def _shares_of(events: list[OperationEvent], compiled: Compilation) -> Shares:
    """Operations of other programs have that program's name and number in front; clusters are those of `compiled`."""
    names = {instruction.name for instruction in compiled.after.instructions()} if compiled.after else set[str]()
    times: dict[str, tuple[int, float]] = {}
    for module, program in dict.fromkeys((event.module, event.program_id) for event in events):
        part = own_times(event for event in events if (event.module, event.program_id) == (module, program))
        is_compiled = function_of(module) == compiled.function and names.issuperset(part)
        prefix = "" if is_compiled else f"{module}#{program}/"
        times |= {f"{prefix}{name}": found for name, found in part.items()}
    fusions = Answers(compiled).fusions
    found = fusions.clusters if fusions else ()
    clusters = {fusion.name: [operation.opcode for operation in fusion.operations] for fusion in found}
    return shares_of(times, clusters)


def launches_before(compiled: Compilation) -> tuple[int | None, str]:
    """What eager execution launches at least: one kernel for each operation that the framework asked for."""
    count = Answers(compiled).count("before")
    return count.compute_launches if count else None, "operations before optimization"


def launches_after(compiled: Compilation) -> tuple[int | None, str]:
    """What the compiled program launches."""
    count = Answers(compiled).count("after")
    return (count.compute_launches, "launches after fusion") if count else (None, "")
