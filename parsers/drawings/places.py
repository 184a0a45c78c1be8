"""Places: which computation each box of a drawing belongs to, what its root is, and who reads whom.

XLA draws a fusion as the box of its computation: what reads the fusion has an edge from the root in that box, and what
the fusion reads an edge to a parameter in it. An instruction is called by its node here, a fusion by its cluster.
"""

from __future__ import annotations

from collections import defaultdict

from .graphviz import Drawing, Edge, Node
from .labels import Label, read_cluster_label, read_label


class Places:
    """The members of all computations; the computation that is drawn is called ""."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.clusters = {name: read_cluster_label(cluster.label) for name, cluster in drawing.clusters.items()}
        self.labels = {name: read_label(node.attributes.get("label", "")) for name, node in self._instructions()}
        self.names: dict[str, str] = {}  # of nodes, as edges have them
        self.roots: dict[str, str] = {}
        self.called: defaultdict[str, list[str]] = defaultdict(list)
        self.inputs: defaultdict[str, dict[int, str]] = defaultdict(dict)
        self.numbered: set[str] = set()  # what has several operands
        self.controls: defaultdict[str, list[str]] = defaultdict(list)
        self.parameters: defaultdict[str, dict[int, Label]] = defaultdict(dict)  # of each computation, as drawn
        for name, label in self.labels.items():
            if label.parameter_number is not None:
                self.parameters[self.home(name)].setdefault(label.parameter_number, label)
        for edge in drawing.edges:
            self._take_edge(edge)
        self._add_callers_without_edges()

    def _instructions(self) -> list[tuple[str, Node]]:
        """All nodes but the circle that says which instruction is the root."""
        return [(name, node) for name, node in self.drawing.nodes.items() if node.attributes.get("label") != "ROOT"]

    def is_fusion(self, cluster: str) -> bool:
        """Whether a box is that of a fusion."""
        label = self.clusters.get(cluster)
        return label is not None and label.is_fusion

    def home(self, member: str) -> str:
        """The computation in which an instruction is."""
        if member in self.labels:
            return self.drawing.nodes[member].cluster
        cluster = self.drawing.clusters.get(member)
        return cluster.parent if cluster else ""

    def members(self) -> dict[str, list[str]]:
        """The instructions of each computation, as far as they are drawn; fusions behind the others."""
        found: dict[str, list[str]] = {name: [] for name in self.drawing.clusters}
        for name in self.labels:
            found[self.home(name)].append(name)
        for name in filter(self.is_fusion, self.drawing.clusters):
            found[self.home(name)].append(name)
        return found

    def label_of(self, member: str) -> Label:
        """The label of an instruction."""
        return self.labels[member]

    def _take_edge(self, edge: Edge) -> None:
        callee = edge.attributes.get("ltail")
        if callee is not None:
            self._take_call(edge, callee)
            return
        self._take_names(edge)
        if edge.tail not in self.labels:
            return
        if edge.head not in self.labels:  # the circle
            self.roots.setdefault("", self._climbed(edge.tail, "") or edge.tail)
            return
        number = self.labels[edge.head].parameter_number
        home = self.home(edge.head)
        is_fused = number is not None and self.is_fusion(home)
        reader, target = (home, self.home(home)) if is_fused else (edge.head, home)
        read = self._climbed(edge.tail, target)
        if read is None:
            return
        if edge.attributes.get("label") == "ctrl":
            self.controls[reader].append(read)
        else:
            self.numbered |= {reader} if "headlabel" in edge.attributes else set()
            place = number if is_fused and number is not None else _number(edge.attributes.get("headlabel", "0"))
            self.inputs[reader].setdefault(place, read)

    def _take_call(self, edge: Edge, callee: str) -> None:
        if callee in self.clusters and edge.head in self.labels:
            self.called[edge.head].append(callee)
            root = self._climbed(edge.tail, callee) if edge.tail in self.labels else None
            if root is not None:
                self.roots.setdefault(callee, root)

    def _take_names(self, edge: Edge) -> None:
        tail, _, head = edge.attributes.get("tooltip", "").partition(" -> ")
        if head:
            self.names.setdefault(edge.tail, tail)
            self.names.setdefault(edge.head, head)

    def _climbed(self, member: str, target: str) -> str | None:
        """What a computation has in place of an instruction: itself, or the fusion whose root it is."""
        while (home := self.home(member)) != target:
            if not home or not self.is_fusion(home) or self.roots.setdefault(home, member) != member:
                return None
            member = home
        return member

    def _add_callers_without_edges(self) -> None:
        """In a drawing that is cut the edges are missing: the label says who calls a computation."""
        drawn = {callee for callees in self.called.values() for callee in callees}
        written = {(self.home(name), word): name for name, label in self.labels.items() for word in label.words}
        for name, label in self.clusters.items():
            caller = written.get((self.home(name), label.owner)) if label and not label.is_fusion else None
            if caller is not None and name not in drawn:
                self.called[caller].append(name)


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 10 else 0
