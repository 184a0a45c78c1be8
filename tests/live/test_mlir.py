"""jax judges modules of StableHLO: they are, in every form, what jax itself makes of them as HLO."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

import hloscope
from hloscope.captures.targets.retarget import retarget
from hloscope.captures.targets.targets import find_target
from hloscope.ir import HloModule

pytestmark = [
    pytest.mark.live,
    pytest.mark.skipif(find_spec("jax") is None, reason="jax is not installed"),
]
ROOT = Path(__file__).parents[2]
PROGRAMS = (
    *("mlp", "attention", "train_step", "nested_scan", "cond", "sort_pairs", "top_k", "erf", "fft", "gather"),
    *("matmul_bf16", "linalg_solve", "random_normal", "psum", "sharded_mlp", "tensor_parallel_mlp", "constants"),
)
FORMS = ("debug.mlir", "generic.mlir", "mlir.bc", "portable")

# Run in a process of its own: each program in all forms, and as jax itself makes HLO of it.
_PROGRAM = """
import io, os, sys
sys.path.insert(0, "testdata/programs")
import jax_programs
jax_programs.add_host_devices()
import jax, numpy as np
from jax import export
from jax.sharding import Mesh
folder, *names = sys.argv[1:]
CHECKS = [export.DisabledSafetyCheck.custom_call("lapack_sgetrf_ffi")]
mesh = Mesh(np.array(jax.devices()[:4]), ("x",))
for name in names:
    program = jax_programs.PROGRAMS[name]
    function = jax_programs.jitted(program, mesh if program.in_specs else None)
    arguments = program.make_args()
    lowered, exported = function.lower(*arguments), export.export(function, disabled_checks=CHECKS)(*arguments)
    operation, bytecode = lowered.compiler_ir("stablehlo").operation, io.BytesIO()
    operation.write_bytecode(bytecode)
    forms = {
        "mlir": lowered.as_text().encode(),
        "debug.mlir": lowered.as_text(debug_info=True).encode(),
        "generic.mlir": operation.get_asm(print_generic_op_form=True, enable_debug_info=True).encode(),
        "mlir.bc": bytecode.getvalue(),
        "portable": exported.mlir_module_serialized,
        "hlo.txt": lowered.compiler_ir("hlo").as_hlo_module().to_string().encode(),
    }
    for form, content in forms.items():
        with open(os.path.join(folder, f"{name}.{form}"), "wb") as file:
            file.write(content)
"""


@pytest.fixture(scope="module")
def lowered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lowered")
    environment = {**os.environ, "JAX_PLATFORMS": "cpu"}
    command = [sys.executable, "-c", _PROGRAM, str(folder), *PROGRAMS]
    subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True)
    return folder


def content(module: HloModule, *, named: bool = True) -> list[tuple[object, ...]]:
    """What a module says of each instruction; without names that only places in the code give."""
    return [
        (
            *([each.name, each.metadata.op_name] if named else []),
            *(each.opcode, str(each.shape), [operand.name if named else operand.opcode for operand in each.operands]),
            *([each.metadata.source_file, each.metadata.source_line] if named else []),
        )
        for each in module.instructions()
    ]


def before_of(path: Path) -> HloModule:
    dump = hloscope.load(path)
    assert dump.errors == ()
    (program,) = dump.compilations
    assert program.before
    assert program.after is None
    return program.before


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("program", PROGRAMS)
def test_module_is_what_jax_makes_of_it(program: str, form: str, lowered: Path) -> None:
    expected = hloscope.parse((lowered / f"{program}.hlo.txt").read_text("utf-8"))
    found, wanted = content(before_of(lowered / f"{program}.{form}")), content(expected)
    different = [pair for pair in zip(found, wanted, strict=True) if pair[0] != pair[1]]
    if form == "debug.mlir":  # the short form of a reduction has no place for those of its parameters
        different = [pair for pair in different if [*pair[0][2:]] != [*pair[1][2:]] or pair[0][2] != "parameter"]
    assert different == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_text_without_places_has_the_same_operations(program: str, lowered: Path) -> None:
    expected = hloscope.parse((lowered / f"{program}.hlo.txt").read_text("utf-8"))
    module = before_of(lowered / f"{program}.mlir")
    assert content(module, named=False) == content(expected, named=False)
    files = {each.metadata.source_file for each in module.instructions()} - {""}
    assert files == {f"{program}.mlir"}  # the lines of the text stand for those of the program


@pytest.mark.parametrize(("program", "partitions"), [("mlp", None), ("sharded_mlp", 4)])
@pytest.mark.parametrize("form", ["mlir", *FORMS])
def test_number_of_devices_is_that_of_the_module(
    program: str, partitions: int | None, form: str, lowered: Path
) -> None:
    assert before_of(lowered / f"{program}.{form}").attributes.get("num_partitions") == partitions


def test_report_is_that_of_the_hlo(lowered: Path) -> None:
    expected = hloscope.report(lowered / "train_step.hlo.txt").to_dict()["compilations"]
    for form in FORMS:
        found = hloscope.report(lowered / f"train_step.{form}").to_dict()["compilations"]
        assert json.dumps(found) == json.dumps(expected)


TEN = (
    "attention",
    "train_step",
    "nested_scan",
    "cond",
    "sort_pairs",
    "erf",
    "fft",
    "gather",
    "matmul_bf16",
    "constants",
)


def operations_on_cpu(paths: Sequence[Path]) -> list[Counter[tuple[str, str]]]:
    """What runs there of each program: operations and shapes, for names depend on what a form says of places."""
    programs = [program for path in paths for program in hloscope.load(path).compilations]
    made = [result.outcome.compilation for result in retarget(programs, [find_target("cpu")])]
    modules = [compilation.after for compilation in made if compilation and compilation.after]
    return [Counter((each.opcode, str(each.shape)) for each in module.instructions()) for module in modules]


def test_ten_programs_retarget_from_each_form_as_from_the_hlo(lowered: Path) -> None:
    expected = operations_on_cpu([lowered / f"{program}.hlo.txt" for program in TEN])
    assert len(expected) == len(TEN)
    for form in ("mlir", "mlir.bc", "portable"):
        assert operations_on_cpu([lowered / f"{program}.{form}" for program in TEN]) == expected


@pytest.fixture(scope="module")
def dumped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dumped")
    environment = {**os.environ, "JAX_PLATFORMS": "cpu", "XLA_FLAGS": f"--xla_dump_to={folder}"}
    command = [sys.executable, "testdata/programs/jax_programs.py", "mlp", "scan", "sort"]
    subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True)
    return folder


def operations(module: HloModule) -> Counter[tuple[str, str]]:
    """The operations and shapes of a module; texts since jaxlib 0.11 leave get-tuple-elements out where they can."""
    found = ((each.opcode, str(each.shape)) for each in module.instructions())
    return Counter(each for each in found if each[0] != "get-tuple-element")


def test_what_the_framework_lowered_stands_for_a_missing_before(dumped: Path) -> None:
    expected = [operations(program.before) for program in hloscope.load(dumped).compilations if program.before]
    counted = [program["kernels"] for program in hloscope.report(dumped).to_dict()["compilations"]]
    for path in dumped.glob("*before_optimizations.txt"):
        path.unlink()
    dump = hloscope.load(dumped)
    assert len(expected) >= 3
    assert [operations(program.before) for program in dump.compilations if program.before] == expected
    assert [program["kernels"] for program in hloscope.report(dumped).to_dict()["compilations"]] == counted
    assert all("stablehlo" in (program.lowered or "") for program in dump.compilations)


def run_on(module: Path, temporary: Path, code: str) -> subprocess.Popen[str]:
    """A process that has converted a module, with flags of XLA that no jaxlib knows; its temporary files lie apart."""
    program = f"import hloscope\nprint(hloscope.load({str(module)!r}).compilations[0].before.name, flush=True)\n{code}"
    environment = {**os.environ, "TMPDIR": str(temporary), "XLA_FLAGS": "--xla_no_such_flag=1"}
    command = [sys.executable, "-c", program]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_flags_that_jaxlib_does_not_know_do_not_matter(lowered: Path, tmp_path: Path) -> None:
    output, _ = run_on(lowered / "mlp.mlir", tmp_path, "").communicate(timeout=120)
    assert output == "jit_mlp\n"
    assert [*tmp_path.iterdir()] == []


def test_nothing_is_left_of_a_process_that_is_killed(lowered: Path, tmp_path: Path) -> None:
    process = run_on(lowered / "mlp.mlir", tmp_path, "import time; time.sleep(600)")
    assert process.stdout
    assert process.stdout.readline() == "jit_mlp\n"
    assert len([*tmp_path.iterdir()]) == 1
    process.kill()
    process.communicate()
    ends = time.monotonic() + 30
    while any(tmp_path.iterdir()):
        assert time.monotonic() < ends
        time.sleep(0.05)
