"""Logged programs: which entry of jax's log is about which program, and what it alone tells: weak types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hloscope.comparisons.jax_log import LoggedArgument, LoggedCompile
from hloscope.comparisons.outlook import Outlook
from hloscope.comparisons.program_changes import Change


def weak_changes(old: LoggedCompile | None, new: LoggedCompile | None, outlook: Outlook) -> Iterator[Change]:
    """Arguments that are a Python number in one program, and an array in the other: by jax's log alone."""
    if old is None or new is None or len(old.arguments) != len(new.arguments):
        return
    words = ("not weak", "weak")
    for number, (before, after) in enumerate(zip(old.arguments, new.arguments, strict=True)):
        if before.is_weak != after.is_weak:
            label = outlook.arguments[number].label if number < len(outlook.arguments) else f"argument {number}"
            text = f"{label} {after.shape}, type: {words[before.is_weak]} -> {words[after.is_weak]} (jax's log)"
            yield Change("weak type", text, words[before.is_weak], words[after.is_weak], number)


class LoggedPrograms:
    """What a log says of the programs of one function, which come in the same order in the log and in the dump."""

    def __init__(self, function: str, logged: Sequence[LoggedCompile]) -> None:
        self._left = [item for item in logged if item.function == function]

    def find(self, outlook: Outlook | None) -> LoggedCompile | None:
        """The next entry whose arguments have these shapes; those before it were not dumped."""
        if outlook is None:
            return None
        for place, item in enumerate(self._left):
            if _is_alike(item.arguments, outlook):
                del self._left[: place + 1]
                return item
        return None


def _is_alike(arguments: Sequence[LoggedArgument], outlook: Outlook) -> bool:
    """Whether the shapes are equal, but for types that the log calls by other words than HLO does."""
    shapes = [argument.shape for argument in outlook.arguments]
    found = [argument.shape for argument in arguments]
    return len(shapes) == len(found) and all(
        one == other or (one.partition("[")[2] == other.partition("[")[2] and one[0] not in "fsucbp")
        for one, other in zip(found, shapes, strict=True)
    )
