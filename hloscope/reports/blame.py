"""Blame, as a document: the life of one operation, and of a launch the operations that ended in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from hloscope.analyses.answers import Answers
from hloscope.analyses.facts.execution import CONTROL_FLOW, executed_computations, is_small_call
from hloscope.analyses.facts.operations import BOOKKEEPING, FUSIONS
from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.passes.blame import BlameForm, RemainsForm, blame_of, names_of
from hloscope.analyses.passes.timeline import Timeline
from hloscope.analyses.provenance.by_passes import Provenance, ProvenanceForm
from hloscope.analyses.provenance.call_places import call_places
from hloscope.analyses.provenance.provenances import Provenances
from hloscope.dump import Compilation
from hloscope.errors import HloscopeError
from hloscope.ir import HloInstruction, HloModule
from hloscope.reports.each_compilation import ExplanationDocument, Names, Progress, explain
from hloscope.reports.schema import DocumentOf, ProgramName
from hloscope.reports.source import Evidence

Launches = Mapping[str, HloInstruction]


class OriginForm(ProvenanceForm):
    """An operation that ended in a launch; `source` is its line, or that of what calls the function that it is in."""

    source: str | None


class BlameProgram(ProgramName, BlameForm):
    """The life of an operation of one compilation; `origins` are those that ended in it, if it is a launch."""

    evidence: Evidence
    origins: list[OriginForm] | None


BlameDocument = DocumentOf[BlameProgram]


def blame_report(
    paths: Sequence[str | Path], operation: str, *, name: Names = None, progress: Progress = iter
) -> ExplanationDocument[BlameProgram]:
    """The life of an operation in every program that has one of this name, which may begin with a percent sign.

    Where a launch of the module that runs has this name, `origins` are the operations of the program that ended in it;
    else it is None. Without snapshots of passes `events` is empty, and where things are is inferred.

    Raises:
        HloscopeError: no program has such an operation; the error names some that are alike.
    """
    wanted = operation.removeprefix("%")
    known: list[str] = []

    def form_of(answers: Answers, heading: ProgramName) -> BlameProgram | None:
        compilation, timeline = answers.compilation, answers.timeline
        provenances = _provenances(answers)
        launches: Launches = _launches_of(compilation.after) if compilation.after and provenances else {}
        life = _life_of(wanted, timeline, provenances, launches)
        if life is None:
            known.extend(_known_names(timeline, provenances, launches))
            return None
        is_launch = wanted in launches
        origins = _origins_form(provenances.into(wanted), compilation) if provenances and is_launch else None
        return {**heading, **life, "evidence": "passes" if timeline else "match", "origins": origins}

    result = explain(paths, form_of, name=name, progress=progress)
    if not result.programs and known:
        raise HloscopeError(f"expected the name of an operation, found {wanted!r}{_alike(wanted, known)}")
    return result


def _provenances(answers: Answers) -> Provenances | None:
    try:
        return answers.provenances
    except HloscopeError as error:  # the passes that can be read are told nevertheless
        answers.problems.append(error)
        return None


def _launches_of(after: HloModule) -> Launches:
    """What the module runs as a whole, by name."""
    executed = (i for computation in executed_computations(after) for i in computation.instructions.values())
    return {i.name: i for i in executed if is_small_call(i) or i.opcode not in BOOKKEEPING | CONTROL_FLOW}


def _life_of(
    wanted: str, timeline: Timeline | None, provenances: Provenances | None, launches: Launches
) -> BlameForm | None:
    """What passes did to it and what remains of it; without snapshots what remains of an operation, or the launch."""
    blame = blame_of(timeline, wanted) if timeline else None
    if blame:
        return blame.to_dict()
    found = provenances.of(wanted) if provenances else None
    if found:
        remains = [_remains_form(place, launches) for place in found.places]
        return {"operation": wanted, "opcode": found.operation.opcode, "events": [], "remains": remains}
    if wanted in launches:
        remains = [_remains_form(wanted, launches)]
        return {"operation": wanted, "opcode": launches[wanted].opcode, "events": [], "remains": remains}
    return None


def _remains_form(place: str, launches: Launches) -> RemainsForm:
    launch = launches.get(place)
    is_cluster = launch is not None and (launch.opcode in FUSIONS or is_small_call(launch))
    return {"name": place, "cluster": place if is_cluster else None}


def _origins_form(origins: Sequence[Provenance], compilation: Compilation) -> list[OriginForm]:
    """What ended in a launch; `source` is the line of each, or of what calls the function that it is in."""
    sources = Sources().of([origin.operation for origin in origins])
    called_from: Mapping[str, str] = call_places(compilation.before) if compilation.before else {}
    places = [
        source.place or called_from.get(origin.operation.computation.name)
        for origin, source in zip(origins, sources, strict=True)
    ]
    return [{**origin.to_dict(), "source": place} for origin, place in zip(origins, places, strict=True)]


def _known_names(timeline: Timeline | None, provenances: Provenances | None, launches: Launches) -> list[str]:
    operations = [each.operation.name for each in provenances.operations] if provenances else []
    return [*(names_of(timeline) if timeline else []), *operations, *launches]


def _alike(wanted: str, known: Sequence[str]) -> str:
    close = get_close_matches(wanted, list(dict.fromkeys(known)), n=3)
    return f"; did you mean {', '.join(close)}?" if close else ""
