"""Make the testdata: run the programs in fresh processes, keep the chosen dump files, and note the exact command.

    python testdata/capture.py --python PYTHON --target cpu                  everything planned for PYTHON's framework
    python testdata/capture.py --python PYTHON --target h100 --variant cublas mlp
    python testdata/capture.py --render h100                                 print the description of a GPU

PYTHON is the interpreter of an environment with one framework: jax, tensorflow or torch-xla.  The programs run in a
scratch copy of `testdata/programs`, from which relative paths are dumped.  Files keep XLA's own names.  Their content
is kept as XLA wrote it but for one thing: in text, the folders in front of `site-packages/`, of `lib/python3.N/` and
of the scratch copy are removed, for they are this machine's; jax does the same by itself when it is told to by
JAX_HLO_SOURCE_FILE_CANONICALIZATION_REGEX, which is how binary files are clean.  A file that still names one of these
folders is an error.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from capture_plan import OLD_CPU_RUNTIMES, PLANS, SCRIPTS, VARIANTS, Variant

from hloscope.captures.targets.gpus import description_of
from hloscope.devices import GPUS

HERE = Path(__file__).resolve().parent
PROGRAM_FILES = {"jax": "jax_programs.py", "tensorflow": "tensorflow_programs.py", "torch-xla": "torch_xla_programs.py"}
OWN_MODULES = {
    "jax": r"module_\d+\.jit_{name}(\.|$)",
    "tensorflow": r"module_\d+\.(a_inference_{name}_|cluster_)",
    "torch-xla": r"module_\d+\.SyncTensorsGraph",
}
ENVIRONMENTS = {
    "jax": {"JAX_PLATFORMS": "cpu", "JAX_HLO_SOURCE_FILE_CANONICALIZATION_REGEX": r".*/(?=site-packages/|testdata/)"},
    "tensorflow": {"TF_CPP_MIN_LOG_LEVEL": "2"},
    "torch-xla": {"PJRT_DEVICE": "CPU"},
}
PROGRAM_ENVIRONMENTS = {"autocluster": {"TF_XLA_FLAGS": "--tf_xla_auto_jit=2 --tf_xla_cpu_global_jit"}}
GPU_ENVIRONMENT = {"JAX_SKIP_CUDA_CONSTRAINTS_CHECK": "1"}
GPU_FLAGS = ("--xla_gpu_autotune_level=0",)
LIBRARY_PATH = re.compile(r"/[^\s\"'=,:]*/(?=site-packages/|lib/python3\.\d+/)")
PROBE = """
import importlib.metadata as m, json, platform, sys
names = {d.metadata["Name"].lower().replace("_", "-"): d.version for d in m.distributions()}
print(json.dumps({"versions": names, "python": platform.python_version(), "prefix": [sys.prefix, sys.base_prefix]}))
"""


class CaptureError(Exception):
    """A program that could not be captured; the others go on."""


@dataclass(frozen=True)
class Environment:
    """An interpreter, its one framework and the folders that must not show in a dump."""

    python: Path
    framework: str
    versions: dict[str, str]
    python_version: str
    prefixes: tuple[str, ...]

    @property
    def label(self) -> str:
        """Framework and version, as folders are called."""
        return f"{self.framework}-{self.versions[self.framework]}"

    @property
    def note(self) -> str:
        """The versions that matter, in a line."""
        names = [name for name in ("jax", "jaxlib", "tensorflow", "torch", "torch-xla") if name in self.versions]
        return ", ".join([f"{name} {self.versions[name]}" for name in names] + [f"CPython {self.python_version}"])


@dataclass(frozen=True)
class Job:
    """One program dumped in one way for one target."""

    environment: Environment
    target: str
    variant_name: str
    program: str

    @property
    def variant(self) -> Variant:
        """The flags and kept files."""
        return VARIANTS[self.variant_name]

    @property
    def folder(self) -> Path:
        """Where the result goes."""
        has_own_folder = self.variant.folder_suffix or self.variant.top_folder or self.variant_name == "script"
        suffix = f"-{self.variant_name}" if self.variant_name and not has_own_folder else ""
        target = f"{self.environment.label}-{self.target}{self.variant.folder_suffix}"
        return HERE / self.variant.top_folder / target / f"{self.program}{suffix}"


def probe(python: Path) -> Environment:
    """Ask an interpreter which framework it holds."""
    answer = json.loads(subprocess.run([python, "-c", PROBE], capture_output=True, text=True, check=True).stdout)
    versions: dict[str, str] = answer["versions"]
    found = [name for name in PROGRAM_FILES if name in versions]
    if len(found) != 1:
        raise CaptureError(f"expected one framework in {python}, found {', '.join(found) or 'none'}")
    return Environment(python, found[0], versions, answer["python"], tuple(answer["prefix"]))


def registered_programs(environment: Environment) -> list[str]:
    """The names in the framework's registry."""
    script = HERE / "programs" / PROGRAM_FILES[environment.framework]
    listing = subprocess.run(
        [environment.python, script, "--list"],
        env={**os.environ, **ENVIRONMENTS[environment.framework]},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line.split()[0] for line in listing.stdout.splitlines()]


def planned_jobs(environment: Environment, target: str, variant: str | None, programs: list[str]) -> list[Job]:
    """What the command line asks for: the programs it names, else the folder's plan."""
    if programs:
        return [Job(environment, target, variant or "", program) for program in programs]
    plan = PLANS.get(f"{environment.label}-{target}")
    if plan is None:
        raise CaptureError(f"nothing is planned for {environment.label}-{target}; name the programs")
    jobs = []
    for name, wanted in plan.items():
        if variant in (None, name):
            jobs += [Job(environment, target, name, program) for program in expanded(environment, wanted)]
    return jobs


def expanded(environment: Environment, wanted: str) -> list[str]:
    """The programs of a plan's entry; `*` is the whole registry, and `-name` leaves one out."""
    words = wanted.split()
    names = registered_programs(environment) if "*" in words else [word for word in words if not word.startswith("-")]
    return [name for name in names if f"-{name}" not in words]


def program_command(job: Job) -> list[str]:
    """The program's command line, without the interpreter."""
    if job.program in SCRIPTS:
        return [f"testdata/programs/{SCRIPTS[job.program]}"]
    target = [] if job.target == "cpu" else ["--gpu-target", f"{job.target}.txtpb"]
    framework = job.environment.framework
    file = job.variant.program_file.format(framework=framework.replace("-", "_")) or PROGRAM_FILES[framework]
    script = f"testdata/programs/{file}"
    return [script, *target, *job.variant.arguments, job.program]


def program_environment(job: Job, *, dump_to: str) -> dict[str, str]:
    """The environment variables that the program is run with, beside the caller's."""
    on_gpu = job.target != "cpu"
    flags = [f"--xla_dump_to={dump_to}"] if dump_to else []
    flags += [*(GPU_FLAGS if on_gpu else ()), *job.variant.flags]
    return {
        **ENVIRONMENTS[job.environment.framework],
        **(GPU_ENVIRONMENT if on_gpu else {}),
        **PROGRAM_ENVIRONMENTS.get(job.program, {}),
        **job.variant.environment,
        "XLA_FLAGS": " ".join(flags),
    }


def shell_line(job: Job, *, dump_to: str, tail: str = "") -> str:
    """What one would type to run the program so."""
    settings = program_environment(job, dump_to=dump_to)
    words = [f"{name}={shlex.quote(value)}" for name, value in settings.items() if value]
    return " ".join([*words, "python", *program_command(job)]) + tail


def describe(job: Job) -> str:
    """The text of `command.txt`."""
    lines = [f"# {job.environment.note}"]
    if job.target != "cpu":
        lines.append(f"python testdata/capture.py --render {job.target} > {job.target}.txtpb")
    if job.variant.warm_up:
        lines.append(shell_line(job, dump_to=""))
    to_stdout = job.variant_name == "stdout"
    lines.append(shell_line(job, dump_to="-" if to_stdout else "dump", tail=" > dump.log" if to_stdout else ""))
    return "\n".join(lines) + "\n"


def run_program(job: Job, scratch: Path, *, dump_to: str) -> str:
    """Run the program in the scratch folder; its standard output."""
    finished = subprocess.run(
        [job.environment.python, *program_command(job)],
        cwd=scratch,
        env={**os.environ, **program_environment(job, dump_to=dump_to)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    if finished.returncode:
        raise CaptureError(f"exit status {finished.returncode}: {finished.stderr.strip()[-400:]}")
    return finished.stdout


def make_dump(job: Job, scratch: Path) -> Path:
    """Run the program as the variant says; the folder of its dump files."""
    shutil.copytree(HERE / "programs", scratch / "testdata" / "programs", ignore=shutil.ignore_patterns("__pycache__"))
    dump = scratch / "dump"
    dump.mkdir()
    if job.target != "cpu":
        (scratch / f"{job.target}.txtpb").write_text(description_of(GPUS[job.target]))
    if job.variant.warm_up:
        run_program(job, scratch, dump_to="")
    if job.variant_name == "stdout":
        (dump / "dump.log").write_text(run_program(job, scratch, dump_to="-"))
    else:
        run_program(job, scratch, dump_to="dump")
    return dump


def is_kept(job: Job, name: str) -> bool:
    """Whether a dump file belongs to the program and is of a kept kind."""
    if name == "dump.log":
        return True
    own = OWN_MODULES[job.environment.framework].format(name=job.program)
    if not job.variant.all_modules and re.search(own, name) is None:
        return False
    if job.environment.label in OLD_CPU_RUNTIMES and name.endswith(".ir-no-opt.ll"):
        return True
    return re.search(job.variant.keep, name) is not None


def neutral(content: bytes, scratch: Path) -> bytes:
    """The content without this machine's folders, if it is text."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return content
    if "\0" in text:
        return content
    return LIBRARY_PATH.sub("", text.replace(f"{scratch}/", "")).encode()


def check_neutral(job: Job, name: str, content: bytes, scratch: Path) -> None:
    """Refuse content that names a folder of this machine."""
    for folder in (str(scratch), str(HERE.parent), str(Path.home()), *job.environment.prefixes):
        if folder.encode() in content:
            raise CaptureError(f"{name} names the folder {folder}")


def capture(job: Job) -> str:
    """Capture one program; what was done, in a line."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name).resolve()
        dump = make_dump(job, scratch)
        kept: dict[str, bytes] = {}
        for path in sorted(path for path in dump.rglob("*") if path.is_file()):
            relative = path.relative_to(dump).as_posix()
            if is_kept(job, relative):
                kept[relative] = neutral(path.read_bytes(), scratch)
                check_neutral(job, relative, kept[relative], scratch)
    size = sum(map(len, kept.values()))
    if not kept:
        raise CaptureError("no file was kept")
    if size > job.variant.byte_limit:
        raise CaptureError(f"left out: {size:,} bytes, the limit is {job.variant.byte_limit:,}")
    shutil.rmtree(job.folder, ignore_errors=True)
    if job.variant.is_packed:
        kept = {f"{relative}.gz": gzip.compress(content, mtime=0) for relative, content in kept.items()}
    for relative, content in {**kept, "command.txt": describe(job).encode()}.items():
        target = job.folder / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return f"{len(kept)} files, {size:,} bytes"


def capture_or_explain(job: Job) -> bool:
    """Capture one program and say so; whether it worked."""
    label = job.folder.relative_to(HERE)
    try:
        print(f"{label}: {capture(job)}", flush=True)
    except (CaptureError, subprocess.TimeoutExpired) as error:
        print(f"{label}: FAILED: {error}", flush=True)
        return False
    return True


def main() -> int:
    """Capture what the command line asks for; exit status 1 when something could not be captured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--python", type=Path, help="the interpreter of an environment with one framework")
    parser.add_argument("--target", choices=["cpu", *GPUS], default="cpu")
    parser.add_argument("--variant", choices=list(VARIANTS), help="one way to dump; all that are planned by default")
    parser.add_argument("--jobs", type=int, default=2, help="programs captured at the same time")
    parser.add_argument("--render", choices=list(GPUS), help="print the description of a GPU and stop")
    parser.add_argument("programs", nargs="*", metavar="PROGRAM", help="by default, what is planned")
    options = parser.parse_args()
    if options.render:
        print(description_of(GPUS[options.render]), end="")
        return 0
    if not options.python:
        parser.error("--python is needed")
    try:
        jobs = planned_jobs(probe(options.python.absolute()), options.target, options.variant, options.programs)
    except CaptureError as error:
        parser.error(str(error))
    with ThreadPoolExecutor(options.jobs) as pool:
        return 0 if all(list(pool.map(capture_or_explain, jobs))) else 1


if __name__ == "__main__":
    sys.exit(main())
