"""The errors that hloscope raises for bad input: one base class, and texts that say where and what to do."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from copy import copy
from types import TracebackType
from typing import Self

from hloscope.regex import lazy_pattern
from hloscope.version import ISSUES, NEWER_HINT
from hloscope.words.safe_text import visible, visible_lines

_WINDOW = 100  # characters of a long line that are shown around the place of an error
_PIECE = 1 << 12  # characters that are looked at together: one by one takes 100 times as long

_SAID = 300  # characters of what Python says of a fault

_STATEMENT = lazy_pattern(r"\s*+(?:HloModule\s|(?:ROOT\s++)?%?[\w.\-]++\s++=\s)")  # or what ends in a brace
_HIDING_BRACKETS = lazy_pattern(r'"(?:[^"\\]++|\\.)*+"|/\*(?:[^*]++|\*(?!/))*+\*/', re.DOTALL)


class HloscopeError(Exception):
    """Base of every error that hloscope raises on purpose.

    `filename` is the file that is at fault, if one is; `hint` is what else may help, beside the message, or "".
    """

    filename: str | None = None
    hint: str = ""

    def __str__(self) -> str:
        """The message, safe to print: it may quote a file of anybody's."""
        return visible_lines(super().__str__())


class DumpError(HloscopeError):
    """A path that is not there, cannot be read, or holds nothing that hloscope knows; `problem` says which."""

    def __init__(self, problem: str, filename: str | None = None) -> None:
        self.problem = problem
        self.filename = filename
        super().__init__(problem, filename)

    def __str__(self) -> str:
        """The problem, behind the name of the file."""
        problem = visible_lines(self.problem)
        return f"{visible(self.filename)}: {problem}" if self.filename else problem


class RaisedError(HloscopeError):
    """What the user's own function raised: no word of a compiler's on it."""


class FaultError(DumpError):
    """A fault of hloscope's own: what Python said, where in hloscope, and where to send what brought it about."""


class ParseError(HloscopeError):
    """A text that breaks the grammar: what was expected, what was found, and where.

    `line` and `column` count from 1. `str()` is the whole message, with a window of the line and a caret.

    With `is_syntax` it is the grammar that has no place for what was found, as it would have none for what is newer
    than it; not so with a name that is defined twice or nowhere. `hint` then says which versions were tested, if the
    text does not look mutilated: the line is a statement whose brackets and quotes are in order (and so is the one
    before, if nothing of this one was read), and further down a computation ends.
    """

    def __init__(
        self,
        expected: str,
        found: str,
        *,
        text: str,
        position: int,
        filename: str | None = None,
        is_syntax: bool = False,
    ) -> None:
        self.expected = expected
        self.found = found
        self.filename = filename
        self.position = position
        line_start = text.rfind("\n", 0, position) + 1
        line_end = text.find("\n", position)
        self.line = text.count("\n", 0, position) + 1
        self.column = position - line_start + 1
        self.window = _window_of(text[line_start : len(text) if line_end < 0 else line_end], self.column - 1)
        if is_syntax and _is_well_formed(text, line_start, position):
            self.hint = NEWER_HINT
        super().__init__(f"{self.location}: expected {expected}, found {found}\n{self.window}")

    @property
    def location(self) -> str:
        """`file:line:column`, as editors and terminals link it."""
        return f"{visible(self.filename or '<text>')}:{self.line}:{self.column}"

    def moved_down(self, lines: int) -> Self:
        """The same, of a text in front of which so many lines stand."""
        moved = copy(self)
        moved.line += lines
        moved.args = (str(self).replace(self.location, moved.location, 1),)
        return moved

    def __reduce__(self) -> tuple[object, ...]:  # a keyword-only constructor does not pickle by itself
        return (_rebuilt, (self.args[0], dict(self.__dict__)))


@contextmanager
def telling_faults(filename: str | None = None) -> Generator[None]:
    """Raises whatever is no HloscopeError as one, so that one odd file does not hide the others.

    What the machine refuses (a full disk) is no fault of ours; the rest is a FaultError. `filename` is what is looked
    at meanwhile.
    """
    try:
        yield
    except HloscopeError:
        raise
    except OSError as error:
        raise unusable(error) from error
    except Exception as error:
        raise fault_of(error, filename) from error


def unusable(error: OSError) -> HloscopeError:
    """What is said of a file that the machine refuses: no room for temporary files, above all."""
    return HloscopeError(f"{error.filename or 'a file'} cannot be used: {error.strerror or error}")


def fault_of(error: Exception, filename: str | None = None) -> FaultError:
    """What is said of an exception that nobody expected."""
    said = " ".join(str(error).split())
    shown = f"{said[:_SAID]}..." if len(said) > _SAID else said
    what = ": ".join(filter(None, (type(error).__name__, shown)))
    sent = "this file and the command" if filename else "the command, and the files that it reads"
    place = _own_place(error.__traceback__)
    problem = f"{what} ({place}). This is a fault of hloscope: please send {sent} to {ISSUES}"
    return FaultError(problem, filename)


def _own_place(traceback: TracebackType | None) -> str:
    """The innermost line of ours that an exception went through: `hloscope.words:18`."""
    place = "outside of hloscope"
    while traceback:
        module = str(traceback.tb_frame.f_globals.get("__name__"))
        if module.partition(".")[0] == "hloscope" and module != __name__:
            place = f"{module}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place


def report_of(error: HloscopeError) -> str:
    """The message, and behind it in a line of its own the hint, if there is one."""
    return f"{error}\n{error.hint}" if error.hint else str(error)


def _rebuilt(message: str, state: dict[str, object]) -> ParseError:
    error = ParseError.__new__(ParseError, message)
    error.__dict__.update(state)
    return error


def _window_of(line: str, column: int) -> str:
    """The part of `line` around `column` (from 0) and a caret below it."""
    start = max(0, min(column - _WINDOW // 2, len(line) - _WINDOW))
    shown = "".join(c if c.isprintable() else " " for c in line[start : start + _WINDOW])
    before, after = "..." if start else "", "..." if start + _WINDOW < len(line) else ""
    return f"  {before}{shown}{after}\n  {' ' * (len(before) + column - start)}^"


def _is_well_formed(text: str, line_start: int, position: int) -> bool:
    """Whether a whole statement is at `position`, in a text that goes on and ends."""
    line = _line_from(text, line_start)
    is_statement = line.endswith("{") or _STATEMENT.match(line)
    if not is_statement or not _is_balanced(line) or text.find("\n}", position) < 0:
        return False
    if text[line_start:position].strip():
        return True
    end = end_without_space(text, line_start)
    return _is_balanced(_line_from(text, text.rfind("\n", 0, end) + 1))


def end_without_space(text: str, end: int) -> int:
    """Where the last word in front of `end` ends; no copy is made of all that comes before."""
    while end:
        start = max(0, end - _PIECE)
        length = len(text[start:end].rstrip())
        if length:
            return start + length
        end = start
    return 0


def _line_from(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start : len(text) if end < 0 else end].rstrip()


def _is_balanced(line: str) -> bool:
    """Whether each bracket of a line is closed in it, but for a brace at its end, and each string and comment ends."""
    plain = _HIDING_BRACKETS.sub("", line).removesuffix("{")
    return not any(mark in plain for mark in ('"', "/*")) and all(
        plain.count(opening) == plain.count(closing) for opening, closing in ("()", "[]", "{}")
    )
