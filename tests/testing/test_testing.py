"""Assertions pass and fail on real programs, say why, and never pass where there is nothing to check."""

import subprocess
import sys
from typing import Any

import pytest

import hloscope
from hloscope import testing
from hloscope.dump import Compilation
from hloscope.dump.in_memory import compilation_of_texts
from hloscope.ir import HloInstruction
from tests.support.asserting import compilation, error_of, failure_of
from tests.support.assertion_messages import FAILURES
from tests.support.dumped import TESTDATA


def never(_: HloInstruction) -> bool:
    return False


def is_dot(instruction: HloInstruction) -> bool:
    return instruction.opcode == "dot"


MLP, H100_MLP, CUBLAS_MLP = "jax-0.10.2-cpu/mlp", "jax-0.10.2-h100/mlp", "jax-0.10.2-h100/mlp-cublas"
PASSES: list[tuple[str, str, tuple[Any, ...], dict[str, Any]]] = [
    (MLP, "assert_fused", ("add", "maximum"), {}),
    (MLP, "assert_fused", ("add", "maximum"), {"in_order": True, "count": 1}),
    (MLP, "assert_fused", ("add",), {"count": 2}),
    (H100_MLP, "assert_fused", ("add", "maximum", "dot"), {"in_order": True}),
    (H100_MLP, "assert_fused", ("relu", "jax_models.py:35", is_dot), {}),
    ("tensorflow-2.21.0-cpu/mlp", "assert_fused", ("Relu", "add"), {}),
    ("torch-xla-2.9.0-cpu/mlp", "assert_fused", ("add", "maximum"), {}),
    (MLP, "assert_not_fused", ("dot", "maximum"), {}),
    (CUBLAS_MLP, "assert_not_fused", ("dot", "add"), {}),  # a dot is asked for, and a library call runs
    (MLP, "assert_kernels", (), {"exactly": 2}),
    (H100_MLP, "assert_kernels", (), {"max": 4}),
    ("jax-0.4.30-cpu/mlp", "assert_kernels", (), {"max": 2}),
    (MLP, "assert_compute_launches", (), {"max": 4}),
    (MLP, "assert_collectives", ({"all-reduce": 0},), {}),
    ("jax-0.10.2-h100/sharded_mlp", "assert_collectives", ({"all-reduce": 1},), {}),
    ("jax-0.10.2-h100/sharded_mlp", "assert_collectives", (), {"exactly": 1}),
    (MLP, "assert_no_materialized_broadcast", (), {}),
    ("jax-0.10.2-cpu/broadcast", "assert_no_materialized_broadcast", (), {"min_bytes": 513}),
    (MLP, "assert_no_copies", (), {}),
    ("jax-0.10.2-cpu/sort", "assert_no_copies", (), {"min_bytes": 4001}),
    (MLP, "assert_no_op", ("transpose", "convolution"), {}),
    (CUBLAS_MLP, "assert_no_op", ("relu",), {}),  # asked for, and rewritten
    (MLP, "assert_no_op", (never,), {}),
    (H100_MLP, "assert_no_op", ("fusion",), {"stage": "unfused"}),
    (CUBLAS_MLP, "assert_library_call", ("gemm",), {"count": 2}),
    (CUBLAS_MLP, "assert_library_call", ("__cublas$lt$*",), {}),
    (MLP, "assert_library_call", ("ynn",), {"count": 2}),
    ("jax-0.10.2-h100/conv_bn_relu", "assert_library_call", ("convolution",), {}),
    ("jax-0.10.2-cpu/fft", "assert_library_call", ("fft",), {}),
    ("jax-0.10.2-cpu/mlp-forms", "assert_peak_memory", (), {"max": 255_232}),
    (MLP, "assert_pattern", ("maximum(add(x, broadcast(b)), 0)",), {"count": 1}),
]


@pytest.mark.parametrize(("folder", "name", "arguments", "options"), PASSES)
def test_assertion_passes(folder: str, name: str, arguments: tuple[Any, ...], options: dict[str, Any]) -> None:
    getattr(testing, name)(compilation(folder), *arguments, **options)


@pytest.mark.parametrize(("about", "folder", "name", "arguments", "options", "message"), FAILURES)
def test_assertion_fails_with_this_message(
    about: str, folder: str, name: str, arguments: tuple[Any, ...], options: dict[str, Any], message: str
) -> None:
    assert about
    assert failure_of(lambda: getattr(testing, name)(compilation(folder), *arguments, **options)) == message.rstrip(
        "\n"
    )


def test_every_assertion_passes_and_fails_somewhere() -> None:
    names = {name for name in testing.__all__ if name.startswith("assert_")}
    names.remove("assert_no_cliff")  # takes a function: tests/comparisons/test_sweep.py
    assert names == {name for _, name, _, _ in PASSES} == {name for _, _, name, _, _, _ in FAILURES}


def test_every_assertion_is_in_the_manual() -> None:
    page = (TESTDATA.parent / "docs/reference/assertions.md").read_text("utf-8")
    assert [name for name in testing.__all__ if name.startswith("assert_") and f"| `{name}(" not in page] == []


def test_what_is_fused_is_given() -> None:
    (fusion,) = testing.assert_fused(compilation(MLP), "add", "maximum")
    assert (fusion.name, fusion.outputs[0].dimensions) == ("broadcast_maximum_fusion", (32, 256))


def test_selectors_may_be_made_explicitly() -> None:
    add, line = testing.op_name("add"), testing.source("programs/jax_models.py:35")
    (fusion, other) = testing.assert_fused(compilation(MLP), add, line, testing.opcode("broadcast"))[:1] * 2
    assert fusion is other
    # Three operations are named add: two broadcasts of clusters and two sums; one cluster holds two of them.
    assert failure_of(lambda: testing.assert_fused(compilation(MLP), add, add, add)) is not None


BEFORE = """\
HloModule jit_f, entry_computation_layout={(f32[8]{0})->f32[8]{0}}

ENTRY main.1 {
  x = f32[8]{0} parameter(0)
  ROOT r = f32[8]{0} multiply(x, x), metadata={op_name="jit(f)/square"}
}
"""
EMPTY = """\
HloModule jit_f, is_scheduled=true

ENTRY main.1 {
  x = f32[8]{0} parameter(0)
  ROOT t = (f32[8]{0}) tuple(x)
}
"""
BROKEN = EMPTY.replace("tuple(x)", "tuple(y)")


def captured(after: str) -> Compilation:
    return compilation_of_texts(BEFORE, after)


NOTHING_TO_CHECK = [
    pytest.param(
        lambda: testing.assert_no_copies(captured(EMPTY)),
        "expected operations in jit_f, found only parameters and constants: "
        "the program that was captured computes nothing, so there is nothing to check",
        id="an empty capture",
    ),
    pytest.param(
        lambda: testing.assert_no_copies(captured(BROKEN)),
        "jit_f.after:5:30: expected an instruction that is defined above, found 'y'\n"
        "    ROOT t = (f32[8]{0}) tuple(y)\n"
        "                               ^",
        id="a module that cannot be parsed",
    ),
    pytest.param(
        lambda: testing.assert_kernels(hloscope.load(TESTDATA / MLP), max=3),  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        "expected one Compilation, found Dump: give hloscope.load(path).compilations[0], "
        "or what hloscope.capture(fn, ...) gives",
        id="a whole dump",
    ),
    pytest.param(
        lambda: testing.assert_fused(compilation(MLP)),
        "expected the operations that must be fused, such as 'add', 'maximum', found none",
        id="nothing that must be fused",
    ),
    pytest.param(
        lambda: testing.assert_not_fused(compilation(MLP), "dot"),
        "expected two operations or more that must not be fused, such as 'dot', 'maximum'",
        id="one operation apart from itself",
    ),
    pytest.param(
        lambda: testing.assert_not_fused(compilation(MLP), "dot", "sine"),
        "expected 'sine' somewhere in jit_mlp (jax cpu), found none: "
        "what is not there is never fused, so this check would always pass",
        id="an operation that is nowhere is not apart",
    ),
    pytest.param(
        lambda: testing.assert_no_op(compilation(MLP), "transpos"),
        "expected an operation of jit_mlp (jax cpu), found 'transpos': "
        "neither an opcode nor part of the name or source line of any operation; did you mean 'transpose'?",
        id="a misspelt operation is not absent",
    ),
    pytest.param(
        lambda: testing.source("model.py"),
        "expected a source line such as 'model.py:35', found 'model.py'",
        id="a source line without a number",
    ),
    pytest.param(
        lambda: testing.assert_no_op(compilation(MLP)),
        "expected the operations that must not be there, such as 'transpose', found none",
        id="nothing that must be absent",
    ),
    pytest.param(
        lambda: testing.assert_no_op(compilation(MLP), "add", stage="befor"),
        "expected the stage 'befor' of jit_mlp (jax cpu), found none of that name",
        id="a stage that is not there",
    ),
    pytest.param(
        lambda: testing.assert_peak_memory(compilation(MLP), max=1),
        "expected a buffer assignment of jit_mlp (jax cpu), found none: a dump folder of jax has one beside the "
        "module, texts that a framework hands over in process have not",
        id="no buffer assignment",
    ),
    pytest.param(
        lambda: testing.assert_kernels(compilation(MLP)),
        "expected one of max= and exactly=, found 0",
        id="no number",
    ),
    pytest.param(
        lambda: testing.assert_collectives(compilation(MLP), {}, max=1),
        "expected one of max=, exactly=, max_bytes= and a mapping; found 2",
        id="two numbers",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("call", "message"), NOTHING_TO_CHECK)
def test_nothing_to_check_is_an_error(call: Any, message: str) -> None:  # noqa: ANN401
    assert error_of(call) == message


def test_a_program_that_was_not_compiled_is_an_error() -> None:
    whole = captured(EMPTY)
    (before,) = [file for role, file in whole.files.items() if role.value == "before"]
    half = Compilation(
        None, "", "jit_f", ("cpu", None), {role: file for role, file in whole.files.items() if file is before}
    )
    assert error_of(lambda: testing.assert_kernels(half, max=1)) == (
        "expected the module after optimization of jit_f, found only the one before it: "
        "the compilation failed, or the dump is not whole"
    )


def test_failure_of_a_program_in_memory_names_no_file() -> None:
    after = BEFORE.replace("HloModule jit_f", "HloModule jit_f, is_scheduled=true")
    message = failure_of(lambda: testing.assert_kernels(captured(after), max=0))
    assert message == (
        "expected at most 0 kernels of jit_f (jax cpu), found 1\n"
        "    kernel  r  multiply  jit(f)/square\n"
        "more: hloscope.report(compilation).to_dict()"
    )


def test_assertions_load_neither_a_test_runner_nor_what_prints_tables() -> None:
    program = "import sys, hloscope.testing; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert "hloscope.testing" in loaded
    assert not {"pytest", "rich", "jax", "tensorflow", "torch", "numpy"} & set(loaded)
