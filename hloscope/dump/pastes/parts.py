"""Parts: what is there of a module whose text is cut, or has something else around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hloscope.dump.pastes.module_lines import module_lines
from hloscope.dump.pastes.modules import streams_of_text
from hloscope.errors import DumpError, HloscopeError, ParseError
from hloscope.parsers import parse, parse_part

if TYPE_CHECKING:
    from hloscope.dump.sources import SourceFile
    from hloscope.ir import HloModule


def part_of(
    text: str, problem: HloscopeError, source: SourceFile, *, is_pasted: bool
) -> tuple[HloModule, HloscopeError | None]:
    """The module, and why it is no whole one; `problem` is what the strict reading said.

    Raises:
        HloscopeError: `problem`, as nothing of it is a module.
    """
    lines = text
    if is_pasted:
        lines = module_lines(_without_gutter(text))
        try:
            module = parse(lines, filename=source.label)
        except ParseError as error:
            problem = error.moved_down(source.line) if isinstance(problem, ParseError) else problem
        else:
            if module.entry.is_entry and not source.is_cut:
                return module, None
    try:
        module, missing = parse_part(lines, filename=source.label)
    except ParseError:
        raise problem from None
    if isinstance(problem, ParseError) and missing and not _is_newer(problem, missing):
        problem = DumpError(f"incomplete, from line {problem.line} on: {'; '.join(missing)}", source.label)
    return module, problem


def _without_gutter(text: str) -> str:
    streams = streams_of_text(text)
    return streams[0].text if len(streams) == 1 else text


def _is_newer(problem: ParseError, missing: Sequence[str]) -> bool:
    """Whether nothing is wrong but lines that a newer XLA may have written: where they are says most."""
    return bool(problem.hint) and all(gap.endswith("could not be read") for gap in missing)
