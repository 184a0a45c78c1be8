"""Costs against XLA's own cost analysis: of programs that jax compiles, of all test data, and of the examples."""

import re

import pytest

from hloscope.analyses.cost.cost import cost_of
from hloscope.parsers import parse
from tests.support.cost_examples import EXAMPLES
from tests.support.hlo_files import TARGETS, texts_by_target
from tests.support.live_programs import answers_of, cpu_programs
from tests.support.versions import is_at_least, readable

pytestmark = pytest.mark.live

Numbers = dict[str, float]

IS_NEW = is_at_least("jaxlib", 0, 11)
TILES = re.compile(r"\{:T(?:\([^()]*\))+\}|:T(?:\([^()]*\))+(?=\})|(?<=:)T(?:\([^()]*\))+(?=[A-Z])")
POINTER_BYTES = 4 if IS_NEW else 8

# Reads a JSON list of HLO texts, and prints a line of what XLA says of each.
JUDGE = """
import json, sys
import jax
from jaxlib import _hlo, _jax
client = jax.devices()[0].client
texts = json.load(sys.stdin)
for text in texts:
    print(json.dumps(_jax.hlo_module_cost_analysis(client, _hlo.hlo_module_from_text(text))))
"""


def differences(text: str, xla: Numbers) -> dict[str, tuple[float, float]]:
    """Where our cost of a text and XLA's differ by more than its 32-bit floats explain, ours first."""
    cost = cost_of(parse(text), knows_libraries=False, pointer_bytes=POINTER_BYTES).once
    ours = {  # XLA has -1 for each operation of unknown cost
        "flops": cost.flops - cost.unknown,
        "transcendentals": cost.transcendentals,
        "bytes accessed": cost.bytes_accessed - cost.unknown,
    }
    pairs = {key: (number, xla.get(key, 0.0)) for key, number in ours.items()}
    return {key: pair for key, pair in pairs.items() if pair[0] != pytest.approx(pair[1], rel=1e-5)}


def judged(texts: dict[str, str]) -> dict[str, Numbers]:
    if IS_NEW:  # its cost analysis ends the process at an opaque value, and counts the padding of tiles
        texts = {name: TILES.sub("", text) for name, text in texts.items() if "opaque[" not in text}
    return dict(zip(texts, answers_of(JUDGE, given=list(texts.values())), strict=True))


def test_costs_of_compiled_programs_are_those_of_cost_analysis() -> None:
    assert len(cpu_programs()) >= 80
    assert {name: found for name, text, xla, _ in cpu_programs() if (found := differences(text, xla))} == {}


def test_costs_of_the_examples_are_those_of_xla() -> None:
    texts = {name: text for name, (text, _) in EXAMPLES.items()}
    xla = judged(texts)
    assert {name: found for name, numbers in xla.items() if (found := differences(texts[name], numbers))} == {}


@pytest.mark.parametrize("target", readable(TARGETS))
def test_costs_of_testdata_are_those_of_xla(target: str) -> None:
    texts = {str(path): text for path, text in texts_by_target()[target].items()}
    xla = judged(texts)
    assert {name: found for name, numbers in xla.items() if (found := differences(texts[name], numbers))} == {}
