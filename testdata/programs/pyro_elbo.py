"""Pyro's compiled ELBO: finds the graphs that `pyro.ops.jit` traced, and writes them where hloscope reads them.

    python testdata/programs/pyro_elbo.py graphs
    hloscope torchscript graphs

Needs pyro-ppl. `JitTrace_ELBO` keeps a `pyro.ops.jit.CompiledFunction`, and that a traced function for each kind of
arguments.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyro
import pyro.distributions as dist
import torch
from pyro.infer import SVI, JitTrace_ELBO
from pyro.infer.autoguide import AutoNormal
from pyro.ops.jit import CompiledFunction


def model(x, y):
    weight = pyro.sample("weight", dist.Normal(torch.zeros(3), 1.0).to_event(1))
    scale = pyro.sample("scale", dist.LogNormal(0.0, 1.0))
    with pyro.plate("data", len(x)):
        return pyro.sample("y", dist.Normal(x @ weight, scale), obs=y)


def train(steps=3):
    pyro.set_rng_seed(0)
    x = torch.randn(20, 3)
    elbo = JitTrace_ELBO(ignore_jit_warnings=True)
    svi = SVI(model, AutoNormal(model), pyro.optim.Adam({"lr": 0.01}), loss=elbo)
    return elbo, [svi.step(x, x.sum(-1)) for _ in range(steps)]


def traced_functions(elbo):
    """Every function that Pyro traced for this ELBO."""
    found = [item for item in vars(elbo).values() if isinstance(item, CompiledFunction)]
    return [traced for function in found for traced in function.compiled.values()]


def main(folder):
    elbo, losses = train()
    folder.mkdir(parents=True, exist_ok=True)
    traced = traced_functions(elbo)
    for number, function in enumerate(traced):
        (folder / f"elbo_{number}.txt").write_text(str(function.inlined_graph), "utf-8")
    print(f"{len(traced)} traced functions, losses {losses}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
