"""Regressions: when a change of a program is for the worse, by rules that are told beside every result."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, TypedDict

from hloscope.comparisons.launch_changes import Change
from hloscope.comparisons.memory_changes import folded, holding_changes
from hloscope.comparisons.outline import NUMBERS, OPTIONAL, Outline
from hloscope.comparisons.regression_sources import source_of, source_of_change
from hloscope.dump.texts import function_of
from hloscope.errors import HloscopeError
from hloscope.regex import lazy_pattern

RULES: Final[Mapping[str, str]] = {
    "launches": "a program has more compute launches",
    "broadcasts": "a program writes more bytes of materialized broadcasts",
    "split": "a cluster was split or lost, and the program has no fewer compute launches",
    "copies": "a program has more copies",
    "bytes": "the launches of a program read and write more bytes",
    "flops": "a run of a program takes more floating point operations",
    "memory": "a program needs more memory at the peak",
    "collectives": "a program has more collectives",
    "collective-bytes": "the collectives of a program move more bytes in a run",
    "programs": "a program is gone",
    "changes": "anything changed",
}
DEFAULT_RULES: Final = ("launches", "broadcasts", "split")
_TOLERANCE = lazy_pattern(r"(\d{1,9}(?:\.\d{1,9})?)%")


class RegressionForm(TypedDict):
    """What got worse: in which program, by which rule, and how, and the source that it is shown at, "" if not known.

    `fingerprint` stays the same where lines move.
    """

    rule: str
    program: str
    message: str
    source: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Regression:
    """What got worse: in which program, by which rule, and how.

    `source` is where it is shown, inferred; "" if nothing tells. Of the rule split `signature` tells the cluster.
    """

    rule: str
    program: str
    message: str
    source: str = field(default="", compare=False)
    signature: str = field(default="", compare=False)

    @property
    def fingerprint(self) -> str:
        """What tells it from others wherever it is compiled and its lines are: of rule, function and signature."""
        return fingerprint_of(self.rule, function_of(self.program), self.signature)

    def to_dict(self) -> RegressionForm:
        """The JSON form."""
        return {
            "rule": self.rule,
            "program": self.program,
            "message": self.message,
            "source": self.source,
            "fingerprint": self.fingerprint,
        }


def fingerprint_of(*parts: str) -> str:
    """32 hexadecimal digits of SHA-256, as CI systems want them: what was told once is not told as new again."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def checked_rules(names: Iterable[str]) -> tuple[str, ...]:
    """The rules of these names, each once, in the order of RULES; "none" is no rule.

    A rule of a number may say how much more is none: `memory=5%`.

    Raises:
        HloscopeError: there is no rule of such a name, or what it allows is no percentage.
    """
    wanted: dict[str, str] = {}
    for name in names:
        rule, equals, _ = name.partition("=")
        if name == "none":
            continue
        if rule not in RULES:
            raise HloscopeError(f"expected a rule ({', '.join(RULES)}) or none, found {name!r}")
        if equals and (rule not in _NUMBERS or not _TOLERANCE.fullmatch(name, len(rule) + 1)):
            numbers = ", ".join(rule for rule in RULES if rule in _NUMBERS)
            raise HloscopeError(f"expected a percentage such as memory=5%, of one of {numbers}, found {name!r}")
        wanted[rule] = name
    return tuple(wanted[rule] for rule in RULES if rule in wanted)


def allowances_of(rules: Iterable[str]) -> Mapping[str, float]:
    """The share by rule that is no regression if there is so much more: of `memory=5%` 0.05, of `memory` none."""
    parts = [rule.partition("=") for rule in rules]
    return {rule: float(percent.rstrip("%")) / 100 if percent else 0.0 for rule, _, percent in parts}


def regressions_of(
    old: Outline, new: Outline, changes: Sequence[Change], rules: Collection[str] = DEFAULT_RULES
) -> tuple[Regression, ...]:
    """What got worse in one program, by rules in the order of RULES.

    Launches, splits and copies are not judged where one side counts launches and the other top-level operations, and
    memory where the peak is an upper bound on one side only.
    """
    allowed = allowances_of(rules)
    found: list[Regression] = []
    for rule in (rule for rule in RULES if rule in allowed):
        messages = [*_messages(rule, old, new, changes, allowed[rule])]
        source = source_of(rule, old, new, changes) if messages else ""
        found += [Regression(rule, new.name, message, source) for message in messages]
        if rule == "split" and _counts_alike(old, new) and not _launches_less(old, new):
            found += [_split(new.name, change) for change in changes if _is_break(change)]
    return tuple(found)


def regressions_of_missing(outlines: Iterable[Outline], rules: Collection[str]) -> tuple[Regression, ...]:
    """The programs that are gone, if a rule says that this is for the worse."""
    rule = next((rule for rule in ("programs", "changes") if rule in rules), None)
    return tuple(Regression(rule, outline.name, "the program is gone") for outline in outlines if rule)


def _messages(rule: str, old: Outline, new: Outline, changes: Sequence[Change], allowed: float) -> Iterator[str]:
    if rule == "changes" and (changes or changed_numbers(old, new)):
        times = sum(change.times for change in changes)
        yield f"{times} change{'' if times == 1 else 's'} of its launches" if changes else "its totals changed"
    if rule in _NUMBERS and _is_judged(rule, old, new):
        key, words = _NUMBERS[rule]
        most = _most_of(old, new) if rule == "memory" else ""
        yield from (message + most for message in _increase(words, old.numbers[key], new.numbers[key], allowed))


_COMPARED_IF_KNOWN = {*OPTIONAL, "before"}  # what was asked for is in no profile, and is not what runs


def changed_numbers(old: Outline, new: Outline) -> tuple[str, ...]:
    """The totals that changed; those of memory and cost only where both sides know them, and a peak as exactly."""
    pairs = {key: (old.numbers[key], new.numbers[key]) for key in NUMBERS}
    if old.is_peak_exact != new.is_peak_exact:
        del pairs["peak_bytes"]
    return tuple(
        k for k, pair in pairs.items() if pair[0] != pair[1] and not (k in _COMPARED_IF_KNOWN and None in pair)
    )


def _is_judged(rule: str, old: Outline, new: Outline) -> bool:
    if rule == "memory":
        return old.is_peak_exact == new.is_peak_exact
    return rule in _OF_ANY_UNIT or _counts_alike(old, new)


def _increase(words: str, old: int | None, new: int | None, allowed: float) -> Iterator[str]:
    if old is not None and new is not None and new > old * (1 + allowed):
        yield f"{words} {old} -> {new}"


def _most_of(old: Outline, new: Outline) -> str:
    """The owner that holds most more."""
    changes = folded(holding_changes(old.holdings, new.holdings))
    if not changes or changes[0].more <= 0:
        return ""
    return f", most of it: {changes[0]} ({changes[0].old} -> {changes[0].new})"


def _is_break(change: Change) -> bool:
    """Whether operations that were fused now run in more launches, or in none that is known."""
    was_fused = any(launch.is_cluster for launch in change.old)
    pieces = sum(launch.is_compute for launch in change.new)
    return was_fused and (change.what == "lost" or pieces > len(change.old))


def _split(program: str, change: Change) -> Regression:
    [cluster, *_] = [launch for launch in change.old if launch.is_cluster]
    times = f"{change.times}x " if change.times > 1 else ""
    pieces = f" into {len(change.new)} launches" if change.new else ""
    message = f"{times}cluster {cluster.name} ({', '.join(cluster.opcodes)}) was {change.what}{pieces}"
    return Regression("split", program, message, source_of_change(change), cluster.signature)


def _launches_less(old: Outline, new: Outline) -> bool:
    earlier, later = old.numbers["launches"], new.numbers["launches"]
    return earlier is not None and later is not None and later < earlier


def _counts_alike(old: Outline, new: Outline) -> bool:
    return old.unit == new.unit


_NUMBERS: Final = {
    "launches": ("launches", "compute launches"),
    "broadcasts": ("broadcast_bytes", "bytes of materialized broadcasts"),
    "copies": ("copies", "copies"),
    "bytes": ("bytes", "bytes read and written"),
    "flops": ("flops", "floating point operations of a run"),
    "memory": ("peak_bytes", "bytes of memory at the peak"),
    "collectives": ("collectives", "collectives"),
    "collective-bytes": ("collective_bytes", "bytes of payload of collectives"),
}
_OF_ANY_UNIT: Final = ("broadcasts", "bytes", "flops", "collectives", "collective-bytes")
