"""Diff words: changes, numbers and the verdict as a person reads them, in a terminal as in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from hloscope.comparisons.collective_changes import CollectiveChange
from hloscope.comparisons.diff import Diff, ProgramDiff
from hloscope.comparisons.launch_changes import Change
from hloscope.comparisons.memory_changes import folded
from hloscope.comparisons.outline import NUMBERS, OPTIONAL, Launch, Outline
from hloscope.comparisons.plateaus import Cliff, Plateau, Sweep
from hloscope.comparisons.regressions import changed_numbers
from hloscope.words import bytes_text, count_text, name_text, number_text, seconds_text, source_text


def range_text(sweep: Sweep, plateau: Plateau) -> str:
    """`1 to 32`, or the one value."""
    first, last = sweep.values[plateau.first], sweep.values[plateau.last]
    return str(first) if plateau.first == plateau.last else f"{first} to {last}"


def cliff_lines(sweep: Sweep, cliff: Cliff) -> Iterator[str]:
    """What changes from one value to the next: the values, then a line for each change."""
    yield f"from {sweep.variable}={cliff.before} to {cliff.after}:"
    if cliff.diff is None:
        yield "  one of them was not compiled"
        return
    yield from (f"  {line}" for line in (*total_lines(cliff.diff), *change_lines(cliff.diff)))


def summary_of(sweep: Sweep) -> str:
    """How many cliffs there are, and how much was compiled to find them."""
    number = len(sweep.cliffs)
    cliffs = "no cliff" if number == 0 else "1 cliff" if number == 1 else f"{number} cliffs"
    return f"{sweep.name}: {cliffs} over {len(sweep.values)} values of {sweep.variable}, {sweep.compiled} compiled"


_MOST_OPCODES = 8


def verdict_of(diff: Diff) -> str:
    """The first line: whether it is a regression, and by which rules."""
    rules = ", ".join(diff.rules) or "none"
    if diff.regressions:
        return f"{_plural(len(diff.regressions), 'regression')} (rules: {rules})"
    if not diff.is_known:
        return f"No verdict: {_unread_text(diff)} (rules: {rules})"
    if diff.is_same:
        return "Nothing changed"
    return f"No regression (rules: {rules})"


def _unread_text(diff: Diff) -> str:
    """What keeps a diff from being judged: broken files, or programs that one side alone tells how they run."""
    halves = [program for program in diff.programs if not program.is_known]
    files = f"{_plural(len(diff.errors), 'file')} could not be read" if diff.errors else ""
    programs = f"what runs is known on one side only of {_names([half.new for half in halves])}" if halves else ""
    unmeasured = [program.new for program in diff.without_memory]
    memory = f"both sides do not tell the memory of {_names(unmeasured)}" if unmeasured else ""
    return ", ".join(filter(None, (files, programs, memory)))


def regression_lines(diff: Diff) -> Iterator[str]:
    """What got worse, a line each."""
    yield from (f"{name_text(regression.program)}: {regression.message}" for regression in diff.regressions)


def leftover_lines(diff: Diff) -> Iterator[str]:
    """The programs that are the same, and those that only one side has."""
    same = [program.new for program in diff.programs if program.is_same]
    for outlines, words in ((same, "the same"), (diff.only_old, "only old"), (diff.only_new, "only new")):
        if outlines:
            yield f"{_plural(len(outlines), 'program')} {words}: {_names(outlines)}"


def changed_programs(diff: Diff) -> list[ProgramDiff]:
    """The programs in which anything changed, those that got worse first."""
    changed = [program for program in diff.programs if not program.is_same]
    return sorted(changed, key=lambda program: not program.regressions)


def title_of(program: ProgramDiff) -> str:
    """Its name and backend, with the old ones where they were others."""
    return f"{name_of(program)} ({place_of(program)})"


def name_of(program: ProgramDiff) -> str:
    """Its name without numbers that count compilations, and the old one where it was another."""
    return _became(name_text(program.old.function), name_text(program.new.function))


def place_of(program: ProgramDiff) -> str:
    """The backend and the folder, and the old backend where it was another."""
    backend = _became(program.old.backend, program.new.backend)
    return f"{backend}, {program.new.path}" if program.new.path else backend


def totals_of(programs: Sequence[ProgramDiff]) -> dict[str, list[str]]:
    """Columns of totals, a cell for each program; of those beside the launches the ones in which anything changed."""
    columns = {title: [program.numbers[key] for program in programs] for title, key in _COLUMNS.items()}
    shown = {
        title: pairs
        for title, pairs in columns.items()
        if title == "Launches" or any(_is_shown(program, title) for program in programs)
    }
    cells = {
        title: [_became(*map(_TEXTS.get(title, count_text), pair)) for pair in pairs] for title, pairs in shown.items()
    }
    marks = ["" if program.old.unit == program.new.unit else "*" for program in programs]
    return cells | {"Launches": [cell + mark for cell, mark in zip(cells["Launches"], marks, strict=True)]}


def _is_shown(program: ProgramDiff, title: str) -> bool:
    """Whether a total changed; FLOPs and memory are only worth a column if one sees it."""
    key = _COLUMNS[title]
    is_seen = key not in OPTIONAL or " -> " in _became(*map(_TEXTS[title], program.numbers[key]))
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


def notes_on(programs: Sequence[ProgramDiff]) -> Iterator[str]:
    """What the totals of these programs mean, and what is inferred; nothing where no program changed."""
    if not programs:
        return
    meanings = [meaning for title, meaning in _MEANINGS.items() if title in totals_of(programs)]
    yield from [" ".join(meanings)] if meanings else []
    if any(program.modelled[1] and time_line(program) for program in programs):
        yield "Time at best: a model of bytes and operations on the machine, not a measurement."
    if any(program.holdings for program in programs):
        yield "Whose memory it is, and who was who before, is inferred."
    if any(program.old.is_peak_exact != program.new.is_peak_exact for program in programs):
        yield "The peak is an upper bound on one side, without live ranges: owners are not compared there."
    if any(program.changes for program in programs):
        yield "Which launches became which is inferred from the operations in them."
    if any(program.old.unit != program.new.unit for program in programs):
        yield (
            "* One side counts top-level operations, the other launches: launches, splits and copies are not judged "
            "there."
        )


def change_lines(program: ProgramDiff) -> Iterator[str]:
    """`split: add, sine [kLoop] -> add [kernel] + sine [kernel]; a.py:3`, a line for each change."""
    for change in program.changes:
        old, new = (" + ".join(launch_texts(side)) or "nothing" for side in (change.old, change.new))
        parts = [f"{change_text(change)}: {old} -> {new}", *change.details, source_of(change)]
        yield "; ".join(part for part in parts if part)


def total_lines(program: ProgramDiff) -> Iterator[str]:
    """`compute launches 4 -> 6`, a line for each total that changed."""
    changed = changed_numbers(program.old, program.new)
    for key, (old, new) in program.numbers.items():
        if key in changed:
            text = bytes_text if key.endswith("bytes") else count_text
            inferred = (
                " (inferred)" if key == "per_run" and (program.old.is_inferred or program.new.is_inferred) else ""
            )
            yield f"{NUMBERS[key].removeprefix('bytes of ')} {_became(text(old), text(new))}{inferred}"


def broadcast_lines(program: ProgramDiff) -> Iterator[str]:
    """The broadcasts that now write memory, and those that no longer do."""
    for broadcasts, words in (
        (program.written, "now writes"),
        (program.no_longer_written, "no longer writes"),
    ):
        for item in broadcasts:
            yield f"{words} {bytes_text(item.bytes)}: {item.shape} {item.name} {source_text(item.source)}".rstrip()


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
    machines = _became(old.machine, new.machine)
    times = _became(seconds_text(old.seconds), seconds_text(new.seconds))
    return f"modelled time at best on {machines} {times}" if " -> " in machines + times else ""


def collective_lines(program: ProgramDiff) -> Iterator[str]:
    """`all-gather over x: 2 -> 3, 8.2 kB -> 12.3 kB in a run`, a line for each kind and axes that changed."""
    for change in program.collectives:
        counts, sizes = collective_cells(change)
        yield f"{change.new.kind} over {change.new.over}: {counts}, {sizes} in a run"


def collective_cells(change: CollectiveChange) -> tuple[str, str]:
    """How many there are, and their payload in a run: `2 -> 3`, `8.2 kB -> 12.3 kB`."""
    old, new = change
    return _became(str(old.number), str(new.number)), _became(bytes_text(old.bytes), bytes_text(new.bytes))


def _became(old: str, new: str) -> str:
    return new if old == new else f"{old} -> {new}"


def _names(outlines: Sequence[Outline], most: int = 8) -> str:
    names = list(dict.fromkeys(name_text(outline.function) for outline in outlines))
    return ", ".join(_first_names(names, most))


def _first_names(names: Sequence[str], most: int) -> Iterable[str]:
    return names if len(names) <= most else [*names[:most], "..."]


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
