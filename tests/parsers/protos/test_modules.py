"""Modules from protos: each equals the module of the text that XLA dumped beside it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from hloscope.parsers import parse, parse_hlo_proto
from tests.support.equality import differences_in_print
from tests.support.module_lines import elements_of, module_lines

TESTDATA = Path(__file__).parents[3] / "testdata"


def text_beside(path: Path) -> Path:
    return path.with_name(path.name.partition(".hlo.pb")[0] + ".txt")


def content(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


PROTOS = sorted(path for path in TESTDATA.rglob("*.hlo.pb*") if text_beside(path).exists())


@pytest.mark.parametrize("path", PROTOS, ids=lambda path: "/".join(path.parts[-3:]))
def test_module_is_that_of_the_text_that_xla_dumped_beside_it(path: Path) -> None:
    module, text = parse_hlo_proto(content(path)).module, parse(text_beside(path).read_text())
    lines = (
        [*module_lines(each, with_literals="{...}" not in text_beside(path).read_text())] for each in (module, text)
    )
    mine, theirs = lines
    if text.has_elements:  # whose get-tuple-elements have no lines
        mine = [line for line in mine if " get-tuple-element " not in line]
    assert mine == theirs
    assert elements_of(module) >= elements_of(text)
    assert module.tables == text.tables
    assert module.is_scheduled == text.is_scheduled
    assert module.attributes["entry_computation_layout"] == text.attributes["entry_computation_layout"]


@pytest.mark.parametrize("path", PROTOS, ids=lambda path: "/".join(path.parts[-3:]))
def test_module_says_what_it_prints(path: Path) -> None:
    assert differences_in_print(parse_hlo_proto(content(path)).module) == []


def test_there_is_something_to_compare() -> None:
    assert len(PROTOS) == 22
