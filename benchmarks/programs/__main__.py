"""Compiles one of the programs for this machine's CPU; XLA writes it into the folder.

    python -m benchmarks.programs dense build/benchmarks/dense --layers 24

Needs jax. `hloscope retarget FOLDER --to h100 --dump-to OTHER` makes those of a GPU from it.
"""

from __future__ import annotations

import argparse
import os
from importlib import import_module
from pathlib import Path
from typing import Any

PROGRAMS = ("dense", "experts", "diffusion", "convolutions", "recurrent", "sharded")
DEVICES = 8  # of the sharded one, which jax makes of one CPU


def main() -> None:
    """Read the options, compile."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.programs", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("program", choices=PROGRAMS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--layers", type=int, default=24)
    options = parser.parse_args()
    # jax reads both when it starts. Machine code is of no interest here, so LLVM need not try hard.
    flags = [f"--xla_dump_to={options.folder}", "--xla_llvm_disable_expensive_passes=true"]
    if options.program == "sharded":
        flags.append(f"--xla_force_host_platform_device_count={DEVICES}")
    os.environ["XLA_FLAGS"] = " ".join(flags)
    os.environ["JAX_PLATFORMS"] = "cpu"
    program: Any = import_module(f"benchmarks.programs.{options.program}")
    program.lowered(options.layers).compile()


if __name__ == "__main__":
    main()
