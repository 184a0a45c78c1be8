"""Flags: XLA_FLAGS and TF_XLA_FLAGS, taken apart, merged, and put right where a tutorial has them wrong.

XLA reads XLA_FLAGS once, when a backend starts. White space separates flags; a quote right behind the `=` holds white
space together; a word that begins with no dash ends the reading, and what comes after it is ignored in silence. A
variable that begins with no dash is the name of a file of flags. A flag that XLA does not know ends the process.
All this is from xla/parse_flags_from_env.cc.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hloscope.regex import compiled

# Flags that tutorials and old answers print for TF_XLA_FLAGS. TensorFlow has dropped them and dies of them; XLA's own
# flag for the same purpose stands beside each (measured on TensorFlow 2.16 and 2.21).
TRANSLATIONS: Mapping[str, str] = {
    "tf_xla_dump_to": "xla_dump_to",
    "tf_dump_graph_prefix": "xla_dump_to",
    "tf_xla_dump_hlo_pass_re": "xla_dump_hlo_pass_re",
}


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
        return name if self.value is None else f"{name}={_quoted(self.value)}"


def _quoted(value: str) -> str:
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


def merge_flags(present: Sequence[Flag], wanted: Sequence[Flag]) -> tuple[Flag, ...]:
    """The flags that are present, without those that `wanted` sets anew, and then the wanted ones."""
    replaced = {flag.name for flag in wanted}
    return (*(flag for flag in present if flag.name not in replaced), *wanted)


def find_value(flags: Iterable[Flag], name: str) -> str | None:
    """The value of the last flag of that name: it is the one that counts."""
    return next((flag.value for flag in reversed(tuple(flags)) if flag.name == name), None)


@dataclass(frozen=True, slots=True)
class Translation:
    """Flags of TF_XLA_FLAGS that belong elsewhere: `left` stay, `moved` go to XLA_FLAGS, `notes` say what was done."""

    left: tuple[Flag, ...]
    moved: tuple[Flag, ...]
    notes: tuple[str, ...]


def translate_tensorflow_flags(flags: Sequence[Flag]) -> Translation:
    """Takes out what TensorFlow does not know, or what is XLA's, and says where it goes."""
    left: list[Flag] = []
    moved: list[Flag] = []
    notes: list[str] = []
    for flag in flags:
        name = TRANSLATIONS.get(flag.name) or (flag.name if flag.name.startswith("xla_") else None)
        if name is None:
            left.append(flag)
            continue
        replacement = Flag(name, flag.value)
        moved.append(replacement)
        notes.append(f"TF_XLA_FLAGS {flag} is no flag of TensorFlow; XLA_FLAGS {replacement} does what it meant")
    return Translation(tuple(left), tuple(moved), tuple(notes))
