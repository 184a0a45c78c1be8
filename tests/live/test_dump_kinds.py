"""Every file that the installed jax writes, with every flag for dumps that it knows, is of a known kind, and readable."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from hloscope.captures.doctor.diagnosis import diagnose_folder
from hloscope.captures.doctor.known_flags import known_flags
from hloscope.captures.targets.gpus import description_of
from hloscope.devices import GPUS
from hloscope.dump.file_names import find_kind

pytestmark = pytest.mark.live

PROGRAMS = ("mlp", "scan", "sort", "psum", "fft")
FORMS = ("text", "proto", "dot", "html", "url", "riegeli")
SWITCHES = [
    *(f"xla_dump_hlo_as_{form}" for form in FORMS),
    *("xla_dump_hlo_snapshots", "xla_dump_module_metadata", "xla_dump_fusion_visualization"),
    *("xla_dump_full_hlo_config", "xla_dump_buffer_assignment_analysis", "xla_dump_latency_hiding_schedule"),
]
EXPRESSIONS = ("xla_dump_emitter_re", "xla_dump_hlo_pass_re")
SCRIPT = Path("testdata/programs/jax_programs.py")


def dump_programs(folder: Path, flags: Sequence[str], arguments: Sequence[str]) -> None:
    environment = {
        **os.environ,
        "JAX_PLATFORMS": "cpu",
        "JAX_SKIP_CUDA_CONSTRAINTS_CHECK": "1",
        "XLA_FLAGS": " ".join([f"--xla_dump_to={folder}", *flags]),
    }
    status = -1  # with so many flags XLA itself ends by a signal now and then: once in about 300 such runs
    for _ in range(3):
        if status < 0:
            shutil.rmtree(folder, ignore_errors=True)
            status = subprocess.run([sys.executable, SCRIPT, *arguments, *PROGRAMS], env=environment).returncode  # noqa: PLW1510
    assert status == 0


@pytest.mark.parametrize("target", ["cpu", "h100"])
def test_every_file_is_known_and_every_module_read(target: str, tmp_path: Path) -> None:
    known = known_flags(sys.path)
    flags = [f"--{name}" for name in SWITCHES if name in known]
    flags += [f"--{name}=.*" for name in EXPRESSIONS if name in known]
    arguments: list[str] = []
    if target != "cpu":
        (tmp_path / "target.txtpb").write_text(description_of(GPUS[target]), "utf-8")
        flags.append("--xla_gpu_autotune_level=0")
        arguments = ["--gpu-target", str(tmp_path / "target.txtpb")]
    folder = tmp_path / "dump"
    dump_programs(folder, flags, arguments)
    names = {path.name for path in folder.rglob("*") if path.is_file()}
    assert len(names) > 100
    assert {name for name in names if find_kind(name) is None} == set()
    assert diagnose_folder(folder).findings == ()


def test_dump_of_nothing_but_riegeli_files_is_named(tmp_path: Path) -> None:
    if "xla_dump_hlo_as_riegeli" not in known_flags(sys.path):
        return  # until jaxlib 0.11, where a skip would be a failure
    dump_programs(tmp_path / "dump", ["--xla_dump_hlo_as_riegeli"], [])
    (finding,) = diagnose_folder(tmp_path / "dump").problems
    assert finding.id == "no-text"
    assert "is a module in Riegeli's format (--xla_dump_hlo_as_riegeli) without a text beside it" in finding.evidence
