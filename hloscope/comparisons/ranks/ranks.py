"""Ranks: `hloscope.ranks`, which programs differ between the processes of one run, and in what."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hloscope.comparisons.ranks.collective_order import OrderChange
from hloscope.comparisons.ranks.contents import Contents
from hloscope.comparisons.ranks.differences import Difference, Look, differences_between, look_at, order_between
from hloscope.comparisons.ranks.evidence import Setting, seconds_older, settings_between
from hloscope.comparisons.ranks.folding import Folded, Member, Variant, folded
from hloscope.comparisons.ranks.places import Place
from hloscope.comparisons.ranks.sources import ranked
from hloscope.dump import Compilation, Dump, FileError
from hloscope.dump.sources import file_error
from hloscope.dump.texts import function_of
from hloscope.errors import HloscopeError, telling_faults
from hloscope.reports.each_compilation import Names, Progress, errors_form, file_of, is_wanted
from hloscope.reports.layout import document_text
from hloscope.version import SCHEMA
from hloscope.words import counted
from hloscope.words.display import Displayed

if TYPE_CHECKING:
    from hloscope.comparisons.ranks.forms import RankedProgramForm, RanksDocument, Status, VariantForm


@dataclass(frozen=True, slots=True)
class RankVariant:
    """What some ranks have of a program; all that differs is told against the first variant of the program."""

    ranks: tuple[str, ...]
    ids: tuple[int | None, ...]
    is_usual: bool
    collectives: int
    order: OrderChange | None = None
    differences: tuple[Difference, ...] = ()
    settings: tuple[Setting, ...] = ()
    older_seconds: float | None = None

    def to_dict(self) -> VariantForm:
        """The JSON form."""
        return {
            "ranks": [*self.ranks],
            "ids": [*self.ids],
            "is_usual": self.is_usual,
            "collectives": self.collectives,
            "collective_order": self.order.to_dict() if self.order else None,
            "differences": [difference.to_dict() for difference in self.differences],
            "settings": [{"name": each.name, "usual": each.usual, "odd": each.odd} for each in self.settings],
            "older_seconds": self.older_seconds,
        }


@dataclass(frozen=True, slots=True)
class RankedProgram:
    """One program on all ranks; `path` is what its folder says beside the rank."""

    name: str
    path: str
    framework: str | None
    platform: str | None
    arch: str | None
    variants: tuple[RankVariant, ...]
    missing: tuple[str, ...]
    unreadable: tuple[str, ...]

    @property
    def has_usual(self) -> bool:
        """Whether more ranks have the first variant than any other, so that the others are the odd ones."""
        return any(variant.is_usual for variant in self.variants)

    @property
    def status(self) -> Status:
        """`same`, `differs`, `missing` where that is a finding, else `partial`."""
        if len(self.variants) > 1:
            return "differs"
        if not self.missing:
            return "same"
        has_most = sum(len(variant.ranks) for variant in self.variants) > len(self.missing)
        has_collectives = any(variant.collectives for variant in self.variants)
        return "missing" if has_most or has_collectives else "partial"

    @property
    def is_finding(self) -> bool:
        """Whether ranks differ in it, or wait for one that lacks it."""
        return self.status in ("differs", "missing")

    def to_dict(self) -> RankedProgramForm:
        """The JSON form."""
        return {
            "name": self.name,
            "path": self.path,
            "framework": self.framework,
            "platform": self.platform,
            "arch": self.arch,
            "status": self.status,
            "is_finding": self.is_finding,
            "has_usual": self.has_usual,
            "variants": [variant.to_dict() for variant in self.variants],
            "missing": [*self.missing],
            "unreadable": [*self.unreadable],
        }


@dataclass(frozen=True, slots=True, repr=False)
class Ranks(Displayed):
    """The programs of all ranks, how many each rank has that could be read, and the files that could not be."""

    ranks: tuple[tuple[str, int], ...]
    programs: tuple[RankedProgram, ...]
    errors: tuple[FileError, ...] = ()

    def __repr__(self) -> str:
        odd = sum(program.is_finding for program in self.programs)
        words = f"{counted(odd, 'program')} not the same" if odd else "no difference"
        return f"<Ranks: {counted(len(self.ranks), 'rank')}, {words}>"

    @property
    def is_same(self) -> bool:
        """Whether there is no finding."""
        return not any(program.is_finding for program in self.programs)

    def to_dict(self) -> RanksDocument:
        """The JSON document."""
        return {
            "schema": SCHEMA,
            "is_same": self.is_same,
            "ranks": [{"name": name, "programs": number} for name, number in self.ranks],
            "programs": [program.to_dict() for program in self.programs],
            "errors": errors_form(self.errors),
        }

    def to_json(self) -> str:
        """The same as text."""
        return document_text(self.to_dict())


def ranks(*roots: str | os.PathLike[str] | Dump, name: Names = None, progress: Progress = iter) -> Ranks:
    """Which programs differ between the ranks of a run, whose dumps lie below the roots; each root may be a rank.

    Ranks are told apart by folder or archive, else by file name, log or time stamp. Programs that differ in names and
    source places alone are the same. `name` keeps the modules of that name, or pattern. Files that cannot be read are
    in `errors`.

    Raises:
        HloscopeError: fewer than two ranks are there.
    """
    found = ranked(roots)
    if len(found.ranks) < 2 and not found.errors:
        ranks_found = f"one, {found.ranks[0]!r}" if found.ranks else "none"
        raise HloscopeError(f"expected the dumps of two ranks or more, found {ranks_found}; {_HINT}")
    wanted = [(each, place) for each, place in found.compilations if is_wanted(_name_of(each, name), name)]
    errors = [*found.errors]
    members = _members_of(wanted, {rank: number for number, rank in enumerate(found.ranks)}, errors, progress)
    programs = [_program_of(each, found.ranks, errors) for each in folded(members, len(found.ranks))]
    readable = [0] * len(found.ranks)
    for member in members:
        readable[member.rank] += member.content is not None
    ordered = sorted(programs, key=lambda program: not program.is_finding)
    return Ranks(tuple(zip(found.ranks, readable, strict=True)), tuple(ordered), tuple(dict.fromkeys(errors)))


_HINT = (
    "have each rank dump into a folder of its own (XLA_FLAGS=--xla_dump_to=DIR/host_$RANK), for in one folder they "
    "write over each other, and give DIR, or the folder of each"
)


def _name_of(compilation: Compilation, name: Names) -> str:
    """The name that is asked for; that of a file spares reading it."""
    return compilation.name if name is not None else compilation.file_module


def _members_of(
    found: Sequence[tuple[Compilation, Place]], numbers: dict[str, int], errors: list[FileError], progress: Progress
) -> list[Member]:
    contents = Contents()
    places = {id(compilation): place for compilation, place in found}
    members: list[Member] = []
    for compilation in progress([compilation for compilation, _ in found]):
        place = places[id(compilation)]
        content = None
        try:
            with telling_faults(file_of(compilation)):
                content = contents.of(compilation)
        except HloscopeError as error:
            errors.append(file_error(error.filename or file_of(compilation) or compilation.file_module, error))
        members.append(Member(numbers[place.rank], place.rest, _function_of(compilation), compilation, content))
        compilation.release()
    return members


def _function_of(compilation: Compilation) -> str:
    """The framework's function, by the name of the file where XLA gave it: that spares reading it."""
    is_named = compilation.id is not None and compilation.file_module
    return function_of(compilation.file_module if is_named else compilation.name)


def _program_of(program: Folded, names: Sequence[str], errors: list[FileError]) -> RankedProgram:
    first = program.variants[0]
    usual = _find_look(first, errors) if len(program.variants) > 1 else None
    compilation = first.compilation
    ranked = RankedProgram(
        program.function,
        program.place,
        compilation.framework,
        compilation.platform,
        compilation.arch,
        (
            _told(first, names, is_usual=program.has_usual),
            *(_compared(first, usual, variant, names, errors) for variant in program.variants[1:]),
        ),
        tuple([names[rank] for rank in sorted(program.missing)]),
        tuple([names[rank] for rank in sorted(program.unreadable)]),
    )
    compilation.release()
    return ranked


def _told(variant: Variant, names: Sequence[str], *, is_usual: bool) -> RankVariant:
    places = sorted(variant.by_rank)
    ids = tuple([variant.by_rank[place][0].id for place in places])
    return RankVariant(tuple([names[place] for place in places]), ids, is_usual, variant.content.collectives)


def _compared(
    first: Variant, usual: Look | None, variant: Variant, names: Sequence[str], errors: list[FileError]
) -> RankVariant:
    rank_variant = replace(
        _told(variant, names, is_usual=False),
        settings=settings_between(first.compilation, variant.compilation),
        older_seconds=seconds_older(_all_of(first), _all_of(variant)),
    )
    odd = _find_look(variant, errors)
    if usual is None or odd is None:
        return rank_variant
    return replace(rank_variant, order=order_between(usual, odd), differences=differences_between(usual, odd))


def _all_of(variant: Variant) -> list[Compilation]:
    return [compilation for found in variant.by_rank.values() for compilation in found]


def _find_look(variant: Variant, errors: list[FileError]) -> Look | None:
    compilation = variant.compilation
    try:
        with telling_faults(file_of(compilation)):
            return look_at(compilation, variant.content)
    except HloscopeError as error:  # a fault of ours; that they differ is told all the same
        errors.append(file_error(error.filename or compilation.file_module, error))
        return None
