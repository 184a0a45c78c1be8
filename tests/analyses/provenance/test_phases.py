"""Phases of training in programs of all frameworks; names are those of real programs, what is right is told by hand."""

import pytest

from hloscope.analyses.facts.sources import Source, Sources
from hloscope.analyses.provenance.phases import phases_of
from hloscope.analyses.provenance.scopes import scope_of
from hloscope.parsers import parse

F = "f32[8]{0}"


def called(name: str, place: str = "") -> str:
    file, _, line = place.partition(":")
    where = f' source_file="{file}" source_line={line}' if place else ""
    return f'metadata={{op_type="T" op_name="{name}"{where}}}'


# What Keras names the steps of fit with jit_compile; Adam's first moment decays before any gradient is read.
KERAS = f"""
ENTRY e {{
  w = {F} parameter(0), metadata={{op_name="XLA_Args"}}
  m = {F} parameter(1), metadata={{op_name="XLA_Args"}}
  x = {F} parameter(2), metadata={{op_name="XLA_Args"}}
  cast = {F} abs(x), {called("sequential/Cast")}
  matmul = {F} multiply(cast, w), {called("sequential/dense/MatMul")}
  loss = {F} exponential(matmul), {called("compile_loss/mean_squared_error/Mean")}
  right = {F} floor(matmul), {called("ArgMax")}
  grad = {F} multiply(loss, w), {called("gradient_tape/sequential/dense/MatMul")}
  decay = {F} multiply(m, m), {called("Mul_7")}
  moment = {F} add(decay, grad), {called("AddV2_3")}
  rate = {F} negate(m), {called("learning_rate/Pow")}
  step = {F} multiply(moment, rate), {called("adam_w/Mul")}
  ROOT t = ({F}, {F}) tuple(step, right)
}}
"""
SITE = "/usr/lib/python3/dist-packages/torch"
TORCH = f"""
ENTRY e {{
  w = {F} parameter(0)
  x = {F} parameter(1)
  conv = {F} multiply(x, w), {called("aten__convolution_overrideable", f"{SITE}/nn/modules/conv.py:543")}
  relu = {F} abs(conv), {called("aten__relu", "net.py:22")}
  log = {F} log(relu), {called("aten__log_softmax", f"{SITE}/nn/functional.py:2248")}
  start = {F} negate(log), {called("aten___log_softmax_backward_data")}
  more = {F} sine(start), {called("aten__expand")}
  back = {F} multiply(more, x), {called("aten__convolution_backward_overrideable")}
  clip = {F} floor(back), {called("aten__clamp", "train.py:40")}
  decay = {F} multiply(w, w), {called("aten__mul.3/aten__mul", f"{SITE}/optim/sgd.py:352")}
  ROOT new = {F} add(clip, decay), {called("aten__add.9/aten__add", f"{SITE}/optim/sgd.py:361")}
}}
"""
JAX = f"""
ENTRY e {{
  w = {F} parameter(0)
  x = {F} parameter(1)
  prepared = {F} abs(x), {called("jit(step)/abs", "t.py:1")}
  out = {F} multiply(prepared, w), {called("jit(step)/jvp(M)/mul", "t.py:2")}
  back = {F} multiply(out, x), {called("jit(step)/transpose(jvp(M))/mul", "t.py:2")}
  decay = {F} negate(w), {called("jit(step)/neg", "t.py:3")}
  ROOT new = {F} add(back, decay), {called("jit(step)/add", "t.py:4")}
}}
"""


@pytest.mark.parametrize(
    ("text", "forward", "backward", "optimizer"),
    [
        (
            KERAS,
            {"cast", "matmul", "loss", "right"},
            {"grad"},
            {"decay", "moment", "rate", "step"},
        ),
        (TORCH, {"conv", "relu", "log"}, {"start", "more", "back"}, {"clip", "decay", "new"}),
        (JAX, {"prepared", "out"}, {"back"}, {"decay", "new"}),
    ],
    ids=["keras", "torch-xla", "jax"],
)
def test_phase_of_what_bears_no_mark(text: str, forward: set[str], backward: set[str], optimizer: set[str]) -> None:
    module = parse(text)
    sources = Sources()
    phases = phases_of(module, sources)
    found: dict[str, set[str]] = {"forward": set(), "backward": set(), "optimizer": set()}
    for instruction in module.instructions():
        if instruction.opcode not in ("parameter", "tuple"):
            found[phases[sources.source_of(instruction)]].add(instruction.name)
    assert found == {"forward": forward, "backward": backward, "optimizer": optimizer}


def test_program_without_a_backward_pass_has_no_phases() -> None:
    assert phases_of(parse(KERAS.replace("gradient_tape/", "")), Sources()) == {}


def test_gradients_that_a_loop_sums_up_are_read_by_the_optimizer() -> None:
    text = f"""
    body {{
      s = (s32[], {F}, {F}) parameter(0)
      i = s32[] get-tuple-element(s), index=0
      w.1 = {F} get-tuple-element(s), index=1
      sum = {F} get-tuple-element(s), index=2
      out = {F} sine(w.1), {called("jit(step)/while/body/jvp(M)/sin", "t.py:2")}
      back = {F} cosine(out), {called("jit(step)/while/body/transpose(jvp(M))/cos", "t.py:2")}
      more = {F} add(sum, back), {called("jit(step)/while/body/add", "t.py:3")}
      ROOT t = (s32[], {F}, {F}) tuple(i, w.1, more)
    }}
    condition {{ c = (s32[], {F}, {F}) parameter(0) ROOT yes = pred[] constant(true) }}
    ENTRY e {{
      w = {F} parameter(0)
      n = s32[] constant(0)
      z = {F} negate(w), {called("jit(step)/neg", "t.py:1")}
      start = (s32[], {F}, {F}) tuple(n, w, z)
      loop = (s32[], {F}, {F}) while(start), condition=condition, body=body, {called("jit(step)/while", "t.py:5")}
      gradient = {F} get-tuple-element(loop), index=2
      ROOT new = {F} multiply(gradient, w), {called("jit(step)/mul", "t.py:6")}
    }}
    """
    phases = phases_of(parse(text), Sources())
    assert phases[Source("jit(step)/mul", "t.py:6")] == "optimizer"
    assert phases[Source("jit(step)/while/body/add", "t.py:3")] == "optimizer"
    assert phases[Source("jit(step)/while/body/jvp(M)/sin", "t.py:2")] == "forward"


@pytest.mark.parametrize(
    ("op_name", "phase", "path"),
    [
        ("aten__relu", "", ("aten__relu",)),
        ("aten__add.8/aten__add", "", ("aten__add",)),
        ("encoder.1/aten__add.8/aten__add", "", ("encoder.1", "aten__add")),
        ("aten__native_batch_norm_backward", "backward", ("aten__native_batch_norm_backward",)),
        ("adam_w/Mul_3", "optimizer", ("adam_w",)),
        ("lion/Sign", "optimizer", ("lion",)),
        ("lambda/Relu", "", ("lambda",)),
    ],
)
def test_scope_by_the_names_of_torch_and_keras(op_name: str, phase: str, path: tuple[str, ...]) -> None:
    assert scope_of(op_name) == (phase, path)


def test_what_is_named_as_computed_again_and_runs_once_is_the_forward_pass() -> None:
    """XLA for CPU makes one of what a checkpoint keeps apart; XLA for GPU does not."""
    name, again = (
        "jit(s)/jvp(b)/dot_general",
        "jit(s)/transpose(jvp(b))/jvp(b)/checkpoint/rematted_computation/dot_general",
    )
    gradient = "jit(s)/transpose(jvp(b))/dot_general"
    product = "= f32[4,4] dot({}, {}), lhs_contracting_dims={{1}}, rhs_contracting_dims={{0}}, {}"
    twice = f"""ENTRY e {{ x = f32[4,4] parameter(0) w = f32[4,4] parameter(1)
      a {product.format("x", "w", called(name, "m.py:2"))}
      b {product.format("x", "w", called(again, "m.py:2"))}
      ROOT c {product.format("a", "b", called(gradient, "m.py:2"))} }}"""
    once = twice.replace("dot(a, b)", "dot(b, b)").replace(f"a {product.format('x', 'w', called(name, 'm.py:2'))}", "")
    before = parse(twice)
    assert phases_of(parse(twice), Sources(), before)[Source(again, "m.py:2")] == "rematerialized"
    assert phases_of(parse(once), Sources(), before)[Source(again, "m.py:2")] == "forward"
    assert phases_of(parse(once), Sources())[Source(again, "m.py:2")] == "rematerialized"
