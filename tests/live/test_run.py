"""`hloscope run` on the real frameworks: their programs run as they would alone, and what XLA compiled is reported."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.frameworks import needing

pytestmark = pytest.mark.live

ROOT = Path(__file__).parents[2]
# Programs in the manner of the frameworks' tutorials.
JAX = """
import jax, jax.numpy as jnp
@jax.jit
def step(x, w):
    return jnp.sum(jax.nn.relu(x @ w) * 2)
print("result", step(jnp.ones((8, 16)), jnp.ones((16, 4))))
"""
TENSORFLOW = """
import tensorflow as tf
@tf.function(jit_compile=True)
def step(x, w):
    return tf.reduce_sum(tf.nn.relu(x @ w) * 2.0)
print("result", float(step(tf.ones((8, 16)), tf.ones((16, 4)))))
"""
CLUSTERED = TENSORFLOW.replace("(jit_compile=True)", "")
TORCH_XLA = """
import torch, torch_xla
device = torch_xla.device()
x, w = torch.ones(8, 16, device=device), torch.ones(16, 4, device=device)
result = (torch.relu(x @ w) * 2).sum()
torch_xla.sync()
print("result", result.item())
"""
PROGRAMS = {"jax": JAX, "tensorflow": TENSORFLOW, "torch-xla": TORCH_XLA}
ENVIRONMENT = {"PJRT_DEVICE": "CPU", "JAX_PLATFORMS": "cpu", "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "2"}


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("XLA_FLAGS", "TF_XLA_FLAGS")}
    return subprocess.run(
        command, env=environment | ENVIRONMENT | variables, capture_output=True, text=True, check=False, cwd=ROOT
    )


@pytest.mark.parametrize(("framework", "program"), [needing(name, name, program) for name, program in PROGRAMS.items()])
def test_program_runs_as_alone_and_is_reported(framework: str, program: str, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(program, "utf-8")
    alone = run(sys.executable, str(tmp_path / "program.py"))
    done = run(
        *(sys.executable, "-m", "hloscope", "run", "--json", str(tmp_path / "report.json"), "--"),
        *(sys.executable, str(tmp_path / "program.py")),
    )
    assert (done.returncode, done.stdout) == (0, alone.stdout), done.stderr
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["errors"] == []
    whole = [
        program
        for program in report["compilations"]
        if program["kernels"]["before"] and program["kernels"]["after"] and program["framework"] == framework
    ]
    assert whole, report


@pytest.mark.parametrize("program", [needing(name, program) for name, program in PROGRAMS.items()])
def test_interrupted_program_ends_as_alone_and_is_reported(program: str, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(
        f"{program}print('ready', flush=True)\nimport time\ntime.sleep(120)\n", "utf-8"
    )
    command = [sys.executable, "-m", "hloscope", "run", "--", sys.executable, str(tmp_path / "program.py")]
    environment = {name: value for name, value in os.environ.items() if name not in ("XLA_FLAGS", "TF_XLA_FLAGS")}
    with (tmp_path / "talk").open("w", encoding="utf-8") as talk:
        process = subprocess.Popen(
            command,
            env=environment | ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=talk,
            text=True,
            cwd=ROOT,
            start_new_session=True,
        )
        assert process.stdout
        assert [process.stdout.readline()[:6], process.stdout.readline()] == ["result", "ready\n"]
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        assert process.communicate(timeout=60)[0] == ""
    printed = (tmp_path / "talk").read_text("utf-8")
    assert process.returncode == 128 + signal.SIGINT, printed
    assert printed.index("KeyboardInterrupt") < printed.index("By backend")


@pytest.mark.tensorflow
def test_tutorials_tensorflow_workflow_works(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(TENSORFLOW, "utf-8")
    flags = {"TF_XLA_FLAGS": f"--tf_xla_dump_to={tmp_path / 'dump'}"}
    bare = run(sys.executable, str(tmp_path / "program.py"), **flags)
    assert bare.returncode != 0  # what the tutorial says kills this TensorFlow
    done = run(sys.executable, "-m", "hloscope", "run", "--", sys.executable, str(tmp_path / "program.py"), **flags)
    assert (done.returncode, done.stdout) == (0, "result 1024.0\n"), done.stderr
    assert "does what it meant" in done.stderr
    assert "tensorflow cpu" in done.stderr
    assert list((tmp_path / "dump").glob("*before_optimizations.txt"))


@pytest.mark.tensorflow
def test_programs_that_tensorflow_clusters_by_itself_are_reported(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(CLUSTERED, "utf-8")
    done = run(
        *(sys.executable, "-m", "hloscope", "run", "--", sys.executable, str(tmp_path / "program.py")),
        TF_XLA_FLAGS="--tf_xla_auto_jit=2 --tf_xla_cpu_global_jit",
    )
    assert (done.returncode, done.stdout) == (0, "result 1024.0\n"), done.stderr
    assert "cluster_" in done.stderr
