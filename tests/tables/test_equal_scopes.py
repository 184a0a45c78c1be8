"""Equal layers are one row of the table of scopes, with what all of them take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hloscope.tables.equal_scopes import scope_rows

if TYPE_CHECKING:
    from hloscope.analyses.provenance.scopes import ScopeForm
from hloscope.words import bytes_text


def scope(path: str, size: int, phase: str = "") -> ScopeForm:
    return {
        "phase": phase,
        "path": path.split("/") if path else [],
        "launches": 1,
        "run_launches": 4,
        "run_bytes_read": size,
        "run_bytes_written": size,
        "run_flops": 10,
        "seconds": None,
        "share": size / 100,
        "cost_inferred": False,
        "measured_seconds": None,
        "measured_share": None,
    }


def rows_of(*scopes: ScopeForm) -> list[tuple[int, str, int, str]]:
    rows = scope_rows(scopes)
    return [
        (
            row.depth,
            row.scopes[0]["path"][-1],
            len(row.scopes),
            bytes_text(row.cost["run_bytes_read"] + row.cost["run_bytes_written"]),
        )
        for row in rows
    ]


def test_layers_that_differ_by_their_number_are_one_row() -> None:
    layers = [scope(f"layer_{n}{part}", size) for n in range(8) for part, size in (("", 10), ("/mlp", 6))]
    assert rows_of(*layers, scope("head", 3)) == [
        (0, "layer_0", 8, "160 B"),
        (1, "mlp", 8, "96 B"),
        (0, "head", 1, "6 B"),
    ]
    (layer, mlp, _) = scope_rows([*layers, scope("head", 3)])
    assert (layer.run_launches, mlp.run_launches) == (32, 32)


def test_equal_scopes_within_equal_scopes_are_one_row() -> None:
    tree = [scope(path, 1) for path in ("b0", "b0/dense_0", "b0/dense_1", "b1", "b1/dense_2", "b1/dense_3")]
    assert rows_of(*tree) == [(0, "b0", 2, "4 B"), (1, "dense_0", 4, "8 B")]


def test_what_has_other_figures_parts_or_names_stays_a_row() -> None:
    tree = [scope(path, 1) for path in ("l0", "l0/mlp", "l1", "l1/attention", "l2", "head", "tail")]
    assert [row[2] for row in rows_of(*tree, scope("l3", 2))] == [1] * 8


def test_phases_are_not_taken_for_each_other() -> None:
    tree = [scope("", 5, "forward"), scope("l0", 5, "forward"), scope("", 5, "backward"), scope("l0", 5, "backward")]
    assert [(row.depth, len(row.scopes)) for row in scope_rows(tree)] == [(0, 1), (1, 1), (0, 1), (1, 1)]


def test_deep_trees_are_no_deep_recursion() -> None:
    path = [f"s{n}" for n in range(3000)]
    deep = [scope("/".join(path[: n + 1]), 1) for n in range(3000)]
    assert len(scope_rows(deep)) == 3000
