"""TorchScript's graph texts: those that four versions of torch print, the places of errors, and broken texts."""

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hloscope.errors import ParseError
from hloscope.parsers import TorchGraph, TorchSource, find_tensor_type, parse_torchscript
from tests.support.growth import grows_with
from tests.support.mutations import TOKENS, edited, no_more_errors, random_edits, survives
from tests.support.torchscript_texts import FOLDERS, TEXTS, graph_of


def test_texts_are_of_four_versions() -> None:
    assert FOLDERS == ["torchscript-2.1.2", "torchscript-2.15.0", "torchscript-2.5.1", "torchscript-2.9.1"]
    assert set(Counter(name.partition("/")[0] for name in TEXTS).values()) == {30}


@pytest.mark.parametrize("name", TEXTS)
def test_text_of_torch_prints_back_unchanged(name: str) -> None:
    (graph,) = parse_torchscript(TEXTS[name], filename=name)
    assert str(graph) == TEXTS[name]
    assert len([*graph.all_nodes()]) == TEXTS[name].count(" = ") - TEXTS[name].count("\nwith ")


def test_several_graphs_in_a_text_are_read_in_order() -> None:
    text = "graph(%a : int):\n  return (%a)\n\ngraph():\n  return ()\n"
    assert [len(graph.parameters) for graph in parse_torchscript(text)] == [1, 0]


def test_values_know_names_and_types() -> None:
    graph = graph_of("conditional_op.scripted")
    assert [str(value) for value in graph.parameters] == ["%x.1 : Tensor", "%threshold.1 : float"]
    branch = next(node for node in graph.nodes if node.kind == "prim::If")
    assert branch.inputs[0].type == "bool"
    assert [block.nodes[0].kind for block in branch.blocks] == ["aten::mul", "aten::div"]
    assert branch.blocks[0].nodes[0].inputs[0] is graph.parameters[0]


def test_scope_and_source_are_told_apart() -> None:
    node = next(node for node in graph_of("simple_model.traced.inlined").nodes if node.kind == "aten::relu")
    assert node.scope == "__module.relu"
    assert node.source == TorchSource("torch/nn/functional.py", 1697, 0)


def test_subgraphs_belong_to_their_nodes_however_deep() -> None:
    graph = graph_of("pointwise.scripted.graph_for")
    groups = [node for node in graph.all_nodes() if node.subgraph]
    assert [node.kind for node in groups] == ["prim::DifferentiableGraph", "prim::TensorExprGroup"]
    assert groups[1] in [*(groups[0].subgraph or graph).all_nodes()]
    assert groups[1] not in [*graph.all_nodes(subgraphs=False)]


@pytest.mark.parametrize(
    ("name", "kind", "attributes"),
    [
        ("containers.scripted", "prim::Constant", {"value": r'":\"quoted\n\" [%x] \\"'}),
        ("simple_model.traced", "prim::GetAttr", {"name": '"fc1"'}),
        (
            "pointwise.scripted.profiled",
            "prim::profile",
            {
                "profiled_type": "Float(2, 3, strides=[3, 1], requires_grad=0, device=cpu)",
                "seen_none": "0",
            },
        ),
        (
            "python_function.traced",
            "^Doubled",
            {"inplace": "0", "module": '"torchscript_models"', "Subgraph": "<Graph>"},
        ),
        ("pointwise.scripted.profiled", "prim::Constant", {"value": "1  1  1  1  1  1 [ CPUFloatType{2,3} ]"}),
    ],
)
def test_attributes_keep_their_values_as_written(name: str, kind: str, attributes: dict[str, str]) -> None:
    assert attributes in [node.attributes for node in graph_of(name).all_nodes() if node.kind == kind]


def test_python_function_keeps_its_scalars() -> None:
    assert [node.scalars for node in graph_of("python_function.traced").nodes] == ["(2.5)"]


def test_name_of_an_operator_may_end_like_that_of_a_group() -> None:
    text = "graph(%a : int):\n  %b : int = my::op_0(%a)\n  return (%b)\n"
    (graph,) = parse_torchscript(text)
    assert (graph.nodes[0].kind, graph.nodes[0].subgraph) == ("my::op_0", None)
    assert str(graph) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tensor", (None, None, None, None, None)),
        ("Tensor(requires_grad=0)", (None, None, None, None, False)),
        ("FloatTensor", ("Float", None, None, None, None)),
        ("Long(requires_grad=0, device=cpu)", ("Long", (), None, "cpu", False)),
        ("Half(2, *, strides=[4, 1], requires_grad=1, device=cuda:0)", ("Half", (2, None), (4, 1), "cuda:0", True)),
        ("Float(2:3, 3:1)", ("Float", (2, 3), None, None, None)),
        ("BFloat16(4)[Undefined]", ("BFloat16", (4,), None, None, None)),
    ],
)
def test_type_of_a_tensor_is_read(text: str, expected: tuple[object, ...]) -> None:
    found = find_tensor_type(text)
    assert found
    assert (found.scalar_type, found.sizes, found.strides, found.device, found.requires_grad) == expected


@pytest.mark.parametrize("text", ["int", "Tensor?", "Tensor[]", "Dict(str, Tensor)", "(Tensor, int)", "Device", ""])
def test_other_types_are_no_tensors(text: str) -> None:
    assert find_tensor_type(text) is None


def test_only_a_known_rank_with_known_sizes_is_specialized() -> None:
    texts = ("Tensor", "Float(2, *)", "Float(2, 3)", "Float(requires_grad=0)")
    found = [find_tensor_type(text) for text in texts]
    assert [kind.is_specialized for kind in found if kind] == [False, False, True, True]


BODY = "graph(%a : int):\n"
ERRORS = {
    "": "g.txt:1:1: expected 'graph(', found the end of the text\n  \n  ^",
    "graph(%a : int\n": "g.txt:2:1: expected ',' or ')', found the end of the text\n  \n  ^",
    "graph(%a):\n": "g.txt:1:9: expected ':' and a type, found ')'\n  graph(%a):\n          ^",
    "graph(%a : ):\n": "g.txt:1:12: expected a type, found ')'\n  graph(%a : ):\n             ^",
    "graph(%a : Dict(int\n": (
        "g.txt:1:12: expected a type with its closing bracket, on one line, found 'Dict'\n"
        "  graph(%a : Dict(int\n             ^"
    ),
    "graph(%a : int": "g.txt:1:15: expected a type and what follows it, found the end of the text\n"
    "  graph(%a : int\n                ^",
    BODY: "g.txt:2:1: expected a node, 'return (' or '-> (', found the end of the text\n  \n  ^",
    f"{BODY}  %b : int = aten::neg(%c)\n": (
        "g.txt:2:24: expected a value that is defined above, found '%c'\n    %b : int = aten::neg(%c)\n"
        "                         ^"
    ),
    f"{BODY}  %a : int = aten::neg(%a)\n": (
        "g.txt:2:3: expected a name that is not taken, found '%a'\n    %a : int = aten::neg(%a)\n    ^"
    ),
    f"{BODY}  %b : int = neg(%a)\n": (
        "g.txt:2:14: expected an operator such as aten::add, found 'neg'\n    %b : int = neg(%a)\n               ^"
    ),
    f"{BODY}  %b : int = prim::Constant[value=(1]()\n": (
        "g.txt:2:28: expected the closing bracket of this one, on the same line, found '['\n"
        "    %b : int = prim::Constant[value=(1]()\n                             ^"
    ),
    f"{BODY}  %b : int = aten::neg(%a) # nowhere\n": (
        "g.txt:2:30: expected a source place such as file.py:12:4, found 'nowhere'\n"
        "    %b : int = aten::neg(%a) # nowhere\n                               ^"
    ),
    f"{BODY}  %b : int = aten::neg(%a) !\n": (
        "g.txt:2:28: expected ', scope: ', ' # ' or the end of the line, found '!'\n"
        "    %b : int = aten::neg(%a) !\n                             ^"
    ),
    f"{BODY}    block0():\n": "g.txt:2:5: expected a node, found 'block0'\n      block0():\n      ^",
    f"{BODY}   = prim::If(%a)\n    block1():\n": (
        "g.txt:3:5: expected block0 or a node, found 'block1'\n      block1():\n      ^"
    ),
    f"{BODY}   = prim::If(%a)\n    block0():\n      return (%a)\n": (
        "g.txt:4:7: expected a node, 'return (' or '-> (', found 'return'\n        return (%a)\n        ^"
    ),
    f"{BODY}   = prim::If(%a)\n    block0(%b : int):\n      -> ()\n  return (%b)\n": (
        "g.txt:5:11: expected a value that is defined above, found '%b'\n    return (%b)\n            ^"
    ),
    f"{BODY}  %b : int = prim::FusionGroup_0(%a)\n  return (%b)\n": (
        "g.txt:4:1: expected 'with prim::FusionGroup_0 = graph(', the subgraph of a node above, found the end of the text\n"
        "  \n  ^"
    ),
    f"{BODY}  return (%a)\nwith prim::FusionGroup_0 = graph():\n": (
        "g.txt:3:1: expected 'graph(', found 'with'\n  with prim::FusionGroup_0 = graph():\n  ^"
    ),
}


@pytest.mark.parametrize(("text", "message"), ERRORS.items(), ids=range(len(ERRORS)))
def test_error_names_the_place(text: str, message: str) -> None:
    with pytest.raises(ParseError) as raised:
        parse_torchscript(text, filename="g.txt")
    assert str(raised.value) == message


@pytest.mark.parametrize("name", [name for name in TEXTS if "2.9.1" in name])
def test_truncated_text_is_an_error(name: str) -> None:
    text = TEXTS[name]
    for end in range(0, text.rindex("\n"), max(1, len(text) // 40)):
        with pytest.raises(ParseError):
            parse_torchscript(text[:end])


def use(text: str) -> None:
    graphs = parse_torchscript(text)
    with no_more_errors():
        for graph in graphs:
            ask_everything(graph)


def ask_everything(graph: TorchGraph) -> None:
    """All that a graph answers on demand; and what it prints is a graph again, that prints the same."""
    printed = str(graph)
    (again,) = parse_torchscript(printed)
    assert str(again) == printed
    for node in graph.all_nodes():
        assert all(node.attributes)
        assert all(find_tensor_type(value.type) or value.type for value in node.outputs)


@given(st.sampled_from([*TEXTS.values()]), st.randoms(use_true_random=False))
@settings(max_examples=1000)
def test_edited_text_gives_a_graph_or_an_error(text: str, random: Random) -> None:
    survives(use, edited(text, random_edits(random)))


@given(st.lists(st.sampled_from(TOKENS), max_size=20), st.sampled_from(["", "graph(", BODY, f"{BODY}  %b : ("]))
@settings(max_examples=500)
def test_tokens_in_any_order_give_a_graph_or_an_error(tokens: list[str], start: str) -> None:
    survives(use, start + "".join(tokens))


def test_depth_has_no_limit() -> None:
    depth = 20_000
    blocks = "".join(f" = prim::If(%a)\nblock0():\n%b{i} : int = aten::neg(%a)\n" for i in range(depth))
    (graph,) = parse_torchscript(f"{BODY}{blocks}{'-> ()' * depth} return ()\n")
    assert len([*graph.all_nodes()]) == 2 * depth
    groups = "".join(
        f"with prim::G_0 = graph(%a : int):\n {'' if i + 1 == depth else ' = prim::G_0(%a)'}\n return ()\n"
        for i in range(depth)
    )
    (graph,) = parse_torchscript(f"{BODY} = prim::G_0(%a)\n return ()\n{groups}")
    assert str(graph).count("with ") == depth


HOSTILE: dict[str, Callable[[int], str]] = {
    "nodes": lambda n: "".join(f"  %b{i} : int = aten::neg(%a)\n" for i in range(n)),
    "brackets": lambda n: "  %b : int = prim::Constant[value=" + "[" * n,
    "types": lambda n: "  %b : " + "(" * n,
    "colons": lambda n: "  %" + ":" * n,
    "names": lambda n: "  %b : int = " + "a::" * n,
    "operators": lambda n: "  %b : int = " + "a" * n,
    "hashes": lambda n: "  %b : int = aten::neg(%a)" + " # " * n,
    "scopes": lambda n: "  %b : int = aten::neg(%a), scope: " + " " * n + "x # f:1" + ":1" * n,
    "quotes": lambda n: '  %b : str = prim::Constant[value="' + '\\"' * n,
    "commas": lambda n: "  %b : int = prim::Constant[value=1" + ", " * n + "]()\n",
    "blocks": lambda n: " = prim::If(%a)\n" + "".join(f"block{i}():\n-> ()\n" for i in range(n)),
    "groups": lambda n: "".join(f" = prim::G_{i}(%a)\n" for i in range(n)) + "return ()\n",
    "operators like groups": lambda n: "".join(f" = my::g_{i}(%a)\n" for i in range(n)) + "return ()\n",
    "graphs": lambda n: "return ()\n" + "graph():\nreturn ()\n" * n,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text(name: str) -> None:
    assert grows_with(lambda count: BODY + HOSTILE[name](count), use)
