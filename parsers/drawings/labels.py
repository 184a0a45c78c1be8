"""Labels of XLA's drawings: what stands in a box of an instruction, line by line, and who the boxes around it are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from hloscope.regex import lazy_pattern

_BREAK = lazy_pattern(r"<br\s*+/?>", re.IGNORECASE)
_TAG = lazy_pattern(r"</?[A-Za-z][^<>]*+>")
_PARAMETER = lazy_pattern(r"Parameter (\d{1,9})")
_OPERAND = lazy_pattern(r"<b>operand(?: (\d{1,9}))?</b> = (.*)", re.DOTALL)
_ELEMENT = lazy_pattern(r"tuple-element (\d{1,9}) of (\S+) (.+)", re.DOTALL)
_CALLED = lazy_pattern(r"Subcomputation(?: (\d{1,9}))?: <b>([^<]*+)</b>")
_SHAPE = lazy_pattern(r"(?:[a-z][a-z0-9]*+\[[^\n]*|\([^\n]*|token\[\]|opaque\[\])")
_ATTRIBUTE = lazy_pattern(r"[A-Za-z_][\w.\-]*+=")
_FUSED = lazy_pattern(r"Fused expression for <b>([^<]*+)</b>")
_CALLER = lazy_pattern(r"Subcomputation for <b>([^<]*+)</b>")
_CUT = "..."


class Element(NamedTuple):
    """A member of a tuple that is drawn into what reads it."""

    place: int
    tuple_name: str
    shape: str


@dataclass
class Label:
    """What the box of an instruction says.

    `words` are its first lines, its name and opcode in the order of the version. `operands` are those that are drawn
    into it, as text, by their numbers; `called` names of computations too simple to draw; `element` is what a parameter
    of a fusion is.
    """

    words: list[str]
    shape: str = ""
    attributes: list[str] = field(default_factory=list[str])
    operands: dict[int, str] = field(default_factory=dict[int, str])
    called: dict[int, str] = field(default_factory=dict[int, str])
    element: Element | None = None

    @property
    def parameter_number(self) -> int | None:
        """The number of a parameter, which is drawn without its name."""
        found = _PARAMETER.fullmatch(self.words[0])
        return int(found[1]) if found else None


def read_label(html: str) -> Label:
    """The label of an instruction."""
    lines = _BREAK.split(html)
    label = Label([_plain(lines[0])])
    for line in lines[1:]:
        if not _take_part(label, line):
            _take_line(label, _plain(line))
    return label


def _take_part(label: Label, line: str) -> bool:
    """Takes what XLA draws into an instruction, if the line is that."""
    if found := _OPERAND.fullmatch(line):
        label.operands.setdefault(int(found[1] or 0), _plain(found[2]))
    elif found := _CALLED.fullmatch(line):
        label.called[int(found[1] or 0)] = _plain(found[2])
    elif label.parameter_number is not None and (element := find_element(_plain(line))):
        label.element = element
    else:
        return False
    return True


def _take_line(label: Label, line: str) -> None:
    """Attributes stand in front of the shape; behind it are settings of libraries."""
    if label.shape or not line:
        return
    if _ATTRIBUTE.match(line):
        label.attributes.append(line)
    elif _SHAPE.fullmatch(line):
        label.shape = line
    else:
        label.words.append(line)


def find_element(text: str) -> Element | None:
    """The member of a tuple that a text names, if it does."""
    found = _ELEMENT.fullmatch(text)
    return Element(int(found[1]), found[2], found[3]) if found else None


def is_cut(text: str) -> bool:
    """Whether XLA left out the end of a shape or an attribute."""
    return text.endswith(_CUT)


class ClusterLabel(NamedTuple):
    """Whose computation a box is: of the fusion `owner`, or `name`, which `owner` calls."""

    is_fusion: bool
    owner: str
    name: str
    attributes: list[str]


def read_cluster_label(html: str) -> ClusterLabel | None:
    """The label of a box around instructions, None if it is none of XLA's."""
    lines = _BREAK.split(html)
    rest = [_plain(line) for line in lines[1:]]
    if found := _FUSED.fullmatch(lines[0]):
        return ClusterLabel(True, _plain(found[1]), "", [line for line in rest if _ATTRIBUTE.match(line)])
    if found := _CALLER.fullmatch(lines[0]):
        return ClusterLabel(False, _plain(found[1]), rest[0] if rest else "", [])
    return None


def read_title(html: str) -> tuple[str, str]:
    """What a drawing is called, and the computation that it shows."""
    lines = [_plain(line) for line in _BREAK.split(html)]
    found = next((line for line in lines if line.startswith("Computation ")), "")
    return lines[0], found.removeprefix("Computation ").partition(" ")[0]


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", html)).strip()
