"""Provenance where everything is renamed and cut up: shards, what is computed again, and clones of loops."""

import pytest

from hloscope.analyses.provenance.match import match
from hloscope.analyses.provenance.origins import Origins, call_paths
from hloscope.analyses.provenance.rebuilt import successors_between
from hloscope.parsers import parse


def at(name: str, line: int) -> str:
    return f'metadata={{op_name="jit(f)/{name}" source_file="m.py" source_line={line}}}'


MARKER = 'custom_call_target="xla.sdy.FuncResultSharding", custom_call_has_side_effect=true'
DIMS = "lhs_contracting_dims={1}, rhs_contracting_dims={0}"
SUM = "sum { p = f32[] parameter(0) q = f32[] parameter(1) ROOT s = f32[] add(p, q) }"

# A hidden layer spread over four devices, as jax asks for it and as XLA's partitioner leaves it.
BEFORE = f"""HloModule jit_f, num_partitions=4
ENTRY main {{
  x.1 = f32[64,256] parameter(0) w1.1 = f32[256,512] parameter(1) w2.1 = f32[512,128] parameter(2)
  dot_general.3 = f32[64,512] dot(x.1, w1.1), {DIMS}, {at("dot_general", 8)}
  tanh.1 = f32[64,512] tanh(dot_general.3), {at("tanh", 8)}
  dot_general.4 = f32[64,128] dot(tanh.1, w2.1), {DIMS}, {at("dot_general", 9)}
  ROOT mark = f32[64,128] custom-call(dot_general.4), {MARKER}, {at("dot_general", 9)}
}}"""
AFTER = f"""HloModule jit_f, is_scheduled=true, num_partitions=4
{SUM}
one {{ a.2 = f32[64,256] parameter(0) b.2 = f32[256,128] parameter(1)
  ROOT dot.3 = f32[64,128] dot(a.2, b.2), {DIMS}, {at("dot_general", 8)} }}
two {{ a.3 = f32[64,128] parameter(0) b.3 = f32[128,128] parameter(1)
  ROOT dot.2 = f32[64,128] dot(a.3, b.3), {DIMS}, {at("dot_general", 9)} }}
ENTRY main_spmd {{
  param = f32[64,256] parameter(0) param.1 = f32[256,128] parameter(1) param.2 = f32[128,128] parameter(2)
  fusion.1 = f32[64,128] fusion(param, param.1), kind=kCustom, calls=one
  tanh.3 = f32[64,128] tanh(fusion.1), {at("tanh", 8)}
  fusion = f32[64,128] fusion(tanh.3, param.2), kind=kCustom, calls=two
  ROOT all-reduce = f32[64,128] all-reduce(fusion), channel_id=1, to_apply=sum, {at("dot_general", 9)}
}}"""


def fates(before: str, after: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What became of each operation, by its name."""
    return {each.operation.name: (each.fate, each.places) for each in match(parse(before), parse(after))}


def test_products_of_a_sharded_layer_run_where_their_names_are() -> None:
    assert fates(BEFORE, AFTER) == {
        "dot_general.3": ("kept", ("fusion.1",)),
        "tanh.1": ("kept", ("tanh.3",)),
        "dot_general.4": ("kept", ("fusion",)),
        "mark": ("replaced", ("all-reduce",)),
    }


def test_pass_that_makes_a_program_anew_is_followed_by_what_both_modules_say() -> None:
    assert successors_between(parse(BEFORE), parse(AFTER)) == {
        "dot_general.3": ("dot.3",),
        "tanh.1": ("tanh.3",),
        "dot_general.4": ("dot.2",),
    }


X = "x = f32[8] parameter(0) y = f32[8] parameter(1)"
FATES = {
    "no trace of it": ("z = f32[8] power(x, y) ROOT r = f32[8] sine(z)", "ROOT r.1 = f32[8] cosine(y)", "unknown"),
    "nothing needs it": ("z = f32[8] power(x, y) ROOT r = f32[8] sine(x)", "ROOT r.1 = f32[8] sine(x)", "eliminated"),
    "its reader reads what was there": (
        "z = f32[8] multiply(x, y) ROOT r = f32[8] sine(z)",
        "ROOT r.1 = f32[8] sine(x)",
        "eliminated",
    ),
    "and the reader of its reader": (
        "z = f32[8] power(x, y) w = f32[8] multiply(x, z) ROOT r = f32[8] sine(w)",
        "ROOT r.1 = f32[8] sine(x)",
        "eliminated",
    ),
    "a marker that asks for nothing": (
        f"z = f32[8] custom-call(x), {MARKER} ROOT r = f32[8] sine(z)",
        "ROOT r.1 = f32[8] sine(x)",
        "eliminated",
    ),
}


@pytest.mark.parametrize(("old", "new", "fate"), FATES.values(), ids=FATES)
def test_what_is_nowhere_is_unknown_unless_something_shows_that_it_is_gone(old: str, new: str, fate: str) -> None:
    found = fates(f"ENTRY m {{ {X} {old} }}", f"ENTRY m {{ {X} {new} }}")
    assert found["z"] == (fate, ())


def test_what_is_computed_again_runs_where_it_is_computed_again() -> None:
    again = "transpose(jvp())/checkpoint/rematted_computation/tanh"
    before = f"""ENTRY m {{ {X} s = f32[8] sine(x) t = f32[8] tanh(s), {at("jvp()/tanh", 3)}
      b = (f32[8]) tuple(s) o = (f32[8]) opt-barrier(b) g = f32[8] get-tuple-element(o), index=0
      u = f32[8] tanh(g), {at(again, 3)} ROOT r = f32[8] atan2(t, u) }}"""
    after = f"""ENTRY m {{ {X} s.1 = f32[8] sine(x) t.1 = f32[8] tanh(s.1), {at("jvp()/tanh", 3)}
      u.1 = f32[8] tanh(s.1), {at(again, 3)} ROOT r.1 = f32[8] atan2(t.1, u.1) }}"""
    found = fates(before, after)
    assert (found["t"], found["u"]) == (("kept", ("t.1",)), ("kept", ("u.1",)))


def test_layers_that_call_one_function_keep_apart() -> None:
    relu = 'relu { a = f32[8] parameter(0) ROOT m = f32[8] maximum(a, a), metadata={op_name="max"} }'
    call = 'metadata={op_name="jit(f)/jit(relu)"}'
    layers = " ".join(
        f"d{n} = f32[8] add(c{n - 1}, y), {at('add', 5)} c{n} = f32[8] call(d{n}), to_apply=relu, {call}"
        for n in range(1, 4)
    )
    inlined = " ".join(
        f"e{n} = f32[8] add(f{n - 1}, y), {at('add', 5)} "
        f'f{n} = f32[8] maximum(e{n}, e{n}), metadata={{op_name="jit(f)/jit(relu)/max"}}'
        for n in range(1, 4)
    )
    found = fates(
        f"{relu} ENTRY g {{ {X} c0 = f32[8] logistic(x) {layers} ROOT r = f32[8] sine(c3) }}",
        f"ENTRY g {{ {X} f0 = f32[8] tanh(x) {inlined} ROOT r.1 = f32[8] sine(f3) }}",
    )
    assert {name: places for name, (_, places) in found.items() if name[0] == "d"} == {
        "d1": ("e1",),
        "d2": ("e2",),
        "d3": ("e3",),
    }
    assert found["m"] == ("kept", ("f1", "f2", "f3"))


@pytest.mark.parametrize(("own", "whole"), [("max", "jit(f)/relu/max"), ("jit(f)/relu/max", "jit(f)/relu/max")])
def test_name_of_an_operation_in_a_function_begins_with_that_of_the_call(own: str, whole: str) -> None:
    module = parse(f"""relu {{ a = f32[8] parameter(0) ROOT m = f32[8] negate(a), metadata={{op_name="{own}"}} }}
      ENTRY g {{ {X} ROOT c = f32[8] call(x), to_apply=relu, metadata={{op_name="jit(f)/relu"}} }}""")
    (negate,) = [i for i in module.instructions() if i.name == "m"]
    assert Origins(call_paths(module)).of(negate).name == whole


def test_many_operations_of_one_name_and_line_take_linear_time() -> None:
    def text(opcode: str, width: int) -> str:
        one = " ".join(f"k{n} = f32[{width}] {opcode}(k{n - 1}), {at('step', 1)}" for n in range(1, 6000))
        return f"HloModule m, num_partitions=2 ENTRY m {{ k0 = f32[{width}] parameter(0) {one} ROOT r = f32[{width}] abs(k5999) }}"

    found = fates(text("logistic", 8).replace("logistic", "tanh"), text("tanh", 4))
    assert len(found) == 6000
    assert {places for _, places in found.values()} == {(name,) for name in found}


# Two equal layers: what scales the slope of `up` is transposed by XLA, and as large as that of `down` was.
TURNED_BEFORE = f"""HloModule jit_f, num_partitions=4
ENTRY main {{
  up.1 = f32[32,128] parameter(0) down.1 = f32[128,32] parameter(1) c = f32[] parameter(2)
  up.2 = f32[128,32] parameter(3) down.2 = f32[32,128] parameter(4)
  b.1 = f32[32,128] broadcast(c), dimensions={{}} b.2 = f32[128,32] broadcast(c), dimensions={{}}
  t.1 = f32[32,128] transpose(up.2), dimensions={{1,0}}, {at("transpose", 3)}
  t.2 = f32[128,32] transpose(down.2), dimensions={{1,0}}, {at("transpose", 3)}
  mul.1 = f32[32,128] multiply(t.1, b.1), {at("mul", 4)} mul.2 = f32[128,32] multiply(t.2, b.2), {at("mul", 4)}
  sub.1 = f32[32,128] subtract(up.1, mul.1), {at("sub", 5)} sub.2 = f32[128,32] subtract(down.1, mul.2), {at("sub", 5)}
  ROOT r = (f32[32,128], f32[128,32]) tuple(sub.1, sub.2)
}}"""
TURNED_AFTER = f"""HloModule jit_f, num_partitions=4
ENTRY main_spmd {{
  up.1 = f32[32,128] parameter(0) down.1 = f32[128,32] parameter(1) c = f32[] parameter(2)
  up.2 = f32[128,32] parameter(3) down.2 = f32[32,128] parameter(4)
  b.3 = f32[128,32] broadcast(c), dimensions={{}} b.4 = f32[32,128] broadcast(c), dimensions={{}}
  mul.4 = f32[32,128] multiply(down.2, b.4), {at("mul", 4)} mul.3 = f32[128,32] multiply(up.2, b.3), {at("mul", 4)}
  t.3 = f32[32,128] transpose(mul.3), dimensions={{1,0}}, {at("mul", 4)}
  t.4 = f32[128,32] transpose(mul.4), dimensions={{1,0}}, {at("mul", 4)}
  sub.3 = f32[32,128] subtract(up.1, t.3), {at("sub", 5)} sub.4 = f32[128,32] subtract(down.1, t.4), {at("sub", 5)}
  ROOT r = (f32[32,128], f32[128,32]) tuple(sub.3, sub.4)
}}"""


def test_what_is_transposed_stands_for_what_its_reader_read() -> None:
    found = fates(TURNED_BEFORE, TURNED_AFTER)
    assert [found[name] for name in ("mul.1", "mul.2")] == [("kept", ("mul.3",)), ("kept", ("mul.4",))]


def test_one_product_that_bears_the_name_of_several_computes_all() -> None:
    before = f"""ENTRY e {{ x = f32[8,8] parameter(0) v = f32[8,8] parameter(1) w = f32[8,8] parameter(2)
      a = f32[8,8] dot(x, v), {DIMS}, {at("dot_general", 3)} b = f32[8,8] dot(x, w), {DIMS}, {at("dot_general", 3)}
      ROOT r = (f32[8,8], f32[8,8]) tuple(a, b) }}"""
    after = f"""ENTRY e {{ x = f32[8,8] parameter(0) v = f32[8,8] parameter(1) w = f32[8,8] parameter(2)
      k = f32[8,16] concatenate(v, w), dimensions={{1}}
      merged = f32[8,16] dot(x, k), {DIMS}, {at("dot_general", 3)}
      left = f32[8,8] slice(merged), slice={{[0:8],[0:8]}} right = f32[8,8] slice(merged), slice={{[0:8],[8:16]}}
      ROOT r = (f32[8,8], f32[8,8]) tuple(left, right) }}"""
    assert fates(before, after) == {"a": ("kept", ("merged",)), "b": ("kept", ("merged",))}
