"""Reading findings: modules and thunk lists of a dump that are whole, and that hloscope cannot read."""

from __future__ import annotations

from collections.abc import Iterator

from hloscope.captures.doctor.finding import Finding, shortened
from hloscope.dump import Dump
from hloscope.dump.groups import PARTIAL
from hloscope.version import ISSUES, NEWER_HINT, versions_in_words


def reading_findings(dump: Dump) -> Iterator[Finding]:
    """What the parsers say of every stage, snapshot and thunk list; all of them are read for this.

    One finding for all, with the first error: one that shows syntax newer than hloscope, if any does.
    """
    pasted = {
        file.source.label for compilation in dump.compilations for file in compilation.files.values() if file.is_pasted
    }
    known = {error.file for error in dump.errors} - pasted
    broken = [error for error in dump.check() if error.file not in known and not error.message.startswith(PARTIAL)]
    if not broken:
        return
    newer = [error for error in broken if error.message.endswith(NEWER_HINT)]
    first = (newer or broken)[0]
    message = first.message.partition("\n")[0]
    where = "" if message.startswith(first.file) else f"{first.file}: "
    count = len(dump.texts)
    evidence = f"{shortened(where + message)} ({len(broken)} of {count} files cannot be read)"
    yield Finding("not-readable", evidence, *(_NEWER if newer else _BROKEN))


_NEWER = (
    "XLA wrote what this hloscope does not know, as a newer XLA may; it was tested with " + versions_in_words(),
    f"try a newer one (pip install --upgrade hloscope), or report the line: {ISSUES}",
)
_BROKEN = (
    "the file was changed or overwritten since XLA wrote it, or hloscope is wrong",
    f"empty the folder, and run the program again; if that does not help, report it: {ISSUES}",
)
