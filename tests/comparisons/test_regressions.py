"""What is a regression, by each rule, and what is none."""

import pytest

from hloscope.comparisons.diff import diff_outlines
from hloscope.comparisons.outline import Outline, WrittenBroadcast
from hloscope.comparisons.program_diff import diff_programs
from hloscope.comparisons.regressions import DEFAULT_RULES, RULES, checked_rules
from hloscope.errors import HloscopeError
from tests.support.outlines import launch, outline

ONE = outline(launch("add:f/a sine:f/s", name="cluster"))
TWO = outline(launch("add:f/a"), launch("sine:f/s"))
FILL = WrittenBroadcast("broadcast.1", "f32[8,8]{1,0}", "f32[8]{0}", 256, "a.py:3")


def found(old: Outline, new: Outline, *rules: str) -> list[str]:
    return [regression.message for regression in diff_programs(old, new, rules=rules).regressions]


THREE = outline(launch("add:f/a sine:f/s cosine:f/c", name="cluster"))
SPREAD = outline(
    *(launch(f"{one} tanh:f/1 tanh:f/2 tanh:f/3") for one in ("add:f/a", "sine:f/s", "cosine:f/c")), launches=4
)
SPLIT = "cluster cluster (add, sine) was split into 2 launches"


@pytest.mark.parametrize(
    ("rule", "old", "new", "messages"),
    [
        pytest.param("launches", ONE, TWO, ["compute launches 1 -> 2"], id="more launches"),
        pytest.param("launches", TWO, ONE, [], id="fewer launches"),
        pytest.param("launches", ONE, outline(*TWO.launches, unit="top_level_ops"), [], id="launches of another unit"),
        pytest.param("split", ONE, TWO, [SPLIT], id="a split"),
        pytest.param("split", ONE, outline(*TWO.launches, launches=0), [], id="a split with fewer launches in all"),
        pytest.param("split", ONE, outline(*TWO.launches, unit="top_level_ops"), [], id="a split of another unit"),
        pytest.param("split", TWO, ONE, [], id="a merge"),
        pytest.param("split", THREE, SPREAD, ["cluster cluster (add, sine, cosine) was lost"], id="a lost cluster"),
        pytest.param("split", ONE, outline(launch("tanh:f/t")), [], id="work that is gone"),
        pytest.param("split", ONE, outline(launch("add:f/a"), launch("sine:f/s", kind="copy")), [], id="a copy is no piece"),
        pytest.param("broadcasts", ONE, outline(*ONE.launches, broadcasts=[FILL]), ["bytes of materialized broadcasts 0 -> 256"], id="a broadcast"),
        pytest.param("broadcasts", outline(*ONE.launches, broadcasts=[FILL]), ONE, [], id="no broadcast any more"),
        pytest.param("copies", ONE, outline(*ONE.launches, launch("copy", kind="copy")), ["copies 0 -> 1"], id="a copy"),
        pytest.param("bytes", ONE, TWO, ["bytes read and written 64 -> 128"], id="more bytes"),
        pytest.param("changes", ONE, TWO, ["1 change of its launches"], id="a change"),
        pytest.param("changes", ONE, outline(*ONE.launches, per_run=5), ["its totals changed"], id="a total"),
        pytest.param("changes", ONE, ONE, [], id="no change"),
        pytest.param("launches", outline(launches=None), TWO, [], id="a stage is missing"),
    ],
)  # fmt: skip
def test_rule_says_what_got_worse(rule: str, old: Outline, new: Outline, messages: list[str]) -> None:
    assert found(old, new, rule) == messages


def test_missing_program_is_a_regression_only_if_asked_for() -> None:
    assert not diff_outlines([ONE], []).is_regression
    [regression] = diff_outlines([ONE], [], rules=["programs"]).regressions
    assert (regression.rule, regression.program, regression.message) == ("programs", "jit_f", "the program is gone")


def test_rules_are_put_in_order_and_none_is_no_rule() -> None:
    assert checked_rules(["split", "launches", "split"]) == ("launches", "split")
    assert checked_rules(["none"]) == ()
    assert checked_rules(DEFAULT_RULES) == DEFAULT_RULES


def test_unknown_rule_is_named_with_those_that_there_are() -> None:
    with pytest.raises(HloscopeError) as error:
        checked_rules(["kernels"])
    assert str(error.value) == f"expected a rule ({', '.join(RULES)}) or none, found 'kernels'"
