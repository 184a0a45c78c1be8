"""Graphs of torch.export: those that three versions of torch print, the places of errors, and broken texts."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hloscope.errors import ParseError
from hloscope.parsers import parse_torchscript
from hloscope.torchscript.graphs.content import content_of
from hloscope.torchscript.graphs.fusion import torch_fusion_of
from tests.support.mutations import edited, random_edits, survives
from tests.support.torchscript_texts import EXPORTED

CHAINS = {
    "simple_model": ("aten::linear", "aten::relu"),
    "conv_block": ("aten::conv2d", "aten::batch_norm", "aten::relu"),
}


@pytest.mark.parametrize("name", EXPORTED)
def test_every_line_is_a_node_or_an_input(name: str) -> None:
    (graph,) = parse_torchscript(EXPORTED[name])
    assert len(graph.parameters) + len([*graph.all_nodes()]) == EXPORTED[name].count("[num_users=")
    assert {item.state for item in content_of(graph).inputs} == {"no type told"}


@pytest.mark.parametrize("name", [name for name in EXPORTED if "2.5.1/conv" not in name])
def test_likely_candidates_are_named(name: str) -> None:
    (graph,) = parse_torchscript(EXPORTED[name])
    (candidate,) = torch_fusion_of(graph).candidates
    assert candidate.operations == CHAINS[name.partition("/")[2].partition(".")[0]]


HEAD = "graph():\n    %x : [num_users=1] = placeholder[target=x]\n"


def test_values_deep_in_lists_and_submodules_are_read() -> None:
    (graph,) = parse_torchscript(
        f"{HEAD}    %a : torch.Tensor [num_users=1] = get_attr[target=sub.w]\n"
        "    %c : [num_users=1] = call_function[target=torch.ops.higher_order.cond]"
        "(args = (%x, ([%a, '%no'], 2)), kwargs = {dim: %x})\n"
        "    %i : [num_users=1] = call_function[target=operator.getitem](args = (%c, 0), kwargs = {})\n"
        "    %m : [num_users=1] = call_module[target=fc](args = (%i,), kwargs = {})\n"
        "    return [m, None, (x, 3)]\n"
    )
    assert [node.kind for node in graph.nodes] == [
        "prim::GetAttr",
        "higher_order::cond",
        "operator::getitem",
        "call_module::fc",
    ]
    assert graph.nodes[0].attributes == {"name": '"sub.w"'}
    assert [value.name for value in graph.nodes[1].inputs] == ["x", "a", "x"]
    assert [value.name for value in graph.outputs] == ["m", "x"]


ERRORS = {
    HEAD: "3:1: expected a node such as %x : [num_users=1] = op[target=t], or 'return', found the end of the text",
    f"{HEAD}    return (y,)\n": "3:13: expected a value that is defined above, found 'y'",
    f"{HEAD}{HEAD.partition(':')[2]}": "4:5: expected a name that is not taken, found '%x'",
    f"{HEAD}    %b : [num_users=0] = call_method[target=neg](args = (%a,), kwargs = {{}})\n": (
        "3:58: expected a value that is defined above, found '%a'"
    ),
}


@pytest.mark.parametrize(("text", "message"), ERRORS.items(), ids=range(len(ERRORS)))
def test_error_names_the_place(text: str, message: str) -> None:
    with pytest.raises(ParseError) as raised:
        parse_torchscript(text)
    assert str(raised.value).partition("\n")[0] == f"<text>:{message}"


def use(text: str) -> None:
    for graph in parse_torchscript(text):
        content_of(graph)
        torch_fusion_of(graph)


@given(st.sampled_from([*EXPORTED.values()]), st.randoms(use_true_random=False))
@settings(max_examples=500)
def test_edited_text_gives_a_graph_or_an_error(text: str, random: Random) -> None:
    survives(use, edited(text, random_edits(random)))
