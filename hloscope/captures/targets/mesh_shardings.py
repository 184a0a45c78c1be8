"""Mesh shardings: shardings by the axes of a mesh, as jaxlib writes them since 0.11, as the tiles that older XLA takes.

`{mesh['x'=2,'y'=2], [{'x'}, {}]}` is `{devices=[2,1,2]0,1,2,3 last_tile_dim_replicate}`. What Shardy put around what a
`shard_map` does by hand, and an older Shardy does not know without its own attributes, becomes what GSPMD has for it.

It is loaded by the worker too, in a process that has jaxlib and nothing of hloscope; `mesh_groups` lies beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_LEAF = re.compile(
    r"\{(?P<mesh>mesh\[[^\[\]{}]{1,4000}\](?:, ?device_ids=\([^()]{0,600000}(?:\([\d,]{1,400}\))?[^()]{0,400}\))?), "
    r"(?:(?P<word>replicated|manual)|\[(?P<tiles>[^\[\]]{0,4000})\](?P<more>(?:, \w{1,40}=\{[^{}]{0,4000}\}){0,9}))\}"
)
# GSPMD takes nothing that is replicated and has side effects, and these have none.
_SIDE_EFFECT = re.compile(r'(custom_call_target="(?:Sharding|SPMD\w{1,20}Shape)"), custom_call_has_side_effect=true')
_TILE = re.compile(r"\{([^{}]*)\}")
_MANUAL = re.compile(r", manual=\{([^{}]*)\}")
_OTHER_PARTS = re.compile(r", (?!manual=|replicated=)\w+=")
_FOR_SHARDY = (
    ('"xla.sdy.GlobalToLocalShape"', '"SPMDFullToShardShape"'),
    ('"xla.sdy.LocalToGlobalShape"', '"SPMDShardToFullShape"'),
    ("xla.sdy.manual_computation_body", "manual_computation_body"),
)
# Shardy converts all values of a shard_map at once, GSPMD each alone.
_OF_SEVERAL = re.compile(
    r"^(?P<front> *(?:ROOT )?)(?P<name>%?[\w.\-]+) = (?P<types>\([^()=]{1,60000}\)) "
    r'custom-call\((?P<operands>[^()]*)\), (?P<target>custom_call_target="SPMD\w{1,20}Shape"), '
    r"sharding=\{(?P<shardings>\{[^=]*\})\}(?P<rest>(?:, metadata=.*)?)$",
    re.MULTILINE,
)
_PART = re.compile(r"[a-z]\w*\[[^\]]*\](?:\{[^{}]*\})?")
_ONE_SHARDING = re.compile(r"\{([^{}]*)\}")
Arrange = Callable[[str, list[str]], "tuple[list[int], list[int]] | None"]
"""Of a mesh and of axes for each dimension: how many parts each has, and the devices in their order."""


def list_shardings(text: str, arrange: Arrange) -> str:
    """The text with tiles for all shardings that name axes; what makes no sense stays as it is."""
    if "={mesh[" not in text and "{{mesh[" not in text:
        return text

    def list_tiles(found: re.Match[str]) -> str:
        return _tiles_of(found, arrange) or found[0]

    text = _LEAF.sub(list_tiles, text)
    for word, meaning in _FOR_SHARDY:
        text = text.replace(word, meaning)
    return _OF_SEVERAL.sub(_split_values, _SIDE_EFFECT.sub(r"\1", text))


def _split_values(found: re.Match[str]) -> str:
    """A line for each value, and a tuple of them all; the line itself where their numbers differ."""
    types = _PART.findall(found["types"])
    operands = [operand for operand in found["operands"].split(", ") if operand]
    shardings = _ONE_SHARDING.findall(found["shardings"])
    if not len(types) == len(operands) == len(shardings):
        return found[0]
    names = [f"{found['name']}.alone.{number}" for number in range(len(types))]
    indent = found["front"].replace("ROOT ", "")
    lines = [
        f"{indent}{name} = {kind} custom-call({operand}), {found['target']}, sharding={{{sharding}}}{found['rest']}"
        for name, kind, operand, sharding in zip(names, types, operands, shardings, strict=True)
    ]
    whole = f"{found['front']}{found['name']} = {found['types']} tuple({', '.join(names)})"
    return "\n".join([*lines, f"{whole}, sharding={{{found['shardings']}}}"])


def _tiles_of(found: re.Match[str], arrange: Arrange) -> str | None:
    if found["word"]:
        return f"{{{found['word']}}}"
    if _OTHER_PARTS.search(found["more"]):
        return None
    manual = _MANUAL.search(found["more"])
    arranged = arrange(found["mesh"], [*_TILE.findall(found["tiles"]), *([manual[1]] if manual else [])])
    return _text_of(*arranged, has_manual=bool(manual)) if arranged else None


def _text_of(sizes: list[int], devices: list[int], **kinds: Any) -> str:  # noqa: ANN401
    parts = 1
    for size in sizes:
        parts *= size
    rest = len(devices) // parts
    if parts == 1:
        return "{replicated}"
    last = (["manual"] if kinds["has_manual"] else []) + (["replicated"] if rest > 1 else [])
    shape = ",".join(map(str, sizes + ([rest] if rest > 1 else [])))
    listed = f"devices=[{shape}]{','.join(map(str, devices))}"
    if last == ["replicated"]:
        return f"{{{listed} last_tile_dim_replicate}}"
    return f"{{{listed} last_tile_dims={{{', '.join(last)}}}}}" if last else f"{{{listed}}}"
