"""Total words: launches, memory, time and collectives of a program, old and new, as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hloscope.comparisons.collective_changes import CollectiveChange
from hloscope.comparisons.memory_changes import folded
from hloscope.comparisons.outline import NUMBERS, OPTIONAL
from hloscope.comparisons.program_diff import ProgramDiff
from hloscope.comparisons.regressions import changed_numbers
from hloscope.words import bytes_text, count_text, number_text, seconds_text


def totals_of(programs: Sequence[ProgramDiff]) -> dict[str, list[str]]:
    """Columns of totals, a cell for each program; of those beside the launches the ones in which anything changed."""
    columns = {title: [program.numbers[key] for program in programs] for title, key in _COLUMNS.items()}
    shown = {
        title: pairs
        for title, pairs in columns.items()
        if title == "Launches" or any(_is_shown(program, title) for program in programs)
    }
    cells = {
        title: [became(*map(_TEXTS.get(title, count_text), pair)) for pair in pairs] for title, pairs in shown.items()
    }
    marks = ["" if program.old.unit == program.new.unit else "*" for program in programs]
    return cells | {"Launches": [cell + mark for cell, mark in zip(cells["Launches"], marks, strict=True)]}


def _is_shown(program: ProgramDiff, title: str) -> bool:
    """Whether a total changed; FLOPs and memory are only worth a column if one sees it."""
    key = _COLUMNS[title]
    is_seen = key not in OPTIONAL or " -> " in became(*map(_TEXTS[title], program.numbers[key]))
    return is_seen and key in changed_numbers(program.old, program.new)


def trend_of(program: ProgramDiff, title: str) -> int:
    """Whether a total got less (-1) or more (1); 0 if it is as it was, not known, or no better for being less."""
    old, new = program.numbers[_COLUMNS[title]]
    if old is None or new is None or title == "Clusters" or program.old.unit != program.new.unit:
        return 0
    return (new > old) - (new < old)


def _flops_text(flops: int | None) -> str:
    return "-" if flops is None else number_text(flops)


_COLUMNS = {
    "Launches": "launches",
    "Copies": "copies",
    "Collectives": "collectives",
    "Payload": "collective_bytes",
    "Clusters": "clusters",
    "Broadcasts": "broadcast_bytes",
    "Traffic": "bytes",
    "FLOPs": "flops",
    "Peak": "peak_bytes",
}
_PARTS = {
    "peak_bytes": "the peak",
    "argument_bytes": "arguments",
    "output_bytes": "results",
    "alias_bytes": "donated arguments",
    "temp_bytes": "temporary values",
}
_TEXTS = {
    "Broadcasts": bytes_text,
    "Payload": bytes_text,
    "Traffic": bytes_text,
    "FLOPs": _flops_text,
    "Peak": bytes_text,
}
_MEANINGS = {
    "Broadcasts": "Broadcasts: bytes of those that write memory.",
    "Payload": "Payload: bytes that collectives move for one device in a run.",
    "Traffic": "Traffic: bytes that launches read and write in a run.",
    "FLOPs": "FLOPs: of a run.",
    "Peak": "Peak: of memory.",
}


_BRANCHES_MEANING = "Where a conditional has branches, Traffic is the most: of all of them."


def meanings_of(programs: Sequence[ProgramDiff]) -> list[str]:
    """What those of the columns mean that are no plain counts."""
    shown = totals_of(programs)
    meanings = [meaning for title, meaning in _MEANINGS.items() if title in shown]
    has_branches = "Traffic" in shown and any(side.has_branches for p in programs for side in (p.old, p.new))
    return [*meanings, *([_BRANCHES_MEANING] if has_branches else [])]


def total_lines(program: ProgramDiff) -> Iterator[str]:
    """`compute launches 4 -> 6`, a line for each total that changed."""
    changed = changed_numbers(program.old, program.new)
    for key, (old, new) in program.numbers.items():
        if key in changed:
            text = bytes_text if key.endswith("bytes") else count_text
            inferred = (
                " (inferred)" if key == "per_run" and (program.old.is_inferred or program.new.is_inferred) else ""
            )
            yield f"{NUMBERS[key].removeprefix('bytes of ')} {became(text(old), text(new))}{inferred}"


def memory_parts(program: ProgramDiff) -> Iterator[tuple[str, int, int]]:
    """The parts of its memory that changed, in words, with their bytes, old and new."""
    changed = changed_numbers(program.old, program.new)
    for key, part in _PARTS.items():
        old, new = program.numbers[key]
        if key in changed and old is not None and new is not None:
            yield part, old, new


def memory_lines(program: ProgramDiff) -> Iterator[str]:
    """`temporary values 1 MB -> 2 MB`, then `argument ws, transposed: 0 B -> 1 MB`, a line for each that changed."""
    for part, old, new in memory_parts(program):
        yield f"{part} {bytes_text(old)} -> {bytes_text(new)}"
    for change in folded(program.holdings):
        yield f"{change}: {bytes_text(change.old)} -> {bytes_text(change.new)}"


def time_line(program: ProgramDiff) -> str:
    """`modelled time at best on h100 1.2 us -> 2.4 us`; nothing where it is not known, or the same."""
    old, new = program.modelled
    if old is None or new is None:
        return ""
    machines = became(old.machine, new.machine)
    times = became(seconds_text(old.seconds), seconds_text(new.seconds))
    return f"modelled time at best on {machines} {times}" if " -> " in machines + times else ""


def collective_lines(program: ProgramDiff) -> Iterator[str]:
    """`all-gather over x: 2 -> 3, 8.2 kB -> 12.3 kB in a run`, a line for each kind and axes that changed."""
    for change in program.collectives:
        counts, sizes = collective_cells(change)
        yield f"{change.new.kind} over {change.new.over}: {counts}, {sizes} in a run"


def collective_cells(change: CollectiveChange) -> tuple[str, str]:
    """How many there are, and their payload in a run: `2 -> 3`, `8.2 kB -> 12.3 kB`."""
    old, new = change
    return became(str(old.number), str(new.number)), became(bytes_text(old.bytes), bytes_text(new.bytes))


def became(old: str, new: str) -> str:
    """`old -> new`, or the one text where nothing changed."""
    return new if old == new else f"{old} -> {new}"
