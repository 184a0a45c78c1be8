"""The JSON document of `hloscope memory`: its shape."""

from __future__ import annotations

from typing import TypedDict

from hloscope.reports.schema import Error, ProgramName


class ResidentForm(TypedDict):
    """A value that takes memory at the peak."""

    name: str
    shape_index: str
    kind: str
    shape: str
    bytes: int
    source: str


class OwnedForm(TypedDict):
    """The bytes at the peak that come from one place."""

    source: str
    bytes: int


class AliasForm(TypedDict):
    """An argument whose memory holds a result in the end."""

    parameter: int
    shape_index: str
    name: str
    bytes: int


class CopyForm(TypedDict):
    """A copy that the program could do without; that is inferred."""

    name: str
    computation: str
    operand: str
    bytes: int
    reason: str
    inferred: bool


class MemoryForm(TypedDict):
    """The memory of one program, in bytes."""

    argument_bytes: int
    output_bytes: int
    alias_bytes: int
    constant_bytes: int
    temp_bytes: int
    held_bytes: int
    total_bytes: int
    peak_bytes: int
    is_peak_exact: bool
    peak_instruction: str
    value_bytes: int
    saved_bytes: int
    residents: list[ResidentForm]
    by_source: list[OwnedForm]
    aliases: list[AliasForm]
    needless_copies: list[CopyForm]


class MemoryProgram(ProgramName):
    """One compilation; `memory` is None where the dump has no buffer assignment of it."""

    memory: MemoryForm | None


class MemoryDocument(TypedDict):
    """The whole document."""

    schema: int
    compilations: list[MemoryProgram]
    errors: list[Error]
