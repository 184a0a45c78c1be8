"""Tables: a function eager and compiled, as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hloscope.tables.style import BETTER, WORSE, new_table
from hloscope.words import count_text

if TYPE_CHECKING:
    from hloscope.benching.profile_shares import SharesForm
    from hloscope.benching.timings import BenchDocument, TimingForm

_UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "us"))
_NOTE = (
    "Compile: building and the first call, above a usual call. Warm-up: the two calls after that. Spread: the distance "
    "of the quartiles. Paid back: the calls after which compiling has paid for itself."
)


def bench_tables(form: BenchDocument, *, top: int) -> RenderableType:
    """The ways first, then for each profile the `top` operations that take most time; 0 lists all."""
    title = f"{form['name']}({', '.join(form['example'])}), {form['framework']}"
    parts: list[RenderableType] = [Text(title, style="bold"), Text(), _ways(form), Text(), *_notes(form)]
    for way in form["ways"]:
        if way["profile"] and way["profile"]["operations"]:
            parts += [Text(), _profile(way["name"], way["profile"], top)]
    return Group(*parts)


def seconds_text(seconds: float | None) -> str:
    """A time with three digits: `12.3 us`."""
    if seconds is None:
        return "-"
    size, unit = next(((size, unit) for size, unit in _UNITS if seconds >= 0.9995 * size), (1e-6, "us"))
    return f"{seconds / size:.3g} {unit}" if seconds < 999.5 else f"{seconds:.0f} s"


def _ways(form: BenchDocument) -> Table:
    numbers = ("Compile", "Warm-up", "Median", "Spread", "Speedup", "Paid back", "Kernels")
    table = new_table(None, "Way", *numbers, numbers=numbers)
    for way in form["ways"]:
        if way["refusal"]:
            table.add_row(way["name"], Text("stopped" if _is_stopped(way) else "refused", style=WORSE))
            continue
        times = map(seconds_text, (way["compile"], way["warm_up"], way["median"], way["spread"]))
        is_eager = way["name"] == "eager"
        table.add_row(way["name"], *times, _speedup(way), "" if is_eager else _payback(way), count_text(way["kernels"]))
    return table


def _is_stopped(way: TimingForm) -> bool:
    return str(way["refusal"]).startswith("stopped")


def _speedup(way: TimingForm) -> Text:
    times = way["speedup"]
    if times is None:
        return Text("-")
    return Text(f"{times:.2f}x", style=BETTER if times > 1 else WORSE if times < 1 else "")


def _payback(way: TimingForm) -> str:
    calls = way["payback_calls"]
    if way["speedup"] is None:  # there is nothing to compare it with
        return "-"
    return "never" if calls is None else f"{calls:,} calls" if calls else "at once"


def _notes(form: BenchDocument) -> Iterator[Text]:
    counted = {way["kernels_counted"]: way["name"] for way in reversed(form["ways"]) if way["kernels_counted"]}
    ways = {how: [way["name"] for way in form["ways"] if way["kernels_counted"] == how] for how in reversed(counted)}
    kernels = "; ".join(f"{', '.join(names)}: {how}" for how, names in ways.items())
    yield Text(f"{_NOTE} Kernels of a call: {kernels}.", style="dim")
    for way in form["ways"]:
        if way["refusal"]:
            yield Text(f"{way['name']}{'' if _is_stopped(way) else ' is refused'}: {way['refusal']}")
        if way["remark"]:
            yield Text(f"{way['name']}: {way['remark']}")


def _profile(name: str, profile: SharesForm, top: int) -> Table:
    shown = profile["operations"][: top or None]
    rest = (
        f", {len(shown)} of {len(profile['operations'])} operations" if len(shown) < len(profile["operations"]) else ""
    )
    total = seconds_text(profile["total_nanoseconds"] / 1e9)
    title = f"{name}: where {total} went, by the framework's profiler{rest}"
    numbers = ("Calls", "Time", "Share")
    table = new_table(title, "Operation", *numbers, "Cluster", numbers=numbers)
    for item in shown:
        time, share = seconds_text(item["nanoseconds"] / 1e9), f"{item['share']:.1%}"
        table.add_row(item["name"], str(item["calls"]), time, share, ", ".join(item["cluster"]))
    return table
