"""Rules: what each id of a finding is about, in a sentence; the manual has cause and cure of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OF_DIFF: Final[Mapping[str, str]] = {
    "launches": "launches",
    "broadcasts": "materialized-broadcast",
    "split": "unfused",
    "copies": "copy",
    "bytes": "bytes",
    "flops": "flops",
    "memory": "memory",
    "collectives": "collective",
    "collective-bytes": "collective-bytes",
    "programs": "program",
    "changes": "change",
}
"""The last part of the id by rule of `hloscope diff`."""

RULES: Final[Mapping[str, str]] = {
    "hloscope/launches": "A program has more compute launches",
    "hloscope/materialized-broadcast": "A program writes more bytes of materialized broadcasts",
    "hloscope/unfused": "What was fused runs in several launches",
    "hloscope/copy": "A program has more copies",
    "hloscope/bytes": "The launches of a program read and write more bytes",
    "hloscope/flops": "A run of a program takes more floating point operations",
    "hloscope/memory": "A program needs more memory at the peak",
    "hloscope/collective": "A program has more collectives",
    "hloscope/collective-bytes": "The collectives of a program move more bytes in a run",
    "hloscope/program": "A program is gone",
    "hloscope/change": "Something changed",
    "hloscope/ranks": "Ranks of one run have different programs",
    "hloscope/missing-rank": "Ranks of one run lack a program that others have",
    "hloscope/unreadable": "A file could not be read, so there is no verdict on it",
    "hloscope/unknown": "What a program runs is known on one side only, so there is no verdict on it",
    "hloscope/doctor": "A dump or a log has a problem",
}


def rule_text(rule: str) -> str:
    """The sentence of a rule; of those of the doctor, which has ids of its own below its rule, the common one."""
    return RULES.get(rule) or RULES["hloscope/doctor"]


def help_of(rule: str) -> str:
    """The page of the manual that explains a rule."""
    family, _, name = rule.removeprefix("hloscope/").partition("/")
    page, anchor = ("findings", name) if family == "doctor" and name else ("rules", family)
    return f"https://github.com/hloscope/hloscope/blob/main/docs/reference/{page}.md#{anchor}"
