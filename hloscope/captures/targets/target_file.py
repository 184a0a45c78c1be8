"""Target files: a GPU of the user's own, by its figures, in TOML.

name = "h100-pcie"
base = "h100"                  # figures that are not given are those of this GPU
cores = 114
bandwidth_gb_per_s = 2039
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, TypeGuard, cast

from hloscope.captures.targets.target import Target, with_devices
from hloscope.devices import GPUS, Gpu
from hloscope.dump.sources import open_file
from hloscope.errors import HloscopeError

_FORMS: Mapping[str, str] = {
    "title": "a text",
    "capability": "two numbers such as [9, 0]",
    "is_accelerated": "true or false",
    "clock_ghz": "a number above 0",
}
_WHOLE = "a whole number above 0"
_LIMIT = 1_000_000  # of any figure; XLA's fields are 32 and 64 bits wide
_MAX_BYTES = 100_000


def load_target(path: Path) -> Target:
    """The target in a file; it is called as `name` says, else as the file is.

    Raises:
        HloscopeError: the file cannot be read, or a figure is missing, unknown or of the wrong form.
    """
    table = _read(path)
    name, base, devices = (table.pop(key, None) for key in ("name", "base", "devices"))
    if base is not None and not (isinstance(base, str) and base in GPUS):
        raise _form_error(path, f"one of {', '.join(GPUS)} as base", base)
    figures: dict[str, Any] = {**(asdict(GPUS[base]) if base is not None else {}), **table}
    known = [field.name for field in fields(Gpu)]
    for key in figures:
        if key not in known:
            raise _form_error(path, f"the keys name, base, devices, {', '.join(known)}", key)
    for key in known:
        if key not in figures:
            raise _form_error(path, f"{key} = {_FORMS.get(key, _WHOLE)}, or base = one of {', '.join(GPUS)}", "neither")
        if not _is_of_form(key, figures[key]):
            raise _form_error(path, f"{key} = {_FORMS.get(key, _WHOLE)}", figures[key])
    figures["capability"] = tuple(figures["capability"])
    gpu = Gpu(**figures)
    return _make_target(path, gpu, path.stem if name is None else name, 1 if devices is None else devices)


def _make_target(path: Path, gpu: Gpu, name: object, devices: object) -> Target:
    if not isinstance(name, str) or not name.replace("-", "").isalnum():
        raise _form_error(path, "name = letters, digits and dashes", name)
    if not _is_whole(devices):
        raise _form_error(path, f"devices = {_WHOLE}", devices)
    return with_devices(Target(name, gpu), devices)


def _read(path: Path) -> dict[str, Any]:
    try:
        with open_file(path) as file:
            content = file.read(_MAX_BYTES + 1)
        if len(content) > _MAX_BYTES:
            raise HloscopeError(f"{path}: expected a target file of at most {_MAX_BYTES} bytes, found a larger one")
        return tomllib.loads(content.decode("utf-8"))
    except OSError as error:
        raise HloscopeError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:  # a TOMLDecodeError says line and column
        raise HloscopeError(f"{path}: expected a target file in TOML, found none: {error}") from error


def _is_of_form(key: str, value: object) -> bool:
    if key == "title":
        return isinstance(value, str) and value.isprintable()
    if key == "capability":
        parts = cast("list[object]", value) if isinstance(value, list | tuple) else []
        return len(parts) == 2 and all(_is_whole(part, least=0) for part in parts)
    if key == "is_accelerated":
        return isinstance(value, bool)
    if key == "clock_ghz":
        return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < _LIMIT
    return _is_whole(value)


def _is_whole(value: object, *, least: int = 1) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= _LIMIT


def _form_error(path: Path, expected: str, found: object) -> HloscopeError:
    return HloscopeError(f"{path}: expected {expected}; found {found!r}")
