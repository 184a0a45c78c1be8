"""JSON texts: the strings of a document, or the messages of a log that has one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

_WORDS = ("HloModule", "ENTRY ", "ROOT ", "*** Begin ", "RESOURCE_EXHAUSTED", "digraph ", "IR {", " stablehlo.")
_MESSAGES = ("log", "message", "msg", "MESSAGE", "textPayload", "text", "line", "body", "@message", "event")
"""What loggers call a line in the object that they write for it: docker, Kubernetes, journald, services of clouds."""
_WRITERS = ("rank", "pod", "pod_name", "container_name", "instance", "host", "hostname", "_PID")
"""What tells whose line it is."""


class _Message(NamedTuple):
    text: str
    writer: str
    may_go_on: bool  # docker writes a long line as several objects, all but the last without a line end


def find_json_texts(text: str) -> str | None:
    """The strings that hold HLO, one after the other; None if it is no JSON, or holds none."""
    if not text.lstrip().startswith(("{", "[", '"')):
        return None
    try:
        found = "\n".join(_strings_in(json.loads(text)))
    except (ValueError, RecursionError):
        found = _messages_in(text)
    return found if any(word in found for word in _WORDS) else None


def _strings_in(document: object) -> Iterator[str]:
    """All strings in order; those of a list are one text, for notebooks keep what was printed so."""
    waiting = [document]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            waiting += reversed([*cast("dict[str, object]", item).values()])
        elif isinstance(item, list):
            entries = cast("list[object]", item)
            texts = [entry for entry in entries if isinstance(entry, str)]
            if texts and len(texts) == len(entries):
                yield ("" if any(entry.endswith("\n") for entry in texts) else "\n").join(texts)
            else:
                waiting += reversed(entries)


def _messages_in(text: str) -> str:
    """The messages of a log, each behind the name of its writer; nothing if most lines are no objects."""
    lines = [line for line in text.split("\n") if line.strip()]
    messages = [message for message in map(_find_message, lines) if message is not None]
    if 2 * len(messages) < len(lines):
        return ""
    ends_lines = any(message.may_go_on and message.text.endswith("\n") for message in messages)
    return "".join(_lines_of(message, ends_lines=ends_lines) for message in messages)


def _lines_of(message: _Message, *, ends_lines: bool) -> str:
    text = message.text
    if not text.endswith("\n") and not (ends_lines and message.may_go_on):
        text += "\n"
    if not message.writer:
        return text
    return "".join(f"[{message.writer}] {line}\n" for line in text.splitlines())


def _find_message(line: str) -> _Message | None:
    try:
        item: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(item, dict):
        return None
    fields = cast("dict[str, object]", item)
    key = next((key for key in _MESSAGES if isinstance(fields.get(key), str)), None)
    if key is None:
        return None
    writer = next((fields[name] for name in _WRITERS if isinstance(fields.get(name), str | int)), "")
    return _Message(str(fields[key]), str(writer), key == "log")
