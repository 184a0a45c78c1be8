"""Modules from testdata/, by stage and folder."""

from functools import cache
from pathlib import Path

from hloscope.ir import HloModule
from hloscope.parsers import parse

TESTDATA = Path(__file__).parents[2] / "testdata"
BEFORE = sorted(TESTDATA.glob("*/*/*before_optimizations.txt"))
AFTER = sorted(TESTDATA.glob("*/*/*after_optimizations.txt"))
GPU_AFTER = [path for path in AFTER if "gpu_after" in path.name]

assert BEFORE
assert GPU_AFTER


def folder_of(path: Path) -> str:
    """`jax-0.10.2-cpu/mlp` of a file in it, as the id of a test."""
    return str(path.parent.relative_to(TESTDATA))


@cache
def module_at(path: Path) -> HloModule:
    """The module of a file, parsed once."""
    return parse(path.read_text("utf-8"), filename=path.name)


def after(folder: str) -> HloModule:
    """What runs, of the one module in a folder of testdata."""
    (path,) = (TESTDATA / folder).glob("*after_optimizations.txt")
    return module_at(path)


def before(folder: str) -> HloModule:
    """What the framework asked for, of the one module in a folder of testdata."""
    (path,) = (TESTDATA / folder).glob("*before_optimizations.txt")
    return module_at(path)
