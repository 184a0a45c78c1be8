"""What each instruction launches on CPU: one line of HLO, and the classes of its launches."""

import pytest

from hloscope.analyses.kernels.count import count_launches
from hloscope.parsers import parse

MODULE = """
HloModule m, is_scheduled=true
compare { a = f32[] parameter(0) b = f32[] parameter(1) ROOT c = pred[] compare(a, b), direction=LT }
fused { x = f32[4,8] parameter(0) ROOT y = f32[4,8] sine(x) }
ENTRY main {
  p = f32[4,8] parameter(0)
  q = f32[8,4] parameter(1)
  nibbles = s4[64] parameter(2)
  image = f32[2,8,8,3] parameter(3)
  filter = f32[3,3,3,4] parameter(4)
  v = f32[16] parameter(5)
  state = u64[2] parameter(6)
  i = s32[] parameter(7)
  order = token[] after-all()
  DEFINITIONS
  ROOT r = LINE
}
"""
CONVOLUTION = "f32[2,8,8,4] convolution(image, filter), window={size=3x3 pad=1_1x1_1}, dim_labels=b01f_01io->b01f"


def classes_of(line: str, definitions: str = "") -> list[str]:
    """The classes of what one instruction launches; `definitions` are instructions that launch nothing."""
    module = parse(MODULE.replace("LINE", line).replace("DEFINITIONS", definitions))
    return [site.launch_class for site in count_launches(module, platform="cpu").sites if site.name == "r"]


@pytest.mark.parametrize(
    "line",
    [
        "f32[4,8] bitcast(p)",
        "(f32[4,8]) tuple(p)",
        "token[] after-all()",
        "f32[] constant(1)",
        "f32[4,8] add-dependency(p, order)",
        "(f32[4,8]) opt-barrier(p)",
    ],
)
def test_what_only_names_or_orders_values_launches_nothing(line: str) -> None:
    assert classes_of(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "f32[4,8] sine(p)",
        "f32[32] reshape(p)",
        "f32[8,4] transpose(p), dimensions={1,0}",
        "f32[4,8] broadcast(i), dimensions={}",
        "f32[2,8] slice(p), slice={[0:2], [0:8]}",
        "f32[4,8] fusion(p), kind=kLoop, calls=fused",
        'f32[4,8] fusion(p), kind=kOutput, calls=fused, metadata={op_name="kind=kCustom"}',
        'f32[4,8] fusion(p), kind=kLoop, calls=fused, backend_config={"outer_dimension_partitions":["2"]}',
        's4[8,8] custom-call(nibbles), custom_call_target="SliceToDynamic"',
        "s4[64] copy(nibbles)",
    ],
)
def test_compiled_code_is_one_kernel(line: str) -> None:
    assert classes_of(line) == ["kernel"]


@pytest.mark.parametrize(
    "line",
    [
        "c64[16] fft(v), fft_type=RFFT, fft_length={16}",
        'f32[4] custom-call(p), custom_call_target="lapack_sgetrf_ffi"',
        '(f32[4], s32[4]) custom-call(p), custom_call_target="TopK"',
        'f32[4,8] custom-call(p), custom_call_target="__onednn$softmax"',
        'f32[4,8] fusion(p), kind=kCustom, calls=fused, backend_config={"fusion_config":{"kind":"__ynn_fusion"}}',
        'f32[4,8] fusion(p), kind=kCustom, calls=fused, backend_config={"fusion_config":{"kind":"__xnn_fusion"}}',
    ],
)
def test_library_calls_are_one_launch(line: str) -> None:
    assert classes_of(line) == ["library"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("f32[4,8] copy(p)", "copy"),
        ("pred[4] copy(p)", "copy"),
        ("f32[4,8] all-reduce(p), replica_groups={{0}}, to_apply=compare", "collective"),
        ("f32[4,8] collective-permute(p), source_target_pairs={{0,1}}", "collective"),
        ("u32[] partition-id()", "misc"),
        ("u64[2] rng-get-and-update-state(), delta=1", "misc"),
        ('u64[2] custom-call(), custom_call_target="GetRngSeed"', "misc"),
        ("(f32[2], token[]) infeed(order)", "misc"),
    ],
)
def test_copies_collectives_and_the_rest_are_kept_apart(line: str, expected: str) -> None:
    assert classes_of(line) == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "(f32[4], s32[4]) topk(p), k=4, largest=true",
        "f32[4,8] frobnicate(p), depth=3",
        'f32[4,8] custom-call(p), custom_call_target="PadToStatic"',
        'f32[4,8] fusion(p), kind=kCustom, calls=fused, backend_config={"fusion_config":{"kind":"__new_fusion"}}',
        "f32[4,8] fusion(p), kind=kCustom, calls=fused",
    ],
)
def test_what_the_emitter_has_no_code_for_is_unknown(line: str) -> None:
    assert classes_of(line) == ["unknown"]


@pytest.mark.parametrize(
    ("definitions", "line", "expected"),
    [
        pytest.param("a = f32[16,24] constant({...}) b = f32[24,8] constant({...})", "f32[16,8]", "library", id="f32"),
        pytest.param("a = s32[16,24] constant({...}) b = s32[24,8] constant({...})", "s32[16,8]", "library", id="s32"),
        pytest.param("a = c64[2,2] constant({...}) b = c64[2,2] constant({...})", "c64[2,2]", "library", id="complex"),
        pytest.param(
            "a = bf16[16,24] constant({...}) b = bf16[24,8] constant({...})", "bf16[16,8]", "library", id="bf16"
        ),
        pytest.param("a = s8[16,24] constant({...}) b = s8[24,8] constant({...})", "s8[16,8]", "kernel", id="s8"),
        pytest.param("a = f32[1,64] constant({...}) b = f32[64,64] constant({...})", "f32[1,64]", "kernel", id="row"),
        pytest.param("a = f32[3,3] constant({...}) b = f32[3,3] constant({...})", "f32[3,3]", "kernel", id="tiny"),
        pytest.param("a = f32[3,64] constant({...}) b = f32[64,3] constant({...})", "f32[3,3]", "kernel", id="thin"),
        pytest.param("a = f32[2,64] constant({...}) b = f32[64,64] constant({...})", "f32[2,64]", "library", id="low"),
        pytest.param("a = f32[4,0] constant({...}) b = f32[0,4] constant({...})", "f32[4,4]", "kernel", id="empty"),
    ],
)  # measured on jax 0.10.2, as tests/live/test_kernels.py measures them again
def test_who_multiplies_depends_on_shape_and_type(definitions: str, line: str, expected: str) -> None:
    dot = f"{line} dot(a, b), lhs_contracting_dims={{1}}, rhs_contracting_dims={{0}}"
    assert classes_of(dot, definitions) == [expected]


def test_a_product_of_nothing_breaks_nothing() -> None:
    assert classes_of("f32[4,4] dot()") == ["kernel"]
    assert classes_of("f32[4,4,4] convolution(), dim_labels=b0f_0io->b0f") == ["library"]


def test_a_product_of_batches_is_judged_without_them() -> None:
    definitions = "a = f32[5,2,3] constant({...}) b = f32[5,3,2] constant({...})"
    dims = "lhs_batch_dims={0}, lhs_contracting_dims={2}, rhs_batch_dims={0}, rhs_contracting_dims={1}"
    assert classes_of(f"f32[5,2,2] dot(a, b), {dims}", definitions) == ["kernel"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(CONVOLUTION, "library", id="channels last"),
        pytest.param(CONVOLUTION.replace("1_1}", "1_1 rhs_reversal=1x1}"), "kernel", id="reversed"),
        pytest.param(CONVOLUTION.replace("b01f_", "bf01_"), "kernel", id="channels first"),
        pytest.param(CONVOLUTION.replace("_01io", "_10io"), "kernel", id="transposed filter"),
        pytest.param(CONVOLUTION.replace("[2,8,8,4]", "[2,8,8,4]{2,3,1,0}"), "kernel", id="odd layout"),
        pytest.param(CONVOLUTION.replace("image", "half").replace("filter", "half"), "kernel", id="f64"),
    ],
)
def test_eigen_convolves_what_is_in_its_order(line: str, expected: str) -> None:
    assert classes_of(line, "half = f64[2,8,8,3] constant({...})") == [expected]


def test_a_small_call_is_one_kernel_whatever_it_holds() -> None:
    module = parse(
        """HloModule m, is_scheduled=true
        condition { s = s32[] parameter(0) ROOT c = pred[] compare(s, s), direction=LT }
        body { s = s32[] parameter(0) ROOT n = s32[] add(s, s) }
        loop { s = s32[] parameter(0) ROOT w = s32[] while(s), condition=condition, body=body }
        ENTRY main {
          p = s32[] parameter(0)
          a = s32[] call(p), to_apply=loop, frontend_attributes={xla_cpu_small_call="true"}
          ROOT b = s32[] call(a), to_apply=loop
        }"""
    )
    sites = count_launches(module, platform="cpu").sites
    assert [(site.name, site.launch_class) for site in sites] == [("a", "kernel"), ("c", "kernel"), ("n", "kernel")]


def test_a_copy_of_packed_elements_is_a_memcpy_since_there_are_elements() -> None:
    """Measured on jaxlib 0.11.2 and 0.12.0.1, whose texts have `%p#0`; 0.10.2 compiled a kernel."""
    text = "HloModule m, is_scheduled=true\nENTRY e { p = (s4[8]) parameter(0) ROOT r = s4[8] copy(p#0) }"
    old = text.replace("ROOT", "g = s4[8] get-tuple-element(p), index=0 ROOT").replace("p#0", "g")
    counts = [count_launches(parse(module), platform="cpu").by_class for module in (old, text)]
    assert counts == [{"kernel": 1}, {"copy": 1}]
