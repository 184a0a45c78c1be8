"""XLA takes the reconstructed module, and it computes what the program computes."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from hloscope.dump import Compilation, load
from hloscope.ir import HloInstruction, HloModule, Shape
from hloscope.shapes import bits_of
from hloscope.unfuse import unfuse
from tests.support.counting import Counting
from tests.support.dumped import AFTER, TESTDATA, folder_of, module_at
from tests.support.pass_snapshots import find_last_before_fusion

JAX_PROGRAMS = TESTDATA / "programs" / "jax_programs.py"

# Run with jax beside the tests; a JSON value a line in, one out. `convert` takes a text, and gives the error if XLA does
# not parse it or does not convert it to StableHLO. `compare` takes two, runs them on CPU with the same random numbers,
# and gives their largest difference in units of what rounding explains.
JUDGE = """
import json, sys
import jax, jax.numpy as jnp, numpy as np
from jax._src.interpreters import mlir
from jaxlib import _hlo, _jax
from jaxlib.mlir import ir

TYPES = {"pred": "bool", "bf16": "bfloat16", "f8e4m3fn": "float8_e4m3fn"}
KINDS = {"f": "float", "s": "int", "u": "uint", "c": "complex"}

def stablehlo_of(text):
    module = _hlo.hlo_module_from_text(text)
    return _jax.mlir.hlo_to_stablehlo(module.as_serialized_hlo_module_proto())

def convert(text):
    try:
        stablehlo_of(text)
    except Exception as error:
        return str(error)

def compare(job):
    random = np.random.default_rng(0)
    arguments = [random_array(random, *parameter) for parameter in job["parameters"]]
    one, other = (run(text, arguments) for text in job["texts"])
    same_types = [(a.dtype, a.shape) for a in one] == [(a.dtype, a.shape) for a in other]
    return max(map(excess, one, other)) if same_types else "other types"

def random_array(random, element_type, dimensions):
    dtype = jnp.dtype(TYPES.get(element_type) or KINDS[element_type[0]] + element_type[1:])
    if element_type == "pred" or element_type[0] in "su":
        return np.asarray(random.integers(0, 2 if element_type == "pred" else 4, dimensions)).astype(dtype)
    return np.asarray(random.standard_normal(dimensions) * 0.5).astype(dtype)

def run(text, arguments):
    device = jax.devices("cpu")[0]
    options = _jax.CompileOptions()
    build = options.executable_build_options
    options.num_replicas = options.num_partitions = build.num_replicas = build.num_partitions = 1
    build.device_assignment = _jax.DeviceAssignment.create(np.zeros((1, 1), "int32"))
    with mlir.make_ir_context():
        module = ir.Module.parse(stablehlo_of(text))
        executable = device.client.compile_and_load(module, _jax.DeviceList((device,)), options)
    results = executable.execute_sharded([jax.device_put(argument, device) for argument in arguments])
    return [np.asarray(shards[0]) for shards in results.disassemble_into_single_device_arrays()]

def excess(one, other):
    a, b = (np.asarray(x, "complex128" if x.dtype.kind == "c" else "float64").ravel() for x in (one, other))
    same = (a == b) | (np.isnan(a) & np.isnan(b))
    with np.errstate(invalid="ignore"):
        gap = np.abs(a - b) / (1e-4 + 1e-3 * np.abs(a))
    return float(np.max(np.where(same, 0, np.where(np.isnan(gap), 1e9, gap)), initial=0))

jax.config.update("jax_enable_x64", True)
for line in sys.stdin:
    print(json.dumps(globals()[sys.argv[1]](json.loads(line))), flush=True)
"""

pytestmark = pytest.mark.live


@pytest.fixture(autouse=True)
def _needs_jax() -> None:
    if find_spec("jaxlib") is None or find_spec("jaxlib._hlo") is None:
        pytest.skip("needs jax 0.10 or newer")


def answers(action: str, jobs: Iterable[object]) -> list[Any]:
    """What the judge says of each job."""
    done = subprocess.run(
        [sys.executable, "-c", JUDGE, action],
        input="".join(f"{json.dumps(job)}\n" for job in jobs),
        env={**os.environ, "JAX_PLATFORMS": "cpu"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_xla_converts_the_unfused_module_wherever_it_converts_what_ran() -> None:
    fused = answers("convert", (path.read_text("utf-8") for path in AFTER))
    unfused = answers("convert", (str(unfuse(module_at(path))) for path in AFTER))
    converted = [path for path, error in zip(AFTER, fused, strict=True) if error is None]
    assert len(converted) > 250
    assert {folder_of(p): e for p, e in zip(AFTER, unfused, strict=True) if e and p in converted} == {}


# What XLA:CPU cannot be asked to compute, with the reason.
UNFIT = {
    "callback": "calls back into the process that compiled it",
    "while_loop": "ends for its own numbers, not for random ones",
}
LIBRARIES_EVERYWHERE = {None, "TopK"}


def find_pair(path: Path) -> tuple[HloModule, HloModule] | None:
    """What the framework asked for, and what is reconstructed of what ran, if XLA:CPU can compute both."""
    befores = [p for p in path.parent.glob("*before_optimizations.txt") if p.name[:11] == path.name[:11]]
    if path.parent.name in UNFIT or len(befores) != 1:
        return None
    before, unfused = module_at(befores[0]), unfuse(module_at(path))
    instructions = [*before.instructions(), *unfused.instructions()]
    if int(str(before.attributes.get("num_partitions", 1))) > 1 or any("..." in i.arguments for i in instructions):
        return None  # several devices; constants whose values the dump leaves out
    return (before, unfused) if {i.custom_call_target for i in instructions} <= LIBRARIES_EVERYWHERE else None


SETS = ("jax-0.10.2-cpu/", "jax-0.10.2-h100/", "jax-0.4.30-cpu/", "tensorflow-2.21.0-cpu/", "torch-xla-2.9.0-cpu/")


def test_unfused_module_computes_what_the_framework_asked_for() -> None:
    paths = [path for path in AFTER if folder_of(path).startswith(SETS)]
    pairs = {str(path): pair for path in paths if (pair := find_pair(path))}
    assert len(pairs) > 150
    jobs = [
        {
            "texts": [str(before), with_copies_for_bitcasts(unfused)],
            "parameters": [[p.shape.element_type, p.shape.dimensions] for p in before.entry.parameters],
        }
        for before, unfused in pairs.values()
    ]
    found = dict(zip(pairs, answers("compare", jobs), strict=True))
    assert {path: answer for path, answer in found.items() if answer == "other types" or answer > 1} == {}


def with_copies_for_bitcasts(module: HloModule) -> str:
    """The module's text with transposes and reshapes in place of bitcasts, which only a compiler may write."""
    text = str(module)
    for instruction in module.instructions():
        if instruction.opcode == "bitcast":
            root = "ROOT " if instruction.is_root else ""
            *steps, last = copies_for(instruction)
            lines = [f"  {step}\n" for step in steps] + [f"  {root}{last}\n"]
            text = text.replace(f"  {root}{instruction}\n", "".join(lines))
    return text


def copies_for(bitcast: HloInstruction) -> Iterable[str]:
    """The elements laid out as they are in memory, taken for the other type, and put in order again."""
    given, wanted = bitcast.operands[0].shape, bitcast.shape
    width = bits_of(given.element_type) / bits_of(wanted.element_type) if given.element_type != "pred" else 1
    parts = max(int(width), int(1 / width))
    memory, wanted_memory = in_memory(given), in_memory(wanted)
    calls = [(given.element_type, memory, f"transpose(%OPERAND), dimensions={braced(order_of(given))}")]
    if given.element_type != wanted.element_type:
        if width < 1:
            calls.append((given.element_type, [*wanted_memory, parts], "reshape(%OPERAND)"))
        pieces = wanted_memory if width < 1 else [*memory, parts] if width > 1 else memory
        calls.append((wanted.element_type, pieces, "bitcast-convert(%OPERAND)"))
    calls.append((wanted.element_type, wanted_memory, "reshape(%OPERAND)"))
    back = [order_of(wanted).index(dimension) for dimension in range(len(wanted.dimensions))]
    calls.append((wanted.element_type, list(wanted.dimensions), f"transpose(%OPERAND), dimensions={braced(back)}"))
    operand = bitcast.operands[0].name
    for number, (element_type, dimensions, call) in enumerate(calls, 1):
        name = bitcast.name if number == len(calls) else f"{bitcast.name}.step{number}"
        yield f"%{name} = {element_type}[{','.join(map(str, dimensions))}] {call.replace('OPERAND', operand)}"
        operand = name


def order_of(shape: Shape) -> list[int]:
    """The dimensions from the one that varies slowest in memory."""
    return list(reversed(shape.layout.minor_to_major)) if shape.layout else list(range(len(shape.dimensions)))


def in_memory(shape: Shape) -> list[int]:
    return [shape.dimensions[dimension] for dimension in order_of(shape)]


def braced(numbers: list[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


@cache
def programs() -> list[str]:
    """The names of all jax programs that testdata/programs/ holds."""
    listed = subprocess.run([sys.executable, JAX_PROGRAMS, "--list"], capture_output=True, text=True, check=True)
    return re.findall(r"^\w+", listed.stdout, re.MULTILINE)


def test_unfused_module_has_the_operations_that_fusion_was_given(tmp_path: Path) -> None:
    flags = f"--xla_dump_to={tmp_path} --xla_dump_hlo_pass_re=^fusion$ --xla_force_host_platform_device_count=4"
    environment = {**os.environ, "JAX_PLATFORMS": "cpu", "XLA_FLAGS": flags}
    subprocess.run([sys.executable, JAX_PROGRAMS, *programs()], env=environment, capture_output=True, check=True)
    modules = {c.name: around_fusion(c) for c in load(tmp_path).compilations if c.passes}
    assert len(modules) >= len(programs()) > 50
    assert {name for name, (given, left) in modules.items() if all_values(given) != all_values(left)} == set()


def around_fusion(compilation: Compilation) -> tuple[HloModule, HloModule]:
    """The module that the fusion pass was given, and the one that it left."""
    given = find_last_before_fusion(compilation.passes)
    assert given
    left = compilation.passes[compilation.passes.index(given) + 1]
    return given.module, left.module


def all_values(module: HloModule) -> Counter[tuple[str, str, str]]:
    """The operations without fusion, each once: which of equal ones fusion copied is not to be known."""
    total: Counter[tuple[str, str, str]] = Counter()
    for computation in unfuse(module).computations.values():
        total += Counting(computation, merges_all=True).left
    free = ("parameter", "tuple", "get-tuple-element")
    return Counter({signature: number for signature, number in total.items() if signature[0] not in free})
