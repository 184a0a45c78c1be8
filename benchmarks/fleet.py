"""A fleet: dumps of many hosts in a store of objects, indexed by processes and by a cluster; and what questions take.

    python -m benchmarks.fleet                  # 1,000 dumps, and 100,000 rows of programs (ten minutes)
    python -m benchmarks.fleet --dumps 100 --rows 10000

The store is a server of S3's kind on this machine, and counts requests. The cluster is a scheduler with
two worker processes, of which one is killed when a third is done. It takes `pip install 'hloscope[fleet-test]'`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.simulated_fleet import write_fleet
from hloscope.comparisons.fleet.query import Tables, open_tables
from hloscope.comparisons.fleet.questions import QUESTIONS
from hloscope.comparisons.fleet.schema import TABLES

DUMPS = Path("testdata") / "jax-0.10.2-cpu"
PROGRAMS = (
    "all_gather all_to_all argsort attention broadcast cumsum einsum fft gather layernorm matmul_bias_relu mlp "
    "ppermute psum reduce_kinds scan scatter_add softmax train_step transformer_block"
).split()
# What one host of each of these has otherwise.
ODD = {"mlp": (b"maximum(", b"minimum("), "psum": (b"channel_id=1", b"channel_id=7"), "scan": (b" tanh(", b" sine(")}
KEYS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}
_REQUEST = re.compile(r'"(GET|PUT|HEAD|POST|DELETE) (/runs/?[^ ?"]*)(\?[^ "]*)?')


class ObjectStore:
    """A server of S3's kind: its environment, and what it was asked."""

    def __init__(self, port: int, log: Path) -> None:
        self.url, self._log, self._seen = f"http://127.0.0.1:{port}", log, 0
        self.environment = {**KEYS, "AWS_EC2_METADATA_DISABLED": "true", "FSSPEC_S3_ENDPOINT_URL": self.url}

    def requests(self) -> Counter[str]:
        """What was asked since the last time: `read` of dumps, `list`, and what is asked of fleets."""
        text = self._log.read_text("utf-8", "replace")
        found = _REQUEST.findall(text[self._seen :])
        self._seen = len(text)
        return Counter(_kind_of(method, path) for method, path, _ in found)


def _kind_of(method: str, path: str) -> str:
    if path.startswith("/runs/dumps/"):
        return f"{method} of a dump's file"
    return f"{method} of a fleet's file" if path.strip("/") != "runs" else "listing"


@contextmanager
def process(*words: str, log: Path, **environment: str) -> Generator[subprocess.Popen[bytes]]:
    with log.open("wb") as file:
        started = subprocess.Popen(
            [sys.executable, *words], stdout=file, stderr=file, env={**os.environ, **environment}
        )
        try:
            yield started
        finally:
            started.kill()
            started.wait()


@contextmanager
def object_store(folder: Path, port: int = 5917) -> Generator[ObjectStore]:
    log = folder / "store.log"
    with process("-m", "moto.server", "-H", "127.0.0.1", "-p", str(port), log=log):
        _wait_for(lambda: b"Running on" in log.read_bytes())
        yield ObjectStore(port, log)


def _wait_for(is_so: Callable[[], bool], seconds: float = 600) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.1)


def upload(store: ObjectStore, dumps: int) -> list[str]:
    """Puts dumps into the store, a job of each program on as many hosts; gives the three hosts that are odd."""
    client: Any = import_module("boto3").client("s3", endpoint_url=store.url)
    client.create_bucket(Bucket="runs")
    odd: list[str] = []
    for number in range(dumps):
        program, host = PROGRAMS[number % len(PROGRAMS)], number // len(PROGRAMS)
        is_odd = program in ODD and host == 2
        odd += [f"{program}/host_{host}"] if is_odd else []
        for file in sorted((DUMPS / program).glob("module_*")):
            data = file.read_bytes()
            changed = data.replace(*ODD[program]) if is_odd else data
            assert changed != data or not is_odd or not file.name.endswith("after_optimizations.txt"), file
            client.put_object(Bucket="runs", Key=f"dumps/{program}/host_{host}/{file.name}", Body=changed)
    return odd


def hloscope(store: ObjectStore, *words: str) -> tuple[dict[str, Any], float]:
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "hloscope", *words, "--json"],
        env={**os.environ, **store.environment},
        capture_output=True,
        check=False,
    )
    assert done.returncode < 2, done.stderr.decode()
    found: dict[str, Any] = json.loads(done.stdout)
    return found, time.monotonic() - start


@contextmanager
def cluster(store: ObjectStore, folder: Path, port: int = 8797) -> Generator[tuple[str, subprocess.Popen[bytes]]]:
    """A scheduler with two workers; gives its URL, and the worker that may be killed."""
    url, environment = f"tcp://127.0.0.1:{port}", {**store.environment, "PYTHONPATH": str(Path.cwd())}
    words = ("-m", "distributed.cli.dask_worker", url, "--nthreads", "1", "--no-nanny", "--no-dashboard")
    scheduler = ("-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    logs = [folder / f"{name}.log" for name in ("scheduler", "one", "other")]
    with (
        process(*scheduler, log=logs[0], **environment),
        process(*words, log=logs[1], **environment) as worker,
        process(*words, log=logs[2], **environment),
    ):
        yield url, worker


def index_by_cluster(store: ObjectStore, folder: Path, dumps: int) -> tuple[dict[str, Any], float]:
    """Indexes while a worker is killed as soon as a third of the dumps is written."""
    with cluster(store, folder) as (url, worker):
        start = time.monotonic()
        words = (
            "index",
            "s3://runs/dumps",
            "-o",
            "s3://runs/cluster",
            "--engine",
            "dask",
            "--scheduler",
            url,
            "--json",
        )
        indexing = subprocess.Popen(
            [sys.executable, "-m", "hloscope", *words],
            env={**os.environ, **store.environment},
            stdout=subprocess.PIPE,
        )
        _wait_for(lambda: _written(store) >= dumps // 3 or indexing.poll() is not None)
        assert indexing.poll() is None, "it ended before a worker was killed"
        worker.kill()
        output, _ = indexing.communicate()
        assert indexing.returncode == 0, indexing.returncode
        return json.loads(output), time.monotonic() - start


def _written(store: ObjectStore) -> int:
    client: Any = import_module("boto3").client("s3", endpoint_url=store.url)
    pages = client.get_paginator("list_objects_v2").paginate(Bucket="runs", Prefix="cluster/dumps/")
    return sum(page.get("KeyCount", 0) for page in pages)


def tables_of(place: str) -> dict[str, list[str]]:
    """All rows of all tables, in an order, without the time at which they were made."""
    tables = open_tables(place)
    what = {table.name: "* exclude (indexed_at)" if table.name == "dumps" else "*" for table in TABLES}
    return {name: sorted(map(repr, tables.ask(f"select {columns} from {name}").rows)) for name, columns in what.items()}  # noqa: S608


def measure_store(dumps: int, folder: Path) -> None:
    with object_store(folder) as store:
        os.environ.update(store.environment)
        odd = upload(store, dumps)
        store.requests()
        for name in ("by processes", "again"):
            found, seconds = hloscope(store, "index", "s3://runs/dumps", "-o", "s3://runs/local", "--jobs", "2")
            print(f"{name}: {seconds:.0f} s, {found['dumps']}, {found['programs']}, {dict(store.requests())}")
        found, seconds = index_by_cluster(store, folder, dumps)
        print(f"by a cluster of which a worker is killed: {seconds:.0f} s, {found['dumps']}, {found['programs']}")
        one, other = tables_of("s3://runs/local"), tables_of("s3://runs/cluster")
        rows = {name: len(rows) for name, rows in one.items()}
        print(f"tables equal: {one == other}, rows: {rows}")
        ranks, seconds = hloscope(store, "ranks", "s3://runs/dumps")
        named = [
            f"{program['path']}/{rank}"
            for program in ranks["programs"]
            for variant in program["variants"][1:]
            for rank in variant["ranks"]
        ]
        print(f"ranks: {seconds:.0f} s, odd are {sorted(named)}, planted were {sorted(odd)}")


def measure_questions(rows: int, folder: Path) -> None:
    start = time.monotonic()
    counts = write_fleet(str(folder / "fleet"), DUMPS, PROGRAMS, rows)
    print(f"simulated fleet: {counts}, written in {time.monotonic() - start:.0f} s")
    tables = open_tables(str(folder / "fleet"))
    tables.ask("select count(*) from programs")
    for question in QUESTIONS:
        taken = [_seconds_of(tables, question.sql) for _ in range(3)]
        wall, processor = (median(seconds) for seconds in zip(*taken, strict=True))
        print(f"{question.name:20} {wall:.2f} s, {processor:.2f} s of processors")


def _seconds_of(tables: Tables, sql: str) -> tuple[float, float]:
    start = time.monotonic(), time.process_time()
    tables.ask(sql)
    return time.monotonic() - start[0], time.process_time() - start[1]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--dumps", type=int, default=1000)
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if options.dumps:
            measure_store(options.dumps, Path(folder))
        if options.rows:
            measure_questions(options.rows, Path(folder))


if __name__ == "__main__":
    main()
