"""`hloscope bench` with the real frameworks: payback, kernels, and shares that add up to what was measured."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hloscope.benching.timings import BenchDocument
from tests.support.contract import problem_in
from tests.support.frameworks import needing

pytestmark = pytest.mark.live

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {"JAX_PLATFORMS": "cpu", "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "2", "COLUMNS": "100"}
MLP = "import {}\ndef mlp(x, w1, b1, w2, b2):\n    return {}(x @ w1 + b1) @ w2 + b2\n"
PROGRAMS = {
    "jax": MLP.format("jax", "jax.nn.relu"),
    "tensorflow": MLP.format("tensorflow as tf", "tf.nn.relu"),
    "torch": MLP.format("torch", "torch.relu"),
}
SHAPES = ("float32[32,128]", "float32[128,256]", "float32[256]", "float32[256,64]", "float32[64]")


@pytest.mark.parametrize(
    ("framework", "kernels"),
    [
        needing("jax", "jax", {"eager": 10, "jit": 4}),
        needing("tensorflow", "tensorflow", {"eager": 5, "tf.function": 5, "jit_compile": 4}),
        needing("torch", "torch", {"eager": 5, "traced": 5, "scripted": 5}),
    ],
)
def test_mlp_is_timed_counted_and_profiled(framework: str, kernels: dict[str, int], tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAMS[framework])
    command = [sys.executable, "-m", "hloscope", "bench", "--json", f"{tmp_path / 'program.py'}:mlp"]
    inputs = [word for shape in SHAPES for word in ("--input", shape)]
    done = subprocess.run(
        [*command, *inputs], env=os.environ | ENVIRONMENT, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert problem_in(document, BenchDocument) == ""
    ways = {way["name"]: way for way in document["ways"]}
    assert {name: way["kernels"] for name, way in ways.items()} == kernels
    for way in ways.values():
        assert len(way["calls"]) == 30
        assert 0 < min(way["calls"]) <= way["median"] <= max(way["calls"])
        assert way["spread"] >= 0
        check_profile(way["profile"])
    if framework != "torch":
        clusters = [item for item in ways[[*ways][-1]]["profile"]["operations"] if item["cluster"]]
        assert {item["calls"] for item in clusters} == {20}
        assert any("maximum" in item["cluster"] for item in clusters)


def check_profile(profile: Any) -> None:  # noqa: ANN401
    """The shares add up to the profile's total."""
    if profile:
        assert sum(item["share"] for item in profile["operations"]) == pytest.approx(1)
        total = sum(item["nanoseconds"] for item in profile["operations"])
        assert total == pytest.approx(profile["total_nanoseconds"])


JUDGE = """
import glob, json, tempfile
import jax, jax.numpy as jnp
from hloscope.parsers import parse_xplane
step = jax.jit(lambda x: jax.lax.fori_loop(0, 3, lambda i, y: jnp.sin(y @ y), x))
x = jnp.ones((64, 64))
step(x).block_until_ready()
with tempfile.TemporaryDirectory() as folder:
    with jax.profiler.trace(folder):
        [step(x).block_until_ready() for _ in range(3)]
    (path,) = glob.glob(folder + "/**/*.xplane.pb", recursive=True)
    ours = [(e.operation, e.module, e.program_id, e.duration // 1000) for e in parse_xplane(open(path, "rb").read())]
    theirs = []
    for plane in jax.profiler.ProfileData.from_file(path).planes:
        for line in plane.lines:
            for event in line.events:
                stats = dict(event.stats)
                if "hlo_op" in stats:
                    theirs.append((stats["hlo_op"], stats["hlo_module"], stats["program_id"], int(event.duration_ns)))
print(json.dumps([ours, theirs]))
"""


def test_profile_is_read_as_jax_reads_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", JUDGE],
        env=os.environ | ENVIRONMENT,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ours, theirs = json.loads(done.stdout.splitlines()[-1])
    assert ours
    assert sorted(ours) == sorted(theirs)
