"""Comparing on a target: the dumps of three frameworks, compiled for a GPU that is not there."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.dumped import TESTDATA

pytestmark = pytest.mark.live

FOLDERS = {"jax": "jax-0.10.2-cpu", "tf": "tensorflow-2.21.0-cpu", "torch": "torch-xla-2.9.0-cpu"}


def test_mlp_of_three_frameworks_is_one_on_a_gpu(tmp_path: Path) -> None:
    dumps = [f"{label}={TESTDATA / folder / 'mlp'}" for label, folder in FOLDERS.items()]
    command = [sys.executable, "-m", "hloscope", "compare", *dumps, f"more={tmp_path / 'nothing'}", "--to", "h100"]
    done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith(f"hloscope: {tmp_path / 'nothing'}: no such file or folder")
    [model] = json.loads(done.stdout)["models"]
    assert {program["backend"] for program in model["programs"].values()} == {
        "jax gpu sm_9.0a",
        "tensorflow gpu sm_9.0a",
        "torch-xla gpu sm_9.0a",
    }
    assert model["numbers"]["launches"] == {"jax": 4, "tf": 4, "torch": 4}
    operations = [{label: found["operations"] for label, [found] in row["launches"].items()} for row in model["rows"]]
    assert all(len({tuple(found) for found in row.values()}) == 1 for row in operations)
    assert ["broadcast", "add", "maximum", "dot"] in [row["jax"] for row in operations]
