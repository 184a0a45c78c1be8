"""Instructions in HLO text, however they are written: the careful half of the parser."""

from __future__ import annotations

from dataclasses import dataclass, field

from hloscope.ir import UNKNOWN_SHAPE, HloComputation, HloInstruction, Shape

from ..cursor import Cursor
from .attribute_forms import without_comments
from .attributes import scan_attributes
from .elements import Elements
from .literals import scan_literal
from .patterns import (
    ATTRIBUTE_NAME,
    CALLEE_KEYS,
    COMMENT,
    COMPUTATION_NAMES,
    DEFINED_NAME,
    INTEGER,
    NAME,
    OPCODE,
    PERCENT_NAME,
    PERCENT_NAMES,
    RESERVED,
    ROOT,
    SIZE,
    WITH_ARGUMENTS,
    WORD,
)
from .printed_lines import take_lines
from .scope import Body, Scope
from .shapes import parse_shape, starts_shape

_DEEPEST = 50  # computations written inside attributes of computations
_ANNOTATIONS = frozenset({"metadata", "backend_config"})


@dataclass(slots=True)
class _Call:
    """`shape opcode(operands` while its closing parenthesis is still to come."""

    opcode: str
    shape: Shape
    operands: list[HloInstruction] = field(default_factory=list[HloInstruction])
    arguments: str = ""


def parse_body(cursor: Cursor, scope: Scope, body: Body) -> Body:
    """Takes the instructions of a computation and the brace that closes it; the opening one has been taken.

    Where other computations follow as XLA prints them, it closes this one and takes them too; gives the last of them.
    """
    while True:
        body = take_lines(cursor, scope, body)
        if cursor.accept("}"):
            break
        if cursor.at_end():
            raise cursor.error(f"'}}' at the end of computation {body.name!r}")
        parse_instruction(cursor, scope, body)
    if not body.instructions:
        raise cursor.error("an instruction", at=cursor.position - 1)
    return body


def parse_instruction(cursor: Cursor, scope: Scope, body: Body) -> None:
    """Takes `[ROOT] name = [shape] opcode(operands), attributes`."""
    root = cursor.find(ROOT)
    name = _parse_name(cursor, body)
    cursor.expect("=")
    call = _parse_call(cursor, scope, body)
    called, settings, annotations = _parse_attributes(cursor, scope, body, name)
    shape = _inferred(call, settings, called) if call.shape.is_unknown else call.shape
    operands = tuple(call.operands)
    body.add(HloInstruction(name, call.opcode, shape, operands, called, call.arguments, settings, annotations))
    if root and body.root_name:
        raise cursor.error("one ROOT in a computation", at=root.start(), found="a second one")
    body.root_name = name if root else body.root_name


def _parse_name(cursor: Cursor, body: Body) -> str:
    found = cursor.find(DEFINED_NAME)
    if not found:
        is_glued = cursor.starts_with(ATTRIBUTE_NAME)
        raise cursor.error(
            "an instruction with a space before '=', or a comma before an attribute"
            if is_glued
            else "the name of an instruction"
        )
    if found[2] in RESERVED:  # with a % in front it is not
        raise cursor.error("the name of an instruction", at=found.start(), found=f"the reserved word {found[2]!r}")
    name = found[1] or found[2]
    if name in body.instructions:
        raise cursor.error("a name that is not taken yet", at=found.start(), found=f"a second {name!r}")
    return name


def _parse_call(cursor: Cursor, scope: Scope, body: Body) -> _Call:
    """Takes `[shape] opcode(operands)`; operands may be instructions themselves, however deep."""
    open_calls = [_open_call(cursor, _parse_optional_shape(cursor, scope))]
    while True:
        call = open_calls[-1]
        if not _is_closed(cursor, call):
            nested = _parse_operand(cursor, scope, body, call)
            open_calls.extend([nested] if nested else [])
            continue
        open_calls.pop()
        if not open_calls:
            return call
        shape = _inferred(call) if call.shape.is_unknown else call.shape
        open_calls[-1].operands.append(body.add_nested(call.opcode, shape, call.operands, call.arguments))


def _inferred(call: _Call, settings: str = "", called: tuple[HloComputation, ...] = ()) -> Shape:
    """The shape that the text leaves out."""
    from .inference import infer_shape  # no text that XLA prints needs it

    return infer_shape(call.opcode, call.operands, settings, called)


def _parse_optional_shape(cursor: Cursor, scope: Scope) -> Shape:
    if not starts_shape(cursor):
        return UNKNOWN_SHAPE
    shape = parse_shape(cursor)
    return scope.results.shapes.setdefault(str(shape), shape)


def _open_call(cursor: Cursor, shape: Shape) -> _Call:
    expected = "a shape or an opcode" if shape.is_unknown else "an opcode"
    opcode = cursor.take(OPCODE, expected)
    if shape.is_unknown and opcode[0] in WITH_ARGUMENTS:
        raise cursor.error(f"the shape of a {opcode[0]}", at=opcode.start())
    if opcode[0] in RESERVED:
        raise cursor.error(f"'[' behind the element type {opcode[0]}")
    cursor.expect("(", "'(' in front of the operands")
    return _Call(opcode[0], shape)


def _is_closed(cursor: Cursor, call: _Call) -> bool:
    """Takes the closing parenthesis, or the comma in front of the next operand."""
    if call.opcode in WITH_ARGUMENTS:
        _parse_arguments(cursor, call)
        cursor.expect(")")
        return True
    is_separated = not call.operands
    while cursor.accept(","):  # XLA takes any number of them, anywhere
        is_separated = True
    if cursor.accept(")"):
        return True
    if not is_separated:
        raise cursor.error("',' or ')'")
    return False


def _parse_arguments(cursor: Cursor, call: _Call) -> None:
    cursor.skip()
    start = cursor.position
    if call.opcode == "constant":
        scan_literal(cursor, call.shape)
    elif cursor.take(INTEGER, "the number of a parameter")[0].startswith("-"):
        raise cursor.error("the number of a parameter, 0 or more", at=start)
    call.arguments = cursor.text[start : cursor.position]


def _parse_operand(cursor: Cursor, scope: Scope, body: Body, call: _Call) -> _Call | None:
    """Takes an operand; gives the call to go on with if it is an instruction itself."""
    shape = _parse_optional_shape(cursor, scope)
    found = cursor.find(PERCENT_NAME)
    if not found:
        found = cursor.take(NAME, "an operand")
        if cursor.accept("("):
            cursor.position = found.start()
            return _open_call(cursor, shape)
    name = found[1]
    operand = body.instructions.get(name) or body.stand_in(name, shape)
    if operand is None:
        raise cursor.error("an instruction that is defined above", at=found.start(), found=repr(name))
    while cursor.accept("#"):
        operand = _parse_element(cursor, body, operand)
    if not (shape.is_unknown or _are_compatible(shape, operand.shape)):
        described = f"{operand.label!r} of shape {operand.shape}"
        raise cursor.error(f"an operand of shape {shape}", at=found.start(), found=described)
    call.operands.append(operand)
    return None


def _parse_element(cursor: Cursor, body: Body, operand: HloInstruction) -> HloInstruction:
    """Takes the index of `p#0` behind its sign; gives that element of the operand."""
    index = cursor.take(SIZE, "the index of a member")
    try:
        return body.take_elements().element(operand, int(index[0]))
    except KeyError:
        raise cursor.error(
            f"the index of a member of {operand.name!r}, whose shape is {operand.shape}", at=index.start()
        ) from None


def _are_compatible(one: Shape, other: Shape) -> bool:
    """Whether one value may have both shapes: layouts and dynamic sizes are not looked at."""
    pairs = [(one, other)]
    while pairs:
        one, other = pairs.pop()
        if one.element_type != other.element_type or len(one.tuple_shapes) != len(other.tuple_shapes):
            return False
        sizes = zip(one.dimensions, other.dimensions, strict=False)
        if len(one.dimensions) != len(other.dimensions) or any(a != b and -1 not in (a, b) for a, b in sizes):
            return False
        pairs += zip(one.tuple_shapes, other.tuple_shapes, strict=True)
    return True


def _parse_attributes(
    cursor: Cursor, scope: Scope, body: Body, name: str
) -> tuple[tuple[HloComputation, ...], str, str]:
    """Takes the attributes; gives the computations they call, and settings and annotations without what is between."""
    called: list[HloComputation] = []
    settings = annotations = ""
    for key, start, end in scan_attributes(cursor):
        value = cursor.text[start:end]
        if key == "control-predecessors":
            _check_instructions(cursor, body, start, end)
        elif key in CALLEE_KEYS or PERCENT_NAMES.fullmatch(without_comments(value)):
            callees, value = _parse_callees(cursor, scope, f"{name}.{key}", start, end)
            called += callees
        if key in _ANNOTATIONS and "metadata=" not in settings:
            annotations += f", {key}={value}"
        else:  # all in front of it is settings too, in the order of the text
            settings, annotations = f"{settings}{annotations}, {key}={value}", ""
    return tuple(called), settings, annotations


def _check_instructions(cursor: Cursor, body: Body, start: int, end: int) -> None:
    """Elements of tuples may be among them, and their own names are not in the text where it says `p#0`."""
    if isinstance(body.instructions, Elements):
        return
    for name, position in _names(cursor, start, end):
        if name not in body.instructions:
            raise cursor.error("an instruction that is defined above", at=position, found=repr(name))


def _names(cursor: Cursor, start: int, end: int) -> list[tuple[str, int]]:
    """The names in a value, and where they stand."""
    value = COMMENT.sub(lambda comment: " " * len(comment[0]), cursor.text[start:end])
    return [(word[0], start + word.start()) for word in WORD.finditer(value)]


def _parse_callees(cursor: Cursor, scope: Scope, key: str, start: int, end: int) -> tuple[list[HloComputation], str]:
    """The computations that a value names, or those that it holds between braces."""
    value = cursor.text[start:end]
    if COMPUTATION_NAMES.fullmatch(without_comments(value)):
        names = _names(cursor, start, end)
        for name, position in names:
            if name not in scope.computations and not scope.stand_in(name):
                raise cursor.error("a computation that is defined above", at=position, found=repr(name))
        return [scope.computations[name] for name, _ in names], value
    inner = Cursor(cursor.text, start, cursor.filename)
    inner.expect("{", "the name of a computation, or '{'")
    if not inner.accept("{"):
        nested = [_parse_nested(inner, scope, key)]
        return nested, f"%{nested[0].name}"
    nested = [_parse_nested(inner, scope, f"{key}.0")]
    while inner.accept(","):
        inner.expect("{")
        nested.append(_parse_nested(inner, scope, f"{key}.{len(nested)}"))
    return nested, "{" + ", ".join(f"%{computation.name}" for computation in nested) + "}"


def _parse_nested(cursor: Cursor, scope: Scope, name: str) -> HloComputation:
    if scope.depth >= _DEEPEST:
        raise cursor.error(f"computations nested at most {_DEEPEST} deep")
    scope.depth += 1
    body = parse_body(cursor, scope, Body(name))
    scope.depth -= 1
    body.name = _free_name(scope, name)
    return body.close(scope)


def _free_name(scope: Scope, name: str) -> str:
    """The name, or one like it if instructions of that name call such computations elsewhere too."""
    free = name
    while free in scope.computations:  # the number never goes back, so that this takes linear time
        scope.renamed += 1
        free = f"{name}.{scope.renamed}"
    return free
