"""User output: what the user's code prints in this process, kept apart from what hloscope prints."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, redirect_stdout, suppress

_STDOUT, _STDERR = 1, 2


@contextmanager
def stdout_to_stderr() -> Generator[None]:
    """Sends to stderr what Python, C code and processes that are started print on stdout meanwhile."""
    sys.stdout.flush()
    try:
        saved = os.dup(_STDOUT)
    except OSError:  # it is closed
        saved = None
    try:
        if saved is not None:
            os.dup2(_STDERR, _STDOUT)
        with redirect_stdout(sys.stderr):
            yield
    finally:
        sys.stderr.flush()
        with suppress(OSError, AttributeError, TypeError):  # what C code holds back; not everywhere
            ctypes.CDLL(None).fflush(None)
        if saved is not None:
            os.dup2(saved, _STDOUT)
            os.close(saved)
