"""Era: whether XLA of jaxlib 0.11 or later compiled a program, which a few rules and costs follow.

Since then what XLA dumps has members of tuples as `%p#0` and backend configs with sorted keys, and a buffer assignment
names the page of each allocation: so it is in each of 1,200 modules of jaxlib 0.4.30 to 0.12.0.1 for CPU and GPU. What
jax prints itself (`as_text()`) is spelt as before, and a short module reads alike whoever wrote it: then only files
beside it tell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, cast

from hloscope.dump import Compilation
from hloscope.dump.file_names import Role
from hloscope.dump.files import DumpFile
from hloscope.errors import HloscopeError
from hloscope.ir import HloModule
from hloscope.regex import lazy_pattern

_ALLOCATION = lazy_pattern(r"^allocation \d++: size \d++(?P<page>, page \d)?", re.MULTILINE)
_CONFIG = "backend_config={"
_DECODER = json.JSONDecoder()
_SEVERAL_KEYS = '":'  # occurs more than once in a config of several keys
_MOST_CONFIGS = 64  # that are decoded; nearly always the first one tells


def is_of_new_xla(compilation: Compilation) -> bool | None:
    """Whether XLA of jaxlib 0.11 or later compiled it; None where no file tells."""
    return next((is_new for is_new in _signs_in(compilation) if is_new is not None), None)


def is_new_module(module: HloModule) -> bool | None:
    """The same by a module alone, whose text never tells that it is old: `as_text()` is spelt as before."""
    has_elements = module.has_elements
    return has_elements if has_elements is not None else any(_key_orders(module)) or None


def _signs_in(compilation: Compilation) -> Iterator[bool | None]:
    """What each file says, those first that are read anyway."""
    modules: list[HloModule] = []
    for role in (Role.AFTER, Role.BEFORE):
        try:
            module = compilation.stage(role.value)
        except HloscopeError:  # others may tell
            continue
        if module:
            modules.append(module)
            yield is_new_module(module)
        if role is Role.AFTER:
            yield _has_pages(compilation)
    if _is_dumped_text(compilation) and any(map(_is_spelt_as_before, modules)):
        yield False


def _has_pages(compilation: Compilation) -> bool | None:
    """Whether the buffer assignment names pages; None where there is none."""
    file = compilation.files.get(Role.BUFFERS)
    try:
        found = _ALLOCATION.search(file.source.read_head()) if file else None
    except HloscopeError:
        return None
    return bool(found["page"]) if found else None


def _is_dumped_text(compilation: Compilation) -> bool:
    """Whether XLA itself wrote the texts: it dumps none for TPU, so that they are what jax printed."""
    files = (compilation.files.get(role) for role in (Role.BEFORE, Role.AFTER))
    is_text = all(type(file) is DumpFile for file in files if file)  # no proto, drawing or MLIR
    return is_text and compilation.id is not None and compilation.platform != "tpu"


def _is_spelt_as_before(module: HloModule) -> bool:
    """Whether a member of a tuple that is no root has a line of its own, or the keys of a config are not sorted."""
    lines = (i for i in module.instructions() if i.opcode == "get-tuple-element" and not i.is_root)
    return any(lines) or not all(_key_orders(module))


def _key_orders(module: HloModule) -> Iterator[bool]:
    """Whether the keys are sorted, of the first backend configs that have several."""
    texts = [i.attribute_text for i in module.instructions() if _CONFIG in i.annotations or _CONFIG in i.settings]
    configs = (text[text.index(_CONFIG) + len(_CONFIG) - 1 :] for text in texts)
    several = (config for config in configs if config.count(_SEVERAL_KEYS) > 1)
    keys = (_keys_of(config) for config in islice(several, _MOST_CONFIGS))
    return (names == sorted(names) for names in keys if len(names) > 1)


def _keys_of(text: str) -> list[str]:
    """The keys of the JSON object that a text begins with."""
    try:
        config: Any = _DECODER.raw_decode(text)[0]
    except (ValueError, RecursionError):
        return []
    return list(cast("Iterable[str]", config)) if isinstance(config, dict) else []
