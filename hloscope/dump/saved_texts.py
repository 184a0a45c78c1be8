"""Own modules: HLO texts that people save themselves, under any name, one module or several in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from itertools import pairwise
from typing import IO

from hloscope.dump.compilation import Compilation
from hloscope.dump.file_names import Role
from hloscope.dump.files import DumpFile
from hloscope.dump.proto_files import ProtoFile
from hloscope.dump.sources import SourceFile
from hloscope.dump.texts import is_optimized, module_starts
from hloscope.errors import DumpError

_BINARY_NAMES = (".pb", ".pb.gz", ".riegeli")


def own_modules(file: SourceFile) -> tuple[Compilation, ...]:
    """One compilation for each module in the file: its stage `after` if it is scheduled or has fusions, else `before`.

    Raises:
        DumpError: the file cannot be read, or holds no HLO text and no proto of a module.
    """
    from hloscope.parsers import begins_like_proto  # most dumps have nothing but XLA's own names

    content = file.read_bytes()
    if begins_like_proto(content):
        return (_of_proto(ProtoFile(file, has_entry=True)),)
    problem = _problem_of(content, file.name)
    if problem:
        raise DumpError(f"{problem}", file.shown)
    bounds = [*pairwise([*module_starts(content), len(content)])]
    if len(bounds) == 1:
        return (_compilation(file, content),)
    parts = (
        file._replace(open=partial(_part, content, start, end), line=line)
        for start, end, line in _lined(content, bounds)
    )
    return tuple(_compilation(part, content[start:end]) for part, (start, end) in zip(parts, bounds, strict=True))


def _of_proto(file: ProtoFile) -> Compilation:
    """The compilation of a proto; raises as `own_modules` does."""
    stem = file.source.name.removesuffix(".gz").removesuffix(".pb").removesuffix(".hlo")
    role = Role.AFTER if is_optimized(file.read_text().encode("utf-8", "replace")) else Role.BEFORE
    stages = {role: file}
    return Compilation(None, file.source.folder, stem, (None, None), stages, protos=stages)


def _problem_of(content: bytes, name: str) -> str | None:
    if b"\0" in content or name.endswith(_BINARY_NAMES):
        return "not a text; hloscope reads HLO that was dumped as text (XLA_FLAGS=--xla_dump_hlo_as_text)"
    if b"{" not in content or b"=" not in content:
        return "no HLO is in it: expected a line `HloModule NAME`"
    return None


def _lined(content: bytes, bounds: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """The bounds of modules, each with how many lines come before it, so that errors name the right line."""
    line = 0
    for start, end in bounds:
        yield start, end, line
        line += content.count(b"\n", start, end)


def _part(content: bytes, start: int, end: int) -> IO[bytes]:
    return BytesIO(content[start:end])


def _compilation(file: SourceFile, content: bytes) -> Compilation:
    role = Role.AFTER if is_optimized(content) else Role.BEFORE
    stem = file.name.removesuffix(".gz").removesuffix(".txt").removesuffix(".hlo")
    return Compilation(None, file.folder, stem, (None, None), {role: DumpFile(file, has_entry=False)})
