"""What a pass did to each operation."""

import pytest

from tests.support.pass_texts import FUSED, TWICE, X
from tests.support.stepping import timeline, told

WRAPPED = f"""
f {{ p = f32[8] parameter(0) ROOT n.1 = f32[8] negate(p) }}
ENTRY main {{ {X} ROOT wrapped = f32[8] fusion(x), kind=kLoop, calls=f }}
"""
DATA = ', metadata={op_name="jit(f)/div"}'
Changes = list[tuple[str, str, tuple[str, ...]]]
CASES: dict[str, tuple[str, str, Changes]] = {
    "nothing": (f"{X} ROOT n = f32[8] negate(x)", f"{X} ROOT n = f32[8] negate(x)", []),
    "metadata": (f"{X} ROOT n = f32[8] negate(x)", f'{X} ROOT n = f32[8] negate(x), metadata={{op_name="m"}}', []),
    "fused": (
        f"{X} a = f32[8] add(x, y) ROOT n = f32[8] negate(a)",
        FUSED,
        [("fused", "a", ("fusion",)), ("fused", "n", ("fusion",))],
    ),
    "fused into two": (
        f"{X} a = f32[8] add(x, y) n = f32[8] negate(a) c = f32[8] cosine(a) ROOT t = (f32[8], f32[8]) tuple(n, c)",
        TWICE,
        [("fused", "a", ("f1", "f2")), ("copied", "a", ("f2",)), ("fused", "n", ("f1",)), ("fused", "c", ("f2",))],
    ),
    "copied beside the original": (
        f"{X} a = f32[8] add(x, y) n = f32[8] negate(a) ROOT t = (f32[8], f32[8]) tuple(a, n)",
        FUSED.replace("ROOT fusion", "a = f32[8] add(x, y) fusion").replace(
            "calls=f }", "calls=f ROOT t = (f32[8], f32[8]) tuple(a, fusion) }"
        ),
        [("copied", "a", ("fusion",)), ("fused", "n", ("fusion",))],
    ),
    "unfused": (
        FUSED,
        f"{X} a.1 = f32[8] add(x, y) ROOT n.1 = f32[8] negate(a.1)",
        [
            ("unfused", "a.1", ("a.1",)),
            ("unfused", "n.1", ("n.1",)),
        ],
    ),
    "wrapped": (f"{X} ROOT n = f32[8] negate(x)", WRAPPED, [("wrapped", "n", ("wrapped",))]),
    "fusion renamed": (FUSED, FUSED.replace("ROOT fusion =", "ROOT add_fusion ="), []),
    "eliminated": (
        f"{X} a = f32[8] add(x, y) ROOT n = f32[8] negate(x)",
        f"{X} ROOT n = f32[8] negate(x)",
        [("removed", "a", ())],
    ),
    "eliminated though another computes the same": (
        f"{X} a = f32[8] negate(x) ROOT n = f32[8] negate(x)",
        f"{X} ROOT n = f32[8] negate(x)",
        [("removed", "a", ())],
    ),
    "gone with its reader": (
        f"{X} a = f32[8] add(x, y) b = f32[8] negate(a) ROOT n = f32[8] negate(x)",
        f"{X} ROOT n = f32[8] negate(x)",
        [("removed", "a", ("b",)), ("removed", "b", ())],
    ),
    "merged": (
        f"{X} a = f32[8] add(x, y) b = f32[8] add(x, y) ROOT m = f32[8] multiply(a, b)",
        f"{X} a = f32[8] add(x, y) ROOT m = f32[8] multiply(a, a)",
        [("merged", "b", ("a",))],
    ),
    "operands become equal": (
        f"{X} n = f32[8] negate(x) a = f32[8] cosine(x) b = f32[8] cosine(n) ROOT m = f32[8] multiply(a, b)",
        f"{X} a = f32[8] cosine(x) b = f32[8] cosine(x) ROOT m = f32[8] multiply(a, b)",
        [("replaced", "n", ("x",)), ("rewritten", "b", ("operands",))],
    ),
    "replaced": (
        f"{X} a = f32[8] divide(x, y) ROOT n = f32[8] negate(a)",
        f"{X} m = f32[8] multiply(x, y) ROOT n = f32[8] negate(m)",
        [("replaced", "a", ("m",)), ("rewritten", "n", ("operands",)), ("added", "m", ())],
    ),
    "product of the same kind instead of its transpose": (
        f"{X} d = f32[8,8] multiply(x, y) t = f32[8,8] transpose(d), dimensions={{1,0}} ROOT n = f32[8,8] negate(t)",
        f"{X} d.1 = f32[8,8] multiply(y, x) ROOT n = f32[8,8] negate(d.1)",
        [
            ("rewired", "d", ("d.1",)),
            ("replaced", "t", ("d.1",)),
            ("rewritten", "n", ("operands",)),
            ("made", "d.1", ()),
        ],
    ),
    "product of the same kind for the same line": (
        f"{X} d = f32[8] multiply(x, y){DATA} ROOT n = f32[8] negate(d)",
        f"{X} e = f32[8] exponential(x) d.1 = f32[8] multiply(e, y){DATA} l = f32[8] log(d.1) ROOT n = f32[8] negate(l)",
        [
            ("renamed", "d", ("d.1",)),
            ("rewritten", "d", ("operands",)),
            ("rewritten", "n", ("operands",)),
            ("added", "e", ()),
            ("added", "l", ()),
        ],
    ),
    "another is copied": (
        f"{X} a = f32[8] negate(x) b = f32[8] negate(y) ROOT m = f32[8] multiply(a, b)",
        f"{X} b = f32[8] negate(y) c = f32[8] negate(y) ROOT m = f32[8] multiply(c, b)",
        [("rewired", "a", ("c",)), ("rewritten", "m", ("operands",)), ("made", "c", ())],
    ),
    "another of its kind": (
        f"{X} a = f32[8] negate(x) r = f32[8] sine(a) b = f32[8] cosine(y) ROOT m = f32[8] multiply(r, b)",
        f"{X} r = f32[8] sine(x) c = f32[8] negate(y) b = f32[8] cosine(c) ROOT m = f32[8] multiply(r, b)",
        [
            ("rewired", "a", ("x",)),
            ("rewritten", "r", ("operands",)),
            ("rewritten", "b", ("operands",)),
            ("made", "c", ()),
        ],
    ),
    "product instead of a quotient, its reader gone too": (
        f"{X} d = f32[8] divide(x, y){DATA} r = f32[4,2] reshape(d) ROOT n = f32[4,2] negate(r)",
        f"{X} m = f32[8] multiply(x, y){DATA} b = f32[4,2] bitcast(m) ROOT n.1 = f32[4,2] tanh(b)",
        [
            ("replaced", "d", ("m",)),
            ("removed", "r", ("n",)),
            ("replaced", "n", ("n.1",)),
            ("added", "m", ()),
            ("added", "n.1", ()),
        ],
    ),
    "root replaced": (
        f"{X} ROOT a = f32[8] divide(x, y)",
        f"{X} ROOT m = f32[8] multiply(x, y)",
        [("replaced", "a", ("m",)), ("added", "m", ())],
    ),
    "folded": (
        "one = f32[] constant(1) two = f32[] add(one, one) ROOT n = f32[] negate(two)",
        "c = f32[] constant(2) ROOT n = f32[] negate(c)",
        [("folded", "two", ("c",)), ("rewritten", "n", ("operands",))],
    ),
    "renamed": (f"{X} ROOT n = f32[8] negate(x)", f"{X} ROOT n.0 = f32[8] negate(x)", [("renamed", "n", ("n.0",))]),
    "layout": (
        "x = f32[8,4]{1,0} parameter(0) ROOT n = f32[8,4]{1,0} negate(x)",
        "x = f32[8,4]{1,0} parameter(0) ROOT n = f32[8,4]{0,1} negate(x)",
        [("rewritten", "n", ("layout",))],
    ),
    "shape": (f"{X} ROOT n = f32[8] convert(x)", f"{X} ROOT n = bf16[8] convert(x)", [("rewritten", "n", ("shape",))]),
    "attributes": (
        f"{X} ROOT n = pred[8] compare(x, y), direction=LT",
        f"{X} ROOT n = pred[8] compare(x, y), direction=GE",
        [("rewritten", "n", ("attributes",))],
    ),
}


@pytest.mark.parametrize(("old", "new", "changes"), CASES.values(), ids=CASES)
def test_change_is_told(old: str, new: str, changes: Changes) -> None:
    passes = timeline(old, new).passes
    assert [change for pass_ in passes for change in told(pass_)] == changes


def test_only_what_stands_in_is_inferred() -> None:
    old, new, _ = CASES["replaced"]
    (change,) = timeline(old, new).passes
    assert [c.kind for c in change.changes if c.is_inferred] == ["replaced"]


@pytest.mark.parametrize(
    ("case", "inferred"),
    [
        ("eliminated", []),
        ("gone with its reader", []),
        ("product instead of a quotient, its reader gone too", ["d", "r", "n"]),
    ],
)
def test_removal_is_inferred_unless_nothing_needed_it(case: str, inferred: list[str]) -> None:
    old, new, _ = CASES[case]
    (change,) = timeline(old, new).passes
    assert [c.name for c in change.changes if c.is_inferred] == inferred


def test_operations_are_counted_where_they_run() -> None:
    (change,) = timeline(CASES["fused into two"][0], TWICE).passes
    assert (change.operations, change.fusions) == (4, 2)


def test_many_operations_of_one_value_take_linear_time() -> None:
    many = " ".join(f"n.{number} = f32[8] negate(x)" for number in range(3000))
    reads = ", ".join(f"n.{number}" for number in range(3000))
    shapes = ", ".join(["f32[8]"] * 3000)
    old = f"{X} {many} ROOT t = ({shapes}) tuple({reads})"
    new = f"{X} {many} extra = f32[8] negate(x) ROOT t = ({shapes}, f32[8]) tuple({reads}, extra)"
    (change,) = timeline(old, new).passes
    assert told(change) == [("copied", "n.0", ("extra",))]


def wide(opcode: str, made: int, width: int = 5000) -> str:
    """A module whose result is a tuple of some operations, told again and again, as XLA prints it."""
    shapes = ", ".join(["f32[8]{0}"] * width)
    reads = ", ".join(f"%{opcode}.{number % made}" for number in range(width))
    lines = "\n".join(f"  %{opcode}.{number} = f32[8]{{0}} {opcode}(%x)" for number in range(made))
    return f"ENTRY %m (x: f32[8]) -> ({shapes}) {{\n  %x = f32[8]{{0}} parameter(0)\n{lines}\n  ROOT %t = ({shapes}) tuple({reads})\n}}\n"


def test_many_that_a_wide_tuple_reads_take_linear_time() -> None:
    (replacing,) = timeline(wide("negate", 5000), wide("cosine", 5000)).passes
    assert replacing.counts == {"replaced": 5000, "added": 5000}
    (merging,) = timeline(wide("negate", 5000), wide("negate", 1)).passes
    assert merging.counts == {"merged": 4999}
