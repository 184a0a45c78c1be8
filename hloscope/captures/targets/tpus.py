"""TPUs that programs are compiled for without having one.

libtpu knows each generation by itself: the name of a topology, such as `v5e:2x2`, is all that it is told. The figures
are those of Google Cloud's documentation, for one chip.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod


@dataclass(frozen=True, slots=True)
class Tpu:
    """One generation of TPUs; `shapes` are the arrangements of chips that libtpu was seen to accept."""

    title: str
    generation: str
    cores: int
    bandwidth_gb_per_s: int
    memory_gib: int
    shapes: tuple[str, ...]

    @property
    def arch(self) -> str:
        """The generation."""
        return self.generation

    @property
    def topologies(self) -> Mapping[int, str]:
        """The name of a topology, by its number of chips."""
        return {prod(map(int, shape.split("x"))): f"{self.generation}:{shape}" for shape in self.shapes}

    def host_of(self, devices: int) -> tuple[int, int, int]:
        """How many chips one host has in each direction. libtpu before 0.0.50 takes no fewer than 2x2 on its own."""
        _, _, shape = self.topologies[devices].partition(":")
        width, height, *_ = map(int, shape.split("x"))
        return (min(width, 2), min(height, 2), 1)


_FLAT = ("1x1", "1x2", "2x2", "2x4", "4x4")
_SOLID = ("1x1x1", "1x2x1", "2x2x1", "2x2x2", "2x2x4")

TPUS: Mapping[str, Tpu] = {
    "tpu-v5e": Tpu("TPU v5e", "v5e", 1, 819, 16, _FLAT),
    "tpu-v5p": Tpu("TPU v5p", "v5p", 2, 2765, 95, _SOLID),
    "tpu-v6e": Tpu("TPU v6e (Trillium)", "v6e", 1, 1640, 32, _FLAT),
}
