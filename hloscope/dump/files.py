"""Dump files: the texts of one compilation, each read, checked to be whole, and parsed when it is asked for."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from hloscope.dump.sources import SourceFile
from hloscope.dump.texts import find_truncation
from hloscope.errors import DumpError, ParseError
from hloscope.ir import HloModule
from hloscope.parsers import parse


class DumpFile:
    """A text of a dump. `has_entry` says that it is a module which, if it is whole, has an ENTRY, as XLA dumps them."""

    __slots__ = ("_was_read", "has_entry", "source")

    def __init__(self, source: SourceFile, *, has_entry: bool) -> None:
        self.source: Final = source
        self.has_entry: Final = has_entry
        self._was_read = False

    def read_text(self) -> str:
        """The whole text.

        Raises:
            DumpError: it cannot be read, is larger than the limit, or was not written to its end.
        """
        text = self.source.read_text()
        problem = find_truncation(text) if self.has_entry else None
        if self.source.is_cut:
            problem = f"`*** End {self.source.name} ***` is missing"
        if problem:
            raise DumpError(f"truncated: {problem}; is it still being written?", self.source.shown)
        self._was_read = True
        return text

    def read_head(self) -> str:
        """How the text begins: its first 16 KiB; raises DumpError if it cannot be read."""
        return self.source.read_head()

    def check(self) -> None:
        """Raises as `read_text` does; one that was read before is whole, and is not read again."""
        if not self._was_read:
            self.read_text()

    def parse(self) -> HloModule:
        """Its module.

        Raises:
            DumpError: as `read_text` does.
            ParseError: the text breaks HLO's grammar.
        """
        text = self.read_text()
        with errors_of_whole_file(self.source):
            return parse(text, filename=self.source.shown)


@contextmanager
def errors_of_whole_file(source: SourceFile) -> Generator[None]:
    """Has errors name the line of the file that the source is a part of."""
    try:
        yield
    except ParseError as error:
        raise error.moved_down(source.line) if source.line else error from None


@dataclass(frozen=True, eq=False)
class PassSnapshot:
    """The module as a pass left it (`--xla_dump_hlo_pass_re`).

    `name` is what the file name says: `0031.fusion.after_priority-fusion.before_cse`. Inside a pass, XLA names a `step`
    in place of the passes before and after, and `pipeline` is that pass.
    """

    name: str
    number: int
    pipeline: str
    after_pass: str
    before_pass: str
    step: str
    file: DumpFile = field(repr=False)

    @cached_property
    def module(self) -> HloModule:
        """The module, parsed when first asked for.

        Raises:
            DumpError: the file cannot be read, or is truncated.
            ParseError: the text breaks HLO's grammar.
        """
        return self.file.parse()
