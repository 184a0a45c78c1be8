"""Make the TorchScript texts of testdata, with the torch that runs this.

    python testdata/capture_torchscript.py

Each text is what torch prints, but for the folders of this machine in front of `torch/` and `testdata/`. The fuser
runs on its interpreter, for the wheels of torch have no LLVM.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FunctionType
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "programs"))

import torch  # noqa: E402
import torchscript_models as models  # noqa: E402

LOCAL = re.compile(r"(?<=# )/[^\n]*/(?=(?:torch|testdata)/)")


def graphs_of_modules() -> Iterator[tuple[str, object]]:
    """Modules traced and scripted, as they are, inlined, frozen, and as their executor runs them."""
    x = torch.ones(32, 128)
    for name, compiled in both(models.SimpleModel().eval(), x):
        yield f"simple_model.{name}", compiled.graph
        yield f"simple_model.{name}.inlined", compiled.inlined_graph
        yield f"simple_model.{name}.frozen", torch.jit.freeze(compiled).graph
        yield f"simple_model.{name}.optimized", optimized(compiled, x)
    image = torch.ones(1, 3, 8, 8)
    for name, compiled in both(models.ConvBlock().eval(), image):
        yield f"conv_block.{name}.inlined", compiled.inlined_graph
        yield f"conv_block.{name}.optimized", optimized(compiled, image)
    for name, compiled in both(models.Counter(), torch.ones(3)):
        yield f"counter.{name}", compiled.graph


def graphs_of_functions() -> Iterator[tuple[str, object]]:
    """Functions scripted, and traced where that works."""
    x = torch.ones(2, 3)
    traced = torch.jit.trace(models.conditional_op, (x, torch.tensor(1.0)))
    yield "conditional_op.traced", traced.graph
    yield "python_function.traced", torch.jit.trace(models.python_function, x).graph
    for name in "conditional_op loop while_loop containers enums constants forked raises".split():
        yield f"{name}.scripted", torch.jit.script(getattr(models, name)).graph
    scripted = torch.jit.script(models.loop)
    yield "loop.scripted.optimized", optimized(scripted, x, 2)
    yield "constants.scripted.optimized", optimized(torch.jit.script(models.constants), torch.ones(2, 2))


def graphs_of_fusion() -> Iterator[tuple[str, object]]:
    """The fuser's groups, with and without gradients, and what the executor profiles before it fuses."""
    x, y = torch.ones(2, 3), torch.ones(2, 3)
    scripted = scripted_anew(models.pointwise)
    scripted(x, y)
    yield "pointwise.scripted.profiled", torch.jit.last_executed_optimized_graph()
    yield "pointwise.scripted.optimized", optimized(scripted_anew(models.pointwise), x, y)
    x.requires_grad = True
    scripted = scripted_anew(models.pointwise)
    yield "pointwise.scripted.differentiable", optimized(scripted, x, y)
    yield "pointwise.scripted.graph_for", scripted.graph_for(x, y)


def graphs_of_export() -> Iterator[tuple[str, object]]:
    """The same models by torch.export, which comes after TorchScript."""
    yield "simple_model.exported", torch.export.export(models.SimpleModel(), (torch.ones(32, 128),)).graph
    yield "conv_block.exported", torch.export.export(models.ConvBlock().eval(), (torch.ones(1, 3, 8, 8),)).graph


def both(module: Any, x: Any) -> Iterator[tuple[str, Any]]:
    yield "traced", torch.jit.trace(module, x, check_trace=False)  # a Counter differs from run to run
    yield "scripted", torch.jit.script(module)


def optimized(compiled: Callable[..., object], *args: object) -> object:
    """The graph that the executor runs once it has seen the arguments twice."""
    for _ in range(3):
        compiled(*args)
    return torch.jit.last_executed_optimized_graph()


def scripted_anew(function: FunctionType) -> Any:
    """The function scripted; torch would give back the one that it optimized already."""
    copy = FunctionType(function.__code__, function.__globals__, function.__name__)
    copy.__annotations__ = function.__annotations__
    return torch.jit.script(copy)


def texts() -> Mapping[str, str]:
    torch._C._jit_set_te_must_use_llvm_cpu(False)
    torch._C._jit_override_can_fuse_on_cpu(True)
    found: dict[str, str] = {}
    for graphs in (graphs_of_modules, graphs_of_functions, graphs_of_fusion, graphs_of_export):
        try:
            found.update((name, LOCAL.sub("", str(graph))) for name, graph in graphs())
        except (RuntimeError, TypeError, AttributeError) as error:
            print(f"{graphs.__name__}: {error}")
    return found


def main() -> None:
    warnings.simplefilter("ignore")
    torch.manual_seed(0)
    version = torch.__version__.partition("+")[0]
    folder = HERE / f"torchscript-{version}"
    folder.mkdir(exist_ok=True)
    for name, text in texts().items():
        if str(HERE.parent) in text or sys.prefix in text:
            sys.exit(f"{name} names a folder of this machine")
        (folder / f"{name}.txt").write_text(text, "utf-8")
    note = (
        f"# torch {torch.__version__}, CPU, Python {sys.version.split()[0]}\npython testdata/capture_torchscript.py\n"
    )
    (folder / "command.txt").write_text(note, "utf-8")


if __name__ == "__main__":
    main()
