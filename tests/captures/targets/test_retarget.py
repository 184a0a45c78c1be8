"""Retarget: modules go to a worker and come back as compilations; whatever happens to the worker is told, and passes."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hloscope.captures.command.flags import parse_flags
from hloscope.captures.targets import installed as targets_installed
from hloscope.captures.targets.cache import Cache, cache_folder, key_of
from hloscope.captures.targets.process import Worker
from hloscope.captures.targets.reasons import reason_of
from hloscope.captures.targets.retarget import Module, compile_module, module_of
from hloscope.captures.targets.targets import TARGETS, find_target
from hloscope.dump import Compilation, load
from hloscope.dump.workers.process import Limits
from hloscope.errors import HloscopeError
from tests.support.dumped import TESTDATA

SCRIPTED = (str(Path(__file__).parents[2] / "support" / "scripted_worker.py"),)
H100 = TESTDATA / "jax-0.10.2-h100" / "mlp"
DUMP = Module("jit_mlp", f"dump {H100}".encode())


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker(TARGETS["h100"], Limits(seconds=20), SCRIPTED)
    yield worker
    worker.close()


def compilation_of(folder: Path) -> Compilation:
    [compilation] = load(folder).compilations
    return compilation


def test_module_comes_back_as_a_compilation(worker: Worker) -> None:
    outcome = compile_module(DUMP, worker)
    assert outcome.problem is None
    assert outcome.compilation
    assert (outcome.compilation.name, outcome.compilation.arch) == ("jit_mlp", "sm_9.0a")
    assert outcome.compilation.after
    assert outcome.compilation.thunks
    assert outcome.modelled_seconds == 0.5


def test_one_process_serves_all_modules(worker: Worker) -> None:
    assert compile_module(DUMP, worker).temp_bytes == compile_module(DUMP, worker).temp_bytes


def test_worker_is_told_the_target(worker: Worker, tmp_path: Path) -> None:
    (tmp_path / "m").write_text("nothing", "utf-8")
    told = worker.ask({"file": str(tmp_path / "m"), "folder": str(tmp_path)})["settings"]
    assert told["description"] == TARGETS["h100"].settings()["description"]
    assert (Path(told["toolkit"]) / "bin" / "ptxas").stat().st_mode & 0o111


def flags_told(worker: Worker, folder: Path) -> str:
    (folder / "m").write_text("nothing", "utf-8")
    return str(worker.ask({"file": str(folder / "m"), "folder": str(folder)})["settings"]["flags"])


def test_worker_has_the_flags_that_were_asked_for(tmp_path: Path) -> None:
    asked = parse_flags("--xla_disable_hlo_passes='a b' --xla_gpu_a=1")
    worker = Worker(TARGETS["h100"], Limits(seconds=20), SCRIPTED, asked)
    told = '--xla_disable_hlo_passes="a b" --xla_gpu_a=1 --xla_force_host_platform_device_count=1'
    assert flags_told(worker, tmp_path) == told
    assert worker.refused_flags == ()
    worker.close()


def test_flags_that_xla_refuses_are_left_out_and_remarked(tmp_path: Path) -> None:
    worker = Worker(TARGETS["h100"], Limits(seconds=20), SCRIPTED, parse_flags("--xla_new=1 --xla_gpu_a=1"))
    assert flags_told(worker, tmp_path) == "--xla_gpu_a=1 --xla_force_host_platform_device_count=1"
    remark = "left out of the flags, since this XLA refuses it: --xla_new=1"
    cache = Cache(tmp_path / "cache")
    assert compile_module(DUMP, worker, cache).remarks == (remark,)
    assert compile_module(DUMP, worker, cache).remarks == (remark,)  # from the cache too
    worker.close()


def test_compile_with_other_flags_is_another_one(worker: Worker, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    first = compile_module(DUMP, worker, cache)
    other = Worker(TARGETS["h100"], Limits(seconds=20), SCRIPTED, parse_flags("--xla_gpu_a=1"))
    assert compile_module(DUMP, other, cache).temp_bytes != first.temp_bytes  # the number of another process
    other.close()


def test_dump_is_kept_where_it_is_asked_for_without_machine_code(worker: Worker, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for path in H100.glob("module_*"):
        (source / path.name).write_bytes(path.read_bytes())
    (source / "module_0001.jit_mlp.1.ptx").write_text("code", "utf-8")
    module = Module("jit_mlp", f"dump {source}".encode())
    compile_module(module, worker, dump_to=tmp_path / "kept" / "h100")
    expected = {path.name for path in H100.glob("module_*")}
    assert {path.name for path in (tmp_path / "kept" / "h100").iterdir()} == expected


def test_crash_is_told_and_the_next_module_goes_to_another_process(worker: Worker) -> None:
    first = compile_module(DUMP, worker)
    crashed = compile_module(Module("m", b"abort "), worker)
    assert crashed.problem == "the compiler ended by signal 6: F0000 Check failed: operand != nullptr\nsome more"
    second = compile_module(DUMP, worker)
    assert second.compilation
    assert second.temp_bytes != first.temp_bytes


def test_module_that_takes_too_long_is_ended() -> None:
    worker = Worker(TARGETS["h100"], Limits(seconds=1), SCRIPTED)
    assert compile_module(Module("m", b"hang "), worker).problem == "it took longer than 1 s"
    worker.close()


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ((*SCRIPTED, "--refuse"), "no such plugin"),
        ((*SCRIPTED, "--die"), "the compiler ended by exit status 3: ImportError: no module named jax"),
        ((*SCRIPTED, "--leave"), "the compiler ended by exit status 0"),
    ],
    ids=["refuses", "dies", "says nothing"],
)
def test_compiler_that_does_not_start_is_an_error(command: tuple[str, ...], message: str) -> None:
    worker = Worker(TARGETS["h100"], Limits(seconds=20), command)
    with pytest.raises(HloscopeError) as raised:
        compile_module(DUMP, worker)
    assert str(raised.value) == f"the compiler for h100 did not start: {message}"


def test_nothing_dumped_is_a_problem(worker: Worker) -> None:
    assert compile_module(Module("m", b"nothing "), worker).problem == "the compiler dumped no module"


def test_refusal_is_the_problem(worker: Worker) -> None:
    problem = compile_module(Module("m", b"refuse INTERNAL: no room\nand details"), worker).problem
    assert problem == "the compiler refused it: INTERNAL: no room\nand details"


def test_program_for_more_devices_names_the_target_that_has_them(worker: Worker) -> None:
    problem = compile_module(Module("m", b"", partitions=2, replicas=2), worker).problem
    assert problem == "it is a program for 4 devices, and h100 has 1: use h100x4"


def test_cache_spares_the_compile(worker: Worker, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    first = compile_module(DUMP, worker, cache)
    worker.close()  # another process would have another number
    again = compile_module(DUMP, worker, cache)
    assert again.temp_bytes == first.temp_bytes
    assert again.compilation
    assert again.compilation.after


def test_refusals_are_not_cached(worker: Worker, tmp_path: Path) -> None:
    compile_module(Module("m", b"refuse it"), worker, Cache(tmp_path / "cache"))
    assert not (tmp_path / "cache").exists()


def test_cache_that_cannot_be_written_is_no_problem(worker: Worker, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert compile_module(DUMP, worker, Cache(tmp_path / "file" / "cache")).compilation


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def change(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"0", b"1"))


def link(path: Path) -> None:
    path.rename(path.parent.parent / "elsewhere")
    path.symlink_to(path.parent.parent / "elsewhere")


def become_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def become_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def written(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text, "utf-8")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": written(""),
    "half": written("{"),
    "list": written("[]"),
    "text": written('"text"'),
    "not Unicode": lambda path: path.write_bytes(b"\xff"),
    "cut": cut,
    "changed": change,
    "link": link,
    "pipe": become_pipe,
    "folder": become_folder,
}


@pytest.mark.parametrize("file", ["answer.json", "*after_optimizations.txt"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_entry_is_made_again(damage: str, file: str, worker: Worker, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    first = compile_module(DUMP, worker, cache)
    [path] = (tmp_path / "cache").glob(f"*/{file}")
    DAMAGES[damage](path)
    worker.close()
    again = compile_module(DUMP, worker, cache)
    assert again.temp_bytes != first.temp_bytes  # the number of another process
    assert compile_module(DUMP, worker, cache).temp_bytes == again.temp_bytes
    worker.close()
    assert compile_module(DUMP, worker, cache).temp_bytes == again.temp_bytes
    entry = path.parent
    assert len([each for each in (tmp_path / "cache").iterdir() if each.is_dir()]) == 1, entry


def test_entry_that_is_a_file_is_made_again(worker: Worker, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    compile_module(DUMP, worker, cache)
    [entry] = (tmp_path / "cache").iterdir()
    shutil.rmtree(entry)
    entry.write_text("no folder", "utf-8")
    compile_module(DUMP, worker, cache)
    assert entry.is_dir()


def test_entry_is_written_once(tmp_path: Path) -> None:
    cache, dump = Cache(tmp_path / "cache"), tmp_path / "dump"
    dump.mkdir()
    cache.keep("key", dump, {"problem": None, "number": 1})
    cache.keep("key", dump, {"problem": None, "number": 2})
    assert cache.restore("key", dump) == {"problem": None, "number": 1}
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["key"]


def test_key_depends_on_content_and_settings() -> None:
    keys = {key_of(b"a", {}), key_of(b"b", {}), key_of(b"a", {"target": "h100"}), key_of(b"a", {"target": "a100"})}
    assert len(keys) == 4


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"XDG_CACHE_HOME": "/caches"}, Path("/caches/hloscope/retarget")),
        ({"XDG_CACHE_HOME": "relative"}, Path.home() / ".cache/hloscope/retarget"),  # as the specification has it
        ({}, Path.home() / ".cache/hloscope/retarget"),
    ],
)
def test_cache_lies_where_the_desktop_keeps_caches(environment: dict[str, str], folder: Path) -> None:
    assert cache_folder(environment) == folder


def test_module_of_a_dump_knows_its_devices() -> None:
    module = module_of(compilation_of(TESTDATA / "jax-0.10.2-cpu" / "psum"))
    assert (module.name, module.replicas, module.partitions, module.is_proto) == ("jit_psum", 1, 4, False)


ELEMENTS = """HloModule jit_f, num_partitions=2

ENTRY %main (x: (f32[4], f32[4])) -> f32[4] {
  %x = (f32[4]{0}, f32[4]{0}) parameter(0)
  ROOT %add = f32[4]{0} add(%x#0, %x#1)
}
"""


def test_elements_are_written_out_for_older_compilers(tmp_path: Path) -> None:
    (tmp_path / "module_0001.jit_f.before_optimizations.txt").write_text(ELEMENTS, "utf-8")
    module = module_of(compilation_of(tmp_path))
    assert module.partitions == 2
    lines = [line.strip() for line in module.content.decode().splitlines()]
    assert lines[-5:] == [
        "%x = (f32[4]{0}, f32[4]{0}) parameter(0)",
        "%x_0 = f32[4]{0} get-tuple-element(%x), index=0",
        "%x_1 = f32[4]{0} get-tuple-element(%x), index=1",
        "ROOT %add = f32[4]{0} add(%x_0, %x_1)",
        "}",
    ]


def test_constants_that_the_dump_leaves_out_are_remarked() -> None:
    module = module_of(compilation_of(TESTDATA / "jax-0.10.2-cpu" / "constants"))
    assert module.remarks == ("1 x constant({...}): the dump leaves these values out, others are in their place",)


def test_dump_without_before_module_is_told_so() -> None:
    with pytest.raises(HloscopeError, match="the dump has no module from before optimization"):
        module_of(compilation_of(TESTDATA / "jax-0.10.2-cpu" / "mlp-cache-hit"))


SKEW = "version skew: XLA of jaxlib 0.12 does not read this module:"
JAX_HAS_NONE = "the program was lowered for another platform or version"


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("NOT_FOUND: No FFI handler registered for lapack_spotrf_ffi on a platform CUDA (canonical cuda)", f"custom call lapack_spotrf_ffi: {JAX_HAS_NONE}"),
        ("NOT_FOUND: No registered implementation for custom call to lapack_sgetrf for platform CUDA", f"custom call lapack_sgetrf: {JAX_HAS_NONE}"),
        ("INVALID_ARGUMENT: Custom emitter for cusolver_potrf_ffi not found\n\t\n", f"custom call cusolver_potrf_ffi: {JAX_HAS_NONE}"),
        ("NOT_FOUND: No FFI handler registered for xla_ffi_python_cpu_callback on a platform CUDA", "custom call xla_ffi_python_cpu_callback: it calls back into the Python process"),
        ("INVALID_ARGUMENT: Syntax error:\nwas parsing 1:2: error: unknown opcode", f"{SKEW} 1:2: error: unknown opcode"),
        ('Syntax error when trying\nwas parsing 33:75: error: unexpected attribute "order". Allowed: a\n  ^', f'{SKEW} 33:75: error: unexpected attribute "order"'),
        ("Unknown opcode: x\nand so on", f"{SKEW} Unknown opcode: x\nand so on"),
        ("", "the compiler refused it: no reason given"),
        ("INVALID: failed\nDetailed error: m.py:3:1: error: no\nm.py:3:1: note: see current operation:\n%0 = x({\n})\n<unknown>:0: error: no more", "the compiler refused it: INVALID: failed\nDetailed error: m.py:3:1: error: no\n<unknown>:0: error: no more"),
        ("x" * 1000, "the compiler refused it: " + "x" * 1000),
        ("INVALID: failed;\n\nDetailed error: copy\n  here", "the compiler refused it: INVALID: failed;\nDetailed error: copy\n  here"),
    ],
    ids=lambda text: text[:40],
)  # fmt: skip
def test_reason_says_what_is_known(message: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:

    def installed(_: str) -> str:
        return "0.12"

    monkeypatch.setattr(targets_installed, "installed_version", installed)
    assert reason_of(message, find_target("h100")).startswith(reason)
