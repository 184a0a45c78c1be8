"""Shape texts: how the shapes of one module are written, and their bytes, worked out once for each shape."""

from __future__ import annotations

from typing import Any

from hloscope.ir import Shape


class ShapeTexts:
    """Remembers shapes by identity, as a parser interns them: hashing one takes 8 times as long as writing it."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[str, int, Shape]] = {}

    def text_of(self, shape: Shape) -> str:
        """The shape as HLO writes it."""
        return (self._known.get(id(shape)) or self._learn(shape))[0]

    def form_of(self, shape: Shape) -> dict[str, Any]:
        """The JSON form of an array; bytes are those of the whole array."""
        text, size, _ = self._known.get(id(shape)) or self._learn(shape)
        return {"shape": text, "bytes": size}

    def bytes_of(self, shape: Shape) -> int:
        """Its `byte_size`."""
        return (self._known.get(id(shape)) or self._learn(shape))[1]

    def _learn(self, shape: Shape) -> tuple[str, int, Shape]:
        """Notes a shape, and keeps it alive: its id must not become that of another one."""
        learned = self._known[id(shape)] = (str(shape), shape.byte_size, shape)
        return learned
