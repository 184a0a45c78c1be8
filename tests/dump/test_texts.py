"""What is told of a module without parsing it: names as frameworks give them, marks as compilers leave them."""

import pytest

from hloscope.dump.texts import digest_of, find_module_name, find_platform, function_of, is_optimized
from hloscope.frameworks.table import find_framework

FUNCTIONS = {
    "jit_f": "jit_f",
    "jit__lambda_": "jit__lambda_",
    "jit_f.25": "jit_f",  # TensorFlow's numbers on a module of jax, as jax2tf leaves them
    "SyncTensorsGraph.45": "SyncTensorsGraph",
    "a_inference_f_20__XlaMustCompile_true_config_proto_135_executor_type_111_.3": "a_inference_f",
    "a_inference_f_20__.16": "a_inference_f",
    "a_inference_f_2_20__.16": "a_inference_f_2",
    "cluster_2__XlaCompiledKernel_true__XlaNumResourceArgs_0_.1": "cluster_2__XlaCompiledKernel_true__XlaNumResourceArgs_0_",
    "": "",
}

FRAMEWORKS = [
    ("jit_f", "", "jax"),
    ("pjit_f", "", "jax"),
    ("pmap_f", "", "jax"),
    ("xla_computation_f", "", "jax"),
    ("a_inference_f_20__.3", "", "tensorflow"),
    ("cluster_2__XlaCompiledKernel_true_.1", "", "tensorflow"),
    ("SyncTensorsGraph.45", "", "torch-xla"),
    ("IrToHlo.45", "", "torch-xla"),
    ("SyncTensorsGraphs", "", None),
    ("jitter", "", None),
    ("f", 'metadata={op_name="jit(f)/jit(main)/tanh"}', "jax"),
    ("f", 'metadata={op_type="MatMul" op_name="MatMul"}', "tensorflow"),
    ("f", 'metadata={op_name="XLA_Args"}', "tensorflow"),
    ("f", 'metadata={op_type="aten__mm" op_name="aten__mm.5/aten__mm"}', "torch-xla"),
    ("f", 'metadata={op_type="xla__device_data" op_name="xla__device_data"}', "torch-xla"),
    ("f", 'metadata={op_type="tanh" op_name="mine"}', None),
    ("jit_f", 'metadata={op_type="MatMul"}', "jax"),  # the name comes first
    # torchax 0.0.13: PyTorch's operations, lowered by jax
    ("jit_call_torch", 'metadata={op_name="jit(call_torch)/aten::relu/jit(relu)" stack_frame_id=22}', "jax"),
    ("main", 'metadata={op_name="jit(call_torch)/aten::relu/jit(relu)"}', "jax"),
]

PLATFORMS = {
    "f32[8,128]{1,0:T(8,128)}": "tpu",
    "f32[]{:T(128)}": "tpu",
    "s4[8]{0:E(4)}": None,
    'backend_config={"operation_queue_id":"0"}': "gpu",
    'backend_config={"fusion_backend_config":{"kind":"__triton"}}': "gpu",
    'custom_call_target="__cublas$lt$matmul"': "gpu",
    'frontend_attributes={fingerprint_before_lhs="21375aec"}': "gpu",
    'backend_config={"outer_dimension_partitions":["2"]}': "cpu",
    'frontend_attributes={xla_cpu_small_call="true"}': "cpu",
    "%f = f32[] fusion(%a), kind=kInput, calls=%c": "gpu",
    "%a = f32[] add(%b, %c)": None,
}

HEADERS = {
    "HloModule jit_f, is_scheduled=true\n": "jit_f",
    "HloModule jit_f\n": "jit_f",
    "\n// mine\nHloModule  a.b-c_1, entry": "a.b-c_1",
    "HloModule": None,
    "HloModule jit_": None,  # the head ends here
    "ENTRY e {": None,
}

PROGRAM = "HloModule @, is_scheduled=true\n\nENTRY %@ (x: f32[]) -> f32[] {\n  ROOT %x = f32[] parameter(0)#\n}\n"


@pytest.mark.parametrize(("name", "function"), FUNCTIONS.items(), ids=FUNCTIONS)
def test_function_is_the_name_without_counters(name: str, function: str) -> None:
    assert function_of(name) == function


@pytest.mark.parametrize(("name", "head", "framework"), FRAMEWORKS)
def test_framework_is_told(name: str, head: str, framework: str | None) -> None:
    assert find_framework(name, head) == framework


@pytest.mark.parametrize(("text", "platform"), PLATFORMS.items(), ids=PLATFORMS)
def test_platform_is_told(text: str, platform: str | None) -> None:
    assert find_platform(text) == platform


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"HloModule m, is_scheduled=true", True),
        (b"%f = f32[] fusion(%a), kind=kLoop", True),
        (b'%g = f32[] custom-call(%a), custom_call_target="__cublas$gemm"', True),
        (b'%g = f32[] custom-call(%a), custom_call_target="__cudnn$convForward"', True),
        (b'%g = f32[] custom-call(%a), custom_call_target="Sharding"', False),
    ],
)
def test_what_xla_made_is_told_from_what_it_was_given(*, text: bytes, expected: bool) -> None:
    assert is_optimized(text) is expected


@pytest.mark.parametrize(("head", "name"), HEADERS.items(), ids=HEADERS)
def test_header_has_the_name(head: str, name: str | None) -> None:
    assert find_module_name(head) == name


@pytest.mark.parametrize(
    "metadata",
    [
        ', metadata={op_name="x"}',
        ', metadata={op_type="a}{" op_name="b\\"}" source_line=3}',
        ', metadata={op_name="x" profile_info={relative_speedup=2}}',
    ],
)
def test_digest_disregards_names_and_places(metadata: str) -> None:
    first = PROGRAM.replace("@", "jit_f").replace("#", "")
    tables = '\n\nFileNames\n1 "a.py"\n\nStackFrames\n1 {file_location_id=1 parent_frame_id=1}\n\n\nENTRY'
    again = PROGRAM.replace("@", "jit_f.2").replace("#", metadata).replace("\n\nENTRY", tables)
    assert digest_of(first) == digest_of(again)


def test_digest_keeps_names_that_the_name_of_the_module_is_part_of() -> None:
    names = ["%f.1", "%my_f", "%f"]
    digests = {name: digest_of(PROGRAM.replace("@", "f").replace("#", f", x={name}")) for name in names}
    renamed = {name: digest_of(PROGRAM.replace("@", "g").replace("#", f", x={name}")) for name in names}
    assert digests["%f.1"] == renamed["%f.1"]
    assert digests["%my_f"] == renamed["%my_f"]
    assert digests["%f"] == digest_of(PROGRAM.replace("@", "g").replace("#", ", x=%g"))


@pytest.mark.parametrize(
    "change", [("f32[]", "f64[]"), ("ROOT %x", "ROOT %y"), ("is_scheduled=true", "num_partitions=2")]
)
def test_digest_tells_programs_apart(change: tuple[str, str]) -> None:
    assert digest_of(PROGRAM.replace("#", "")) != digest_of(PROGRAM.replace("#", "").replace(*change))
