"""Words of HLO text that several parts of a proto are put into: lists, strings, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPECIAL = re.compile(r"[\"'\\]")
_TO_ESCAPE = re.compile(rb"[\x00-\x1f\x7f-\xff\"'\\]")
_STRING_OR_BRACE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}"]', re.DOTALL)
_SHORT = {
    ord("\n"): rb"\n",
    ord("\r"): rb"\r",
    ord("\t"): rb"\t",
    ord('"'): rb"\"",
    ord("'"): rb"\'",
    ord("\\"): rb"\\",
}


def listed(numbers: Iterable[object]) -> str:
    """The numbers with commas between them: `0,1`."""
    return ",".join(map(str, numbers))


def braced(numbers: Iterable[object]) -> str:
    """The numbers in braces: `{0,1}`."""
    return f"{{{listed(numbers)}}}"


def quoted(text: str | bytes) -> str:
    r"""The text in quotes, with the escapes that XLA writes (absl::CEscape): every byte above 126 in octal."""
    if isinstance(text, str) and text.isascii() and text.isprintable() and not _SPECIAL.search(text):
        return f'"{text}"'  # most are, and it takes a fifth of the time
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    return f'"{_TO_ESCAPE.sub(_escape, data).decode("ascii")}"'


def word(value: bool) -> str:  # noqa: FBT001 (it is what is put into words)
    """`true` or `false`."""
    return "true" if value else "false"


def _escape(found: re.Match[bytes]) -> bytes:
    byte = found[0][0]
    return _SHORT.get(byte) or b"\\%03o" % byte


def lexes_as_braces(text: str) -> bool:
    """Whether the text is `{...}`, whose braces outside of strings match (LexesAsJsonDict in xla/hlo/parser)."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for found in _STRING_OR_BRACE.finditer(text):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0 or found[0] == '"':
            return found[0] == "}" and found.end() == len(text)
    return False
