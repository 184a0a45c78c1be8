"""What is written appears whole or not at all."""

import os
import stat
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from hloscope.dump.writing import check_folder, check_writable, copy_whole, lock, locked, write_whole
from tests.support.mutations import time_limit


def test_file_is_made_with_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_whole(tmp_path / "new", "text é")
    assert (tmp_path / "new").read_bytes() == "text é".encode()
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("name", ["n" * 255, "é" * 127, " ", ".hidden", "a\nb"])
def test_name_may_be_any(name: str, tmp_path: Path) -> None:
    write_whole(tmp_path / name, b"\0")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_reader_sees_the_old_or_the_new(tmp_path: Path) -> None:
    file, contents = tmp_path / "f", {"a" * 1_000_000, "b" * 1_000_000}
    write_whole(file, min(contents))

    def write_often() -> None:
        for text in (*contents,) * 20:
            write_whole(file, text)

    thread = threading.Thread(target=write_often)
    thread.start()
    while thread.is_alive():
        assert file.read_text("utf-8") in contents
    thread.join()


def test_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "link").symlink_to("far/f")
    write_whole(tmp_path / "link", "1")
    write_whole(tmp_path / "link", "2")
    assert (tmp_path / "far" / "f").read_text("utf-8") == "2"
    assert (tmp_path / "link").is_symlink()


def test_permissions_stay(tmp_path: Path) -> None:
    write_whole(tmp_path / "f", "1")
    (tmp_path / "f").chmod(0o604)
    write_whole(tmp_path / "f", "2")
    assert stat.S_IMODE((tmp_path / "f").stat().st_mode) == 0o604


def test_pipe_is_written_into(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    thread = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    thread.start()
    while not read:  # as soon as its reader is there
        with suppress(OSError):
            write_whole(tmp_path / "pipe", "through" * 100_000)
            thread.join()
    assert read == [b"through" * 100_000]
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.parametrize("name", ["pipe", "link"])
def test_pipe_that_nobody_reads_is_not_waited_for(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    with time_limit(10), pytest.raises(OSError, match="it is a pipe that nobody reads; start its reader first"):
        write_whole(tmp_path / name, "through")


def test_device_is_written_into() -> None:
    write_whole(Path("/dev/null"), "nothing")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    with pytest.raises(OSError, match="No space left"):
        write_whole(Path("/dev/full"), "much")


@pytest.mark.parametrize("name", [".", "no/such/f", "file/f", "loop", "/proc/f", "/dev/null/f"])
def test_what_cannot_be_written_is_an_error_that_leaves_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept", "utf-8")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OSError, match="Errno"):
        write_whole(tmp_path / name, "text")
    with pytest.raises(OSError, match="Errno"):
        check_writable(tmp_path / name)
    assert {path.name for path in tmp_path.iterdir()} == {"file", "loop"}
    assert (tmp_path / "file").read_text("utf-8") == "kept"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_permission_to_write_is_respected(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("kept", "utf-8")
    (tmp_path / "f").chmod(0o444)
    with pytest.raises(PermissionError):
        write_whole(tmp_path / "f", "text")
    (tmp_path / "f").chmod(0o644)
    tmp_path.chmod(0o555)
    write_whole(tmp_path / "f", "in place")
    tmp_path.chmod(0o755)
    assert (tmp_path / "f").read_text("utf-8") == "in place"


def test_looking_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("kept", "utf-8")
    check_writable(tmp_path / "f")
    check_writable(tmp_path / "new")
    check_folder(tmp_path / "a" / "b")
    assert [path.name for path in tmp_path.iterdir()] == ["f"]
    assert (tmp_path / "f").read_text("utf-8") == "kept"


@pytest.mark.parametrize("name", ["file", "file/d", "/proc/d", "/dev/null/d"])
def test_folder_that_cannot_be_filled_is_an_error(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="Errno"):
        check_folder(tmp_path / name)


def test_folder_is_copied_beside_what_is_there(tmp_path: Path) -> None:
    source, to = tmp_path / "source", tmp_path / "x" / "to"
    (source / "sub").mkdir(parents=True)
    (source / "a").write_text("a", "utf-8")
    (source / "sub" / "b").write_text("b", "utf-8")
    copy_whole(source, to)
    (to / "a").write_text("old", "utf-8")
    (to / "other").write_text("other", "utf-8")
    copy_whole(source, to)
    assert {path.relative_to(to).as_posix() for path in to.rglob("*") if path.is_file()} == {"a", "sub/b", "other"}
    assert (to / "a").read_text("utf-8") == "a"
    assert [path.name for path in to.parent.iterdir()] == ["to"]


def test_lock_keeps_others_out_until_it_is_over(tmp_path: Path) -> None:
    inside: list[int] = []

    def enter(number: int) -> None:
        with locked(tmp_path / "new"):
            inside.append(number)
            time.sleep(0.01)
            assert inside == [number]
            inside.clear()

    threads = [threading.Thread(target=enter, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert inside == []
    assert [*(tmp_path / "new").iterdir()] == []


def test_lock_that_others_have_is_not_waited_for(tmp_path: Path) -> None:
    descriptor = os.open(tmp_path, os.O_RDONLY)
    with locked(tmp_path):
        assert not lock(descriptor, wait=False)
    assert lock(descriptor, wait=False)
    os.close(descriptor)
