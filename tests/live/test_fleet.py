"""Fleets: dumps become tables once, whatever is killed meanwhile; and a question reaches nothing but these."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from hloscope.cli import main
from hloscope.comparisons.fleet.indexing import Indexed, index
from hloscope.comparisons.fleet.local_engine import LocalEngine
from hloscope.comparisons.fleet.query import open_tables
from hloscope.comparisons.fleet.schema import TABLES
from hloscope.comparisons.fleet.store import Store
from hloscope.comparisons.fleet.tasks import Engine, Job, Outcome, Task, do_task
from hloscope.errors import HloscopeError
from tests.support.dumped import TESTDATA
from tests.support.hostile_dump import make_dump
from tests.support.printed import problems_of
from tests.support.servers import KEYS, serving

pytestmark = [pytest.mark.live, pytest.mark.fleet]

ROOT = Path(__file__).parents[2]
RANKS = TESTDATA / "ranks" / "jax-0.10.2-cpu"
HOSTS = 4


def indexed(
    *roots: Path | str,
    fleet: Path | str,
    engine: Engine | None = None,
    run: str | None = None,
    labels: Sequence[str] = (),
) -> Indexed:
    return index([str(root) for root in roots], str(fleet), engine=engine or LocalEngine(1), run=run, labels=labels)


def rows_of(fleet: Path | str) -> dict[str, list[str]]:
    """All rows of all tables in an order, without the time at which they were made."""
    tables = open_tables(str(fleet))
    what = {table.name: "* exclude (indexed_at)" if table.name == "dumps" else "*" for table in TABLES}
    return {name: sorted(map(repr, tables.ask(f"select {columns} from {name}").rows)) for name, columns in what.items()}  # noqa: S608 (our own words)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of many hosts, of which each has one of four dumps."""
    folder = tmp_path_factory.mktemp("fleet") / "night"
    for number in range(24):
        copytree(RANKS / f"host_{number % HOSTS}", folder / f"host_{number}")
    return folder


@pytest.fixture(scope="module")
def right(runs: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the tables of the run are, if one process makes them at once."""
    fleet = tmp_path_factory.mktemp("right") / "fleet"
    result = indexed(runs, fleet=fleet)
    assert (result.read, result.failed) == (24, 0)
    return rows_of(fleet)


def test_what_is_known_is_not_read_again(tmp_path: Path) -> None:
    """A file is changed in a way that only reading it shows."""
    runs, fleet = copytree(RANKS, tmp_path / "night"), tmp_path / "fleet"
    first = indexed(runs, fleet=fleet)
    assert (first.found, first.read, first.programs) == (HOSTS, HOSTS, 9)
    before = rows_of(fleet)
    for file in runs.rglob("*.txt"):
        about = file.stat()
        file.write_bytes(b"x" * about.st_size)
        os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))
    again = indexed(runs, fleet=fleet)
    assert (again.found, again.known, again.read, again.errors) == (HOSTS, HOSTS, 0, ())
    assert rows_of(fleet) == before


def test_dump_that_changed_replaces_what_it_was(tmp_path: Path) -> None:
    runs, fleet = copytree(RANKS, tmp_path / "night"), tmp_path / "fleet"
    indexed(runs, fleet=fleet)
    for file in (runs / "host_3").glob("*jit_eval_step*"):
        file.unlink()
    result = indexed(runs, fleet=fleet)
    assert (result.known, result.read) == (HOSTS - 1, 1)
    counts = open_tables(str(fleet)).ask("select host, count(*) from programs group by host order by host").rows
    assert counts == (("host_0", 3), ("host_1", 2), ("host_2", 2), ("host_3", 1))
    assert len([*fleet.rglob("*.parquet")]) == len(Store(str(fleet)).live_pieces())


def test_another_run_of_the_same_folders_is_another_run(tmp_path: Path) -> None:
    for run in ("a", "b"):
        indexed(RANKS, fleet=tmp_path, run=run, labels=[f"commit={run}"])
    rows = open_tables(str(tmp_path)).ask('select run, "commit", count(*) from dumps group by all order by all').rows
    assert rows == (("a", "a", HOSTS), ("b", "b", HOSTS))


@pytest.mark.parametrize("place", [0, 1, 9, 10, 11, 60])
def test_interrupted_at_any_time_it_goes_on(
    place: int, runs: Path, right: dict[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process ends before the file of that number is written."""
    puts = iter(range(10_000))
    put = Store.put

    def failing(self: Store, path: str, data: bytes) -> None:
        if next(puts) == place:
            raise KeyboardInterrupt
        put(self, path, data)

    monkeypatch.setattr(Store, "put", failing)
    with pytest.raises(KeyboardInterrupt):
        indexed(runs, fleet=tmp_path / "fleet")
    monkeypatch.setattr(Store, "put", put)
    if (tmp_path / "fleet" / "hloscope-fleet.json").exists():  # what is seen by then is whole
        seen = rows_of(tmp_path / "fleet")
        assert all({*rows} <= {*right[name]} for name, rows in seen.items())
    indexed(runs, fleet=tmp_path / "fleet")
    assert rows_of(tmp_path / "fleet") == right
    assert len([*(tmp_path / "fleet").rglob("*.parquet")]) == len(Store(str(tmp_path / "fleet")).live_pieces())


def test_task_that_is_done_twice_doubles_nothing(runs: Path, right: dict[str, list[str]], tmp_path: Path) -> None:
    def twice(job: Job, tasks: Sequence[Task]) -> Generator[Outcome]:
        for task in tasks:
            do_task(job, task)
            yield do_task(job, task)

    indexed(runs, fleet=tmp_path, engine=twice)
    assert rows_of(tmp_path) == right


def until(is_so: Callable[[], bool]) -> None:
    for _ in range(3000):
        if is_so():
            return
        time.sleep(0.02)
    raise AssertionError("it does not come")


@contextmanager
def started(*words: str, **environment: str) -> Generator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, *words],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def has_begun(fleet: Path) -> bool:
    return any(fleet.glob("dumps/*/*/*.parquet"))


def test_process_that_is_killed_loses_nothing(runs: Path, right: dict[str, list[str]], tmp_path: Path) -> None:
    with started("-m", "hloscope", "index", str(runs), "-o", str(tmp_path), "--jobs", "2", "--json") as indexing:
        until(lambda: has_begun(tmp_path))
        children = import_module("psutil").Process(indexing.pid).children()
        next(child for child in children if "spawn_main" in " ".join(child.cmdline())).kill()
        output, _ = indexing.communicate()
    assert indexing.returncode == 0
    assert json.loads(output)["dumps"] == {"found": 24, "known": 0, "read": 24, "failed": 0}
    assert rows_of(tmp_path) == right


def test_whole_command_that_is_killed_goes_on_the_next_time(
    runs: Path, right: dict[str, list[str]], tmp_path: Path
) -> None:
    with started("-m", "hloscope", "index", str(runs), "-o", str(tmp_path), "--jobs", "1") as indexing:
        until(lambda: has_begun(tmp_path))
        indexing.send_signal(signal.SIGKILL)
        indexing.wait()
    assert 0 < indexed(runs, fleet=tmp_path).known < 24
    assert rows_of(tmp_path) == right


def test_worker_of_a_cluster_that_is_killed_loses_nothing(
    runs: Path, right: dict[str, list[str]], tmp_path: Path
) -> None:
    from hloscope.comparisons.fleet.dask_engine import DaskEngine

    file = tmp_path / "scheduler.json"
    scheduler = ("-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    worker = ("-m", "distributed.cli.dask_worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-nanny")
    with ExitStack() as stack:
        stack.enter_context(started(*scheduler, "--scheduler-file", str(file)))
        until(file.exists)
        workers = [stack.enter_context(started(*worker, "--no-dashboard")) for _ in range(2)]
        engine = DaskEngine(json.loads(file.read_text())["address"])
        done: list[Outcome] = []

        def killing(job: Job, tasks: Sequence[Task]) -> Generator[Outcome]:
            for outcome in engine(job, tasks):
                done.append(outcome)
                if len(done) == 3:
                    workers[0].kill()
                yield outcome

        result = indexed(runs, fleet=tmp_path / "fleet", engine=killing)
    assert (result.read, result.failed) == (24, 0)
    assert rows_of(tmp_path / "fleet") == right


def test_no_scheduler_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hloscope.comparisons.fleet.dask_engine._SECONDS", 1)
    words = ["index", str(RANKS), "-o", str(tmp_path), "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9"]
    assert main(words) == 2
    assert "no dask scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().err


def test_store_of_objects_gives_the_same_and_is_read_once(tmp_path: Path) -> None:
    with serving("moto.server", "-H", "127.0.0.1", "-p") as url:
        session: Any = import_module("boto3")
        keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
        client = session.client("s3", endpoint_url=url, **keys)
        client.create_bucket(Bucket="runs")
        for file in sorted(RANKS.rglob("module_*")):
            key = f"jax-0.10.2-cpu/{file.relative_to(RANKS).as_posix()}"
            client.put_object(Bucket="runs", Key=key, Body=file.read_bytes())
        environment = {**KEYS, "FSSPEC_S3_ENDPOINT_URL": url, "AWS_EC2_METADATA_DISABLED": "true"}

        def run(*words: str) -> dict[str, Any]:
            with started("-m", "hloscope", *words, "--json", **environment) as process:
                output, _ = process.communicate()
            assert process.returncode == 0
            found: dict[str, Any] = json.loads(output)
            return found

        words = ("index", "s3://runs/jax-0.10.2-cpu", "-o", "s3://runs/fleet", "--jobs", "1")
        assert run(*words)["dumps"] == {"found": HOSTS, "known": 0, "read": HOSTS, "failed": 0}
        for each in client.list_objects_v2(Bucket="runs", Prefix="jax-0.10.2-cpu/")["Contents"]:
            assert each["Size"] > 0
        assert run(*words)["dumps"] == {"found": HOSTS, "known": HOSTS, "read": 0, "failed": 0}
        sql = "select run, host, name, program_id, signature, compute_launches, flops from programs order by all"
        there = run("query", "s3://runs/fleet", sql)["rows"]
    indexed(RANKS, fleet=tmp_path)
    assert there == [[*row] for row in open_tables(str(tmp_path)).ask(sql).rows]


ENEMY = """
    select * from read_csv('SECRET'); select * from 'SECRET'; select * from read_text('SECRET')
    select * from glob('/*'); select * from read_parquet('FLEET/programs/*/*/*.parquet'); select * from leak
    copy programs to 'OUT'; copy (select 1) to 'OUT'; attach 'OUT'; export database 'OUT'; import database 'FLEET'
    install httpfs; load httpfs; select * from read_json('http://127.0.0.1:9/x'); create table x as select 1
    drop view programs; insert into dumps values (1); delete from dumps; update dumps set run = 'x'
    set enable_external_access = true; reset lock_configuration; pragma enable_external_access; call pragma_version()
    select 1, 2 as a -- and another' ; create secret (type s3); select * from sniff_csv('SECRET'); checkpoint
    select * from query('copy programs to ''OUT'''); use information_schema; select getenv('HOME'); prepare x as select 1
    select * from duckdb_secrets(); select * from parquet_metadata('SECRET'); select * from nothing
"""


def statements() -> list[str]:
    return [each.strip() for line in ENEMY.splitlines() for each in line.split("; ") if each.strip()]


def test_a_question_reaches_nothing_but_the_tables(tmp_path: Path) -> None:
    fleet, secret, out = tmp_path / "fleet", tmp_path / "secret.csv", tmp_path / "out"
    leak = import_module("pyarrow").table({"a": [1]})
    secret.write_text("a\nhidden\n", "utf-8")
    indexed(RANKS, fleet=fleet)
    tables = open_tables(str(fleet))
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    harmless = [words for words in statements() if words.startswith("select 1, 2 as a")]
    refused = [words for words in statements() if words not in harmless]
    assert len(refused) > 30
    for words in [
        *refused,
        "select 1; select 2",
        "",
        "explain analyze select 1",
        "select * from dumps; drop view dumps",
    ]:
        sql = words.replace("SECRET", str(secret)).replace("FLEET", str(fleet)).replace("OUT", str(out))
        with pytest.raises(HloscopeError):
            tables.ask(sql)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before
    assert tables.ask("select count(*) from dumps").rows == ((HOSTS,),)
    assert leak.num_rows == 1


def test_a_dump_has_the_tables_of_a_fleet(tmp_path: Path) -> None:
    indexed(RANKS, fleet=tmp_path)
    one, other = rows_of(RANKS), rows_of(tmp_path)
    assert [*one] == [table.name for table in TABLES]
    assert one.pop("dumps") != []
    assert {name: len(rows) for name, rows in one.items()} == {name: len(other[name]) for name in one}
    assert one["programs"] == other["programs"]
    columns = open_tables(str(RANKS)).ask("from programs").columns
    assert columns == open_tables(str(tmp_path)).ask("from programs").columns


def test_fleet_of_another_schema_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "hloscope-fleet.json").write_text('{"schema": 99}', "utf-8")
    assert main(["query", str(tmp_path)]) == 2
    assert "expected a fleet of schema 1, found 99; take a newer hloscope" in capsys.readouterr().err


def test_what_is_neither_fleet_nor_dump_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", str(tmp_path)]) == 2
    assert "expected a fleet that `hloscope index` made, or a dump of XLA; found neither" in capsys.readouterr().err


def test_commands_act_on_no_name_in_a_dump(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dump, fleet = str(make_dump(tmp_path / "dump")), str(tmp_path / "fleet")
    text = "a\x1b[2J\n::error::b"
    monkeypatch.setenv("COLUMNS", "80")
    for words in (
        ["index", dump, "-o", fleet, "--jobs", "1", "--label", f"commit={text}"],
        *(["query", place, f"from {table.name}"] for place in (fleet, dump) for table in TABLES),
        ["trend", fleet, "--program", "*"],
        ["query", fleet, text],
        ["query", fleet, "--question", text],
        ["trend", fleet, "--program", text],
    ):
        for more in ([], ["--json"]):
            main([*words, *more])
            printed = capsys.readouterr()
            assert [*problems_of(printed.out), *problems_of(printed.err)] == [], words


def test_tables_fit_the_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["query", str(RANKS), "select host, name, compute_launches from programs", "--top", "2"]) == 0
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "host     name             compute_launches",
        "──────────────────────────────────────────",
        "host_0   jit_train_step                  7",
        "host_0   jit_eval_step                   3",
        "the first 2 rows; --top 0 prints all",
    ]
