"""Targets: what programs can be compiled for, whether or not the machine has it, and what that takes.

A compile for each of them was run: see `tests/test_live_targets.py`. The compilers are those of jax and its plugins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

from hloscope.captures.targets_gpu import GPUS, Gpu, description_of
from hloscope.captures.targets_tpu import TPUS, Tpu
from hloscope.errors import HloscopeError

MAX_DEVICES = 1024
_SEVERAL = re.compile(r"(.+?)x([1-9]\d{0,3})", re.ASCII)
_PLATFORMS = {Gpu: "gpu", Tpu: "tpu"}
# The first release of jax whose compilers were tried so, and what they need beside it.
_FIRST_JAX = (0, 10)
_PLUGINS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "cpu": (),
    "gpu": (("jax-cuda12-plugin", "jax-cuda12-pjrt"), ("jax-cuda13-plugin", "jax-cuda13-pjrt")),
    "tpu": (("libtpu",),),
}
_EXTRAS = {"cpu": "jax", "gpu": "gpu", "tpu": "tpu"}

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
            return {**told, "topology": self.device.topologies[self.devices]}
        return told


TARGETS: Mapping[str, Target] = {name: Target(name, device) for name, device in {"cpu": None, **GPUS, **TPUS}.items()}
"""The targets that hloscope knows, by name."""


def find_target(name: str) -> Target:
    """The target of that name: one of TARGETS, several of one such as `h100x4`, or the path of a `.toml` file.

    Raises:
        HloscopeError: there is none; the message names the nearest.
    """
    if name.endswith(".toml"):
        from hloscope.captures.targets_file import load_target

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


def missing_for(target: Target) -> str | None:
    """The one command that installs what compiling for the target takes and is not there; None if all is there.

    Nothing is loaded for that: only the versions of installed packages are looked at.
    """
    jax = installed_version("jax")
    is_new_enough = jax is not None and _numbers_of(jax)[:2] >= _FIRST_JAX
    plugins = _PLUGINS[target.platform]
    has_plugin = not plugins or any(all(map(installed_version, plugin)) for plugin in plugins)
    return None if is_new_enough and has_plugin else f"pip install 'hloscope[{_EXTRAS[target.platform]}]'"


def check_installed(target: Target) -> None:
    """Raises HloscopeError, with the command that installs it, if something is missing for the target."""
    command = missing_for(target)
    if command:
        raise HloscopeError(f"compiling for {target.name} takes what is not installed here: {command}")


def compiler_of(target: Target) -> dict[str, str]:
    """The versions of the packages that compile for the target, those that are installed."""
    names = ("jax", "jaxlib", *(name for plugin in _PLUGINS[target.platform] for name in plugin))
    found = {name: installed_version(name) for name in names}
    return {name: number for name, number in found.items() if number}


def installed_version(package: str) -> str | None:
    """The version of an installed package, None if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _numbers_of(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d{1,9}", text)[:3]))
