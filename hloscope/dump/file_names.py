"""Dump file names: which module, and what of it, is in a file that XLA wrote, told by the name alone.

    [<timestamp>.]module_<id>[.<module name>][.cl_<number>].<suffix>

as `FilenameFor` in xla/service/dump.cc composes them. Module names contain dots, and XLA leaves them out where the file
name would be too long; so a name is read from the right, and the suffix decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from hloscope.dump.file_kinds import FORMS, KINDS, NAMELESS, Form, Kind, Role

__all__ = ["DumpName", "Role", "find_dump_name", "find_kind", "find_lowered_name", "is_wanted"]


class DumpName(NamedTuple):
    """A dump file's name, taken apart.

    `module` is the module's name with the characters that XLA replaces in file names, "" where it was left out.
    `rank` orders files of one role in one compilation: the lowest is what ran, or was written last. `number`,
    `pipeline`, `after_pass`, `before_pass` and `step` are those of a pass snapshot.
    """

    role: Role
    id: int
    module: str = ""
    prefix: str = ""
    suffix: str = ""
    form: Form = "text"
    platform: str | None = None
    arch: str | None = None
    rank: int = 0
    number: int = 0
    pipeline: str = ""
    after_pass: str = ""
    before_pass: str = ""
    step: str = ""

    @property
    def is_hlo(self) -> bool:
        """Whether it is a module, in whatever form."""
        return self.role.is_hlo

    @property
    def is_read(self) -> bool:
        """Whether such a file is ever opened."""
        return self.form in ("text", "proto", "dot") and self.role.is_read


_MAX_LENGTH = 1024  # file systems hold 255; archives and logs might name anything
_HEAD = re.compile(r"(?:(?P<prefix>[^/]{1,255}?)\.)??module_(?P<id>\d{4,18})(?P<rest>\..*)", re.DOTALL)
_PACKED = r"(?:\.gz)?"


@cache
def _pattern_of(place: int) -> re.Pattern[str]:
    """What stands behind the id, if it ends so; compiled when it is tried, which most never are: it would take 3 ms."""
    kind = KINDS[place]
    stem = re.escape(kind.mark) if kind.suffix is None else kind.suffix
    endings = "|".join(map(re.escape, kind.endings))
    suffix = rf"(?P<suffix>{stem}(?P<ending>{endings}){_PACKED})"
    return re.compile(rf"(?:\.(?P<module>.+?))??(?:\.cl_\d+)?\.{suffix}", re.DOTALL)


# How people call the HLO and StableHLO that they save themselves, and profilers theirs.
_OWN_NAMES = (".hlo", ".txt", ".log", ".mlir", ".mlir.bc", ".mlirbc", ".stablehlo", ".xplane.pb", ".dot", ".gv")
_LOWERED = "module.mlir"
_LOWERED_FOLDER = re.compile(r"module_(?P<id>\d{4,18})(?:\.(?P<module>.+))?", re.DOTALL)
_STEP_OF_SHARDY = re.compile(r"\d\d\.\w+\.mlir")
_SAVED_BY_TORCH = re.compile(r".+\.\d{1,4}")  # XLA_SAVE_TENSORS_FILE, with the number of the process behind it
_STAGES = (Role.BEFORE, Role.AFTER)  # of which it is said if no text is there
_MARKS = (Role.TPU_SETTINGS, Role.PART_CODE, Role.MODULE_CODE)  # that they are there is a clue


def is_wanted(path: str) -> bool:
    """Whether a file of this name matters: what XLA writes for a module, or what may be HLO that a person saved."""
    file_name = path.rpartition("/")[2]
    name = find_dump_name(file_name)
    if name is not None:
        return name.is_read or name.role in _STAGES or name.role in _MARKS
    is_own = file_name.lower().removesuffix(".gz").endswith(_OWN_NAMES) or _SAVED_BY_TORCH.fullmatch(file_name)
    return bool(is_own) and not _STEP_OF_SHARDY.fullmatch(file_name)


def find_dump_name(file_name: str) -> DumpName | None:
    """Takes apart the name of a file, given without its folder; None if XLA's dumps name no file like that."""
    head = _head_of(file_name)
    if head is None:
        return None
    prefix, number, rest = head["prefix"] or "", int(head["id"]), head["rest"]
    if _is_of_a_module(prefix):
        for kind, found in _kinds_of(rest):
            return _dump_name(kind, found, id=number, prefix=prefix)
    return DumpName(Role.OTHER, number, prefix=prefix, suffix=rest[1:])


def find_lowered_name(folder: str, file_name: str) -> DumpName | None:
    """What `module_NNNN.NAME/module.mlir` is of, in which PJRT dumps what the framework gave it; None if it is not."""
    if file_name != _LOWERED:
        return None
    found = _LOWERED_FOLDER.fullmatch(folder.rpartition("/")[2])
    return DumpName(Role.LOWERED, int(found["id"]), module=found["module"] or "") if found else None


def find_kind(file_name: str) -> str | None:
    """What a file of this name holds, and why it is not needed if it is not; None if XLA is not known to write it."""
    head = _head_of(file_name)
    known = (kind.note for kind, _ in _kinds_of(head["rest"])) if head else iter(())
    return next(known, None) or next((note for name, note in NAMELESS if re.fullmatch(name, file_name)), None)


def _head_of(file_name: str) -> re.Match[str] | None:
    return _HEAD.fullmatch(file_name) if len(file_name) <= _MAX_LENGTH else None


def _is_of_a_module(prefix: str) -> bool:
    """In front of anything but a timestamp, it is of one computation: a drawing, or the inputs of a run."""
    return not prefix or prefix.isdigit()


def _kinds_of(rest: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    """The kinds whose names have `rest` behind the id; the first is the one that counts."""
    plain = rest.removesuffix(".gz")
    for place, kind in enumerate(KINDS):
        if kind.mark in plain and plain.endswith(kind.endings):  # a third of the time that the patterns take
            found = _pattern_of(place).fullmatch(rest)
            if found:
                yield kind, found


def _dump_name(kind: Kind, found: re.Match[str], *, id: int, prefix: str) -> DumpName:  # noqa: A002
    parts = {key: value for key, value in found.groupdict().items() if value}
    return DumpName(
        kind.role,
        id,
        module=parts.get("module", ""),
        prefix=prefix,
        suffix=parts["suffix"],
        form=FORMS.get(found["ending"], "text"),
        platform=parts.get("cpu") or parts.get("gpu"),
        arch=parts.get("arch"),
        rank=kind.rank,
        number=int(parts.get("number", 0)),
        pipeline=parts.get("pipeline", ""),
        after_pass=parts.get("after_pass", ""),
        before_pass=parts.get("before_pass", ""),
        step=parts.get("step", ""),
    )
