"""Compilations of testdata/ for the tests of assertions, and what a failed one says."""

from collections.abc import Callable
from functools import cache

import hloscope
from hloscope.dump import Compilation
from tests.support.dumped import TESTDATA


@cache
def compilation(folder: str) -> Compilation:
    """The one program in a folder of testdata."""
    [found] = hloscope.load(TESTDATA / folder).compilations
    return found


def failure_of(call: Callable[[], object]) -> str | None:
    """What an assertion says that fails, with paths as they are in the checkout; None if it passes."""
    try:
        call()
    except AssertionError as error:
        return str(error).replace(f"{TESTDATA.parent}/", "")
    return None


def error_of(call: Callable[[], object]) -> str:
    """What is said of an assertion that has nothing to check."""
    try:
        call()
    except hloscope.HloscopeError as error:
        return str(error)
    raise AssertionError("expected an HloscopeError")
