"""Characters: the text in bytes of any encoding, without what terminals, web pages and word processors put into it."""

from __future__ import annotations

import codecs
import html

from hloscope.regex import lazy_pattern

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096  # bytes that tell an encoding without a mark

# Colours and moves of the cursor, titles of windows, and what Buildkite and others hide in strings of a terminal.
_TERMINAL = lazy_pattern(
    r"\x1b(?:\[[0-?]*+[ -/]*+[@-~]|[\]_PX^][^\x07\x1b\n]*+(?:\x07|\x1b\\)|[@-Z\\-_=>])"
    r"|[\x00\x08\x0e\x0f\x7f]"
)
_OVERWRITTEN = lazy_pattern(r"[^\n\r]*+\r(?!\n)")  # a line that a carriage return begins anew, as progress bars do
_SECTION = lazy_pattern(r"(?m)^(?:section_(?:start|end):\d++:[^\n\r]*+\r|travis_(?:fold|time):[^\n\r]*+\r)")
_LOOKALIKES = {
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    ),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f", ""),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
    "\u2192": "->",
}
_TABLE = str.maketrans(_LOOKALIKES)
_ENTITY = lazy_pattern(r"&(?:gt|lt|quot|amp|nbsp|apos|#\d{1,6}|#x[0-9a-fA-F]{1,6});")
_LINE_BREAK = lazy_pattern(r"(?i)<br\s*+/?>\n?|</(?:p|div|li|tr|pre|code)>")
_TAG = lazy_pattern(
    r"(?i)</?(?:pre|code|span|div|p|td|tr|tbody|table|li|ul|ol|a|b|i|em|strong|font|body|html|samp|tt)(?:\s[^<>\n]*+)?+>"
)


def decode(content: bytes) -> str:
    """The text in some bytes, by their mark or by where zeros are in them; else as UTF-8, with U+FFFD for errors."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace").removeprefix("\ufeff")
    return content.decode(_encoding_of(content[:_SAMPLE]), "replace")


def _encoding_of(sample: bytes) -> str:
    """The encoding of bytes without a mark: HLO is ASCII for the most part, so half of UTF-16 is zeros."""
    half = len(sample) // 2
    if half > 8:
        for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
            if zeros.count(0) > 0.9 * half and sample.count(0) < 1.1 * half:
                return encoding
    return "utf-8"


def is_text(content: bytes) -> bool:
    """Whether bytes are a text in an encoding that `decode` tells: no other one has zeros."""
    return (
        content.startswith(tuple(mark for mark, _ in _MARKS))
        or b"\0" not in content
        or (_encoding_of(content[:_SAMPLE]) != "utf-8")
    )


def to_plain(text: str) -> str:
    """The text without control sequences, overwritten lines and characters that merely look like those of HLO."""
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
    elif "\r" in text:
        text = _OVERWRITTEN.sub("", _SECTION.sub("", text.replace("\r\n", "\n")))
    if not text.isascii():
        text = text.translate(_TABLE)
    return _TERMINAL.sub("", text)


def without_markup(text: str) -> str:
    """The text of a piece of a web page, if it has entities where HLO has arrows and quotes; else as it is."""
    if not _ENTITY.search(text):
        return text
    return html.unescape(_TAG.sub("", _LINE_BREAK.sub("\n", text))).translate(_TABLE)
