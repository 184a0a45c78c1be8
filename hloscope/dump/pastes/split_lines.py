"""Split lines: those that a container runtime or a CI system cut into several, and marked so, made whole again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hloscope.regex import lazy_pattern

# Kubernetes: `TIME stdout P text`, P for a part and F for the end. GitLab: `TIME 00O text`, with + for what goes on.
_KUBERNETES = lazy_pattern(r"(\d{4}-\d\d-\d\dT\S++) (stdout|stderr) ([FP]) ?(.*+)")
_GITLAB = lazy_pattern(r"(\d{4}-\d\d-\d\dT\S++) ([0-9a-f]{2}[OE])([+ ])(.*+)")
_SAMPLE = 50  # lines that show whether it is such a log
_DIFF_HEAD = lazy_pattern(r"diff --git |index [0-9a-f]{7}|(?:\+\+\+|---) |\\ No newline")


def join_lines(text: str) -> str:
    """The text with lines that were split made whole."""
    lines = text.split("\n")
    sample = [line for line in lines[:_SAMPLE] if line.strip()]
    for pattern, take in ((_KUBERNETES, _take_kubernetes), (_GITLAB, _take_gitlab)):
        if sample and 2 * sum(map(bool, map(pattern.match, sample))) > len(sample):
            return take(pattern, lines)
    return text


def _take_kubernetes(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    found: list[str] = []
    parts: dict[str, list[str]] = {"stdout": [], "stderr": []}
    for line in lines:
        taken = pattern.match(line)
        if taken is None:
            found.append(line)
            continue
        parts[taken[2]].append(taken[4])
        if taken[3] == "F":
            found.append(f"[{taken[2]}] {''.join(parts[taken[2]])}")
            parts[taken[2]].clear()
        else:
            found.append("")  # so that lines keep their numbers
    return "\n".join([*found, *(f"[{stream}] {''.join(rest)}" for stream, rest in parts.items() if rest)])


def _take_gitlab(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    found: list[list[str]] = []
    last: dict[str, list[str]] = {}
    for line in lines:
        taken = pattern.match(line)
        if taken and taken[3] == "+" and taken[2] in last:
            last[taken[2]].append(taken[4])
            found.append([])
            continue
        found.append([f"[{taken[2]}] {taken[4]}" if taken else line])
        if taken:
            last[taken[2]] = found[-1]
    return "\n".join(map("".join, found))


def new_side_of_diff(text: str) -> str:
    """The new side of a unified diff of HLO: what is left out between its hunks is a line of dots; else as it is."""
    lines = text.split("\n")
    if not _is_diff(lines):
        return text
    return "\n".join(map(_new_side, lines))


def _is_diff(lines: Sequence[str]) -> bool:
    """Whether what begins with a plus is HLO, and all the rest is context, or of a diff."""
    added = [line for line in lines if line.startswith("+") and not line.startswith("+++")]
    if not any(_HLO.match(line) for line in added):
        return False
    return all(line[:1] in ("+", "-", " ", "@", "\\", "") or _DIFF_HEAD.match(line) for line in lines) or any(
        line.startswith("@@ ") for line in lines
    )


_HLO = lazy_pattern(r"\+\s*+(?:HloModule\s|ENTRY\s|ROOT\s|%?[\w.\-]++\s++=\s|\})")


def _new_side(line: str) -> str:
    if line.startswith("@@"):
        return "..."
    if line.startswith(("-", "\\")) or _DIFF_HEAD.match(line):
        return ""
    return line[1:] if line[:1] in ("+", " ") else line
