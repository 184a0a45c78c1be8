"""Modules in pastes: the texts of modules that stand somewhere in the bytes of a file, each with who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hloscope.dump.pastes.characters import decode, to_plain, without_markup
from hloscope.dump.pastes.gutters import Stream, streams_of
from hloscope.dump.pastes.json_texts import find_json_texts
from hloscope.dump.pastes.module_lines import holds_computation, holds_instructions
from hloscope.dump.pastes.quoted_lines import without_quotes
from hloscope.dump.pastes.split_lines import join_lines, new_side_of_diff
from hloscope.dump.pastes.strings import literal_texts
from hloscope.regex import lazy_pattern

# `HloModule NAME` with an end of the name that prose seldom has, and what is in front of it in its line.
_HEADER = lazy_pattern(r"(?m)^(?P<front>[^\n]*?)(?P<header>HloModule[ \t]++%?[\w.\-]++[ \t]*+(?=[,:\n\r]|\Z))")


class PastedModule(NamedTuple):
    """The text of a module with what follows it, behind as many empty lines as come before it, and its writer."""

    writer: str
    text: str


def streams_in(content: bytes, *, anchor: re.Pattern[str] | None = None) -> tuple[Stream, ...]:
    """What each writer wrote, as plain text: without encodings, markup, quotes and gutters.

    `anchor` finds lines of something else than HLO, as `streams_of` takes it.
    """
    return streams_of_text(decode(content), anchor=anchor)


def streams_of_text(text: str, *, anchor: re.Pattern[str] | None = None) -> tuple[Stream, ...]:
    """The same of a text."""
    text = to_plain(text)
    text = text[: len(text.rstrip()) + 1]  # there may be millions of empty lines
    text = find_json_texts(text) or (text if "label=<<" in text else without_markup(text))  # a drawing has its own
    text = literal_texts(new_side_of_diff(join_lines(text)))
    streams = streams_of(new_side_of_diff(without_quotes(text)), anchor=anchor)  # a diff may be quoted too
    return tuple(stream._replace(text=without_quotes(stream.text)) for stream in streams)


def modules_in(stream: Stream) -> Iterator[PastedModule]:
    """The modules that a stream holds, and parts of one that has lost its header."""
    text = stream.text
    headers = [*_HEADER.finditer(text)]
    front = text[: headers[0].start()] if headers else text
    if holds_computation(front):
        yield PastedModule(stream.label, front)
    for number, header in enumerate(headers):
        end = headers[number + 1].start() if number + 1 < len(headers) else len(text)
        body = _without_indentation(text[header.start("header") : end], header["front"])
        if holds_instructions(body):
            yield PastedModule(stream.label, "\n" * text.count("\n", 0, header.start()) + body)


def _without_indentation(body: str, front: str) -> str:
    """The lines of a module without the spaces that are in front of its header, if nothing else is."""
    if not front or front.strip():
        return body
    return re.sub(rf"(?m)^{front}", "", body)
