r"""Strings: HLO that stands in one literal of JSON, Python or C++, where its line ends are written as `\n`."""

from __future__ import annotations

import re

from hloscope.regex import lazy_pattern

_ESCAPE = lazy_pattern(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))")
_SINGLE = {"n": "\n", "t": "\t", "r": "", "b": "", "f": "", "0": ""}
_OPENING = lazy_pattern(r"(\\*+[\"'])(?:\\++n|[ \t])*+\Z")
_WORDS = ("HloModule ", "ENTRY ", "digraph ", "IR {", "module @")
_DEEPEST = 3  # literals in literals
_MOST_SLASHES = 16  # so many are in front of a quote four literals deep
_LONGEST_GAP = 100  # characters between the quote and the module


def literal_texts(text: str) -> str:
    r"""The text with what its literals hold in place of each line that has HLO over `\n` in one."""
    for _ in range(_DEEPEST):
        lines = text.split("\n")
        if not any(map(_has_literal, lines)):
            break
        text = "\n".join(_literals_in(line) if _has_literal(line) else line for line in lines)
    return text


def _has_literal(line: str) -> bool:
    return "\\n" in line and bool(_words_in(line))


def _words_in(line: str) -> list[str]:
    """What a module, failing that its entry, a drawing, or a module of StableHLO begins with, as far as it is there."""
    found = [word for word in _WORDS[:-1] if word in line]
    return found or ([_WORDS[-1]] if _WORDS[-1] in line and "stablehlo." in line else [])


def _find_module(line: str, start: int, words: list[str]) -> int:
    """Where the first of the words is that is still to come; those that are not are taken out of them."""
    while words:
        place = line.find(words[0], start)
        if place >= 0:
            return place
        words.pop(0)
    return -1


def _literals_in(line: str) -> str:
    """What the literals of a line say, decoded once; what is around them is left out."""
    found: list[str] = []
    start, words = 0, _words_in(line)
    while (place := _find_module(line, start, words)) >= 0:
        opening = _find_quote(line, start, place)
        if opening < 0:  # the literal was cut in front
            found.append(line[start:])
            break
        slashes = _slashes_before(line, opening)
        end = _end_of(line, opening + 1, slashes)
        found.append(line[opening + 1 : end - slashes])
        start = end + 1
    return "\n".join(map(_unescape, found))


def _find_quote(line: str, start: int, place: int) -> int:
    """Where the literal opens that holds a place: the quote in front of it, else the double quotes nearest to it."""
    near = _OPENING.search(line, max(start, place - _LONGEST_GAP), place)
    if near:
        return near.end(1) - 1
    double = line.rfind('"', start, place)
    return double if double >= 0 else line.rfind("'", start, place)


def _end_of(line: str, start: int, slashes: int) -> int:
    """Where the literal ends whose quotes have so many backslashes in front of them; at the end if it is cut."""
    quote = line[start - 1]
    place = line.find(quote, start)
    while place >= 0:
        count = _slashes_before(line, place)
        if count == slashes or (not slashes and count % 2 == 0):
            return place
        place = line.find(quote, place + 1)
    return len(line) + slashes


def _slashes_before(line: str, place: int) -> int:
    window = line[max(0, place - _MOST_SLASHES) : place]
    return len(window) - len(window.rstrip("\\"))


def _unescape(text: str) -> str:
    return _ESCAPE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _SINGLE.get(found[3], found[3])
