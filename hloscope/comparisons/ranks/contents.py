"""Contents: what the stages of compilations say; of a thousand equal files one is parsed.

Equal bytes are equal; else equal texts without names of modules and source places are; else the modules are parsed, and
equal in meaning or not.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

from hloscope.comparisons.ranks.collective_order import steps_of
from hloscope.comparisons.ranks.meaning import meaning_of
from hloscope.dump import Compilation
from hloscope.dump.file_names import Role
from hloscope.dump.files import DumpFile
from hloscope.dump.texts import digest_of
from hloscope.errors import DumpError, HloscopeError, telling_faults

ROLES = (Role.BEFORE, Role.AFTER)


class StageContent(NamedTuple):
    """What one stage says, as a fingerprint, and how many collectives it has."""

    meaning: bytes
    collectives: int


class Content(NamedTuple):
    """What a program says before and after optimization; None where the stage was not dumped."""

    before: StageContent | None
    after: StageContent | None

    @property
    def key(self) -> tuple[bytes | None, bytes | None]:
        """What two programs are compared by."""
        return (self.before and self.before.meaning, self.after and self.after.meaning)

    @property
    def collectives(self) -> int:
        """The collectives of what runs, or failing that of what was asked for."""
        return next((said.collectives for said in (self.after, self.before) if said), 0)


class Contents:
    """Reads what compilations say; remembers all that was parsed, and keeps no module."""

    def __init__(self) -> None:
        self._by_bytes: dict[tuple[Role, bytes], StageContent | str] = {}
        self._by_text: dict[tuple[Role, bytes], StageContent] = {}
        self.parsed = 0

    def of(self, compilation: Compilation) -> Content:
        """What a compilation says.

        Raises:
            HloscopeError: one of its stages cannot be read, or only a part of it.
        """
        before, after = (self._said_of(compilation, role) for role in ROLES)
        return Content(before, after)

    def _said_of(self, compilation: Compilation, role: Role) -> StageContent | None:
        file = compilation.files.get(role)
        if file is None:
            return None
        key = (role, blake2b(file.source.read_bytes(), digest_size=16).digest())
        if key not in self._by_bytes:
            try:
                with telling_faults(file.source.label):
                    self._by_bytes[key] = self._read(compilation, role, file)
            except HloscopeError as error:
                self._by_bytes[key] = error.problem if isinstance(error, DumpError) else str(error)
                raise
        said = self._by_bytes[key]
        if isinstance(said, str):  # another one with the same bytes could not be read
            raise DumpError(said, file.source.label)
        return said

    def _read(self, compilation: Compilation, role: Role, file: DumpFile) -> StageContent:
        key = (role, digest_of(file.read_text()))
        if key not in self._by_text:
            self._by_text[key] = self._parse(compilation, role, file)
        return self._by_text[key]

    def _parse(self, compilation: Compilation, role: Role, file: DumpFile) -> StageContent:
        self.parsed += 1
        try:
            module = compilation.stage(role.value) or file.parse()
            if file.problem:
                raise file.problem
            steps = steps_of(module, role.value, compilation.platform, compilation.arch)
            return StageContent(meaning_of(module, steps), len(steps))
        finally:
            compilation.release()
