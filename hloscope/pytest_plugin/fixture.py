"""The fixture `hlo`: captures programs into folders of the test's own, and tells what it captured."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter

import pytest

from hloscope.captures.in_process.capture import capture_into
from hloscope.captures.targets.installed import COMPILER
from hloscope.captures.targets.retarget import retarget
from hloscope.captures.targets.targets import find_target
from hloscope.comparisons.plateaus import Sweep, Value
from hloscope.comparisons.sweep import Arguments, Values, sweep
from hloscope.dump import Compilation, load
from hloscope.dump.file_names import Role
from hloscope.dump.in_memory import write_into
from hloscope.errors import HloscopeError
from hloscope.pytest_plugin.programs import only_module, run_dumping
from hloscope.pytest_plugin.records import Record
from hloscope.pytest_plugin.snapshots import CapturedCompilation, TestSnapshots, captured_of, snapshots_of
from hloscope.pytest_plugin.targets import check_framework, check_target
from hloscope.snapshots import installed_compiler
from hloscope.testing.cliffs import assert_no_cliff


def hlo_of(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Hlo:
    """The fixture's value for one test; skips the test if what it needs is missing."""
    check_framework(request)
    target = str(getattr(request, "param", None) or "cpu")  # classes of unittest are not run once a target
    make_folder = partial(tmp_path_factory.mktemp, "hlo")
    return Hlo(target, request.config, snapshots_of(request), make_folder, request.node.user_properties)


@dataclass(frozen=True)
class Hlo:
    """Captures programs for `target`; each gives a Compilation whose assertions are methods."""

    target: str
    _config: pytest.Config = field(repr=False)
    _snapshots: TestSnapshots = field(repr=False)
    _make_folder: Callable[[], Path] = field(repr=False)
    _properties: list[tuple[str, object]] = field(repr=False)

    def __call__(
        self, fn: Callable[..., object], *args: object, target: str | None = None, **kwargs: object
    ) -> CapturedCompilation:
        """What XLA makes of `fn(*args, **kwargs)`, which is not run by jax and TensorFlow, and once by torch-xla.

        Raises:
            HloscopeError: the framework cannot be told, or cannot compile this; the message says what to do.
        """
        __tracebackhide__ = True
        wanted = target or self.target
        check_target(self._config, wanted)
        start = perf_counter()
        compilation = capture_into(self._make_folder(), fn, args, kwargs, target=wanted)
        return self._taken(compilation, start, target=wanted, compiler=_compiler_of(compilation, wanted))

    def run(self, command: str | Sequence[str], *, module: str | None = None) -> CapturedCompilation:
        """What XLA compiles for a whole command, such as `[sys.executable, "train.py"]`, of any framework.

        The command runs on this machine's own backend; for another target its module is compiled again. `module` is the
        name of the one to check, or a pattern (`jit_train*`): needed where there are several.

        Raises:
            HloscopeError: the command fails, or does not compile exactly one module of that name.
        """
        __tracebackhide__ = True
        check_target(self._config, self.target)
        folder = self._make_folder()
        start = perf_counter()
        run_dumping(shlex.split(command) if isinstance(command, str) else command, folder)
        compilation = self._for_target(only_module(load(folder), module), folder)
        return self._taken(compilation, start, compiler=_compiler_of(compilation, self.target))

    def load(self, path: str | os.PathLike[str], *, module: str | None = None) -> CapturedCompilation:
        """What is in a dump that is there already; `module` as of `run`.

        Raises:
            HloscopeError: it cannot be read, or does not hold exactly one module of that name.
        """
        __tracebackhide__ = True
        start = perf_counter()
        return self._taken(only_module(load(path), module), start)

    def sweep(
        self,
        fn: Callable[..., object],
        *shapes: str,
        dims: Sequence[Value] | Mapping[str, Values],
        arguments: Arguments | None = None,
    ) -> Sweep:
        """What XLA makes of `fn` over a range of sizes or element types, and where that changes (`hloscope.sweep`).

        Raises:
            HloscopeError: as `hloscope.sweep`.
        """
        __tracebackhide__ = True
        check_target(self._config, self.target)
        return sweep(fn, *shapes, dims=dims, arguments=arguments, target=self.target)

    def assert_no_cliff(
        self,
        fn: Callable[..., object],
        *shapes: str,
        dims: Sequence[Value] | Mapping[str, Values],
        arguments: Arguments | None = None,
    ) -> None:
        """As `hloscope.testing.assert_no_cliff`, on the target of the test."""
        __tracebackhide__ = True
        check_target(self._config, self.target)
        assert_no_cliff(fn, *shapes, dims=dims, arguments=arguments, target=self.target)

    def _for_target(self, compilation: Compilation, folder: Path) -> Compilation:
        """What was compiled by this machine's own backend, compiled again for the target if that is another one."""
        if self.target == "cpu":
            return compilation
        [result] = retarget([compilation], [find_target(self.target)])
        made = result.outcome.compilation
        if made is None:
            raise HloscopeError(f"{compilation.name} was not compiled for {self.target}: {result.outcome.problem}")
        retargeted = folder / self.target
        retargeted.mkdir()
        return write_into(retargeted, made)

    def _taken(
        self, compilation: Compilation, start: float, *, target: str | None = None, compiler: str | None = None
    ) -> CapturedCompilation:
        """The compilation with its assertions; it is told of in the properties of the test."""
        captured = captured_of(compilation, self._snapshots, compiler)
        record = _record_of(captured, target or compilation.platform or "?", perf_counter() - start)
        self._properties.extend(record.to_properties())
        return captured


def _compiler_of(compilation: Compilation, target: str) -> str | None:
    """What compiled it: for other targets than this machine, jax's compiler, whatever the framework."""
    return installed_compiler(compilation.framework if target == "cpu" else COMPILER)


def _record_of(compilation: CapturedCompilation, target: str, seconds: float) -> Record:
    program, before = compilation.program, compilation.program.answers.count("before")
    return Record(
        program=compilation.name,
        target=target,
        before=before.compute_launches if before else None,
        after=program.launches.compute_launches,
        clusters=len(program.fusions.clusters),
        seconds=round(seconds, 3),
        dump=str(Path(compilation.files[Role.AFTER].source.label).parent),
    )
