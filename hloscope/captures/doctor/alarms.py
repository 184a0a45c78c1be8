"""Alarms: what XLA itself says in a log of a program that compiles slowly, or takes more memory than there is.

The texts are those of xla/service/slow_operation_alarm.cc, hlo_constant_folding.cc, hlo_rematerialization.cc,
gpu_hlo_schedule.cc, spmd/spmd_partitioner.cc, buffer_assignment.cc and tsl/framework/bfc_allocator.cc, and of libtpu.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hloscope.captures.doctor.finding import Finding, shortened
from hloscope.regex import lazy_pattern

_MAX_LINE = 4000
_LONGEST_EVIDENCE = 400
_TOOK = lazy_pattern(r"The operation took ([\dhms.nu\u00b5]{2,40})")


@dataclass(frozen=True, slots=True)
class _Alarm:
    """How an alarm reads, and what it means; `goes_on` says that the next line that is not empty says what of."""

    id: str
    mark: str
    pattern: str
    cause: str
    cure: str
    goes_on: bool = False
    is_problem: bool = True


_ALARMS = (
    _Alarm(
        "slow-compile",
        "low compile?",
        r"(?:\[[^\]\n]{1,400}\] )?(?:Very s|S)low compile\?",
        "XLA is at work on one program for longer than two minutes: loops that were unrolled, very many operations, "
        "large constants, or autotuning",
        "`hloscope passes` on a dump with the times of passes names the slow one; jax.lax.scan in place of a Python "
        "loop, jax.checkpoint in fewer places, and arrays as arguments make programs smaller",
    ),
    _Alarm(
        "slow-constant-folding",
        "Constant folding an instruction is taking",
        r"Constant folding an instruction is taking > [\w.]{1,40}",
        "the program computes with large constants only, and XLA does that while it compiles, on one core",
        "pass the array as an argument, or make it with a random or iota operation inside a function of an argument; "
        "XLA_FLAGS=--xla_disable_hlo_passes=constant_folding leaves it to the run",
        goes_on=True,
    ),
    _Alarm(
        "rematerialization-failed",
        "by rematerialization; only reduced to",
        r"Can't reduce memory use below .{1,60}? by rematerialization; only reduced to .{1,200}",
        "the program needs more memory than the device has, even where XLA computes values again to save some",
        "a smaller batch, jax.checkpoint on the layers, lower precision, or shards on more devices; `hloscope memory` "
        "on a dump says what is there at the peak",
    ),
    _Alarm(
        "arguments-exceed-memory",
        "exceeds the base limit",
        r"The byte size of input/output arguments \(\d{1,20}\) exceeds the base limit \(\d{1,20}\)",
        "arguments and results alone take more than the device has",
        "donate arguments that are not read again (donate_argnums), and shard the parameters",
    ),
    _Alarm(
        "involuntary-rematerialization",
        "nvoluntary full rematerialization",
        r"Involuntary full rematerialization\. .{1,1500}",
        "two shardings follow each other that XLA cannot go between: each device gets the whole tensor first",
        "give the value the second sharding earlier (jax.lax.with_sharding_constraint), or go in two steps, one axis "
        "of the mesh at a time; `hloscope collectives` shows what it costs",
    ),
    _Alarm(
        "out-of-memory",
        "emory",
        r"Ran out of memory in memory space \w{1,20}.{0,200}|(?:Out of memory while trying to allocate|[Ff]ailed to "
        r"allocate (?:request for)?) ?[\d.]{1,20} ?[KMGT]?i?(?:B|bytes)[^\n]{0,80}"
        r"|Allocator \([^()]{1,60}\) ran out of memory trying to allocate (?!.*this is not a failure).{1,120}",
        "the program needs more memory than the device has free",
        "`hloscope memory` on this log lists the largest allocations, and what of them is padding; then a smaller "
        "batch, jax.checkpoint, donated arguments, or another layout of what is padded",
    ),
    _Alarm(
        "memory-was-short",
        "this is not a failure",
        r"Allocator \([^()]{1,60}\) ran out of memory trying to allocate .{1,120}?this is not a failure",
        "a faster algorithm was tried, and there was no memory for what it needs; the program runs on without it",
        "nothing must be done; more free memory may make the program faster",
        is_problem=False,
    ),
)
_PATTERNS = {alarm.id: lazy_pattern(alarm.pattern) for alarm in _ALARMS}


def alarm_findings(lines: Iterable[str]) -> list[Finding]:
    """One finding for each kind of alarm, in the order in which they came: the first, and how many more there are."""
    found: dict[str, Finding] = {}
    counts: dict[str, int] = {}
    last = ""
    all_lines = iter(lines)
    for line in all_lines:
        took = _TOOK.search(line) if last else None
        if took and last in found:
            found[last] = replace(found[last], evidence=f"{found[last].evidence}; it took {took[1]}")
            last = ""
        for alarm, message in _alarms_in(line[:_MAX_LINE]):
            counts[alarm.id] = counts.get(alarm.id, 0) + 1
            if alarm.id not in found:
                more = _next_line(all_lines) if alarm.goes_on else ""
                evidence = f"XLA said: {shortened(message + more, _LONGEST_EVIDENCE)}"
                found[alarm.id] = Finding(alarm.id, evidence, alarm.cause, alarm.cure, alarm.is_problem)
                last = alarm.id if alarm.id.startswith("slow-") else last
    return [_with_count(finding, counts[finding.id]) for finding in found.values()]


def _with_count(finding: Finding, count: int) -> Finding:
    return finding if count == 1 else replace(finding, evidence=f"{finding.evidence} (and {count - 1} more)")


def _alarms_in(line: str) -> Iterator[tuple[_Alarm, str]]:
    for alarm in _ALARMS:
        found = _PATTERNS[alarm.id].search(line) if alarm.mark in line else None
        if found:
            yield alarm, found[0].strip()
            return


def _next_line(lines: Iterator[str]) -> str:
    """What the alarm is of: the next line that says something."""
    for _, line in zip(range(4), lines, strict=False):
        if line.strip():
            return f": {line.strip()[:_MAX_LINE]}"
    return ""
