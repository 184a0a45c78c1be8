"""Target: one kind of device, how many of it, and what a compiler is told of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from hloscope.captures.targets.gpus import description_of
from hloscope.devices import Gpu, Tpu
from hloscope.errors import HloscopeError

MAX_DEVICES = 1024
_PLATFORMS = {Gpu: "gpu", Tpu: "tpu"}

Gemm = Literal["triton", "cublas"]


@dataclass(frozen=True, slots=True)
class Target:
    """What to compile for: `devices` of one kind. `device` is None for the CPU, which XLA asks itself about.

    `gemm` says who multiplies matrices on a GPU: kernels that XLA makes with Triton, or the library cuBLAS.
    """

    name: str
    device: Gpu | Tpu | None = None
    devices: int = 1
    gemm: Gemm = "triton"

    @property
    def platform(self) -> str:
        """`cpu`, `gpu` or `tpu`."""
        return _PLATFORMS[type(self.device)] if self.device else "cpu"

    @property
    def title(self) -> str:
        """The device's full name."""
        return self.device.title if self.device else "this machine"

    def settings(self) -> dict[str, Any]:
        """What the compiler is told of it: its platform, the number of devices, their description or topology."""
        settings = {"platform": self.platform, "devices": self.devices, "gemm": self.gemm}
        if isinstance(self.device, Gpu):
            return {**settings, "topology": f"1x1x{self.devices}", "description": description_of(self.device)}
        if isinstance(self.device, Tpu):
            return {
                **settings,
                "topology": self.device.topologies[self.devices],
                "host": self.device.host_of(self.devices),
            }
        return settings


def with_devices(target: Target, devices: int) -> Target:
    """That many devices of the target, whose name says so: `h100x4`.

    Raises:
        HloscopeError: it is not made in that number.
    """
    is_tpu = isinstance(target.device, Tpu)
    numbers = target.device.topologies if isinstance(target.device, Tpu) else range(1, MAX_DEVICES + 1)
    if devices not in numbers:
        allowed = ", ".join(map(str, numbers)) if is_tpu else f"1 to {MAX_DEVICES}"
        raise HloscopeError(f"expected a number of devices that {target.name} has ({allowed}), found {devices}")
    return replace(target, name=target.name if devices == 1 else f"{target.name}x{devices}", devices=devices)
