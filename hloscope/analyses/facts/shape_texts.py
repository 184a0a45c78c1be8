"""Shape texts: how the shapes of one module are written, and their bytes, worked out once for each shape."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hloscope.ir import Shape

if TYPE_CHECKING:
    from hloscope.analyses.facts.forms import BufferForm


class ShapeTexts:
    """Remembers shapes by identity, as a parser interns them: hashing one takes 8 times as long as writing it."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}
        self._bytes: dict[int, int] = {}
        self._forms: dict[int, BufferForm] = {}
        self._shapes: list[Shape] = []  # kept alive: their ids must not become those of others

    def text_of(self, shape: Shape) -> str:
        """The shape as HLO writes it."""
        text = self._texts.get(id(shape))
        if text is None:
            # The members of a tuple of hundreds are few different shapes.
            members = ", ".join(map(self.text_of, shape.tuple_shapes))
            text = self._texts[id(shape)] = f"({members})" if shape.is_tuple else str(shape)
            self._shapes.append(shape)
        return text

    def bytes_of(self, shape: Shape) -> int:
        """Its `byte_size`."""
        size = self._bytes.get(id(shape))
        if size is None:
            size = sum(map(self.bytes_of, shape.tuple_shapes)) if shape.tuple_shapes else shape.byte_size
            self._bytes[id(shape)] = size
            self._shapes.append(shape)
        return size

    def forms_of(self, shapes: Iterable[Shape]) -> list[BufferForm]:
        """The JSON forms of arrays, one object for all of a shape; bytes are those of the whole array."""
        known = self._forms.get
        return [known(id(shape)) or self._form_of(shape) for shape in shapes]

    def _form_of(self, shape: Shape) -> BufferForm:
        form = self._forms[id(shape)] = {"shape": self.text_of(shape), "bytes": self.bytes_of(shape)}
        return form
