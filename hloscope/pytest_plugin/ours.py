"""Ours: whether the name `hlo` in somebody's test is the fixture of this plugin, or a name of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

_NAME = "hlo"


def asks_for_fixture(metafunc: pytest.Metafunc) -> bool:
    """Whether a test function asks for our fixture, and no parametrization of the user's has the name."""
    if _NAME not in metafunc.fixturenames or _NAME in _parametrized(metafunc.definition):
        return False
    calls: Sequence[Any] = getattr(metafunc, "_calls", ())  # what hooks in conftest files have parametrized by now
    return not any(_NAME in call.params for call in calls) and _is_last(getattr(metafunc, "_arg2fixturedefs", {}))


def uses_fixture(item: pytest.Item) -> bool:
    """Whether a test that was collected asks for our fixture."""
    if _NAME not in getattr(item, "fixturenames", ()) or _NAME in _parametrized(item):
        return False
    return _is_last(getattr(getattr(item, "_fixtureinfo", None), "name2fixturedefs", {}))


def _is_last(definitions: Mapping[str, Sequence[Any]]) -> bool:
    """Whether no fixture of the same name, in the user's own files, stands in front of ours."""
    found = definitions.get(_NAME)
    return not found or getattr(found[-1].func, "__module__", "") == __package__


def _parametrized(item: pytest.Item) -> set[str]:
    """The names that marks of a test parametrize."""
    return {name for mark in item.iter_markers("parametrize") for name in _names_of(mark)}


def _names_of(mark: pytest.Mark) -> Iterator[str]:
    """The names of one mark: `"a, b"`, or a list of them."""
    names = mark.args[0] if mark.args else mark.kwargs.get("argnames", ())
    yield from (name.strip() for name in (names.split(",") if isinstance(names, str) else names))
