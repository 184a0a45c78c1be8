"""Calls into which XLA for CPU outlined what several threads do: unfused as if the instructions stood there themselves."""

import pytest

from hloscope.analyses.kernels.count import count_operations
from hloscope.ir import HloInstruction
from hloscope.parsers import parse
from hloscope.unfuse import unfuse
from hloscope.unfuse.unfusing import unfusion_of
from tests.support.dumped import TESTDATA, module_at

PARTITIONS = 'backend_config={"outer_dimension_partitions":["2"]}'
OUTLINED = f"""
HloModule m, is_scheduled=true

one {{ x = f32[8] parameter(0) y = f32[8] sine(x) ROOT z = f32[8] negate(y) }}
two {{ x = f32[8] parameter(0) w = f32[8] parameter(1) y = f32[8] sine(x) ROOT z = f32[8] add(y, w) }}
parallel_one {{ p = f32[8] parameter(0) ROOT negate.clone = f32[8] fusion(p), kind=kLoop, calls=one, {PARTITIONS} }}
parallel_two {{
  p = f32[8] parameter(0)
  q = f32[8] parameter(1)
  ROOT add.clone = f32[8] fusion(q, p), kind=kLoop, calls=two, {PARTITIONS}
}}
parallel_copy {{ p = f32[8] parameter(0) ROOT copy.clone = f32[8] copy(p), {PARTITIONS} }}
ENTRY main {{
  a = f32[8] parameter(0)
  b = f32[8] parameter(1)
  call = f32[8] call(a), to_apply=parallel_one
  call.1 = f32[8] call(b, a), to_apply=parallel_two, control-predecessors={{call}}
  call.2 = f32[8] call(call), to_apply=parallel_copy
  ROOT t = (f32[8], f32[8]) tuple(call.2, call.1)
}}
"""
# The same as newer versions write it.
IN_PLACE = f"""
HloModule m, is_scheduled=true

one {{ x = f32[8] parameter(0) y = f32[8] sine(x) ROOT z = f32[8] negate(y) }}
two {{ x = f32[8] parameter(0) w = f32[8] parameter(1) y = f32[8] sine(x) ROOT z = f32[8] add(y, w) }}
ENTRY main {{
  a = f32[8] parameter(0)
  b = f32[8] parameter(1)
  negate.clone = f32[8] fusion(a), kind=kLoop, calls=one, {PARTITIONS}
  add.clone = f32[8] fusion(a, b), kind=kLoop, calls=two, {PARTITIONS}, control-predecessors={{negate.clone}}
  copy.clone = f32[8] copy(negate.clone), {PARTITIONS}
  ROOT t = (f32[8], f32[8]) tuple(copy.clone, add.clone)
}}
"""


def lines_of(text: str) -> list[str]:
    unfused = unfuse(parse(text))
    assert list(unfused.computations) == ["main"]
    return [str(instruction) for instruction in unfused.entry.instructions.values()]


def test_outlined_instructions_are_unfused_as_those_that_stand_in_place() -> None:
    assert lines_of(OUTLINED) == lines_of(IN_PLACE)
    assert sum(" sine(" in line for line in lines_of(OUTLINED)) == 1  # which both fusions compute


def test_each_operation_has_the_place_where_it_is_computed() -> None:
    module = parse(OUTLINED)
    unfusion = unfusion_of(module)

    def told(instruction: HloInstruction | None) -> str:
        return instruction.name if instruction else "outside"

    places = {o.name: [(told(f), i.name) for f, i in found] for o, found in unfusion.places.items()}
    assert places["y"] == [("negate.clone", "y"), ("add.clone", "y")]
    assert places["copy.clone"] == [("outside", "copy.clone")]
    calls = [module.entry.instructions[name] for name in ("call", "call.1", "call.2")]
    found = [operation and operation.name for operation in unfusion.find_all(calls)]
    assert found == ["negate.clone", "add.clone", "copy.clone"]


def test_sums_that_several_fusions_need_are_there_once() -> None:
    """XLA 0.6.2 without its pass cpu-parallel-task-assigner, which outlines, gives 37 operations and the same copy."""
    [path] = (TESTDATA / "jax-0.6.2-cpu" / "shared_statistics").glob("*after_optimizations.txt")
    after = module_at(path)
    assert sum(instruction.opcode == "call" for instruction in after.instructions()) == 10
    unfused = unfuse(after)
    assert not any(instruction.opcode == "call" for instruction in unfused.instructions())
    counted = count_operations(unfused, platform="cpu")
    assert (counted.kernels, counted.copies) == (37, 1)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        pytest.param(", " + PARTITIONS, "", id="without partitions"),
        pytest.param(
            "ROOT copy.clone = f32[8] copy(p)",
            "n = f32[8] negate(p) ROOT copy.clone = f32[8] copy(n)",
            id="of two instructions",
        ),
        pytest.param(
            "call.2 = f32[8] call(call)",
            "call.3 = f32[8] call(a), to_apply=parallel_copy\n  call.2 = f32[8] call(call)",
            id="called twice",
        ),
    ],
)
def test_other_calls_stay(was: str, now: str) -> None:
    copying = OUTLINED.partition("parallel_copy {")
    changed = copying[0] + copying[1] + copying[2].replace(was, now, 1)
    assert "parallel_copy" in unfuse(parse(changed)).computations
