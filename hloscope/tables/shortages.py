"""Tables of shortages: what XLA says was allocated when the memory of a device did not suffice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from hloscope.reports.memory import AllocationForm, ShortageForm
from hloscope.tables.style import WORSE, new_table, of_text
from hloscope.words import bytes_text, source_text

_NOTE = "As XLA's message has it: the largest allocations, rounded. Padding: what of the bytes is no data."
_LONGEST = 120


def shortage_tables(shortages: Sequence[ShortageForm], *, top: int) -> Iterator[RenderableType]:
    """Each message with its sums, then its allocations; `top` bounds those. What ranks say alike stands once."""
    alike: dict[str, list[ShortageForm]] = {}
    for shortage in shortages:
        alike.setdefault(repr({**shortage, "line": 0, "file": "", "writer": ""}), []).append(shortage)
    table = new_table(
        "Out of memory", "Message", "Needed", "There is", "Short", numbers=["Needed", "There is", "Short"]
    )
    for shortage, *others in alike.values():
        needed, capacity = shortage["needed_bytes"], shortage["capacity_bytes"]
        short = max(0, needed - capacity) or None if needed is not None and capacity is not None else None
        table.add_row(
            _name(shortage, others=len(others)), _size(needed), _size(capacity), Text(_size(short), style=WORSE)
        )
    yield table
    for shortage, *_ in alike.values():
        if shortage["totals"]:
            yield Text(_sums(shortage), style="dim")
        yield from _allocations(shortage, top)
    if any(shortage["allocations"] for shortage in shortages):
        yield Text(_NOTE, style="dim")


def _name(shortage: ShortageForm, *, others: int) -> Text:
    where = " ".join(filter(None, (shortage["platform"], shortage["space"]))) or "a device"
    place = f"{shortage['file']}:{shortage['line']}" + (f" ({shortage['writer']})" if shortage["writer"] else "")
    return Text(where).append(f"\n{place}{f', and {others} alike' if others else ''}", style="dim")


def _sums(shortage: ShortageForm) -> str:
    sums = ", ".join(f"{name} {bytes_text(size)}" for name, size in shortage["totals"].items())
    return f"{shortage['space'] or shortage['platform'] or 'memory'}: {sums}"


def _allocations(shortage: ShortageForm, top: int) -> Iterator[RenderableType]:
    found = sorted(shortage["allocations"], key=lambda allocation: -allocation["bytes"])
    if not found:
        return
    shown = found[: top or None]
    is_padded = any(allocation["padding_bytes"] for allocation in found)
    numbers = ["Bytes", *(["Padding"] if is_padded else [])]
    title = f"Largest allocations ({of_text(len(shown), len(found))})"
    table = new_table(title, "Value", "Kind", "Shape", *numbers, "Owner", numbers=numbers)
    for allocation in shown:
        sizes = [_size(allocation["bytes"]), *([_size(allocation["padding_bytes"])] if is_padded else [])]
        table.add_row(
            allocation["name"][:_LONGEST] or "-", allocation["kind"], allocation["shape"], *sizes, _owner(allocation)
        )
    yield table


def _owner(allocation: AllocationForm) -> Text:
    place = source_text(allocation["source"])
    what = allocation["op_name"][-_LONGEST:]
    if what and place:
        return Text(what).append(f"\n{place}", style="dim")
    return Text(what or place or "")


def _size(size: int | None) -> str:
    return "-" if size is None else bytes_text(size)
