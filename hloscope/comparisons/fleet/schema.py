"""Schema of a fleet: its tables and their columns, from which files, queries and docs/reference/fleet.md are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

FLEET_SCHEMA: Final = 1
"""The version of the tables: columns are added while it stays the same, never renamed or removed."""

Type = Literal["text", "integer", "number", "flag", "texts", "time"]
Value = str | int | float | bool | list[str] | None
Row = dict[str, Value]
Rows = dict[str, list[Row]]

SQL_TYPES: Final[Mapping[Type, str]] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "flag": "BOOLEAN",
    "texts": "VARCHAR[]",
    "time": "TIMESTAMP",
}


class Column(NamedTuple):
    """A column, and what it says; it is empty (NULL) where the dump does not tell."""

    name: str
    type: Type
    meaning: str


class Table(NamedTuple):
    """A table; a row of it is `row`."""

    name: str
    row: str
    columns: tuple[Column, ...]


PARTITIONS: Final = (
    Column("run", "text", "the run: `--run`, else told by the folders above those of hosts"),
    Column("host", "text", "the host, as `hloscope ranks` tells ranks: numbered folders such as `host_3`; `.` if none"),
)
"""The columns that stand in the paths of files, and in every table."""

_DUMP = Column("dump_id", "text", "the dump that it is of, as it was when it was read")
_PROGRAM = Column("program_id", "text", "the program: a fingerprint of the texts that XLA wrote, equal on equal hosts")
_MODULE = Column("module_id", "integer", "the number in `module_NNNN`, which is one compilation of the dump")
_NAME = Column("program", "text", "the name of the program")

TABLES: Final = (
    Table(
        "dumps",
        "a folder, archive or log that was read",
        (
            Column("dump_id", "text", "what other tables call it; another one once its files change"),
            Column("url", "text", "where it lies"),
            Column("phase", "text", "folders below that of the host, such as `train`"),
            Column("files", "integer", "files that it has"),
            Column("bytes", "integer", "bytes of them"),
            Column("programs", "integer", "compilations in it"),
            Column("errors", "integer", "files that could not be read"),
            Column("written_at", "time", "when its newest file was written (UTC)"),
            Column("indexed_at", "time", "when it was read (UTC)"),
            Column("commit", "text", "`--label commit=`"),
            Column("compiler", "text", "`--label compiler=`, such as the version of jaxlib"),
            Column("labels", "texts", "all labels, each as KEY=VALUE"),
            Column("hloscope", "text", "the version of hloscope that read it"),
        ),
    ),
    Table(
        "programs",
        "a compilation",
        (
            _DUMP,
            _PROGRAM,
            _MODULE,
            Column("name", "text", "the name of the module, such as `jit_train_step`"),
            Column("signature", "text", "a fingerprint without names and source lines: what two hosts must share"),
            Column("framework", "text", "`jax`, `tensorflow` or `torch-xla`"),
            Column("platform", "text", "`cpu`, `gpu` or `tpu`"),
            Column("arch", "text", "the GPU that it was compiled for"),
            Column("recompilation_of", "integer", "the `module_id` of an earlier compilation of the same program"),
            Column("complete", "flag", "whether all of its text is there"),
            Column("parameters", "texts", "shapes that it takes"),
            Column("results", "texts", "shapes that it gives"),
            Column("before_launches", "integer", "kernels that it would be without any optimization"),
            Column("unfused_launches", "integer", "kernels that it would be without fusion"),
            Column("compute_launches", "integer", "kernels and library calls that run: launch sites"),
            Column("kernels", "integer", "those of XLA's own code"),
            Column("library_calls", "integer", "those of libraries"),
            Column("copies", "integer", "copies"),
            Column("collectives", "integer", "collectives"),
            Column("launches_per_run", "integer", "compute launches of a run, loops as often as they run"),
            Column("fusion_clusters", "integer", "fusions of two operations or more"),
            Column("materialized_broadcasts", "integer", "broadcasts that are written to memory"),
            Column("broadcast_bytes", "integer", "bytes of them in a run"),
            Column("missed_bytes", "integer", "bytes that a run writes to memory only to read them back"),
            Column("collective_bytes", "integer", "payload of the collectives of a run, unknown loops once"),
            Column("flops", "integer", "FLOPs of a run, unknown loops once"),
            Column("transcendentals", "integer", "transcendental operations of a run"),
            Column("bytes_accessed", "integer", "bytes that kernels of a run read and write"),
            Column("modelled_seconds", "number", "time at best on the machine that it was compiled for"),
            Column("peak_bytes", "integer", "memory at the peak, where the dump has a buffer assignment"),
            Column("argument_bytes", "integer", "of arguments"),
            Column("output_bytes", "integer", "of results"),
            Column("temp_bytes", "integer", "of temporary buffers"),
        ),
    ),
    Table(
        "kernels",
        "a launch site of what runs: a kernel, a library call, a copy, a collective, and what else is launched",
        (
            _DUMP,
            _PROGRAM,
            _MODULE,
            _NAME,
            Column("position", "integer", "its place among the launch sites of the program, from 0"),
            Column("name", "text", "the instruction that is launched"),
            Column("class", "text", "`kernel`, `library`, `copy`, `collective`, `misc` or `unknown`"),
            Column("kind", "text", "of a fusion its kind, such as `kLoop`"),
            Column("opcode", "text", "the opcode of the root"),
            Column("operations", "integer", "operations in it"),
            Column("opcodes", "texts", "their opcodes, each once"),
            Column("signature", "text", "a fingerprint without names, equal for equal work"),
            Column("source", "text", "the source line that it comes from"),
            Column("runs", "integer", "how often a run of the program launches it; 1 in unknown loops"),
            Column("bytes_read", "integer", "bytes that it reads each time"),
            Column("bytes_written", "integer", "bytes that it writes each time"),
            Column("flops", "integer", "FLOPs each time"),
            Column("modelled_seconds", "number", "time at best of all its runs"),
        ),
    ),
    Table(
        "collectives",
        "a collective of what runs, else of what was asked for",
        (
            _DUMP,
            _PROGRAM,
            _MODULE,
            _NAME,
            Column("position", "integer", "its place among those of the program, from 0"),
            Column("stage", "text", "`after`, or `before` where what runs is not there"),
            Column("name", "text", "the instruction"),
            Column("kind", "text", "`all-reduce`, `all-gather`, ..."),
            Column("reduction", "text", "what it reduces with"),
            Column("shape", "text", "the shape of its result"),
            Column("bytes", "integer", "its payload"),
            Column("wire_bytes", "integer", "what a device sends, modelled as a ring"),
            Column("over", "text", "the axes of the mesh that it talks over, in words"),
            Column("group_size", "integer", "devices of each group"),
            Column("channel_id", "integer", "its channel"),
            Column("runs", "integer", "how often a run comes to it"),
            Column("direction", "text", "`forward` or `backward`"),
            Column("asynchronous", "flag", "whether it is started and awaited"),
            Column("source", "text", "the source line that it comes from"),
        ),
    ),
    Table(
        "findings",
        "something worth a look",
        (
            _DUMP,
            Column("finding_id", "text", "equal for the same finding of equal programs"),
            _PROGRAM,
            _MODULE,
            _NAME,
            Column(
                "kind",
                "text",
                "`why`: written and read back; `unfused`: an operation that is a kernel by itself; `broadcast`: one "
                "that is written to memory; `doctor`: of the dump",
            ),
            Column("rule", "text", "of `why` the reason's name, of `doctor` the finding's; else the opcode"),
            Column("subject", "text", "the instruction, or of `why` producer and consumer"),
            Column("text", "text", "what is found"),
            Column("source", "text", "the source line that it comes from"),
            Column("bytes", "integer", "bytes of a run that it costs"),
            Column("is_problem", "flag", "whether the dump is not what was wanted"),
        ),
    ),
    Table(
        "errors",
        "a file that could not be read, or only a part of it",
        (
            _DUMP,
            Column("error_id", "text", "equal for the same error of the same file"),
            Column("file", "text", "the file"),
            Column("message", "text", "what is wrong with it"),
        ),
    ),
)


def columns_of(table: Table) -> tuple[Column, ...]:
    """All columns of a table as queries see it."""
    return (*PARTITIONS, *table.columns)
