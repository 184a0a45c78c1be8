"""Where dumps come from: folders with traps, archives, logs, limits. The judge is the folder read plainly."""

import gzip
import io
import os
import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hloscope
from hloscope.dump import Dump, FileError
from hloscope.dump.sources import files_below
from hloscope.errors import DumpError, HloscopeError

TESTDATA = Path(__file__).parents[2] / "testdata"
DEMO = TESTDATA / "jax-0.10.2-cpu" / "demo"
LOG = TESTDATA / "jax-0.10.2-cpu" / "layernorm-stdout" / "dump.log"
LAYERNORM = TESTDATA / "jax-0.10.2-cpu" / "layernorm"

STAGE = "module_0001.f.before_optimizations.txt"
MODULE = b"HloModule f\n\nENTRY %e (x: f32[]) -> f32[] {\n  ROOT %x = f32[] parameter(0)\n}\n"


def contents(dump: Dump) -> list[tuple[int | None, str, str, str | None, str, str]]:
    return [(c.id, c.path, c.name, c.platform, str(c.before), str(c.after)) for c in dump.compilations]


def make_zip(folder: Path, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder.parent))
    return path


def make_tar(folder: Path, path: Path, mode: Literal["w", "w:gz"] = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:
        archive.add(folder, folder.name)
    return path


ARCHIVES: dict[str, Callable[[Path, Path], Path]] = {
    "dump.zip": make_zip,
    "dump.tar.gz": make_tar,
    "dump.tgz": make_tar,
    "dump.tar": lambda folder, path: make_tar(folder, path, "w"),
    "dump": make_tar,  # the content tells, not the name
}


@pytest.mark.parametrize("name", ARCHIVES)
@pytest.mark.parametrize("folder", [DEMO, TESTDATA / "jax-0.10.2-h100" / "mlp"], ids=["cpu", "h100"])
def test_archive_of_a_folder_is_the_folder(name: str, folder: Path, tmp_path: Path) -> None:
    dump = hloscope.load(ARCHIVES[name](folder, tmp_path / name))
    plain = hloscope.load(folder)
    assert contents(dump) == contents(plain)
    assert [c.thunks for c in dump.compilations] == [c.thunks for c in plain.compilations]
    assert dump.check() == ()


def test_archive_keeps_the_folders_below_its_own(tmp_path: Path) -> None:
    for rank in ("host_1", "host_2"):
        shutil.copytree(DEMO, tmp_path / "run" / rank)
    dump = hloscope.load(make_zip(tmp_path / "run", tmp_path / "run.zip"))
    assert contents(dump) == contents(hloscope.load(tmp_path / "run"))
    assert {compilation.path for compilation in dump.compilations} == {"host_1", "host_2"}


@pytest.mark.parametrize("name", ["dump.zip", "dump.tar.gz"])
def test_error_in_an_archive_names_the_member(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / STAGE).write_bytes(MODULE[:-3])
    path = ARCHIVES[name](folder, tmp_path / name)
    message = "truncated: it ends inside a computation; is it still being written?"
    assert hloscope.load(path).errors == (FileError(f"{path}/run/{STAGE}", message),)


def test_member_with_a_path_that_climbs_is_a_name_like_another(tmp_path: Path) -> None:
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"../../etc/{STAGE}", MODULE)
        archive.writestr(f"/root/./{STAGE}", MODULE)
        archive.writestr("..", MODULE)
    dump = hloscope.load(path)
    assert [compilation.path for compilation in dump.compilations] == ["etc", "root"]
    assert dump.check() == ()


def test_link_in_a_tar_archive_is_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / STAGE).symlink_to("/etc/passwd")
    (folder / "module_0002.f.before_optimizations.txt").write_bytes(MODULE)
    dump = hloscope.load(make_tar(folder, tmp_path / "dump.tar.gz"))
    assert [compilation.id for compilation in dump.compilations] == [2]
    assert dump.check() == ()


def test_encrypted_member_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(STAGE, MODULE)
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag, in the member's header and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    (error,) = hloscope.load(path).errors
    assert error.file == f"{path}/{STAGE}"
    assert error.message.startswith("cannot be read: ")
    assert "encrypted" in error.message


def test_truncated_tar_archive_gives_what_came_before(tmp_path: Path) -> None:
    data = make_tar(DEMO, tmp_path / "dump.tar.gz").read_bytes()
    path = tmp_path / "cut.tar.gz"
    path.write_bytes(data[: len(data) * 2 // 3])
    dump = hloscope.load(path)
    assert 0 < len(dump.compilations) <= 3
    assert any(
        error.file == str(path) and error.message.startswith("not a whole tar archive: ") for error in dump.errors
    )


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 10], ids=["local", "end"])
def test_damaged_zip_archive_is_an_error(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "dump.zip"
    path.write_bytes(data)
    (error,) = hloscope.load(path).errors
    assert error.file == str(path)
    assert error.message.startswith("not a whole zip archive: ")


def test_damaged_tar_archive_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "dump.tar"
    path.write_bytes(b"x" * 2000)
    assert hloscope.load(path).errors == (FileError(str(path), "not a whole tar archive: invalid header"),)


@pytest.mark.parametrize("name", ["module_0001.f.before_optimizations.txt.gz", "mine.hlo.gz"])
def test_gzipped_file_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(gzip.compress(MODULE))
    for path in (tmp_path, tmp_path / name):
        (compilation,) = hloscope.load(path).compilations
        assert compilation.before


def test_gzipped_file_still_being_written_is_truncated(tmp_path: Path) -> None:
    path = tmp_path / f"{STAGE}.gz"
    path.write_bytes(gzip.compress(MODULE)[:-12])
    message = "truncated: its compressed data has no end; is it still being written?"
    assert hloscope.load(tmp_path).errors == (FileError(str(path), message),)


def test_damaged_gzip_is_an_error(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(MODULE))
    data[20] ^= 0xFF
    path = tmp_path / f"{STAGE}.gz"
    path.write_bytes(data)
    (error,) = hloscope.load(tmp_path).errors
    assert error.file == str(path)
    assert error.message.startswith("cannot be read: ")


# Limits: small files that unpack to much.

BOMB = MODULE + b"\n" * 1_000_000
RAISED_BY = {
    "file_bytes": "HLOSCOPE_MAX_FILE_BYTES raises it, in Python limits=hloscope.Limits(file_bytes=...)",
    "total_bytes": "HLOSCOPE_MAX_TOTAL_BYTES raises it, in Python limits=hloscope.Limits(total_bytes=...)",
}


def test_gzip_bomb_stops_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / f"{STAGE}.gz"
    path.write_bytes(gzip.compress(BOMB))
    message = f"more than 100000 bytes unpacked, the limit for one file; {RAISED_BY['file_bytes']}"
    assert hloscope.load(tmp_path, limit=100_000).errors == (FileError(str(path), message),)
    assert hloscope.load(tmp_path).errors == ()


def test_zip_bomb_stops_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(STAGE, BOMB)
    message = f"more than 100000 bytes unpacked, the limit for one file; {RAISED_BY['file_bytes']}"
    assert hloscope.load(path, limit=100_000).errors == (FileError(f"{path}/{STAGE}", message),)


def test_large_member_of_a_tar_archive_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "dump.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, data in ((STAGE, BOMB[:200_000]), ("module_0002.f.before_optimizations.txt", MODULE)):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    dump = hloscope.load(path, limit=100_000)
    assert [compilation.id for compilation in dump.compilations] == [2]
    message = f"more than 100000 bytes unpacked, the limit for one file; {RAISED_BY['file_bytes']}"
    assert dump.errors == (FileError(f"{path}/{STAGE}", message),)


def test_tar_bomb_stops_at_the_limit_for_archives(tmp_path: Path) -> None:
    path = tmp_path / "dump.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        member = tarfile.TarInfo("module_0001.f.ptx")  # of no use, but passed over
        member.size = len(BOMB)
        archive.addfile(member, io.BytesIO(BOMB))
    message = f"more than 800000 bytes unpacked, the limit for an archive; {RAISED_BY['total_bytes']}"
    assert hloscope.load(path, limit=100_000).errors == (FileError(str(path), message),)


def test_zip_archive_larger_than_the_limit_for_archives_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(STAGE, MODULE + os.urandom(10_000).hex().encode())
    (error,) = hloscope.load(path, limit=1000).errors
    message = f"more than 8000 bytes unpacked, the limit for an archive; {RAISED_BY['total_bytes']}"
    assert error == FileError(str(path), message)


# Logs.


def test_log_is_the_folder_that_it_stands_for() -> None:
    logged = hloscope.load(LOG)
    plain = hloscope.load(LAYERNORM)
    names = [compilation.name for compilation in logged.compilations]
    assert "jit_layernorm" in names
    assert logged.check() == ()
    assert str(logged.compilations[names.index("jit_layernorm")].after) == str(plain.compilations[0].after)


def test_log_of_a_program_that_prints_is_still_read(tmp_path: Path) -> None:
    text = LOG.read_bytes()
    path = tmp_path / "log"
    path.write_bytes(b"step 1: loss 0.5" + text.replace(b"*** Begin", b"step 2 *** Begin", 1) + b"HloModule bye\n")
    assert contents(hloscope.load(path)) == contents(hloscope.load(LOG))
    path.write_bytes(text.replace(b"\n", b"\r\n"))
    assert contents(hloscope.load(path)) == contents(hloscope.load(LOG))
    path.write_bytes(gzip.compress(text))
    assert contents(hloscope.load(path)) == contents(hloscope.load(LOG))


def frame(name: str, content: bytes) -> bytes:
    return b"*** Begin %b ***\n%b\n*** End %b ***\n" % (name.encode(), content, name.encode())


def test_log_of_several_processes_keeps_them_apart(tmp_path: Path) -> None:
    path = tmp_path / "log"
    second = "module_0002.f.before_optimizations.txt"
    path.write_bytes(frame(STAGE, MODULE) + frame(second, MODULE) + frame(STAGE, MODULE))
    dump = hloscope.load(path)
    assert [(c.id, c.recompilation_of) for c in dump.compilations] == [(1, None), (2, 1), (1, None)]


def test_log_that_ends_too_early_is_truncated(tmp_path: Path) -> None:
    path = tmp_path / "log"
    whole, cut = (
        frame(STAGE, MODULE),
        frame("module_0002.f.before_optimizations.txt", MODULE).partition(b"\n*** End")[0],
    )
    path.write_bytes(cut + whole + cut)
    dump = hloscope.load(path)
    assert [(c.id, c.path) for c in dump.compilations] == [(1, ""), (2, ""), (2, "")]
    message = "truncated: `*** End module_0002.f.before_optimizations.txt ***` is missing; is it still being written?"
    assert dump.errors == (FileError(f"{path}/module_0002.f.before_optimizations.txt", message),) * 2
    assert dump.compilations[0].before


def test_log_without_modules_is_an_error_that_helps(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(frame("module_0001.f.ptx", b"//"))
    (error,) = hloscope.load(path).errors
    assert "XLA_FLAGS=--xla_dump_to=FOLDER" in error.message


# Folders with traps.


def test_links_that_lead_out_are_errors(tmp_path: Path) -> None:
    outside, dump = tmp_path / "outside", tmp_path / "dump"
    shutil.copytree(DEMO, outside)
    dump.mkdir()
    (dump / STAGE).write_bytes(MODULE)
    (dump / "module_0002.f.before_optimizations.txt").symlink_to(next(outside.glob("module_0000*before*")))
    (dump / "more").symlink_to(outside)
    loaded = hloscope.load(dump)
    assert [compilation.id for compilation in loaded.compilations] == [1]
    message = "a link that leads out of the dump; not followed"
    assert [(Path(error.file).name, error.message) for error in loaded.errors] == [
        ("module_0002.f.before_optimizations.txt", message),
        ("more", message),
    ]


def test_links_in_circles_are_errors_or_nothing(tmp_path: Path) -> None:
    (tmp_path / STAGE).write_bytes(MODULE)
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "module_0002.f.before_optimizations.txt").symlink_to("module_0002.f.before_optimizations.txt")
    (tmp_path / "module_0003.f.before_optimizations.txt").symlink_to("gone")
    loaded = hloscope.load(tmp_path)
    assert [compilation.id for compilation in loaded.compilations] == [1]
    assert [error.message for error in loaded.errors] == [
        "cannot be read: Too many levels of symbolic links",
        "cannot be read: No such file or directory",
    ]


def test_link_to_a_dump_is_the_dump(tmp_path: Path) -> None:
    (tmp_path / "latest").symlink_to(DEMO)
    assert contents(hloscope.load(tmp_path / "latest")) == contents(hloscope.load(DEMO))


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / STAGE).write_bytes(MODULE)
    os.mkfifo(tmp_path / "module_0002.f.before_optimizations.txt")
    os.mkfifo(tmp_path / "mine.txt")
    dump = hloscope.load(tmp_path)
    assert [compilation.id for compilation in dump.compilations] == [1]
    path = f"{tmp_path}/module_0002.f.before_optimizations.txt"
    assert dump.errors == (FileError(path, "cannot be read: neither a file nor a folder"),)


def test_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / STAGE).mkdir()
    (tmp_path / STAGE / STAGE).write_bytes(MODULE)
    assert [compilation.path for compilation in hloscope.load(tmp_path).compilations] == [STAGE]


def test_file_that_vanishes_is_an_error(tmp_path: Path) -> None:
    for name in (STAGE, "module_0002.f.before_optimizations.txt"):
        (tmp_path / name).write_bytes(MODULE)
    dump = hloscope.load(tmp_path)
    (tmp_path / STAGE).unlink()
    assert dump.errors == (FileError(f"{tmp_path}/{STAGE}", "cannot be read: No such file or directory"),)
    gone, there = dump.compilations
    assert (gone.name, there.name) == ("f", "f")
    assert there.recompilation_of is None
    with pytest.raises(DumpError, match="cannot be read: No such file or directory"):
        _ = gone.before


def test_folder_that_vanishes_is_an_error(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    assert list(files_below(gone)) == [FileError(str(gone), "cannot be read: No such file or directory")]


def test_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"module_0001.\xff.before_optimizations.txt")).write_bytes(MODULE[:-3])
    dump = hloscope.load(tmp_path)
    assert [error.file.encode() for error in dump.errors] == [
        f"{tmp_path}/module_0001.\ufffd.before_optimizations.txt".encode()
    ]
    assert dump.compilations[0].file_module == "\ufffd"


FILES = {
    "dump.zip": None,
    "dump.tar.gz": None,
    "dump.log": frame(STAGE, MODULE) * 2,
    f"{STAGE}.gz": gzip.compress(MODULE),
    STAGE: MODULE * 2,
}


@pytest.mark.parametrize("name", FILES)
@given(seed=st.integers(0, 2**32), cut=st.floats(0, 1))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_gives_a_dump_or_an_error(name: str, seed: int, cut: float, tmp_path: Path) -> None:
    data = bytearray(FILES[name] or archive_of_two(tmp_path, name))
    place = zlib.crc32(seed.to_bytes(8)) % len(data)
    data[place] = seed % 256
    path = tmp_path / name
    path.write_bytes(data if cut > 0.5 else data[: int(len(data) * cut * 2)])
    try:
        hloscope.load(path).check()
    except HloscopeError:
        return


def archive_of_two(tmp_path: Path, name: str) -> bytes:
    folder = tmp_path / "run"
    folder.mkdir(exist_ok=True)
    for number in ("1", "2"):
        (folder / STAGE.replace("1", number)).write_bytes(MODULE)
    return ARCHIVES[name](folder, tmp_path / f"whole-{name}").read_bytes()
