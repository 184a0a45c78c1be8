"""The document of `hloscope profile`: what the launches of each program took, as a profiler measured it."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypedDict

from hloscope.analyses.answers import Answers
from hloscope.analyses.cost.machines import Machine, MachineForm
from hloscope.analyses.cost.roofline import roofline_of
from hloscope.analyses.facts.operations import FUSIONS, operations_of
from hloscope.analyses.kernels.rules import LaunchClass
from hloscope.analyses.profile.forms import LaunchesARunForm, SpreadForm
from hloscope.analyses.profile.measured import PICOSECOND, MeasuredLaunch, MeasuredProgram
from hloscope.analyses.profile.runs import Run, covered, spread_of
from hloscope.dump import Compilation, Dump, load
from hloscope.dump.profiles import find_programs, profiles_at
from hloscope.dump.timings import Key, by_program, find_compilation
from hloscope.errors import DumpError, HloscopeError
from hloscope.ir import HloInstruction
from hloscope.parsers import begins_like_trace, parse_profile_events, parse_trace_events, paused_collector
from hloscope.reports.each_compilation import Names, error_of, errors_form, heading_of, is_wanted
from hloscope.reports.schema import DocumentOf, Error, ProgramName
from hloscope.version import EXPLAINED_SCHEMA

if TYPE_CHECKING:
    from hloscope.dump.sources import SourceFile
    from hloscope.parsers import LaunchEvent, ProfileEvents

Source = str | os.PathLike[str]

_ClassForm = TypedDict("_ClassForm", {"class": LaunchClass | None})  # which the body of a class cannot spell


class MeasuredLaunchForm(_ClassForm):
    """One operation: its runs, its own seconds in all of them, and their share of all that was measured.

    `opcode` is None where the module has no such operation, `class` where it launches nothing by the rules: a loop's
    own time is what passes around its body. `bytes_moved` are of all runs, by XLA's cost analysis. `modelled_seconds`
    are what all runs take on a machine at its best, None without one.
    """

    name: str
    computation: str | None
    opcode: str | None
    operations: list[str]
    source: str
    source_inferred: bool
    calls: int
    seconds: float
    share: float
    bytes_moved: int | None
    bytes_per_second: float | None
    modelled_seconds: float | None


class AskedLaunchesForm(LaunchesARunForm):
    """The launches of a run, copies and collectives too: as measured, by the rules, and as asked for.

    `before` is the number of kernels before optimization, where a dump tells.
    """

    before: int | None


class ProfileProgram(ProgramName):
    """One program that ran; `is_known` says that its module is in the profile or the dump.

    `seconds` are the own times of its launches, `share` their part of all that was measured. `run_seconds` are from the
    start of a run to its end. `gap_share` is how much of that passes outside of any launch that the module knows of; a
    program with more than half of it is launch-bound.
    """

    is_known: bool
    devices: list[str]
    runs: int
    run_seconds: SpreadForm | None
    seconds: float
    share: float
    gap_share: float
    is_launch_bound: bool
    launches_per_run: AskedLaunchesForm
    launches: list[MeasuredLaunchForm]


class DeviceForm(TypedDict):
    """One device: from its first launch to its last, and how much of that is in a run, and in an operation or loop."""

    path: str
    device: str
    seconds: float
    in_runs: float
    in_operations: float


class StepsForm(TypedDict):
    """The steps of one name that the user marked."""

    path: str
    name: str
    count: int
    seconds: SpreadForm | None


class ProfileDocument(DocumentOf[ProfileProgram]):
    """The whole document; `measured_seconds` are of all launches, of which the shares are. `on` is the machine."""

    on: MachineForm | None
    measured_seconds: float
    devices: list[DeviceForm]
    steps: list[StepsForm]


def profile_document(
    log: Source, dump: Source | Dump | None = None, *, machine: Machine | None = None, name: Names = None
) -> ProfileDocument:
    """What the profiles at `log` measured; `dump` has modules that they lack, and what was asked for.

    A profile that cannot be read is an error among the others.

    Raises:
        DumpError: there is no profile, or no dump.
    """
    known = _dump_of(dump)
    document: ProfileDocument = {
        "schema": EXPLAINED_SCHEMA,
        "on": machine.to_dict() if machine else None,
        "measured_seconds": 0.0,
        "devices": [],
        "steps": [],
        "compilations": [],
        "errors": errors_form(known.errors) if known else [],
    }
    for file in profiles_at(log):
        try:
            profile = _Profile(file, known, machine)
            _add_profile(document, profile, name)
            if profile.is_trace and not all(program["is_known"] for program in document["compilations"]):
                document["errors"].append(error_of(DumpError(_TRACE, file.label), file.label))
        except HloscopeError as error:
            document["errors"].append(error_of(error, file.label))
    _add_shares(document)
    return document


def _dump_of(dump: Source | Dump | None) -> Dump | None:
    return dump if dump is None or isinstance(dump, Dump) else load(dump)


@dataclass(frozen=True)
class _Profile:
    """One profile, and what its programs are looked up in."""

    file: SourceFile
    dump: Dump | None
    machine: Machine | None

    @cached_property
    def _data(self) -> bytes:
        return self.file.read_bytes()

    @cached_property
    def is_trace(self) -> bool:
        """Whether it is a trace for viewers, which holds no program."""
        return begins_like_trace(self._data)

    @cached_property
    def events(self) -> ProfileEvents:
        """What ran, once it is known that something did."""
        parse_events = parse_trace_events if self.is_trace else parse_profile_events
        found = parse_events(self._data, filename=self.file.label)
        if not found.launches:
            raise DumpError(_NOTHING_RAN, self.file.label)
        return found

    @cached_property
    def _programs(self) -> Sequence[Compilation]:
        return () if self.is_trace else find_programs(self.file, self._data)

    def find(self, key: Key) -> Compilation | None:
        """The compilation of a program: the profile's own, else that of the dump."""
        return find_compilation(key, self._programs) or self.find_in_dump(key)

    def find_in_dump(self, key: Key) -> Compilation | None:
        """The compilation of the dump."""
        return find_compilation(key, self.dump.compilations) if self.dump else None


_NOTHING_RAN = (
    "a profile in which no operation of XLA ran; record some calls of a compiled program, and wait for their results "
    "before the profiler is stopped; on CPU some versions of jaxlib record no operation, 0.4.30 and 0.6.2 among them"
)


_TRACE = (
    "a trace for viewers holds no program: what took how long is known, and by its name alone what it is; give the "
    "*.xplane.pb of the same run, or a dump of the programs beside it"
)


def _add_profile(document: ProfileDocument, profile: _Profile, name: Names) -> None:
    runs: list[Run] = []
    steps: defaultdict[str, list[float]] = defaultdict(list)
    for step in profile.events.steps:
        steps[step.name].append(step.duration * PICOSECOND)
    for key, events in by_program(profile.events.launches).items():
        compilation = profile.find(key)
        title = compilation.name if compilation else key[0]
        if is_wanted(title, name):
            with paused_collector():
                program, found = _program_form(key, events, profile, compilation, document["errors"])
                document["compilations"].append(program)
                runs += found
    path = profile.file.folder
    document["devices"] += _devices(path, runs, [event for run in runs for event in run.events])
    document["steps"] += _steps(path, steps)


def _steps(path: str, steps: Mapping[str, Sequence[float]]) -> Iterator[StepsForm]:
    for name, times in steps.items():
        yield {"path": path, "name": name, "count": len(times), "seconds": _form_of(times)}


def _form_of(numbers: Sequence[float]) -> SpreadForm | None:
    spread = spread_of(numbers)
    return spread.to_dict() if spread else None


def _devices(path: str, runs: Sequence[Run], events: Sequence[LaunchEvent]) -> Iterator[DeviceForm]:
    for device in dict.fromkeys(run.device for run in runs):
        here = [run for run in runs if run.device == device]
        seconds = max(run.end for run in here) - min(run.start for run in here)
        yield {
            "path": path,
            "device": device,
            "seconds": seconds * PICOSECOND,
            "in_runs": covered(here) * PICOSECOND,
            "in_operations": covered(event for event in events if event.device == device) * PICOSECOND,
        }


def _program_form(
    key: Key, events: list[LaunchEvent], profile: _Profile, compilation: Compilation | None, errors: list[Error]
) -> tuple[ProfileProgram, Sequence[Run]]:
    answers = Answers(compilation) if compilation else None
    try:
        measured = _measured(events, answers)
        runs = measured.to_dict()
    except HloscopeError as error:  # the module is broken; what was measured is not
        errors.append(error_of(error, profile.file.label))
        measured, answers = MeasuredProgram(events), None
        runs = measured.to_dict()
    heading = heading_of(compilation, profile.file.folder) if compilation else _unknown(key, profile.file.folder)
    launches = _Launches(measured, answers, profile.machine)
    form: ProfileProgram = {
        **heading,
        "is_known": bool(answers and answers.after),
        "devices": runs["devices"],
        "runs": runs["runs"],
        "run_seconds": runs["run_seconds"],
        "seconds": measured.seconds,
        "share": 0.0,
        "gap_share": runs["gap_share"],
        "is_launch_bound": runs["is_launch_bound"],
        "launches_per_run": {**runs["launches_per_run"], "before": _before(profile.find_in_dump(key), errors)},
        "launches": [launches.form_of(launch) for launch in measured.launches],
    }
    return form, measured.runs


def _measured(events: Sequence[LaunchEvent], answers: Answers | None) -> MeasuredProgram:
    if answers is None:
        return MeasuredProgram(events)
    return MeasuredProgram(events, answers.after, answers.count("after"), lambda: answers.cost)


def _unknown(key: Key, path: str) -> ProgramName:
    return {
        "name": key[0],
        "id": key[1],
        "path": path,
        "framework": None,
        "platform": None,
        "arch": None,
        "recompilation_of": None,
        "complete": True,
    }


def _before(compilation: Compilation | None, errors: list[Error]) -> int | None:
    """The kernels that were asked for."""
    try:
        count = Answers(compilation, ["before"]).count("before") if compilation else None
    except HloscopeError as error:
        errors.append(error_of(error, compilation.name if compilation else ""))
        return None
    return count.compute_launches if count else None


class _Launches:
    """The forms of a program's launches."""

    def __init__(self, measured: MeasuredProgram, answers: Answers | None, machine: Machine | None) -> None:
        self._runs = len(measured.runs)
        self._sources = answers.launch_sources if answers else None
        self._modelled: Mapping[str, float] = {}
        if machine and answers and answers.cost:
            items = roofline_of(answers.cost, machine).items
            self._modelled = {each.item.instruction.name: each.seconds for each in items if each.bound != "unknown"}

    def form_of(self, launch: MeasuredLaunch) -> MeasuredLaunchForm:
        """The form of one; its share is added when all are known."""
        instruction = launch.instruction
        source, is_inferred = self._sources.of(instruction) if self._sources and instruction else ("", False)
        modelled = self._modelled.get(launch.name)
        return {
            "name": launch.name,
            "class": launch.launch_class,
            "computation": instruction.computation.name if instruction else None,
            "opcode": instruction.opcode if instruction else None,
            "operations": _opcodes_in(instruction) if instruction else [],
            "source": str(source),
            "source_inferred": is_inferred,
            "calls": launch.calls,
            "seconds": launch.seconds,
            "share": 0.0,
            "bytes_moved": launch.bytes_moved,
            "bytes_per_second": launch.bandwidth,
            "modelled_seconds": modelled * self._runs if modelled else None,
        }


def _opcodes_in(instruction: HloInstruction) -> list[str]:
    if instruction.opcode not in FUSIONS or not instruction.called_computations:
        return [instruction.opcode]
    body = instruction.called_computations[0]
    return [operation.opcode for operation in operations_of(body)] or [body.root.opcode]


def _add_shares(document: ProfileDocument) -> None:
    """Adds the shares of programs and launches, and sorts the programs: what took most comes first."""
    total = document["measured_seconds"] = sum(program["seconds"] for program in document["compilations"])
    for program in document["compilations"] if total else ():
        program["share"] = program["seconds"] / total
        for launch in program["launches"]:
            launch["share"] = launch["seconds"] / total
    document["compilations"].sort(key=lambda program: -program["seconds"])
