"""What the pytest plugin costs: a suite of captured jax tests against the same suite that only compiles.

    python -m benchmarks.pytest_overhead            # 200 tests, twice each way
    python -m benchmarks.pytest_overhead --tests 20

Each suite runs in a process of its own; a suite's figure is the CPU seconds of its tests, all threads, without imports.
The tests of both lower and compile one program each, all different; the captured ones check it as well.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

CONFTEST = """\
from pathlib import Path
from time import process_time

def pytest_collection_finish(session):
    session.start = process_time()

def pytest_sessionfinish(session):
    Path("seconds").write_text(str(process_time() - session.start))
"""
SUITE = """\
import jax
import jax.numpy as jnp
import pytest

def layer(x, w, b):
    return jax.nn.softmax(jax.nn.gelu(x @ w + b), axis=-1)

def arguments(n):
    return [jax.ShapeDtypeStruct(shape, "float32") for shape in ((8 + n, 64), (64, 96), (96,))]

@pytest.mark.parametrize("n", range({tests}))
def test_layer({fixture}n):
    {body}
"""
BARE = "jax.jit(layer).lower(*arguments(n)).compile()"
CAPTURED = """compilation = hlo(layer, *arguments(n))
    compilation.assert_fused("add", "multiply")
    compilation.assert_compute_launches(max=20)
    compilation.assert_no_op("sine")"""


def main() -> None:
    """Measure, and print what hloscope adds."""
    parser = argparse.ArgumentParser(description="Measures what the pytest plugin adds to a suite of jax tests.")
    parser.add_argument("--tests", type=int, default=200, help="how many tests a suite has")
    parser.add_argument("--rounds", type=int, default=2, help="how often each suite runs")
    options = parser.parse_args()
    rounds = [
        (seconds_of("", BARE, options.tests), seconds_of("hlo, ", CAPTURED, options.tests))
        for _ in range(options.rounds)
    ]
    bare, captured = (median(column) for column in zip(*rounds, strict=True))
    added = captured - bare
    print(f"{options.tests} jax tests, CPU seconds: {bare:.1f} compiling, {captured:.1f} captured and checked")
    print(f"in hloscope {added / captured:.1%} of the suite, {added / options.tests * 1e3:.1f} ms a test")


def seconds_of(fixture: str, body: str, tests: int) -> float:
    """The CPU seconds of one suite."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "conftest.py").write_text(CONFTEST, "utf-8")
        Path(folder, "test_suite.py").write_text(SUITE.format(fixture=fixture, body=body, tests=tests), "utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder, folder]
        environment = os.environ | {"JAX_PLATFORMS": "cpu"}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stdout)
        return float(Path(folder, "seconds").read_text("utf-8"))


if __name__ == "__main__":
    main()
