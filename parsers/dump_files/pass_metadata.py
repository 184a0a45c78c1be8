"""Pass metadata: which passes XLA ran on a module, and for how long, as `--xla_dump_module_metadata` tells it."""

from __future__ import annotations

from typing import NamedTuple

from hloscope.errors import ParseError

from .textproto import TextProto, messages_of, number_of, parse_textproto, string_of, strings_of

_START = "pipeline-start"  # no pass: the first snapshot of a pipeline


class PassRun(NamedTuple):
    """One run of one pass.

    `microseconds` includes the passes that it runs itself, and the time it took to dump the module. `files` are the
    snapshots that were dumped after it, as XLA names them, without folders.
    """

    name: str
    pipeline: str
    microseconds: float
    has_changed: bool
    files: tuple[str, ...]
    is_pipeline: bool


def parse_pass_metadata(text: str, *, filename: str | None = None) -> tuple[PassRun, ...]:
    """The runs in a `module_NNNN.metadata.textproto`, an HloModuleMetadataProto (xla/service/hlo.proto), in order.

    A run without a start or an end, as of a pass that failed, is left out.

    Raises:
        ParseError: the text is no text proto, or holds no such message.
    """
    message = parse_textproto(text, filename=filename)
    if "pass_metadata" not in message and "canonical_module_id" not in message:
        other = repr(next(iter(message), "an empty text"))
        raise ParseError("the metadata of passes", other, text=text, position=0, filename=filename)
    runs = messages_of(message, "pass_metadata")
    pipelines = {string_of(run, "pipeline_name") for run in runs}
    found = [_run_of(run, pipelines) for run in runs if string_of(run, "pass_name") != _START]
    return tuple([run for run in found if run])


def _run_of(run: TextProto, pipelines: set[str]) -> PassRun | None:
    start, end = number_of(run, "start_timestamp_usec"), number_of(run, "end_timestamp_usec")
    if start is None or end is None or end < start:
        return None
    name = string_of(run, "pass_name")
    files = tuple([file.replace("\\", "/").rpartition("/")[2] for file in strings_of(run, "dump_filenames")])
    has_changed = True in run.get("module_changed", ())
    return PassRun(name, string_of(run, "pipeline_name"), end - start, has_changed, files, name in pipelines)
