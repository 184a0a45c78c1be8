"""The scopes of operations by their names; the names are those of real programs."""

import pytest

from hloscope.analyses.cost.cost import cost_of
from hloscope.analyses.cost.traffic import ModuleTraffic
from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.provenance.phases import phases_of
from hloscope.analyses.provenance.scopes import scope_forms, scope_of, scope_tree
from hloscope.analyses.provenance.source_costs import launch_parts
from hloscope.parsers import parse


@pytest.mark.parametrize(
    ("op_name", "phase", "path"),
    [
        ("jit(f)/add", "", ()),
        ("jit(step)/jvp(Model)/layer_0/attn/dot_general", "forward", ("Model", "layer_0", "attn")),
        ("jit(step)/transpose(jvp(Model))/layer_0/mul", "backward", ("Model", "layer_0")),
        ("jit(step)/transpose(jvp(M))/checkpoint/rematted_computation/l/tanh", "rematerialized", ("M", "l")),
        ("jit(step)/jit(main)/jvp()/dot_general", "forward", ()),
        ("jit(step)/jvp()/jit(relu)/max", "forward", ()),
        ("jit(step)/jvp(M)/mlp/jit(_where)/select_n", "forward", ("M", "mlp")),
        ("jit(step)/jvp(M)/jit(block)/jit(relu)/max", "forward", ("M", "block")),
        ("jit(step)/while/body/jit(dynamic_index_in_dim)/dynamic_slice", "", ()),
        ("jit(step)/relu/max", "", ("relu",)),
        ("jit(step)/while/body/eval_jaxpr/inner/tanh", "", ("inner",)),
        ("jit(f)/transpose(jvp(a))/b/jvp(a)/b/checkpoint/c/mul", "backward", ("a", "b", "c")),
        ("jit(f)/transpose(jvp(a))/jvp(a)/checkpoint/rematted_computation/b/tanh", "rematerialized", ("a", "b")),
        ("jit(f)/transpose(jvp(a))/vmap(jvp(a))/vmap()/checkpoint/jit(block)/add_any", "backward", ("a", "block")),
        ("jit(f)/transpose(jvp())/a/jvp()/a/checkpoint/mul", "backward", ("a",)),
        ("jit(f)/outer/transpose(jvp(a))/jvp(a)/mul", "backward", ("outer", "a")),
        ("jit(f)/jvp(a)/jvp(b)/mul", "forward", ("a", "b")),
        ("jit(step)/while/body/closed_call/block/add", "", ("block",)),
        ("jit(step)/adamw/mul", "optimizer", ("adamw",)),
        ("jit(f)/vmap(jvp(Block))/mul", "forward", ("Block",)),
        ("gradient_tape/model/dense/MatMul", "backward", ("model", "dense")),
        ("model/dense/Relu", "", ("model", "dense")),
        ("jit(f)/transpose(jvp(A))/x/mul;jit(f)/transpose(jvp(A))/y/add", "backward", ("A", "x")),
        ("jit(s)/shard_map/(transpose(jvp(M))/psum:jvp(M)/psum)", "backward", ("M",)),
        ("jit(s)/transpose(jvp(b))/jvp(b)/checkpoint/rematted_computation/dot_general", "rematerialized", ("b",)),
        ("jit(s)/jvp(b)/b/add", "forward", ("b", "b")),
        ("parameters['w1']", "", ()),
        ("", "", ()),
        ("jit(f)/a(b(/c)d/e", "", ()),
    ],
)
def test_scope_of_an_operation(op_name: str, phase: str, path: tuple[str, ...]) -> None:
    assert scope_of(op_name) == (phase, path)


TRAINING = """
ENTRY e {
  x = f32[8] parameter(0)
  a = f32[8] sine(x), metadata={op_name="jit(s)/jvp(M)/layer/sin"}
  b = f32[8] negate(a), metadata={op_name="jit(s)/jvp(M)/head/neg"}
  c = f32[8] cosine(b), metadata={op_name="jit(s)/transpose(jvp(M))/layer/cos"}
  ROOT d = f32[8] multiply(c, x), metadata={op_name="jit(s)/mul"}
}
"""


def test_tree_adds_up_what_is_below() -> None:
    module = parse(TRAINING)
    tree = scope_tree(launch_parts(cost_of(module), ModuleTraffic(module), None), phases_of(module, Sources()))
    forms = {(form["phase"], *form["path"]): form for form in scope_forms(tree, None)}
    moved = {key: form["run_bytes_read"] + form["run_bytes_written"] for key, form in forms.items()}
    assert moved == {
        ("forward",): 128,
        ("forward", "M"): 128,
        ("forward", "M", "layer"): 64,
        ("forward", "M", "head"): 64,
        ("backward",): 64,
        ("backward", "M"): 64,
        ("backward", "M", "layer"): 64,
        ("optimizer",): 96,
    }
    assert forms["forward", "M"]["launches"] == 2
    assert sum(form["share"] for key, form in forms.items() if len(key) == 1) == pytest.approx(1)


def test_scopes_end_where_no_program_has_any() -> None:
    name = "/".join(["jit(f)", *(f"layer_{n}" for n in range(1_000)), "tanh"])
    line = f'ROOT r = f32[8] tanh(p), metadata={{op_name="{name}"}}'
    module = parse(f"HloModule m\nENTRY e {{\n  p = f32[8] parameter(0)\n  {line}\n}}\n")
    tree = scope_tree(launch_parts(cost_of(module), ModuleTraffic(module), None), {})
    *_, deepest = tree.walk()
    assert deepest.scope.path == tuple(f"layer_{n}" for n in range(50))
    assert deepest.cost.bytes == 2 * 8 * 4


def test_program_without_a_backward_pass_has_no_optimizer() -> None:
    module = parse(TRAINING.replace("transpose(jvp(M))", "jvp(M)"))
    tree = scope_tree(launch_parts(cost_of(module), ModuleTraffic(module), None), phases_of(module, Sources()))
    assert "optimizer" not in {form["phase"] for form in scope_forms(tree, None)}
