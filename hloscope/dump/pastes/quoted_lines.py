r"""Quoted lines: a module in a program, each line of it in quotes of its own, as `"  %x = f32[2] add(%a, %b)\n"`."""

from __future__ import annotations

import re

from hloscope.regex import lazy_pattern

_HLO = r"HloModule\s|ENTRY\s|ROOT\s|%?[A-Za-z_][\w.\-]*+\s++=\s|%?[\w.\-]++\s\([^\n]*+\{|\}"
_QUOTED = lazy_pattern(
    rf"""(?m)^[^\n"']{{0,80}}?(?P<quote>["'])(?:\\n|[ \t])*+(?:{_HLO})(?:(?!(?P=quote))[^\\\n]|\\.)*+(?P=quote)"""
)
_ANY_QUOTED = lazy_pattern(r"""^[^\n"']{0,80}?(["'])((?:(?!\1)[^\\\n]|\\.)*+)\1\s*+[,;)+\\\]]*+\s*+$""")
_ESCAPE = lazy_pattern(r"\\(.)")
_FEWEST = 2
_CONTINUED = lazy_pattern(r"(?m)(?:\\n)?\\[ \t]*+$")  # a line of a macro, or of a string that goes on in the next
_BOX = lazy_pattern(r"(?m)[\u2502|][ \t]*+$")


def without_quotes(text: str) -> str:
    """The text with what stands in the quotes of a line in its place, if lines of HLO do; else as it is."""
    lines = text.count("\n") + 1
    for pattern in (_CONTINUED, _BOX):
        if 2 * sum(1 for _ in pattern.finditer(text)) > lines:
            text = pattern.sub("", text)
    if sum(1 for _ in _QUOTED.finditer(text)) < _FEWEST:
        return text
    return "\n".join(map(_unquote, text.split("\n")))


def _unquote(line: str) -> str:
    found = _ANY_QUOTED.match(line)
    return _ESCAPE.sub(_unescape, found[2]).rstrip("\n") if found else line


def _unescape(found: re.Match[str]) -> str:
    return {"n": "\n", "t": "\t"}.get(found[1], found[1])
