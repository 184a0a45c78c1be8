"""HLO text of a drawing of XLA's: what is drawn, as the text of a module that the parser reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hloscope.regex import lazy_pattern

from .frames import Frames
from .graphviz import Drawing
from .labels import is_cut
from .operands import element_type_of
from .operations import Body, Operation, Program
from .programs import program_of
from .shapes import complete_shapes

_BINARY = {
    "add": "add",
    "multiply": "multiply",
    "min": "minimum",
    "max": "maximum",
    "xor": "xor",
    "and": "and",
    "or": "or",
}
_COMPARED = {
    "less-or-equal": "LE",
    "greater-or-equal": "GE",
    "greater-than": "GT",
    "less-than": "LT",
    "equal-to": "EQ",
    "not-equal-to": "NE",
}
_BRACKETS = lazy_pattern(r'"(?:[^"\\]++|\\.)*+"|([({\[])|([)}\]])', 16)
_NAME = lazy_pattern(r"[^\w.\-]")


def hlo_of_drawing(drawing: Drawing, name: str) -> str:
    """The module, called `name`, as HLO text; what is not drawn is left out, or not defined."""
    program = program_of(drawing)
    complete_shapes(program)
    return _Writer(program).text(name)


class _Writer:
    def __init__(self, program: Program) -> None:
        self._program = program
        self._frames = Frames()
        self._trivial: dict[tuple[str, str], str] = {}

    def text(self, name: str) -> str:
        """The text of the module, callees first."""
        bodies = "\n".join(self._body(cluster) for cluster in _callees_first(self._program))
        trivial = "".join(f"{text}\n" for text in self._trivial.values())
        return f"HloModule {_NAME.sub('_', name) or 'drawing'}\n\n{self._frames.tables()}{trivial}{bodies}"

    def _body(self, cluster: str) -> str:
        body = self._program.bodies[cluster]
        lines = [self._line(body, key) for key in _operands_first(body)]
        entry = "" if cluster else "ENTRY "
        return f"{entry}%{_NAME.sub('_', body.name)} {{\n{''.join(lines)}}}\n"

    def _line(self, body: Body, key: str) -> str:
        operation = body.operations[key]
        name, root = _NAME.sub("_", operation.name), "ROOT " if key == body.root else ""
        attributes = [*filter(_is_whole, operation.attributes), *self._calls(body, operation)]
        if operation.controls:
            attributes.append(f"control-predecessors={{{', '.join(_names(body, operation.controls))}}}")
        arguments = operation.arguments or ", ".join(self._operands(body, operation))
        behind = "".join(f", {text}" for text in attributes) + self._frames.metadata(operation.tooltip)
        shape = "" if is_cut(operation.shape) else operation.shape
        return f"  {root}%{name} = {shape} {operation.opcode}({arguments}){behind}\n"

    def _operands(self, body: Body, operation: Operation) -> Iterator[str]:
        for number, key in enumerate(operation.operands):
            found = body.operations.get(key or "")
            yield f"%{_NAME.sub('_', found.name if found else f'{operation.name}.operand.{number}')}"

    def _calls(self, body: Body, operation: Operation) -> Iterator[str]:
        """The computations that it calls, by the attributes in which XLA writes them."""
        callees = [f"%{_NAME.sub('_', self._program.bodies[key].name)}" for key in operation.calls]
        for place, kind in sorted(operation.trivial.items()):
            callees.insert(place, f"%{self._trivial_name(kind, _operand_type(body, operation))}")
        if not callees:
            return
        keys = _keys_of(operation.opcode, _is_predicate(body, operation), len(callees))
        if len(keys) == 1:
            yield f"{keys[0]}={{{', '.join(callees)}}}" if keys[0] in _LISTS else f"{keys[0]}={callees[0]}"
        else:
            yield from (f"{key}={callee}" for key, callee in zip(keys, callees, strict=False))

    def _trivial_name(self, kind: str, element_type: str) -> str:
        """The name of a computation of two numbers, which XLA names and does not draw."""
        name = _NAME.sub("_", f"{kind}.{element_type}.drawn")
        scalar = f"{element_type}[]"
        if kind in _COMPARED:
            root = f"pred[] compare(%a, %b), direction={_COMPARED[kind]}"
        else:
            root = f"{scalar} {_BINARY.get(kind, 'unknown')}(%a, %b)"
        lines = f"  %a = {scalar} parameter(0)\n  %b = {scalar} parameter(1)\n  ROOT %c = {root}\n"
        self._trivial[kind, element_type] = f"%{name} {{\n{lines}}}\n"
        return name


_LISTS = frozenset({"branch_computations", "called_computations"})
_KEYS = {
    "while": ("body", "condition"),
    "fusion": ("calls",),
    "async-start": ("calls",),
    "select-and-scatter": ("select", "scatter"),
    "custom-call": ("called_computations",),
    "conditional": ("branch_computations",),
}


def _keys_of(opcode: str, is_predicate: bool, count: int) -> tuple[str, ...]:  # noqa: FBT001
    if opcode == "conditional" and is_predicate and count == 2:
        return ("true_computation", "false_computation")
    return _KEYS.get(opcode, ("to_apply",))


def _is_predicate(body: Body, operation: Operation) -> bool:
    first = body.operations.get((operation.operands or [None])[0] or "")
    return first is not None and first.shape == "pred[]"


def _operand_type(body: Body, operation: Operation) -> str:
    first = body.operations.get((operation.operands or [None])[0] or "")
    return element_type_of(first.shape if first else operation.shape)


def _is_whole(attribute: str) -> bool:
    """Whether the brackets of an attribute close: XLA cuts long lists of devices."""
    depth = 0
    for found in _BRACKETS.finditer(attribute):
        depth += bool(found[1]) - bool(found[2])
        if depth < 0:
            return False
    return not depth and not is_cut(attribute) and "\n" not in attribute


def _names(body: Body, keys: list[str]) -> list[str]:
    return [f"%{_NAME.sub('_', body.operations[key].name)}" for key in keys if key in body.operations]


def _operands_first(body: Body) -> Iterator[str]:
    """The operations, each behind what it reads, in the order of the drawing where that says nothing."""
    return _in_order([*body.operations], lambda key: _read_by(body, key))


def _read_by(body: Body, key: str) -> list[str]:
    operation = body.operations[key]
    return [each for each in (*operation.operands, *operation.controls) if each is not None and each in body.operations]


def _callees_first(program: Program) -> Iterator[str]:
    calls = {
        name: [key for op in body.operations.values() for key in op.calls] for name, body in program.bodies.items()
    }
    called = {key for keys in calls.values() for key in keys}
    tops = [name for name in program.bodies if name and name not in called]
    return _in_order([*(name for name in program.bodies if name in called), *tops, ""], calls.__getitem__)


def _in_order(keys: list[str], before: Callable[[str], list[str]]) -> Iterator[str]:
    """All keys, each behind those that must come before it, as far as they are in no circle."""
    seen: set[str] = set()
    for first in keys:
        open_keys = [(first, iter(before(first)))] if first not in seen else []
        seen.add(first)
        while open_keys:
            key, rest = open_keys[-1]
            following = next((each for each in rest if each not in seen), None)
            if following is None:
                open_keys.pop()
                yield key
            else:
                seen.add(following)
                open_keys.append((following, iter(before(following))))
