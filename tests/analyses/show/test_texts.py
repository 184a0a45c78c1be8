"""The text of an instruction is that of the file, but for metadata and what is cut."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hloscope.analyses.show.texts import instruction_text, shape_text
from hloscope.parsers import parse
from tests.support.dumped import TESTDATA

FILES = [
    path
    for folder in (
        "jax-0.10.2-cpu/mlp",
        "jax-0.10.2-h100/attention",
        "jax-0.12.0.1-cpu/scan",
        "tensorflow-2.21.0-cpu/mlp",
    )
    for path in sorted((TESTDATA / folder).glob("*optimizations.txt"))
]
METADATA = re.compile(r', metadata=\{(?:[^{}"]|"(?:[^"\\]|\\.)*"|\{[^{}]*\})*\}')
COMMENT = re.compile(r"/\*index=\d+\*/")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_texts_are_those_of_the_file(path: Path) -> None:
    text = path.read_text("utf-8")
    written = {line.strip(): line for line in COMMENT.sub("", text).splitlines() if " = " in line}
    short = 0
    for instruction in parse(text).instructions():
        whole, cut = instruction_text(instruction, whole=True), instruction_text(instruction)
        if whole in written and "{...}" not in cut and "more*/" not in cut:
            short += 1
            assert cut == METADATA.sub("", whole)
    assert short >= 10
    assert {instruction_text(i, whole=True) for i in parse(text).instructions() if "#" not in i.label} <= {*written}


MODULE = """HloModule m, is_scheduled=true

ENTRY %main {
  %p = f32[2]{0} parameter(0)
  %long = f32[40]{0} constant({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23})
  %call = f32[2]{0} custom-call(%p), custom_call_target="f", backend_config="0123456789012345678901234567890123456789012345678901234567890"
  ROOT %t = (f32[2]{0}, f32[2]{0}, f32[2]{0}, f32[2]{0}, f32[2]{0}, f32[2]{0}, f32[2]{0}, f32[2]{0}, f32[2]{0}) tuple(%p, %p, %p, %p, %p, %p, %p, %p, %p), metadata={op_name="a, b={" source_file="m.py" source_line=3}
}
"""


def test_what_is_long_is_cut() -> None:
    module = parse(MODULE)
    long, call, root = (module.entry.instructions[name] for name in ("long", "call", "t"))
    assert instruction_text(long) == "%long = f32[40]{0} constant({...})"
    assert instruction_text(call) == '%call = f32[2]{0} custom-call(%p), custom_call_target="f", backend_config={...}'
    first = ", ".join(["f32[2]{0}"] * 8)
    assert shape_text(root.shape) == f"({first}, /*1 more*/)"
    operands = ", ".join(["%p"] * 8)
    assert instruction_text(root) == f"ROOT %t = ({first}, /*1 more*/) tuple({operands}, /*1 more*/)"
