"""Own modules: HLO that people save themselves, under any name: texts of one module or several, protos, profiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from itertools import pairwise
from typing import IO

from hloscope.dump.compilation import Compilation
from hloscope.dump.file_names import Role
from hloscope.dump.files import DumpFile
from hloscope.dump.profiles import is_profile_name, programs_of_profile
from hloscope.dump.proto_files import ProtoFile
from hloscope.dump.sources import SourceFile
from hloscope.dump.texts import begins_with_computation, begins_with_hlo, is_optimized, module_starts
from hloscope.errors import DumpError

TRACE = (
    "a trace for viewers, without the programs that ran: `hloscope profile` on it says what took how long; for more, "
    "give the *.xplane.pb that is beside it"
)
_BINARY_NAMES = (".pb", ".pb.gz", ".riegeli")
_HEAD_BYTES = 16 * 1024


def modules_in_file(file: SourceFile) -> tuple[Compilation, ...]:
    """One compilation for each module in the file: its stage `after` if it is scheduled or has fusions, else `before`.

    Raises:
        DumpError: the file cannot be read, or holds no HLO text or StableHLO, no proto of a module, and no profile with
            one.
    """
    from hloscope.parsers import begins_like_profile, begins_like_proto  # most dumps have nothing but XLA's own names

    content = file.read_bytes()
    if begins_like_profile(content) or (is_profile_name(file.name) and not begins_like_proto(content)):
        return programs_of_profile(file, content)
    if begins_like_proto(content):
        return (_read_proto(ProtoFile(file, has_entry=True), content),)
    head = content[:_HEAD_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
    mlir = () if begins_with_hlo(head) else _mlir_modules(file, content)
    if mlir:
        return mlir
    drawn = _drawn_modules(file, content) or _wrapped_mlir_modules(file, content)
    if drawn:
        return drawn
    other = _other_format_of(content)
    if other:
        raise DumpError(other, file.label)
    if not begins_with_hlo(head) or head[:1] in (" ", "\t"):
        return _pasted_modules(file, content, is_plain=begins_with_computation(head))
    if b"\0" in content or file.name.endswith(_BINARY_NAMES):
        raise DumpError(_BINARY, file.label)
    if b"{" not in content or b"=" not in content:
        raise DumpError(NO_HLO, file.label)
    return _plain_modules(file, content)


_BINARY = "not a text; hloscope reads HLO that was dumped as text (XLA_FLAGS=--xla_dump_hlo_as_text)"
NO_HLO = "no HLO is in it: expected a line `HloModule NAME`"

_SEE_DOCTOR = "; `hloscope doctor` on it explains what XLA complains of there, and `hloscope memory` lists allocations"
_ALARMS = (b"low compile?", b"by rematerialization", b"ut of memory", b"Constant folding an", b"nvoluntary full remat")


def _mlir_modules(file: SourceFile, content: bytes) -> tuple[Compilation, ...]:
    from hloscope.dump.mlir_files import find_mlir_modules  # whose patterns take 7 ms

    return find_mlir_modules(file, content)


def _wrapped_mlir_modules(file: SourceFile, content: bytes) -> tuple[Compilation, ...]:
    """The modules of StableHLO in a log, a notebook, a quotation or a string, in a file that has nothing else."""
    plain = content.replace(b"\0", b"") if b"\0" in content[:_HEAD_BYTES] else content  # UTF-16
    if b" stablehlo." not in plain or b"HloModule" in plain:
        return ()
    from hloscope.dump.mlir_files import find_wrapped_modules

    return find_wrapped_modules(file, content)


def _drawn_modules(file: SourceFile, content: bytes) -> tuple[Compilation, ...]:
    """The modules of drawings, in a file that has no other."""
    plain = content.replace(b"\0", b"") if b"\0" in content[:_HEAD_BYTES] else content  # UTF-16
    if b"HloModule" in plain or not (b"digraph" in plain or b"IR {" in plain):
        return ()
    from hloscope.dump.drawing_files import find_drawn_modules

    return find_drawn_modules(file, content)


def _plain_modules(file: SourceFile, content: bytes) -> tuple[Compilation, ...]:
    bounds = [*pairwise([*module_starts(content), len(content)])]
    if len(bounds) == 1:
        return (_compilation(file, content),)
    parts = (
        file._replace(open=partial(_part, content, start, end), line=line)
        for start, end, line in _with_lines(content, bounds)
    )
    return tuple(_compilation(part, content[start:end]) for part, (start, end) in zip(parts, bounds, strict=True))


def _read_proto(file: ProtoFile, content: bytes) -> Compilation:
    """The compilation of a proto; raises as `modules_in_file` does."""
    try:
        return _compilation_of_proto(file)
    except DumpError as error:
        raise DumpError(_other_format_of(content) or error.problem, file.source.label) from error


def _other_format_of(content: bytes) -> str | None:
    """What a file is that holds no HLO, if it is of a known kind."""
    if b"HloModule" in content or b"ENTRY" in content:
        return None
    from hloscope.dump.other_formats import find_other_format  # which compiles a pattern for many a kind

    return find_other_format(content)


def _compilation_of_proto(file: ProtoFile) -> Compilation:
    stem = file.source.name.removesuffix(".gz").removesuffix(".pb").removesuffix(".hlo")
    role = Role.AFTER if is_optimized(file.read_text().encode("utf-8", "replace")) else Role.BEFORE
    stages = {role: file}
    return Compilation(None, file.source.folder, stem, (None, None), stages, protos=stages)


def _with_lines(content: bytes, bounds: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """The bounds of modules, each with how many lines come before it, so that errors name the right line."""
    line = 0
    for start, end in bounds:
        yield start, end, line
        line += content.count(b"\n", start, end)


def _part(content: bytes, start: int, end: int) -> IO[bytes]:
    return BytesIO(content[start:end])


def _pasted_modules(file: SourceFile, content: bytes, *, is_plain: bool) -> tuple[Compilation, ...]:
    """The modules of a text that does not begin with one."""
    from hloscope.dump.pastes.characters import is_text  # what is dumped begins with its module
    from hloscope.parsers import begins_like_trace

    if not is_text(content) or file.name.endswith(_BINARY_NAMES):
        raise DumpError(_BINARY, file.label)
    if b'"traceEvents"' in content and begins_like_trace(content):
        raise DumpError(TRACE, file.label)
    found = tuple(_compilations_in(file, content))
    if not found and is_plain:
        return (_compilation(file, content),)
    if not found:
        has_alarm = any(mark in content for mark in _ALARMS)
        raise DumpError(f"{NO_HLO}{_SEE_DOCTOR}" if has_alarm else NO_HLO, file.label)
    return found


def _compilations_in(file: SourceFile, content: bytes) -> Iterator[Compilation]:
    from hloscope.dump.pastes.modules import modules_in, streams_in

    for module in (module for stream in streams_in(content) for module in modules_in(stream)):
        text = module.text.encode("utf-8", "replace")
        lone = file._replace(open=partial(BytesIO, text))
        if module.writer:
            folder = f"{file.folder}/{module.writer}".lstrip("/")
            lone = lone._replace(folder=folder, label=f"{file.label}/{module.writer}")
        yield _compilation(lone, text)


def _compilation(file: SourceFile, content: bytes) -> Compilation:
    role = Role.AFTER if is_optimized(content) else Role.BEFORE
    stem = file.name.removesuffix(".gz").removesuffix(".txt").removesuffix(".hlo")
    return Compilation(None, file.folder, stem, (None, None), {role: DumpFile(file, has_entry=False, is_pasted=True)})
