"""Lines: what the messages of failed assertions are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hloscope.analyses.fusions.fusions import Fusion
from hloscope.ir import HloInstruction
from hloscope.testing.program import Program, Site
from hloscope.words.safe_text import visible, visible_lines

SHOWN = 12
"""How many rows a message lists."""


def rows(cells: Iterable[Sequence[str]]) -> list[str]:
    """Rows in columns as wide as their longest cell, indented; of many the first ones."""
    all_cells = [[*map(visible, row)] for row in cells]
    shown = all_cells[:SHOWN]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    lines = [
        "    " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in shown
    ]
    return [*lines, f"    ... and {len(all_cells) - SHOWN} more"] if len(all_cells) > SHOWN else lines


def operation_rows(operations: Iterable[HloInstruction], program: Program) -> list[str]:
    """A row for each operation: opcode, name, place in the user's program."""
    return rows((operation.opcode, operation.name, program.place_of(operation)) for operation in operations)


def site_rows(sites: Iterable[Site], program: Program) -> list[str]:
    """A row for each instruction that runs: what is launched for it, its name, its operations, its place."""
    return rows(
        (program.launch_class_of(site.instruction) or "-", site.instruction.name, opcodes_text(site), place)
        for site in sites
        for place in [program.place_of(site.operations[0] if site.operations else site.instruction)]
    )


def opcodes_text(site: Site) -> str:
    """The opcodes of its operations in text order, the first few of many."""
    opcodes = list(dict.fromkeys(operation.opcode for operation in site.operations)) or [site.instruction.opcode]
    return ", ".join(opcodes[:6] + ["..."] * (len(opcodes) > 6))


def fusion_text(fusion: Fusion) -> str:
    """`gemm_fusion_dot.1 (kCustom, triton)`."""
    return f"{fusion.name} ({', '.join(filter(None, (fusion.kind, fusion.custom_kind)))})"


def list_text(words: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def count_text(count: int, noun: str) -> str:
    """`1 cluster`, `2 clusters`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def message(*parts: str | Iterable[str], program: Program) -> str:
    """The whole text of a failure; its last line says what shows more."""
    lines = [line for part in parts for line in ([part] if isinstance(part, str) else part)]
    return visible_lines("\n".join([*lines, f"more: {visible(program.more)}"]))
