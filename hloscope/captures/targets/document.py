"""The document of `hloscope targets`: the devices that programs can be compiled for, and what that takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from hloscope.captures.targets.target import Target
from hloscope.captures.targets.targets import lack_of
from hloscope.devices import GpuForm, TpuForm
from hloscope.version import SCHEMA


class UnknownForm(TypedDict):
    """No figures: XLA asks the machine itself."""


class TargetForm(TypedDict):
    """What can be compiled for; `arch` is None and `figures` are empty for the CPU, which XLA asks itself about.

    `missing` is the command that installs what is not there, and `problem` why it is needed; None where all is there.
    """

    name: str
    platform: str
    title: str
    arch: str | None
    devices: int
    missing: str | None
    problem: str | None
    figures: GpuForm | TpuForm | UnknownForm


class TargetsDocument(TypedDict):
    """The targets that programs can be compiled for, whether or not they are here."""

    schema: int
    targets: list[TargetForm]


def targets_document(targets: Iterable[Target]) -> TargetsDocument:
    """The whole document."""
    return {"schema": SCHEMA, "targets": [_form_of(target) for target in targets]}


def _form_of(target: Target) -> TargetForm:
    lack, nothing = lack_of(target), UnknownForm()
    return {
        "name": target.name,
        "platform": target.platform,
        "title": target.title,
        "arch": target.device.arch if target.device else None,
        "devices": target.devices,
        "missing": lack.command if lack else None,
        "problem": lack.problem if lack else None,
        "figures": target.device.to_dict() if target.device else nothing,
    }
