"""Capturing in process with the real frameworks: the same report as `hloscope run` gives, and nothing left behind."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.frameworks import PROGRAMS, row_of
from tests.support.frameworks import needing

pytestmark = pytest.mark.live

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {"PJRT_DEVICE": "CPU", "JAX_PLATFORMS": "cpu", "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "2"}
HEAD = """
import json, os, sys, tempfile, threading
sys.path.insert(0, "testdata/programs")
import hloscope
def launches(compilation):
    kernels = hloscope.report(compilation).programs[0]["kernels"]
    return [kernels[stage]["compute_launches"] for stage in ("before", "unfused", "after")]
def message_of(call):
    try:
        return str(call())
    except hloscope.HloscopeError as error:
        return str(error)
"""
JAX = """
import jax, jax.numpy as jnp
from jax_models import mlp, mlp_args
args = mlp_args()
"""
TENSORFLOW = """
import tensorflow as tf
from tensorflow_programs import mlp, mlp_args
args = [tf.constant(value) for value in mlp_args()]
mlp = tf.function(mlp, jit_compile=True)
"""
TORCH_XLA = """
import numpy as np, torch, torch_xla
from torch_xla_programs import mlp, mlp_args
device = torch_xla.device()
args = [torch.from_numpy(np.asarray(value)).to(device) for value in mlp_args()]
"""
MLP = """
compilation = hloscope.capture(mlp, *args)
result = [compilation.framework, compilation.platform, launches(compilation)]
"""


def result_of(*parts: str, **variables: str) -> Any:  # noqa: ANN401
    """What a program in a process of its own leaves in `result`."""
    program = "\n".join([HEAD, *parts, "print('RESULT', json.dumps(result))"])
    environment = {name: value for name, value in os.environ.items() if name not in ("XLA_FLAGS", "TF_XLA_FLAGS")}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment | ENVIRONMENT | variables,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.rpartition("RESULT ")[2])


@pytest.mark.parametrize("framework", [needing(name) for name in PROGRAMS])
def test_capture_has_the_launches_that_a_run_has_and_that_the_manual_shows(framework: str, tmp_path: Path) -> None:
    row = row_of(framework)
    page = (ROOT / "docs/how-to/capture.md").read_text("utf-8")
    shown = re.findall(rf"^\| {framework} \S+ \| (.*) \|$", page, re.MULTILINE)
    assert shown == [" | ".join(row[1:])]  # of whichever version
    source = f"testdata/programs/{framework.replace('-', '_')}_programs.py"
    command = [
        sys.executable,
        "-m",
        "hloscope",
        "run",
        "--json",
        str(tmp_path / "r.json"),
        "--",
        sys.executable,
        source,
    ]
    subprocess.run([*command, "mlp"], env=os.environ | ENVIRONMENT, capture_output=True, check=True, cwd=ROOT)
    programs = json.loads((tmp_path / "r.json").read_text("utf-8"))["compilations"]
    ran = max((program["kernels"] for program in programs), key=lambda kernels: len(kernels["before"]["sites"]))
    assert row[1:] == ("cpu", *(str(ran[stage]["compute_launches"]) for stage in ("before", "unfused", "after")))


def test_jax_capture_leaves_the_compilation_cache_as_it_is(tmp_path: Path) -> None:
    cache = """
jax.config.update("jax_compilation_cache_dir", CACHE)
jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.0)
jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)
entries = lambda: len([name for name in os.listdir(CACHE) if name.startswith("jit_mlp") and name.endswith("-cache")])
counts = []
for _ in range(2):
    counts += [launches(hloscope.capture(mlp, *args)), entries()]
    jax.block_until_ready(jax.jit(mlp)(*args))
    counts.append(entries())
result = counts
"""
    (tmp_path / "cache").mkdir()
    found = result_of(JAX, f"CACHE = {str(tmp_path / 'cache')!r}", cache, TMPDIR=str(tmp_path))
    # What jax did by itself is cached as ever; a compile that came out of the cache would have no stage before.
    assert found == [[10, 8, 4], 0, 1, [10, 8, 4], 1, 1]
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]


def test_jax_takes_static_donated_and_abstract_arguments() -> None:
    program = """
step = jax.jit(lambda x, n: x * n, static_argnums=1, donate_argnums=0)
x = jnp.ones(8)
captured = hloscope.capture(step, x, 3)
abstract = hloscope.capture(jax.jit(jnp.cumsum), jax.ShapeDtypeStruct((4, 2), "int32"))
shapes = [str(item.shape).partition("{")[0] for found in (captured, abstract) for item in found.after.entry.parameters]
result = [float(step(x, 3).sum()), shapes, captured.name, captured.before.attributes["input_output_alias"] is not None]
"""
    assert result_of(JAX, program) == [24.0, ["f32[8]", "s32[4,2]"], "jit__lambda", True]


def test_jax_capture_is_whole_where_flags_restrict_dumps(tmp_path: Path) -> None:
    flags = f"--xla_dump_to={tmp_path} --xla_dump_hlo_module_re=nothing --xla_dump_hlo_as_proto"
    assert result_of(JAX, MLP, XLA_FLAGS=flags) == ["jax", "cpu", [10, 8, 4]]


def test_jax_capture_from_threads() -> None:
    program = """
functions = [jax.jit(lambda x, n=n: jnp.tanh(x) * n) for n in range(4)]
found = {}
def run(n):
    found[n] = hloscope.capture(functions[n], jnp.ones(n + 3))
threads = [threading.Thread(target=run, args=(n,)) for n in range(4)]
[thread.start() for thread in threads]; [thread.join() for thread in threads]
result = [found[n].after.entry.parameters[0].shape.dimensions[0] for n in range(4)]
"""
    assert result_of(JAX, program) == [3, 4, 5, 6]


def test_lazy_function_called_by_a_traced_one_captures_nothing() -> None:
    program = """
inner = hloscope.lazy(jax.jit(lambda x: x * 2))
outer = hloscope.lazy(jax.jit(lambda x: inner(x) + 1))
values = [float(outer(jnp.ones(3)).sum()), float(outer(jnp.ones(3)).sum()), float(outer(jnp.ones(4)).sum())]
result = [values, len(inner.compilations), len(outer.compilations)]
"""
    assert result_of(JAX, program) == [[9.0, 9.0, 12.0], 0, 2]


@pytest.mark.tensorflow
def test_tensorflow_says_what_it_cannot_capture() -> None:
    program = """
plain, bad = tf.function(lambda x: x), tf.function(lambda x: tf.strings.as_string(x), jit_compile=True)
result = [message_of(lambda: hloscope.capture(fn, tf.ones(3))) for fn in (plain, bad)]
"""
    plain, bad = result_of(TENSORFLOW, program)
    start = "TensorFlow cannot compile this function for these arguments: "
    assert plain == f"{start}Compiler IR can only be returned for functions marked with 'jit_compile=True'"
    assert bad.startswith(start)
    assert "AsString" in bad


@pytest.mark.tensorflow
def test_lazy_tensorflow_function_leaves_variables_to_the_call() -> None:
    program = """
total = tf.Variable(0.0)
step = hloscope.lazy(tf.function(lambda x: total.assign_add(tf.reduce_sum(x)), jit_compile=True))
values = [float(step(tf.ones(3))), float(step(tf.ones(3))), float(step(tf.ones(4)))]
result = [values, [found.framework for found in step.compilations]]
"""
    assert result_of(TENSORFLOW, program) == [[3.0, 6.0, 10.0], ["tensorflow", "tensorflow"]]


@pytest.mark.torch
def test_torch_xla_modules_and_blocks(tmp_path: Path) -> None:
    program = """
model = torch.nn.Sequential(torch.nn.Linear(128, 256), torch.nn.ReLU(), torch.nn.Linear(256, 64)).to(device)
with hloscope.capturing() as dump:
    first = hloscope.capture(model, args[0])
    step = hloscope.lazy(lambda x: (x.sin() * 2).sum())
    values = [round(float(step(torch.ones(n, device=device))), 3) for n in (5, 5, 6)]
names = [found.framework for found in dump.compilations]
again = hloscope.capture(model, args[0]) is first
other = message_of(lambda: hloscope.capture(lambda x: model(x), args[0]))
reads = lambda x: x * x.sum().item()
breaks = message_of(lambda: hloscope.capture(reads, torch.ones(3, 7).to(device)))
host = message_of(lambda: hloscope.capture(model, torch.ones(32, 128)))
lazy_reads = hloscope.lazy(reads)
lazy_sum = float(lazy_reads(torch.ones(3, 8).to(device)).sum())
result = [launches(first)[2], values, len(step.compilations), names.count("torch-xla") >= 3, again, other, breaks, host]
result += [lazy_sum, len(lazy_reads.compilations)]
"""
    found = result_of(TORCH_XLA, program, XLA_FLAGS=f"--xla_dump_to={tmp_path}")
    assert found[:4] == [4, [8.415, 8.415, 10.098], 2, True]
    again, other, breaks, host, *of_lazy = found[4:]
    assert of_lazy == [576.0, 2]
    assert again is True  # torch-xla compiles nothing twice
    assert other.startswith("expected XLA to compile the function, found nothing new in the dump folder: ")
    assert breaks.startswith("expected one program, found 2: ")
    assert host == (
        "expected tensors on torch-xla's device, found one on cpu: move them, and the module, with "
        ".to(torch_xla.device())"
    )


@pytest.mark.torch
def test_torch_xla_without_a_dump_says_what_to_do() -> None:
    message = result_of(TORCH_XLA, "result = message_of(lambda: hloscope.capture(mlp, *args))")
    assert message.startswith("expected XLA to dump in this process, found no --xla_dump_to=FOLDER in XLA_FLAGS")


def test_capturing_a_block_of_jax(tmp_path: Path) -> None:
    program = """
jax.block_until_ready(jax.jit(lambda x: x + 1)(jnp.ones(3)))
with hloscope.capturing() as dump:
    jax.block_until_ready(jax.jit(mlp)(*args))
result = [[found.name, launches(found)] for found in dump.compilations if found.name == "jit_mlp"]
"""
    assert result_of(JAX, program, XLA_FLAGS=f"--xla_dump_to={tmp_path}") == [["jit_mlp", [10, 8, 4]]]
