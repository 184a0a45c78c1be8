"""User process: a function named on the command line, looked at in a process of its own.

Its module is imported there with its frameworks; what it prints goes to stderr, and the result comes back as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from hloscope.errors import HloscopeError

_STDERR = 2


def in_user_process(task: str, target: str, inputs: Sequence[str], framework: str | None) -> Any:  # noqa: ANN401
    """What `task`, itself named as `module:function`, says of the function that `target` names.

    It is called with that function and examples of its arguments, and what it gives has a `to_dict()`.

    Raises:
        HloscopeError: the function is not there, or cannot be looked at; the message says why.
    """
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        command = [
            sys.executable,
            "-m",
            "hloscope.captures.user_code.process",
            task,
            target,
            framework or "",
            str(answer),
        ]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        done = subprocess.run([*command, *inputs], env=environment, stdout=_STDERR, check=False)
        try:
            result: dict[str, Any] = json.loads(answer.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise HloscopeError(f"the process that ran {target} ended with status {done.returncode}") from error
    if "error" in result:
        raise HloscopeError(result["error"])
    return result["result"]


def main(arguments: Sequence[str]) -> None:
    """Does the task, and writes the answer: the result, or what is wrong."""
    task, target, framework, answer, *inputs = arguments
    try:
        text = json.dumps({"result": _result_of(task, target, framework, inputs)})
    except HloscopeError as error:
        text = json.dumps({"error": str(error)})
    except Exception as error:  # noqa: BLE001 (the user's code may raise whatever it likes)
        place = _place_of(error)
        text = json.dumps({"error": f"{target} raised {type(error).__name__}: {error}{place}"})
    Path(answer).write_text(text, "utf-8")


def _result_of(task: str, target: str, framework: str, inputs: Sequence[str]) -> Any:  # noqa: ANN401
    from hloscope.captures.user_code.examples import examples_of, framework_at_hand

    found = function_at(target)
    fn = found() if isinstance(found, type) else found  # a class of modules stands for one of them
    example = examples_of(inputs, framework or framework_at_hand(fn))
    module, _, name = task.partition(":")
    return getattr(import_module(module), name)(fn, *example).to_dict()


def function_at(target: str) -> Callable[..., object]:
    """The function or module that `package.module:name` or `path/file.py:name` names.

    Raises:
        HloscopeError: there is no such module, or it has no such name. What the module raises is raised as it is.
    """
    place, _, name = target.rpartition(":")
    if not place:
        raise HloscopeError(f"expected module:function or file.py:function, found {target!r}")
    module = _module_from_file(Path(place)) if place.endswith(".py") else _module_by_name(place)
    value: Any = module
    for part in name.split("."):
        value = getattr(value, part, None)
    if not callable(value):
        raise HloscopeError(f"expected a function or a module object, found no {name!r} in {place}")
    function: Callable[..., object] = value
    return function


def _module_by_name(name: str) -> object:
    sys.path.insert(0, str(Path.cwd()))
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name.partition(".")[0]:
            raise
        raise HloscopeError(f"expected a module, found none that is called {name!r}") from error


def _module_from_file(path: Path) -> object:
    if not path.is_file():
        raise HloscopeError(f"{path}: expected a file of Python, found none")
    sys.path.insert(0, str(path.resolve().parent))
    spec = spec_from_file_location(path.stem, path.resolve())
    if spec is None or spec.loader is None:
        raise HloscopeError(f"{path}: expected a file of Python")
    module = module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def _place_of(error: Exception) -> str:
    from hloscope.captures.user_code.observed_lines import last_users_place

    place = last_users_place(error.__traceback__)
    return f" ({place.file}:{place.line})" if place else ""


if __name__ == "__main__":
    main(sys.argv[1:])
