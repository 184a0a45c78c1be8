"""The life of one operation."""

import pytest

from hloscope.analyses.passes.blame import Blame, blame_of, names_of
from tests.support.pass_texts import FUSED, TWICE, X
from tests.support.stepping import timeline

LIFE = timeline(
    f"{X} one = f32[] constant(1) a = f32[8] add(x, y) d = f32[8] divide(a, y) ROOT n = f32[8] negate(a)",
    f"{X} a = f32[8] add(x, y) ROOT n = f32[8] negate(a)",
    f"{X} a.0 = f32[8] add(x, y) ROOT n.0 = f32[8] negate(a.0)",
    FUSED,
    passes=("dce", "rename-instructions", "fusion"),
)


def life_of(name: str) -> Blame:
    blame = blame_of(LIFE, name)
    assert blame is not None
    return blame


def events(blame: Blame) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(event.made_by.pass_name, event.change.kind, event.change.into) for event in blame.events]


def test_operation_is_followed_through_names_into_its_cluster() -> None:
    blame = life_of("a")
    assert events(blame) == [("rename-instructions", "renamed", ("a.0",)), ("fusion", "fused", ("fusion",))]
    assert blame.remains == (("a.1", "fusion"),)


@pytest.mark.parametrize("name", ["a.0", "a.1"])
def test_later_name_is_the_same_operation(name: str) -> None:
    assert events(life_of(name)) == events(life_of("a"))


def test_eliminated_operation_remains_nowhere() -> None:
    blame = life_of("d")
    assert events(blame) == [("dce", "removed", ())]
    assert blame.remains == ()


def test_operation_that_nothing_touches_has_no_events() -> None:
    still = timeline(f"{X} ROOT n = f32[8] negate(x)", f"{X} ROOT n = f32[8] negate(x)")
    blame = blame_of(still, "n")
    assert blame is not None
    assert (blame.events, blame.remains) == ((), (("n", ""),))


def test_replacement_is_followed() -> None:
    replaced = timeline(
        f"{X} d = f32[8] divide(x, y) ROOT n = f32[8] negate(d)",
        f"{X} m = f32[8] multiply(x, y) ROOT n = f32[8] negate(m)",
        f"f {{ p = f32[8] parameter(0) q = f32[8] parameter(1) m.1 = f32[8] multiply(p, q) ROOT n.1 = f32[8] negate(m.1) }}"
        f" ENTRY main {{ {X} ROOT g = f32[8] fusion(x, y), kind=kLoop, calls=f }}",
    )
    blame = blame_of(replaced, "d")
    assert blame is not None
    assert [(event.change.kind, event.change.name) for event in blame.events] == [
        ("replaced", "d"),
        ("added", "m"),
        ("fused", "m"),
    ]
    assert blame.remains == (("m.1", "g"),)


def test_operation_that_multiplied_is_in_every_cluster() -> None:
    twice = timeline(
        f"{X} a = f32[8] add(x, y) n = f32[8] negate(a) c = f32[8] cosine(a) ROOT t = (f32[8], f32[8]) tuple(n, c)",
        TWICE,
    )
    blame = blame_of(twice, "a")
    assert blame is not None
    assert blame.remains == (("a.1", "f1"), ("a.2", "f2"))


def test_another_operation_of_the_same_value_is_not_blamed_before_they_merge() -> None:
    merged = timeline(
        f"{X} a = f32[8] add(x, y) b = f32[8] add(x, y) ROOT m = f32[8] multiply(a, b)",
        f"{X} a.0 = f32[8] add(x, y) b = f32[8] add(x, y) ROOT m = f32[8] multiply(a.0, b)",
        f"{X} a.0 = f32[8] add(x, y) ROOT m = f32[8] multiply(a.0, a.0)",
    )
    blame = blame_of(merged, "b")
    assert blame is not None
    assert events(blame) == [("pass2", "merged", ("a.0",))]
    assert blame.remains == (("a.0", ""),)


def test_unknown_name_is_nothing() -> None:
    assert blame_of(LIFE, "nobody") is None
    assert {"a", "d", "n.0", "a.1"} <= set(names_of(LIFE))


def test_product_that_is_split_is_in_its_parts_and_in_their_sum() -> None:
    """As splitk-rewriter does for GPUs: the product of parts has the metadata of the whole, and so has the sum."""
    both = 'metadata={op_name="jit(f)/dot_general" source_file="m.py" source_line=3}'
    arguments = "a = f32[4,64] parameter(0) b = f32[64,8] parameter(1)"
    add = "plus { l = f32[] parameter(0) r = f32[] parameter(1) ROOT s = f32[] add(l, r) }"
    split = timeline(
        f"{arguments} d = f32[4,8] dot(a, b), lhs_contracting_dims={{1}}, rhs_contracting_dims={{0}}, {both}"
        " ROOT n = f32[4,8] negate(d)",
        f"""{add} ENTRY main {{ {arguments} z = f32[] constant(0)
          c = f32[4,2,32] reshape(a) e = f32[2,32,8] reshape(b)
          d.1 = f32[2,4,8] dot(c, e), lhs_batch_dims={{1}}, lhs_contracting_dims={{2}}, rhs_batch_dims={{0}},
            rhs_contracting_dims={{1}}, {both}
          r = f32[4,8] reduce(d.1, z), dimensions={{0}}, to_apply=plus, {both}
          ROOT n = f32[4,8] negate(r) }}""",
        passes=("splitk-rewriter",),
    )
    blame = blame_of(split, "d")
    assert blame is not None
    assert events(blame)[0] == ("splitk-rewriter", "replaced", ("d.1", "r"))
    assert blame.remains == (("d.1", ""), ("r", ""))
