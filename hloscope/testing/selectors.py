"""Selectors: how a test names an operation, by opcode, by the framework's name, by source line, or by a predicate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase

from hloscope.analyses.kernels.rules import COLLECTIVES, CONTROL, DATA_MOVEMENT, ELEMENTWISE, STRUCTURAL
from hloscope.errors import HloscopeError
from hloscope.ir import HloInstruction
from hloscope.testing.program import Program

# xla/hlo/ir/hlo_opcode.h; what is in the tables of the launch rules is taken from there.
_OTHERS = """
batch-norm-grad batch-norm-inference batch-norm-training cholesky convolution copy custom-call dot fft fusion
get-dimension-size infeed logistic optimization-barrier outfeed partition-id ragged-dot recv replica-id reshape rng
rng-bit-generator rng-get-and-update-state scaled-dot scan scatter select-and-scatter send set-dimension-size sort
stochastic-convert topk triangular-solve
"""
OPCODES = frozenset(" ".join((COLLECTIVES, CONTROL, DATA_MOVEMENT, ELEMENTWISE, STRUCTURAL, _OTHERS)).split())
"""Those that a program may be asked for; XLA may know newer ones."""


_SOURCE_LINE = re.compile(r".*\.\w+:\d{1,9}", re.ASCII)
_NAME_PARTS = re.compile(r"[^/()]+")


@dataclass(frozen=True, slots=True)
class Selector:
    """Which operations are meant, and how a message calls them; a name may be misspelt, a predicate may not."""

    text: str
    matches: Callable[[HloInstruction], bool]
    is_name: bool = True


Operation = str | Selector | Callable[[HloInstruction], bool]
"""How a test names an operation: an opcode (`dot`), else a part of the framework's name of it (`relu`, `mlp/*`), a
source line (`model.py:35`), or a predicate of an instruction."""


def opcode(text: str) -> Selector:
    """The operations of this opcode."""
    return Selector(text, lambda instruction: instruction.opcode == text)


def op_name(text: str) -> Selector:
    """The operations whose framework name has this part: `relu` is a part of `jit(mlp)/jit(relu)/max`.

    `*` stands for any characters. A text with a slash is looked for in the whole name.
    """
    whole = f"*{text}*" if "/" in text else None

    def matches(instruction: HloInstruction) -> bool:
        name = instruction.metadata.op_name
        if whole:
            return fnmatchcase(name, whole)
        return any(fnmatchcase(part, text) for part in _NAME_PARTS.findall(name))

    return Selector(text, matches)


def source(text: str) -> Selector:
    """The operations that a line of the user's program asked for, as `model.py:35`; folders may be left out.

    Raises:
        HloscopeError: the text is no such line.
    """
    if not _SOURCE_LINE.fullmatch(text):
        raise HloscopeError(f"expected a source line such as 'model.py:35', found {text!r}")
    file, _, line = text.rpartition(":")

    def matches(instruction: HloInstruction) -> bool:
        metadata = instruction.metadata
        places = [(metadata.source_file, metadata.source_line), *((f.file, f.line) for f in metadata.frames)]
        return any(number == int(line) and f"/{path}".endswith(f"/{file}") for path, number in places)

    return Selector(text, matches)


def selectors_of(operations: Iterable[Operation], program: Program) -> tuple[Selector, ...]:
    """The selector that each of them means in this program."""
    present = {instruction.opcode for instruction in program.operations()} | OPCODES
    return tuple(_selector_of(operation, present) for operation in operations)


def _selector_of(operation: Operation, opcodes: Iterable[str]) -> Selector:
    if isinstance(operation, Selector):
        return operation
    if callable(operation):
        return Selector(getattr(operation, "__name__", repr(operation)), operation, is_name=False)
    if operation in opcodes:
        return opcode(operation)
    return source(operation) if _SOURCE_LINE.fullmatch(operation) else op_name(operation)


def known_selectors_of(operations: Iterable[Operation], program: Program) -> tuple[Selector, ...]:
    """The `selectors_of` what must not be; a name that nothing bears would make such a check pass for ever.

    Raises:
        HloscopeError: one is no opcode, and matches nothing before or after optimization.
    """
    selectors = selectors_of(operations, program)
    for selector in selectors:
        if selector.is_name and selector.text not in OPCODES and not is_known(selector, program):
            text = unknown_text(selector, program)
            raise HloscopeError(f"expected an operation of {program.title}, found {selector.text!r}: {text}")
    return selectors


def is_known(selector: Selector, program: Program) -> bool:
    """Whether it matches anything before or after optimization."""
    return any(map(selector.matches, program.operations())) or find_before(selector, program) is not None


def find_before(selector: Selector, program: Program) -> HloInstruction | None:
    """The first operation that it matches before optimization."""
    before = program.compilation.before
    return next(filter(selector.matches, before.instructions()), None) if before else None


def unknown_text(selector: Selector, program: Program) -> str:
    """What to say of a selector that matches nothing, before or after optimization."""
    if selector.text in OPCODES:
        return "no operation of the program has this opcode"
    before = program.compilation.before
    instructions = [*program.operations(), *(before.instructions() if before else ())]
    names = {part for i in instructions for part in _NAME_PARTS.findall(i.metadata.op_name)}
    close = get_close_matches(selector.text, sorted(OPCODES | names), n=1)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    return f"neither an opcode nor part of the name or source line of any operation{hint}"
