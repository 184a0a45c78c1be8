"""The table of devices: what its figures say of one another, by what they mean."""

import pytest

from hloscope.devices import DEVICES, GPUS, Gpu


@pytest.mark.parametrize("name", GPUS)
def test_arithmetic_on_single_numbers_is_what_all_lanes_do_at_the_boost_clock(name: str) -> None:
    """Two operations a clock, a product and a sum; makers round, and name a little more or less."""
    device = DEVICES[name]
    assert isinstance(device.chip, Gpu)
    lanes = device.chip.cores * device.chip.lanes_per_core
    assert device.vector_tera == pytest.approx(2 * lanes * device.chip.clock_ghz / 1000, rel=0.01)


@pytest.mark.parametrize("name", DEVICES)
def test_products_of_smaller_types_are_faster(name: str) -> None:
    rates = DEVICES[name].matrix_tera
    ordered = [rates[kind] for kind in ("f64", "f32", "bf16", "s8") if kind in rates]
    assert ordered == sorted(ordered)
    assert rates.get("f8", rates.get("s8")) == rates.get("s8")


@pytest.mark.parametrize("name", GPUS)
def test_block_may_have_no_more_shared_memory_than_its_core(name: str) -> None:
    assert GPUS[name].shared_memory_per_block_kib <= GPUS[name].shared_memory_kib
