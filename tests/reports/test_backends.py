"""Numbers of programs added up by backend."""

from typing import Any, cast

from hloscope.reports.reading import backend_of, launches_of
from hloscope.reports.schema import Program
from hloscope.tables.backends import backend_rows, difference_of


def program(after: int | None, *, framework: str | None = "jax", again: int | None = None) -> Program:
    """A program of which one stage is known, if any."""
    count = None if after is None else {"compute_launches": after}
    document: dict[str, Any] = {
        "framework": framework,
        "platform": "cpu",
        "arch": None,
        "recompilation_of": again,
        "kernels": {"before": None, "unfused": None, "after": count},
        "fusions": [{"wrapped": False}, {"wrapped": True}],
        "broadcasts": {"after": count and {"materialized": 2, "materialized_bytes_per_run": 80}},
    }
    return cast("Program", document)


def test_programs_of_a_backend_are_added_up() -> None:
    [row] = backend_rows([program(3), program(4)])
    assert (row.backend, row.programs, row.after) == ("jax cpu", 2, 7)
    assert (row.clusters, row.materialized, row.materialized_bytes) == (2, 4, 160)


def test_program_compiled_again_counts_once() -> None:
    [row] = backend_rows([program(3), program(3, again=0)])
    assert (row.programs, row.after) == (1, 3)


def test_stage_that_no_program_has_is_no_zero() -> None:
    [row] = backend_rows([program(None)])
    assert (row.before, row.after, row.clusters, row.materialized) == (None, None, None, None)


def test_backends_are_sorted_rows_of_their_own() -> None:
    rows = backend_rows([program(1, framework="tensorflow"), program(2, framework=None), program(3)])
    assert [row.backend for row in rows] == ["cpu", "jax cpu", "tensorflow cpu"]


def test_backend_that_nothing_tells_is_unknown() -> None:
    document = cast("Program", {"framework": None, "platform": None, "arch": None})
    assert backend_of(document) == "unknown"


def test_difference_needs_both_numbers() -> None:
    assert [difference_of(5, 2), difference_of(2, 5), difference_of(2, 2), difference_of(None, 2)] == [
        "-3",
        "+3",
        "0",
        "-",
    ]


def test_launches_of_a_missing_stage_are_none() -> None:
    assert [launches_of(program(3), stage) for stage in ("before", "after")] == [None, 3]
