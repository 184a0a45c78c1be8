"""Cost: every rule on a module whose cost a person can count, loops, branches, and texts that fit no rule."""

from pathlib import Path

import pytest

from hloscope.analyses.cost.cost import ModuleCost, cost_of
from hloscope.analyses.cost.sums import Cost, add_costs, most_of
from hloscope.analyses.facts.execution import LARGEST
from hloscope.parsers import parse
from tests.support.cost_examples import EXAMPLES, LOOP, LOOP_BODY
from tests.support.dumped import AFTER, after, folder_of, module_at

KNOWN_LOOP = LOOP % ', backend_config={"known_trip_count":{"n":"5"}}'


def cost_in(text: str) -> ModuleCost:
    return cost_of(parse(text))


def cost_of_root(line: str) -> Cost:
    module = parse(f"ENTRY main {{ p = f32[8]{{0}} parameter(0)  ROOT r = {line} }}")
    return cost_of(module).by_instruction[module.entry.root]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES.values(), ids=EXAMPLES)
def test_cost_is_what_a_person_counts(text: str, expected: Cost) -> None:
    assert cost_in(text).once == expected


def test_loop_of_known_length_counts_its_body_as_often_in_a_run() -> None:
    cost = cost_in(KNOWN_LOOP)
    assert cost.once == cost_in(LOOP % "").once
    assert cost.per_run == LOOP_BODY.times(5)
    assert cost.unknown_loops == ()


def test_loop_of_unknown_length_counts_once_and_is_named() -> None:
    cost = cost_in(LOOP % "")
    assert cost.per_run == cost.once
    assert [loop.name for loop in cost.unknown_loops] == ["w"]
    assert cost.to_dict()["unknown_loops"] == ["w"]


def test_nested_loops_multiply() -> None:
    inner = KNOWN_LOOP.replace("ENTRY main", "outer").replace("HloModule m\n", "")
    text = f"""{inner}
    no {{ s = (s32[], f32[8]) parameter(0)  ROOT c = pred[] constant(false) }}
    ENTRY main {{ q = (s32[], f32[8]) parameter(0)
      ROOT v = (s32[], f32[8]) while(q), condition=no, body=outer, backend_config={{"known_trip_count":{{"n":"7"}}}} }}
    """
    cost = cost_in(text)
    assert cost.per_run == LOOP_BODY.times(35)
    assert {item.runs for item in cost.items if item.instruction.opcode == "cosine"} == {35}
    assert add_costs(item.per_run for item in cost.items) == cost.per_run


def test_costs_end_at_a_number_that_is_larger_than_any_real_one() -> None:
    endless = KNOWN_LOOP.replace('"n":"5"', f'"n":"{LARGEST}"')
    assert cost_in(endless).per_run.flops == LARGEST
    assert cost_of_root("f32[4294967296,4294967296,4294967296] broadcast(p)").bytes_written == LARGEST


@pytest.mark.parametrize("path", AFTER, ids=folder_of)
def test_items_add_up_where_there_is_no_branch(path: Path) -> None:
    module = module_at(path)
    cost = cost_of(module)
    if not any(i.opcode == "conditional" for i in module.instructions()):
        assert add_costs(item.per_run for item in cost.items) == cost.per_run


def test_loop_inside_a_compiled_loop_counts() -> None:
    module = after("jax-0.10.2-cpu/scan")
    cost = cost_of(module)
    assert cost.per_run.transcendentals == 10 * cost.once.transcendentals > 0


@pytest.mark.parametrize(
    "line",
    [
        "f32[8] dot(p, p), lhs_contracting_dims={7}",
        "f32[8] dot()",
        "f32[8] convolution(p, p), window={size=3}, dim_labels=??_??->??",
        "f32[8] convolution(p, p), window={size=3}, dim_labels=b0f_0io->b0f",
        "f32[8] convolution(p, p), window={size=3}, dim_labels=01_01->01",
        "f32[8] convolution(p, p), window={size=3 pad=1_1x1_1}, dim_labels=b0f_0io->b0f",
        "f32[8] select-and-scatter(p, p, p), window={size=2}",
        "f32[8] triangular-solve(p)",
        "f32[8] gather(p)",
        "f32[8] scatter(p)",
        "f32[8]{0} transpose(p), dimensions={}",
        'f32[8] custom-call(), custom_call_target="__cublas$gemm"',
        'f32[] custom-call(p), custom_call_target="__cudnn$convForward", dim_labels=b0f_0io->b0f, window={size=3}',
    ],
)
def test_instruction_that_fits_no_rule_has_an_unknown_cost(line: str) -> None:
    assert cost_of_root(line) == Cost(unknown=1)


def test_opcode_that_nobody_knows_moves_its_operands_and_result() -> None:
    assert cost_of_root("f32[4] levitate(p, p)") == Cost(0, 0, 64, 16)


def test_library_calls_are_known_where_asked_for() -> None:
    product = '__cublas$lt$matmul", backend_config={"gemm_backend_config":{"dot_dimension_numbers":{%s}}}'
    numbers = '"lhs_contracting_dimensions":["1"],"rhs_contracting_dimensions":["0"]'
    text = f"""ENTRY main {{ p = f32[32,128] parameter(0)  q = f32[128,64] parameter(1)
      ROOT r = (f32[32,64], s8[4096]) custom-call(p, q), custom_call_target="{product % numbers} }}"""
    flops, size = 2 * 32 * 64 * 128, 4 * (32 * 128 + 128 * 64)
    assert cost_in(text).once == Cost(flops, 0, size, 4 * 32 * 64)
    assert cost_of(parse(text), knows_libraries=False).once == Cost(unknown=1)


@pytest.mark.parametrize(
    ("folder", "other"),
    [
        ("jax-0.10.2-h100/attention-cublas", "jax-0.10.2-h100/attention"),
        ("jax-0.10.2-h100/mlp-cublas", "jax-0.10.2-h100/mlp"),
        ("jax-0.10.2-h100/conv_bn_relu", "jax-0.10.2-cpu/conv_bn_relu"),
        ("tensorflow-2.21.0-cpu/mlp", "jax-0.10.2-cpu/mlp"),
        ("torch-xla-2.9.0-cpu/mlp", "jax-0.10.2-cpu/mlp"),
    ],
)
def test_library_does_the_work_of_the_operation(folder: str, other: str) -> None:
    ours, theirs = cost_of(after(folder)).once, cost_of(after(other)).once
    assert ours.unknown == theirs.unknown == 0
    assert ours.flops == pytest.approx(theirs.flops, rel=0.02)  # around the products fusion differs


def test_intensity_is_work_for_each_byte() -> None:
    assert Cost(flops=32, bytes_read=8, bytes_written=8).intensity == 2.0
    assert Cost(flops=32).intensity is None
    assert Cost(1, 2, 3, 4).to_dict()["bytes_accessed"] == 7


def test_branch_that_costs_most_counts_by_each_number() -> None:
    assert most_of([Cost(1, 9), Cost(5, 2)]) == Cost(5, 9)
    assert most_of([]) == add_costs([]) == Cost()


def test_pointers_of_a_tuple_are_those_of_the_version_that_wrote_the_text() -> None:
    """XLA's cost analysis counts 8 bytes for each member, and 4 since jaxlib 0.11, which writes `%p#0`."""
    text = "HloModule m\nENTRY e { p = (f32[4]) parameter(0) n = f32[4] negate(OPERAND) ROOT t = (f32[4], f32[4]) tuple(n, n) }"
    old = text.replace("n = f32", "g = f32[4] get-tuple-element(p), index=0 n = f32").replace("OPERAND", "g")
    assert [
        cost_of(parse(old)).once.bytes_written,
        cost_of(parse(text.replace("OPERAND", "p#0"))).once.bytes_written,
    ] == [32, 24]
    assert cost_of(parse(old), pointer_bytes=4).once.bytes_written == 24


def test_a_scan_costs_its_body_for_each_element_of_a_carry() -> None:
    """As `hlo_module_cost_analysis` of jaxlib 0.12.0.1 has it; earlier versions know no such opcode."""
    text = """HloModule m
      body { a = f32[32] parameter(0) b = f32[32] parameter(1) s = f32[32] add(a, b) ROOT t = (f32[32], f32[32]) tuple(s, s) }
      ENTRY e { x = f32[32,64] parameter(0) i = f32[32] parameter(1)
        ROOT r = (f32[32,64], f32[32]) scan(x, i), dimensions={1}, num_carries=1, is_associative=true, to_apply=body }"""
    assert cost_of(parse(text)).once[:4] == Cost(1024, 0, 8320, 8320)[:4]
