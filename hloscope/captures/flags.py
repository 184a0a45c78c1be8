"""Flags: XLA_FLAGS and TF_XLA_FLAGS, taken apart, merged, and put right where a tutorial has them wrong.

XLA reads XLA_FLAGS once, when a backend starts; white space separates flags, and a value that begins with no dash is
the name of a file that holds them (xla/parse_flags_from_env.cc). A flag that it does not know ends the process.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# Flags that tutorials and old answers print for TF_XLA_FLAGS. TensorFlow has dropped them and dies of them; XLA's own
# flag for the same purpose stands beside each (measured on TensorFlow 2.16 and 2.21).
TRANSLATIONS: Mapping[str, str] = {
    "tf_xla_dump_to": "xla_dump_to",
    "tf_dump_graph_prefix": "xla_dump_to",
    "tf_xla_dump_hlo_pass_re": "xla_dump_hlo_pass_re",
}


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag: `--name=value`, or `--name`, which is on."""

    name: str
    value: str | None = None

    def __str__(self) -> str:
        """The flag as a command line has it."""
        return f"--{self.name}" if self.value is None else f"--{self.name}={self.value}"


def parse_flags(text: str) -> tuple[Flag, ...]:
    """The flags of a variable's value, in order; words that are no flags are kept as they are, as names without value.

    Quotes hold white space together, as they do for XLA.
    """
    try:
        words = shlex.split(text)
    except ValueError:  # a quote that does not end; XLA takes the words then
        words = text.split()
    return tuple(_flag_of(word) for word in words)


def _flag_of(word: str) -> Flag:
    name, equals, value = word.lstrip("-").partition("=")
    return Flag(name, value if equals else None)


def flags_text(flags: Iterable[Flag]) -> str:
    """The value of the variable: flags with white space in them are quoted."""
    return " ".join(_quoted(str(flag)) for flag in flags)


def _quoted(text: str) -> str:
    return f'"{text}"' if any(character.isspace() for character in text) else text


def merge_flags(present: Sequence[Flag], wanted: Sequence[Flag]) -> tuple[Flag, ...]:
    """The flags that are present, without those that `wanted` sets anew, and then the wanted ones."""
    replaced = {flag.name for flag in wanted}
    return (*(flag for flag in present if flag.name not in replaced), *wanted)


def find_value(flags: Iterable[Flag], name: str) -> str | None:
    """The value of the last flag of that name: it is the one that counts."""
    return next((flag.value for flag in reversed(tuple(flags)) if flag.name == name), None)


@dataclass(frozen=True, slots=True)
class Translation:
    """Flags of TF_XLA_FLAGS that belong elsewhere: `kept` stay, `moved` go to XLA_FLAGS, `notes` say what was done."""

    kept: tuple[Flag, ...]
    moved: tuple[Flag, ...]
    notes: tuple[str, ...]


def translate_tensorflow_flags(flags: Sequence[Flag]) -> Translation:
    """Takes out what TensorFlow does not know, or what is XLA's, and says where it goes."""
    kept: list[Flag] = []
    moved: list[Flag] = []
    notes: list[str] = []
    for flag in flags:
        name = TRANSLATIONS.get(flag.name) or (flag.name if flag.name.startswith("xla_") else None)
        if name is None:
            kept.append(flag)
            continue
        replacement = Flag(name, flag.value)
        moved.append(replacement)
        notes.append(f"TF_XLA_FLAGS {flag} is no flag of TensorFlow; XLA_FLAGS {replacement} does what it meant")
    return Translation(tuple(kept), tuple(moved), tuple(notes))
