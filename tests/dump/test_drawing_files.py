"""Drawings of modules are read under any name and with anything around them, and are said to be partial."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import hloscope
from hloscope.cli import main
from hloscope.dump.drawing_files import PARTIAL_DRAWING
from hloscope.dump.dump import Compilation, Dump
from hloscope.errors import DumpError
from tests.support.dumped import TESTDATA
from tests.support.lazy_graphs import LAZY_DOT, LAZY_TEXT, saved
from tests.support.wrappings import WRAPPINGS

FOLDER = TESTDATA / "drawings" / "jax-0.12.0.1-cpu" / "scan_with_cond"
(AFTER,) = FOLDER.glob("*after_optimizations.dot.gz")
(BEFORE,) = FOLDER.glob("*before_optimizations.dot.gz")
DRAWING = gzip.decompress(AFTER.read_bytes()).decode()


def load(folder: Path, content: str | bytes, name: str = "what") -> Dump:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return hloscope.load(path)


def only(dump: Dump) -> Compilation:
    (compilation,) = dump.compilations
    return compilation


def unfused_kernels(compilation: Compilation) -> int:
    unfused = hloscope.report(compilation).to_dict()["compilations"][0]["kernels"]["unfused"]
    assert unfused
    return unfused["compute_launches"]


def test_drawing_is_told_by_its_content_and_its_title(tmp_path: Path) -> None:
    compilation = only(load(tmp_path, DRAWING))
    assert (compilation.name, compilation.framework, compilation.platform) == ("jit_scan_with_cond", "jax", "cpu")
    assert compilation.after
    assert not compilation.before
    assert not compilation.complete
    assert [str(problem) for problem in compilation.problems] == [f"{tmp_path}/what: {PARTIAL_DRAWING}"]


@pytest.mark.parametrize(
    "wrapping",
    ["fence", "mail", "GitHub Actions, Azure", "notebook", "Python repr", "UTF-16", "cat -n", "JSON", "docker"],
)
def test_whatever_is_around_it_a_drawing_is_the_same(wrapping: str, tmp_path: Path) -> None:
    plain = only(load(tmp_path, DRAWING))
    compilation = only(load(tmp_path, WRAPPINGS[wrapping](DRAWING)))
    assert compilation.name == plain.name
    assert str(compilation.after) == str(plain.after)


def test_ranks_of_a_log_are_programs_of_their_own(tmp_path: Path) -> None:
    lines = "".join(f"{rank}: {line}\n" for line in DRAWING.split("\n") for rank in (0, 1))
    assert [each.path for each in load(tmp_path, lines).compilations] == ["0", "1"]


def test_folder_of_drawings_has_both_stages(tmp_path: Path) -> None:
    for path in (AFTER, BEFORE):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    compilation = only(hloscope.load(tmp_path))
    assert compilation.before
    assert compilation.after
    assert len(hloscope.load(tmp_path).errors) == 2


def test_text_is_read_where_it_is_beside_a_drawing() -> None:
    compilation = only(hloscope.load(FOLDER))
    assert compilation.complete
    assert hloscope.load(FOLDER).errors == ()


def test_launches_are_those_of_the_text(tmp_path: Path) -> None:
    whole = only(hloscope.load(FOLDER))
    assert unfused_kernels(only(load(tmp_path, DRAWING))) == unfused_kernels(whole)


def test_commands_answer_and_say_that_it_is_partial(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "g.dot"
    path.write_text(DRAWING, "utf-8")
    for command in ("report", "why", "source", "cost"):
        assert main([command, str(path)]) == 2
        captured = capsys.readouterr()
        assert "jit_scan_with_cond" in captured.out
        assert "partial: a drawing of a module" in captured.err
    assert main(["report", str(path)]) == 2
    assert "incomplete" in capsys.readouterr().out


def test_drawing_that_is_cut_says_so(tmp_path: Path) -> None:
    compilation = only(load(tmp_path, DRAWING[: int(len(DRAWING) * 0.8)]))
    assert compilation.after
    assert "partial: a drawing that is cut" in str(compilation.problems[0])


def test_drawing_of_something_else_is_named(tmp_path: Path) -> None:
    with pytest.raises(DumpError, match="a drawing in Graphviz's language that is none of a module's"):
        load(tmp_path, "digraph G { a -> b; }")


@pytest.mark.parametrize("graph", [LAZY_DOT, LAZY_TEXT], ids=["dot", "text"])
def test_graph_of_torch_xla_is_read_before_it_is_lowered(graph: str, tmp_path: Path) -> None:
    compilation = only(load(tmp_path, graph))
    assert (compilation.name, compilation.framework) == ("SyncTensorsGraph", "torch-xla")
    module = compilation.before
    assert module
    opcodes = ["parameter", "parameter", "aten-mul", "aten-sum", "tuple"]
    assert [each.opcode for each in module.instructions()] == opcodes
    product = next(each for each in module.instructions() if each.opcode == "aten-mul")
    assert [(str(each.shape), each.parameter_number) for each in product.operands] == [
        ("f32[8,16]{1,0}", 1),
        ("f32[]", 0),
    ]
    assert "from before torch-xla lowers them" in str(compilation.problems[0])


def test_lines_of_the_text_of_a_graph_are_kept(tmp_path: Path) -> None:
    module = only(load(tmp_path, LAZY_TEXT)).before
    assert module
    product = next(each for each in module.instructions() if each.opcode == "aten-mul")
    assert product.metadata[:4] == ("net/mul", "aten::mul", "model.py", 9)


@pytest.mark.parametrize("graph", [LAZY_DOT, LAZY_TEXT], ids=["dot", "text"])
def test_each_graph_that_was_saved_is_a_program(graph: str, tmp_path: Path) -> None:
    dump = load(tmp_path, saved(graph, graph), "save.0")
    assert [compilation.name for compilation in dump.compilations] == ["SyncTensorsGraph"] * 2
