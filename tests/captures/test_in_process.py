"""Capturing without a framework: which one is meant, what is said where none can be, and what a dump folder gains."""

import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

import hloscope
from hloscope.captures.in_process.lazy import Lazy
from hloscope.dump import Compilation, Dump
from hloscope.dump.dump import dump_of
from hloscope.dump.in_memory import compilation_of_texts, files_in_memory
from hloscope.dump.sources import FileError, files_below
from hloscope.errors import HloscopeError
from hloscope.frameworks.telling import framework_of

ROOT = Path(__file__).parents[2]
MLP = ROOT / "testdata" / "jax-0.10.2-cpu" / "mlp"
WANTED = "pass a jax.jit function or jax arrays, a tf.function(jit_compile=True), or a torch.nn.Module or torch tensors"


def of_package(package: str) -> object:
    """A value of a type that says it is defined in that package."""
    return type("Value", (), {"__module__": f"{package}.some.module"})()


class Module:
    """A module as torch has them."""

    __module__ = "torch.nn.modules"

    def forward(self) -> None: ...

    __call__ = forward


def double(x: object) -> object:
    return x


def message_of(call: Callable[[], object]) -> str:
    with pytest.raises(HloscopeError) as caught:
        call()
    return str(caught.value)


@pytest.fixture(autouse=True)
def no_frameworks(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("jax", "tensorflow", "torch", "torch_xla"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.delenv("XLA_FLAGS", raising=False)


@pytest.mark.parametrize(
    ("package", "framework"),
    [("jax", "jax"), ("jaxlib", "jax"), ("tensorflow", "tensorflow"), ("torch", "torch-xla")],
)
def test_arguments_tell_the_framework(package: str, framework: str) -> None:
    value = of_package(package)
    assert framework_of(double, (1, value), {}) == framework
    assert framework_of(double, ([{"deep": (value,)}],), {}) == framework
    assert framework_of(double, (), {"x": value}) == framework


def test_function_tells_the_framework_before_its_arguments_do() -> None:
    assert framework_of(Module(), (of_package("jax"),), {}) == "torch-xla"
    assert framework_of(Module().forward, (), {}) == "torch-xla"


def test_plain_function_is_jax_where_nothing_else_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jax", ModuleType("jax"))
    assert framework_of(double, (1.0,), {}) == "jax"


@pytest.mark.parametrize(
    ("loaded", "state"),
    [
        ((), "none is"),
        (("tensorflow",), "tensorflow is loaded"),
        (("jax", "tensorflow"), "jax and tensorflow are loaded"),
    ],
)
def test_unknown_framework_is_refused(loaded: tuple[str, ...], state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in loaded:
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    message = message_of(lambda: hloscope.capture(double, 1.0))
    assert message == f"neither the function nor its arguments tell the framework, and {state}; {WANTED}"


def test_arguments_of_two_frameworks_are_refused() -> None:
    message = message_of(lambda: hloscope.capture(double, of_package("torch"), of_package("jax")))
    assert message == f"expected arguments of one framework, found jax and torch-xla; {WANTED}"


def test_what_cannot_be_called_is_refused() -> None:
    message = message_of(lambda: hloscope.capture(3))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert message == "expected a function to capture, found int: give the function, uncalled"


def test_tensorflow_needs_a_tf_function() -> None:
    message = message_of(lambda: hloscope.capture(double, of_package("tensorflow")))
    assert message == (
        "expected a tf.function(jit_compile=True), found function: "
        "wrap it, such as hloscope.capture(tf.function(fn, jit_compile=True), ...)"
    )


def test_torchax_is_captured_through_jax(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torchax", ModuleType("torchax"))
    message = message_of(lambda: hloscope.capture(double, of_package("torch")))
    assert message == (
        "torchax runs torch through jax, and jax's function is what is captured: of a function, "
        "torchax.interop.jax_view(fn) with jax_view of its tensors; of a module, what torchax.extract_jax(module) gives"
    )


def test_torch_needs_torch_xla() -> None:
    message = message_of(lambda: hloscope.capture(double, of_package("torch")))
    assert message == "torch programs are captured through torch-xla: import torch_xla, and use its device"


@pytest.mark.parametrize("flags", ["", "--xla_cpu_enable_fast_math=false"])
def test_capturing_without_a_dump_says_what_to_do(flags: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLA_FLAGS", flags)
    wanted = f"{flags} --xla_dump_to=FOLDER".strip()
    with pytest.raises(HloscopeError) as caught, hloscope.capturing():
        pytest.fail("the block must not run")
    assert str(caught.value) == (
        "expected XLA to dump in this process, found no --xla_dump_to=FOLDER in XLA_FLAGS, which XLA reads once: "
        f"run the program with `hloscope run -- python PROGRAM.py`, or start it with XLA_FLAGS='{wanted}' in its "
        f"environment, or set os.environ['XLA_FLAGS'] = '{wanted}' before jax, tensorflow or torch_xla is imported"
    )


def write_module(folder: Path, number: int, name: str, content: str | None = None) -> None:
    """What XLA would write if it compiled the MLP now."""
    folder.mkdir(exist_ok=True)
    for stage in ("before_optimizations", "cpu_after_optimizations"):
        [source] = MLP.glob(f"*jit_mlp.{stage}.txt")
        (folder / f"module_{number:04}.{name}.{stage}.txt").write_text(content or source.read_text("utf-8"), "utf-8")


def test_capturing_has_what_a_block_adds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "dump"
    monkeypatch.setenv("XLA_FLAGS", f"--xla_dump_to={folder}")
    with hloscope.capturing() as nothing:
        pass
    assert (nothing.compilations, nothing.errors) == ((), ())
    write_module(folder, 1, "jit_old")
    write_module(folder, 2, "jit_again", content="HloModule jit_again\n\nENTRY e {\n  ROOT p = f32[] parameter(0)\n}\n")
    with hloscope.capturing() as outer:
        assert (outer.compilations, outer.errors) == ((), ())
        write_module(folder, 2, "jit_again")
        with hloscope.capturing() as inner:
            write_module(folder, 3, "jit_new")
    assert [found.id for found in outer.compilations] == [2, 3]
    assert [found.id for found in inner.compilations] == [3]
    assert outer.errors == ()


def test_capturing_is_filled_when_the_block_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLA_FLAGS", f"--xla_dump_to={tmp_path}")
    dumps: list[Dump] = []

    def fail() -> None:
        with hloscope.capturing() as dump:
            dumps.append(dump)
            write_module(tmp_path, 1, "jit_mlp")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [found.id for found in dumps[0].compilations] == [1]


def test_kept_files_outlive_their_folder(tmp_path: Path) -> None:
    write_module(tmp_path, 1, "jit_mlp")
    (tmp_path / "module_0001.jit_mlp.ir-no-opt.ll").write_text("code", "utf-8")
    files = list(files_in_memory(files_below(tmp_path)))
    for path in tmp_path.iterdir():
        path.unlink()
    [found] = dump_of("jit_mlp", files).compilations
    assert found.after is not None
    assert found.suffixes == {"before_optimizations.txt", "cpu_after_optimizations.txt", "ir-no-opt.ll"}
    assert found.platform == "cpu"


def test_kept_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    write_module(tmp_path, 1, "jit_mlp")
    found = [
        file for file in files_below(tmp_path, limits=hloscope.Limits(file_bytes=5)) if not isinstance(file, FileError)
    ]
    errors = [error for error in files_in_memory([*found, FileError("f", "m")]) if isinstance(error, FileError)]
    message = "more than 5 bytes unpacked, the limit for one file; HLOSCOPE_MAX_FILE_BYTES raises it, in Python"
    assert {error.message.partition(" limits=")[0] for error in errors} == {message, "m"}


def test_texts_make_the_compilation_that_a_folder_makes() -> None:
    [expected] = hloscope.load(MLP).compilations
    assert expected.before is not None
    assert expected.after is not None
    found = compilation_of_texts(str(expected.before), str(expected.after))
    assert (found.id, found.name, found.framework, found.platform) == (None, "jit_mlp", "jax", "cpu")
    [program] = hloscope.report(found).programs
    assert program["kernels"] == hloscope.report(expected).programs[0]["kernels"]


def test_texts_of_the_old_cpu_runtime_launch_nothing() -> None:
    [expected] = hloscope.load(ROOT / "testdata" / "tensorflow-2.16.2-cpu" / "mlp").compilations
    found = compilation_of_texts(str(expected.before), str(expected.after), suffixes=expected.suffixes)
    assert hloscope.report(found).programs[0]["unit"] == "top_level_ops"


@dataclass
class Array:
    """An array as far as signatures go."""

    size: int
    dtype: str = "float32"

    @property
    def shape(self) -> tuple[int]:
        return (self.size,)


@dataclass
class Parameters:
    weights: Array


@dataclass
class Calls:
    """A function that counts its calls, and those that a framework would have captured."""

    captured: int = 0
    called: int = 0
    programs: int = 1

    def __call__(self, *args: object, **kwargs: object) -> object:
        self.called += 1
        return (args, kwargs)

    def run(
        self, fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
    ) -> tuple[object, tuple[Compilation, ...]]:
        self.captured += 1
        return fn(*args, **kwargs), (compilation_of_texts("HloModule m", "HloModule m"),) * self.programs


@pytest.mark.parametrize(
    ("first", "second", "captures"),
    [
        (Array(3), Array(3), 1),
        (Array(3), Array(4), 2),
        (Array(3), Array(3, "int8"), 2),
        ([Array(3)], (Array(3),), 2),
        ({"w": Array(3)}, {"w": Array(3)}, 1),
        ({"w": Array(3)}, {"b": Array(3)}, 2),
        (Parameters(Array(3)), Parameters(Array(3)), 1),
        (Parameters(Array(3)), Parameters(Array(4)), 2),
        (1, 2, 1),
        (1, 2.0, 2),
        ("relu", "gelu", 2),
        (None, None, 1),
        ({1}, {2}, 1),
    ],
    ids=str,
)
def test_lazy_captures_each_kind_of_arguments_once(first: object, second: object, captures: int) -> None:
    calls = Calls()
    step = Lazy(calls, calls.run)
    assert [step(first), step(second), step(first)] == [((first,), {}), ((second,), {}), ((first,), {})]
    assert (calls.captured, len(step.compilations)) == (captures, captures)
    assert all(isinstance(found, Compilation) for found in step.compilations)


@pytest.mark.parametrize("programs", [0, 1, 3])
def test_lazy_keeps_all_programs_of_a_call(programs: int) -> None:
    calls = Calls(programs=programs)
    step = Lazy(calls, calls.run)
    assert [step(1), step(1)] == [((1,), {}), ((1,), {})]
    assert (calls.captured, len(step.compilations)) == (1, programs)


def test_lazy_function_looks_like_the_function() -> None:
    step = hloscope.lazy(double)
    assert (step.__name__, step.__wrapped__, step.compilations) == ("double", double, ())  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]


def test_lazy_function_that_failed_is_captured_at_the_next_call() -> None:
    calls = Calls()

    def fail(x: Array) -> Array:
        if not calls.called:
            calls.called = 1
            raise ValueError("first")
        return x

    step = Lazy(fail, calls.run)
    with pytest.raises(ValueError, match="first"):
        step(Array(1))
    assert (step(Array(1)), len(step.compilations)) == (Array(1), 1)


def test_lazy_function_called_by_threads_is_captured_once() -> None:
    calls = Calls()
    barrier = threading.Barrier(4)
    step = Lazy(calls, calls.run)

    def call() -> None:
        barrier.wait()
        step(Array(1))

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (calls.captured, calls.called, len(step.compilations)) == (1, 4, 1)
