"""Mesh groups: replica groups by the axes of a mesh, which jaxlib writes since 0.11, as lists that all of them read.

`mesh['x'=2,'y'=2] {'y'}` is `{{0,1},{2,3}}`; the mesh may say where its devices are, `device_ids=([2,2]T(1,0))` or
`device_ids=(0,2,1,3)`, and an axis may be a part of one, `'x':(2)2`: of size 2, behind the first 2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product
from math import prod

_LARGEST = 65_536  # devices: more are on no machine, and a list of them is long
_AXIS = r"\\?'[^'\\]{1,200}\\?'"
_MESH_TEXT = (
    rf"mesh\[(?P<axes>{_AXIS}=\d{{1,9}}(?:,{_AXIS}=\d{{1,9}}){{0,63}})\]"
    r"(?:, ?device_ids=\((?P<devices>[\d,\[\]()T ]{0,600000}?)\))?"
)
_MESH = re.compile(_MESH_TEXT)
_MESH_GROUPS = re.compile(rf"{_MESH_TEXT} \{{(?P<chosen>(?:{_AXIS}(?::\(\d{{1,9}}\)\d{{1,9}})?,?){{0,64}})\}}")
_SIZE = re.compile(r"'([^'\\]+)\\?'=(\d+)")
_CHOSEN = re.compile(r"'([^'\\]+)\\?'(?::\((\d+)\)(\d+))?")
_IOTA = re.compile(r"\[([\d,]+)\](?:T\(([\d,]+)\))?")


def list_groups(text: str) -> str:
    """The text with lists for all replica groups that name axes; what makes no sense stays as it is."""
    return _MESH_GROUPS.sub(_list, text) if "=mesh[" in text else text


def _list(found: re.Match[str]) -> str:
    sizes = {name: int(size) for name, size in _SIZE.findall(found["axes"])}
    number = prod(sizes.values())
    if not 0 < number <= _LARGEST:
        return found[0]
    devices = _devices_of(found["devices"], number)
    parts = _parts_of(sizes, _CHOSEN.findall(found["chosen"]))
    return found[0] if devices is None or parts is None else _text_of(devices, *parts)


def arrange(mesh: str, axes: Sequence[str]) -> tuple[list[int], list[int]] | None:
    """How many parts the axes of each dimension make, and all devices: part by part, those of one part together.

    None where the mesh, or what is taken of it, makes no sense.
    """
    found = _MESH.fullmatch(mesh)
    sizes = {name: int(size) for name, size in _SIZE.findall(found["axes"])} if found else {}
    number = prod(sizes.values())
    if found is None or not 0 < number <= _LARGEST:
        return None
    chosen = [_CHOSEN.findall(text) for text in axes]
    devices = _devices_of(found["devices"], number)
    parts = _parts_of(sizes, [axis for dimension in chosen for axis in dimension])
    if devices is None or parts is None:
        return None
    between, within = parts
    counts = iter([size for size, _ in within])
    numbers = [prod([next(counts) for _ in dimension]) for dimension in chosen]
    return numbers, [devices[place] for place in _expand([*within, *between])]


def _devices_of(text: str | None, number: int) -> Sequence[int] | None:
    """The devices in the order of the mesh; None where the text does not name each once."""
    if text is None:
        return range(number)
    iota = _IOTA.fullmatch(text.strip())
    if iota is None:
        devices = _numbers_in(text)
    else:
        shape, order = _numbers_in(iota[1]), _numbers_in(iota[2] or "")
        if prod(shape) != number or (order and sorted(order) != [*range(len(shape))]):
            return None
        strides = [prod(shape[place + 1 :]) for place in range(len(shape))]
        devices = _expand([(shape[place], strides[place]) for place in order or range(len(shape))])
    return devices if sorted(devices) == [*range(number)] else None


def _numbers_in(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


Steps = list[tuple[int, int]]
"""Sizes and strides."""


def _parts_of(sizes: dict[str, int], chosen: Sequence[tuple[str, str, str]]) -> tuple[Steps, Steps] | None:
    """The steps from group to group, and those within one."""
    places = [*sizes]
    rest: dict[str, Steps] = {
        name: [(sizes[name], prod(sizes[other] for other in places[place + 1 :]))] for place, name in enumerate(places)
    }
    within: Steps = []
    for name, before, size in chosen:
        if name not in rest or len(rest[name]) != 1:
            return None
        [(whole, stride)] = rest[name]
        first, taken = (int(before), int(size)) if size else (1, whole)
        behind, remainder = divmod(whole, max(1, first * taken))
        if remainder or not taken:
            return None
        within.append((taken, stride * behind))
        rest[name] = [(first, stride * behind * taken), (behind, stride)]
    return [step for name in places for step in rest[name]], within


def _expand(steps: Steps) -> list[int]:
    return [sum(turns) for turns in product(*[range(0, size * stride, stride) for size, stride in steps])]


def _text_of(devices: Sequence[int], between: Steps, within: Steps) -> str:
    members = _expand(within)
    groups = [",".join(str(devices[start + member]) for member in members) for start in _expand(between)]
    return f"{{{','.join(f'{{{group}}}' for group in groups)}}}"
