"""Logs: the files that XLA dumped to stdout, where each line has a gutter, or several processes wrote at once."""

from __future__ import annotations

import re
from functools import partial
from io import BytesIO

from hloscope.dump.archives import files_in_log
from hloscope.dump.pastes.modules import streams_in
from hloscope.dump.sources import SourceFile

_FRAME = b"*** Begin "
_FRAME_BEHIND_A_GUTTER = re.compile(rb"[^\s]\s*+\*\*\* Begin ")


def framed_files(log: SourceFile, content: bytes) -> tuple[SourceFile, ...]:
    """What stands in a log between `*** Begin NAME ***` and `*** End NAME ***`, the files of each writer apart."""
    if _FRAME not in content and _FRAME.decode().encode("utf-16-le") not in content:
        return ()
    is_plain = content.startswith(_FRAME) or b"\n" + _FRAME in content
    if is_plain and not _FRAME_BEHIND_A_GUTTER.search(content):
        return files_in_log(log)
    found: list[SourceFile] = []
    streams = [stream for stream in streams_in(content) if _FRAME.decode() in stream.text]
    for stream in streams:
        text = partial(BytesIO, stream.text.encode("utf-8", "replace"))
        label = stream.label if len(streams) > 1 else ""
        unframed = log._replace(open=text, label=f"{log.label}/{label}" if label else log.label)
        first = found[-1].section + 1 if found else 0
        for file in files_in_log(unframed):
            folder = f"{label}/{file.folder}".rstrip("/") if label else file.folder
            found.append(file._replace(folder=folder, section=first + file.section))
    return tuple(found)
