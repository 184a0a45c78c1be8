"""What each instruction launches on GPU: one line of HLO, and the classes of its launches."""

import pytest

from hloscope.analyses.kernels.count import count_launches
from hloscope.parsers import parse

MODULE = """
HloModule m, is_scheduled=true
less { a = f32[] parameter(0) b = f32[] parameter(1) ROOT c = pred[] compare(a, b), direction=LT }
fused { x = f32[8,16] parameter(0) ROOT y = f32[8,16] sine(x) }
rows { x = f32[8,16] parameter(0) ROOT y = f32[2,16] slice(x), slice={[2:4], [0:16]} }
part { x = f32[8,16] parameter(0) ROOT y = f32[1,3] slice(x), slice={[1:2], [2:5]} }
columns { x = f32[8,16] parameter(0) ROOT y = f32[8,2] slice(x), slice={[0:8], [2:4]} }
steps { x = f32[8,16] parameter(0) ROOT y = f32[4,16] slice(x), slice={[0:8:2], [0:16]} }
whole { x = f32[8,16] parameter(0) ROOT y = f32[8,16] slice(x), slice={[0:8], [0:16]} }
computed { x = f32[8,16] parameter(0) s = f32[8,16] sine(x) ROOT y = f32[2,16] slice(s), slice={[2:4], [0:16]} }
odd { x = f32[8,16]{0,0} parameter(0) ROOT y = f32[2,16]{0,0} slice(x), slice={[2:4], [0:16]} }
old { x = f32[8,16] parameter(0) ROOT y = f32[2,16] slice(x), slice={[2:4], [0:16]}, metadata={op_name="slice"} }
copies { a = f32[8,16] parameter(0) b = f32[4] parameter(1) c = f32[8,16] copy(a) d = f32[4] copy(b) ROOT t = (f32[8,16], f32[4]) tuple(c, d) }
transposing { a = f32[8,16]{1,0} parameter(0) ROOT c = f32[8,16]{0,1} copy(a) }
nothing { ROOT t = () tuple() }
sorted { a = f32[1000] parameter(0) i = s32[1000] iota(), iota_dimension=0 ROOT s = (f32[1000], s32[1000]) sort(a, i), dimensions={0}, to_apply=less }
hero { x = f32[4,8] parameter(0) i = s32[] parameter(1) z = s32[] constant(0) d = f32[1,8] dynamic-slice(x, i, z), dynamic_slice_sizes={1,8} ROOT h = f32[1,8] copy(d) }
gemm_hero { x = f32[4,8] parameter(0) s = f32[2,8] slice(x), slice={[0:2], [0:8]} ROOT h = f32[2,2] custom-call(s, s), custom_call_target="__cublas$gemm" }
no_hero { x = f32[4,8] parameter(0) ROOT h = f32[4,8] bitcast(x) }
ENTRY main {
  p = f32[8,16] parameter(0)
  v = f32[4] parameter(1)
  x = f32[4,8] parameter(2)
  i = s32[] parameter(3)
  big = f32[1000] parameter(4)
  start = f32[8,16] all-reduce-start(p), replica_groups={{0,1}}, to_apply=less
  ROOT r = LINE
}
"""


def classes_of(line: str) -> list[str]:
    """The classes of what one instruction launches, and heroes by their names."""
    sites = count_launches(parse(MODULE.replace("LINE", line)), platform="gpu", arch="sm_9.0a").sites
    return [site.launch_class if site.name == "r" else f"{site.name}: {site.launch_class}" for site in sites][1:]


def fusion(callee: str, operands: str = "p", kind: str = "kLoop", emitter: str = "") -> str:
    config = f', backend_config={{"fusion_backend_config":{{"kind":"{emitter}"}}}}' if emitter else ""
    return f"f32[8,16] fusion({operands}), kind={kind}, calls={callee}{config}"


@pytest.mark.parametrize(
    "line",
    [
        "f32[8,16] bitcast(p)",
        "f32[8,16] all-reduce-done(start)",
        "f32[8,16] async-update(start)",
        'f32[4] custom-call(), custom_call_target="AllocateBuffer"',
        'f32[4] custom-call(v), custom_call_target="Pin"',
    ],
)
def test_naming_and_waiting_launch_nothing(line: str) -> None:
    assert classes_of(line) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (fusion("fused"), "kernel"),
        (fusion("fused", kind="kInput"), "kernel"),
        (fusion("fused", kind="kCustom", emitter="__triton"), "kernel"),
        (fusion("fused", kind="kCustom", emitter="__triton_nested_gemm_fusion"), "kernel"),
        (fusion("fused", kind="kCustom", emitter="__cudnn$fusion"), "library"),
        (fusion("fused", kind="kCustom", emitter="__custom_fusion"), "kernel"),
        (fusion("fused", emitter="__dynamic_memcpy"), "copy"),
        (fusion("fused", kind="kCustom", emitter="__triton_collective"), "collective"),
        ("f32[8,16] fusion(p), kind=kLoop", "kernel"),
        ("((f32[8,16]), f32[8,16]) fusion-start(p), kind=kLoop, calls=fused", "kernel"),
    ],
)
def test_a_fusion_is_launched_by_its_emitter(line: str, expected: str) -> None:
    assert classes_of(line) == [expected]


@pytest.mark.parametrize(
    ("callee", "expected"),
    [
        ("rows", "copy"),
        ("part", "copy"),
        ("whole", "copy"),
        ("transposing", "kernel"),
        ("columns", "kernel"),
        ("steps", "kernel"),
        ("computed", "kernel"),
        ("odd", "kernel"),
        ("old", "kernel"),
    ],
)
def test_a_fusion_that_moves_one_block_of_memory_is_a_copy(callee: str, expected: str) -> None:
    assert classes_of(fusion(callee)) == [expected]


CONFIG = ', backend_config={"dynamic_slice_config":{"loop_index":"0"}}'
READ = "dynamic-slice(x, i, z), dynamic_slice_sizes={1,16}"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"ROOT d = f32[1,16] {READ}{CONFIG}", "copy"),
        (f"d = f32[1,16] {READ}{CONFIG} ROOT b = f32[16] bitcast(d)", "copy"),
        (f"ROOT d = f32[1,16] {READ}", "kernel"),  # where it lies is not known to follow from a loop
        (f"n = f32[8,16] negate(x) ROOT d = f32[1,16] {READ.replace('x', 'n')}{CONFIG}", "kernel"),
        (f"ROOT u = f32[8,16] dynamic-update-slice(x, w, i, z){CONFIG}", "copy"),
        (f"b = f32[1,16] bitcast(v) ROOT u = f32[8,16] dynamic-update-slice(x, b, i, z){CONFIG}", "copy"),
        (f"d = f32[1,16] {READ}{CONFIG} ROOT u = f32[8,16] dynamic-update-slice(x, d, i, z){CONFIG}", "copy"),
        (f"d = f32[1,16] {READ} ROOT u = f32[8,16] dynamic-update-slice(x, d, i, z){CONFIG}", "kernel"),
        (f"n = f32[1,16] negate(w) ROOT u = f32[8,16] dynamic-update-slice(x, n, i, z){CONFIG}", "kernel"),
        ("ROOT u = f32[8,16] dynamic-update-slice(x, w, i, z)", "kernel"),
        (f"u = f32[8,16] dynamic-update-slice(x, w, i, z){CONFIG} ROOT t = (f32[8,16]) tuple(u)", "kernel"),
    ],
)
def test_a_block_whose_place_follows_from_a_loop_is_a_copy(body: str, expected: str) -> None:
    """As jaxlib 0.11 and later fuse it, judged by their thunk lists."""
    parameters = "x = f32[8,16] parameter(0) i = s32[] parameter(1) w = f32[1,16] parameter(2) v = f32[16] parameter(3)"
    module = parse(
        f"HloModule m, is_scheduled=true\nfused {{ {parameters} z = s32[] constant(0) {body} }}\n"
        f"ENTRY e {{ {parameters} ROOT r = f32[8,16] fusion(x, i, w, v), kind=kLoop, calls=fused }}"
    )
    assert [site.launch_class for site in count_launches(module, platform="gpu").sites] == [expected]


def test_a_fusion_of_copies_is_as_many_copies() -> None:
    assert classes_of("(f32[8,16], f32[4]) fusion(p, v), kind=kLoop, calls=copies") == ["copy", "copy"]


def test_a_fusion_without_results_is_a_kernel_still() -> None:
    assert classes_of("() fusion(), kind=kLoop, calls=nothing") == ["kernel"]


@pytest.mark.parametrize(
    ("callee", "operands", "expected"),
    [("hero", "x, i", "h: copy"), ("gemm_hero", "x", "h: library"), ("no_hero", "x", "kernel")],
)
@pytest.mark.parametrize("name", ["dynamic_slice_fusion", "address_computation", "dynamic_address_computation"])
def test_a_dynamic_slice_fusion_launches_its_hero(name: str, callee: str, operands: str, expected: str) -> None:
    config = f'{{"kind":"__custom_fusion","custom_fusion_config":{{"name":"{name}","kernel_index":0}}}}'
    line = f'f32[1,8] fusion({operands}), kind=kCustom, calls={callee}, backend_config={{"fusion_backend_config":{config}}}'
    assert classes_of(line) == [expected]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("__cublas$gemm", ["library"]),
        ("__cublas$lt$matmul", ["library"]),
        ("__cudnn$convForward", ["library"]),
        ("cusolver_getrf_ffi", ["library"]),
        ("xla.gpu.ext.cub_sort_keys", ["library"]),
        ("__cublas$triangularSolve", ["copy", "library"]),
        ("__gpu$TopK", ["kernel"]),
        ("__gpu$xla.gpu.triton", ["kernel"]),
        ("GetRngSeed", ["misc"]),
        ("PadToStatic", ["kernel"]),
    ],
)
def test_a_custom_call_is_known_by_its_target(target: str, expected: list[str]) -> None:
    assert classes_of(f'f32[4] custom-call(v), custom_call_target="{target}"') == expected


def test_a_triangular_solve_in_place_copies_nothing() -> None:
    line = 'f32[4] custom-call(x, v), custom_call_target="__cublas$triangularSolve", output_to_operand_aliasing={{}: (1, {})}'
    assert classes_of(line) == ["library"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("f32[8,16] copy(p)", ["copy"]),
        ("(f32[8,16], f32[8,16], u32[]) copy-start(p)", ["copy"]),
        ("f32[8,16] all-reduce-start(p), replica_groups={{0,1},{2,3}}, to_apply=less", ["collective"]),
        ("f32[8,16] all-reduce-start(p), replica_groups={}, to_apply=less", ["collective"]),
        ("f32[8,16] all-reduce-start(p), replica_groups=[2,2]<=[4], to_apply=less", ["collective"]),
        ("(f32[8,16], f32[4]) all-reduce-start(p, v), replica_groups={{0}, {1}}, to_apply=less", ["copy", "copy"]),
        ("f32[8,16] all-reduce-start(p), replica_groups=[4,1]<=[4], to_apply=less", ["copy"]),
        ("(f32[4], f32[4]) collective-permute-start(v), source_target_pairs={{0,1},{1,0}}", ["collective"]),
        ("(f32[4], f32[4]) collective-permute-start(v), source_target_pairs={{0,0},{1,1}}", ["copy"]),
        ("((f32[8,16]), f32[8,16]) all-to-all-start(p), replica_groups={{0,1}}, dimensions={0}", ["collective"]),
        ("(f32[4], u32[], token[]) send(v, i), channel_id=1", ["collective"]),
        ("c64[4,8] fft(x), fft_type=FFT, fft_length={8}", ["library"]),
        ("u64[2] rng-get-and-update-state(), delta=1", ["kernel"]),
        ("u32[] replica-id()", ["misc"]),
        ("f32[8,16] sine(p)", ["kernel"]),  # of before 2023, as are the next four
        ("f32[8] reduce(p, v), dimensions={1}, to_apply=less", ["kernel"]),
        ("f32[16,8] transpose(p), dimensions={1,0}", ["kernel"]),
        ("f32[8,16] scatter(p, i, v), to_apply=less", ["kernel"]),
        ("f32[8,16] select-and-scatter(p, v, i), select=less, scatter=less", ["misc", "kernel"]),
        ("f32[8,16] frobnicate(p)", ["unknown"]),
    ],
)
def test_copies_collectives_and_the_rest_are_kept_apart(line: str, expected: list[str]) -> None:
    assert classes_of(line) == expected


def test_a_fusion_of_a_sort_is_copies_and_kernels() -> None:
    assert classes_of("(f32[1000], s32[1000]) fusion(big), kind=kCustom, calls=sorted") == ["copy", "kernel"]


def test_an_async_start_launches_what_it_wraps() -> None:
    module = parse(
        """HloModule m, is_scheduled=true
        wrapped { a = f32[4] parameter(0) ROOT exchange = f32[4] all-to-all(a), replica_groups={{0,1}}, dimensions={0} }
        ENTRY main {
          x = f32[4] parameter(0)
          start = ((f32[4]), f32[4]) async-start(x), calls=wrapped
          ROOT done = f32[4] async-done(start)
        }"""
    )
    sites = count_launches(module, platform="gpu").sites
    assert [(*site,) for site in sites] == [("exchange", "collective", "wrapped")]
