"""Split lines: those that a container runtime or a CI system cut into several, and marked so, made whole again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

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
    """The new side of a unified diff of HLO: what is left out between its hunks is a line of dots; else as it is.

    Where hunks have heads, all of the text is the diff; else the lines around those of HLO that are marked.
    """
    lines = text.split("\n")
    marked = [place for place, line in enumerate(lines) if line.startswith("+") and _HLO.match(line)]
    if not marked:
        return text
    start, end = 0, len(lines)
    if not any(line.startswith("@@ ") for line in lines):
        start, end = marked[0], marked[-1] + 1
        if not all(map(_is_of_diff, lines[start:end])):
            return text
        start -= sum(1 for _ in takewhile(_is_of_diff, reversed(lines[:start])))
        end += sum(1 for _ in takewhile(_is_of_diff, lines[end:]))
    return "\n".join([*lines[:start], *map(_new_side, lines[start:end]), *lines[end:]])


def _is_of_diff(line: str) -> bool:
    """Whether it may stand in a diff: what is added, is gone or stays."""
    return line[:1] in ("+", "-", " ", "@", "\\", "") or _DIFF_HEAD.match(line) is not None


_HLO = lazy_pattern(r"\+\s*+(?:HloModule\s|ENTRY\s|ROOT\s|%?[\w.\-]++\s++=\s|\})")


def _new_side(line: str) -> str:
    if line.startswith("@@"):
        return "..."
    if line.startswith(("-", "\\")) or _DIFF_HEAD.match(line):
        return ""
    return line[1:] if line[:1] in ("+", " ") else line
