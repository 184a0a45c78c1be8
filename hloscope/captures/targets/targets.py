"""Targets: what programs can be compiled for, whether or not the machine has it, and what that takes.

A compile for each of them was run: see `tests/test_live_targets.py`. The compilers are those of jax and its plugins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from hloscope.captures.targets.gpus import GPUS, Gpu, description_of
from hloscope.captures.targets.installed import Lack, find_lack, versions_for
from hloscope.captures.targets.tpus import TPUS, Tpu
from hloscope.errors import HloscopeError

MAX_DEVICES = 1024
_SEVERAL = re.compile(r"(.+?)x([1-9]\d{0,3})", re.ASCII)
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
        told = {"platform": self.platform, "devices": self.devices, "gemm": self.gemm}
        if isinstance(self.device, Gpu):
            return {**told, "topology": f"1x1x{self.devices}", "description": description_of(self.device)}
        if isinstance(self.device, Tpu):
            return {**told, "topology": self.device.topologies[self.devices], "host": self.device.host_of(self.devices)}
        return told


TARGETS: Mapping[str, Target] = {name: Target(name, device) for name, device in {"cpu": None, **GPUS, **TPUS}.items()}
"""The targets that hloscope knows, by name."""


def find_target(name: str) -> Target:
    """The target of that name: one of TARGETS, several of one such as `h100x4`, or the path of a `.toml` file.

    Raises:
        HloscopeError: there is none; the message names the nearest.
    """
    if name.endswith(".toml"):
        from hloscope.captures.targets.target_file import load_target

        return load_target(Path(name))
    if name in TARGETS:
        return TARGETS[name]
    several = _SEVERAL.fullmatch(name)
    if several and several[1] in TARGETS:
        return with_devices(TARGETS[several[1]], int(several[2]))
    wanted = several[1] if several else name
    near = get_close_matches(wanted.lower(), TARGETS, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]}? " if near else ""
    raise HloscopeError(
        f"expected a target, found {name!r}: {hint}hloscope knows {', '.join(TARGETS)}, several devices such as "
        "h100x4, and your own from a file such as my-gpu.toml"
    )


def with_devices(target: Target, devices: int) -> Target:
    """That many devices of the target, whose name says so: `h100x4`.

    Raises:
        HloscopeError: it is not made in that number.
    """
    is_tpu = isinstance(target.device, Tpu)
    numbers = target.device.topologies if isinstance(target.device, Tpu) else range(1, MAX_DEVICES + 1)
    if devices not in numbers:
        shown = ", ".join(map(str, numbers)) if is_tpu else f"1 to {MAX_DEVICES}"
        raise HloscopeError(f"expected a number of devices that {target.name} has ({shown}), found {devices}")
    return replace(target, name=target.name if devices == 1 else f"{target.name}x{devices}", devices=devices)


def lack_of(target: Target) -> Lack | None:
    """Why nothing can be compiled for the target here, with the one command that mends it; None if all is there.

    Nothing is loaded for that: only the metadata of installed packages is looked at.
    """
    return find_lack(target.platform)


def check_installed(target: Target) -> None:
    """Raises HloscopeError, with the command that mends it, if something is missing for the target or does not fit."""
    lack = lack_of(target)
    if lack:
        raise HloscopeError(f"cannot compile for {target.name}, since {lack.problem}: {lack.command}")


def compiler_of(target: Target) -> dict[str, str]:
    """The versions of the packages that compile for the target, those that are installed."""
    return versions_for(target.platform)
