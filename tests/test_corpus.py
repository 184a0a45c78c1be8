"""The corpus of HLO texts that lies beside some checkouts, with what XLA's own parser made of them.

`../shared/corpus/check.py` compares node by node; this is its adapter, and a demand: every accepted text equal, every
text with broken syntax or references refused. `make test` needs no corpus.
"""

import csv
import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from hloscope.errors import ParseError
from hloscope.ir import HloComputation, HloInstruction, HloModule
from hloscope.parsers import parse
from tests.support.careful_path import parse_carefully
from tests.support.equality import differences, differences_in_print

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
DATA = CORPUS / "data"
Row = dict[str, str]

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="no corpus beside this checkout")

# Taken though XLA refuses them.
LENIENT = {
    "5dff87517378": "an unknown opcode: opcodes are data",
}
_LEVEL_TYPES = re.compile(r"D\([^()]*\)")  # XLA reads D(D,C~) in a layout, and forgets it


def rows(verdict: str) -> list[Row]:
    """The lines of the index with this verdict; texts that are one bare instruction are no modules."""
    if not DATA.is_dir():
        return []
    with (DATA / "index.tsv").open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row for row in found if row["verdict"] == verdict and "single_instr" not in row["tags"].split(",")]


def text_of(row: Row) -> str:
    return (DATA / row["verdict"] / f"{row['sha']}.hlo").read_bytes().decode("utf-8", "replace")


def id_of(row: Row) -> str:
    return f"{row['sha']}-{row['source'][-40:]}"


@pytest.fixture(scope="module")
def check() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_check", CORPUS / "check.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plain(module: HloModule) -> dict[str, Any]:
    """The plain form that check.py describes."""
    return {
        "entry": module.entry.name,
        "module": module.name,
        "is_scheduled": module.is_scheduled,
        "computations": list(map(plain_computation, module.computations.values())),
    }


def plain_computation(computation: HloComputation) -> dict[str, Any]:
    return {"name": computation.name, "instructions": list(map(plain_instruction, computation.instructions.values()))}


def plain_instruction(instruction: HloInstruction) -> dict[str, Any]:
    attributes = instruction.attributes
    metadata = instruction.metadata
    found: dict[str, Any] = {
        "name": instruction.name,
        "opcode": instruction.opcode,
        "shape": _LEVEL_TYPES.sub("", str(instruction.shape)),  # None would pass where the text leaves it out
        "operands": [operand.name for operand in instruction.operands],
        "called": [callee.name for callee in instruction.called_computations],
        "fusion_kind": instruction.fusion_kind or "",
        "root": instruction.is_root,
        "parameter_number": instruction.parameter_number,
        "custom_call_target": instruction.custom_call_target or "",
        "backend_config": instruction.backend_config or "",
        "control_predecessors": [predecessor.name for predecessor in instruction.control_predecessors],
        "metadata": {
            "op_name": metadata.op_name,
            "op_type": metadata.op_type,
            "source_file": "" if metadata.frames else metadata.source_file,  # check.py knows no stack frames
            "source_line": 0 if metadata.frames else metadata.source_line,
        },
    }
    if isinstance(attributes.get("dimensions"), tuple):
        found["dimensions"] = attributes["dimensions"]
    if "channel_id" in attributes:
        found["channel_id"] = attributes["channel_id"]
    if instruction.opcode == "get-tuple-element":
        found["tuple_index"] = attributes["index"]
    return found


def frames_in(oracle: dict[str, Any]) -> dict[str, list[object]]:
    """`computation/instruction` -> file, function, line and column of its innermost frame, and how many frames it has."""
    return {
        f"{computation['name']}/{instruction['name']}": instruction["metadata"]["frame"]
        for computation in oracle["computations"]
        for instruction in computation["instructions"]
        if "frame" in instruction.get("metadata", {})
    }


def frames_of(module: HloModule) -> dict[str, list[object]]:
    stacks = {f"{i.computation.name}/{i.name}": i.metadata.frames for i in module.instructions()}
    return {
        name: [frames[0].file, frames[0].function, frames[0].line, frames[0].column, len(frames)]
        for name, frames in stacks.items()
        if frames
    }


@pytest.mark.parametrize("row", rows("accepted"), ids=id_of)
def test_accepted_text_is_what_xla_sees(row: Row, check: ModuleType) -> None:
    oracle = json.loads((DATA / "accepted" / f"{row['sha']}.json").read_text("utf-8"))
    module = parse(text_of(row))
    assert check.compare(oracle, plain(module), "layout") == []
    assert frames_of(module) == frames_in(oracle)


@pytest.mark.parametrize("row", rows("accepted"), ids=id_of)
def test_both_paths_and_the_print_of_an_accepted_text_are_equal(row: Row) -> None:
    module = parse(text_of(row))
    assert differences(module, parse_carefully(text_of(row))) == []
    assert differences_in_print(module) == []


@pytest.mark.parametrize("row", rows("rejected"), ids=id_of)
def test_rejected_text_raises_nothing_but_a_parse_error(row: Row) -> None:
    try:
        parse(text_of(row))
    except ParseError:
        return
    assert row["neg_class"] not in ("syntax", "ref") or row["sha"] in LENIENT


def test_lenient_texts_are_still_taken() -> None:
    for row in rows("rejected"):
        if row["sha"] in LENIENT:
            parse(text_of(row))
