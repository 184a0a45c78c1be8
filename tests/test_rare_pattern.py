"""Rare patterns are patterns, only compiled later."""

import re
from importlib import import_module

import pytest

patterns = import_module("hloscope.parsers.patterns")
rare = import_module("hloscope.parsers.rare_pattern").rare


def test_nothing_is_compiled_before_it_is_used() -> None:
    broken = rare("(")
    with pytest.raises(re.error):
        broken.match("")


def test_methods_are_those_of_the_pattern() -> None:
    pattern = rare("B+", re.IGNORECASE)
    assert pattern.findall("abba b") == ["bb", "b"]
    assert pattern.sub("c", "abba") == "aca"
    assert pattern.flags & re.IGNORECASE
    assert pattern.match == pattern.match


@pytest.mark.parametrize("name", [name for name in vars(patterns) if name.isupper()])
def test_every_pattern_compiles(name: str) -> None:
    assert getattr(getattr(patterns, name), "pattern", "a word or set of words")
