"""Changes of launches: equal ones are one, and the details say what is easily missed."""

from hloscope.comparisons.launch_changes import Change, changes_of
from hloscope.comparisons.launch_matching import Flow, match_launches
from tests.support.outlines import launch


def test_equal_changes_are_told_once() -> None:
    old = [launch("add:f/add sine:f/sin", name=f"old{n}", source=f"a.py:{n % 2}") for n in range(12)]
    new = [launch(one, name=f"{one[:4]}{n}") for n in range(12) for one in ("add:f/add", "sine:f/sin")]
    [change] = changes_of(match_launches(old, new))
    assert (change.times, change.what, change.sources) == (12, "split", ("a.py:0", "a.py:1"))
    assert change.to_dict()["names"][11] == {"old": ["old11"], "new": ["add:11", "sine11"]}


def test_details_say_what_came_and_went() -> None:
    change = Change("changed", (Flow((launch("add add reduce"),), (launch("add sine sine", shape="f32[4]{0}"),)),))
    assert change.details == ("- add, reduce", "+ sine x2", "writes f32[8]{0} -> f32[4]{0}")


def test_details_of_launches_without_anything_in_common_are_only_shapes() -> None:
    change = Change("changed", (Flow((launch("add", reads="s32[]"),), (launch("sine"),)),))
    assert change.details == ("reads s32[] -> f32[8]{0}",)


def test_what_reads_alike_differs_in_wiring() -> None:
    old, new = launch("add sine", signature="one"), launch("add sine", signature="two")
    [change] = changes_of([Flow((old,), (new,))])
    assert (change.what, change.details) == ("changed", ("other wiring or attributes",))


def test_worst_changes_come_first_and_clusters_before_other_launches() -> None:
    flows = [
        Flow((), (launch("copy", kind="copy"),)),
        Flow((launch("sine"),), (launch("sine", kind="library"),)),
        Flow((launch("add sine"),), (launch("add sine", kind="kInput"),)),
        Flow((launch("add sine"),), (launch("add"), launch("sine"))),
    ]
    assert [(change.what, change.is_about_clusters) for change in changes_of(flows)] == [
        ("split", True),
        ("changed", True),
        ("changed", False),
        ("added", False),
    ]
