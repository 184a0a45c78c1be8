"""Serve: the process of a worker, which answers one line of JSON by another.

It is started by its path, and imports nothing of hloscope but what lies beside it. `start` of the worker, a file of
Python, gets the settings, which come first, and gives what answers requests. It ends with stdin, with whoever started
it, and at its limits; and when nothing came for a while. What a compiler cannot bear takes this process with it, and
nothing else.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, TextIO

Answer = Callable[[dict[str, Any]], dict[str, Any]]


def main() -> None:
    """Answers requests until stdin ends."""
    held, folder, memory, idle, worker = sys.argv[1:6]
    sys.argv[:] = sys.argv[5:]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal tells all; whoever started it decides
    lifeline = _load(Path(__file__).with_name("lifeline.py"))
    if held:
        lifeline.hold(int(held), folder)
    lifeline.limit_memory(int(memory))
    with suppress(BrokenPipeError):  # nobody waits for the answer any more
        _answer_all(worker, _answer_stream(), lifeline.limit_time, float(idle))


def _answer_all(worker: str, output: TextIO, limit_time: Callable[[float], None], idle: float) -> None:
    answer: Answer | None = None
    for line in sys.stdin:
        request = json.loads(line)
        limit_time(request["time_limit"])
        try:
            if answer is None:
                answer, found = _load(Path(worker)).start(request), {}
            else:
                found = answer(request)
            reply = {"problem": None, **found}
        except Exception as error:  # noqa: BLE001 (a compiler raises what it likes; whatever it is goes into the answer)
            reply = {"problem": f"{error}" or type(error).__name__}
        print(json.dumps(reply), file=output, flush=True)
        limit_time(idle)


def _load(path: Path) -> Any:  # noqa: ANN401
    """A module by its path, for its folder is not on the path: what lies there must not shadow other packages."""
    spec = spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(path.name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _answer_stream() -> TextIO:
    """Where answers go; what libraries print on stdout goes to stderr from here on."""
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return output


if __name__ == "__main__":
    main()
