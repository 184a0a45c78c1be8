"""Targets: what programs can be compiled for, whether or not the machine has it, and what that takes.

A compile for each of them was run: see `tests/live/test_targets.py`. The compilers are those of jax and its plugins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from hloscope.captures.targets.installed import Lack, find_lack, versions_for
from hloscope.captures.targets.target import Target, with_devices
from hloscope.devices import DEVICES
from hloscope.errors import HloscopeError

_SEVERAL = re.compile(r"(.+?)x([1-9]\d{0,3})", re.ASCII)

TARGETS: Mapping[str, Target] = {"cpu": Target("cpu"), **{name: Target(name, DEVICES[name].chip) for name in DEVICES}}
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
    base = several[1] if several else name
    near = get_close_matches(base.lower(), TARGETS, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]}? " if near else ""
    raise HloscopeError(
        f"expected a target, found {name!r}: {hint}hloscope knows {', '.join(TARGETS)}, several devices such as "
        "h100x4, and your own from a file such as my-gpu.toml"
    )


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
