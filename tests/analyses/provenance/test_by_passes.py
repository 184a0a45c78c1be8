"""Provenance by snapshots: what became of each operation, exact only where nothing is guessed."""

import pytest

from hloscope.analyses.provenance.by_passes import Provenance, provenance_by_passes
from tests.support.pass_texts import FUSED, TWICE, X
from tests.support.stepping import timeline

N = f"{X} a = f32[8] add(x, y) ROOT n = f32[8] negate(a)"
CASES = {
    "untouched": ((N, N), "a", ("kept", ("a",), "exact")),
    "fused": ((N, FUSED), "a", ("kept", ("fusion",), "exact")),
    "renamed and fused": (
        (N, N.replace(" a ", " a.0 ").replace("(a)", "(a.0)"), FUSED),
        "a",
        ("kept", ("fusion",), "exact"),
    ),
    "copied": (
        (
            f"{X} a = f32[8] add(x, y) n = f32[8] negate(a) c = f32[8] cosine(a) ROOT t = (f32[8], f32[8]) tuple(n, c)",
            TWICE,
        ),
        "a",
        ("kept", ("f1", "f2"), "exact"),
    ),
    "merged": (
        (
            f"{X} a = f32[8] add(x, y) b = f32[8] add(x, y) ROOT m = f32[8] multiply(a, b)",
            f"{X} a = f32[8] add(x, y) ROOT m = f32[8] multiply(a, a)",
        ),
        "b",
        ("merged", ("a",), "exact"),
    ),
    "replaced": (
        (
            f"{X} a = f32[8] divide(x, y) ROOT n = f32[8] negate(a)",
            f"{X} m = f32[8] multiply(x, y) ROOT n = f32[8] negate(m)",
        ),
        "a",
        ("replaced", ("m",), "inferred"),
    ),
    "simplified away": (
        (f"{X} a = f32[8] add(x, y) ROOT n = f32[8] negate(a)", f"{X} ROOT n = f32[8] negate(x)"),
        "a",
        ("replaced", (), "inferred"),
    ),
    "folded": (
        (
            "one = f32[] constant(1) a = f32[] add(one, one) ROOT n = f32[] negate(a)",
            "c = f32[] constant(2) ROOT n = f32[] negate(c)",
        ),
        "a",
        ("folded", (), "inferred"),
    ),
    "eliminated": (
        (f"{X} a = f32[8] add(x, y) ROOT n = f32[8] negate(x)", f"{X} ROOT n = f32[8] negate(x)"),
        "a",
        ("eliminated", (), "exact"),
    ),
    "readers redirected before it is removed": (
        (
            f"{X} a = f32[8] divide(x, y) ROOT n = f32[8] negate(a)",
            f"{X} a = f32[8] divide(x, y) m = f32[8] multiply(x, y) ROOT n = f32[8] negate(m)",
            f"{X} m = f32[8] multiply(x, y) ROOT n = f32[8] negate(m)",
        ),
        "a",
        ("eliminated", (), "inferred"),
    ),
    "replaced under the name that it has in a fusion": (
        (N, FUSED, FUSED.replace("a.1", "b").replace("add(p, q)", "subtract(p, q)")),
        "a",
        ("replaced", ("fusion",), "inferred"),
    ),
    "moves nothing and is gone": (
        (
            f"{X} r = f32[2,4] reshape(x) ROOT n = f32[2,4] negate(r)",
            f"{X} m = f32[2,4] multiply(x, y) ROOT n = f32[2,4] negate(m)",
        ),
        "r",
        ("replaced", (), "inferred"),
    ),
}


def provenance_of(name: str, *texts: str) -> Provenance:
    (found,) = [each for each in provenance_by_passes(timeline(*texts)) if each.operation.name == name]
    return found


@pytest.mark.parametrize(("texts", "name", "expected"), CASES.values(), ids=CASES)
def test_provenance(texts: tuple[str, ...], name: str, expected: tuple[str, tuple[str, ...], str]) -> None:
    found = provenance_of(name, *texts)
    assert (found.fate, found.places, found.evidence) == expected


def test_pass_that_ended_an_operation_is_named() -> None:
    texts = CASES["eliminated"][0]
    assert provenance_of("a", *texts).made_by == "pass1"


def test_what_a_kernel_holds_in_a_register_is_not_asked_for() -> None:
    text = f"{X} c = f32[] constant(1) b = f32[8] broadcast(c), dimensions={{}} ROOT n = f32[8] add(x, b)"
    assert [each.operation.name for each in provenance_by_passes(timeline(text, text))] == ["n"]


def test_replacement_by_origin_is_inferred() -> None:
    data = ', metadata={op_name="jit(f)/rsqrt"}'
    found = provenance_of(
        "r",
        f"{X} r = f32[8] rsqrt(x){data} w = f32[2,4] reshape(r) ROOT n = f32[2,4] negate(w)",
        f"{X} v = f32[2,4] reshape(x) q = f32[2,4] rsqrt(v){data} ROOT n = f32[2,4] negate(q)",
    )
    assert (found.fate, found.places, found.evidence) == ("replaced", ("q",), "inferred")
