"""Content: fingerprints of the texts of a compilation, by which equal ones are known without parsing them."""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

from hloscope.comparisons.ranks.collective_order import steps_of
from hloscope.comparisons.ranks.meaning import meaning_of
from hloscope.dump import Compilation
from hloscope.dump.file_names import Role
from hloscope.dump.files import FileState

_STAGES = (Role.BEFORE, Role.AFTER)
_WHERE = b"xla_dump"  # settings that say where to dump: another folder on each host


class Content(NamedTuple):
    """Fingerprints: `program` of the modules; `all` of every file that is read, and of what their names tell.

    `all` is None where more is read than these.
    """

    program: str
    all: bytes | None


def content_of(compilation: Compilation) -> Content:
    """The fingerprints of a compilation, whose files are read for them.

    Raises:
        DumpError: one of them cannot be read.
    """
    program, everything = blake2b(digest_size=8), blake2b(digest_size=16)
    settings = (compilation.file_module, compilation.target, sorted(compilation.suffixes), compilation.id is None)
    everything.update(repr(settings).encode("utf-8", "surrogatepass"))
    for role, file in sorted(compilation.files.items(), key=lambda each: each[0].name):
        digest = blake2b(_telling(role, file.source.read_bytes()), digest_size=16).digest()
        everything.update(role.name.encode() + digest)
        if role in _STAGES:
            program.update(role.name.encode() + digest)
    reads_more = compilation.passes or compilation.protos or compilation.read_events or _is_pasted(compilation)
    return Content(program.hexdigest(), None if reads_more else everything.digest())


def _is_pasted(compilation: Compilation) -> bool:
    return any(file.is_pasted or file.source.is_logged for file in compilation.files.values())


def _telling(role: Role, data: bytes) -> bytes:
    if role is not Role.DEBUG_OPTIONS:
        return data
    return b"\n".join(line for line in data.split(b"\n") if not line.startswith(_WHERE))


def note_as_read(compilation: Compilation) -> None:
    """Notes of all files that they are whole, as those were that say the same."""
    for file in compilation.files.values():
        file.state = FileState(was_read=True, problem=None)


def signature_of(compilation: Compilation) -> str | None:
    """A fingerprint of what a program says, names and source places aside; None where it has no module that is read.

    Raises:
        HloscopeError: one of its stages cannot be read.
    """
    digest = blake2b(digest_size=8)
    modules = [(role.value, compilation.stage(role.value)) for role in _STAGES]
    for stage, module in modules:
        if module:
            steps = steps_of(module, stage, compilation.platform, compilation.arch)
            digest.update(stage.encode() + meaning_of(module, steps))
    return digest.hexdigest() if any(module for _, module in modules) else None
