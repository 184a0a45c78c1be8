"""The doctor on broken situations, each made with the real framework: what it says shows, causes and cures them."""

import os
import sys
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from hloscope.captures.doctor.diagnosis import Diagnosis
from hloscope.captures.doctor.trial import diagnose_command
from tests.support.frameworks import MARKS

pytestmark = pytest.mark.live

ENVIRONMENT = {"PJRT_DEVICE": "CPU", "JAX_PLATFORMS": "cpu", "CUDA_VISIBLE_DEVICES": ""}
LATE = "import os; os.environ['XLA_FLAGS'] = '--xla_dump_to=DIR'\n"
JAX = "import jax\n"
STEP = "print(jax.jit(lambda x: x * 2 + 1)(1.0))\n"
TENSORFLOW = "import tensorflow as tf\n"
TF_STEP = "print(float(tf.function(lambda x: x * 2 + 1, jit_compile=True)(tf.ones(()))))\n"
TORCH_XLA = "import torch, torch_xla\n"
TORCH_STEP = "x = torch.ones(3, device=torch_xla.device()) * 2 + 1; torch_xla.sync(); print(x.sum().item())\n"
TWO_PROCESSES = """
import subprocess, sys
for name in "fg":
    code = f"import jax; {name} = lambda x: x * 2; {name}.__name__ = '{name}'; jax.jit({name})(1.0)"
    subprocess.run([sys.executable, "-c", code], check=True)
"""
SMALL_FILES = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
LONG_NAME = "f = lambda x: x * 2\nf.__name__ = 'f' * 300\njax.jit(f)(1.0)\n"
TPU = """
import jax, jax.experimental.topologies as topologies
topology = topologies.get_topology_desc(platform="tpu", topology_name="v5e:2x2")
mesh = topologies.make_mesh(topology, (4,), ("x",))
sharding = jax.sharding.NamedSharding(mesh, jax.sharding.PartitionSpec())
jax.jit(lambda x: x * 2).lower(jax.ShapeDtypeStruct((8, 128), "float32", sharding=sharding)).compile()
"""
TPU_VARIABLES = {
    "TPU_SKIP_MDS_QUERY": "1",
    "TPU_WORKER_HOSTNAMES": "localhost",
    "TPU_ACCELERATOR_TYPE": "v5litepod-4",
}
CACHE = {
    "JAX_COMPILATION_CACHE_DIR": "TMP/cache",
    "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0",
    "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES": "-1",
}
OUTSIDE = "set it before the first import of the framework, or in the shell; or use `hloscope run -- COMMAND`"


@dataclass(frozen=True)
class Situation:
    """A program and its variables, DIR for the dump folder, and the first finding: `*` stands for any text."""

    program: str
    id: str
    evidence: str
    cure: str
    flags: str = "--xla_dump_to=DIR"
    variables: dict[str, str] = field(default_factory=dict[str, str])
    runs: int = 1
    platform: str | None = None


SITUATIONS = {
    "misspelt flag": Situation(
        JAX + STEP,
        "unknown-flag",
        "XLA said: Unknown flag in XLA_FLAGS: --xla_dmp_to=DIR",
        "did you mean --xla_dump_to=DIR?",
        flags="--xla_dmp_to=DIR",
    ),
    "flag of another kind misspelt": Situation(
        JAX + STEP,
        "unknown-flag",
        "XLA said: Unknown flag in XLA_FLAGS: --xla_gpu_autotune_lvl=0",
        "did you mean --xla_gpu_autotune_level=0?",
        flags="--xla_gpu_autotune_lvl=0 --xla_dump_to=DIR",
    ),
    "one dash": Situation(
        JAX + STEP,
        "unknown-flag",
        "XLA said: Unknown flag in XLA_FLAGS: -xla_dump_to=DIR",
        "did you mean --xla_dump_to=DIR?",
        flags="-xla_dump_to=DIR",
    ),
    "quotes inside": Situation(
        JAX + STEP,
        "flags-file",
        'XLA said: Could not open file "\'--xla_dump_to=DIR\'" to read flags for environment variable "XLA_FLAGS"',
        "XLA_FLAGS=--name=value, without quotes inside",
        flags="'--xla_dump_to=DIR'",
    ),
    "word without dash": Situation(
        JAX + STEP,
        "flags-ignored",
        "XLA_FLAGS has 'and --xla_dump_to=DIR' behind --xla_dump_hlo_as_text=false",
        "write every flag as --name=value, with spaces between flags and none inside them",
        flags="--xla_dump_hlo_as_text=false and --xla_dump_to=DIR",
    ),
    "bad value": Situation(
        JAX + STEP,
        "flag-value",
        "XLA said: Couldn't interpret value yes for flag xla_dump_hlo_as_text",
        "true or false for a switch, a whole number for a number; spaces end a flag",
        flags="--xla_dump_to=DIR --xla_dump_hlo_as_text=yes",
    ),
    "passes without a folder": Situation(
        JAX + STEP,
        "no-dump-folder",
        "XLA_FLAGS has --xla_dump_hlo_pass_re=.*, but no --xla_dump_to=DIR",
        "add --xla_dump_to=DIR",
        flags="--xla_dump_hlo_pass_re=.*",
    ),
    "dump to stdout": Situation(
        JAX + STEP,
        "dump-to-stdout",
        "stdout has: [*][*][*] Begin module_0000.*.before_optimizations.txt [*][*][*]",
        "add --xla_dump_to=DIR",
        flags="--xla_dump_to=-",
    ),
    "expression that matches nothing": Situation(
        JAX + STEP,
        "no-module",
        "XLA started, and no module was dumped",
        "take --xla_dump_hlo_module_re out",
        flags="--xla_dump_to=DIR --xla_dump_hlo_module_re=train",
    ),
    "expression that is none": Situation(
        JAX + STEP,
        "bad-expression",
        "XLA said: Invalid RE2: missing ]: [[]",
        "mend it; .* matches everything",
        flags="--xla_dump_to=DIR --xla_dump_hlo_module_re=[",
    ),
    "limit on modules": Situation(
        JAX + STEP + "jax.jit(lambda x: x * 3)(2.0)",
        "module-limit",
        "XLA said: Have already dumped 1 modules, more than the limit of 1",
        "take the flag out, or empty the folder before each run",
        flags="--xla_dump_to=DIR --xla_dump_max_hlo_modules=1",
    ),
    "only drawings": Situation(
        JAX + STEP,
        "no-text",
        "XLA_FLAGS has --xla_dump_hlo_as_dot and no --xla_dump_hlo_as_text",
        "add --xla_dump_hlo_as_text",
        flags="--xla_dump_to=DIR --xla_dump_hlo_as_dot",
    ),
    "file in place of the folder": Situation(
        JAX + STEP,
        "folder-is-a-file",
        "XLA said: Could not create directory: TMP/program.py. Error: FAILED_PRECONDITION: Not a directory",
        "name a folder, or a new name",
        flags="--xla_dump_to=TMP/program.py",
    ),
    "files that may not grow": Situation(
        SMALL_FILES + JAX + STEP,
        "file-limit",
        "XLA said: Could not write XLA debug data to *; File too large",
        "ulimit -f unlimited",
    ),
    "name too long": Situation(
        JAX + LONG_NAME,
        "name-too-long",
        "module_0000 has no name in its files' names*",
        "none is needed; a shorter function name gives shorter file names",
    ),
    "flags set too late": Situation(
        JAX + "jax.devices()\n" + LATE + STEP,
        "flags-too-late",
        "TMP/program.py:3 sets XLA_FLAGS=--xla_dump_to=DIR",
        OUTSIDE,
        flags="",
    ),
    "out of the compilation cache": Situation(
        JAX + STEP,
        "cache-hit",
        "jit__lambda #* has a module after optimization and none before",
        "`hloscope run` switches caches off; or JAX_ENABLE_COMPILATION_CACHE=false",
        variables=CACHE,
        runs=2,
    ),
    "nothing ran": Situation(
        JAX + "f = jax.jit(lambda x: x * 2)\n",
        "nothing-compiled",
        "jax * was loaded, and no module was dumped",
        "call the jitted function with arguments; jax compiles at the first call",
    ),
    "several processes": Situation(
        TWO_PROCESSES,
        "several-processes",
        "XLA started in 2 processes: *",
        "a folder for each process, such as --xla_dump_to=DIR/$RANK",
    ),
    "wrong device": Situation(
        JAX + STEP,
        "wrong-device",
        "all modules are for cpu, and gpu was asked for",
        "see what `hloscope doctor` lists; jax: JAX_PLATFORMS=cuda makes it fail loudly",
        platform="gpu",
    ),
    "killed": Situation(
        JAX + STEP + "import os; os.kill(os.getpid(), 9)\n",
        "command-failed",
        "the command was ended by signal 9",
        "see its own messages above",
    ),
    "variable of TensorFlow under jax": Situation(
        JAX + STEP,
        "tf-xla-flags",
        "TF_XLA_FLAGS has --xla_dump_to=DIR",
        "XLA_FLAGS=--xla_dump_to=DIR, or put `hloscope run --` in front of the command",
        flags="",
        variables={"TF_XLA_FLAGS": "--xla_dump_to=DIR"},
    ),
    "tutorial's flag": Situation(
        TENSORFLOW + TF_STEP,
        "tf-xla-flags",
        "XLA said: Unknown flag in TF_XLA_FLAGS: --tf_xla_dump_to=DIR",
        "XLA_FLAGS=--xla_dump_to=DIR, or put `hloscope run --` in front of the command",
        flags="",
        variables={"TF_XLA_FLAGS": "--tf_xla_dump_to=DIR"},
    ),
    "no jit_compile": Situation(
        TENSORFLOW + "print(float(tf.function(lambda x: x * 2)(tf.ones(()))))\n",
        "nothing-compiled",
        "tensorflow * was loaded, and no module was dumped",
        "tf.function(jit_compile=True), or for all: TF_XLA_FLAGS='--tf_xla_auto_jit=2 --tf_xla_cpu_global_jit'",
    ),
    "TensorFlow's flags too late": Situation(
        TENSORFLOW + TF_STEP + LATE + TF_STEP,
        "flags-too-late",
        "TMP/program.py:3 sets XLA_FLAGS=--xla_dump_to=DIR",
        OUTSIDE,
        flags="",
    ),
    "torch-xla's flags too late": Situation(
        TORCH_XLA + "torch_xla.device()\n" + LATE + TORCH_STEP,
        "flags-too-late",
        "TMP/program.py:3 sets XLA_FLAGS=--xla_dump_to=DIR",
        OUTSIDE,
        flags="",
    ),
    "torch without its device": Situation(
        TORCH_XLA + "print((torch.ones(3) * 2).sum())\n",
        "nothing-compiled",
        "torch-xla * was loaded, and no module was dumped",
        "move tensors and modules with .to(torch_xla.device()), and call torch_xla.sync()",
    ),
}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # jax makes a folder named - where it dumps to stdout


def diagnose(situation: Situation, tmp_path: Path) -> Diagnosis:
    """What the doctor says, with DIR and TMP in place of the folders."""

    def placed(text: str) -> str:
        return text.replace("DIR", "TMP/dump").replace("TMP", str(tmp_path))

    (tmp_path / "program.py").write_text(placed(situation.program), "utf-8")
    kept = {name: value for name, value in os.environ.items() if name not in ("XLA_FLAGS", "TF_XLA_FLAGS")}
    variables = {"XLA_FLAGS": situation.flags, **situation.variables}
    environment = kept | ENVIRONMENT | {name: placed(value) for name, value in variables.items() if value}
    for _ in range(situation.runs - 1):
        diagnose_command([sys.executable, str(tmp_path / "program.py")], environment)
        (tmp_path / "dump").rename(tmp_path / "first")
    return diagnose_command([sys.executable, str(tmp_path / "program.py")], environment, platform=situation.platform)


def framework_of(situation: Situation) -> str:
    loaded = {TENSORFLOW: "tensorflow", TORCH_XLA: "torch-xla"}
    return next((name for line, name in loaded.items() if line in situation.program), "jax")


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=MARKS[framework_of(situation)]) for name, situation in SITUATIONS.items()],
)
def test_broken_situation_is_explained(name: str, tmp_path: Path) -> None:
    situation = SITUATIONS[name]
    finding = diagnose(situation, tmp_path).findings[0]
    evidence, cure = (
        text.replace(str(tmp_path / "dump"), "DIR").replace(str(tmp_path), "TMP")
        for text in (finding.evidence, finding.cure)
    )
    assert (finding.id, cure) == (situation.id, situation.cure), finding
    assert fnmatchcase(evidence, situation.evidence), evidence


def test_sound_program_has_no_problem(tmp_path: Path) -> None:
    diagnosis = diagnose(Situation(JAX + STEP, "", "", ""), tmp_path)
    assert (diagnosis.findings, diagnosis.summary) == ((), "one compilation was dumped (jax cpu)")


def test_tpu_obeys_the_flag(tmp_path: Path) -> None:
    diagnosis = diagnose(Situation(TPU, "", "", "", variables=TPU_VARIABLES, platform="tpu"), tmp_path)
    assert (diagnosis.problems, diagnosis.summary) == ((), "one compilation was dumped (jax tpu)")


def test_flags_in_the_program_before_xla_starts_are_followed(tmp_path: Path) -> None:
    diagnosis = diagnose(Situation(LATE + JAX + STEP, "", "", "", flags=""), tmp_path)
    assert (diagnosis.findings, diagnosis.summary) == ((), "one compilation was dumped (jax cpu)")
