"""Broken inputs: texts with edits, and what must hold of whatever comes out of them.

A mutation is data, so that hypothesis can make it smaller, and a seed can make it again.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from random import Random
from types import FrameType

from hloscope.errors import HloscopeError
from hloscope.ir import HloInstruction, HloModule

TOKENS = (
    *"{ } ( ) [ ] , = : . - % # / \\ ' \" * @ ? < > _ ; ! ~ ^ & | $ `".split(),
    *(" ", "\n", "\n\n", "\t", "\r", "\r\n", "\0", "\x0b", "\ufeff", "\u00e9", "\u0661", "\u2028", "\U0001f600"),
    *'/* */ // /**/ \\" \\q \\x \\303 {} () [] {{ }} -> ... nan inf -1 0 1e400 true'.split(),
    *('""', '"}', "'}", "ROOT ", "ENTRY ", "HloModule ", "%", "%a", "\n}\n", "\n}", "f32[2]{0} ", "f32[", "token[] "),
    *(", metadata={op_name=", ", to_apply=%", ", calls={", ", backend_config={", ", control-predecessors={", " parameter(0)"),
    *("9" * 5000, "(" * 300, "{" * 300, "a" * 1000, "1," * 300, " " * 300, "-" * 300),
)  # fmt: skip
SECONDS = 60  # for inputs that take some milliseconds


class Kind(Enum):
    """What an edit does at its place."""

    DELETE = "delete"
    DOUBLE = "double"
    MOVE = "move"
    INSERT = "insert"
    REPLACE = "replace"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: at a share `at` of the text, over `length` characters; `to` is where a span goes, `token` what is new."""

    kind: Kind
    at: float
    length: int
    to: float
    token: str


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text after all the edits."""
    for edit in edits:
        start = int(edit.at * len(text))
        end = start + edit.length
        span, rest = text[start:end], text[:start] + text[end:]
        to = int(edit.to * len(rest))
        match edit.kind:
            case Kind.DELETE:
                text = rest
            case Kind.DOUBLE:
                text = text[:end] + span + text[end:]
            case Kind.MOVE:
                text = rest[:to] + span + rest[to:]
            case Kind.INSERT:
                text = text[:start] + edit.token + text[start:]
            case Kind.REPLACE:
                text = text[:start] + edit.token + text[end:]
            case Kind.CUT:
                text = text[:start]
    return text


def random_edits(random: Random) -> list[Edit]:
    """One to four edits, most of them small, few of them a cut."""
    kinds = [*(kind for kind in Kind if kind is not Kind.CUT)] * 4 + [Kind.CUT]
    return [
        Edit(
            random.choice(kinds),
            random.random(),
            random.choice((1, 1, 1, 2, 5, 20, 200, 2000)),
            random.random(),
            random.choice(TOKENS),
        )
        for _ in range(random.choice((1, 1, 2, 4)))
    ]


class TooSlowError(Exception):
    """An input took longer than it ever should."""


@contextmanager
def time_limit(seconds: float = SECONDS) -> Generator[None]:
    """Raises TooSlowError after so long a time, even in the middle of a pattern."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def survives(use: Callable[[str], object], text: str) -> bool:
    """Whether the text was taken; an error that we raise on purpose is an answer too, any other is passed on."""
    with time_limit():
        try:
            use(text)
        except HloscopeError:
            return False
    return True


@contextmanager
def no_more_errors() -> Generator[None]:
    """Raises AssertionError in place of an HloscopeError: what was taken must not be refused when it is used."""
    try:
        yield
    except HloscopeError as error:
        raise AssertionError("an error only when the result was used") from error


def ask_everything(module: HloModule) -> None:
    """All that a module answers on demand: none of it may raise, whatever the text was."""
    assert repr(module)
    assert str(module).startswith("HloModule ")
    assert all(module.attributes)  # none has an empty name
    for computation in module.computations.values():
        assert computation.root.computation is computation
        assert len(computation.parameters) <= len(computation.instructions)
        for instruction in computation.instructions.values():
            assert all(operand.computation is computation for operand in instruction.operands)
            assert all(module.computations[callee.name] is callee for callee in instruction.called_computations)
            for question in QUESTIONS:
                question(instruction)


QUESTIONS: Sequence[Callable[[HloInstruction], object]] = (
    lambda instruction: instruction.attributes,
    lambda instruction: instruction.users,
    lambda instruction: instruction.metadata,
    lambda instruction: instruction.fusion_kind,
    lambda instruction: instruction.custom_call_target,
    lambda instruction: instruction.backend_config_json,
    lambda instruction: instruction.literal,
    lambda instruction: instruction.parameter_number,
    lambda instruction: instruction.control_predecessors,
    lambda instruction: str(instruction.shape.byte_size),
    lambda instruction: instruction.shape.leaves(),
    lambda instruction: instruction.shape.without_layout(),
    repr,
)
