"""Versions: of hloscope, its documents and the frameworks it was tested with; and where to report what it misreads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__version__ = "0.1.0"

TESTED: Mapping[str, Sequence[str]] = {
    "jax": ("0.10.2", "0.11.2", "0.12.0.1"),
    "TensorFlow": ("2.21.0",),
    "torch-xla": ("2.9.0",),
}
"""The newest versions whose dumps were read, instruction by instruction, and compared with what XLA launches."""

SCHEMA = 1
"""The version of every JSON document: keys are added while it stays the same, never renamed or removed."""

EXPLAINED_SCHEMA = 2
"""The version of documents with costs and memory: what they share with those of version 1 has all that 1 has."""

SNAPSHOT_SCHEMA = 1
"""The version of the files of snapshots that projects keep."""

ISSUES = "https://github.com/hloscope/hloscope/issues"
"""The issue tracker, as pyproject.toml names it."""


def versions_in_words() -> str:
    """The versions in words: `jax 0.10.2, 0.11.2 and 0.12.0.1; TensorFlow 2.21.0; torch-xla 2.9.0`."""
    return "; ".join(f"{name} {_listed(versions)}" for name, versions in TESTED.items())


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


NEWER_HINT = (
    f"If XLA wrote it so, it is newer than this hloscope, which was tested with {versions_in_words()}. "
    f"Try a newer one (pip install --upgrade hloscope), or report the line: {ISSUES}"
)
"""What is said of a well-formed line of HLO that hloscope cannot read."""
