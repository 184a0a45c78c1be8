"""Owners: whose values are, through copies, fusions, loops and branches; each program is small enough to see it."""

from itertools import pairwise
from pathlib import Path

import pytest

from hloscope.analyses.answers import Answers
from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.memory.owners import Owner, Owners
from hloscope.dump import load
from hloscope.parsers import parse
from tests.support.dumped import TESTDATA

PLANNED = sorted(TESTDATA.glob("*/*/*live-range.txt"))
WITH_BEFORE = [path for path in PLANNED if [*path.parent.glob("*before_optimizations.txt*")]]
ARGUMENT = 'ws = f32[4,8]{1,0} parameter(0), metadata={op_name="ws"}'


def owner_in(text: str, name: str, *index: int) -> Owner:
    module = parse(text)
    [instruction] = [i for i in module.instructions() if i.name == name]
    return Owners(module).owner_of(instruction, index)


def entry(*lines: str, root: str = "ROOT r = f32[4,8]{1,0} add(ws, ws)") -> str:
    return "\n  ".join(["HloModule m, is_scheduled=true\nENTRY main {", ARGUMENT, *lines, root]) + "\n}\n"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        pytest.param(["v = f32[4,8]{1,0} copy(ws)"], "argument ws, copied", id="copy"),
        pytest.param(["v = f32[4,8]{0,1} copy(ws)"], "argument ws, transposed", id="copy to another layout"),
        pytest.param(["v = f32[8,4]{1,0} transpose(ws), dimensions={1,0}"], "argument ws, transposed", id="transpose"),
        pytest.param(
            ["a = bf16[4,8]{1,0} convert(ws)", "b = bf16[32]{0} bitcast(a)", "v = bf16[32]{0} copy(b)"],
            "argument ws, converted to bf16, copied",
            id="several",
        ),
        pytest.param(["c = f32[] constant(0)", "v = f32[9]{0} broadcast(c), dimensions={}"], "broadcast of 0", id="fill"),
        pytest.param(["v = f32[] constant(2.5)"], "constant 2.5", id="scalar constant"),
        pytest.param(["v = f32[3]{0} constant({1, 2, 3})"], "constant f32[3]", id="constant"),
        pytest.param(["v = s32[9]{0} iota(), iota_dimension=0"], "iota", id="iota"),
        pytest.param(["t = (f32[4,8]{1,0}) tuple(ws)", "g = f32[4,8]{1,0} get-tuple-element(t), index=0", "v = f32[4,8]{1,0} copy(g)"], "argument ws, copied", id="member of a tuple"),
        pytest.param(["s = (f32[4,8]{1,0:S(1)}, f32[4,8]{1,0}, u32[]) copy-start(ws)", "v = f32[4,8]{1,0:S(1)} copy-done(s)"], "argument ws, copied", id="copy in two halves"),
        pytest.param(["v = f32[8,8]{1,0} all-gather(ws), dimensions={0}"], "argument ws, gathered", id="gathered"),
        pytest.param(["s = (f32[4,8]{1,0}, f32[8,8]{1,0}) all-gather-start(ws), dimensions={0}", "v = f32[8,8]{1,0} all-gather-done(s)"], "argument ws, gathered", id="gathered in two halves"),
        pytest.param(["i = s32[] constant(0)", "u = f32[1,8]{1,0} slice(ws), slice={[0:1],[0:8]}", "v = f32[4,8]{1,0} dynamic-update-slice(ws, u, i, i)"], "argument ws, updated", id="updated"),
        pytest.param(["v = f32[4,8]{1,0} negate(ws)"], "made from argument ws", id="computed, and nothing tells where"),
        pytest.param(['v = f32[4,8]{1,0} negate(ws), metadata={op_name="n"}'], "", id="computed"),
        pytest.param(["v = (f32[4,8]{1,0}) tuple(ws)"], "table of a tuple", id="tuple"),
    ],
)  # fmt: skip
def test_what_only_moves_a_value_is_told_by_that_value(lines: list[str], words: str) -> None:
    assert owner_in(entry(*lines), "v").what == words


def test_source_is_its_own_else_that_of_the_value_that_it_comes_from() -> None:
    own = 'v = f32[4,8]{1,0} copy(ws), metadata={op_name="c" source_file="m.py" source_line=3}'
    assert owner_in(entry(own), "v") == Owner("argument ws, copied", "m.py:3")
    assert owner_in(entry("v = f32[4,8]{1,0} copy(ws)"), "v") == Owner("argument ws, copied", "ws")


def test_computed_value_without_metadata_has_the_source_of_what_reads_it() -> None:
    reader = 'n = f32[4,8]{1,0} negate(v), metadata={op_name="n" source_file="m.py" source_line=9}'
    assert owner_in(entry("v = f32[4,8]{1,0} sine(ws)", reader), "v") == Owner("", "m.py:9")


def test_arguments_of_one_name_are_told_by_the_names_of_instructions() -> None:
    text = """HloModule m
ENTRY main {
  arg0.1 = f32[4]{0} parameter(0), metadata={op_name="XLA_Args"}
  arg1.1 = f32[4]{0} parameter(1), metadata={op_name="XLA_Args"}
  v = f32[4]{0} copy(arg1.1)
  ROOT r = f32[4]{0} add(arg0.1, v)
}
"""
    assert owner_in(text, "v").what == "argument arg1.1, copied"


FUSIONS = """HloModule m, is_scheduled=true
move {
  p = f32[4,8]{1,0} parameter(1)
  q = s32[] parameter(0)
  c = bf16[4,8]{1,0} convert(p)
  ROOT t = bf16[8,4]{1,0} transpose(c), dimensions={1,0}
}
pair {
  p = f32[4,8]{1,0} parameter(0)
  n = f32[4,8]{1,0} negate(p), metadata={op_name="n" source_file="m.py" source_line=4}
  c = f32[4,8]{0,1} copy(p)
  ROOT t = (f32[4,8]{1,0}, f32[4,8]{0,1}) tuple(n, c)
}
started {
  p = f32[4,8]{1,0} parameter(0)
  ROOT f = (f32[4,8]{1,0}, f32[4,8]{0,1}) fusion(p), kind=kLoop, calls=pair
}
ENTRY main {
  ws = f32[4,8]{1,0} parameter(0), metadata={op_name="ws"}
  z = s32[] parameter(1), metadata={op_name="z"}
  moved = bf16[8,4]{1,0} fusion(z, ws), kind=kLoop, calls=move
  two = (f32[4,8]{1,0}, f32[4,8]{0,1}) fusion(ws), kind=kLoop, calls=pair
  begun = ((f32[4,8]{1,0}), (f32[4,8]{1,0}, f32[4,8]{0,1}), u32[]) async-start(ws), calls=started
  done = (f32[4,8]{1,0}, f32[4,8]{0,1}) async-done(begun)
  ROOT r = f32[4,8]{1,0} get-tuple-element(two), index=0
}
"""


@pytest.mark.parametrize(
    ("name", "index", "owner"),
    [
        pytest.param("moved", (), Owner("argument ws, converted to bf16, transposed", "ws"), id="fusion of moves"),
        pytest.param("two", (0,), Owner("", "m.py:4"), id="what is computed in a fusion"),
        pytest.param("two", (1,), Owner("argument ws, transposed", "ws"), id="what is moved beside it"),
        pytest.param("done", (1,), Owner("argument ws, transposed", "ws"), id="begun and done"),
        pytest.param("begun", (1, 1), Owner("argument ws, transposed", "ws"), id="result of what is begun"),
        pytest.param("begun", (0, 0), Owner("argument ws", "ws"), id="what is read by what is begun"),
    ],
)
def test_fusions_that_only_move_are_seen_through(name: str, index: tuple[int, ...], owner: Owner) -> None:
    assert owner_in(FUSIONS, name, *index) == owner


LOOP = """HloModule m, is_scheduled=true
body {
  p = (s32[], f32[8]{0}, f32[4,8]{1,0}, f32[8,8]{1,0}, f32[4,8]{1,0}) parameter(0)
  i = s32[] get-tuple-element(p), index=0
  one = s32[] constant(1)
  zero = s32[] constant(0)
  j = s32[] add(i, one), metadata={op_name="j" source_file="m.py" source_line=1}
  x = f32[8]{0} get-tuple-element(p), index=1
  w = f32[8,8]{1,0} get-tuple-element(p), index=3
  y = f32[8]{0} dot(w, x), lhs_contracting_dims={1}, rhs_contracting_dims={0}, metadata={op_name="y" source_file="m.py" source_line=2}
  u = f32[1,8]{1,0} bitcast(y)
  ys = f32[4,8]{1,0} get-tuple-element(p), index=2
  zs = f32[4,8]{1,0} dynamic-update-slice(ys, u, i, zero), metadata={op_name="s" source_file="m.py" source_line=3}
  c = f32[4,8]{1,0} get-tuple-element(p), index=4
  d = f32[4,8]{1,0} dynamic-update-slice(c, u, i, zero)
  ROOT t = (s32[], f32[8]{0}, f32[4,8]{1,0}, f32[8,8]{1,0}, f32[4,8]{1,0}) tuple(j, y, zs, w, d)
}
condition {
  q = (s32[], f32[8]{0}, f32[4,8]{1,0}, f32[8,8]{1,0}, f32[4,8]{1,0}) parameter(0)
  k = s32[] get-tuple-element(q), index=0
  four = s32[] constant(4)
  ROOT less = pred[] compare(k, four), direction=LT
}
ENTRY main {
  x0 = f32[8]{0} parameter(0), metadata={op_name="x"}
  w0 = f32[8,8]{1,0} parameter(1), metadata={op_name="w"}
  cache = f32[4,8]{1,0} parameter(2), metadata={op_name="cache"}
  n = s32[] constant(0)
  z = f32[] constant(0)
  fill = f32[4,8]{1,0} broadcast(z), dimensions={}
  kept = f32[4,8]{1,0} copy(cache)
  turned = f32[8,8]{0,1} copy(w0)
  start = (s32[], f32[8]{0}, f32[4,8]{1,0}, f32[8,8]{1,0}, f32[4,8]{1,0}) tuple(n, x0, fill, turned, kept)
  loop = (s32[], f32[8]{0}, f32[4,8]{1,0}, f32[8,8]{1,0}, f32[4,8]{1,0}) while(start), condition=condition, body=body, metadata={op_name="while" source_file="a/train.py" source_line=31}
  last = f32[8]{0} get-tuple-element(loop), index=1
  out = f32[8]{0} copy(last)
  ROOT all = f32[4,8]{1,0} get-tuple-element(loop), index=2
}
"""
THE_LOOP = "the loop at train.py:31"


@pytest.mark.parametrize(
    ("name", "index", "owner"),
    [
        pytest.param("loop", (1,), Owner(f"carried by {THE_LOOP}, from argument x", "m.py:2"), id="carried"),
        pytest.param("loop", (2,), Owner(f"filled by {THE_LOOP}", "m.py:2"), id="filled, with what is written"),
        pytest.param("loop", (3,), Owner("argument w, transposed", "a/train.py:31"), id="kept"),
        pytest.param("loop", (4,), Owner(f"argument cache, copied, filled by {THE_LOOP}", "m.py:2"), id="an argument that is filled"),
        pytest.param("p", (2,), Owner(f"filled by {THE_LOOP}", "m.py:2"), id="parameter of the body"),
        pytest.param("q", (1,), Owner(f"carried by {THE_LOOP}, from argument x", "m.py:2"), id="parameter of the condition"),
        pytest.param("zs", (), Owner(f"filled by {THE_LOOP}", "m.py:2"), id="what fills it"),
        pytest.param("fill", (), Owner(f"filled by {THE_LOOP}", "m.py:2"), id="what is made to be filled"),
        pytest.param("w", (), Owner("argument w, transposed", "w"), id="what the body reads"),
        pytest.param("out", (), Owner(f"carried by {THE_LOOP}, from argument x, copied", "m.py:2"), id="copy of what came out"),
        pytest.param("y", (), Owner("", "m.py:2"), id="what a round computes"),
    ],
)  # fmt: skip
def test_loops_tell_what_they_do_to_what_they_carry(name: str, index: tuple[int, ...], owner: Owner) -> None:
    assert owner_in(LOOP, name, *index) == owner


def test_branch_reads_what_the_conditional_is_given() -> None:
    text = """HloModule m
one {
  p = f32[8]{0} parameter(0)
  ROOT v = f32[8]{0} copy(p)
}
two {
  q = f32[8]{0} parameter(0)
  ROOT w = f32[8]{0} copy(q)
}
ENTRY main {
  a = f32[8]{0} parameter(0), metadata={op_name="a"}
  b = f32[8]{0} parameter(1), metadata={op_name="b"}
  k = s32[] parameter(2), metadata={op_name="k"}
  ROOT r = f32[8]{0} conditional(k, a, b), branch_computations={one, two}
}
"""
    assert [owner_in(text, name).what for name in "vw"] == ["argument a, copied", "argument b, copied"]


def test_chain_of_moves_takes_no_longer_than_it_is_long() -> None:
    names = ["ws", *(f"v.{n}" for n in range(20_000))]
    chain = [f"{name} = f32[4,8]{{1,0}} copy({last})" for last, name in pairwise(names)]
    module = parse(entry(*chain))
    owners = Owners(module)
    found = {owners.owner_of(i).what for i in module.entry.instructions.values() if i.opcode == "copy"}
    assert found == {"argument ws, copied"}


@pytest.mark.parametrize("path", PLANNED, ids=lambda path: f"{path.parent.name}")
def test_nearly_all_that_is_there_at_the_peak_has_an_owner(path: Path) -> None:
    [compilation] = load(path.parent).compilations
    use = Answers(compilation).memory
    assert use
    unknown = sum(resident.bytes for resident in use.residents if not (resident.owner or resident.source))
    assert unknown <= 0.05 * use.peak_bytes


@pytest.mark.parametrize("path", WITH_BEFORE, ids=lambda path: f"{path.parent.name}")
def test_arguments_have_the_names_of_the_module_before(path: Path) -> None:
    [compilation] = load(path.parent).compilations
    use = Answers(compilation).memory
    assert use
    assert compilation.before
    sources = Sources()
    asked_for = {f"argument {sources.source_of(p).op_name or p.name}" for p in compilation.before.entry.parameters}
    told = {resident.owner for resident in use.residents if resident.kind == "argument"}
    assert told
    assert told <= asked_for
