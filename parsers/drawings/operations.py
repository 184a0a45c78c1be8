"""Operations of drawings: the instructions and computations that were drawn, until they are written as text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Operation:
    """An instruction of a drawing. `operands` and `calls` are keys; None is an operand that is not drawn."""

    name: str
    opcode: str
    shape: str
    arguments: str = ""
    operands: list[str | None] = field(default_factory=list[str | None])
    attributes: list[str] = field(default_factory=list[str])
    calls: list[str] = field(default_factory=list[str])
    trivial: dict[int, str] = field(default_factory=dict[int, str])
    controls: list[str] = field(default_factory=list[str])
    tooltip: str = ""


@dataclass
class Body:
    """A computation: its operations by key, and the key of its root."""

    name: str
    operations: dict[str, Operation] = field(default_factory=dict[str, Operation])
    root: str | None = None


@dataclass
class Program:
    """A module as it was drawn; the entry is the body called ""."""

    title: str
    bodies: dict[str, Body]
    is_whole: bool
