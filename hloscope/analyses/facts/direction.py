"""Direction: whether an operation is of the forward pass, the backward pass, or of what is computed again for it.

Frameworks say so in the names that they give: jax writes `jvp(...)` around what is differentiated, `transpose(...)`
around what is run backwards, and `rematted_computation` on what a checkpoint computes again; TensorFlow's tape writes
`gradient_tape/`, and torch has operations of its own for it, `aten__relu_backward`. Names that say nothing are of no
direction: that is not known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from hloscope.regex import lazy_pattern

Direction = Literal["forward", "backward", "rematerialized", "mixed"]

DIRECTIONS: Final = ("forward", "backward", "rematerialized", "mixed")
_BACKWARD = lazy_pattern(
    r"(?:^|[/(])transpose\(|(?:^|/)gradient_tape(?:/|$)|(?:^|/)gradients?(?:_\d+)?/"
    r"|(?:^|/)(?:aten|xla|torch_xla)__\w*_backward(?:_|$)"
)
_FORWARD = lazy_pattern(r"(?:^|[/(])jvp\(")
_REMATERIALIZED_BY_XLA = lazy_pattern(r"\.remat\d*(?:\.|$)")


def direction_of(op_name: str, name: str = "") -> Direction | None:
    """The direction that an operation's name tells, of one joined from several `mixed` where they differ.

    `name` is the instruction's own, in which XLA's pass that rematerializes leaves its mark.
    """
    if _REMATERIALIZED_BY_XLA.search(name):
        return "rematerialized"
    return only_direction([_direction_of_one(part) for part in joined_names(op_name)])


def only_direction(directions: Sequence[Direction | None]) -> Direction | None:
    """The one direction that all have, `mixed` where they differ."""
    first, *others = directions
    return first if all(other == first for other in others) else "mixed"


def joined_names(op_name: str) -> list[str]:
    """The names of operations that XLA joined, `jit(f)/(jvp()/dot:transpose(jvp())/dot)`; of one the name itself."""
    start = op_name.find("/(")
    end = op_name.rfind(")")
    if start < 0 or op_name[end + 1 :].count("(") or ":" not in op_name[start:end]:
        return [op_name]
    parts = _split(op_name[start + 2 : end])
    if parts is None:
        return [op_name]
    return [f"{op_name[: start + 1]}{part}{op_name[end + 1 :]}" for part in parts]


def _split(text: str) -> list[str] | None:
    """The parts between colons that are in no bracket; None where brackets do not pair."""
    depth, begin, parts = 0, 0, list[str]()
    for found in re.finditer(r"[():]", text):
        char = found[0]
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return None
        if char == ":" and depth == 0:
            parts.append(text[begin : found.start()])
            begin = found.end()
    return None if depth else [*parts, text[begin:]]


def _direction_of_one(op_name: str) -> Direction | None:
    if "rematted_computation" in op_name:
        return "rematerialized"
    if _BACKWARD.search(op_name):
        return "backward"
    return "forward" if _FORWARD.search(op_name) else None
