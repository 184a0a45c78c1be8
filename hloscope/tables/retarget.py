"""Retarget tables: each program on each target, and what could not be compiled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from hloscope.regex import compiled as compiled_pattern
from hloscope.reports.reading import clusters_of
from hloscope.reports.retarget import Result, Retargets, disagreements_in, is_judged
from hloscope.tables.style import WORSE, cut_text, new_table
from hloscope.words import bytes_text, name_text, seconds_text

_STACK = compiled_pattern(r"\n?[ \t]*+@[ \t]++0x[0-9a-f]++[^\n]*+")
_NOTE = (
    "Launches: kernels and library calls. Broadcasts: those that write memory. Temp: memory of one device beside "
    "arguments and results."
)
_OPERATIONS = "* top-level operations: on TPU a program is one launch."
_MODELLED = "Modelled: one run by the compiler's own cost model; those for GPU and CPU give none."
_UNTUNED = (
    "Autotuning is off, for there is no device to measure on: with it, tile sizes and library algorithms may differ, "
    "and launches with them."
)


def retarget_tables(document: Retargets, *, top: int = 0) -> RenderableType:
    """The whole document; `top` bounds the programs, 0 lists all."""
    compiled = [result for result in document["results"] if result["report"]]
    parts = [*_programs(compiled, top), *_notes(document, compiled)]
    parts += [*_problems(document["results"]), *_disagreements(compiled)]
    return Group(*[piece for part in parts for piece in (part, Text())][:-1])


def _programs(compiled: Sequence[Result], top: int) -> Iterator[RenderableType]:
    """A row for each program with a line for each target; columns that would be empty are left out."""
    if not compiled:
        return
    columns = {
        name: text_of
        for name, text_of in _COLUMNS.items()
        if name not in _SHOWN_IF or any(map(_SHOWN_IF[name], compiled))
    }
    groups = [[*group] for _, group in groupby(compiled, _place_of)]
    shown = groups[: top or None]
    title = f"Programs by target{cut_text(len(shown), len(groups))}"
    numbers = [name for name in columns if name != "Target"]
    table = new_table(title, "Program", *columns, numbers=numbers, left_out=numbers)
    for lines in shown:
        table.add_row(_name_of(lines[0]), *("\n".join(map(text_of, lines)) for text_of in columns.values()))
    yield table


def _place_of(result: Result) -> tuple[str, int | None, str]:
    return (result["path"], result["id"], result["program"])


def _name_of(result: Result) -> Text:
    number = None if result["id"] is None else f"#{result['id']}"
    origin = " ".join(filter(None, (result["framework"], result["platform"], number)))
    return Text(_short_name(result)).append(f"\n{origin}", style="dim")


def _short_name(result: Result) -> str:
    """The module's name; of TensorFlow's, which counts compilations in a hundred characters, the function's."""
    is_long = result["framework"] == "tensorflow"
    return name_text(result["function"] if is_long else result["program"], 24) or "(no name)"


def _launches(result: Result) -> str:
    report = result["report"]
    mark = "*" if report and report["unit"] == "top_level_ops" else ""
    return f"{_number_of(result, 'compute_launches')}{mark}"


def _number_of(result: Result, key: str) -> int:
    counts = result["report"]["kernels"]["after"] if result["report"] else None
    numbers: Mapping[str, object] = counts or {}
    number = numbers.get(key)
    return number if isinstance(number, int) else 0


def _clusters(result: Result) -> str:
    return str(len(clusters_of(result["report"]))) if result["report"] else "-"


def _broadcasts(result: Result) -> str:
    found = result["report"]["broadcasts"]["after"] if result["report"] else None
    return f"{found['materialized']} ({bytes_text(found['materialized_bytes_per_run'])})" if found else "-"


def _modelled(result: Result) -> str:
    seconds = result["modelled_seconds"]
    return "-" if seconds is None else seconds_text(seconds)


_COLUMNS: Mapping[str, Callable[[Result], str]] = {
    "Target": lambda result: result["target"],
    "Launches": _launches,
    "Clusters": _clusters,
    "Broadcasts": _broadcasts,
    "Collectives": lambda result: str(_number_of(result, "collectives")),
    "Temp": lambda result: bytes_text(result["temp_bytes"]),
    "Modelled": _modelled,
}
_SHOWN_IF: Mapping[str, Callable[[Result], bool]] = {
    "Collectives": lambda result: _number_of(result, "collectives") > 0,
    "Modelled": lambda result: result["modelled_seconds"] is not None,
}


def _notes(document: Retargets, compiled: Sequence[Result]) -> Iterator[RenderableType]:
    """What the numbers mean; only what these need."""
    if not compiled:
        return
    lines = [_NOTE]
    lines += [_OPERATIONS] if any(_launches(result).endswith("*") for result in compiled) else []
    lines += [_MODELLED] if any(map(_SHOWN_IF["Modelled"], compiled)) else []
    judged = sum(map(is_judged, compiled))
    lines += [f"{judged} of {len(compiled)} compiles compared with XLA's own list of launches."] if judged else []
    lines += [_UNTUNED] if any(target["platform"] == "gpu" for target in document["targets"]) else []
    remarks = sorted({f"{_short_name(result)}: {remark}" for result in compiled for remark in result["remarks"]})
    yield Text("\n".join([*lines, *remarks]), style="dim")


def _problems(results: Sequence[Result]) -> Iterator[RenderableType]:
    """What could not be compiled and why, with the targets that it holds for."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for result in results:
        if result["problem"]:
            reasons.setdefault((_short_name(result), _without_stack(result["problem"])), []).append(result["target"])
    if reasons:
        table = new_table("Not compiled", "Program", "Target", "Reason", title_style=f"bold {WORSE}")
        for (name, problem), targets in reasons.items():
            table.add_row(name, "\n".join(targets), problem)
        yield table


def _without_stack(problem: str) -> str:
    """The message without where in the compiler's own code it arose, which the JSON has."""
    return _STACK.sub("", problem).rstrip(": \n")


def _disagreements(compiled: Sequence[Result]) -> Iterator[RenderableType]:
    """Where the rule and XLA's own list differ; shown whole."""
    found = [*disagreements_in(compiled)]
    if found:
        title = f"Disagreements between the rule and XLA's list of launches ({len(found)})"
        table = new_table(
            title, "Program", "Target", "Instruction", "Rule", "XLA launches", title_style=f"bold {WORSE}"
        )
        for result, item in found:
            row = (item["name"] or "", str(item["rule"]), str(item["thunks"]))
            table.add_row(_short_name(result), result["target"], *row)
        yield table
