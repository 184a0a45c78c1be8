"""Log findings: what XLA and the frameworks said, on stderr or stdout, of a dump that did not come about.

The texts are those of jax 0.4.30 to 0.10.2, TensorFlow 2.21 and torch-xla 2.9: from xla/parse_flags_from_env.cc,
xla/service/dump.cc and jax/_src/xla_bridge.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial

from hloscope.captures.doctor.finding import Finding, note, shortened
from hloscope.captures.doctor.flag_findings import unknown_flag
from hloscope.captures.flags import parse_flags

_MAX_LINE = 4000
Match = re.Match[str]


def log_findings(lines: Iterable[str], known: Collection[str]) -> list[Finding]:
    """One finding for each kind of complaint, in the order in which they came; `known` are the flags of this XLA."""
    found: dict[str, Finding] = {}
    for line in lines:
        for finding in _findings_in(line[:_MAX_LINE], known):
            found.setdefault(finding.id, finding)
    return list(found.values())


def is_of_interest(line: str) -> bool:
    """Whether a line is one that `log_findings` looks for."""
    return any(mark in line for mark in _MARKS)


def _findings_in(line: str, known: Collection[str]) -> Iterator[Finding]:
    for pattern, finding_of in _COMPLAINTS:
        found = pattern.search(line)
        if found:
            yield from finding_of(found, known)
            return


def _unknown(found: Match, known: Collection[str]) -> Iterator[Finding]:
    for flag in parse_flags(found["flags"]):
        evidence = f"XLA said: {shortened(found[0])}"
        yield unknown_flag(flag, variable=found["variable"], known=known, evidence=evidence)


def _fixed(found: Match, _: Collection[str], *, id: str, cause: str, cure: str) -> Iterator[Finding]:  # noqa: A002
    yield Finding(id, f"XLA said: {shortened(found[0])}", cause, cure)


def _unwritten(found: Match, _: Collection[str]) -> Iterator[Finding]:
    """A file that could not be written: the system's words say why."""
    for words, (id_, cause, cure) in _SYSTEM_ERRORS.items():
        if words.lower() in found[0].lower():
            yield Finding(id_, f"XLA said: {shortened(found[0])}", cause, cure)
            return
    cause = "the system did not let XLA write a file; the program runs on without it"
    yield Finding("not-written", f"XLA said: {shortened(found[0])}", cause, "dump to another folder")


def _fell_back(found: Match, _: Collection[str]) -> Iterator[Finding]:
    cause = (
        "the framework found no device that it can use, and compiled for the CPU: the dump says nothing of the other"
    )
    cure = "install the build for your device (jax[cuda12], jax[tpu]), and see what `hloscope doctor` lists"
    yield Finding("wrong-device", shortened(found[0]), cause, cure)


def _to_stdout(found: Match, _: Collection[str]) -> Iterator[Finding]:
    cause = "XLA dumps to stdout: --xla_dump_to is missing or -, and a form of dump is asked for"
    yield note("dump-to-stdout", f"stdout has: {shortened(found[0])}", cause, "add --xla_dump_to=DIR")


_SYSTEM_ERRORS = {
    "No space left on device": (
        "disk-full",
        "the disk is full; files are missing, empty or cut short, and the program runs on",
        "make room, or dump elsewhere; without --passes a dump is much smaller",
    ),
    "File too large": (
        "file-limit",
        "a limit on the size of files is set (ulimit -f); files are cut short, and the program runs on",
        "ulimit -f unlimited",
    ),
    "File name too long": (
        "file-name-too-long",
        "the file system does not take a name that long; the program runs on without the file",
        "give the function a shorter name, or dump into another file system",
    ),
    "Permission denied": (
        "folder-not-writable",
        "this user may not write there; the program runs on without a dump",
        "choose another folder, or make this one writable",
    ),
    "Not a directory": (
        "folder-is-a-file",
        "a part of the path is a file; the program runs on without a dump",
        "name a folder, or a new name",
    ),
}
_COMPLAINTS: tuple[tuple[re.Pattern[str], Callable[[Match, Collection[str]], Iterator[Finding]]], ...] = (
    (re.compile(r"Unknown flags? in (?P<variable>(?:TF_)?XLA_FLAGS): (?P<flags>.*)"), _unknown),
    (
        re.compile(r'Could not open file ".{0,2000}?" to read flags for environment variable "(?:TF_)?XLA_FLAGS"'),
        partial(
            _fixed,
            id="flags-file",
            cause="XLA takes a variable that begins with no dash for the name of a file of flags, and dies without it",
            cure="XLA_FLAGS=--name=value, without quotes inside",
        ),
    ),
    (
        re.compile(r"Couldn't interpret value .{0,2000}? for flag \w+"),
        partial(
            _fixed,
            id="flag-value",
            cause="XLA could not read the value, and ended the process",
            cure="true or false for a switch, a whole number for a number; spaces end a flag",
        ),
    ),
    (re.compile(r"Could not (?:create directory|write XLA debug data to).*"), _unwritten),
    (
        re.compile(r"Have already dumped \d+ modules, more than the limit of \d+"),
        partial(
            _fixed,
            id="module-limit",
            cause="--xla_dump_max_hlo_modules is reached; modules in the folder from earlier runs count too",
            cure="take the flag out, or empty the folder before each run",
        ),
    ),
    (
        re.compile(r"Invalid RE2: .*"),
        partial(
            _fixed,
            id="bad-expression",
            cause="an expression in --xla_dump_hlo_..._re is none, and then matches nothing",
            cure="mend it; .* matches everything",
        ),
    ),
    (
        re.compile(
            r"An? (?:NVIDIA GPU|Google TPU|AMD GPU|Intel GPU).{0,300}[Ff]alling back to cpu|No GPU/TPU found.*",
            re.IGNORECASE,
        ),
        _fell_back,
    ),
    (re.compile(r"\*\*\* Begin module_\d{4,18}.*"), _to_stdout),
)
# One for each complaint: a cheap test that spares most lines the patterns.
_MARKS = (
    *("Unknown flag", "Could not open file", "Couldn't interpret", "Could not create directory", "XLA debug data"),
    *("more than the limit of", "Invalid RE2", "alling back to cpu", "No GPU/TPU found", "*** Begin module_"),
)
