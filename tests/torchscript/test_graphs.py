"""What is said of TorchScript graphs: hand-checked on the texts of testdata."""

import pytest

from hloscope.parsers import TorchGraph, parse_torchscript
from hloscope.torchscript.graphs.changes import Gone, TorchChanges, torch_changes
from hloscope.torchscript.graphs.content import ControlFlow, Input, Submodule, content_of
from hloscope.torchscript.graphs.fusion import Candidate, FusionGroup, torch_fusion_of
from tests.support.torchscript_texts import FOLDERS, graph_of

MODELS = "testdata/programs/torchscript_models.py"


def parsed(text: str) -> TorchGraph:
    (graph,) = parse_torchscript(text)
    return graph


@pytest.mark.parametrize("version", [folder.removeprefix("torchscript-") for folder in FOLDERS])
def test_trace_of_a_branch_has_no_branch_in_any_version(version: str) -> None:
    traced = content_of(graph_of("conditional_op.traced", version))
    scripted = content_of(graph_of("conditional_op.scripted", version))
    assert (traced.origin, traced.control_flow, dict(traced.operations)) == ("traced", (), {"aten::mul": 1})
    assert (scripted.origin, scripted.control_flow) == ("scripted", (ControlFlow("prim::If", f"{MODELS}:66"),))
    assert scripted.operations == {"aten::Bool": 1, "aten::div": 1, "aten::gt": 1, "aten::mul": 1, "aten::sum": 1}


def test_traced_inputs_are_specialized_and_scripted_ones_are_not() -> None:
    kind = "Float(32, 128, strides=[128, 1], requires_grad=0, device=cpu)"
    assert content_of(graph_of("simple_model.traced")).inputs == (Input("x", kind, "specialized"),)
    assert content_of(graph_of("simple_model.scripted")).inputs == (Input("x.1", "Tensor", "unspecialized"),)
    some = parsed("graph(%a : Float(*, 2), %b : int, %c : FloatTensor):\n  return ()\n")
    states = [item.state for item in content_of(some).inputs]
    assert states == ["partly specialized", "no tensor", "partly specialized"]


def test_constants_are_tensors_in_the_graph_and_a_count_of_the_others() -> None:
    content = content_of(graph_of("simple_model.traced.frozen"))
    assert [item.name for item in content.constants] == [
        "self.fc2.weight",
        "self.fc2.bias",
        "self.fc1.weight",
        "self.fc1.bias",
    ]
    assert {item.value for item in content.constants} == {"<Tensor>"}
    scripted = content_of(graph_of("constants.scripted"))
    assert (scripted.constants, scripted.constants_by_type) == (
        (),
        {"NoneType": 1, "bool": 1, "float": 4, "int": 4, "str": 1},
    )


def test_long_constant_is_cut() -> None:
    graph = parsed(
        f"graph():\n  %a : Tensor = prim::Constant[value={' 1' * 50} [ CPUFloatType{{50}} ]]()\n  return ()\n"
    )
    assert len(content_of(graph).constants[0].value) == 60


def test_submodules_are_called_or_inlined() -> None:
    called = content_of(graph_of("simple_model.scripted")).submodules
    assert called[-1] == Submodule("fc1", "torch.nn.modules.linear.Linear", inlined=False)
    inlined = content_of(graph_of("simple_model.scripted.inlined")).submodules
    assert [(item.name, item.inlined) for item in inlined] == [("fc2", True), ("relu", True), ("fc1", True)]


def test_nested_submodules_have_paths() -> None:
    graph = parsed(
        "graph(%self : __torch__.M):\n"
        '  %a : __torch__.A = prim::GetAttr[name="a"](%self)\n'
        '  %b : __torch__.B = prim::GetAttr[name="b"](%a)\n'
        '  %w : Tensor = prim::GetAttr[name="w"](%b)\n'
        "  return (%w)\n"
    )
    assert content_of(graph).submodules == (Submodule("a.b", "B", inlined=True),)


def test_origin_is_not_guessed_without_source_places() -> None:
    assert content_of(parsed("graph(%a : int):\n  return (%a)\n")).origin is None


def test_group_has_its_members() -> None:
    fusion = torch_fusion_of(graph_of("pointwise.scripted.optimized"))
    members = ("aten::tanh", "aten::sigmoid", "aten::mul", "aten::add")
    assert fusion.groups == (FusionGroup("prim::TensorExprGroup", members, 2, 1),)
    assert fusion.candidates == ()


@pytest.mark.parametrize(
    ("name", "operations", "place"),
    [
        ("simple_model.traced.inlined", ("aten::linear", "aten::relu"), "torch/nn/modules/linear.py:134"),
        (
            "conv_block.traced.inlined",
            ("aten::_convolution", "aten::batch_norm", "aten::relu"),
            "torch/nn/modules/conv.py:543",
        ),
        ("constants.scripted", ("aten::mul", "aten::add", "aten::add", "aten::add"), f"{MODELS}:103"),
    ],
)
def test_likely_candidates_are_named(name: str, operations: tuple[str, ...], place: str) -> None:
    assert torch_fusion_of(graph_of(name)).candidates == (Candidate(operations, place),)


def test_chain_ends_where_a_second_reader_is() -> None:
    graph = parsed(
        "graph(%a : Tensor):\n  %b : Tensor = aten::linear(%a)\n  %c : Tensor = aten::relu(%b)\n"
        "  %d : Tensor = aten::neg(%b)\n  return (%c, %d)\n"
    )
    assert torch_fusion_of(graph).candidates == ()


def test_arithmetic_of_numbers_is_no_candidate() -> None:
    graph = parsed("graph(%a : int):\n  %b : int = aten::add(%a, %a)\n  %c : int = aten::mul(%b, %a)\n  return (%c)\n")
    assert torch_fusion_of(graph).candidates == ()


def test_folded_constants_are_named() -> None:
    changes = torch_changes(graph_of("constants.scripted"), graph_of("constants.scripted.optimized"))
    place = f"{MODELS}:103"
    assert changes == TorchChanges(
        folded=(Gone("aten::tensor", place), Gone("aten::sum", place), Gone("aten::tensor", place)),
        dead=(),
        removed={"aten::sum": 1, "aten::tensor": 2},
        added={"prim::CallFunction": 1, "prim::If": 1, "prim::TensorExprGroup": 1},
    )


def test_dead_code_is_told_from_what_has_an_effect() -> None:
    before = parsed(
        "graph(%a : Tensor):\n  %b : Tensor = aten::neg(%a) # f.py:1:2\n  %c : Tensor = aten::exp(%b) # f.py:2:2\n"
        "  %d : Tensor = aten::add_(%a, %a) # f.py:3:2\n   = prim::Print(%a) # f.py:4:2\n  return (%a)\n"
    )
    changes = torch_changes(before, parsed("graph(%a : Tensor):\n  return (%a)\n"))
    assert changes.dead == (Gone("aten::neg", "f.py:1"), Gone("aten::exp", "f.py:2"))
    assert changes.removed == {"aten::add_": 1, "aten::exp": 1, "aten::neg": 1, "prim::Print": 1}


def test_results_have_a_json_form() -> None:
    graph = graph_of("pointwise.scripted.optimized")
    assert content_of(graph).to_dict()["inputs"][0] == {"name": "x.1", "type": "Tensor", "state": "unspecialized"}
    assert torch_fusion_of(graph).to_dict()["groups"][0]["inputs"] == 2
    assert torch_changes(graph, graph).to_dict() == {"folded": [], "dead": [], "removed": {}, "added": {}}
