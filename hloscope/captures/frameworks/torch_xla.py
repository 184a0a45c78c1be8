"""torch-xla: a function's compilation comes from the folder that this process dumps to."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from hloscope.captures.frameworks.active_dump import active_folder, dump_since, stamps_of
from hloscope.captures.frameworks.adapter import Call
from hloscope.captures.targets.retarget import Module, module_of
from hloscope.dump import Compilation
from hloscope.dump.in_memory import write_into
from hloscope.errors import HloscopeError
from hloscope.frameworks.telling import leaves_of
from hloscope.frameworks.torch_xla import TORCH_XLA

_Key = tuple[Callable[..., object], bytes]
_TORCH_XLA = "torch programs are captured through torch-xla: import torch_xla, and use its device"
_TORCHAX = (
    "torchax runs torch through jax, and jax's function is what is captured: of a function, "
    "torchax.interop.jax_view(fn) with jax_view of its tensors; of a module, what torchax.extract_jax(module) gives"
)
_captured: dict[_Key | None, tuple[Compilation, ...]] = {}  # of the process, as torch-xla's own cache is


def capture(fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]) -> Compilation:
    """The one program of `fn`, which is run once.

    Raises:
        HloscopeError: as `run` does, or XLA compiled no program or several.
    """
    return _check_single(run(fn, args, kwargs)[1])


def capture_into(
    folder: Path, fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
) -> Compilation:
    """As `capture`, and leaves the stages in a folder."""
    return write_into(folder, capture(fn, args, kwargs))


def run(
    fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
) -> tuple[object, tuple[Compilation, ...]]:
    """Runs `fn` once, between two `torch_xla.sync(wait=True)`: what it gives, and the programs compiled for it.

    There is one program, more where the function reads values on its way, and none where torch-xla had them already.

    torch-xla compiles nothing twice: a function that was captured before is known by the graph of what it gives.

    Raises:
        HloscopeError: torch_xla is not loaded or does not dump, or the tensors are not on its device.
    """
    torch_xla = sys.modules.get("torch_xla")
    if torch_xla is None:
        raise HloscopeError(_TORCHAX if "torchax" in sys.modules else _TORCH_XLA)
    _check_device([fn, getattr(fn, "__self__", None), args, kwargs])
    folder = active_folder()
    torch_xla.sync(wait=True)  # what the arguments wait for is no part of the program
    before = stamps_of(folder)
    result = fn(*args, **kwargs)
    key = _key_of(fn, result)
    torch_xla.sync(wait=True)
    found = dump_since(folder, before).compilations
    new = tuple(item for item in found if item.framework == TORCH_XLA.name and item.before and item.after)
    if key and new:
        _captured[key] = new
    return result, new or _captured.get(key, ())


def lower(_: str, fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]) -> Module:
    """Lowers `fn` for this process's own platform: it can for no other."""
    return module_of(capture(fn, args, kwargs))


def make_argument(sizes: tuple[int, ...], dtype: str) -> object:
    """Zeros on its device: it compiles for nothing less."""
    torch: Any = sys.modules["torch"]
    return torch.zeros(sizes, dtype=getattr(torch, dtype), device=sys.modules["torch_xla"].device())


def is_traced(_: Call) -> bool:
    """Never: it traces what runs, with the values that there are."""
    return False


def _key_of(fn: Callable[..., object], result: object) -> _Key | None:
    """The function and the graph of what it gave; None if it gave no tensor, whose graph would tell it from others."""
    tensors = list(_tensors_in([result]))
    graph_hash = sys.modules["torch_xla"]._XLAC._get_graph_hash
    return (fn, bytes(graph_hash(tensors))) if tensors else None


def _check_device(values: list[object]) -> None:
    for tensor in _tensors_in(values):
        if tensor.device.type != "xla":
            raise HloscopeError(
                f"expected tensors on torch-xla's device, found one on {tensor.device}: "
                "move them, and the module, with .to(torch_xla.device())"
            )


def _tensors_in(values: list[object]) -> Iterator[Any]:
    torch = sys.modules["torch"]
    for leaf in leaves_of(values):
        if isinstance(leaf, torch.Tensor):
            yield leaf
        elif isinstance(leaf, torch.nn.Module):
            yield from cast("Any", leaf).parameters()


def _check_single(compilations: tuple[Compilation, ...]) -> Compilation:
    if len(compilations) == 1:
        return compilations[0]
    if compilations:
        raise HloscopeError(
            f"expected one program, found {len(compilations)}: the function reads a value or syncs on its way; "
            "`with hloscope.capturing() as dump:` around the call gives all of them"
        )
    raise HloscopeError(
        "expected XLA to compile the function, found nothing new in the dump folder: torch-xla has this program from "
        "an earlier call, so capture the first one; or XLA_FLAGS was set after the backend started, so set it before"
    )
