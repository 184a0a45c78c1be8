"""Functions: what `module:function` or `file.py:function` names, imported in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from hloscope.errors import HloscopeError, RaisedError


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
        if error.name not in (name, name.partition(".")[0]):
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


@contextmanager
def user_errors(target: str) -> Generator[None]:
    """Raises what the user's code raises as a HloscopeError, which says on which line.

    Raises:
        HloscopeError: it raised something, or hloscope did on purpose.
    """
    try:
        yield
    except HloscopeError:
        raise
    except Exception as error:
        raise error_of_user(target, error) from error


def error_of_user(target: str, error: Exception) -> RaisedError:
    """What is said of an error that the user's code raised: what it is, and the line of that code."""
    from hloscope.captures.user_code.observed_lines import last_users_place

    place = last_users_place(error.__traceback__)
    where = f" ({place.file}:{place.line})" if place else ""
    return RaisedError(f"{target} raised {type(error).__name__}: {error}{where}")
