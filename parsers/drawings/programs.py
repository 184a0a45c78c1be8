"""Programs of drawings: the computations that a drawing shows, with what is drawn into others as instructions."""

from __future__ import annotations

from .graphviz import Drawing
from .labels import Element, find_element, read_title
from .opcodes import name_and_opcode
from .operands import Constant, find_constant, find_parameter, tuple_members
from .operations import Body, Operation, Program
from .places import Places
from .spread_constants import find_spread_constants


def program_of(drawing: Drawing) -> Program:
    """The program that a drawing of XLA's shows."""
    places = Places(drawing)
    title, entry = read_title(drawing.clusters[""].label)
    names = _names_of_bodies(places, entry)
    members = places.members()
    bodies = {cluster: Body(name) for cluster, name in names.items()}
    for cluster, body in bodies.items():
        body.operations = {member: _operation(places, member) for member in members[cluster]}
    for cluster, body in bodies.items():
        _Wiring(places, cluster, body).connect()
    for body in bodies.values():
        find_spread_constants(bodies, body)
    return Program(title, bodies, drawing.ends)


def _names_of_bodies(places: Places, entry: str) -> dict[str, str]:
    names: dict[str, str] = {}
    taken: dict[str, int] = {}
    for cluster, label in places.clusters.items():
        name = label.name or f"fused.{label.owner}" if label else cluster
        name = (entry or "main") if not cluster else name or "computation"
        count = taken[name] = taken.get(name, -1) + 1
        names[cluster] = f"{name}.drawn{count}" if count else name
    return names


def _operation(places: Places, member: str) -> Operation:
    cluster = places.clusters.get(member) if member not in places.labels else None
    if cluster:
        return Operation(cluster.owner, "fusion", "", attributes=cluster.attributes, calls=[member])
    label = places.label_of(member)
    tooltip = places.drawing.nodes[member].attributes.get("tooltip", "")
    number = label.parameter_number
    if number is not None:
        name = places.names.get(member) or f"parameter.{number}"
        return Operation(name, "parameter", label.shape, str(number), attributes=label.attributes, tooltip=tooltip)
    name, opcode = name_and_opcode(label.words, places.names.get(member))
    opcode, _, kind = opcode.partition(":")
    made = Operation(name, opcode, label.shape, attributes=[*label.attributes], tooltip=tooltip)
    made.attributes += [f"kind={kind}"] if kind and not any("kind=" in text for text in label.attributes) else []
    made.arguments = "{...}" if opcode == "constant" else ""
    made.calls, made.trivial = [*places.called[member]], label.called
    made.controls = places.controls[member]
    return made


class _Wiring:
    """Gives the operations of one body their operands, and makes what is drawn into them."""

    def __init__(self, places: Places, cluster: str, body: Body) -> None:
        self._places = places
        self._cluster = cluster
        self._body = body
        self._by_name = {operation.name: key for key, operation in body.operations.items()}
        self._numbers = {int(op.arguments): key for key, op in body.operations.items() if op.opcode == "parameter"}
        self._constants = 0

    def connect(self) -> None:
        """Connects all of the body and says which is its root."""
        is_fused = self._places.is_fusion(self._cluster)
        for key, operation in [*self._body.operations.items()]:
            operation.operands = self._operands_of(key, operation)
            operation.controls = [*operation.controls, *self._written_controls(operation)]
        if is_fused:
            self._number_parameters()
        self._body.root = self._root()

    def _operands_of(self, key: str, operation: Operation) -> list[str | None]:
        if operation.opcode == "parameter":
            return []
        found: dict[int, str | None] = dict(self._places.inputs[key])
        if operation.opcode == "fusion" and key not in self._places.labels:
            drawn_in = self._elements_of_fusion(key)
            numbers = sorted({*found, *drawn_in, *self._places.parameters[key]})
            found |= {number: self._element(element) for number, element in drawn_in.items()}
            return [found.get(number) for number in numbers]
        for number, text in self._places.label_of(key).operands.items():
            found[number] = self._drawn_into(text) or found.get(number)
        return [found.get(number) for number in range(self._count(key, operation, found))]

    def _count(self, key: str, operation: Operation, found: dict[int, str | None]) -> int:
        """How many operands there are: as many as are drawn, or as other signs tell."""
        members = len(tuple_members(operation.shape)) if operation.opcode == "tuple" else 0
        least = 2 if key in self._places.numbered else 0
        return max(members, least, min(max(found, default=-1) + 1, 2 * len(found) + 8))

    def _written_controls(self, operation: Operation) -> list[str]:
        """Those that an attribute names, of which not all are drawn as edges; all are written by their keys."""
        written = [text for text in operation.attributes if text.startswith("control-predecessors=")]
        operation.attributes = [text for text in operation.attributes if text not in written]
        found = [
            self._by_name.get(name.strip("% {}")) for text in written for name in text.partition("=")[2].split(",")
        ]
        return [key for key in found if key and key not in operation.controls]

    def _elements_of_fusion(self, fusion: str) -> dict[int, Element]:
        labels = self._places.parameters[fusion]
        return {number: label.element for number, label in labels.items() if label.element}

    def _drawn_into(self, text: str) -> str | None:
        """The key of what a text in the box of its reader stands for."""
        element = find_element(text)
        if element:
            return self._element(element)
        number = find_parameter(text)
        if number is not None:
            return self._numbers.get(number)
        constant = find_constant(text)
        return self._constant(constant) if constant else None

    def _element(self, element: Element) -> str | None:
        source = self._by_name.get(element.tuple_name) or self._merged_parameter(element.tuple_name)
        key = f"{element.tuple_name}#{element.place}"
        if source is not None and key not in self._body.operations:
            name = self._free_name(f"{element.tuple_name}.element.{element.place}")
            index = [f"index={element.place}"]
            made = Operation(name, "get-tuple-element", element.shape, operands=[source], attributes=index)
            self._body.operations[key] = made
        return key if source is not None else None

    def _merged_parameter(self, name: str) -> str | None:
        """The parameter that XLA leaves out because only members of it are read; None if the name must be another's."""
        number = next(number for number in range(len(self._numbers) + 1) if number not in self._numbers)
        is_free = number < len(self._numbers) or not self._numbers
        if not is_free or self._places.is_fusion(self._cluster):
            return None
        key = f"parameter {name}"
        self._body.operations[key] = Operation(name, "parameter", "(...", str(number))
        self._by_name[name] = self._numbers[number] = key
        return key

    def _constant(self, constant: Constant) -> str:
        key = f"{constant.shape} {constant.literal}"
        if key not in self._body.operations:
            shape = constant.scalar_shape if constant.is_spread else constant.shape
            value = self._free_name(f"constant.drawn{self._constants}")
            self._body.operations[f"{key}=" if constant.is_spread else key] = Operation(
                value, "constant", shape, constant.literal
            )
            if constant.is_spread:
                spread = Operation(self._free_name(f"broadcast.drawn{self._constants}"), "broadcast", constant.shape)
                spread.operands, spread.attributes = [f"{key}="], ["dimensions={}"]
                self._body.operations[key] = spread
            self._constants += 1
        return key

    def _free_name(self, name: str) -> str:
        while name in self._by_name:
            name += ".drawn"
        self._by_name[name] = ""
        return name

    def _number_parameters(self) -> None:
        """Counts the parameters of a fusion anew: what is bound to a constant is drawn as the constant."""
        for place, (_, key) in enumerate(sorted(self._numbers.items())):
            self._body.operations[key].arguments = str(place)

    def _root(self) -> str | None:
        """A get-tuple-element, which has a box only as a root; else what an edge leads from, or what none reads."""
        operations = self._body.operations
        drawn = [key for key in operations if key in self._places.labels or key in self._places.clusters]
        element = next((key for key in drawn if operations[key].opcode == "get-tuple-element"), None)
        known = element or self._places.roots.get(self._cluster)
        if known in operations:
            return known
        read = {operand for operation in operations.values() for operand in operation.operands}
        unread = [key for key in drawn if key not in read]
        best = [key for key in unread if operations[key].opcode != "parameter"]
        return next(iter([*best, *unread, *drawn]), None)
