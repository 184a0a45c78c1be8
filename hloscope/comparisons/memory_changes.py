"""Memory changes: who holds more at the peak than before, by owner and line, and who holds less."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple, TypedDict

from hloscope.analyses.memory.owners import Owner
from hloscope.comparisons.outline import Holding
from hloscope.comparisons.programs import paired
from hloscope.regex import lazy_pattern
from hloscope.words import source_text


class HoldingChangeForm(TypedDict):
    """What one owner holds at the peak, old and new; which owner is which is inferred."""

    owner: str
    source: str
    old: int
    new: int


class HoldingChange(NamedTuple):
    """What one owner holds at the peak, in bytes; 0 where only the other side has it."""

    owner: str
    source: str
    old: int
    new: int

    @property
    def more(self) -> int:
        """How many bytes more it holds now."""
        return self.new - self.old

    def __str__(self) -> str:
        """`argument ws, transposed, train.py:31`."""
        place = source_text(Owner(self.owner, self.source).place)
        return ", ".join(filter(None, (self.owner, place))) or "(not known)"

    def to_dict(self) -> HoldingChangeForm:
        """The JSON form."""
        return {"owner": self.owner, "source": self.source, "old": self.old, "new": self.new}


def holding_changes(old: Sequence[Holding], new: Sequence[Holding]) -> tuple[HoldingChange, ...]:
    """The owners that hold more or less than before, those that hold most more first.

    Owners are paired by words and line, then by words and file, since an edit moves lines; of what is only computed,
    the file and so many bytes.
    """
    found: dict[int, int] = {}
    for key in _KEYS:
        found |= paired(old, new, key, found)
    taken = set(found.values())
    changes = [
        HoldingChange(*holding[:2], old[found[place]].bytes if place in found else 0, holding.bytes)
        for place, holding in enumerate(new)
    ]
    changes += [HoldingChange(*gone[:2], gone.bytes, 0) for place, gone in enumerate(old) if place not in taken]
    return tuple(sorted([change for change in changes if change.more], key=lambda change: -change.more))


def folded(changes: Iterable[HoldingChange]) -> list[HoldingChange]:
    """The same for people: owners that differ by a number in brackets only, such as those of equal layers, as one."""
    groups: dict[tuple[str, str], list[HoldingChange]] = {}
    for change in changes:
        groups.setdefault((_BRACKETS.sub("[*]", change.owner), _BRACKETS.sub("[*]", change.source)), []).append(change)
    found = [
        HoldingChange(
            f"{len(group)}x {owner or source}",
            source if owner else "",
            sum(c.old for c in group),
            sum(c.new for c in group),
        )
        if len(group) > 1
        else group[0]
        for (owner, source), group in groups.items()
    ]
    return sorted(found, key=lambda change: -change.more)


_BRACKETS = lazy_pattern(r"\[\d{1,9}\]")
_LINE = lazy_pattern(r":\d{1,18}(?!\d)")


def _exactly(holding: Holding) -> Hashable:
    return holding.owner, _file_and_line(holding.source)


def _in_file(holding: Holding) -> Hashable:
    return _LINE.sub("", holding.owner), _LINE.sub("", _file_and_line(holding.source)), holding.bytes


def _owner(holding: Holding) -> Hashable | None:
    return _LINE.sub("", holding.owner) or None


def _file_and_line(source: str) -> str:
    """The place without its folder: the two may have been compiled in different places."""
    return source.replace("\\", "/").rpartition("/")[2] if _LINE.search(source) else source


_KEYS: tuple[Callable[[Holding], Hashable | None], ...] = (_exactly, _in_file, _owner)
