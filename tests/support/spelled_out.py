"""Shapes as XLA's parser has them: layouts that the text leaves out are the default ones."""

from hloscope.shapes import Layout, Shape


def spelled_out(shape: Shape) -> str:
    """The shape as text, with the layout of each array of one dimension or more."""
    members = tuple(map(spelled_out, shape.tuple_shapes))
    if shape.is_tuple:
        return f"({', '.join(members)})"
    if members:
        return f"{shape.element_type}({', '.join(members)})"
    layout = shape.layout or Layout(tuple(reversed(range(len(shape.dimensions)))))
    return str(Shape(shape.element_type, shape.dimensions, layout, (), shape.dynamic)).replace("{}", "")
