"""Capture what four jax processes of one run compile, each into a folder of its own, one of them with a mistake.

    python testdata/capture_ranks.py testdata/ranks/jax-0.10.2-cpu

The mistake is that of many runs that hang: the third rank computes the norm of the gradients, for a log, which takes a
collective that no other rank comes to. Nothing is run, for it would hang: all is lowered and compiled. The first rank
compiles a program more, for its metrics, as first ranks do.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

RANKS = 4
KEPT = ("before_optimizations.txt", "after_optimizations.txt", "debug_options")
PROGRAM = """
import sys
import jax
rank, ranks, port = map(int, sys.argv[1:])
jax.config.update("jax_hlo_source_file_canonicalization_regex", ".*/")
jax.distributed.initialize(f"127.0.0.1:{port}", ranks, rank)
import jax.numpy as jnp
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec as P

mesh = Mesh(np.array(jax.devices()), ("data",))

def array(shape, spec):
    return jax.ShapeDtypeStruct(shape, jnp.float32, sharding=NamedSharding(mesh, spec))

def loss(w, x):
    return jnp.mean(jnp.tanh(x @ w) ** 2)

@jax.jit
def train_step(w, x):
    value, gradient = jax.value_and_grad(loss)(w, x)
    scale = jnp.float32(0.1)
    if jax.process_index() == 2:  # the mistake
        scale = scale / jnp.linalg.norm(gradient)
    return jax.lax.with_sharding_constraint(w - scale * gradient, NamedSharding(mesh, P("data", None))), value

@jax.jit
def eval_step(w, x):
    return loss(w, x)

weights, batch = array((64, 32), P("data", None)), array((128, 64), P("data", None))
train_step.lower(weights, batch).compile()
eval_step.lower(weights, batch).compile()
if rank == 0:
    jax.jit(lambda values: jnp.sqrt(values).mean()).lower(jax.ShapeDtypeStruct((8,), jnp.float32)).compile()
jax.distributed.shutdown()
"""


def capture(folder: Path, port: int = 12431) -> None:
    """Runs the processes, and keeps of each what is compared."""
    with tempfile.TemporaryDirectory() as place:
        Path(place, "train.py").write_text(PROGRAM, "utf-8")
        running = [_started(Path(place), rank, port) for rank in range(RANKS)]
        assert [process.wait(300) for process in running] == [0] * RANKS
        for rank in range(RANKS):
            target = folder / f"host_{rank}"
            target.mkdir(parents=True, exist_ok=True)
            for file in Path(place, f"host_{rank}").glob("module_*"):
                if file.name.endswith(KEPT):
                    shutil.copy(file, target)


def _started(place: Path, rank: int, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "train.py", str(rank), str(RANKS), str(port)]
    settings = {"JAX_PLATFORMS": "cpu", "XLA_FLAGS": f"--xla_dump_to=host_{rank}"}
    return subprocess.Popen(command, cwd=place, env={**os.environ, **settings})


if __name__ == "__main__":
    capture(Path(sys.argv[1]))
