"""One MLP in JAX, TensorFlow and torch-xla: its compute launches, captured in the process that has the framework.

    python -m benchmarks.frameworks     # in an environment with all three, such as .venv-live

Each framework gets a process of its own. The programs are those of `testdata/programs`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
STAGES = ("before", "unfused", "after")
# How a user of each framework would call `capture`.
PROGRAMS: Mapping[str, str] = {
    "jax": """
import jax
from jax_models import mlp, mlp_args
version = jax.__version__
compilation = hloscope.capture(jax.jit(mlp), *mlp_args())
""",
    "tensorflow": """
import tensorflow as tf
from tensorflow_programs import mlp, mlp_args
version = tf.__version__
compilation = hloscope.capture(tf.function(mlp, jit_compile=True), *map(tf.constant, mlp_args()))
""",
    "torch-xla": """
import torch, torch_xla
from torch_xla_programs import mlp, mlp_args
version = torch_xla.__version__
compilation = hloscope.capture(mlp, *(torch.from_numpy(value).to(torch_xla.device()) for value in mlp_args()))
""",
}
HEAD = "import json, sys, hloscope\nsys.path.insert(0, 'testdata/programs')\n"
TAIL = """
[program] = hloscope.report(compilation).to_dict()["compilations"]
print(json.dumps([version, program["platform"], program["kernels"]]))
"""
VARIABLES = {"PJRT_DEVICE": "CPU", "JAX_PLATFORMS": "cpu", "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "2"}


def row_of(framework: str) -> tuple[str, ...]:
    """Framework and version, platform, and compute launches at each stage."""
    version, platform, kernels = captured(PROGRAMS[framework])
    return (f"{framework} {version}", platform, *(str(kernels[stage]["compute_launches"]) for stage in STAGES))


def captured(program: str) -> tuple[str, str, Mapping[str, Mapping[str, int]]]:
    """What a process that runs the program prints: version, platform, and launches at each stage."""
    with tempfile.TemporaryDirectory() as folder:
        flags = {"XLA_FLAGS": f"--xla_dump_to={folder}"}  # which only torch-xla needs
        command = [sys.executable, "-c", HEAD + program + TAIL]
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **VARIABLES, **flags}, stdout=subprocess.PIPE, text=True, check=True
        )
    version, platform, kernels = json.loads(done.stdout.splitlines()[-1])
    return version, platform, kernels


def table() -> Iterator[str]:
    """Lines of Markdown."""
    yield "| framework | platform | before | unfused | after |"
    yield "|---|---|---:|---:|---:|"
    yield from (f"| {' | '.join(row)} |" for row in map(row_of, PROGRAMS))


def main() -> None:
    print("\n".join(table()))


if __name__ == "__main__":
    main()
