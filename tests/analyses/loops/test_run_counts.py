"""How often a run executes each computation."""

import pytest

from hloscope.analyses.facts.execution import executed_computations
from hloscope.analyses.loops.run_counts import RunCount, run_counts_of
from hloscope.parsers import parse

LOOPS = """
inner.condition { a = s32[] parameter(0) ROOT b = pred[] constant(true) }
inner.body { ROOT c = s32[] parameter(0) }
outer.condition { d = s32[] parameter(0) ROOT e = pred[] constant(true) }
outer.body { f = s32[] parameter(0) ROOT g = s32[] while(f), condition=inner.condition, body=inner.body INNER }
ENTRY main { h = s32[] parameter(0) ROOT i = s32[] while(h), condition=outer.condition, body=outer.body OUTER }
"""
CALLS = """
one { a = f32[] parameter(0) ROOT b = f32[] sine(a) }
two { c = f32[] parameter(0) d = f32[] call(c), to_apply=one ROOT e = f32[] call(d), to_apply=one }
three { f = f32[] parameter(0) ROOT g = f32[] cosine(f) }
ENTRY main {
  h = pred[] parameter(0)
  i = f32[] parameter(1)
  j = f32[] call(i), to_apply=one
  ROOT k = f32[] conditional(h, j, j), true_computation=two, false_computation=three
}
"""
FIVE, SEVEN = (f', backend_config={{"known_trip_count":{{"n":"{turns}"}}}}' for turns in (5, 7))


def executions(text: str) -> dict[str, RunCount]:
    module = parse(text)
    return {
        computation.name: found for computation, found in run_counts_of(module, executed_computations(module)).items()
    }


def loops(outer: str, inner: str) -> list[tuple[int, bool]]:
    found = executions(LOOPS.replace("INNER", inner).replace("OUTER", outer))
    names = ("outer.condition", "outer.body", "inner.condition", "inner.body")
    return [(found[name].times, found[name].is_exact) for name in names]


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        (FIVE, SEVEN, [(0, True), (5, True), (0, True), (35, True)]),
        (FIVE, "", [(0, True), (5, True), (5, False), (5, False)]),
        ("", SEVEN, [(1, False), (1, False), (0, False), (7, False)]),
    ],
    ids=["known", "unknown inside", "unknown outside"],
)
def test_trip_counts_multiply(outer: str, inner: str, expected: list[tuple[int, bool]]) -> None:
    assert loops(outer, inner) == expected


def test_calls_add_up_and_a_branch_counts_as_taken() -> None:
    found = {name: each.known_times for name, each in executions(CALLS).items()}
    assert found == {"one": 3, "two": 1, "three": 1, "main": 1}


def test_what_a_branch_may_leave_out_is_told() -> None:
    found = {name: (each.least, each.times) for name, each in executions(CALLS).items()}
    assert found == {"one": (1, 3), "two": (0, 1), "three": (0, 1), "main": (1, 1)}


def test_what_is_not_known_is_no_number() -> None:
    assert executions(LOOPS.replace("INNER", "").replace("OUTER", FIVE))["inner.body"].known_times is None


def test_numbers_end() -> None:
    huge = f', backend_config={{"known_trip_count":{{"n":"{2**62}"}}}}'
    assert loops(huge, huge)[3] == (2**63 - 1, True)
