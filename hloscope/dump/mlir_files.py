"""MLIR files: modules of StableHLO, used like HLO texts; jaxlib converts each once, when it is first asked for."""

from __future__ import annotations

import zlib
from functools import partial
from io import BytesIO
from typing import IO

from hloscope.dump.compilation import Compilation
from hloscope.dump.file_names import Role
from hloscope.dump.files import DumpFile
from hloscope.dump.mlir_signs import BYTECODE, MLIR_LINE, begins_like_mlir, find_exported, has_hlo, kind_of, modules_in
from hloscope.dump.sources import SourceFile
from hloscope.errors import DumpError
from hloscope.ir import HloModule
from hloscope.parsers import parse

_HEAD_CHARACTERS = 16 * 1024  # as of a text
_ENDINGS = (".gz", ".bc", ".mlirbc", ".mlir", ".txt")


class MlirFile(DumpFile):
    """A module of StableHLO. Its text is the HLO that XLA makes of it before it optimizes."""

    __slots__ = ("_packed", "_problem")

    def __init__(self, source: SourceFile) -> None:
        super().__init__(source, has_entry=True)
        self._packed: bytes | None = None
        self._problem: str | None = None

    def read_text(self) -> str:
        """The module as HLO text.

        Raises:
            DumpError: the file cannot be read, jaxlib cannot convert it, or is not installed.
        """
        if self._problem is not None:
            raise DumpError(self._problem, self.source.label)
        if self._packed is None:
            self._packed = zlib.compress(self._convert().encode("utf-8"), level=1)
        self._was_read = True
        return zlib.decompress(self._packed).decode("utf-8")

    def read_head(self) -> str:
        """How the HLO begins; raises as `read_text` does."""
        return self.read_text()[:_HEAD_CHARACTERS]

    def parse(self) -> HloModule:
        """Its module; raises as `read_text` does."""
        return parse(self.read_text(), filename=self.source.label)

    def _convert(self) -> str:
        from hloscope.dump.mlir_process import shared_converter  # what starts processes takes 15 ms to load

        data = self.source.read_bytes()
        try:
            return shared_converter().convert(data, name=self.source.name)
        except DumpError as error:
            self._problem = f"{kind_of(data)}: {error.problem}"
            raise DumpError(self._problem, self.source.label) from error


def find_wrapped_modules(file: SourceFile, content: bytes) -> tuple[Compilation, ...]:
    """The same for a text with something in front of each line or around it: what each writer wrote."""
    from hloscope.dump.pastes.characters import is_text
    from hloscope.dump.pastes.modules import streams_in

    if not is_text(content):
        return ()
    found: list[Compilation] = []
    for stream in streams_in(content, anchor=MLIR_LINE):
        folder = f"{file.folder}/{stream.label}".strip("/")
        found += find_mlir_modules(file._replace(folder=folder), stream.text.encode("utf-8", "replace"))
    return tuple(found)


def find_mlir_modules(file: SourceFile, content: bytes) -> tuple[Compilation, ...]:
    """One compilation, with the stage `before`, for each module of StableHLO in a file; none if it holds none."""
    if content.startswith(BYTECODE):
        return (_compilation(file),)
    is_mlir = begins_like_mlir(content)
    exported = None if is_mlir else find_exported(content)
    if exported:
        return (_compilation(file._replace(open=partial(_open, content[slice(*exported)]))),)
    if not is_mlir and (b"HloModule" in content or not has_hlo(content)):
        return ()
    spans = modules_in(content, is_whole=is_mlir)
    return tuple(_compilation(file._replace(open=partial(_part, content, *span))) for span in spans)


def _open(content: bytes) -> IO[bytes]:
    return BytesIO(content)


def _part(content: bytes, start: int, end: int) -> IO[bytes]:
    """One module of a text, behind as many empty lines as come before it: what has no place is a line of the file."""
    return BytesIO(b"\n" * content.count(b"\n", 0, start) + content[start:end])


def _compilation(file: SourceFile) -> Compilation:
    stem = file.name
    for ending in _ENDINGS:
        stem = stem.removesuffix(ending)
    return Compilation(None, file.folder, stem, (None, None), {Role.BEFORE: MlirFile(file)})
