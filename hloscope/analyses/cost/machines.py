"""Machines: how fast a device may compute and move data at best."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypedDict

from hloscope.devices import DEVICES, Device
from hloscope.errors import HloscopeError

_TERA = 1e12
_GIGA = 1e9


class MachineForm(TypedDict):
    """The best that one device may do: bytes and operations a second, `matrix_flops` by element type."""

    name: str
    title: str
    bytes_per_second: float
    vector_flops: float | None
    matrix_flops: dict[str, float]


@dataclass(frozen=True, slots=True)
class Machine:
    """The best that one device may do: bytes and operations a second.

    `vector_flops` is for arithmetic on single numbers of 32 bits, None where the maker does not say; `matrix_flops` is
    for matrix products and convolutions, by the element type of their operands, and without sparsity.
    """

    name: str
    title: str
    bytes_per_second: float
    vector_flops: float | None = None
    matrix_flops: Mapping[str, float] = field(default_factory=dict[str, float])

    def matrix_rate(self, element_type: str) -> float | None:
        """Operations a second in products of that type; that of single numbers where there is no unit for it."""
        alike = _ALIKE.get(element_type, "f8" if element_type.startswith("f8") else element_type)
        return self.matrix_flops.get(alike, self.vector_flops)

    def to_dict(self) -> MachineForm:
        """The JSON form."""
        return {
            "name": self.name,
            "title": self.title,
            "bytes_per_second": self.bytes_per_second,
            "vector_flops": self.vector_flops,
            "matrix_flops": dict(self.matrix_flops),
        }


_ALIKE = {"f16": "bf16", "u8": "s8"}


def _machine_of(name: str, device: Device) -> Machine:
    rates = {element_type: tera * _TERA for element_type, tera in device.matrix_tera.items()}
    vector = device.vector_tera and device.vector_tera * _TERA
    return Machine(name, device.chip.title, device.chip.bandwidth_gb_per_s * _GIGA, vector, rates)


MACHINES: Mapping[str, Machine] = {name: _machine_of(name, device) for name, device in DEVICES.items()}
"""The machines whose figures hloscope knows, by name."""

# Where only an architecture is known: of several devices the first, and none of those for workstations.
_TYPICAL = ("v100", "a100", "h100", "b200")
_BY_ARCHITECTURE = {DEVICES[name].chip.arch.rstrip("af"): name for name in _TYPICAL}


def find_machine(arch: str | None) -> Machine | None:
    """The machine, or the first of several, that has an architecture such as `sm_9.0a`; None if it is not known."""
    return MACHINES.get(_BY_ARCHITECTURE.get((arch or "").rstrip("af"), ""))


def machine_called(name: str | None) -> Machine | None:
    """The machine of that name, None if there is no name.

    Raises:
        HloscopeError: none is called so.
    """
    if name is not None and name not in MACHINES:
        raise HloscopeError(f"expected a machine, found {name!r}: hloscope knows {', '.join(MACHINES)}")
    return None if name is None else MACHINES[name]
