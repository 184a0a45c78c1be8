"""HLO on a terminal: coloured, one column of code, where it comes from behind it as comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from hloscope.tables.hlo_colours import coloured
from hloscope.tables.style import of_text
from hloscope.words import count_text, counted, name_text, source_text

if TYPE_CHECKING:
    from hloscope.reports.show import BesideForm, BodyForm, LineForm, ListingForm, ShowProgram, ThingForm

_STAGES = {"before": "before optimization", "unfused": "unfused", "after": "what runs"}
_CLASSES = {
    "kernel": "a kernel",
    "library": "a library call",
    "copy": "a copy",
    "collective": "a collective",
    "misc": "a launch that computes nothing",
    "unknown": "a launch of unknown kind",
}
_FOUND_BY = {"op_name": "by op_name", "line": "by line", "outer line": "called from that line"}
_PARAMETER = " parameter("
_FOLDED = "  "  # before what a line has no room for
_LEAST = 8  # letters that a line has room for, however narrow the terminal
_BESIDE = 4  # of what is read and of what reads, so many are named
_LONGEST_FILE = 255  # letters, as file systems have it


def show_tables(programs: Sequence[ShowProgram], *, top: int = 40) -> RenderableType:
    """What was asked for in each program; `top` bounds launches, and the lines of a computation, 0 shows all."""
    return Group(*[part for program in programs for part in (*_program(program, top), Text())][:-1])


def module_listing(form: ListingForm, *, top: int = 40) -> RenderableType:
    """The entry of a module, and how much else is in it."""
    held = f"{counted(form['instructions'], 'instruction')} in {counted(form['computations'], 'computation')}"
    return Group(Text(f"{name_text(form['name'])}: {held}", style="bold"), *_body(form["entry"], top, marks=False))


def _program(program: ShowProgram, top: int) -> Iterator[RenderableType]:
    things = program["things"]
    shown = things[: top or None]
    found_by = _FOUND_BY.get(program["found_by"])
    what = f"{name_text(program['name'])}, {_STAGES[program['stage']]}"
    if found_by or len(things) > 1:
        asked = sum(max(1, len(_asked(thing))) for thing in things)
        what += f": {program['wanted']} {found_by or ''}, {asked} in {of_text(len(shown), len(things))}"
    yield Text(what, style="bold")
    for thing in shown:
        yield Text()
        yield from _thing(thing, top)


def _asked(thing: ThingForm) -> Sequence[LineForm]:
    lines = [line for body in thing["bodies"] for line in body["lines"]]
    return [line for line in (*([thing["line"]] if thing["line"] else []), *lines) if line["asked"]]


def _thing(thing: ThingForm, top: int) -> Iterator[RenderableType]:
    yield Text(_heading(thing), style="bold")
    for word, beside in (("reads", thing["reads"]), ("read by", thing["read_by"])):
        if beside:
            yield _Hanging(Text(f"{word} {_beside_text(beside)}", style="dim"))
    if thing["code"]:
        files = (name_text(file, _LONGEST_FILE) for file in thing["code"])
        yield _Hanging(Text(f"code {', '.join(files)}", style="dim"))
    if thing["line"]:
        yield _code(thing["line"])
    inside = [line for line in _asked(thing) if line is not thing["line"]]
    for body in thing["bodies"]:
        yield from _body(body, top, marks=bool(inside))


def _heading(thing: ThingForm) -> str:
    kind = _CLASSES.get(thing["launch_class"] or "", "")
    source = source_text(thing["source"], 60)
    inferred = " (inferred)" if thing["inferred"] else ""
    what = [name_text(thing["name"], 60), *([kind] if kind else []), *([f"{source}{inferred}"] if source else [])]
    return ", ".join(what)


def _beside_text(beside: Sequence[BesideForm]) -> str:
    texts = [f"%{one['name']} {one['shape']}" for one in beside[:_BESIDE]]
    return ", ".join([*texts, *([f"{count_text(len(beside) - _BESIDE)} more"] if len(beside) > _BESIDE else [])])


def _body(body: BodyForm, top: int, *, marks: bool) -> Iterator[RenderableType]:
    """A computation; one that applies a single operation to its parameters, as the sum of a reduce, in one line."""
    lines = body["lines"]
    if not any(line["asked"] for line in lines) and all(
        _PARAMETER in line["text"] for line in lines if not _is_root(line)
    ):
        root = next(filter(_is_root, lines), lines[-1])
        yield _Hanging(coloured(f"%{body['name']} {{ {root['text']} }}"))
        return
    yield coloured(f"%{body['name']} {{")
    yield from _lines(lines, top, marks=marks)
    yield Text("}")


def _is_root(line: LineForm) -> bool:
    return line["text"].startswith("ROOT ")


def _lines(lines: Sequence[LineForm], top: int, *, marks: bool) -> Iterator[RenderableType]:
    last = -1
    for number in [*_kept(lines, top), len(lines)]:
        if number > last + 1:
            yield _left_out(number - last - 1)
        if number < len(lines):
            yield _code(lines[number], "> " if marks and lines[number]["asked"] else "  ")
        last = number


def _left_out(number: int) -> Text:
    return Text(f"  // {count_text(number)} {'line' if number == 1 else 'lines'} more, --top 0 for all", style="dim")


def _kept(lines: Sequence[LineForm], top: int) -> Sequence[int]:
    """The numbers of the lines to show: no more than `top`, those that were asked for and theirs beside them first."""
    if not top or len(lines) <= top:
        return range(len(lines))
    asked = [number for number, line in enumerate(lines) if line["asked"]]
    near = [number + step for number in asked for step in (-1, 1) if 0 <= number + step < len(lines)]
    first = [*asked, *near] or range(len(lines))
    return sorted(islice(dict.fromkeys([len(lines) - 1, *first]), top))


@dataclass(frozen=True, slots=True)
class _Hanging:
    """A text that is folded below itself, behind a mark; a comment that finds no room goes below it."""

    text: Text
    mark: str = ""
    comment: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(_LEAST, options.max_width - len(self.mark) - len(_FOLDED))
        for number, part in enumerate(self._with_comment(width).wrap(console, width, overflow="fold")):
            part.rstrip()
            yield Segment(self.mark if number == 0 else f"{' ' * len(self.mark)}{_FOLDED}")
            yield part

    def _with_comment(self, width: int) -> Text:
        if not self.comment:
            return self.text
        fits = self.text.cell_len + 2 + len(self.comment) <= width
        return Text.assemble(self.text, "  " if fits else "\n", (self.comment, "dim"))


def _code(line: LineForm, mark: str = "") -> _Hanging:
    return _Hanging(coloured(line["text"]), mark, _comment(line))


def _comment(line: LineForm) -> str:
    texts = [source_text(line["op_name"], 40), source_text(line["source"], 40)]
    return f"// {'  '.join(filter(None, texts))}" if any(texts) else ""
