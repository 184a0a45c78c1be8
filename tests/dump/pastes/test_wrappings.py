"""Whatever stands around a module or in front of its lines, it is the same module, with its own name."""

from __future__ import annotations

from pathlib import Path

import pytest

import hloscope
from hloscope.dump import Dump
from hloscope.ir import HloModule
from hloscope.parsers import parse
from tests.support.wrappings import WRAPPINGS

TESTDATA = Path(__file__).parents[3] / "testdata"
TEXTS = {
    "jax, CPU": "jax-0.10.2-cpu/mlp/*cpu_after_optimizations.txt",
    "jax, H100": "jax-0.10.2-h100/mlp/*gpu_after_optimizations.txt",
    "TensorFlow": "tensorflow-2.21.0-cpu/mlp/*cpu_after_optimizations.txt",
    "torch-xla": "torch-xla-2.9.0-cpu/mlp/*before_optimizations.txt",
    "jax 0.4, before": "jax-0.4.30-cpu/mlp/*before_optimizations.txt",
}


def text_called(name: str) -> str:
    return next(TESTDATA.glob(TEXTS[name])).read_text("utf-8")


def lines_of(module: HloModule | None) -> list[str]:
    """What it prints, but for spaces around lines: stack-frame tables are kept as they were written."""
    return [line.strip() for line in str(module).replace("\r", "\n").split("\n") if line.strip()]


def loaded(folder: Path, content: str | bytes) -> Dump:
    path = folder / "what.ever"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return hloscope.load(path)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_wrapped_module_is_the_same(wrapping: str, name: str, tmp_path: Path) -> None:
    text = text_called(name)
    dump = loaded(tmp_path, WRAPPINGS[wrapping](text))
    (compilation,) = dump.compilations
    module = compilation.after or compilation.before
    wanted = parse(text)
    assert compilation.complete, compilation.problems
    assert dump.errors == dump.check() == ()
    assert lines_of(module) == lines_of(wanted)
    assert compilation.name == wanted.name
    assert (compilation.after is None) is name.endswith(("before", "torch-xla"))
