"""Forms of what several kinds of groups have in JSON, which only checkers and the reader of reports load."""

from __future__ import annotations

from typing import TypedDict


class OperationForm(TypedDict):
    """An instruction inside a fusion or a compiled loop."""

    name: str
    opcode: str


class GroupForm(TypedDict):
    """Operations that run as one.

    `op_name_indices` says for each operation which of `op_names` is its; `computation` is where the group is run.
    """

    name: str
    computation: str
    operations: list[OperationForm]
    inputs: list[BufferForm]
    outputs: list[BufferForm]
    op_names: list[str]
    op_name_indices: list[int | None]
    source_lines: list[str]
    signature: str


class BufferForm(TypedDict):
    """An array that is read or written, and the bytes of the whole of it."""

    shape: str
    bytes: int
