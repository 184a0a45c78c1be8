"""Layout: how every JSON document of hloscope is written, in lines that `grep` and `diff` can use."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast


def document_text(document: Mapping[str, object]) -> str:
    """The document as JSON: a line for each program, or for each entry of another list of objects but errors."""
    members = (f"{json.dumps(key)}:{_text_of(key, value)}" for key, value in document.items())
    return inert_json(f"{{{','.join(members)}}}\n")


def inert_json(text: str) -> str:
    """The same JSON in printable ASCII, in which no runner of CI finds a command (`##[error]`) as it goes by."""
    return text.replace("\x7f", "\\u007f").replace("##", "#\\u0023")


def _text_of(key: str, value: object) -> str:
    if not _has_lines(key, value):
        return _compact(value)
    entries = ",\n".join(map(_compact, cast("list[object]", value)))
    return f"[\n{entries}\n]"


def _has_lines(key: str, value: object) -> bool:
    if not isinstance(value, list) or key == "errors":
        return False
    entries = cast("list[object]", value)
    return key == "compilations" or (bool(entries) and all(isinstance(entry, dict) for entry in entries))


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
