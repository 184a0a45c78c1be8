"""Matching: which operations of a cluster stand for which selectors, each operation for one of them."""

from __future__ import annotations

from collections.abc import Sequence

from hloscope.ir import HloInstruction
from hloscope.testing.cluster_graph import Node, nodes_of, users_of
from hloscope.testing.selectors import Selector

Found = list[HloInstruction | None]


def assigned(selectors: Sequence[Selector], operations: Sequence[HloInstruction]) -> Found:
    """An operation for each selector, another for each, or None: as many as possible (bipartite matching)."""
    candidates = [[op for op in operations if selector.matches(op)] for selector in selectors]
    owner: dict[HloInstruction, int] = {}
    for place in range(len(selectors)):
        _assign(place, candidates, owner)
    found: Found = [None] * len(selectors)
    for operation, place in owner.items():
        found[place] = operation
    return found


def _assign(start: int, candidates: Sequence[Sequence[HloInstruction]], owner: dict[HloInstruction, int]) -> None:
    """Finds an operation for one more selector, and moves others to further ones of theirs if need be."""
    came_from: dict[HloInstruction, int] = {}
    waiting = [start]
    while waiting:
        place = waiting.pop()
        for operation in candidates[place]:
            if operation in came_from:
                continue
            came_from[operation] = place
            if operation in owner:
                waiting.append(owner[operation])
                continue
            _move_along(operation, start, came_from, owner)
            return


def _move_along(
    last: HloInstruction, start: int, came_from: dict[HloInstruction, int], owner: dict[HloInstruction, int]
) -> None:
    operation: HloInstruction | None = last
    while operation is not None:
        place = came_from[operation]
        previous = None if place == start else next(op for op, owned in owner.items() if owned == place)
        owner[operation] = place
        operation = previous


def chained(selectors: Sequence[Selector], fusion: HloInstruction) -> Found:
    """An operation for each selector that reads, directly or through others, that of the selector before it.

    As many from the first on as there are; None from where the chain ends.
    """
    nodes = nodes_of(fusion)
    users = users_of(nodes)
    steps: list[dict[Node, Node | None]] = []  # of each selector: its operations, and one before them in the chain
    reached: dict[Node, Node | None] = dict.fromkeys(nodes)
    for selector in selectors:
        step = {node: origin for node, origin in reached.items() if selector.matches(node.instruction)}
        if not step:
            break
        steps.append(step)
        reached = _downstream(step, users)
    return [*_trace(steps), *[None] * (len(selectors) - len(steps))]


def _downstream(starts: dict[Node, Node | None], users: dict[Node, list[Node]]) -> dict[Node, Node | None]:
    """What reads any of these, directly or not, and which of them it reads."""
    origins: dict[Node, Node | None] = {}
    waiting = [(user, start) for start in starts for user in users.get(start, ())]
    while waiting:
        node, start = waiting.pop()
        if node not in origins:
            origins[node] = start
            waiting += [(user, start) for user in users.get(node, ())]
    return origins


def _trace(steps: Sequence[dict[Node, Node | None]]) -> list[HloInstruction]:
    """The chain through all steps, from its end backwards."""
    chain: list[HloInstruction] = []
    node: Node | None = None
    for step in reversed(steps):
        node = next(iter(step)) if node is None else node
        chain.append(node.instruction)
        node = step[node]
    return chain[::-1]
