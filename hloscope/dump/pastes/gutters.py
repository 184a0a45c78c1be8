"""Gutters: what stands in front of each line of a log, a quotation or a listing, told from the lines of HLO behind it.

No list of loggers is needed: what is in front of `%x = f32[2] add(` is the gutter, times and counters apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from hloscope.regex import compiled, lazy_pattern

_LONGEST = 400  # characters of a gutter; longer ones were not seen
_MOST = 64  # gutters of one text that differ in more than numbers
_FEWEST = 2  # lines of HLO that show a gutter

_ANCHOR = lazy_pattern(
    r"(?P<head>HloModule\s++%?[\w.\-]++\s*+(?=[,:]|\Z)|\*\*\* (?:Begin|End) \S)"
    r"|(?:ROOT\s++)?+(?:%[\w.\-]++|(?<![\w.\-])[A-Za-z_][\w.\-]*+)\s++=\s++(?:\(|[a-z]\w*+\[)"
    r"|ENTRY\s++%?[\w.\-]++\s*+[({]"
)
_CODE_IN_FRONT = ("{", "(", "=", ",", "->", "label:", "operation:")  # a computation in one line, or a message

_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s++"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATE = rf"\d{{4}}[-/]\d\d?[-/]\d\d?|(?:{_WEEKDAY})?+{_MONTH}\s++\d\d?"
_TIME = r"\d\d?:\d\d:\d++(?:[.,]\d++)?+(?:\s?Z|\s?[+\-]\d\d:?\d\d)?+(?:\s\d{4}(?!\d))?+"
_SECONDS = r"(?<![\d.\w])\d{10,19}(?:\.\d++)?+(?!\d)|(?<![\d.\w])\d++\.\d{3,9}(?!\d)"
_STAMP = rf"(?:{_DATE})(?:[T ]\s*+{_TIME})?+|(?<!\d)[IWEF]\d{{4}}\s++{_TIME}|{_TIME}|{_SECONDS}"
_FIELDS = lazy_pattern(rf"(?P<stamp>{_STAMP})|(?P<number>\d++)|(?P<space>\s++)|(?P<word>[^\s\d]++)")
_MARKS = lazy_pattern(r"[\[\](){}<>|:]++|^[^\w]++|[^\w]++$")


class Stream(NamedTuple):
    """What one writer wrote into a text: its lines without the gutter; `label` names it where there are several."""

    label: str
    text: str


class _Line(NamedTuple):
    """A line of a gutter: what was in front of it, the numbers in there, and the rest."""

    place: int
    gutter: int
    key: str
    numbers: tuple[int, ...]
    rest: str


def streams_of(text: str, *, anchor: re.Pattern[str] | None = None) -> tuple[Stream, ...]:
    """The streams in a text that hold HLO; the text itself where nothing stands in front of its lines.

    `anchor` finds the beginnings of other lines than those of HLO; what is in front of its group `head` is no gutter.
    """
    lines = text.split("\n")
    anchor = anchor or _ANCHOR
    gutters = _gutters_in(lines, anchor)
    if not gutters:
        return (Stream("", text),)
    found = [line for line in _lines_with(gutters, lines) if line]
    counting = _counting_numbers(found)
    by_writer: defaultdict[str, list[_Line]] = defaultdict(list)
    for line in found:
        by_writer[_writer_of(line, counting)].append(line)
    writers = {
        writer: members for writer, members in by_writer.items() if any(_begins(line, anchor) for line in members)
    }
    if len(writers) == 1:
        (members,) = writers.values()
        rests = [""] * len(lines)  # so that errors name the right line
        for line, rest in zip(members, _dedent(members), strict=True):
            rests[line.place] = rest
        return (Stream("", "\n".join(rests)),)
    return tuple(Stream(_label_of(writer), "\n".join(_dedent(members))) for writer, members in writers.items())


def _dedent(lines: Sequence[_Line]) -> list[str]:
    """What is behind the gutter, without the spaces that belong to it: all lines have them."""
    indents = [line.rest[: len(line.rest) - len(line.rest.lstrip())] for line in lines if line.rest.strip()]
    pairs = zip(min(indents, default=""), max(indents, default=""), strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return [line.rest[common:] if line.rest.strip() else "" for line in lines]


def _begins(line: _Line, anchor: re.Pattern[str]) -> bool:
    return anchor.match(line.rest.lstrip()[:_LONGEST]) is not None


def _gutters_in(lines: Sequence[str], pattern: re.Pattern[str]) -> tuple[str, ...]:
    """The patterns of what is in front of lines of HLO, if it is in front of most of them."""
    found: Counter[str] = Counter()
    plain = 0
    for line in lines:
        anchor = pattern.search(line[:_LONGEST]) if line else None
        if anchor is None or anchor["head"]:
            continue
        front = line[: anchor.start()]
        if not front.strip() or front.rstrip().endswith(_CODE_IN_FRONT):
            plain += 1
        else:
            found[_pattern_text(front)] += 1
    frequent = {pattern: count for pattern, count in found.most_common(_MOST) if count >= _FEWEST or len(found) == 1}
    return tuple(frequent) if sum(frequent.values()) > plain else ()


def _pattern_text(front: str) -> str:
    """A pattern of all that is like the gutter: other times, other numbers, no spaces at its end."""
    parts: list[str] = []
    for field in _FIELDS.finditer(front.rstrip()):
        if field["stamp"]:
            parts.append(rf"(?:{_STAMP})")
        elif field["number"]:
            parts.append(r"(\d++)")
        else:
            parts.append(r"\s*+" if field["space"] else re.escape(field[0]))
    return "".join(parts)


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return compiled(rf"\s*+{pattern}")


def _lines_with(gutters: Sequence[str], lines: Sequence[str]) -> Iterable[_Line | None]:
    """Each line by its gutter; the one of the line before is tried first."""
    order = [*range(len(gutters))]
    patterns = [_compile(gutter) for gutter in gutters]
    for place, line in enumerate(lines):
        for number in order:
            found = patterns[number].match(line)
            if found:
                if order[0] != number:
                    order.remove(number)
                    order.insert(0, number)
                numbers = tuple([int(text[-18:]) for text in found.groups()])
                yield _Line(place, number, found[0], numbers, line[found.end() :])
                break


def _counting_numbers(lines: Sequence[_Line]) -> frozenset[tuple[int, int]]:
    """The numbers of gutters that count lines or time: they grow from line to line, and name no writer."""
    by_gutter: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    for line in lines:
        by_gutter[line.gutter].append(line.numbers)
    return frozenset(
        (gutter, place)
        for gutter, rows in by_gutter.items()
        for place, column in enumerate(zip(*rows, strict=True))
        if _is_counting(column)
    )


def _is_counting(column: Sequence[int]) -> bool:
    grows = all(one <= other for one, other in pairwise(column))
    return grows and len(set(column)) > max(2, len(column) // 3)


def _writer_of(line: _Line, counting: frozenset[tuple[int, int]]) -> str:
    """What is left of a gutter without its times, counters and spaces."""
    parts: list[str] = []
    number = 0
    for field in _FIELDS.finditer(line.key):
        if field["number"]:
            parts.append("" if (line.gutter, number) in counting else field[0])
            number += 1
        elif not field["stamp"]:
            parts.append(" " if field["space"] else field[0])
    return f"{line.gutter if len(parts) == 0 else ''}{''.join(parts).strip()}"


def _label_of(writer: str) -> str:
    """A writer as a part of a path."""
    return " ".join(_MARKS.sub(" ", writer).replace("/", "-").split()) or writer.replace("/", "-")
