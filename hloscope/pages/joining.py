"""Joining: the modules of the page's scripts as one script, each behind those that it imports.

The modules keep to a form that a pattern reads: imports of names from a file beside (`import { a, b }
from "./x.js";`), and `export` only before what is declared. All names at the top of a module are different from those
of the others, so that they can share one scope.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from hloscope.errors import HloscopeError

START = "main.js"
_IMPORT = re.compile(r'^import \{([\w$,\s]+)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class)\b)", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function\*?|const|let|class) ([\w$]+)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?:/\*\*(?:[^*]|\*(?!/))*\*/|//[^\n]*)\n", re.MULTILINE)


def joined_scripts(modules: Mapping[str, str], start: str = START) -> str:
    """One script of a module and all that it imports, in a scope of its own; `modules` are texts by file name.

    Raises:
        HloscopeError: an import or an export is of another form, leads nowhere or in a circle.
    """
    imports = _imports_from(modules, start)
    try:
        order = list(TopologicalSorter(imports).static_order())
    except CycleError as error:
        raise HloscopeError(f"expected scripts that import in no circle, found {' > '.join(error.args[1])}") from error
    return '(() => {\n"use strict";\n' + "".join(_without_modules(name, modules[name]) for name in order) + "})();\n"


def declared_names(text: str) -> list[str]:
    """The names that a module declares at its top."""
    return _DECLARED.findall(text)


def _imports_from(modules: Mapping[str, str], start: str) -> dict[str, list[str]]:
    """What each module imports, of those that are needed."""
    found: dict[str, list[str]] = {}
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        if name not in modules:
            raise HloscopeError(f"expected a script {name!r} beside those that import it, found none")
        found[name] = [imported for _, imported in _IMPORT.findall(modules[name])]
        waiting += found[name]
    return found


def _without_modules(name: str, text: str) -> str:
    plain = _EXPORT.sub("", _IMPORT.sub("", text))
    left = _LEFT.search(plain)
    if left:
        raise HloscopeError(f"expected imports and exports of one form in {name}, found {left[0]!r}")
    return _COMMENT.sub("", plain)
