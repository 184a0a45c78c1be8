"""Sweeps: plateaus are found without compiling everything, and cliffs say what changes."""

import io
import json
import os
import subprocess
import sys
import types
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

import hloscope
from hloscope.captures.user_code.notation import dtype_name
from hloscope.captures.user_code.shapes import argument_of, variables_in
from hloscope.cli import main
from hloscope.comparisons.outline import Outline
from hloscope.comparisons.plateaus import EXHAUSTIVE, Plateau, Sweep, Value, plateaus_of
from hloscope.comparisons.sweep_words import cliff_lines
from hloscope.errors import HloscopeError
from hloscope.tables.sweep import sweep_tables
from hloscope.testing import assert_no_cliff
from tests.support.dumped import TESTDATA
from tests.support.outlines import launch, outline

SMALL = outline(launch("cosine:f/cos reduce:f/sum", shape="f32[]"), before=2)
LARGE = outline(launch("cosine:f/cos"), launch("reduce-window"), launch("reduce:f/sum", shape="f32[]"), before=2)
BROKEN = "this was not compiled"


def swept(values: Sequence[int], last_small: int, later: Outline | str = LARGE) -> Sweep:
    """A sweep over sizes, of which those up to one are compiled into one launch; shapes differ for each."""

    def compile_at(place: int) -> Outline | str:
        found = SMALL if values[place] <= last_small else later
        return found if isinstance(found, str) else replace(found, parameters=(f"f32[{values[place]}]",))

    return Sweep("f", "n", values, plateaus_of(len(values), compile_at))


def ranges(sweep: Sweep) -> list[tuple[Value, Value, int | None]]:
    return [(sweep.values[one.first], sweep.values[one.last], one.launches) for one in sweep.plateaus]


@pytest.mark.parametrize("last_small", [1, 2, 31, 32, 33, 500, 1023])
def test_change_is_found_to_the_size(last_small: int) -> None:
    sweep = swept(range(1, 1025), last_small)
    assert ranges(sweep) == [(1, last_small, 1), (last_small + 1, 1024, 3)]
    assert sweep.compiled <= EXHAUSTIVE + 20


def test_a_million_sizes_take_few_compiles() -> None:
    sweep = swept(range(1, 1_000_001), 654_321)
    assert ranges(sweep) == [(1, 654_321, 1), (654_322, 1_000_000, 3)]
    assert sweep.compiled < 70


def test_few_values_are_all_compiled() -> None:
    islands = dict.fromkeys(range(EXHAUSTIVE), SMALL) | {7: LARGE}
    plateaus = plateaus_of(EXHAUSTIVE, islands.__getitem__)
    assert [(one.first, one.last, one.compiled) for one in plateaus] == [(0, 6, 7), (7, 7, 1), (8, 23, 16)]


def test_each_value_is_compiled_once() -> None:
    compiled: list[int] = []

    def compile_at(place: int) -> Outline:
        compiled.append(place)
        return SMALL if place < 77 else LARGE

    plateaus_of(300, compile_at)
    assert len(compiled) == len(set(compiled))


def test_one_value_is_one_plateau() -> None:
    assert plateaus_of(1, lambda _: SMALL) == (Plateau(0, 0, 1, SMALL),)


def test_what_cannot_be_compiled_is_a_plateau_of_its_own() -> None:
    sweep = swept(range(1, 101), 50, BROKEN)
    assert ranges(sweep) == [(1, 50, 1), (51, 100, None)]
    [cliff] = sweep.cliffs
    assert list(cliff_lines(sweep, cliff)) == ["from n=50 to 51:", "  one of them was not compiled"]


def test_cliff_says_what_changes_whatever_the_shapes() -> None:
    sweep = swept(range(1, 65), 32)
    [cliff] = sweep.cliffs
    assert list(cliff_lines(sweep, cliff)) == [
        "from n=32 to 33:",
        "  compute launches 1 -> 3",
        "  clusters 1 -> 0",
        "  split: cosine, reduce [kLoop] -> cosine [kernel] + reduce [kernel]",
        "  added: nothing -> reduce-window [kernel]",
    ]


def test_table_has_a_row_for_each_plateau() -> None:
    printed = io.StringIO()
    Console(file=printed, width=80, highlight=False, markup=False).print(sweep_tables(swept(range(1, 1025), 32)))
    assert [line.rstrip() for line in printed.getvalue().splitlines()][:9] == [
        "f: 1 cliff over 1024 values of n, 27 compiled",
        "n            Launches   Clusters   Copies   Compiled   Launched",
        "─────────────────────────────────────────────────────────────────────────────",
        "1 to 32             1          1        0          6   cosine, reduce [kLoop]",
        "33 to 1024          3          0        0         21   cosine [kernel]",
        "                                                       reduce-window [kernel]",
        "                                                       reduce [kernel]",
        "",
        "from n=32 to 33:",
    ]
    assert "inferred" in printed.getvalue()


def test_table_tells_what_was_not_compiled() -> None:
    printed = io.StringIO()
    Console(file=printed, width=80, highlight=False, markup=False).print(sweep_tables(swept([1, 2], 1, BROKEN)))
    assert BROKEN in printed.getvalue()
    assert "inferred" not in printed.getvalue()


def test_json_form_has_plateaus_and_cliffs() -> None:
    form = swept(range(1, 65), 32).to_dict()
    assert (form["variable"], form["values"]) == ("n", 64)
    assert [(one["first"], one["last"], one["numbers"] and one["numbers"]["launches"]) for one in form["plateaus"]] == [
        (1, 32, 1),
        (33, 64, 3),
    ]
    assert [(one["before"], one["after"]) for one in form["cliffs"]] == [(32, 33)]
    assert json.loads(json.dumps(form)) == form


@pytest.mark.parametrize(
    ("shape", "names"),
    [
        ("f32[n,128]", ("f32", "n")),
        ("t[ m , n ]", ("t", "m", "n")),
        ("pred[]", ("pred",)),
        (" bf16[8] ", ("bf16",)),
        ("torch.float32[n]", ("torch.float32", "n")),
    ],
)
def test_names_in_a_shape_are_found(shape: str, names: tuple[str, ...]) -> None:
    assert variables_in(shape) == names


@pytest.mark.parametrize(
    "shape", ["f32", "f32[", "[3]", "f32[1,]x", "f32[n+1]", "f32[-1]", "32[8]", ".f32[8]", "torch.[8]", ""]
)
def test_what_is_no_shape_is_refused(shape: str) -> None:
    with pytest.raises(HloscopeError, match="expected a shape such as f32"):
        variables_in(shape)


@pytest.mark.parametrize(
    ("element_type", "name"),
    [("f32", "float32"), ("s8", "int8"), ("u16", "uint16"), ("c64", "complex64"), ("pred", "bool"), ("bf16", "bfloat16"), ("f8e5m2", "float8_e5m2"), ("float32", "float32"), ("torch.float32", "float32"), ("torch.long", "int64"), ("np.bool_", "bool")],
)  # fmt: skip
def test_element_types_have_the_frameworks_names(element_type: str, name: str) -> None:
    assert dtype_name(element_type) == name


@pytest.mark.parametrize("element_type", ["float", "long", "f", "x32", "f33", "torch.f33", ""])
def test_unknown_element_type_is_refused(element_type: str) -> None:
    with pytest.raises(HloscopeError, match="expected an element type such as f32"):
        dtype_name(element_type)


def test_size_without_a_value_is_refused() -> None:
    with pytest.raises(HloscopeError, match="expected a size for 'n' in 'f32\\[n\\]', found 'n'"):
        argument_of("f32[n]", {}, "jax")


@pytest.mark.usefixtures("_tensorflow")
def test_type_that_the_framework_lacks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def as_dtype(name: str) -> None:
        raise TypeError(name)

    monkeypatch.setattr(sys.modules["tensorflow"], "as_dtype", as_dtype)
    with pytest.raises(HloscopeError, match=r"expected an element type of tensorflow, found 'int2' in 's2\[8\]'"):
        argument_of("s2[8]", {}, "tensorflow")


@pytest.mark.parametrize(
    ("shapes", "dims", "message"),
    [
        (["f32[n]"], {"n": [], "k": 3}, "expected values of 'n' to sweep over, found none"),
        (["f32[n]"], {"n": 3}, "expected one of dims to have several values, found 0: "),
        (["f32[n,k]"], {"n": [1, 2], "k": [3, 4]}, "expected one of dims to have several values, found 2: n, k"),
        (["f32[n,k]"], {"n": [1, 2]}, "expected dims to say what k stands for"),
        (["f32[8]"], {"n": [1, 2]}, "expected n in the shapes of the arguments, such as 'f32[n]'"),
    ],
)
def test_dims_that_do_not_fit_are_told(shapes: list[str], dims: dict[str, list[int] | int], message: str) -> None:
    with pytest.raises(HloscopeError) as error:
        hloscope.sweep(abs, *shapes, dims=dims)
    assert str(error.value) == message


class Spec:
    """What TensorFlow calls the type of an argument."""

    def __init__(self, shape: tuple[int, ...], dtype: str) -> None:
        self.shape = shape
        self.dtype = dtype


class Function:
    """A tf.function whose program is that of another version for more than 32 elements, and none for 13."""

    __module__ = "tensorflow.function"
    __name__ = "f"

    def __call__(self) -> None: ...

    def experimental_get_compiler_ir(self, spec: Spec) -> Callable[..., str]:
        [size] = spec.shape
        if size == 13:
            raise ValueError("unlucky")
        folder = TESTDATA / f"jax-{'0.6.2' if size <= 32 else '0.10.2'}-cpu" / "softmax"
        names = {"hlo": "before_optimizations", "optimized_hlo": "cpu_after_optimizations"}

        def text_of(*, stage: str) -> str:
            return next(folder.glob(f"*{names[stage]}.txt")).read_text("utf-8")

        return text_of


@pytest.fixture
def _tensorflow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A TensorFlow that compiles without compiling; what the real one does, live tests see."""
    monkeypatch.delitem(sys.modules, "jax", raising=False)
    fake = types.ModuleType("tensorflow")
    vars(fake).update(__version__="2.21.0", TensorSpec=Spec, as_dtype=str)
    monkeypatch.setitem(sys.modules, "tensorflow", fake)


@pytest.mark.usefixtures("_tensorflow")
@pytest.mark.parametrize("dims", [range(30, 36), {"n": range(30, 36), "t": "bf16"}])
def test_shapes_are_made_arguments(dims: range | dict[str, range | str]) -> None:
    told: list[str] = []
    sweep = hloscope.sweep(
        Function(), "t[n]" if isinstance(dims, dict) else "f32[n]", dims=dims, on_compile=told.append
    )
    assert ranges(sweep) == [(30, 32, 6), (33, 35, 4)]
    assert told == [f"n={n}" for n in range(30, 36)]


@pytest.mark.usefixtures("_tensorflow")
def test_arguments_may_be_made_by_hand() -> None:
    def made(n: int) -> list[object]:
        return [Spec((n,), "float32")]

    sweep = hloscope.sweep(Function(), dims=[32, 33], arguments=made)
    assert ranges(sweep) == [(32, 32, 6), (33, 33, 4)]


@pytest.mark.usefixtures("_tensorflow")
def test_assertion_says_where_the_cliff_is() -> None:
    assert_no_cliff(Function(), "f32[n]", dims=range(33, 64))
    with pytest.raises(AssertionError) as error:
        assert_no_cliff(Function(), "f32[n]", dims=[12, 13, 32, 33])
    lines = str(error.value).splitlines()
    assert lines[0] == "expected no cliff; f: 3 cliffs over 4 values of n, 4 compiled"
    assert lines[1:3] == ["  from n=12 to 13:", "    one of them was not compiled"]
    assert "  from n=32 to 33:" in lines
    problem = "TensorFlow cannot compile this function for these arguments: unlucky"
    assert lines[-1] == f"  n=13 was not compiled: {problem}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["f", "f32[n]", "--dims", "n=1:4"], "expected module:function or file.py:function, found 'f'"),
        (
            ["nothing_here:f", "f32[n]", "--dims", "n=1:4"],
            "expected a module, found none that is called 'nothing_here'",
        ),
        (["nothing.py:f", "f32[n]", "--dims", "n=1:4"], "nothing.py: expected a file of Python, found none"),
        (
            ["json:nothing", "f32[n]", "--dims", "n=1:4"],
            "expected a function or a module object, found no 'nothing' in json",
        ),
        (["json:dumps", "f32[n]", "--dims", "n"], "expected NAME=VALUES, such as n=1:64 or t=f32,bf16, found 'n'"),
        (["json:dumps", "f32[n]", "--dims", "n=a:b"], "expected a range such as n=1:64 or n=64:4096:64, found 'n=a:b'"),
        (["json:dumps", "f32[n]", "--dims", "n=1:2:0"], "expected a range such as"),
        (["json:dumps", "f32[n]", "--dims", "n=8"], "expected one of dims to have several values"),
        (["json:dumps", "f32[k]", "--dims", "n=8,16"], "expected dims to say what k stands for"),
    ],
)
def test_bad_usage_is_told(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    assert main(["sweep", *arguments]) == 2
    assert f"hloscope: {message}" in capsys.readouterr().err


@pytest.mark.usefixtures("_tensorflow")
@pytest.mark.parametrize(
    ("dims", "options", "status"),
    [
        (["n=1:64"], [], 0),
        (["n=1:64"], ["--no-cliff"], 1),
        (["n=40,50,60", "t=bf16"], ["--no-cliff"], 0),
        (["n=64:4096:64"], ["--json", "--no-cliff"], 0),
    ],
)
def test_command_sweeps_a_function_of_a_file(
    dims: list[str],
    options: list[str],
    status: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "swept_model.py").write_text(
        "from tests.comparisons.test_sweep import Function\n\nf = Function()\n", "utf-8"
    )
    monkeypatch.setattr(sys, "path", [*sys.path])
    shape = "t[n]" if len(dims) > 1 else "f32[n]"
    each = [word for dim in dims for word in ("--dims", dim)]
    assert main(["sweep", f"{tmp_path / 'swept_model.py'}:f", shape, *each, *options]) == status
    printed = capsys.readouterr().out
    if "--json" in options:
        assert json.loads(printed)["values"] == 64
    else:
        assert printed.startswith("f: ")


RAISING = """
from tests.comparisons.test_sweep import Function

class Raising(Function):
    def experimental_get_compiler_ir(self, *args):
        raise {error}

f = Raising()
"""


@pytest.mark.usefixtures("_tensorflow")
@pytest.mark.parametrize(
    "error",
    ["RuntimeError('mine')", "ValueError('in user code:\\n\\n    mine')", "KeyError('mine')", "TypeError('mine')", "MemoryError('mine')"],
)  # fmt: skip
@pytest.mark.parametrize("options", [[], ["--no-cliff"], ["--json", "--no-cliff"]], ids=" ".join)
def test_function_that_raises_is_no_cliff(
    error: str, options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "raising_model.py").write_text(RAISING.format(error=error), "utf-8")
    monkeypatch.setattr(sys, "path", [*sys.path])
    target = f"{tmp_path / 'raising_model.py'}:f"
    assert main(["sweep", target, "f32[n]", "--dims", "n=8,16", *options]) == 2
    errors = capsys.readouterr().err
    assert "mine" in errors or "nothing was compiled, for no value of n" in errors
    assert "Traceback" not in errors


PRINTING = """
import ctypes, os, sys
sys.path.insert(0, {root!r})
import jax
print("import says")

def f(x):
    print("trace says")
    os.system("echo a process says")
    ctypes.CDLL(None).puts(b"C says")
    return jax.numpy.sin(x)
"""


def test_what_a_function_prints_is_not_in_the_document(tmp_path: Path) -> None:
    pytest.importorskip("jax")
    root = Path(__file__).parents[2]
    (tmp_path / "printing_model.py").write_text(PRINTING.format(root=str(root)), "utf-8")
    command = [sys.executable, "-m", "hloscope", "sweep", "printing_model.py:f", "f32[n]", "--dims", "n=8,16", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["values"] == 2
    said = ["import says", "trace says", "a process says", "C says"]
    assert [word for word in said if word in done.stderr] == said
