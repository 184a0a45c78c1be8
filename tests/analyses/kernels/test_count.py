"""Counts of whole modules: classes, call sites, trip counts, what is not known, and numbers without bound."""

import pytest

from hloscope.analyses.facts.execution import LARGEST
from hloscope.analyses.kernels import count as kernels
from hloscope.analyses.kernels.count import KernelCount, count_launches, count_operations
from hloscope.analyses.kernels.forms import CountForm
from hloscope.analyses.kernels.rules import LaunchSite
from hloscope.analyses.kernels.unit import unit_of
from hloscope.parsers import parse
from tests.support.dumped import after, before
from tests.support.growth import work_of
from tests.support.mutations import time_limit

# One kernel in the condition; two kernels, a copy and a library call in the body.
LOOP = """
less { a = f32[] parameter(0) b = f32[] parameter(1) ROOT c = pred[] compare(a, b), direction=LT }
condition { s = (f32[8], f32[8]) parameter(0) ROOT test = pred[] sine(s) }
body {
  s = (f32[8], f32[8]) parameter(0)
  x = f32[8] get-tuple-element(s), index=0
  one = f32[8] sine(x)
  two = f32[8] copy(one)
  three = f32[8] cosine(two)
  four = f32[8] custom-call(three), custom_call_target="solver"
  ROOT t = (f32[8], f32[8]) tuple(four, three)
}
"""
WHILE = "(f32[8], f32[8]) while(s), condition=condition, body=body"
KNOWN = f'{WHILE}, backend_config={{"known_trip_count":{{"n":"5"}}}}'
BRANCHES = """
small { b = (f32[8], f32[8]) parameter(0) ROOT o = (f32[8], f32[8]) copy(b) }
large { b = (f32[8], f32[8]) parameter(0) c = (f32[8], f32[8]) copy(b) d = f32[8] sine(c) ROOT o = (f32[8], f32[8]) tuple(d, d) }
none { ROOT b = (f32[8], f32[8]) parameter(0) }
"""


def count(computations: str, *lines: str, platform: str = "cpu") -> KernelCount:
    """The count of a module whose entry is `lines`, behind a parameter `s` and a scalar `i`."""
    entry = "\n".join(["s = (f32[8], f32[8]) parameter(0)", "i = s32[] parameter(1)", *lines])
    module = parse(f"HloModule m, is_scheduled=true\n{computations}\nENTRY main {{ {entry} }}")
    return count_launches(module, platform=platform)


def test_a_count_has_the_fields_of_the_document() -> None:
    counted = count(LOOP, f"w = {KNOWN}", "ROOT r = f32[8] frobnicate(w)")
    expected: CountForm = {
        "compute_launches": 4,
        "kernels": 3,
        "library": 1,
        "copies": 1,
        "collectives": 0,
        "misc": 0,
        "unknown": 1,
        "launches_per_run": 15,
        "launches_range": None,
        "copies_per_run": 5,
        "copies_range": None,
        "collectives_per_run": 0,
        "collectives_range": None,
        "inferred": False,
        "loops": [{"name": "w", "computation": "main", "trip_count": 5, "inferred": False}],
        "inferred_sites": [],
        "sites": [
            {"name": "test", "class": "kernel"},
            {"name": "one", "class": "kernel"},
            {"name": "two", "class": "copy"},
            {"name": "three", "class": "kernel"},
            {"name": "four", "class": "library"},
            {"name": "r", "class": "unknown"},
        ],
    }
    assert counted.to_dict() == expected
    assert counted.sites[1] == LaunchSite("one", "kernel", "body")
    assert counted.by_class == {"kernel": 3, "library": 1, "copy": 1, "unknown": 1}


def test_a_loop_of_known_length_runs_its_body_as_often_and_no_condition() -> None:
    counted = count(LOOP, f"ROOT w = {KNOWN}")
    assert len(counted.sites) == 5
    assert (counted.launches_per_run, counted.launches_range, counted.copies_per_run) == (15, None, 5)


def test_a_loop_of_unknown_length_makes_the_launches_per_run_unknown() -> None:
    counted = count(LOOP, f"ROOT w = {WHILE}")
    assert len(counted.sites) == 5
    assert (counted.launches_per_run, counted.launches_range) == (None, None)
    assert (counted.copies_per_run, counted.collectives_per_run) == (None, 0)


def test_branches_of_different_copies_give_the_least_and_the_most() -> None:
    counted = count(BRANCHES, "ROOT c = (f32[8], f32[8]) conditional(i, s, s), branch_computations={small, none}")
    assert (counted.copies_per_run, counted.copies_range) == (None, (0, 1))
    assert (counted.collectives_per_run, counted.collectives_range) == (0, None)


def test_a_loop_that_xla_did_not_count_tests_its_condition_before_each_turn_and_behind_the_last() -> None:
    counter = """
    condition { i = s32[] parameter(0) n = s32[] constant(5) ROOT test = pred[] compare(i, n), direction=LT }
    body { i = s32[] parameter(0) one = s32[] constant(1) m = s32[] copy(i) ROOT j = s32[] add(m, one) }
    """
    start = "zero = s32[] constant(0)"
    counted = count(counter, start, "ROOT w = s32[] while(zero), condition=condition, body=body")
    assert (counted.launches_per_run, counted.copies_per_run, counted.is_inferred) == (5 + 6, 5, True)
    assert counted.to_dict()["loops"] == [{"name": "w", "computation": "main", "trip_count": 5, "inferred": True}]
    config = 'backend_config={"known_trip_count":{"n":"5"}}'
    counted = count(counter, start, f"ROOT w = s32[] while(zero), condition=condition, body=body, {config}")
    assert (counted.launches_per_run, counted.copies_per_run, counted.is_inferred) == (5, 5, False)


def test_a_loop_that_launches_nothing_hides_nothing() -> None:
    empty = """
    condition { c = (f32[8], f32[8]) parameter(0) ROOT x = pred[] constant(true) }
    body { ROOT b = (f32[8], f32[8]) parameter(0) }
    """
    assert count(empty, f"ROOT w = {WHILE}").launches_per_run == 0


def test_nested_loops_multiply() -> None:
    outer = f"outer {{ s = (f32[8], f32[8]) parameter(0) ROOT w = {KNOWN} }}"
    counted = count(LOOP + outer, f"ROOT w = {KNOWN.replace('body=body', 'body=outer')}")
    assert (counted.launches_per_run, counted.copies_per_run) == (5 * 5 * 3, 5 * 5)


@pytest.mark.parametrize(
    ("branches", "per_run", "at_least_and_most", "copies"),
    [
        ("small, large", None, (0, 1), 1),
        ("large, none, small", None, (0, 1), None),
        ("small, small", 0, None, 1),
        ("large, large", 1, None, 1),
        ("none, none", 0, None, 0),
    ],
)
def test_branches_that_differ_give_a_range(
    branches: str, per_run: int | None, at_least_and_most: tuple[int, int] | None, copies: int | None
) -> None:
    line = f"ROOT r = (f32[8], f32[8]) conditional(i, s, s), branch_computations={{{branches}}}"
    counted = count(BRANCHES, line)
    assert counted.launches_per_run == per_run
    assert counted.launches_range == at_least_and_most
    assert counted.copies_per_run == copies


def test_a_range_within_a_loop_of_unknown_length_is_unknown() -> None:
    chosen = """
    choice { s = (f32[8], f32[8]) parameter(0) i = s32[] constant(0)
      ROOT r = (f32[8], f32[8]) conditional(i, s, s), branch_computations={small, large} }
    """
    line = WHILE.replace("body=body", "body=choice")
    counted = count(LOOP + BRANCHES + chosen, f"ROOT w = {line}")
    assert (counted.launches_per_run, counted.launches_range) == (None, None)


def test_the_launches_of_an_unknown_branch_are_unknown() -> None:
    looping = f"looping {{ s = (f32[8], f32[8]) parameter(0) ROOT w = {WHILE} }}"
    line = "ROOT r = (f32[8], f32[8]) conditional(i, s, s), branch_computations={looping, small}"
    counted = count(LOOP + BRANCHES + looping, line)
    assert (counted.launches_per_run, counted.launches_range) == (None, None)


def test_a_loop_without_a_body_is_not_understood_and_breaks_nothing() -> None:
    counted = count(LOOP, "ROOT w = (f32[8], f32[8]) while(s), condition=condition")
    assert counted.compute_launches == 1


def test_a_computation_that_is_called_twice_is_two_sets_of_sites() -> None:
    called = "callee { x = f32[8] parameter(0) y = f32[8] sine(x) ROOT z = f32[8] cosine(y) }"
    counted = count(
        called,
        "x = f32[8] get-tuple-element(s), index=0",
        "a = f32[8] call(x), to_apply=callee",
        "b = f32[8] sine(a)",
        "ROOT c = f32[8] call(b), to_apply=callee",
    )
    assert [site.name for site in counted.sites] == ["y", "z", "b", "y", "z"]
    assert (counted.kernels, counted.launches_per_run) == (5, 5)


def doubling(depth: int) -> str:
    """Computations of which each calls the one before twice: 2 ** depth sites in all."""
    lines = ["step0 { p = f32[8] parameter(0) ROOT leaf = f32[8] sine(p) }"]
    for n in range(1, depth + 1):
        callee = f"to_apply=step{n - 1}"
        lines.append(
            f"step{n} {{ p = f32[8] parameter(0) a = f32[8] call(p), {callee} ROOT b = f32[8] call(a), {callee} }}"
        )
    return "\n".join(
        [*lines, f"ENTRY main {{ p = f32[8] parameter(0) ROOT r = f32[8] call(p), to_apply=step{depth} }}"]
    )


def test_calls_of_calls_multiply() -> None:
    counted = count_launches(parse(doubling(10)), platform="cpu")
    assert counted.kernels == counted.launches_per_run == len(counted.sites) == 1024
    assert {*counted.sites} == {LaunchSite("leaf", "kernel", "step0")}


def test_sites_without_bound_are_cut_and_their_numbers_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "SITE_LIMIT", 1_000)
    with time_limit():
        assert count_launches(parse(doubling(40)), platform="cpu").kernels == 2**40
        counted = count_launches(parse(doubling(2_000)), platform="cpu")
    assert counted.kernels == counted.launches_per_run == LARGEST
    assert len(counted.sites) == 1_000


def test_calls_of_calls_of_nothing_cost_nothing() -> None:
    module = parse(doubling(60).replace("ROOT leaf = f32[8] sine(p)", "ROOT leaf = f32[8] bitcast(p)"))
    assert count_launches(module, platform="cpu").sites == ()


def test_a_site_at_the_end_of_many_calls_costs_no_more_than_others() -> None:
    chain = doubling(3_000).replace("a = f32[8] call(p), to_apply=step", "a = f32[8] bitcast(p), x=step")
    callers = "\n".join(f"call{n} = f32[8] call(p), to_apply=step3000" for n in range(2_000))
    module = parse(
        chain.replace(
            "ROOT r = f32[8] call(p), to_apply=step3000", f"{callers}\nROOT r = f32[8] call(p), to_apply=step3000"
        )
    )
    counted: list[KernelCount] = []
    calls = work_of(lambda: counted.append(count_launches(module, platform="cpu")))
    assert len(counted[0].sites) == 2_001
    assert calls < 2_000 * 3_000 / 4


def test_the_trip_counts_of_nested_loops_end_too() -> None:
    config = '{"known_trip_count":{"n":"9000000000000000000"}}'
    line = KNOWN.replace('{"known_trip_count":{"n":"5"}}', config)
    outer = f"outer {{ s = (f32[8], f32[8]) parameter(0) ROOT w = {line} }}"
    assert count(LOOP + outer, f"ROOT w = {line.replace('body=body', 'body=outer')}").launches_per_run == LARGEST


def test_operations_of_a_compiled_loop_count_where_nothing_is_fused() -> None:
    module = parse(
        """
        callee { x = f32[8] parameter(0) y = f32[8] sine(x) ROOT z = f32[8] cosine(y) }
        ENTRY main {
          p = f32[8] parameter(0)
          ROOT c = f32[8] call(p), to_apply=callee, frontend_attributes={xla_cpu_small_call="true"}
        }"""
    )
    assert count_operations(module).kernels == 2
    assert count_operations(module, enter_small_calls=False).kernels == 0
    assert count_launches(module, platform="cpu").kernels == 1


@pytest.mark.parametrize(
    ("platform", "suffixes", "unit"),
    [
        pytest.param("gpu", [], "launches", id="GPU"),
        pytest.param("tpu", [], "top_level_ops", id="TPU"),
        pytest.param(None, [], "top_level_ops", id="HLO without a target"),
        pytest.param("cpu", [], "launches", id="CPU, no other file"),
        pytest.param("cpu", ["ir-no-opt.ll", "ir-with-opt.ll", "o"], "top_level_ops", id="jax 0.4.30"),
        pytest.param("cpu", ["ir-no-opt.part_00.ll", "ir-with-opt.part_00.ll", "o"], "launches", id="jax 0.4.33"),
        pytest.param("cpu", ["ir-no-opt.ll", "o", "ir-no-opt.part_01.ll"], "launches", id="jax 0.4.33, two modules"),
        pytest.param("cpu", ["part_00.ir-no-opt.ll", "obj-file.part_00.o"], "launches", id="jax 0.6.2"),
        pytest.param("cpu", ["a_fusion_kernel_module.ir-no-opt.ll", "obj-file.a.o"], "launches", id="jax 0.10.2"),
        pytest.param("gpu", ["ir-no-opt.ll"], "launches", id="GPU of jax 0.8.1"),
    ],
)
def test_the_unit_is_told_from_the_files_beside_it(platform: str | None, suffixes: list[str], unit: str) -> None:
    assert unit_of(platform, suffixes) == unit


# Operations before optimizations, counted by hand; kernels/library/copies, and compute launches and copies per run, as
# the thunk lists and the profiler have them on CPU, and the thunk list on H100.
MEASURED = {
    "softmax": (11, "2/2/0", (4, 0), "1/0/0"),
    "matmul_bias_relu": (6, "1/1/0", (2, 0), "1/0/0"),
    "gather": (8, "1/0/0", (1, 0), "1/0/0"),
    "concat": (3, "1/0/0", (1, 0), "1/0/0"),
    "scatter_add": (6, "2/0/1", (2, 1), "1/0/1"),
    "argsort": (3, "1/1/1", (2, 1), "1/0/1"),
    "fft": (3, "2/1/0", (3, 0), "2/1/0"),
    "fori": (8, "3/1/3", (15, 7), "4/0/2"),
}


@pytest.mark.parametrize("program", MEASURED)
def test_programs_count_as_measured(program: str) -> None:
    asked, on_cpu, per_run, on_gpu = MEASURED[program]
    cpu = count_launches(after(f"jax-0.10.2-cpu/{program}"), platform="cpu")
    gpu = count_launches(after(f"jax-0.10.2-h100/{program}"), platform="gpu")
    assert count_operations(before(f"jax-0.10.2-cpu/{program}")).compute_launches == asked
    assert f"{cpu.kernels}/{cpu.library}/{cpu.copies}" == on_cpu
    assert (cpu.launches_per_run, cpu.copies_per_run) == per_run
    assert f"{gpu.kernels}/{gpu.library}/{gpu.copies}" == on_gpu
