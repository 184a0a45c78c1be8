"""Tracing against scripting with the real frameworks: what is lost is named, with its line."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hloscope.torchscript.document import ComparisonDocument
from tests.support.contract import problem_in
from tests.support.frameworks import needing

pytestmark = pytest.mark.live

ROOT = Path(__file__).parents[2]
MODELS = "testdata/programs/torchscript_models.py"
ENVIRONMENT = {"JAX_PLATFORMS": "cpu", "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "2", "COLUMNS": "100"}


def run(*arguments: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hloscope", "torchscript", *arguments]
    done = subprocess.run(command, env=os.environ | ENVIRONMENT, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    return done


def comparison_of(*arguments: str) -> Any:  # noqa: ANN401
    document = json.loads(run("--json", *arguments).stdout)
    assert problem_in(document, ComparisonDocument) == ""
    return document["comparison"]


@pytest.mark.torch
def test_manual_shows_what_is_printed() -> None:
    page = (ROOT / "docs/how-to/torchscript.md").read_text("utf-8")
    found = re.search(r"```text\n\$ hloscope torchscript (\S+:conditional_op[^\n]*)\n(.*?)```", page, re.DOTALL)
    assert found
    printed = [line.rstrip() for line in run(*found[1].split()).stdout.splitlines()]
    assert printed[: found[2].count("\n")] == found[2].splitlines()


@pytest.mark.torch
def test_simple_model_is_the_same_either_way() -> None:
    document = json.loads(run("--json", f"{MODELS}:SimpleModel", "--input", "float32[32,128]").stdout)
    assert [graph["operations"] for graph in document["graphs"]] == [{"aten::linear": 2, "aten::relu": 1}] * 2
    assert [graph["inputs"][0]["state"] for graph in document["graphs"]] == ["specialized", "unspecialized"]
    assert [graph["candidates"][0]["operations"] for graph in document["graphs"]] == [
        ["aten::linear", "aten::relu"]
    ] * 2
    comparison = document["comparison"]
    assert (comparison["paths"], comparison["effects"]) == ([], [])
    assert {row["better"] for row in comparison["decisions"]} == {"either"}


@pytest.mark.torch
def test_lost_branch_is_named_and_proved() -> None:
    found = comparison_of(f"{MODELS}:conditional_op", "--input", "f32[2,3]", "--input", "1.0")
    (path,) = found["paths"]
    assert (path["kind"], path["line"], path["lost_lines"]) == ("if", 66, [[69, 69]])
    assert path["depends_on_data"].startswith("Converting a tensor to a Python boolean")
    assert path["ways"] == {"trace": "lost", "script": "kept"}
    assert found["fixed_arguments"] == ["1.0"]
    assert [way["other_values"]["state"] for way in found["ways"]] == ["differs", "same"]


@pytest.mark.torch
def test_side_effects_are_kept_by_scripting_only() -> None:
    found = comparison_of(f"{MODELS}:Counter", "--input", "float32[3]")
    assert [(effect["what"], effect["ways"]) for effect in found["effects"]] == [
        ("sets self.calls", {"trace": "lost", "script": "kept"}),
        ("calls print()", {"trace": "lost", "script": "kept"}),
    ]


PROGRAMS = {
    "jax": """
import jax.numpy as jnp
def branch(x):
    if x.sum() > 0:
        return x * 2
    return x / 2
def shape(x):
    if x.shape[0] > 2:
        return x * 2
    return x / 2
""",
    "tensorflow": """
import tensorflow as tf
def kept(x):
    if tf.reduce_sum(x) > 0.0:
        x = x * 2
    for i in range(3):
        x = x + i
    return x
plain = tf.function(kept, autograph=False)
""",
    "torch": """
import torch
def endless(x):
    while bool(x.sum() < 100):
        x = x * 2
    return x
def python(x):
    try:
        return x + 1
    except ValueError:
        return x
def broken(x):
    return x + undefined
""",
}


@pytest.fixture
def program(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    path = tmp_path / f"{request.param}_program.py"
    path.write_text(PROGRAMS[request.param])
    return str(path)


@pytest.mark.parametrize("program", [needing("jax")], indirect=True)
def test_jax_refuses_a_branch_on_values_and_specializes_one_on_shapes(program: str) -> None:
    refused = comparison_of(f"{program}:branch", "--framework", "jax", "--input", "float32[3]")
    assert refused["ways"][0]["refusal"]["error"] == "TracerBoolConversionError"
    assert refused["ways"][0]["refusal"]["line"] == refused["paths"][0]["line"] == 4
    assert refused["paths"][0]["ways"] == {"jit": "refused"}
    silent = comparison_of(f"{program}:shape", "--framework", "jax", "--input", "float32[3]")
    assert (silent["paths"][0]["line"], silent["paths"][0]["ways"]) == (8, {"jit": "specialized"})
    assert silent["ways"][0]["other_shape"]["state"] == "same"


@pytest.mark.parametrize("program", [needing("tensorflow")], indirect=True)
def test_autograph_keeps_a_branch_on_values_and_without_it_tensorflow_refuses(program: str) -> None:
    kept = comparison_of(f"{program}:kept", "--framework", "tensorflow", "--input", "float32[3]")
    assert [(path["kind"], path["ways"]) for path in kept["paths"]] == [
        ("if", {"function": "kept"}),
        ("for", {"function": "specialized"}),
    ]
    assert kept["ways"][0]["other_values"]["state"] == "same"
    plain = comparison_of(f"{program}:plain", "--framework", "tensorflow", "--input", "float32[3]")
    assert plain["ways"][0]["refusal"]["error"] == "OperatorNotAllowedInGraphError"
    assert plain["ways"][0]["refusal"]["line"] == plain["paths"][0]["line"] == 4


@pytest.mark.parametrize("program", [needing("torch")], indirect=True)
def test_values_that_never_leave_a_loop_do_not_hang(program: str) -> None:
    found = comparison_of(f"{program}:endless", "--input", "float32[3]")
    assert [way["other_values"]["state"] for way in found["ways"]] == ["not tried", "not tried"]
    assert "ran longer than" in found["ways"][0]["other_values"]["detail"]
    assert found["paths"][0]["times"] == 6


@pytest.mark.parametrize("program", [needing("torch")], indirect=True)
def test_why_scripting_refuses_is_told(program: str) -> None:
    found = comparison_of(f"{program}:python", "--input", "float32[3]")
    trace, script = found["ways"]
    assert trace["refusal"] is None
    assert script["refusal"]["line"] == 8
    assert script["refusal"]["message"] == "try blocks aren't supported"


@pytest.mark.parametrize("program", [needing("torch")], indirect=True)
def test_bad_targets_say_what_is_wrong(program: str) -> None:
    missing = run(f"{program}:nothing", status=2)
    assert missing.stderr.endswith(
        f"hloscope: expected a function or a module object, found no 'nothing' in {program}\n"
    )
    bad = run(f"{program}:python", "--input", "float33[3]", status=2)
    assert "expected an element type of torch, found 'float33'" in bad.stderr
    broken = comparison_of(f"{program}:broken", "--input", "float32[3]")
    assert [way["refusal"]["line"] for way in broken["ways"]] == [13, 13]
