"""Counts against XLA itself: the thunk list of the executable, and what a profiler sees running."""

import base64
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from hloscope.analyses.facts.execution import CONTROL_FLOW
from hloscope.analyses.kernels.count import KernelCount, count_launches
from hloscope.ir import HloModule
from hloscope.parsers import parse
from tests.support.judges.cpu_thunks import thunks_of
from tests.support.live_flags import first_known

ROOT = Path(__file__).parents[2]

# Both programs print a JSON line for each program of the registry in testdata/programs.
JAX = """
import base64, collections, glob, json, os, sys, tempfile
os.environ["JAX_PLATFORMS"] = "cpu"
sys.path.insert(0, "testdata/programs")
import jax, jax_programs, numpy as np
from jax.profiler import ProfileData
from jax.sharding import Mesh

def profile(compiled, name, arguments):
    folder = tempfile.mkdtemp(dir=sys.argv[1])
    with jax.profiler.trace(folder):
        jax.block_until_ready(compiled(*arguments))
    (file,) = glob.glob(f"{folder}/**/*.xplane.pb", recursive=True)
    events = [e for p in ProfileData.from_file(file).planes for l in p.lines for e in l.events]
    stats = [dict(e.stats) for e in events if not e.name.startswith("end: ")]
    return collections.Counter(s["hlo_op"] for s in stats if "hlo_op" in s and s.get("hlo_module") == name)

def dumped(folder, ending):
    (path,) = glob.glob(f"{folder}/*cpu_after_optimizations{ending}")
    with open(path) as file:
        return file.read()

jax_programs.add_host_devices()
first, step = map(int, os.environ["PART"].split("/"))  # 1/3: every third program, from the second on
for program in [*jax_programs.PROGRAMS.values()][first::step]:
    if not program.runs_on(jax.__version__):
        continue
    mesh = Mesh(np.array(jax.devices()[:4]), ("x",)) if program.in_specs else None
    arguments = program.make_args()
    dump = tempfile.mkdtemp(dir=sys.argv[1])
    try:
        lowered = jax_programs.jitted(program, mesh).lower(*arguments)
        compiled = lowered.compile(compiler_options={"xla_dump_to": dump})
    except jax.errors.JaxRuntimeError:  # without its passes XLA has no code for some programs
        continue
    executable = compiled.runtime_executable()
    (module,) = executable.hlo_modules()
    line = {"name": program.name, "hlo": dumped(dump, ".txt"), "buffers": dumped(dump, "-buffer-assignment.txt")}
    if "--profile" not in sys.argv:
        line["thunks"] = base64.b64encode(executable.serialize()).decode()
    elif not program.in_specs:
        line["events"] = profile(compiled, module.name, jax.device_put(arguments))
    print(json.dumps(line))
"""
TENSORFLOW = """
import collections, glob, json, os, sys, tempfile
dump = tempfile.mkdtemp(dir=sys.argv[1])
os.environ["XLA_FLAGS"] = f"--xla_dump_to={dump}"
sys.path.insert(0, "testdata/programs")
import tensorflow as tf, tensorflow_programs
from tensorflow.tsl.profiler.protobuf import xplane_pb2

def ops_of(plane):
    names = {number: stat.name for number, stat in plane.stat_metadata.items()}
    for event in (e for line in plane.lines for e in line.events):
        stats = {names[s.metadata_id]: names.get(s.ref_value) or s.str_value for s in event.stats}
        if "hlo_op" in stats and not plane.event_metadata[event.metadata_id].name.startswith("end: "):
            yield stats["hlo_op"]

for name, program in tensorflow_programs.PROGRAMS.items():
    if name in tensorflow_programs.AUTOCLUSTERED:
        continue
    function = tf.function(program.function, jit_compile=True)
    arguments = [tf.constant(value) for value in program.make_args()]
    known = set(glob.glob(f"{dump}/*cpu_after_optimizations.txt"))
    function(*arguments)
    (file,) = set(glob.glob(f"{dump}/*cpu_after_optimizations.txt")) - known
    folder = tempfile.mkdtemp(dir=sys.argv[1])
    tf.profiler.experimental.start(folder)
    tf.nest.map_structure(lambda result: result.numpy(), function(*arguments))
    tf.profiler.experimental.stop()
    (profile,) = glob.glob(f"{folder}/**/*.xplane.pb", recursive=True)
    space = xplane_pb2.XSpace()
    with open(profile, "rb") as data:
        space.ParseFromString(data.read())
    events = collections.Counter(op for plane in space.planes for op in ops_of(plane))
    with open(file) as text:
        print(json.dumps({"name": name, "hlo": text.read(), "events": events}))
"""

# To emit fusions otherwise than by default: jaxlib 0.10 has the first flag, later ones the second.
OTHER_EMITTERS = ("--xla_cpu_use_fusion_emitters=false", "--xla_cpu_use_new_xtile_lowering=false")
NO_LIBRARIES = ("--xla_disable_hlo_passes=library-rewriter,dot-library-rewriter",)
NO_FUSION = "fusion,fusion-wrapper,multi_output_fusion,dot-library-rewriter,small-while-loop-hoisting"
LIBRARY = ("convolution", "custom-call", "dot", "fft", "sort", "topk", "xnn-fusion", "ynn-fusion")
CLASS_OF_KIND = {"kernel": "kernel", "copy": "copy", "collective": "collective", **dict.fromkeys(LIBRARY, "library")}
"""Kinds of xla/backends/cpu/runtime/thunk.cc; others, such as `partition-id`, are misc."""


@cache
def lines_of(script: str, folder: Path, *arguments: str, flags: str = "", part: str = "0/1") -> list[dict[str, Any]]:
    """What a program prints, run in a process of its own."""
    environment = {**os.environ, "PART": part, "XLA_FLAGS": flags, "TF_CPP_MIN_LOG_LEVEL": "3"}
    command = [sys.executable, "-c", script, str(folder), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def counted(line: dict[str, Any]) -> tuple[HloModule, KernelCount]:
    module = parse(line["hlo"], filename=line["name"])
    return module, count_launches(module, platform="cpu", buffers=line.get("buffers"))


def launches_seen(module: HloModule, count: KernelCount, events: dict[str, int]) -> Counter[str]:
    """The events of a profile, without those of the control flow itself, which has events too."""
    launching = {site.name for site in count.sites}
    control = {i.name for i in module.instructions() if i.opcode in CONTROL_FLOW} - launching
    return Counter({name: number for name, number in events.items() if name not in control})


def disagreements(lines: list[dict[str, Any]]) -> Iterator[str]:
    for line in lines:
        module, count = counted(line)
        seen = launches_seen(module, count, line["events"])
        if seen.keys() - {site.name for site in count.sites}:
            yield f"{line['name']}: {seen} are not {count.sites}"
            continue
        compute, copies = seen_of(count, seen, "kernel", "library"), seen_of(count, seen, "copy")
        if count.launches_per_run is not None and compute != count.launches_per_run:
            yield f"{line['name']}: {compute} were launched, not {count.launches_per_run}"
        elif count.launches_range and not count.launches_range[0] <= compute <= count.launches_range[1]:
            yield f"{line['name']}: {compute} were launched, not {count.launches_range}"
        if count.copies_per_run is not None and copies != count.copies_per_run:
            yield f"{line['name']}: {copies} copies were made, not {count.copies_per_run}"


def seen_of(count: KernelCount, seen: Counter[str], *classes: str) -> int:
    """The events of launches of some classes; of a sort that copies first, one event is the copy's, the other its own."""
    classes_of: dict[str, list[str]] = {}
    for site in count.sites:
        classes_of.setdefault(site.name, []).append(site.launch_class)
    shares = {name: [each in classes for each in found] for name, found in classes_of.items()}
    return sum(seen[name] * sum(share) // len(share) for name, share in shares.items())


needs_jax = pytest.mark.skipif(find_spec("jaxlib") is None, reason="needs jax")
needs_tensorflow = pytest.mark.skipif(find_spec("tensorflow") is None, reason="needs tensorflow")


@needs_jax
@pytest.mark.live
@pytest.mark.parametrize(
    ("flags", "part"),
    [
        pytest.param(("",), "0/1", id="as is"),
        pytest.param(OTHER_EMITTERS, "0/3", id="other fusion emitters"),
        pytest.param(NO_LIBRARIES, "1/3", id="no library fusions"),
        pytest.param((f"--xla_disable_hlo_passes={NO_FUSION}",), "2/3", id="no fusion at all"),
    ],
)
def test_launches_are_the_thunks_of_the_executable(flags: tuple[str, ...], part: str, tmp_path: Path) -> None:
    lines = lines_of(JAX, tmp_path, flags=first_known(*flags), part=part)
    assert len(lines) >= 25
    for line in lines:
        thunks = thunks_of(base64.b64decode(line["thunks"]))
        expected = Counter((thunk.name, CLASS_OF_KIND.get(thunk.kind, "misc")) for thunk in thunks)
        _, count = counted(line)
        assert Counter((site.name, site.launch_class) for site in count.sites) == expected, line["name"]


@needs_jax
@pytest.mark.live
def test_launches_per_run_are_what_the_profiler_of_jax_sees(tmp_path: Path) -> None:
    lines = [line for line in lines_of(JAX, tmp_path, "--profile") if "events" in line]
    assert len(lines) >= 40
    assert list(disagreements(lines)) == []


@needs_tensorflow
@pytest.mark.live
@pytest.mark.tensorflow
def test_launches_per_run_are_what_the_profiler_of_tensorflow_sees(tmp_path: Path) -> None:
    lines = lines_of(TENSORFLOW, tmp_path)
    assert len(lines) >= 6
    assert list(disagreements(lines)) == []
