"""Tables of padding: what the tiles of layouts cost each program, and which values are padded most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from hloscope.analyses.memory.owners import Owner
from hloscope.analyses.memory.padding import PaddingForm
from hloscope.reports.memory import MemoryProgram
from hloscope.tables.program_labels import program_name
from hloscope.tables.style import new_table, of_text
from hloscope.words import bytes_text, name_text, source_text

_NOTE = (
    "Padding: what of the column before it is no data, for sizes are rounded up to those of tiles. All values: of all "
    "times, without those in fast memory."
)


def padding_tables(programs: Sequence[MemoryProgram], *, top: int) -> Iterator[RenderableType]:
    """The programs that have tiles, then the values that are padded; `top` bounds those."""
    found = [(program, program["padding"]) for program in programs if program["padding"]]
    if not found:
        return
    columns = ["Arguments", "Padding", "Results", "Padding", "All values", "Padding"]
    table = new_table("Padding of tiled layouts", "Program", *columns, numbers=columns)
    for program, padding in found:
        table.add_row(program_name(program), *map(bytes_text, _sizes(padding)))
    yield table
    yield Text(_NOTE, style="dim")
    values = [(program, value) for program, padding in found for value in padding["values"]]
    values.sort(key=lambda pair: pair[1]["data_bytes"] - pair[1]["bytes"])
    if not values:
        return
    shown = values[: top or None]
    title = f"Values that are padded most ({of_text(len(shown), len(values))})"
    table = new_table(title, "Value", "Shape", "Bytes", "Padding", "Owner", numbers=["Bytes", "Padding"])
    for program, value in shown:
        name = Text(value["name"] + (f"{{{value['shape_index']}}}" if value["shape_index"] else ""))
        if len(found) > 1:
            name.append(f"\n{name_text(program['name'])}", style="dim")
        sizes = value["bytes"], value["bytes"] - value["data_bytes"]
        owner = Owner(value["owner"], source_text(Owner(value["owner"], value["source"]).place))
        table.add_row(name, value["shape"], *map(bytes_text, sizes), str(owner) or "(not known)")
    yield table


def _sizes(padding: PaddingForm) -> list[int]:
    arguments, results, values = padding["argument_bytes"], padding["output_bytes"], padding["value_bytes"]
    return [
        arguments,
        arguments - padding["argument_data_bytes"],
        results,
        results - padding["output_data_bytes"],
        values,
        values - padding["value_data_bytes"],
    ]
