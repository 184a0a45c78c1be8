"""Places: what a path or a URL names, a file or the files of a folder, whichever machine it is on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from hloscope.dump.budget import Limits, new_meter
from hloscope.dump.file_names import is_wanted
from hloscope.dump.sources import FileError, SourceFile, file_at, files_below, printable, reason_of, without_secrets
from hloscope.errors import DumpError
from hloscope.regex import lazy_pattern

_URL = lazy_pattern(r"[A-Za-z][A-Za-z0-9+.-]{0,31}(?:://|::)")


def is_url(path: str | os.PathLike[str]) -> bool:
    """Whether a path names something elsewhere: it begins with a scheme, and nothing here is called so."""
    return isinstance(path, str) and ":" in path and _URL.match(path) is not None and not os.path.lexists(path)


def find_place(
    path: str | os.PathLike[str],
    expected: str,
    *,
    limits: Limits | None = None,
    wanted: Callable[[str], bool] = is_wanted,
) -> SourceFile | Iterable[SourceFile | FileError]:
    """The file that a path or a URL names; of a folder, the files below it that are `wanted`, and what is out of reach.

    Raises:
        DumpError: nothing is there, or it is neither; the message says what was `expected`.
    """
    if is_url(path):
        from hloscope.dump.remote import files_at  # few dumps are far away

        return files_at(os.fspath(path), limits=limits, wanted=wanted)
    root, label = Path(path), printable(os.fspath(path))
    if not label:
        raise DumpError(f"expected {expected}, found an empty name")
    try:
        if root.is_dir():
            return files_below(root, limits=limits, wanted=wanted)
        if root.is_file():
            return file_at(root, label=label, meter=new_meter(limits))
        problem = "neither a file nor a folder" if root.exists() else "no such file or folder"
    except (OSError, ValueError) as error:  # such as a name that is too long
        raise DumpError(f"cannot be read: {reason_of(error)}; expected {expected}", label) from error
    raise DumpError(f"{problem}; expected {expected}", label)


def find_file(path: str | os.PathLike[str], expected: str) -> SourceFile:
    """The file that a path or a URL names.

    Raises:
        DumpError: there is none, or it is a folder.
    """
    found = find_place(path, expected)
    if not isinstance(found, SourceFile):
        raise DumpError(f"is a folder; expected {expected}", label_of(path))
    return found


def label_of(path: str | os.PathLike[str]) -> str:
    """How messages name what a path or a URL names; messages are shown to others, so without what opens a URL."""
    return without_secrets(os.fspath(path)) if is_url(path) else printable(os.fspath(path))
