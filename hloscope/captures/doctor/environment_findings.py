"""Environment findings: flags and variables that XLA understands, and that leave no dump that hloscope reads."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from hloscope.captures.command.flags import Flag, find_value
from hloscope.captures.command.settings import flags_in
from hloscope.captures.doctor.finding import Finding, note, shortened
from hloscope.dump.proto_files import can_read_protos
from hloscope.dump.sources import is_folder

_FALSE = ("", "0", "false", "f", "no", "off")
_FEW_BYTES = 50_000_000  # a dump of one large program with all passes
_STDOUT = "-"


def environment_findings(environment: Mapping[str, str]) -> Iterator[Finding]:
    """What the flags and variables ask for that is in the way of a dump; looks at the folder, but changes nothing."""
    flags = flags_in(environment)
    folder = find_value(flags, "xla_dump_to")
    dump_flags = [flag for flag in flags if flag.name.startswith("xla_dump_")]
    if dump_flags and not folder and Flag("xla_dump_to") not in dump_flags:  # that one has a finding of its own
        yield _missing_folder(dump_flags[0])
    elif folder == _STDOUT:
        evidence = "XLA_FLAGS has --xla_dump_to=-"
        cause = "XLA then dumps to stdout, between the program's own output, and writes no files"
        yield note("dump-to-stdout", evidence, cause, "hloscope report reads the log; or name a folder")
    elif folder:
        yield from _folder_findings(Path(folder))
    yield from _form_findings(flags)
    yield from _variable_findings(environment)


def _missing_folder(flag: Flag) -> Finding:
    evidence = f"XLA_FLAGS has {shortened(str(flag))}, but no --xla_dump_to=DIR"
    cause = "without a folder XLA dumps nothing, or to stdout if a form such as --xla_dump_hlo_as_text is asked for"
    return Finding("no-dump-folder", evidence, cause, "add --xla_dump_to=DIR")


def _folder_findings(folder: Path) -> Iterator[Finding]:
    """A folder that XLA cannot make or fill."""
    evidence = f"--xla_dump_to={shortened(str(folder))}"
    limit = os.pathconf("/", "PC_NAME_MAX") if hasattr(os, "pathconf") else 255
    if any(len(os.fsencode(part)) > limit for part in folder.parts):
        cause = f"a part of the path is longer than {limit} bytes, which the file system does not take"
        yield Finding("folder-name-too-long", evidence, cause, "choose a shorter name")
        return
    present = next((place for place in (folder, *folder.absolute().parents) if os.path.exists(place)), Path("/"))  # noqa: PTH110 (as `is_folder`)
    if not is_folder(present):
        evidence = f"{evidence}, and {shortened(str(present))} is a file"
        yield Finding("folder-is-a-file", evidence, "XLA cannot make the folder", "name a folder, or a new name")
    elif not os.access(present, os.W_OK | os.X_OK):
        evidence = f"{evidence}: {shortened(str(present))} is not writable for this user"
        cure = "choose another folder, or make this one writable"
        yield Finding("folder-not-writable", evidence, "XLA logs an error for each file, and runs on", cure)
    else:
        yield from _space_findings(present)


def _space_findings(folder: Path) -> Iterator[Finding]:
    usage = shutil.disk_usage(folder)
    if usage.free < _FEW_BYTES and usage.total:  # what has no size, such as /proc, is no disk
        evidence = f"{usage.free / 1e6:.1f} MB are free in {shortened(str(folder))}"
        cause = "on a full disk XLA logs an error for each file, runs on, and leaves files empty or cut short"
        yield Finding("disk-full", evidence, cause, "make room, or dump elsewhere")


def _form_findings(flags: Sequence[Flag]) -> Iterator[Finding]:
    """Forms and selections that hide modules."""
    on = {flag.name for flag in flags if (flag.value is None or flag.value.lower() not in _FALSE)}
    forms = sorted(name for name in on if re.fullmatch(r"xla_dump_hlo_as_\w+|xla_dump_hlo_snapshots", name))
    read = {"xla_dump_hlo_as_text", "xla_dump_hlo_as_long_text"}
    read |= {"xla_dump_hlo_as_proto"} if can_read_protos() else set()
    if forms and not on & read:
        evidence = f"XLA_FLAGS has --{forms[0]} and no --xla_dump_hlo_as_text"
        cause = "once one form is asked for, XLA dumps only what is asked for, and hloscope reads text"
        yield Finding("no-text", evidence, cause, "add --xla_dump_hlo_as_text")
    if "xla_dump_hlo_unoptimized_snapshots" in on:
        evidence = "XLA_FLAGS has --xla_dump_hlo_unoptimized_snapshots"
        cause = "XLA then dumps what each run is given, and no module, whatever else is asked for"
        yield Finding("only-snapshots", evidence, cause, "take it out")
    chosen = find_value(flags, "xla_dump_hlo_module_re")
    if chosen:
        evidence = f"XLA_FLAGS has --xla_dump_hlo_module_re={shortened(chosen)}"
        cause = "only modules in whose name this expression is found are dumped; names are such as jit_train_step"
        yield note("module-filter", evidence, cause, "take it out to see which modules there are")
    limit = find_value(flags, "xla_dump_max_hlo_modules")
    if limit and limit.isdecimal() and int(limit):
        evidence = f"XLA_FLAGS has --xla_dump_max_hlo_modules={shortened(limit)}"
        cause = "modules in the folder count, those of earlier runs too; XLA dumps none beyond that number"
        yield note("module-limit", evidence, cause, "take it out, or empty the folder before each run")


def _variable_findings(environment: Mapping[str, str]) -> Iterator[Finding]:
    if environment.get("JAX_DISABLE_JIT", "").lower() not in _FALSE:
        evidence = f"JAX_DISABLE_JIT={shortened(environment['JAX_DISABLE_JIT'])}"
        cause = "jax.jit does nothing then: each operation is compiled by itself"
        yield Finding("jit-disabled", evidence, cause, "unset JAX_DISABLE_JIT")
    is_off = environment.get("JAX_ENABLE_COMPILATION_CACHE", "true").lower() in _FALSE
    caches = [] if is_off else ["JAX_COMPILATION_CACHE_DIR"]
    for name in (*caches, "XLA_PERSISTENT_CACHE_PATH"):
        if environment.get(name):
            evidence = f"{name}={shortened(environment[name])}"
            cause = "a program that comes out of a cache is not compiled, and leaves no module from before optimization"
            yield note("cache-on", evidence, cause, "`hloscope run` switches the caches off; or unset the variable")
