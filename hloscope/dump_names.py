"""Dump file names: which module, and what of it, is in a file that XLA wrote, told by the name alone.

    [<timestamp>.]module_<id>[.<module name>][.cl_<number>].<suffix>

as `FilenameFor` in xla/service/dump.cc composes them. Module names contain dots, and XLA leaves them out where the file
name would be too long; so a name is read from the right, and the suffix decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import cache
from typing import NamedTuple


class Role(Enum):
    """What a dump file holds, so far as it matters to hloscope."""

    BEFORE = "before"
    AFTER = "after"
    PARTITIONED = "after_spmd_partitioner"
    SNAPSHOT = "snapshot"
    BUFFERS = "buffer_assignment"
    LIVE_RANGES = "live_ranges"
    THUNK_METADATA = "thunk_metadata"
    THUNK_SEQUENCE = "thunk_sequence"
    MODULE_METADATA = "module_metadata"
    FUSION_DECISIONS = "fusion_decisions"
    TPU_SETTINGS = "tpu_settings"
    PART_CODE = "part_code"
    MODULE_CODE = "module_code"
    OTHER = "other"

    @property
    def is_read(self) -> bool:
        """Whether such a file is ever opened; of settings and code, that they are there is all that is asked."""
        return self not in (Role.TPU_SETTINGS, Role.PART_CODE, Role.MODULE_CODE, Role.OTHER)


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
    is_proto: bool = False
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
        """Whether it is a module: text, or its proto form."""
        return self.role in (Role.BEFORE, Role.AFTER, Role.PARTITIONED, Role.SNAPSHOT)


_MAX_LENGTH = 1024  # file systems hold 255; archives and logs might name anything
_HEAD = re.compile(r"(?:(?P<prefix>[^/]{1,255}?)\.)??module_(?P<id>\d{4,18})(?P<rest>\..*)", re.DOTALL)
_TEXT_OR_PROTO = r"\.(?:txt(?:\.gz)?|(?P<proto>hlo\.pb(?:\.gz)?))"
_TEXT = r"\.txt(?:\.gz)?"
_ARCH = r"sm_\d+\.\d+[a-z]*|[a-z][a-z0-9:+\-]*"  # sm_9.0a, gfx90a, gfx942:sramecc+:xnack-
_TARGET = rf"(?:(?P<cpu>cpu)|(?:(?P<arch>{_ARCH})_|_)?(?P<gpu>gpu))_"

# In the order in which they are tried: `7.0031.a.b.txt` looks like a step of a pass, but may be something else.
_SUFFIXES: Sequence[tuple[Role, int, str]] = (
    (Role.BEFORE, 0, r"before_optimizations?" + _TEXT_OR_PROTO),
    (Role.AFTER, 0, _TARGET + r"after_optimizations" + _TEXT_OR_PROTO),
    (Role.AFTER, 1, r"after_optimizations?" + _TEXT_OR_PROTO),  # from a cache, on TPU, and everywhere until 2021
    (Role.AFTER, 2, r"after_optimizations_after_buffer_assignment" + _TEXT_OR_PROTO),  # TPU has these three
    (Role.AFTER, 3, r"after_optimizations_before_buffer_assignment" + _TEXT_OR_PROTO),
    (Role.AFTER, 4, r"after_codegen" + _TEXT_OR_PROTO),
    (Role.PARTITIONED, 0, r"after_spmd_partitioner" + _TEXT_OR_PROTO),
    (Role.BUFFERS, 0, rf"(?:{_TARGET})?after_optimizations?-buffer-assignment" + _TEXT),
    (Role.LIVE_RANGES, 0, rf"(?:{_TARGET})?after_optimizations?-live-range" + _TEXT),
    (Role.THUNK_METADATA, 0, r"thunk_metadata" + _TEXT),
    (Role.THUNK_SEQUENCE, 0, r"thunk_sequence_after_thunk_passes" + _TEXT),
    (Role.THUNK_SEQUENCE, 1, r"thunk_sequence" + _TEXT),
    (Role.MODULE_METADATA, 0, r"metadata\.textproto(?:\.gz)?"),
    (Role.FUSION_DECISIONS, 0, r"priority_fusion_dump" + _TEXT),
    (Role.TPU_SETTINGS, 0, r"(?:tpu_comp_env|target_arguments)" + _TEXT),
    (Role.PART_CODE, 0, r"(?:(?:ir-\w+-opt\.)?part_\d+\.|[^.]*_kernel_module[.\-]|obj-file\.).*"),
    (Role.MODULE_CODE, 0, r"ir-no-opt\.ll"),  # of all kernels together, where the name before it is the module's
    (
        Role.OTHER,  # small modules of the autotuner, Triton's code, inputs of runs
        0,
        r"(?:(?:gemm_fusion_)?autotuner_|triton_fusion_|execution_\d{4}\.|.*\.ttir\.txt).*",
    ),
    (
        Role.SNAPSHOT,
        0,
        r"(?P<number>\d{4,18})\.(?P<pipeline>[^.]+)\.after_(?P<after_pass>.+?)\.before_(?P<before_pass>.+?)"
        + _TEXT_OR_PROTO,
    ),
    (Role.SNAPSHOT, 0, r"(?P<number>\d{4,18})\.(?P<pipeline>[^.]+)\.(?P<step>[^.]+)" + _TEXT_OR_PROTO),
)


@cache
def _pattern_of(suffix: str) -> re.Pattern[str]:
    """What stands behind the id, if it ends so; compiled when it is tried, which most never are: it would take 3 ms."""
    return re.compile(rf"(?:\.(?P<module>.+?))??(?:\.cl_\d+)?\.(?P<suffix>{suffix})", re.DOTALL)


_OWN_NAMES = (".hlo", ".txt", ".log")  # how people call the HLO that they save themselves


def is_wanted(path: str) -> bool:
    """Whether a file of this name matters: what XLA writes for a module, or what may be HLO that a person saved."""
    file_name = path.rpartition("/")[2]
    name = find_dump_name(file_name)
    if name is not None:
        return name.role is not Role.OTHER
    return file_name.lower().removesuffix(".gz").endswith(_OWN_NAMES)


def find_dump_name(file_name: str) -> DumpName | None:
    """Takes apart the name of a file, given without its folder; None if XLA's dumps name no file like that."""
    head = _HEAD.fullmatch(file_name) if len(file_name) <= _MAX_LENGTH else None
    if head is None:
        return None
    prefix, number, rest = head["prefix"] or "", int(head["id"]), head["rest"]
    if prefix.isdigit() or not prefix:  # in front of anything but a timestamp, it is a drawing of a computation
        for role, rank, suffix in _SUFFIXES:
            found = _pattern_of(suffix).fullmatch(rest)
            if found:
                return _dump_name(found, role=role, id=number, prefix=prefix, rank=rank)
    return DumpName(Role.OTHER, number, prefix=prefix, suffix=rest[1:])


def _dump_name(found: re.Match[str], *, role: Role, id: int, prefix: str, rank: int) -> DumpName:  # noqa: A002
    parts = {key: value for key, value in found.groupdict().items() if value}
    return DumpName(
        role,
        id,
        module=parts.get("module", ""),
        prefix=prefix,
        suffix=parts["suffix"],
        is_proto="proto" in parts,
        platform=parts.get("cpu") or parts.get("gpu"),
        arch=parts.get("arch"),
        rank=rank,
        number=int(parts.get("number", 0)),
        pipeline=parts.get("pipeline", ""),
        after_pass=parts.get("after_pass", ""),
        before_pass=parts.get("before_pass", ""),
        step=parts.get("step", ""),
    )
