"""Each row of the table of inputs in the manual is true: what a person has is read, and what cannot be known is not."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, cast

import pytest

from hloscope.cli import main
from hloscope.dump import mlir_process
from hloscope.errors import DumpError
from hloscope.parsers import parse
from tests.support.lazy_graphs import LAZY_DOT, LAZY_TEXT, saved
from tests.support.other_files import FILES
from tests.support.shortages import GPU as GPU_MESSAGE
from tests.support.shortages import TPU as TPU_MESSAGE
from tests.support.stablehlo_forms import BYTECODE, DEBUG_TEXT, EXPORTED, TEXT
from tests.support.traces import CPU as TRACE
from tests.support.wrappings import WRAPPINGS, each_line

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/reference/inputs.md").read_text("utf-8")
MLP = next((ROOT / "testdata/jax-0.10.2-cpu/mlp").glob("*cpu_after_optimizations.txt")).read_text("utf-8")
BEFORE = next((ROOT / "testdata/jax-0.10.2-cpu/mlp").glob("*before_optimizations.txt")).read_text("utf-8")
SCAN = next((ROOT / "testdata/jax-0.10.2-cpu/scan").glob("*cpu_after_optimizations.txt")).read_text("utf-8")
ROWS = [re.split(r" \| ", row.strip("| \n")) for row in re.findall(r"(?m)^\| .*\|$", PAGE)[1:]]


Content = str | bytes | Path


class Row(NamedTuple):
    """What a person has, and the programs that are in it: name, path and whether it is complete.

    `stages` are those that each program has, where the row says so; `problem` is what the error begins with.
    """

    contents: tuple[Content, ...]
    programs: tuple[tuple[str, str, bool], ...] = (("jit_mlp", "", True),)
    command: str = "report"
    stages: str = ""
    problem: str = ""


def wrapped(*names: str) -> tuple[str | bytes, ...]:
    return tuple(WRAPPINGS[name](MLP) for name in names)


ENTRY = MLP.index("ENTRY")
RANKS = "\n".join(f"{rank}: {line}" for line in MLP.rstrip().split("\n") for rank in (0, 1)) + "\n"
PART = (("jit_mlp", "", False),)
NAMELESS = (("what", "", False),)
LONE = MLP[MLP.index("\n%fused") : MLP.index("\n}\n", MLP.index("\n%fused")) + 3]
HUNKS = f"@@ -1,9 +1,9 @@\n{each_line('+')(MLP[:ENTRY])}@@ -50,9 +50,9 @@\n{each_line(' ')(MLP[ENTRY:])}"
FORMS = ROOT / "testdata/jax-0.10.2-cpu/mlp-forms"
COMPILER_IR = ROOT / "testdata/tensorflow-2.21.0-cpu/mlp-compiler-ir"
PROFILE = ROOT / "testdata/profiles/jax-0.10.2-cpu"
DRAWINGS = ROOT / "testdata/drawings/jax-0.12.0.1-cpu/psum"
STEPS = (("jit_step", "", True),)
TF = (("a_inference_mlp_19__.9", "", True),)
LAZY = (("SyncTensorsGraph", "", False),)


def packed(folder: Path) -> bytes:
    """A folder as a zip archive."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    return stream.getvalue()


def proto(stage: str) -> bytes:
    return next(FORMS.glob(f"*{stage}.hlo.pb")).read_bytes()


def module_of(hlo: bytes) -> bytes:
    """The HloModuleProto in an HloProto, of which it is the first field."""
    size, place = 0, 1
    while True:
        size |= (hlo[place] & 127) << 7 * (place - 1)
        place += 1
        if hlo[place - 1] < 128:
            return hlo[place : place + size]


def drawing(stage: str) -> bytes:
    return gzip.decompress(next(DRAWINGS.glob(f"*{stage}_optimizations.dot.gz")).read_bytes())


def no_hlo(*names: str) -> Row:
    """A row of what is named, and holds no HLO."""
    return Row(tuple(FILES[name][0] for name in names), (), problem=" ".join(FILES[name][1] for name in names)[:9])


CASES: Mapping[str, Row] = {
    "a folder that XLA": Row((ROOT / "testdata/jax-0.10.2-cpu/mlp", packed(FORMS)), stages="before unfused after"),
    "a text or proto of a dump": Row((MLP, next(FORMS.glob("*after_optimizations.hlo.pb"))), stages="unfused after"),
    "a proto under any name": Row(
        (proto("after_optimizations"), module_of(proto("after_optimizations"))), stages="unfused after"
    ),
    "what `get_compiler_ir`": Row(
        (next(COMPILER_IR.glob("*before*.txt")), module_of(proto("before_optimizations"))), (), stages="before"
    ),
    "what `XLA_SAVE_TENSORS_FILE`": Row((saved(BEFORE, BEFORE),), (("jit_mlp", "", True),) * 2, stages="before"),
    "the graphs of torch-xla": Row((LAZY_DOT, LAZY_TEXT, saved(LAZY_DOT)), LAZY, stages="before"),
    "a drawing, `.dot`": Row((drawing("after"),), (("jit_psum", "", False),), stages="unfused after"),
    "a profile": Row((next(PROFILE.rglob("*.xplane.pb.gz")), PROFILE), (), stages="unfused after"),
    "a trace for viewers": Row((json.dumps(TRACE),), (("jit_f", "", True),), "profile"),
    "StableHLO: `lowered": Row((DEBUG_TEXT, BYTECODE), (("jit_f", "", True),), stages="before"),
    "StableHLO without": Row((TEXT,), (("jit_f", "", True),), stages="before"),
    "a portable artifact": Row((EXPORTED, EXPORTED[276 : 276 + 717]), (("jit_f", "", True),), stages="before"),
    "MHLO, CHLO": Row(
        (TEXT.replace("stablehlo.", "mhlo."), TEXT[TEXT.index("  func") : -3]), (("jit_f", "", True),), stages="before"
    ),
    "MLIR of other": Row(
        ("module {\n  func.func @f(%x: tensor<2xf32>) {\n    %0 = tf.Add(%x)\n  }\n}\n",), (), problem="MLIR of"
    ),
    "HLO in an issue": Row(wrapped("text around", "fence", "mail")),
    "several modules": Row((f"one\n{MLP}\ntwo\n{SCAN}",), (("jit_mlp", "", True), ("jit_scan", "", True))),
    "a listing": Row(wrapped("cat -n", "grep -n", "bat", "vim")),
    "comments": Row(wrapped("C++ comment", "hash", "semicolon", "block comment")),
    "a C++ raw string": Row(wrapped("C++ raw string", "C++ literals", "Python literals", "C++ macro")),
    "a Python or JSON string": Row(wrapped("Python repr", "JSON", "JSON in JSON", "notebook")),
    "a diff": Row((*wrapped("diff", "git diff"),)),
    "a web page": Row(wrapped("HTML", "HTML entities", "HTML, lines")),
    "no-break": Row(wrapped("no-break spaces", "zero-width spaces", "a word processor")),
    "UTF-16": Row(wrapped("UTF-16", "UTF-16 of PowerShell", "UTF-32")),
    "a log of CI": Row(wrapped("GitHub Actions, Azure", "GitLab", "Jenkins", "Buildkite", "Travis")),
    "a log of a launcher": Row((RANKS,), (("jit_mlp", "0", True), ("jit_mlp", "1", True))),
    "lines of glog": Row(wrapped("glog", "absl", "Python logging", "log lines between")),
    "a log as JSON": Row(wrapped("docker", "fluentd", "journal as JSON")),
    "a log with XLA's alarms": Row(("[Compiling module f] Very slow compile?\n",), (), "doctor"),
    "an error": Row((TPU_MESSAGE, GPU_MESSAGE), (), "memory"),
    "a text that is cut": Row((MLP[: MLP.rindex("ROOT")], MLP[: ENTRY + 300] + MLP[ENTRY + 700 :]), PART),
    "a computation alone": Row((LONE, MLP[ENTRY:]), NAMELESS),
    "a text before its ENTRY": Row((MLP[:ENTRY],), PART),
    "a jaxpr": no_hlo("jaxpr"),
    "a SavedModel": no_hlo("saved_model", "graph_def", "tflite"),
    "a program of `torch.export`": no_hlo("exported", "fx"),
    "a model of ONNX": no_hlo("onnx"),
    "a program or graph of TorchScript": no_hlo("torchscript"),
    "LLVM's code": no_hlo("llvm", "ptx", "elf"),
    "`.7z`": no_hlo("7z", "zst", "lz4", "rar"),
    "XLA's buffer assignment": no_hlo("assignment", "live_ranges", "thunks", "settings"),
    "weights": no_hlo("hdf5", "npy", "safetensors", "pickle"),
    "a drawing in Graphviz": Row(("digraph G { a -> b; }",), (), problem="a drawing in Graphviz's language"),
}


def test_each_row_has_a_test() -> None:
    assert len(ROWS) == len(CASES)
    assert all(row[0].startswith(name) for row, name in zip(ROWS, CASES, strict=True))


def answer(content: Content, command: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, list[dict[str, object]]]]:  # fmt: skip
    path = content if isinstance(content, Path) else folder / "what.txt"
    if not isinstance(content, Path):
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    status = main([command, "--json", str(path)])
    return status, json.loads(capsys.readouterr().out)


class Scripted:
    """Stands where jaxlib would be."""

    def convert(self, data: bytes, *, name: str) -> str:
        if b"tf." in data:
            raise DumpError(f"jaxlib cannot read {name}")
        return "HloModule jit_f\n\nENTRY main {\n  ROOT x = f32[2]{0} parameter(0)\n}\n"


@pytest.fixture(autouse=True)
def converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mlir_process, "shared_converter", Scripted)
    monkeypatch.setattr(mlir_process, "can_convert", lambda: True)


HELD = [name for name, row in CASES.items() if row.command in ("report", "profile") and not row.problem]


@pytest.mark.parametrize("name", HELD)
def test_row_is_true(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = CASES[name]
    for content in row.contents:
        status, document = answer(content, row.command, tmp_path, capsys)
        found = [(program["name"], program["path"], program["complete"]) for program in document["compilations"]]
        assert found == [*row.programs] or (found and not row.programs)
        is_whole = all(complete for *_, complete in row.programs) and row.command == "report"
        assert (status, bool(document["errors"])) == ((0, False) if is_whole else (2, True))
        for program in document["compilations"] if row.stages else ():
            kernels = cast("dict[str, object]", program["kernels"])
            assert " ".join(stage for stage in ("before", "unfused", "after") if kernels[stage]) == row.stages


@pytest.mark.parametrize("name", [name for name, row in CASES.items() if row.problem])
def test_what_holds_no_hlo_is_named(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = CASES[name]
    told = ""
    for content in row.contents:
        path = tmp_path / "what"
        path.write_bytes(content if isinstance(content, bytes) else str(content).encode())
        assert main(["report", str(path)]) == 2
        captured = capsys.readouterr()
        assert not captured.out
        assert captured.err.count("\n") == 1
        told += captured.err
    assert row.problem in told


def test_hunks_of_a_diff_are_parts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, document = answer(HUNKS, "report", tmp_path, capsys)
    assert (status, [program["complete"] for program in document["compilations"]]) == (2, [False])


def test_alarms_of_a_log_have_cause_and_cure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, document = answer(CASES["a log with XLA's alarms"].contents[0], "doctor", tmp_path, capsys)
    (finding,) = document["findings"]
    assert (status, finding["id"]) == (1, "slow-compile")
    assert finding["cause"]
    assert finding["cure"]


def test_allocations_of_an_error_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paddings: list[list[object]] = []
    for content in CASES["an error"].contents:
        status, document = answer(content, "memory", tmp_path, capsys)
        assert status == 0
        (shortage,) = document["out_of_memory"]
        allocations = cast("list[dict[str, object]]", shortage["allocations"])
        paddings.append([allocation["padding_bytes"] for allocation in allocations])
    assert paddings == [[round(12.91 * 2**30), None], [None, None]]


def test_numbers_are_those_of_the_plain_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is around it, a report says the same."""
    _, plain = answer(MLP, "report", tmp_path, capsys)
    for name in ("GitHub Actions, Azure", "fence", "JSON", "UTF-16", "log lines between"):
        assert answer(WRAPPINGS[name](MLP), "report", tmp_path, capsys) == (0, plain)


def test_missing_computations_have_an_opcode_of_their_own(tmp_path: Path) -> None:
    from hloscope import load

    path = tmp_path / "what.txt"
    path.write_text(MLP[ENTRY:], "utf-8")
    (compilation,) = load(path).compilations
    module = compilation.after or compilation.before
    assert module
    opcodes = {instruction.opcode for instruction in module.instructions()}
    assert opcodes - {instruction.opcode for instruction in parse(MLP).instructions()} == {"missing"}
