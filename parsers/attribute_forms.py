"""Attributes whose form XLA fixes: a value of another form is a broken text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from hloscope.regex import rare

from .cursor import Cursor
from .patterns import ANY_ESCAPE, COMMENT_OR_QUOTED, ESCAPE, NAME_TEXT, QUOTED_TEXT


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    expected: str


# By xla/hlo/parser/hlo_parser.cc, for values without comments.
_FORMS: Mapping[str, _Form] = {
    "window": _Form(
        rare(r"\{\s*+(?:\w++=[\w\-]++\s*+)*+\}"),
        "a window such as {size=3x3 pad=1_1x1_1}",
    ),
    "metadata": _Form(
        rare(rf"\{{\s*+(?:,?+\s*+\w++=\s*+(?:{QUOTED_TEXT}|[\w\-]++|\{{[^{{}}]*+\}})\s*+)*+\}}", re.DOTALL),
        'metadata such as {op_name="name" source_line=3}',
    ),
    "control-predecessors": _Form(
        rare(rf"\{{\s*+%?+{NAME_TEXT}(?:\s*+,\s*+%?+{NAME_TEXT})*+\s*+\}}", re.ASCII),
        "names such as {a, b}",
    ),
    "input_output_alias": _Form(
        rare(
            r"\{\s*+(?:\{[\d,\s]*+\}\s*+:\s*+(?:\([^()]*+\)|\d++(?=\s*+,))\s*+,?+\s*+)*+\}",
        ),
        "aliases such as {{0}: (0, {}, may-alias)}",
    ),
}
_RAW = ("backend_config", "frontend_attributes")  # braces in them may hold anything


def check_form(cursor: Cursor, name: str, start: int) -> None:
    """Raises if the value between `start` and the cursor is not what the attribute `name` takes."""
    value = cursor.text[start : cursor.position]
    form = _FORMS.get(name)
    if form and not form.pattern.fullmatch(without_comments(value)):
        raise cursor.error(form.expected, at=start, found=repr(value))
    if "\\" in value and not (name in _RAW and value.startswith("{")):
        _check_escapes(cursor, start)


def _check_escapes(cursor: Cursor, start: int) -> None:
    """Raises at the first backslash in a string that begins no escape."""
    strings = (found for found in COMMENT_OR_QUOTED.finditer(cursor.text, start, cursor.position) if found[0][0] != "/")
    escapes = (escape for string in strings for escape in ANY_ESCAPE.finditer(cursor.text, *string.span()))
    for escape in escapes:
        if not ESCAPE.match(cursor.text, escape.start()):
            raise cursor.error("an escape such as \\n, \\x41 or \\101", at=escape.start(), found=f"'{escape[0]}'")


def without_comments(text: str) -> str:
    """The text without `/*...*/` and `//...`; those inside strings are none."""
    return COMMENT_OR_QUOTED.sub(lambda found: "" if found[0][0] == "/" else found[0], text) if "/" in text else text
