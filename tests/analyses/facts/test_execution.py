"""Which computations run, on short modules written for one case each."""

import pytest

from hloscope.analyses.facts.execution import (
    callees,
    entered_callees,
    executed_computations,
    is_small_call,
    known_trip_count,
)
from hloscope.ir import HloModule
from hloscope.parsers import parse

LOOP = """
condition { s = (s32[], f32[2]) parameter(0) ROOT c = pred[] constant(false) }
body { ROOT s = (s32[], f32[2]) parameter(0) }
ENTRY main {
  p = (s32[], f32[2]) parameter(0)
  ROOT loop = (s32[], f32[2]) while(p), CALLS, backend_config=CONFIG
}
"""
CALL = """
adder { a = f32[] parameter(0) b = f32[] parameter(1) ROOT s = f32[] add(a, b) }
fused { f = f32[4] parameter(0) ROOT n = f32[4] negate(f) }
callee { x = f32[4] parameter(0) z = f32[] constant(0) ROOT r = f32[] reduce(x, z), dimensions={0}, to_apply=adder }
unused { u = f32[] parameter(0) ROOT v = f32[] sine(u) }
ENTRY main {
  p = f32[4] parameter(0)
  q = f32[4] fusion(p), kind=kLoop, calls=fused
  first = f32[] call(q), to_apply=callee
  second = f32[] call(p), to_apply=callee
  ROOT t = (f32[], f32[]) tuple(first, second)
}
"""
BRANCHES = """
one { a = f32[] parameter(0) ROOT b = f32[] sine(a) }
two { c = f32[] parameter(0) ROOT d = f32[] cosine(c) }
ENTRY main { i = s32[] parameter(0) x = f32[] parameter(1) ROOT r = f32[] conditional(i, x, x), branch_computations={one, two} }
"""
ASYNC = """
wrapped { a = f32[4] parameter(0) ROOT b = f32[4] all-to-all(a), replica_groups={{0,1}}, dimensions={0} }
ENTRY main {
  x = f32[4] parameter(0)
  start = ((f32[4]), f32[4]) async-start(x), calls=wrapped
  ROOT done = f32[4] async-done(start)
}
"""
SMALL_CALL = """
callee { a = f32[4] parameter(0) ROOT b = f32[4] sine(a) }
ENTRY main { x = f32[4] parameter(0) ROOT c = f32[4] call(x), to_apply=callee, frontend_attributes={ATTRIBUTES} }
"""


def loop(calls: str = "condition=condition, body=body", config: str = "{}") -> HloModule:
    return parse(LOOP.replace("CALLS", calls).replace("CONFIG", config))


def small_call(attributes: str) -> HloModule:
    return parse(SMALL_CALL.replace("ATTRIBUTES", attributes))


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        pytest.param(parse(CALL), ["callee", "main"], id="a callee of two calls, but neither fusion nor reducer"),
        pytest.param(parse(BRANCHES), ["two", "one", "main"], id="every branch"),
        pytest.param(parse(ASYNC), ["wrapped", "main"], id="what an async-start wraps"),
        pytest.param(loop(), ["body", "condition", "main"], id="condition and body of a loop"),
    ],
)
def test_what_runs_comes_before_what_runs_it(module: HloModule, expected: list[str]) -> None:
    assert [computation.name for computation in executed_computations(module)] == expected


@pytest.mark.parametrize("calls", ["condition=condition, body=body", "body=body, condition=condition"])
def test_the_condition_of_a_loop_comes_first_however_it_is_written(calls: str) -> None:
    assert [computation.name for computation in callees(loop(calls).entry.root)] == ["condition", "body"]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('xla_cpu_small_call="true"', True),
        ('a="b",xla_cpu_small_call="true",c="d"', True),
        ('xla_cpu_small_call="false"', False),
        ('note="xla_cpu_small_call=\\"true\\""', False),
    ],
)
def test_a_small_call_is_told_by_its_attribute(attributes: str, expected: bool) -> None:  # noqa: FBT001
    module = small_call(attributes)
    assert is_small_call(module.entry.root) is expected
    assert ("callee" in {c.name for c in executed_computations(module)}) is not expected
    assert "callee" in {c.name for c in executed_computations(module, entered_callees)}


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ('{"known_trip_count":{"n":"5"}}', 5),
        ('{"known_init_step":{"init":"0","step":"1"}, "known_trip_count" : { "n" : 7 }}', 7),
        ('"{\\"known_trip_count\\":{\\"n\\":\\"9\\"}}"', 9),
        ('{"known_trip_count":{}}', None),
        ('{"known_trip_count":{"n":"many"}}', None),
        ('{"known_trip_count":{"n":"99999999999999999999999"}}', None),
        ('"opaque"', None),
        ("{}", None),
    ],
)
def test_trip_counts_are_read_from_the_backend_config(config: str, expected: int | None) -> None:
    assert known_trip_count(loop(config=config).entry.root) == expected


def test_a_chain_of_calls_needs_no_stack() -> None:
    depth = 5_000
    lines = ["step0 { p = f32[] parameter(0) ROOT r = f32[] sine(p) }"]
    lines += [
        f"step{n} {{ p = f32[] parameter(0) ROOT r = f32[] call(p), to_apply=step{n - 1} }}" for n in range(1, depth)
    ]
    module = parse(
        "\n".join([*lines, "ENTRY main { p = f32[] parameter(0) ROOT r = f32[] call(p), to_apply=step4999 }"])
    )
    names = [computation.name for computation in executed_computations(module)]
    assert names == [*(f"step{n}" for n in range(depth)), "main"]
