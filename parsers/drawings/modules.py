"""Modules of drawings: the HLO text of what a drawing shows, whoever drew it."""

from __future__ import annotations

from typing import NamedTuple

from hloscope.regex import lazy_pattern

from .graphviz import read_drawing
from .hlo_text import hlo_of_drawing
from .labels import read_title
from .lazy_graphs import hlo_of_lazy_graph, lazy_nodes_of_drawing, lazy_nodes_of_text
from .signs import DrawnPart

_TITLE = lazy_pattern(r"^[ \t]*+label = <<b>(.*?)</b>>", 8)  # re.MULTILINE
_LOOKED_AT = 16 * 1024  # characters in which that stands


class DrawnModule(NamedTuple):
    """What a drawing shows, as HLO text, and whether the drawing has its end; no text if it shows no operation."""

    text: str
    ends: bool


def read_drawn_module(text: str, part: DrawnPart, name: str) -> DrawnModule:
    """The module of a drawing in a text, which is called `name`."""
    own = text[part.start : part.end]
    if part.kind == "lazy text":
        nodes = lazy_nodes_of_text(own)
        return DrawnModule(hlo_of_lazy_graph(nodes, name) if nodes else "", "\n}" in own)
    drawing = read_drawing(own)
    if not drawing.nodes:
        return DrawnModule("", drawing.ends)
    if part.kind == "lazy drawing":
        return DrawnModule(hlo_of_lazy_graph(lazy_nodes_of_drawing(drawing), name), drawing.ends)
    return DrawnModule(hlo_of_drawing(drawing, name), drawing.ends)


def title_of_part(text: str, part: DrawnPart) -> tuple[str, str]:
    """What a drawing of XLA's is called, often the name of a file in a dump without its ending; and its entry."""
    found = _TITLE.search(text, part.start, min(part.end, part.start + _LOOKED_AT))
    return read_title(found[1]) if found else ("", "")
