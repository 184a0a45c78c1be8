"""Signs of MLIR: whether data is a module of StableHLO, in which form, and where in a file its modules are.

Text (`lowered.as_text()`, with or without locations, also generic), bytecode, portable artifacts (bytecode that any
later version reads), and what `jax.export` serializes: a flatbuffer `Exported`, which has a portable artifact in it.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from itertools import pairwise

BYTECODE = b"ML\xefR"
"""How MLIR's bytecode begins."""

MLIR_LINE = re.compile(
    r"(?P<head>module(?= @| \{| attributes)|#loc)"
    r"|(?:%[\w#:]+(?:, %\w+)* = )?\"?(?:stablehlo|mhlo|chlo)\.\w+|func\.func |%\w+ = (?:func\.)?call @"
)
"""The lines of such a module, by which what a log has in front of them is told."""

_MARK = b"\xef\xbb\xbf"  # of the order of bytes, as some editors write it
_PORTABLE = b"StableHLO_v"  # who wrote the bytecode, as far as portable artifacts are concerned
_LOOKED_AT = 64  # bytes in which that stands
# Blank lines and comments in front are skipped line by line: a group that is repeated possessively is read wrongly by
# some versions of Python.
_SKIPPED = re.compile(rb"\s+|//[^\n]*")
_HEAD = re.compile(rb'module\s*[@{a]|"builtin\.module"\s*\(|func\.func\s|"func\.func"\s*\(|[#!][\w$.\-]+ = (?P<alias>)')
_ALIASED = re.compile(rb"(?:loc\(|affine_|dense|array<|[#!a-z])")
_TOP = re.compile(rb'^(?:module(?=[ \t]*[@{a])|"builtin\.module"(?=[ \t]*\())', re.MULTILINE)
_ALIAS = re.compile(rb"([#!][\w$.\-]+) = ")
_DIALECT = re.compile(rb'(?:^|[\s"=(])([a-z_]\w{1,30})\.[A-Za-z]\w*[\s"(<]')
_HLO_DIALECTS = (b"stablehlo", b"mhlo", b"chlo", b"vhlo")
_DIALECTS_LOOKED_AT = 256 * 1024
_NOT_TELLING = frozenset({"builtin", "func", "jax"})  # they stand beside every dialect

# The place of `mlir_module_serialized` in the table `Exported` of jax (jax/_src/export/serialization.fbs).
_EXPORTED_MODULE = 13


def begins_like_mlir(head: bytes) -> bool:
    """Whether data that begins so may be MLIR, as text or bytecode."""
    if head.startswith(BYTECODE):
        return True
    start = len(_MARK) if head.startswith(_MARK) else 0
    while skipped := _SKIPPED.match(head, start):
        start = skipped.end()
    found = _HEAD.match(head, start)
    return found is not None and (found["alias"] is None or _ALIASED.match(head, found.end()) is not None)


def begins_like_stablehlo(head: bytes) -> bool:
    """Whether data that begins so may be MLIR that XLA takes."""
    return begins_like_mlir(head) and (head.startswith(BYTECODE) or has_hlo(head))


def has_hlo(content: bytes) -> bool:
    """Whether it names a dialect that XLA takes."""
    return any(dialect + b"." in content for dialect in _HLO_DIALECTS)


def find_exported(data: bytes) -> tuple[int, int] | None:
    """Where in a serialized `jax.export.Exported` its StableHLO is, None if the data is something else."""
    try:
        (root,) = struct.unpack_from("<I", data)
        vtable = root - struct.unpack_from("<i", data, root)[0]
        (size,) = struct.unpack_from("<H", data, vtable)
        entry = 4 + 2 * _EXPORTED_MODULE
        if vtable < 0 or size < entry + 2:
            return None
        field = root + struct.unpack_from("<H", data, vtable + entry)[0]
        vector = field + struct.unpack_from("<I", data, field)[0]
        (length,) = struct.unpack_from("<I", data, vector)
    except struct.error:
        return None
    start = vector + 4
    is_module = data.startswith(BYTECODE, start) and start + length <= len(data)
    return (start, start + length) if is_module else None


def kind_of(content: bytes) -> str:
    """What a module is, in words."""
    if content.startswith(BYTECODE):
        return "StableHLO (a portable artifact)" if _PORTABLE in content[:_LOOKED_AT] else "MLIR bytecode"
    if has_hlo(content):
        return "StableHLO"
    found = {name.decode() for name in _DIALECT.findall(content, 0, _DIALECTS_LOOKED_AT)} - _NOT_TELLING
    return f"MLIR of {', '.join(sorted(found)[:4])}" if found else "MLIR"


def modules_in(content: bytes, *, is_whole: bool) -> list[tuple[int, int]]:
    """Where the modules of MLIR text are; functions alone are a module if they are the whole text.

    Aliases (`#loc1 = loc(...)`) stand in front of a module and behind it. What else is there is not MLIR's.
    """
    starts = [found.start() for found in _TOP.finditer(content)]
    if not starts:
        return [(0, len(content))] if is_whole else []
    return [*_spans(content, [*starts, len(content)])]


def _spans(content: bytes, starts: list[int]) -> Iterator[tuple[int, int]]:
    done = 0
    for start, following in pairwise(starts):
        first = _without_aliases_behind(content, done, start)
        names = {found[1] for found in _ALIAS.finditer(content, first, start)}
        brace = content.find(b"\n}", start, following)
        end = following if brace < 0 else _end_of_line(content, brace + 1)
        done = end if brace < 0 else _behind_aliases(content, end, following, names)
        yield first, done


def _without_aliases_behind(content: bytes, least: int, start: int) -> int:
    """Where the aliases begin that stand directly in front of a module."""
    while start > least:
        line = content.rfind(b"\n", least, start - 1) + 1 or least
        if not _ALIAS.match(content, line, start):
            break
        start = line
    return start


def _behind_aliases(content: bytes, end: int, limit: int, names: set[bytes]) -> int:
    """Where the aliases end that stand directly behind a module; a name that it has already is of the next one."""
    while end < limit:
        found = _ALIAS.match(content, end, limit)
        if not found or found[1] in names:
            break
        names.add(found[1])
        end = _end_of_line(content, end)
    return end


def _end_of_line(content: bytes, start: int) -> int:
    return content.find(b"\n", start) + 1 or len(content)
