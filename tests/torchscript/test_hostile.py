"""Graphs from anywhere: values that use themselves, folders with traps."""

import os
from pathlib import Path

import pytest

from hloscope.errors import ParseError
from hloscope.parsers import parse_torchscript
from hloscope.torchscript.document import torchscript_document

GOOD = "graph(%x : Tensor):\n  %y : Tensor = aten::relu(%x)\n  return (%y)\n"
THEMSELVES = {
    "itself": "graph(%x : Tensor):\n  %1 : Tensor = aten::mul(%1)\n  return (%1)\n",
    "the other result": "graph(%x : Tensor):\n  %1 : Tensor, %2 : Tensor = aten::split(%x, %2)\n  return (%1)\n",
    "a later one": "graph(%x : Tensor):\n  %1 : Tensor = aten::mul(%2)\n  %2 : Tensor = aten::mul(%1)\n  return (%1)\n",
    "in its block": "graph(%x : bool):\n  %1 : Tensor = prim::If(%x)\n    block0():\n      -> (%1)\n  return (%1)\n",
    "in a block of its block": "graph(%x : bool):\n  %1 : Tensor = prim::If(%x)\n    block0():\n      %2 : Tensor = "
    "prim::If(%x)\n        block0():\n          %3 : Tensor = aten::relu(%1)\n          -> (%3)\n      -> (%2)\n  return (%1)\n",
    "in its subgraph": "graph(%x : Tensor):\n  %1 : Tensor = prim::TensorExprGroup_0(%x)\n  return (%1)\n"
    "with prim::TensorExprGroup_0 = graph(%y : Tensor):\n  %2 : Tensor = aten::neg(%1)\n  return (%2)\n",
    "exported": "graph():\n    %x : [num_users=1] = placeholder[target=x]\n"
    "    %y : [num_users=1] = call_function[target=torch.ops.aten.neg.default](args = (%y,), kwargs = {})\n    return (y,)\n",
}


@pytest.mark.parametrize("name", THEMSELVES)
def test_value_that_uses_itself_is_an_error(name: str) -> None:
    with pytest.raises(ParseError, match="expected a value that is defined above, found '%"):
        parse_torchscript(THEMSELVES[name])


def test_result_is_seen_behind_its_blocks() -> None:
    text = "graph(%x : bool):\n  %1 : Tensor = prim::If(%x)\n    block0():\n      %2 : Tensor = aten::one()\n      -> (%2)\n"
    text += "    block1():\n      %3 : Tensor = aten::two()\n      -> (%3)\n  %4 : Tensor = aten::neg(%1)\n  return (%4, %1)\n"
    [graph] = parse_torchscript(text)
    assert [value.name for value in graph.outputs] == ["4", "1"]
    assert graph.nodes[1].inputs[0] is graph.nodes[0].outputs[0]


def test_result_of_a_node_is_seen_by_the_end_of_its_block() -> None:
    text = "graph(%x : bool):\n  %1 : Tensor = prim::If(%x)\n    block0():\n      %2 : Tensor = aten::one()\n      -> (%2)\n  return (%1)\n"
    assert str(parse_torchscript(text)[0]) == text


TRAPS = ("pipe", "link out", "link to nothing", "links in a circle", "broken text", "folder", "no text at all")


def set_trap(trap: str, path: Path, outside: Path) -> None:
    """Puts something odd in the place of a graph."""
    if trap == "pipe":
        os.mkfifo(path)
    elif trap == "link out":
        path.symlink_to(outside)
    elif trap == "link to nothing":
        path.symlink_to("gone")
    elif trap == "links in a circle":
        path.symlink_to(path.name)
    elif trap == "folder":
        path.mkdir()
    else:
        path.write_bytes(GOOD.encode()[:-9] if trap == "broken text" else b"\xff\xfe\0")


@pytest.mark.parametrize("trap", TRAPS)
def test_odd_file_hides_none_of_the_others(trap: str, tmp_path: Path) -> None:
    folder, outside = tmp_path / "graphs", tmp_path / "outside.txt"
    folder.mkdir()
    outside.write_text(GOOD, "utf-8")
    (folder / "b.txt").write_bytes(GOOD.replace("\n", "\r\n").encode())
    set_trap(trap, folder / "a.txt", outside)
    document = torchscript_document([folder])
    assert [graph["name"] for graph in document["graphs"]] == ["b"]
    is_error = trap.startswith("link") or trap == "broken text"
    assert [error["file"] for error in document["errors"]] == [f"{folder}/a.txt"] * is_error


@pytest.mark.parametrize("trap", [trap for trap in TRAPS if trap not in ("folder", "link out")])
def test_odd_file_that_is_given_is_an_error(trap: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    set_trap(trap, path, tmp_path)
    document = torchscript_document([path])
    assert document["graphs"] == []
    assert [error["file"] for error in document["errors"]] == [str(path)]


def test_empty_path_is_an_error() -> None:
    [error] = torchscript_document([""])["errors"]
    assert error["message"] == "expected a file or a folder of graphs, found an empty name"
