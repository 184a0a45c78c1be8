"""Programs of two dumps are matched by name, shapes, backend and folder, by as many of these as agree."""

import pytest

from hloscope.comparisons.outline import Outline
from hloscope.comparisons.programs import match_programs
from tests.support.outlines import outline

SMALL, LARGE = ("f32[8]",), ("f32[800]",)


def paths(old: list[Outline], new: list[Outline]) -> list[tuple[str, str]]:
    return [(one.path, other.path) for one, other in match_programs(old, new).pairs]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param({"parameters": LARGE}, {"parameters": LARGE}, id="shapes"),
        pytest.param({"platform": "gpu"}, {"platform": "gpu"}, id="backend"),
        pytest.param({"name": "jit_g"}, {"name": "jit_g"}, id="name"),
        pytest.param({"parameters": None}, {"parameters": None}, id="shapes that no stage tells"),
    ],
)
def test_one_that_agrees_is_preferred(old: dict[str, str], new: dict[str, str]) -> None:
    first = [outline(path="a"), outline(path="b", **old)]  # type: ignore[arg-type]
    second = [outline(path="c", **new), outline(path="d")]  # type: ignore[arg-type]
    assert paths(first, second) == [("b", "c"), ("a", "d")]


def test_folder_decides_between_programs_that_are_alike() -> None:
    assert paths([outline(path="a"), outline(path="b")], [outline(path="b"), outline(path="a")]) == [
        ("b", "b"),
        ("a", "a"),
    ]


def test_alike_programs_are_paired_in_order_and_what_is_left_is_told() -> None:
    matched = match_programs([outline(path="a"), outline(path="b")], [outline(path="c")])
    assert [(old.path, new.path) for old, new in matched.pairs] == [("a", "c")]
    assert [one.path for one in matched.only_old] == ["b"]
    assert matched.only_new == ()


def test_changed_shapes_are_no_other_program() -> None:
    assert paths([outline(path="a", parameters=SMALL)], [outline(path="b", parameters=LARGE)]) == [("a", "b")]


def test_renamed_program_is_found_by_its_shapes_alone_if_it_asks_for_as_much() -> None:
    old = outline(path="a", name="jit_step", before=40)
    assert paths([old], [outline(path="b", name="jit_train_step", before=40)]) == [("a", "b")]
    assert paths([old], [outline(path="b", name="jit_loss", before=12)]) == []
    twins = [outline(path=path, name=f"jit_{path}", before=40) for path in ("b", "c")]
    assert paths([old], twins) == []
