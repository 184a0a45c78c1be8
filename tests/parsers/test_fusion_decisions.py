"""XLA's fusion decisions: what was fused, what was refused, and the modelled times."""

import pytest

from hloscope.errors import ParseError
from hloscope.parsers import FusionEstimate, parse_fusion_decisions
from tests.support.dumped import TESTDATA

(ATTENTION,) = (TESTDATA / "jax-0.10.2-h100-passes" / "attention").glob("*.priority_fusion_dump.txt")


def test_decisions_of_attention_are_read() -> None:
    decisions = parse_fusion_decisions(ATTENTION.read_text("utf-8"))
    assert decisions.refusals == {
        "gemm_fusion_dot": "the producer is not fusible",
        "gemm_fusion_dot.1": "not fusing because there are only bitcast users",
        "triton_softmax.2": "not fusing because there are only bitcast users",
    }
    assert decisions.fused["iota.9.0"] == ("fusion.8",)
    assert decisions.estimates["exp.1.0"] == FusionEstimate(("triton_softmax.2",), 2.1615, 1.2095)


def test_last_word_counts() -> None:
    decisions = parse_fusion_decisions("""
        fusion_steps { producer_ineligible { producer_name: "a" reason: "too large" } }
        fusion_steps { update_priority { producer_name: "a" consumer_names: "b" us_fused: 1 us_unfused: 2 } }
        fusion_steps { fusion { fusion_name: "f" producer_name: "a" consumer_name: "b" } }
        fusion_steps { fusion { fusion_name: "g" producer_name: "a" consumer_name: "c" } }
    """)
    assert decisions.refusals == {}
    assert decisions.fused == {"a": ("f", "g")}


def test_text_of_an_empty_message_has_no_decisions() -> None:
    assert parse_fusion_decisions("").fused == {}


def test_other_message_is_an_error() -> None:
    with pytest.raises(ParseError, match=r"p\.txt:1:1: expected fusion steps, found 'pass_metadata'"):
        parse_fusion_decisions("pass_metadata { }", filename="p.txt")
