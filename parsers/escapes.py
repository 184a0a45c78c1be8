r"""The C escapes in strings: `\n`, `\"`, `\x41`, `\101`; XLA writes every byte of a character's UTF-8 in octal."""

import re

_ESCAPE = re.compile(
    rb"\\(?:([abfnrtv\\?'\"])|[xX]([0-9A-Fa-f]{1,2})|([0-7]{1,3})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))"
)
_SIMPLE = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


def unescape(text: str) -> str:
    """The text with its escapes resolved; escaped bytes above 127 are pieces of UTF-8 characters."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_character, text.encode("utf-8", "replace")).decode("utf-8", "replace")


def _character(escape: re.Match[bytes]) -> bytes:
    simple, hexadecimal, octal, short, long = escape.groups()
    if simple:
        return _SIMPLE.get(simple, simple)
    if hexadecimal or octal:
        return bytes([(int(hexadecimal, 16) if hexadecimal else int(octal, 8)) & 0xFF])
    code = int(short or long, 16)
    return chr(code if code < 0x110000 else 0xFFFD).encode("utf-8", "replace")
