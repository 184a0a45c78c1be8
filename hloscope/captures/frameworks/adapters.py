"""The table of adapters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hloscope.captures.frameworks import jax, tensorflow, torch_xla
from hloscope.captures.frameworks.adapter import Adapter
from hloscope.frameworks.telling import framework_of

ADAPTERS: Mapping[str, Adapter] = {"jax": jax, "tensorflow": tensorflow, "torch-xla": torch_xla}
"""What is done with each framework, by its name."""


def adapter_for(fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]) -> Adapter:
    """The adapter of the framework that a function is written for; raises as `framework_of` does."""
    return ADAPTERS[framework_of(fn, args, kwargs)]
