"""The page: a document as one HTML file, with its styles, its script, and leave to load nothing else."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from hloscope.pages.budget import DEFAULT, MEGABYTE, within
from hloscope.pages.joining import joined_scripts
from hloscope.version import __version__
from hloscope.words.safe_text import html_text, visible_in

if TYPE_CHECKING:
    from hloscope.reports import Report
    from hloscope.reports.page.document import PageDocument

_STYLES = ("base.css", "overview.css", "lists.css", "charts.css")


def page_html(document: PageDocument, *, max_bytes: int = DEFAULT) -> str:
    """The page of a document, with as much of it as `max_bytes` allow: `hloscope.pages.budget` says what goes first.

    All of its texts are shown with their controls escaped, and none is ever markup.
    """
    return page_and_folded(document, max_bytes=max_bytes)[0]


def report_html(report: Report, *, max_mb: float, source_root: str | Path | None) -> str:
    """The page of a report: of the dumps that it was made from, and of the programs that it has."""
    from hloscope.reports.page.document import page_document

    names = [program["name"] for program in report.programs]
    root = None if source_root is None else Path(source_root)
    document = page_document(report.sources, name=names or None, source_root=root, profile=report.profile)
    return page_html(document, max_bytes=int(max_mb * MEGABYTE))


def page_and_folded(document: PageDocument, *, max_bytes: int = DEFAULT) -> tuple[str, list[str]]:
    """The same, and what was left out of it, in sentences."""
    frame = len(page_with("", title=document["title"]))
    known: dict[int, str] = {}

    def size_of(part: PageDocument) -> int:
        known.clear()
        known[id(part)] = packed(part)
        return frame + len(known[id(part)])

    shown = within(document, max_bytes, size_of)
    text = page_with(known.get(id(shown)) or packed(shown), title=f"{document['title']} · hloscope")
    return text, shown["folded"]


def framed_page_html(document: PageDocument, *, view: str) -> str:
    """The page for a frame in a notebook, at one view: its style and script are packed too, as there may be many."""
    style, script, loader = page_style(), page_script(), f"\n{_read('scripts/loader.js')}"
    return Template(_read("frame.html")).substitute(
        policy=_policy(style, script, loader),
        title=html_text(document["title"]),
        style=_packed_text(style),
        script=_packed_text(script),
        view=html_text(view),
        document=packed(document),
        loader=loader,
    )


def packed(document: PageDocument) -> str:
    """The document as it stands in the page: JSON, compressed, in letters."""
    return _packed_text(json.dumps(visible_in(document), separators=(",", ":"), check_circular=False))


def _packed_text(text: str) -> str:
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode("ascii")


def page_with(data: str, *, title: str) -> str:
    """The page around a packed document."""
    style, script = page_style(), page_script()
    return Template(_read("page.html")).substitute(
        policy=_policy(style, script),
        version=html_text(__version__),
        title=html_text(title),
        style=style,
        script=script,
        document=data,
    )


@cache
def page_style() -> str:
    """All styles."""
    return "\n" + "".join(_read(f"styles/{name}") for name in _STYLES)


@cache
def page_script() -> str:
    """All scripts."""
    folder = files("hloscope.pages") / "scripts"
    return "\n" + joined_scripts({file.name: file.read_text("utf-8") for file in folder.iterdir()})


def _read(name: str) -> str:
    return (files("hloscope.pages") / name).read_text("utf-8")


def _policy(style: str, *scripts: str) -> str:
    """What the browser may do: run these scripts, use this style, and load nothing."""
    allowed = " ".join(f"'{_hash_of(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src '{_hash_of(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash_of(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}"
