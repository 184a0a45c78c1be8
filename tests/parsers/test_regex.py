"""Patterns mean the same in every Python, and rare ones are compiled later."""

import re
import subprocess
import sys
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pytest

from hloscope.parsers import parse
from hloscope.regex import compiled, with_atomic_groups
from tests.support.hlo_files import texts_by_target

patterns = import_module("hloscope.parsers.hlo.patterns")
lazy_pattern = import_module("hloscope.regex").lazy_pattern


def test_nothing_is_compiled_before_it_is_used() -> None:
    broken = lazy_pattern("(")
    with pytest.raises(re.error):
        broken.match("")


def test_methods_are_those_of_the_pattern() -> None:
    pattern = lazy_pattern("B+", re.IGNORECASE)
    assert pattern.findall("abba b") == ["bb", "b"]
    assert pattern.sub("c", "abba") == "aca"
    assert pattern.flags & re.IGNORECASE
    assert pattern.match == pattern.match


@pytest.mark.parametrize("name", [name for name in vars(patterns) if name.isupper()])
def test_every_pattern_compiles(name: str) -> None:
    assert getattr(getattr(patterns, name), "pattern", "a word or set of words")


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        (r"(?:ab?c)*+", r"(?:(?>ab?c))*+"),
        (r"(ab)?+", r"((?>ab))?+"),
        (r"(?:a(?:b)++)++", r"(?:(?>a(?:(?>b))++))++"),
        (r"(?:(?:a)?+|b){1,3}+", r"(?:(?>(?:(?>a))?+|b)){1,3}+"),
        (r"(?:a)*?(b)+[(?:a)*+]\)*+a*+", r"(?:a)*?(b)+[(?:a)*+]\)*+a*+"),
        (r"(?:[])]\()*+", r"(?:(?>[])]\())*+"),
        (r"(?P<name>a)++(?=(?:b)*+)", r"(?P<name>(?>a))++(?=(?:(?>b))*+)"),
    ],
)
def test_only_groups_that_are_repeated_possessively_become_atomic(text: str, changed: str) -> None:
    assert with_atomic_groups(text) == changed


@pytest.mark.parametrize(
    ("text", "subject", "end"),
    [("(?:ab?c)*+", "aca", 2), ("(?:ab?c)++", "aca", 2), ("(?:ab?c)?+", "a", 0), ("(?:ab?c){1,3}+", "aca", 2)],
)
def test_round_that_failed_takes_nothing_in_any_python(text: str, subject: str, end: int) -> None:
    for pattern in (compiled(text), re.compile(with_atomic_groups(text))):
        found = pattern.match(subject)
        assert found
        assert found.end() == end


def test_what_older_pythons_compile_parses_the_same() -> None:
    script = "import hloscope.regex as r; r._KEEPS_TOO_MUCH = True; from tests.parsers.test_regex import digests; print(*digests())"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (digests(), "")


def digests() -> list[str]:
    """What a few modules of each target are when parsed."""
    texts = [text for texts in texts_by_target().values() for text in [*texts.values()][:6]]
    return [sha256(str(parse(text)).encode()).hexdigest() for text in texts]
