"""Safe text: what stands in a dump, as each face may show it, so that no text of other people's is taken for control.

Names, paths and messages come out of files that anybody may have written. Whatever shows them goes through here:
terminals, errors, the log of a CI run, annotations, Markdown, HTML, and the XML of JUnit. JSON escapes by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, cast

T = TypeVar("T")

# Patterns are texts that `re` compiles when they are first used, and keeps.
# Letters that no one sees, and that Python takes for printable (Unicode: Default_Ignorable_Code_Point, and a blank).
_UNSEEN = "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
# What runners of CI take for their own wherever it stands in a line: GitHub and Azure (`##[error]`, `##vso[...]`), and
# TeamCity (actions/runner, src/Runner.Common/ActionCommand.cs).
_COMMAND = r"##(?=(?:vso|teamcity)?\[)"
# What GitHub takes for a command where a line begins with it, behind blanks: `::error file=a.py::...`.
_COMMAND_LINE = r"(?m)^((?:[ \t\r\f\v]|\x1b\[[0-9;]{0,40}m)*)::"
_TAB = "    "
_PROSE = frozenset({"message", "problem", "problems", "refusal", "remark", "remarks"})
"""The members of documents that are sentences of several lines: their line breaks stay."""


def visible(text: str) -> str:
    """A name in one line, as it is but for what a terminal would act on or not show: that is escaped, as Python does.

    Control characters, line breaks, marks of direction, letters without width, lone surrogates.
    """
    if text.isascii() and text.isprintable() and "##" not in text:  # as nearly all are
        return text
    shown = text if text.isprintable() else "".join(map(_visible_letter, text))
    if not shown.isascii():
        shown = re.sub(_UNSEEN, lambda found: _escaped(found[0]), shown)
    return re.sub(_COMMAND, r"#\\x23", shown)


def visible_lines(text: str) -> str:
    """A text of several lines, each as `visible` has it, and none a command to what runs in CI."""
    lines = text.replace("\t", _TAB).split("\n")
    return inert_lines("\n".join(map(visible, lines)))


def inert_lines(text: str) -> str:
    """Lines that are about to be printed, none of them a command: what began with `::` has a backslash before it."""
    return re.sub(_COMMAND_LINE, r"\1\\::", text) if "::" in text else text


def _visible_letter(letter: str) -> str:
    return letter if letter.isprintable() else _escaped(letter)


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")


def visible_in(value: T) -> T:
    """A document, or a result, with every text in it as `visible` has it; itself if all are."""
    return cast("T", _VisibleIn().of(value))


class _VisibleIn:
    """Goes through a value, but for parts without a text to escape, as nearly all are; what is shared stays shared."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, object]] = {}  # with the original, which keeps its id its own

    def of(self, value: object, name: str = "", depth: int = 0) -> object:
        """The value, which is called so in what holds it, and is so deep in a document."""
        kind = type(value)
        if kind is str:
            return self._of_text(cast("str", value), name)
        if kind in _WITHOUT_TEXT:
            return value
        if depth < _LOOKED_AT and _is_all_visible(value):
            return value
        if kind is dict:
            return self._of_mapping(cast("dict[Any, object]", value), depth + 1)
        if isinstance(value, list | tuple):
            return self._of_sequence(cast("list[object]", value), name, depth + 1)
        return self._of_object(value, depth + 1) if is_dataclass(value) else value

    def _of_text(self, text: str, name: str) -> str:
        if text.isascii() and text.isprintable() and "##" not in text:
            return text
        return visible_lines(text) if name in _PROSE else visible(text)

    def _of_mapping(self, value: dict[Any, object], depth: int) -> object:
        made = {self.of(key, depth=depth): self.of(item, str(key), depth) for key, item in value.items()}
        is_same = all(map(_is, value, made)) and all(map(_is, value.values(), made.values()))
        return value if is_same else made

    def _of_sequence(self, value: list[object], name: str, depth: int) -> object:
        made = [self.of(item, name, depth) for item in value]
        if all(map(_is, value, made)):
            return value
        kind: Callable[..., object] = type(value)
        return kind(*made) if hasattr(value, "_fields") else kind(made)

    def _of_object(self, value: object, depth: int) -> object:
        if id(value) not in self._known:
            self._known[id(value)] = value, self._made_object(value, depth)
        return self._known[id(value)][1]

    def _made_object(self, value: Any, depth: int) -> object:  # noqa: ANN401 (a dataclass)
        old = {field.name: getattr(value, field.name) for field in fields(value)}
        new = {name: self.of(item, name, depth) for name, item in old.items()}
        if all(map(_is, old.values(), new.values())):
            return value
        made: object = object.__new__(cast("type[object]", type(value)))
        for name, item in new.items():
            object.__setattr__(made, name, item)
        return made


_LOOKED_AT = 4
"""So deep a document is looked at in parts: the whole, its programs, one program, and what is said of that."""


_WITHOUT_TEXT = frozenset({int, bool, float, type(None)})


def _is_all_visible(value: object) -> bool:
    """Whether no text in a value needs an escape: asked of all of them at once, for a report has 200,000.

    A walk that makes each anew took 16 % of the time of a report of 20,000 instructions; this takes a third of that.
    """
    texts: list[str] = []
    names: set[object] = set()
    waiting, seen = [value], set[int]()
    for item in waiting:  # which grows
        if isinstance(item, dict):
            mapping = cast("dict[object, object]", item)
            names.update(mapping)
            inside: Iterable[object] = mapping.values()
        else:
            inside = _members(item, seen)
        for member in inside:
            kind = type(member)
            if kind is str:
                texts.append(cast("str", member))
            elif kind not in _WITHOUT_TEXT:  # without numbers, a report has a third less to be looked at
                waiting.append(member)
    joined = " ".join([*texts, *(name for name in names if isinstance(name, str))])
    return joined.isascii() and joined.isprintable() and "##" not in joined and all(map(_is_plain, names))


def _members(value: Any, seen: set[int]) -> Iterable[object]:  # noqa: ANN401 (any object)
    """What is in a sequence, or in a result that has not been seen."""
    if isinstance(value, list | tuple):
        return cast("Iterable[object]", value)
    if not is_dataclass(value) or id(value) in seen:
        return ()
    seen.add(id(value))
    return [getattr(value, field.name) for field in fields(value)]


def _is_plain(name: object) -> bool:
    return isinstance(name, str | int) or name is None


def _is(one: object, other: object) -> bool:
    return one is other


# docs.github.com, "Workflow commands for GitHub Actions": what a message, and a property of it, may not hold.
_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def annotation(level: str, message: str, **properties: str) -> str:
    """A command to GitHub in one line: `::error file=a.py,line=3::MESSAGE`."""
    members = ",".join(f"{name}={visible(value).translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{level} {members}::{visible_lines(message).translate(_MESSAGE)}"


# GitHub Flavored Markdown. `_` marks up only what stands between words, `#` and the like only where a line begins.
_MARKS = r"[\\`*\[\]<|~&$]|(?<![^\W_])_|_(?![^\W_])"
_FIRST_MARKS = r"^(\s*)([-+=#>]|\d{1,9}[.)](?=\s|$))"
_REFERENCES = r"(?i)(?:@|#|GH-)(?=\w)|(?<=[a-z])://|(?<=www)\.|:(?=[\w+-]{1,40}:)"
_CUT = "<!-- -->"  # nothing is shown, and nothing is linked across it


def markdown(text: str) -> str:
    """A text in a paragraph, a list or a table of Markdown: shown as it is, with no markup, link or mention in it."""
    marked = re.sub(_MARKS, _unmarked, visible(text))
    marked = re.sub(_FIRST_MARKS, lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", marked)
    return re.sub(_REFERENCES, _cut, marked)


def markdown_html(text: str) -> str:
    """A text inside of HTML in Markdown, such as a `<summary>`, where backslashes would be shown."""
    return re.sub(_REFERENCES, _cut, html_text(text).replace("&#x27;", "'"))


def _unmarked(found: re.Match[str]) -> str:
    return "<span>$</span>" if found[0] == "$" else f"\\{found[0]}"  # as GitHub says of dollars


def _cut(found: re.Match[str]) -> str:
    return f"{found[0]}{_CUT}" if found[0][-1] not in "/." else f"{_CUT}{found[0]}"


def html_text(text: str) -> str:
    """A text in HTML, or in a quoted attribute of it."""
    from html import escape  # few faces need it

    return escape(visible(text))


def xml_text(text: str) -> str:
    """A text in XML, or in a quoted attribute of it, such as JUnit's: what XML 1.0 cannot hold is escaped first."""
    from html import escape

    return escape(visible_lines(text))


_SARIF = r"[\\\[\]]"


def sarif_text(text: str) -> str:
    """The text of a message in SARIF, where `[words](place)` would be a link (SARIF 2.1.0, 3.11.6)."""
    return re.sub(_SARIF, r"\\\g<0>", visible_lines(text))
