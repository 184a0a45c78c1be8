"""Documents: what every analysis says of one compilation, in the form of the schema."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

from hloscope.analyses.broadcasts.broadcasts import broadcasts_of
from hloscope.analyses.broadcasts.changes import changes
from hloscope.analyses.facts.memo import Memory
from hloscope.analyses.fusions.fusions import Fusions, fusions_of
from hloscope.analyses.kernels.count import KernelCount, change_of, count_launches, count_operations, unit_of
from hloscope.analyses.kernels.single_operations import shapes_of_entry, single_operations_of
from hloscope.collector import paused_collector
from hloscope.dump import Compilation
from hloscope.ir import HloModule
from hloscope.reports.each_compilation import read
from hloscope.reports.versions import STAGES

if TYPE_CHECKING:
    from hloscope.analyses.kernels.judge import Disagreement
    from hloscope.parsers import ThunkList
    from hloscope.reports.schema import Error, Program

Modules = Mapping[str, HloModule | None]
Counts = Mapping[str, KernelCount | None]
Explain = Callable[[Compilation, Fusions | None, "list[Error]"], Mapping[str, Any]]
"""What else is to be said of a compilation whose fusions, if it has the stage `after`, are known."""
_T = TypeVar("_T")


@paused_collector()
def program_of(
    compilation: Compilation, stages: Collection[str] = STAGES, explain: Explain | None = None
) -> tuple[Program, list[Error]]:
    """The report of one compilation, and the files of it that could not be read.

    A stage that is missing, broken or not among `stages` is None in the report; the others are whole. `explain` adds
    the keys of schema 2.
    """
    errors: list[Error] = []
    modules = {stage: _module_of(compilation, stage, errors) if stage in stages else None for stage in STAGES}
    of_after = Memory()  # and of `unfused`, which is made from the same texts
    memories = {"before": Memory(), "unfused": of_after, "after": of_after}
    counts = _counts_of(compilation, modules, errors)
    after, unfusion = modules["after"], compilation.unfusion if modules["unfused"] else None
    fusions = fusions_of(after, of_after, unfusion) if after else None
    document = {
        "name": compilation.name,
        "id": compilation.id,
        "path": compilation.path,
        "framework": compilation.framework,
        "platform": compilation.platform,
        "arch": compilation.arch,
        "unit": unit_of(compilation.platform, compilation.suffixes),
        "recompilation_of": compilation.recompilation_of,
        "entry": _entry_of(modules),
        "kernels": _kernels_of(counts, compilation, modules, errors),
        **_fusions_of(fusions),
        "single_operations": _single_operations_of(modules["after"], counts["after"], of_after),
        "broadcasts": _broadcasts_of(modules, memories),
    }
    if explain:
        document |= explain(compilation, fusions, errors)
    return cast("Program", document), errors


def _module_of(compilation: Compilation, stage: str, errors: list[Error]) -> HloModule | None:
    return read(lambda: compilation.stage(stage), compilation, errors)


def _for_each(modules: Modules, analyse: Callable[[str, HloModule], _T]) -> dict[str, _T | None]:
    """What an analysis says of each stage that is there."""
    return {stage: None if module is None else analyse(stage, module) for stage, module in modules.items()}


def _entry_of(modules: Modules) -> dict[str, list[str]] | None:
    """What the framework asked for; what runs is asked where that is missing, though XLA may have changed it."""
    module = modules["before"] or modules["after"]
    return shapes_of_entry(module.entry) if module else None


def _counts_of(compilation: Compilation, modules: Modules, errors: list[Error]) -> Counts:
    buffers = read(lambda: compilation.buffers, compilation, errors) if modules["after"] else None
    return _for_each(modules, lambda stage, module: _count_of(compilation, stage, module, buffers))


def _kernels_of(counts: Counts, compilation: Compilation, modules: Modules, errors: list[Error]) -> dict[str, Any]:
    after = counts["after"]
    thunks = read(lambda: compilation.thunks, compilation, errors) if after else None
    disagreements = _disagreements(after, thunks) if after and thunks else ()
    forms = {stage: count and count.to_dict() for stage, count in counts.items()}
    if after and thunks and (form := forms["after"]):
        _add_dimensions(form["sites"], after, thunks)
    return forms | {
        "change": _change_of(counts, modules["after"]),
        "judge": "thunks" if thunks else "rule",
        "disagreements": [disagreement.to_dict() for disagreement in disagreements],
    }


def _add_dimensions(sites: Iterable[dict[str, Any]], count: KernelCount, thunks: ThunkList) -> None:
    """Says at each kernel how it is launched, where the thunk list tells."""
    from hloscope.analyses.kernels.dimensions import dimensions_of

    for site, dimensions in zip(sites, dimensions_of(count.sites, thunks), strict=True):
        if dimensions:
            site.update(dimensions.to_dict())


def _disagreements(count: KernelCount, thunks: ThunkList) -> Sequence[Disagreement]:
    from hloscope.analyses.kernels.judge import judge_launches  # most dumps hold no judge

    return judge_launches(count, thunks)


def _count_of(compilation: Compilation, stage: str, module: HloModule, buffers: str | None) -> KernelCount:
    if stage != "after":
        return count_operations(module)
    return count_launches(module, platform=compilation.platform, arch=compilation.arch, buffers=buffers)


def _change_of(counts: Counts, module: HloModule | None) -> dict[str, Any] | None:
    before, unfused, after = (counts[stage] for stage in STAGES)
    if before and unfused and after and module:
        return change_of(before, unfused, after, module).to_dict()
    return None


def _fusions_of(fusions: Fusions | None) -> dict[str, Any]:
    if fusions is None:
        return {"fusions": [], "compiled_loops": []}
    return {"fusions": fusions.to_dict(), "compiled_loops": [loop.to_dict() for loop in fusions.compiled_loops]}


def _single_operations_of(after: HloModule | None, count: KernelCount | None, memory: Memory) -> list[dict[str, Any]]:
    if after is None or count is None:
        return []
    return [operation.to_dict() for operation in single_operations_of(after, count.sites, memory)]


def _broadcasts_of(modules: Modules, memories: Mapping[str, Memory]) -> dict[str, Any]:
    found = _for_each(modules, lambda stage, module: broadcasts_of(module, memories[stage]))
    before, after = found["before"], found["after"]
    changed = changes(before, after) if before and after else ()
    return {stage: broadcasts and broadcasts.to_dict() for stage, broadcasts in found.items()} | {
        "changes": [change.to_dict() for change in changed]
    }
