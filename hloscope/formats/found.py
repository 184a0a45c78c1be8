"""Found: the findings of a diff, of ranks and of the doctor, each command in its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from hloscope.comparisons.outline import Outline
from hloscope.comparisons.ranks.places import ranks_text
from hloscope.comparisons.regressions import fingerprint_of
from hloscope.comparisons.verdict_words import verdict_of
from hloscope.formats.findings import Finding, Findings, Total
from hloscope.formats.rules import OF_DIFF
from hloscope.reports.each_compilation import errors_form

if TYPE_CHECKING:
    from hloscope.captures.doctor.diagnosis import Diagnosis
    from hloscope.comparisons.diff import Diff
    from hloscope.comparisons.ranks.forms import RankedProgramForm, RanksDocument, VariantForm
    from hloscope.reports.schema import Error

TOTALS: Final = {
    "launches": ("compute launches", "launches"),
    "per_run": ("launches per run", "launches"),
    "copies": ("copies", "launches"),
    "collectives": ("collectives", "launches"),
    "broadcast_bytes": ("materialized broadcasts", "bytes"),
    "bytes": ("read and written", "bytes"),
    "flops": ("floating point operations", "FLOP"),
    "peak_bytes": ("memory at the peak", "bytes"),
}
"""The totals that are kept over time, with their names and units."""


def findings_of_diff(diff: Diff) -> Findings:
    """What got worse, and what keeps the rest from a verdict; nothing where nothing changed for the worse."""
    regressions = [
        Finding(
            f"hloscope/{OF_DIFF[found.rule]}", "error", found.message, found.program, found.source, found.fingerprint
        )
        for found in diff.regressions
    ]
    halves = [program.new for program in diff.programs if not program.is_known]
    unknown = [_unknown(half, "what it runs is known on one side only") for half in halves]
    unknown += [_unknown(p.new, "both sides do not tell its memory") for p in diff.without_memory]
    outlines = [*(program.new for program in diff.programs), *diff.only_new]
    return Findings(
        command="diff",
        verdict=verdict_of(diff),
        items=_numbered([*regressions, *unknown, *_unreadable(errors_form(diff.errors))]),
        checked=tuple(dict.fromkeys([*(outline.name for outline in outlines), *(o.name for o in diff.only_old)])),
        totals=tuple(total for outline in outlines for total in _totals(outline)),
    )


def _unknown(outline: Outline, message: str) -> Finding:
    fingerprint = fingerprint_of("unknown", outline.function, message)
    return Finding("hloscope/unknown", "warning", message, outline.name, "", fingerprint)


def _unreadable(errors: Iterable[Error]) -> Iterator[Finding]:
    """The files that could not be read; none of them is a file of the repository."""
    for error in errors:
        fingerprint = fingerprint_of("unreadable", error["file"], error["message"])
        yield Finding("hloscope/unreadable", "warning", f"{error['file']}: {error['message']}", "", "", fingerprint)


def _totals(outline: Outline) -> Iterator[Total]:
    for key, (name, unit) in TOTALS.items():
        value = outline.numbers.get(key)
        if value is not None:
            yield Total(outline.function, name, unit, value)


def findings_of_ranks(document: RanksDocument) -> Findings:
    """The programs of which ranks differ or which some lack, one finding for each way of being odd."""
    programs = document["programs"]
    odd = [program for program in programs if program["is_finding"]]
    items = [found for program in odd for found in _of_program(program)]
    errors = [*_unreadable(document["errors"])]
    verdict = f"{len(odd)} of {len(programs)} programs not the same on all ranks" if odd else "No difference"
    verdict = verdict if odd or not errors else "No verdict: some files could not be read"
    return Findings("ranks", verdict, _numbered([*items, *errors]), tuple(dict.fromkeys(p["name"] for p in programs)))


def _of_program(program: RankedProgramForm) -> Iterator[Finding]:
    name = program["name"]
    for variant in program["variants"][1:]:
        message = f"{ranks_text(variant['ranks'])}: {_difference_of(variant)}"
        fingerprint = fingerprint_of("ranks", name, *sorted(variant["ranks"]))
        yield Finding("hloscope/ranks", "error", message, name, _source_of(variant), fingerprint)
    if program["missing"]:
        message = f"missing on {ranks_text(program['missing'])}"
        fingerprint = fingerprint_of("missing-rank", name)
        yield Finding("hloscope/missing-rank", "error", message, name, "", fingerprint)


def _difference_of(variant: VariantForm) -> str:
    order, settings = variant["collective_order"], variant["settings"]
    texts = [order["text"]] if order else []
    texts += [difference["text"] for difference in variant["differences"]]
    texts += [f"flag {each['name']}: {each['usual'] or 'default'} -> {each['odd'] or 'default'}" for each in settings]
    return "; ".join(texts) or "it differs"


def _source_of(variant: VariantForm) -> str:
    order = variant["collective_order"]
    steps = (order["odd"], order["usual"]) if order else ()
    return next((step["source"] for step in steps if step and step["source"]), "")


def findings_of_doctor(diagnosis: Diagnosis) -> Findings:
    """The problems as errors, and what is worth knowing as notes; the rule of each ends with the doctor's id."""
    items = [
        Finding(
            rule=f"hloscope/doctor/{found.id}",
            level="error" if found.is_problem else "note",
            message=f"{found.evidence}\nCause: {found.cause}\nCure: {found.cure}",
            program="",
            source="",
            fingerprint=fingerprint_of("doctor", found.id, found.evidence),
        )
        for found in diagnosis.findings
    ]
    number = len(diagnosis.problems)
    verdict = f"{number} problem{'' if number == 1 else 's'} found" if number else "No problem found"
    return Findings("doctor", verdict, _numbered(items), ("doctor",))


def _numbered(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each with a fingerprint of its own: the second of two alike has that of its number."""
    seen: dict[str, int] = {}
    items: list[Finding] = []
    for item in found:
        number = seen[item.fingerprint] = seen.get(item.fingerprint, 0) + 1
        items.append(item if number == 1 else replace(item, fingerprint=fingerprint_of(item.fingerprint, str(number))))
    return tuple(items)
