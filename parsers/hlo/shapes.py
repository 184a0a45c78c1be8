"""Shapes in HLO text: `f32[2,3]{1,0:T(8,128)}`, `(f32[2], s32[])`, `b(f32[2])`, `token[]`."""

from __future__ import annotations

from dataclasses import replace

from hloscope.shapes import Layout, Shape

from ..cursor import Cursor
from .patterns import BUFFER_TYPE, COMMENT, ELEMENT_TYPE, INTEGER, LAYOUT_PROPERTIES, LAYOUT_START, PLAIN_SHAPE, SIZE

_DEEPEST = 200  # tuples in tuples; XLA's own limit is its stack, 80 is the deepest seen
MOST_DIMENSIONS = 200  # XLA has no limit; Python prints no number of more than 4,300 digits


def starts_shape(cursor: Cursor) -> bool:
    """Whether a shape stands here; an opcode does otherwise."""
    cursor.skip()
    text, position = cursor.text, cursor.position
    return text.startswith("(", position) or bool(
        ELEMENT_TYPE.match(text, position) or BUFFER_TYPE.match(text, position)
    )


def parse_shape(cursor: Cursor) -> Shape:
    """Takes one shape.

    Raises:
        ParseError: something else stands here, or the shape is broken.
    """
    open_tuples: list[list[Shape]] = []
    while True:
        if cursor.accept("("):
            open_tuples.append([])
            if len(open_tuples) > _DEEPEST:
                raise cursor.error(f"tuples nested at most {_DEEPEST} deep")
            if not cursor.accept(")"):
                continue
            shape = _tuple_of(open_tuples.pop())
        else:
            shape = _parse_buffer(cursor) if cursor.find(BUFFER_TYPE) else _parse_array(cursor)
        while open_tuples:
            open_tuples[-1].append(shape)
            if cursor.accept(","):
                break
            cursor.expect(")", "',' or ')'")
            shape = _tuple_of(open_tuples.pop())
        else:
            return shape


def _tuple_of(members: list[Shape]) -> Shape:
    return Shape("tuple", (), None, tuple(members))


def _parse_buffer(cursor: Cursor) -> Shape:
    cursor.expect("(")
    array = _parse_array(cursor)
    cursor.expect(")")
    return Shape("b", (), None, (array,))


def _parse_array(cursor: Cursor) -> Shape:
    plain = cursor.find(PLAIN_SHAPE)
    if plain and not cursor.text.startswith("{", cursor.position):
        element_type, sizes, order, properties = plain.groups()
        dimensions = _integers(sizes)
        if order is None:
            return _checked(cursor, Shape(element_type, dimensions, _parse_layout(cursor)))
        if order or properties:
            return _checked(cursor, Shape(element_type, dimensions, Layout(_integers(order), _dense(properties or ""))))
    if plain:
        cursor.position = plain.start()
    return _parse_spaced_array(cursor)


def _integers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(","))) if text else ()


def _parse_spaced_array(cursor: Cursor) -> Shape:
    """An array with dynamic dimensions, or with white space or comments inside."""
    element_type = cursor.take(ELEMENT_TYPE, "a shape")[0]
    cursor.expect("[")
    sizes: list[int] = []
    dynamic: list[bool] = []
    while not cursor.accept("]"):
        if sizes:
            cursor.expect(",", "',' or ']'")
        unbounded = cursor.accept("?")
        dynamic.append(unbounded or cursor.accept("<="))
        sizes.append(-1 if unbounded else _parse_size(cursor))
    layout = _parse_layout(cursor)
    return _checked(cursor, Shape(element_type, tuple(sizes), layout, (), tuple(dynamic) if any(dynamic) else ()))


def _parse_size(cursor: Cursor) -> int:
    return int(cursor.take(SIZE, "the size of a dimension")[0])


def _parse_layout(cursor: Cursor) -> Layout | None:
    """The layout if one follows: an opening brace in front of a number or a colon. Any other brace opens a body."""
    before = cursor.position
    if not cursor.find(LAYOUT_START):
        cursor.position = before
        return None
    order: list[int] = []
    while not (cursor.accept(":") or cursor.accept("}")):
        if order:
            cursor.expect(",", "',', ':' or '}'")
        order.append(int(cursor.take(INTEGER, "the number of a dimension")[0]))
    properties = _layout_properties(cursor) if cursor.text[cursor.position - 1] == ":" else ""
    return Layout(tuple(order), properties)


def _layout_properties(cursor: Cursor) -> str:
    start, depth = cursor.position, 1
    while depth:
        if cursor.position >= len(cursor.text):
            raise cursor.error("'}' at the end of this layout", at=start, found="the end of the text")
        depth += {"{": 1, "}": -1}.get(cursor.text[cursor.position], 0)
        cursor.position += 1
    return _dense(cursor.text[start : cursor.position - 1])


def _dense(properties: str) -> str:
    return "".join(COMMENT.sub("", properties).split()) if properties else ""


def with_default_order(layout: Layout, rank: int) -> Layout:
    """The layout of an array where only what stands behind the colon is written: the last dimension is minor."""
    return Layout(tuple(reversed(range(rank))), layout.properties)


def _checked(cursor: Cursor, shape: Shape) -> Shape:
    rank = len(shape.dimensions)
    if rank > MOST_DIMENSIONS:
        raise cursor.error(f"at most {MOST_DIMENSIONS} dimensions", at=cursor.position - 1, found=str(rank))
    if shape.layout and shape.layout.properties and not LAYOUT_PROPERTIES.fullmatch(shape.layout.properties):
        found = repr(shape.layout.properties)
        raise cursor.error("properties of a layout such as T(8,128)S(5)", at=cursor.position - 1, found=found)
    if shape.layout and not shape.layout.minor_to_major:
        return replace(shape, layout=with_default_order(shape.layout, rank))
    if shape.layout and len(shape.layout.minor_to_major) != rank:
        found = f"one of {len(shape.layout.minor_to_major)}"
        raise cursor.error(f"a layout of {rank} dimensions", at=cursor.position - 1, found=found)
    return shape
