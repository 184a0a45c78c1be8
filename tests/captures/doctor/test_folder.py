"""The doctor on dump folders: real dumps, made broken as disks, kills, caches and second runs break them."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hloscope.captures.doctor.diagnosis import diagnose_folder
from hloscope.errors import DumpError
from tests.support.dumped import TESTDATA

JAX = TESTDATA / "jax-0.10.2-cpu"
MLP = JAX / "mlp"
DEMO = JAX / "demo"


def _after(folder: Path) -> Path:
    (path,) = folder.glob("*after_optimizations.txt")
    return path


def empty(folder: Path) -> None:
    folder.mkdir()


def other_files(folder: Path) -> None:
    folder.mkdir()
    (folder / "train.py").write_text("print(1)\n", "utf-8")


def whole(folder: Path) -> None:
    shutil.copytree(MLP, folder)


def cut_short(folder: Path) -> None:
    """As a kill or a full disk leaves the file that is being written."""
    whole(folder)
    path = _after(folder)
    path.write_bytes(path.read_bytes()[:1500])


def written_nothing(folder: Path) -> None:
    """As a full disk leaves files: made, and empty."""
    whole(folder)
    _after(folder).write_bytes(b"")


def only_before(folder: Path) -> None:
    whole(folder)
    _after(folder).unlink()


def only_protos(folder: Path) -> None:
    shutil.copytree(JAX / "mlp-forms", folder)
    for path in folder.glob("*optimizations.txt"):
        path.unlink()


def only_inputs(folder: Path) -> None:
    """What jax 0.10.2 leaves where --xla_dump_hlo_module_re matches no name."""
    (folder / "module_0006.jit__lambda").mkdir(parents=True)


def from_a_cache(folder: Path) -> None:
    shutil.copytree(JAX / "mlp-cache-hit", folder)


def only_what_runs(folder: Path) -> None:
    shutil.copytree(MLP, folder)
    for path in folder.glob("*before_optimizations.txt"):
        path.unlink()


def of_two_processes(folder: Path) -> None:
    shutil.copytree(JAX / "softmax", folder)
    shutil.copytree(MLP, folder, dirs_exist_ok=True)


def of_two_runs(folder: Path) -> None:
    """The second run was shorter, and overwrote only the first module."""
    shutil.copytree(DEMO, folder)
    for path in folder.iterdir():
        os.utime(path, (1e9, 1e9))
    first = min(path for path in folder.glob("*before_optimizations.txt"))
    os.utime(first, (1e9 + 3600, 1e9 + 3600))


def without_names(folder: Path) -> None:
    """As XLA names the files of a function whose name has 300 characters."""
    folder.mkdir()
    for path in MLP.glob("*optimizations.txt"):
        shutil.copy(path, folder / path.name.replace("jit_mlp.", ""))


def newer_than_hloscope(folder: Path) -> None:
    """As jax 0.11 looked to hloscope before it knew `%x#0`."""
    whole(folder)
    path = _after(folder)
    path.write_text(
        path.read_text("utf-8").replace("%broadcast_maximum_fusion, %w2", "%broadcast_maximum_fusion@0, %w2"), "utf-8"
    )


def changed_by_hand(folder: Path) -> None:
    whole(folder)
    for path in folder.glob("*optimizations.txt"):
        path.write_text(path.read_text("utf-8").replace("(%dot_general.", "(dot_specific."), "utf-8")


def with_another_thunk_list(folder: Path) -> None:
    shutil.copytree(TESTDATA / "jax-0.10.2-h100" / "mlp", folder)
    (path,) = folder.glob("*thunk_metadata.txt")
    path.write_text("launches { name: 1 }\n", "utf-8")


def one_stage(form: str) -> Callable[[Path], None]:
    def only(folder: Path) -> None:
        folder.mkdir()
        for path in MLP.glob("*optimizations.txt"):
            (folder / path.name.replace(".txt", form)).write_bytes(b"")

    return only


def without_passes(folder: Path) -> None:
    """As jax 0.12.0.1 writes it with XLA_FLAGS=--xla_disable_hlo_passes=fusion,algsimp."""
    whole(folder)
    flags = 'xla_cpu_enable_fast_min_max: false\nxla_disable_hlo_passes: "algsimp"\nxla_disable_hlo_passes: "fusion"\n'
    (folder / "module_0000.jit_mlp.debug_options").write_text(flags, "utf-8")


# A log and what came from a cache are explained, not whole; one GPU will do for all.
_PARTIAL = ("-cache-hit", "-memory", "-stdout")  # without the module from before
WHOLE = [
    *(path for path in sorted(TESTDATA.glob("*-cpu*/*/")) if not path.name.endswith(_PARTIAL)),
    *sorted(TESTDATA.glob("*-h100-passes/*/")),
]


def folder_id(path: Path) -> str:
    return str(path.relative_to(TESTDATA))


CASES: dict[str, tuple[Callable[[Path], None], list[tuple[str, str, str]]]] = {
    "empty": (
        empty,
        [("empty-folder", "DIR is empty", "`hloscope doctor -- COMMAND` runs the program and says which")],
    ),
    "other files": (
        other_files,
        [
            (
                "empty-folder",
                "DIR has no file of a dump",
                "`hloscope doctor -- COMMAND` runs the program and says which",
            )
        ],
    ),
    "whole": (whole, []),
    "cut short": (
        cut_short,
        [
            (
                "truncated",
                "DIR/module_0000.jit_mlp.cpu_after_optimizations.txt: truncated: it ends inside a computation; is it still being written?",
                "wait for the program's end, or run it again with room on the disk",
            )
        ],
    ),
    "written nothing": (
        written_nothing,
        [
            (
                "truncated",
                "DIR/module_0000.jit_mlp.cpu_after_optimizations.txt: truncated: it is empty; is it still being written?",
                "wait for the program's end, or run it again with room on the disk",
            )
        ],
    ),
    "only before": (
        only_before,
        [
            (
                "not-finished",
                "jit_mlp #0 has a module before optimization and none after",
                "see the program's own error; then run it again",
            )
        ],
    ),
    "only protos": (only_protos, []),
    "only Riegeli files": (
        one_stage(".riegeli"),
        [
            (
                "no-text",
                "DIR/module_0000.jit_mlp.before_optimizations.riegeli is a module in Riegeli's format (--xla_dump_hlo_as_riegeli) without a text beside it (and 1 more)",
                "add --xla_dump_hlo_as_text, and run again",
            )
        ],
    ),
    "only drawings": (
        one_stage(".html"),
        [
            (
                "no-text",
                "DIR/module_0000.jit_mlp.before_optimizations.html is a drawing of a module without a text beside it (and 1 more)",
                "add --xla_dump_hlo_as_text, and run again",
            )
        ],
    ),
    "newer than hloscope": (
        newer_than_hloscope,
        [
            (
                "not-readable",
                "DIR/module_0000.jit_mlp.cpu_after_optimizations.txt:65:65: expected ',' or ')', found '@' (1 of 2 files cannot be read)",
                "try a newer one (pip install --upgrade hloscope), or report the line: https://github.com/hloscope/hloscope/issues",
            )
        ],
    ),
    "changed by hand": (
        changed_by_hand,
        [
            (
                "not-readable",
                "DIR/module_0000.jit_mlp.before_optimizations.txt:44:34: expected an instruction that is defined above, found 'dot_specific.2' (1 of 2 files cannot be read)",
                "empty the folder, and run the program again; if that does not help, report it: https://github.com/hloscope/hloscope/issues",
            )
        ],
    ),
    "another thunk list": (
        with_another_thunk_list,
        [
            (
                "not-readable",
                "DIR/module_0001.jit_mlp.thunk_metadata.txt:1:1: expected thunk_metadata, found 'launches' (1 of 3 files cannot be read)",
                "empty the folder, and run the program again; if that does not help, report it: https://github.com/hloscope/hloscope/issues",
            )
        ],
    ),
    "without passes": (
        without_passes,
        [
            (
                "passes-off",
                'jit_mlp was compiled with xla_disable_hlo_passes: "algsimp", xla_disable_hlo_passes: "fusion"',
                "take the flag out of XLA_FLAGS, unless that is what you look at",
            )
        ],
    ),
    "only inputs": (
        only_inputs,
        [
            (
                "no-module",
                "DIR has files of a dump, but no module in it",
                "take --xla_dump_hlo_module_re out, or copy the whole folder",
            )
        ],
    ),
    "from a cache": (
        from_a_cache,
        [
            (
                "cache-hit",
                "jit_mlp #2 has a module after optimization and none before",
                "`hloscope run` switches caches off; or JAX_ENABLE_COMPILATION_CACHE=false",
            )
        ],
    ),
    "optimized here": (
        only_what_runs,
        [
            (
                "before-missing",
                "jit_mlp #0 has a module after optimization and none before",
                "copy the whole folder, or run the program again",
            )
        ],
    ),
    "two processes": (
        of_two_processes,
        [
            (
                "several-processes",
                "jit_mlp and jit_softmax both are module_0000",
                "a folder for each process (--xla_dump_to=DIR/$RANK), emptied before each run",
            )
        ],
    ),
    "two runs": (
        of_two_runs,
        [
            (
                "mixed-runs",
                "module_0002 was written 3600 s before module_0000",
                "a folder for each process (--xla_dump_to=DIR/$RANK), emptied before each run",
            )
        ],
    ),
    "without names": (
        without_names,
        [
            (
                "name-too-long",
                "module_0000 has no name in its files' names",
                "none is needed; a shorter function name gives shorter file names",
            )
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_broken_folder_is_explained(name: str, tmp_path: Path) -> None:
    make, expected = CASES[name]
    folder = tmp_path / "dump"
    make(folder)
    found = diagnose_folder(folder).findings
    assert [(item.id, item.evidence.replace(str(folder), "DIR"), item.cure) for item in found] == expected


@pytest.mark.parametrize("folder", WHOLE, ids=folder_id)
def test_whole_dumps_have_no_finding(folder: Path) -> None:
    assert diagnose_folder(folder).findings == ()


def test_other_platform_is_explained() -> None:
    (finding,) = diagnose_folder(MLP, platform="gpu").findings
    assert (finding.id, finding.evidence) == ("wrong-device", "all modules are for cpu, and gpu was asked for")
    assert "JAX_PLATFORMS=cuda" in finding.cure
    assert diagnose_folder(TESTDATA / "jax-0.10.2-h100" / "mlp", platform="gpu").findings == ()


def test_dump_older_than_the_program_is_explained(tmp_path: Path) -> None:
    whole(tmp_path / "dump")
    program = tmp_path / "train.py"
    program.write_text("print(1)\n", "utf-8")
    os.utime(program, (1e9, 1e9))
    assert diagnose_folder(tmp_path / "dump", newer=program).findings == ()
    os.utime(program, (4e9, 4e9))
    (finding,) = diagnose_folder(tmp_path / "dump", newer=program).findings
    assert finding.id == "stale-folder"
    assert f"{program} of 2096-10-0" in finding.evidence
    assert finding.cure == "empty the folder, and run the program again"


def test_newer_syntax_is_named_before_other_errors(tmp_path: Path) -> None:
    folder = tmp_path / "dump"
    newer_than_hloscope(folder)
    (path,) = folder.glob("*before_optimizations.txt")
    path.write_text(path.read_text("utf-8").replace("(%dot_general.", "(dot_specific."), "utf-8")
    (finding,) = diagnose_folder(folder).findings
    assert "found '@' (2 of 2 files cannot be read)" in finding.evidence
    assert finding.cause == (
        "XLA wrote what this hloscope does not know, as a newer XLA may; it was tested with jax 0.10.2, 0.11.2 and "
        "0.12.0.1; TensorFlow 2.21.0; torch-xla 2.9.0"
    )


def test_saved_module_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "mine.hlo").write_text("HloModule m\n\nENTRY e {\n  ROOT a = f32[] add(b)\n}\n", "utf-8")
    assert [finding.id for finding in diagnose_folder(tmp_path).problems] == ["not-readable"]


def test_good_modules_are_counted_beside_bad_ones(tmp_path: Path) -> None:
    shutil.copytree(DEMO, tmp_path / "dump")
    next((tmp_path / "dump").glob("*after_optimizations.txt")).write_bytes(b"")
    diagnosis = diagnose_folder(tmp_path / "dump")
    assert [finding.id for finding in diagnosis.problems] == ["truncated"]
    assert diagnosis.summary == "3 compilations were dumped (jax cpu)"


def test_missing_paths_are_errors(tmp_path: Path) -> None:
    with pytest.raises(DumpError, match="nothing: no such folder; expected the one that XLA dumps to"):
        diagnose_folder(tmp_path / "nothing")
    with pytest.raises(DumpError, match=r"train\.py: no such file; expected the program that was dumped"):
        diagnose_folder(MLP, newer=tmp_path / "train.py")
