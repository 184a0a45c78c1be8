"""What XLA draws of a module is read as that module: the text of the same run is the judge."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest

from hloscope.ir import HloModule
from hloscope.parsers import find_drawings, parse, parse_part, read_drawn_module
from tests.support.drawn import drawn_of
from tests.support.dumped import TESTDATA
from tests.support.growth import grows_with
from tests.support.mutations import edited, random_edits, survives

DRAWINGS = sorted(TESTDATA.glob("drawings/*/*/*.dot.gz"))
NESTED = "argmax"  # reads a member of a member of a tuple, which XLA draws without saying of which
EQUAL = "while_loop.sm_9.0a_gpu_after"  # reads two vectors of zeros and ones, which XLA draws without edges

assert len(DRAWINGS) >= 12


def text_of(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode()


def read(drawing: str) -> HloModule:
    (part,) = find_drawings(drawing)
    return parse(read_drawn_module(drawing, part, "f").text)


def beside(path: Path) -> HloModule:
    return parse(text_of(path.with_name(path.name.replace(".dot.gz", ".txt.gz"))))


@pytest.mark.parametrize(
    "path",
    [path for path in DRAWINGS if NESTED not in path.name and EQUAL not in path.name],
    ids=lambda path: path.name,
)
def test_drawing_is_the_module_of_the_text_beside_it(path: Path) -> None:
    assert drawn_of(read(text_of(path))) == drawn_of(beside(path))


@pytest.mark.parametrize(("name", "reader"), [(NESTED, "tuple.5.0"), (EQUAL, "tuple")])
def test_what_is_not_drawn_is_not_invented(name: str, reader: str) -> None:
    path = next(path for path in DRAWINGS if name in path.name and "after" in path.name)
    drawing = text_of(path)
    module, missing = parse_part(read_drawn_module(drawing, find_drawings(drawing)[0], "f").text)
    assert missing == (f"nothing defines %{reader}.operand.0, %{reader}.operand.1",)
    mine, theirs = drawn_of(module), drawn_of(beside(path))
    assert mine.clusters == theirs.clusters >= 1
    assert not theirs.operations - mine.operations


def test_lines_and_scopes_are_those_of_the_text() -> None:
    """XLA draws the innermost frame first, and all of them."""
    path = next(path for path in DRAWINGS if "scan_with_cond.cpu_after" in path.name)
    module, text = read(text_of(path)), beside(path)
    theirs = {each.name: each.metadata for each in text.instructions() if each.opcode not in ("fusion", "parameter")}
    mine = {each.name: each.metadata for each in module.instructions() if each.name in theirs}
    assert len(mine) > 20
    for name, metadata in mine.items():
        assert metadata.op_name == theirs[name].op_name
        assert [frame[:3] for frame in metadata.frames] == [frame[:3] for frame in theirs[name].frames]


def test_calls_are_those_of_the_text() -> None:
    path = next(path for path in DRAWINGS if "scan_with_cond.cpu_after" in path.name)
    mine, theirs = (
        {each.name: [*filter(None, (each.attributes.get(key) and key for key in ("body", "condition", "true_computation", "branch_computations")))] for each in module.instructions()}
        for module in (read(text_of(path)), beside(path))
    )  # fmt: skip
    called = {name: keys for name, keys in theirs.items() if keys}
    assert len(called) >= 2
    assert {name: mine[name] for name in called} == called


def test_constants_are_those_of_the_text() -> None:
    path = next(path for path in DRAWINGS if "psum.before" in path.name)
    values = {each.literal for each in beside(path).instructions() if each.opcode == "constant"}
    assert {each.literal for each in read(text_of(path)).instructions() if each.opcode == "constant"} == values


OLD = """digraph G {
rankdir = TB;
label = <<b>module_0001.f.sm_9.0a_gpu_after_optimizations<br/>Computation main<br/>ENTRY computation</b>>;
17 [label=<<b>Parameter 0</b><br/>f32[4,8]{1,0}>, shape=rect, tooltip="", style="filled"];
subgraph cluster_5 {
label = <Fused expression for <b>loop_fusion</b><br/>kind=kLoop>;
20 [label=<<b>Parameter 0</b><br/>f32[4,8]{1,0}>, shape=rect, tooltip="", style="filled"];
21 [label=<<b>tanh.1</b><br/>f32[4,8]{1,0}>, shape=rect, tooltip="model/<"tanh">
op_type: Tanh
source: /home/me/a b.py:31", style="filled"];
}  // cluster_5

30 [label=<<b>custom-call</b><br/>gemm.1<br/>custom_call_target=&quot;__cublas$gemm&quot;<br/>f32[4,4]{1,0}<br/>lhs_contracting_dims={1}<br/>algorithm=3>, shape=rect, tooltip="", style="filled"];
31 [label=<<b>compare</b><br/>less.2<br/>direction=LT<br/>pred[4,4]{1,0}<br/><b>operand 1</b> = f32[4,4] 0.5>, shape=rect, tooltip="", style="filled"];
32 [label=<<b>reduce.3</b><br/>Subcomputation: <b>greater-than</b><br/>dimensions={0,1}<br/>pred[]<br/><b>operand 1</b> = constant.7 pred[]>, shape=rect, tooltip="", style="filled"];
cluster_1 [label=<ROOT>, shape=circle, tooltip=" ", style="filled"];
17 -> 20 [arrowhead=normal tooltip="x -> p" ];
20 -> 21 [arrowhead=normal tooltip="p -> tanh.1" ];
21 -> 30 [arrowhead=normal tooltip="tanh.1 -> gemm.1"  headlabel="0", labeldistance=2];
17 -> 30 [arrowhead=normal tooltip="x -> gemm.1"  headlabel="1", labeldistance=2];
30 -> 31 [arrowhead=normal tooltip="gemm.1 -> less.2"  headlabel="0", labeldistance=2];
31 -> 32 [arrowhead=empty tooltip="less.2 -> reduce.3"  headlabel="0", labeldistance=2];
17 -> 32 [arrowhead=empty tooltip="x -> reduce.3" style="dotted" color="gray" label="ctrl"];
32 -> cluster_1 [tooltip=" "];
}"""
"""As XLA drew until 2024: the opcode first, no category of fusions, quotes in names that are not escaped."""


def test_older_drawings_are_read() -> None:
    module = read(OLD)
    by_name = {each.name: each for each in module.instructions()}
    assert {name: each.opcode for name, each in by_name.items() if each.opcode not in ("constant", "broadcast")} == {
        "a": "parameter",
        "b": "parameter",
        "c": "compare",
        "p": "parameter",
        "x": "parameter",
        "tanh.1": "tanh",
        "loop_fusion": "fusion",
        "gemm.1": "custom-call",
        "less.2": "compare",
        "reduce.3": "reduce",
    }
    assert by_name["gemm.1"].custom_call_target == "__cublas$gemm"
    assert [each.name for each in by_name["gemm.1"].operands] == ["loop_fusion", "x"]
    assert by_name["loop_fusion"].fusion_kind == "kLoop"
    assert by_name["reduce.3"].control_predecessors == (by_name["x"],)
    assert by_name["reduce.3"].is_root
    metadata = by_name["tanh.1"].metadata
    assert metadata[:4] == ('model/<"tanh">', "Tanh", "/home/me/a b.py", 31)


CUT_SHAPE = """digraph G {
label = <<b>t<br/>Computation e</b>>;
1 [label=<<b>Parameter 0</b><br/>f32[128,1024]{1,0}>, shape=rect, tooltip=""];
2 [label=<<b>tuple.1</b><br/>(f32[128,1024], f32[128,1024], f32[128,1024], f32[128,1...>, shape=rect, tooltip=""];
subgraph cluster_3 {
label = <Subcomputation for <b>while.2</b><br/>body>;
9 [label=<<b>tuple.9</b><br/>(f32[128,1024], f32[128,1024], f32[128,1024], f32[128,1...><br/>shape=rect, tooltip=""];
}
4 [label=<<b>while.2</b><br/>(f32[128,1024]{1,0}, f32[128,1024]{1,0}, f32[128,1024]{1,0...>, shape=ellipse, tooltip=""];
1 -> 2 [tooltip="x -> tuple.1" headlabel="0"];
1 -> 2 [tooltip="x -> tuple.1" headlabel="1"];
1 -> 2 [tooltip="x -> tuple.1" headlabel="2"];
1 -> 2 [tooltip="x -> tuple.1" headlabel="3"];
2 -> 4 [tooltip="tuple.1 -> while.2"];
}"""


def test_shapes_that_are_drawn_in_part_are_told_by_what_is_around_them() -> None:
    module, _ = parse_part(read_drawn_module(CUT_SHAPE, find_drawings(CUT_SHAPE)[0], "f").text)
    shapes = {each.name: each.shape for each in module.entry.instructions.values()}
    assert len(shapes["tuple.1"].tuple_shapes) == 4
    assert len(shapes["while.2"].tuple_shapes) == 4


SMALL = {path.name: text_of(path) for path in DRAWINGS if path.stat().st_size < 6000} | {"old": OLD, "cut": CUT_SHAPE}


def use(text: str) -> None:
    for part in find_drawings(text):
        hlo = read_drawn_module(text, part, "f").text
        if hlo:
            _ = parse_part(hlo).module


@pytest.mark.parametrize("name", SMALL)
def test_any_damage_gives_a_module_or_an_error(name: str) -> None:
    drawing = SMALL[name]
    random = Random(name)  # noqa: S311
    places = (random.randrange(len(drawing)) for _ in range(25))
    broken = [edited(drawing, random_edits(random)) for _ in range(25)] + [drawing[:place] for place in places]
    answers = [survives(use, text) for text in broken]
    assert any(answers)


BOMBS: Mapping[str, Callable[[int], str]] = {
    "labels that do not end": lambda n: "digraph G {\n" + "1 [label=<<b>" * n,
    "strings that do not end": lambda n: "digraph G {\n" + '1 [label="a"b ' * n,
    "boxes in boxes": lambda n: "digraph G {\n" + "".join(f"subgraph cluster_{i} {{ label = <Fused expression for <b>f{i}</b>>;\n{i} [label=<<b>add.{i}</b><br/>f32[]>];\n" for i in range(n)),
    "edges": lambda n: "digraph G {\n1 [label=<<b>tuple.1</b><br/>f32[]>];\n" + '1 -> 1 [headlabel="0"];\n' * n,
    "one chain": lambda n: "digraph G {\n" + "".join(f"{i} [label=<<b>add.{i}</b><br/>f32[]>];\n" for i in range(n)) + " -> ".join(map(str, range(n))),
    "drawings": lambda n: "digraph G {\n1 [label=<<b>Parameter 0</b>>];\n}\n" * n,
    "cut shapes": lambda n: "digraph G {\n" + "".join(f"{i} [label=<<b>tuple.{i}</b><br/>(f32[]...>];\n" for i in range(n)),
    "members": lambda n: "digraph G {\n" + "".join(f"{i} [label=<<b>add.{i}</b><br/>f32[]<br/><b>operand {9 * i}</b> = tuple-element {i} of t f32[]>];\n" for i in range(n)),
    "brackets": lambda n: "digraph G {\n1 [label=<" + "<" * n + ">" * n + ">];",
    "words": lambda n: "digraph G {\n1 [label=<<b>" + "a<br/>" * n + ">];",
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_work_grows_as_the_drawing_does(name: str) -> None:
    assert grows_with(BOMBS[name], use)
