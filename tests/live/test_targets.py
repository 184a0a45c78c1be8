"""Compiles for targets that this machine lacks: they succeed, and what hloscope counts is what XLA lists."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from hloscope.captures.targets.retarget import retarget
from hloscope.captures.targets.targets import TARGETS, find_target
from hloscope.dump import Compilation, load
from hloscope.reports.program import program_of
from hloscope.reports.retarget import Retargets
from hloscope.reports.schema import Program
from tests.support.contract import problem_in
from tests.support.dumped import TESTDATA
from tests.support.frameworks import needing
from tests.support.live_programs import dumps, gpu_programs

pytestmark = pytest.mark.live

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {"PJRT_DEVICE": "CPU", "JAX_PLATFORMS": "cpu", "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "2"}
GPUS = ("h100", "a100", "b200")


@cache
def sources() -> list[Compilation]:
    """Half of the programs that testdata/ has for one GPU."""
    folders = sorted(folder for folder in (TESTDATA / "jax-0.10.2-h100").iterdir() if "-" not in folder.name)
    compilations = [compilation for folder in folders for compilation in load(folder).compilations]
    single = [item for item in compilations if item.before and "num_partitions" not in item.before.attributes]
    return [item for number, item in enumerate(single) if number % 5 < 3]


@cache
def programs(*names: str) -> dict[str, list[Program]]:
    """The sources retargeted: the reports on what came out, by target."""
    found: dict[str, list[Program]] = {name: [] for name in names}
    for result in retarget(sources(), [find_target(name) for name in names]):
        assert result.outcome.compilation, (result.source.name, result.outcome.problem)
        program, errors = program_of(result.outcome.compilation)
        assert errors == []
        found[result.target.name].append(program)
    return found


@pytest.mark.parametrize("gpu", GPUS)
def test_launches_are_those_that_xla_lists_for_the_target(gpu: str) -> None:
    found = programs(*GPUS)[gpu]
    assert len(found) >= 40
    assert {program["kernels"]["judge"] for program in found} == {"thunks"}
    assert [program["name"] for program in found if program["kernels"]["disagreements"]] == []


def test_thunks_of_the_target_have_names() -> None:
    [result] = retarget(sources()[:1], [TARGETS["h100"]])
    assert result.outcome.compilation
    assert result.outcome.compilation.thunks
    assert result.outcome.compilation.thunks.has_names


def test_what_comes_out_is_what_jax_compiles_for_that_gpu_itself() -> None:
    """By jax's own way to such a compile: of the installed version, which may fuse otherwise than another."""
    assert len(gpu_programs()) >= 12
    own = [item for item in load(dumps() / "h100").compilations if item.arch and item.recompilation_of is None]
    expected = [(source.name, classes(program_of(source)[0])) for source in own]
    results = retarget(own, [TARGETS["h100"]])
    found = [(result.source.name, result.outcome.compilation) for result in results]
    assert [(name, item and classes(program_of(item)[0])) for name, item in found] == expected
    if version("jax") == "0.10.2":  # the dumps in testdata/ were made with CUDA's assembler and library
        with_cuda = {source.name: classes(program_of(source)[0]) for source in sources()}
        assert {program["name"]: classes(program) for program in programs(*GPUS)["h100"]} == with_cuda


def classes(program: Program) -> Counter[str]:
    after = program["kernels"]["after"]
    assert after
    return Counter(site["class"] for site in after["sites"])


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_compiles(name: str) -> None:
    [result] = retarget(load(TESTDATA / "jax-0.10.2-cpu" / "mlp").compilations, [TARGETS[name]])
    assert result.outcome.compilation, result.outcome.problem
    device = TARGETS[name].device
    assert result.outcome.compilation.platform == TARGETS[name].platform
    assert result.outcome.compilation.arch == (device.arch if TARGETS[name].platform == "gpu" and device else None)
    assert result.outcome.temp_bytes is not None


def test_tpu_programs_are_one_launch_and_counted_by_operations() -> None:
    without_custom_calls = [item for item in sources() if "custom-call" not in str(item.before)]
    results = retarget(without_custom_calls[:12], [TARGETS["tpu-v5e"]])
    assert [result.outcome.problem for result in results] == [None] * 12
    for result in results:
        assert result.outcome.compilation
        program, errors = program_of(result.outcome.compilation)
        assert (errors, program["unit"], program["platform"]) == ([], "top_level_ops", "tpu")
        assert program["kernels"]["after"]
        assert result.outcome.modelled_seconds


HEAD = """
import json, sys
sys.path.insert(0, "testdata/programs")
import hloscope
def seen(compilation):
    [program] = hloscope.report(compilation).programs
    after = program["kernels"]["after"]
    numbers = [after["compute_launches"], after["collectives"]]
    return [program["framework"], program["platform"], program["arch"], program["kernels"]["judge"], *numbers]
def message_of(call):
    try:
        return str(call())
    except hloscope.HloscopeError as error:
        return str(error)
"""
JAX = """
import jax, jax.numpy as jnp
from jax.sharding import AbstractMesh, NamedSharding, PartitionSpec
from jax_models import mlp, mlp_args
from jax_control_flow import callback

def step(w, x):  # data-parallel: the batch is spread over the devices, the gradient is summed
    return w - 0.1 * jax.grad(lambda w: jnp.sum(jnp.tanh(x @ w) ** 2))(w)

def shape(*spec):
    mesh = AbstractMesh((4,), ("x",))
    return jax.ShapeDtypeStruct((16, 16), jnp.float32, sharding=NamedSharding(mesh, PartitionSpec(*spec)))

result = {
    "mlp": seen(hloscope.capture(mlp, *mlp_args(), target="h100")),
    "cholesky": seen(hloscope.capture(jnp.linalg.cholesky, jnp.eye(8), target="a100")),
    "h100x4": seen(hloscope.capture(step, shape(), shape("x"), target="h100x4")),
    "tpu-v5ex4": seen(hloscope.capture(step, shape(), shape("x"), target="tpu-v5ex4")),
    "too few": message_of(lambda: hloscope.capture(step, shape(), shape("x"), target="h100")),
    "callback": message_of(lambda: hloscope.capture(callback, jnp.ones((4, 4)), target="h100")),
}
"""
TENSORFLOW = """
import tensorflow as tf
from tensorflow_programs import mlp, mlp_args
arguments = [tf.constant(value) for value in mlp_args()]
result = seen(hloscope.capture(tf.function(mlp, jit_compile=True), *arguments, target="h100"))
"""
TORCH_XLA = """
import numpy as np, torch, torch_xla
from torch_xla_programs import mlp, mlp_args
arguments = [torch.from_numpy(np.asarray(value)).to(torch_xla.device()) for value in mlp_args()]
result = seen(hloscope.capture(mlp, *arguments, target="h100"))
"""


def result_of(program: str, folder: Path) -> Any:  # noqa: ANN401
    """What a program in a process of its own leaves in `result`."""
    variables = {"XDG_CACHE_HOME": str(folder / "cache"), "XLA_FLAGS": f"--xla_dump_to={folder / 'dump'}"}
    done = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-c", f"{HEAD}{program}\nprint('RESULT', json.dumps(result))"],
        env={**os.environ, **ENVIRONMENT, **variables},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.rpartition("RESULT ")[2])


def test_jax_functions_are_captured_for_targets(tmp_path: Path) -> None:
    found = result_of(JAX, tmp_path)
    assert found["mlp"] == ["jax", "gpu", "sm_9.0a", "thunks", 4, 0]
    assert found["cholesky"][:4] == ["jax", "gpu", "sm_8.0", "thunks"]
    assert found["h100x4"][3:] == ["thunks", 3, 1]  # one all-reduce
    assert found["tpu-v5ex4"][1] == "tpu"
    assert found["tpu-v5ex4"][5] == 1
    assert found["too few"] == (
        "jit_step was not compiled for h100: it is a program for 4 devices, and h100 has 1: use h100x4"
    )
    assert found["callback"].startswith("jax cannot lower this function for gpu: ")


@pytest.mark.parametrize(
    ("framework", "program"),
    [needing("tensorflow", "tensorflow", TENSORFLOW), needing("torch-xla", "torch-xla", TORCH_XLA)],
)
def test_functions_of_other_frameworks_are_captured_for_a_gpu(framework: str, program: str, tmp_path: Path) -> None:
    assert result_of(program, tmp_path) == [framework, "gpu", "sm_9.0a", "thunks", 4, 0]


def command(*arguments: str, folder: Path, flags: str = "") -> subprocess.CompletedProcess[str]:
    variables = {"XDG_CACHE_HOME": str(folder / "cache"), "COLUMNS": "100", "XLA_FLAGS": flags}
    return subprocess.run(
        [sys.executable, "-m", "hloscope", *arguments],
        env={**os.environ, **ENVIRONMENT, **variables},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def launches_in(text: str) -> list[tuple[str, ...]]:
    """The programs, targets and launches of the table: what was the same in jax 0.10.2, 0.11.2 and 0.12.0.1."""
    rows = re.findall(r"^(\S[^\n]*?)  +(h100|tpu-\w+) +(\d+\*?) ", text, re.MULTILINE)
    assert len(rows) >= 8
    return rows


def test_manual_shows_what_the_command_prints(tmp_path: Path) -> None:
    page = ROOT / "docs/how-to/targets.md"
    text = page.read_text("utf-8")
    [(arguments, expected)] = re.findall(r"```text\n\$ hloscope (retarget [^\n]*)\n(.*?)```", text, re.DOTALL)
    done = command(*arguments.split(), folder=tmp_path)
    printed = "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
    assert (done.returncode, done.stderr) == (0, "")
    if os.environ.get("HLOSCOPE_UPDATE_DOCS"):  # writes, and fails all the same: a person looks at it first
        shown = f"$ hloscope {arguments}\n"
        page.write_text(text.replace(shown + expected, shown + printed), "utf-8")
    assert launches_in(printed) == launches_in(expected)
    if f"(jax {version('jax')})" in text:  # clusters may be others with another
        assert printed == expected


def test_run_reports_on_the_target(tmp_path: Path) -> None:
    program = "import jax, jax.numpy as jnp; print(jax.jit(lambda x: jnp.tanh(x) @ x)(jnp.eye(4)).shape)"
    report = str(tmp_path / "report.json")
    done = command("run", "--target", "h100", "--json", report, "--", sys.executable, "-c", program, folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "(4, 4)\n"), done.stderr
    document = json.loads(Path(report).read_text("utf-8"))
    [result] = [result for result in document["results"] if result["program"] == "jit__lambda"]
    assert (result["target"], result["report"]["arch"]) == ("h100", "sm_9.0a")


def test_program_lowered_for_another_platform_is_named_beside_the_others(tmp_path: Path) -> None:
    folders = [str(TESTDATA / "jax-0.10.2-cpu" / name) for name in ("cholesky", "mlp")]
    dump_to = tmp_path / "dumps"
    done = command("retarget", *folders, "--to", "a100", "--dump-to", str(dump_to), "--json", folder=tmp_path)
    assert done.returncode == 1, done.stderr
    document = json.loads(done.stdout)
    assert problem_in(document, Retargets) == ""
    refused, compiled = document["results"]
    assert refused["problem"].startswith("custom call lapack_spotrf_ffi: ")
    assert compiled["problem"] is None
    [kept] = load(dump_to).compilations
    assert (kept.name, kept.arch, kept.path) == ("jit_mlp", "sm_8.0", "a100/0001.jit_mlp")


def test_custom_calls_reach_the_targets_that_know_them(tmp_path: Path) -> None:
    """From jaxlib 0.11 on they carry an attribute that no plugin takes, though it is empty."""
    folder = str(TESTDATA / "jax-0.10.2-h100" / "cholesky")
    done = command("retarget", folder, "--to", "b200", "--json", folder=tmp_path)
    [result] = json.loads(done.stdout)["results"]
    assert (done.returncode, result["problem"]) == (0, None)
    report = result["report"]
    assert (report["kernels"]["judge"], report["kernels"]["disagreements"]) == ("thunks", [])
    assert "library" in {site["class"] for site in report["kernels"]["after"]["sites"]}


def test_flags_of_the_user_hold_for_the_target(tmp_path: Path) -> None:
    """Those of its backend and of none; what its XLA refuses is left out, and the passes are dumped as asked for."""
    flags = "--xla_disable_hlo_passes=priority-fusion --xla_gpu_enable_triton_gemm=false --xla_dump_hlo_pass_re=.*"
    unfit = "--xla_cpu_no_such_flag=1 --xla_gpu_no_such_flag=1 --xla_gpu_enable_command_buffer=NONSENSE"
    arguments = ("retarget", str(TESTDATA / "jax-0.10.2-cpu" / "mlp"), "--to", "h100", "--json")
    plain = command(*arguments, folder=tmp_path)
    done = command(*arguments, "--dump-to", str(tmp_path / "d"), folder=tmp_path, flags=f"{flags} {unfit}")
    assert (plain.returncode, done.returncode) == (0, 0), done.stderr
    [without], [result] = (json.loads(one.stdout)["results"] for one in (plain, done))
    refused = "--xla_gpu_no_such_flag=1 --xla_gpu_enable_command_buffer=NONSENSE"
    assert result["remarks"] == [f"left out of the flags, since this XLA refuses it: {refused}"]
    assert without["remarks"] == []
    before, after = (one["report"]["kernels"]["after"] for one in (without, result))
    assert (before["library"], after["library"]) == (0, 2)  # cuBLAS
    [kept] = load(tmp_path / "d").compilations
    assert len(kept.passes) > 20
    passes = {name for found in kept.passes for name in (found.after_pass, found.before_pass)}
    assert "fusion-wrapper" in passes
    assert "priority-fusion" not in passes


VARIABLE = """HloModule step, input_output_alias={ {0}: (0, {}, may-alias) }
ENTRY e {
  w = f32[64,64] parameter(0)
  x = f32[64,64] parameter(1)
  s = f32[64,64] sine(x)
  n = f32[64,64] add(w, s)
  c = f32[64,64] copy(n)
  ROOT r = (f32[64,64]) tuple(c)
}
"""


def test_step_that_updates_a_variable_compiles_as_it_does_without_its_copy(tmp_path: Path) -> None:
    for name, text in (("copy", VARIABLE), ("plain", VARIABLE.replace(" copy(", " reshape("))):
        (tmp_path / f"{name}.hlo").write_text(text, "utf-8")
    files = [str(tmp_path / f"{name}.hlo") for name in ("copy", "plain")]
    done = command("retarget", *files, "--to", "h100,tpu-v5e,cpu", "--json", folder=tmp_path)
    assert done.returncode == 0, done.stdout
    results = json.loads(done.stdout)["results"]
    found = {(result["target"], result["report"]["kernels"]["after"]["compute_launches"]) for result in results}
    assert found == {("h100", 1), ("tpu-v5e", 1), ("cpu", 1)}  # one fusion


def test_callback_into_python_is_a_stub_that_is_told(tmp_path: Path) -> None:
    """But for a CPU, whose XLA knows the call."""
    folder = str(TESTDATA / "jax-0.10.2-cpu" / "callback")
    done = command("retarget", folder, "--to", "h100,tpu-v5e,cpu", "--json", folder=tmp_path)
    assert done.returncode == 0, done.stdout
    results = json.loads(done.stdout)["results"]
    stubs = {result["target"]: [remark.partition(": a stub")[0] for remark in result["remarks"]] for result in results}
    stub = ["1 x xla_ffi_python_cpu_callback"]
    assert stubs == {"h100": stub, "tpu-v5e": stub, "cpu": []}
    assert all(result["report"]["kernels"]["disagreements"] == [] for result in results)
    [captured] = load(folder).compilations
    asked = program_of(captured)[0]["kernels"]["after"]
    [again] = [result["report"]["kernels"]["after"] for result in results if result["target"] == "cpu"]
    assert asked
    assert [site["class"] for site in again["sites"]] == [site["class"] for site in asked["sites"]]


def test_passes_of_the_target_say_what_xla_did(tmp_path: Path) -> None:
    """A product with a vector becomes a sum: XLA's own snapshots for an H100 that is not here."""
    program = (
        "import jax, jax.numpy as jnp\n"
        "f = jax.jit(lambda x, w, v: jax.nn.relu(x @ w) @ v)\n"
        "f.lower(*(jnp.ones(s, 'float16') for s in ((10, 64), (64, 1024), (1024, 1)))).compile()"
    )
    dump = tmp_path / "dump"
    arguments = ("--passes", "--dump-to", str(dump), "--target", "h100", "--", sys.executable, "-c", program)
    done = command("run", *arguments, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    [kept] = [item for item in load(tmp_path / "dump-targets").compilations if item.name == "jit__lambda"]
    assert "dot-strength-reduction" in {found.after_pass for found in kept.passes}
    assert kept.fusion_decisions
    assert (kept.platform, kept.path.split("/")[0]) == ("gpu", "h100")


def test_compiler_without_memory_says_so(tmp_path: Path) -> None:
    folder = str(TESTDATA / "jax-0.10.2-cpu" / "mlp")
    done = command("retarget", folder, "--to", "h100", "--memory-limit", "0.1", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("hloscope: the compiler for h100 did not start: ")
