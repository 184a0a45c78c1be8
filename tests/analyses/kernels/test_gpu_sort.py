"""Kernels of a bitonic sort, as thunk lists of H100 compiles count them (jax 0.10.2 and 0.6.2)."""

import pytest

from hloscope.analyses.kernels.count import count_launches
from hloscope.analyses.kernels.gpu_sort import bitonic_kernels, shared_memory_of
from hloscope.parsers import parse

NVIDIA = shared_memory_of("sm_9.0a")

SORT = """
HloModule m, is_scheduled=true
less {{ a = f32[] parameter(0) b = f32[] parameter(1) ROOT c = pred[] compare(a, b), direction=LT }}
ENTRY main {{
  p = f32[{size}] parameter(0)
  s = f32[{size}] sine(p)
  ROOT r = f32[{size}] sort(s){attributes}
}}
"""


@pytest.mark.parametrize(
    ("size", "element_bytes", "kernels"),
    [
        (2, 8, 1),
        (1000, 20, 1),
        (3000, 8, 1),
        (5000, 8, 3),
        (5000, 12, 3),
        (5000, 20, 6),
        (10000, 8, 6),
        (16384, 8, 6),
        (20000, 6, 10),
        (20000, 20, 15),
        (100000, 8, 21),
    ],
)
def test_steps_within_a_tile_share_a_kernel(size: int, element_bytes: int, kernels: int) -> None:
    assert bitonic_kernels(size, element_bytes, 4, NVIDIA) == kernels


@pytest.mark.parametrize(("size", "kernels"), [(1000, 1), (5000, 6), (16384, 10), (20000, 15), (100000, 28)])
def test_older_threads_sorted_two_elements_each(size: int, kernels: int) -> None:
    assert bitonic_kernels(size, 8, 2, NVIDIA) == kernels


def test_one_element_is_sorted() -> None:
    assert bitonic_kernels(1, 4, 4, NVIDIA) == 0


def test_elements_too_large_for_a_tile_are_sorted_one_step_a_kernel() -> None:
    assert bitonic_kernels(4, NVIDIA + 1, 4, NVIDIA) == 3


def test_a_block_of_an_amd_gpu_shares_more_memory() -> None:
    assert shared_memory_of("gfx90a") == 65_536
    assert shared_memory_of(None) == shared_memory_of("sm_8.0") == 49_152


@pytest.mark.parametrize(
    ("size", "attributes", "kernels"),
    [
        ("5000", ", dimensions={0}, to_apply=less", 3),
        ("8,5000", ", dimensions={1}, to_apply=less", 3),
        ("5000", ', dimensions={0}, to_apply=less, metadata={op_name="sort"}', 6),
        ("5000", ', dimensions={0}, to_apply=less, metadata={op_name="sort" scheduling_name="r"}', 3),
        ("5000", ', dimensions={0}, to_apply=less, metadata={op_name="sort" stack_frame_id=4}', 3),
        ("1000", ", to_apply=less", 1),
        ("1000", ", dimensions={7}, to_apply=less", 0),
    ],
)
def test_size_and_age_are_read_from_the_instruction(size: str, attributes: str, kernels: int) -> None:
    module = parse(SORT.format(size=size, attributes=attributes))
    sites = count_launches(module, platform="gpu").sites
    assert [site.launch_class for site in sites if site.name == "r"] == ["kernel"] * kernels


def test_a_sort_of_more_than_a_gpu_holds_is_unknown() -> None:
    count = count_launches(parse(SORT.format(size=2**40, attributes=", dimensions={0}, to_apply=less")), platform="gpu")
    assert (count.copies, [site.name for site in count.sites if site.launch_class == "unknown"]) == (0, ["r"])


def test_a_sort_of_nothing_breaks_nothing() -> None:
    module = parse("ENTRY main { ROOT r = () sort(), dimensions={0} }")
    assert count_launches(module, platform="gpu").compute_launches == 0
