"""What became of the broadcasts that a framework asked for."""

import pytest

from hloscope.analyses.broadcasts.broadcasts import Broadcasts, broadcasts_of
from hloscope.analyses.broadcasts.changes import changes
from hloscope.parsers import parse
from tests.support.dumped import after, before

Rows = list[tuple[str, str | None, str]]


def rows(earlier: Broadcasts, later: Broadcasts) -> Rows:
    return [(c.became, c.before.name if c.before else None, c.after.name) for c in changes(earlier, later)]


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        # Those of the sum go into its loop; `broadcast_to` is a result of the program and is written as before.
        pytest.param("jax-0.10.2-cpu/broadcast", [("virtual", "add.10", "add.3"), ("virtual", "add.14", "add.1")], id="broadcast"),
        # The scale, the mask's value (which stands in a called computation before), the maximum, the sum (inverted,
        # then multiplied with), the mask, and the one that is divided by the sum.
        pytest.param(
            "jax-0.10.2-cpu/attention",
            [
                ("virtual", "div.6", "broadcast.6"),
                ("virtual", "broadcast_in_dim.6", "broadcast_in_dim.4"),
                ("virtual", "sub.6", "sub.0"),
                ("virtual", "div.10", "broadcast.4"),
                ("virtual", "broadcast_in_dim.5", "broadcast_in_dim.7"),
                ("virtual", "div.8", "broadcast.5"),
            ],
            id="attention",
        ),
    ],
)  # fmt: skip
def test_broadcasts_that_fusion_took_in_became_virtual(folder: str, expected: Rows) -> None:
    assert rows(broadcasts_of(before(folder)), broadcasts_of(after(folder))) == expected


def stage(*lines: str, fused: tuple[str, ...] = ()) -> Broadcasts:
    """Broadcasts that are written (`lines`), and such as stand inside a fusion each (`fused`)."""
    bodies = [
        f"%f{n} {{ %p{n} = f32[4] parameter(0)\n {line.replace('%x', f'%p{n}')}\n"
        f" ROOT %r{n} = f32[2,4] negate(%{line.split()[0].lstrip('%')}) }}\n"
        for n, line in enumerate(fused)
    ]
    calls = [f"%c{n} = f32[2,4] fusion(%x), kind=kLoop, calls=%f{n}" for n in range(len(fused))]
    entry = "\n".join(["%x = f32[4] parameter(0)", *lines, *calls, "ROOT %t = f32[4] copy(%x)"])
    return broadcasts_of(parse("HloModule m\n" + "".join(bodies) + "ENTRY %main {\n" + entry + "\n}\n"))


def broadcast(name: str, op_name: str, shape: str = "f32[2,4]") -> str:
    return f'%{name} = {shape} broadcast(%x), dimensions={{1}}, metadata={{op_name="{op_name}" source_file="a.py" source_line=3}}'


A, B = broadcast("a", "f/add"), broadcast("b", "f/add")


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        pytest.param(stage(A), stage(A), [], id="stayed materialized"),
        pytest.param(stage(fused=(A,)), stage(fused=(A,)), [], id="stayed virtual"),
        pytest.param(stage(A), stage(fused=(B,)), [("virtual", "a", "b")], id="became virtual"),
        pytest.param(stage(fused=(A,)), stage(B), [("materialized", "a", "b")], id="became materialized"),
        pytest.param(stage(), stage(B), [("materialized", None, "b")], id="brought in and materialized"),
        pytest.param(stage(), stage(fused=(B,)), [], id="brought in and virtual"),
        pytest.param(stage(A), stage(), [], id="gone"),
        pytest.param(stage(A), stage(fused=(A, B)), [("virtual", "a", "a")], id="both copies virtual"),
        pytest.param(stage(A), stage(A, fused=(B,)), [], id="one copy still written"),
        pytest.param(stage(A, B), stage(A, fused=(B,)), [("virtual", "b", "b")], id="two of the same kind"),
        pytest.param(stage(broadcast("a", "f/add", "f32[2,4]")), stage(fused=(broadcast("b", "f/add", "f32[4,2]"),)), [("virtual", "a", "b")], id="another layout"),
        pytest.param(stage(broadcast("a", "f/add", "f32[2,4]")), stage(fused=(broadcast("b", "f/add", "f32[3,4]"),)), [], id="another size"),
        pytest.param(stage(broadcast("a", "f/add", "f32[2,4]")), stage(fused=(broadcast("b", "f/add", "s32[2,4]"),)), [], id="another type"),
        pytest.param(stage(A), stage(fused=(broadcast("b", "f/mul"),)), [], id="another operation"),
        pytest.param(stage('%a = f32[2,4] broadcast(%x), dimensions={1}, metadata={op_name="add"}'), stage(fused=(B,)), [("virtual", "a", "b")], id="from the body of a call"),
        pytest.param(stage("%a = f32[2,4] broadcast(%x), dimensions={1}"), stage(fused=("%a = f32[2,4] broadcast(%x), dimensions={1}",)), [], id="no metadata to go by"),
    ],
)  # fmt: skip
def test_changes_are_told_by_what_matches(earlier: Broadcasts, later: Broadcasts, expected: Rows) -> None:
    assert rows(earlier, later) == expected


def test_json_form_says_that_the_match_is_inferred() -> None:
    (change,) = changes(stage(A), stage(fused=(B,)))
    form = change.to_dict()
    assert (form["became"], form["inferred"]) == ("virtual", True)
    assert form["before"] is not None
    assert (form["before"]["name"], form["after"]["name"]) == ("a", "b")


def test_json_form_of_one_that_was_brought_in_has_no_before() -> None:
    (change,) = changes(stage(), stage(B))
    assert change.to_dict()["before"] is None
