"""What is far away: paths that are URLs, and files of connections that break."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import pytest

from hloscope.dump import load, remote, steady_reading
from hloscope.dump.places import is_url
from hloscope.dump.remote import files_at
from hloscope.dump.sources import SourceFile, without_secrets
from hloscope.errors import DumpError

MODULE = b"HloModule m\n\nENTRY %e (a: f32[2]) -> f32[2] {\n  ROOT %a = f32[2]{0} parameter(0)\n}\n"
LARGE = b"".join(b"// line %d\n" % number for number in range(100_000))


class Store:
    """A file system in memory, which counts what it gives, and breaks a connection after so many bytes."""

    protocol = "https"

    def __init__(
        self, files: Mapping[str, bytes], breaks_after: int | None = None, error: Exception | None = None
    ) -> None:
        self.files, self.left, self.error = files, breaks_after, error or ConnectionResetError("peer went away")
        self.opened: list[str] = []
        self.given = 0

    def info(self, path: str) -> Mapping[str, Any]:
        if path in self.files:
            return {"name": path, "type": "file", "size": len(self.files[path])}
        return {"name": path, "type": "directory"}

    def find(self, path: str, *, detail: bool) -> Mapping[str, Mapping[str, Any]]:
        assert detail
        return {name: self.info(name) for name in self.files if name.startswith(path)}

    def walk(self, path: str, *, maxdepth: int, detail: bool) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
        assert detail
        assert maxdepth
        yield path, {}, {name: self.info(name) for name in self.files}

    def cat_file(self, path: str) -> bytes:
        self.opened.append(path)
        return self.files[path]

    def open(self, path: str, mode: str, *, block_size: int) -> IO[bytes]:
        assert (mode, block_size) == ("rb", 64 * 1024)
        self.opened.append(path)
        return Breaking(self, self.files[path])


class Breaking(BytesIO):
    def __init__(self, store: Store, content: bytes) -> None:
        super().__init__(content)
        self.store = store

    def read(self, size: int | None = -1, /) -> bytes:
        store = self.store
        if store.left is not None and store.given >= store.left:
            store.left = None
            raise store.error
        data = super().read(size)
        store.given += len(data)
        return data


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> Callable[[Store], Store]:
    """Puts a store in place of what fsspec would find."""
    monkeypatch.setattr(steady_reading, "WAITS", (0, 0))

    def stored(store: Store) -> Store:
        def file_system(url: str) -> tuple[Store, str]:
            return store, url.partition("://")[2]

        monkeypatch.setattr(remote, "file_system", file_system)
        return store

    return stored


@pytest.mark.parametrize(
    "path", ["s3://bucket/folder", "gs://b", "https://host/x.txt", "zip::s3://b/x.zip", "memory://x"]
)
def test_a_scheme_makes_a_url(path: str) -> None:
    assert is_url(path)


@pytest.mark.parametrize(
    "path", ["folder", "/a/b", "a:b", "C:\\dump", "model.py:31", "module:function", "a b://c", "-", "", "./s3://x"]
)
def test_other_paths_are_of_this_machine(path: str) -> None:
    assert not is_url(path)


def test_what_is_here_is_read_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s3:" / "runs").mkdir(parents=True)
    (tmp_path / "s3:" / "runs" / "module_0001.m.cpu_after_optimizations.txt").write_bytes(MODULE)
    assert [each.name for each in load("s3://runs").compilations] == ["m"]


def test_urls_take_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(DumpError, match=r"is not installed .*; pip install 'hloscope\[remote\]'"):
        load("s3://bucket/folder")


def test_folder_is_listed_and_only_what_is_asked_for_is_read(stored: Callable[[Store], Store]) -> None:
    folder = "host/dump"
    files = {
        f"{folder}/module_0001.m.cpu_after_optimizations.txt": MODULE,
        f"{folder}/deep/module_0002.m.cpu_after_optimizations.txt": MODULE,
        f"{folder}/module_0001.m.ir-with-opt.ll": LARGE,
        f"{folder}/module_0003.other.ptx": LARGE,
        "elsewhere/module_0004.o.cpu_after_optimizations.txt": MODULE,
    }
    store = stored(Store(files))
    dump = load(f"https://{folder}/")
    assert store.opened == []
    assert [(each.name, each.path) for each in dump.compilations] == [("m", ""), ("m", "deep")]
    after = dump.compilations[0].after
    assert after
    assert after.entry.name == "e"
    assert dump.errors == ()
    assert {*store.opened} == {path for path in files if path.startswith(folder) and "optimizations" in path}
    assert len(store.opened) == 2


def test_a_head_takes_no_more_than_a_head(stored: Callable[[Store], Store]) -> None:
    store = stored(Store({"host/x": LARGE}))
    file = files_at("https://host/x")
    assert isinstance(file, SourceFile)
    assert LARGE.startswith(file.read_start())
    assert store.given < len(LARGE) / 4


def test_a_broken_connection_is_made_again(stored: Callable[[Store], Store]) -> None:
    store = stored(Store({"host/x": LARGE}, breaks_after=200_000))
    file = files_at("https://host/x")
    assert isinstance(file, SourceFile)
    assert file.read_bytes() == LARGE
    assert store.opened == ["host/x", "host/x"]


@pytest.mark.parametrize("error", [PermissionError("no"), type("NoCredentialsError", (Exception,), {})("who are you?")])
def test_what_will_be_no_better_is_told_at_once(stored: Callable[[Store], Store], error: Exception) -> None:
    store = stored(Store({"host/x": LARGE}, breaks_after=200_000, error=error))
    file = files_at("https://host/x")
    assert isinstance(file, SourceFile)
    with pytest.raises(
        DumpError, match=r"host/x: cannot be read: no right to read it \((no|who are you\?)\); set AWS_PROFILE"
    ):
        file.read_bytes()
    assert len(store.opened) == 1


class RefusedError(Exception):
    """As clients of the web tell it."""

    status = 403


def test_what_opens_a_url_is_not_in_what_a_client_says(stored: Callable[[Store], Store]) -> None:
    error = RefusedError("403, message='Forbidden', url='https://me:pass@host/x?X-Amz-Signature=pass:1'")
    stored(Store({"host/x": LARGE}, breaks_after=0, error=error))
    with pytest.raises(DumpError, match=r"no right to read it \(403, message='Forbidden', url='https://host/x'\)"):
        load("https://host/x")


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://me:pass@host/a/b.zip?X-Amz-Signature=1", "https://host/a/b.zip"),
        ("zip::https://me:pass@host/b.zip?x=1::y", "zip::https://host/b.zip::y"),
        ("s3://bucket/me@home/x", "s3://bucket/me@home/x"),
    ],
)
def test_what_opens_a_url_is_never_shown(url: str, label: str) -> None:
    assert without_secrets(url) == label
