"""Compilation: one program that XLA compiled once, and its stages, each read and parsed when it is asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from hloscope.dump.file_names import Role
from hloscope.dump.files import DumpFile, PassSnapshot
from hloscope.dump.proto_files import ProtoFile, can_read_protos
from hloscope.dump.texts import digest_of, find_arch, find_module_name, find_platform, function_of
from hloscope.errors import DumpError, HloscopeError
from hloscope.frameworks.table import find_framework
from hloscope.ir import HloModule
from hloscope.unfuse import unfusion_of
from hloscope.unfuse.unfusing import Unfusion
from hloscope.words.display import Displayed

if TYPE_CHECKING:
    from hloscope.parsers import (
        BufferAssignment,
        FusionDecisions,
        HloProto,
        LaunchEvent,
        LiveRanges,
        PassRun,
        ThunkList,
    )

_HEADER_LENGTH = 8 * 1024  # less than what is read of a file's head, whatever the name's length
_PARSED = ("before", "unfused", "after", "after_spmd_partitioner", "before_config_assignment")
_BESIDE = ("thunks", "buffers", "buffer_assignment", "live_ranges", "pass_runs", "fusion_decisions")
_CACHED = (*_PARSED, "unfusion", *_BESIDE, "_heads", "_after_proto")
STAGES = (Role.BEFORE, Role.AFTER, Role.PARTITIONED)


class Family:
    """The compilations of functions of one name in one process, in order: several may be of one program."""

    def __init__(self) -> None:
        self.members: list[Compilation] = []

    def earlier_like(self, member: Compilation) -> Iterator[tuple[Role, Compilation]]:
        """The members before this one that have the same text at some stage, and that stage."""
        if not self._shares_header(member):
            return
        for role, digest in member.digests.items():
            yield from (
                (role, other) for other in takewhile(lambda other: other is not member, self._by_text[role, digest])
            )

    def _shares_header(self, member: Compilation) -> bool:
        """Whether another member may have the same text: a function compiled for other shapes has other headers."""
        return any(self._headers[header] > 1 for header in member.headers.items())

    @cached_property
    def _headers(self) -> Counter[tuple[Role, str]]:
        return Counter(header for member in self.members for header in member.headers.items())

    @cached_property
    def _by_text(self) -> Mapping[tuple[Role, bytes], Sequence[Compilation]]:
        found: defaultdict[tuple[Role, bytes], list[Compilation]] = defaultdict(list)
        for member in filter(self._shares_header, self.members):
            for role, digest in member.digests.items():
                found[role, digest].append(member)
        return found


@dataclass(frozen=True, eq=False, repr=False)
class Compilation(Displayed):
    """One program that XLA compiled once.

    `id` is the number in `module_NNNN`, unique in one process; None for HLO that is not a dump of XLA. `path` is the
    folder relative to the dump, "" at its top. Each stage is parsed when first asked for, and then kept.
    """

    id: int | None
    path: str
    file_module: str  # the module's name as the file name has it: some characters replaced, or ""
    target: tuple[str | None, str | None]  # platform and architecture, if the file name tells
    files: Mapping[Role, DumpFile]
    suffixes: frozenset[str] = frozenset()  # what the file names in its folder say behind the modules' names
    passes: tuple[PassSnapshot, ...] = ()
    family: Family = field(default_factory=Family)
    protos: Mapping[Role, ProtoFile] = field(default_factory=dict[Role, ProtoFile])  # of stages, texts beside or not
    read_events: Callable[[], Sequence[LaunchEvent]] | None = None  # out of a profile, if there is one
    code_files: Sequence[str] = ()  # names of the files that have its id and are no module

    def __repr__(self) -> str:
        return f"<Compilation {self.file_module!r}, id {self.id}, path {self.path!r}>"

    @cached_property
    def code(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the files that XLA made of one kernel each, by the kernel as they call it; none is opened."""
        from hloscope.dump.kernel_code import code_of_kernels  # few ask

        return code_of_kernels(self.code_files, self.file_module)

    @cached_property
    def name(self) -> str:
        """The module's name: as its header has it, else as the file name has it."""
        heads = (find_module_name(head) for head in self._heads.values())
        return next((name for name in heads if name), self.file_module)

    @cached_property
    def framework(self) -> str | None:
        """`jax`, `tensorflow`, `torch-xla`, or None: told from the module's name, else from metadata."""
        return find_framework(self.name, "\n".join(self._heads.values()))

    @cached_property
    def platform(self) -> str | None:
        """`cpu`, `gpu`, `tpu`, or None: told from file names, else from what only one compiler writes.

        What jax takes from its compilation cache has no platform in its name; that such a module of XLA's has no mark
        of GPU or TPU makes it one for CPU.
        """
        if self.target[0]:
            return self.target[0]
        marks = {Role.TPU_SETTINGS: "tpu", Role.GPU_TARGET: "gpu"}
        marked = next((platform for role, platform in marks.items() if role in self.files), None)
        if marked:
            return marked
        after = self._text_of(Role.AFTER)
        if after is None:
            return None
        return find_platform(after) or (None if self.id is None else "cpu")

    @cached_property
    def arch(self) -> str | None:
        """The GPU that it was compiled for, such as `sm_9.0a` or `gfx90a`: told from file names, else from settings."""
        return self.target[1] or (self._described_arch if self.platform == "gpu" else None)

    @property
    def _described_arch(self) -> str | None:
        file = self.files.get(Role.GPU_TARGET)
        try:
            return find_arch(file.source.read_head()) if file else None
        except DumpError:  # names and modules are enough without it
            return None

    @cached_property
    def before(self) -> HloModule | None:
        """What the framework asked for; of a text that is cut, what is there: then `complete` is false.

        Raises:
            DumpError: the file cannot be read, or holds nothing.
            ParseError: the text breaks HLO's grammar.
        """
        return self._parse_stage(Role.BEFORE)

    @property
    def lowered(self) -> str | None:
        """The program as the framework lowered it, as StableHLO, if that was dumped (jaxlib 0.10 and later).

        Raises:
            DumpError: the file cannot be read.
        """
        file = self.files.get(Role.LOWERED)
        return file.read_text() if file else None

    @cached_property
    def after(self) -> HloModule | None:
        """What runs; raises as `before` does."""
        return self._parse_stage(Role.AFTER)

    @cached_property
    def unfused(self) -> HloModule | None:
        """What would run without fusion, reconstructed from `after`; raises as `after` and `unfuse` do."""
        return self.unfusion.module if self.unfusion else None

    @cached_property
    def unfusion(self) -> Unfusion | None:
        """`unfused` and what its operations were in `after`; raises as `unfused` does."""
        return unfusion_of(self.after) if self.after else None

    @cached_property
    def after_spmd_partitioner(self) -> HloModule | None:
        """The program of one device (GPU dumps have it); raises as `before` does."""
        return self._parse_stage(Role.PARTITIONED)

    @cached_property
    def before_config_assignment(self) -> HloModule | None:
        """The module when all is fused and nothing tuned (GPU, since jaxlib 0.11); raises as `before` does."""
        return self._parse_stage(Role.UNCONFIGURED)

    @cached_property
    def thunks(self) -> ThunkList | None:
        """What XLA's GPU runtime launches, if a file tells: with HLO names where there is a `thunk_metadata.txt`.

        Raises:
            DumpError: a file cannot be read.
            ParseError: a file is of no form that XLA writes.
        """
        metadata, sequence = self.files.get(Role.THUNK_METADATA), self.files.get(Role.THUNK_SEQUENCE)
        if metadata is None and sequence is None:
            return None
        from hloscope.parsers import parse_thunk_metadata, parse_thunk_sequence, with_nesting

        nested = parse_thunk_sequence(sequence.read_text(), filename=sequence.source.label) if sequence else None
        if metadata is None:
            return nested
        named = parse_thunk_metadata(metadata.read_text(), filename=metadata.source.label)
        return with_nesting(named, nested) if nested else named

    @cached_property
    def buffers(self) -> str | BufferAssignment | None:
        """XLA's buffer assignment as it was dumped: the text of it, or what the proto of `after` has.

        Raises:
            DumpError: the file cannot be read.
        """
        file, after = self.files.get(Role.BUFFERS), self.files.get(Role.AFTER)
        if file is None and isinstance(after, ProtoFile):
            return self.buffer_assignment
        return file.read_text() if file else None

    @cached_property
    def buffer_assignment(self) -> BufferAssignment | None:
        """Which values XLA placed where, if it was dumped; raises as `thunks` does."""
        file = self.files.get(Role.BUFFERS)
        if file is None:
            return self._after_proto.buffer_assignment if self._after_proto else None
        from hloscope.parsers import parse_buffer_assignment

        return parse_buffer_assignment(file.read_text(), filename=file.source.label)

    @cached_property
    def _after_proto(self) -> HloProto | None:
        """The proto of `after`, if there is one that can be read; it may stand beside a text."""
        proto = self.protos.get(Role.AFTER)
        return proto.read() if proto and can_read_protos() else None

    @cached_property
    def live_ranges(self) -> LiveRanges | None:
        """When each value is needed, if that was dumped; raises as `thunks` does."""
        file = self.files.get(Role.LIVE_RANGES) or self.files.get(Role.BUFFERS)  # where they stood until jaxlib 0.6
        if file is None:
            return self._after_proto.live_ranges if self._after_proto else None
        from hloscope.parsers import find_live_ranges

        return find_live_ranges(file.read_text(), filename=file.source.label)

    @cached_property
    def pass_runs(self) -> tuple[PassRun, ...]:
        """How long each pass took, if that was dumped (`--xla_dump_module_metadata`, GPU); raises as `thunks` does."""
        file = self.files.get(Role.MODULE_METADATA)
        if file is None:
            return ()
        from hloscope.parsers import parse_pass_metadata

        return parse_pass_metadata(file.read_text(), filename=file.source.label)

    @property
    def launch_events(self) -> Sequence[LaunchEvent]:
        """What a profile measured of it: each run of each launch. Nothing without a profile, or if it did not run.

        Raises:
            DumpError: the profile cannot be read.
        """
        return self.read_events() if self.read_events else ()

    @cached_property
    def fusion_decisions(self) -> FusionDecisions | None:
        """What XLA's fusion pass decided, if it was dumped (with passes, GPU); raises as `thunks` does."""
        file = self.files.get(Role.FUSION_DECISIONS)
        if file is None:
            return None
        from hloscope.parsers import parse_fusion_decisions

        return parse_fusion_decisions(file.read_text(), filename=file.source.label)

    @cached_property
    def function(self) -> str:
        """The name of the framework's function: the module's name without the numbers that count compilations."""
        return function_of(self.name)

    @cached_property
    def recompilation_of(self) -> int | None:
        """The id of the first compilation of the same program in the same process, if that is not this one.

        The same program: functions of one name, for one target, whose modules differ in nothing but their names and
        in where the user's code stands. A function compiled for other shapes is another program.
        """
        if self is next(iter(self.family.members), self):  # most are; spares them the reading
            return None
        earlier = self.family.earlier_like(self)
        return next((other.id for role, other in earlier if self._is_compiled_like(other, role)), None)

    @property
    def complete(self) -> bool:
        """Whether the modules before and after optimization are whole, as far as there are any; parses them.

        Of a text that is cut, or lacks what it calls, a stage holds what is there: `problems` says what is not.
        """
        for role in (Role.BEFORE, Role.AFTER):
            with suppress(HloscopeError):
                self.stage(role.value)
        return self.is_whole

    @property
    def is_whole(self) -> bool:
        """Whether nothing was missing of the modules before and after optimization that were parsed so far."""
        return self.has_whole("before") and self.has_whole("after")

    def has_whole(self, stage: str) -> bool:
        """Whether nothing was missing of the module of a stage, `before`, `unfused` or `after`, if it was parsed."""
        file = self.files.get(Role.BEFORE if stage == "before" else Role.AFTER)
        return file is None or file.problem is None

    @property
    def problems(self) -> tuple[HloscopeError, ...]:
        """What is wrong with the modules that were parsed so far, and of which only a part could be, or nothing."""
        return tuple(file.problem for file in self.files.values() if file.problem)

    def release(self) -> None:
        """Lets go of what was read and parsed; it is read again when it is asked for again."""
        for name in _CACHED:
            self.__dict__.pop(name, None)

    def discard(self) -> None:
        """As `release`, and frees the modules at once: nothing of them may be used any more, wherever it is kept."""
        modules = [self.__dict__[stage] for stage in _PARSED if self.__dict__.get(stage)]
        self.release()
        for computation in {computation for module in modules for computation in module.computations.values()}:
            computation.take_apart()

    def stage(self, name: str) -> HloModule | None:
        """The module called `before`, `unfused`, `after`, as another property here, or as a snapshot is called.

        None if there is none of that name; raises as `before` does.
        """
        if name in _PARSED:
            module: HloModule | None = getattr(self, name)
            return module
        return next((snapshot.module for snapshot in self.passes if snapshot.name == name), None)

    def _parse_stage(self, role: Role) -> HloModule | None:
        file = self.files.get(role)
        if role is Role.AFTER and isinstance(file, ProtoFile) and self._after_proto:
            return self._after_proto.module
        return file.parse() if file else None

    @cached_property
    def _heads(self) -> Mapping[Role, str]:
        """How the files of its stages begin; what cannot be read is an error of the dump, and left out here."""
        heads: dict[Role, str] = {}
        for role in STAGES:
            file = self.files.get(role)
            try:
                heads |= {role: file.read_head()} if file else {}
            except DumpError:
                continue
        return heads

    def _text_of(self, role: Role) -> str | None:
        file = self.files.get(role)
        try:
            return file.read_text() if file else None
        except DumpError:  # an error of the dump, which lists it
            return None

    @cached_property
    def headers(self) -> Mapping[Role, str]:
        """How the header lines of its stages begin, without the module's name."""
        return {role: _header_of(head)[:_HEADER_LENGTH] for role, head in self._heads.items()}

    @cached_property
    def digests(self) -> Mapping[Role, bytes]:
        """Fingerprints of its stages as text, without names and source places; of those that can be read."""
        texts = {role: self._text_of(role) for role in (Role.BEFORE, Role.AFTER)}
        return {role: digest_of(text) for role, text in texts.items() if text is not None}

    def _is_compiled_like(self, other: Compilation, role: Role) -> bool:
        """Whether one that has the same text at one stage is the same program."""
        is_decisive = role is Role.BEFORE or Role.BEFORE not in self.files or Role.BEFORE not in other.files
        has_run = Role.AFTER in other.files or Role.AFTER not in self.files
        is_same_arch = self.arch == other.arch or None in (self.arch, other.arch)  # caches do not tell it
        is_same_target = is_same_arch and self.platform == other.platform
        return is_decisive and has_run and is_same_target and self.function == other.function


def _header_of(head: str) -> str:
    line = head.partition("\n")[0].partition("HloModule")[2]
    return line.replace(find_module_name(head) or "", "", 1)
