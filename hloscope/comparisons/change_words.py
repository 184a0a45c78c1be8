"""Change words: launches and broadcasts that changed, as a person reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from hloscope.comparisons.launch_changes import Change
from hloscope.comparisons.outline import Launch
from hloscope.comparisons.program_diff import ProgramDiff
from hloscope.words import bytes_text, source_text

_MOST_OPCODES = 8


def change_text(change: Change) -> str:
    """`split`, `12x merged`."""
    return change.what if change.times == 1 else f"{change.times}x {change.what}"


def launch_text(launch: Launch) -> str:
    """`broadcast, add x2 [kLoop]`; of many operations the first."""
    counts: dict[str, int] = {}
    for opcode in launch.opcodes:
        counts[opcode] = counts.get(opcode, 0) + 1
    words = [opcode if times == 1 else f"{opcode} x{times}" for opcode, times in counts.items()]
    more = [f"... ({len(launch.operations)})"] if len(words) > _MOST_OPCODES else []
    return f"{', '.join(words[:_MOST_OPCODES] + more)} [{launch.kind}]"


def launch_texts(launches: Iterable[Launch]) -> list[str]:
    """The launches of one side of a change, each text once: `8x slice, transpose [kInput]`."""
    counts = Counter(map(launch_text, launches))
    return [text if times == 1 else f"{times}x {text}" for text, times in counts.items()]


def source_of(change: Change) -> str:
    """Where it comes from: the first place, and how many more there are."""
    first = source_text(next(iter(change.sources), ""))
    return f"{first} +{len(change.sources) - 1}" if len(change.sources) > 1 else first


def change_lines(program: ProgramDiff) -> Iterator[str]:
    """`split: add, sine [kLoop] -> add [kernel] + sine [kernel]; a.py:3`, a line for each change."""
    for change in program.changes:
        old, new = (" + ".join(launch_texts(side)) or "nothing" for side in (change.old, change.new))
        parts = [f"{change_text(change)}: {old} -> {new}", *change.details, source_of(change)]
        yield "; ".join(part for part in parts if part)


def broadcast_lines(program: ProgramDiff) -> Iterator[str]:
    """The broadcasts that now write memory, and those that no longer do."""
    for broadcasts, words in (
        (program.written, "now writes"),
        (program.no_longer_written, "no longer writes"),
    ):
        for item in broadcasts:
            yield f"{words} {bytes_text(item.bytes)}: {item.shape} {item.name} {source_text(item.source)}".rstrip()
