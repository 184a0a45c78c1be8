"""What keeps two launches apart whatever they compute: memories, processors, attributes, effects, copies, barriers."""

import pytest

from hloscope.analyses.why.missed_fusions import missed_fusions
from hloscope.analyses.why.reasons import Reason
from hloscope.parsers import parse

F = "f32[64,128]{1,0}"
T = "f32[64,128]{1,0:T(8,128)}"
V = "f32[64,128]{1,0:T(8,128)S(1)}"
H = "f32[64,128]{1,0:S(5)}"
ID = f"g {{ ROOT q = {F} parameter(0) }} "


def reasons(body: str, *, platform: str = "cpu", before: str = "") -> dict[tuple[str, str], Reason]:
    """The reason for each value that goes through memory, by producer and consumer."""
    text = body if "ENTRY" in body else f"{before}\nENTRY main {{ {body} }}"
    module = parse(f"HloModule m, is_scheduled=true\n{text}")
    found = missed_fusions(module, platform=platform)
    return {(each.edge.producer.name, each.edge.consumer.name): each.reason for each in found}


def reason(body: str, *, platform: str = "cpu", before: str = "") -> Reason:
    """The reason for what `p` gives and `c` reads."""
    return reasons(body, platform=platform, before=before)["p", "c"]


SPACES = {
    "into the fast memory of a TPU": (
        "tpu",
        f"x = {T} parameter(0) p = {T} tanh(x) ROOT c = {V} copy(p)",
        "the consumer moves it from HBM to VMEM, S(1)",
    ),
    "out of it": (
        "tpu",
        f"x = {V} parameter(0) p = {V} tanh(x) ROOT c = {T} copy(p)",
        "the consumer moves it from VMEM, S(1) to HBM",
    ),
    "to the host of a GPU, asynchronously": (
        "gpu",
        f"x = {F} parameter(0) p = {F} tanh(x) c = ({H}, {F}, u32[]) copy-start(p) ROOT d = {H} copy-done(c)",
        "the consumer moves it from device memory to host memory, S(5)",
    ),
    "prefetched slice": (
        "tpu",
        (
            f"x = {T} parameter(0) p = {T} tanh(x) c = (({T}), f32[8,128]{{1,0:T(8,128)S(1)}}, s32[]) slice-start(p),"
            " slice={[0:8], [0:128]} ROOT d = f32[8,128]{1,0:T(8,128)S(1)} slice-done(c)"
        ),
        "the consumer moves it from HBM to VMEM, S(1)",
    ),
    "memory without a name": (
        "tpu",
        f"x = {T} parameter(0) p = {T} tanh(x) ROOT c = {T.replace(')}', ')S(7)}')} copy(p)",
        "the consumer moves it from HBM to S(7)",
    ),
}


@pytest.mark.parametrize(("platform", "body", "text"), SPACES.values(), ids=SPACES)
def test_copy_between_memories_is_no_layout_change(platform: str, body: str, text: str) -> None:
    assert reason(body, platform=platform) == ("memory space", text)


def test_copy_into_another_order_or_tiling_is_a_layout_change() -> None:
    order = f"x = {F} parameter(0) p = {F} tanh(x) ROOT c = f32[64,128]{{0,1}} copy(p)"
    tiling = f"x = {T} parameter(0) p = {T} tanh(x) ROOT c = f32[64,128]{{1,0:T(2,128)}} copy(p)"
    assert reason(order) == ("layout change", "the consumer changes the layout")
    assert reason(tiling, platform="tpu") == ("layout change", "the consumer changes the tiling")


LIMITED = (
    'frontend_attributes={FUSE_LIMIT="TRUE"}',
    f"a {{ y = {F} parameter(0) ROOT s = {F} sine(y) }} b {{ z = {F} parameter(0) ROOT n = {F} negate(z) }}",
)


@pytest.mark.parametrize("platform", ["tpu", "gpu", "cpu"])
def test_fuse_limit_ends_a_fusion(platform: str) -> None:
    attribute, before = LIMITED
    body = (
        f"x = {F} parameter(0) p = {F} fusion(x), kind=kLoop, calls=a, {attribute}"
        f" ROOT c = {F} fusion(p), kind=kLoop, calls=b"
    )
    assert reason(body, platform=platform, before=before) == (
        "attribute",
        "the producer is marked FUSE_LIMIT: a fusion ends with it",
    )


def test_fuse_limit_of_the_consumer_forbids_nothing_before_it() -> None:
    attribute, before = LIMITED
    body = f"x = {F} parameter(0) p = {F} fusion(x), kind=kLoop, calls=a ROOT c = {F} fusion(p), kind=kLoop, calls=b, {attribute}"
    assert reason(body, platform="gpu", before=before).rule == "cost model"


@pytest.mark.parametrize("value", ['"FALSE"', '"x FUSE_LIMIT TRUE"'])
def test_fuse_limit_that_is_not_set_forbids_nothing(value: str) -> None:
    body = f"x = {F} parameter(0) p = {F} tanh(x), frontend_attributes={{FUSE_LIMIT={value}}} ROOT c = {F} negate(p)"
    assert reason(body).rule == "not explained"


def test_computation_on_the_host_is_another_processor() -> None:
    body = f'x = {F} parameter(0) p = {F} tanh(x) ROOT c = {F} call(p), to_apply=g, frontend_attributes={{_xla_compute_type="host"}}'
    assert reason(body, platform="gpu", before=ID) == ("other processor", "the consumer runs on the host")


def test_call_that_must_not_be_inlined_says_so() -> None:
    body = f'x = {F} parameter(0) p = {F} tanh(x) ROOT c = {F} call(p), to_apply=g, frontend_attributes={{inlineable="false"}}'
    assert reason(body, before=ID) == (
        "call boundary",
        'the consumer is marked inlineable="false": it stays a call',
    )


def test_what_has_side_effects_is_not_fused() -> None:
    fed = f"x = {F} parameter(0) t = token[] after-all() p = {F} tanh(x) ROOT c = token[] outfeed(p, t), outfeed_shape={F}"
    random = "p = u64[2]{0} rng-get-and-update-state(), delta=1 ROOT c = u64[2]{0} negate(p)"
    assert reason(fed) == ("side effect", "the consumer is outfeed, which does more than to give a value")
    assert reason(random) == (
        "side effect",
        "the producer is rng-get-and-update-state, which does more than to give a value",
    )


LIBRARIES = {
    "__cublas$gemm": ("gpu", "cuBLAS: __cublas$gemm"),
    "__cudnn$convForward": ("gpu", "cuDNN: __cudnn$convForward"),
    "cusolver_potrf_ffi": ("gpu", "cuSOLVER: cusolver_potrf_ffi"),
    "xla.gpu.ext.cub_sort_keys": ("gpu", "CUB: xla.gpu.ext.cub_sort_keys"),
    "lapack_sgetrf_ffi": ("cpu", "LAPACK: lapack_sgetrf_ffi"),
    "xla_ffi_python_cpu_callback": ("cpu", "Python: xla_ffi_python_cpu_callback"),
    "tpu_custom_call": ("tpu", "Mosaic: tpu_custom_call"),
    "my_kernel": ("gpu", "my_kernel"),
}


@pytest.mark.parametrize("target", LIBRARIES)
def test_library_is_named(target: str) -> None:
    platform, name = LIBRARIES[target]
    body = f'x = {F} parameter(0) p = {F} custom-call(x), custom_call_target="{target}" ROOT c = {F} negate(p)'
    assert reason(body, platform=platform) == ("library call", f"the producer runs in a library ({name})")


LOOP = f"""k {{ i = ({F}) parameter(0) ROOT l = pred[] constant(true) }}
    b {{ j = ({F}) parameter(0) e = {F} get-tuple-element(j), index=0 ROOT m = ({F}) tuple(e) }}"""


def test_copy_for_a_loop_tells_of_the_argument() -> None:
    body = f"x = {F} parameter(0) p = {F} copy(x) i = ({F}) tuple(p) ROOT c = ({F}) while(i), condition=k, body=b"
    assert reason(body, before=LOOP) == (
        "loop boundary",
        (
            "a loop reads its operands from memory; copied: the loop overwrites what it begins with, and an argument stays as"
            " it is unless it is donated"
        ),
    )


UPDATED = """u { w = f32[16]{0} parameter(0) v = f32[4]{0} parameter(1) o = s32[] parameter(2)
    ROOT d = f32[16]{0} dynamic-update-slice(w, v, o) }"""
COPIES = {
    "overwritten argument": (
        (
            "x = f32[16]{0} parameter(0) v = f32[4]{0} parameter(1) o = s32[] parameter(2) p = f32[16]{0} copy(x)"
            " ROOT c = f32[16]{0} fusion(p, v, o), kind=kLoop, calls=u"
        ),
        "the consumer updates it in place, and an argument stays as it is unless it is donated",
    ),
    "overwritten constant": (
        (
            "x = f32[16]{0} constant({...}) v = f32[4]{0} parameter(0) o = s32[] parameter(1) p = f32[16]{0} copy(x)"
            " ROOT c = f32[16]{0} dynamic-update-slice(p, v, o)"
        ),
        "the consumer updates it in place, and a constant stays as it is",
    ),
    "overwritten value that is read again": (
        (
            "x = f32[16]{0} parameter(0) v = f32[4]{0} parameter(1) o = s32[] parameter(2) n = f32[16]{0} negate(x)"
            " p = f32[16]{0} copy(n) c = f32[16]{0} fusion(p, v, o), kind=kLoop, calls=u"
            " ROOT t = (f32[16]{0}, f32[16]{0}) tuple(c, n)"
        ),
        "the consumer updates it in place, and the original is still needed, or lies in another buffer",
    ),
    "result": (
        (
            "x = f32[16]{0} parameter(0) p = f32[16]{0} tanh(x) c = f32[16]{0} copy(p)"
            " ROOT t = (f32[16]{0}, f32[16]{0}) tuple(p, c)"
        ),
        "it is a result, which has a buffer of its own, and the original is still needed, or lies in another buffer",
    ),
}


@pytest.mark.parametrize(("body", "text"), COPIES.values(), ids=COPIES)
def test_copy_tells_what_it_is_for(body: str, text: str) -> None:
    assert reason(body, before=UPDATED) == ("copy", text)


def test_slice_of_what_is_updated_in_place_is_not_fused_with_the_update() -> None:
    """As XLA says of such a slice: "DUS and DS index mismatch"; the copy between them comes after fusion."""
    before = f"""s {{ y = f32[16]{{0}} parameter(0) i = s32[] parameter(1)
        ROOT r = f32[4]{{0}} dynamic-slice(y, i), dynamic_slice_sizes={{4}} }} {UPDATED}"""
    body = """x = f32[16]{0} parameter(0) i = s32[] parameter(1) o = s32[] parameter(2) n = f32[16]{0} negate(x)
        p = f32[4]{0} fusion(n, i), kind=kLoop, calls=s h = f32[16]{0} copy(n)
        ROOT c = f32[16]{0} fusion(h, p, o), kind=kLoop, calls=u"""
    assert reason(body, before=before) == (
        "in-place update",
        "the consumer updates in place the array that the producer reads, but not at the same place",
    )


def test_elementwise_producer_may_be_fused_with_an_update_of_what_it_reads() -> None:
    body = """x = f32[16]{0} parameter(0) v = f32[4]{0} parameter(1) o = s32[] parameter(2) n = f32[16]{0} negate(x)
        p = f32[16]{0} cosine(n) ROOT c = f32[16]{0} dynamic-update-slice(n, p, o)"""
    assert reason(body).rule == "not explained"


BARRIER = f"""HloModule m
    ENTRY main {{ x = {F} parameter(0) s = {F} sine(x), metadata={{op_name="s"}} t = ({F}, {F}) tuple(s, x)
    b = ({F}, {F}) opt-barrier(t) e = {F} get-tuple-element(b), index=0
    ROOT r = {F} cosine(e), metadata={{op_name="c"}} }}"""


def test_barrier_that_is_gone_is_seen_in_the_module_before() -> None:
    from hloscope.analyses.why.barriers import Barriers

    body = f"""x = {F} parameter(0) p = {F} sine(x), metadata={{op_name="s"}} ROOT c = {F} cosine(p), metadata={{op_name="c"}}"""
    module = parse(f"HloModule m, is_scheduled=true\nENTRY main {{ {body} }}")
    (with_barrier,) = missed_fusions(module, platform="cpu", barriers=lambda: Barriers(parse(BARRIER)))
    (without,) = missed_fusions(module, platform="cpu")
    assert (with_barrier.reason.rule, without.reason.rule) == ("optimization barrier", "not explained")


def test_gpu_fuses_into_all_readers_or_none() -> None:
    body = f"""x = {F} parameter(0) p = {F} tanh(x) ROOT c = {F} negate(p)
        s = {F} sort(p), dimensions={{1}}, to_apply=less"""
    before = "less { a = f32[] parameter(0) b = f32[] parameter(1) ROOT l = pred[] compare(a, b), direction=LT }"
    found = reasons(body, platform="gpu", before=before)
    assert found["p", "c"] == (
        "several readers",
        (
            "%s reads it too and cannot take it in (unsupported operation): XLA for GPU fuses a value into all of its readers, "
            "or none; and not two results of one kernel: XLA's cost model, or a limit of its emitters"
        ),
    )
