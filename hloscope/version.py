"""Version: that of hloscope, those of frameworks that it was tested with, and where to report what it cannot read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__version__ = "0.1.0"

TESTED: Mapping[str, Sequence[str]] = {
    "jax": ("0.10.2", "0.11.2", "0.12.0.1"),
    "TensorFlow": ("2.21.0",),
    "torch-xla": ("2.9.0",),
}
"""The newest versions whose dumps were read, instruction by instruction, and compared with what XLA launches."""

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
