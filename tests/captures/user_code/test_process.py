"""Functions named on the command line: found, or what is wrong; no framework is needed to be told."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from hloscope.captures.user_code import process as user_code
from hloscope.captures.user_code.examples import examples_of
from hloscope.captures.user_code.functions import function_at
from hloscope.captures.user_code.observed_lines import TooLongError, is_users, limited, observed_lines, place_at
from hloscope.cli import main
from hloscope.errors import HloscopeError
from hloscope.torchscript.tracing import torch as tracing


def test_function_is_found_by_module_and_by_file(tmp_path: Path) -> None:
    (tmp_path / "my_program.py").write_text("class A:\n    def f(self):\n        return 1\na = A()\n")
    assert function_at("json:dumps")({}) == "{}"
    assert function_at(f"{tmp_path / 'my_program.py'}:a.f")() == 1


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("json", "expected module:function or file.py:function, found 'json'"),
        ("json:nothing", "expected a function or a module object, found no 'nothing' in json"),
        ("no_such_module:f", "expected a module, found none that is called 'no_such_module'"),
        ("no/such.py:f", "no/such.py: expected a file of Python, found none"),
    ],
)
def test_bad_target_is_an_error(target: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(HloscopeError) as raised:
        function_at(target)
    assert str(raised.value) == message
    assert main(["torchscript", target if ":" in target else f"{target}:"]) == 2
    assert "hloscope: " in capsys.readouterr().err


def test_error_of_the_users_module_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "raises.py"
    file.write_text("\nraise ValueError('no')\n")
    assert main(["torchscript", f"{file}:f"]) == 2
    assert capsys.readouterr().err == f"hloscope: {file}:f raised ValueError: no ({file}:2)\n"


def test_function_without_a_framework_asks_for_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plain.py"
    file.write_text("def f(x):\n    return x\n")
    assert main(["torchscript", f"{file}:f", "--input", "1"]) == 2
    assert capsys.readouterr().err == "hloscope: expected one framework to be loaded, found none: say --framework\n"


def test_two_functions_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["torchscript", "a:f", "b:g"]) == 2
    assert "expected one function, or paths of graphs" in capsys.readouterr().err


def test_literals_are_examples() -> None:
    assert examples_of(["1.5", "None", "[1, 2]"], "torch") == (1.5, None, [1, 2])
    with pytest.raises(HloscopeError, match=r"expected an array such as float32\[32,128\] or a literal"):
        examples_of(["float32[2"], "torch")


def test_lines_are_counted_in_users_code_only() -> None:
    def run(n: int) -> int:
        total = 0
        for i in range(n):
            total += i
        return total

    with observed_lines() as lines:
        run(3)
        Path("a").joinpath("b")
    assert {place.file for place in lines.counts} == {place_at(__file__, 1).file}
    assert sorted(lines.counts.values()) == [1, 1, 3, 4]
    assert "def test_lines_are_counted" in lines.sources()[place_at(__file__, 1).file]


def test_libraries_are_not_the_users() -> None:
    assert not is_users(pytest.__file__.replace("pytest", "torch"))
    assert not is_users("<string>")
    assert not any(is_users(module.__file__) for module in (tracing, user_code) if module.__file__)
    assert is_users(__file__)


def test_loop_without_end_is_left() -> None:
    def endless() -> None:
        while True:
            pass

    with pytest.raises(TooLongError, match="it ran longer than"), limited(0.05):
        endless()


@pytest.mark.parametrize("text", ["f32[2,3]", "float32[2,3]", "torch.float32[2, 3]", "torch.float[2,3]"])
def test_arrays_are_written_as_hlo_numpy_and_torch_write_them(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def ones(sizes: list[int], dtype: str) -> tuple[list[int], str]:
        return sizes, dtype

    torch = ModuleType("torch")
    vars(torch).update(ones=ones, float32="a type of torch")
    monkeypatch.setitem(sys.modules, "torch", torch)
    assert examples_of([text], "torch") == (([2, 3], "a type of torch"),)
    for unknown in ("int8[2]", "long[2]", "f33[2]"):
        with pytest.raises(HloscopeError, match=f"expected an element type of torch, found '{unknown[:-3]}'"):
            examples_of([unknown], "torch")


def test_error_of_a_swept_module_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    file = tmp_path / "raises.py"
    file.write_text("\nraise ValueError('no')\n")
    assert main(["sweep", f"{file}:f", "f32[n]", "--dims", "n=1:4"]) == 2
    assert capsys.readouterr().err == f"hloscope: {file}:f raised ValueError: no ({file}:2)\n"
