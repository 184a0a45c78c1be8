"""Costs against XLA's own cost analysis: of programs that jax compiles, of all test data, and of the examples."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hloscope.analyses.cost import cost_of
from hloscope.parsers import parse
from tests.cost_examples import EXAMPLES
from tests.hlo_files import TARGETS, texts_by_target

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.live

Numbers = dict[str, float]

# Reads a JSON list of HLO texts, and prints what XLA says of each.
JUDGE = """
import json, sys
import jax
from jaxlib import _hlo, _jax
client = jax.devices()[0].client
texts = json.load(sys.stdin)
print(json.dumps([_jax.hlo_module_cost_analysis(client, _hlo.hlo_module_from_text(text)) for text in texts]))
"""
# Compiles the programs of the registry, and prints each as HLO with what `cost_analysis()` says.
PROGRAMS = """
import json, sys
sys.path.insert(0, "testdata/programs")
import jax_programs
jax_programs.add_host_devices()
import jax, numpy as np
from jax.sharding import Mesh
mesh = Mesh(np.array(jax.devices()[:4]), ("x",))
found = []
for program in jax_programs.PROGRAMS.values():
    if program.runs_on(jax.__version__):
        compiled = jax_programs.jitted(program, mesh if program.in_specs else None).lower(*program.make_args()).compile()
        found.append([program.name, compiled.as_text(), compiled.cost_analysis()])
print(json.dumps(found))
"""


def answer_of(script: str, given: object = None) -> list[Any]:
    """What a script prints, as JSON, run in a process of its own with jax for CPU."""
    environment = {**os.environ, "JAX_PLATFORMS": "cpu", "XLA_FLAGS": ""}
    command = [sys.executable, "-c", script]
    run = subprocess.run(
        command, cwd=ROOT, env=environment, input=json.dumps(given), capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    answer: list[Any] = json.loads(run.stdout)
    return answer


def differences(text: str, xla: Numbers) -> dict[str, tuple[float, float]]:
    """Where our cost of a text and XLA's differ by more than its 32-bit floats explain, ours first."""
    cost = cost_of(parse(text), knows_libraries=False).once
    ours = {  # XLA has -1 for each operation of unknown cost
        "flops": cost.flops - cost.unknown,
        "transcendentals": cost.transcendentals,
        "bytes accessed": cost.bytes_accessed - cost.unknown,
    }
    pairs = {key: (number, xla.get(key, 0.0)) for key, number in ours.items()}
    return {key: pair for key, pair in pairs.items() if pair[0] != pytest.approx(pair[1], rel=1e-5)}


def judged(texts: dict[str, str]) -> dict[str, Numbers]:
    return dict(zip(texts, answer_of(JUDGE, list(texts.values())), strict=True))


@cache
def programs() -> list[tuple[str, str, Numbers]]:
    return [(name, text, numbers) for name, text, numbers in answer_of(PROGRAMS)]


def test_costs_of_compiled_programs_are_those_of_cost_analysis() -> None:
    assert len(programs()) >= 80
    assert {name: found for name, text, xla in programs() if (found := differences(text, xla))} == {}


def test_costs_of_the_examples_are_those_of_xla() -> None:
    texts = {name: text for name, (text, _) in EXAMPLES.items()}
    xla = judged(texts)
    assert {name: found for name, text in texts.items() if (found := differences(text, xla[name]))} == {}


@pytest.mark.parametrize("target", TARGETS)
def test_costs_of_testdata_are_those_of_xla(target: str) -> None:
    texts = {str(path): text for path, text in texts_by_target()[target].items()}
    xla = judged(texts)
    assert {name: found for name, text in texts.items() if (found := differences(text, xla[name]))} == {}
