"""Questions: what the commands of the same names answer, as functions whose results print as their tables.

>>> import hloscope
>>> print(hloscope.cost("dump/"))  # doctest: +SKIP
>>> hloscope.source("dump/").to_dict()["compilations"][0]["lines"]  # doctest: +SKIP
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from hloscope.dump import Compilation, Dump, load
from hloscope.reports.each_compilation import Log, Names
from hloscope.reports.layout import document_text
from hloscope.words.display import Displayed
from hloscope.words.safe_text import visible_in

if TYPE_CHECKING:
    from rich.console import RenderableType

    from hloscope.analyses.cost.machines import Machine

Source = str | os.PathLike[str] | Dump | Compilation
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PageWish:
    """The view of the page that shows an answer, and what that page is made of."""

    view: str
    sources: tuple[Dump | str | os.PathLike[str], ...]
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, repr=False)
class Answer(Displayed):
    """A document, which prints as the tables of its command; `document["errors"]` are files that could not be read.

    `page` is what a notebook shows of it, None where tables are all there is.
    """

    document: Document
    _tables: Callable[[Document], RenderableType] = field(repr=False)
    page: PageWish | None = field(default=None, repr=False, compare=False)

    def to_dict(self) -> Document:
        """The JSON document."""
        return self.document

    def to_json(self) -> str:
        """The same as text."""
        return document_text(self.document)

    def tables(self) -> RenderableType:
        """The tables, for rich, and what could not be answered, which a command prints beside them."""
        from rich.console import Group
        from rich.text import Text

        shown: Any = visible_in(self.document)
        problems = [": ".join(filter(None, (each["file"], each["message"]))) for each in shown.get("errors", ())]
        return Group(self._tables(shown), *map(Text, problems)) if problems else self._tables(shown)

    def __repr__(self) -> str:
        """The tables: it was asked for to be looked at."""
        return str(self)


def cost(
    dump: Source,
    *,
    on: str | None = None,
    stage: Literal["before", "unfused", "after"] = "after",
    name: Names = None,
    top: int = 10,
    profile: Log | None = None,
) -> Answer:
    """Returns what programs cost: FLOPs, bytes and, on a machine such as `"h100"`, the time at best.

    `name` keeps the modules of that name or pattern; `top` bounds what is printed, 0 prints all. Where `dump` is a
    profile, or `profile` is one of the same programs, measured times are told too.

    Raises:
        HloscopeError: the dump cannot be read, or no machine is called so.
    """
    from hloscope.reports.cost import cost_document

    loaded, machine = _dump_of(dump), _machine_called(on)
    document = cost_document([loaded], stage=stage, machine=machine, name=name, profile=profile)

    def tables(document: Any) -> RenderableType:  # noqa: ANN401 (the document of this question)
        from hloscope.tables.cost import cost_tables

        return cost_tables(document, top=top)

    page = PageWish("kernels", (loaded,), {"name": name, "machine": machine, "profile": profile})
    return Answer(document, tables, page if stage == "after" else None)


def memory(dump: Source, *, name: Names = None, top: int = 10) -> Answer:
    """Returns what programs hold at the peak of memory, and whose it is; options as of `cost`.

    Raises:
        HloscopeError: the dump cannot be read.
    """
    from hloscope.reports.memory import memory_document, without_buffers

    def tables(document: Any) -> RenderableType:  # noqa: ANN401 (the document of this question)
        from rich.console import Group

        from hloscope.tables.memory import memory_tables

        shown, problem = memory_tables(document, top=top), without_buffers(document["compilations"])
        return Group(shown, problem) if problem else shown

    loaded = _dump_of(dump)
    return Answer(memory_document([loaded], name=name), tables, PageWish("memory", (loaded,), {"name": name}))


def why(dump: Source, *, name: Names = None, top: int = 20) -> Answer:
    """Returns what programs write to memory only to read it back, and why; options as of `cost`.

    Raises:
        HloscopeError: the dump cannot be read.
    """
    from hloscope.reports.why import why_report

    def tables(document: Document) -> RenderableType:
        from hloscope.tables.why import missed_tables

        return missed_tables(document["compilations"], top=top)

    loaded = _dump_of(dump)
    return Answer(why_report([loaded], name=name).to_dict(), tables, PageWish("graph", (loaded,), {"name": name}))


def show(
    dump: Source,
    wanted: str,
    *,
    stage: Literal["before", "unfused", "after"] | None = None,
    whole: bool = False,
    name: Names = None,
    top: int = 40,
) -> Answer:
    """Returns the HLO of a kernel, an operation, a computation or a line such as `"model.py:31"`; options as of `cost`.

    It is looked for in what runs, then in what was asked for, then in `unfused`, or in `stage` alone. Long values are
    cut and metadata stands behind the lines, but if they are to be `whole`.

    Raises:
        HloscopeError: the dump cannot be read, or no program has it.
    """
    from hloscope.reports.show import show_report

    def tables(document: Document) -> RenderableType:
        from hloscope.tables.show import show_tables

        return show_tables(document["compilations"], top=top)

    return Answer(show_report([_dump_of(dump)], wanted, stage=stage, whole=whole, name=name).to_dict(), tables)


def source(
    dump: Source,
    *,
    by: Literal["line", "scope"] = "line",
    on: str | None = None,
    source_root: str | os.PathLike[str] | None = None,
    name: Names = None,
    top: int = 20,
    profile: Log | None = None,
) -> Answer:
    """Returns what a run takes for each line of the program, and for each layer and phase; options as of `cost`.

    Source files are read only below `source_root`.

    Raises:
        HloscopeError: the dump cannot be read, or no machine is called so.
    """
    from hloscope.reports.source import source_report

    root = Path(source_root) if source_root is not None else None
    loaded, machine = _dump_of(dump), _machine_called(on)
    result = source_report([loaded], source_root=root, machine=machine, name=name, profile=profile)

    def tables(document: Document) -> RenderableType:
        from hloscope.tables.source import scope_tables, source_tables

        return (scope_tables if by == "scope" else source_tables)(document["compilations"], top=top)

    options = {"source_root": root, "machine": machine, "name": name, "profile": profile}
    return Answer(result.to_dict(), tables, PageWish("cost" if by == "scope" else "source", (loaded,), options))


def passes(dump: Source, *, name: Names = None, top: int = 0) -> Answer:
    """Returns what each pass of the compiler changed, where its snapshots were dumped; options as of `cost`.

    Raises:
        HloscopeError: the dump cannot be read.
    """
    from hloscope.reports.passes import passes_report

    def tables(document: Document) -> RenderableType:
        from hloscope.tables.passes import timeline_tables

        return timeline_tables(document["compilations"], top=top)

    loaded = _dump_of(dump)
    return Answer(passes_report([loaded], name=name).to_dict(), tables, PageWish("passes", (loaded,), {"name": name}))


def collectives(
    dump: Source,
    *,
    stage: Literal["before", "unfused", "after"] | None = None,
    name: Names = None,
    top: int = 10,
    profile: Log | None = None,
) -> Answer:
    """Returns the collectives of programs: kind, mesh axes, bytes, loop, line; options as of `cost`.

    They are those of `stage`, else of what runs, or failing that of what was asked for.

    Raises:
        HloscopeError: the dump cannot be read.
    """
    from hloscope.reports.collectives import collectives_document

    def tables(document: Any) -> RenderableType:  # noqa: ANN401 (the document of this question)
        from hloscope.tables.collectives import collectives_tables

        return collectives_tables(document, top=top)

    loaded = _dump_of(dump)
    document = collectives_document([loaded], stage=stage, name=name, profile=profile)
    page = PageWish("collectives", (loaded,), {"name": name, "profile": profile})
    return Answer(document, tables, page if stage in {None, "after"} else None)


def profile(
    log: str | os.PathLike[str],
    dump: str | os.PathLike[str] | Dump | None = None,
    *,
    on: str | None = None,
    name: Names = None,
    top: int = 10,
) -> Answer:
    """Returns what the launches of each program took, by the profile at `log`; options as of `cost`.

    `dump` is of the same programs, for modules that the profile lacks.

    Raises:
        HloscopeError: there is no profile, the dump cannot be read, or no machine is called so.
    """
    from hloscope.reports.profile import profile_document

    def tables(document: Any) -> RenderableType:  # noqa: ANN401 (the document of this question)
        from hloscope.tables.profile import profile_tables

        return profile_tables(document, top=top)

    machine = _machine_called(on)
    document = profile_document(log, dump, machine=machine, name=name)
    options = {"name": name, "machine": machine, "profile": None if dump is None else log}
    page = PageWish("timeline", (log if dump is None else _dump_of(dump),), options)
    return Answer(document, tables, page)


def _dump_of(dump: Source) -> Dump:
    if isinstance(dump, Compilation):
        return Dump(dump.path, (dump,))
    return dump if isinstance(dump, Dump) else load(dump)


def _machine_called(name: str | None) -> Machine | None:
    from hloscope.analyses.cost.machines import machine_called

    return machine_called(name)
