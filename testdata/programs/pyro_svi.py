"""Steps of stochastic variational inference with Pyro on torch-xla, captured with hloscope when they first run.

    pip install pyro-ppl
    PJRT_DEVICE=CPU XLA_FLAGS=--xla_dump_to=dump python testdata/programs/pyro_svi.py

Only the data says how large a batch is. Pyro reads values while it traces the model, so torch-xla cuts one step into
several programs.
"""

from __future__ import annotations

import pyro
import torch
import torch_xla
from pyro import distributions as dist
from pyro.infer import SVI, Trace_ELBO
from pyro.optim import Adam

import hloscope

FEATURES = 3
STAGES = ("before", "unfused", "after")


def model(x: torch.Tensor, y: torch.Tensor) -> None:
    """Bayesian linear regression."""
    zeros = torch.zeros(FEATURES, device=x.device)
    weights = pyro.sample("weights", dist.Normal(zeros, zeros + 1).to_event(1))
    with pyro.plate("data", len(x)):
        pyro.sample("y", dist.Normal(x @ weights, 1.0), obs=y)


def guide(x: torch.Tensor, _: torch.Tensor) -> None:
    """A normal distribution for each weight."""
    mean = pyro.param("mean", lambda: torch.zeros(FEATURES, device=x.device))
    scale = pyro.param("scale", lambda: torch.ones(FEATURES, device=x.device), constraint=dist.constraints.positive)
    pyro.sample("weights", dist.Normal(mean, scale).to_event(1))


def main() -> None:
    pyro.set_rng_seed(0)
    svi = SVI(model, guide, Adam({"lr": 0.01}), loss=Trace_ELBO())
    step = hloscope.lazy(svi.step)
    for size in (8, 8, 16):
        x = torch.randn(size, FEATURES).to(torch_xla.device())
        print(f"{size} rows, loss {step(x, x.sum(-1)):.2f}, {len(step.compilations)} compilations so far")
    for compilation in step.compilations:
        kernels = hloscope.report(compilation).programs[0]["kernels"]
        print(compilation.name, " -> ".join(str(kernels[stage]["compute_launches"]) for stage in STAGES))


if __name__ == "__main__":
    main()
