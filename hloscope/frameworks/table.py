"""The table of frameworks, and which of them made a module."""

from __future__ import annotations

from collections.abc import Mapping

from hloscope.frameworks.framework import Framework
from hloscope.frameworks.jax import JAX
from hloscope.frameworks.tensorflow import TENSORFLOW
from hloscope.frameworks.torch_xla import TORCH_XLA

FRAMEWORKS: Mapping[str, Framework] = {row.name: row for row in (JAX, TENSORFLOW, TORCH_XLA)}
"""The frameworks, by name."""

# The least telling mark comes last: to TensorFlow's, any type of operation is one that begins with a capital.
_BY_METADATA = (JAX, TORCH_XLA, TENSORFLOW)


def find_framework(module_name: str, head: str) -> str | None:
    """`jax`, `tensorflow` or `torch-xla`: by the module's name, else by the metadata of the first instructions."""
    by_name = (row.name for row in FRAMEWORKS.values() if row.module_name.match(module_name))
    by_metadata = (row.name for row in _BY_METADATA if row.metadata.search(head))
    return next(by_name, None) or next(by_metadata, None)


def without_counters(name: str) -> str:
    """The name of a function without what a framework adds to it to count its compilations."""
    for row in FRAMEWORKS.values():
        name = row.counters.sub("", name) if row.counters else name
    return name
