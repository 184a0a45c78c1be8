"""Memory against `compiled.memory_analysis()`, for CPU and for a GPU that is not there."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from hloscope.analyses.memory.use import MemoryUse, memory_use_of
from hloscope.dump import load
from tests.support.live_programs import SIZES, Live, cpu_programs, dumps, gpu_programs

pytestmark = pytest.mark.live


def uses_in(folder: Path) -> dict[str, MemoryUse]:
    """The memory of each program in a dump, by the name of its module."""
    uses: dict[str, MemoryUse] = {}
    for compilation in load(folder).compilations:
        if compilation.after and compilation.buffer_assignment:
            uses[compilation.name] = memory_use_of(
                compilation.after, compilation.buffer_assignment, compilation.live_ranges
            )
    return uses


def differences(programs: Iterable[Live], platform: str) -> dict[str, tuple[dict[str, int], dict[str, int]]]:
    """The programs whose sizes or peak are not XLA's, ours first."""
    found: dict[str, tuple[dict[str, int], dict[str, int]]] = {}
    for name, _, _, xla in programs:
        use = uses_in(dumps() / ("h100" if platform == "gpu" else name))[f"jit_{name}"]
        ours = {size: getattr(use, f"{size}_bytes") for size in SIZES} | {"peak": use.peak_as_jax_has_it(platform)}
        if ours != xla or not use.is_peak_exact:
            found[name] = (ours, xla)
    return found


def test_memory_on_cpu_is_that_of_memory_analysis() -> None:
    assert len(cpu_programs()) >= 80
    assert differences(cpu_programs(), "cpu") == {}


def test_memory_on_gpu_is_that_of_memory_analysis() -> None:
    assert len(gpu_programs()) >= 10
    assert differences(gpu_programs(), "gpu") == {}
