# pyright: basic, reportMissingImports=false
"""What mkdocs calls: adds the pages that are made from the code to those that are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from docs.generate.commands import DOCS, FOLDER, INDEX, command_pages
from docs.generate.live_reports import live_reports, with_links

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_CODE = re.compile(r"`[^`\n]+`")
HOW_TO = "How to"
_SCHEMAS = "<!-- schemas -->"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds a page for each command, and the live reports of the dumps that the manual shows."""
    for path, text in command_pages().items():
        files.append(File.generated(config, path, content=text))
    for path, report in live_reports().items():
        files.append(File.generated(config, path, content=report.html()))
    return files


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Puts the pages of the commands below their table, and each how-to that has no place yet behind the others."""
    for part in config.nav or ():
        for title, pages in part.items() if isinstance(part, dict) else ():
            if INDEX in pages:
                below = [page for page in command_pages() if page.startswith(f"{FOLDER}/")]
                pages[pages.index(INDEX)] = {"Commands": [INDEX, *below]}
            if title == HOW_TO:
                found = [page.relative_to(DOCS).as_posix() for page in sorted(DOCS.glob("how-to/*.md"))]
                pages += [page for page in found if page not in pages]
    return config


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Leads to the schemas where a page asks for them, and to live reports behind the commands that it shows.

    Frees the bars in code of tables, which GitHub wants escaped.
    """
    text = markdown.replace(_SCHEMAS, _schemas()) if _SCHEMAS in markdown else markdown
    text = with_links(text, page.file.src_uri)
    return _CODE.sub(lambda code: code[0].replace("\\|", "|"), text)


def _schemas() -> str:
    index = "json/README.md"
    return f"[All documents, each with its JSON schema](../{index}).\n" if (DOCS / index).exists() else ""
