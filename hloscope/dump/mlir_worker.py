"""MLIR worker: jaxlib makes HLO of StableHLO, one module after the other, in a process of its own.

It is loaded by its path (`workers/serve.py`) and imports nothing of hloscope. Each request is a module.

The functions of jaxlib are those that jax itself calls (`Lowered.compiler_ir("hlo")`); they are not public.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

_BYTECODE = b"ML\xefR"
_PORTABLE = b"StableHLO"  # who wrote the bytecode, behind its magic number and version
_REGISTRIES = ("_jax_mlir_ext", "register_jax_dialects")  # as jaxlib called it until 0.7
_DIALECTS = ("stablehlo", "chlo", "sdy", "mpmd", "mhlo")
_DEVICES = {"mhlo.num_replicas": "replica_count", "mhlo.num_partitions": "num_partitions"}
_NUMBER = re.compile(r"\d{1,9}")
# How HLO names the place of an operation whose MLIR text tells none: by the line of that text, which has no name.
_NAMELESS = re.compile(r'^(\d+ )"-"$|(source_file=)"-"', re.MULTILINE)


def start(_: dict[str, Any]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """What converts; jaxlib is loaded then."""
    return partial(_answer_to, Converter())


class Converter:
    """What makes HLO text of a module, whatever its form."""

    def __init__(self) -> None:
        self._jaxlib = _load_internals()
        self._ir = import_module("jaxlib.mlir.ir")
        self._stablehlo = import_module("jaxlib.mlir.dialects.stablehlo")

    def convert(self, data: bytes, name: str) -> str:
        """The module as XLA prints it, with the numbers of devices that only the MLIR module has."""
        content, devices, problem = self._open(data)
        try:
            module = self._jaxlib.mlir.mlir_module_to_xla_computation(content, use_tuple_args=False, return_tuple=False)
        except Exception as error:
            raise problem or error from error
        header, newline, rest = module.as_hlo_module().to_string().partition("\n")
        quoted = json.dumps(name)
        places = _NAMELESS.sub(lambda found: f"{found[1] or found[2]}{quoted}", rest)
        return f"{header}{_device_counts(devices)}{newline}{places}"

    def _open(self, data: bytes) -> tuple[str | bytes, dict[str, str], Exception | None]:
        """What jaxlib takes as a module, the numbers of devices, and what is wrong with it, with the place in it.

        A portable artifact is bytecode of today then.
        """
        with self._make_context() as context:
            if data.startswith(_BYTECODE) and _PORTABLE in data[:32]:
                module = self._stablehlo.deserialize_portable_artifact(context, data)
                bytecode = BytesIO()
                module.operation.write_bytecode(bytecode)
                return bytecode.getvalue(), _devices_in(module), None
            content = data if data.startswith(_BYTECODE) else data.decode("utf-8", "replace")
            try:
                return content, _devices_in(self._ir.Module.parse(content)), None
            except Exception as error:  # noqa: BLE001 (it may be convertible all the same)
                return content, {}, error

    def _make_context(self) -> Any:  # noqa: ANN401
        """A context that knows the dialects that jax writes."""
        context = self._ir.Context()
        for name in _REGISTRIES:
            with suppress(ImportError):
                registry = self._ir.DialectRegistry()
                import_module(f"jaxlib.mlir._mlir_libs.{name}").register_dialects(registry)
                context.append_dialect_registry(registry)
        context.load_all_available_dialects()
        for name in _DIALECTS:
            with suppress(ImportError, AttributeError):
                dialect = import_module(f"jaxlib.mlir.dialects.{name}")
                register = getattr(dialect, "register_mhlo_dialect", None) or dialect.register_dialect
                register(context)
        return context


def _load_internals() -> Any:  # noqa: ANN401
    """What is behind jaxlib's public modules; it was called otherwise until 0.6."""
    with suppress(ImportError):
        return import_module("jaxlib._jax")
    return import_module("jaxlib.xla_extension")


def _devices_in(module: Any) -> dict[str, str]:  # noqa: ANN401
    """The numbers of devices, as they stand among a module's attributes."""
    attributes = module.operation.attributes
    return {name: f"{attributes[name]}" for name in _DEVICES if name in attributes}


def _device_counts(devices: dict[str, str]) -> str:
    """The numbers of devices as a header of HLO has them, where there is more than one."""
    numbers = {word: _NUMBER.match(devices.get(name, "")) for name, word in _DEVICES.items()}
    return "".join(f", {word}={found[0]}" for word, found in numbers.items() if found and int(found[0]) > 1)


def _answer_to(converter: Converter, request: dict[str, Any]) -> dict[str, Any]:
    text = converter.convert(Path(request["file"]).read_bytes(), request["name"])
    Path(request["result"]).write_text(text, "utf-8", newline="")
    return {}
