"""Operation links: which launches of two programs hold the same operations; inferred, as nothing in HLO says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from math import prod
from typing import NamedTuple

from hloscope.comparisons.outline import Launch, Operation
from hloscope.comparisons.programs import grouped

Link = tuple[int, int]
"""The places of a launch of the old program and of one of the new."""

_OUTER = re.compile(r"\bjit\(main\)/")
_LAYOUT = re.compile(r"\{[^{}]*\}")
_SIZE = re.compile(r"(?<=[\[,=])\d{1,18}(?=[,\]])")  # a dimension


class _Placed(NamedTuple):
    """An operation, with the shapes of its launch and their sizes: texts, which all operations of a launch share."""

    operation: Operation
    shapes: str
    sizes: str


def strong_links(old: Sequence[Launch], new: Sequence[Launch]) -> list[Link]:
    """Which launch of `old` and which of `new` share operations: each one's strongest link, where it is strong enough.

    That is: half of its operations are in the link, so that it is part of the other, or a piece of it. An operation
    that fusion copied into a neighbour ties no two clusters together. The strength of a link is what both launches have
    in common as a part of what either has. Linear in the number of operations, but for sorting the links.
    """
    links = _links_between(old, new)
    best: dict[tuple[bool, int], tuple[float, Link]] = {}
    for link in sorted(links):
        origin, place = link
        sizes = (len(old[origin].operations), len(new[place].operations))
        strength = links[link] / (sum(sizes) - links[link])
        for side, size in zip(((False, origin), (True, place)), sizes, strict=True):
            if 2 * links[link] >= size and (side not in best or strength > best[side][0]):
                best[side] = strength, link
    return sorted({link for _, link in best.values()})


def _links_between(old: Sequence[Launch], new: Sequence[Launch]) -> Counter[Link]:
    """How many operations each pair of launches has in common."""
    links: Counter[Link] = Counter()
    left_old, left_new = _placed(old), _placed(new)
    has_names = all(any(placed.operation.op_name for _, placed in left) for left in (left_old, left_new))
    for old_key, new_key in _KEYS_OF_NAMED if has_names else _KEYS_OF_NAMELESS:
        earlier = grouped([item for _, item in left_old], old_key)
        later = grouped([item for _, item in left_new], new_key)
        joined_old: set[int] = set()
        joined_new: set[int] = set()
        for wanted in earlier.keys() & later.keys():
            if old_key is _by_full_name_and_shape and len(earlier[wanted]) != len(later[wanted]):
                continue  # some went to or came from launches of other shapes: the name alone tells more
            for origin, place in _aligned(earlier[wanted], later[wanted]):
                links[left_old[origin][0], left_new[place][0]] += 1
            joined_old.update(earlier[wanted])
            joined_new.update(later[wanted])
        left_old = [item for place, item in enumerate(left_old) if place not in joined_old]
        left_new = [item for place, item in enumerate(left_new) if place not in joined_new]
    return links


def _placed(launches: Sequence[Launch]) -> list[tuple[int, _Placed]]:
    found: list[tuple[int, _Placed]] = []
    for place, launch in enumerate(launches):
        shapes = sorted(_LAYOUT.sub("", shape) for shape in launch.outputs)
        sizes = sorted(prod(map(int, _SIZE.findall(shape))) for shape in shapes)
        words = ", ".join(shapes), ", ".join(map(str, sizes))
        found += [(place, _Placed(operation, *words)) for operation in launch.operations]
    return found


def _aligned(old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Spreads the shorter over the longer in order: each of 24 equal layers keeps its own, even if there are copies."""
    if len(old) >= len(new):
        yield from ((origin, new[place * len(new) // len(old)]) for place, origin in enumerate(old))
    else:
        yield from ((old[place * len(old) // len(new)], later) for place, later in enumerate(new))


def _by_full_name_and_shape(placed: _Placed) -> Hashable | None:
    name = _by_full_name(placed)
    return None if name is None else (name, _by_shape(placed))


def _by_full_name(placed: _Placed) -> Hashable | None:
    operation = placed.operation
    return (operation.opcode, full_name(operation.op_name)) if operation.op_name else None


def _by_last_name(placed: _Placed) -> Hashable | None:
    operation = placed.operation
    return (operation.opcode, full_name(operation.op_name).rpartition("/")[2]) if operation.op_name else None


def _by_name_alone(placed: _Placed) -> Hashable | None:
    """The full name alone: XLA rewrites an operation into others of its name, a division into a multiplication."""
    return full_name(placed.operation.op_name) or None


def _by_shape_if_nameless(placed: _Placed) -> Hashable | None:
    return None if placed.operation.op_name else _by_shape(placed)


def _by_shape(placed: _Placed) -> Hashable:
    return placed.operation.opcode, placed.shapes


def _by_size(placed: _Placed) -> Hashable:
    """Frameworks merge dimensions that others keep apart: `[8,64]` of one is `[2,4,64]` of another."""
    return placed.operation.opcode, placed.sizes


def _by_opcode(placed: _Placed) -> Hashable:
    return placed.operation.opcode


def full_name(op_name: str) -> str:
    """The name as every jax writes it: 0.4 added `jit(main)/`, and parameters such as `[axes=(0,)]`."""
    name = op_name[: op_name.find("[")] if op_name.endswith("]") else op_name
    return _OUTER.sub("", name)


# What operations are joined by, of the old and of the new program, one after the other.
_KEYS_OF_NAMELESS = ((_by_shape, _by_shape), (_by_size, _by_size), (_by_opcode, _by_opcode))
_KEYS_OF_NAMED = (
    (_by_full_name_and_shape, _by_full_name_and_shape),
    (_by_full_name, _by_full_name),
    (_by_last_name, _by_last_name),
    (_by_name_alone, _by_name_alone),
    (_by_shape_if_nameless, _by_shape),
    (_by_shape, _by_shape_if_nameless),
)
