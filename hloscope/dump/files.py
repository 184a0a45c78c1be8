"""Dump files: the texts of one compilation, each read, checked to be whole, and parsed when it is asked for."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from hloscope.dump.sources import SourceFile
from hloscope.dump.texts import find_truncation
from hloscope.errors import DumpError, HloscopeError, ParseError
from hloscope.ir import HloModule
from hloscope.parsers import parse


class FileState(NamedTuple):
    """What is known of a text that was read: that it is whole, or why only a part of it, or none, could be parsed."""

    was_read: bool
    problem: HloscopeError | None


class DumpFile:
    """A text of a dump. `has_entry` says that it is a module which, if it is whole, has an ENTRY, as XLA dumps them.

    `is_pasted` says that a person, a log or a web page handed it on, and may have cut it or written into it.
    """

    __slots__ = ("_was_read", "has_entry", "is_pasted", "problem", "source")

    def __init__(self, source: SourceFile, *, has_entry: bool, is_pasted: bool = False) -> None:
        self.source: Final = source
        self.has_entry: Final = has_entry
        self.is_pasted: Final = is_pasted
        self.problem: HloscopeError | None = None  # why only a part of it could be parsed
        self._was_read = False

    @property
    def state(self) -> FileState:
        """What is known of it so far; it may be set to what another process found."""
        return FileState(self._was_read, self.problem)

    @state.setter
    def state(self, state: FileState) -> None:
        self._was_read, self.problem = state

    def read_text(self) -> str:
        """The whole text.

        Raises:
            DumpError: it cannot be read, is larger than the limit, or was not written to its end.
        """
        text = self.source.read_text()
        problem = self._truncation_of(text)
        if problem:
            raise problem
        self._was_read = True
        return text

    def read_head(self) -> str:
        """How the text begins: its first 16 KiB; raises DumpError if it cannot be read."""
        return self.source.read_head()

    def _truncation_of(self, text: str) -> DumpError | None:
        problem = find_truncation(text) if self.has_entry else None
        if self.source.is_cut:
            problem = f"`*** End {self.source.name} ***` is missing"
        if problem is None:
            return None
        return DumpError(f"truncated: {problem}; is it still being written?", self.source.label)

    def check(self) -> None:
        """Raises as `read_text` does; one that was read before is whole, and is not read again.

        What was pasted raises what is wrong with it, for which it is parsed if it was not.
        """
        if not self._was_read:
            _ = self.parse() if self.is_pasted else self.read_text()
        if self.problem:
            raise self.problem

    def parse(self) -> HloModule:
        """Its module, or what is there of it: then `problem` says what is not.

        Raises:
            DumpError: it cannot be read, or is larger than the limit.
            ParseError: the text breaks HLO's grammar.
        """
        try:
            text = self.source.read_text()
            with errors_of_whole_file(self.source):
                module, self.problem = self._parse_text(text, self._truncation_of(text))
        except HloscopeError as error:
            self.problem = error
            raise
        self._was_read = True
        return module

    def _parse_text(self, text: str, problem: HloscopeError | None) -> tuple[HloModule, HloscopeError | None]:
        if problem is None:
            try:
                module = parse(text, filename=self.source.label)
                return module, self._lack_of_entry(module)
            except ParseError as error:
                if not self.is_pasted:
                    raise
                problem = error.moved_down(self.source.line) if self.source.line else error
        from hloscope.dump.pastes.parts import part_of  # most are whole

        return part_of(text, problem, self.source, is_pasted=self.is_pasted)

    def _lack_of_entry(self, module: HloModule) -> DumpError | None:
        if module.entry.is_entry or not self.is_pasted:
            return None
        problem = f"it has no ENTRY computation; {module.entry.name!r}, the last one, is taken for it"
        return DumpError(f"incomplete: {problem}", self.source.label)


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
