"""Meanings of real modules: the same under any names, and another one after any change that counts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hloscope.comparisons.ranks.collective_order import steps_of
from hloscope.comparisons.ranks.meaning import meaning_of
from hloscope.parsers import parse
from tests.support.dumped import AFTER, TESTDATA, folder_of

PROGRAMS = ("sharded_mlp", "train_step", "while_loop", "constants", "softmax")
MODULES = [p for p in AFTER if p.parent.name in PROGRAMS and " %" in p.read_text("utf-8")]  # names are told by their %


def meaning(text: str) -> bytes:
    module = parse(text)
    return meaning_of(module, steps_of(module, "after", None, None))


def renamed(text: str) -> str:
    """Every name that stands behind a %, as another; names that XLA looks at are no such ones."""
    names: dict[str, str] = {}
    return re.sub(r"%([\w.\-]+)", lambda found: f"%{names.setdefault(found[1], f'name{len(names)}')}", text)


@pytest.mark.parametrize("path", MODULES, ids=folder_of)
def test_names_do_not_count(path: Path) -> None:
    text = path.read_text("utf-8")
    assert renamed(text) != text
    assert meaning(renamed(text)) == meaning(text)


@pytest.mark.parametrize("path", MODULES[:6], ids=folder_of)
def test_every_number_and_opcode_counts(path: Path) -> None:
    text = path.read_text("utf-8")
    known = meaning(text)
    found = re.search(r"(?m)^  %\S+ = f32\[[\d,]*\]\S* (add|multiply|subtract|maximum|exponential|tanh|copy)\(", text)
    assert found
    start, end = found.span(1)
    assert meaning(f"{text[:start]}divide{text[end:]}") != known


def test_values_that_were_left_out_do_not_tell() -> None:
    text = "HloModule m\n\nENTRY %e {\n  %c = f32[64]{0} constant({...})\n  ROOT %n = f32[64]{0} negate(%c)\n}\n"
    assert meaning(renamed(text)) == meaning(text)
    assert meaning(text.replace("{...}", "{..., 1}")) != meaning(text)


def test_modules_are_found() -> None:
    assert len(MODULES) > 5
    assert TESTDATA in MODULES[0].parents
