"""The inputs of the long fuzz: for each reader, what is broken and what is done with it."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hloscope.captures.command.flags import parse_flags, split_flags
from hloscope.captures.targets.target_file import load_target
from hloscope.cli import main as command_line
from hloscope.comparisons.jax_log import logged_compiles
from hloscope.dump import Compilation, load
from hloscope.dump.file_names import find_dump_name
from hloscope.dump.sources import file_at
from hloscope.errors import HloscopeError
from hloscope.parsers import (
    find_live_ranges,
    parse,
    parse_buffer_assignment,
    parse_fusion_decisions,
    parse_modules,
    parse_pass_metadata,
    parse_textproto,
    parse_thunk_metadata,
    parse_thunk_sequence,
    parse_torchscript,
    parse_xplane,
)
from hloscope.reports import report
from hloscope.reports.reader import read_report
from hloscope.torchscript.document import torchscript_document
from tests.support.careful_path import differences_of_paths
from tests.support.dumped import TESTDATA
from tests.support.equality import differences_in_print
from tests.support.hlo_examples import ACCEPTED
from tests.support.hlo_files import texts_by_target
from tests.support.mutations import ask_everything, edited, no_more_errors, random_edits
from tests.support.pass_texts import PRINTED as PASS_METADATA
from tests.support.torchscript_texts import TEXTS as TORCHSCRIPT
from tests.support.wrappings import WRAPPINGS

_FAULT = re.compile("Traceback|a fault of hloscope")
SMALL = 20_000  # characters, or bytes of a folder; most inputs are no larger, so that there may be many
Parser = Callable[[str], object]


def use_dump_text(random: Random) -> None:
    _use_hlo(edited(random.choice(_texts()), random_edits(random)))


def use_example(random: Random) -> None:
    _use_hlo(edited(random.choice([example.text for example in ACCEPTED.values()]), random_edits(random)))


def _use_hlo(text: str) -> None:
    module = parse(text)
    with no_more_errors():
        ask_everything(module)
        assert differences_in_print(module) == []


def compare_paths(random: Random) -> None:
    text = edited(random.choice(_texts()), random_edits(random))
    assert differences_of_paths(text) == []
    parse(text)  # for the summary


def use_modules(random: Random) -> None:
    """Several modules in one text: those in front of the first broken one are given."""
    texts = [random.choice(_texts()) for _ in range(3)]
    place = random.randrange(3)
    texts[place] = edited(texts[place], random_edits(random))
    given = parse_modules("\n".join(texts))
    for _ in range(place - 1):  # what has lost its header belongs to the module before
        with no_more_errors():
            next(given)
    for module in given:
        ask_everything(module)


def use_thunk_metadata(random: Random) -> None:
    text = edited(random.choice(_files("*thunk_metadata.txt")), random_edits(random))
    parse_textproto(text)
    parse_thunk_metadata(text)


def use_pass_metadata(random: Random) -> None:
    parse_pass_metadata(edited(PASS_METADATA, random_edits(random)))


def reading(pattern: str, parser: Parser) -> Callable[[Random], None]:
    """Has a parser read broken files of testdata."""

    def use(random: Random) -> None:
        parser(edited(random.choice(_files(pattern)), random_edits(random)))

    return use


def use_torchscript(random: Random) -> None:
    graphs = parse_torchscript(edited(random.choice([*TORCHSCRIPT.values()]), random_edits(random)))
    with no_more_errors():
        for graph in graphs:
            assert str(parse_torchscript(str(graph))[0]) == str(graph)


def use_graph_folder(random: Random) -> None:
    """A broken text hides no other, and what is taken can be told."""
    with TemporaryDirectory() as name:
        good, broken = random.choice([*TORCHSCRIPT.values()]), random.choice([*TORCHSCRIPT.values()])
        Path(name, "a.txt").write_text(edited(broken, random_edits(random)), "utf-8", "replace")
        Path(name, "b.txt").write_text(good, "utf-8")
        document = torchscript_document([name])
        assert "b" in [graph["name"] for graph in document["graphs"]]


def use_profile(random: Random) -> None:
    """What torch, jax and TensorFlow write is the same proto; here of two fields that nest."""
    content = bytearray(b"\n\x10" + b"\x12\x05/host" + b"\x1a\x07\n\x05other" * random.randrange(20))
    for _ in range(random.randrange(1, 5)):
        content[random.randrange(len(content))] = random.randrange(256)
    parse_xplane(bytes(content))


def use_recorded_profile(random: Random) -> None:
    """A profile as the profilers write it, broken, beside its program or alone."""
    name, content = random.choice([each for each in _files_of("*.xplane.pb*") if len(each[1]) < 5 * SMALL])
    data = bytearray(content)
    for _ in range(random.choice((1, 3, 10, 100))):
        data[random.randrange(len(data))] = random.randrange(256)
    del data[random.choice((len(data), random.randrange(len(data)))) :]
    with TemporaryDirectory() as folder:
        Path(folder, name).write_bytes(data)
        talk = _printed(["profile", folder, *random.choice(([], [str(random.choice(_folders()))]))])
        assert not _FAULT.search(talk), talk[-2000:]


def use_ranks(random: Random) -> None:
    """A program on several ranks, one of them broken: whatever is told of the others is told."""
    text = random.choice(_texts())
    with TemporaryDirectory() as name:
        for rank in range(3):
            folder = Path(name, f"rank{rank}")
            folder.mkdir()
            own = edited(text, random_edits(random)) if rank == 1 else text
            file = folder / "module_0001.jit_f.before_optimizations.txt"
            file.write_text(own, "utf-8", "replace")
        talk = _printed(["ranks", name])
        assert not _FAULT.search(talk), talk[-2000:]


def use_file_name(random: Random) -> None:
    find_dump_name(edited(random.choice(_names()), random_edits(random)))


def use_flags(random: Random) -> None:
    text = edited("--xla_dump_to=/tmp/x --xla_dump_hlo_pass_re='.*' -x=\"y z\" --flag", random_edits(random))
    split_flags(text)
    parse_flags(text)


def use_log(random: Random) -> None:
    text = "Explanation for MISSING: step (a.py:3)\nFinished XLA compilation of jit(step) in 0.2 sec\n"
    for _ in logged_compiles(edited(text * 3, random_edits(random))):
        continue


def use_report(random: Random) -> None:
    text = edited(_report_text(), random_edits(random))
    with TemporaryDirectory() as name:
        path = Path(name, "report.json")
        path.write_text(text, "utf-8", "replace")
        read_report(path)
        talk = _printed(["diff", str(path), str(path)])
        assert not _FAULT.search(talk), talk[-2000:]


def use_target(random: Random) -> None:
    text = 'name = "own"\nbase = "h100"\ncores = 114\nbandwidth_gb_per_s = 2039\ncapability = [9, 0]\n'
    with TemporaryDirectory() as name:
        path = Path(name, "own.toml")
        path.write_text(edited(text, random_edits(random)), "utf-8", "replace")
        load_target(path)


def use_archive(random: Random) -> None:
    """An archive of a dump, with bytes that are others, or cut."""
    content = bytearray(_archive(random, random.choice(_folders())))
    for _ in range(random.choice((0, 1, 1, 3, 10))):
        content[random.randrange(len(content))] = random.randrange(256)
    if random.random() < 0.3:
        del content[random.randrange(len(content)) :]
    with TemporaryDirectory() as name:
        path = Path(name, "dump")
        path.write_bytes(content)
        load(path).check()


def _archive(random: Random, folder: Path) -> bytes:
    file = io.BytesIO()
    if random.random() < 0.5:
        methods = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
        with zipfile.ZipFile(file, "w", random.choice(methods)) as archive:
            for path in _files_below(folder):
                archive.write(path, path.relative_to(folder))
        return file.getvalue()
    with tarfile.open(fileobj=file, mode="w") as opened:
        opened.add(folder, "dump")
    packers: Sequence[Callable[[bytes], bytes]] = (
        bytes,
        gzip.compress,
        bz2.compress,
        lambda data: lzma.compress(data, preset=0),
    )
    return random.choice(packers)(file.getvalue())


def use_file(random: Random) -> None:
    """A file of any form, broken, under its name or another: proto, profile, drawing, StableHLO, log, what XLA adds."""
    name, content = random.choice(_files_of(random.choice(FORMS)))
    data = bytearray(content)
    if random.random() < 0.3:
        data = bytearray(edited(content.decode("latin-1"), random_edits(random)).encode("utf-8", "replace"))
    else:
        for _ in range(random.choice((1, 1, 3, 10))):
            data[random.randrange(len(data))] = random.randrange(256)
        del data[random.choice((len(data), len(data), random.randrange(len(data)))) :]
    _read_as(random.choice((name, name, "dump", "dump.txt", "a.hlo.pb")), bytes(data))


def use_stablehlo(random: Random) -> None:
    """What reads it is a process of its own."""
    name, content = random.choice(_files_of("*.mlir"))
    _read_as(name, edited(content.decode("utf-8"), random_edits(random)).encode("utf-8", "replace"))


def use_paste(random: Random) -> None:
    """A module as it stands in a log of CI, a message or a page, and then broken."""
    wrapped = random.choice([*WRAPPINGS.values()])(random.choice([text for text in _texts() if len(text) < SMALL // 4]))
    given = wrapped if isinstance(wrapped, bytes) else edited(wrapped, random_edits(random)).encode("utf-8", "replace")
    _read_as("paste.txt", given)


def _read_as(name: str, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        for compilation in load(path).compilations:
            with suppress(HloscopeError):  # each stage is a result or an error
                for module in (compilation.before, compilation.after):
                    assert module is None or str(module)
        load(path).check()


FORMS = ("*.hlo.pb", "*.pb", "*.xplane.pb*", "*.dot", "*.pbtxt", "*.log", "*.hlo.pb", "*.xplane.pb*", "*.dot", "*")


@cache
def _files_of(pattern: str) -> Sequence[tuple[str, bytes]]:
    found = [path for path in sorted(TESTDATA.rglob(pattern)) if path.is_file() and path.stat().st_size < 10 * SMALL]
    assert found, f"testdata has no {pattern}"
    read = [(path.name.removesuffix(".gz"), file_at(path, label=path.name).read_bytes()) for path in found[:300]]
    return [(name, content) for name, content in read if 0 < len(content) < 10 * SMALL]


COMMANDS = (
    "report --explain {}",
    "report --jobs 2 {}",
    "source {}",
    "source --by scope {}",
    "why {}",
    "cost --on h100 {}",
    "memory {}",
    "collectives {}",
    "passes {}",
    "show {} fusion",
    "blame {} add",
    "recompiles {}",
    "html {} -o {}.html",
    "export --as dot {}",
    "export --as perfetto {}",
    "ranks {} {whole}",
)


def use_dump(random: Random) -> None:
    """A folder of testdata with some of its files broken, through all that the command line does with one.

    What is said of the programs whose files are whole must be said all the same.
    """
    with TemporaryDirectory() as name:
        original, folder = random.choice(_folders()), Path(name)
        broken: set[str] = set()
        for path in _files_below(original):
            content = path.read_bytes()
            if random.random() < 0.3:
                content = edited(content.decode("latin-1"), random_edits(random)).encode("utf-8", "replace")
                broken.add(path.name)
            copy = folder / path.relative_to(original)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
        whole = {(c.id, c.path) for c in load(original).compilations if broken.isdisjoint(_names_of(c))}
        dump = load(folder)
        dump.check()
        programs = report(dump).programs
        assert whole <= {(program["id"], program["path"]) for program in programs}
        command = random.choice(COMMANDS)
        talk = _printed([word.replace("{whole}", str(original)).replace("{}", name) for word in command.split()])
        Path(f"{name}.html").unlink(missing_ok=True)
        assert not _FAULT.search(talk), talk[-2000:]


def _names_of(compilation: Compilation) -> set[str]:
    files = [*compilation.files.values(), *(snapshot.file for snapshot in compilation.passes)]
    return {name for file in files for name in file.source.label.split("/")}  # a profile holds many


def _printed(arguments: list[str]) -> str:
    """All that a command says."""
    talk = io.StringIO()
    with redirect_stdout(talk), redirect_stderr(talk), suppress(SystemExit):
        command_line(arguments)
    return talk.getvalue()


@cache
def _report_text() -> str:
    return report(load(TESTDATA / "jax-0.10.2-cpu" / "mlp")).to_json()


@cache
def _texts() -> Sequence[str]:
    texts = [text for by_path in texts_by_target().values() for text in by_path.values()]
    return [text for text in texts if len(text) < SMALL]


@cache
def _files(pattern: str) -> Sequence[str]:
    found = [file_at(path, label=path.name) for path in sorted(TESTDATA.glob(f"*/*/{pattern}*")) if path.is_file()]
    assert found, f"testdata has no {pattern}"
    return [file.read_text()[:SMALL] for file in found]


@cache
def _names() -> Sequence[str]:
    return sorted({path.name for path in TESTDATA.glob("*/*/*")})


@cache
def _folders() -> Sequence[Path]:
    folders = [path for path in sorted(TESTDATA.glob("*/*")) if path.is_dir() and path.parent.name != "programs"]
    return [path for path in folders if sum(file.stat().st_size for file in _files_below(path)) < 5 * SMALL]


def _files_below(folder: Path) -> Sequence[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def refusing(parser: Parser) -> Parser:
    """The parser, where no more than `None` says that a text is no such file."""

    def use(text: str) -> object:
        found = parser(text)
        if found is None:
            raise HloscopeError("it is no such file")
        return found

    return use


# Of a thousand inputs, about how many are of a kind, and what is done with one.
KINDS: dict[str, tuple[int, Callable[[Random], None]]] = {
    "dumped HLO": (300, use_dump_text),
    "example": (180, use_example),
    "both paths": (90, compare_paths),
    "modules": (40, use_modules),
    "thunk list": (60, reading("*thunk_sequence.txt", parse_thunk_sequence)),
    "textproto": (50, use_thunk_metadata),
    "buffers": (40, reading("*buffer-assignment.txt", parse_buffer_assignment)),
    "live ranges": (15, reading("*live-range.txt", refusing(find_live_ranges))),
    "passes": (15, use_pass_metadata),
    "decisions": (15, reading("*priority_fusion_dump.txt", parse_fusion_decisions)),
    "TorchScript": (40, use_torchscript),
    "graph folder": (10, use_graph_folder),
    "profile": (20, use_profile),
    "recorded": (10, use_recorded_profile),
    "ranks": (10, use_ranks),
    "file name": (20, use_file_name),
    "flags": (20, use_flags),
    "log of jax": (20, use_log),
    "report": (5, use_report),
    "target": (10, use_target),
    "archive": (15, use_archive),
    "file": (60, use_file),
    "StableHLO": (3, use_stablehlo),
    "paste": (20, use_paste),
    "dump": (20, use_dump),
}
