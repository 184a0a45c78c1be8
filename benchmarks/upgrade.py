"""The upgrade story: snapshots that tests wrote with one jaxlib, checked with another; the failures say what changed.

    python -m benchmarks.upgrade [--old 0.6.2] [--new 0.10.2]

Makes an environment for each below build/, with pip, and keeps it there. Nothing but the environment changes between
the runs: in a project with tests that only check snapshots, the old one writes them and agrees with them, and the new
one must fail where XLA compiles something else now.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build" / "upgrade"
TESTS = """\
import jax
import jax.numpy as jnp
import pytest


def mlp(x, w, b):
    return jax.nn.relu(x @ w + b) @ w.T


def softmax(x):
    return jax.nn.softmax(x, axis=-1)


def recurrent(state, inputs, w):
    return jax.lax.scan(lambda h, x: (jnp.tanh(w @ h + x),) * 2, state, inputs)


ARGUMENTS = {
    mlp: [(32, 128), (128, 64), (64,)],
    softmax: [(32, 128)],
    recurrent: [(16,), (10, 16), (16, 16)],
}


@pytest.mark.parametrize("function", ARGUMENTS, ids=lambda function: function.__name__)
def test_model(hlo, function):
    hlo(function, *(jax.ShapeDtypeStruct(shape, "float32") for shape in ARGUMENTS[function])).check_snapshot()
"""
CHANGES = ("split: ", "merged: ", "changed: ")  # how a failure tells what became of clusters


def main() -> None:
    """Run the story, print what the new compiler's tests say, and exit with status 1 if it goes otherwise."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--old", default="0.6.2", metavar="JAX", help="the version that writes the snapshots (0.6.2)")
    parser.add_argument("--new", default="0.10.2", metavar="JAX", help="the version that checks them (0.10.2)")
    options = parser.parse_args()
    old, new = (environment_of(version) for version in (options.old, options.new))
    with TemporaryDirectory() as folder:
        Path(folder, "test_model.py").write_text(TESTS, "utf-8")
        written = run_tests(old, folder, "--hlo-update")
        held = run_tests(old, folder)
        upgraded = run_tests(new, folder)
    told = [line for line in upgraded.stdout.splitlines() if line.startswith("E  ")]
    print(*told, sep="\n")
    statuses = [done.returncode for done in (written, held, upgraded)]
    if statuses != [1, 0, 1] or not any(change in line for line in told for change in CHANGES):
        print(*(done.stdout[-2000:] for done in (written, held, upgraded)), sep="\n", file=sys.stderr)
        sys.exit(f"expected tests that fail once, pass, and fail on the upgrade with what changed, found {statuses}")
    print(f"\nThe snapshots of jax {options.old} hold there, and jax {options.new} is told what it compiles otherwise.")


def environment_of(version: str) -> Path:
    """The Python of an environment with that jax, pytest and this hloscope."""
    folder = BUILD / f"jax-{version}"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--retries", "10"]
    subprocess.run([*pip, f"jax=={version}", f"jaxlib=={version}", "pytest"], check=True)
    subprocess.run([*pip, "--force-reinstall", "--no-deps", str(ROOT)], check=True)
    return python


def run_tests(python: Path, folder: str, *options: str) -> subprocess.CompletedProcess[str]:
    """One run of the project's tests."""
    command = [str(python), "-m", "pytest", "-p", "no:cacheprovider", *options]
    environment = os.environ | {"JAX_PLATFORMS": "cpu"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    main()
