"""Witness: runs inside an observed Python program, before it, and notes what decides whether XLA dumps.

Its text becomes the `sitecustomize` of the program, so it may import nothing of hloscope; it changes nothing that the
program can see. It notes which frameworks are loaded, what is written into the variables that XLA reads, whether XLA
had started by then. A record for each process, as JSON: at its start, whenever
there is news, and at its end.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import sys
import threading
from contextlib import suppress
from typing import Any

FOLDER = "HLOSCOPE_WITNESS"
VARIABLES = ("XLA_FLAGS", "TF_XLA_FLAGS")
FRAMEWORKS = {"jax": "jax", "tensorflow": "tensorflow", "torch": "torch", "torch_xla": "torch-xla"}


def started_frameworks() -> list[str]:
    """The frameworks whose XLA has read its flags, of those that tell; TensorFlow does not."""
    jax = getattr(sys.modules.get("jax._src.xla_bridge"), "_backends", None)
    torch_xla = getattr(sys.modules.get("_XLAC"), "_xla_runtime_is_initialized", bool)
    return [name for name, has in (("jax", jax), ("torch-xla", torch_xla())) if has]


def loaded_frameworks() -> dict[str, str]:
    """The frameworks that are loaded, and their versions."""
    modules = {name: sys.modules.get(module) for module, name in FRAMEWORKS.items()}
    return {name: str(getattr(module, "__version__", "")) for name, module in modules.items() if module}


def current_line() -> str:
    """The line of the program that is being run."""
    frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
    while frame.f_back and frame.f_code.co_filename in (__file__, os.__file__, "<frozen os>"):
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


class Witness:
    """The notes on this process."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.writes: list[dict[str, Any]] = []
        self.putenv = os.putenv

    def note_write(self, name: bytes | str, value: bytes | str) -> None:
        """In place of `os.putenv`, which each assignment to `os.environ` calls."""
        self.putenv(name, value)
        text = os.fsdecode(name)
        if text in VARIABLES:
            self.writes.append(
                {
                    "variable": text,
                    "before": os.environ.get(text, ""),
                    "value": os.fsdecode(value),
                    "place": current_line(),
                    "started": started_frameworks(),
                    "loaded": sorted(loaded_frameworks()),
                }
            )
            self.save(has_ended=False)

    def save_end(self) -> None:
        """When Python ends."""
        self.save(has_ended=True)

    def save(self, *, has_ended: bool) -> None:
        """Writes the record; a process that cannot is not noted, and not disturbed."""
        record = {
            "pid": os.getpid(),
            "python": sys.version.split()[0],
            "arguments": getattr(sys, "orig_argv", sys.argv)[:20],
            "path": sys.path,
            "frameworks": loaded_frameworks(),
            "started": started_frameworks(),
            "writes": self.writes,
            "has_ended": has_ended,
        }
        with suppress(OSError), open(f"{self.folder}/{os.getpid()}.json", "w", encoding="utf-8") as file:  # noqa: PTH123
            json.dump(record, file)


def observe() -> None:
    """Begins to observe this process, and then loads the `sitecustomize` that would have been loaded by itself."""
    folder = os.environ.get(FOLDER)
    if not folder:
        return
    witness = Witness(folder)
    setattr(os, "putenv", witness.note_write)  # noqa: B010 (to a checker it is no variable)
    # jax forgets at its end what it had started; what threads register comes before that.
    getattr(threading, "_register_atexit", atexit.register)(witness.save_end)
    witness.save(has_ended=False)
    sys.modules["_hloscope_witness"] = sys.modules.pop("sitecustomize")
    sys.path[:] = [entry for entry in sys.path if f"{entry}/sitecustomize.py" != __file__]
    try:
        importlib.import_module("sitecustomize")
    except ImportError:
        sys.modules["sitecustomize"] = sys.modules["_hloscope_witness"]


if __name__ == "sitecustomize":
    observe()
