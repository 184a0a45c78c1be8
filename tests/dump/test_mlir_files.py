"""Files of StableHLO: told by content in every form, one compilation for each module, converted once."""

from __future__ import annotations

import gzip
import random
import zipfile
from pathlib import Path

import pytest

import hloscope
from hloscope.dump import mlir_process
from hloscope.dump.file_names import Role
from hloscope.dump.mlir_files import MlirFile
from hloscope.dump.mlir_signs import begins_like_mlir, find_exported, kind_of, modules_in
from hloscope.errors import DumpError
from tests.support.stablehlo_forms import BYTECODE, DEBUG_TEXT, EXPORTED, TEXT
from tests.support.wrappings import WRAPPINGS

FORMS = {"text": TEXT.encode(), "debug": DEBUG_TEXT.encode(), "bytecode": BYTECODE, "exported": EXPORTED}
HLO = "HloModule jit_f\n\nENTRY main {\n  ROOT x = f32[2]{0} parameter(0)\n}\n"
GENERIC = '"builtin.module"() <{sym_name = "f"}> ({\n  "func.func"() ({\n  }) : () -> ()\n}) : () -> ()\n'


class Scripted:
    """Stands where jaxlib would be: keeps what it is given, and gives one module."""

    def __init__(self) -> None:
        self.given: list[tuple[bytes, str]] = []

    def convert(self, data: bytes, *, name: str) -> str:
        self.given.append((data, name))
        if b"refuse" in data:
            raise DumpError("jaxlib cannot read it: no")
        return HLO


@pytest.fixture
def converter(monkeypatch: pytest.MonkeyPatch) -> Scripted:
    scripted = Scripted()
    monkeypatch.setattr(mlir_process, "shared_converter", lambda: scripted)
    monkeypatch.setattr(mlir_process, "can_convert", lambda: True)
    return scripted


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_told_whatever_its_name(form: str, packed: bool, tmp_path: Path, converter: Scripted) -> None:  # noqa: FBT001
    path = tmp_path / "saved.bin"
    path.write_bytes(gzip.compress(FORMS[form]) if packed else FORMS[form])
    dump = hloscope.load(path)
    assert dump.errors == ()
    (program,) = dump.compilations
    assert (program.name, program.framework, program.after) == ("jit_f", "jax", None)
    assert program.before
    assert converter.given == [(EXPORTED[276 : 276 + 717] if form == "exported" else FORMS[form], "saved.bin")]


def test_file_is_converted_once(tmp_path: Path, converter: Scripted) -> None:
    path = tmp_path / "f.mlir"
    path.write_text(TEXT)
    dump = hloscope.load(path)
    for _ in range(2):
        assert hloscope.report(dump).to_dict()["errors"] == []
        dump.compilations[0].discard()
    assert len(converter.given) == 1


def test_refused_module_is_an_error_and_hides_no_other(tmp_path: Path, converter: Scripted) -> None:
    (tmp_path / "a.mlir").write_text(TEXT.replace("stablehlo.real", "stablehlo.refuse"))
    (tmp_path / "b.mlir.bc").write_bytes(BYTECODE)
    dump = hloscope.load(tmp_path)
    assert [(error.file, error.message) for error in dump.errors] == [
        (f"{tmp_path}/a.mlir", "StableHLO: jaxlib cannot read it: no")
    ]
    assert [bool(program.files) for program in dump.compilations] == [True, True]
    assert dump.compilations[1].before
    with pytest.raises(DumpError):
        _ = dump.compilations[0].before
    assert len(converter.given) == 2  # what was refused is not tried again


def test_without_jaxlib_the_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mlir_process, "can_convert", lambda: False)
    path = tmp_path / "f"
    path.write_bytes(EXPORTED)
    assert [str(error.message) for error in hloscope.load(path).errors] == [
        "StableHLO (a portable artifact): jaxlib reads it, and is not installed here: `pip install jaxlib`"
    ]


def test_modules_of_a_log_are_found_between_other_lines(tmp_path: Path, converter: Scripted) -> None:
    path = tmp_path / "save.0"
    path.write_text(f"[Sync]\n  at (f.py:3)\n\n## BEGIN_GRAPH\n{DEBUG_TEXT}\n## END_GRAPH\n\n{TEXT}## END\n")
    assert len(hloscope.load(path).compilations) == 2
    assert hloscope.load(path).errors == ()
    (first, _), (second, _) = converter.given
    assert first == b"\n" * 4 + DEBUG_TEXT.encode()  # lines stay those of the file
    assert second.lstrip(b"\n") == TEXT.encode()
    assert second.count(b"\n") - TEXT.count("\n") == 4 + DEBUG_TEXT.count("\n") + 3


def test_aliases_stay_with_their_module() -> None:
    content = (DEBUG_TEXT + DEBUG_TEXT).encode()
    assert [content[start:end].decode() for start, end in modules_in(content, is_whole=True)] == [DEBUG_TEXT] * 2


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        DEBUG_TEXT,
        GENERIC,
        "// a comment\n\nmodule {\n}\n",
        "module attributes {mhlo.num_replicas = 1 : i32} {\n}",
        "func.func @main() {\n  return\n}\n",
        "#loc = loc(unknown)\nmodule {\n}\n",
        "\ufeffmodule @f {\n}\n",
        "#map = affine_map<(d0) -> (d0)>\nmodule {}",
    ],
)
def test_text_of_mlir_is_told(text: str) -> None:
    assert begins_like_mlir(text.encode())
    assert len(modules_in(text.encode(), is_whole=True)) == 1


@pytest.mark.parametrize(
    "text", [HLO, "", "# x = 1\n", "#x = 1\n", "module f;\n", "module Main where\n", "modules @f", "{}", "ML"]
)
def test_other_text_is_not_mlir(text: str) -> None:
    assert not begins_like_mlir(text.encode())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (TEXT.encode(), "StableHLO"),
        (BYTECODE, "MLIR bytecode"),
        (EXPORTED[276:], "StableHLO (a portable artifact)"),
        (b'module {\n  func.func @f() {\n %0 = "tf.Abs"(%1) : x\n tf_executor.graph { }', "MLIR of tf, tf_executor"),
        (b"module {\n}", "MLIR"),
    ],
)
def test_kind_is_told_in_words(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


def test_hlo_that_speaks_of_stablehlo_stays_hlo(tmp_path: Path, converter: Scripted) -> None:
    path = tmp_path / "f.txt"
    path.write_text(HLO.replace("parameter(0)", 'parameter(0), metadata={op_name="stablehlo.add"}'))
    assert [*hloscope.load(path).compilations[0].files] == [Role.BEFORE]
    assert converter.given == []


def test_mlir_of_other_compilers_in_a_folder_is_left_aside(tmp_path: Path, converter: Scripted) -> None:
    (tmp_path / "kernel.mlir").write_text("module {\n  func.func @f() {\n    %0 = arith.constant 1 : i32\n  }\n}\n")
    (tmp_path / "f.txt").write_text(HLO)
    dump = hloscope.load(tmp_path)
    assert ([program.name for program in dump.compilations], dump.errors) == (["jit_f"], ())
    assert converter.given == []


def dump_folder(tmp_path: Path, *stages: str) -> Path:
    for stage in stages:
        (tmp_path / f"module_0003.jit_f.{stage}_optimizations.txt").write_text(HLO)
    folder = tmp_path / "module_0003.jit_f"
    folder.mkdir()
    (folder / "module.mlir").write_text(TEXT)
    (folder / "compile_options.textproto").write_text("num_replicas: 1")
    return tmp_path


def test_what_was_lowered_stands_for_a_missing_before(tmp_path: Path, converter: Scripted) -> None:
    (program,) = hloscope.load(dump_folder(tmp_path, "cpu_after")).compilations
    assert (program.id, program.path, program.platform) == (3, "", "cpu")
    assert isinstance(program.files[Role.BEFORE], MlirFile)
    assert program.before
    assert program.lowered == TEXT
    assert len(converter.given) == 1


def test_before_that_was_dumped_is_read_itself(tmp_path: Path, converter: Scripted) -> None:
    (program,) = hloscope.load(dump_folder(tmp_path, "before", "cpu_after")).compilations
    assert not isinstance(program.files[Role.BEFORE], MlirFile)
    assert program.before
    assert program.lowered == TEXT
    assert converter.given == []


def test_without_jaxlib_a_dump_without_before_is_what_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mlir_process, "can_convert", lambda: False)
    dump = hloscope.load(dump_folder(tmp_path, "cpu_after"))
    assert (dump.errors, dump.compilations[0].before, dump.compilations[0].lowered) == ((), None, TEXT)


@pytest.mark.usefixtures("converter")
def test_what_was_lowered_is_all_there_is(tmp_path: Path) -> None:
    folder = dump_folder(tmp_path)
    for path in (folder, folder / "module_0003.jit_f", folder / "module_0003.jit_f/module.mlir"):
        (program,) = hloscope.load(path).compilations
        assert program.before


def test_what_was_lowered_of_programs_that_were_not_dumped_is_left_aside(tmp_path: Path, converter: Scripted) -> None:
    folder = dump_folder(tmp_path)
    (folder / "module_0005.jit_g.before_optimizations.txt").write_text(HLO)
    assert [program.id for program in hloscope.load(folder).compilations] == [5]
    assert converter.given == []


def test_zip_of_a_dump_is_read_so_too(tmp_path: Path, converter: Scripted) -> None:
    (tmp_path / "d").mkdir()
    folder = dump_folder(tmp_path / "d", "cpu_after")
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        for path in folder.rglob("*.*"):
            if path.is_file():
                archive.write(path, path.relative_to(tmp_path))
    (program,) = hloscope.load(tmp_path / "d.zip").compilations
    assert program.before
    assert converter.given


@pytest.mark.usefixtures("converter")
@pytest.mark.parametrize("form", FORMS)
def test_broken_data_gives_a_result_or_an_error(form: str, tmp_path: Path) -> None:
    path, chance = tmp_path / "f", random.Random(form)  # noqa: S311 (the same in every run)
    for _ in range(150):
        data = bytearray(FORMS[form])
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.randrange(len(data))] if chance.random() < 0.5 else data)
        try:
            hloscope.report(path).to_dict()
        except DumpError:
            continue


def test_flatbuffers_with_wild_offsets_are_no_exports() -> None:
    chance = random.Random(0)  # noqa: S311 (the same in every run)
    for _ in range(3000):
        data = bytearray(EXPORTED)
        for _ in range(2):
            at = chance.randrange(100)
            data[at : at + 4] = chance.randbytes(4)
        found = find_exported(bytes(data))
        assert found is None or data[found[0] :].startswith(b"ML\xefR")


def test_many_aliases_and_modules_take_linear_time() -> None:
    aliases = "".join(f"#loc{number} = loc(unknown)\n" for number in range(200_000)).encode()
    assert len(modules_in(aliases * 2 + b"module {\n}\n" + aliases, is_whole=True)) == 1
    assert len(modules_in(b"module {\n" * 200_000, is_whole=True)) == 200_000


@pytest.mark.parametrize(
    "wrapping", ["notebook", "Python repr", "Python logging", "GitHub Actions, Azure", "mail", "fence", "UTF-16", "cat -n", "docker"]
)  # fmt: skip
def test_whatever_is_around_it_a_module_is_given_as_it_was(wrapping: str, tmp_path: Path, converter: Scripted) -> None:
    path = tmp_path / "what.txt"
    content = WRAPPINGS[wrapping](TEXT)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (program,) = hloscope.load(path).compilations
    assert program.before
    lines = [line.strip() for line in TEXT.splitlines()]
    given = [line.strip() for line in converter.given[0][0].decode().splitlines() if line.strip()]
    assert given[: len(lines)] == lines
