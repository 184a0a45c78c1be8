"""Modelled times: counted by hand on a machine with round figures, and the figures of the machines themselves."""

import pytest

from hloscope.analyses.cost.cost import cost_of
from hloscope.analyses.cost.machines import MACHINES, Machine, find_machine
from hloscope.analyses.cost.roofline import Roofline, roofline_of
from hloscope.parsers import parse
from tests.support.cost_examples import LOOP
from tests.support.dumped import after

ROUND = Machine("round", "Round figures", 100.0, 1000.0, {"bf16": 100_000.0, "f8": 200_000.0})


def roofline(body: str, machine: Machine = ROUND) -> Roofline:
    return roofline_of(cost_of(parse(f"ENTRY main {{ {body} }}")), machine)


def test_instruction_that_moves_more_than_it_computes_is_bound_by_memory() -> None:
    result = roofline("p = f32[25] parameter(0)  ROOT n = f32[25] negate(p)")
    [entry] = result.items
    assert (entry.seconds, entry.share, entry.bound) == (2.0, 1.0, "memory")
    assert (result.seconds, result.memory_share) == (2.0, 1.0)


def test_product_runs_at_the_rate_of_its_type() -> None:
    shapes = "p = {0}[100,100] parameter(0)  ROOT d = {0}[100,100] dot(p, p), lhs_contracting_dims={{1}}"
    [numbers] = roofline(shapes.format("f32")).items  # no unit for it: as fast as single numbers
    [units] = roofline(shapes.format("bf16")).items
    assert (numbers.seconds, numbers.bound) == (2e6 / 1000, "compute")
    assert (units.seconds, units.bound) == (3 * 20_000 / 100, "memory")


def test_fusion_computes_its_products_and_the_rest_one_after_the_other() -> None:
    text = """body { p = bf16[100,100] parameter(0)  d = bf16[100,100] dot(p, p), lhs_contracting_dims={1}
      ROOT t = bf16[100,100] tanh(d) }
    ENTRY main { p = bf16[100,100] parameter(0)  ROOT f = bf16[100,100] fusion(p), kind=kCustom, calls=body }"""
    machine = Machine("fast memory", "", 1e9, 1000.0, {"bf16": 100_000.0})
    [entry] = roofline_of(cost_of(parse(text)), machine).items
    assert (entry.seconds, entry.bound) == (2e6 / 100_000 + 10_000 / 1000, "compute")


def test_loop_counts_as_often_as_it_runs() -> None:
    known = LOOP % ', backend_config={"known_trip_count":{"n":"5"}}'
    once, often = (roofline_of(cost_of(parse(text)), ROUND) for text in (LOOP % "", known))
    body = [entry for entry in once.items if entry.item.instruction.computation.name == "step"]
    assert often.seconds == pytest.approx(5 * sum(entry.seconds for entry in body))


def test_unknown_cost_takes_no_time_and_is_named() -> None:
    result = roofline('p = f32[25] parameter(0)  ROOT c = f32[25] custom-call(p), custom_call_target="mine"')
    [entry] = result.items
    assert (result.seconds, entry.seconds, entry.share, entry.bound) == (0.0, 0.0, 0.0, "unknown")


def test_module_without_any_cost_takes_no_time() -> None:
    assert roofline("ROOT p = f32[25] parameter(0)").items == ()


def test_machine_without_a_rate_for_numbers_is_held_back_by_memory_and_products() -> None:
    [entry] = roofline("p = f32[25] parameter(0)  ROOT n = f32[25] tanh(p)", MACHINES["tpu-v5e"]).items
    assert entry.bound == "memory"


def test_longest_comes_first_and_shares_add_up() -> None:
    result = roofline_of(cost_of(after("jax-0.10.2-h100/transformer_block")), MACHINES["h100"])
    times = [entry.seconds for entry in result.items]
    assert times == sorted(times, reverse=True)
    assert sum(entry.share for entry in result.items) == pytest.approx(1)


def test_types_that_have_no_figure_of_their_own_share_one() -> None:
    h100 = MACHINES["h100"]
    assert h100.matrix_rate("f16") == h100.matrix_rate("bf16") == 989e12
    assert h100.matrix_rate("f8e4m3fn") == h100.matrix_rate("u8") == 1979e12
    assert h100.matrix_rate("c64") == h100.vector_flops == 67e12
    assert MACHINES["tpu-v6e"].matrix_rate("f64") is None


@pytest.mark.parametrize(
    ("arch", "name"),
    [("sm_9.0a", "h100"), ("sm_8.0", "a100"), ("sm_10.0a", "b200"), ("sm_12.0", None), ("gfx90a", None), (None, None)],
)
def test_machine_of_an_architecture_is_found(arch: str | None, name: str | None) -> None:
    machine = find_machine(arch)
    assert (machine.name if machine else None) == name


def test_machine_has_a_json_form() -> None:
    assert MACHINES["v100"].to_dict() == {
        "name": "v100",
        "title": "Tesla V100-SXM2-16GB",
        "bytes_per_second": 900e9,
        "vector_flops": 15.7e12,
        "matrix_flops": {"bf16": 125e12, "f64": 7.8e12},
    }


def test_of_a_conditional_the_longest_branch_counts_in_the_time_of_a_run() -> None:
    branch = "{ p = f32[%d] parameter(0)  n = f32[%d] negate(p)  ROOT t = f32[] constant(0) }"
    text = f"""short {branch % (25, 25)}
    long {branch % (100, 100)}
    body {{ c = (s32[], pred[], f32[25], f32[100]) parameter(0)
      i = s32[] get-tuple-element(c), index=0  o = pred[] get-tuple-element(c), index=1
      a = f32[25] get-tuple-element(c), index=2  b = f32[100] get-tuple-element(c), index=3
      d = f32[] conditional(o, a, b), true_computation=short, false_computation=long
      ROOT t = (s32[], pred[], f32[25], f32[100]) tuple(i, o, a, b) }}
    test {{ c = (s32[], pred[], f32[25], f32[100]) parameter(0)  ROOT o = pred[] get-tuple-element(c), index=1 }}
    ENTRY main {{ c = (s32[], pred[], f32[25], f32[100]) parameter(0)
      ROOT w = (s32[], pred[], f32[25], f32[100]) while(c), condition=test, body=body,
        backend_config={{"known_trip_count":{{"n":"3"}}}} }}"""
    result = roofline_of(cost_of(parse(text)), ROUND)
    seconds = {entry.item.instruction.computation.name: entry.seconds for entry in result.items}
    assert seconds == {"short": 3 * 2.0, "long": 3 * 8.0, "body": pytest.approx(3 * 0.32)}
    assert result.seconds == pytest.approx(3 * (8.0 + 0.32))
    assert sum(entry.share for entry in result.items) == pytest.approx(1.0)
