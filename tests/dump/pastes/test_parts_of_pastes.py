"""Parts in pastes: what is there is given, said to be incomplete, and never passes for the whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from random import Random

import pytest

import hloscope
from hloscope.cli import main
from hloscope.dump import Compilation, Dump
from hloscope.errors import HloscopeError
from hloscope.testing import assert_kernels
from tests.support.mutations import edited, random_edits, survives
from tests.support.wrappings import WRAPPINGS

TESTDATA = Path(__file__).parents[3] / "testdata"
GPU = next((TESTDATA / "jax-0.10.2-h100" / "mlp").glob("*gpu_after_optimizations.txt")).read_text("utf-8")
CPU = next((TESTDATA / "jax-0.10.2-cpu" / "mlp").glob("*cpu_after_optimizations.txt")).read_text("utf-8")
TEXTS = {"gpu": GPU, "cpu": CPU}
COMMANDS = ("report", "cost", "memory", "collectives", "source", "why")


def loaded(folder: Path, text: str) -> Dump:
    path = folder / "paste.txt"
    path.write_text(text, "utf-8")
    return hloscope.load(path)


def only(dump: Dump) -> Compilation:
    (compilation,) = dump.compilations
    return compilation


CUTS: dict[str, Callable[[str], str]] = {
    "end": lambda text: text[: text.rindex("ROOT")],
    "in a line": lambda text: text[: text.rindex("ROOT") + 20],
    "before ENTRY": lambda text: text[: text.index("ENTRY")],
    "beginning": lambda text: text[text.index("ENTRY") :],
    "inside of the entry": lambda text: text[text.index("\n", text.index("ENTRY") + 200) + 1 :],
    "middle": lambda text: text[: text.index("ENTRY") + 300] + text[text.index("ENTRY") + 700 :],
    "dots": lambda text: text.replace("\nENTRY", "\n...\n\nENTRY"),
    "lone computation": lambda text: text[text.index("\n%fused") : text.index("\n}\n", text.index("\n%fused")) + 3],
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("cut", CUTS)
def test_part_is_given_and_said_to_be_one(cut: str, name: str, tmp_path: Path) -> None:
    text = CUTS[cut](TEXTS[name])
    dump = loaded(tmp_path, text)
    compilation = only(dump)
    assert compilation.after or compilation.before
    assert not compilation.complete
    (error,) = dump.errors
    assert error.message.startswith("incomplete")
    document = hloscope.report(dump).to_dict()
    assert [program["complete"] for program in document["compilations"]] == [False]
    assert document["errors"] == [{"file": error.file, "message": error.message}]


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_commands_tell_of_the_part_and_exit_with_2(
    command: str, cut: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "paste.txt"
    path.write_text(CUTS[cut](CPU), "utf-8")
    assert main([command, "--json", str(path)]) == 2
    document = json.loads(capsys.readouterr().out)
    assert [program["complete"] for program in document["compilations"]] in ([False], [])
    assert [error["message"].partition(":")[0].partition(",")[0] for error in document["errors"]] == ["incomplete"]
    assert main([command, str(path)]) == 2
    assert "incomplete" in capsys.readouterr().err


def test_whole_module_is_complete_in_the_document(tmp_path: Path) -> None:
    assert [program["complete"] for program in hloscope.report(loaded(tmp_path, CPU)).programs] == [True]


def test_check_of_a_part_is_an_error(tmp_path: Path) -> None:
    compilation = only(loaded(tmp_path, CUTS["end"](CPU)))
    with pytest.raises(HloscopeError, match="incomplete"):
        assert_kernels(compilation, max=100)


def test_diff_with_a_part_has_no_verdict(tmp_path: Path) -> None:
    whole = tmp_path / "whole.txt"
    whole.write_text(CPU, "utf-8")
    found = hloscope.diff(whole, loaded(tmp_path, CUTS["end"](CPU)))
    assert found.errors
    assert found.to_dict()["verdict"] != "no regression"


def test_name_platform_and_framework_of_a_part_are_those_of_its_text(tmp_path: Path) -> None:
    compilation = only(loaded(tmp_path, "It says:\n\n" + CUTS["end"](GPU)))
    assert (compilation.name, compilation.framework, compilation.platform) == ("jit_mlp", "jax", "gpu")


def test_words_in_metadata_are_no_sign_of_a_gpu(tmp_path: Path) -> None:
    text = CPU.replace('op_name="', 'op_name="__triton_gemm kind=kInput __cublas$gemm ', 1)
    assert only(loaded(tmp_path, text)).platform == "cpu"


def test_several_modules_in_a_paste_are_several_programs(tmp_path: Path) -> None:
    text = f"Before\n{CPU}\nAnd on the GPU:\n\n```\n{GPU}```\n\nWhy?\n"
    dump = loaded(tmp_path, text)
    assert [(each.name, each.platform) for each in dump.compilations] == [("jit_mlp", "cpu"), ("jit_mlp", "gpu")]
    assert dump.errors == ()


def test_error_names_the_line_of_the_file(tmp_path: Path) -> None:
    front = "Look:\n\n> "
    quoted = CUTS["dots"](CPU).replace("\n", "\n> ")
    (error,) = loaded(tmp_path, front + quoted).errors
    wanted = (front + quoted).split("\n").index("> ...") + 1
    assert f"from line {wanted} on" in error.message


@pytest.mark.parametrize(
    "text", ["", "\n", "hello", "x = a[0]\ny = {1}\n", "HloModule is a word", "%x = f32[2] add(%a)"]
)
def test_text_without_a_module_is_an_error(text: str, tmp_path: Path) -> None:
    with pytest.raises(HloscopeError, match="no HLO is in it"):
        loaded(tmp_path, text)


def test_message_of_xla_that_names_an_instruction_is_no_module(tmp_path: Path) -> None:
    text = "E0309 slow_operation_alarm.cc:73] Constant folding an instruction is taking > 1s:\n\n  %s = f64[3] scatter(%a)\n"
    with pytest.raises(HloscopeError, match="`hloscope doctor` on it explains"):
        loaded(tmp_path, text)


def test_stdin_is_read_where_a_path_is_a_dash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(f"$ cat x\n{CPU}".encode())))
    assert main(["report", "--json", "-"]) == 0
    (program,) = json.loads(capsys.readouterr().out)["compilations"]
    assert (program["name"], program["complete"]) == ("jit_mlp", True)


def test_stdin_without_a_module_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"hello\n")))
    assert main(["report", "-"]) == 2
    assert capsys.readouterr().err == "hloscope: <stdin>: no HLO is in it: expected a line `HloModule NAME`\n"


def test_files_that_fail_for_one_reason_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(24):
        (tmp_path / f"module_{number:04}.f.cpu_after_optimizations.txt").write_text("", "utf-8")
    assert main(["report", str(tmp_path)]) == 2
    file = tmp_path / "module_0000.f.cpu_after_optimizations.txt"
    said = f"hloscope: {file} (and 23 more files): truncated: it is empty; is it still being written?\n"
    assert capsys.readouterr().err == said


def test_files_that_break_the_grammar_alike_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(3):
        text = "\n" * number + "HloModule f\n\nENTRY e {\n  ROOT a = f32[2] parameter(zero)\n}\n"
        (tmp_path / f"module_{number:04}.f.cpu_after_optimizations.txt").write_text(text, "utf-8")
    assert main(["report", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.count("expected the number of a parameter") == 1
    assert "found 'zero' (and 2 more files)\n" in said


@pytest.mark.parametrize("seed", range(60))
def test_broken_pastes_give_a_report_or_an_error(seed: int, tmp_path: Path) -> None:
    random = Random(seed)  # noqa: S311 (the same inputs on each run)
    wrapped = WRAPPINGS[random.choice([*WRAPPINGS])](random.choice([*TEXTS.values()]))
    text = edited(wrapped if isinstance(wrapped, str) else wrapped.decode("latin-1"), random_edits(random))

    def use(content: str) -> None:
        dump = loaded(tmp_path, content)
        document = hloscope.report(dump, explain=True).to_dict()
        bad = [program for program in document["compilations"] if not program["complete"]]
        assert not bad or document["errors"]

    survives(use, text.encode("utf-8", "replace").decode())
