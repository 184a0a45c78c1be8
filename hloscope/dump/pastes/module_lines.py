"""Module lines: which lines of a text are a module's, and which were written around it."""

from __future__ import annotations

from enum import Enum, auto
from itertools import groupby

from hloscope.regex import lazy_pattern

_NAME = r"%?[A-Za-z_][\w.\-]*+"
_HEADER = lazy_pattern(r"\s*+HloModule\s")
_OPENING = lazy_pattern(rf"\s*+(?:ENTRY\s++)?+{_NAME}\s*+(\(|\{{)")
_INSTRUCTION = lazy_pattern(rf"\s*+(?:ROOT\s++)?+(?:%[\w.\-]++|{_NAME})\s++=\s++(?:\(|[a-z]\w*+\[)")
_CLOSING = lazy_pattern(r"\s*+\}(?:\s*+,\s*+execution_thread=.*+|\s*+//.*+|\s*+)\Z")
_TABLE = lazy_pattern(r"\s*+(?:FileNames|FunctionNames|FileLocations|StackFrames|\d++ [\"{].*+)\s*+\Z")
# What programs say on the same stream while a module is printed there, and what Markdown has around code.
_OTHERS = lazy_pattern(
    r"\s*+(?:[IWEF]\d{4} \d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d|(?:DEBUG|INFO|WARNING|ERROR|CRITICAL|WARN)\b[: ]"
    r"|(?:\S{1,300}: )?+\w{0,60}Warning: |\d{1,3}%\||```|~~~)"
)


class _Kind(Enum):
    HEADER = auto()
    OPENING = auto()
    CLOSING = auto()
    INSIDE = auto()
    TABLE = auto()
    NONE = auto()


def module_lines(text: str) -> str:
    """The text of one module with empty lines in place of what is in front of it, behind it, or a log's.

    What else is no HLO stays: it may stand for something that was left out.
    """
    lines = text.rstrip().split("\n")
    kinds = _kinds_of(lines)
    places = [place for place, kind in enumerate(kinds) if kind is not _Kind.NONE]
    if not places:
        return ""
    start = kinds.index(_Kind.HEADER) if _Kind.HEADER in kinds else places[0]
    end = places[-1]
    for place, line in enumerate(lines):
        if not start <= place <= end or (kinds[place] is _Kind.NONE and _OTHERS.match(line)):
            lines[place] = ""
    return "\n".join(lines[: end + 1]) + "\n"


def holds_instructions(text: str) -> bool:
    """Whether there is any instruction of HLO in it: one that says its shape and its opcode."""
    return _SURE.search(text) is not None


def holds_computation(text: str) -> bool:
    """Whether a text without header has a computation, or a part of one: messages too name single instructions."""
    if not holds_instructions(text):
        return False
    lines = text.split("\n")
    runs = (sum(1 for _ in run) for is_one, run in groupby(lines, lambda line: bool(_SURE.match(line))) if is_one)
    return any(map(_opens, lines)) or max(runs, default=0) >= _FEWEST_IN_A_ROW or _ROOT.search(text) is not None


_FEWEST_IN_A_ROW = 3
_ROOT = lazy_pattern(rf"(?m)^[ \t]*+ROOT[ \t]++{_NAME} = ")
_SURE = lazy_pattern(
    rf"(?m)^[ \t]*+(?:ROOT[ \t]++)?+(?:%[\w.\-]++|{_NAME}) = "
    r"(?:\([^()\n]*+\)|[a-z]\w*+\[[\d,]*+\](?:\{[^{}\n]*+\})?+) [a-z][a-z0-9\-]*+\("
)


def _kinds_of(lines: list[str]) -> list[_Kind]:
    kinds: list[_Kind] = []
    is_inside, was_any = False, False
    for line in lines:
        if not line or line.isspace():  # a file may be millions of such
            kinds.append(_Kind.NONE)
            continue
        kind = _kind_of(line, is_inside=is_inside, was_any=was_any)
        if kind in (_Kind.OPENING, _Kind.CLOSING, _Kind.INSIDE):
            was_any = True
            is_inside = kind is not _Kind.CLOSING and not (kind is _Kind.OPENING and not line.rstrip().endswith("{"))
        kinds.append(kind)
    return kinds


def _kind_of(line: str, *, is_inside: bool, was_any: bool) -> _Kind:
    if _HEADER.match(line):
        return _Kind.HEADER
    if is_inside and _CLOSING.match(line):
        return _Kind.CLOSING
    if (is_inside or not was_any) and _INSTRUCTION.match(line):
        return _Kind.INSIDE
    if _opens(line):
        return _Kind.OPENING
    return _Kind.TABLE if not is_inside and _TABLE.match(line) else _Kind.NONE


def _opens(line: str) -> bool:
    """Whether a line opens a computation; a person may write all of one into it."""
    found = _OPENING.match(line)
    if not found:
        return False
    is_whole = line.rstrip().endswith("}") and " = " in line
    return (line.rstrip().endswith("{") or is_whole) and (found[1] == "{" or "->" in line)
