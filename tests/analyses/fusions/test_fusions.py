"""Fusion clusters of dumped programs, written down by hand from the HLO text, and the rules on short modules."""

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from hloscope.analyses.facts.signature import signature_of
from hloscope.analyses.fusions.fusions import Fusion, fusions_of
from hloscope.ir import HloModule
from hloscope.parsers import parse
from tests.support.dumped import AFTER, after, folder_of, module_at

SOFTMAX = "reduce broadcast subtract exponential"
LAYERNORM = (
    "reduce multiply broadcast subtract multiply reduce multiply add rsqrt broadcast multiply broadcast multiply"
)

# Name, kind, custom kind and real operations of each fusion that runs, in order. Broadcasts of scalar constants (the
# zero of a relu, 1/n of a mean, the mask value of an attention) are left out, as they are no operations.
CLUSTERS = {
    "jax-0.10.2-cpu/mlp": [
        ("broadcast_maximum_fusion", "kLoop", None, "broadcast add maximum"),
        ("broadcast_add_fusion", "kLoop", None, "broadcast add"),
    ],
    "jax-0.10.2-cpu/softmax": [
        ("ynn_fusion.1", "kCustom", "ynn", SOFTMAX),
        ("broadcast_multiply_fusion", "kLoop", None, "broadcast multiply"),
    ],
    "jax-0.10.2-cpu/layernorm": [
        ("broadcast_subtract_fusion", "kLoop", None, "multiply broadcast subtract"),
        ("ynn_fusion", "kCustom", "ynn", "multiply reduce"),
        ("add_rsqrt_fusion", "kLoop", None, "multiply add rsqrt"),
        ("broadcast_add_fusion", "kLoop", None, "multiply broadcast subtract broadcast multiply broadcast multiply broadcast add"),
    ],
    "jax-0.10.2-cpu/attention": [
        ("broadcast_select_fusion", "kLoop", None, "iota iota compare broadcast multiply select"),
        ("ynn_fusion.2", "kCustom", "ynn", SOFTMAX),
        ("broadcast_multiply_fusion", "kLoop", None, "broadcast multiply"),
    ],
    "jax-0.10.2-h100/mlp": [
        ("gemm_fusion_dot.1", "kCustom", "triton", "broadcast add maximum dot"),
        ("loop_add_fusion", "kLoop", None, "reduce broadcast add"),
    ],
    "jax-0.10.2-h100/softmax": [("triton_softmax.2", "kCustom", "triton", f"{SOFTMAX} reduce broadcast divide")],
    "jax-0.10.2-h100/layernorm": [("fusion.5", "kCustom", "triton", f"{LAYERNORM} broadcast add")],
    "jax-0.10.2-h100/attention": [
        ("gemm_fusion_dot", "kCustom", "triton", "dot multiply"),
        ("triton_softmax.2", "kCustom", "triton", f"iota iota compare broadcast select {SOFTMAX} reduce broadcast divide"),
    ],
    "jax-0.10.2-cpu/nested_scan": [],  # all of it lies in a compiled loop
    "torch-xla-2.9.0-cpu/softmax": [
        ("subtract_exponential_fusion", "kLoop", None, "broadcast subtract exponential"),
        ("broadcast_divide_fusion", "kLoop", None, "broadcast divide"),
    ],
}  # fmt: skip
# The same of fusions with a single real operation, whatever their name.
WRAPPED = {
    "jax-0.10.2-cpu/mlp": [("ynn_fusion.1", "kCustom", "ynn", "dot"), ("ynn_fusion", "kCustom", "ynn", "dot")],
    "jax-0.10.2-cpu/softmax": [
        ("ynn_fusion", "kCustom", "ynn", "reduce"),
        ("broadcast_divide_fusion", "kLoop", None, "divide"),
    ],
    "jax-0.10.2-cpu/layernorm": [("ynn_fusion.1", "kCustom", "ynn", "reduce")],
    "jax-0.10.2-cpu/attention": [
        ("ynn_fusion.3", "kCustom", "ynn", "dot"),
        ("ynn_fusion.1", "kCustom", "ynn", "reduce"),
        ("broadcast_divide_fusion", "kLoop", None, "divide"),
        ("ynn_fusion", "kCustom", "ynn", "dot"),
    ],
    "jax-0.10.2-h100/mlp": [
        ("gemm_fusion_dot", "kCustom", "triton", "dot"),
        ("loop_reduce_fusion", "kLoop", None, "reduce"),
    ],
    "jax-0.10.2-h100/softmax": [],
    "jax-0.10.2-h100/layernorm": [],
    "jax-0.10.2-h100/attention": [("gemm_fusion_dot.1", "kCustom", "triton", "dot")],
    "jax-0.10.2-cpu/nested_scan": [("wrapped_broadcast", "kLoop", None, "broadcast")],
    "torch-xla-2.9.0-cpu/softmax": [],
}


def row(fusion: Fusion) -> tuple[str, str | None, str | None, str]:
    return fusion.name, fusion.kind, fusion.custom_kind, " ".join(i.opcode for i in fusion.operations)


@pytest.mark.parametrize("folder", CLUSTERS)
def test_clusters_are_those_of_the_text(folder: str) -> None:
    assert [row(fusion) for fusion in fusions_of(after(folder)).clusters] == CLUSTERS[folder]


@pytest.mark.parametrize("folder", WRAPPED)
def test_fusions_of_one_operation_are_wrapped(folder: str) -> None:
    assert [row(fusion) for fusion in fusions_of(after(folder)).wrapped] == WRAPPED[folder]


def test_json_form_of_a_cluster_is_whole() -> None:
    module = after("jax-0.10.2-cpu/mlp")
    (form,) = [form for form in fusions_of(module).to_dict() if form["name"] == "broadcast_maximum_fusion"]
    assert form == {
        "name": "broadcast_maximum_fusion",
        "computation": "main.2",
        "kind": "kLoop",
        "custom_kind": None,
        "wrapped": False,
        "root_opcode": "maximum",
        "root_opcodes": ["maximum"],
        "same_outputs": [None],
        "hero": {"name": "max.4", "opcode": "maximum", "inferred": True},
        "operations": [
            {"name": "add.3", "opcode": "broadcast"},
            {"name": "add.2", "opcode": "add"},
            {"name": "max.4", "opcode": "maximum"},
        ],
        # 32 * 256 and 256 numbers of 4 bytes
        "inputs": [{"shape": "f32[32,256]{1,0}", "bytes": 32768}, {"shape": "f32[256]{0}", "bytes": 1024}],
        "outputs": [{"shape": "f32[32,256]{1,0}", "bytes": 32768}],
        "op_names": ["jit(mlp)/add", "jit(mlp)/jit(relu)/max"],
        "op_name_indices": [0, 0, 1],
        "source_lines": ["testdata/programs/jax_models.py:35"],
        "signature": signature_of(module.entry.instructions["broadcast_maximum_fusion"]),
        "duplicated": [],
    }
    assert json.loads(json.dumps(form)) == form


def test_fusion_with_several_results_lists_them() -> None:
    (fusion,) = [f for f in fusions_of(after("jax-0.10.2-h100/train_step")).items if f.root_opcode == "tuple"]
    assert fusion.name == "input_reduce_select_fusion"
    assert fusion.root_opcodes == ("reduce", "select")
    assert [str(shape) for shape in fusion.outputs] == ["f32[256]{0}", "f32[32,256]{1,0}"]
    assert [str(shape) for shape in fusion.inputs] == ["f32[32,256]{1,0}", "f32[32,256]{1,0}", "f32[256]{0}"]


def test_json_names_what_another_cluster_computes_again() -> None:
    duplicated = {form["name"]: form["duplicated"] for form in fusions_of(after("jax-0.10.2-cpu/layernorm")).to_dict()}
    assert duplicated == {  # x - mean
        "ynn_fusion.1": [],
        "broadcast_subtract_fusion": ["multiply.7", "sub.13", "sub.12"],
        "ynn_fusion": [],
        "add_rsqrt_fusion": [],
        "broadcast_add_fusion": ["multiply.5", "sub.11", "sub.10"],
    }


def test_compiled_loop_is_told_apart() -> None:
    fusions = fusions_of(after("jax-0.10.2-cpu/nested_scan"))
    (loop,) = fusions.compiled_loops
    form = loop.to_dict()
    assert (form["name"], form["label"], form["computation"]) == ("call.1", "compiled loop", "main.11")
    # Both loops and their fusions are inside: conditions, copies, slices, the sine of the inner body, ...
    assert sorted(operation.opcode for operation in loop.operations) == sorted(
        "compare copy copy copy add dynamic-slice compare copy sine dynamic-slice add add multiply reduce"
        " dynamic-update-slice".split()
    )
    assert loop.source_lines
    assert {fusion.name for fusion in fusions.items} == {"wrapped_broadcast"}


SHORT = """\
HloModule m, is_scheduled=true

%pair {
  %p = f32[4]{0} parameter(0)
  %s = f32[4]{0} sine(%p), metadata={op_name="f/sin" source_file="a.py" source_line=3}
  ROOT %n = f32[4]{0} negate(%s), metadata={op_name="f/neg" source_file="a.py" source_line=3}
}

%fill {
  %c = f32[] constant(1)
  ROOT %b = f32[4]{0} broadcast(%c), dimensions={}
}

%region {
  %p.1 = f32[4]{0} parameter(0)
  ROOT %f.1 = f32[4]{0} fusion(%p.1), kind=kLoop, calls=%pair
}

ENTRY %main {
  %x = f32[4]{0} parameter(0)
  LINES
}
"""


def short(lines: str) -> HloModule:
    return parse(SHORT.replace("LINES", lines))


@pytest.mark.parametrize(
    ("lines", "clusters", "wrapped"),
    [
        pytest.param("ROOT %r = f32[4]{0} fusion(%x), kind=kLoop, calls=%pair", "r", "", id="two operations"),
        pytest.param("ROOT %wrapped_r = f32[4]{0} fusion(%x), kind=kLoop, calls=%pair", "wrapped_r", "", id="names lie"),
        pytest.param("ROOT %r = f32[4]{0} fusion(), kind=kLoop, calls=%fill", "", "r", id="a fill is wrapped"),
        pytest.param("ROOT %r = f32[4]{0} fusion(%x), kind=kLoop", "", "r", id="no body"),
        pytest.param("ROOT %r = f32[4]{0} call(%x), to_apply=%region", "f.1", "", id="inside a call"),
        pytest.param("%c1 = f32[4]{0} call(%x), to_apply=%region\n  ROOT %r = f32[4]{0} call(%c1), to_apply=%region", "f.1", "", id="called twice, listed once"),
        pytest.param("ROOT %r = f32[4]{0} map(%x), dimensions={0}, to_apply=%region", "", "", id="not in regions"),
        pytest.param('ROOT %r = f32[4]{0} call(%x), to_apply=%region, frontend_attributes={xla_cpu_small_call="true"}', "", "", id="not in compiled loops"),
        pytest.param("%a = ((f32[4]), f32[4], s32[]) fusion-start(%x), kind=kLoop, calls=%pair\n  ROOT %r = f32[4]{0} fusion-done(%a)", "a", "", id="asynchronous"),
    ],
)  # fmt: skip
def test_fusions_are_those_that_run(lines: str, clusters: str, wrapped: str) -> None:
    fusions = fusions_of(short(lines))
    assert [fusion.name for fusion in fusions.clusters] == clusters.split()
    assert [fusion.name for fusion in fusions.wrapped] == wrapped.split()


def test_asynchronous_fusion_writes_what_is_there_when_it_is_done() -> None:
    lines = (
        "%a = ((f32[4]), f32[4], s32[]) fusion-start(%x), kind=kLoop, calls=%pair\n  ROOT %r = f32[4] fusion-done(%a)"
    )
    (fusion,) = fusions_of(short(lines)).items
    assert [str(shape.without_layout()) for shape in fusion.outputs] == ["f32[4]"]
    assert fusion.kind == "kLoop"


def test_sources_come_from_the_operations_each_once() -> None:
    (fusion,) = fusions_of(short("ROOT %r = f32[4]{0} fusion(%x), kind=kLoop, calls=%pair")).items
    assert fusion.op_names == ("f/sin", "f/neg")
    assert fusion.source_lines == ("a.py:3",)


TWICE = """
twice {
  a = f32[4,8]{1,0} parameter(0)
  c = bf16[4,8]{1,0} convert(a)
  b = bf16[8,4]{0,1} bitcast(c)
  n = bf16[4,8]{1,0} negate(c)
  d = bf16[4,8]{1,0} copy(c)
  ROOT t = (bf16[8,4]{0,1}, bf16[4,8]{1,0}, bf16[4,8]{1,0}, bf16[4,8]{1,0}) tuple(b, n, c, d)
}
ENTRY main { w = f32[4,8]{1,0} parameter(0)
  ROOT f = (bf16[8,4]{0,1}, bf16[4,8]{1,0}, bf16[4,8]{1,0}, bf16[4,8]{1,0}) fusion(w), kind=kLoop, calls=twice }
"""


def test_value_that_is_written_several_times_is_told() -> None:
    (form,) = fusions_of(parse(TWICE)).to_dict()
    assert form["same_outputs"] == [None, None, 0, 0]


def test_value_is_followed_through_a_long_chain_once() -> None:
    chain = "\n".join(f"b.{n} = f32[4] bitcast(b.{n - 1})" for n in range(1, 3000))
    results = ", ".join(f"b.{n}" for n in range(3000))
    types = ", ".join(["f32[4]"] * 3000)
    text = f"long {{ b.0 = f32[4] parameter(0) {chain} ROOT t = ({types}) tuple({results}) }}"
    module = parse(f"{text} ENTRY e {{ x = f32[4] parameter(0) ROOT f = ({types}) fusion(x), kind=kLoop, calls=long }}")
    (fusion,) = fusions_of(module).items
    assert fusion.same_outputs == [None] + [0] * 2999


def test_fill_takes_its_source_from_the_fusion() -> None:
    (fusion,) = fusions_of(short('ROOT %r = f32[4]{0} fusion(), kind=kLoop, calls=%fill, metadata={op_name="f"}')).items
    assert fusion.op_names == ("f",)


def test_fusion_without_a_body_has_neither_hero_nor_results() -> None:
    (form,) = fusions_of(short("ROOT %r = f32[4]{0} fusion(%x)")).to_dict()
    assert (form["kind"], form["hero"], form["root_opcode"], form["root_opcodes"]) == (None, None, "fusion", [])


CONFIGS: list[tuple[str, str | None]] = [
    ('{"fusion_backend_config":{"kind":"__triton"}}', "triton"),
    ('{"fusion_backend_config":{"kind":"__triton_gemm","triton_gemm_config":{}}}', "triton"),
    ('{"operation_queue_id":"0","fusion_backend_config":{"kind":"__triton_nested_gemm_fusion"}}', "triton"),
    ('{"fusion_backend_config":{"kind":"__cudnn$fusion"}}', "cudnn"),
    ('{"outer_dimension_partitions":[],"fusion_config":{"kind":"__ynn_fusion"}}', "ynn"),
    ('{"fusion_config":{"kind":"__onednn_fusion"}}', "onednn"),
    ('{"fusion_config":{"kind":"__xnn_fusion"}}', "xnn"),
    ('{"fusion_backend_config":{"kind":"__custom_fusion","custom_fusion_config":{"name":"dynamic_slice_fusion"}}}', "dynamic-slice"),
    ('{"fusion_backend_config":{"kind":"__custom_fusion","custom_fusion_config":{"name":"address_computation"}}}', "dynamic-slice"),
    ('{"fusion_backend_config":{"kind":"__custom_fusion","custom_fusion_config":{"name":"cutlass_gemm"}}}', "cutlass_gemm"),
    ('{"fusion_backend_config":{"kind":"__custom_fusion"}}', "custom"),
    ('{"fusion_backend_config":{"kind":"__brand_new"}}', "brand_new"),
    ('{"fusion_backend_config":{"kind":""}}', None),
    ('{"fusion_backend_config":{"kind":7}}', "7"),
    ('{"fusion_backend_config":["kind"]}', None),
    ('{"kind":"__triton"}', None),
    ('"not \\"kind\\" json"', None),
    ("{}", None),
]  # fmt: skip


@pytest.mark.parametrize(("config", "custom_kind"), CONFIGS, ids=[config for config, _ in CONFIGS])
def test_custom_kind_is_read_from_the_backend_config(config: str, custom_kind: str | None) -> None:
    lines = f"ROOT %r = f32[4]{{0}} fusion(%x), kind=kCustom, calls=%pair, backend_config={config}"
    (fusion,) = fusions_of(short(lines)).items
    assert fusion.custom_kind == custom_kind


@pytest.mark.parametrize("path", AFTER, ids=folder_of)
def test_quick_kind_is_the_decoded_one(path: Path) -> None:
    fusions = fusions_of(module_at(path)).items
    assert [fusion.kind for fusion in fusions] == [fusion.instruction.fusion_kind for fusion in fusions]


# XLA's own reading of the fusions, counted with none of our code.
JUDGE = r"""
import json, pathlib, re, sys
from jaxlib import _hlo

def is_operation(i):
    opcode = str(i.opcode)
    if opcode == "HloOpcode.kBroadcast":
        return not re.search(r"= \w+\[\](\{\})? constant\(", i.operands()[0].to_string())
    return opcode.removeprefix("HloOpcode.k") not in ("Parameter", "Constant", "Tuple", "GetTupleElement", "Bitcast")

for name in sys.argv[1:]:
    module = _hlo.hlo_module_from_text(pathlib.Path(name).read_text())
    bodies = {c.name: c for c in module.computations()}
    counts = {}
    for computation in bodies.values():
        for i in computation.instructions():
            found = re.search(r" fusion\(.*calls=%?([\w.\-]+)", i.to_string())
            if found:
                counts[i.name] = sum(map(is_operation, bodies[found[1]].instructions()))
    print(json.dumps(counts))
"""


@pytest.mark.live
def test_operations_are_as_many_as_xla_reads() -> None:
    if find_spec("jaxlib") is None or find_spec("jaxlib._hlo") is None:
        pytest.skip("needs jax 0.10 or newer")
    paths = [path for path in AFTER if folder_of(path).startswith(("jax-0.10.2-cpu/", "jax-0.10.2-h100/"))]
    done = subprocess.run([sys.executable, "-c", JUDGE, *map(str, paths)], capture_output=True, text=True, check=True)
    judged: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(judged) == len(paths) > 100
    for path, counts in zip(paths, judged, strict=True):
        ours = {fusion.name: len(fusion.operations) for fusion in fusions_of(module_at(path)).items}
        assert ours == {name: counts[name] for name in ours}, path
        entry = {i.name for i in module_at(path).entry.instructions.values() if re.match("fusion(-start)?$", i.opcode)}
        assert entry <= set(ours)
