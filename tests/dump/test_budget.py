"""One budget for all that is unpacked, counted while it is done. The judge is what the archive was made of."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path

import pytest

import hloscope
from hloscope import Limits
from hloscope.cli import main
from hloscope.dump.budget import limits_in_use, limits_of, using_limits
from hloscope.errors import HloscopeError
from tests.support.mutations import time_limit

MIB = 1024 * 1024
STAGE = "module_0001.f.before_optimizations.txt"
GOOD = "module_0002.g.before_optimizations.txt"
MODULE = b"HloModule f\n\nENTRY %e (x: f32[]) -> f32[] {\n  ROOT %x = f32[] parameter(0)\n}\n"
BLANK = b"\n" * (24 * MIB)
LIMITS = Limits(file_bytes=MIB, total_bytes=8 * MIB)


def zipped(method: int, content: bytes = BLANK, copies: int = 1) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for number in range(copies):
            archive.writestr(STAGE.replace("0001", f"{number:04}"), content)
        archive.writestr(GOOD, MODULE)
    return file.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return file.getvalue()


def overlapping() -> bytes:
    """A zip archive with one member under a hundred names: they share its bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:  # zipfile looks for such with other methods
        archive.writestr(STAGE, MODULE + b"\n" * (MIB // 2))
        [member] = archive.filelist
        for number in range(1000, 1100):
            again = zipfile.ZipInfo(STAGE.replace("0001", str(number)))
            for field in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
                setattr(again, field, getattr(member, field))
            archive.filelist.append(again)
    return file.getvalue()


BOMBS: dict[str, Callable[[], bytes]] = {
    "deflated.zip": lambda: zipped(zipfile.ZIP_DEFLATED),
    "bzip2.zip": lambda: zipped(zipfile.ZIP_BZIP2),
    "lzma.zip": lambda: zipped(zipfile.ZIP_LZMA),
    "gzip.tar.gz": lambda: gzip.compress(tarred({GOOD: MODULE, STAGE: BLANK}), 1),
    "bzip2.tar.bz2": lambda: bz2.compress(tarred({GOOD: MODULE, STAGE: BLANK})),
    "xz.tar.xz": lambda: lzma.compress(tarred({GOOD: MODULE, STAGE: BLANK}), preset=0),
    "of no use.tgz": lambda: gzip.compress(tarred({GOOD: MODULE, "module_0001.f.ptx": BLANK}), 1),
    "log.gz": lambda: gzip.compress(b"*** Begin %b ***\n%b*** End %b ***\n" % (STAGE.encode(), BLANK, STAGE.encode())),
    "module.txt.gz": lambda: gzip.compress(MODULE + BLANK),
    "module.txt.bz2": lambda: bz2.compress(MODULE + BLANK),
    "gzipped twice.zip": lambda: zipped(zipfile.ZIP_BZIP2, gzip.compress(MODULE + BLANK * 2)),
}


@pytest.fixture(scope="module")
def bombs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bombs")
    for name, make in BOMBS.items():
        (folder / name).write_bytes(make())
    return folder


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_ends_at_a_limit_in_little_memory(name: str, bombs: Path) -> None:
    tracemalloc.start()
    try:
        messages = [error.message for error in hloscope.load(bombs / name, limits=LIMITS).check()]
    except HloscopeError as error:
        messages = [str(error)]
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert [message for message in messages if "limit for" in message and " raises it" in message]
    assert peak < 20 * MIB


@pytest.mark.parametrize("name", [name for name in BOMBS if "zip" in name or "tar" in name or "tgz" in name])
def test_good_file_beside_a_bomb_is_read(name: str, bombs: Path) -> None:
    dump = hloscope.load(bombs / name, limits=LIMITS)
    assert "g" in [compilation.file_module for compilation in dump.compilations]


@pytest.mark.parametrize("name", BOMBS)
def test_raised_limit_lets_the_same_file_in(name: str, bombs: Path) -> None:
    dump = hloscope.load(bombs / name, limits=Limits(ratio=10**9))
    assert not [error for error in dump.errors if "limit" in error.message]


# Totals: each file is small enough, all of them are too much.

TOTALS: dict[str, Callable[[], bytes]] = {
    "stored.zip": lambda: zipped(zipfile.ZIP_STORED, MODULE + BLANK[: MIB // 2], 40),
    "deflated.zip": lambda: zipped(zipfile.ZIP_DEFLATED, MODULE + BLANK[: MIB // 2], 40),
    "bzip2.zip": lambda: zipped(zipfile.ZIP_BZIP2, MODULE + BLANK[: MIB // 2], 40),
    "lzma.zip": lambda: zipped(zipfile.ZIP_LZMA, MODULE + BLANK[: MIB // 2], 40),
    "overlapping.zip": overlapping,
    "all.tar.gz": lambda: gzip.compress(tarred({f"module_{n:04}.f.ptx": BLANK[:MIB] for n in range(20)})),
    "all.tar.xz": lambda: lzma.compress(tarred({f"module_{n:04}.f.ptx": BLANK[:MIB] for n in range(20)})),
}


@pytest.mark.parametrize("name", TOTALS)
def test_total_is_limited(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(TOTALS[name]())
    messages = {error.message for error in hloscope.load(path, limits=LIMITS).errors}
    assert [message for message in messages if "HLOSCOPE_MAX_TOTAL_BYTES" in message]


def test_what_is_read_twice_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "dump.zip"
    path.write_bytes(zipped(zipfile.ZIP_DEFLATED, MODULE + BLANK[: MIB // 2], 10))
    dump = hloscope.load(path, limits=LIMITS)
    assert dump.check() == ()
    assert [compilation.before is not None for compilation in dump.compilations] == [True] * 11
    assert dump.check() == ()


def test_many_small_packed_files_are_worth_more_than_the_total(tmp_path: Path) -> None:
    for number in range(20):
        content = b"".join(b"// %d\n" % (n * n % 9973) for n in range(100_000)) + MODULE
        (tmp_path / f"{STAGE.replace('0001', f'{number:04}')}.gz").write_bytes(gzip.compress(content, 1))
    assert hloscope.load(tmp_path, limits=LIMITS).errors == ()


# What an archive claims.


def header(name: str, size: bytes, kind: bytes = b"0") -> bytes:
    """A tar header of which only the size is odd."""
    block = bytearray(tarfile.TarInfo(name).tobuf())
    block[124:136] = size
    block[156:157] = kind
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


HUGE = b"\x80" + b"\x7f" * 11  # base 256
CLAIMS: dict[str, bytes] = {
    "member": header("a.hlo", HUGE),
    "member of no use": header("a.ptx", HUGE),
    "in octal": header("a.ptx", b"77777777777\0"),
    "continued": header("a", HUGE, b"M"),
    "long name": header("a", HUGE, b"L"),
    "long link": header("a", b"77777777777\0", b"K"),
    "attributes": header("a", HUGE, b"x"),
    "attributes of all": header("a", b"77777777777\0", b"g"),
    "unknown kind": header("a", HUGE, b"Y"),
    "in attributes": tarfile.TarInfo("x").create_pax_header(
        {"name": "a.ptx", "size": 8**20, "mode": 0, "uid": 0, "gid": 0, "mtime": 0, "chksum": 0, "type": b"0",
         "linkname": "", "uname": "", "gname": "", "devmajor": 0, "devminor": 0, "prefix": ""}, "utf-8"),
}  # fmt: skip


@pytest.mark.parametrize("packing", ["plain", "gzip"])
@pytest.mark.parametrize("name", CLAIMS)
def test_tar_archive_that_claims_to_be_huge_ends(name: str, packing: str, tmp_path: Path) -> None:
    path = tmp_path / "dump.tar"
    content = tarred({GOOD: MODULE})[:1024] + CLAIMS[name] + b"\0" * 4096
    path.write_bytes(gzip.compress(content) if packing == "gzip" else content)
    with time_limit(10):
        dump = hloscope.load(path)
    assert [compilation.file_module for compilation in dump.compilations] == ["g"]
    assert dump.errors


def test_tar_archive_of_a_file_with_holes_is_read_in_linear_time(tmp_path: Path) -> None:
    path = tmp_path / "dump.tar"
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        member = tarfile.TarInfo("a.ptx")
        member.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": "9"}
        member.size = 64 * MIB
        archive.addfile(member, io.BytesIO(b"1" * member.size))
    with time_limit(10):
        (error,) = hloscope.load(path).errors
    assert "a file with holes" in error.message


def test_zip_member_with_a_huge_dictionary_takes_no_memory_for_it(tmp_path: Path) -> None:
    content = bytearray(zipped(zipfile.ZIP_LZMA, MODULE))
    place = content.index(b"\x05\0\x5d") + 3
    content[place : place + 4] = struct.pack("<I", 2**32 - 1)
    path = tmp_path / "dump.zip"
    path.write_bytes(content)
    assert hloscope.load(path).check() == ()


@pytest.mark.parametrize("name", ["dump.zip", "dump.tar", "dump.tar.gz"])
def test_members_are_counted_before_they_are_kept(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    files = {f"x{number}": b"" for number in range(50)}
    if name == "dump.zip":
        with zipfile.ZipFile(path, "w") as archive:
            for member in files:
                archive.writestr(member, b"")
    else:
        path.write_bytes(tarred(files) if name == "dump.tar" else gzip.compress(tarred(files)))
    (error,) = hloscope.load(path, limits=Limits(members=49)).errors
    assert error.message == (
        "more than 49 files in it, the limit for an archive; "
        "HLOSCOPE_MAX_MEMBERS raises it, in Python limits=hloscope.Limits(members=...)"
    )
    assert "limit" not in hloscope.load(path, limits=Limits(members=50)).errors[0].message


def test_ratio_is_limited_once_it_matters(tmp_path: Path) -> None:
    path = tmp_path / "dump.hlo.gz"
    path.write_bytes(gzip.compress(MODULE + BLANK * 3))
    with pytest.raises(HloscopeError) as caught:
        hloscope.load(path, limits=Limits(ratio=500))
    assert str(caught.value) == (
        f"{path}: more than 500 times as large unpacked, the limit for what is packed; "
        "HLOSCOPE_MAX_RATIO raises it, in Python limits=hloscope.Limits(ratio=...)"
    )


def test_depth_is_limited(tmp_path: Path) -> None:
    path = tmp_path / "dump.zip"
    path.write_bytes(zipped(zipfile.ZIP_STORED, MODULE))
    (error,) = hloscope.load(path, limits=Limits(depth=0)).errors
    assert error.message.startswith("more than 0 containers inside each other, the limit for an archive; HLOSCOPE_MAX_")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["bzip2", "lzma"])
@pytest.mark.parametrize("damage", ["cut", "changed", "encrypted"])
def test_damaged_member_is_an_error_and_hides_no_other(method: int, damage: str, tmp_path: Path) -> None:
    content = bytearray(zipped(method, MODULE))
    place = content.index(b".txt") + 4
    if damage == "encrypted":
        directory = content.index(b"PK\x01\x02")
        content[directory + 8] |= 1
    elif damage == "changed":
        content[place + 30] ^= 0xFF
    else:
        size = content.index(b"PK\x01\x02") + 20
        content[size : size + 4] = struct.pack("<I", 20)
    path = tmp_path / "dump.zip"
    path.write_bytes(content)
    dump = hloscope.load(path)
    assert [error.file for error in dump.errors] == [f"{path}/{STAGE.replace('0001', '0000')}"]
    assert dump.compilations[1].before


# Limits from outside.


def test_environment_sets_limits() -> None:
    assert limits_of({}) == Limits()
    found = limits_of({"HLOSCOPE_MAX_TOTAL_BYTES": "8G", "HLOSCOPE_MAX_MEMBERS": "7", "HLOSCOPE_MAX_RATIO": ""})
    assert found == Limits(total_bytes=8 * 1024**3, members=7)


@pytest.mark.parametrize("text", ["0", "-1", "many", "8.5", "8X", "1" * 30])
def test_limit_that_is_no_number_is_an_error(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(HloscopeError, match="expected HLOSCOPE_MAX_DEPTH = a whole number above 0, such as 8G, found"):
        limits_of({"HLOSCOPE_MAX_DEPTH": text})
    monkeypatch.setenv("HLOSCOPE_MAX_DEPTH", text)
    assert main(["report", "x"]) == 2


def test_command_obeys_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / STAGE).write_bytes(MODULE)
    monkeypatch.setenv("HLOSCOPE_MAX_FILE_BYTES", "10")
    assert main(["report", str(tmp_path)]) == 2
    assert "more than 10 bytes unpacked, the limit for one file; HLOSCOPE_MAX_FILE_BYTES" in capsys.readouterr().err
    assert limits_in_use() == Limits()


def test_limits_hold_where_they_are_set(tmp_path: Path) -> None:
    (tmp_path / STAGE).write_bytes(MODULE)
    with using_limits(Limits(file_bytes=10)):
        dump = hloscope.load(tmp_path)
    assert len(dump.errors) == 1
    assert hloscope.load(tmp_path).errors == ()


def test_every_limit_has_a_way_to_raise_it() -> None:
    assert [*Limits.VARIABLES] == [field.name for field in fields(Limits)]
