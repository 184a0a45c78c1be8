"""Program: what assertions ask of one compilation, each worked out when it is first asked for."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from hloscope.analyses.answers import Answers
from hloscope.analyses.broadcasts.broadcasts import Broadcasts
from hloscope.analyses.collectives.collective import Collective
from hloscope.analyses.facts.execution import executed_computations
from hloscope.analyses.facts.operations import BOOKKEEPING
from hloscope.analyses.fusions.fusions import Fusions
from hloscope.analyses.kernels.count import KernelCount
from hloscope.analyses.kernels.unit import unit_of
from hloscope.analyses.memory.use import MemoryUse
from hloscope.analyses.why.missed_fusions import MissedFusion
from hloscope.dump import Compilation
from hloscope.dump.file_names import Role
from hloscope.errors import HloscopeError
from hloscope.ir import HloInstruction, HloModule
from hloscope.words import name_text
from hloscope.words.safe_text import visible

_LONGEST_NAME = 60  # of an operation as the framework calls it: the end says most
_PACKAGES = "site-packages/"
_UNITS = {"launches": "compute launches", "top_level_ops": "top-level operations"}

T = TypeVar("T")


class Site(NamedTuple):
    """One instruction of an executed computation, and the real operations that it runs."""

    instruction: HloInstruction
    operations: tuple[HloInstruction, ...]


class Program:
    """One compilation, as assertions look at it.

    Raises:
        HloscopeError: it is no compilation, or holds nothing that could be checked: that is no pass.
    """

    def __init__(self, compilation: Compilation) -> None:
        self.compilation = _compilation(compilation)
        self.after = _whole_module(compilation)
        self.answers = Answers(compilation, stages=("before", "after"))  # no assertion asks what is unfused
        self.memo = self.answers.memos["after"]

    @property
    def title(self) -> str:
        """`jit_mlp (jax gpu sm_9.0a)`."""
        compilation = self.compilation
        backend = " ".join(filter(None, (compilation.framework, compilation.platform, compilation.arch)))
        name = visible(name_text(compilation.name))
        return f"{name} ({backend})" if backend else name

    @property
    def unit(self) -> str:
        """What `launches` counts, in words: on TPU and old CPU runtimes nothing is launched one by one."""
        return _UNITS[unit_of(self.compilation.platform, self.compilation.suffixes)]

    @cached_property
    def fusions(self) -> Fusions:
        """Its fusions and compiled loops."""
        return _known(self.answers.fusions)

    @cached_property
    def launches(self) -> KernelCount:
        """What it launches; raises if the buffers are broken, without which the count would be another."""
        _ = self.compilation.buffers
        return _known(self.answers.count("after"))

    @cached_property
    def broadcasts(self) -> Broadcasts:
        """Its broadcasts."""
        return _known(self.answers.broadcasts("after"))

    @property
    def collectives(self) -> Sequence[Collective]:
        """What devices tell each other in it."""
        return _known(self.answers.collectives("after")).items if self.launches.collectives else ()

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """Every instruction that runs by itself, with the operations in it; bookkeeping and control flow have none."""
        groups = {group.instruction: group.operations for group in (*self.fusions.items, *self.fusions.compiled_loops)}
        found = (
            Site(instruction, groups.get(instruction, (instruction,)))
            for computation, steps in executed_computations(self.after).items()
            for instruction in computation.instructions.values()
            if instruction.opcode not in BOOKKEEPING and instruction not in steps
        )
        return tuple(found)

    @cached_property
    def launch_classes(self) -> dict[tuple[str, str], str]:
        """The class of each launch by its computation and name; what launches nothing is not in it."""
        return {(site.computation, site.name): site.launch_class for site in self.launches.sites}

    @property
    def memory_use(self) -> MemoryUse:
        """What it holds in memory, where its buffer assignment was dumped."""
        return _known(self.answers.memory)

    @property
    def missed(self) -> Sequence[MissedFusion]:
        """What it writes to memory and reads back, and why; XLA's own words are left out where they are broken."""
        return self.answers.missed_fusions

    def launch_class_of(self, site: HloInstruction) -> str | None:
        """`kernel`, `library`, `copy`, `collective`, ..., or None where the instruction launches nothing."""
        return self.launch_classes.get((site.computation.name, site.name))

    def operations(self) -> Iterator[HloInstruction]:
        """Every real operation that runs, inside fusions too."""
        for site in self.sites:
            yield from site.operations

    def place_of(self, instruction: HloInstruction) -> str:
        """The user's source line as `file:line`, else the framework's name of the operation, else nothing."""
        source = self.memo.sources.source_of(instruction)
        if _PACKAGES in source.place:  # a framework's own line; the user's is further out
            frames = instruction.metadata.frames
            user_lines = (f"{frame.file}:{frame.line}" for frame in frames if _PACKAGES not in frame.file)
            return next(user_lines, source.op_name[-_LONGEST_NAME:] or source.place)
        return source.place or source.op_name[-_LONGEST_NAME:]

    @property
    def more(self) -> str:
        """What shows more of this program: a command where it is on disk."""
        return self.command("report --top 0") or "hloscope.report(compilation).to_dict()"

    def command(self, name: str, *arguments: str) -> str:
        """A command of hloscope for this program, with arguments behind the path; empty if it is not on disk."""
        file = Path(self.compilation.files[Role.AFTER].source.label)
        if not file.is_file():
            return ""
        module = self.compilation.name
        pattern = module if len(module) <= _LONGEST_NAME else f"{module[:_LONGEST_NAME]}*"
        return f"hloscope {name} --module {shlex.join([pattern, str(file.parent), *arguments])}"


def program_of(compilation: Compilation) -> Program:
    """The program of a compilation, which a `CheckedCompilation` keeps; raises as `Program` does."""
    program = getattr(compilation, "program", None)
    return program if isinstance(program, Program) else Program(compilation)


def _compilation(value: object) -> Compilation:
    if isinstance(value, Compilation):
        return value
    raise HloscopeError(
        f"expected one Compilation, found {type(value).__name__}: give hloscope.load(path).compilations[0], "
        "or what hloscope.capture(fn, ...) gives"
    )


def _known(answer: T | None) -> T:
    """An answer about what runs, which `_whole_module` has found to be there."""
    if answer is None:
        raise HloscopeError("the module after optimization is gone")
    return answer


def _whole_module(compilation: Compilation) -> HloModule:
    after = compilation.after
    if not compilation.has_whole("after"):  # a check that holds of a part may fail of the whole
        raise next(iter(compilation.problems))
    if after is None:
        raise HloscopeError(
            f"expected the module after optimization of {compilation.name}, found only the one before it: "
            "the compilation failed, or the dump is not whole"
        )
    if all(instruction.opcode in BOOKKEEPING for instruction in after.entry.instructions.values()):
        raise HloscopeError(
            f"expected operations in {compilation.name}, found only parameters and constants: "
            "the program that was captured computes nothing, so there is nothing to check"
        )
    return after
