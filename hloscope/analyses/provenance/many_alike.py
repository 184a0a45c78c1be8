"""Many alike: of operations that all compute one value, those of a name or a line, looked up and not looked through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from hloscope.ir import HloInstruction


class ManyAlike:
    """Operations by what names them and by their line, in order; where neither fits, the first few or all."""

    def __init__(
        self,
        operations: Sequence[HloInstruction],
        names_of: Callable[[HloInstruction], Iterable[Hashable]],
        place_of: Callable[[HloInstruction], str],
    ) -> None:
        self._operations = operations
        self._by_name = _grouped(operations, names_of)
        self._by_place = _grouped(operations, lambda operation: (place_of(operation),))

    def of(self, names: Iterable[Hashable], place: str, many: int) -> list[HloInstruction]:
        """Those that bear one of the names, else those of the line; else some, all where no line is asked for."""
        named = [operation for name in names for operation in self._by_name.get(name, ())]
        found = list(dict.fromkeys(named)) or self._by_place.get(place, ())
        return list(found or (self._operations[:many] if place else self._operations))


def _grouped(
    operations: Sequence[HloInstruction], keys_of: Callable[[HloInstruction], Iterable[Hashable]]
) -> Mapping[Hashable, Sequence[HloInstruction]]:
    found: defaultdict[Hashable, list[HloInstruction]] = defaultdict(list)
    for operation in operations:
        for key in dict.fromkeys(keys_of(operation)):
            found[key].append(operation)
    return found
