"""Launches are matched by signature, then by the operations in them."""

import pytest

from hloscope.comparisons.launch_changes import changes_of
from hloscope.comparisons.launch_matching import Flow, match_launches
from hloscope.comparisons.outline import Launch
from tests.support.outlines import launch

A_TO_E = "add:f/a multiply:f/b exponential:f/c subtract:f/d reduce:f/e"


def told(flows: tuple[Flow, ...]) -> list[tuple[str, str]]:
    """Names on both sides, of the flows in which something changed."""
    sides = [(flow.old, flow.new) for flow in flows if not flow.is_same]
    return [(" ".join(one.name for one in old), " ".join(one.name for one in new)) for old, new in sides]


def matched(old: list[Launch], new: list[Launch]) -> list[tuple[str, str]]:
    return told(match_launches(old, new))


def test_equal_signatures_are_the_same_in_any_order() -> None:
    one, two = launch("add multiply", name="one"), launch("reduce add", name="two")
    assert matched([one, two], [two, one]) == []


def test_equal_signature_of_another_kind_is_no_longer_the_same() -> None:
    one, two = launch("dot", kind="library", signature="s"), launch("dot", kind="ynn", signature="s")
    assert matched([one], [two]) == [("dot", "dot")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param([A_TO_E], ["add:f/a multiply:f/b", "exponential:f/c subtract:f/d reduce:f/e"], "split", id="split"),
        pytest.param(["add:f/a multiply:f/b", "reduce:f/e"], ["add:f/a multiply:f/b reduce:f/e"], "merged", id="merged"),
        pytest.param(["add:f/a"], ["add:f/a multiply:f/b"], "grown", id="grown"),
        pytest.param([A_TO_E], ["add:f/a multiply:f/b exponential:f/c"], "shrunk", id="shrunk"),
        pytest.param(["divide:f/d add:f/e"], ["multiply:f/d add:f/e"], "changed", id="rewritten under its name"),
        pytest.param(["add:jit(f)/jit(main)/x[axes=(0,)] sine:g"], ["add:jit(f)/x cosine:g"], "changed", id="names of old jax"),
        pytest.param(["add:f/a multiply:f/b"], ["sine:f/y cosine:f/z"], "added removed", id="nothing in common"),
        pytest.param(["add:f/a"], ["sine:f/y"], "added removed", id="single operations"),
        pytest.param(["dot:f/a add:f/b sine:f/c"], ["dot add", "sine:f/c"], "split", id="names are missing on one side"),
        pytest.param(["add multiply reduce"], ["add multiply", "reduce"], "split", id="no names at all"),
        pytest.param(["add:f/a sine:f/b", "add:f/c sine:f/d"], ["add:f/a sine:f/d", "add:f/c sine:f/b"], "changed", id="exchanged"),
    ],
)  # fmt: skip
def test_change_is_told_from_the_operations(old: list[str], new: list[str], expected: str) -> None:
    sides = [[launch(operations) for operations in side] for side in (old, new)]
    changes = changes_of(match_launches(sides[0], sides[1]))
    assert " ".join(change.what for change in changes) == expected


def test_copied_operation_ties_no_clusters_together() -> None:
    mask = "iota:f/mask compare:f/mask select:f/where"
    old = [launch(f"{mask} subtract:f/sub exponential:f/exp", name="both"), launch("negate:f/n add:f/a", name="other")]
    new = [
        launch("subtract:f/sub exponential:f/exp sine:f/sin", name="apart"),
        launch(f"{mask} tanh:f/t", name="mask"),
        launch("negate:f/n add:f/a iota:f/mask", name="other"),
    ]
    assert matched(old, new) == [("both", "apart mask"), ("other", "other")]


@pytest.mark.parametrize("copies", [1, 2, 3])
def test_each_of_equal_layers_keeps_its_own(copies: int) -> None:
    old = [launch("add:f/add reduce:f/sum sine:f/sin", name=f"layer{n}") for n in range(24)]
    new = [
        launch(operations, name=f"{kind}{n}.{copy}")
        for n in range(24)
        for copy in range(copies)
        for kind, operations in (("first", "add:f/add reduce:f/sum"), ("second", "sine:f/sin"))
    ]
    for was, now in matched(old, new):
        assert {name[len("first") :].partition(".")[0] for name in now.replace("second", "first").split()} == {was[5:]}


def test_single_operation_that_xla_wraps_is_unchanged() -> None:
    flows = match_launches([launch("add", signature="bare")], [launch("add", signature="wrapped")])
    assert changes_of(flows) == ()


def test_last_of_its_kind_on_both_sides_are_one() -> None:
    old = [launch("dot:f/dot_general", shape="f32[16]{0}", name="old")]
    new = [
        launch("dot:", shape="f32[1,16]{1,0}", reads="f32[16,1]{1,0}", name="new"),
        launch("sine:f/sin", name="sine"),
    ]
    assert matched(old, new) == [("old", "new"), ("", "sine")]


def test_flows_cover_every_launch_once() -> None:
    old = [launch(f"add:{n % 7} multiply:{n % 3}", name=f"old{n}", signature=f"old{n}") for n in range(50)]
    new = [launch(f"multiply:{n % 3} sine:{n % 5}", name=f"new{n}", signature=f"new{n}") for n in range(40)]
    flows = match_launches(old, new)
    assert sorted(one.name for flow in flows for one in flow.old) == sorted(one.name for one in old)
    assert sorted(one.name for flow in flows for one in flow.new) == sorted(one.name for one in new)
