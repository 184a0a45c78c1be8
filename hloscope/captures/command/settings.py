"""Settings: the environment variables under which a program of any framework dumps what XLA compiles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from hloscope.captures.command.flags import (
    Flag,
    find_value,
    flags_text,
    merge_flags,
    parse_flags,
    split_flags,
)
from hloscope.captures.command.tensorflow_flags import translate_tensorflow_flags
from hloscope.dump.sources import open_file
from hloscope.frameworks import FRAMEWORKS

_MOST_OF_A_FLAGS_FILE = 1 << 20  # bytes; XLA's own flags and their help take 500 kB

PASSES = (Flag("xla_dump_hlo_pass_re", ".*"), Flag("xla_dump_module_metadata"))
"""What makes XLA dump the module after every pass, and how long each took."""


@dataclass(frozen=True, slots=True)
class Forms:
    """What is dumped beside the text of each module before and after optimization."""

    passes: bool = False
    proto: bool = False
    dot: bool = False


class SettingsForm(TypedDict):
    """The environment variables to set, and the names of those to take away."""

    set: dict[str, str]
    unset: list[str]


@dataclass(frozen=True, slots=True)
class Settings:
    """The variables to set and to take away, the folder that fills, and what a person should be told."""

    folder: Path
    variables: Mapping[str, str]
    removed: tuple[str, ...]
    notes: tuple[str, ...]

    def applied_to(self, environment: Mapping[str, str]) -> dict[str, str]:
        """The environment of the program."""
        inherited = {name: value for name, value in environment.items() if name not in self.removed}
        return inherited | dict(self.variables)

    def removed_from(self, environment: Mapping[str, str]) -> list[str]:
        """The variables to take away that are there."""
        return [name for name in self.removed if name in environment]

    def to_dict(self, environment: Mapping[str, str]) -> SettingsForm:
        """The JSON form: what is to be done to an environment."""
        return {"set": dict(self.variables), "unset": self.removed_from(environment)}


def dump_folder_in(environment: Mapping[str, str]) -> Path | None:
    """The folder that XLA_FLAGS or TF_XLA_FLAGS already dump to, if they do."""
    translated = translate_tensorflow_flags(parse_flags(environment.get("TF_XLA_FLAGS", "")))
    for flags in (translated.moved, flags_in(environment)):
        folder = find_value(flags, "xla_dump_to")
        if folder and folder != "-":
            return Path(folder)
    return None


def dump_settings(
    environment: Mapping[str, str], folder: Path, forms: Forms, frameworks: Iterable[str] = FRAMEWORKS
) -> Settings:
    """How to run a program of one of these frameworks so that it dumps into `folder`, whatever its environment says."""
    translated = translate_tensorflow_flags(parse_flags(environment.get("TF_XLA_FLAGS", "")))
    present, notes = _present_flags(environment)
    merged = merge_flags((*present, *translated.moved), _flags_of(folder, forms))
    variables = {"XLA_FLAGS": flags_text(merged)}
    rows = [FRAMEWORKS[framework] for framework in frameworks]
    for row in rows:
        variables |= row.variables
    if translated.moved and translated.left:
        variables["TF_XLA_FLAGS"] = flags_text(translated.left)
    removed = ("TF_XLA_FLAGS",) if translated.moved and not translated.left else ()
    caches = [name for row in rows for name in row.removed]
    return Settings(folder, variables, (*removed, *caches), (*notes, *translated.notes))


def _present_flags(environment: Mapping[str, str]) -> tuple[tuple[Flag, ...], tuple[str, ...]]:
    """The flags in XLA_FLAGS, or in the file that it names; and a note if that file cannot be read."""
    text = environment.get("XLA_FLAGS", "")
    try:
        flags, ignored = split_flags(text if names_no_file(text) else flags_file_text(text).decode("utf-8"))
    except (OSError, ValueError) as error:
        return (), (f"XLA_FLAGS names the file {text!r}, which cannot be read ({error}); it is left out",)
    return flags, ((f"XLA_FLAGS: XLA ignores all from {ignored!r} on, which begins with no dash",) if ignored else ())


def flags_file_text(path: str) -> bytes:
    """What stands in the file that XLA_FLAGS names; raises OSError or ValueError if it cannot be read."""
    with open_file(Path(path)) as file:
        return file.read(_MOST_OF_A_FLAGS_FILE)


def flags_in(environment: Mapping[str, str]) -> tuple[Flag, ...]:
    """The flags that XLA reads from XLA_FLAGS, or from the file that it names; none if that cannot be read."""
    return _present_flags(environment)[0]


def names_no_file(text: str) -> bool:
    """Whether XLA reads flags from the variable itself, not from a file that it names."""
    return not text or text.lstrip(" \t\r\n").startswith("-")


def _flags_of(folder: Path, forms: Forms) -> tuple[Flag, ...]:
    """XLA dumps text by default, but not once another form is asked for."""
    flags = [Flag("xla_dump_to", str(folder)), Flag("xla_dump_hlo_as_text")]
    flags += PASSES if forms.passes else []
    flags += [Flag("xla_dump_hlo_as_proto")] if forms.proto else []
    flags += [Flag("xla_dump_hlo_as_dot")] if forms.dot else []
    return tuple(flags)
