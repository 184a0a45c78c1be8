"""Inventory: what a bug report needs to know of a machine: Python, frameworks, devices, targets, variables."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PathDistribution, distributions
from pathlib import Path
from typing import TypedDict

from hloscope.captures.targets.installed import device_targets_of
from hloscope.frameworks import FRAMEWORKS
from hloscope.version import __version__

_PACKAGES = re.compile("|".join([*(row.distributions for row in FRAMEWORKS.values()), "numpy"]), re.IGNORECASE)
_VARIABLES = re.compile(r"(?:XLA|TF_XLA|JAX|PJRT|LIBTPU|TPU)_\w+|CUDA_VISIBLE_DEVICES|TF_CPP_\w+|PYTHONPATH")
_DEVICE_FILES = {"NVIDIA GPU": "nvidia[0-9]*", "AMD GPU": "kfd", "TPU": "accel[0-9]*"}


class InventoryForm(TypedDict):
    """What a machine has: package versions by name, device files by kind, what can be compiled, variables in effect."""

    hloscope: str
    python: str
    system: str
    packages: dict[str, str]
    devices: dict[str, int]
    targets: list[str]
    variables: dict[str, str]


@dataclass(frozen=True, slots=True)
class Inventory:
    """What is there: package versions by name, device files by kind, what can be compiled, and variables in effect."""

    hloscope: str
    python: str
    system: str
    packages: Mapping[str, str]
    devices: Mapping[str, int]
    targets: Sequence[str]
    variables: Mapping[str, str]

    def to_dict(self) -> InventoryForm:
        """The inventory as JSON has it."""
        return {
            "hloscope": self.hloscope,
            "python": self.python,
            "system": self.system,
            "packages": dict(self.packages),
            "devices": dict(self.devices),
            "targets": list(self.targets),
            "variables": dict(self.variables),
        }


def inventory_of(
    search_path: Iterable[str],
    environment: Mapping[str, str],
    *,
    python: str | None = None,
    devices: Path = Path("/dev"),
) -> Inventory:
    """What a Python with this `sys.path` finds here; nothing is loaded."""
    packages = packages_in(search_path)
    return Inventory(
        hloscope=__version__,
        python=python or platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        packages=packages,
        devices={kind: found for kind, glob in _DEVICE_FILES.items() if (found := len([*devices.glob(glob)]))},
        targets=targets_of(packages),
        variables={name: environment[name] for name in sorted(environment) if _VARIABLES.fullmatch(name)},
    )


def packages_in(search_path: Iterable[str]) -> dict[str, str]:
    """The versions of the packages that matter, by name; the first on the path counts, as for an import."""
    found: dict[str, str] = {}
    for distribution in distributions(path=[*search_path]):
        name = _name_of(distribution)
        if _PACKAGES.fullmatch(name):
            found.setdefault(name.lower().replace("_", "-"), distribution.version)
    return dict(sorted(found.items()))


def _name_of(distribution: object) -> str:
    """Its name from the folder's; reading each package's metadata takes ten times as long."""
    folder = getattr(distribution, "_path", None) if isinstance(distribution, PathDistribution) else None
    return Path(folder).name.partition("-")[0] if folder else ""


def targets_of(packages: Mapping[str, str]) -> list[str]:
    """What can be compiled with these packages, device or not."""
    return [*(f"{name} cpu" for name in FRAMEWORKS if name in packages), *device_targets_of(packages)]
