"""Groups of dump files: which files belong to one compilation, told by their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from hloscope.dump.compilation import Compilation, Family
from hloscope.dump.file_kinds import Form
from hloscope.dump.file_names import DumpName, Role
from hloscope.dump.files import DumpFile, PassSnapshot
from hloscope.dump.proto_files import ProtoFile
from hloscope.dump.sources import FileError, SourceFile
from hloscope.dump.texts import function_of

_GPU_ROLES = frozenset(
    {
        *(Role.THUNK_METADATA, Role.THUNK_SEQUENCE, Role.MODULE_METADATA, Role.FUSION_DECISIONS),
        *(Role.UNCONFIGURED, Role.GPU_TARGET),
    }
)
_OF_CODE = frozenset({Role.PART_CODE, Role.MODULE_CODE, Role.OTHER})
_NO_TEXT: Mapping[Form, str] = {
    "riegeli": "a module in Riegeli's format (--xla_dump_hlo_as_riegeli)",
    "drawing": "a drawing of a module",
}  # the first of those that are there is named
PARTIAL = "partial: "
"""What the error begins with of a drawing, which shows a module in part."""

NO_TEXT_CURE = "hloscope reads text: dump that too, with XLA_FLAGS=--xla_dump_hlo_as_text"


Members = Sequence[tuple[DumpName, SourceFile]]
Target = tuple[str | None, str | None]


class Key(NamedTuple):
    """What the files of one compilation have in common, in the order in which compilations are listed."""

    section: int  # of the source: a process
    folder: str
    id: int
    prefix: str
    module: str


class _Group:
    def __init__(self, key: Key) -> None:
        self.key = key
        self.files: list[tuple[DumpName, SourceFile]] = []

    def has(self, role: Role) -> bool:
        return any(name.role is role for name, _ in self.files)

    @property
    def has_hlo(self) -> bool:
        return any(name.is_hlo for name, _ in self.files)


def compilations_of(files: Iterable[tuple[DumpName, SourceFile]]) -> Iterator[Compilation | FileError]:
    """The compilations that these files belong to, in order, and the stages that no text was dumped of."""
    groups: dict[Key, _Group] = {}
    suffixes: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    code: defaultdict[tuple[int, str, int], list[str]] = defaultdict(list)  # whose names say too much of the module's
    for name, source in files:
        if name.role in _OF_CODE:
            code[source.section, source.folder, name.id].append(source.name)
        suffixes[source.section, source.folder].update({name.suffix} - {""})
        key = Key(source.section, source.folder, name.id, name.prefix, name.module)
        groups.setdefault(key, _Group(key)).files.append((name, source))
    _join_nameless(groups)
    _join_without_timestamp(groups)
    _join_split_ids(groups)
    is_lowered_only = not any(group.has_hlo for group in groups.values())
    families: defaultdict[tuple[int, str, str], Family] = defaultdict(Family)
    for key, group in sorted(groups.items()):
        family = families[key.section, key.folder, function_of(key.module)]
        yield from _report_other_forms(group.files)
        for target, members in _split_by_target(group.files):
            beside = suffixes[key.section, key.folder], code.get((key.section, key.folder, key.id), ())
            compilation = _compilation(key, target, members, beside, family=family)
            if compilation and (is_lowered_only or group.has_hlo):
                family.members.append(compilation)
                yield compilation


def _join_nameless(groups: dict[Key, _Group]) -> None:
    """XLA leaves the module's name out of a file name of more than 255 characters; shorter suffixes still have it.

    The metadata of passes never has it: that belongs to the one module of its id.
    """
    named: defaultdict[Key, list[Key]] = defaultdict(list)
    for key in groups:
        if key.module:
            named[key._replace(module="")].append(key)
    for nameless, candidates in named.items():
        if nameless not in groups:
            continue
        modules = [key for key in candidates if groups[key].has_hlo]
        # Code of GPU kernels reads as if it were of modules `<name>.<number>`.
        owners = candidates if groups[nameless].has_hlo or not modules else modules
        if len(owners) == 1:
            groups[owners[0]].files.extend(groups.pop(nameless).files)


def _join_without_timestamp(groups: dict[Key, _Group]) -> None:
    """`--xla_dump_include_timestamp` marks HLO files only; the others were written last by the latest process."""
    latest: dict[Key, Key] = {}
    for key in sorted(groups):
        if key.prefix:
            latest[key._replace(prefix="")] = key
    for plain, stamped in latest.items():
        if plain in groups and not groups[plain].has_hlo:
            groups[stamped].files.extend(groups.pop(plain).files)


def _join_split_ids(groups: dict[Key, _Group]) -> None:
    """TPU compilers give what they made another id than what they were given (openxla/xla issue 7193)."""
    waiting: dict[tuple[int, str, str], Key] = {}
    for key in sorted(groups):
        group, program = groups[key], (key.section, key.folder, key.module)
        has_before, has_after = group.has(Role.BEFORE), group.has(Role.AFTER)
        if has_before and not has_after and group.has(Role.TPU_SETTINGS):
            waiting[program] = key
        elif has_after and not has_before and program in waiting:
            groups[waiting.pop(program)].files.extend(groups.pop(key).files)


def _split_by_target(files: Members) -> Iterator[tuple[Target, Members]]:
    """The files, split where the same program was compiled for several targets into one folder."""
    targets = {(name.platform, name.arch) for name, _ in files if name.role is Role.AFTER and name.platform}
    if len(targets) <= 1:
        yield next(iter(targets), (None, None)), files
        return
    for target in sorted(targets, key=str):
        yield target, [member for member in files if _fits(member[0], target)]


def _fits(name: DumpName, target: Target) -> bool:
    if name.role in _GPU_ROLES:
        return target[0] == "gpu"
    return name.platform is None or (name.platform, name.arch) == target


def _compilation(
    key: Key, target: Target, members: Members, beside: tuple[set[str], Sequence[str]], *, family: Family
) -> Compilation | None:
    """One compilation of all that was dumped as text or proto, None if nothing of it was."""
    by_rank = sorted(members, key=lambda member: (member[0].rank, member[1].name), reverse=True)  # the best comes last
    protos = [(name, ProtoFile(source, has_entry=True)) for name, source in by_rank if name.form == "proto"]
    texts = [(name, _dump_file(name, source)) for name, source in by_rank if name.form == "text"]
    read = [*_missing_as_text(texts, protos), *texts]
    if any(name.form == "dot" for name, _ in members):
        read = [*_missing_as_text(read, _drawings(by_rank)), *read]
    files: dict[Role, DumpFile] = {name.role: file for name, file in read if name.role is not Role.SNAPSHOT}
    snapshots = [_snapshot_of(name, file) for name, file in read if name.role is Role.SNAPSHOT]
    if Role.LOWERED in files and Role.BEFORE not in files and _is_lowered_read(read):
        from hloscope.dump.mlir_files import MlirFile

        files[Role.BEFORE] = MlirFile(files[Role.LOWERED].source)
    if not any(name.is_hlo for name, _ in read) and Role.BEFORE not in files:
        return None
    passes = tuple(sorted(snapshots, key=lambda snapshot: (snapshot.number, snapshot.name)))
    stages: dict[Role, ProtoFile] = {name.role: file for name, file in protos if name.role is not Role.SNAPSHOT}
    suffixes, code = frozenset(beside[0]), beside[1]
    return Compilation(key.id, key.folder, key.module, target, files, suffixes, passes, family, stages, code_files=code)


def _is_lowered_read(read: Sequence[tuple[DumpName, DumpFile]]) -> bool:
    """Whether what the framework lowered is `before`: where HLO is there, only if that needs no other package."""
    from hloscope.dump.mlir_process import can_convert  # most dumps have `before` as HLO

    return can_convert() or not any(name.is_hlo for name, _ in read)


def _drawings(members: Members) -> Sequence[tuple[DumpName, DumpFile]]:
    """The drawings of stages; those of passes, which repeat the module again and again, are left aside."""
    from hloscope.dump.drawing_files import DrawingFile  # most dumps have none, or the texts beside them

    return [
        (name, DrawingFile(file)) for name, file in members if name.form == "dot" and name.role is not Role.SNAPSHOT
    ]


def _missing_as_text(
    texts: Sequence[tuple[DumpName, DumpFile]], others: Sequence[tuple[DumpName, DumpFile]]
) -> Iterator[tuple[DumpName, DumpFile]]:
    """The protos, or drawings, of what is not there as text; text is what is quicker to read."""
    there = {_stage_of(name) for name, _ in texts}
    return ((name, file) for name, file in others if _stage_of(name) not in there)


def _stage_of(name: DumpName) -> tuple[Role, str]:
    stem = name.suffix.removesuffix(".gz").removesuffix(".txt").removesuffix(".hlo.pb").removesuffix(".dot")
    return name.role, stem if name.role is Role.SNAPSHOT else ""


def _dump_file(name: DumpName, source: SourceFile) -> DumpFile:
    return DumpFile(source, has_entry=name.is_hlo, is_pasted=source.is_logged and name.is_hlo)


def _snapshot_of(name: DumpName, file: DumpFile) -> PassSnapshot:
    _, title = _stage_of(name)
    return PassSnapshot(title, name.number, name.pipeline, name.after_pass, name.before_pass, name.step, file)


def _report_other_forms(members: Members) -> Iterator[FileError]:
    """The stages before and after optimization that were dumped in no form that is read: which form they have."""
    for role in (Role.BEFORE, Role.AFTER):
        found: dict[Form, SourceFile] = {name.form: source for name, source in reversed(members) if name.role is role}
        form = next(filter(found.__contains__, _NO_TEXT), None)
        if form and not found.keys() & {"text", "proto", "dot"}:
            yield FileError(found[form].label, f"{_NO_TEXT[form]}, and {NO_TEXT_CURE}")
