"""Pass steps: the modules of one compilation in order, from what the framework asked for to what runs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from hloscope.dump.compilation import Compilation
from hloscope.dump.file_names import Role
from hloscope.dump.files import DumpFile, PassSnapshot, errors_of_whole_file
from hloscope.errors import HloscopeError
from hloscope.ir import HloModule
from hloscope.parsers import SuccessiveParser

_PIPELINE_START = "pipeline-start"
# What follows `before_config_assignment` on GPU, and comes at no earlier time (measured with jax 0.11.2 and 0.12.0.1,
# where that module is the one at the start of the first of them in 32 of 32 programs). `autotuner` preceded it.
_LATER_PIPELINES = frozenset(
    (
        "autotuner config-assigner copy-insertion fusion-dispatch-pipeline latency-hiding-scheduler "
        "pdl-launch-annotation post-scheduler-xla-transforms post-scheduling-passes pre-scheduling-copy-insertion "
        "pre-scheduling-passes propagate-call-metadata remat-pipeline scheduled-gpu-module"
    ).split()
)


class PassStep(NamedTuple):
    """A module as a pass left it; `stage` is what `Compilation.stage` calls it, `file` the name of its file.

    It shares the computations that the pass left as they were with the module before (`SuccessiveParser`).
    """

    stage: str
    pass_name: str
    pipeline: str
    file: str
    module: HloModule


def steps_of(compilation: Compilation, errors: list[HloscopeError], *, since: str | None = None) -> Iterator[PassStep]:
    """The stages of a compilation, each parsed when it is its turn, and not kept.

    With `since` only those from the last run of the pass of that name on; none if there is no snapshot of it. One whose
    text is that of the one before it is left out: most passes change nothing, yet pipelines dump what they start from.
    One that cannot be read is left out too, and its error added to `errors`.
    """
    last = ""
    parser = SuccessiveParser()
    files = list(_files_of(compilation))
    if since is not None:
        last_run = max((place for place, (_, name, *_) in enumerate(files) if name == since), default=len(files))
        files = files[last_run:]
    for stage, pass_name, pipeline, file in files:
        try:
            text = file.read_text()
            if text != last:
                with errors_of_whole_file(file.source):
                    module = parser.parse(text, filename=file.source.label)
                last = text
                yield PassStep(stage, pass_name, pipeline, file.source.name, module)
        except HloscopeError as error:
            part = _part_of(file)
            problem = file.problem or (error if part is None else None)
            errors += [problem] if problem else []
            if part:
                yield PassStep(stage, pass_name, pipeline, file.source.name, part)


def modules_around(compilation: Compilation, stages: Collection[str]) -> Iterator[tuple[str, HloModule, HloModule]]:
    """For each of some stages of `steps_of`, the module before it and its own; without those that cannot be read."""
    last: DumpFile | None = None
    for stage, _, _, file in _files_of(compilation):
        if stage in stages and last:
            with suppress(HloscopeError):  # which `steps_of` tells
                yield stage, _parse(last), _parse(file)
        last = file


def _part_of(file: DumpFile) -> HloModule | None:
    """What is there of a module that was pasted, or that a log holds."""
    if not file.is_pasted:
        return None
    try:
        return file.parse()
    except HloscopeError:
        return None


def _parse(file: DumpFile) -> HloModule:
    return file.parse()


def _files_of(compilation: Compilation) -> Iterator[tuple[str, str, str, DumpFile]]:
    before, after = compilation.files.get(Role.BEFORE), compilation.files.get(Role.AFTER)
    if before:
        yield "before", "", "", before
    earlier, later = split_at_config_assignment(compilation.passes)
    unconfigured = compilation.files.get(Role.UNCONFIGURED)
    for snapshot in earlier:
        yield snapshot.name, _pass_of(snapshot), snapshot.pipeline, snapshot.file
    if unconfigured:
        yield Role.UNCONFIGURED.value, "(before config assignment)", "", unconfigured
    for snapshot in later:
        yield snapshot.name, _pass_of(snapshot), snapshot.pipeline, snapshot.file
    if after:
        yield "after", "(before code generation)", "", after


def split_at_config_assignment(
    snapshots: Sequence[PassSnapshot],
) -> tuple[Sequence[PassSnapshot], Sequence[PassSnapshot]]:
    """The snapshots, given in order, that XLA took before and after it wrote `before_config_assignment`."""
    is_later = (place for place, snapshot in enumerate(snapshots) if snapshot.pipeline in _LATER_PIPELINES)
    place = next(is_later, len(snapshots))
    return snapshots[:place], snapshots[place:]


def _pass_of(snapshot: PassSnapshot) -> str:
    """The pass that a snapshot is the result of; at the start of a pipeline, whatever ran before it outside of one."""
    if snapshot.step:
        return f"{snapshot.pipeline}: {snapshot.step.removeprefix('after_')}"
    return f"(before {snapshot.pipeline})" if snapshot.after_pass == _PIPELINE_START else snapshot.after_pass
