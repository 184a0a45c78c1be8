"""Sweeps with the real frameworks: where XLA for CPU splits a sum of cosines, and that nothing is run for it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hloscope.comparisons.plateaus import SweepDocument
from tests.support.contract import problem_in
from tests.support.frameworks import needing

pytestmark = pytest.mark.live

ENVIRONMENT = {"PJRT_DEVICE": "CPU", "JAX_PLATFORMS": "cpu", "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "2"}
JAX = """
import jax, jax.numpy as jnp
def f(x):
    return jnp.sum(jnp.cos(x))
def g(x, y):
    return x @ y
"""
TENSORFLOW = """
import tensorflow as tf
@tf.function(jit_compile=True)
def f(x):
    return tf.reduce_sum(tf.cos(x))
"""
TORCH_XLA = """
import torch, torch_xla
def f(x):
    return torch.sum(torch.cos(x))
"""
PROGRAMS = {"jax": JAX, "tensorflow": TENSORFLOW, "torch-xla": TORCH_XLA}


def swept(program: str, folder: Path, *arguments: str, status: int = 0) -> Any:  # noqa: ANN401
    (folder / "prog.py").write_text(program, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "hloscope", "sweep", *arguments, "--json"],
        env=os.environ | ENVIRONMENT | {"XLA_FLAGS": f"--xla_dump_to={folder / 'dump'}"},
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    assert done.returncode == status, done.stderr
    document = json.loads(done.stdout)
    assert problem_in(document, SweepDocument) == ""
    return document


@pytest.mark.parametrize("program", [needing(name, program) for name, program in PROGRAMS.items()])
def test_sum_of_cosines_falls_off_after_32_elements(program: str, tmp_path: Path) -> None:
    found = swept(program, tmp_path, "prog.py:f", "f32[n]", "--dims", "n=2:512", "--no-cliff", status=1)
    launches = [(one["first"], one["last"], one["numbers"]["launches"]) for one in found["plateaus"]]
    assert launches == [(2, 32, 1), (33, 512, 3)]
    assert found["compiled"] < 40
    [cliff] = found["cliffs"]
    assert [change["what"] for change in cliff["diff"]["changes"]][:1] == ["split"]


def test_element_types_are_swept_on_a_target(tmp_path: Path) -> None:
    arguments = ["prog:g", "t[64,64]", "t[64,k]", "--dims", "t=f32,bf16", "--dims", "k=32", "--target", "h100"]
    found = swept(JAX, tmp_path, *arguments)
    assert (found["variable"], found["values"], found["compiled"]) == ("t", 2, 2)
    assert all(plateau["problem"] is None for plateau in found["plateaus"])
