"""Flags: XLA_FLAGS, and variables of the same form, taken apart and merged.

XLA reads XLA_FLAGS once, when a backend starts. White space separates flags; a quote right behind the `=` holds white
space together; a word that begins with no dash ends the reading, and what comes after it is ignored in silence. A
variable that begins with no dash is the name of a file of flags. A flag that XLA does not know ends the process.
All this is from xla/parse_flags_from_env.cc.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hloscope.regex import compiled

_SPACE = r" \t\r\n"
_WORD = compiled(
    rf"""[{_SPACE}]*+(?P<dashes>-++)(?P<name>[\w-]*+)
    (?:=(?:"(?P<double>(?:[^"\\]|\\.)*+)(?:"|\\?\Z) | '(?P<single>[^']*+)'? | (?P<plain>[^{_SPACE}]*+))
    | (?P<tail>[^{_SPACE}]*+))""",
    re.VERBOSE | re.ASCII | re.DOTALL,
)
_ESCAPE = compiled(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag: `--name=value`, or `--name`, which is on. With other dashes than two XLA does not know it."""

    name: str
    value: str | None = None
    dashes: str = "--"

    def __str__(self) -> str:
        """The flag as XLA reads it from a variable: a value with white space in it is quoted."""
        name = f"{self.dashes}{self.name}"
        return name if self.value is None else f"{name}={_quote(self.value)}"


def _quote(value: str) -> str:
    if value[:1] not in ("'", '"') and not re.search(rf"[{_SPACE}]", value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def parse_flags(text: str) -> tuple[Flag, ...]:
    """The flags of a variable's value that XLA reads, in order."""
    return split_flags(text)[0]


def split_flags(text: str) -> tuple[tuple[Flag, ...], str]:
    """The flags that XLA reads, and the rest, which it ignores: all from the first word that begins with no dash."""
    flags: list[Flag] = []
    end = 0
    while found := _WORD.match(text, end):
        flags.append(_flag_of(found))
        end = found.end()
    return tuple(flags), text[end:].strip()


def _flag_of(found: re.Match[str]) -> Flag:
    name = found["name"] + (found["tail"] or "")
    if found["double"] is not None:
        return Flag(name, _ESCAPE.sub(r"\1", found["double"]), found["dashes"])
    return Flag(name, found["plain"] if found["single"] is None else found["single"], found["dashes"])


def flags_text(flags: Iterable[Flag]) -> str:
    """The value of the variable."""
    return " ".join(map(str, flags))


def merge_flags(present: Sequence[Flag], added: Sequence[Flag]) -> tuple[Flag, ...]:
    """The flags that are present, without those that `added` sets anew, and then the added ones."""
    replaced = {flag.name for flag in added}
    return (*(flag for flag in present if flag.name not in replaced), *added)


def find_value(flags: Iterable[Flag], name: str) -> str | None:
    """The value of the last flag of that name: it is the one that counts."""
    return next((flag.value for flag in reversed(tuple(flags)) if flag.name == name), None)
