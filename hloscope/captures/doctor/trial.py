"""Trial: a command, run to see whether it dumps, in the environment that it would have without the doctor.

Only a command that asks for no dump at all is told to dump.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hloscope.captures.command.flags import Flag, find_value, flags_text, parse_flags
from hloscope.captures.command.settings import flags_in, names_no_file
from hloscope.captures.doctor.diagnosis import Diagnosis, in_order, summary_of
from hloscope.captures.doctor.environment_findings import environment_findings
from hloscope.captures.doctor.finding import Finding, note, shortened
from hloscope.captures.doctor.flag_findings import flag_findings
from hloscope.captures.doctor.folder_findings import folder_findings, is_lowered_only
from hloscope.captures.doctor.inventory import inventory_of
from hloscope.captures.doctor.known_flags import known_flags
from hloscope.captures.doctor.log_findings import log_findings
from hloscope.captures.doctor.observation import Observation, observe
from hloscope.captures.doctor.process_findings import process_findings
from hloscope.captures.frameworks.active_dump import Stamps, stamps_of
from hloscope.dump import Dump
from hloscope.dump.sources import is_folder
from hloscope.dump.workers.workplace import Workplace

_JUDGED_BY_THE_RUN = {"unknown-flag", "flags-file"}  # a process that ran on shows that XLA did not mind
_FATAL = {*_JUDGED_BY_THE_RUN, "flag-value"}


@dataclass(frozen=True, slots=True)
class _Plan:
    """The environment of a command, and the folder that should fill, None if there is none to look into."""

    environment: Mapping[str, str]
    folder: Path | None
    is_users: bool


def diagnose_command(
    command: Sequence[str], environment: Mapping[str, str], *, platform: str | None = None
) -> Diagnosis:
    """Runs a command, and says what kept it from dumping; `platform` is the one that it should be compiled for.

    Raises:
        HloscopeError: it cannot be started.
    """
    with Workplace() as place:
        plan = _plan_for(environment, place / "dump")
        before: Stamps = stamps_of(plan.folder) if plan.folder else {}
        observation = observe(command, plan.environment)
        named, early = _folders_named_in(observation)
        folder = early[-1] if early else plan.folder
        dump, in_folder = _look_into(folder, before if folder == plan.folder else {}, platform)
        found = [
            *_findings_of(
                observation, plan, has_dumped=bool(dump and not all(map(is_lowered_only, dump.compilations)))
            ),
            *in_folder,
        ]
    if not (found or named or plan.is_users):
        found.append(_ADDED)
    path = _search_path(observation)
    python = observation.processes[0].python if observation.processes else None
    return Diagnosis(in_order(found), inventory_of(path, environment, python=python), summary_of(dump))


def _plan_for(environment: Mapping[str, str], folder: Path) -> _Plan:
    is_quiet = environment.get("TF_CPP_MIN_LOG_LEVEL", "0") > "1"
    loud = {**environment, **({"TF_CPP_MIN_LOG_LEVEL": "1"} if is_quiet else {})}  # errors are evidence
    text = environment.get("XLA_FLAGS", "")
    if (text and not names_no_file(text)) or "dump" in text + environment.get("TF_XLA_FLAGS", ""):
        named = find_value(flags_in(environment), "xla_dump_to")
        return _Plan(loud, Path(named) if named and named != "-" else None, is_users=True)
    flags = flags_text([*parse_flags(text), Flag("xla_dump_to", str(folder))])
    return _Plan({**loud, "XLA_FLAGS": flags}, folder, is_users=False)


_ADDED = note(
    "not-asked",
    "the environment asks XLA for no dump; the doctor added --xla_dump_to",
    "XLA dumps only if it is told to",
    "put `hloscope run --` in front of the command",
)


def _folders_named_in(observation: Observation) -> tuple[list[Path], list[Path]]:
    """The folders that the program itself named in XLA_FLAGS, and those of them that it named before XLA started."""
    writes = [write for process in observation.processes for write in process.writes if write.variable == "XLA_FLAGS"]
    folders = [(find_value(parse_flags(write.value), "xla_dump_to"), write) for write in writes]
    named = [(Path(folder), write) for folder, write in folders if folder and folder != "-"]
    return [folder for folder, _ in named], [folder for folder, write in named if not write.started]


def _search_path(observation: Observation) -> list[str]:
    return [*dict.fromkeys(entry for process in observation.processes for entry in process.path)]


def _findings_of(observation: Observation, plan: _Plan, *, has_dumped: bool) -> Iterator[Finding]:
    """What the run says of the command: XLA's own words first."""
    is_unknown = any("Unknown flag" in line for line in observation.lines)
    complaints = log_findings(observation.lines, known_flags(_search_path(observation)) if is_unknown else ())
    yield from complaints
    doubts = (*flag_findings(plan.environment, ()), *environment_findings(plan.environment))
    has_started = any(process.started for process in observation.processes)
    if has_started and not has_dumped and "module-filter" in {finding.id for finding in doubts}:
        yield _NOTHING_MATCHED
    yield from (finding for finding in doubts if finding.id not in _JUDGED_BY_THE_RUN)
    yield from process_findings(observation.processes, has_dumped=has_dumped)
    if observation.status and not _FATAL & {finding.id for finding in complaints}:
        yield _failed_command(observation.status)


_NOTHING_MATCHED = Finding(
    "no-module",
    "XLA started, and no module was dumped",
    "no module's name matched --xla_dump_hlo_module_re",
    "take --xla_dump_hlo_module_re out",
)


def _failed_command(status: int) -> Finding:
    evidence = f"the command was ended by signal {status - 128}" if status > 128 else f"its exit status is {status}"
    cause = "the program failed, or was ended; what would have come after that was not compiled"
    return Finding("command-failed", evidence, cause, "see its own messages above")


def _look_into(folder: Path | None, before: Stamps, platform: str | None) -> tuple[Dump | None, list[Finding]]:
    """What the command left in the folder; that it is empty, other findings explain."""
    if folder is None or not is_folder(folder):
        return None, []
    if before and stamps_of(folder) == before:
        evidence = f"all {len(before)} files in {shortened(str(folder))} are from before this run"
        cause = "the command dumped nothing here; a report on this folder shows an earlier run"
        return None, [Finding("stale-folder", evidence, cause, "empty the folder; other findings say why it stays so")]
    findings, dump = folder_findings(folder, platform=platform)
    return dump, [finding for finding in findings if finding.id != "empty-folder"]
