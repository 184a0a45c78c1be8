"""Graphs of torch.export from the text that torch.fx prints: `str(exported_program.graph)`, as TorchScript graphs.

The form is that of torch/fx/graph.py, `Graph.__str__`, with a node on each line:
`%name : [num_users=1] = op[target=t](args = (...), kwargs = {...})`. It tells no types and no source places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hloscope.regex import compiled

from ..cursor import Cursor
from .graph import TorchGraph, TorchNode, TorchValue

# Every repeat is possessive or bounded: linear time on any text.
EXPORT_START = compiled(r"\s*+graph\([^\n)]*+\):\n {4}%\w++ :[^\n\[]*+\[num_users=")
_HEAD = compiled(r"graph\([^\n)]*+\):[ \t\r]*+\n")
_DEFINED = compiled(r"%(\w++) : ?([^\n\[]*+)\[num_users=\d{1,9}\] = (\w++)\[target=([^\]\n]++)\]", re.ASCII)
_ARGUMENTS = compiled(r"\(args = [^\n]*+")
_RETURN = compiled(r"return ([^\n]++)")
_WORD = compiled(r"\"(?:[^\"\\\n]++|\\.)*+\"|'(?:[^'\\\n]++|\\.)*+'|%(\w++)|(\w++)", re.ASCII)
_NO_VALUES = frozenset(("None", "True", "False"))


def take_export_graph(cursor: Cursor) -> TorchGraph:
    """Takes one graph; placeholders are its parameters, and `torch.ops.aten.relu.default` is the kind `aten::relu`.

    Raises:
        ParseError: the text breaks that form, uses a value that is not defined, or ends before `return`.
    """
    cursor.take(_HEAD, "'graph():'")
    values: dict[str, TorchValue] = {}
    parameters: list[TorchValue] = []
    nodes: list[TorchNode] = []
    while not (found := cursor.find(_RETURN)):
        defined = cursor.take(_DEFINED, "a node such as %x : [num_users=1] = op[target=t], or 'return'")
        if defined[1] in values:
            raise cursor.error("a name that is not taken", at=defined.start(), found=repr(f"%{defined[1]}"))
        value = TorchValue(defined[1], defined[2].strip())
        inputs = _take_inputs(cursor, values)
        values[value.name] = value
        if defined[3] == "placeholder":
            parameters.append(value)
        else:
            nodes.append(_node_of(defined[3], defined[4], value, inputs))
    return TorchGraph(parameters, nodes, _outputs_of(cursor, found, values))


def _take_inputs(cursor: Cursor, values: dict[str, TorchValue]) -> Sequence[TorchValue]:
    """Takes the arguments, if the node has some; the values in them, however deep in lists, are its inputs."""
    found = cursor.find(_ARGUMENTS)
    if found is None:
        return ()
    inputs: list[TorchValue] = []
    for word in _WORD.finditer(found[0]):
        if word[1]:
            if word[1] not in values:
                at = found.start() + word.start()
                raise cursor.error("a value that is defined above", at=at, found=repr(word[0]))
            inputs.append(values[word[1]])
    return inputs


def _outputs_of(cursor: Cursor, found: re.Match[str], values: dict[str, TorchValue]) -> Sequence[TorchValue]:
    """The values that are given back; they stand there without percent signs."""
    outputs: list[TorchValue] = []
    for word in _WORD.finditer(found[1]):
        name = word[1] or word[2]
        if name in values:
            outputs.append(values[name])
        elif name and name not in _NO_VALUES and not name[0].isdigit():
            raise cursor.error("a value that is defined above", at=found.start(1) + word.start(), found=repr(name))
    return outputs


def _node_of(operation: str, target: str, value: TorchValue, inputs: Sequence[TorchValue]) -> TorchNode:
    if operation == "get_attr":
        return TorchNode("prim::GetAttr", [value], inputs, f'[name="{target}"]')
    return TorchNode(_kind_of(operation, target), [value], inputs)


def _kind_of(operation: str, target: str) -> str:
    """`aten::add` of `torch.ops.aten.add.Tensor`; another target keeps its names."""
    parts = target.removeprefix("torch.ops.").split(".")
    if target.startswith("torch.ops.") and len(parts) > 1:
        return f"{parts[0]}::{parts[1]}"
    return "::".join(parts) if len(parts) > 1 else f"{operation}::{target}"
