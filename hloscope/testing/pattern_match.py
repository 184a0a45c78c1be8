"""Pattern matches: where a pattern fits the graph of a cluster, and how far it fits where it does not."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hloscope.errors import HloscopeError
from hloscope.testing.cluster_graph import Node
from hloscope.testing.pattern_text import Anything, Constant, Operation, Pattern

# A dot is among them, because XLA swaps its operands as suits a target, and notes that in its dimension numbers.
_COMMUTATIVE = frozenset({"add", "and", "dot", "maximum", "minimum", "multiply", "or", "xor"})
_SPREADING = frozenset({"broadcast", "convert", "copy", "reshape"})  # a constant behind them is still one value
_MAX_STEPS = 1_000_000  # of one cluster; real patterns take some hundred
_PRECISIONS = {"bf16": 2.0**-8, "f16": 2.0**-10, "f64": 1e-12}  # that a constant is rounded to


class State(NamedTuple):
    """What the names of a pattern stand for so far, and how many of its parts are found."""

    captures: Mapping[str, Node]
    parts: int = 0


class Mismatch(NamedTuple):
    """The part of a pattern that failed after the most others were found, and what stands there instead."""

    parts: int
    pattern: Pattern
    node: Node


class Matcher:
    """Tries a pattern on the values of one cluster; `nearest` is the mismatch that came last of all."""

    def __init__(self, pattern: Operation) -> None:
        self._pattern = pattern
        self._steps = 0
        self.nearest: Mismatch | None = None

    def find(self, node: Node) -> Mapping[str, Node] | None:
        """What the names stand for if `node` is what the pattern says.

        Raises:
            HloscopeError: the pattern fits in too many ways to try them all.
        """
        found = next(self._matches(self._pattern, node, State({})), None)
        return None if found is None else found.captures

    def _matches(self, pattern: Pattern, node: Node, state: State) -> Iterator[State]:
        """Each way in which a part fits a value."""
        self._steps += 1
        if self._steps > _MAX_STEPS:
            raise HloscopeError(f"expected a pattern that fits in few ways, found more than {_MAX_STEPS}: {pattern}")
        if not _fits(pattern, node, state):
            if self.nearest is None or state.parts > self.nearest.parts:
                self.nearest = Mismatch(state.parts, pattern, node)
            return
        inner = _with(state, pattern, node)
        if not isinstance(pattern, Operation):
            yield inner
            return
        for operands in _orders(pattern, node):
            yield from self._all_match(pattern.operands, operands, inner)

    def _all_match(self, patterns: tuple[Pattern, ...], nodes: tuple[Node, ...], state: State) -> Iterator[State]:
        if not patterns:
            yield state
            return
        for next_state in self._matches(patterns[0], nodes[0], state):
            yield from self._all_match(patterns[1:], nodes[1:], next_state)


def _with(state: State, pattern: Pattern, node: Node) -> State:
    """The match with one part more; a value without an operation is none."""
    name = "" if isinstance(pattern, Constant) else pattern.name
    captures = {**state.captures, name: node} if name else state.captures
    return State(captures, state.parts + (not isinstance(pattern, Anything)))


def _fits(pattern: Pattern, node: Node, state: State) -> bool:
    """Whether a part is this value, as far as can be told without its operands."""
    if isinstance(pattern, Constant):
        return is_constant(node, pattern.text)
    is_same = state.captures.get(pattern.name, node) is node
    return is_same and (isinstance(pattern, Anything) or _is_alike(pattern, node))


def is_constant(node: Node, text: str) -> bool:
    """Whether it has this one value everywhere, within the precision of its element type."""
    while node.instruction.opcode in _SPREADING and len(node.operands) == 1:
        node = node.operands[0]
    literal = node.instruction.literal
    if literal is None or literal == text:
        return literal == text
    try:
        value, wanted = float(literal), float(text)
    except ValueError:  # an array, or true and false
        return False
    precision = _PRECISIONS.get(node.instruction.shape.element_type, 2.0**-22)
    return math.isclose(value, wanted, rel_tol=precision) or (math.isnan(value) and math.isnan(wanted))


def _is_alike(pattern: Operation, node: Node) -> bool:
    """Whether opcode and number of operands are those of the pattern."""
    missing = len(node.operands) - len(pattern.operands)
    is_opcode = not pattern.opcodes or node.instruction.opcode in pattern.opcodes
    return is_opcode and (missing >= 0 if pattern.has_more else missing == 0) and bool(node.operands or pattern.opcodes)


def _orders(pattern: Operation, node: Node) -> Iterator[tuple[Node, ...]]:
    """The orders in which the operands may be read."""
    yield node.operands
    if node.instruction.opcode in _COMMUTATIVE and len(node.operands) == 2 == len(pattern.operands):
        yield node.operands[::-1]
