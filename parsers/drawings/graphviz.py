"""Graphviz's language: nodes, edges and clusters of one drawing, as far as the text goes.

What is no statement is passed over: drawings are cut, pasted and logged. A cut inside a label ends the drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from hloscope.regex import lazy_pattern

MOST_NESTED = 64  # clusters in each other; XLA's loops and fusions have a few

_TOKEN = lazy_pattern(
    r"(?P<space>[\s,;]++|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)|(?P<quote>\")|(?P<html><)|(?P<arrow>->)"
    r"|(?P<mark>[{}\[\]=])|(?P<word>[\w.]++)|(?P<other>.)",
    re.DOTALL,
)
_QUOTED = lazy_pattern(r"[^\"\\]*+(?:\\.[^\"\\]*+)*+\"", re.DOTALL)
_GOES_ON = lazy_pattern(r"\s*+(?:[,;\]=]|->|\w++\s*+=|\Z)")  # what may stand behind a string; quotes in one are not it
_ANGLE = lazy_pattern(r"[<>]")
_QUOTES_TRIED = 8
_DEFAULTS = frozenset({"node", "edge", "graph"})


class Node(NamedTuple):
    """A node and the cluster that it stands in, "" outside of all."""

    name: str
    cluster: str
    attributes: dict[str, str]


class Edge(NamedTuple):
    """An edge, from what is read to what reads it."""

    tail: str
    head: str
    attributes: dict[str, str]


@dataclass
class Cluster:
    """A box with a label, and the one that it stands in."""

    name: str
    parent: str
    label: str = ""


@dataclass
class Drawing:
    """What was drawn, in the order of the text; `clusters` has the drawing itself as ""."""

    nodes: dict[str, Node] = field(default_factory=dict[str, Node])
    edges: list[Edge] = field(default_factory=list[Edge])
    clusters: dict[str, Cluster] = field(default_factory=lambda: {"": Cluster("", "")})
    ends: bool = False


class _Token(NamedTuple):
    kind: str
    text: str


def read_drawing(text: str, start: int = 0) -> Drawing:
    """The drawing whose `digraph` stands at `start`."""
    return _Reader([*_tokens(text, start)]).drawing


def _tokens(text: str, position: int) -> Iterator[_Token]:
    """What the text is made of, up to its end or to a label without one."""
    while found := _TOKEN.match(text, position):
        kind, position = found.lastgroup or "", found.end()
        if kind == "quote":
            end = _end_of_quoted(text, position)
        elif kind == "html":
            end = _end_of_html(text, position)
        else:
            if kind != "space":
                yield _Token(kind, found[0])
            continue
        if not end:
            return
        yield _Token("html" if kind == "html" else "value", text[position : end - 1])
        position = end


def _end_of_quoted(text: str, start: int) -> int:
    """Behind the quote that ends a string: the first one behind which a statement goes on; 0 if there is none.

    XLA does not escape the quotes in what frameworks call their operations.
    """
    first = 0
    position = start
    for _ in range(_QUOTES_TRIED):
        found = _QUOTED.match(text, position)
        if not found:
            break
        position = found.end()
        first = first or position
        if _GOES_ON.match(text, position):
            return position
    return first


def _end_of_html(text: str, start: int) -> int:
    """Behind the bracket that ends a label in HTML, 0 if there is none."""
    depth = 1
    for found in _ANGLE.finditer(text, start):
        depth += 1 if found[0] == "<" else -1
        if not depth:
            return found.end()
    return 0


class _Reader:
    """Makes a drawing of tokens."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.drawing = Drawing()
        self._tokens = tokens
        self._place = 0
        self._open: list[str] = []
        while self._place < len(tokens) and not self.drawing.ends:
            self._read_statement()

    def _next_is(self, text: str, ahead: int = 0) -> bool:
        place = self._place + ahead
        return place < len(self._tokens) and self._tokens[place].text == text and self._tokens[place].kind != "value"

    def _read_statement(self) -> None:
        token = self._tokens[self._place]
        self._place += 1
        if token.kind == "mark":
            self._take_mark(token.text)
        elif token.kind not in ("word", "value"):
            return
        elif token.text == "subgraph" and self._next_is("{", ahead=1):
            self._open_cluster(self._tokens[self._place].text)
            self._place += 2
        elif self._next_is("="):
            self._place += 1
            self._take_setting(token.text)
        elif self._next_is("->"):
            self._read_edges(token.text)
        elif self._next_is("["):
            self._add_node(token.text, self._read_attributes())

    def _take_mark(self, mark: str) -> None:
        if mark == "{":
            self._open.append(self._cluster if self._open else "")
        elif mark == "}" and self._open:
            self._open.pop()
            self.drawing.ends = not self._open

    @property
    def _cluster(self) -> str:
        return self._open[-1] if self._open else ""

    def _open_cluster(self, name: str) -> None:
        if len(self._open) < MOST_NESTED:
            self.drawing.clusters.setdefault(name, Cluster(name, self._cluster))
            self._open.append(name)
        else:
            self._open.append(self._cluster)

    def _take_setting(self, key: str) -> None:
        if self._place < len(self._tokens) and self._tokens[self._place].kind in ("word", "value", "html"):
            if key == "label":
                self.drawing.clusters[self._cluster].label = self._tokens[self._place].text
            self._place += 1

    def _read_edges(self, tail: str) -> None:
        ends = [tail]
        while self._next_is("->") and self._place + 1 < len(self._tokens):
            ends.append(self._tokens[self._place + 1].text)
            self._place += 2
        attributes = self._read_attributes() if self._next_is("[") else {}
        self.drawing.edges += [Edge(one, other, attributes) for one, other in pairwise(ends)]

    def _read_attributes(self) -> dict[str, str]:
        """What stands in brackets, up to the one that closes or a statement that begins."""
        found: dict[str, str] = {}
        self._place += 1
        while self._place < len(self._tokens) and not self._next_is("]") and not self._next_is("}"):
            key = self._tokens[self._place].text
            if self._next_is("=", ahead=1) and self._place + 2 < len(self._tokens):
                found.setdefault(key, self._tokens[self._place + 2].text)
                self._place += 2
            self._place += 1
        self._place += self._next_is("]")
        return found

    def _add_node(self, name: str, attributes: dict[str, str]) -> None:
        if name not in _DEFAULTS and name not in self.drawing.nodes:
            self.drawing.nodes[name] = Node(name, self._cluster, attributes)
