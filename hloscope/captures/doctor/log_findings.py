"""Log findings: what XLA and the frameworks said, on stderr or stdout, of a dump that did not come about.

The texts are those of jax 0.4.30 to 0.10.2, TensorFlow 2.21 and torch-xla 2.9: from xla/parse_flags_from_env.cc,
xla/service/dump.cc and jax/_src/xla_bridge.py.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from hloscope.captures.command.flags import parse_flags
from hloscope.captures.doctor.finding import Finding, one_of_a_kind, shortened
from hloscope.captures.doctor.flag_findings import unknown_flag

_MAX_LINE = 4000


def log_findings(lines: Iterable[str], known: Collection[str]) -> list[Finding]:
    """One finding for each kind of complaint, in the order in which they came; `known` are the flags of this XLA."""
    return one_of_a_kind(finding for line in lines for finding in _findings_in(line[:_MAX_LINE], known))


def is_of_interest(line: str) -> bool:
    """Whether a line is one that `log_findings` looks for."""
    return any(mark in line for mark in _MARKS)


def _findings_in(line: str, known: Collection[str]) -> Iterator[Finding]:
    unknown = _UNKNOWN_FLAGS.search(line)
    if unknown:
        for flag in parse_flags(unknown["flags"]):
            evidence = f"XLA said: {shortened(unknown[0])}"
            yield unknown_flag(flag, variable=unknown["variable"], known=known, evidence=evidence)
        return
    for complaint in _COMPLAINTS:
        found = complaint.pattern.search(line)
        if found and complaint.words in found[0].lower():
            evidence = f"{complaint.introduction}{shortened(found[0])}"
            yield Finding(complaint.id, evidence, complaint.cause, complaint.cure, complaint.is_problem)
            return


@dataclass(frozen=True, slots=True)
class _Complaint:
    """How a complaint reads, and what it means; `words` are those of the system in it, in lower case."""

    id: str
    pattern: re.Pattern[str]
    cause: str
    cure: str
    words: str = ""
    introduction: str = "XLA said: "
    is_problem: bool = True


_UNKNOWN_FLAGS = re.compile(r"Unknown flags? in (?P<variable>(?:TF_)?XLA_FLAGS): (?P<flags>.*)")
_NOT_WRITTEN = re.compile(r"Could not (?:create directory|write XLA debug data to).*")
_COMPLAINTS = (
    _Complaint(
        "flags-file",
        re.compile(r'Could not open file ".{0,2000}?" to read flags for environment variable "(?:TF_)?XLA_FLAGS"'),
        "XLA takes a variable that begins with no dash for the name of a file of flags, and dies without it",
        "XLA_FLAGS=--name=value, without quotes inside",
    ),
    _Complaint(
        "flag-value",
        re.compile(r"Couldn't interpret value .{0,2000}? for flag \w+"),
        "XLA could not read the value, and ended the process",
        "true or false for a switch, a whole number for a number; spaces end a flag",
    ),
    _Complaint(
        "disk-full",
        _NOT_WRITTEN,
        "the disk is full; files are missing, empty or cut short, and the program runs on",
        "make room, or dump elsewhere; without --passes a dump is much smaller",
        words="no space left on device",
    ),
    _Complaint(
        "file-limit",
        _NOT_WRITTEN,
        "a limit on the size of files is set (ulimit -f); files are cut short, and the program runs on",
        "ulimit -f unlimited",
        words="file too large",
    ),
    _Complaint(
        "file-name-too-long",
        _NOT_WRITTEN,
        "the file system does not take a name that long; the program runs on without the file",
        "give the function a shorter name, or dump into another file system",
        words="file name too long",
    ),
    _Complaint(
        "folder-not-writable",
        _NOT_WRITTEN,
        "this user may not write there; the program runs on without a dump",
        "choose another folder, or make this one writable",
        words="permission denied",
    ),
    _Complaint(
        "folder-is-a-file",
        _NOT_WRITTEN,
        "a part of the path is a file; the program runs on without a dump",
        "name a folder, or a new name",
        words="not a directory",
    ),
    _Complaint(
        "not-written",
        _NOT_WRITTEN,
        "the system did not let XLA write a file; the program runs on without it",
        "dump to another folder",
    ),
    _Complaint(
        "module-limit",
        re.compile(r"Have already dumped \d+ modules, more than the limit of \d+"),
        "--xla_dump_max_hlo_modules is reached; modules in the folder from earlier runs count too",
        "take the flag out, or empty the folder before each run",
    ),
    _Complaint(
        "bad-expression",
        re.compile(r"Invalid RE2: .*"),
        "an expression in --xla_dump_hlo_..._re is none, and then matches nothing",
        "mend it; .* matches everything",
    ),
    _Complaint(
        "wrong-device",
        re.compile(
            r"An? (?:NVIDIA GPU|Google TPU|AMD GPU|Intel GPU).{0,300}[Ff]alling back to cpu|No GPU/TPU found.*",
            re.IGNORECASE,
        ),
        "the framework found no device that it can use, and compiled for the CPU: the dump says nothing of the other",
        "install the build for your device (jax[cuda12], jax[tpu]), and see what `hloscope doctor` lists",
        introduction="",
    ),
    _Complaint(
        "dump-to-stdout",
        re.compile(r"\*\*\* Begin module_\d{4,18}.*"),
        "XLA dumps to stdout: --xla_dump_to is missing or -, and a form of dump is asked for",
        "add --xla_dump_to=DIR",
        introduction="stdout has: ",
        is_problem=False,
    ),
)
# One for each complaint: a cheap test that spares most lines the patterns.
_MARKS = (
    *("Unknown flag", "Could not open file", "Couldn't interpret", "Could not create directory", "XLA debug data"),
    *("more than the limit of", "Invalid RE2", "alling back to cpu", "No GPU/TPU found", "*** Begin module_"),
)
