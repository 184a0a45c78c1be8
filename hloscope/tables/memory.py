"""Tables of `hloscope memory`: programs, then what is there at the peak, whose it is, and what is copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hloscope.analyses.memory.owners import Owner
from hloscope.analyses.memory.residents import ResidentForm
from hloscope.analyses.memory.use import AliasForm, MemoryForm, OwnerForm
from hloscope.regex import lazy_pattern
from hloscope.reports.memory import MemoryDocument, MemoryProgram
from hloscope.tables.padding import padding_tables
from hloscope.tables.program_labels import ProgramLabels, program_name
from hloscope.tables.report import separated
from hloscope.tables.style import new_table, of_text
from hloscope.words import bytes_text, source_text

Uses = Sequence[tuple[MemoryProgram, MemoryForm]]

_BRACKETS = lazy_pattern(r"\[\d{1,9}\]")
_NOTE = (
    "Aliased: arguments whose memory holds a result in the end (donated); they are in Arguments and in Results. Peak: "
    "arguments, results, constants, and the most of the temporary values that are needed at once. Saved: what one "
    "buffer for each value would take beyond what XLA's plan takes."
)


def memory_tables(document: MemoryDocument, *, top: int) -> RenderableType:
    """The whole document; `top` bounds the rows of each table but the first, 0 lists all."""
    uses = [(program, program["memory"]) for program in document["compilations"] if program["memory"]]
    parts: list[RenderableType] = [_programs(uses), _notes(uses)] if uses else []
    parts += [*_residents(uses, top), *_owners(uses, top), *_aliases(uses, top), *_copies(uses, top)]
    parts += [*padding_tables(document["compilations"], top=top)]
    shortages = document.get("out_of_memory", ())
    if shortages:
        from hloscope.tables.shortages import shortage_tables  # which most documents do without

        parts += [*shortage_tables(shortages, top=top)]
    return Group(*separated(parts))


def _programs(uses: Uses) -> Table:
    numbers = ["Arguments", "Results", "Aliased", "Temps", "Peak", "Saved"]
    table = new_table("Memory", "Program", *numbers, numbers=numbers)
    for program, memory in uses:
        mark = "" if memory["is_peak_exact"] else "*"
        sizes = [memory["argument_bytes"], memory["output_bytes"], memory["alias_bytes"], memory["temp_bytes"]]
        peak, saved = bytes_text(memory["peak_bytes"]) + mark, bytes_text(memory["saved_bytes"])
        table.add_row(program_name(program), *map(bytes_text, sizes), peak, saved)
    return table


def _notes(uses: Uses) -> Text:
    lines = [_NOTE]
    if not all(memory["is_peak_exact"] for _, memory in uses):
        lines.append("* At most: the dump has no live ranges (*-live-range.txt).")
    return Text("\n".join(lines), style="dim")


def _named(name: str, program: MemoryProgram, labels: ProgramLabels | None) -> Text:
    """A name, and below it that of the program where there are several."""
    return _of(Text(name), program, labels)


def _of(text: Text, program: MemoryProgram, labels: ProgramLabels | None) -> Text:
    """The same of any text."""
    return text.append(f"\n{labels.label_of(program)}", style="dim") if labels else text


def _labels_of(uses: Uses) -> ProgramLabels | None:
    return ProgramLabels(program for program, _ in uses) if len(uses) > 1 else None


def _residents(uses: Uses, top: int) -> Iterator[Table]:
    """Values of one kind, shape and owner, but for a number in brackets, are one row."""
    found: dict[tuple[int, str, str, str, str], list[ResidentForm]] = {}
    for number, (_, memory) in enumerate(uses):
        for resident in memory["residents"]:
            owner = [_BRACKETS.sub("[*]", resident[of]) for of in ("owner", "source")]
            key = number, resident["kind"], resident["shape"], owner[0], owner[1]
            found.setdefault(key, []).extend([resident] if resident["bytes"] else [])
    rows = sorted(filter(lambda row: row[1], found.items()), key=lambda row: -_bytes_of(row[1]))
    if not rows:
        return
    shown = rows[: top or None]
    title = f"In memory at the peak ({of_text(len(shown), len(rows))})"
    table = new_table(title, "Value", "Kind", "Shape", "Bytes", "Owner", numbers=["Bytes"])
    labels = _labels_of(uses)
    for (number, kind, shape, *where), [first, *others] in shown:
        what, source = where if others else (first["owner"], first["source"])
        name = first["name"] + (f"{{{first['shape_index']}}}" if first["shape_index"] else "")
        times = f"{1 + len(others)}x " if others else ""
        size = bytes_text(_bytes_of([first, *others]))
        value = _named(f"{name}, ..." if others else name, uses[number][0], labels)
        table.add_row(value, kind, times + shape, size, _owner(what, source))
    yield table


def _bytes_of(forms: Iterable[ResidentForm | OwnerForm]) -> int:
    return sum(form["bytes"] for form in forms)


def _owners(uses: Uses, top: int) -> Iterator[Table]:
    """Owners that differ by a number in brackets only, such as those of equal layers, are one row."""
    found: dict[tuple[int, str, str], list[OwnerForm]] = {}
    for number, (_, memory) in enumerate(uses):
        for owned in memory["by_owner"]:
            key = number, _BRACKETS.sub("[*]", owned["owner"]), _BRACKETS.sub("[*]", owned["source"])
            found.setdefault(key, []).extend([owned] if owned["bytes"] else [])
    rows = sorted(filter(lambda row: row[1], found.items()), key=lambda row: -_bytes_of(row[1]))
    if not rows:
        return
    shown = rows[: top or None]
    title = f"Memory at the peak by owner ({of_text(len(shown), len(rows))})"
    table = new_table(title, "Owner", "Bytes", "Share", numbers=["Bytes", "Share"])
    labels = _labels_of(uses)
    for (number, what, source), [first, *others] in shown:
        program, memory = uses[number]
        owner = (
            _owner(f"{1 + len(others)}x {what or source}", source)
            if others
            else _owner(first["owner"], first["source"])
        )
        size = _bytes_of([first, *others])
        share = size / max(1, _bytes_of(memory["by_owner"]))
        table.add_row(_of(owner, program, labels), bytes_text(size), f"{share:.0%}")
    yield table


def _owner(what: str, source: str) -> Text:
    """What a value is, and below it the line that it comes from; one of them where there is no other."""
    place = source_text(Owner(what, source).place)
    if what and place:
        return Text(what).append(f"\n{place}", style="dim")
    return Text(what or place or "(not known)")


def _aliases(uses: Uses, top: int) -> Iterator[Table]:
    """Arguments of one name, but for a number in brackets, and size are one row."""
    found: dict[tuple[int, str, int], list[tuple[str, AliasForm]]] = {}
    for number, (_, memory) in enumerate(uses):
        owners = {each["name"]: each["owner"] for each in memory["residents"] if each["kind"] == "argument"}
        for alias in memory["aliases"]:
            name = owners.get(alias["name"], "").removeprefix("argument ")
            group = found.setdefault((number, _BRACKETS.sub("[*]", name), alias["bytes"]), [])
            group.append((name or alias["name"], alias))
    rows = sorted(found.items(), key=lambda row: -sum(alias["bytes"] for _, alias in row[1]))
    if not rows:
        return
    shown = rows[: top or None]
    title = f"Arguments whose memory is used for a result ({of_text(len(shown), len(rows))})"
    table = new_table(title, "Argument", "Number", "Bytes", numbers=["Number", "Bytes"])
    labels = _labels_of(uses)
    for (number, pattern, size), [(name, alias), *others] in shown:
        place = f"{alias['parameter']}" + (f"{{{alias['shape_index']}}}" if alias["shape_index"] else "")
        text = f"{1 + len(others)}x {pattern or name}" if others else name
        cells = (f"{place}, ..." if others else place, bytes_text(size * (1 + len(others))))
        table.add_row(_named(text, uses[number][0], labels), *cells)
    yield table


def _copies(uses: Uses, top: int) -> Iterator[Table]:
    found = [(program, copy) for program, memory in uses for copy in memory["needless_copies"]]
    if not found:
        return
    shown = sorted(found, key=lambda pair: -pair[1]["bytes"])[: top or None]
    title = f"Copies that may be needless, inferred ({of_text(len(shown), len(found))})"
    table = new_table(title, "Copy", "Of", "Bytes", "Why", numbers=["Bytes"])
    labels = _labels_of(uses)
    for program, copy in shown:
        table.add_row(_named(copy["name"], program, labels), copy["operand"], bytes_text(copy["bytes"]), copy["reason"])
    yield table
