"""Pages: where commands write them, which is looked at before anything is done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hloscope.cli.common.printing import print_exactly, tell, write_text
from hloscope.errors import HloscopeError

if TYPE_CHECKING:
    from hloscope.analyses.cost.machines import Machine
    from hloscope.reports.each_compilation import Log, Names
    from hloscope.reports.page.document import PageDocument


def check_page_file(file: str | None) -> None:
    """Looks whether a page can go to that file; before anything is done, which may take long.

    Raises:
        HloscopeError: it has no name, its folder is not there, or it cannot be written.
    """
    if file is None or file == "-":
        return
    if not file or not Path(file).absolute().parent.is_dir():
        raise HloscopeError(f"expected a file to write the page to, found {file!r}, whose folder is not there")
    from hloscope.dump.writing import check_writable

    try:
        check_writable(Path(file))
    except OSError as error:
        raise HloscopeError(f"cannot write {file}: {error.strerror or error}") from error


def write_page(document: PageDocument, file: str, *, max_mb: float = 5.0) -> None:
    """Writes a page, and says what was left out of it."""
    from hloscope.pages.budget import MEGABYTE
    from hloscope.pages.page import page_and_folded

    text, folded = page_and_folded(document, max_bytes=int(max_mb * MEGABYTE))
    if file == "-":
        print_exactly(text)
    else:
        write_text(text, file)
    for sentence in folded:
        tell(sentence)


def write_page_of(
    paths: Sequence[str | Path],
    file: str,
    name: Names = None,
    machine: Machine | None = None,
    profile: Log | None = None,
) -> None:
    """Writes the page of dumps whose errors were told."""
    from hloscope.reports.page.document import page_document

    write_page(page_document(paths, name=name, machine=machine, profile=profile), file)
