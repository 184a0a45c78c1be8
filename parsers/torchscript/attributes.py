"""The attributes of a TorchScript node: `[name=value, ...]`, whose values are of many forms and keep their text.

Forms: torch/csrc/jit/ir/ir.cpp, `Node::printAttrValue`. Values of lists, tuples and dicts nest, tensors of up to ten
elements are written out (`value= 1  2 [ CPUFloatType{2} ]`), larger ones are `<Tensor>`, strings are quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hloscope.regex import compiled

_NAME = compiled(r"\s*+([A-Za-z_0-9]\w*+)=", re.ASCII)
_PIECE = compiled(r'"(?:[^"\\\n]++|\\.)*+"|[()\[\]{},\n]|"')
_OPENING = "([{"
_CLOSING = {"(": ")", "[": "]", "{": "}"}


def end_of_brackets(text: str, start: int) -> int | None:
    """The place behind the bracket that closes the one at `start`, quoted strings left out; None if none does.

    Brackets have to match, and to close before the end of the line.
    """
    open_brackets: list[str] = []
    for found in _PIECE.finditer(text, start):
        piece = found[0]
        if piece in _OPENING:
            open_brackets.append(_CLOSING[piece])
        elif piece in ("\n", '"'):
            return None
        elif piece in ")]}":
            if piece != open_brackets.pop():
                return None
            if not open_brackets:
                return found.end()
    return None


def split_attributes(text: str) -> dict[str, str]:
    """The values by name of `[name=value, ...]`, as written; a piece without a name belongs to the value before it."""
    attributes: dict[str, list[str]] = {}
    last = ""
    for piece in _pieces_between_commas(text[1:-1]):
        named = _NAME.match(piece)
        if named:
            last = named[1]
            attributes[last] = [piece[named.end() :].strip()]
        elif last:
            attributes[last].append(piece)
    return {name: ",".join(pieces) for name, pieces in attributes.items()}


def _pieces_between_commas(text: str) -> Iterator[str]:
    """The parts of a text between the commas outside of brackets and strings."""
    depth = start = 0
    for found in _PIECE.finditer(text):
        depth += (found[0] in _OPENING) - (found[0] in ")]}")
        if found[0] == "," and depth == 0:
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]
