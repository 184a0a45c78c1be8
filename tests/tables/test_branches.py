"""Of a conditional the totals count one branch and lists all: then the tables of cost say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hloscope

if TYPE_CHECKING:
    from pathlib import Path

MODULE = """HloModule m, is_scheduled=true
a { p = f32[1000] parameter(0) ROOT n = f32[1000] negate(p) }
b { q = f32[1000] parameter(0) ROOT s = f32[1000] BODY }
ENTRY main { o = pred[] parameter(0) x = f32[1000] parameter(1)
  ROOT c = f32[1000] conditional(o, x, x), true_computation=a, false_computation=b }
"""
NOTE = "each branch is listed"


def cost_of(folder: Path, body: str) -> str:
    path = folder / "m.txt"
    path.write_text(MODULE.replace("BODY", body))
    return str(hloscope.cost(path))


def test_cost_says_how_branches_count_where_the_list_has_more_than_the_total(tmp_path: Path) -> None:
    text = cost_of(tmp_path, "sine(q)")
    assert NOTE in text
    assert "8 kB" in text  # 4,000 bytes read and 4,000 written, of one branch


def test_cost_says_nothing_of_branches_where_one_of_them_does_nothing(tmp_path: Path) -> None:
    text = cost_of(tmp_path, "bitcast(q)")
    assert NOTE not in text
