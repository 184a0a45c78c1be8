"""Dumps that URLs name, in a store of objects and on a web server of this machine: as they are read from its disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from shutil import make_archive
from typing import Any

import pytest

from tests.support.servers import KEYS, serving

ROOT = Path(__file__).parents[2]
DUMP = ROOT / "testdata" / "jax-0.10.2-cpu" / "mlp"

pytestmark = [pytest.mark.live, pytest.mark.remote]

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A store with the bucket `runs`: `night/host0` is the dump, `night.zip` and `night.tar.gz` archives of it."""
    with serving("moto.server", "-H", "127.0.0.1", "-p") as url:
        session: Any = import_module("boto3")
        keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
        client = session.client("s3", endpoint_url=url, **keys)
        client.create_bucket(Bucket="runs")
        for file in DUMP.rglob("*"):
            if file.is_file():
                key = f"night/host0/{file.relative_to(DUMP).as_posix()}"
                client.put_object(Bucket="runs", Key=key, Body=file.read_bytes())
        for form in ("zip", "gztar"):
            archive = Path(make_archive(str(tmp_path_factory.mktemp("archives") / "night"), form, DUMP))
            client.put_object(Bucket="runs", Key=archive.name, Body=archive.read_bytes())
        client.put_object(Bucket="runs", Key="report.json", Body=run({}, "report", str(DUMP), "--json").stdout.encode())
        yield url


@pytest.fixture
def command(store: str) -> Command:
    """Runs hloscope where the store is that of s3://."""
    return lambda *words, **more: run({**KEYS, "FSSPEC_S3_ENDPOINT_URL": store, **more}, *words)


def run(environment: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "FSSPEC_"))}
    return subprocess.run(
        [sys.executable, "-m", "hloscope", *words],
        env={**clean, "AWS_EC2_METADATA_DISABLED": "true", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def document_of(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("words", [("report", "--explain"), ("source",), ("collectives",)], ids=lambda w: w[0])
def test_folder_of_a_store_is_read_as_one_of_this_machine(words: tuple[str, ...], command: Command) -> None:
    name, *options = words
    [here] = document_of(command(name, str(DUMP), "--json", *options))["compilations"]
    [there] = document_of(command(name, "s3://runs/night", "--json", *options))["compilations"]
    assert there.pop("path") == "host0"
    del here["path"]
    assert there == here


@pytest.mark.parametrize("url", ["s3://runs/night.zip", "s3://runs/night.tar.gz", "zip::s3://runs/night.zip"])
def test_archive_of_a_store_is_one(url: str, command: Command) -> None:
    here, there = (document_of(command("report", path, "--json"))["compilations"] for path in (str(DUMP), url))
    assert [{**each, "path": ""} for each in there] == [{**each, "path": ""} for each in here]


@pytest.mark.parametrize("old", ["s3://runs/night/host0", "s3://runs/report.json", "s3://runs/night.zip"])
def test_what_is_far_away_is_compared_with_what_is_here(old: str, command: Command) -> None:
    assert "Nothing changed" in command("diff", old, str(DUMP)).stdout


def test_pages_of_a_web_server_are_folders() -> None:
    with serving("http.server", "-b", "127.0.0.1", "-d", str(DUMP.parent)) as url:
        here = document_of(run({}, "report", str(DUMP), "--json"))["compilations"]
        there = document_of(run({}, "report", f"{url}/mlp/", "--json"))["compilations"]
        [file] = DUMP.rglob("*cpu_after_optimizations.txt")
        one = document_of(run({}, "report", f"{url}/mlp/{file.relative_to(DUMP).as_posix()}", "--json"))
    assert there == here
    assert [each["kernels"]["after"] for each in one["compilations"]] == [each["kernels"]["after"] for each in here]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("s3://runs/day", "nothing is there; check the URL"),
        ("s3://walks/night", "s3://walks/night: "),
        ("zip::s3://runs/day.zip", "nothing is there; check the URL"),
        ("ftps3://runs", "expected a URL such as s3://bucket/folder"),
        ("file:///tmp", "a file of this machine is named by its path"),
        ("http://127.0.0.1:9/dump.txt", "cannot be read: "),
        ("http://me:password@127.0.0.1:9/dump.txt?signed=password", "http://127.0.0.1:9/dump.txt: cannot be read: "),
        ("s3://", "expected a URL such as s3://bucket/folder"),
    ],
)
def test_what_cannot_be_reached_is_said_in_a_line(url: str, message: str, command: Command) -> None:
    done = command("report", url)
    assert done.returncode == 2
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "password" not in done.stderr


@pytest.mark.parametrize(
    "words", [("report",), ("compare",), ("doctor",), ("cost", str(DUMP), "--profile")], ids=lambda w: w[0]
)
def test_no_command_prints_what_opens_a_url(words: tuple[str, ...]) -> None:
    done = run({}, *words, "http://me:password@127.0.0.1:9/dump.txt?signed=password")
    assert done.returncode == 2
    assert "http://127.0.0.1:9/dump.txt" in done.stderr
    assert "password" not in done.stdout + done.stderr


def test_keys_that_are_missing_are_asked_for(store: str) -> None:
    done = run({"FSSPEC_S3_ENDPOINT_URL": store, "HOME": "/nowhere"}, "report", "s3://runs/night")
    assert done.returncode == 2
    assert "no right to read it" in done.stderr
    assert "AWS_PROFILE" in done.stderr


def test_a_bad_file_beside_good_ones_hides_none(command: Command) -> None:
    done = command("report", "s3://runs/night", "s3://runs/day", str(DUMP), "--json")
    document = json.loads(done.stdout)
    assert done.returncode == 2
    assert len(document["compilations"]) == 2
    assert [error["file"] for error in document["errors"]] == ["s3://runs/day"]
