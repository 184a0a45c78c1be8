"""Places: of which rank a program is, told by the folders, archives and files that it lies in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hloscope.regex import lazy_pattern

_WORDS = "rank|host|process|proc|worker|task|node|slice|pod|replica|device|machine|instance|shard|gpu|tpu|pid"
_NUMBER = r"\d{1,6}(?:-of-\d{1,6})?$"
_NUMBERED = lazy_pattern(rf"(?i)(?:^|(?:^|[._\-])(?:{_WORDS}|[prw])[._\-=]?){_NUMBER}")
_IN_FILE_NAME = lazy_pattern(rf"(?i)(?:^|[._\-])((?:{_WORDS})[._\-=]?\d{{1,6}})(?=$|[._\-])")
_AT_ITS_END = lazy_pattern(r"\.(\d{1,4})$")  # of what torch-xla saves: the number of the process
_ENDINGS = (".gz", ".bz2", ".xz", ".tar", ".tgz", ".zip", ".txt", ".log", ".hlo")
_DIGITS = lazy_pattern(r"(\d{1,18})")


class Place(NamedTuple):
    """The rank that a path is of, and what else the path tells: a phase such as `train`, "" for nothing."""

    rank: str
    rest: str


def places_of(paths: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], Place]:
    """The place of each path, given as its parts.

    What all begin with tells nothing. Where every path has parts that are numbered, such as `host_3`, these are the
    rank; otherwise it is the first part in which the paths differ.
    """
    known = list(dict.fromkeys(paths))
    common = _common(known)
    rests = {path: path[common:] for path in known}
    numbered = {path: [part for part in rest if is_numbered(part)] for path, rest in rests.items()}
    shared = set[str].intersection(*map(set, numbered.values())) if numbered else set[str]()
    keys = {path: [part for part in parts if part not in shared] for path, parts in numbered.items()}
    if all(keys.values()):
        return {path: _place(key, [part for part in rests[path] if part not in key]) for path, key in keys.items()}
    return {path: _place(rest[:1], rest[1:]) for path, rest in rests.items()}


def _place(rank: Sequence[str], rest: Sequence[str]) -> Place:
    return Place("/".join(rank) or ".", "/".join(rest))


def _common(paths: Sequence[tuple[str, ...]]) -> int:
    """How many parts all paths begin with."""
    if not paths:
        return 0
    first, last = min(paths), max(paths)  # in order, so that what these share, all share
    same = (one == other for one, other in zip(first, last, strict=False))
    return next((place for place, is_same in enumerate(same) if not is_same), min(len(first), len(last)))


def is_numbered(part: str) -> bool:
    """Whether a folder or an archive is called as one of many processes is: `host_3`, `rank-0.tar.gz`, `7`."""
    stem = part.lower()
    while stem.endswith(_ENDINGS):
        stem = stem.rpartition(".")[0]
    return _NUMBERED.search(stem) is not None


def find_rank_in(file_name: str) -> str | None:
    """The rank that a file which somebody saved says in its name: `step.rank3.txt`, `graphs.hlo.3`."""
    found = _IN_FILE_NAME.search(file_name) or _AT_ITS_END.search(file_name)
    return found[1] if found else None


def natural_key(name: str) -> tuple[tuple[int, str], ...]:
    """By which ranks are sorted: `host_9` before `host_10`."""
    parts = _DIGITS.split(name)
    return tuple([(int(part), "") if place % 2 else (0, part) for place, part in enumerate(parts)])


def ranks_text(names: Sequence[str]) -> str:
    """Names of ranks in order, runs of numbers as one: `host_0-2, host_7`."""
    runs: list[list[str]] = []
    for name in sorted(names, key=natural_key):
        if runs and _follows(runs[-1][-1], name):
            runs[-1].append(name)
        else:
            runs.append([name])
    return ", ".join(text for run in runs for text in _run_texts(run))


def _run_texts(run: Sequence[str]) -> Sequence[str]:
    return run if len(run) < 3 else [f"{run[0]}-{_AT_END.split(run[-1])[1]}"]


_AT_END = lazy_pattern(r"(\d{1,18})$")


def _follows(one: str, other: str) -> bool:
    """Whether the second name has the next number at its end, and is alike otherwise."""
    stem, number, *_ = [*_AT_END.split(one), ""]
    other_stem, other_number, *_ = [*_AT_END.split(other), ""]
    is_next = number.isdigit() and other_number.isdigit() and int(other_number) == int(number) + 1
    return is_next and stem == other_stem
