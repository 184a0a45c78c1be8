"""The programs of the registry as jax compiles them, with what XLA says of their cost and memory, and their dumps."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
SIZES = ("argument", "output", "alias", "temp")

_HEAD = """
import json, sys, os
sys.path.insert(0, "testdata/programs")
folder, target = sys.argv[1:]
import jax_programs
jax_programs.add_host_devices()
import jax, numpy as np
from jax.sharding import Mesh

def print_line(program, compiled):
    memory = compiled.memory_analysis()
    sizes = {size: getattr(memory, size + "_size_in_bytes") for size in ("argument", "output", "alias", "temp")}
    line = [program.name, compiled.as_text(), compiled.cost_analysis(), sizes | {"peak": memory.peak_memory_in_bytes}]
    print(json.dumps(line))
"""
# Each program has a folder of its own for its dump.
_CPU = """
mesh = Mesh(np.array(jax.devices()[:4]), ("x",))
for program in jax_programs.PROGRAMS.values():
    if program.runs_on(jax.__version__):
        lowered = jax_programs.jitted(program, mesh if program.in_specs else None).lower(*program.make_args())
        print_line(program, lowered.compile(compiler_options={"xla_dump_to": os.path.join(folder, program.name)}))
"""
_GPU = """
with open(target) as file:
    description = file.read()
for name in "mlp attention layernorm train_step train_step_adam scan while_loop cond sort random_normal cumsum donated".split():
    program = jax_programs.PROGRAMS[name]
    print_line(program, jax_programs.compile_for_gpu(program, description))
"""


class Live(NamedTuple):
    """A compiled program: its name and HLO, XLA's `cost_analysis()`, and the sizes of `memory_analysis()`."""

    name: str
    text: str
    cost: dict[str, float]
    memory: dict[str, int]


def answers_of(script: str, *arguments: str, given: object = None, flags: str = "") -> list[Any]:
    """What a script prints, a JSON value a line, run in a process of its own with jax for CPU."""
    names = {"JAX_PLATFORMS": "cpu", "JAX_SKIP_CUDA_CONSTRAINTS_CHECK": "1", "XLA_FLAGS": flags}
    run = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        env={**os.environ, **names},
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return [json.loads(line) for line in run.stdout.splitlines()]


@cache
def dumps() -> Path:
    """A folder for dumps that lives as long as the tests do."""
    folder = tempfile.mkdtemp(prefix="hloscope-live-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@cache
def cpu_programs() -> list[Live]:
    """Every program compiled for CPU; the dump of each is in the folder of its name in `dumps()`."""
    return [Live(*line) for line in answers_of(_HEAD + _CPU, str(dumps()), "")]


@cache
def gpu_programs() -> list[Live]:
    """Some programs compiled for an H100, without one; their dumps are in the folder `h100` of `dumps()`."""
    target = dumps() / "h100.txtpb"
    capture = [sys.executable, "testdata/capture.py", "--render", "h100"]
    target.write_bytes(subprocess.run(capture, cwd=ROOT, capture_output=True, check=True).stdout)
    flags = f"--xla_dump_to={dumps() / 'h100'} --xla_gpu_autotune_level=0"
    return [Live(*line) for line in answers_of(_HEAD + _GPU, str(dumps()), str(target), flags=flags)]
