"""Libraries of `hloscope[fleet]`, each loaded where it is needed first; they have no types that checkers know."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from hloscope.errors import HloscopeError


def library(name: str) -> Any:  # noqa: ANN401 (a module)
    """A module of a library.

    Raises:
        HloscopeError: it is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise HloscopeError(f"what this takes is not installed ({error}); pip install 'hloscope[fleet]'") from error
