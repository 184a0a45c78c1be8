"""Rows of a fleet say what XLA's own texts say, and what reports say of the same dumps."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from hloscope.comparisons.fleet.reading import Known, read_unit
from hloscope.comparisons.fleet.schema import TABLES, Rows
from hloscope.comparisons.fleet.units import UNKNOWN, units_of
from tests.support.dumped import TESTDATA

RANKS = TESTDATA / "ranks" / "jax-0.10.2-cpu"
COLLECTIVES = TESTDATA / "jax-0.12.0.1-cpu" / "grid_collectives"
TRAINING = TESTDATA / "jax-0.10.2-h100" / "train_step"


def rows_in(place: Path, known: Known | None = None) -> Rows:
    units, errors = units_of([str(place)])
    assert not errors
    rows: Rows = {table.name: [] for table in TABLES}
    known = known or Known()
    for unit in units:
        for name, found in read_unit(unit, unit.id, known, ["commit=abc"]).rows.items():
            rows[name] += found
    return rows


def text_of_after(place: Path) -> str:
    [path] = place.rglob("*after_optimizations.txt")
    return path.read_text("utf-8")


@pytest.mark.parametrize("place", [RANKS, COLLECTIVES, TRAINING], ids=lambda place: place.name)
def test_rows_have_the_columns_of_their_tables_and_no_others(place: Path) -> None:
    for table in TABLES:
        allowed = {column.name for column in table.columns}
        assert all({*row} <= allowed for row in rows_in(place)[table.name]), table.name


def test_collectives_are_those_of_the_text() -> None:
    rows = rows_in(COLLECTIVES)["collectives"]
    text = text_of_after(COLLECTIVES)
    kinds = Counter({kind: text.count(f" {kind}(") for kind in ("all-gather", "all-reduce", "reduce-scatter")})
    assert Counter(str(row["kind"]) for row in rows) & kinds == +kinds
    assert {str(row["name"]) for row in rows} <= {word.strip("%,)") for word in text.split()}
    assert [row["position"] for row in rows] == [*range(len(rows))]


def test_kernels_are_what_xla_launches() -> None:
    """XLA's own list of thunks names each kernel."""
    names = [row["name"] for row in rows_in(TRAINING)["kernels"] if row["class"] == "kernel"]
    [path] = TRAINING.rglob("*thunk_metadata.txt")
    thunks = {*re.findall(r"[\w.-]+", path.read_text("utf-8"))}
    assert len(names) > 5
    assert [name for name in names if name not in thunks] == []


def test_equal_programs_are_parsed_once_and_told_of_all_hosts() -> None:
    known = Known()
    rows = rows_in(RANKS, known)
    steps = [row for row in rows["programs"] if row["name"] == "jit_train_step"]
    texts = {path.read_bytes() for path in RANKS.rglob("*.jit_train_step.cpu_after_optimizations.txt")}
    assert len({str(row["program_id"]) for row in steps}) == len(texts)
    assert Counter(row["signature"] for row in steps).most_common(1)[0][1] == 3  # of the four one is odd
    assert known.parsed == len({str(row["program_id"]) for row in rows["programs"]}) < len(rows["programs"])


def test_findings_of_equal_programs_have_equal_ids() -> None:
    findings = rows_in(RANKS)["findings"]
    by_program = {(row["dump_id"], row["program_id"]): set[object]() for row in findings}
    for row in findings:
        by_program[row["dump_id"], row["program_id"]].add(row["finding_id"])
    for program in {str(row["program_id"]) for row in findings}:
        assert len({frozenset(ids) for (_, other), ids in by_program.items() if str(other) == program}) == 1


def test_a_broken_file_is_an_error_and_the_others_are_told(tmp_path: Path) -> None:
    for file in (RANKS / "host_1").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    [broken] = tmp_path.glob("*jit_eval_step.cpu_after_optimizations.txt")
    broken.write_text(broken.read_text("utf-8")[:-200], "utf-8")
    rows = rows_in(tmp_path)
    assert [row["file"] for row in rows["errors"]] == [str(broken)]
    assert {str(row["name"]) for row in rows["programs"]} == {"jit_train_step", "jit_eval_step"}
    assert rows["dumps"][0]["errors"] == 1
    assert rows["dumps"][0]["commit"] == "abc"


def test_state_changes_with_files_and_labels(tmp_path: Path) -> None:
    file = tmp_path / "module_0000.f.before_optimizations.txt"
    file.write_text("HloModule f\n\nENTRY e { ROOT p = f32[] parameter(0) }\n", "utf-8")

    def state(*labels: str) -> str:
        [unit], _ = units_of([str(tmp_path)])
        return unit.state(labels)

    first = state()
    assert first == state() != UNKNOWN
    assert state("commit=a") != first
    file.write_text("HloModule g\n\nENTRY e { ROOT p = f32[] parameter(0) }\n\n", "utf-8")
    assert state() != first
