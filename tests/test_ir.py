"""The nodes of a module: how they are linked, what they answer, and how they print."""

import pytest

from hloscope.ir import HloComputation, HloInstruction, HloModule
from hloscope.parsers import parse

TEXT = """\
HloModule jit_f, is_scheduled=true

%add (x: f32[], y: f32[]) -> f32[] {
  %x = f32[] parameter(0)
  %y = f32[] parameter(1)
  ROOT %sum = f32[] add(%x, %y)
}

%side (z: f32[]) -> f32[] {
  ROOT %z = f32[] parameter(0)
}, execution_thread="side"

ENTRY %main (b: f32[4], a: f32[4]) -> f32[] {
  %b = f32[4]{0} parameter(1)
  %a = f32[4]{0} parameter(0), metadata={op_name="a"}
  %zero = f32[] constant(0)
  %square = f32[4]{0} multiply(%a, %a)
  %product = f32[4]{0} multiply(%square, %b), control-predecessors={%zero}
  ROOT %total = f32[] reduce(%product, %zero), dimensions={0}, to_apply=%add
}
"""


@pytest.fixture
def module() -> HloModule:
    return parse(TEXT)


@pytest.fixture
def main(module: HloModule) -> dict[str, HloInstruction]:
    return dict(module.entry.instructions)


def test_module(module: HloModule) -> None:
    assert (module.name, module.is_scheduled) == ("jit_f", True)
    assert list(module.computations) == ["add", "side", "main"]
    assert module.entry is module.computations["main"]
    assert [i.name for i in module.instructions()] == "x y sum z b a zero square product total".split()


def test_computation(module: HloModule) -> None:
    entry = module.entry
    assert (entry.name, entry.is_entry, entry.execution_thread) == ("main", True, "")
    assert (module.computations["side"].is_entry, module.computations["side"].execution_thread) == (False, "side")
    assert list(entry.instructions) == "b a zero square product total".split()
    assert entry.root is entry.instructions["total"]


def test_parameters_are_in_the_order_of_their_numbers(module: HloModule) -> None:
    assert [parameter.name for parameter in module.entry.parameters] == ["a", "b"]
    assert [parameter.parameter_number for parameter in module.entry.parameters] == [0, 1]
    assert module.entry.root.parameter_number is None


def test_operands_are_the_instructions_themselves(main: dict[str, HloInstruction]) -> None:
    assert main["square"].operands == (main["a"], main["a"])
    assert main["product"].operands == (main["square"], main["b"])
    assert main["zero"].operands == ()


def test_users_are_each_named_once_in_text_order(main: dict[str, HloInstruction]) -> None:
    assert main["a"].users == (main["square"],)
    assert main["square"].users == (main["product"],)
    assert main["total"].users == ()
    assert main["a"].computation.users == {
        main["a"]: (main["square"],),
        main["square"]: (main["product"],),
        main["b"]: (main["product"],),
        main["product"]: (main["total"],),
        main["zero"]: (main["total"],),
    }


def test_called_computations(module: HloModule, main: dict[str, HloInstruction]) -> None:
    assert main["total"].called_computations == (module.computations["add"],)
    assert main["product"].called_computations == ()


def test_control_predecessors(main: dict[str, HloInstruction]) -> None:
    assert main["product"].control_predecessors == (main["zero"],)
    assert main["total"].control_predecessors == ()


def test_each_instruction_knows_its_computation(module: HloModule) -> None:
    for computation in module.computations.values():
        assert all(i.computation is computation for i in computation.instructions.values())
        assert [i for i in computation.instructions.values() if i.is_root] == [computation.root]


def test_literal(main: dict[str, HloInstruction]) -> None:
    assert (main["zero"].literal, main["a"].literal) == ("0", None)


def test_fusion_kind_is_that_of_fusions_only() -> None:
    root = parse("ENTRY e { a = f32[] parameter(0) b = f32[] custom(a), kind=kLoop }").entry.root
    assert root.fusion_kind is None


def test_nodes_compare_by_identity(module: HloModule) -> None:
    again = parse(TEXT)
    assert module.entry.root != again.entry.root
    assert module.entry != again.entry
    assert module != again


def test_module_prints_as_it_was_written(module: HloModule) -> None:
    printed = "(a: f32[4]{0}, b: f32[4]{0})"  # in the order of their numbers, with the layouts
    assert str(module) == TEXT.replace("(b: f32[4], a: f32[4])", printed)


def test_repr_is_short(module: HloModule) -> None:
    assert repr(module) == "<HloModule jit_f: 3 computations>"
    assert repr(module.entry) == "<HloComputation main: 6 instructions>"
    assert repr(module.entry.instructions["square"]) == "<HloInstruction %square = f32[4]{0} multiply(%a, %a)>"


def test_computation_without_known_shape_prints_without_signature() -> None:
    module = parse("ENTRY e { a = f32[2] parameter(0) b = frobnicate(a) }")
    assert str(module.entry) == "ENTRY %e {\n  %a = f32[2] parameter(0)\n  ROOT %b = frobnicate(%a)\n}\n"
    assert parse(str(module)).entry.root.shape.is_unknown


def test_nodes_have_no_dict(module: HloModule) -> None:
    nodes: list[HloModule | HloComputation | HloInstruction] = [module, module.entry, module.entry.root]
    assert not any(hasattr(node, "__dict__") for node in nodes)
