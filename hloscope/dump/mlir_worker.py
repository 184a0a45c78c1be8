"""MLIR worker: a process of its own in which jaxlib makes HLO of StableHLO, one module after the other.

It is started by its path and imports nothing of hloscope. Lines of JSON come in on stdin: first the limits, and the
folder that it works in, then one for each module; a line goes out for each. It ends with stdin, which ends with whoever
started it, and takes the folder with it; and when nothing came for a while. What jaxlib cannot bear takes this process
with it, and nothing else.

The functions of jaxlib are those that jax itself calls (`Lowered.compiler_ir("hlo")`); they are not public.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from pathlib import Path
from shutil import rmtree
from typing import Any, TextIO

_IDLE_SECONDS = 60
_BYTECODE = b"ML\xefR"
_PORTABLE = b"StableHLO"  # who wrote the bytecode, behind its magic number and version
_REGISTRIES = ("_jax_mlir_ext", "register_jax_dialects")  # as jaxlib called it until 0.7
_DIALECTS = ("stablehlo", "chlo", "sdy", "mpmd", "mhlo")
_DEVICES = {"mhlo.num_replicas": "replica_count", "mhlo.num_partitions": "num_partitions"}
_NUMBER = re.compile(r"\d{1,9}")
# How HLO names the place of an operation whose MLIR text tells none: by the line of that text, which has no name.
_NAMELESS = re.compile(r'^(\d+ )"-"$|(source_file=)"-"', re.MULTILINE)


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


def _answer_to(converter: Converter, request: dict[str, str]) -> dict[str, str | None]:
    try:
        text = converter.convert(Path(request["file"]).read_bytes(), request["name"])
        Path(request["result"]).write_text(text, "utf-8", newline="")
    except Exception as error:  # noqa: BLE001 (jaxlib raises what it likes; whatever it is goes into the answer)
        return {"problem": f"{error}" or type(error).__name__}
    return {"problem": None}


def _limit_memory(limit: int) -> None:
    with suppress(ImportError):  # Windows has no such limits
        resource = import_module("resource")
        with suppress(ValueError, OSError):  # a limit that is there already may be lower
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _answer_stream() -> TextIO:
    """Where answers go; what libraries print on stdout goes to stderr from here on."""
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return output


def _end_in(seconds: int) -> None:
    """Ends this process in so many seconds, unless it is told another time before."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def main() -> None:
    """Answers requests until stdin ends."""
    output = _answer_stream()
    settings = json.loads(sys.stdin.readline())
    _limit_memory(settings["memory_limit"])
    try:
        _answer_all(output, settings["time_limit"])
    finally:
        rmtree(settings["folder"], ignore_errors=True)


def _answer_all(output: TextIO, seconds: int) -> None:
    converter = Converter()
    _end_in(_IDLE_SECONDS)
    with suppress(BrokenPipeError):  # nobody waits for the answer any more
        for line in sys.stdin:
            _end_in(seconds)
            print(json.dumps(_answer_to(converter, json.loads(line))), file=output, flush=True)
            _end_in(_IDLE_SECONDS)


if __name__ == "__main__":
    main()
