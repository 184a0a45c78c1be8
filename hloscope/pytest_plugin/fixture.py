"""The fixture `hlo`: captures programs into folders of the test's own, and tells what it captured."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from time import perf_counter

import pytest

from hloscope.analyses.kernels import count_operations
from hloscope.captures.in_process import capture_into
from hloscope.captures.settings import Forms, dump_settings
from hloscope.dump import Compilation, Dump, load
from hloscope.dump_names import Role
from hloscope.errors import HloscopeError
from hloscope.pytest_plugin.records import Record
from hloscope.pytest_plugin.targets import check_framework
from hloscope.testing.checked import CheckedCompilation, checked

_SHOWN = 2000  # characters of what a command said that failed


def hlo_of(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Hlo:
    """The fixture's value for one test; skips the test if what it needs is missing."""
    check_framework(request)
    target = str(getattr(request, "param", None) or "cpu")  # classes of unittest are not run once a target
    return Hlo(target, lambda: tmp_path_factory.mktemp("hlo"), request.node.user_properties)


@dataclass(frozen=True)
class Hlo:
    """Captures programs for `target`; each gives a Compilation whose assertions are methods."""

    target: str
    _make_folder: Callable[[], Path] = field(repr=False)
    _properties: list[tuple[str, object]] = field(repr=False)

    def __call__(
        self, fn: Callable[..., object], *args: object, target: str | None = None, **kwargs: object
    ) -> CheckedCompilation:
        """What XLA makes of `fn(*args, **kwargs)`, which is not run by jax and TensorFlow, and once by torch-xla.

        Raises:
            HloscopeError: the framework cannot be told, or cannot compile this; the message says what to do.
        """
        __tracebackhide__ = True
        start = perf_counter()
        compilation = capture_into(self._make_folder(), fn, args, kwargs, target=target or self.target)
        return self._noted(checked(compilation), start, target)

    def run(self, command: str | Sequence[str], *, module: str | None = None) -> CheckedCompilation:
        """What XLA compiles for a whole command, such as `[sys.executable, "train.py"]`, of any framework.

        `module` is the name of the module to check, or a pattern (`jit_train*`): needed where there are several.

        Raises:
            HloscopeError: the command fails, or does not compile exactly one module of that name.
        """
        __tracebackhide__ = True
        words = shlex.split(command) if isinstance(command, str) else list(command)
        folder = self._make_folder()
        settings = dump_settings(os.environ, folder, Forms())
        start = perf_counter()
        try:
            done = subprocess.run(
                words,
                env=settings.applied_to(os.environ),
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
            )
        except OSError as error:
            raise HloscopeError(f"cannot start {words[0]!r}: {error.strerror or error}") from error
        if done.returncode:
            said = (done.stdout + done.stderr)[-_SHOWN:].rstrip()
            raise HloscopeError(f"expected {words[0]!r} to succeed, found exit status {done.returncode}:\n{said}")
        return self._noted(checked(_chosen(load(folder), module)), start, None)

    def load(self, path: str | os.PathLike[str], *, module: str | None = None) -> CheckedCompilation:
        """What is in a dump that is there already; `module` as of `run`.

        Raises:
            HloscopeError: it cannot be read, or does not hold exactly one module of that name.
        """
        __tracebackhide__ = True
        start = perf_counter()
        return self._noted(checked(_chosen(load(path), module)), start, None)

    def _noted(self, compilation: CheckedCompilation, start: float, target: str | None) -> CheckedCompilation:
        record = _record_of(compilation, target or self.target, perf_counter() - start)
        self._properties.extend(record.to_properties())
        return compilation


def _record_of(compilation: CheckedCompilation, target: str, seconds: float) -> Record:
    program, before = compilation.program, compilation.before
    return Record(
        program=compilation.name,
        target=target,
        before=count_operations(before).compute_launches if before else None,
        after=program.launches.compute_launches,
        clusters=len(program.fusions.clusters),
        seconds=round(seconds, 3),
        dump=str(Path(compilation.files[Role.AFTER].source.shown).parent),
    )


def _chosen(dump: Dump, module: str | None) -> Compilation:
    """The one compilation of that name; those of a program that was compiled again count once."""
    named = [found for found in dump.compilations if module is None or fnmatchcase(found.name, module)]
    first = [found for found in named if found.recompilation_of is None]
    if len(first) == 1:
        return first[0]
    wanted = "one module" if module is None else f"one module called {module!r}"
    names = list(dict.fromkeys(found.name for found in first or dump.compilations))
    shown = ", ".join([*names[:8], *["..."] * (len(names) > 8)]) or "none"
    hint = "; say which with module='...'" if len(first) > 1 and module is None else ""
    problems = "".join(f"\n{error.file}: {error.message}" for error in dump.errors[:3])
    raise HloscopeError(f"expected {wanted} in {dump.path}, found {len(first)}: {shown}{hint}{problems}")
