"""Targets: which ones a test captures for, and what to do where a target or a framework is missing."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from typing import cast

import pytest

from hloscope.captures.targets.targets import check_installed, find_target
from hloscope.errors import HloscopeError
from hloscope.frameworks import FRAMEWORKS
from hloscope.pytest_plugin.options import option_of


def targets_of(config: pytest.Config, marker: pytest.Mark | None) -> list[str]:
    """The targets of one test: those of its marker, else of the command line, else of the ini file, else `cpu`."""
    marked: str | Iterable[str] | None = marker.kwargs.get("target") if marker else None
    ini: object = config.getini("hlo_target")  # a conftest may declare the same as something else
    named = cast("str | list[str]", ini) if isinstance(ini, str | list) else None
    found: str | Iterable[str] = marked or option_of(config, "target") or named or "cpu"
    words = found if isinstance(found, str) else ",".join(found)
    names = list(dict.fromkeys(filter(None, (word.strip() for word in words.split(",")))))
    try:
        for name in names:
            find_target(name)
    except HloscopeError as error:
        pytest.fail(str(error), pytrace=False)
    return names


def check_target(config: pytest.Config, name: str) -> None:
    """Skips a test if compiling for its target takes what is not installed; the process itself compiles for `cpu`."""
    if name == "cpu":
        return
    try:
        check_installed(find_target(name))
    except HloscopeError as error:
        missing(config, str(error))


def check_framework(request: pytest.FixtureRequest) -> None:
    """Skips a test whose marker names a framework that is not installed."""
    marker = request.node.get_closest_marker("hlo")
    framework = marker.kwargs.get("framework") if marker else None
    if framework is None:
        return
    if framework not in FRAMEWORKS:
        known = ", ".join(FRAMEWORKS)
        pytest.fail(f"hlo(framework={framework!r}): expected one of {known}", pytrace=False)
    if find_spec(FRAMEWORKS[framework].module) is None:
        missing(request.config, f"{framework} is not installed: pip install 'hloscope[{framework}]'")


def missing(config: pytest.Config, reason: str) -> None:
    """Skips the test, or fails it where `--hlo-require` says that nothing may be missing."""
    if option_of(config, "require"):
        pytest.fail(f"{reason} (--hlo-require)", pytrace=False)
    pytest.skip(reason)
