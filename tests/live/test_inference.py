"""XLA's own parser judges the shapes that ours infers."""

from importlib.util import find_spec

import pytest

from hloscope.parsers import parse
from tests.support.inference_examples import DEMANDED, EXAMPLES, names, text_of, text_of_all
from tests.support.judges import hlo_proto
from tests.support.judges.jaxlib_parser import verdicts_on
from tests.support.spelled_out import spelled_out

pytestmark = [
    pytest.mark.live,
    pytest.mark.skipif(find_spec("jaxlib") is None, reason="jaxlib is not installed"),
]


def test_xla_infers_the_same_shapes() -> None:
    (verdict,) = verdicts_on([text_of_all()])
    assert verdict.error == ""
    entry = hlo_proto.module_of(verdict.proto).computations[-1]
    judged = {instruction.name: instruction.shape for instruction in entry.instructions}
    assert [judged[name] for name in names()] == list(EXAMPLES.values())
    ours = parse(text_of_all()).entry.instructions
    assert [spelled_out(ours[name].shape) for name in names()] == list(EXAMPLES.values())


def test_xla_demands_the_shapes_that_are_not_inferred() -> None:
    found = verdicts_on([text_of(f"{opcode}(f32s, zero)") for opcode in DEMANDED])
    assert [verdict.error for verdict in found if "cannot infer shape for opcode" not in verdict.error] == []
