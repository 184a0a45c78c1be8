"""Profiles as dumps: each program that ran is a compilation, whose stage `after` the profile holds as a proto."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from hloscope.dump.compilation import Compilation, Family
from hloscope.dump.file_names import Role
from hloscope.dump.places import find_place, label_of
from hloscope.dump.proto_files import ProtoFile
from hloscope.dump.sources import FileError, SourceFile, printable
from hloscope.dump.texts import find_platform, function_of
from hloscope.dump.timings import Timings
from hloscope.dump.unpacking import open_packed, pack_stream
from hloscope.errors import DumpError

if TYPE_CHECKING:
    from hloscope.parsers import LaunchEvent, ProfiledProgram, ProfiledPrograms

PROFILE_ENDING = ".xplane.pb"
"""How profilers name what they write, one file for each host and run."""

TRACE_ENDING = ".trace.json"
"""How they name what they write beside it for viewers."""

_EXPECTED = "a profile (*.xplane.pb), or the log folder that a profiler of jax, TensorFlow or torch-xla wrote"
_NO_PROGRAMS = (
    "a profile without programs: expected modules in its plane /host:metadata, as jax, TensorFlow and torch-xla write "
    "them; record a call of a compiled program, and stop the profiler when it is done"
)


def is_profile_name(name: str) -> bool:
    """Whether a profiler names a file so."""
    return name.lower().removesuffix(".gz").endswith(PROFILE_ENDING)


def programs_of_profile(file: SourceFile, content: bytes) -> tuple[Compilation, ...]:
    """The programs of one profile, by their numbers.

    Raises:
        DumpError: it is cut, is none, holds no program, or protobuf is not installed.
    """
    from hloscope.parsers import parse_profile_programs

    if not content:
        raise DumpError("truncated: it is empty; is it still being written?", file.label)
    found = parse_profile_programs(content, filename=file.label)
    if not found.programs:
        raise DumpError(_NO_PROGRAMS, file.label)
    return tuple(_compilations(file, found))


def is_trace_name(name: str) -> bool:
    """Whether a profiler names a trace for viewers so."""
    return name.lower().removesuffix(".gz").endswith(TRACE_ENDING)


def find_programs(file: SourceFile, content: bytes) -> tuple[Compilation, ...]:
    """The same, none where the profile holds none; raises as `programs_of_profile` does otherwise."""
    from hloscope.parsers import parse_profile_programs

    return tuple(_compilations(file, parse_profile_programs(content, filename=file.label)))


def short_paths(profiles: Sequence[SourceFile]) -> Mapping[SourceFile, str]:
    """A path for each profile that tells it from the others: of `plugins/profile/RUN/HOST` the parts that differ."""
    parts = {file: [*file.folder.split("/"), host_of(file)] for file in profiles}
    if len({len(names) for names in parts.values()}) > 1:
        return {file: "/".join(filter(None, names)) for file, names in parts.items()}
    differing = [place for place, names in enumerate(zip(*parts.values(), strict=True)) if len(set(names)) > 1]
    return {file: "/".join(names[place] for place in differing) for file, names in parts.items()}


def host_of(file: SourceFile) -> str:
    """The name of the host that a profile's file is named by."""
    return file.name.removesuffix(".gz")[: -len(PROFILE_ENDING)] if is_profile_name(file.name) else file.name


def _compilations(file: SourceFile, found: ProfiledPrograms) -> Iterator[Compilation]:
    families: defaultdict[str, Family] = defaultdict(Family)
    timings = Timings([file])
    for place, program in enumerate(found.programs):
        family = families[function_of(program.name)]
        compilation = _compilation(file, program, _target_of(program, found), family, partial(timings.of, place))
        family.members.append(compilation)
        timings.add(compilation)
        yield compilation


def _compilation(
    file: SourceFile,
    program: ProfiledProgram,
    target: tuple[str, str | None],
    family: Family,
    read_events: Callable[[], Sequence[LaunchEvent]],
) -> Compilation:
    name = printable(program.name)
    title = name if program.id is None else f"{name}({program.id})"
    opener = partial(open_packed, pack_stream(BytesIO(program.proto)))
    source = SourceFile(file.folder, title, f"{file.label}/{title}", opener, file.meter.inside())
    stages = {Role.AFTER: ProtoFile(source, has_entry=True)}
    return Compilation(
        program.id, file.folder, name, target, stages, family=family, protos=stages, read_events=read_events
    )


def _target_of(program: ProfiledProgram, found: ProfiledPrograms) -> tuple[str, str | None]:
    """Platform and architecture: by what one compiler alone writes, else by the devices that ran."""
    platform = find_platform(program.proto.decode("latin-1")) or found.platform or "cpu"
    return platform, found.arch if platform == "gpu" else None


def profiles_at(path: str | os.PathLike[str]) -> tuple[SourceFile, ...]:
    """The profiles in a log folder, an archive of one, or a file; `folder` of each is what tells it from the others.

    Raises:
        DumpError: nothing is there, or no profile.
    """
    place = find_place(path, _EXPECTED, wanted=_is_wanted)
    found = _files_in(place) if isinstance(place, SourceFile) else place
    files = sorted((file for file in found if isinstance(file, SourceFile)), key=lambda file: (file.folder, file.name))
    profiles = files if isinstance(place, SourceFile) and len(files) == 1 else _profiles_or_traces(files)
    if not profiles:
        raise DumpError(f"no profile is in it; expected {_EXPECTED}", label_of(path))
    paths = short_paths(profiles)
    return tuple(file._replace(folder=paths[file]) for file in profiles)


def _is_wanted(name: str) -> bool:
    return is_profile_name(name) or is_trace_name(name)


def _profiles_or_traces(files: Sequence[SourceFile]) -> Sequence[SourceFile]:
    """The profiles; where there is none, the traces for viewers."""
    profiles = [file for file in files if is_profile_name(file.name)]
    return profiles or [file for file in files if is_trace_name(file.name)]


def _files_in(file: SourceFile) -> Iterable[SourceFile | FileError]:
    """The members of an archive, or the file itself."""
    from hloscope.dump.archives import files_in_tar, files_in_zip, without_top_folder

    if file.is_zip():
        return without_top_folder(files_in_zip(file))
    return without_top_folder(files_in_tar(file)) if file.is_tar() else [file]
