"""XLA draws each module of testdata, and what is read of the drawing is that module."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec

import pytest

from hloscope.parsers import find_drawings, parse, parse_part, read_drawn_module
from tests.support.drawn import drawn_of
from tests.support.hlo_files import TARGETS, texts_by_target
from tests.support.versions import readable

pytestmark = [
    pytest.mark.live,
    pytest.mark.skipif(find_spec("jaxlib") is None, reason="jaxlib is not installed"),
]

# Run in a process of its own: XLA's drawing of each text.
_PROGRAM = """
import json, sys
from jaxlib import _hlo
for line in sys.stdin:
    try:
        print(json.dumps(_hlo.hlo_module_to_dot_graph(_hlo.hlo_module_from_text(json.loads(line)))))
    except Exception:
        print("null")
"""
_NOT_DRAWN = 0.02  # members of members of tuples, and which of two vectors of numbers is read


def drawn_by_xla(texts: Sequence[str]) -> list[str | None]:
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM], input=lines, capture_output=True, text=True, check=True, timeout=900
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.mark.parametrize("target", readable(TARGETS))
def test_drawings_of_a_target_are_its_modules(target: str) -> None:
    texts = {path: text for path, text in texts_by_target()[target].items() if path.stem.endswith("_optimizations")}
    drawings = dict(zip(texts, drawn_by_xla([*texts.values()]), strict=True))
    read = {path: drawing for path, drawing in drawings.items() if drawing}
    assert len(read) >= len(texts) * 0.8
    differing = [path for path, drawing in read.items() if not is_drawn_as(texts[path], drawing)]
    assert len(differing) <= max(1, _NOT_DRAWN * len(read)), differing


def is_drawn_as(text: str, drawing: str) -> bool:
    """Operations, shapes and clusters are always equal to the text; whether the edges are too."""
    module = parse(text)
    (part,) = find_drawings(drawing)
    read, missing = parse_part(read_drawn_module(drawing, part, module.name).text)
    mine, theirs = drawn_of(read), drawn_of(module)
    assert mine.clusters == theirs.clusters
    assert not theirs.operations - mine.operations
    return mine == theirs and not missing
