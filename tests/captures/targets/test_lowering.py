"""What StableHLO cannot say: operations of HLO that every compiler takes once they are lowered. jaxlib compiles here."""

import json
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from hloscope.captures.targets import retarget
from hloscope.captures.targets.process import Worker
from hloscope.captures.targets.retarget import Module, compile_module, module_of
from hloscope.captures.targets.targets import TARGETS, find_target
from hloscope.dump import load
from hloscope.dump.workers.process import Limits
from tests.support.dumped import TESTDATA

pytestmark = pytest.mark.skipif(find_spec("jaxlib") is None, reason="needs jaxlib")

WHILE = """HloModule m
body {
  t = (s32[], f32[8]) parameter(0)
  i = s32[] get-tuple-element(t), index=0
  x = f32[8] get-tuple-element(t), index=1
  one = s32[] constant(1)
  j = s32[] add(i, one)
  y = f32[8] sine(x)
  ROOT r = (s32[], f32[8]) tuple(j, y)
}
condition {
  t = (s32[], f32[8]) parameter(0)
  i = s32[] get-tuple-element(t), index=0
  n = s32[] constant(5)
  ROOT r = pred[] compare(i, n), direction=LT
}
ENTRY e {
  p = f32[8] parameter(0)
  z = s32[] constant(0)
  t = (s32[], f32[8]) tuple(z, p)
  ct = (s32[], f32[8]) copy(t)
  w = (s32[], f32[8]) while(ct), condition=condition, body=body
  g = f32[8] get-tuple-element(w), index=1
  ROOT k = f32[8] copy(g)
}"""
COPIES = {
    "array": "HloModule m\nENTRY e { p = f32[8] parameter(0) n = f32[8] sine(p) ROOT c = f32[8] copy(n) }",
    "layout": (
        "HloModule m\nENTRY e { p = f32[8,4]{1,0} parameter(0) n = f32[8,4] sine(p) ROOT c = f32[8,4]{0,1} copy(n) }"
    ),
    "sharded": (
        "HloModule m\nENTRY e { p = f32[8] parameter(0) c = f32[8] copy(p), sharding={replicated} "
        "ROOT n = f32[8] sine(c) }"
    ),
    "bitcast": "HloModule m\nENTRY e { p = f32[8,4] parameter(0) b = f32[32] bitcast(p) ROOT n = f32[32] sine(b) }",
    "aliased": (
        "HloModule m, input_output_alias={ {0}: (0, {}, may-alias) }\n"
        "ENTRY e { p = f32[8] parameter(0) n = f32[8] sine(p) c = f32[8] copy(n) ROOT r = (f32[8]) tuple(c) }"
    ),
    "in a loop": WHILE,
}


CALLBACK = (
    "HloModule m\nENTRY e { p = f32[8] parameter(0) q = s32[] parameter(1) c = (f32[8], f32[2]) custom-call(p, q), "
    'custom_call_target="xla_ffi_python_cpu_callback", api_version=API_VERSION_TYPED_FFI, '
    "backend_config={index = 0 : ui64}, custom_call_has_side_effect=true "
    "ROOT r = f32[8] get-tuple-element(c), index=0 }"
)
OTHERS = {
    "reordered": "HloModule m\nENTRY e { p = f32[8,4]{0,1} parameter(0) ROOT b = f32[8,4]{1,0} bitcast(p) }",
    "retyped": "HloModule m\nENTRY e { p = f32[8] parameter(0) ROOT b = s32[8] bitcast(p) }",
    "domain": (
        "HloModule m\nENTRY e { p = f32[8] parameter(0) ROOT d = f32[8] domain(p), "
        'domain={kind="sharding", entry={replicated}, exit={replicated}} }'
    ),
    "token": (
        "HloModule m\nENTRY e { p = f32[8] parameter(0) t = token[] after-all() ROOT a = f32[8] add-dependency(p, t) }"
    ),
    "callback": CALLBACK,
    "sharded callback": CALLBACK.replace(
        "custom_call_has_side_effect=true",
        "custom_call_has_side_effect=true, sharding={{maximal device=0}, {maximal device=0}}",
    ),
    "stochastic": (
        "HloModule m\nENTRY e { p = f32[8] parameter(0) r = u32[8] parameter(1) ROOT s = s8[8] stochastic-convert(p, r) }"
    ),
}
ALSO_IN_CHLO = {
    "ragged": (
        "HloModule m\nENTRY e { x = f32[8,4] parameter(0) w = f32[3,4,5] parameter(1) g = s32[3] parameter(2) "
        "ROOT r = f32[8,5] ragged-dot(x, w, g), lhs_contracting_dims={1}, rhs_contracting_dims={1}, "
        "lhs_ragged_dims={0}, rhs_group_dims={0} }"
    ),
    "largest": (
        "HloModule m\nENTRY e { p = f32[8,40] parameter(0) ROOT t = (f32[8,2], s32[8,2]) topk(p), k=2, largest=true }"
    ),
    "scan": (
        "HloModule m\nb { x = f32[] parameter(0) c = f32[] parameter(1) s = f32[] add(x, c) "
        "ROOT t = (f32[], f32[]) tuple(s, s) }\nENTRY e { p = f32[8] parameter(0) i = f32[] parameter(1) "
        "ROOT s = (f32[8], f32[]) scan(p, i), dimensions={0}, num_carries=1, is_associative=true, to_apply=b }"
    ),
}
SCRIPT = """
import importlib.util, json, sys
from jaxlib import _hlo, _jax
from jaxlib.mlir import ir
from jax._src.interpreters import mlir
spec = importlib.util.spec_from_file_location("lowering", sys.argv[1])
lowering = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lowering)
for text, platform in json.load(sys.stdin):
    proto = _hlo.hlo_module_from_text(text).as_serialized_hlo_module_proto()
    with mlir.make_ir_context():
        program = ir.Module.parse(_jax.mlir.hlo_to_stablehlo(proto))
        remarks = lowering.Lowering(ir, platform).apply(program)
        assert program.operation.verify()
        print(json.dumps([str(program), remarks]))
"""


@cache
def lowered() -> dict[tuple[str, str], tuple[str, list[str]]]:
    """Every text lowered for every platform, by a process that has jaxlib: the program and the remarks."""
    texts = COPIES | OTHERS | ALSO_IN_CHLO
    keys = [(name, platform) for name in texts for platform in ("cpu", "gpu", "tpu")]
    asked = json.dumps([(texts[name], platform) for name, platform in keys])
    path = str(Path(retarget.__file__).with_name("lowering.py"))
    command = [sys.executable, "-c", SCRIPT, path]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    return {key: tuple(json.loads(line)) for key, line in zip(keys, done.stdout.splitlines(), strict=True)}


def operations_of(name: str, platform: str = "gpu") -> list[str]:
    return re.findall(
        r"\b(?:stablehlo|mhlo)\.(?!return|token)[a-z_]+(?=\"?(?: (?!=)|\())",
        lowered()[name, platform][0].partition("\n")[2],
    )


@pytest.mark.parametrize("name", COPIES)
def test_copies_become_what_stablehlo_has(name: str) -> None:
    found = operations_of(name)
    assert [operation for operation in found if operation.startswith("mhlo.")] == []
    assert "stablehlo.sine" in found


def test_copy_of_an_array_is_a_reshape_with_its_sharding_and_a_copy_of_a_tuple_the_tuple() -> None:
    assert operations_of("array") == ["stablehlo.sine", "stablehlo.reshape"]
    text = lowered()["sharded", "gpu"][0]
    assert 'stablehlo.reshape %arg0 {mhlo.sharding = "{replicated}"}' in text
    assert operations_of("in a loop").count("stablehlo.reshape") == 1


def test_alias_of_the_only_result_is_one_of_the_whole() -> None:
    text = lowered()["aliased", "gpu"][0]
    assert "output_index = array<i64>}" in text


@pytest.mark.parametrize(
    ("name", "operation", "says"),
    [
        ("ragged", "chlo.ragged_dot", "lhs_ragged_dimensions = [0], rhs_group_dimensions = [0]"),
        ("largest", "chlo.top_k", "k = 2"),
        ("scan", "chlo.scan", "stablehlo.return"),
    ],
)
def test_what_stablehlo_lacks_is_said_in_chlo(name: str, operation: str, says: str) -> None:
    text = lowered()[name, "cpu"][0]
    assert operation in text
    assert says in text
    assert operations_of(name, "cpu") == (["stablehlo.add", "stablehlo.add"] if name == "scan" else [])


def test_scan_is_left_to_compilers_of_plugins() -> None:
    assert "mhlo.scan" in operations_of("scan", "gpu")


def test_conversion_that_rounds_at_random_is_replaced_and_said_to_be() -> None:
    _, [remark] = lowered()["stochastic", "tpu"]
    assert operations_of("stochastic", "tpu") == ["stablehlo.convert"]
    assert remark.startswith("1 x stochastic-convert: a conversion to the nearest stands for it")


def test_what_stands_for_a_callback_has_one_sharding_and_not_that_of_a_tuple() -> None:
    text = lowered()["sharded callback", "tpu"][0]
    shardings = {*re.findall(r'mhlo.sharding = "([^"]*)"', text)}
    assert shardings == {"{maximal device=0}"}


@pytest.mark.parametrize("name", ["reordered", "retyped"])
def test_bitcast_that_is_no_reshape_is_left_to_the_compiler(name: str) -> None:
    assert operations_of(name) == ["mhlo.bitcast"]


def test_value_that_waits_for_a_token_does_so_behind_a_barrier() -> None:
    assert operations_of("token") == ["stablehlo.create_token", "stablehlo.optimization_barrier"]
    assert operations_of("domain") == []


def test_callback_calls_a_host_as_jax_lowers_it_for_the_platform() -> None:
    stub = (
        "1 x xla_ffi_python_cpu_callback: a stub of the same shapes stands for it, since the Python function that it "
        "calls is not part of the module"
    )
    assert lowered()["callback", "cpu"][1] == []
    assert (
        operations_of("callback", "cpu")
        == operations_of("callback")
        == ["stablehlo.custom_call", "stablehlo.get_tuple_element"]
    )
    text, remarks = lowered()["callback", "gpu"]
    assert "@xla_ffi_python_gpu_callback(%arg0, %arg1)" in text
    assert remarks == [stub]
    text, remarks = lowered()["callback", "tpu"]
    of_a_tpu = [name.partition(".")[2] for name in operations_of("callback", "tpu")]
    assert of_a_tpu == ["after_all", "send", "send", "recv", "recv", "tuple", "get_tuple_element"]
    assert re.findall(r"handle = (\d+), type = (\d)", text) == [("1", "2"), ("2", "2"), ("3", "3"), ("4", "3")]
    assert remarks == [stub]


def test_what_is_lowered_compiles_here_too() -> None:
    worker = Worker(TARGETS["cpu"], Limits(seconds=60))
    try:
        outcomes = [compile_module(Module("m", text.encode()), worker) for text in (*COPIES.values(), CALLBACK)]
    finally:
        worker.close()
    assert [outcome.problem for outcome in outcomes] == [None] * 7


@pytest.mark.parametrize("name", ["sharded_mlp", "ring_product", "experts"])
def test_sharded_program_of_a_newer_jax_compiles_here_too(name: str) -> None:
    """Its groups and shardings name the axes of a mesh, which jaxlib knows since 0.11 only."""
    [compilation] = load(TESTDATA / "jax-0.12.0.1-cpu" / name).compilations
    module = module_of(compilation)
    worker = Worker(find_target("cpux4"), Limits(seconds=60))
    try:
        outcome = compile_module(module, worker)
    finally:
        worker.close()
    assert outcome.problem is None
    assert all(remark.startswith("GSPMD partitions it") for remark in outcome.remarks)  # where jaxlib is old
    assert outcome.compilation is not None
    after, own = outcome.compilation.after, compilation.after
    assert after is not None
    assert own is not None
    here, there = [
        Counter(i.opcode for i in module.instructions() if i.opcode.startswith(("all-", "collective-")))
        for module in (after, own)
    ]
    assert here == there
    assert here
