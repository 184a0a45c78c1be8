"""XLA's own parser judges ours: what it takes, what it refuses, and what it makes of every dump in testdata/."""

import re
from functools import cache
from importlib.util import find_spec

import pytest

from hloscope.ir import HloComputation, HloInstruction, HloModule
from hloscope.parsers import parse
from tests.support.hlo_elements import ELEMENTS, NO_ELEMENTS
from tests.support.hlo_errors import LIMITS, REJECTED
from tests.support.hlo_examples import ACCEPTED
from tests.support.hlo_files import TARGETS, texts_by_target
from tests.support.judges import hlo_proto
from tests.support.judges.jaxlib_parser import Verdict, verdicts_on
from tests.support.spelled_out import spelled_out
from tests.support.versions import is_at_least, readable

pytestmark = [
    pytest.mark.live,
    pytest.mark.skipif(find_spec("jaxlib") is None, reason="jaxlib is not installed"),
]

# XLA's parser makes these shapes from those of the operands, whatever the text says.
_MADE_BY_XLA = ("send", "recv", "outfeed")
_FORGOTTEN = re.compile(r"[LD]\([^()]*\)|[#*]\(\w+\)|SC\([^()]*\)|M\(\d+\)")  # of layouts: not asked of the judge

NEW = ELEMENTS if is_at_least("jaxlib", 0, 11) else {}  # it reads `%p#0` since then
EXAMPLES = {name: example.text for name, example in (ACCEPTED | NEW).items()}
BROKEN = {name: example.text for name, example in (REJECTED | NO_ELEMENTS).items()}
TOO_MUCH = {name: example.text for name, example in LIMITS.items()}


@cache
def verdicts() -> dict[str, Verdict]:
    texts = EXAMPLES | BROKEN | TOO_MUCH
    return dict(zip(texts, verdicts_on(list(texts.values())), strict=True))


@pytest.mark.parametrize("name", EXAMPLES)
def test_xla_takes_what_we_take(name: str) -> None:
    assert verdicts()[name].error == ""


@pytest.mark.parametrize("name", BROKEN)
def test_xla_refuses_what_we_refuse(name: str) -> None:
    assert verdicts()[name].error not in ("", "crashed")


@pytest.mark.parametrize("name", TOO_MUCH)
def test_xla_takes_what_is_too_much_for_us(name: str) -> None:
    assert verdicts()[name].error == ""


@pytest.mark.parametrize("name", [name for name in EXAMPLES if "async" not in name])
def test_example_is_what_xla_sees(name: str) -> None:
    assert_is_what_xla_sees(parse(EXAMPLES[name]), hlo_proto.module_of(verdicts()[name].proto))


@pytest.mark.parametrize("target", readable(TARGETS))
def test_dump_is_what_xla_sees_and_its_print_is_the_same_to_xla(target: str) -> None:
    texts = texts_by_target()[target]
    modules = {path: parse(text) for path, text in texts.items()}
    originals = verdicts_on(list(texts.values()))
    printed = verdicts_on([str(module) for module in modules.values()])
    taken = 0
    for (path, module), original, again in zip(modules.items(), originals, printed, strict=True):
        assert again == original, path
        if original.proto:
            assert_is_what_xla_sees(module, hlo_proto.module_of(original.proto))
            taken += 1
    assert taken > 0.9 * len(texts)  # XLA refuses some words of versions that are much older


def assert_is_what_xla_sees(module: HloModule, judge: hlo_proto.Module) -> None:
    """Compares node by node in text order; XLA gives a name that occurs twice in a module a number."""
    assert module.name in (judge.name, "")
    assert len(module.computations) == len(judge.computations)
    names = dict(zip(module.computations.values(), (c.name for c in judge.computations), strict=True))
    assert names[module.entry] == judge.entry
    for computation, judged in zip(module.computations.values(), judge.computations, strict=True):
        _assert_computation(computation, judged, names)


def _assert_computation(
    computation: HloComputation, judge: hlo_proto.Computation, computations: dict[HloComputation, str]
) -> None:
    assert base_of(judge.name) in (base_of(computation.name), "_")  # the latter stands inside an attribute
    assert (computation.execution_thread or "main") == (judge.execution_thread or "main")
    assert len(computation.instructions) == len(judge.instructions)
    names = dict(zip(computation.instructions.values(), (i.name for i in judge.instructions), strict=True))
    assert names[computation.root] == judge.root
    for instruction, judged in zip(computation.instructions.values(), judge.instructions, strict=True):
        called = [computations[callee] for callee in instruction.called_computations]
        assert sorted(called) == sorted(judged.called)  # of a while, XLA puts the body first
        _assert_instruction(instruction, judged, names)


def _assert_instruction(
    instruction: HloInstruction, judge: hlo_proto.Instruction, names: dict[HloInstruction, str]
) -> None:
    name = base_of(instruction.name)
    assert base_of(judge.name) in (name, name.replace(".nested", ".anon"))  # the latter stands inside operands
    assert instruction.opcode == judge.opcode
    assert instruction.opcode in _MADE_BY_XLA or shape_as_judged(instruction) == judge.shape
    assert [names[operand] for operand in instruction.operands] == list(judge.operands)
    assert {names[other] for other in instruction.control_predecessors} == set(judge.control_predecessors)
    assert (instruction.fusion_kind or "") == judge.fusion_kind
    assert (instruction.parameter_number or 0) == judge.parameter_number
    assert (instruction.custom_call_target or "") == judge.custom_call_target
    assert instruction.metadata == judge.metadata


def shape_as_judged(instruction: HloInstruction) -> str:
    """The shape with what the judge reads of it."""
    text = _FORGOTTEN.sub("", spelled_out(instruction.shape)).replace(":}", "}")
    return "?[]" if instruction.shape.element_type == "b" else text


def base_of(name: str) -> str:
    """The name without the numbers at its end."""
    return re.sub(r"(\.\d+)+$", "", name)
