"""The lines of a module in a form in which a text and a proto of it are equal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from hloscope.ir import HloElement, HloInstruction, HloModule

_COMMENT = re.compile(r"/\*.*?\*/")
_BLANKS = re.compile(r"\{ +(?=\{)")
_ELIDED = "{...}"


def module_lines(module: HloModule, *, with_literals: bool = True) -> Iterator[str]:
    """Computation by computation what each instruction is, without comments; settings in the order of their keys.

    The get-tuple-elements that a text of jaxlib 0.11 or later leaves out are left out of all.
    """
    is_compact = any(isinstance(each, HloElement) for each in module.instructions())
    for computation in module.computations.values():
        yield f"{computation.name} {computation.is_entry} {computation.root.name} {computation.execution_thread}"
        for each in computation.instructions.values():
            if each.opcode != "get-tuple-element" or not is_compact:
                yield _line(each, with_literals=with_literals)


def elements_of(module: HloModule) -> set[tuple[str, ...]]:
    """The get-tuple-elements of a module, written out or not, as what they are a member of."""
    found = (each for each in module.instructions() if each.opcode == "get-tuple-element")
    return {(each.computation.name, *_path(each)) for each in found}


def _line(instruction: HloInstruction, *, with_literals: bool) -> str:
    operands = ", ".join("/".join(_path(operand)) for operand in instruction.operands)
    literal = instruction.arguments if with_literals or instruction.opcode != "constant" else _ELIDED
    called = [computation.name for computation in instruction.called_computations]
    attributes = dict(instruction.attributes)
    config = attributes.pop("backend_config", None)
    words = _COMMENT.sub("", str(sorted((key, str(value)) for key, value in attributes.items())))
    return f"{instruction.name} {instruction.shape} {instruction.opcode} {operands} {_plain(literal)} {called} {words} {_sorted(config)}"


def _path(instruction: HloInstruction) -> tuple[str, ...]:
    """A name; of a get-tuple-element, what it is a member of and which."""
    path: list[str] = []
    while instruction.opcode == "get-tuple-element":
        path.append(str(instruction.attributes["index"]))
        instruction = instruction.operands[0]
    return (instruction.name, *reversed(path))


def _plain(literal: str) -> str:
    return _BLANKS.sub("{ ", _COMMENT.sub("", literal))


def _sorted(config: object) -> str:
    try:
        return json.dumps(json.loads(str(config)), sort_keys=True)
    except ValueError:
        return str(config)
