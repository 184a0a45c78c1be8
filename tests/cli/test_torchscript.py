"""`hloscope torchscript` on saved texts: what is printed where, and the exit status."""

import json
import shutil
from pathlib import Path

import pytest

from hloscope.cli import main
from tests.support.dumped import TESTDATA

FOLDER = TESTDATA / "torchscript-2.9.1"


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def test_trace_says_what_it_is_fixed_to(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(FOLDER)
    assert main(["torchscript", "conditional_op.traced.txt"]) == 0
    assert lines_of(capsys) == [
        "conditional_op.traced: traced (inferred), 2 nodes",
        "  Operations     aten::mul",
        "  Control flow   none: a trace keeps no branch and no loop of Python",
        "  Inputs         %x : Float(2, 3)  specialized",
        "                 %threshold : Float()  specialized",
        "  Constants      baked in: Long() = {2}",
        "  Fusion groups  none",
    ]


@pytest.mark.parametrize("columns", ["80", "120"])
def test_tables_fit_the_terminal(
    columns: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["torchscript", str(FOLDER / "loop.scripted.txt"), str(FOLDER / "loop.scripted.optimized.txt")]) == 0
    lines = lines_of(capsys)
    assert max(map(len, lines)) <= int(columns)
    assert any(line.startswith("    new          aten::__round_to_zero_floordiv, aten::add x9") for line in lines)


def test_folder_pairs_graphs_with_their_optimized_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["torchscript", "--json", str(FOLDER)]) == 0
    document = json.loads(capsys.readouterr().out)
    graphs = {graph["name"]: graph for graph in document["graphs"]}
    assert (document["schema"], document["errors"]) == (1, [])
    assert "simple_model.traced.optimized" not in graphs
    assert graphs["simple_model.traced.inlined"]["optimized"]["nodes"] == 15
    assert graphs["simple_model.traced"]["optimized"] is None
    assert graphs["constants.scripted"]["changes"]["removed"] == {"aten::sum": 1, "aten::tensor": 2}


def test_broken_file_does_not_hide_the_good_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(FOLDER / "loop.scripted.txt", tmp_path)
    (tmp_path / "bad.txt").write_text("graph(%x):\n")
    (tmp_path / "notes.txt").write_text("not a graph")
    missing = tmp_path / "missing.txt"
    assert main(["torchscript", str(tmp_path), str(missing)]) == 2
    printed = capsys.readouterr()
    assert printed.out.startswith("loop.scripted: scripted (inferred), 9 nodes")
    assert f"{tmp_path / 'bad.txt'}:1:9: expected ':' and a type, found ')'" in printed.err
    assert f"{missing}: no such file or folder" in printed.err


def test_several_graphs_in_a_file_are_numbered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "two.txt"
    file.write_text("graph():\n  return ()\n" * 2)
    assert main(["torchscript", "--json", str(file)]) == 0
    names = [graph["name"] for graph in json.loads(capsys.readouterr().out)["graphs"]]
    assert names == [file.as_posix().removesuffix(".txt"), f"{file.as_posix().removesuffix('.txt')}#1"]


def test_folder_without_graphs_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["torchscript", str(tmp_path)]) == 2
    assert capsys.readouterr().err == "hloscope: no file there begins as a TorchScript graph does, with 'graph('\n"


def test_many_constants_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    lines = [f"  %n{i} : Long() = prim::Constant[value={{{i}}}]()\n" for i in range(10)]
    lines += [f"  %t{i} : Float(2) = prim::Constant[value= 1  2 [ CPUFloatType{{2}} ]]()\n" for i in range(10)]
    (tmp_path / "many.txt").write_text(f"graph():\n{''.join(lines)}  return ()\n")
    assert main(["torchscript", str(tmp_path)]) == 0
    printed = lines_of(capsys)
    assert "  Constants      baked in: %t0 : Float(2) = 1 2 [ CPUFloatType{2} ]" in printed
    assert "                 baked in: 2 more" in printed
    assert printed[-2].endswith("Long() = {7}, and 2 more")
