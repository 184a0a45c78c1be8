"""Layout: of which run and host a folder is, and what the files of a fleet are called.

A file is `TABLE/run=RUN/host=HOST/UNIT-TURN-STATE.parquet`: `UNIT` tells what was read, `STATE` how it was then, and
`TURN` counts how often it was read. Of a unit, those files count that are called as its latest one in `dumps`, which is
written last: so all tables change at once, and what was not written to its end is not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import quote

from hloscope.comparisons.ranks.places import is_numbered
from hloscope.regex import lazy_pattern

_STEM = lazy_pattern(r"([0-9a-f]{16})-(\d{6})-([0-9a-f]{16})")
_FILE = lazy_pattern(r"([a-z]+)/run=([^/]+)/host=([^/]+)/([0-9a-f]{16}-\d{6}-[0-9a-f]{16})\.parquet")


class Home(NamedTuple):
    """Where a dump belongs: its run, its host, and what else its folders tell, "" for nothing."""

    run: str
    host: str
    phase: str = ""


def home_of(root: Sequence[str], folder: Sequence[str]) -> Home:
    """The home of a folder below a root, both as parts of paths.

    The host is told by the folders that are numbered, of the root the last one; the run by the folders above, else by
    the root. Whichever root a folder is found from, it is the same.
    """
    *above, own = [*root] or [""]
    parts = [own, *folder]
    numbered = [place for place, part in enumerate(parts) if is_numbered(part)]
    if not numbered:
        return Home("/".join(folder) or own or ".", ".")
    first = numbered[0]
    run = parts[1:first] or (parts[:1] if first else above[-1:])
    phase = [part for place, part in enumerate(parts) if place > first and place not in numbered]
    return Home("/".join(run) or ".", "/".join(parts[place] for place in numbered), "/".join(phase))


class Stem(NamedTuple):
    """What a file of a fleet is called without its ending."""

    unit: str
    turn: int
    state: str

    def __str__(self) -> str:
        return f"{self.unit}-{self.turn:06d}-{self.state}"


class Piece(NamedTuple):
    """A file of a fleet."""

    path: str
    table: str
    stem: Stem


def path_of(table: str, home: Home, stem: Stem) -> str:
    """Where a file lies in the fleet."""
    return f"{table}/run={quote(home.run, safe='')}/host={quote(home.host, safe='')}/{stem}.parquet"


def find_piece(path: str) -> Piece | None:
    """What a path in a fleet is, None if it is no file of a table."""
    found = _FILE.fullmatch(path)
    stem = _STEM.fullmatch(found[4]) if found else None
    return Piece(path, found[1], Stem(stem[1], int(stem[2]), stem[3])) if found and stem else None


def latest_of(pieces: Iterable[Piece]) -> dict[str, Stem]:
    """The latest stem of each unit, which counts."""
    latest: dict[str, Stem] = {}
    for piece in pieces:
        if piece.table == "dumps":
            stem = piece.stem
            latest[stem.unit] = max(stem, latest.get(stem.unit, stem))
    return latest


def id_of(*parts: str) -> str:
    """Sixteen digits that tell these parts from others."""
    digest = blake2b(digest_size=8)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()
