"""Framework: what one framework is known by, before any of it is loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Framework(NamedTuple):
    """What is asked of a framework without loading it. How functions are captured: `hloscope.captures.frameworks`.

    `name` is that of reports and options, `title` the one for sentences, `plain_name` that of what runs where XLA does
    not. `module` is what a program imports; `packages` define the types of its functions and values; `array_module`
    makes arrays. `compiler` is the distribution that holds its XLA, `distributions` matches all that a bug report
    names, `libraries` are the files of XLA below a `sys.path`.

    Programs are told by `module_name`, from its start, else by `metadata`, anywhere in the first instructions;
    `counters` is what the framework adds to a function's name, if anything. Its programs dump with `variables` set and
    `removed` unset, which switches its caches off. `examples` are what it can be told from; `takes_any_function` says
    that a function need not be marked as its own. `tells_start` says whether it is known in a process if its XLA has
    started, and `silence` why nothing was compiled though it was loaded, and what to do.
    """

    name: str
    title: str
    plain_name: str
    module: str
    packages: Sequence[str]
    array_module: str
    compiler: str
    distributions: str
    libraries: Sequence[str]
    module_name: re.Pattern[str]
    metadata: re.Pattern[str]
    examples: str
    silence: tuple[str, str]
    counters: re.Pattern[str] | None = None
    variables: Mapping[str, str] = {}
    removed: Sequence[str] = ()
    takes_any_function: bool = False
    tells_start: bool = True
