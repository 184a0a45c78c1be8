"""Finding: one reason why a dump is not what was wanted, with what shows it, why it is so, and what helps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict


class FindingForm(TypedDict):
    """A reason why a dump is not what was wanted, or something worth knowing; `id` names its kind and never changes."""

    id: str
    evidence: str
    cause: str
    cure: str
    is_problem: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, or with `is_problem=False` something worth knowing; `id` names its kind and never changes."""

    id: str
    evidence: str
    cause: str
    cure: str
    is_problem: bool = True

    def to_dict(self) -> FindingForm:
        """The finding as JSON has it."""
        return {
            "id": self.id,
            "evidence": self.evidence,
            "cause": self.cause,
            "cure": self.cure,
            "is_problem": self.is_problem,
        }


def note(id: str, evidence: str, cause: str, cure: str) -> Finding:  # noqa: A002 (the word of the JSON document)
    """A finding that is no problem."""
    return Finding(id, evidence, cause, cure, is_problem=False)


_OF_FLAGS = frozenset({"flag-dashes", "flag-without-value", "tf-xla-flags", "unknown-flag"})
_MOST_FLAGS = 20  # a log may complain of any number


def one_of_a_kind(findings: Iterable[Finding]) -> list[Finding]:
    """The first finding of each kind, in order; of flags one for each that has a cure of its own."""
    first: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        is_of_flag = finding.id in _OF_FLAGS and len(first) < _MOST_FLAGS
        first.setdefault((finding.id, finding.cure if is_of_flag else ""), finding)
    return list(first.values())


def shortened(text: str, limit: int = 300) -> str:
    """A text from outside as one line that may be shown: no control characters, and of a long one its two ends."""
    half = limit // 2
    cut = text if len(text) <= limit else f"{text[:half]}...{text[-half:]}"
    return "".join(character if character.isprintable() else " " for character in cut)
