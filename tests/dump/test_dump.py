"""Dumps: what is in the captured folders, and what becomes of them when they are joined, damaged or renamed."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

import hloscope
from hloscope.dump import Compilation, Dump, FileError
from hloscope.errors import DumpError, ParseError
from hloscope.ir import HloModule

TESTDATA = Path(__file__).parents[2] / "testdata"
FOLDERS = sorted(path for path in TESTDATA.glob("*-*/*") if path.is_dir() and any(path.glob("module_*")))
CPU = TESTDATA / "jax-0.10.2-cpu"
H100 = TESTDATA / "jax-0.10.2-h100"

# What a folder was compiled by and for is in its name, and was told to the compiler.
TARGETS = {
    "cpu": ("cpu", None),
    "h100": ("gpu", "sm_9.0a"),
    "a100": ("gpu", "sm_8.0"),
    "b200": ("gpu", "sm_10.0a"),
    "tpu": ("tpu", None),
}

BEFORE, AFTER = "before_optimizations.txt", "cpu_after_optimizations.txt"

# Compiled by libtpu 0.0.51 for a v5e, shortened.
TPU = """\
HloModule jit_f, is_scheduled=true, entry_computation_layout={(f32[256,256]{1,0:T(8,128)})->f32[256,256]{1,0:T(8,128)}}

ENTRY %main.0_spmd (param: f32[256,256]) -> f32[256,256] {
  %param = f32[256,256]{1,0:T(8,128)} parameter(0), metadata={op_name="x"}
  ROOT %tanh.5 = f32[256,256]{1,0:T(8,128)} tanh(%param), metadata={op_name="jit(f)/tanh" stack_frame_id=3}
}
"""
PLAIN = """\
HloModule twice, entry_computation_layout={(f32[2]{0})->f32[2]{0}}

ENTRY %main (x: f32[2]) -> f32[2] {
  %x = f32[2]{0} parameter(0)
  ROOT %y = f32[2]{0} add(%x, %x)
}
"""


def folder_id(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def only(dump: Dump) -> Compilation:
    (compilation,) = dump.compilations
    return compilation


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def opcodes(module: HloModule | None) -> set[str]:
    assert module
    return {instruction.opcode for instruction in module.instructions()}


def test_folders_are_found() -> None:
    assert {folder.parent.name.split("-")[0] for folder in FOLDERS} == {"jax", "tensorflow", "torch"}


@pytest.mark.parametrize("folder", FOLDERS, ids=folder_id)
def test_captured_folder_is_whole(folder: Path) -> None:
    dump = hloscope.load(folder)
    stages = len(list(folder.glob("*_optimizations.txt*")))
    assert dump.check() == ()
    assert sum(bool(c.before) + bool(c.after) for c in dump.compilations) == stages


@pytest.mark.parametrize("folder", FOLDERS, ids=folder_id)
def test_captured_folder_says_what_made_it(folder: Path) -> None:
    framework, version, target = folder.parent.name.replace("torch-xla", "torch_xla").split("-")[:3]
    for compilation in hloscope.load(folder).compilations:
        assert compilation.framework == framework.replace("_", "-"), version
        assert compilation.platform == TARGETS[target][0]
        assert compilation.arch == (None if "cache-hit" in folder.name else TARGETS[target][1])


# What TensorFlow 2.16 compiled for CPU is not scheduled, and cannot be told from what it was given.
@pytest.mark.parametrize("folder", [path for path in FOLDERS if "2.16" not in path.parent.name], ids=folder_id)
def test_saved_under_another_name_a_stage_is_still_recognized(folder: Path, tmp_path: Path) -> None:
    platform = TARGETS[folder.parent.name.split("-")[-2 if "passes" in folder.parent.name else -1]][0]
    for path in folder.glob("*_optimizations.txt"):
        saved = only(hloscope.load(shutil.copy(path, tmp_path / "saved.txt")))
        is_after = "after_optimizations" in path.name
        assert (saved.after is not None, saved.before is not None) == (is_after, not is_after)
        assert saved.id is None
        # Most modules for CPU have no mark of it, and nothing is made up.
        assert saved.platform in ((platform,) if platform == "gpu" and is_after else (platform, None))


def test_module_for_tpu_is_recognized(tmp_path: Path) -> None:
    folder = write(tmp_path, {"1795251353746523636-TLP-hlo.txt": TPU, "1795251353746523636-TLP-02-original.txt": "$0"})
    compilation = only(hloscope.load(folder))
    assert (compilation.name, compilation.framework, compilation.platform) == ("jit_f", "jax", "tpu")
    assert compilation.after


def test_compilations_come_by_folder_and_number() -> None:
    dump = hloscope.load(CPU / "eager_training")
    ids = [compilation.id for compilation in dump.compilations]
    assert ids == sorted(ids, key=lambda number: number or 0)
    assert len(ids) == len(list((CPU / "eager_training").glob(f"*.{BEFORE}")))
    folders = [compilation.path for compilation in hloscope.load(TESTDATA).compilations]
    assert folders == sorted(folders)


def test_numbers_are_no_text(tmp_path: Path) -> None:
    write(tmp_path, {f"module_{number}.f.{BEFORE}": PLAIN for number in ("30510", "0002", "10000")})
    assert [compilation.id for compilation in hloscope.load(tmp_path).compilations] == [2, 10000, 30510]


def test_nothing_is_parsed_before_it_is_asked_for(tmp_path: Path) -> None:
    broken = PLAIN.replace("add(%x, %x)", "add(%x, %z)")
    write(tmp_path, {f"module_0001.twice.{BEFORE}": PLAIN, f"module_0001.twice.{AFTER}": broken})
    dump = hloscope.load(tmp_path)
    assert dump.errors == ()
    assert only(dump).before
    with pytest.raises(ParseError, match=rf"^{tmp_path}/module_0001.twice.{AFTER}:5:31: "):
        _ = only(dump).after
    (error,) = dump.check()
    assert error.file == f"{tmp_path}/module_0001.twice.{AFTER}"
    assert error.message.startswith(f"{error.file}:5:31: expected ")


def test_a_stage_is_parsed_once() -> None:
    compilation = only(hloscope.load(CPU / "mlp"))
    assert compilation.before is compilation.stage("before")
    assert compilation.after is compilation.stage("after")
    assert compilation.unfused is compilation.stage("unfused")


def test_unfused_has_no_fusions() -> None:
    compilation = only(hloscope.load(H100 / "softmax"))
    assert "fusion" in opcodes(compilation.after)
    assert "fusion" not in opcodes(compilation.unfused)


def test_unfused_is_missing_where_nothing_was_optimized(tmp_path: Path) -> None:
    compilation = only(hloscope.load(write(tmp_path, {"f.hlo": PLAIN})))
    assert compilation.before
    assert (compilation.after, compilation.unfused, compilation.thunks, compilation.buffers) == (None,) * 4
    assert compilation.stage("0001.novel.pass") is None


def test_compilation_shows_which_it_is() -> None:
    assert repr(only(hloscope.load(CPU / "mlp"))) == "<Compilation 'jit_mlp', id 0, path ''>"


def test_snapshots_come_in_order() -> None:
    folder = TESTDATA / "jax-0.10.2-h100-passes" / "attention"
    compilation = only(hloscope.load(folder))
    numbers = [snapshot.number for snapshot in compilation.passes]
    assert numbers == sorted(numbers)
    assert len(numbers) == sum(1 for path in folder.glob("module_*") if path.name.split(".")[2].isdigit())
    fused = next(snapshot for snapshot in compilation.passes if "priority-fusion" in snapshot.after_pass)
    before = compilation.passes[fused.number - 1]
    assert (fused.pipeline, fused.after_pass, fused.before_pass) == ("fusion", "priority-fusion", "cse")
    assert "pipeline-start" in before.after_pass
    assert len(fused.module.entry.instructions) < len(before.module.entry.instructions)
    assert compilation.stage(fused.name) is fused.module


def test_snapshot_inside_a_pass_names_its_step() -> None:
    compilation = only(hloscope.load(TESTDATA / "jax-0.10.2-cpu-passes" / "softmax"))
    steps = [(snapshot.pipeline, snapshot.step) for snapshot in compilation.passes if snapshot.step]
    assert steps == [
        ("copy-insertion", "after_adding_copies_to_resolve_interference"),
        ("copy-insertion", "after_removing_unnecessary_copies"),
        ("copy-insertion", "after_adding_special-case_copies"),
    ]


def test_thunks_have_names_and_nesting() -> None:
    thunks = only(hloscope.load(H100 / "nested_scan")).thunks
    assert thunks
    assert thunks.has_names
    assert max(thunk.depth for thunk in thunks.launches) == 2
    assert {thunk.owner for thunk in thunks.launches} == {
        "", "loop_dynamic_slice_fusion", "loop_dynamic_update_slice_fusion",
    }  # fmt: skip


def test_thunks_without_metadata_have_symbols(tmp_path: Path) -> None:
    for path in (H100 / "mlp").glob("*[!a].txt"):
        shutil.copy(path, tmp_path)
    thunks = only(hloscope.load(tmp_path)).thunks
    assert thunks
    assert not thunks.has_names
    assert all(thunk.symbol for thunk in thunks.launches)


def test_broken_thunk_list_is_found_by_check(tmp_path: Path) -> None:
    file = tmp_path / "module_0001.twice.thunk_metadata.txt"
    write(tmp_path, {f"module_0001.twice.{BEFORE}": PLAIN, file.name: "thunk_metadata {"})
    dump = hloscope.load(tmp_path)
    assert dump.errors == ()
    assert [error.file for error in dump.check()] == [str(file)]


def test_buffer_assignment_is_text() -> None:
    buffers = only(hloscope.load(CPU / "mlp-forms")).buffers
    assert isinstance(buffers, str)
    assert buffers.startswith("BufferAssignment:")


def test_partitioned_module_is_a_stage() -> None:
    compilation = only(hloscope.load(TESTDATA / "jax-0.10.2-h100-passes" / "attention"))
    assert compilation.after_spmd_partitioner is compilation.stage("after_spmd_partitioner")
    assert compilation.after_spmd_partitioner


def test_name_is_what_the_header_says(tmp_path: Path) -> None:
    write(tmp_path, {f"module_0001.a_b.{BEFORE}": PLAIN.replace("twice", "a/b")})  # XLA writes no slash into file names
    assert only(hloscope.load(tmp_path)).name == "a/b"


def test_name_without_header_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.hlo.gz"
    path.write_text(PLAIN.partition("\n\n")[2])
    assert only(hloscope.load(path)).name == "mine"


def test_files_of_a_name_too_long_are_joined(tmp_path: Path) -> None:
    name = "a_inference_" + "f" * 200
    text = PLAIN.replace("twice", name)
    write(tmp_path, {f"module_0001.{name}.{BEFORE}": text, f"module_0001.{AFTER}": text})
    compilation = only(hloscope.load(tmp_path))
    assert compilation.name == name
    assert compilation.before
    assert compilation.after


def test_name_left_out_everywhere_is_in_the_header(tmp_path: Path) -> None:
    assert only(hloscope.load(write(tmp_path, {f"module_0001.{BEFORE}": PLAIN}))).name == "twice"


def test_timestamp_is_no_part_of_the_name() -> None:
    compilation = only(hloscope.load(CPU / "mlp-timestamp"))
    assert (compilation.id, compilation.name) == (0, "jit_mlp")
    assert compilation.before
    assert compilation.after


def test_files_without_timestamp_belong_to_the_latest(tmp_path: Path) -> None:
    thunks = "001: kCopy [source | sink] kCopy\n"
    stages = {f"{time}.module_0001.twice.{stage}": PLAIN for time in ("9", "8") for stage in (BEFORE, AFTER)}
    write(tmp_path, {**stages, "module_0001.twice.thunk_sequence.txt": thunks})
    assert [bool(compilation.thunks) for compilation in hloscope.load(tmp_path).compilations] == [False, True]


def test_modules_of_several_processes_stay_apart(tmp_path: Path) -> None:
    names = [f"module_0001.rank0.{BEFORE}", f"module_0001.rank1.{BEFORE}", f"jit_f/host_1/module_0001.twice.{BEFORE}"]
    write(tmp_path, dict.fromkeys([*names, f"jit_f/host_2/module_0001.twice.{BEFORE}"], PLAIN))
    compilations = hloscope.load(tmp_path).compilations
    assert [(c.path, c.file_module) for c in compilations] == [
        ("", "rank0"),
        ("", "rank1"),
        ("jit_f/host_1", "twice"),
        ("jit_f/host_2", "twice"),
    ]
    assert {compilation.recompilation_of for compilation in compilations} == {None}


def test_targets_of_one_program_stay_apart(tmp_path: Path) -> None:
    stages = (BEFORE, AFTER, "sm_8.0_gpu_after_optimizations.txt", "sm_9.0a_gpu_after_optimizations.txt")
    write(tmp_path, {f"module_0001.twice.{stage}": PLAIN for stage in stages})
    write(tmp_path, {"module_0001.twice.thunk_sequence.txt": "001: kCopy [source | sink] kCopy\n"})
    compilations = hloscope.load(tmp_path).compilations
    assert [(c.platform, c.arch) for c in compilations] == [("cpu", None), ("gpu", "sm_8.0"), ("gpu", "sm_9.0a")]
    assert [bool(compilation.thunks) for compilation in compilations] == [False, True, True]
    assert all(compilation.before and compilation.after for compilation in compilations)
    assert {compilation.recompilation_of for compilation in compilations} == {None}


def test_two_numbers_of_one_tpu_program_are_joined(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            f"module_0021.jit_f.{BEFORE}": PLAIN,  # file names as in openxla/xla issue 7193
            "module_0021.jit_f.tpu_comp_env.txt": "",
            "module_0023.jit_f.after_optimizations.txt": TPU,
            "module_0023.jit_f.after_optimizations_before_buffer_assignment.txt": PLAIN,
            "module_0025.jit_g.before_optimizations.txt": PLAIN,
        },
    )
    first, second = hloscope.load(tmp_path).compilations
    assert (first.id, first.platform, second.id, second.platform) == (21, "tpu", 25, None)
    assert first.before
    assert opcodes(first.after) == {"parameter", "tanh"}
    assert second.after is None


def test_failed_compilation_is_not_joined_to_the_next(tmp_path: Path) -> None:
    write(tmp_path, {f"module_0001.twice.{BEFORE}": PLAIN, "module_0003.twice.after_optimizations.txt": PLAIN})
    assert [compilation.id for compilation in hloscope.load(tmp_path).compilations] == [1, 3]


def test_tensorflow_function_compiled_again_is_recognized() -> None:
    first, again = hloscope.load(TESTDATA / "tensorflow-2.21.0-cpu" / "mlp-compiler-ir").compilations
    assert "XlaMustCompile" in first.name
    assert "XlaMustCompile" not in again.name
    assert first.function == again.function == "a_inference_mlp"
    assert (first.recompilation_of, again.recompilation_of) == (None, first.id)


def test_executable_from_the_cache_is_the_program_it_was_made_from(tmp_path: Path) -> None:
    for folder in (CPU / "mlp", CPU / "mlp-cache-hit"):
        shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    first, cached = hloscope.load(tmp_path).compilations
    assert cached.before is None
    assert (first.id, first.recompilation_of) == (0, None)
    assert (cached.id, cached.recompilation_of) == (2, 0)


def test_function_traced_again_is_the_same_program_only_for_the_same_shapes(tmp_path: Path) -> None:
    moved = PLAIN.replace("add(%x, %x)", 'add(%x, %x), metadata={op_name="jit(f)/add" source_line=7}')
    tables = PLAIN.replace("\n\n", '\n\nFileNames\n1 "a.py"\n\nStackFrames\n1 {file_location_id=1}\n\n\n')
    texts = [PLAIN, PLAIN.replace("[2]", "[3]"), moved, PLAIN.replace("[2]", "[3]"), tables]
    for number, text in enumerate(texts):
        write(tmp_path, {f"module_000{number}.jit_f.{BEFORE}": text, f"module_000{number}.jit_f.{AFTER}": text})
    write(tmp_path, {f"module_0009.jit_g.{BEFORE}": PLAIN, f"module_0009.jit_g.{AFTER}": PLAIN})
    recompilations = [compilation.recompilation_of for compilation in hloscope.load(tmp_path).compilations]
    assert recompilations == [None, None, 0, 1, 0, None]


def test_function_compiled_for_other_shapes_is_told_by_its_header(tmp_path: Path) -> None:
    headers = ["f32[2]", "f32[3]", "f32[2]"]
    texts = [PLAIN.replace("\n", f", entry_computation_layout={{()->{shape}}}\n", 1) for shape in headers]
    for number, text in enumerate(texts):
        renamed = text.replace("HloModule twice", f"HloModule twice.{number}")
        assert renamed != text
        write(tmp_path, {f"module_000{number}.twice.{BEFORE}": renamed})
    compilations = hloscope.load(tmp_path).compilations
    assert [compilation.recompilation_of for compilation in compilations] == [None, None, 0]
    assert ["digests" in vars(compilation) for compilation in compilations] == [True, False, True]


def test_released_stages_are_parsed_again() -> None:
    (compilation,) = hloscope.load(CPU / "mlp").compilations
    first = compilation.unfused
    assert compilation.unfused is first
    compilation.release()
    assert not {"before", "unfused", "after", "thunks", "buffers"} & vars(compilation).keys()
    assert compilation.unfused is not first
    assert str(compilation.unfused) == str(first)


def test_discarded_modules_are_taken_apart() -> None:
    (compilation,) = hloscope.load(CPU / "mlp").compilations
    first, text = compilation.unfused, str(compilation.after)
    compilation.discard()
    assert first is not None
    assert not hasattr(first.entry, "instructions")
    assert str(compilation.after) == text
    compilation.discard()
    compilation.discard()


def test_compilation_that_failed_is_no_first_one(tmp_path: Path) -> None:
    write(
        tmp_path, {f"module_0001.f.{BEFORE}": PLAIN, f"module_0002.f.{BEFORE}": PLAIN, f"module_0002.f.{AFTER}": PLAIN}
    )
    assert [compilation.recompilation_of for compilation in hloscope.load(tmp_path).compilations] == [None, None]


def test_suffixes_tell_the_runtime() -> None:
    """Until jaxlib 0.4.31 all kernels of a module were one piece of code; now each is a piece of its own."""
    assert "ir-no-opt.ll" not in only(hloscope.load(CPU / "softmax-everything")).suffixes
    assert {BEFORE, AFTER} <= only(hloscope.load(CPU / "mlp")).suffixes


def test_old_runtime_is_told_by_its_code(tmp_path: Path) -> None:
    write(tmp_path, {f"module_0001.f.{AFTER}": PLAIN, "module_0001.f.ir-no-opt.ll": "", "module_0001.f.o": ""})
    assert only(hloscope.load(tmp_path)).suffixes == {AFTER, "ir-no-opt.ll"}


def test_new_runtime_is_told_by_any_module_of_the_folder(tmp_path: Path) -> None:
    part = "add_kernel_module.ir-no-opt.ll"  # the other module has one kernel only, and its code the module's name
    write(tmp_path, {f"module_0001.f.{AFTER}": PLAIN, "module_0001.f.ir-no-opt.ll": "", f"module_0002.g.{part}": ""})
    assert only(hloscope.load(tmp_path)).suffixes == {AFTER, "ir-no-opt.ll", part}


def test_small_modules_of_the_autotuner_are_no_programs(tmp_path: Path) -> None:
    small = {f"module_0001.f.autotuner_0.gemm_fusion.1.{stage}.txt": PLAIN for stage in ("before", "after")}
    write(
        tmp_path,
        {
            f"module_0001.f.{BEFORE}": PLAIN,
            **small,
            "module_0001.f.priority_fusion_dump.txt": "",
            "module_0001.f/module.mlir": "module {}",
        },
    )
    assert only(hloscope.load(tmp_path)).id == 1


def test_small_module_is_a_program_when_it_is_given_itself(tmp_path: Path) -> None:
    name = "module_0001.f.autotuner_0.gemm_fusion.1.before.txt"
    assert only(hloscope.load(write(tmp_path, {name: PLAIN}) / name)).name == "twice"


def test_one_stage_is_a_dump() -> None:
    compilation = only(hloscope.load(next((CPU / "mlp").glob(f"*{AFTER}"))))
    assert (compilation.id, compilation.platform, compilation.before) == (0, "cpu", None)
    assert compilation.after


def test_several_modules_in_a_file_are_several_compilations(tmp_path: Path) -> None:
    broken = PLAIN.replace("add(%x, %x)", "add(%x, %z)")
    path = write(tmp_path, {"all.txt": PLAIN + TPU + broken}) / "all.txt"
    dump = hloscope.load(path)
    assert [(c.name, bool(c.files)) for c in dump.compilations] == [("twice", True), ("jit_f", True), ("twice", True)]
    assert [bool(dump.compilations[index].before) for index in (0, 1)] == [True, False]
    assert not dump.compilations[2].complete
    message = "incomplete, from line 17 on: nothing defines %z"  # of the file, not of the module
    assert dump.errors == (FileError(str(path), message),)


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    for path in (CPU / "mlp").glob("module_*"):
        (tmp_path / path.name).write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    dump = hloscope.load(tmp_path)
    assert dump.check() == ()
    assert str(only(dump).after) == str(only(hloscope.load(CPU / "mlp")).after)


def test_bytes_that_are_no_text_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / f"module_0001.f.{BEFORE}"
    path.write_bytes(
        b"\xef\xbb\xbf"
        + PLAIN.replace("add(%x, %x)", 'add(%x, %x), metadata={op_name="@"}').encode().replace(b"@", b"\xff")
    )
    before = only(hloscope.load(tmp_path)).before
    assert before
    assert before.entry.root.metadata.op_name == "\ufffd"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        ("\n \n", "it is empty"),
        (PLAIN.partition("ENTRY")[0], "it has no ENTRY computation"),
        (PLAIN[:-4], "it ends inside a computation"),
        (PLAIN.replace("ENTRY ", "") + "\n", "it has no ENTRY computation"),
        (
            PLAIN.replace("ENTRY ", "") + "ENTRY %next (x: f32[2]) -> f32[2] {\n  %x = f32[2]{0}",
            "it ends inside a computation",
        ),
    ],
    ids=["empty", "blank", "header", "root", "no-entry", "entry"],
)
def test_stage_still_being_written_is_an_error(text: str, reason: str, tmp_path: Path) -> None:
    dump = hloscope.load(write(tmp_path, {f"module_0001.f.{BEFORE}": PLAIN, f"module_0001.f.{AFTER}": text}))
    message = f"truncated: {reason}; is it still being written?"
    file = f"{tmp_path}/module_0001.f.{AFTER}"
    assert dump.errors == dump.check() == (FileError(file, message),)
    assert only(dump).before
    assert only(dump).platform == "cpu"
    assert not only(dump).complete
    assert [str(problem) for problem in only(dump).problems] == [f"{file}: {message}"]
    with suppress(DumpError):  # there is nothing in it
        assert only(dump).after


@pytest.mark.parametrize(
    "folder", [CPU / "mlp", CPU / "scan", H100 / "mlp", TESTDATA / "torch-xla-2.9.0-cpu" / "mlp"], ids=folder_id
)
def test_no_cut_passes_for_a_whole_module(folder: Path, tmp_path: Path) -> None:
    """Wherever a stage ends too early, asking for it is an error, and loading never is."""
    original = next(folder.glob("*after_optimizations.txt"))
    text = original.read_text("utf-8").rstrip()
    path = tmp_path / original.name
    for end in [*range(0, len(text), 97), *range(len(text) - 20, len(text))]:
        path.write_text(text[:end], "utf-8")
        dump = hloscope.load(tmp_path)
        assert dump.check(), f"{text[max(0, end - 60) : end]!r} passes for the end"
    path.write_text(text, "utf-8")
    assert hloscope.load(tmp_path).check() == ()


def test_text_without_entry_is_read_in_a_file_of_ones_own_and_said_to_lack_it(tmp_path: Path) -> None:
    dump = hloscope.load(write(tmp_path, {"mine.txt": PLAIN.replace("ENTRY ", "")}) / "mine.txt")
    message = "incomplete: it has no ENTRY computation; 'main', the last one, is taken for it"
    assert dump.check() == (FileError(f"{tmp_path}/mine.txt", message),)
    assert only(dump).before
    assert not only(dump).complete


def test_stage_dumped_as_proto_only_that_is_none_is_an_error(tmp_path: Path) -> None:
    names = [
        f"module_0001.f.{stage}.hlo.pb{packed}"
        for stage, packed in (("before_optimizations", ".gz"), ("cpu_after_optimizations", ""))
    ]
    dump = hloscope.load(write(tmp_path, {**dict.fromkeys(names, "\n"), f"module_0001.f.{BEFORE}": PLAIN}))
    message = "expected the proto of a module (HloProto), found other or cut data"
    assert dump.errors == (FileError(f"{tmp_path}/{names[1]}", message),)
    assert only(dump).before


@pytest.mark.parametrize(
    ("endings", "form"),
    [
        ([".riegeli"], "a module in Riegeli's format (--xla_dump_hlo_as_riegeli)"),
        ([".url", ".html"], "a drawing of a module"),
        ([".riegeli.gz", ".html"], "a module in Riegeli's format (--xla_dump_hlo_as_riegeli)"),
    ],
)
def test_stage_without_text_is_one_error_that_names_the_form(tmp_path: Path, endings: list[str], form: str) -> None:
    stages = ("before_optimizations", "cpu_after_optimizations")
    write(tmp_path, {f"module_0001.f.{stage}{ending}": "\n" for stage in stages for ending in endings})
    dump = hloscope.load(tmp_path)
    assert dump.compilations == ()
    message = f"{form}, and hloscope reads text: dump that too, with XLA_FLAGS=--xla_dump_hlo_as_text"
    assert [error.message for error in dump.errors] == [message, message]


def test_lone_riegeli_file_is_an_error_that_helps(tmp_path: Path) -> None:
    name = "module_0001.f.before_optimizations.riegeli"
    write(tmp_path, {name: "", "mine.riegeli": "{=}"})
    (error,) = hloscope.load(tmp_path / name).errors
    assert error.message.startswith("a module in Riegeli's format")
    with pytest.raises(DumpError, match="not a text; hloscope reads HLO that was dumped as text"):
        hloscope.load(tmp_path / "mine.riegeli")


SETTINGS = {
    "cuda_compute_capability {\n    major: 9\n    feature_extension: ACCELERATED_FEATURES\n  }": "sm_9.0a",
    "cuda_compute_capability { major: 12 minor: 1 feature_extension: FAMILY_COMPATIBLE_FEATURES }": "sm_12.1f",
    "cuda_compute_capability {\n    major: 8\n    minor: 6\n  }": "sm_8.6",
    'rocm_compute_capability {\n    gcn_arch_name: "gfx942:sramecc+:xnack-"\n  }': "gfx942:sramecc+:xnack-",
    "core_count: 1": None,
}


@pytest.mark.parametrize(("text", "arch"), SETTINGS.items(), ids=lambda value: str(value)[:40])
def test_settings_tell_the_architecture_where_no_name_does(tmp_path: Path, text: str, arch: str | None) -> None:
    """As of a compilation that failed behind the passes, which leaves no module that runs."""
    settings = "module_0001.f.gpu_target_config.pbtxt"
    write(tmp_path, {f"module_0001.f.{BEFORE}": PLAIN, settings: f"gpu_device_info {{\n  {text}\n}}\n"})
    compilation = only(hloscope.load(tmp_path))
    assert (compilation.platform, compilation.arch) == ("gpu", arch)


def test_name_tells_the_architecture_before_settings_do(tmp_path: Path) -> None:
    settings = "module_0001.f.gpu_target_config.pbtxt"
    names = [f"module_0001.f.{BEFORE}", "module_0001.f.sm_8.0_gpu_after_optimizations.txt"]
    write(tmp_path, {**dict.fromkeys(names, PLAIN), settings: next(iter(SETTINGS))})
    assert only(hloscope.load(tmp_path)).arch == "sm_8.0"


def test_folder_without_dump_is_an_error_that_helps(tmp_path: Path) -> None:
    dump = hloscope.load(write(tmp_path, {"notes.txt": "nothing", "module_0001.f.ptx": ""}))
    assert dump.compilations == ()
    (error,) = dump.errors
    assert error.file == str(tmp_path)
    assert "XLA_FLAGS=--xla_dump_to=FOLDER" in error.message


def test_damaged_file_of_ones_own_is_an_error_beside_the_others(tmp_path: Path) -> None:
    write(tmp_path, {f"module_0001.f.{BEFORE}": PLAIN, "mine.txt": "HloModule m\n"})
    dump = hloscope.load(tmp_path)
    assert dump.errors == (FileError(f"{tmp_path}/mine.txt", "no HLO is in it: expected a line `HloModule NAME`"),)
    assert only(dump).id == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("f.txt", b"hello", "no HLO is in it: expected a line `HloModule NAME`"),
        ("f.txt", b"", "no HLO is in it: expected a line `HloModule NAME`"),
        ("f.hlo.pb", b"\n\x05", "expected the proto of a module (HloProto), found other or cut data"),
        ("f.bin", b"a = {\0}", "not a text; hloscope reads HLO that was dumped as text (XLA_FLAGS=--xla_dump_hlo_as_text)"),
        ("module_0001.f.thunk_sequence.txt", b"", "thunk_sequence, which is no HLO module; give the folder that it is in"),
    ],
)  # fmt: skip
def test_file_that_is_no_hlo_is_refused(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DumpError) as raised:
        hloscope.load(path)
    assert str(raised.value) == f"{path}: {message}"


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("missing", "no such file or folder"),
        ("/dev/null", "neither a file nor a folder"),
        ("a\0b", "no such file or folder"),
        ("a" * 300, "cannot be read: "),
    ],
)
def test_path_that_is_no_dump_is_refused(path: str, problem: str) -> None:
    shown = path.replace("\0", r"\\x00")
    with pytest.raises(DumpError, match=rf"^{shown}: {problem}.*; expected the folder that XLA dumps to"):
        hloscope.load(path)
