"""A worker that compiles nothing: what a module says is what it does. Stands where a compiler would crash or hang."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Told = dict[str, Any]


def start(settings: Told) -> Callable[[Told], Told]:
    """As the true one, but that its arguments and the flags of XLA may forbid it."""
    if "--refuse" in sys.argv:
        raise ValueError("no such plugin")
    if "--die" in sys.argv:
        sys.stderr.write("ImportError: no module named jax\n")
        raise SystemExit(3)
    if "--leave" in sys.argv:
        raise SystemExit(0)
    if "xla_new" in os.environ["XLA_FLAGS"]:  # as XLA does, with its own words
        abort("F1130 01:37:16.4 13010 parse_flags_from_env.cc:238] Unknown flags in XLA_FLAGS: --xla_new=1\n")
    settings["flags"] = os.environ["XLA_FLAGS"]
    return lambda request: answer_to(request, settings)


def answer_to(request: Told, settings: Told) -> Told:
    word, _, rest = Path(request["file"]).read_text("utf-8").partition(" ")
    if word == "abort":
        abort("F0000 Check failed: operand != nullptr\nsome more\n")
    if word == "hang" or "jit_hang" in rest:
        Path(settings["toolkit"]).with_name("hangs").write_text(str(os.getpid()), "utf-8")
        time.sleep(600)
    if word == "refuse":
        raise ValueError(rest)
    if word == "dump":
        shutil.copytree(rest, request["folder"], dirs_exist_ok=True)
    return {"temp_bytes": os.getpid(), "modelled_seconds": 0.5, "settings": settings}


def abort(words: str) -> None:
    sys.stderr.write(words)
    sys.stderr.flush()
    os.abort()
