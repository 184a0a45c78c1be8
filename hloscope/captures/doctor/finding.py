"""Finding: one reason why a dump is not what was wanted, with what shows it, why it is so, and what helps."""

from __future__ import annotations

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


def shortened(text: str, limit: int = 300) -> str:
    """A text from outside as one line that may be shown: no control characters, and of a long one its two ends."""
    half = limit // 2
    cut = text if len(text) <= limit else f"{text[:half]}...{text[-half:]}"
    return "".join(character if character.isprintable() else " " for character in cut)
