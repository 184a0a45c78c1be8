"""Directions by the names that frameworks give."""

import pytest

from hloscope.analyses.facts.direction import direction_of, joined_names

NAMES = [
    ("jit(loss)/jvp()/while/body/closed_call/dot_general", "forward"),
    ("jit(loss)/jvp(mlp)/dot_general", "forward"),
    ("jit(loss)/transpose(jvp())/while/body/closed_call/checkpoint/sharding_constraint", "backward"),
    ("jit(f)/vmap(transpose(jvp(g)))/mul", "backward"),
    ("jit(loss)/transpose(jvp())/while/body/closed_call/checkpoint/rematted_computation/dot_general", "rematerialized"),
    ("gradient_tape/mlp/dense/MatMul", "backward"),
    ("mlp/gradient_tape", "backward"),
    ("aten__threshold_backward", "backward"),
    ("block.3/aten___log_softmax_backward_data", "backward"),
    ("aten__relu", None),
    ("aten__add.8/aten__add", None),
    ("jit(f)/shard_map/psum", None),
    ("jit(f)/transpose", None),
    ("jit(f)/my_transpose(x)/add", None),
    ("", None),
    ("jit(step)/(transpose(jvp())/reduce_sum:transpose(jvp())/dot_general)", "backward"),
    ("jit(step)/(jvp()/reduce_sum:transpose(jvp())/dot_general)", "mixed"),
    ("jit(step)/transpose(jvp())/while/body/checkpoint/(dot_general:reduce_sum)", "backward"),
]


@pytest.mark.parametrize(("op_name", "direction"), NAMES)
def test_direction_is_what_the_name_tells(op_name: str, direction: str | None) -> None:
    assert direction_of(op_name) == direction


@pytest.mark.parametrize("name", ["all-gather.3.remat", "all-gather.remat2.1"])
def test_what_xla_computes_again_says_so_in_its_own_name(name: str) -> None:
    assert direction_of("jit(f)/jvp()/dot_general", name) == "rematerialized"


def test_joined_names_are_told_apart() -> None:
    assert joined_names("jit(s)/(a/b:c(d:e)/f:g)") == ["jit(s)/a/b", "jit(s)/c(d:e)/f", "jit(s)/g"]
    assert joined_names("jit(s)/while/(a:b)/c") == ["jit(s)/while/a/c", "jit(s)/while/b/c"]


@pytest.mark.parametrize("op_name", ["jit(s)/(a:b", "a:b", "jit(s)/a)(b:c)", "jit(f)/(a)", ")/(:"])
def test_other_names_are_one(op_name: str) -> None:
    assert joined_names(op_name) == [op_name]
