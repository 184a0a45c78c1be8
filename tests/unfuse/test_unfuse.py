"""The reconstructed module: nothing that ran is lost or made up, no fusion is left, and XLA's own snapshots agree."""

import gc
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from hloscope.errors import HloscopeError
from hloscope.ir import HloComputation, HloInstruction, HloModule
from hloscope.parsers import parse
from hloscope.unfuse import unfuse
from tests.support.counting import Counting, Signature, is_outlining, signature_of
from tests.support.dumped import AFTER, TESTDATA, folder_of, module_at
from tests.support.equality import differences

FUSED = [path for path in AFTER if " fusion(" in path.read_text("utf-8")]
every_fused_module = pytest.mark.parametrize("path", FUSED, ids=folder_of)

assert len(FUSED) > 200


@cache
def unfused_at(path: Path) -> HloModule:
    return unfuse(module_at(path))


@every_fused_module
def test_no_fusion_is_left(path: Path) -> None:
    assert [i for i in unfused_at(path).instructions() if i.opcode.startswith("fusion")] == []


@every_fused_module
def test_print_then_parse_gives_an_equal_module(path: Path) -> None:
    unfused = unfused_at(path)
    assert differences(parse(str(unfused)), unfused) == []


@every_fused_module
def test_operands_and_callees_stand_above(path: Path) -> None:
    computations: set[HloComputation] = set()
    for computation in unfused_at(path).computations.values():
        above: set[HloInstruction] = set()
        for instruction in computation.instructions.values():
            assert instruction.computation is computation
            assert above.issuperset(instruction.operands)
            assert above.issuperset(instruction.control_predecessors)
            assert computations.issuperset(instruction.called_computations)
            above.add(instruction)
        computations.add(computation)


@every_fused_module
def test_parameters_result_and_header_stay(path: Path) -> None:
    after, unfused = module_at(path), unfused_at(path)
    header = {name: value for name, value in after.attributes.items() if name != "is_scheduled"}
    assert unfused.attributes == header
    assert (unfused.name, unfused.tables) == (after.name, after.tables)
    assert unfused.entry.is_entry
    assert list(map(str, unfused.entry.parameters)) == list(map(str, after.entry.parameters))
    assert unfused.entry.root.shape == after.entry.root.shape


@every_fused_module
def test_unfusing_again_changes_nothing(path: Path) -> None:
    again = unfuse(unfused_at(path))
    assert list(again.computations.values()) == list(unfused_at(path).computations.values())


def operations_in(computation: HloComputation) -> Counter[Signature]:
    """What a computation holds but for tuples, which only gather."""
    return Counter(signature_of(i) for i in computation.instructions.values() if i.opcode != "tuple")


def executed_or_applied(computation: HloComputation, found: set[str]) -> set[str]:
    """The names of what a computation calls in the end, where a fusion or an outlining call stands for its body."""
    for instruction in computation.instructions.values():
        for called in instruction.called_computations:
            if instruction.opcode != "fusion" and not is_outlining(instruction):
                found.add(called.name)
            executed_or_applied(called, found)
    return found


@every_fused_module
def test_operations_are_those_of_the_fusions_no_more_and_no_less(path: Path) -> None:
    after, unfused = module_at(path), unfused_at(path)
    assert set(unfused.computations) == executed_or_applied(after.entry, {after.entry.name})
    for name, computation in unfused.computations.items():
        expected = Counting(after.computations[name]).left
        assert operations_in(computation) == Counter({k: n for k, n in expected.items() if k[0] != "tuple"})


def test_what_is_merged_is_seldom_and_is_there() -> None:
    counts = [Counting(module_at(path).entry) for path in FUSED]
    assert sum(counting.copies for counting in counts) > 1000
    assert sum(sum(counting.left.values()) for counting in counts) > 5000


# Fusion changes nothing but fusions: what XLA had right before it is what can be reconstructed from what it had after.
SNAPSHOTS = [
    pytest.param(folder, before, after, id=folder)
    for folder, before, after in (
        ("jax-0.10.2-cpu-passes/softmax", "0016.*", "*.after_fusion.*"),
        ("jax-0.10.2-h100-passes/attention", "0035.fusion.*", "*.before_multi_output_fusion"),
    )
]


@pytest.mark.parametrize(("folder", "before", "after"), SNAPSHOTS)
def test_xla_had_the_same_operations_before_its_fusion_pass(folder: str, before: str, after: str) -> None:
    (path_before,), (path_after,) = ((TESTDATA / folder).glob(f"*.{pattern}.txt") for pattern in (before, after))
    had, fused = module_at(path_before), module_at(path_after)
    assert len(fused.entry.instructions) < len(had.entry.instructions)
    unfused = unfuse(had)  # libraries have their fusions already
    assert all_operations(unfuse(fused)) == all_operations(unfused)


def all_operations(module: HloModule) -> Counter[tuple[str, str]]:
    """Opcodes and shapes but for layouts."""
    free = ("parameter", "tuple", "get-tuple-element")
    return Counter((i.opcode, str(i.shape.without_layout())) for i in module.instructions() if i.opcode not in free)


MODULE = """\
HloModule all, frontend_attributes={a=", is_scheduled=true"}, is_scheduled=true, input_output_alias={ {0}: (0, {}, may-alias) }

FileNames
1 "model.py"

%add { %a = s32[] parameter(0)
  %b = s32[] parameter(1)
  ROOT %c = s32[] add(%a, %b) }

%add_fused { %a = s32[] parameter(0)
  %b = s32[] parameter(1)
  ROOT %r = s32[] reduce(%a, %b), dimensions={}, to_apply=%add }

%never_called { %a = s32[] parameter(0)
  %b = s32[] parameter(1)
  ROOT %f = s32[] fusion(%a, %b), kind=kLoop, calls=%add_fused }

%sum { %a = s32[] parameter(0)
  %b = s32[] parameter(1)
  ROOT %f = s32[] fusion(%a, %b), kind=kLoop, calls=%add_fused }

%same { ROOT %a = s32[] parameter(0) }

%less_fused { %a = s32[] parameter(0)
  %ten = s32[] constant(10)
  ROOT %l = pred[] compare(%a, %ten), direction=LT }

%condition { %a = s32[] parameter(0)
  ROOT %f = pred[] fusion(%a), kind=kLoop, calls=%less_fused }

%body { %a = s32[] parameter(0)
  ROOT %f = s32[] fusion(%a, %a), kind=kLoop, calls=%add_fused }

%branch { %a = s32[] parameter(0)
  ROOT %f = s32[] fusion(%a, %a), kind=kLoop, calls=%add_fused }

%small { %a = s32[] parameter(0)
  ROOT %f = s32[] fusion(%a, %a), kind=kLoop, calls=%add_fused }

ENTRY %main { %x = s32[] parameter(0)
  %array = s32[4] parameter(1)
  %w = s32[] while(%x), condition=%condition, body=%body
  %c = s32[] conditional(%w, %x, %x), branch_computations={%branch, %same}
  %s = s32[] call(%c), to_apply=%small, frontend_attributes={xla_cpu_small_call="true"}
  %r = s32[] reduce(%array, %s), dimensions={0}, to_apply=%sum
  ROOT %f = s32[] fusion(%r, %s), kind=kLoop, calls=%add_fused }
"""


def test_every_kind_of_called_computation_is_unfused() -> None:
    module = unfuse(parse(MODULE))
    roots = {computation.name: computation.root.opcode for computation in module.computations.values()}
    assert roots == {
        "add": "add",
        "never_called": "reduce",
        "sum": "reduce",
        "same": "parameter",
        "condition": "compare",
        "body": "reduce",
        "branch": "reduce",
        "small": "reduce",
        "main": "reduce",
    }
    for instruction in module.instructions():
        assert all(module.computations[called.name] is called for called in instruction.called_computations)


def test_what_holds_no_fusion_is_the_same_object() -> None:
    after = parse(MODULE)
    unfused = unfuse(after)
    same = {name for name, computation in unfused.computations.items() if computation is after.computations[name]}
    assert same == {"add", "same"}


def test_header_keeps_all_but_the_schedule() -> None:
    after = parse(MODULE)
    unfused = unfuse(after)
    assert after.is_scheduled
    assert not unfused.is_scheduled
    assert unfused.attribute_text == after.attribute_text.replace(", is_scheduled=true, input", ", input")
    assert unfused.tables == after.tables


def test_module_is_not_changed() -> None:
    after = parse(MODULE)
    text = str(after)
    unfuse(after)
    assert str(after) == text


@pytest.fixture
def collector() -> Iterator[None]:
    """Leaves the garbage collector as it was, whatever a test does to it."""
    was_enabled = gc.isenabled()
    yield
    (gc.enable if was_enabled else gc.disable)()


@pytest.mark.usefixtures("collector")
@pytest.mark.parametrize("is_enabled", [True, False])
def test_garbage_collector_is_left_as_it_was(*, is_enabled: bool) -> None:
    (gc.enable if is_enabled else gc.disable)()
    unfuse(parse(MODULE))
    assert gc.isenabled() == is_enabled
    with pytest.raises(HloscopeError):
        unfuse(parse("ENTRY e { ROOT f = f32[] fusion(), kind=kLoop }"))
    assert gc.isenabled() == is_enabled


def test_module_without_fusions_keeps_its_computations() -> None:
    before = parse("ENTRY e { ROOT x = f32[] parameter(0) }")
    unfused = unfuse(before)
    assert unfused.computations == before.computations
    assert unfused.entry is before.entry


def nested(depth: int, body: str) -> str:
    """A module whose fusions call each other: `body` calls the one before it by the name `inner`."""
    bodies = [body.replace("inner", f"level{level}") for level in range(depth)]
    texts = ["level0 { p = f32[] parameter(0)\n ROOT r = f32[] sine(p) }"]
    texts += [f"level{level} {{ p = f32[] parameter(0)\n {text} }}" for level, text in enumerate(bodies, 1)]
    entry = f"ENTRY e {{ x = f32[] parameter(0)\n ROOT r = f32[] fusion(x), kind=kLoop, calls=level{depth} }}"
    return "\n".join([*texts, entry])


def test_fusions_may_be_nested_deep() -> None:
    module = unfuse(parse(nested(200, "f = f32[] fusion(p), kind=kLoop, calls=inner\n ROOT r = f32[] negate(f)")))
    assert list(module.computations) == ["e"]
    assert Counter(i.opcode for i in module.instructions()) == {"parameter": 1, "sine": 1, "negate": 200}


def test_chain_of_100000_instructions_is_unfused() -> None:
    chain = "".join(f"  %i{n + 1} = f32[] negate(%i{n})\n" for n in range(100_000))
    entry = "ENTRY %e {\n  %x = f32[] parameter(0)\n  ROOT %r = f32[] fusion(%x), kind=kLoop, calls=%f\n}\n"
    module = parse(f"HloModule m\n\n%f {{\n  %i0 = f32[] parameter(0)\n{chain}}}\n\n{entry}")
    assert len(unfuse(module).entry.instructions) == 100_001


def test_fusions_that_multiply_are_an_error() -> None:
    twice = "f = f32[] fusion(p), kind=kLoop, calls=inner\n ROOT r = f32[] fusion(f), kind=kLoop, calls=inner"
    with pytest.raises(HloscopeError) as error:
        unfuse(parse(nested(100, twice)))
    assert str(error.value) == "cannot unfuse module '': its fusions stand for more than 1,003,040 instructions"


def test_attributes_are_unheard_of() -> None:
    text = "f { p = f32[] parameter(0)\n ROOT r = f32[] new-opcode(p), new_attribute={{x}, y=[1]} }\n"
    entry = unfuse(parse(text + "ENTRY e { x = f32[] parameter(0)\n ROOT r = f32[] fusion(x), calls=f, new=1 }")).entry
    assert str(entry.root) == "%r = f32[] new-opcode(%x), new_attribute={{x}, y=[1]}"
