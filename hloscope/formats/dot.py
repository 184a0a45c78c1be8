"""DOT: the launches of each program as a graph for Graphviz, edges as wide as what goes through memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log10
from typing import TYPE_CHECKING

from hloscope.words import bytes_text, source_text
from hloscope.words.safe_text import visible

if TYPE_CHECKING:
    from hloscope.reports.graph.document import GraphLaunchForm, GraphProgram

_FILLS = {"kernel": "#dbe9f6", "library": "#e3f1df", "copy": "#eeeeee", "collective": "#fbe8d0"}


def dot_text(programs: Sequence[GraphProgram]) -> str:
    """One drawing of several programs, each a cluster; loops, branches and calls are clusters in these."""
    lines = ["digraph hloscope {", '  graph [rankdir=TB, fontname="Helvetica"];']
    lines += ['  node [shape=box, style="filled,rounded", fontname="Helvetica", fontsize=11];']
    lines += ['  edge [fontname="Helvetica", fontsize=9, color="#555555"];']
    for number, program in enumerate(programs):
        lines += [f"  {line}" for line in _program(program, f"p{number}")]
    return "\n".join([*lines, "}", ""])


def _program(program: GraphProgram, prefix: str) -> Iterator[str]:
    yield f'subgraph "cluster_{prefix}" {{'
    yield f'  label={_quoted(program["name"])}; style=rounded; color="#999999";'
    ids = {launch["name"]: f"{prefix}_{number}" for number, launch in enumerate(program["launches"])}
    yield from (f"  {line}" for line in _launches(program, ids, prefix))
    for edge in program["edges"]:
        if edge["producer"] in ids and edge["consumer"] in ids:
            width = max(1.0, log10(edge["bytes"] + 1) - 2)
            label = f"label={_quoted(bytes_text(edge['bytes']))}, penwidth={width:.1f}"
            tooltip = f"tooltip={_quoted(': '.join((edge['rule'], edge['reason'])))}"
            yield f"  {ids[edge['producer']]} -> {ids[edge['consumer']]} [{label}, {tooltip}];"
    yield "}"


def _launches(program: GraphProgram, ids: dict[str, str], prefix: str) -> Iterator[str]:
    """The launches in order; those of one loop follow each other, and a loop opens where its first launch stands."""
    inside = {loop["name"]: loop["inside"] for loop in program["loops"]}
    numbers = {loop["name"]: number for number, loop in enumerate(program["loops"])}
    is_open: list[str] = []
    for launch in program["launches"]:
        around = _around(launch["loop"], inside)
        while is_open and is_open != around[: len(is_open)]:
            is_open.pop()
            yield f"{'  ' * len(is_open)}}}"
        for loop in around[len(is_open) :]:
            yield f'{"  " * len(is_open)}subgraph "cluster_{prefix}_{numbers[loop]}" {{ label={_quoted(loop)};'
            is_open.append(loop)
        yield f"{'  ' * len(is_open)}{ids[launch['name']]} [{_attributes(launch)}];"
    yield from (f"{'  ' * depth}}}" for depth in reversed(range(len(is_open))))


def _around(loop: str | None, inside: dict[str, str | None]) -> list[str]:
    around: list[str] = []
    while loop is not None:
        around.append(loop)
        loop = inside.get(loop)
    return around[::-1]


def _attributes(launch: GraphLaunchForm) -> str:
    times = f", {launch['runs']} times" if launch["runs"] != 1 else ""
    lines = [launch["name"], f"{launch['launch_class']}, {bytes_text(launch['bytes'])}{times}"]
    lines += [source_text(launch["source"])] if launch["source"] else []
    fill = _FILLS.get(launch["launch_class"], "#ffffff")
    return f'label={_quoted(*lines)}, fillcolor="{fill}", tooltip={_quoted(*launch["operations"])}'


def _quoted(*lines: str) -> str:
    """Lines as a string of DOT, in which nothing is markup or the name of something else."""
    escaped = (visible(line).replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(escaped) + '"'
