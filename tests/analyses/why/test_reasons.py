"""The rules why XLA leaves a value in memory, one by one."""

import pytest

from hloscope.analyses.why.boundary import Boundary
from hloscope.analyses.why.edges import memory_edges
from hloscope.analyses.why.reasons import reason_of
from hloscope.parsers import parse

X = "x = f32[64,64]{1,0} parameter(0) y = f32[64,64]{1,0} parameter(1) v = f32[64]{0} parameter(2)"
R = "sum { a = f32[] parameter(0) b = f32[] parameter(1) ROOT s = f32[] add(a, b) }"
FULL = "f32[64,64]{1,0}"


def reason(
    body: str, *, platform: str = "cpu", classes: tuple[str, str] = ("kernel", "kernel"), before: str = R
) -> tuple[str, str]:
    """The rule and the text for the value that `p` gives and `c` reads."""
    module = parse(f"HloModule m, is_scheduled=true\n{before}\nENTRY main {{ {X} {body} }}")
    launches = [
        i.name for i in module.entry.instructions.values() if i.opcode not in ("parameter", "tuple", "constant")
    ]
    (edge,) = [e for e in memory_edges(module, launches) if (e.producer.name, e.consumer.name) == ("p", "c")]
    return reason_of(Boundary(edge, platform, *classes))


LOOP = f"""k {{ i = ({FULL}) parameter(0) ROOT l = pred[] constant(true) }}
    b {{ j = ({FULL}) parameter(0) ROOT m = ({FULL}) tuple(j) }}"""
CALL = f"g {{ ROOT q = {FULL} parameter(0) }}"
REUSE = f"""g {{ q = f32[64]{{0}} parameter(0) w = {FULL} parameter(1) e = {FULL} broadcast(q), dimensions={{1}}
    ROOT z = {FULL} multiply(e, w) }}"""
REDUCTIONS = (
    "g { q = f32[] parameter(0) w = f32[64]{0} parameter(1) o = f32[] constant(0) "
    + " ".join(
        f"r{n} = f32[] reduce(w, o), dimensions={{0}}, to_apply=sum a{n} = f32[] add(r{n}, {f'a{n - 1}' if n else 'q'})"
        for n in range(6)
    )
    + " ROOT z = f32[] negate(a5) }"
)
KINPUT = (
    "g { w = f32[64]{0} parameter(0) o = f32[] constant(0) ROOT r = f32[] reduce(w, o), dimensions={0}, to_apply=sum }"
)
MANY = " ".join(f"in.{n} = f32[64]{{0}} parameter({n})" for n in range(100))
CPU = {
    "loop boundary": (
        f"p = {FULL} negate(x) i = ({FULL}) tuple(p) ROOT c = ({FULL}) while(i), condition=k, body=b",
        LOOP,
    ),
    "call boundary": (f"p = {FULL} negate(x) ROOT c = {FULL} call(p), to_apply=g", CALL),
    "branch boundary": (
        (
            f"o = pred[] constant(true) p = {FULL} negate(x) ROOT c = {FULL} conditional(o, p, y),"
            " true_computation=g, false_computation=h"
        ),
        CALL + CALL.replace("g {", "h {").replace("q =", "q.1 ="),
    ),
    "layout change": (f"p = {FULL} negate(x) ROOT c = f32[64,64]{{0,1}} copy(p)", ""),
    "unsupported operation": (f"p = {FULL} negate(x) ROOT c = {FULL} cholesky(p)", ""),
    "split reduction": (
        (
            "p = f32[64]{0} cosine(v) o = f32[] constant(0)"
            " ROOT c = f32[2]{0} reduce-window(p, o), window={size=32 stride=32}, to_apply=sum"
        ),
        R,
    ),
    "concatenation": (f"p = {FULL} negate(x) ROOT c = f32[64,128]{{1,0}} concatenate(p, y), dimensions={{1}}", ""),
    "expensive work": (f"p = f32[64]{{0}} exponential(v) ROOT c = {FULL} fusion(p, x), kind=kLoop, calls=g", REUSE),
    "program result": (f"p = {FULL} add(x, y) c = {FULL} negate(p) ROOT t = ({FULL}, {FULL}) tuple(p, c)", ""),
    "several readers": (
        f"p = {FULL} add(x, y) c = {FULL} negate(p) d = {FULL} cosine(p) ROOT t = ({FULL}, {FULL}) tuple(c, d)",
        "",
    ),
    "size limit": (
        (
            "o = f32[] constant(0) p = f32[] reduce(v, o), dimensions={0}, to_apply=sum"
            " ROOT c = f32[] fusion(p, v), kind=kLoop, calls=g"
        ),
        R + REDUCTIONS,
    ),
    "not explained": (f"p = {FULL} negate(x) ROOT c = {FULL} cosine(p)", ""),
}


@pytest.mark.parametrize("rule", CPU)
def test_rule_of_the_cpu_compiler(rule: str) -> None:
    body, before = CPU[rule]
    assert reason(body, before=before)[0] == rule


@pytest.mark.parametrize(
    ("classes", "rule", "text"),
    [
        (("library", "kernel"), "library call", "the producer runs in a library (Eigen: dot)"),
        (("kernel", "library"), "library call", "the consumer runs in a library (negate)"),
        (("collective", "kernel"), "collective", "a collective communicates whole arrays"),
        (("copy", "kernel"), "copy", "the producer copies what it works on in place"),
    ],
)
def test_rule_of_a_class(classes: tuple[str, str], rule: str, text: str) -> None:
    dot = f"p = {FULL} dot(x, y), lhs_contracting_dims={{1}}, rhs_contracting_dims={{0}} ROOT c = {FULL} negate(p)"
    assert reason(dot, classes=classes) == (rule, text)


def test_transpose_of_what_a_library_gives_is_a_layout_change() -> None:
    body = f"""p = {FULL} dot(x, y), lhs_contracting_dims={{1}}, rhs_contracting_dims={{0}}
        ROOT c = {FULL} transpose(p), dimensions={{1,0}}"""
    assert reason(body, classes=("library", "kernel")) == (
        "layout change",
        "the consumer reorders what a library call works on",
    )


def test_compiled_loop_is_told_from_a_call() -> None:
    body = (
        f'p = {FULL} negate(x) ROOT c = {FULL} call(p), to_apply=g, frontend_attributes={{xla_cpu_small_call="true"}}'
    )
    assert reason(body, before=CALL) == (
        "call boundary",
        "the consumer is a loop that is compiled as one kernel",
    )


def test_pooling_of_the_user_is_no_split_reduction() -> None:
    body, before = CPU["split reduction"]
    assert reason(body + ', metadata={op_name="max_pool"}', before=before)[0] == "unsupported operation"


@pytest.mark.parametrize(
    ("rule", "body", "before"),
    [
        (
            "other compiler",
            (
                f'p = {FULL} fusion(x), kind=kCustom, calls=g, backend_config={{"fusion_backend_config":{{"kind":"__triton"}}}}'
                f" ROOT c = {FULL} negate(p)"
            ),
            f"g {{ q = {FULL} parameter(0) ROOT n = {FULL} negate(q) }}",
        ),
        ("reduction", "p = f32[] fusion(v), kind=kInput, calls=g ROOT c = f32[] negate(p)", R + KINPUT),
        ("cost model", f"p = {FULL} negate(x) ROOT c = {FULL} cosine(p)", ""),
    ],
)
def test_rule_of_the_gpu_compiler(rule: str, body: str, before: str) -> None:
    assert reason(body, platform="gpu", before=before)[0] == rule


def test_fusion_of_too_many_operands_is_a_size_limit_on_gpu() -> None:
    body = f"g {{ {MANY} w = f32[64]{{0}} parameter(100) ROOT z = f32[64]{{0}} add(in.0, w) }}"
    entry = " ".join(f"arg.{n} = f32[64]{{0}} negate(v)" for n in range(100))
    reads = ", ".join(f"arg.{n}" for n in range(100))
    assert (
        reason(
            f"{entry} h = f32[64]{{0}} parameter(3) p = f32[64]{{0}} add(v, h) ROOT c = f32[64]{{0}} fusion({reads}, p), kind=kLoop, calls=g",
            platform="gpu",
            before=body,
        )[0]
        == "size limit"
    )


def test_result_of_a_fusion_is_seen_behind_tuples_and_bitcasts() -> None:
    before = """g { q = f32[64]{0} parameter(0) e = f32[64]{0} exponential(q) b = f32[8,8]{1,0} bitcast(e)
        ROOT t = (f32[64]{0}, f32[8,8]{1,0}) tuple(q, b) }
        h { w = f32[8,8]{1,0} parameter(0) d = f32[64]{0} bitcast(w) ROOT z = f32[64,64]{1,0} broadcast(d), dimensions={0} }"""
    body = f"""p = (f32[64]{{0}}, f32[8,8]{{1,0}}) fusion(v), kind=kLoop, calls=g
        i = f32[8,8]{{1,0}} get-tuple-element(p), index=1 ROOT c = {FULL} fusion(i), kind=kLoop, calls=h"""
    module = parse(f"HloModule m, is_scheduled=true\n{before}\nENTRY main {{ {X} {body} }}")
    (edge,) = memory_edges(module, ["p", "c"])
    assert reason_of(Boundary(edge, "cpu", "kernel", "kernel")) == (
        "expensive work",
        "exponential is expensive, and %z would repeat it",
    )
