"""User process: a function named on the command line, looked at in a process of its own.

Its module is imported there with its frameworks; what it prints goes to stderr, and the result comes back as JSON.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from hloscope.captures.user_code.functions import error_of_user, function_at
from hloscope.dump.workers import lifeline
from hloscope.dump.workers.held import NO_LIFELINE, Held
from hloscope.dump.workers.workplace import Workplace
from hloscope.errors import HloscopeError

_STDERR = 2
_COMMAND = (sys.executable, "-m", "hloscope.captures.user_code.process")


def in_user_process(
    task: str,
    target: str,
    inputs: Sequence[str],
    framework: str | None,
    options: Mapping[str, Any] | None = None,
) -> Any:  # noqa: ANN401
    """What `task`, itself named as `module:function`, says of the function that `target` names.

    It is called with that function, examples of its arguments and the options, and what it gives has a `to_dict()`.

    Raises:
        HloscopeError: the function is not there, or cannot be looked at; the message says why.
    """
    if "\0" in target or re.search("[\ud800-\udc7f]", target):
        raise HloscopeError(f"expected module:function or file.py:function, found {target!r}")
    with Workplace() as folder:
        answer = folder / "answer.json"
        given = [task, target, framework or "", str(answer), json.dumps(options or {}), *inputs]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        status = Held(_COMMAND, folder, given, environment=environment, stdout=_STDERR).wait()
        try:
            result: dict[str, Any] = json.loads(answer.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise HloscopeError(f"the process that ran {target} ended with status {status}") from error
    if "error" in result:
        raise HloscopeError(result["error"])
    return result["result"]


def main(arguments: Sequence[str]) -> None:
    """Does the task, and writes the answer: the result, or what is wrong."""
    held, folder, *arguments = arguments
    if held != NO_LIFELINE:
        lifeline.hold(int(held), folder)
    task, target, framework, answer, options, *inputs = arguments
    try:
        text = json.dumps({"result": _result_of(task, target, framework, inputs, json.loads(options))})
    except HloscopeError as error:
        text = json.dumps({"error": str(error)})
    except Exception as error:  # noqa: BLE001 (the user's code may raise whatever it likes)
        text = json.dumps({"error": str(error_of_user(target, error))})
    Path(answer).write_text(text, "utf-8")


def _result_of(task: str, target: str, framework: str, inputs: Sequence[str], options: Mapping[str, Any]) -> Any:  # noqa: ANN401
    from hloscope.captures.user_code.examples import examples_of, framework_at_hand

    found = function_at(target)
    fn = found() if isinstance(found, type) else found  # a class of modules stands for one of them
    example = examples_of(inputs, framework or framework_at_hand(fn))
    module, _, name = task.partition(":")
    return getattr(import_module(module), name)(fn, *example, **options).to_dict()


if __name__ == "__main__":
    main(sys.argv[1:])
