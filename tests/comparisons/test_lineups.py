"""Programs of several frameworks are lined up by what they take and give, then by name, or as one says."""

import pytest

from hloscope.comparisons.lineups import line_up, short_name
from hloscope.comparisons.outline import Outline
from hloscope.errors import HloscopeError
from tests.support.outlines import outline


def lined_up(*sides: list[Outline], pairs: list[dict[str, str]] | None = None) -> list[str]:
    """Names side by side; labels are a, b, c."""
    lineups = line_up(dict(zip("abc", sides, strict=False)), pairs or [])
    return [" ".join(f"{label}={one.name}" for label, one in lineup.items()) for lineup in lineups]


X, W = "f32[32,128]", "f32[128,256]"


@pytest.mark.parametrize(
    "parameters",
    [
        pytest.param((X, W), id="equal"),
        pytest.param((W, X), id="in another order"),
        pytest.param(("f32[256,128]", X), id="transposed"),
        pytest.param((X, "f32[]", W), id="a number more"),
    ],
)
def test_entry_shapes_line_programs_up(parameters: tuple[str, ...]) -> None:
    first = [outline(name="jit_other", parameters=("f32[7]",)), outline(name="jit_f", parameters=(X, W))]
    second = [outline(name="g", parameters=parameters), outline(name="h", parameters=("f32[7]",))]
    assert lined_up(first, second) == ["a=jit_other b=h", "a=jit_f b=g"]


def test_names_line_up_what_has_equal_or_no_shapes() -> None:
    first = [outline(name="jit_f"), outline(name="jit_g"), outline(name="jit_h", parameters=None)]
    second = [
        outline(name=f"a_inference_{name}", parameters=one.parameters) for name, one in zip("ghf", first, strict=True)
    ]
    second = [
        outline(name="a_inference_h", parameters=None),
        outline(name="a_inference_g"),
        outline(name="a_inference_f"),
    ]
    assert lined_up(first, second) == ["a=jit_f b=a_inference_f", "a=jit_g b=a_inference_g", "a=jit_h b=a_inference_h"]


def test_last_program_of_each_side_is_the_same_model() -> None:
    assert lined_up([outline(name="jit_f", parameters=(X,))], [outline(name="SyncTensorsGraph", parameters=(W,))]) == [
        "a=jit_f b=SyncTensorsGraph"
    ]


def test_what_has_no_counterpart_stands_alone() -> None:
    first = [outline(name="jit_f"), outline(name="jit_g", parameters=(X,))]
    second = [outline(name="jit_f"), outline(name="k", parameters=(W,)), outline(name="l", parameters=(W, W))]
    assert lined_up(first, second) == ["a=jit_f b=jit_f", "a=jit_g", "b=k", "b=l"]


def test_third_side_joins_what_the_second_began() -> None:
    only = [outline(name="late", parameters=(X,)), outline(name="later", parameters=(W,))]
    assert lined_up([outline(name="jit_f")], [outline(name="jit_f"), *only], [*only[::-1], outline(name="jit_f")]) == [
        "a=jit_f b=jit_f c=jit_f",
        "b=late c=late",
        "b=later c=later",
    ]


def test_pair_says_what_belongs_together() -> None:
    first = [outline(name="jit_f"), outline(name="jit_g")]
    second = [outline(name="jit_f"), outline(name="jit_step")]
    assert lined_up(first, second, pairs=[{"b": "jit_st*", "a": "jit_f"}]) == ["a=jit_f b=jit_step", "a=jit_g b=jit_f"]


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        ({"z": "f"}, "expected one of the labels a, b in a pair, found 'z'"),
        ({"a": "k"}, "expected one program of a that is called 'k', found 0: jit_f, jit_g"),
        ({"a": "jit_*"}, "expected one program of a that is called 'jit_*', found 2: jit_f, jit_g"),
        ({"b": "*"}, "expected one program of b that is called '*', found 0: none"),
    ],
)
def test_pair_that_names_no_single_program_is_an_error(pair: dict[str, str], message: str) -> None:
    with pytest.raises(HloscopeError) as error:
        lined_up([outline(name="jit_f"), outline(name="jit_g")], [], pairs=[pair])
    assert str(error.value) == message


@pytest.mark.parametrize("name", ["jit_mlp", "jit__mlp", "pjit_mlp", "a_inference_mlp", "__inference_mlp", "mlp"])
def test_short_name_is_the_users(name: str) -> None:
    assert short_name(outline(name=name)) == "mlp"
